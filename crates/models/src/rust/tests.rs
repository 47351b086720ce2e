mod enums;
mod mysql;
mod postgres;
mod refused;

use limbeck_schema::{
    Action, Aspect, Deferral, Diagnostic, Family, IndexTerm, KeyName, Loaded, Severity, Table,
};
use proptest::prelude::*;

use crate::{SourceFile, read_rust, rust::check};

fn read(text: &str) -> Loaded {
    read_rust(&[SourceFile { path: "models.rs".into(), text: text.to_owned() }], Family::Sqlite)
}

fn clean(text: &str) -> Loaded {
    let loaded = read(text);
    assert_eq!(loaded.diagnostics, []);
    loaded
}

fn table(text: &str) -> Table {
    clean(text).schema.tables.into_iter().next().unwrap()
}

fn columns(table: &Table) -> Vec<String> {
    let said = |column: &limbeck_schema::Column| {
        format!("{} {}{}", column.name, column.sql_type, if column.nullable { " NULL" } else { "" })
    };
    table.columns.iter().map(said).collect()
}

fn key(table: &Table) -> Vec<String> {
    table.primary_key.iter().flat_map(|key| key.parts.iter().map(|part| part.column.to_string())).collect()
}

/// The first complaint: what, and the text it points at.
fn refused(text: &str) -> (String, String) {
    let loaded = read(text);
    let first: &Diagnostic = loaded.diagnostics.first().unwrap_or_else(|| panic!("nothing said of {text}"));
    assert_eq!(first.severity, Severity::Error, "{}", first.message);
    let span = first.span.as_ref().unwrap();
    (first.message.clone(), span.source[span.range.clone()].to_owned())
}

#[test]
fn columns_from_rust_types() {
    let table = table(
        "use limbeck::Model;
        #[derive(Debug, Model)]
        pub struct UserAccount<'a> {
            pub id: i64,
            pub r#type: Option<String>,
            pub name: Cow<'a, str>,
            pub bio: &'a Option<Box<str>>,
            pub big: i64,
            pub small: u8,
            pub ratio: f64,
            pub on: bool,
            pub raw: Vec<u8>,
            pub hash: [u8; 32],
            pub born: chrono::NaiveDate,
            pub at: chrono::DateTime<chrono::Utc>,
            pub uid: uuid::Uuid,
            pub meta: serde_json::Value,
            #[limbeck(sql_type = \"geometry(Point)\")] pub spot: Point,
            #[limbeck(skip)] pub cache: Cache,
            #[limbeck(nullable)] pub maybe: i32,
            #[limbeck(not_null, column = \"sure thing\")] pub sure: Option<i32>,
        }",
    );
    assert_eq!(table.name.to_string(), "user_accounts");
    assert_eq!(key(&table), ["id"]);
    assert_eq!(
        columns(&table),
        [
            "id INTEGER",
            "type TEXT NULL",
            "name TEXT",
            "bio TEXT NULL",
            "big BIGINT",
            "small SMALLINT",
            "ratio REAL",
            "on BOOLEAN",
            "raw BLOB",
            "hash BLOB",
            "born DATE",
            "at TIMESTAMP",
            "uid TEXT",
            "meta TEXT",
            "spot geometry(Point)",
            "maybe INTEGER NULL",
            "sure thing INTEGER",
        ]
    );
}

#[test]
fn what_a_struct_can_say() {
    let table = table(
        "#[derive(limbeck::Model)]
        #[limbeck(table = \"t\", schema = \"s\", comment = \"c\", strict, without_rowid, primary_key(a, b))]
        #[limbeck(unique(a, c, name = \"u\"), check(\"a > 0\", name = \"positive\"), check(\"b > 0\"))]
        #[limbeck(index(a, b desc, \"c\" asc), index(expr(\"lower(c)\") desc, name = \"i\", unique, where = \"a > 1\"))]
        #[limbeck(foreign_key(columns(a, b), references(other, x, y), on_delete = set_null, deferrable = initially_deferred))]
        #[cfg_attr(feature = \"db\", limbeck(unique(c)))]
        struct T { a: i32, b: i32, c: String }",
    );
    assert_eq!(table.name.to_string(), "s.t");
    assert_eq!(key(&table), ["a", "b"]);
    assert!(table.options.strict && table.options.without_rowid);
    assert_eq!((table.uniques.len(), table.checks.len()), (2, 2));
    assert!(
        matches!(&table.uniques.iter().next().unwrap().name, KeyName::Given(name) if name.as_str() == "u")
    );
    let indexes: Vec<_> = table.indexes.iter().collect();
    assert_eq!(indexes[0].name.as_str(), "t_a_b_c_idx");
    assert_eq!(indexes[0].parts.iter().map(|part| part.descending).collect::<Vec<_>>(), [false, true, false]);
    assert!(matches!(&indexes[1].parts[0].term, IndexTerm::Expr(expr) if expr.text == "lower(c)"));
    assert!(indexes[1].unique && indexes[1].parts[0].descending);
    assert_eq!(indexes[1].predicate.as_ref().unwrap().text, "a > 1");
    let foreign = table.foreign_keys.iter().next().unwrap();
    assert_eq!((foreign.on_delete, foreign.deferral), (Action::SetNull, Deferral::InitiallyDeferred));
    assert_eq!(foreign.referenced.text.len(), 2);
}

#[test]
fn what_a_field_can_say() {
    let table = table(
        "#[derive(limbeck_derive::Model)]
        struct Item {
            #[limbeck(primary_key, auto_increment)] key: i64,
            #[limbeck(default = -1)] a: i32,
            #[limbeck(default = 0x10)] b: i32,
            #[limbeck(default = \"it's\", collate = \"nocase\", unique, index(where = \"c <> ''\"))] c: String,
            #[limbeck(default = sql(\"CURRENT_TIMESTAMP\"))] d: String,
            #[limbeck(default = true, check(\"e IN (0, 1)\"))] e: bool,
            #[limbeck(generated(\"a + b\", stored))] f: i32,
            #[limbeck(default = 1.5)] g: f64,
        }",
    );
    let defaults: Vec<&str> =
        table.columns.iter().filter_map(|column| column.default.as_ref().map(|d| d.text.as_str())).collect();
    assert_eq!(defaults, ["-1", "16", "'it''s'", "CURRENT_TIMESTAMP", "TRUE", "1.5"]);
    let column = |at: usize| table.columns.iter().nth(at).unwrap();
    assert_eq!(column(3).collation.as_ref().unwrap().name.as_str(), "nocase");
    assert!(column(6).generated.as_ref().unwrap().stored);
    assert!(table.primary_key.as_ref().unwrap().autoincrement);
    assert_eq!(table.indexes.iter().next().unwrap().name.as_str(), "items_c_idx");
    assert_eq!((table.uniques.len(), table.checks.len()), (1, 1));
}

#[test]
fn references_in_every_form() {
    let loaded = clean(
        "#[derive(limbeck::Model)] #[limbeck(table = \"squads\")]
        struct Team { #[limbeck(column = \"team_id\")] id: i64, #[limbeck(references(Self::id))] parent: Option<i64> }
        mod users {
            #[derive(limbeck::Model)]
            struct User {
                id: i64,
                #[limbeck(references(super::Team::id, on_delete = cascade, on_update = \"NO ACTION\"))] a: i64,
                #[limbeck(references(Team))] b: i64,
                #[limbeck(references(\"places.id\", deferrable))] c: i64,
                #[limbeck(references(places, id, name = \"fk\"))] d: i64,
                #[limbeck(references(\"geo.places.id\"))] e: i64,
            }
        }",
    );
    let targets: Vec<String> = loaded
        .schema
        .tables
        .iter()
        .flat_map(|table| table.foreign_keys.iter())
        .map(|key| {
            format!(
                "{}{:?}",
                key.references,
                key.referenced.text.iter().map(ToString::to_string).collect::<Vec<_>>()
            )
        })
        .collect();
    assert_eq!(
        targets,
        [
            "squads[\"team_id\"]",
            "squads[\"team_id\"]",
            "squads[]",
            "places[\"id\"]",
            "places[\"id\"]",
            "geo.places[\"id\"]"
        ]
    );
}

#[test]
fn references_that_lead_nowhere() {
    let user = |target: &str| {
        format!(
            "#[derive(limbeck::Model)] struct User {{ id: i64, #[limbeck(references({target}))] team: i64 }}"
        )
    };
    assert_eq!(refused(&user("Team::id")), ("no model is called `Team`".into(), "Team".into()));
    assert_eq!(refused(&user("Self::uid")), ("`User` has no field `uid`".into(), "uid".into()));
    assert_eq!(refused(&user("\"a..b\"")).0, "this names no table");
    assert_eq!(refused(&user("User::id, on_delete = explode")).1, "explode");
    assert_eq!(refused(&user("users, id, team")).0, "1 columns cannot refer to 2");
}

#[test]
fn only_limbecks_own_models_are_read() {
    let names = |text: &str| -> Vec<String> {
        read(text).schema.tables.iter().map(|table| table.name.to_string()).collect()
    };
    let fields = "{ id: i32 }";
    assert_eq!(names(&format!("#[derive(Model)] struct A {fields}")), ["as"]);
    assert_eq!(names(&format!("use toasty::Model; #[derive(Model)] struct A {fields}")), [""; 0]);
    assert_eq!(names(&format!("use sea_orm::prelude::*; #[derive(Model)] struct A {fields}")), [""; 0]);
    assert_eq!(names(&format!("use limbeck::Model as Table; #[derive(Table)] struct A {fields}")), ["as"]);
    assert_eq!(names(&format!("#[derive(toasty::Model)] struct A {fields}")), [""; 0]);
    assert_eq!(
        names(&format!("#[cfg_attr(any(a, b), derive(Clone, limbeck::Model))] struct A {fields}")),
        ["as"]
    );
    assert_eq!(names(&format!("#[derive(T)] #[limbeck(strict)] struct A {fields}")), ["as"]);
    assert_eq!(
        names("#[derive(DeriveEntityModel)] #[sea_orm(table_name = \"x\")] struct Model { id: i32 }"),
        [""; 0]
    );
    assert_eq!(
        names(&format!("#[cfg(test)] mod tests {{ #[derive(limbeck::Model)] struct A {fields} }}")),
        [""; 0]
    );
}

#[test]
fn diesels_names_hold() {
    let table = table(
        "#[derive(Queryable, limbeck::Model)]
        #[diesel(table_name = crate::schema::people, belongs_to(Team, foreign_key = team))]
        struct User { #[diesel(column_name = \"uid\")] id: i32 }",
    );
    assert_eq!((table.name.to_string(), columns(&table)), ("people".into(), vec!["uid INTEGER".to_owned()]));
}

#[test]
fn keys_marked_listed_or_none() {
    let model = |said: &str, fields: &str| {
        table(&format!("#[derive(limbeck::Model)] {said} struct T {{ {fields} }}"))
    };
    assert_eq!(
        key(&model("", "#[limbeck(primary_key)] a: i32, #[limbeck(primary_key)] b: i32, id: i32")),
        ["a", "b"]
    );
    assert_eq!(key(&model("#[limbeck(primary_key())]", "id: i32")), [""; 0]);
    assert_eq!(key(&model("", "name: String")), [""; 0]);
}

#[test]
fn renames_are_handed_over() {
    let loaded = clean(
        "#[derive(limbeck::Model)] #[limbeck(renamed_from = \"people\")]
        struct User { id: i32, #[limbeck(renamed_from = \"nom\")] name: String }",
    );
    let tables: Vec<String> = loaded.renames.tables().map(|(old, new)| format!("{old}>{new}")).collect();
    let columns: Vec<String> =
        loaded.renames.columns().map(|(table, old, new)| format!("{table}.{old}>{new}")).collect();
    assert_eq!((tables, columns), (vec!["people>users".to_owned()], vec!["people.nom>name".to_owned()]));
    assert_eq!(
        refused("#[derive(limbeck::Model)] struct U { #[limbeck(renamed_from = \"x\")] a: i32, #[limbeck(renamed_from = \"x\")] b: i32 }").0,
        "`x` cannot become both `a` and `b`"
    );
}

#[test]
fn coverage_is_what_was_said() {
    let loaded = clean("#[derive(limbeck::Model)] struct A { id: i32 }");
    let coverage = loaded.coverage.of(&loaded.schema.tables.iter().next().unwrap().name);
    for aspect in [Aspect::ExactType, Aspect::Trigger, Aspect::ConstraintName] {
        assert!(!coverage.covers(aspect));
    }
    assert!(
        coverage.covers(Aspect::Index) && loaded.coverage.absent_tables && loaded.coverage.keyless_tables
    );
    let exact = clean("#[derive(limbeck::Model)] struct A { #[limbeck(sql_type = \"INT\")] id: i32 }");
    assert!(exact.coverage.tables.values().all(|coverage| coverage.covers(Aspect::ExactType)));
    assert!(!read("struct A;").coverage.absent_tables);
}

#[test]
fn two_structs_of_one_table() {
    let text = "#[derive(limbeck::Model)] struct A { id: i32 }
        #[derive(limbeck::Model)] #[limbeck(table = \"as\")] struct B { id: i32, x: i32 }";
    assert_eq!(refused(text), ("table `as` is declared by two structs".into(), "B".into()));
}

#[test]
fn the_derive_says_what_the_reader_says() {
    let parse = |text: &str| syn::parse_str::<syn::DeriveInput>(text).unwrap();
    assert!(check(&parse("struct A { id: i32, #[limbeck(references(Elsewhere::id))] b: i64 }")).is_ok());
    let wrong =
        check(&parse("#[limbeck(no)] struct A { id: Strange<u8>, #[limbeck(nope)] b: i64 }")).unwrap_err();
    assert_eq!(wrong.len(), 3);
    assert_eq!(check(&parse("#[limbeck(unique(x))] struct A { id: i32 }")).unwrap_err().len(), 1);
}

proptest! {
    #[test]
    fn never_panics_on_what_is_nearly_a_model(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "table", "=", "\"x\"", "unique", "(", ")", "id", ",", "index", "references", "Team::id", "::", "desc",
                "on_delete", "cascade", "default", "-", "1", "sql", "generated", "check", "where", "primary_key", "\"\"",
            ]),
            0..24,
        ),
        on_field in any::<bool>(),
    ) {
        let said = format!("#[limbeck({})]", words.join(" "));
        let (outer, inner) = if on_field { ("", said.as_str()) } else { (said.as_str(), "") };
        read(&format!("#[derive(limbeck::Model)] {outer} struct T {{ {inner} id: i32 }}"));
    }
}
