use limbeck_db::Session;
use limbeck_schema::{Family, IndexTerm, Name, ObjectName, Severity, Table};
use proptest::{prelude::*, sample::select};

use super::{Introspected, introspect};

fn read(script: &str) -> Introspected {
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    session.run_script(script).unwrap();
    introspect(&mut session).unwrap()
}

/// Read without anything to say about it.
fn certain(script: &str) -> Introspected {
    let found = read(script);
    assert_eq!(found.diagnostics, [], "{script}");
    found
}

fn object(name: &str) -> ObjectName {
    ObjectName::plain(Name::new(name).unwrap())
}

fn table<'a>(found: &'a Introspected, name: &str) -> &'a Table {
    found.schema.tables.get(&object(name)).unwrap()
}

fn types(found: &Introspected, name: &str) -> Vec<String> {
    table(found, name).columns.iter().map(|column| column.sql_type.text.to_string()).collect()
}

#[test]
fn an_empty_database_holds_nothing() {
    let found = certain("");
    assert_eq!((found.schema.tables.len(), found.statements.len()), (0, 0));
}

#[test]
fn every_object_is_found_with_what_holds_it() {
    let script = "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE);
        CREATE VIEW v AS SELECT name FROM a;
        CREATE TRIGGER log AFTER INSERT ON A BEGIN SELECT 1; SELECT CASE 1 WHEN 1 THEN 2 END; END;
        CREATE TRIGGER instead INSTEAD OF DELETE ON v BEGIN SELECT 1; END;
        CREATE UNIQUE INDEX names ON a (lower(name) DESC, id) WHERE name <> '';";
    let found = certain(script);
    let a = table(&found, "a");
    assert_eq!((a.columns.len(), a.uniques.len(), a.indexes.len(), a.triggers.len()), (2, 1, 1, 1));
    let view = found.schema.views.get(&object("v")).unwrap();
    assert_eq!(
        (view.definition.text.as_str(), view.triggers.len()),
        ("CREATE VIEW v AS SELECT name FROM a", 1)
    );
    assert_eq!(found.statements.len(), 5, "neither sqlite_sequence nor the index of UNIQUE");
    assert_eq!(found.schema.tables.len(), 1);
}

#[test]
fn the_statements_make_the_same_schema_again() {
    let script = "CREATE TABLE p (x, y, PRIMARY KEY (x, y)) WITHOUT ROWID;
        CREATE TABLE c (a REFERENCES c, b INT, FOREIGN KEY (a, b) REFERENCES P DEFERRABLE);
        CREATE INDEX i ON c (b);
        CREATE VIEW v AS SELECT 1; -- done";
    let found = certain(script);
    let again = certain(&found.statements.join(";\n"));
    assert_eq!((again.schema, again.statements), (found.schema, found.statements));
}

#[test]
fn types_are_those_sqlite_prints_unless_they_need_their_quotes() {
    let script = "CREATE TABLE t (a integer, b varchar(5), c \"text\", d \"my) type\", e, f 'primary', \
                  g INT GENERATED ALWAYS AS (1), h INT GENERATED ALWAYS)";
    assert_eq!(
        types(&certain(script), "t"),
        ["INTEGER", "varchar(5)", "TEXT", "\"my) type\"", "", "'primary'", "INT", "INT"]
    );
}

#[test]
fn altered_tables_are_read_like_others() {
    let found = certain(
        "CREATE TABLE old (a INT, \"b\" TEXT DEFAULT 'x', UNIQUE (a), CHECK (a > 0));
         CREATE INDEX i ON old (a);
         ALTER TABLE old RENAME TO \"new one\";
         ALTER TABLE \"new one\" ADD COLUMN c REAL NOT NULL DEFAULT (1.5) CHECK (c > 0);
         ALTER TABLE \"new one\" RENAME COLUMN a TO \"the a\";
         ALTER TABLE \"new one\" DROP COLUMN b;",
    );
    let new = table(&found, "new one");
    assert_eq!(new.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["the a", "c"]);
    assert_eq!((new.uniques.len(), new.checks.len(), new.indexes.len()), (1, 2, 1));
}

#[test]
fn what_sqlite_shares_or_implies_is_no_disagreement() {
    for script in [
        "CREATE TABLE t (a UNIQUE, b, UNIQUE (a), UNIQUE (a, b), UNIQUE (b, a))",
        "CREATE TABLE t (a INTEGER PRIMARY KEY UNIQUE, b TEXT UNIQUE)",
        "CREATE TABLE t (a TEXT PRIMARY KEY, UNIQUE (a))",
        "CREATE TABLE t (a, b, PRIMARY KEY (a, b, a)) WITHOUT ROWID",
        "CREATE TABLE t (a INTEGER PRIMARY KEY DESC)",
        "CREATE TABLE t (a TEXT, PRIMARY KEY (a COLLATE nocase)) WITHOUT ROWID",
        "CREATE TABLE p (x); CREATE TABLE t (a REFERENCES P (X), b REFERENCES nowhere ON DELETE SET DEFAULT, FOREIGN KEY (A) REFERENCES p)",
        "CREATE TABLE t (a, b); CREATE INDEX i ON t ((A) COLLATE nocase DESC, b || a, 'b')",
        "CREATE TABLE q AS SELECT 1 AS \"a b\", 'x' AS c",
        "CREATE TABLE t (a ANY, b INT NOT NULL) STRICT",
        "CREATE TABLE t (a INT NULL, b DEFAULT NULL, c DEFAULT (NULL), \"d\"\"e\" DEFAULT +1)",
        "CREATE TABLE t (größe TEXT, \"名\" TEXT, UNIQUE (größe)); CREATE INDEX i ON t (\"名\")",
    ] {
        certain(script);
    }
}

#[test]
fn index_terms_in_quotes_are_columns_where_there_are_such() {
    let found = certain("CREATE TABLE t (a); CREATE INDEX i ON t (\"a\", abs(a))");
    let index = table(&found, "t").indexes.iter().next().unwrap();
    assert!(matches!(&index.parts[0].term, IndexTerm::Column(name) if name.as_str() == "a"));
    assert!(matches!(&index.parts[1].term, IndexTerm::Expr(expr) if expr.text == "abs(a)"));
}

#[test]
fn virtual_tables_are_left_alone_with_their_shadows() {
    let found = certain("CREATE VIRTUAL TABLE docs USING fts5(body); CREATE TABLE docs_of_mine (a)");
    assert_eq!(found.schema.tables.len(), 1);
    let docs = found.schema.unmanaged.get(&object("docs")).unwrap();
    assert_eq!(docs.kind, "virtual table");
    assert_eq!(found.statements.len(), 2);
}

#[test]
fn tables_of_a_module_that_is_missing_are_left_alone_and_told() {
    let found = read(
        "CREATE TABLE docs_data (a);
         CREATE TABLE other (a);
         PRAGMA writable_schema = ON;
         INSERT INTO sqlite_schema VALUES ('table', 'docs', 'docs', 0, 'CREATE VIRTUAL TABLE docs USING nobody(body)');
         PRAGMA writable_schema = RESET;",
    );
    let [diagnostic] = found.diagnostics.as_slice() else { panic!("{:?}", found.diagnostics) };
    assert_eq!(diagnostic.severity, Severity::Warning);
    assert!(diagnostic.message.contains("`nobody`"), "{}", diagnostic.message);
    assert_eq!(found.schema.tables.len(), 1);
    assert_eq!(found.schema.unmanaged.len(), 2);
}

#[test]
fn an_empty_name_is_an_error_that_is_told() {
    let found = read("CREATE TABLE \"\" (a)");
    assert_eq!(found.diagnostics[0].severity, Severity::Error);
    let found = read("CREATE TABLE t (a, \"\")");
    assert_eq!(found.diagnostics.last().unwrap().severity, Severity::Error);
    assert_eq!(table(&found, "t").unmodelled.len(), 1);
}

#[test]
fn reading_works_inside_a_transaction_and_leaves_it_open() {
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    session.begin().unwrap();
    session.execute("CREATE TABLE t (a)").unwrap();
    assert_eq!(introspect(&mut session).unwrap().schema.tables.len(), 1);
    session.rollback();
    assert_eq!(introspect(&mut session).unwrap().schema.tables.len(), 0);
}

#[test]
fn temporary_objects_are_not_seen() {
    let found = certain("CREATE TABLE t (a); CREATE TEMP TABLE t (b, c); CREATE TEMP VIEW v AS SELECT 1");
    assert_eq!((table(&found, "t").columns.len(), found.schema.views.len()), (1, 0));
}

/// Clauses behind a column, as many ways as the grammar has to say them.
const CLAUSES: [&str; 30] = [
    "NOT NULL",
    "NULL ON CONFLICT FAIL",
    "CONSTRAINT n NOT NULL ON CONFLICT REPLACE",
    "UNIQUE",
    "CONSTRAINT [u 1] UNIQUE ON CONFLICT ABORT",
    "PRIMARY KEY",
    "PRIMARY KEY DESC",
    "CONSTRAINT 'pk' PRIMARY KEY ASC ON CONFLICT IGNORE",
    "CHECK (\"a\" > (1))",
    "CONSTRAINT c CHECK ( /* ) */ 'x' <> ')' -- )\n )",
    "DEFAULT 1",
    "DEFAULT -1.5e3",
    "DEFAULT ('x' || 'y')",
    "DEFAULT CURRENT_TIMESTAMP",
    "DEFAULT word",
    "DEFAULT NULL",
    "DEFAULT + 5",
    "DEFAULT \"it's\"",
    "DEFAULT ( /* a */ (1) + 2 -- b\n )",
    "COLLATE nocase",
    "COLLATE \"RTRIM\"",
    "REFERENCES p",
    "CONSTRAINT f REFERENCES \"p\" (\"x\") ON DELETE CASCADE ON UPDATE SET NULL",
    "REFERENCES P(X) MATCH FULL ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED",
    "NOT DEFERRABLE INITIALLY IMMEDIATE",
    "GENERATED ALWAYS AS (1 + 1) STORED",
    "AS (lower('A'))",
    "GENERATED ALWAYS AS (2) VIRTUAL",
    "CONSTRAINT nothing",
    "CONSTRAINT one CONSTRAINT two",
];

const TYPES: [&str; 9] = [
    "",
    "integer",
    "INT",
    "TEXT",
    "\"INTEGER\"",
    "VARCHAR(10)",
    "decimal (1, -2)",
    "key action",
    "'odd type'",
];

const CONSTRAINTS: [&str; 11] = [
    "PRIMARY KEY (a)",
    "PRIMARY KEY (a COLLATE nocase DESC, b)",
    "CONSTRAINT k PRIMARY KEY ('a' DESC) ON CONFLICT FAIL",
    "PRIMARY KEY (a AUTOINCREMENT)",
    "UNIQUE (b, a)",
    "CONSTRAINT u UNIQUE (\"a\" ASC, (b)) ON CONFLICT IGNORE",
    "CHECK (a <> b) ON CONFLICT ROLLBACK",
    "CONSTRAINT c CHECK (a IN (1, 2))",
    "FOREIGN KEY (a, b) REFERENCES p",
    "CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (x, y) ON UPDATE RESTRICT DEFERRABLE",
    "CONSTRAINT unused",
];

const INDEXES: [&str; 6] = [
    "(a)",
    "(\"b\" DESC, a COLLATE nocase)",
    "((a) COLLATE rtrim, -b COLLATE nocase, 'a')",
    "(lower(a) COLLATE nocase DESC) WHERE a > 0 -- some",
    "(a || b COLLATE nocase, (b COLLATE nocase) ASC)",
    "(CASE WHEN a THEN b END, (a + 1)) WHERE (b)",
];

fn column(name: &'static str) -> impl Strategy<Value = String> {
    (select(&TYPES[..]), prop::collection::vec(select(&CLAUSES[..]), 0..4))
        .prop_map(move |(sql_type, clauses)| format!("{name} {sql_type} {}", clauses.join(" ")))
}

prop_compose! {
    fn script()(
        a in column("a"),
        b in column("\"b\""),
        constraints in prop::collection::vec((select(&CONSTRAINTS[..]), select(&[", ", " "][..])), 0..3),
        options in select(&["", "", "WITHOUT ROWID", "STRICT", "strict, without rowid"][..]),
        index in select(&INDEXES[..]),
    ) -> String {
        let constraints: Vec<String> =
            constraints.iter().map(|(constraint, separator)| format!("{separator}{constraint}")).collect();
        let constraints = constraints.concat().replacen(' ', ", ", usize::from(constraints.concat().starts_with(' ')));
        format!("CREATE TABLE t ({a}, {b}{constraints}) {options}; CREATE UNIQUE INDEX i ON t {index}")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_sqlite_accepts_is_read_as_sqlite_reads_it(script in script()) {
        let mut session = Session::scratch(Family::Sqlite).unwrap();
        // Not every combination is SQL; those that are not prove nothing.
        if session.run_script(&script).is_ok() {
            let found = introspect(&mut session).unwrap();
            prop_assert_eq!(&found.diagnostics, &[]);
            let table = table(&found, "t");
            prop_assert_eq!((table.unmodelled.len(), table.indexes.len()), (0, 1));
        }
    }
}
