//! MySQL's part in random schemas, and MariaDB's: what is made here both accept.

mod column;
mod comment;
mod create;
mod edit;
mod enumeration;
mod expr;
mod index;
mod key;
mod mend;
mod routine;
mod table;
mod table_sql;
mod trigger;
mod types;
mod view;

use limbeck_schema::{Column, Generated, Index, KeyPart, Name, ObjectName, Schema, Table, View};

use crate::{dice::Dice, edit::Edit, flavour::Flavour, kind::Kind, sketch::Sketch};
use table_sql::quoted;

pub(crate) struct Mysql;

impl Flavour for Mysql {
    fn edits(&self) -> &'static [Edit] {
        &edit::EDITS
    }

    fn kind(&self, sql_type: &str) -> Kind {
        types::kind(sql_type)
    }

    fn random_type(&self, _: &Sketch, _: &ObjectName, dice: &mut Dice) -> String {
        types::random(dice)
    }

    fn type_of(&self, kind: &Kind, _: bool) -> Option<String> {
        types::of(kind)
    }

    fn retyped(&self, _: &Sketch, table: &Table, column: Column) -> Option<Column> {
        column::retyped(table, column)
    }

    fn collation(&self, kind: &Kind, dice: &mut Dice) -> Option<Name> {
        column::collation(kind, dice)
    }

    fn computed(&self, table: &Table, own: Option<&Name>, dice: &mut Dice) -> Option<(Generated, String)> {
        column::computed(table, own, dice)
    }

    fn check(&self, _: &Sketch, columns: [&Column; 2], dice: &mut Dice) -> String {
        expr::condition(columns, dice)
    }

    fn term(&self, _: &Column, _: &mut Dice) -> Option<String> {
        // MariaDB has no index over an expression.
        None
    }

    fn predicate(&self, _: &Column, _: &mut Dice) -> Option<String> {
        None
    }

    fn primary(&self, _: &Table, columns: Vec<Name>, dice: &mut Dice) -> (Vec<KeyPart>, bool) {
        (columns.into_iter().map(|column| key::part(column, dice)).collect(), false)
    }

    fn unique_part(&self, column: Name, dice: &mut Dice) -> KeyPart {
        key::part(column, dice)
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

    fn insert(&self, table: &ObjectName, columns: &[String], values: &[String]) -> String {
        let table = quoted(table.name.as_str());
        format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), values.join(", "))
    }

    fn unchecked(&self) -> Option<[String; 2]> {
        Some(["SET foreign_key_checks = 0", "SET foreign_key_checks = 1"].map(str::to_owned))
    }

    fn quoted(&self, name: &str) -> String {
        quoted(name)
    }

    fn value(&self, sql_type: &str, number: usize, labels: &[&str]) -> String {
        types::value(sql_type, number, labels)
    }

    fn defaults(&self, sql_type: &str) -> Vec<String> {
        types::defaults(sql_type)
    }

    fn labels(&self, sql_type: &str) -> Option<Vec<String>> {
        enumeration::labels(sql_type)
    }

    fn is_keyable(&self, sql_type: &str) -> bool {
        self.kind(sql_type).is_distinct() && self.is_indexable(sql_type)
    }

    fn is_indexable(&self, sql_type: &str) -> bool {
        types::kind(sql_type) != Kind::Json
    }

    fn refers(&self, child: (&Table, &Column), parent: (&Table, &Column)) -> bool {
        key::refers(child, parent)
    }

    fn child(&self, table: &Table, name: Name, parent: (&Table, &Column)) -> Option<Column> {
        key::child(table, name, parent)
    }

    fn uniques_are_indexes(&self) -> bool {
        true
    }

    fn mend(&self, schema: &mut Schema) {
        mend::mend(schema);
    }

    fn is_typed(&self) -> bool {
        true
    }

    fn keys_are_global(&self) -> bool {
        // Those of foreign keys and, on MySQL, of checks.
        true
    }

    fn finish(&self, sketch: &mut Sketch, dice: &mut Dice) {
        if dice.chance(20) {
            routine::add(sketch, dice);
        }
    }

    fn furnish_table(&self, table: &mut Table, dice: &mut Dice) {
        table::furnish(table, dice);
    }

    fn furnish_column(&self, _: &mut Sketch, _: &ObjectName, column: &mut Column, dice: &mut Dice) {
        column::furnish(column, dice);
    }

    fn furnish_index(&self, table: &Table, index: &mut Index, dice: &mut Dice) {
        index::furnish(table, index, dice);
    }

    fn furnish_view(&self, view: &mut View, dice: &mut Dice) {
        view::furnish(view, dice);
    }
}
