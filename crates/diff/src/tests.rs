use limbeck_schema::{
    Canonical, Change, Check, Column, Dialect, Edit, Expr, Family, KeyName, Name, ObjectName, Pair, Renames,
    Schema, Table, Version,
};

use super::{PossibleRename, diff, possible_renames};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn table(table_name: &str, columns: &[(&str, &str)]) -> Table {
    let mut table = Table::new(ObjectName::plain(name(table_name)));
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
    let version = Version { major: 3, minor: 53, patch: 2 };
    Canonical::vouched(schema, Dialect::new(Family::Sqlite, version))
}

fn changes(before: &Canonical, after: &Canonical) -> Vec<Change> {
    diff(Pair::new(before, after), &Renames::new()).changes
}

#[test]
fn nothing_differs_from_itself_in_another_order() {
    let a = table("a", &[("x", "INT"), ("y", "TEXT")]);
    let b = table("b", &[("x", "INT")]);
    let turned = table("a", &[("y", "TEXT"), ("x", "INT")]);
    assert_eq!(changes(&schema([a, b.clone()]), &schema([b, turned])), []);
}

#[test]
fn a_changed_column_is_one_alter() {
    let found = changes(&schema([table("t", &[("x", "INT")])]), &schema([table("t", &[("x", "TEXT")])]));
    assert!(matches!(&found[..], [Change::Column { edit: Edit::Alter(_), .. }]), "{found:?}");
}

#[test]
fn constraints_pair_by_the_name_they_were_given() {
    let with = |check_name: &str, text: &str| {
        let mut t = table("t", &[("x", "INT")]);
        let given = if check_name.is_empty() { KeyName::Implied } else { KeyName::Given(name(check_name)) };
        t.checks.add(Check { name: given, ..Check::new(Expr::new(text)) });
        schema([t])
    };
    assert!(matches!(
        &changes(&with("c", "x > 0"), &with("c", "x > 1"))[..],
        [Change::Check { edit: Edit::Alter(_), .. }]
    ));
    let unnamed = changes(&with("", "x > 0"), &with("", "x > 1"));
    assert!(matches!(
        &unnamed[..],
        [Change::Check { edit: Edit::Drop(_), .. }, Change::Check { edit: Edit::Create(_), .. }]
    ));
}

#[test]
fn the_inverse_is_the_difference_in_the_other_direction() {
    let before = schema([table("t", &[("x", "INT"), ("gone", "TEXT")]), table("old", &[("x", "INT")])]);
    let after = schema([table("t", &[("x", "TEXT"), ("come", "REAL")]), table("new", &[("y", "INT")])]);
    let there = diff(Pair::new(&before, &after), &Renames::new());
    let back = diff(Pair::new(&after, &before), &Renames::new());
    assert_eq!(there.clone().inverse(), back);
    assert_eq!(there.apply(before.schema().clone()).unwrap(), *after.schema());
}

#[test]
fn a_likely_column_rename_is_suggested_and_an_unlikely_one_is_not() {
    let before = schema([table("users", &[("id", "INTEGER"), ("username", "TEXT"), ("age", "INT")])]);
    let after = schema([table("users", &[("id", "INTEGER"), ("user_name", "TEXT"), ("mail", "BLOB")])]);
    let found = possible_renames(Pair::new(&before, &after));
    assert!(
        matches!(&found[..], [PossibleRename::Column { names, .. }]
            if names.before.as_str() == "username" && names.after.as_str() == "user_name"),
        "{found:?}"
    );
}

#[test]
fn a_table_is_recognised_by_its_columns() {
    let columns = [("id", "INTEGER"), ("name", "TEXT"), ("mail", "TEXT")];
    let before = schema([table("users", &columns), table("junk", &[("id", "INTEGER"), ("z", "BLOB")])]);
    let after = schema([table("people", &columns), table("other", &[("id", "INTEGER"), ("q", "REAL")])]);
    let found = possible_renames(Pair::new(&before, &after));
    assert!(
        matches!(&found[..], [PossibleRename::Table { names, .. }] if names.after.to_string() == "people"),
        "{found:?}"
    );
}
