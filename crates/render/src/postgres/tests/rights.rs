//! Who may do what, on real servers.

use limbeck_plan::Op;
use limbeck_schema::{Body, Kind, Policy, Thing};

use super::{server::hold, *};

const THINGS: &str = "CREATE SCHEMA s; CREATE TABLE s.t (a integer); CREATE VIEW s.v AS SELECT 1;
    CREATE MATERIALIZED VIEW s.m AS SELECT 1; CREATE SEQUENCE s.q; CREATE TYPE s.e AS ENUM ();
    CREATE DOMAIN s.d AS text";

#[test]
fn policies_are_made_renamed_and_dropped() {
    let id = Thing::part(Kind::Policy, within("s", "t"), n("P p"));
    let policy = Policy {
        restrictive: true,
        command: "UPDATE".to_owned(),
        roles: vec![n("pg_monitor"), n("pg_read_all_data")],
        using: Some(expr("(a = 1)")),
        with_check: Some(expr("a = 1 AND true")),
    };
    let plain = Policy {
        restrictive: false,
        command: "ALL".to_owned(),
        roles: vec![],
        using: None,
        with_check: None,
    };
    let ops = [
        Op::CreateObject(Object { id: id.clone(), body: Body::Policy(policy) }),
        Op::CreateObject(Object {
            id: Thing { part: Some(n("all")), ..id.clone() },
            body: Body::Policy(plain),
        }),
        comment(id.clone(), "it"),
        Op::Rename { thing: id.clone(), to: n("Q") },
        Op::DropObject(Thing { part: Some(n("all")), ..id }),
    ];
    hold(
        15,
        THINGS,
        &ops,
        &[(
            "SELECT polname, polcmd, polpermissive, pg_get_expr(polqual, polrelid), \
                 pg_get_expr(polwithcheck, polrelid), cardinality(polroles) FROM pg_policy",
            "Q|w|f|(a = 1)|((a = 1) AND true)|2",
        )],
    );
}

#[test]
fn rights_are_given_and_taken_back() {
    let reader = Some("pg_monitor");
    let on = |kind, name| Thing::new(kind, name);
    let given = [
        grant(on(Kind::Table, within("s", "t")), reader, "SELECT"),
        grant(on(Kind::View, within("s", "v")), None, "SELECT"),
        grant(on(Kind::MaterializedView, within("s", "m")), None, "SELECT"),
        grant(Thing::part(Kind::Column, within("s", "t"), n("a")), reader, "UPDATE"),
        grant(on(Kind::Sequence, within("s", "q")), reader, "USAGE"),
        grant(on(Kind::Namespace, o("s")), reader, "USAGE"),
        grant(on(Kind::Enum, within("s", "e")), reader, "USAGE"),
        grant(on(Kind::Domain, within("s", "d")), reader, "USAGE"),
        Grant { grantable: true, ..grant(on(Kind::Table, within("s", "t")), reader, "INSERT") },
        Grant { revoked: true, ..grant(on(Kind::Enum, within("s", "e")), None, "USAGE") },
        grant(Thing::part(Kind::DefaultPrivileges, within("s", "limbeck"), n("TABLES")), reader, "SELECT"),
        Grant {
            revoked: true,
            ..grant(Thing::part(Kind::DefaultPrivileges, o("limbeck"), n("FUNCTIONS")), None, "EXECUTE")
        },
    ];
    let ops: Vec<Op> = given.iter().cloned().map(Op::Grant).collect();
    hold(
        15,
        THINGS,
        &ops,
        &[
            (
                "SELECT EXISTS (SELECT FROM aclexplode(typacl) WHERE grantee = 0) \
                 FROM pg_type WHERE typname = 'e'",
                "f",
            ),
            ("SELECT count(*) FROM pg_default_acl", "2"),
            (
                "SELECT attacl::text LIKE '{pg_monitor=w/%' FROM pg_attribute \
                 WHERE attrelid = 's.t'::regclass AND attnum = 1",
                "t",
            ),
            ("SELECT relacl::text LIKE '%pg_monitor=a*r/%' FROM pg_class WHERE relname = 't'", "t"),
        ],
    );
    let back: Vec<Op> = ops.into_iter().chain(given.into_iter().rev().map(Op::Revoke)).collect();
    hold(15, THINGS, &back, &[("SELECT count(*) FROM pg_default_acl", "0")]);
}
