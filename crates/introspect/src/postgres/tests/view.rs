use limbeck_schema::TriggerState;

use super::{name, object_name, read, statement, table};
use limbeck_schema::Kind;

#[test]
fn views_are_their_queries() {
    read(
        "CREATE SCHEMA s; CREATE TABLE t (a int PRIMARY KEY, b varchar(5));
         CREATE VIEW v WITH (security_barrier, check_option = local) AS SELECT a, b AS \"B\" FROM t WHERE a > 0;
         ALTER VIEW v ALTER \"B\" SET DEFAULT 'x'; CREATE VIEW s.w AS SELECT count(*) FROM v",
        |found| {
            let v = found.schema.views.get(&object_name("v")).unwrap();
            assert!(v.definition.text.starts_with("SELECT ") && v.definition.text.ends_with("0)"));
            let options: Vec<String> = v.options.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(options, ["check_option=local", "security_barrier=true"]);
            let columns: Vec<(&str, &str)> =
                v.columns.iter().map(|column| (column.name.as_str(), column.sql_type.text.as_str())).collect();
            assert_eq!(columns, [("a", "integer"), ("B", "character varying(5)")]);
            assert_eq!(v.columns[1].default.as_ref().unwrap().text, "'x'::character varying");
            let w = found.schema.views.get(&object_name("s.w")).unwrap();
            assert!(w.definition.text.ends_with("FROM v") && !w.materialized);
        },
    );
}

#[test]
fn triggers_are_as_the_server_prints_them() {
    read(
        "CREATE TABLE t (a int, b text); CREATE TABLE u (); CREATE VIEW v AS SELECT a FROM t;
         CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
         CREATE TRIGGER one BEFORE INSERT OR UPDATE OF a ON t FOR EACH ROW
             WHEN (new.a > 0 AND new.b <> ' ON public.t ') EXECUTE FUNCTION f('x');
         CREATE TRIGGER two AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n EXECUTE FUNCTION f();
         CREATE CONSTRAINT TRIGGER three AFTER INSERT ON t FROM u DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f();
         CREATE TRIGGER instead INSTEAD OF DELETE ON v FOR EACH ROW EXECUTE FUNCTION f();
         ALTER TABLE t DISABLE TRIGGER two, ENABLE ALWAYS TRIGGER three",
        |found| {
            let triggers = &table(found, "t").triggers;
            let definition = |trigger: &str| triggers.get(&name(trigger)).unwrap().definition.text.clone();
            assert_eq!(
                definition("one"),
                "CREATE TRIGGER one BEFORE INSERT OR UPDATE OF a ON t FOR EACH ROW WHEN (new.a > 0 AND \
                 new.b <> ' ON public.t '::text) EXECUTE FUNCTION f('x')"
            );
            assert!(definition("two").contains("REFERENCING OLD TABLE AS o NEW TABLE AS n"));
            assert!(definition("three").starts_with("CREATE CONSTRAINT TRIGGER three AFTER INSERT ON t FROM u"));
            let states: Vec<TriggerState> = triggers.iter().map(|trigger| trigger.state).collect();
            assert_eq!(states, [TriggerState::Enabled, TriggerState::Disabled, TriggerState::Always]);
            assert_eq!(found.schema.views.get(&object_name("v")).unwrap().triggers.len(), 1);
        },
    );
}

#[test]
fn rules_are_statements_of_their_own() {
    read(
        "CREATE TABLE t (a int); CREATE SCHEMA s; CREATE VIEW s.v AS SELECT a FROM t;
         CREATE RULE r AS ON INSERT TO s.v DO INSTEAD INSERT INTO t VALUES (new.a);
         CREATE RULE off AS ON DELETE TO t DO INSTEAD NOTHING; ALTER TABLE t DISABLE RULE off",
        |found| {
            let r = statement(found, Kind::Rule, "s.v.r");
            assert!(
                r.starts_with("CREATE RULE r AS\n    ON INSERT TO s.v DO INSTEAD") && !r.ends_with(';'),
                "{r}"
            );
            let off = statement(found, Kind::Rule, "t.off");
            assert!(off.ends_with("DO INSTEAD NOTHING;\nALTER TABLE t DISABLE RULE off"), "{off}");
            assert_eq!(found.schema.objects.len(), 3);
        },
    );
}
