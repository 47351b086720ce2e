use limbeck_schema::{Grant, Kind};

use super::{on_each, read};
use crate::{Introspected, introspect};

fn comments(found: &Introspected) -> Vec<String> {
    found
        .schema
        .comments
        .iter()
        .map(|comment| format!("{} {}: {}", comment.on.kind, comment.on, comment.text))
        .collect()
}

fn grants(found: &Introspected) -> Vec<String> {
    let say = |grant: &Grant| {
        let sign = if grant.revoked { "-" } else { "+" };
        let star = if grant.grantable { "*" } else { "" };
        let grantee = grant.grantee.as_ref().map_or("PUBLIC", |name| name.as_str());
        format!("{sign}{}{star} {} {} {grantee}", grant.privilege, grant.on.kind, grant.on)
    };
    found.schema.grants.iter().map(say).collect()
}

#[test]
fn comments_on_all_kinds_of_things() {
    let script = "CREATE SCHEMA s; CREATE EXTENSION hstore; CREATE TYPE e AS ENUM ('x'); CREATE TYPE k AS (i int);
        CREATE DOMAIN d AS int CONSTRAINT dc CHECK (value > 0); CREATE SEQUENCE q;
        CREATE TABLE t (a int CONSTRAINT pk PRIMARY KEY, b int CONSTRAINT ck CHECK (b > 0));
        CREATE INDEX i ON t (b); CREATE VIEW v AS SELECT a FROM t; CREATE STATISTICS st ON a, b FROM t;
        CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE POLICY p ON t;
        CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
        CREATE TRIGGER tr BEFORE INSERT ON t EXECUTE FUNCTION g(); CREATE RULE r AS ON DELETE TO t DO NOTHING";
    let things = [
        ("extension hstore", "extension hstore"),
        ("schema s", "schema s"),
        ("type e", "enum e"),
        ("type k", "type k"),
        ("column k.i", "column k.i"),
        ("domain d", "domain d"),
        ("constraint dc on domain d", "domain constraint d.dc"),
        ("sequence q", "sequence q"),
        ("constraint pk on t", "constraint t.pk"),
        ("constraint ck on t", "constraint t.ck"),
        ("index i", "index i"),
        ("index pk", "index pk"),
        ("view v", "view v"),
        ("column v.a", "column v.a"),
        ("statistics st", "statistics st"),
        ("function f(int)", "function f(integer)"),
        ("policy p on t", "policy t.p"),
        ("trigger tr on t", "trigger t.tr"),
        ("rule r on t", "rule t.r"),
    ];
    on_each(|session| {
        session.run_script(script).unwrap();
        assert_eq!(comments(&introspect(session).unwrap()), Vec::<String>::new());
        for (thing, said) in things {
            session.execute(&format!("COMMENT ON {thing} IS E'on {said}: it''s\\n'")).unwrap();
        }
        let found = comments(&introspect(session).unwrap());
        for (_, said) in things {
            assert!(found.contains(&format!("{said}: on {said}: it's\n")), "{said}: {found:?}");
        }
        assert_eq!(found.len(), things.len());
    });
}

#[test]
fn the_comment_on_public_counts_where_somebody_wrote_it() {
    read("COMMENT ON SCHEMA public IS 'ours'", |found| assert_eq!(comments(found), ["schema public: ours"]));
}

#[test]
fn rights_beyond_and_short_of_the_usual() {
    read(
        "CREATE SCHEMA s; CREATE TABLE t (a int, b int); CREATE TYPE e AS ENUM ('x'); CREATE DOMAIN d AS int;
         CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE SEQUENCE q; CREATE VIEW v AS SELECT 1;
         CREATE TABLE n (a int GENERATED ALWAYS AS IDENTITY);
         GRANT SELECT, INSERT ON t TO pg_monitor; GRANT UPDATE (a) ON t TO pg_monitor WITH GRANT OPTION;
         REVOKE DELETE ON t FROM CURRENT_USER; GRANT USAGE ON SCHEMA s TO PUBLIC; GRANT SELECT ON v TO PUBLIC;
         GRANT USAGE ON TYPE e TO pg_monitor; REVOKE USAGE ON TYPE d FROM PUBLIC;
         REVOKE EXECUTE ON FUNCTION f FROM PUBLIC; GRANT USAGE ON q, n_a_seq TO pg_monitor;
         GRANT CREATE ON SCHEMA public TO pg_monitor",
        |found| {
            let mut found = grants(found);
            found.retain(|grant| !grant.starts_with("-DELETE table t "));
            found.sort();
            assert_eq!(
                found,
                [
                    "+CREATE schema public pg_monitor",
                    "+INSERT table t pg_monitor",
                    "+SELECT table t pg_monitor",
                    "+SELECT view v PUBLIC",
                    "+UPDATE* column t.a pg_monitor",
                    "+USAGE enum e pg_monitor",
                    "+USAGE schema s PUBLIC",
                    "+USAGE sequence n_a_seq pg_monitor",
                    "+USAGE sequence q pg_monitor",
                    "-EXECUTE function f(integer) PUBLIC",
                    "-USAGE domain d PUBLIC",
                ]
            );
        },
    );
}

#[test]
fn an_owners_rights_are_no_news() {
    read(
        "CREATE TABLE t (a int); GRANT SELECT ON t TO CURRENT_USER; ALTER SCHEMA public OWNER TO CURRENT_USER",
        |found| {
            assert_eq!(grants(found), Vec::<String>::new());
        },
    );
    on_each(|session| {
        session.run_script("CREATE TABLE t (a int); REVOKE DELETE ON t FROM CURRENT_USER").unwrap();
        let owner = session.text("SELECT current_user::text AS value").unwrap().unwrap();
        assert_eq!(grants(&introspect(session).unwrap()), [format!("-DELETE table t {owner}")]);
    });
}

#[test]
fn default_privileges_name_the_namespace_they_are_for() {
    read(
        "CREATE SCHEMA s;
         ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;
         ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
         ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor IN SCHEMA s GRANT USAGE ON SEQUENCES TO pg_monitor",
        |found| {
            assert_eq!(
                grants(found),
                [
                    "-EXECUTE default privileges pg_monitor.FUNCTIONS PUBLIC",
                    "+SELECT default privileges public.pg_monitor.TABLES PUBLIC",
                    "+USAGE default privileges s.pg_monitor.SEQUENCES pg_monitor",
                ]
            );
            assert!(found.schema.grants.iter().all(|grant| grant.on.kind == Kind::DefaultPrivileges));
        },
    );
}
