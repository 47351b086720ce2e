//! Keys, checks and what else a table holds its rows to, on real servers.

use limbeck_plan::{Op, TableAction};
use limbeck_schema::{
    Action, Check, Column, Deferral, ForeignKey, Kind, PrimaryKey, Thing, Unique, Validity,
};

use super::{server::hold, *};

/// What pg_get_constraintdef says of all constraints, but for NOT NULL (a constraint from 18 on).
const CONSTRAINTS: &str = "SELECT conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint \
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY conname";

#[test]
fn constraints_are_added_and_changed() {
    let table = || within("s", "c");
    let key = |name: &str| ForeignKey {
        name: given(name),
        ..ForeignKey::new(vec![n("x"), n("y")], within("s", "p"), vec![n("a"), n("b")])
    };
    let full = ForeignKey {
        match_full: true,
        on_update: Action::Cascade,
        on_delete: Action::Restrict,
        deferral: Deferral::InitiallyImmediate,
        validity: Validity::NotValid,
        ..key("full")
    };
    let some = ForeignKey { on_delete: Action::SetNull, set_on_delete: vec![n("y")], ..key("some") };
    let to_primary = ForeignKey {
        on_delete: Action::SetDefault,
        ..ForeignKey::new(vec![n("x"), n("y")], within("s", "p"), vec![])
    };
    let unvalidated =
        Check { name: given("ch"), validity: Validity::NotValid, ..Check::new(expr("(x > 0)")) };
    hold(
        15,
        "CREATE SCHEMA s; CREATE TABLE s.p (a integer, b integer); CREATE TABLE s.c (x integer, y integer)",
        &[
            alter(&within("s", "p"), TableAction::AddPrimaryKey(PrimaryKey::over([n("a"), n("b")]))),
            alter(&table(), TableAction::AddForeignKey(full)),
            alter(&table(), TableAction::AddForeignKey(some)),
            alter(&table(), TableAction::AddForeignKey(to_primary)),
            alter(&table(), TableAction::AddCheck(unvalidated)),
            alter(&table(), TableAction::AddUnique(Unique { name: given("un"), ..Unique::over([n("y")]) })),
            alter(&table(), TableAction::Validate(n("ch"))),
            alter(&table(), TableAction::SetDeferral(n("full"), Deferral::InitiallyDeferred)),
            alter(&table(), TableAction::SetDeferral(n("some"), Deferral::InitiallyImmediate)),
            alter(&table(), TableAction::SetDeferral(n("some"), Deferral::NotDeferrable)),
            Op::Rename { thing: Thing::part(Kind::Constraint, table(), n("un")), to: n("v\"n") },
            comment(Thing::part(Kind::Constraint, table(), n("ch")), "it's"),
            alter(&table(), TableAction::DropConstraint(n("c_x_y_fkey"))),
        ],
        &[(
            "SELECT conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 's.c'::regclass ORDER BY conname",
            "ch: CHECK ((x > 0))\n\
                 full: FOREIGN KEY (x, y) REFERENCES s.p(a, b) MATCH FULL ON UPDATE CASCADE ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED NOT VALID\n\
                 some: FOREIGN KEY (x, y) REFERENCES s.p(a, b) ON DELETE SET NULL (y)\n\
                 v\"n: UNIQUE (y)",
        )],
    );
}

#[test]
fn what_only_18_has() {
    let mut parent = table(o("p"), &[not_null("id", "int4range"), not_null("at", "daterange")]);
    parent.primary_key =
        Some(PrimaryKey { without_overlaps: true, name: given("k"), ..PrimaryKey::over([n("id"), n("at")]) });
    let twice = Column { generated: generated("lower(id)", false), ..Column::new(n("v"), "integer") };
    let mut child = table(o("c"), &[not_null("id", "int4range"), not_null("at", "daterange"), twice]);
    child.foreign_keys.add(ForeignKey {
        period: true,
        name: given("f"),
        ..ForeignKey::new(vec![n("id"), n("at")], o("p"), vec![n("id"), n("at")])
    });
    child.checks.add(Check {
        name: given("meant"),
        validity: Validity::NotEnforced,
        ..Check::new(expr("lower(id) > 0"))
    });
    hold(
        18,
        "CREATE EXTENSION btree_gist",
        &[Op::CreateTable(parent), Op::CreateTable(child)],
        &[
            (
                CONSTRAINTS,
                "f: FOREIGN KEY (id, PERIOD at) REFERENCES p(id, PERIOD at)\n\
                 k: PRIMARY KEY (id, at WITHOUT OVERLAPS)\n\
                 meant: CHECK ((lower(id) > 0)) NOT ENFORCED",
            ),
            ("SELECT attgenerated FROM pg_attribute WHERE attname = 'v'", "v"),
        ],
    );
    hold(
        17,
        "CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED)",
        &[alter(&o("t"), TableAction::SetExpression(n("b"), expr("(a * 3)")))],
        &[("SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef", "(a * 3)")],
    );
}
