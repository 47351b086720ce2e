use limbeck_schema::{Action, Deferral, Validity};

use super::{name, object_name, read, since, table, texts, told};

#[test]
fn keys_with_all_there_is_to_them() {
    read(
        "CREATE TABLE t (a int, b int, c int, d int,
             CONSTRAINT pk PRIMARY KEY (b, a) INCLUDE (c) WITH (fillfactor = 60),
             CONSTRAINT u UNIQUE NULLS NOT DISTINCT (d) DEFERRABLE INITIALLY DEFERRED, UNIQUE (c))",
        |found| {
            let t = table(found, "t");
            let key = t.primary_key.as_ref().unwrap();
            assert_eq!(key.name.given(), Some(&name("pk")));
            let columns: Vec<&str> = key.parts.iter().map(|part| part.column.as_str()).collect();
            assert_eq!((columns, texts(&key.include)), (vec!["b", "a"], vec!["c"]));
            assert_eq!(key.parameters.get("fillfactor").map(String::as_str), Some("60"));
            let [u, c] = t.uniques.iter().as_slice() else { panic!("{:?}", t.uniques) };
            assert!(u.nulls_not_distinct && !c.nulls_not_distinct);
            assert_eq!((u.deferral, c.deferral), (Deferral::InitiallyDeferred, Deferral::NotDeferrable));
            assert_eq!(c.name.given(), Some(&name("t_c_key")));
            assert_eq!(t.indexes.len(), 0);
        },
    );
}

#[test]
fn checks_may_hold_for_later_rows_only() {
    read(
        "CREATE TABLE t (a int CHECK (a > 0), b text, CONSTRAINT twice CHECK ((a > 1) OR (b = '(')));
         ALTER TABLE t ADD CONSTRAINT later CHECK (a < 9) NOT VALID",
        |found| {
            let checks: Vec<(&str, &str, Validity)> = table(found, "t")
                .checks
                .iter()
                .map(|check| (check.name.given().unwrap().as_str(), check.expr.text.as_str(), check.validity))
                .collect();
            assert_eq!(
                checks,
                [
                    ("t_a_check", "a > 0", Validity::Valid),
                    ("twice", "(a > 1) OR (b = '('::text)", Validity::Valid),
                    ("later", "a < 9", Validity::NotValid),
                ]
            );
        },
    );
}

#[test]
fn foreign_keys_are_read_column_by_column() {
    read(
        "CREATE SCHEMA s; CREATE TABLE s.p (x int, y int, PRIMARY KEY (x, y), UNIQUE (y, x));
         CREATE TABLE t (a int PRIMARY KEY, b int, c int REFERENCES t, d int,
             CONSTRAINT f FOREIGN KEY (b, a) REFERENCES s.p (y, x) MATCH FULL ON DELETE CASCADE
                 ON UPDATE RESTRICT DEFERRABLE);
         ALTER TABLE t ADD CONSTRAINT n FOREIGN KEY (d, b) REFERENCES s.p ON DELETE SET NULL (b) NOT VALID",
        |found| {
            let t = table(found, "t");
            let [own, f, n] = t.foreign_keys.iter().as_slice() else { panic!("{:?}", t.foreign_keys) };
            assert_eq!((&own.references, texts(&own.referenced.text)), (&object_name("t"), vec!["a"]));
            assert_eq!((texts(&f.columns), texts(&f.referenced.text)), (vec!["b", "a"], vec!["y", "x"]));
            assert_eq!((&f.references, f.match_full), (&object_name("s.p"), true));
            assert_eq!((f.on_delete, f.on_update), (Action::Cascade, Action::Restrict));
            assert_eq!(f.deferral, Deferral::InitiallyImmediate);
            assert_eq!((n.on_delete, texts(&n.set_on_delete)), (Action::SetNull, vec!["b"]));
            assert_eq!((n.validity, f.validity), (Validity::NotValid, Validity::Valid));
        },
    );
}

#[test]
fn exclusions_are_kept_as_they_are_printed() {
    read(
        "CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH &&) WHERE (r IS NOT NULL) DEFERRABLE)",
        |found| {
            let t = table(found, "t");
            let exclusion = t.exclusions.iter().next().unwrap();
            assert_eq!(
                exclusion.definition.text,
                "EXCLUDE USING gist (r WITH &&) WHERE ((r IS NOT NULL)) DEFERRABLE"
            );
            assert_eq!((t.indexes.len(), told(found).len()), (0, 0));
        },
    );
    read(
        "CREATE TABLE t (r int4range, CONSTRAINT e EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 50))",
        |found| {
            assert_eq!(table(found, "t").unmodelled.iter().next().unwrap().text, "e: fillfactor=50");
        },
    );
}

#[test]
fn keys_may_be_about_time_and_be_meant_only() {
    since(
        18,
        "CREATE TABLE p (id int4range, at daterange, PRIMARY KEY (id, at WITHOUT OVERLAPS));
         CREATE TABLE c (id int4range, at daterange, x int CONSTRAINT k CHECK (x > 0) NOT ENFORCED,
             FOREIGN KEY (id, PERIOD at) REFERENCES p (id, PERIOD at));
         CREATE TABLE q (a int PRIMARY KEY); ALTER TABLE c ADD FOREIGN KEY (x) REFERENCES q NOT ENFORCED",
        |found| {
            assert!(table(found, "p").primary_key.as_ref().unwrap().without_overlaps);
            let c = table(found, "c");
            assert_eq!(c.checks.iter().next().unwrap().validity, Validity::NotEnforced);
            let [period, meant] = c.foreign_keys.iter().as_slice() else { panic!("{:?}", c.foreign_keys) };
            assert!(period.period && !meant.period);
            assert_eq!((period.validity, meant.validity), (Validity::Valid, Validity::NotEnforced));
        },
    );
}
