use std::collections::BTreeMap;

use limbeck_plan::{Group, Op, Plan, Step};
use limbeck_schema::{Column, Dialect, Family, Name, ObjectName, PrimaryKey, SqlType, Table, Version};

use super::{BUILT_IN, Draft, Statement, revision_file, scripts};

const DIALECT: Dialect = Dialect::new(Family::Sqlite, Version { major: 3, minor: 53, patch: 2 });

fn draft() -> Draft {
    Draft {
        message: "Add user table".to_owned(),
        revision: "1975ea83b712".to_owned(),
        revises: "ae1027a6acf4".to_owned(),
        branch_labels: String::new(),
        depends_on: "aaaa, bbbb".to_owned(),
        created: "2026-11-22T07:02:11Z".to_owned(),
        transaction: String::new(),
        upgrade: vec![
            Statement { comments: vec!["hazard X".to_owned()], sql: "DROP TABLE \"a\"".to_owned() },
            Statement::plain("CREATE TABLE \"<b>\" (x)"),
        ],
        downgrade: Vec::new(),
    }
}

#[test]
fn both_template_engines_print_the_same() {
    let mut drafts = vec![draft()];
    drafts.push(Draft { revises: String::new(), transaction: "none".to_owned(), ..draft() });
    drafts.push(Draft { branch_labels: "x".to_owned(), upgrade: Vec::new(), ..draft() });
    for draft in drafts {
        let built_in = revision_file(&draft, None, &BTreeMap::new()).unwrap();
        assert_eq!(built_in, revision_file(&draft, Some(BUILT_IN), &BTreeMap::new()).unwrap());
    }
}

#[test]
fn a_revision_file_reads_like_the_design() {
    let expected = "\
-- Add user table
--
-- revision: 1975ea83b712
-- revises: ae1027a6acf4
-- depends_on: aaaa, bbbb
-- created: 2026-11-22T07:02:11Z

-- limbeck:upgrade

-- hazard X
DROP TABLE \"a\";

CREATE TABLE \"<b>\" (x);

-- limbeck:downgrade
";
    assert_eq!(revision_file(&draft(), None, &BTreeMap::new()).unwrap(), expected);
}

#[test]
fn a_wrong_template_is_an_error_with_a_line() {
    let error =
        revision_file(&draft(), Some("-- {{ message }}\n{{ nonsense }}"), &BTreeMap::new()).unwrap_err();
    assert!(error.to_string().contains("line 2"), "{error}");
}

#[test]
fn names_are_quoted_whatever_they_hold() {
    let name = |text: &str| Name::new(text).unwrap();
    let mut table = Table::new(ObjectName::plain(name("we\"ird table")));
    let mut id = Column::new(name("a b"), "INTEGER");
    id.nullable = false;
    table.columns.add(id).unwrap();
    let mut note = Column::new(name("it's"), "");
    note.default = Some(SqlType::new("lower('X')"));
    table.columns.add(note).unwrap();
    table.primary_key = Some(PrimaryKey { autoincrement: true, ..PrimaryKey::over([name("A B")]) });
    table.primary_key.as_mut().unwrap().parts[0].column = name("a b");
    let step = Step { op: Op::CreateTable(table), hazards: Vec::new() };
    let plan = Plan { groups: vec![Group { transactional: true, steps: vec![step] }] };
    let expected = "CREATE TABLE \"we\"\"ird table\" (\n    \"a b\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,\n    \
                    \"it's\" DEFAULT (lower('X'))\n)";
    assert_eq!(scripts(&plan, DIALECT)[0].statements, [Statement::plain(expected)]);
}
