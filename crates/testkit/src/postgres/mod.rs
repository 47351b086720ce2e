//! PostgreSQL's part in random schemas.

mod column;
mod comment;
mod create;
mod edit;
mod enumeration;
mod exclusion;
mod expr;
mod function;
mod index;
mod key;
mod sequence;
mod table;
mod table_sql;
mod trigger;
mod types;

use limbeck_schema::{
    Column, Deferral, Generated, Index, KeyPart, Name, Object, ObjectName, Schema, Table, View,
};

use crate::{dice::Dice, edit::Edit, flavour::Flavour, kind::Kind, names::spelled, sketch::Sketch};

pub(crate) struct Postgres;

impl Flavour for Postgres {
    fn edits(&self) -> &'static [Edit] {
        &edit::EDITS
    }

    fn kind(&self, sql_type: &str) -> Kind {
        types::kind(sql_type)
    }

    fn random_type(&self, sketch: &Sketch, _: &ObjectName, dice: &mut Dice) -> String {
        types::random(sketch, dice)
    }

    fn type_of(&self, kind: &Kind, _: bool) -> Option<String> {
        types::of(kind)
    }

    fn retyped(&self, _: &Sketch, table: &Table, column: Column) -> Option<Column> {
        column::retyped(table, column)
    }

    fn collation(&self, kind: &Kind, dice: &mut Dice) -> Option<Name> {
        if *kind == Kind::Text { column::collation(dice) } else { None }
    }

    fn computed(&self, table: &Table, own: Option<&Name>, dice: &mut Dice) -> Option<(Generated, String)> {
        column::computed(table, own, dice)
    }

    fn check(&self, sketch: &Sketch, columns: [&Column; 2], dice: &mut Dice) -> String {
        expr::condition(sketch, columns, dice)
    }

    fn term(&self, column: &Column, dice: &mut Dice) -> Option<String> {
        Some(index::term(column, dice))
    }

    fn predicate(&self, column: &Column, dice: &mut Dice) -> Option<String> {
        index::predicate(column, dice)
    }

    fn primary(&self, _: &Table, columns: Vec<Name>, _: &mut Dice) -> (Vec<KeyPart>, bool) {
        (columns.into_iter().map(KeyPart::plain).collect(), false)
    }

    fn unique_part(&self, column: Name, _: &mut Dice) -> KeyPart {
        KeyPart::plain(column)
    }

    fn add_trigger(&self, sketch: &mut Sketch, on: &ObjectName, dice: &mut Dice) -> bool {
        trigger::add(sketch, on, dice)
    }

    fn view(&self, _: &ObjectName, query: String) -> String {
        query
    }

    fn converts(&self, (from, _): (&Column, &Table), (to, _): (&Column, &Table), keyed: bool) -> bool {
        types::converts(from, to, keyed)
    }

    fn create(&self, schema: &Schema) -> Vec<String> {
        create::statements(schema)
    }

    fn insert(&self, table: &ObjectName, names: &[String], values: &[String]) -> String {
        // The words in the middle let a value be given where the database would count, and say nothing
        // elsewhere.
        format!(
            "INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})",
            spelled(table),
            names.join(", "),
            values.join(", ")
        )
    }

    fn unchecked(&self) -> Option<[String; 2]> {
        let statements = ["SET session_replication_role = replica", "RESET session_replication_role"];
        Some(statements.map(str::to_owned))
    }

    fn keys_are_global(&self) -> bool {
        true
    }

    fn is_typed(&self) -> bool {
        true
    }

    fn deferral(&self, dice: &mut Dice) -> Deferral {
        key::deferral(dice)
    }

    fn begin(&self, sketch: &mut Sketch, dice: &mut Dice) {
        if dice.chance(25) {
            let name = sketch.coin('n', dice);
            sketch.schema.objects.add(Object::namespace(name)).expect("placeholders differ");
        }
        if dice.chance(40) {
            enumeration::add(sketch, dice);
        }
        if dice.chance(20) {
            function::add_for_checks(sketch, dice);
        }
    }

    fn finish(&self, sketch: &mut Sketch, dice: &mut Dice) {
        comment::add_some(sketch, dice);
    }

    fn namespace(&self, sketch: &Sketch, dice: &mut Dice) -> Option<Name> {
        let namespaces: Vec<Name> = table::namespaces(sketch).collect();
        if !namespaces.is_empty() && dice.chance(40) { dice.pick(&namespaces).cloned() } else { None }
    }

    fn furnish_table(&self, table: &mut Table, dice: &mut Dice) {
        table::furnish(table, dice);
    }

    fn furnish_column(&self, sketch: &mut Sketch, table: &ObjectName, column: &mut Column, dice: &mut Dice) {
        column::furnish(sketch, table, column, dice);
    }

    fn furnish_index(&self, table: &Table, index: &mut Index, dice: &mut Dice) {
        index::furnish(table, index, dice);
    }

    fn furnish_view(&self, view: &mut View, dice: &mut Dice) {
        view.materialized = dice.chance(15);
    }

    fn extra(&self, sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) {
        if dice.chance(10) {
            exclusion::add(sketch, table, dice);
        }
    }
}
