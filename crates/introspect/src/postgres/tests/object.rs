use limbeck_schema::{Body, Kind, Sequence, Validity};

use super::{name, object, object_name, on_each, read, since, statement, texts};
use crate::introspect;

#[test]
fn types_of_users() {
    read(
        "CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy'); ALTER TYPE mood ADD VALUE 'so so' BEFORE 'it''s ok';
         CREATE DOMAIN pos AS int DEFAULT 1 NOT NULL CONSTRAINT p CHECK (value > 0);
         CREATE DOMAIN zip AS varchar(5) COLLATE \"C\"; ALTER DOMAIN zip ADD CONSTRAINT z CHECK (value ~ '^\\d+$') NOT VALID;
         CREATE TYPE pair AS (a int, b text COLLATE \"C\", c mood[]); CREATE TYPE nothing AS ()",
        |found| {
            let Body::Enum(labels) = &object(found, Kind::Enum, "mood").body else { panic!() };
            assert_eq!(*labels, ["sad", "so so", "it's ok", "happy"]);
            let Body::Domain(pos) = &object(found, Kind::Domain, "pos").body else { panic!() };
            assert_eq!((pos.base.text.as_str(), pos.nullable), ("integer", false));
            assert_eq!(pos.default.as_ref().unwrap().text, "1");
            let check = pos.checks.iter().next().unwrap();
            assert_eq!((check.name.given(), check.expr.text.as_str()), (Some(&name("p")), "VALUE > 0"));
            let Body::Domain(zip) = &object(found, Kind::Domain, "zip").body else { panic!() };
            assert_eq!((zip.base.text.as_str(), &zip.collation), ("character varying(5)", &Some(object_name("C"))));
            assert_eq!(zip.checks.iter().next().unwrap().validity, Validity::NotValid);
            let Body::Composite(pair) = &object(found, Kind::Composite, "pair").body else { panic!() };
            let types: Vec<&str> = pair.iter().map(|attribute| attribute.sql_type.text.as_str()).collect();
            assert_eq!(types, ["integer", "text", "mood[]"]);
            assert_eq!(pair.get(&name("b")).unwrap().collation, Some(object_name("C")));
            let Body::Composite(nothing) = &object(found, Kind::Composite, "nothing").body else { panic!() };
            assert!(nothing.is_empty());
        },
    );
}

#[test]
fn sequences_that_stand_alone() {
    read(
        "CREATE SEQUENCE a AS smallint INCREMENT -2 MAXVALUE 100 CYCLE CACHE 3; CREATE SCHEMA s; CREATE SEQUENCE s.b;
         CREATE TABLE t (x int); ALTER SEQUENCE s.b OWNED BY NONE; CREATE SEQUENCE c OWNED BY t.x",
        |found| {
            let Body::Sequence(a) = &object(found, Kind::Sequence, "a").body else { panic!() };
            assert_eq!((a.sql_type.text.as_str(), a.start, a.increment), ("smallint", 100, -2));
            assert_eq!((a.min, a.max, a.cache, a.cycle), (-32768, 100, 3, true));
            let Body::Sequence(b) = &object(found, Kind::Sequence, "s.b").body else { panic!() };
            assert_eq!(b, &Sequence::over("bigint"));
            let Body::Sequence(c) = &object(found, Kind::Sequence, "c").body else { panic!() };
            assert_eq!(c.owned_by, Some((object_name("t"), name("x"))));
        },
    );
}

/// Statements that make what the server has no words for must make the same again.
#[test]
fn statements_make_the_same_again() {
    let script = "CREATE SCHEMA s; CREATE TYPE \"F r\" AS RANGE (subtype = float8, subtype_diff = float8mi);
        CREATE TYPE s.tr AS RANGE (subtype = text, collation = \"C\", multirange_type_name = s.many);
        CREATE TYPE tp AS RANGE (subtype = text, subtype_opclass = text_pattern_ops);
        CREATE COLLATION german (provider = icu, locale = 'de-DE', deterministic = false);
        CREATE COLLATION s.\"C2\" (locale = 'C'); CREATE COLLATION mixed (lc_collate = 'C', lc_ctype = 'POSIX');
        CREATE TABLE t (a int, b int, c text);
        CREATE STATISTICS st (ndistinct, mcv) ON a, b FROM t; ALTER STATISTICS st SET STATISTICS 77;
        CREATE STATISTICS s.\"St\" ON (a + b), c FROM t;
        CREATE FUNCTION s.evt() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE EVENT TRIGGER et ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION s.evt();
        CREATE EVENT TRIGGER \"E 2\" ON sql_drop EXECUTE FUNCTION s.evt(); ALTER EVENT TRIGGER et DISABLE";
    on_each(|session| {
        session.run_script(script).unwrap();
        let found = introspect(session).unwrap();
        let mut rebuilt = 0;
        for object in found.schema.objects.iter() {
            let (kind, plural) = match object.id.kind {
                Kind::Range => ("TYPE", &object.body),
                Kind::Collation => ("COLLATION", &object.body),
                Kind::Statistics => ("STATISTICS", &object.body),
                Kind::EventTrigger => ("EVENT TRIGGER", &object.body),
                _ => continue,
            };
            let Body::Statement(statement) = plural else { panic!("{}", object.id) };
            let namespace =
                object.id.name.namespace.as_ref().map(|name| format!("{name}.")).unwrap_or_default();
            session.execute(&format!("DROP {kind} {namespace}\"{}\"", object.id.name.name)).unwrap();
            session.run_script(&statement.text).unwrap();
            rebuilt += 1;
        }
        assert_eq!((rebuilt, introspect(session).unwrap().schema), (10, found.schema));
    });
}

#[test]
fn collations_may_have_rules() {
    since(
        17,
        "CREATE COLLATION r (provider = icu, locale = 'und', rules = '& a < b'); CREATE COLLATION b (provider = builtin, locale = 'C.UTF-8')",
        |found| {
            assert_eq!(
                statement(found, Kind::Collation, "r"),
                "CREATE COLLATION r (provider = icu, locale = 'und', rules = '& a < b')"
            );
            assert_eq!(
                statement(found, Kind::Collation, "b"),
                "CREATE COLLATION b (provider = builtin, locale = 'C.UTF-8')"
            );
        },
    );
}

#[test]
fn policies_with_whom_they_concern() {
    read(
        "CREATE TABLE t (a int, b name);
         CREATE POLICY one ON t AS RESTRICTIVE FOR UPDATE USING (a = 1) WITH CHECK (b = current_user);
         CREATE POLICY two ON t TO pg_monitor, pg_database_owner USING ((SELECT max(a) FROM t) > 0)",
        |found| {
            let Body::Policy(one) = &object(found, Kind::Policy, "t.one").body else { panic!() };
            assert_eq!((one.restrictive, one.command.as_str(), one.roles.len()), (true, "UPDATE", 0));
            assert_eq!(one.using.as_ref().unwrap().text, "a = 1");
            assert_eq!(one.with_check.as_ref().unwrap().text, "b = CURRENT_USER");
            let Body::Policy(two) = &object(found, Kind::Policy, "t.two").body else { panic!() };
            assert_eq!((two.restrictive, two.command.as_str()), (false, "ALL"));
            assert_eq!(texts(&two.roles), ["pg_database_owner", "pg_monitor"]);
            assert!(two.with_check.is_none());
        },
    );
}

#[test]
fn extensions_with_their_namespace() {
    read(
        "CREATE SCHEMA s; CREATE EXTENSION citext SCHEMA s; CREATE EXTENSION hstore; CREATE TABLE t (a s.citext)",
        |found| {
            let Body::Extension(citext) = &object(found, Kind::Extension, "citext").body else { panic!() };
            assert_eq!(citext.namespace, Some(name("s")));
            assert!(citext.version.is_some());
            let Body::Extension(hstore) = &object(found, Kind::Extension, "hstore").body else { panic!() };
            assert_eq!(hstore.namespace, None);
            let namespaces =
                found.schema.objects.iter().filter(|object| object.body == Body::Namespace).count();
            assert_eq!(namespaces, 1);
        },
    );
}

#[test]
fn text_search() {
    read(
        "CREATE SCHEMA s; CREATE TEXT SEARCH DICTIONARY s.\"my dict\" (TEMPLATE = snowball, language = 'dutch', stopwords = dutch);
         CREATE TEXT SEARCH CONFIGURATION c (PARSER = \"default\"); CREATE TEXT SEARCH CONFIGURATION s.bare (PARSER = \"default\");
         ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word, asciiword WITH s.\"my dict\", simple",
        |found| {
            assert_eq!(
                statement(found, Kind::TextSearchDictionary, "s.my dict"),
                "CREATE TEXT SEARCH DICTIONARY s.\"my dict\" (TEMPLATE = snowball, language = 'dutch', stopwords = 'dutch')"
            );
            assert_eq!(
                statement(found, Kind::TextSearch, "c"),
                "CREATE TEXT SEARCH CONFIGURATION c (PARSER = \"default\");\n\
                 ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR asciiword WITH s.\"my dict\", simple;\n\
                 ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word WITH s.\"my dict\", simple"
            );
            assert_eq!(
                statement(found, Kind::TextSearch, "s.bare"),
                "CREATE TEXT SEARCH CONFIGURATION s.bare (PARSER = \"default\")"
            );
        },
    );
}

#[test]
fn what_limbeck_has_no_words_for_is_left_alone() {
    read(
        "CREATE TYPE mood AS ENUM ('x'); CREATE FUNCTION mi(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
         CREATE CAST (mood AS int) WITH FUNCTION mi(mood);
         CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
         CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq);
         CREATE OPERATOR FAMILY fam USING btree;
         CREATE OPERATOR CLASS cls FOR TYPE int USING hash AS OPERATOR 1 =;
         CREATE TYPE shell; CREATE PUBLICATION pub",
        |found| {
            let left: Vec<(&str, &str)> = found
                .schema
                .unmanaged
                .iter()
                .map(|thing| (thing.kind.as_str(), thing.name.name.as_str()))
                .collect();
            assert_eq!(
                left,
                [
                    ("base type", "shell"),
                    ("cast", "mood AS integer"),
                    ("operator", "===(integer, integer)"),
                    ("operator", "===(text, text)"),
                    ("operator class", "cls USING hash"),
                    ("operator family", "cls USING hash (operator family)"),
                    ("operator family", "fam USING btree"),
                    ("publication", "pub"),
                ]
            );
            assert_eq!(found.schema.objects.len(), 2);
        },
    );
}
