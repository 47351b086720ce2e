use limbeck_db::Session;
use limbeck_schema::{
    Aspect, Canonical, Check, Column, Coverage, Dialect, Expr, Family, ForeignKey, Index, IndexPart,
    IndexTerm, Name, ObjectName, PrimaryKey, Renames, Schema, Statement, Table, TableCoverage, Version, View,
};
use proptest::prelude::*;

use super::{RenameConflict, canonicalize, complete, rename};

mod entity;
mod precedence;

const LITE: Dialect = Dialect::new(Family::Sqlite, Version { major: 3, minor: 53, patch: 2 });

pub(crate) fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

pub(crate) fn object(text: &str) -> ObjectName {
    ObjectName::plain(name(text))
}

pub(crate) fn columns(columns: &[(&str, &str)]) -> Table {
    let mut table = Table::new(object("t"));
    for (column, sql_type) in columns {
        table.columns.add(Column::new(name(column), *sql_type)).unwrap();
    }
    table
}

fn schema(tables: impl IntoIterator<Item = Table>) -> Canonical {
    let mut schema = Schema::default();
    for table in tables {
        schema.tables.add(table).unwrap();
    }
    canonicalize(schema, LITE)
}

/// The key of a check over columns a, b, c.
fn check_key(text: &str) -> String {
    let mut table = columns(&[("a", "INT"), ("b", "INT"), ("c", "TEXT")]);
    table.checks.add(Check::new(Expr::new(text)));
    let schema = schema([table]);
    let table = schema.schema().tables.get(&object("t")).unwrap();
    table.checks.iter().next().unwrap().expr.key.to_string()
}

fn default_key(sql_type: &str, text: &str) -> Option<String> {
    let mut table = columns(&[("a", sql_type)]);
    table.columns.get_mut(&name("a")).unwrap().default = Some(Expr::new(text));
    let schema = schema([table]);
    let column = schema.schema().tables.get(&object("t")).unwrap().columns.get(&name("a")).unwrap().clone();
    column.default.map(|default| default.key.into())
}

#[test]
fn expressions_are_equal_when_their_trees_are() {
    for (one, other) in [
        ("a > 0 and b > 0", "(((a > 0) AND (\"b\">0)))"),
        ("a == 1", "t.A = 1"),
        ("a <> 1", "a != 1"),
        ("a isnull", "a IS NULL"),
        ("a not null", "a notnull"),
        ("not a = b", "not (a = b)"),
        ("a not in (1, 2)", "not (a in (1,2))"),
        ("a || b * c", "(a || b) * c"),
        ("-a || b", "(-a) || b"),
        ("a = b < c", "a = (b < c)"),
        ("a & b + c", "a & (b + c)"),
        ("LOWER(c)", "lower( [c] )"),
        ("c like 'x%' /* y */", "c LIKE 'x%'"),
        ("a between 1 and 2 and b", "(a between 1 and 2) and b"),
    ] {
        assert_eq!(check_key(one), check_key(other), "{one} | {other}");
    }
}

#[test]
fn expressions_of_another_meaning_never_share_a_key() {
    for (one, other) in [
        ("c = 'A'", "c = 'a'"),
        ("c = \"Q\"", "c = \"q\""),
        ("c = \"c\"", "c = 'c'"),
        ("-(a || b)", "-a || b"),
        ("a - (b - c)", "a - b - c"),
        ("(a || b) * c", "a || (b * c)"),
        ("a = (b < c)", "(a = b) < c"),
        ("not (a) = b", "(not a) = b"),
        ("a collate nocase = c", "a = c"),
        ("(- a) collate nocase = c", "- (a collate nocase = c)"),
        ("c like 'x' escape '\\'", "c like 'x'"),
        ("a and b or c", "a and (b or c)"),
        ("a = 0x10", "a = x'10'"),
        ("a is not b", "a is (not b)"),
    ] {
        assert_ne!(check_key(one), check_key(other), "{one} | {other}");
    }
}

#[test]
fn defaults_are_what_is_stored() {
    for (sql_type, one, other) in [
        ("INT", "0x10", "16"),
        ("INT", "'5'", "5"),
        ("TEXT", "5", "'5'"),
        ("TEXT", "CURRENT_TIMESTAMP", "(current_timestamp)"),
        ("INT", "true", "1"),
        ("TEXT", "\"x\"", "'x'"),
        ("TEXT", "lower('X')", "( LOWER('X') )"),
        ("INT", "-1", "(-1)"),
    ] {
        assert_eq!(default_key(sql_type, one), default_key(sql_type, other), "{one} | {other}");
    }
    let without = schema([columns(&[("a", "INT")])]);
    for null in ["null", "(NULL)"] {
        let mut table = columns(&[("a", "INT")]);
        table.columns.get_mut(&name("a")).unwrap().default = Some(Expr::new(null));
        assert_eq!(schema([table]), without);
    }
    for (sql_type, one, other) in [
        ("TEXT", "'a'", "'A'"),
        ("", "5", "'5'"),
        ("TEXT", "''", "'0'"),
        ("TEXT", "5.0", "'5'"),
        ("INT", "1", "'1 '"),
    ] {
        assert_ne!(default_key(sql_type, one), default_key(sql_type, other), "{one} | {other}");
    }
}

#[test]
fn types_and_names_ignore_case_and_blanks() {
    let one = schema([columns(&[("Id", "varchar ( 10 , 2 )"), ("x", "unsigned  big int")])]);
    assert_eq!(one, schema([columns(&[("ID", "VARCHAR(10,2)"), ("X", "UNSIGNED BIG INT")])]));
    assert_ne!(one, schema([columns(&[("id", "VARCHAR(10,3)"), ("x", "UNSIGNED BIG INT")])]));
}

#[test]
fn views_are_equal_when_their_tokens_are() {
    let with = |text: &str| {
        let mut schema = Schema::default();
        schema.tables.add(columns(&[("a", "INT"), ("b", "TEXT")])).unwrap();
        let view = View::new(object("v"), Statement::new(text));
        schema.views.add(view).unwrap();
        canonicalize(schema, LITE)
    };
    let view = with("create view v (x) as select a as y from t where b = 'Q'");
    assert_eq!(view, with("CREATE VIEW \"v\"(\"x\") AS -- why\nSELECT \"a\" AS \"Y\" FROM [t] WHERE b='Q';"));
    assert_ne!(view, with("create view v (x) as select a as y from t where b = 'q'"));
    let quoted = |text: &str| with(&format!("create view v as select a from t where b = {text}"));
    assert_ne!(quoted("\"Q\""), quoted("\"q\""), "a string between double quotes keeps its case");
    assert_ne!(quoted("\"null\""), quoted("null"));
}

#[test]
fn a_reference_without_columns_is_to_the_primary_key() {
    let with = |referenced: Vec<Name>| {
        let mut table = columns(&[("id", "INTEGER"), ("p", "INT")]);
        table.primary_key = Some(PrimaryKey::over([name("id")]));
        table.foreign_keys.add(ForeignKey::new(vec![name("p")], object("T"), referenced));
        schema([table])
    };
    assert_eq!(with(vec![]), with(vec![name("ID")]));
    assert_ne!(with(vec![]), with(vec![name("p")]));
}

#[test]
fn a_rename_reaches_keys_references_and_expressions() {
    let mut table = columns(&[("a", "INTEGER"), ("b", "INT")]);
    table.primary_key = Some(PrimaryKey::over([name("a")]));
    table.checks.add(Check::new(Expr::new("t.a > 0 and a(1) <> 'a' -- a")));
    let part = IndexPart::plain(IndexTerm::Column(name("a")));
    table.indexes.add(Index::new(name("i"), vec![part])).unwrap();
    let mut renames = Renames::new();
    let folded = |text: &str| name(text).folded(text.to_lowercase());
    renames.add_table(object("t"), ObjectName::plain(folded("New"))).unwrap();
    renames.add_column(object("t"), folded("a"), folded("b")).unwrap();
    renames.add_column(object("t"), folded("b"), folded("a")).unwrap();
    let before = schema([table]);
    let after = rename(&before, &renames).unwrap();
    let renamed = after.schema().tables.get(&ObjectName::plain(folded("new"))).unwrap();
    let check = renamed.checks.iter().next().unwrap();
    assert_eq!(check.expr.text, "\"New\".\"b\" > 0 and a(1) <> 'a' -- a");
    assert_eq!(renamed.primary_key.as_ref().unwrap().parts[0].column, folded("b"));
    assert_eq!(rename(&after, &renames.inverse()).unwrap(), before);
}

#[test]
fn renames_that_do_not_fit_say_why() {
    let before = schema([columns(&[("a", "INT"), ("b", "INT")])]);
    let with = |old: &str, new: &str| {
        let mut renames = Renames::new();
        renames.add_column(object("t"), name(old), name(new)).unwrap();
        rename(&before, &renames).unwrap_err()
    };
    assert!(matches!(with("x", "y"), RenameConflict::Unknown { what: "column", .. }));
    assert!(matches!(with("a", "b"), RenameConflict::Taken { what: "column", .. }));
}

#[test]
fn what_a_source_cannot_say_is_taken_from_the_database() {
    let mut live = columns(&[("a", "varchar(30)"), ("gone", "INT")]);
    live.columns.get_mut(&name("a")).unwrap().default = Some(Expr::new("'x'"));
    for (index, column) in [("ia", "a"), ("ig", "gone")] {
        let part = IndexPart { descending: true, ..IndexPart::plain(IndexTerm::Column(name(column))) };
        live.indexes.add(Index { unique: true, ..Index::new(name(index), vec![part]) }).unwrap();
    }
    let mut coverage = Coverage::full();
    coverage.tables.insert(object("t"), TableCoverage::default());
    let models = schema([columns(&[("a", "TEXT")])]);
    let live = schema([live]);
    let completed = complete(models.clone(), &coverage, &live);
    let column = |schema: &Canonical| {
        schema.schema().tables.get(&object("t")).unwrap().columns.get(&name("a")).unwrap().clone()
    };
    assert_eq!(column(&completed.schema), column(&live));
    let table = completed.schema.schema().tables.get(&object("t")).unwrap();
    assert_eq!(table.indexes.iter().map(|index| index.name.as_str()).collect::<Vec<_>>(), ["ia"]);
    assert_eq!(completed.notes.len(), 1, "the index over the column that goes is told of");
}

#[test]
fn a_key_that_is_only_the_rowid_confirms_a_table_without_one() {
    let mut coverage = Coverage::full();
    coverage.tables.insert(object("t"), TableCoverage::default());
    let mut printed = columns(&[("rowid", "INTEGER"), ("a", "TEXT")]);
    printed.primary_key = Some(PrimaryKey::over([name("rowid")]));
    let live = schema([columns(&[("a", "TEXT")])]);
    assert_eq!(complete(schema([printed]), &coverage, &live).schema, live);
}

#[test]
fn how_a_name_is_written_does_not_change_how_much_is_said() {
    let mut coverage = Coverage::full();
    coverage.tables.insert(object("T"), TableCoverage::default());
    let mut live = columns(&[("a", "INT")]);
    let part = IndexPart::plain(IndexTerm::Column(name("a")));
    live.indexes.add(Index::new(name("i"), vec![part])).unwrap();
    let live = schema([live]);
    let models = schema([Table { name: object("T"), ..columns(&[("a", "INTEGER")]) }]);
    assert_eq!(complete(models.clone(), &coverage, &live).schema, live);
}

#[test]
fn the_order_of_a_key_is_said_only_where_its_details_are() {
    let keyed = |order: [&str; 2]| {
        let mut table = columns(&[("a", "INT"), ("b", "INT")]);
        table.primary_key = Some(PrimaryKey::over(order.map(name)));
        schema([table])
    };
    let live = keyed(["b", "a"]);
    for (aspects, stays) in [(vec![], true), (vec![Aspect::KeyDetail], false)] {
        let mut coverage = Coverage::full();
        coverage.tables.insert(object("t"), TableCoverage::of(aspects));
        assert_eq!(complete(keyed(["a", "b"]), &coverage, &live).schema == live, stays);
    }
}

#[test]
fn a_type_of_another_kind_is_a_difference() {
    let mut coverage = Coverage::full();
    coverage.tables.insert(object("t"), TableCoverage::of([Aspect::Index]));
    let completed =
        complete(schema([columns(&[("a", "TEXT")])]), &coverage, &schema([columns(&[("a", "INT")])]));
    let table = completed.schema.schema().tables.get(&object("t")).unwrap();
    assert_eq!(table.columns.get(&name("a")).unwrap().sql_type.text, "TEXT");
}
