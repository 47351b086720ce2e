//! Types somebody made, on real servers.

use limbeck_plan::{ObjectAction, Op};
use limbeck_schema::{Attribute, Bag, Body, Check, Domain, Items, Kind, SqlType, Thing, Validity};

use super::{server::hold, *};

fn domain(checks: &[Check]) -> Domain {
    Domain {
        base: SqlType::new("character varying(10)"),
        nullable: false,
        default: Some(expr("'it''s' COLLATE \"C\"")),
        collation: Some(o("C")),
        checks: checks.iter().cloned().collect::<Bag<_>>(),
    }
}

fn attribute(name: &str, sql_type: &str) -> Attribute {
    Attribute { name: n(name), sql_type: SqlType::new(sql_type), collation: None }
}

#[test]
fn enumerations_and_domains_are_made_and_changed() {
    let labels = |all: &[&str]| Body::Enum(all.iter().map(|label| (*label).to_owned()).collect());
    let check =
        |name: &str, validity| Check { name: given(name), validity, ..Check::new(expr("VALUE <> ''::text")) };
    let (mood, d) = (Thing::new(Kind::Enum, within("s", "Mood")), Thing::new(Kind::Domain, within("s", "d")));
    let part = |name: &str| Thing::part(Kind::DomainConstraint, within("s", "d"), n(name));
    let add = |label: &str, before: Option<&str>| ObjectAction::AddLabel {
        label: label.to_owned(),
        before: before.map(str::to_owned),
    };
    let checked = domain(&[check("one", Validity::Valid), check("two", Validity::NotValid)]);
    hold(
        15,
        "CREATE SCHEMA s",
        &[
            object(Kind::Enum, within("s", "Mood"), labels(&["sad", "it's", "a,\\b"])),
            change(&mood, add("last's", None)),
            change(&mood, add("first", Some("it's"))),
            object(Kind::Domain, within("s", "d"), Body::Domain(checked)),
            change(&d, ObjectAction::SetNullable(true)),
            change(&d, ObjectAction::SetNullable(false)),
            change(&d, ObjectAction::SetDefault(None)),
            change(&d, ObjectAction::SetDefault(Some(expr("'x'::text")))),
            change(&d, ObjectAction::AddCheck(check("three", Validity::Valid))),
            comment(part("three"), "it"),
            Op::Rename { thing: part("three"), to: n("four") },
            change(&d, ObjectAction::DropCheck(n("one"))),
            comment(mood.clone(), "it"),
            comment(d, "it"),
            Op::Rename { thing: mood, to: n("mood") },
        ],
        &[
            (
                "SELECT string_agg(enumlabel, '|' ORDER BY enumsortorder) FROM pg_enum",
                "sad|first|it's|a,\\b|last's",
            ),
            (
                "SELECT conname, convalidated FROM pg_constraint \
                 WHERE contypid = 's.d'::regtype AND contype = 'c' ORDER BY 1",
                "four|t\ntwo|f",
            ),
        ],
    );
}

#[test]
fn composite_types_are_made_and_changed() {
    let pair = Thing::new(Kind::Composite, within("s", "pair"));
    let attributes =
        [Attribute { collation: Some(o("C")), ..attribute("a b", "text") }, attribute("c", "integer[]")];
    hold(
        15,
        "CREATE SCHEMA s",
        &[
            object(
                Kind::Composite,
                within("s", "pair"),
                Body::Composite(Items::collect(attributes).unwrap()),
            ),
            object(Kind::Composite, o("nothing"), Body::Composite(Items::new())),
            change(&pair, ObjectAction::AddAttribute(attribute("d", "text"))),
            change(&pair, ObjectAction::SetAttributeType(attribute("d", "integer"))),
            change(&pair, ObjectAction::DropAttribute(n("c"))),
            comment(Thing::part(Kind::Column, pair.name.clone(), n("d")), "it"),
            comment(pair, "it"),
        ],
        &[(
            "SELECT attname, atttypid::regtype FROM pg_attribute \
             WHERE attrelid = 's.pair'::regclass AND NOT attisdropped ORDER BY attnum",
            "a b|text\nd|integer",
        )],
    );
}

#[test]
fn types_are_dropped() {
    let in_s = |kind, name: &str| Thing::new(kind, within("s", name));
    hold(
        15,
        "CREATE SCHEMA s; CREATE TYPE s.\"Mood\" AS ENUM (); CREATE DOMAIN s.d AS text CONSTRAINT e CHECK (true); CREATE TYPE s.pair AS ();
         CREATE TYPE r AS RANGE (subtype = integer); CREATE COLLATION k FROM \"C\"",
        &[
            Op::DropObject(Thing::part(Kind::DomainConstraint, within("s", "d"), n("e"))),
            Op::DropObject(in_s(Kind::Enum, "Mood")),
            Op::DropObject(in_s(Kind::Domain, "d")),
            Op::DropObject(in_s(Kind::Composite, "pair")),
            comment(Thing::new(Kind::Range, o("r")), "it"),
            comment(Thing::new(Kind::Collation, o("k")), "it"),
            Op::DropObject(Thing::new(Kind::Range, o("r"))),
            Op::DropObject(Thing::new(Kind::Collation, o("k"))),
            Op::DropObject(Thing::new(Kind::Namespace, o("s"))),
        ],
        &[],
    );
}

#[test]
fn a_table_of_a_type_follows_it() {
    let pair = Thing::new(Kind::Composite, o("pair"));
    hold(
        15,
        "CREATE TYPE pair AS (a integer); CREATE TABLE t OF pair",
        &[
            change(&pair, ObjectAction::AddAttribute(attribute("b", "text"))),
            change(&pair, ObjectAction::SetAttributeType(attribute("b", "character varying(5)"))),
        ],
        &[("SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'b'", "1")],
    );
}
