//! Enums that derive `SqlEnum`: how each family keeps them, where they are found, and what is refused.

use limbeck_schema::{Body, Diagnostic, Family, Loaded, Name, ObjectName, TypeCoverage};

use super::columns;
use crate::{
    SourceFile, combine, read_diesel, read_rust,
    rust::{check, check_enum},
};

fn files(texts: &[(&str, &str)]) -> Vec<SourceFile> {
    let file = |(path, text): &(&str, &str)| SourceFile { path: path.into(), text: (*text).to_owned() };
    texts.iter().map(file).collect()
}

fn read(texts: &[(&str, &str)], family: Family) -> Loaded {
    read_rust(&files(texts), family)
}

fn clean(text: &str, family: Family) -> Loaded {
    let loaded = read(&[("models.rs", text)], family);
    assert_eq!(loaded.diagnostics, [], "{family}");
    loaded
}

fn messages(loaded: &Loaded) -> Vec<&str> {
    loaded.diagnostics.iter().map(|told| told.message.as_str()).collect()
}

/// What is said, and the text that it is said of.
fn said(told: &Diagnostic) -> (&str, &str) {
    let span = told.span.as_ref().unwrap();
    (&told.message, &span.source[span.range.clone()])
}

fn enums(loaded: &Loaded) -> Vec<String> {
    let one = |object: &limbeck_schema::Object| match &object.body {
        Body::Enum(labels) => format!("{}: {}", object.id, labels.join(", ")),
        _ => object.id.to_string(),
    };
    loaded.schema.objects.iter().map(one).collect()
}

const TASK: &str = "use limbeck_derive::{Model, SqlEnum};
    #[derive(SqlEnum)] enum Level { Low, #[sql_enum(rename = \"it's\")] High }
    #[derive(Model)] struct Task {
        id: i32, #[limbeck(default = Level::High)] level: Level, before: Option<Level>, #[limbeck(skip)] all: Vec<Level>,
    }";

#[test]
fn each_family_keeps_an_enum_as_it_can() {
    for (family, kept, checks, types) in [
        (Family::Sqlite, "TEXT", 2, vec![]),
        (Family::Postgres, "level", 0, vec!["level: low, it's"]),
        (Family::Mysql, "enum('low','it''s')", 0, vec![]),
    ] {
        let loaded = clean(TASK, family);
        let table = loaded.schema.tables.iter().next().unwrap();
        assert_eq!(columns(table)[1..], [format!("level {kept}"), format!("before {kept} NULL")]);
        assert_eq!(
            (table.checks.len(), enums(&loaded)),
            (checks, types.iter().map(ToString::to_string).collect())
        );
        let default = table.columns.get(&Name::new("level").unwrap()).unwrap().default.as_ref().unwrap();
        assert_eq!(default.text, "'it''s'");
    }
    let loaded = clean(TASK, Family::Sqlite);
    let check = loaded.schema.tables.iter().next().unwrap().checks.iter().next().unwrap().clone();
    assert_eq!(check.expr.text, "\"level\" IN ('low', 'it''s')");
}

#[test]
fn how_it_is_kept_can_be_said() {
    let kept = |said: &str, family| {
        let text = TASK.replace("#[derive(SqlEnum)]", &format!("#[derive(SqlEnum)] #[sql_enum({said})]"));
        let loaded = clean(&text, family);
        let table = loaded.schema.tables.iter().next().unwrap().clone();
        (columns(&table)[1].clone(), table.checks.len(), enums(&loaded).len())
    };
    let told = |column: &str, checks, types| (column.to_owned(), checks, types);
    assert_eq!(kept("store = check", Family::Postgres), told("level text", 2, 0));
    assert_eq!(kept("store = \"text\"", Family::Postgres), told("level text", 0, 0));
    assert_eq!(kept("store = check", Family::Mysql), told("level varchar(255)", 2, 0));
    assert_eq!(
        kept("postgres(store = check), sql_type = \"char(4)\"", Family::Postgres),
        told("level char(4)", 2, 0)
    );
    assert_eq!(
        kept("postgres(store = check), sql_type = \"char(4)\"", Family::Sqlite),
        told("level char(4)", 2, 0)
    );
    assert_eq!(
        kept("schema = \"app\", name = \"How Much\"", Family::Postgres),
        told("level app.\"How Much\"", 0, 1)
    );
    assert_eq!(kept("store = text", Family::Sqlite), told("level TEXT", 0, 0));
}

#[test]
fn how_much_of_its_type_is_said() {
    for (family, said) in [(Family::Postgres, TypeCoverage::Exact), (Family::Mysql, TypeCoverage::Name)] {
        let loaded = clean(TASK, family);
        let of_table = loaded.coverage.of(&ObjectName::plain(Name::new("tasks").unwrap()));
        assert_eq!(of_table.of_type(&Name::new("Level").unwrap()), said);
        assert_eq!(of_table.of_type(&Name::new("id").unwrap()), TypeCoverage::Kind);
    }
}

#[test]
fn an_enum_is_found_by_its_path() {
    let here = "use limbeck_derive::{Model, SqlEnum};
        mod a { #[derive(SqlEnum)] enum State { A } }
        mod b { #[derive(SqlEnum)] #[sql_enum(name = \"state_of_b\")] enum State { B } }
        #[derive(Model)] struct T { id: i32, a: a::State, b: Vec<Vec<Option<crate::m::b::State>>>, c: there::State, d: Option<Far> }";
    let there = "#[derive(limbeck_derive::SqlEnum)] #[sql_enum(name = \"far_state\")] pub enum State { C }
        #[derive(limbeck_derive::SqlEnum)] pub enum Far { D }";
    let loaded = read(&[("m.rs", here), ("there/mod.rs", there)], Family::Postgres);
    assert_eq!(messages(&loaded), Vec::<&str>::new());
    let table = loaded.schema.tables.iter().next().unwrap();
    assert_eq!(columns(table)[1..], ["a state", "b state_of_b[]", "c far_state", "d far NULL"]);
    assert_eq!(enums(&loaded).len(), 4);
}

#[test]
fn words_of_other_crates_are_an_enum_where_it_is_near() {
    let model =
        "#[derive(limbeck_derive::Model)] struct T { id: i32, value: Value, other: serde_json::Value }";
    let near = "#[derive(limbeck_derive::SqlEnum)] enum Value { A }";
    let types = |loaded: &Loaded| columns(loaded.schema.tables.iter().next().unwrap())[1..].to_vec();
    let apart = read(&[("m.rs", model), ("n.rs", near)], Family::Postgres);
    let told = "`Value` may be the enum of the project, or a type of another crate";
    assert_eq!(messages(&apart), [told]);
    let said = model.replace("value: Value", "value: n::Value");
    let by_path = read(&[("m.rs", &said), ("n.rs", near)], Family::Postgres);
    assert_eq!(
        (types(&by_path), messages(&by_path)),
        (vec!["value value".to_owned(), "other jsonb".to_owned()], vec![])
    );
    let together = read(&[("m.rs", &format!("{model} {near}"))], Family::Postgres);
    assert_eq!(types(&together), ["value value", "other jsonb"]);
}

#[test]
fn what_leads_to_no_enum_is_told() {
    let model = |field: &str| format!("#[derive(limbeck_derive::Model)] struct T {{ id: i32, {field} }}");
    let two = "mod a { #[derive(limbeck_derive::SqlEnum)] enum S { A } } mod b { #[derive(limbeck_derive::SqlEnum)] enum S { B } }";
    for (field, told) in [
        ("x: Option<Point>", ("limbeck does not know the SQL type of `Option<Point>`", "Point")),
        ("x: c::S", ("2 enums are called so", "c::S")),
        ("#[limbeck(default = a::S::B)] x: a::S", ("`S` has no variant `B`", "B")),
        ("#[limbeck(default = Q::B)] x: a::S", ("no enum of this name derives `SqlEnum`", "Q")),
    ] {
        let text = format!("{two} {}", model(field));
        let loaded = read(&[("m.rs", &text)], Family::Sqlite);
        let first = loaded.diagnostics.iter().find(|told| !told.message.contains("different labels"));
        assert_eq!(said(first.unwrap()), told, "{field}");
    }
    for field in ["x: P", "x: Option<P::Id>", "x: Box<Self>", "x: <P as A>::B", "x: u128", "x: std::vec::Vec"]
    {
        let text = format!("struct T<P> {{ id: i32, {field} }}");
        let is_told = check(&syn::parse_str(&text).unwrap()).is_err();
        assert_eq!(is_told, !field.ends_with("Vec"), "{field}");
    }
    let arrays = read(&[("m.rs", &TASK.replace("#[limbeck(skip)] all", "all"))], Family::Mysql);
    assert_eq!(messages(&arrays), ["MySQL has no arrays"]);
}

#[test]
fn two_enums_of_one_name_agree_or_are_told() {
    let two = |other: &str| {
        format!(
            "#[derive(limbeck_derive::SqlEnum)] enum S {{ A, B }}
            mod other {{ {other} #[sql_enum(name = \"s\")] enum Other {{ A, C }} }}"
        )
    };
    let derive = "#[derive(limbeck_derive::SqlEnum)]";
    let problem = "two enums are the enumeration `s`, with different labels";
    assert_eq!(messages(&read(&[("m.rs", &two(derive))], Family::Postgres)), [problem]);
    assert_eq!(messages(&read(&[("m.rs", &two(derive))], Family::Mysql)), Vec::<&str>::new());
    let under_cfg = format!("#[cfg(feature = \"x\")] {derive}");
    let warning = "the enumeration `s` is declared once more under `#[cfg]`: the first one is used";
    assert_eq!(messages(&read(&[("m.rs", &two(&under_cfg))], Family::Postgres)), [warning]);
}

#[test]
fn labels_that_were_called_otherwise_are_handed_over() {
    let text = "#[derive(limbeck_derive::SqlEnum)] enum S { A, #[sql_enum(renamed_from = \"x\")] B }";
    let loaded = clean(text, Family::Postgres);
    let renamed: Vec<String> =
        loaded.renames.labels().map(|(of, old, new)| format!("{of}.{old} {new}")).collect();
    assert_eq!(renamed, ["s.x b"]);
    let twice = text.replace(" A,", " #[sql_enum(renamed_from = \"x\")] A,");
    assert_eq!(
        messages(&read(&[("m.rs", &twice)], Family::Postgres)),
        ["`x` cannot become both `a` and `b`"]
    );
}

#[test]
fn an_enum_is_refused_by_both_alike() {
    let with = |said: &str, variants: &str| format!("#[derive(SqlEnum)] {said} enum E {{ {variants} }}");
    for (text, message, place) in [
        (with("#[sql_enum(colour = 1)]", "A"), "`colour` is not known on an enum", "colour"),
        (with("", "#[sql_enum(label = 1)] A"), "`label` is not known on a variant", "label"),
        (with("#[sql_enum(store = x)]", "A"), "`native`, `check` or `text` is expected here", "x"),
        (with("#[sql_enum(rename_all = \"x\")]", "A"), "this is no style of names", "\"x\""),
        (with("#[sql_enum(name = \"a\", name = \"b\")]", "A"), "this is said twice", "name = \"b\""),
        (with("#[sql_enum]", "A"), "`sql_enum` takes a list: #[sql_enum(...)]", "sql_enum"),
        (with("", "A(i32)"), "`A` holds a value, and a label of a database holds none", "A"),
        (with("", "A { x: i32 }"), "`A` holds a value, and a label of a database holds none", "A"),
        (with("", ""), "an enumeration needs at least one label", "E"),
        (with("", "#[sql_enum(rename = \"\\0\")] A"), "this makes no label", "\"\\0\""),
        (with("", "A, #[sql_enum(rename = \"a\")] B"), "two variants have the label `a`", "B"),
        (with("", "__"), "this makes no label", "__"),
        (
            "#[derive(SqlEnum)] enum E<T> { A, B }".to_owned(),
            "an enumeration of a database has no parameters",
            "T",
        ),
        (
            "#[derive(SqlEnum)] struct E { a: i32 }".to_owned(),
            "the labels of an enumeration are an enum, and this is a struct",
            "E",
        ),
    ] {
        let input = syn::parse_str(&text).unwrap();
        let problems = check_enum(&input).unwrap_err();
        let first = problems[0].to_string();
        assert_eq!(first.split("\nhelp: ").next(), Some(message), "{text}");
        assert_eq!(&text[problems[0].span().byte_range()], place, "{text}");
        for family in Family::ALL {
            let loaded = read(&[("m.rs", &text)], family);
            assert_eq!(said(&loaded.diagnostics[0]), (message, place), "{text}");
        }
    }
}

#[test]
fn a_label_that_a_family_cannot_have_is_told_there() {
    let text = |label: &str| {
        format!("#[derive(limbeck_derive::SqlEnum)] enum E {{ #[sql_enum(rename = \"{label}\")] A }}")
    };
    let long = "x".repeat(64);
    let told = format!("PostgreSQL cannot have the label `{long}`: it is longer than 63 bytes");
    assert_eq!(messages(&read(&[("m.rs", &text(&long))], Family::Postgres)), [told]);
    assert_eq!(messages(&read(&[("m.rs", &text(&long))], Family::Mysql)), Vec::<&str>::new());
    assert_eq!(
        messages(&read(&[("m.rs", &text("a "))], Family::Mysql)),
        ["MySQL cannot have the label `a `: it ends in a blank"]
    );
    let checked = text("a ").replace("enum E", "#[sql_enum(store = check)] enum E");
    assert_eq!(messages(&read(&[("m.rs", &checked)], Family::Mysql)), Vec::<&str>::new());
}

#[test]
fn other_derives_say_nothing_to_it() {
    let text = "#[derive(Debug, Serialize, sqlx::Type, DbEnum, DeriveActiveEnum, limbeck_derive::SqlEnum)]
        #[serde(rename_all = \"UPPERCASE\")] #[sqlx(type_name = \"other\", rename_all = \"kebab-case\")]
        #[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = \"another\")]
        enum InState { #[sea_orm(string_value = \"one\")] #[serde(rename = \"two\")] OneTwo }
        #[derive(strum::SqlEnum)] enum NotOurs { A(i32) }";
    assert_eq!(
        enums(&clean(&text.replace("strum::SqlEnum", "Debug"), Family::Postgres)),
        ["in_state: one_two"]
    );
    assert_eq!(enums(&clean(text, Family::Postgres)), ["in_state: one_two"]);
    let imported = "use strum::SqlEnum; #[derive(SqlEnum)] enum NotOurs { A(i32) } #[derive(limbeck_derive::Model)] struct T { id: i32 }";
    assert_eq!(enums(&clean(imported, Family::Postgres)), Vec::<String>::new());
}

#[test]
fn an_enum_inside_another_macro_is_told() {
    let text = "m! { #[derive(limbeck_derive::SqlEnum)] enum E { A } } n! { enum E { #[sql_enum(rename = \"x\")] A } }";
    let told = |name: &str| format!("a model inside `{name}!` cannot be read without expanding it");
    assert_eq!(messages(&read(&[("m.rs", text)], Family::Sqlite)), [told("m"), told("n")]);
}

#[test]
fn what_the_compiler_has_to_look_up() {
    let input = "struct T<P> { id: i32, a: Option<x::A>, b: Vec<B>, #[limbeck(default = x::A::C)] c: x::A,
        #[limbeck(sql_type = \"text\")] d: D, #[limbeck(skip)] p: P, v: Value }";
    let checked = check(&syn::parse_str(input).unwrap()).unwrap();
    let words = |path: &syn::Path| quote::ToTokens::to_token_stream(path).to_string().replace(' ', "");
    let enums: Vec<_> = checked.enums.iter().map(|(path, whole)| (words(path), whole.as_str())).collect();
    assert_eq!(enums, [("x::A".to_owned(), "Option<x::A>"), ("B".to_owned(), "Vec<B>")]);
    assert_eq!(checked.variants.iter().map(words).collect::<Vec<_>>(), ["x::A::C"]);
}

#[test]
fn labels_of_diesel_and_of_structs_agree_or_are_told() {
    let diesel = "#[derive(DbEnum)] enum Mood { Sad, Happy } table! { people (id) { id -> Int4, mood -> MoodMapping, } }";
    let rust = "#[derive(limbeck_derive::SqlEnum)] enum Mood { Sad, Happy }
        #[derive(limbeck_derive::Model)] #[diesel(table_name = people)] struct Person { id: i32, mood: Mood }";
    let both = |rust: &str| {
        let parts = [("m.rs", diesel), ("n.rs", rust)];
        combine(vec![
            read_diesel(&files(&parts[..1]), Family::Postgres),
            read_rust(&files(&parts[1..]), Family::Postgres),
        ])
    };
    let agreed = both(rust);
    assert_eq!(messages(&agreed), Vec::<&str>::new());
    assert_eq!(enums(&agreed), ["mood: sad, happy"]);
    assert_eq!(
        messages(&both(&rust.replace("Happy", "Glad"))),
        ["two model sources give the enum `mood` different labels: `sad, happy` or `sad, glad`"]
    );
}
