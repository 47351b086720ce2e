mod constraints;
mod objects;
mod rights;
mod sequences;
mod server;
mod tables;
mod user_types;
mod words;

use std::collections::BTreeMap;

use limbeck_plan::{ObjectAction, Op, Step, TableAction};
use limbeck_schema::{
    Body, Column, Expr, Generated, Grant, Index, IndexPart, IndexTerm, KeyName, Kind, Name, Object,
    ObjectName, Statement, Table, Thing, View,
};

fn n(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn o(text: &str) -> ObjectName {
    ObjectName::plain(n(text))
}

fn within(namespace: &str, text: &str) -> ObjectName {
    ObjectName { namespace: Some(n(namespace)), name: n(text) }
}

fn given(text: &str) -> KeyName {
    KeyName::Given(n(text))
}

fn expr(text: &str) -> Expr {
    Expr::new(text)
}

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn not_null(name: &str, sql_type: &str) -> Column {
    Column { nullable: false, ..Column::new(n(name), sql_type) }
}

fn table(name: ObjectName, columns: &[Column]) -> Table {
    let mut table = Table::new(name);
    for column in columns {
        table.columns.add(column.clone()).unwrap();
    }
    table
}

fn generated(text: &str, stored: bool) -> Option<Generated> {
    Some(Generated { expr: expr(text), stored })
}

fn alter(table: &ObjectName, action: TableAction) -> Op {
    Op::AlterTable { table: table.clone(), action: Box::new(action) }
}

fn change(id: &Thing, action: ObjectAction) -> Op {
    Op::AlterObject { id: id.clone(), action }
}

fn object(kind: Kind, name: ObjectName, body: Body) -> Op {
    Op::CreateObject(Object { id: Thing::new(kind, name), body })
}

fn index(name: &str, terms: &[IndexPart]) -> Index {
    Index::new(n(name), terms.to_vec())
}

fn by(column: &str) -> IndexPart {
    IndexPart::plain(IndexTerm::Column(n(column)))
}

fn over(text: &str) -> IndexPart {
    IndexPart::plain(IndexTerm::Expr(expr(text)))
}

fn view(name: &str, query: &str) -> View {
    View::new(o(name), Statement::new(query))
}

fn comment(on: Thing, text: &str) -> Op {
    Op::Comment { on, text: Some(text.to_owned()) }
}

fn grant(on: Thing, grantee: Option<&str>, privilege: &str) -> Grant {
    let privilege = privilege.to_owned();
    Grant { on, grantee: grantee.map(n), privilege, grantable: false, revoked: false }
}

/// The words of one step.
fn words(op: &Op) -> Vec<String> {
    let step = Step { op: op.clone(), hazards: Vec::new() };
    super::statements(&step).into_iter().map(|statement| statement.sql).collect()
}

/// The words of a step that takes one statement.
fn word(op: &Op) -> String {
    let [one] = &words(op)[..] else { panic!("not one statement: {:?}", words(op)) };
    one.clone()
}
