use limbeck_schema::{Index, IndexPart, IndexTerm};

use super::{name, object_name, on_each, read, table, texts, told};
use crate::{Introspected, introspect};

fn index<'f>(found: &'f Introspected, index: &str) -> &'f Index {
    table(found, "t").indexes.get(&name(index)).unwrap()
}

fn part(part: &IndexPart) -> String {
    let term = match &part.term {
        IndexTerm::Column(name) => name.to_string(),
        IndexTerm::Expr(expr) => format!("({})", expr.text),
    };
    let collation = part.collation.as_ref().map(|name| format!(" COLLATE {name}")).unwrap_or_default();
    let class = part.operator_class.as_ref().map(|class| format!(" {class}")).unwrap_or_default();
    let direction = if part.descending { " DESC" } else { "" };
    let nulls = match part.nulls_first {
        Some(true) => " NULLS FIRST",
        Some(false) => " NULLS LAST",
        None => "",
    };
    format!("{term}{collation}{class}{direction}{nulls}")
}

fn parts(found: &Introspected, name: &str) -> Vec<String> {
    index(found, name).parts.iter().map(part).collect()
}

#[test]
fn terms_say_what_is_not_implied() {
    read(
        "CREATE TABLE t (a int, b text, c varchar(9) COLLATE \"C\", d char(3));
         CREATE INDEX plain ON t (a ASC NULLS LAST, b DESC NULLS FIRST, c, d);
         CREATE INDEX said ON t (a NULLS FIRST, b DESC NULLS LAST, c COLLATE \"POSIX\", b text_pattern_ops);
         CREATE INDEX expr ON t (lower(c), (a + 1), (b || 'x') COLLATE \"C\" DESC, lower(b) COLLATE \"default\",
             (c COLLATE \"POSIX\"));
         CREATE INDEX classes ON t (c text_ops, d bpchar_ops, c bpchar_ops, c varchar_pattern_ops)",
        |found| {
            assert_eq!(parts(found, "plain"), ["a", "b DESC", "c", "d"]);
            assert_eq!(
                parts(found, "said"),
                ["a NULLS FIRST", "b DESC NULLS LAST", "c COLLATE POSIX", "b text_pattern_ops"]
            );
            assert_eq!(
                parts(found, "expr"),
                ["(lower((c)::text))", "(a + 1)", "(b || 'x'::text) COLLATE C DESC", "(lower(b))", "c COLLATE POSIX"]
            );
            assert_eq!(parts(found, "classes"), ["c", "d", "c bpchar_ops", "c varchar_pattern_ops"]);
        },
    );
}

#[test]
fn what_is_said_of_an_index_as_a_whole() {
    read(
        "CREATE EXTENSION pg_trgm; CREATE SCHEMA s; CREATE TABLE t (a int, b text, c int[]);
         CREATE UNIQUE INDEX u ON t (a) INCLUDE (b, c) NULLS NOT DISTINCT WITH (fillfactor = 60) WHERE (a > 0);
         CREATE INDEX g ON t USING gist (b gist_trgm_ops (siglen = 32)); CREATE INDEX \"I 4\" ON t USING gin (c)",
        |found| {
            let u = index(found, "u");
            assert!(u.unique && u.nulls_not_distinct && !u.only && !u.invalid);
            assert_eq!((u.parts.len(), texts(&u.include)), (1, vec!["b", "c"]));
            assert_eq!(u.predicate.as_ref().unwrap().text, "a > 0");
            assert_eq!(u.parameters.get("fillfactor").map(String::as_str), Some("60"));
            assert_eq!(index(found, "g").method.as_deref(), Some("gist"));
            assert_eq!(parts(found, "g"), ["b gist_trgm_ops (siglen='32')"]);
            assert_eq!((index(found, "I 4").method.as_deref(), index(found, "u").method.is_none()), (Some("gin"), true));
        },
    );
}

#[test]
fn an_operator_class_elsewhere_is_qualified() {
    read(
        "CREATE SCHEMA s; CREATE EXTENSION pg_trgm SCHEMA s; CREATE TABLE t (a text);
         CREATE INDEX i ON t USING gin (a s.gin_trgm_ops)",
        |found| assert_eq!(parts(found, "i"), ["a s.gin_trgm_ops"]),
    );
}

#[test]
fn what_the_server_prints_of_an_index_is_what_was_read() {
    let script = "CREATE TABLE t (a int, b text, c varchar, d jsonb, e int4range, f inet, g text[], h uuid, i numeric);
        CREATE DOMAIN dom AS varchar; CREATE DOMAIN inner_dom AS dom; ALTER TABLE t ADD j dom, ADD k inner_dom;
        CREATE TYPE en AS ENUM ('x'); ALTER TABLE t ADD l en, ADD m en[];
        CREATE INDEX ON t (a, b, c, d, e, f, g, h, i, j, k, l, m);
        CREATE INDEX ON t USING gin (d, g); CREATE INDEX ON t USING gin (d jsonb_path_ops);
        CREATE INDEX ON t USING gist (e, f inet_ops); CREATE INDEX ON t USING spgist (b); CREATE INDEX ON t USING spgist (f);
        CREATE INDEX ON t USING brin (a, b, i); CREATE INDEX ON t USING brin (a int4_minmax_multi_ops);
        CREATE INDEX ON t USING hash (j); CREATE INDEX ON t (j text_pattern_ops); CREATE INDEX ON t ((d ->> 'x'), (d -> 'y'))";
    on_each(|session| {
        session.run_script(script).unwrap();
        let found = introspect(session).unwrap();
        for index in table(&found, "t").indexes.iter() {
            let printed = format!("SELECT pg_get_indexdef('{}'::regclass) AS value", index.name);
            let printed = session.text(&printed).unwrap().unwrap();
            let terms: Vec<String> = index.parts.iter().map(part).collect();
            let terms = terms.join(", ").replace("(d ->", "((d ->").replace("::text)", "::text))");
            assert!(printed.ends_with(&format!("({terms})")), "{printed}: {terms}");
        }
    });
}

#[test]
fn indexes_of_partitioned_tables_may_be_theirs_alone() {
    read(
        "CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t DEFAULT;
         CREATE TABLE q PARTITION OF t FOR VALUES IN (1);
         CREATE INDEX whole ON t (a); CREATE INDEX alone ON ONLY t (a);
         CREATE INDEX half ON ONLY t (a); CREATE INDEX half_p ON p (a); ALTER INDEX half ATTACH PARTITION half_p",
        |found| {
            assert!(!index(found, "whole").only && index(found, "alone").only && index(found, "half").only);
            assert_eq!(table(found, "p").indexes.len(), 0);
            assert!(told(found)[0].starts_with("index `half` of `t`"), "{:?}", told(found));
            assert_eq!(told(found).len(), 1);
        },
    );
}

#[test]
fn an_index_that_failed_is_told() {
    on_each(|session| {
        session.run_script("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)").unwrap();
        session.execute("CREATE UNIQUE INDEX CONCURRENTLY u ON t (a)").unwrap_err();
        let found = introspect(session).unwrap();
        assert!(index(&found, "u").invalid);
        assert!(told(&found)[0].starts_with("index `u` of `t` is invalid"));
    });
}

#[test]
fn materialized_views_have_indexes() {
    read("CREATE MATERIALIZED VIEW v AS SELECT 1 AS a; CREATE UNIQUE INDEX i ON v (a)", |found| {
        let view = found.schema.views.get(&object_name("v")).unwrap();
        assert!(view.materialized && view.indexes.get(&name("i")).unwrap().unique);
    });
}
