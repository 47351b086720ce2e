use limbeck_schema::{Check, Expr};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::*;

const COLUMNS: [(&str, &str); 14] = [
    ("a", "integer"),
    ("b", "integer"),
    ("big", "bigint"),
    ("price", "numeric(10,2)"),
    ("ratio", "double precision"),
    ("v", "character varying(20)"),
    ("c", "text"),
    ("code", "character(3)"),
    ("on_", "boolean"),
    ("d", "date"),
    ("at", "timestamp with time zone"),
    ("j", "jsonb"),
    ("tags", "text[]"),
    ("position", "integer"),
];

fn check_key(text: &str) -> String {
    let mut table = columns(&COLUMNS);
    table.checks.add(Check::new(Expr::new(text)));
    let schema = schema([table]);
    let table = schema.schema().tables.get(&object("t")).unwrap();
    table.checks.iter().next().unwrap().expr.key.to_string()
}

fn prepare(session: &mut Session) {
    let columns: Vec<String> = COLUMNS.iter().map(|(name, of)| format!("{name} {of}")).collect();
    session.execute(&format!("CREATE TEMP TABLE t ({}, row int)", columns.join(", "))).unwrap();
    for row in [
        "1, 2, 3, 1.5, 0.5, 'x', 'x', 'ab', true, '2020-01-01', '2020-01-01', '{}', '{x}', 1",
        "-2, 1, 9999999999, 1, -1, 'y', '5', 'x', false, '2020-01-01', '2020-01-01', '{}', '{x}', 2",
        "5, -2, 1, 0.5, 5, '5', 'Y', 'y', true, '2020-01-01', '2020-01-01', '{}', '{x}', 3",
        "1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 4",
    ] {
        let values = row.rsplit_once(", ").unwrap();
        session.execute(&format!("INSERT INTO t VALUES ({}, 0, {})", values.0, values.1)).unwrap();
    }
}

/// The check as the server says it; `None` where it refuses it.
fn printed(session: &mut Session, check: &str) -> Option<String> {
    session.execute(&format!("ALTER TABLE t ADD CONSTRAINT x CHECK ({check}) NOT VALID")).ok()?;
    let said = text(
        session,
        "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'x' AND conrelid = 't'::regclass",
    );
    session.execute("ALTER TABLE t DROP CONSTRAINT x").unwrap();
    Some(said)
}

/// What the check is for rows of every kind; `None` where it cannot be had.
fn value(session: &mut Session, check: &str) -> Option<String> {
    let sql = format!("SELECT string_agg(coalesce(({check})::text, '?'), ' ' ORDER BY row) AS value FROM t");
    session.text(&sql).ok().flatten()
}

const CHECKS: [&str; 62] = [
    "a > 0",
    "(a > 0)",
    "t.a > 0",
    "a > -1",
    "a > 0 and b > 0",
    "(a > 0 and b > 0) and big > 0",
    "a > 0 or (b > 0 or a = b)",
    "not a = b",
    "a between 1 and 10",
    "a not between 1 and 10",
    "a in (1, 2, 3)",
    "a in (1)",
    "a not in (1, 2)",
    "price > 0",
    "price >= 0.5",
    "price > -1",
    "price > 0::numeric",
    "ratio > 0",
    "ratio < 0.5",
    "big > 0",
    "big > 9999999999",
    "price in (1, 2)",
    "v = 'x'",
    "v::text = 'x'",
    "v <> ''",
    "v in ('a', 'b')",
    "v not in ('a', 'b')",
    "c in ('a', 'b')",
    "c like 'x%'",
    "v like 'x%'",
    "c not ilike '%x'",
    "c ~ '^a'",
    "v ~* 'b$'",
    "c = 'x'::text",
    "length(v) > 3",
    "length(c) > 3",
    "lower(v) = v",
    "lower(c) = 'a'",
    "upper(v) <> lower(v)",
    "char_length(v) <= 5",
    "coalesce(v, '') <> ''",
    "coalesce(c, 'x') = c",
    "coalesce(a, 0) > 0",
    "v || 'x' <> c",
    "c || '-' || c <> ''",
    "code = 'abc'",
    "on_",
    "not on_",
    "on_ = true",
    "on_ is not false",
    "d > '2020-01-01'",
    "d < current_date",
    "at > now()",
    "a is null or b is not null",
    "a is distinct from b",
    "case when a > 0 then b > 0 else false end",
    "j ->> 'k' = 'v'",
    "j -> 'k' is not null",
    "date_trunc('day', at) = at",
    "extract(year from d) > 2000",
    "position > 0",
    "a + 1 < b * 2",
];

/// What the server says otherwise than any rule here follows.
const BEYOND: [&str; 1] = ["extract(year from d) > 2000"];

#[test]
fn checks_mean_what_the_server_says_of_them() {
    for mut session in servers() {
        prepare(&mut session);
        let mut all: Vec<(String, String, &str)> = Vec::new();
        let mut missed = Vec::new();
        for check in CHECKS {
            let said = printed(&mut session, check).unwrap_or_else(|| panic!("{check}"));
            let key = check_key(check);
            if key != check_key(&said) && !BEYOND.contains(&check) {
                missed.push(format!("{check} | {said}\n  {key}\n  {}", check_key(&said)));
            }
            for (_, said_there, other) in all.iter().filter(|(there, ..)| *there == key) {
                assert_eq!(&said, said_there, "{check} | {other}");
            }
            all.push((key, said, check));
        }
        assert!(missed.is_empty(), "{}", missed.join("\n"));
    }
}

#[test]
fn expressions_of_another_meaning_never_share_a_key() {
    for (one, other) in [
        ("c = 'A'", "c = 'a'"),
        ("c = \"A\"", "c = \"a\""),
        ("a - (b - a)", "a - b - a"),
        ("a = b or on_ and on_", "(a = b or on_) and on_"),
        ("not (on_ = on_)", "(not on_) = on_"),
        ("(- a) ^ 2 > 0", "- a ^ 2 > 0"),
        ("\"current_user\" = c", "current_user = c"),
        ("v::varchar(2) = c", "v = c"),
        ("code::text = c", "code = c"),
        ("price > 0", "price > 0.0"),
        ("a > '0'::bigint", "a > 0"),
        ("lower(c)::varchar = c", "lower(c) = c"),
        ("app.lower(v) = c", "lower(v) = c"),
        ("a in (1, 2)", "a in (2, 1)"),
        ("a between 1 and 2", "a between 2 and 1"),
        ("c = 'a' 'b'", "c = 'ab'"),
        ("c like 'x' escape '!'", "c like 'x'"),
        ("(tags)[1] = c", "tags[2] = c"),
    ] {
        assert_ne!(check_key(one), check_key(other), "{one} | {other}");
    }
}

const LEAVES: &[&str] = &[
    "a",
    "b",
    "1",
    "-2",
    "price",
    "0.5",
    "v",
    "c",
    "'x'",
    "'x'::text",
    "v::text",
    "on_",
    "true",
    "big",
    "lower(v)",
    "coalesce(a, 1)",
    "ratio",
    "'5'",
    "5::numeric",
    "null",
    "code",
    "'y'::varchar",
    "array['x'::text, 'y'::text]",
];

const OPERATORS: &[&str] =
    &["and", "or", "=", "<>", "<", ">=", "+", "-", "*", "/", "%", "||", "like", "~", "^", "is distinct from"];

/// What stands before and behind an operand.
const WORDS: &[(&str, &str)] = &[
    ("not ", ""),
    ("- ", ""),
    ("", " is null"),
    ("", " is not true"),
    ("", " in ('x', 'y')"),
    ("", " in (1, 2)"),
    ("", " between 1 and 2"),
    ("", "::text"),
    ("", "::integer"),
    ("", " collate \"C\""),
    ("", " = any (array['x'::text, 'y'::text])"),
];

/// An expression with all parentheses, some of which are dropped: what remains may mean something else.
fn expression() -> impl Strategy<Value = (String, String)> {
    let leaf = prop::sample::select(LEAVES).prop_map(|leaf| (leaf.to_owned(), leaf.to_owned()));
    leaf.prop_recursive(3, 14, 2, |inner| {
        let binary = (inner.clone(), prop::sample::select(OPERATORS), inner.clone(), any::<bool>()).prop_map(
            |((a, x), operator, (b, y), drops)| {
                let full = format!("({a} {operator} {b})");
                let bare = format!("{x} {operator} {y}");
                (full, if drops { bare } else { format!("({bare})") })
            },
        );

        let unary = (inner, prop::sample::select(WORDS), any::<bool>()).prop_map(
            |((a, x), (before, behind), drops)| {
                let bare = format!("{before}{x}{behind}");
                (format!("({before}{a}{behind})"), if drops { bare } else { format!("({bare})") })
            },
        );
        prop_oneof![3 => binary, 2 => unary]
    })
}

/// Never wrong: what has one key is one value in every row.
#[test]
fn what_has_one_key_has_one_value() {
    let mut runner = TestRunner::deterministic();
    for mut session in servers() {
        prepare(&mut session);
        let mut seen: std::collections::BTreeMap<String, (String, String)> = Default::default();
        for _ in 0..700 {
            let (full, bare) = expression().new_tree(&mut runner).unwrap().current();
            for text in [full, bare] {
                let Some(value) = value(&mut session, &text) else { continue };
                let key = check_key(&text);
                let (known, other) = seen.entry(key.clone()).or_insert_with(|| (value.clone(), text.clone()));
                assert_eq!(*known, value, "{text} | {other} | {key}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in any::<String>()) {
        check_key(&text);
    }

    #[test]
    fn nor_is_one_that_looks_like_sql(text in "[-a-cxX0-9_'\"\\\\/*$:@?#()\\[\\].;|<>=!+~^ \n]{0,60}") {
        check_key(&text);
    }
}

#[test]
fn what_is_deep_is_compared_as_it_stands() {
    for text in [
        format!("{}a{}", "(".repeat(5000), ")".repeat(5000)),
        format!("a{}", " + a".repeat(1500)),
        "not ".repeat(1500),
    ] {
        check_key(&text);
    }
}

/// What the server prints is not always what it prints once it has read that.
#[test]
fn a_list_is_one_in_every_way_it_is_printed() {
    for printed in [
        "(v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])",
        "(v)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])",
        "v = any (array['a', 'b']::text[])",
    ] {
        assert_eq!(check_key("v in ('a', 'b')"), check_key(printed), "{printed}");
    }
    for (one, other) in [
        ("c = any (array[d, at]::text[])", "c = any (array[d::text, at::text])"),
        ("v in ('a', 'b')", "v = any (array['a', 'b']::varchar(1)[])"),
    ] {
        assert_ne!(check_key(one), check_key(other), "{one} | {other}");
    }
}
