use limbeck_schema::{Body, Kind, Routine};

use super::{object, on_each, read, statement};
use crate::{Introspected, introspect};

fn routine<'f>(found: &'f Introspected, kind: Kind, name: &str) -> &'f Routine {
    let Body::Routine(routine) = &object(found, kind, name).body else { panic!("{name}") };
    routine
}

#[test]
fn functions_are_told_apart_by_what_they_take() {
    read(
        "CREATE SCHEMA s; CREATE TYPE mood AS ENUM ('x');
         CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
         CREATE FUNCTION f(a int, VARIADIC b mood[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
         CREATE FUNCTION s.\"F\"(a int, OUT b int, OUT c text) LANGUAGE sql AS 'SELECT 1, ''x''';
         CREATE FUNCTION tab(i int DEFAULT 1) RETURNS TABLE (x int, y mood) LANGUAGE sql AS 'SELECT 1, ''x''::mood';
         CREATE PROCEDURE p(INOUT a int) LANGUAGE sql AS 'SELECT 1'",
        |found| {
            let names: Vec<String> =
                found.schema.objects.iter().skip(2).map(|object| object.id.to_string()).collect();
            assert_eq!(names, ["f()", "f(integer, mood[])", "s.F(integer)", "tab(integer)", "p(integer)"]);
            let f = routine(found, Kind::Function, "f()");
            assert!(f.definition.text.starts_with("CREATE OR REPLACE FUNCTION f()\n RETURNS integer\n"));
            assert!(f.definition.text.ends_with("$function$"));
            let elsewhere = routine(found, Kind::Function, "s.F(integer)");
            assert!(elsewhere.definition.text.starts_with("CREATE OR REPLACE FUNCTION s.\"F\"(a integer, OUT b"));
            let tab = routine(found, Kind::Function, "tab(integer)");
            assert_eq!(tab.signature.text, "FUNCTION (i integer) RETURNS TABLE(x integer, y mood) DEFAULTS 1");
            let p = routine(found, Kind::Procedure, "p(integer)");
            assert!(p.definition.text.starts_with("CREATE OR REPLACE PROCEDURE p("));
        },
    );
}

#[test]
fn a_body_of_statements_is_said_from_the_default_namespace() {
    read(
        "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END;
         CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number'",
        |found| {
            let f = routine(found, Kind::Function, "f()");
            assert!(f.definition.text.contains("FROM t;"), "{}", f.definition.text);
            let w = routine(found, Kind::Function, "w()");
            assert_eq!(w.signature.text, "WINDOW FUNCTION () RETURNS bigint");
        },
    );
}

/// What stands in a signature is what `CREATE OR REPLACE` refuses to change, on every server.
#[test]
fn what_cannot_be_replaced_in_place_is_in_the_signature() {
    let forms = [
        "FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "FUNCTION f(a int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
        "FUNCTION f(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "FUNCTION f(a int DEFAULT 2) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 2'",
        "FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1'",
        "FUNCTION f(a int, OUT x int, OUT y int) LANGUAGE sql AS 'SELECT 1, 2'",
        "FUNCTION f(a int, OUT x int, OUT z int) LANGUAGE sql AS 'SELECT 1, 2'",
        "PROCEDURE f(a int) LANGUAGE sql AS 'SELECT 1'",
    ];
    on_each(|session| {
        let kind = |form: &str| form.split_once(' ').unwrap().0.to_owned();
        let mut signatures = Vec::new();
        for form in forms {
            session.execute(&format!("CREATE {form}")).unwrap();
            let found = introspect(session).unwrap();
            let Body::Routine(routine) = &found.schema.objects.iter().next().unwrap().body else { panic!() };
            signatures.push((form, routine.signature.text.clone()));
            session.execute(&format!("DROP {} f", kind(form))).unwrap();
        }
        for (before, kept) in &signatures {
            for (after, wanted) in &signatures {
                session.execute(&format!("CREATE {before}")).unwrap();
                let refused = session.execute(&format!("CREATE OR REPLACE {after}")).is_err();
                assert!(!refused || kept != wanted, "{before} -> {after}: {kept}");
                session.execute(&format!("DROP {} f", kind(before))).unwrap();
            }
        }
    });
}

#[test]
fn aggregates_make_the_same_again() {
    let script = "CREATE SCHEMA s; CREATE TYPE mood AS ENUM ('x', 'y');
        CREATE FUNCTION s.fin(int8) RETURNS int8 LANGUAGE sql AS 'SELECT $1';
        CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, initcond = '0', parallel = safe, combinefunc = int4pl);
        CREATE AGGREGATE s.\"Cnt\"(*) (sfunc = int8inc, stype = int8, initcond = '0', finalfunc = s.fin,
            finalfunc_modify = read_write, sspace = 16);
        CREATE AGGREGATE smallest(m int) (sfunc = int4smaller, stype = int, sortop = OPERATOR(pg_catalog.<));
        CREATE AGGREGATE moving(float8) (sfunc = float8pl, stype = float8, msfunc = float8pl, minvfunc = float8mi,
            mstype = float8, minitcond = '0');
        CREATE AGGREGATE texts(text) (sfunc = textcat, stype = text, initcond = E'it''s \\\\');
        CREATE AGGREGATE pct(float8 ORDER BY anyelement) (sfunc = ordered_set_transition, stype = internal,
            finalfunc = percentile_disc_final, finalfunc_extra, finalfunc_modify = read_write);
        CREATE AGGREGATE hyp(VARIADIC \"any\" ORDER BY VARIADIC \"any\") (sfunc = ordered_set_transition_multi,
            stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical)";
    on_each(|session| {
        session.run_script(script).unwrap();
        let found = introspect(session).unwrap();
        let aggregates: Vec<String> = found
            .schema
            .objects
            .iter()
            .filter(|object| object.id.kind == Kind::Aggregate)
            .map(|object| object.id.to_string())
            .collect();
        assert_eq!(aggregates.len(), 7);
        let drops = "SELECT format('DROP AGGREGATE %s(%s)', oid::regproc, CASE WHEN proname = 'Cnt' THEN '*' \
            ELSE pg_get_function_identity_arguments(oid) END) AS value FROM pg_proc WHERE prokind = 'a' AND oid >= 16384";
        for drop in session.texts(drops).unwrap() {
            session.execute(&drop).unwrap();
        }
        for name in &aggregates {
            session.execute(statement(&found, Kind::Aggregate, name)).unwrap();
        }
        assert_eq!(introspect(session).unwrap().schema, found.schema);
    });
}
