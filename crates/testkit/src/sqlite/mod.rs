//! SQLite's part in random schemas.

mod check;
mod column;
mod create;
mod edit;
mod index;
mod key;
mod table;
mod trigger;
mod types;

use limbeck_schema::{Column, Conflict, Generated, KeyPart, Name, ObjectName, Schema, Table};

use crate::{
    dice::Dice, edit::Edit, flavour::Flavour, kind::Kind, names::quoted, placeholder::placeholder,
    sketch::Sketch,
};

pub(crate) use table::drop_autoincrement_without_rowid;

pub(crate) struct Sqlite;

impl Flavour for Sqlite {
    fn edits(&self) -> &'static [Edit] {
        &edit::EDITS
    }

    fn kind(&self, sql_type: &str) -> Kind {
        types::kind(sql_type)
    }

    fn random_type(&self, sketch: &Sketch, table: &ObjectName, dice: &mut Dice) -> String {
        types::random(sketch.table(table).options.strict, dice).to_owned()
    }

    fn type_of(&self, kind: &Kind, strict: bool) -> Option<String> {
        types::strict(kind).or((!strict).then_some("NUMERIC")).map(str::to_owned)
    }

    fn retyped(&self, _: &Sketch, table: &Table, column: Column) -> Option<Column> {
        let default = column.default.filter(|_| !table.options.strict);
        Some(Column { default, ..column })
    }

    fn collation(&self, _: &Kind, dice: &mut Dice) -> Option<Name> {
        column::collation(dice)
    }

    fn computed(&self, table: &Table, own: Option<&Name>, dice: &mut Dice) -> Option<(Generated, String)> {
        column::computed(table, own, dice)
    }

    fn check(&self, _: &Sketch, columns: [&Column; 2], dice: &mut Dice) -> String {
        check::expr(columns.map(|column| placeholder(&column.name)), dice)
    }

    fn term(&self, column: &Column, dice: &mut Dice) -> Option<String> {
        Some(index::term(&column.name, dice))
    }

    fn predicate(&self, column: &Column, dice: &mut Dice) -> Option<String> {
        index::predicate(&column.name, dice)
    }

    fn primary(&self, table: &Table, columns: Vec<Name>, dice: &mut Dice) -> (Vec<KeyPart>, bool) {
        key::primary(table, columns, dice)
    }

    fn unique_part(&self, column: Name, dice: &mut Dice) -> KeyPart {
        key::part(column, dice)
    }

    fn add_trigger(&self, sketch: &mut Sketch, on: &ObjectName, dice: &mut Dice) -> bool {
        trigger::add(sketch, on, dice)
    }

    fn view(&self, name: &ObjectName, query: String) -> String {
        format!("CREATE VIEW {} AS {query}", placeholder(&name.name))
    }

    fn converts(&self, (_, from): (&Column, &Table), (_, to): (&Column, &Table), keyed: bool) -> bool {
        !keyed && !from.options.strict && !to.options.strict
    }

    fn create(&self, schema: &Schema) -> Vec<String> {
        create::statements(schema)
    }

    fn insert(&self, table: &ObjectName, names: &[String], values: &[String]) -> String {
        let table = quoted(table.name.as_str());
        format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "))
    }

    fn conflict(&self, dice: &mut Dice) -> Option<Conflict> {
        key::conflict(dice)
    }

    fn furnish_table(&self, table: &mut Table, dice: &mut Dice) {
        table.options.strict = dice.chance(15);
    }
}
