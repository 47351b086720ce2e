mod alter;
mod columns;
mod tables;
mod words;

use std::collections::BTreeMap;

use limbeck_plan::{Op, Step};
use limbeck_schema::{
    Column, Dialect, Expr, Family, Generated, Index, IndexPart, IndexTerm, KeyName, Name, ObjectName, Table,
    Vendor, Version,
};

const MYSQL: Dialect = Dialect::new(Family::Mysql, Version { major: 9, minor: 7, patch: 0 });
const MARIADB: Dialect = Dialect {
    vendor: Vendor::MariaDb,
    ..Dialect::new(Family::Mysql, Version { major: 11, minor: 8, patch: 9 })
};

fn n(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn o(text: &str) -> ObjectName {
    ObjectName::plain(n(text))
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

fn column(name: &str, sql_type: &str) -> Column {
    Column::new(n(name), sql_type)
}

fn not_null(name: &str, sql_type: &str) -> Column {
    Column { nullable: false, ..column(name, sql_type) }
}

fn generated(text: &str, stored: bool) -> Option<Generated> {
    Some(Generated { expr: expr(text), stored })
}

fn table(name: &str, columns: &[Column]) -> Table {
    let mut table = Table::new(o(name));
    for column in columns {
        table.columns.add(column.clone()).unwrap();
    }
    table
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

/// The words of one step.
fn words(op: &Op, dialect: Dialect) -> Vec<String> {
    let step = Step { op: op.clone(), hazards: Vec::new() };
    super::statements(&step, dialect).into_iter().map(|statement| statement.sql).collect()
}

/// The words of a step that takes one statement.
fn word(op: &Op, dialect: Dialect) -> String {
    let [one] = &words(op, dialect)[..] else { panic!("not one statement: {:?}", words(op, dialect)) };
    one.clone()
}
