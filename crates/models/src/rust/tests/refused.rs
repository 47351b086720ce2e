//! What is wrong with a model: the reader says it, and the derive says the same at the same place.

use limbeck_schema::Family;

use crate::{SourceFile, read_rust, rust::check};

/// What is wrong, and the text that is pointed at.
type Said = (String, String);

fn read(text: &str, family: Family) -> Vec<Said> {
    let file = SourceFile { path: "models.rs".into(), text: text.to_owned() };
    let said = |diagnostic: limbeck_schema::Diagnostic| {
        let span = diagnostic.span?;
        Some((diagnostic.message, span.source[span.range].to_owned()))
    };
    read_rust(&[file], family).diagnostics.into_iter().filter_map(said).collect()
}

fn derived(text: &str) -> Vec<Said> {
    let input = syn::parse_str::<syn::DeriveInput>(text).unwrap();
    let said = |problem: syn::Error| {
        let message = problem.to_string();
        let message = message.split("\nhelp: ").next().unwrap().to_owned();
        (message, text[problem.span().byte_range()].to_owned())
    };
    check(&input).err().unwrap_or_default().into_iter().map(said).collect()
}

/// A struct with that said of it, and those fields.
fn model(said: &str, fields: &str) -> String {
    format!("#[derive(limbeck::Model)] {said} struct T {{ {fields} }}")
}

/// Holds both to the same words.
fn refused_by_both(cases: &[(String, &str, &str)]) {
    for (text, message, place) in cases {
        let said = vec![((*message).to_owned(), (*place).to_owned())];
        assert_eq!(derived(text), said, "{text}");
        let is_of_postgres = text.contains("postgres(");
        for family in Family::ALL.into_iter().filter(|one| !is_of_postgres || *one == Family::Postgres) {
            // Behind it may stand what that family does not have.
            assert_eq!(read(text, family).first(), said.first(), "{text} on {family}");
        }
    }
}

#[test]
fn structs_and_fields_are_refused_alike() {
    refused_by_both(&[
        (model("", "id: Strange<u8>"), "limbeck does not know the SQL type of `Strange<u8>`", "Strange<u8>"),
        (model("", "id: u128"), "limbeck does not know the SQL type of `u128`", "u128"),
        (model("#[limbeck(tabel = \"x\")]", "id: i32"), "`tabel` is not known on a struct", "tabel"),
        (model("", "#[limbeck(uniqe)] id: i32"), "`uniqe` is not known on a field", "uniqe"),
        (model("#[limbeck(table = \"\")]", "id: i32"), "this cannot be empty", "\"\""),
        (model("#[limbeck(index(nope))]", "id: i32"), "`T` has no column `nope`", "nope"),
        (
            model("#[limbeck(index(expr(\"1\")))]", "id: i32"),
            "an index over an expression needs a name",
            "index",
        ),
        (model("", "#[limbeck(index, index)] id: i32"), "this is said twice", "index"),
        (
            model("", "#[limbeck(auto_increment)] id: i32, #[limbeck(auto_increment)] n: i32"),
            "one column of a table counts by `auto_increment`",
            "auto_increment",
        ),
        (
            model("", "#[limbeck(default = 1, generated(\"2\", stored))] id: i32"),
            "a generated column cannot have a default",
            "id",
        ),
        (model("", "id: i32, #[limbeck(column = \"id\")] n: i32"), "column `id` is declared twice", "n"),
        (
            model("", "#[limbeck(default = now())] id: i32"),
            "a default is a literal, a variant of an enum or an expression of the database",
            "now",
        ),
        (model("", ""), "a table needs at least one column", "T"),
        (
            "#[derive(limbeck::Model)] enum E { A }".to_owned(),
            "a model is a struct with named fields, and this is an enum",
            "E",
        ),
        (
            "#[derive(limbeck::Model)] struct E(i32);".to_owned(),
            "a model is a struct with named fields, and this is a tuple struct",
            "E",
        ),
    ]);
}

#[test]
fn identities_keys_and_options_are_refused_alike() {
    refused_by_both(&[
        (
            model("", "id: i32, #[limbeck(identity, default = 1)] n: i32"),
            "an identity says what the column holds",
            "identity",
        ),
        (
            model("", "#[limbeck(auto_increment)] id: i32, #[limbeck(identity)] n: i32"),
            "a struct says `identity` of every column that counts, or `auto_increment` of its key",
            "identity",
        ),
        (
            model("", "#[limbeck(identity(sometimes))] id: i32"),
            "`always`, `by_default`, `start`, `increment`, `min`, `max`, `cache`, `cycle` or `name` is expected here",
            "sometimes",
        ),
        (model("#[limbeck(postgres(index(nope)))]", "id: i32"), "`T` has no column `nope`", "nope"),
        (model("#[limbeck(mysql(tabel = \"x\"))]", "id: i32"), "`tabel` is not known on a struct", "tabel"),
        (model("#[limbeck(primary_key(nope))]", "id: i32"), "`T` has no column `nope`", "nope"),
        (model("#[limbeck(unique(id, include(nope)))]", "id: i32"), "`T` has no column `nope`", "nope"),
        (
            model("#[limbeck(unique(id ops(\"x\")))]", "id: i32"),
            "this can be said of an index, not of a key",
            "id",
        ),
        (
            model("#[limbeck(unique(id, on_conflict = explode))]", "id: i32"),
            "`rollback`, `fail`, `ignore` or `replace` is expected here",
            "explode",
        ),
        (model("#[limbeck(index(id, colour = \"x\"))]", "id: i32"), "`colour` is not known here", "colour"),
        (
            model("#[limbeck(exclude(\" \"))]", "id: i32"),
            "an exclusion constraint needs what excludes",
            "\" \"",
        ),
        (model("#[limbeck(options(a = 1, a = 2))]", "id: i32"), "this is said twice", "a"),
        (
            model("#[limbeck(options(a = 'x'))]", "id: i32"),
            "a number, a string, `true` or `false` is expected here",
            "'x'",
        ),
    ]);
}

#[test]
fn what_counts_is_the_key_but_on_mysql() {
    let text = model("", "id: i32, #[limbeck(auto_increment)] n: i32");
    let message = "`auto_increment` belongs on the only column of the primary key";
    let said = vec![(message.to_owned(), "auto_increment".to_owned())];
    assert_eq!(derived(&text), said);
    assert_eq!(read(&text, Family::Sqlite), said);
    assert_eq!(read(&text, Family::Postgres), said);
    assert_eq!(read(&text, Family::Mysql), []);
    assert_eq!(derived(&text.replace("auto_increment", "mysql(auto_increment)")), []);
}

#[test]
fn what_a_family_does_not_have_is_refused_where_it_is_used() {
    let model =
        |said: &str, fields: &str| format!("#[derive(limbeck::Model)] {said} struct T {{ {fields} }}");
    let (sqlite, postgres, mysql) = (Family::Sqlite, Family::Postgres, Family::Mysql);
    for (text, family, message, place) in [
        (model("", "id: u64"), sqlite, "SQLite has no type for all values of `id`", "id"),
        (model("", "id: u64"), postgres, "PostgreSQL has no type for all values of `id`", "id"),
        (
            model("", "#[limbeck(mysql(sql_type = \"point\"))] id: Point"),
            sqlite,
            "SQLite is not told the type of `id`",
            "id",
        ),
        (model("#[limbeck(unlogged)]", "id: i32"), mysql, "MySQL has no `unlogged` and `tablespace`", "T"),
        (
            model("#[limbeck(exclude(\"USING gist (id WITH =)\"))]", "id: i32"),
            sqlite,
            "SQLite has no exclusion constraints",
            "\"USING gist (id WITH =)\"",
        ),
        (
            model("#[limbeck(index(id, method = \"gin\"))]", "id: i32"),
            sqlite,
            "SQLite has no methods of indexes",
            "index",
        ),
        (
            model("#[limbeck(index(id length(3)))]", "id: i32"),
            postgres,
            "PostgreSQL has no indexes over the head of a column",
            "id",
        ),
        (
            model("", "#[limbeck(identity)] id: String"),
            postgres,
            "a column of the type `text` has no identity",
            "identity",
        ),
        (
            model("#[limbeck(options(charset = \"utf8mb4\"))]", "id: i32"),
            mysql,
            "the character set is a part of the collation",
            "T",
        ),
    ] {
        assert_eq!(derived(&text), [], "{text}");
        assert_eq!(read(&text, family), [(message.to_owned(), place.to_owned())], "{text}");
    }
}

#[test]
fn a_model_inside_another_macro_is_the_readers_to_refuse() {
    let text = "m! { #[limbeck(table = \"x\")] struct X {} }";
    let said = ("a model inside `m!` cannot be read without expanding it".to_owned(), "limbeck".to_owned());
    assert_eq!(read(text, Family::Sqlite), [said]);
}

#[test]
fn other_derives_stand_beside_it() {
    let text = "use sea_orm::entity::prelude::*;
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, sqlx::FromRow, limbeck_derive::Model)]
        #[sea_orm(table_name = \"posts\")]
        #[serde(rename_all = \"camelCase\")]
        #[limbeck(table = \"posts\")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i64,
            #[serde(skip)] #[sqlx(rename = \"t\")] #[limbeck(unique)]
            pub title: String,
        }
        #[derive(Queryable, Selectable, Insertable, limbeck_derive::Model)]
        #[diesel(table_name = crate::schema::people, check_for_backend(diesel::pg::Pg))]
        struct Person { #[diesel(column_name = uid)] id: i64 }";
    for family in Family::ALL {
        let file = SourceFile { path: "models.rs".into(), text: text.to_owned() };
        let loaded = read_rust(&[file], family);
        assert_eq!(loaded.diagnostics, []);
        let names: Vec<String> = loaded.schema.tables.iter().map(|table| table.name.to_string()).collect();
        assert_eq!(names, ["posts", "people"]);
    }
}
