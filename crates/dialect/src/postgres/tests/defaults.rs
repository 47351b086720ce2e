use limbeck_schema::Expr;
use proptest::prelude::*;

use super::*;

fn default_key(sql_type: &str, text: &str) -> String {
    let mut table = columns(&[("a", sql_type)]);
    table.columns.get_mut(&name("a")).unwrap().default = Some(Expr::new(text));
    let schema = schema([table]);
    let table = schema.schema().tables.get(&object("t")).unwrap();
    table.columns.get(&name("a")).unwrap().default.clone().unwrap().key.to_string()
}

/// Defaults that each server says in words of its own.
const DEFAULTS: [(&str, &[&str]); 20] = [
    ("int", &["5", "'5'", "-1", "'-1'", "(5)", "0", "5::int", "null", "2 + 3"]),
    ("smallint", &["5", "'5'", "-1", "5::smallint", "'5'::smallint"]),
    ("bigint", &["5", "-1", "9999999999", "'5'::bigint", "-9999999999"]),
    ("numeric", &["1", "1.0", "1.50", "'1.50'", "-1.5", "-1", "0.5", ".5", "1::numeric"]),
    ("numeric(10,2)", &["1", "1.50", "0", "'0'"]),
    ("double precision", &["1", "1.0", "-1", "0.5", "'1'", "0", "0.0"]),
    ("real", &["1", "1.5", "-2"]),
    ("boolean", &["true", "FALSE", "'t'", "'f'", "'yes'", "(not true)", "'true'::boolean"]),
    (
        "text",
        &[
            "'x'",
            "'it''s'",
            "E'a\\nb'",
            "''",
            "NULL::text",
            "'5'",
            "lower('X')",
            "current_user",
            "'x'::varchar",
            "$$x$$",
        ],
    ),
    ("varchar", &["'x'", "'x'::varchar", "NULL::character varying", "'x'::text", "'X'"]),
    ("varchar(5)", &["'x'", "'x'::varchar", "NULL"]),
    ("char(3)", &["'a'", "'a  '", "'a'::bpchar", "'a'::char(3)"]),
    ("bit(3)", &["B'101'", "'101'", "X'5'::bit(3)"]),
    ("varbit", &["B'101'", "'101'", "X'5'"]),
    (
        "timestamptz",
        &[
            "now()",
            "CURRENT_TIMESTAMP",
            "current_timestamp(3)",
            "'2020-01-01 00:00:00+00'",
            "clock_timestamp()",
        ],
    ),
    ("date", &["CURRENT_DATE", "current_date", "'2020-01-01'", "now()"]),
    ("jsonb", &["'{}'", "'[]'::jsonb", "jsonb_build_object()"]),
    ("text[]", &["'{}'", "ARRAY[]::text[]", "'{a,b}'", "ARRAY['a','b']"]),
    ("uuid", &["gen_random_uuid()", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"]),
    ("interval", &["'1 day'", "interval '1 day'", "'1 day'::interval", "interval '2' hour"]),
];

/// Those whose constants the server says in another way that no rule here follows.
const BEYOND: [&str; 6] = [
    "'a'::char(3)",
    "X'5'::bit(3)",
    "interval '2' hour",
    "ARRAY['a','b']",
    "'2020-01-01 00:00:00+00'",
    "X'5'",
];

#[test]
fn defaults_mean_what_the_server_says_of_them() {
    for mut session in servers() {
        session.execute("SET timezone = 'UTC'").unwrap();
        for (sql_type, defaults) in DEFAULTS {
            let mut seen: Vec<(String, String, &str)> = Vec::new();
            for default in defaults {
                session
                    .execute(&format!("CREATE TEMP TABLE d (a {sql_type} DEFAULT {default}, b int)"))
                    .unwrap();
                let said = session.text(
                    "SELECT pg_get_expr(adbin, adrelid) AS value FROM pg_attrdef WHERE adrelid = 'd'::regclass",
                );
                session.execute("INSERT INTO d (b) VALUES (1)").unwrap();
                let stored = text(&mut session, "SELECT coalesce(a::text, 'NULL') FROM d");
                session.execute("DROP TABLE d").unwrap();
                let key = default_key(sql_type, default);
                match said.unwrap() {
                    Some(said) if BEYOND.contains(default) => drop(said),
                    Some(said) => {
                        assert_eq!(key, default_key(sql_type, &said), "{sql_type}: {default} | {said}")
                    }
                    None => assert_eq!(key, "", "{sql_type}: {default}"),
                }
                let alike = seen.iter().filter(|(other, ..)| *other == key && key.contains(':'));
                for (_, other, text) in alike {
                    assert_eq!(&stored, other, "{sql_type}: {default} | {text}");
                }
                seen.push((key, stored, default));
            }
        }
    }
}

#[test]
fn spellings_of_one_value_share_a_key() {
    for (sql_type, one, other) in [
        ("int", "5", "'5'::integer"),
        ("varchar(20)", "'x'", "'x'::character varying"),
        ("text", "$$it's$$", "'it''s'::text"),
        ("mood", "'ok'", "'ok'::mood"),
        ("mood[]", "'{}'", "ARRAY[]::mood[]"),
        ("app.mood", "'ok'", "'ok'::app.mood"),
        ("boolean", "'t'", "true"),
        ("bigint", "nextval('a_seq')", "nextval('a_seq'::regclass)"),
        ("timestamptz", "Current_Timestamp", "CURRENT_TIMESTAMP"),
        ("jsonb", "'{}'", "('{}'::jsonb)"),
    ] {
        assert_eq!(default_key(sql_type, one), default_key(sql_type, other), "{sql_type}: {one} | {other}");
    }
}

#[test]
fn other_values_never_do() {
    for (sql_type, one, other) in [
        ("numeric", "1", "1.50"),
        ("numeric", "1.5", "1.50"),
        ("timestamptz", "now()", "current_timestamp"),
        ("text", "'A'", "'a'"),
        ("text", "'null'", "null"),
        ("text", "'current_user'", "current_user"),
        ("text", "\"current_user\"", "current_user"),
        ("mood", "NULL", "'x'"),
        ("varchar(9)", "'abc'::varchar(2)", "'abc'"),
        ("text", "'a '::bpchar", "'a '"),
        ("citext", "'a'", "'a'::text"),
        ("double precision", "'-0'", "0"),
        ("int", "'5'", "'05 '"),
    ] {
        assert_ne!(default_key(sql_type, one), default_key(sql_type, other), "{sql_type}: {one} | {other}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in any::<String>(), sql_type in any::<String>()) {
        default_key("integer", &text);
        default_key(&sql_type, "'x'");
    }
}
