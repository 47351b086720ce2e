use limbeck_schema::{Action, Conflict, Deferral, IndexTerm, KeyName, Name, ObjectName, Table};
use proptest::prelude::*;

use super::{index, is_type, table};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn read(sql: &str) -> Table {
    table(ObjectName::plain(name("t")), sql).unwrap()
}

fn given(text: &str) -> KeyName {
    KeyName::Given(name(text))
}

#[test]
fn columns_keep_name_and_type_as_written() {
    let table =
        read("CREATE TABLE t (a, \"b c\" integer, [d] VARCHAR ( 10 ), `e` UNSIGNED BIG INT, 'f' x(1, -2))");
    let columns: Vec<(&str, &str)> =
        table.columns.iter().map(|column| (column.name.as_str(), column.sql_type.text.as_str())).collect();
    assert_eq!(
        columns,
        [
            ("a", ""),
            ("b c", "integer"),
            ("d", "VARCHAR ( 10 )"),
            ("e", "UNSIGNED BIG INT"),
            ("f", "x(1, -2)")
        ]
    );
    assert!(table.unmodelled.is_empty());
}

#[test]
fn defaults_are_kept_without_their_parentheses() {
    for (written, kept) in [
        ("'it''s'", "'it''s'"),
        ("-1", "-1"),
        ("+ 1.5", "+ 1.5"),
        ("x'00'", "x'00'"),
        ("NULL", "NULL"),
        ("true", "true"),
        ("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
        ("( 1 + (2) )", "1 + (2)"),
        ("(')' || \"(\")", "')' || \"(\""),
        // Bare names are strings to SQLite.
        ("\"it's\"", "'it''s'"),
        ("open", "'open'"),
    ] {
        let table = read(&format!("CREATE TABLE t (a TEXT DEFAULT {written} NOT NULL)"));
        let column = table.columns.get(&name("a")).unwrap();
        assert_eq!(column.default.as_ref().unwrap().text, kept, "{written}");
        assert!(!column.nullable, "{written}");
    }
}

#[test]
fn constraints_behind_a_column_are_those_of_the_table() {
    let table = read(
        "CREATE TABLE t (id INTEGER CONSTRAINT pk PRIMARY KEY ASC ON CONFLICT REPLACE AUTOINCREMENT, \
         a TEXT CONSTRAINT x NOT NULL ON CONFLICT IGNORE COLLATE nocase CONSTRAINT u UNIQUE ON CONFLICT ABORT \
         CONSTRAINT c CHECK (a <> ')') CHECK (length(a) > 1) \
         REFERENCES p ON DELETE SET NULL ON UPDATE CASCADE MATCH FULL DEFERRABLE INITIALLY DEFERRED, \
         b INT GENERATED ALWAYS AS (id + 1) STORED, d AS (id) VIRTUAL NULL CONSTRAINT nothing)",
    );
    let key = table.primary_key.as_ref().unwrap();
    assert_eq!(
        (&key.name, key.autoincrement, key.on_conflict),
        (&given("pk"), true, Some(Conflict::Replace))
    );
    let column = table.columns.get(&name("a")).unwrap();
    assert_eq!((column.nullable, column.on_null), (false, Some(Conflict::Ignore)));
    assert_eq!(column.collation, Some(ObjectName::plain(name("nocase"))));
    let unique = table.uniques.iter().next().unwrap();
    assert_eq!((&unique.name, unique.on_conflict), (&given("u"), None));
    let checks: Vec<(&KeyName, &str)> =
        table.checks.iter().map(|check| (&check.name, check.expr.text.as_str())).collect();
    assert_eq!(checks, [(&given("c"), "a <> ')'"), (&KeyName::Implied, "length(a) > 1")]);
    let foreign = table.foreign_keys.iter().next().unwrap();
    assert_eq!((foreign.on_delete, foreign.on_update), (Action::SetNull, Action::Cascade));
    assert_eq!(foreign.deferral, Deferral::InitiallyDeferred);
    assert!(foreign.referenced.text.is_empty());
    let generated = |column: &str| table.columns.get(&name(column)).unwrap().generated.clone().unwrap();
    assert_eq!((generated("b").expr.text.as_str(), generated("b").stored), ("id + 1", true));
    assert_eq!((generated("d").expr.text.as_str(), generated("d").stored), ("id", false));
    assert!(table.unmodelled.is_empty());
}

#[test]
fn constraints_of_the_table_need_no_commas_between_them() {
    let table = read(
        "CREATE TABLE t (a INT, b TEXT, PRIMARY KEY (b COLLATE nocase DESC, a) ON CONFLICT FAIL \
         CONSTRAINT u UNIQUE ('a', \"b\"), CONSTRAINT unused, CHECK (a > 0) ON CONFLICT IGNORE, \
         CONSTRAINT f FOREIGN KEY (a, b) REFERENCES \"p q\" (x, y) NOT DEFERRABLE INITIALLY DEFERRED) \
         WITHOUT ROWID, STRICT",
    );
    let key = table.primary_key.as_ref().unwrap();
    assert_eq!(key.on_conflict, Some(Conflict::Fail));
    assert_eq!((key.parts[0].descending, &key.parts[0].collation), (true, &Some(name("nocase"))));
    let unique = table.uniques.iter().next().unwrap();
    assert_eq!(unique.name, given("u"));
    assert_eq!(unique.parts.iter().map(|part| part.column.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(table.checks.iter().next().unwrap().name, KeyName::Implied);
    let foreign = table.foreign_keys.iter().next().unwrap();
    assert_eq!((foreign.references.name.as_str(), foreign.deferral), ("p q", Deferral::NotDeferrable));
    assert_eq!(foreign.referenced.text, [name("x"), name("y")]);
    assert!(table.options.strict && table.options.without_rowid);
    assert!(table.unmodelled.is_empty());
}

#[test]
fn a_rowid_does_not_descend_unless_it_is_none() {
    let descends = |sql| read(sql).primary_key.unwrap().parts[0].descending;
    assert!(!descends("CREATE TABLE t (id INTEGER, PRIMARY KEY (id DESC))"));
    assert!(!descends("CREATE TABLE t (id \"integer\", PRIMARY KEY (ID DESC))"));
    assert!(descends("CREATE TABLE t (id INTEGER PRIMARY KEY DESC)"));
    assert!(descends("CREATE TABLE t (id INT, PRIMARY KEY (id DESC))"));
    assert!(descends("CREATE TABLE t (id INTEGER, PRIMARY KEY (id DESC)) WITHOUT ROWID"));
}

#[test]
fn what_is_not_understood_is_kept() {
    let table =
        read("CREATE TABLE t (a INT FROBNICATE(1), b INT ENCRYPTED BY 'x' !, EXCLUDE (a), c) FAST, STRICT");
    let kept: Vec<(&str, &str)> =
        table.unmodelled.iter().map(|clause| (clause.what.as_str(), clause.text.as_str())).collect();
    assert_eq!(
        kept,
        [("column", "b INT ENCRYPTED BY 'x' !"), ("column", "EXCLUDE (a)"), ("option", "FAST"),]
    );
}

#[test]
fn what_is_no_table_is_none() {
    let name = ObjectName::plain(name("t"));
    for sql in
        ["", "CREATE VIEW t AS SELECT 1", "CREATE TABLE t", "CREATE TABLE t (a", "CREATE TABLE t AS SELECT 1"]
    {
        assert!(table(name.clone(), sql).is_none(), "{sql}");
    }
}

#[test]
fn a_type_is_one_that_is_read_back_as_itself() {
    for text in ["", "INTEGER", "VARCHAR(10)", "DECIMAL (10, -2)", "UNSIGNED BIG INT"] {
        assert!(is_type(text), "{text}");
    }
    for text in ["my) type", "primary", "INT NOT NULL", "a, b", "'quoted'", "INT "] {
        assert!(!is_type(text), "{text}");
    }
}

fn terms(sql: &str) -> Vec<(String, bool, Option<String>)> {
    let table = read("CREATE TABLE t (a TEXT, \"b c\" TEXT)");
    let index = index(name("i"), sql, &table).unwrap();
    let text = |term: &IndexTerm| match term {
        IndexTerm::Column(name) => name.to_string(),
        IndexTerm::Expr(expr) => format!("({})", expr.text),
    };
    let collation = |name: &ObjectName| name.to_string();
    index
        .parts
        .iter()
        .map(|part| (text(&part.term), part.descending, part.collation.as_ref().map(collation)))
        .collect()
}

#[test]
fn index_terms_are_columns_or_expressions() {
    let nocase = || Some("nocase".to_owned());
    assert_eq!(
        terms(
            "CREATE UNIQUE INDEX IF NOT EXISTS main.i ON t (A, 'a' COLLATE nocase DESC, ((\"b c\") COLLATE nocase), \
             lower(a) COLLATE nocase ASC, a || a COLLATE nocase, \"none\", rowid, (a || 'x') DESC)"
        ),
        [
            ("A".to_owned(), false, None),
            ("a".to_owned(), true, nocase()),
            ("b c".to_owned(), false, nocase()),
            ("(lower(a))".to_owned(), false, nocase()),
            ("(a || a COLLATE nocase)".to_owned(), false, None),
            ("(\"none\")".to_owned(), false, None),
            ("(rowid)".to_owned(), false, None),
            ("((a || 'x'))".to_owned(), true, None),
        ]
    );
}

#[test]
fn an_index_has_its_predicate_and_nothing_else() {
    let table = read("CREATE TABLE t (a)");
    let read = |sql| index(name("i"), sql, &table);
    let found = read("CREATE INDEX i ON t(a) WHERE a IS NOT NULL -- only those\n").unwrap();
    assert_eq!(found.predicate.unwrap().text, "a IS NOT NULL");
    for sql in [
        "CREATE INDEX i ON t(a) WHERE",
        "CREATE INDEX i ON t()",
        "CREATE INDEX i ON t(a) USING x",
        "CREATE INDEX i ON t(a,)",
    ] {
        assert!(read(sql).is_none(), "{sql}");
    }
}

const PIECES: [&str; 48] = [
    "CREATE",
    "TABLE",
    "UNIQUE",
    "INDEX",
    "t",
    "(",
    "(",
    ")",
    ")",
    ",",
    ",",
    "a",
    "\"b\"",
    "'c'",
    "[d]",
    "INTEGER",
    "PRIMARY KEY",
    "NOT NULL",
    "DEFAULT",
    "-",
    "1",
    "CHECK",
    "CONSTRAINT",
    "x",
    "REFERENCES",
    "p",
    "ON DELETE",
    "SET NULL",
    "DEFERRABLE",
    "INITIALLY DEFERRED",
    "COLLATE",
    "nocase",
    "GENERATED ALWAYS",
    "AS",
    "STORED",
    "FOREIGN KEY",
    "ON CONFLICT",
    "IGNORE",
    "AUTOINCREMENT",
    "WITHOUT ROWID",
    "STRICT",
    "WHERE",
    "DESC",
    "--\n",
    "/* c */",
    ".",
    "MATCH",
    "ON",
];

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>()) {
        let _ = table(ObjectName::plain(name("t")), &text);
        let _ = table(ObjectName::plain(name("t")), &format!("CREATE TABLE t ({text})"));
        let _ = index(name("i"), &format!("CREATE INDEX i ON t ({text})"), &Table::new(ObjectName::plain(name("t"))));
        let _ = is_type(&text);
    }

    #[test]
    fn so_is_any_order_of_words(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        let text = pieces.join(" ");
        for sql in [format!("CREATE TABLE t ({text})"), format!("CREATE TABLE t (a {text}"), text.clone()] {
            let _ = table(ObjectName::plain(name("t")), &sql);
        }
        let _ = index(name("i"), &format!("CREATE INDEX i ON t ({text})"), &Table::new(ObjectName::plain(name("t"))));
    }
}
