//! What stands beside tables, on real servers.

use limbeck_plan::{ObjectAction, Op, ViewAction};
use limbeck_schema::{Body, Extension, Kind, Pair, Routine, Sequence, Thing, View};

use super::{server::hold, *};

#[test]
fn namespaces_extensions_and_sequences() {
    let space = Thing::new(Kind::Namespace, o("S s"));
    let extension = Thing::new(Kind::Extension, o("uuid-ossp"));
    let sequence = Thing::new(Kind::Sequence, within("S s", "q"));
    let small = Sequence { start: 3, increment: 2, max: 99, cycle: true, ..Sequence::over("smallint") };
    let big = Sequence { unlogged: true, ..Sequence::over("bigint") };
    let down = Sequence { start: -1, increment: -1, min: i64::MIN, max: -1, ..Sequence::over("bigint") };
    let set = |before: &Sequence, after: &Sequence| {
        ObjectAction::SetSequence(Pair::new(before.clone(), after.clone()))
    };
    hold(
        15,
        "CREATE TABLE t (a bigint)",
        &[
            Op::CreateObject(Object::namespace(n("S s"))),
            object(
                Kind::Extension,
                o("uuid-ossp"),
                Body::Extension(Extension { namespace: Some(n("S s")), version: None }),
            ),
            change(&extension, ObjectAction::SetNamespace(None)),
            change(&extension, ObjectAction::SetNamespace(Some(n("S s")))),
            change(&extension, ObjectAction::SetNamespace(None)),
            object(
                Kind::Extension,
                o("citext"),
                Body::Extension(Extension { namespace: None, version: None }),
            ),
            object(Kind::Sequence, o("q"), Body::Sequence(small.clone())),
            object(Kind::Sequence, o("down"), Body::Sequence(down)),
            object(Kind::Sequence, sequence.name.clone(), Body::Sequence(big.clone())),
            change(&sequence, set(&big, &small)),
            change(&sequence, set(&small, &big)),
            change(&Thing::new(Kind::Sequence, o("q")), ObjectAction::SetOwner(Some((o("t"), n("a"))))),
            change(&Thing::new(Kind::Sequence, o("q")), ObjectAction::SetOwner(None)),
            Op::Rename { thing: sequence, to: n("r") },
            comment(Thing::new(Kind::Sequence, within("S s", "r")), "it"),
            Op::DropObject(Thing::new(Kind::Sequence, o("q"))),
            comment(space.clone(), "it"),
            comment(extension.clone(), "it"),
            Op::Rename { thing: space, to: n("s2") },
        ],
        &[
            (
                "SELECT extname, extnamespace::regnamespace FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1",
                "citext|public\nuuid-ossp|public",
            ),
            (
                "SELECT seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcycle FROM pg_sequence ORDER BY 1",
                "down|bigint|-1|-1|-9223372036854775808|-1|f\ns2.r|bigint|1|1|1|9223372036854775807|f",
            ),
        ],
    );
    hold(15, "CREATE EXTENSION \"uuid-ossp\"", &[Op::DropObject(extension)], &[]);
}

#[test]
fn views_are_made_replaced_and_changed() {
    let barrier = View {
        options: map(&[("security_barrier", "true"), ("check_option", "local")]),
        ..view("V v", " SELECT t.a\n   FROM t")
    };
    let kept = View {
        materialized: true,
        options: map(&[("fillfactor", "50")]),
        ..view("m", "SELECT a FROM t -- all")
    };
    let alter = |action| Op::AlterView { name: o("V v"), materialized: false, action };
    let other =
        View { options: map(&[("security_invoker", "on")]), ..view("V v", "SELECT t.a, 1 AS b FROM t") };
    hold(
        15,
        "CREATE TABLE t (a integer)",
        &[
            Op::CreateView(barrier),
            Op::CreateView(kept),
            Op::ReplaceView(other),
            alter(ViewAction::SetOptions(Pair::new(
                map(&[("security_invoker", "on")]),
                map(&[("security_barrier", "on")]),
            ))),
            alter(ViewAction::SetDefault(n("a"), Some(expr("CASE WHEN 1 IN (2) THEN 3 END")))),
            alter(ViewAction::SetDefault(n("a"), None)),
            Op::AlterView {
                name: o("m"),
                materialized: true,
                action: ViewAction::SetOptions(Pair::new(map(&[("fillfactor", "50")]), map(&[]))),
            },
            comment(Thing::new(Kind::View, o("V v")), "it"),
            comment(Thing::part(Kind::Column, o("V v"), n("a")), "it"),
            comment(Thing::new(Kind::MaterializedView, o("m")), "it"),
            comment(Thing::part(Kind::Column, o("m"), n("a")), "it"),
            Op::CreateIndex { table: o("m"), index: index("mi", &[by("a")]) },
            Op::DropIndex { table: o("m"), name: n("mi") },
            Op::Rename { thing: Thing::new(Kind::MaterializedView, o("m")), to: n("m2") },
            Op::Rename { thing: Thing::new(Kind::View, o("V v")), to: n("v2") },
            Op::RenameColumn { table: o("v2"), names: Pair::new(n("b"), n("c")) },
            Op::DropView { name: o("m2"), materialized: true },
        ],
        &[(
            "SELECT relname, reloptions FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace",
            "v2|{security_barrier=on}",
        )],
    );
    hold(15, "CREATE VIEW v AS SELECT 1 AS a", &[Op::DropView { name: o("v"), materialized: false }], &[]);
}

fn made(kind: Kind, name: &str, sql: &str) -> Op {
    Op::CreateObject(Object::statement(Thing::new(kind, o(name)), sql))
}

#[test]
fn routines_are_told_apart_by_what_they_take() {
    let definition = "CREATE OR REPLACE FUNCTION s.f(a integer, VARIADIC b text[])\n RETURNS integer\n \
                      LANGUAGE sql\nAS $function$ SELECT 1; $function$";
    let routine = Routine { definition: Statement::new(definition), signature: Statement::new("integer") };
    let f = Thing::part(Kind::Function, within("s", "f"), n("integer, text[]"));
    let p = Thing::part(Kind::Procedure, o("p"), n("integer"));
    let counted = Thing::new(Kind::Aggregate, o("counted"));
    let ordered = Thing::part(Kind::Aggregate, o("ordered"), n("double precision, anyelement"));
    let mut ops = vec![
        object(Kind::Function, within("s", "f"), Body::Routine(routine.clone())),
        change(&f, ObjectAction::Replace(routine)),
        made(Kind::Procedure, "p", "CREATE PROCEDURE p(INOUT a integer) LANGUAGE sql AS $$ SELECT 1 $$"),
        made(
            Kind::Aggregate,
            "counted",
            "CREATE AGGREGATE counted(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0')",
        ),
        made(
            Kind::Aggregate,
            "ordered",
            "CREATE AGGREGATE ordered(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, \
             STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA)",
        ),
    ];
    for thing in [f, p, counted, ordered] {
        ops.push(comment(thing.clone(), "it"));
        ops.push(Op::Grant(grant(thing.clone(), None, "EXECUTE")));
        ops.push(Op::Revoke(grant(thing.clone(), None, "EXECUTE")));
        ops.extend(renamed_and_dropped(&thing));
    }
    hold(
        15,
        "CREATE SCHEMA s",
        &ops,
        &[(
            "SELECT count(*) FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, 's'::regnamespace)",
            "0",
        )],
    );
}

#[test]
fn what_has_a_statement_of_its_own_is_kept_as_it_is() {
    let mut ops = vec![
        made(Kind::Rule, "t", "CREATE RULE \"R\" AS ON INSERT TO t DO ALSO NOTHING"),
        made(Kind::Statistics, "st", "CREATE STATISTICS st ON a, b FROM t"),
        made(Kind::EventTrigger, "ev", "CREATE EVENT TRIGGER ev ON sql_drop EXECUTE FUNCTION nothing()"),
        made(Kind::Publication, "pub", "CREATE PUBLICATION pub FOR TABLE t"),
        made(Kind::TextSearch, "ts", "CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple)"),
    ];
    for thing in [
        Thing::part(Kind::Rule, o("t"), n("R")),
        Thing::new(Kind::Statistics, o("st")),
        Thing::new(Kind::EventTrigger, o("ev")),
        Thing::new(Kind::Publication, o("pub")),
        Thing::new(Kind::TextSearch, o("ts")),
    ] {
        ops.push(comment(thing.clone(), "it"));
        ops.extend(renamed_and_dropped(&thing));
    }
    hold(
        15,
        "CREATE TABLE t (a integer, b integer);
         CREATE FUNCTION nothing() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
        &ops,
        &[("SELECT count(*) FROM pg_statistic_ext", "0"), ("SELECT count(*) FROM pg_publication", "0")],
    );
}

fn renamed_and_dropped(thing: &Thing) -> [Op; 2] {
    let to = n("re'named");
    let renamed = match thing.kind {
        Kind::Rule => Thing { part: Some(to.clone()), ..thing.clone() },
        _ => Thing { name: ObjectName { name: to.clone(), ..thing.name.clone() }, ..thing.clone() },
    };
    [Op::Rename { thing: thing.clone(), to }, Op::DropObject(renamed)]
}
