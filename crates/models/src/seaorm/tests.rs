#![allow(clippy::unwrap_used, reason = "what a test does not expect must stop it")]

use limbeck_schema::{Body, Family, KeyName, Loaded, Severity, Table, TypeCoverage};
use proptest::prelude::*;

use super::*;
use crate::SourceFile;

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.into(), text: text.to_owned() }
}

fn read(text: &str, family: Family) -> Loaded {
    read_sea_orm(&[file("src/entity/all.rs", text)], family)
}

/// Errors and warnings, with what they underline.
fn told(loaded: &Loaded) -> Vec<(String, String)> {
    let place = |one: &limbeck_schema::Diagnostic| {
        one.span.as_ref().map(|span| span.source[span.range.clone()].to_owned()).unwrap_or_default()
    };
    loaded.diagnostics.iter().map(|one| (one.message.clone(), place(one))).collect()
}

fn clean(text: &str, family: Family) -> Loaded {
    let loaded = read(text, family);
    assert_eq!(told(&loaded), Vec::new());
    loaded
}

fn only(loaded: &Loaded) -> &Table {
    assert_eq!(loaded.schema.tables.len(), 1);
    loaded.schema.tables.iter().next().unwrap()
}

/// `name type [NULL]` of each column.
fn columns(table: &Table) -> Vec<String> {
    let of = |column: &limbeck_schema::Column| {
        let null = if column.nullable { " NULL" } else { "" };
        format!("{} {}{null}", column.name, column.sql_type)
    };
    table.columns.iter().map(of).collect()
}

fn model(said: &str, fields: &str) -> String {
    format!(
        "#[derive(DeriveEntityModel)] #[sea_orm(table_name = \"t\", {said})] pub struct Model {{ {fields} }}"
    )
}

const ID: &str = "#[sea_orm(primary_key)] id: i32,";

#[test]
fn the_same_types_in_each_database() {
    let fields = "#[sea_orm(primary_key)] pub id: i64, a: u8, b: u16, c: u32, d: Option<f32>, e: String,
        f: Vec<u8>, g: DateTime, h: DateTimeUtc, i: chrono::DateTime<Utc>, j: Uuid, k: Json, l: Decimal,
        #[sea_orm(column_type = \"Text\", nullable)] m: String, #[sea_orm(column_type = \"Decimal(Some((8, 2)))\")] n: Decimal,
        #[sea_orm(column_type = \"custom(\\\"citext\\\")\")] o: String, p: bool, q: i8";
    let of = |family| columns(only(&clean(&model("", fields), family))).join(", ");
    assert_eq!(
        of(Family::Postgres),
        "id bigint, a smallint, b integer, c bigint, d real NULL, e character varying, f bytea, \
         g timestamp without time zone, h timestamp with time zone, i timestamp with time zone, j uuid, k json, \
         l numeric, m text NULL, n numeric(8, 2), o citext, p boolean, q smallint"
    );
    assert_eq!(
        of(Family::Mysql),
        "id bigint, a tinyint unsigned, b smallint unsigned, c int unsigned, d float NULL, e varchar(255), \
         f varbinary(255), g datetime, h timestamp, i timestamp, j binary(16), k json, l decimal, m text NULL, \
         n decimal(8, 2), o citext, p tinyint(1), q tinyint"
    );
    assert_eq!(
        of(Family::Sqlite),
        "id integer, a tinyint, b smallint, c integer, d float NULL, e varchar, f varbinary_blob, g datetime_text, \
         h timestamp_with_timezone_text, i timestamp_with_timezone_text, j uuid_text, k json_text, l real_decimal, \
         m text NULL, n real(8, 2), o citext, p boolean, q tinyint"
    );
}

#[test]
fn every_way_to_write_a_type_is_evaluated() {
    for (written, sql) in [
        ("Char(Some(3))", "character(3)"),
        ("String(StringLen::N(3))", "character varying(3)"),
        ("String(Some(3))", "character varying(3)"),
        ("String(StringLen::Max)", "character varying"),
        ("string(None)", "character varying"),
        ("Custom(\\\"point\\\".into())", "point"),
        ("Custom(SeaRc::new(Alias::new(\\\"point\\\")))", "point"),
        ("Array(RcOrArc::new(ColumnType::Integer))", "integer[]"),
        ("Array(std::sync::Arc::new(ColumnType::Char(Some(2))))", "character(2)[]"),
        ("Interval(Some(PgInterval::YearToMonth), Some(3))", "interval YEAR TO MONTH(3)"),
        ("Interval(None, None)", "interval"),
        ("Bit(Some(4))", "bit(4)"),
        ("VarBit(4)", "bit varying(4)"),
        ("Vector(Some(3))", "vector(3)"),
        ("Money(None)", "money"),
        ("Cidr", "cidr"),
        ("var_binary(9)", "bytea"),
        ("Enum { name: \\\"Mood\\\".into(), variants: vec![\\\"a\\\".into()] }", "\"Mood\""),
    ] {
        let fields = format!("{ID} #[sea_orm(column_type = \"{written}\")] x: X");
        let loaded = clean(&model("", &fields), Family::Postgres);
        assert_eq!(columns(only(&loaded))[1], format!("x {sql}"), "{written}");
    }
}

#[test]
fn types_of_the_project_are_looked_up() {
    let loaded = clean(
        "#[derive(DeriveActiveEnum)] #[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = \"mood\")]
         enum Mood { #[sea_orm(string_value = \"it's\")] Its, #[sea_orm(string_value = \"b\")] B }
         #[derive(DeriveActiveEnum)] #[sea_orm(rs_type = \"i32\", db_type = \"SmallInteger\")] enum Level { Low = -1, High = 1 }
         #[derive(DeriveValueType)] struct Cents(i64);
         #[derive(DeriveValueType)] #[sea_orm(column_type = \"Char(Some(2))\")] struct Country(String);
         #[derive(DeriveValueType)] #[sea_orm(value_type = \"String\")] struct Tag { a: i32 }
         #[derive(FromJsonQueryResult)] struct Settings { a: i32 }
         type Id = Uuid;
         #[derive(DeriveEntityModel)] #[sea_orm(table_name = \"t\")] struct Model {
            #[sea_orm(primary_key, auto_increment = false)] id: Id,
            #[sea_orm(default_expr = \"Mood::Its\")] mood: Option<Mood>, moods: Vec<Mood>,
            #[sea_orm(default_expr = \"Level::Low\")] level: super::all::Level, cents: Cents, country: Country, tag: Tag, settings: Settings }",
        Family::Postgres,
    );
    let table = only(&loaded);
    assert_eq!(
        columns(table),
        [
            "id uuid",
            "mood mood NULL",
            "moods mood[]",
            "level smallint",
            "cents bigint",
            "country character(2)",
            "tag character varying",
            "settings json"
        ]
    );
    let defaults: Vec<String> =
        table.columns.iter().filter_map(|column| Some(column.default.as_ref()?.text.to_string())).collect();
    assert_eq!(defaults, ["'it''s'", "-1"]);
    let object = loaded.schema.objects.iter().next().unwrap();
    assert_eq!(object.body, Body::Enum(vec!["it's".to_owned(), "b".to_owned()]));
    let entity = loaded.coverage.of(&table.name).entity.clone().unwrap();
    let said =
        |name: &str| entity.types.iter().find(|(column, _)| column.as_str() == name).map(|(_, said)| *said);
    assert_eq!((said("mood"), said("country"), said("cents")), (None, None, Some(TypeCoverage::Kind)));
}

#[test]
fn defaults_are_evaluated() {
    for (said, default) in [
        ("default_value = 0", Some("0")),
        ("default_value = -1.5", Some("-1.5")),
        ("default_value = true", Some("TRUE")),
        ("default_value = \"it's\"", Some("'it''s'")),
        ("default_expr = \"Expr::current_timestamp()\"", Some("CURRENT_TIMESTAMP")),
        ("default_expr = \"Expr::cust(\\\"now()\\\")\"", Some("now()")),
        ("default_expr = \"SimpleExpr::Custom(\\\"now()\\\".to_owned())\"", Some("now()")),
        ("default_expr = \"Func::cust(\\\"gen_random_uuid\\\")\"", Some("gen_random_uuid()")),
        ("default_expr = \"Expr::val(\\\"x\\\").into()\"", Some("'x'")),
        ("default_expr = \"Expr::value(3)\"", Some("3")),
        ("default_expr = \"Keyword::CurrentDate\"", Some("CURRENT_DATE")),
        ("default_value = 1, default_expr = \"2\"", Some("2")),
        ("default_expr = \"Utc::now()\"", None),
        ("default_expr = \"Expr::val(LIMIT)\"", None),
    ] {
        let loaded = read(
            &model("", &format!("{ID} #[sea_orm({said})] x: X1")).replace("X1", "String"),
            Family::Sqlite,
        );
        let table = only(&loaded);
        let found =
            table.columns.iter().nth(1).unwrap().default.as_ref().map(|default| default.text.as_str());
        assert_eq!(found, default, "{said}");
        let unknown = loaded.coverage.of(&table.name).entity.clone().unwrap().unknown_defaults;
        assert_eq!(unknown.len(), usize::from(default.is_none()), "{said}");
        assert_eq!(loaded.diagnostics.len(), unknown.len(), "{said}");
        assert!(loaded.diagnostics.iter().all(|one| one.severity == Severity::Warning), "{said}");
    }
    let text = model("", &format!("{ID} #[sea_orm(default_value = \"a\\\\b\")] x: String"));
    let loaded = clean(&text, Family::Mysql);
    assert_eq!(only(&loaded).columns.iter().nth(1).unwrap().default.as_ref().unwrap().text, "'a\\\\b'");
}

/// The name of the constraint, or nothing.
fn named(name: &KeyName) -> &str {
    name.given().map_or("", limbeck_schema::Name::as_str)
}

#[test]
fn keys_and_indexes_are_called_as_seaorm_calls_them() {
    let loaded = clean(
        &model(
            "schema_name = \"s\"",
            "#[sea_orm(primary_key)] a: i32, #[sea_orm(primary_key)] b: i32, #[sea_orm(unique)] c: i32,
             #[sea_orm(indexed)] d: i32, #[sea_orm(indexed, unique)] e: i32,
             #[sea_orm(unique_key = \"k\")] f: i32, #[sea_orm(unique_key = \"k\")] g: i32",
        ),
        Family::Postgres,
    );
    let table = only(&loaded);
    assert_eq!(table.name.to_string(), "s.t");
    let key = table.primary_key.as_ref().unwrap();
    assert_eq!((named(&key.name), key.parts.len(), key.autoincrement), ("pk-t", 2, false));
    let indexes: Vec<(&str, bool, usize)> =
        table.indexes.iter().map(|index| (index.name.as_str(), index.unique, index.parts.len())).collect();
    assert_eq!(indexes, [("idx-t-d", false, 1), ("idx-t-k", true, 2)]);
    assert_eq!(table.uniques.len(), 2);
}

#[test]
fn what_counts_is_what_seaorm_lets_count() {
    let identity = |fields: &str| {
        let loaded = clean(&model("", fields), Family::Postgres);
        only(&loaded).columns.iter().any(|column| column.identity.is_some())
    };
    assert!(identity("#[sea_orm(primary_key)] id: i32"));
    assert!(identity("#[sea_orm(primary_key, auto_increment = true)] id: i64"));
    assert!(!identity("#[sea_orm(primary_key, auto_increment = false)] id: i32"));
    assert!(!identity("#[sea_orm(primary_key)] id: Uuid"));
    assert!(!identity("#[sea_orm(primary_key)] id: String"));
    assert!(!identity("#[sea_orm(primary_key)] a: i32, #[sea_orm(primary_key)] b: i32"));
}

fn keys(loaded: &Loaded) -> Vec<String> {
    let list = |names: &[limbeck_schema::Name]| {
        names.iter().map(limbeck_schema::Name::as_str).collect::<Vec<_>>().join(",")
    };
    loaded
        .schema
        .tables
        .iter()
        .flat_map(|table| table.foreign_keys.iter())
        .map(|key| {
            let (from, to) = (list(&key.columns), list(&key.referenced.text));
            format!(
                "{}: ({from}) -> {}({to}) {} {}",
                named(&key.name),
                key.references,
                key.on_delete,
                key.on_update
            )
        })
        .collect()
}

const CAKE: &str = "pub mod cake { #[derive(DeriveEntityModel)] #[sea_orm(table_name = \"cakes\")]
    pub struct Model { #[sea_orm(primary_key)] pub id: i32, #[sea_orm(column_name = \"Kind\")] pub kind: i32 } }";

#[test]
fn relations_of_each_form_are_foreign_keys() {
    let compact = format!(
        "{CAKE} pub mod fruit {{ #[derive(DeriveEntityModel)] #[sea_orm(table_name = \"fruits\")] pub struct Model {{
            #[sea_orm(primary_key)] pub id: i32, pub cake_id: i32, pub cake_kind: i32 }}
         #[derive(DeriveRelation)] pub enum Relation {{
            #[sea_orm(belongs_to = \"super::cake::Entity\", from = \"Column::CakeId\", to = \"super::cake::Column::Id\", on_delete = \"Cascade\")] A,
            #[sea_orm(belongs_to = \"super::cake::Entity\", from = \"(Column::CakeId, Column::CakeKind)\", to = \"(super::cake::Column::Id, super::cake::Column::Kind)\", fk_name = \"both\")] B,
            #[sea_orm(belongs_to = \"super::cake::Entity\", from = \"Column::CakeKind\", to = \"super::cake::Column::Kind\", skip_fk)] C,
            #[sea_orm(has_many = \"super::cake::Entity\")] D }} }}"
    );
    let expected = [
        "fk-fruits-cake_id: (cake_id) -> cakes(id) CASCADE NO ACTION",
        "both: (cake_id,cake_kind) -> cakes(id,Kind) NO ACTION NO ACTION",
    ];
    assert_eq!(keys(&clean(&compact, Family::Postgres)), expected);
    let dense = format!(
        "{CAKE} pub mod fruit {{ #[sea_orm::model] #[derive(DeriveEntityModel)] #[sea_orm(table_name = \"fruits\")] pub struct Model {{
            #[sea_orm(primary_key)] pub id: i32, pub cake_id: i32, pub cake_kind: i32, pub twin: Option<i32>,
            #[sea_orm(belongs_to, from = \"cake_id\", to = \"id\", on_delete = \"Cascade\")] pub a: BelongsTo<super::cake::Entity>,
            #[sea_orm(belongs_to, from = \"(cake_id, cake_kind)\", to = \"(id, kind)\", relation_enum = \"B\")] pub b: HasOne<super::cake::Entity>,
            #[sea_orm(self_ref, relation_enum = \"Twin\", from = \"twin\", to = \"id\", on_update = \"SetNull\")] pub other: BelongsTo<Option<Entity>>,
            #[sea_orm(has_many)] pub c: HasMany<super::cake::Entity>,
            #[sea_orm(self_ref, relation_enum = \"Twins\", relation_reverse = \"Twin\")] pub d: HasMany<Entity> }} }}"
    );
    assert_eq!(
        keys(&clean(&dense, Family::Postgres)),
        [
            expected[0],
            "fk-fruits-cake_id-cake_kind: (cake_id,cake_kind) -> cakes(id,Kind) NO ACTION NO ACTION",
            "fk-fruits-twin: (twin) -> fruits(id) NO ACTION SET NULL",
        ]
    );
}

#[test]
fn an_expanded_entity_is_read() {
    let loaded = clean(
        "#[derive(DeriveEntity)] pub struct Entity;
         impl EntityName for Entity { fn schema_name(&self) -> Option<&str> { Some(\"s\") } fn table_name(&self) -> &'static str { \"t\" } }
         #[derive(DeriveColumn)] pub enum Column { Id, #[sea_orm(column_name = \"Name\")] Name, Twin }
         #[derive(DerivePrimaryKey)] pub enum PrimaryKey { Id }
         impl PrimaryKeyTrait for PrimaryKey { type ValueType = i32; fn auto_increment() -> bool { true } }
         impl ColumnTrait for Column { type EntityName = Entity; fn def(&self) -> ColumnDef { match self {
            Self::Id => ColumnType::Integer.def(),
            Self::Name => { ColumnType::String(StringLen::N(9)).def().null().unique().default_value(\"x\") }
            Self::Twin => ColumnType::Integer.def().nullable().indexed(),
         } } }
         #[derive(EnumIter)] pub enum Relation { Twin }
         impl RelationTrait for Relation { fn def(&self) -> RelationDef { match self {
            Self::Twin => Entity::belongs_to(Entity).from(Column::Twin).to(Column::Id).on_delete(ForeignKeyAction::SetNull).into(),
         } } }",
        Family::Mysql,
    );
    let table = only(&loaded);
    assert_eq!(columns(table), ["id int", "Name varchar(9) NULL", "twin int NULL"]);
    assert_eq!((table.name.to_string(), table.uniques.len(), table.indexes.len()), ("s.t".to_owned(), 1, 1));
    assert!(table.primary_key.as_ref().unwrap().autoincrement);
    assert_eq!(keys(&loaded), ["fk-t-twin: (twin) -> s.t(id) SET NULL NO ACTION"]);
}

#[test]
fn entities_are_found_along_modules_and_imports() {
    let other = |head: &str, target: &str| {
        format!(
            "{head} #[derive(DeriveEntityModel)] #[sea_orm(table_name = \"b\")] pub struct Model {{ {ID} a_id: i32 }}
             #[derive(DeriveRelation)] enum Relation {{ #[sea_orm(belongs_to = \"{target}\", from = \"Column::AId\", to = \"{}Column::Id\")] A }}",
            target.trim_end_matches("Entity")
        )
    };
    let a = model("", ID);
    for (head, target) in [
        ("", "super::a::Entity"),
        ("", "crate::entity::a::Entity"),
        ("use super::a;", "a::Entity"),
        ("use super::a::Entity as A;", "A"),
        ("use super::prelude::*;", "super::prelude::A"),
        ("", "models::entity::a::Entity"),
    ] {
        let files = [
            file("x/src/entity/a.rs", &a),
            file("x/src/entity/b.rs", &other(head, target)),
            file("x/src/entity/prelude.rs", "pub use super::a::Entity as A;"),
        ];
        let loaded = read_sea_orm(&files, Family::Postgres);
        assert_eq!(told(&loaded), Vec::new(), "{head} {target}");
        assert_eq!(keys(&loaded).len(), 1, "{head} {target}");
    }
    let alone = read_sea_orm(&[file("src/b.rs", &other("", "super::a::Entity"))], Family::Postgres);
    assert_eq!(told(&alone), [("no entity is found at `super::a::Entity`".to_owned(), "A".to_owned())]);
}

#[test]
fn extra_is_taken_apart() {
    let fields = format!("{ID} #[sea_orm(extra = \"COLLATE NOCASE CHECK (x > 0) UNIQUE\")] x: i32");
    let loaded = clean(&model("", &fields), Family::Sqlite);
    let table = only(&loaded);
    assert_eq!((table.checks.len(), table.uniques.len()), (1, 1));
    assert_eq!(table.columns.iter().nth(1).unwrap().collation.as_ref().unwrap().to_string(), "NOCASE");
}

#[test]
fn comments_are_said_where_seaorm_says_them() {
    let text = model("comment = \"of t\"", &format!("{ID} #[sea_orm(comment = \"of x\")] x: i32"));
    let mysql = clean(&text, Family::Mysql);
    assert_eq!(only(&mysql).options.comment.as_deref(), Some("of t"));
    assert_eq!(only(&mysql).columns.iter().nth(1).unwrap().comment.as_deref(), Some("of x"));
    assert_eq!(only(&clean(&text, Family::Postgres)).options.comment, None);
}

#[test]
fn what_is_refused_and_where() {
    let field = |said: &str, of: &str| model("", &format!("{ID} #[sea_orm({said})] x: {of}"));
    for (text, message, place) in [
        (
            field("nullable", "Strange<u8>"),
            "limbeck does not know what SeaORM keeps `Strange<u8>` as",
            "Strange<u8>",
        ),
        (
            field("column_type = \"Texd\"", "i32"),
            "this column type cannot be read without running it",
            "\"Texd\"",
        ),
        (
            field("column_type = \"size()\"", "i32"),
            "this column type cannot be read without running it",
            "\"size()\"",
        ),
        (field("column_name = 1", "i32"), "`column_name` takes a text", "column_name = 1"),
        (field("auto_increment = true", "i32"), "`auto_increment` belongs on the primary key", "x"),
        (field("auto_increment = 1", "i32"), "`auto_increment` is `true` or `false`", "1"),
        (field("uniqe", "i32"), "`uniqe` is no attribute of SeaORM 2.0, and says nothing here", "uniqe"),
        (
            field("extra = \"STORAGE x\"", "i32"),
            "limbeck cannot tell what `STORAGE x` means for the column",
            "\"STORAGE x\"",
        ),
        (field("column_name = \"id\"", "i32"), "column `id` is declared twice", "x"),
        (
            field("column_type = \"Year\"", "i32"),
            "PostgreSQL has no type for what SeaORM keeps column `x` as",
            "x",
        ),
    ] {
        refused(&text, message, place);
    }
}

#[test]
fn what_is_refused_of_entities_and_relations() {
    for (text, message, place) in [
        (
            model("", "x: i32"),
            "SeaORM takes no entity without a primary key: the database's key stays",
            "Model",
        ),
        (model("rename_all = \"Train\"", ID), "SeaORM knows no style `Train`", "\"Train\""),
        (
            format!("#[derive(DeriveEntityModel)] struct Model {{ {ID} }}"),
            "this entity names no table",
            "Model",
        ),
        (
            format!("entity! {{ #[derive(DeriveEntityModel)] struct Model {{ {ID} }} }}"),
            "an entity inside `entity!` cannot be read without expanding it",
            "entity",
        ),
        (
            format!(
                "{} #[derive(DeriveRelation)] enum Relation {{ #[sea_orm(belongs_to = \"Entity\", from = \"Column::Nope\", to = \"Column::Id\")] A }}",
                model("", ID)
            ),
            "the entity of `t` has no column `Nope`",
            "\"Column::Nope\"",
        ),
        (
            format!(
                "{} #[derive(DeriveRelation)] enum Relation {{ #[sea_orm(belongs_to = \"Entity\", from = \"Column::Id\")] A }}",
                model("", ID)
            ),
            "`belongs_to` needs `to`",
            "A",
        ),
    ] {
        refused(&text, message, place);
    }
}

fn refused(text: &str, message: &str, place: &str) {
    let loaded = read(text, Family::Postgres);
    assert_eq!(told(&loaded), [(message.to_owned(), place.to_owned())], "{text}");
    let has_help = |one: &limbeck_schema::Diagnostic| one.help.is_some() || !one.message.contains("cannot");
    assert!(loaded.diagnostics.iter().all(has_help), "{text}");
}

#[test]
fn one_that_cannot_be_read_does_not_hide_the_rest() {
    let text = format!(
        "mod a {{ {} }} mod b {{ {} }}",
        model("", "#[sea_orm(primary_key)] id: Strange, x: i32"),
        model("", ID).replace("\"t\"", "\"u\"")
    );
    let loaded = read(&text, Family::Postgres);
    assert_eq!(loaded.diagnostics.len(), 1);
    assert!(loaded.schema.tables.iter().any(|table| table.name.to_string() == "u"));
}

#[test]
fn nothing_found_is_no_wish_to_drop() {
    let loaded = read("struct A;", Family::Postgres);
    assert_eq!((loaded.diagnostics.len(), loaded.coverage.absent_tables), (1, false));
}

proptest! {
    #[test]
    fn never_panics_on_what_is_nearly_an_entity(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "primary_key", "=", "\"x\"", "unique", "(", ")", "column_type", ",", "\"Custom(\"", "default_expr", "::", "\"\"",
                "extra", "\"CHECK (\"", "-", "1", "renamed_from", "\"é\"", "belongs_to", "from", "\"(Column::A\"", "ignore",
            ]),
            0..24,
        ),
        on_field in any::<bool>(),
    ) {
        let said = format!("#[sea_orm({})]", words.join(" "));
        let (outer, inner) = if on_field { ("", said.as_str()) } else { (said.as_str(), "") };
        read(&format!("#[derive(DeriveEntityModel)] {outer} struct Model {{ {inner} id: i32 }}"), Family::Postgres);
    }
}

#[test]
fn an_enumeration_is_any_text_where_no_labels_are_kept() {
    let text = format!(
        "#[derive(DeriveActiveEnum)] #[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = \"mood\")]
         enum Mood {{ #[sea_orm(string_value = \"a\")] A }} {}",
        model("", &format!("{ID} mood: Mood"))
    );
    for (family, said) in [(Family::Sqlite, Some(TypeCoverage::Kind)), (Family::Postgres, None)] {
        let loaded = clean(&text, family);
        let entity = loaded.coverage.of(&only(&loaded).name).entity.clone().unwrap();
        let of_mood = entity.types.iter().find(|(column, _)| column.as_str() == "mood");
        assert_eq!(of_mood.map(|(_, said)| *said), said, "{family}");
    }
}

/// Entities of tables `a` and `b` in modules of those names, and one that holds `fields`.
fn beside(fields: &str, beside: &str) -> String {
    let other = |table: &str| {
        let text = model("", ID).replace("\"t\"", &format!("\"{table}\""));
        format!("pub mod {table} {{ {text} }}")
    };
    format!("{} {} mod t {{ {} {beside} }}", other("a"), other("b"), model("", &format!("{ID} {fields}")))
}

#[test]
fn the_dense_form_is_silent_on_what_via_reaches() {
    let via = "#[sea_orm(has_many, via = \"b\")] all: HasMany<super::a::Entity>,";
    let one =
        "a_id: i32, #[sea_orm(belongs_to, from = \"a_id\", to = \"id\"@)] a: BelongsTo<super::a::Entity>,";
    for (fields, silent) in [
        (via.to_owned(), "a b"),
        (format!("{via} {}", one.replace('@', "")), "b"),
        (format!("{via} {}", one.replace('@', ", skip_fk")), "b"),
        (via.replace("has_many", "self_ref").replace("super::a::", ""), "b t"),
    ] {
        let loaded = clean(&beside(&fields, ""), Family::Postgres);
        let holder = loaded.schema.tables.iter().find(|table| table.name.to_string() == "t").unwrap();
        let entity = loaded.coverage.of(&holder.name).entity.clone().unwrap();
        let names: Vec<String> = entity.silent_on.iter().map(ToString::to_string).collect();
        assert_eq!(names.join(" "), silent, "{fields}");
    }
}

#[test]
fn columns_that_are_named_several_times_over_are_taken_once() {
    let relation = |to: &str| {
        format!(
            "#[derive(DeriveRelation)] enum Relation {{ #[sea_orm(belongs_to = \"super::a::Entity\", from = \"Column::X\", to = \"{to}\")] A }}"
        )
    };
    let loaded =
        read(&beside("x: i32,", &relation("(super::a::Column::Id, super::a::Column::Id)")), Family::Postgres);
    assert_eq!(keys(&loaded), ["fk-t-x: (x) -> a(id) NO ACTION NO ACTION"]);
    assert_eq!(told(&loaded).len(), 1);
    assert!(loaded.diagnostics.iter().all(|one| one.severity == Severity::Warning));
}

#[test]
fn an_expanded_column_may_be_called_as_its_field() {
    let entity = |said: &str| {
        format!(
            "#[derive(DeriveEntity)] #[sea_orm(table_name = \"t\")] pub struct Entity;
             #[derive(DeriveModel)] pub struct Model {{ id: i32, totp_2fa: bool }}
             #[derive(DeriveColumn)] pub enum Column {{ Id, {said} Totp2fa }}
             #[derive(DerivePrimaryKey)] pub enum PrimaryKey {{ Id }}
             impl ColumnTrait for Column {{ fn def(&self) -> ColumnDef {{ match self {{
                Self::Id => ColumnType::Integer.def(), Self::Totp2fa => ColumnType::Boolean.def(),
             }} }} }}"
        )
    };
    let otherwise = |said: &str| {
        let loaded = clean(&entity(said), Family::Postgres);
        loaded.coverage.of(&only(&loaded).name).entity.clone().unwrap().called_otherwise
    };
    let found = otherwise("");
    let (own, other) = found.first_key_value().unwrap();
    assert_eq!((own.as_str(), other.name.as_str(), found.len()), ("totp2fa", "totp_2fa", 1));
    assert!(otherwise("#[sea_orm(column_name = \"totp_2fa\")]").is_empty());
}
