//! What a family of databases has of its own.

use limbeck_schema::{
    Column, Conflict, Deferral, Family, Generated, Index, KeyPart, Name, ObjectName, Schema, Table, View,
};

use crate::{
    dice::Dice, edit::Edit, kind::Kind, mysql::Mysql, names, postgres::Postgres, sketch::Sketch,
    sqlite::Sqlite,
};

/// Types, expressions and words of a family; what is the same everywhere asks for them here.
pub(crate) trait Flavour: Sync {
    /// What can be changed.
    fn edits(&self) -> &'static [Edit];

    /// What kind of values a declared type holds.
    fn kind(&self, sql_type: &str) -> Kind;

    /// Any type a column of the table can have.
    fn random_type(&self, sketch: &Sketch, table: &ObjectName, dice: &mut Dice) -> String;

    /// A type of that kind, for a column that refers to another; none where such a table has none.
    fn type_of(&self, kind: &Kind, strict: bool) -> Option<String>;

    /// A column that just got another type, with what still fits it; none where it cannot have that type.
    fn retyped(&self, sketch: &Sketch, table: &Table, column: Column) -> Option<Column>;

    /// Something the database sorts values of that kind by.
    fn collation(&self, kind: &Kind, dice: &mut Dice) -> Option<Name>;

    /// What a column of `table` other than `own` can be computed from, and the type of the outcome.
    fn computed(&self, table: &Table, own: Option<&Name>, dice: &mut Dice) -> Option<(Generated, String)>;

    /// A condition that every row and every default of this crate satisfies.
    fn check(&self, sketch: &Sketch, columns: [&Column; 2], dice: &mut Dice) -> String;

    /// What an index can be ordered by instead of the column itself.
    fn term(&self, column: &Column, dice: &mut Dice) -> Option<String>;

    /// `WHERE` of an index, now and then.
    fn predicate(&self, column: &Column, dice: &mut Dice) -> Option<String>;

    /// Columns as parts of a primary key, and whether it counts by itself.
    fn primary(&self, table: &Table, columns: Vec<Name>, dice: &mut Dice) -> (Vec<KeyPart>, bool);

    /// A column as a part of a unique constraint.
    fn unique_part(&self, column: Name, dice: &mut Dice) -> KeyPart;

    /// A trigger of a table or a view, where one can be thought of.
    fn add_trigger(&self, sketch: &mut Sketch, on: &ObjectName, dice: &mut Dice) -> bool;

    /// A view's definition, from its query.
    fn view(&self, name: &ObjectName, query: String) -> String;

    /// Whether what the first column holds becomes something the second can hold, and comes back as
    /// what it was; `keyed` where a key or a reference looks at either.
    fn converts(&self, from: (&Column, &Table), to: (&Column, &Table), keyed: bool) -> bool;

    /// The statements that create the schema.
    fn create(&self, schema: &Schema) -> Vec<String>;

    /// The statement that writes a row: names and values in the same order.
    fn insert(&self, table: &ObjectName, names: &[String], values: &[String]) -> String;

    /// The statements between which tables can be filled that refer to each other in a circle.
    fn unchecked(&self) -> Option<[String; 2]> {
        None
    }

    /// A name as its SQL has it.
    fn quoted(&self, name: &str) -> String {
        names::quoted(name)
    }

    /// What a column of that type holds in row `number`; see [`Kind::value`].
    fn value(&self, sql_type: &str, number: usize, labels: &[&str]) -> String {
        self.kind(sql_type).value(number, labels)
    }

    /// What the default of a column of that type may be.
    fn defaults(&self, sql_type: &str) -> Vec<String> {
        self.kind(sql_type).defaults().iter().map(|text| (*text).to_owned()).collect()
    }

    /// The labels of an enumeration that has no name, but stands where it is used.
    fn labels(&self, _sql_type: &str) -> Option<Vec<String>> {
        None
    }

    /// Whether a key can be made of the column: it tells rows apart.
    fn is_keyable(&self, sql_type: &str) -> bool {
        self.kind(sql_type).is_distinct()
    }

    /// Whether an index can be over a column of that type.
    fn is_indexable(&self, _sql_type: &str) -> bool {
        true
    }

    /// Whether the first column can refer to the second.
    fn refers(&self, (_, child): (&Table, &Column), (_, parent): (&Table, &Column)) -> bool {
        self.kind(&child.sql_type.text) == self.kind(&parent.sql_type.text)
    }

    /// A column of `table` called `name` that can refer to the other one; none where it has no type for that.
    fn child(&self, table: &Table, name: Name, (_, parent): (&Table, &Column)) -> Option<Column> {
        let kind = self.kind(&parent.sql_type.text);
        Some(Column::new(name, self.type_of(&kind, table.options.strict)?))
    }

    /// Whether what is called a unique constraint is a unique index.
    fn uniques_are_indexes(&self) -> bool {
        false
    }

    /// Makes well-formed again what an edit left ill-formed by rules of its own.
    fn mend(&self, _: &mut Schema) {}

    /// Whether an expression that fits one kind of values need not fit another.
    fn is_typed(&self) -> bool {
        false
    }

    /// Whether constraints of different tables must not share a name.
    fn keys_are_global(&self) -> bool {
        false
    }

    /// An `ON CONFLICT` clause, now and then.
    fn conflict(&self, _: &mut Dice) -> Option<Conflict> {
        None
    }

    /// When a key is checked.
    fn deferral(&self, _: &mut Dice) -> Deferral {
        Deferral::NotDeferrable
    }

    /// What stands in a new schema before any table does.
    fn begin(&self, _: &mut Sketch, _: &mut Dice) {}

    /// What is said of a schema once all is there.
    fn finish(&self, _: &mut Sketch, _: &mut Dice) {}

    /// Where a new table or view is.
    fn namespace(&self, _: &Sketch, _: &mut Dice) -> Option<Name> {
        None
    }

    /// What else is said of a new table as a whole.
    fn furnish_table(&self, _: &mut Table, _: &mut Dice) {}

    /// What else is said of a new column that stores what it is given.
    fn furnish_column(&self, _: &mut Sketch, _: &ObjectName, _: &mut Column, _: &mut Dice) {}

    /// What else is said of a new index.
    fn furnish_index(&self, _: &Table, _: &mut Index, _: &mut Dice) {}

    /// What else is said of a new view.
    fn furnish_view(&self, _: &mut View, _: &mut Dice) {}

    /// Something else that belongs to a new table.
    fn extra(&self, _: &mut Sketch, _: &ObjectName, _: &mut Dice) {}
}

/// That of a family.
pub(crate) fn of(family: Family) -> &'static dyn Flavour {
    match family {
        Family::Sqlite => &Sqlite,
        Family::Postgres => &Postgres,
        Family::Mysql => &Mysql,
    }
}
