use limbeck_schema::{Aspect, Coverage, Family, Loaded, Name, ObjectName, Renames, Schema, Severity};

use crate::{SourceFile, combine, read_diesel, read_rust};

fn file(text: &str) -> Vec<SourceFile> {
    vec![SourceFile { path: "m.rs".into(), text: text.to_owned() }]
}

fn diesel(text: &str) -> Loaded {
    read_diesel(&file(text), Family::Sqlite)
}

fn rust(text: &str) -> Loaded {
    read_rust(&file(text), Family::Sqlite)
}

/// As read back from SQL: everything is said.
fn sql(schema: Schema) -> Loaded {
    Loaded { schema, coverage: Coverage::full(), renames: Renames::new(), diagnostics: Vec::new() }
}

fn messages(loaded: &Loaded) -> Vec<&str> {
    loaded.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect()
}

fn users() -> ObjectName {
    ObjectName::plain(Name::new("users").unwrap())
}

const TABLE: &str = "table! { users (id) { id -> Integer, name -> Nullable<Text>, age -> Integer, } }";

#[test]
fn a_struct_adds_to_the_columns_of_table() {
    let model = "#[derive(limbeck::Model)] #[diesel(table_name = users)]
        struct User { id: i32, #[limbeck(unique, default = \"x\")] name: Option<String> }";
    for parts in [vec![diesel(TABLE), rust(model)], vec![rust(model), diesel(TABLE)]] {
        let whole = combine(parts);
        assert_eq!(messages(&whole), Vec::<&str>::new());
        let table = whole.schema.tables.get(&users()).unwrap();
        assert_eq!((table.columns.len(), table.uniques.len()), (3, 1));
        let name = table.columns.get(&Name::new("name").unwrap()).unwrap();
        assert_eq!(name.default.as_ref().unwrap().text, "'x'");
        let coverage = whole.coverage.of(&users());
        assert!(coverage.covers(Aspect::Unique) && !coverage.covers(Aspect::ExactType));
        assert!(whole.coverage.keyless_tables);
    }
}

#[test]
fn a_struct_says_that_the_key_counts() {
    let model = "#[derive(limbeck::Model)] #[diesel(table_name = users)]
        struct User { #[limbeck(auto_increment)] id: i32, name: Option<String> }";
    for (family, has_identity) in [(Family::Postgres, true), (Family::Mysql, false), (Family::Sqlite, false)]
    {
        let whole = combine(vec![read_diesel(&file(TABLE), family), read_rust(&file(model), family)]);
        let table = whole.schema.tables.get(&users()).unwrap();
        let id = table.columns.get(&Name::new("id").unwrap()).unwrap();
        assert_eq!((id.identity.is_some(), id.auto_increment), (has_identity, false), "{family}");
        assert!(table.primary_key.as_ref().unwrap().autoincrement, "{family}");
    }
}

#[test]
fn a_struct_adds_options_and_how_columns_count() {
    let model = file(
        "#[derive(limbeck::Model)] #[diesel(table_name = users)] #[limbeck(unlogged, options(fillfactor = 70))]
        struct User { #[limbeck(identity(always))] id: i32, #[limbeck(storage = \"external\")] name: Option<String> }",
    );
    let postgres = Family::Postgres;
    for swap in [false, true] {
        let mut parts = vec![read_diesel(&file(TABLE), postgres), read_rust(&model, postgres)];
        if swap {
            parts.reverse();
        }
        let whole = combine(parts);
        assert_eq!(messages(&whole), Vec::<&str>::new());
        let table = whole.schema.tables.get(&users()).unwrap();
        assert!(table.options.unlogged);
        assert_eq!(table.options.parameters.get("fillfactor").map(String::as_str), Some("70"));
        let column = |name: &str| table.columns.get(&Name::new(name).unwrap()).unwrap();
        assert!(column("id").identity.as_ref().unwrap().always);
        assert_eq!(column("name").storage.as_deref(), Some("EXTERNAL"));
        let coverage = whole.coverage.of(&users());
        assert!(coverage.parameters.contains("fillfactor") && coverage.covers(Aspect::Identity));
    }
}

#[test]
fn sources_that_disagree_are_errors() {
    let model = "#[derive(limbeck::Model)] #[limbeck(table = \"users\", primary_key(name))]
        struct User { id: i32, name: String, extra: bool }";
    let whole = combine(vec![diesel(TABLE), rust(model)]);
    assert_eq!(
        messages(&whole),
        [
            "one model source says that column `name` of table `users` may be NULL, another that it may not",
            "one model source gives table `users` a column `extra`, and another that lists all its columns has none of that name",
            "model sources disagree on the primary key of table `users`: `id` or `name`",
        ]
    );
    assert!(whole.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Error));
}

#[test]
fn what_says_everything_wins() {
    let mut full = rust(
        "#[derive(limbeck::Model)] struct User { #[limbeck(unique)] id: i32, name: Option<String>, age: Option<i32> }",
    );
    let full = sql(std::mem::take(&mut full.schema));
    let whole = combine(vec![diesel(TABLE), full]);
    assert_eq!(messages(&whole), Vec::<&str>::new());
    let table = whole.schema.tables.get(&users()).unwrap();
    assert!(table.columns.get(&Name::new("age").unwrap()).unwrap().nullable);
    assert!(whole.coverage.of(&users()).covers(Aspect::Trigger));
}

#[test]
fn a_view_declared_as_table_is_the_view() {
    let mut schema = Schema::default();
    schema
        .views
        .add(limbeck_schema::View::new(
            users(),
            limbeck_schema::Statement::new("CREATE VIEW users AS SELECT 1 AS id"),
        ))
        .unwrap();
    let whole = combine(vec![diesel(TABLE), sql(schema.clone())]);
    assert_eq!((whole.schema.tables.len(), whole.schema.views.len()), (0, 1));
    let declared = diesel("view! { users { id -> Integer } }");
    assert_eq!(declared.schema.unmanaged.len(), 1);
    assert_eq!(combine(vec![declared, sql(schema)]).schema.unmanaged.len(), 0);
}

#[test]
fn renames_that_contradict_are_errors() {
    let one = "#[derive(limbeck::Model)] #[limbeck(table = \"users\", renamed_from = \"people\")] struct User { id: i32 }";
    let other = one.replace("\"users\"", "\"persons\"");
    let whole = combine(vec![rust(one), rust(&other)]);
    assert_eq!(messages(&whole), ["`people` cannot become both `users` and `persons`"]);
}

#[test]
fn nothing_combined_is_nothing() {
    assert!(combine(Vec::new()).schema.tables.is_empty());
}
