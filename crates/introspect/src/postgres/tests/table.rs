use limbeck_schema::{ForeignTable, ReplicaIdentity, RowSecurity};

use super::{name, object_name, read, table, told};

#[test]
fn tables_are_read_in_the_order_of_creation() {
    read("CREATE TABLE z (); CREATE TABLE \"A \"\"b\" (); CREATE SCHEMA s CREATE TABLE m ()", |found| {
        let names: Vec<String> = found.schema.tables.iter().map(|table| table.name.to_string()).collect();
        assert_eq!(names, ["z", "A \"b", "s.m"]);
    });
}

#[test]
fn what_is_said_of_a_table_as_a_whole() {
    read(
        "CREATE UNLOGGED TABLE t (a int PRIMARY KEY, b text NOT NULL UNIQUE) WITH (fillfactor = 70);
         ALTER TABLE t SET (toast.autovacuum_enabled = off), ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
         ALTER TABLE t REPLICA IDENTITY USING INDEX t_b_key, CLUSTER ON t_pkey;
         COMMENT ON TABLE t IS 'it''s';
         CREATE TABLE plain (a int); ALTER TABLE plain REPLICA IDENTITY FULL",
        |found| {
            let options = &table(found, "t").options;
            assert!(options.unlogged);
            let parameters: Vec<(&str, &str)> =
                options.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_eq!(parameters, [("fillfactor", "70"), ("toast.autovacuum_enabled", "off")]);
            assert_eq!(options.row_security, RowSecurity { enabled: true, forced: true });
            assert_eq!(options.replica_identity, ReplicaIdentity::Index(name("t_b_key")));
            assert_eq!(options.clustered_on, Some(name("t_pkey")));
            assert_eq!(options.comment.as_deref(), Some("it's"));
            assert_eq!(table(found, "plain").options.replica_identity, ReplicaIdentity::Full);
        },
    );
}

#[test]
fn partitions_have_only_what_is_their_own() {
    read(
        "CREATE TABLE p (a int NOT NULL, b text, PRIMARY KEY (a, b), CONSTRAINT k CHECK (a > 0)) PARTITION BY RANGE (a);
         CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10) PARTITION BY LIST (b);
         CREATE TABLE p11 PARTITION OF p1 DEFAULT;
         CREATE TABLE attached (b text NOT NULL, a int NOT NULL, own int, CONSTRAINT k CHECK (a > 0));
         ALTER TABLE attached DROP COLUMN own;
         ALTER TABLE p ATTACH PARTITION attached FOR VALUES FROM (10) TO (MAXVALUE);
         CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
         CREATE TRIGGER tr AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();
         CREATE INDEX i ON p (b); CREATE INDEX own ON attached (b);
         CREATE TABLE c (x int, y text, FOREIGN KEY (x, y) REFERENCES p)",
        |found| {
            let p = table(found, "p");
            assert_eq!(p.options.partitioned_by.as_ref().unwrap().text, "RANGE (a)");
            assert_eq!((p.indexes.len(), p.triggers.len(), p.checks.len()), (1, 1, 1));
            let p1 = table(found, "p1");
            assert_eq!(p1.options.partitioned_by.as_ref().unwrap().text, "LIST (b)");
            let part = p1.options.partition_of.as_ref().unwrap();
            assert_eq!(
                (part.parent.clone(), part.bound.text.as_str()),
                (object_name("p"), "FOR VALUES FROM (1) TO (10)")
            );
            assert_eq!(p1.options.inherits, []);
            assert!(p1.columns.iter().all(|column| column.inherited));
            assert_eq!((p1.primary_key.is_none(), p1.indexes.len(), p1.checks.len()), (true, 0, 0));
            let p11 = table(found, "p11");
            assert_eq!(p11.options.partition_of.as_ref().unwrap().bound.text, "DEFAULT");
            let attached = table(found, "attached");
            let indexes: Vec<&str> = attached.indexes.iter().map(|index| index.name.as_str()).collect();
            assert_eq!((indexes, attached.triggers.len()), (vec!["own"], 0));
            assert_eq!(table(found, "c").foreign_keys.len(), 1);
            assert_eq!(told(found), Vec::<&str>::new());
        },
    );
}

#[test]
fn children_inherit_in_order() {
    read(
        "CREATE TABLE a (x int DEFAULT 1 CHECK (x > 0), y int CHECK (y > 1) NO INHERIT); CREATE TABLE b (z int);
         CREATE TABLE c (x int, own int) INHERITS (b, a); CREATE TYPE k AS (i int, j text);
         CREATE TABLE typed OF k (PRIMARY KEY (i))",
        |found| {
            let c = table(found, "c");
            assert_eq!(c.options.inherits, [object_name("b"), object_name("a")]);
            let columns: Vec<(&str, bool)> =
                c.columns.iter().map(|column| (column.name.as_str(), column.inherited)).collect();
            assert_eq!(columns, [("z", true), ("x", false), ("y", true), ("own", false)]);
            assert_eq!(c.checks.len(), 0);
            let no_inherit: Vec<bool> = table(found, "a").checks.iter().map(|check| check.no_inherit).collect();
            assert_eq!(no_inherit, [false, true]);
            let typed = table(found, "typed");
            assert_eq!(typed.options.of_type, Some(object_name("k")));
            assert!(typed.columns.iter().all(|column| !column.inherited));
        },
    );
}

#[test]
fn foreign_tables_keep_their_server_and_options() {
    read(
        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
         CREATE FOREIGN TABLE t (a int OPTIONS (q 'x=y')) SERVER s OPTIONS (\"table\" 'o''x', c 'd=e')",
        |found| {
            let t = table(found, "t");
            let options =
                [("c", "d=e"), ("table", "o'x")].map(|(name, value)| (name.to_owned(), value.to_owned()));
            assert_eq!(t.options.foreign, Some(ForeignTable { server: name("s"), options: options.into() }));
            assert_eq!(t.options.replica_identity, ReplicaIdentity::Default);
            assert_eq!(t.unmodelled.iter().next().unwrap().text, "a: q 'x=y'");
            assert_eq!(told(found).len(), 1);
            let left_alone: Vec<&str> =
                found.schema.unmanaged.iter().map(|thing| thing.kind.as_str()).collect();
            assert_eq!(left_alone, ["foreign data wrapper", "foreign server"]);
        },
    );
}

#[test]
fn what_an_extension_owns_is_the_extensions() {
    read(
        "CREATE EXTENSION pg_stat_statements; CREATE EXTENSION hstore; CREATE EXTENSION earthdistance CASCADE;
         CREATE TABLE t (a hstore, b hstore[])",
        |found| {
            assert_eq!((found.schema.tables.len(), found.schema.views.len()), (1, 0));
            let objects: Vec<String> = found.schema.objects.iter().map(|object| object.id.to_string()).collect();
            assert_eq!(objects, ["pg_stat_statements", "hstore", "cube", "earthdistance"]);
            assert_eq!((found.schema.unmanaged.len(), found.schema.comments.len()), (0, 0));
            assert_eq!(found.schema.grants.len(), 0);
        },
    );
}
