use std::collections::BTreeSet;

use limbeck_schema::{Kind, Thing};

use super::{read, since};
use crate::Introspected;

fn needs(found: &Introspected, kind: Kind, name: &str) -> Vec<String> {
    found
        .schema
        .dependencies
        .iter()
        .filter(|(thing, _)| thing.kind == kind && thing.to_string() == name)
        .map(|(_, needed)| format!("{} {needed}", needed.kind))
        .collect()
}

/// Everything that a schema holds under a name of its own.
fn things(found: &Introspected) -> BTreeSet<Thing> {
    let mut things: BTreeSet<Thing> = found.schema.objects.iter().map(|object| object.id.clone()).collect();
    for table in found.schema.tables.iter() {
        let part = |kind, name: &limbeck_schema::Name| Thing::part(kind, table.name.clone(), name.clone());
        let kind = if table.options.foreign.is_some() { Kind::ForeignTable } else { Kind::Table };
        things.insert(Thing::new(kind, table.name.clone()));
        things.extend(table.columns.iter().map(|column| part(Kind::Column, &column.name)));
        let defaults = table.columns.iter().filter(|column| column.default.is_some());
        things.extend(defaults.map(|column| part(Kind::Default, &column.name)));
        let names = table.primary_key.iter().map(|key| &key.name);
        let names = names.chain(table.uniques.iter().map(|key| &key.name));
        let names = names.chain(table.foreign_keys.iter().map(|key| &key.name));
        let names = names.chain(table.checks.iter().map(|check| &check.name));
        let names = names.chain(table.exclusions.iter().map(|exclusion| &exclusion.name));
        things.extend(names.map(|name| part(Kind::Constraint, name.given().unwrap())));
        things.extend(table.triggers.iter().map(|trigger| part(Kind::Trigger, &trigger.name)));
    }
    for view in found.schema.views.iter() {
        let kind = if view.materialized { Kind::MaterializedView } else { Kind::View };
        things.insert(Thing::new(kind, view.name.clone()));
        let triggers = view.triggers.iter();
        things.extend(
            triggers.map(|trigger| Thing::part(Kind::Trigger, view.name.clone(), trigger.name.clone())),
        );
    }
    things
}

/// Indexes are found by their own names, which `things` leaves out.
fn nobody_left_out(found: &Introspected) {
    let things = things(found);
    for (thing, needed) in found.schema.dependencies.iter() {
        for end in [thing, needed] {
            assert!(end.kind == Kind::Index || things.contains(end), "{} {end}", end.kind);
        }
    }
}

#[test]
fn who_needs_whom() {
    read(
        "CREATE SCHEMA s; CREATE EXTENSION citext SCHEMA s; CREATE TYPE mood AS ENUM ('x');
         CREATE DOMAIN d AS mood CHECK (value IS NOT NULL); CREATE TYPE pair AS (m mood[]);
         CREATE FUNCTION f(mood) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
         CREATE TABLE p (id serial PRIMARY KEY, m mood[] DEFAULT '{x}', c s.citext, d d, k pair,
             g int GENERATED ALWAYS AS (f('x')) STORED, i int GENERATED ALWAYS AS IDENTITY, CHECK (f(m[1]) > 0));
         CREATE TABLE s.c (p int CONSTRAINT fk REFERENCES p, r p, q int UNIQUE);
         CREATE INDEX i ON p (f(m[1])); CREATE UNIQUE INDEX u ON p (id); CREATE STATISTICS st ON id, i FROM p;
         CREATE VIEW v AS SELECT id, m FROM p; CREATE VIEW w AS SELECT * FROM v, LATERAL f(m[1]);
         CREATE MATERIALIZED VIEW mv AS SELECT count(*) FROM s.c; CREATE FUNCTION of_rows(p) RETURNS SETOF v LANGUAGE sql AS 'SELECT 1, NULL::mood[]';
         CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
         CREATE TRIGGER t BEFORE UPDATE OF id ON p FOR EACH ROW EXECUTE FUNCTION tr();
         CREATE POLICY po ON p USING (f(m[1]) > i); CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING",
        |found| {
            nobody_left_out(found);
            let of = |kind, name: &str| needs(found, kind, name);
            assert_eq!(of(Kind::Extension, "citext"), ["schema s"]);
            assert_eq!(of(Kind::Domain, "d"), ["enum mood"]);
            assert_eq!(of(Kind::Composite, "pair"), ["enum mood"]);
            assert_eq!(of(Kind::Function, "f(mood)"), ["enum mood"]);
            assert_eq!(of(Kind::Function, "of_rows(p)"), ["table p", "view v"]);
            assert_eq!(of(Kind::Table, "s.c"), ["schema s"]);
            assert_eq!(of(Kind::Column, "p.m"), ["enum mood", "table p"]);
            assert_eq!(of(Kind::Column, "p.c"), ["extension citext", "table p"]);
            assert_eq!(of(Kind::Column, "p.k"), ["type pair", "table p"]);
            assert!(of(Kind::Column, "p.g").contains(&"function f(mood)".to_owned()));
            assert_eq!(of(Kind::Column, "s.c.r"), ["table p", "table s.c"]);
            assert_eq!(of(Kind::Sequence, "p_id_seq"), ["column p.id"]);
            assert_eq!(of(Kind::Default, "p.id"), ["sequence p_id_seq", "table p", "column p.id"]);
            assert!(of(Kind::Constraint, "s.c.fk").contains(&"constraint p.p_pkey".to_owned()));
            assert!(of(Kind::Constraint, "p.p_m_check").contains(&"function f(mood)".to_owned()));
            assert_eq!(of(Kind::Index, "i"), ["function f(mood)", "table p", "column p.m"]);
            assert_eq!(of(Kind::Statistics, "st"), ["table p", "column p.i", "column p.id"]);
            assert!(of(Kind::View, "v").contains(&"column p.m".to_owned()));
            assert!(of(Kind::View, "w").contains(&"view v".to_owned()));
            assert!(of(Kind::View, "w").contains(&"function f(mood)".to_owned()));
            assert_eq!(of(Kind::MaterializedView, "mv"), ["table s.c"]);
            assert_eq!(of(Kind::Trigger, "p.t"), ["function tr()", "table p", "column p.id"]);
            assert_eq!(of(Kind::Policy, "p.po"), ["function f(mood)", "table p", "column p.i", "column p.m"]);
            assert_eq!(of(Kind::Rule, "v.r"), ["view v"]);
        },
    );
}

#[test]
fn partitions_and_children_need_their_parents() {
    read(
        "CREATE TYPE k AS (a int); CREATE TABLE typed OF k;
         CREATE TABLE p (a int PRIMARY KEY, b text) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p DEFAULT;
         CREATE TABLE c (own int) INHERITS (typed); CREATE INDEX i ON p (b);
         CREATE TABLE f (a int REFERENCES p); CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
         CREATE TRIGGER t AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION tr();
         CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a int) SERVER s",
        |found| {
            nobody_left_out(found);
            assert_eq!(needs(found, Kind::Table, "p1"), ["table p"]);
            assert_eq!(needs(found, Kind::Table, "c"), ["table typed"]);
            assert_eq!(needs(found, Kind::Table, "typed"), ["type k"]);
            assert_eq!(needs(found, Kind::Column, "ft.a"), ["foreign table ft"]);
        },
    );
}

#[test]
fn a_foreign_key_may_rest_on_a_unique_index() {
    read(
        "CREATE TABLE p (a int); CREATE UNIQUE INDEX u ON p (a); CREATE TABLE c (a int REFERENCES p (a))",
        |found| {
            assert!(needs(found, Kind::Constraint, "c.c_a_fkey").contains(&"index u".to_owned()));
        },
    );
}

#[test]
fn ranges_come_with_their_multiranges() {
    read(
        "CREATE FUNCTION diff(float8, float8) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT $1 - $2';
         CREATE TYPE r AS RANGE (subtype = float8, subtype_diff = diff); CREATE TABLE t (a r, b r_multirange, c r[])",
        |found| {
            nobody_left_out(found);
            assert_eq!(needs(found, Kind::Range, "r"), ["function diff(double precision, double precision)"]);
            for column in ["t.a", "t.b", "t.c"] {
                assert_eq!(needs(found, Kind::Column, column), ["range type r", "table t"]);
            }
            assert_eq!(found.schema.objects.len(), 2, "what comes with a range is the range's");
        },
    );
}

#[test]
fn what_a_constraint_of_not_null_needs_is_the_columns() {
    since(18, "CREATE TABLE t (a int CONSTRAINT n NOT NULL NO INHERIT)", |found| {
        nobody_left_out(found);
        assert_eq!(needs(found, Kind::Column, "t.a"), ["table t"]);
    });
}
