//! Tables and what belongs to them, on real servers.

use limbeck_plan::{Op, TableAction};
use limbeck_schema::{
    Check, Column, Deferral, Exclusion, ForeignTable, Identity, Index, IndexPart, Kind, Pair, Partition,
    PrimaryKey, ReplicaIdentity, RowSecurity, Sequence, SqlType, Table, Thing, TriggerState, Unique,
};

use super::{server::hold, *};

fn identity(always: bool, sequence: Sequence) -> Option<Box<Identity>> {
    Some(Box::new(Identity { always, sequence_name: None, sequence }))
}

fn constrain(table: &mut Table) {
    table.primary_key = Some(PrimaryKey {
        name: given("t\"pk"),
        include: vec![n("other")],
        parameters: map(&[("fillfactor", "70")]),
        ..PrimaryKey::over([n("id")])
    });
    table.uniques.add(Unique {
        name: given("u"),
        nulls_not_distinct: true,
        deferral: Deferral::NotDeferrable,
        ..Unique::over([n("t"), n("a b")])
    });
    table.uniques.add(Unique { deferral: Deferral::InitiallyDeferred, ..Unique::over([n("other")]) });
    table.checks.add(Check { name: given("c"), no_inherit: true, ..Check::new(expr("other > 0")) });
    table.exclusions.add(Exclusion {
        name: given("x"),
        definition: expr("EXCLUDE USING btree (t WITH =) WHERE (other > 1) DEFERRABLE"),
    });
}

#[test]
fn a_table_with_everything_inside() {
    let counted =
        Sequence { start: 10, increment: 5, min: 5, cache: 3, cycle: true, ..Sequence::over("bigint") };
    let named = Identity {
        always: true,
        sequence_name: Some(within("s", "numbers")),
        sequence: Sequence::over("integer"),
    };
    let columns = [
        Column { identity: identity(false, counted), ..not_null("id", "bigint") },
        Column { identity: Some(Box::new(named)), ..not_null("other", "integer") },
        Column {
            default: Some(expr("'x' COLLATE \"C\"")),
            collation: Some(o("C")),
            ..not_null("a b", "text")
        },
        Column {
            default: Some(expr("now() AT TIME ZONE 'utc'")),
            ..Column::new(n("t"), "timestamp without time zone")
        },
        Column { generated: generated("other * 2", true), ..Column::new(n("twice"), "integer") },
    ];
    let mut all = table(within("s", "t"), &columns);
    constrain(&mut all);
    all.options.unlogged = true;
    all.options.access_method = Some(n("heap"));
    all.options.tablespace = Some(n("pg_default"));
    all.options.parameters = map(&[("fillfactor", "80"), ("toast.autovacuum_enabled", "false")]);
    hold(
        15,
        "CREATE SCHEMA s",
        &[Op::CreateTable(all)],
        &[
            (
                "SELECT relpersistence::text || array_to_string(reloptions, ',') FROM pg_class WHERE relname = 't'",
                "ufillfactor=80",
            ),
            (
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 's.t'::regclass AND contype <> 'n' ORDER BY conname COLLATE \"C\"",
                "CHECK ((other > 0)) NO INHERIT\n\
                 PRIMARY KEY (id) INCLUDE (other)\n\
                 UNIQUE (other) DEFERRABLE INITIALLY DEFERRED\n\
                 UNIQUE NULLS NOT DISTINCT (t, \"a b\")\n\
                 EXCLUDE USING btree (t WITH =) WHERE ((other > 1)) DEFERRABLE",
            ),
            (
                "SELECT seqstart, seqincrement, seqmin, seqcache, seqcycle FROM pg_sequence WHERE seqtypid = 'bigint'::regtype",
                "10|5|5|3|t",
            ),
            ("SELECT reloptions FROM pg_class WHERE relname = 't\"pk'", "{fillfactor=70}"),
            ("SELECT pg_get_serial_sequence('s.t', 'other')", "s.numbers"),
            (
                "SELECT string_agg(attidentity::text, '') FROM pg_attribute WHERE attrelid = 's.t'::regclass",
                "da",
            ),
        ],
    );
}

#[test]
fn parts_of_tables_and_tables_of_types() {
    let mut parent = table(o("p"), &[not_null("a", "integer"), Column::new(n("b"), "text")]);
    parent.options.partitioned_by = Some(expr("RANGE (a)"));
    let part = |name: &str, bound: &str| {
        let inherited = |column| Column { inherited: true, ..column };
        let mut part = table(o(name), &[inherited(not_null("a", "integer"))]);
        part.options.partition_of = Some(Partition { parent: o("p"), bound: expr(bound) });
        part
    };
    let mut first = part("p1", "FOR VALUES FROM (0) TO (10)");
    first.options.partitioned_by = Some(expr("LIST (b)"));
    first.checks.add(Check { name: given("own"), ..Check::new(expr("a <> 5")) });
    let mut child = table(o("child"), &[Column { inherited: true, ..Column::new(n("x"), "integer") }]);
    child.options.inherits = vec![o("base"), within("s", "base")];
    let mut typed = table(o("typed"), &[not_null("x", "integer"), Column::new(n("y"), "text")]);
    typed.options.of_type = Some(within("s", "pair"));
    let mut foreign = table(o("far"), &[not_null("x", "integer")]);
    foreign.options.foreign =
        Some(ForeignTable { server: n("sv"), options: map(&[("File name", "it's"), ("format", "csv")]) });
    let far = Thing::new(Kind::ForeignTable, o("far"));
    let mut ops: Vec<Op> = [parent, first, part("rest", "DEFAULT"), child, typed, foreign]
        .into_iter()
        .map(Op::CreateTable)
        .collect();
    ops.extend([
        alter(&o("p"), TableAction::DetachPartition(o("rest"))),
        alter(&o("p"), TableAction::AttachPartition(o("rest"), expr("FOR VALUES FROM (50) TO (60)"))),
        alter(&o("child"), TableAction::NoInherit(within("s", "base"))),
        alter(&o("child"), TableAction::Inherit(within("s", "base"))),
        comment(far.clone(), "far away"),
        alter(&o("far"), TableAction::AddColumn(Column::new(n("y"), "text"))),
    ]);
    hold(
        15,
        "CREATE SCHEMA s; CREATE TABLE base (x integer); CREATE TABLE s.base (x integer);
         CREATE TYPE s.pair AS (x integer, y text);
         CREATE FOREIGN DATA WRAPPER w; CREATE SERVER sv FOREIGN DATA WRAPPER w",
        &ops,
        &[
            (
                "SELECT relname, pg_get_expr(relpartbound, oid) FROM pg_class WHERE relispartition AND relkind <> 'i' ORDER BY 1",
                "p1|FOR VALUES FROM (0) TO (10)\nrest|FOR VALUES FROM (50) TO (60)",
            ),
            ("SELECT pg_get_partkeydef('p1'::regclass)", "LIST (b)"),
            ("SELECT count(*) FROM pg_inherits WHERE inhrelid = 'child'::regclass", "2"),
            (
                "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'typed'::regclass AND attnum > 0 ORDER BY attnum",
                "t\nf",
            ),
            ("SELECT ftoptions FROM pg_foreign_table", "{\"File name=it's\",format=csv}"),
        ],
    );
    hold(
        15,
        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER sv FOREIGN DATA WRAPPER w;
        CREATE FOREIGN TABLE far (x integer) SERVER sv",
        &[Op::DropObject(far)],
        &[],
    );
}

#[test]
fn columns_are_added_and_changed() {
    let t = o("t");
    let column = |action| alter(&o("t"), action);
    let set_type = |sql_type: &str, collation: Option<&str>, using: Option<&str>| TableAction::SetType {
        column: n("b"),
        sql_type: SqlType::new(sql_type),
        collation: collation.map(o),
        using: using.map(expr),
    };
    let counted =
        Sequence { start: -1, increment: -1, min: -2_147_483_648, max: -1, ..Sequence::over("integer") };
    let (down, up) = (identity(true, counted).unwrap(), identity(false, Sequence::over("integer")).unwrap());
    let options = Pair::new(map(&[]), map(&[("n_distinct", "-0.5")]));
    hold(
        15,
        "CREATE TABLE t (a integer NOT NULL, g integer GENERATED ALWAYS AS (1) STORED)",
        &[
            column(TableAction::AddColumn(Column {
                default: Some(expr("'5'::text")),
                ..not_null("b", "text")
            })),
            column(TableAction::DropDefault(n("b"))),
            column(set_type("integer", None, Some("\"b\"::integer -- as it is"))),
            column(set_type("text", Some("C"), None)),
            column(TableAction::SetDefault(n("b"), expr("'x' IS NULL"))),
            column(TableAction::DropNotNull(n("b"))),
            column(TableAction::SetNotNull(n("b"))),
            column(TableAction::SetStorage(n("b"), "EXTERNAL".to_owned())),
            column(TableAction::SetCompression(n("b"), "pglz".to_owned())),
            column(TableAction::SetStatistics(n("b"), 500)),
            column(TableAction::SetColumnOptions(n("b"), options.clone())),
            column(TableAction::SetColumnOptions(n("b"), options.swap())),
            column(TableAction::DropExpression(n("g"))),
            column(TableAction::AddIdentity(n("a"), (*down).clone())),
            column(TableAction::SetIdentity(n("a"), Pair::new(*down, *up))),
            Op::RenameColumn { table: t.clone(), names: Pair::new(n("b"), n("B")) },
            comment(Thing::part(Kind::Column, t.clone(), n("B")), "said"),
            Op::Comment { on: Thing::part(Kind::Column, t.clone(), n("B")), text: None },
        ],
        &[
            (
                "SELECT attname, attstorage, attcompression, attstattarget, (attoptions::text LIKE '%n_distinct%') IS TRUE, attnotnull, atttypid::regtype FROM pg_attribute WHERE attname = 'B'",
                "B|e|p|500|f|t|text",
            ),
            ("SELECT seqstart, seqincrement, seqmin, seqmax FROM pg_sequence", "1|1|1|2147483647"),
            (
                "SELECT string_agg(attidentity::text, '') FROM pg_attribute WHERE attrelid = 't'::regclass",
                "d",
            ),
        ],
    );
    hold(
        15,
        "CREATE TABLE t (a integer GENERATED ALWAYS AS IDENTITY, b integer)",
        &[column(TableAction::DropIdentity(n("a"))), column(TableAction::DropColumn(n("b")))],
        &[(
            "SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped",
            "1",
        )],
    );
}

#[test]
fn indexes_with_everything() {
    let all = Index {
        unique: true,
        method: Some("btree".to_owned()),
        include: vec![n("c")],
        nulls_not_distinct: true,
        parameters: map(&[("fillfactor", "70")]),
        tablespace: Some(n("pg_default")),
        predicate: Some(expr("c > 0 -- positive")),
        ..index(
            "I x",
            &[
                IndexPart {
                    collation: Some(o("C")),
                    operator_class: Some("text_pattern_ops".to_owned()),
                    descending: true,
                    nulls_first: Some(false),
                    ..by("a")
                },
                IndexPart { nulls_first: Some(true), ..over("lower(a)") },
                over("((a || 'x'::text))"),
            ],
        )
    };
    let trigrams = IndexPart { operator_class: Some("gist_trgm_ops(siglen='32')".to_owned()), ..by("a") };
    let gist = Index { method: Some("gist".to_owned()), ..index("g", &[trigrams]) };
    let only = Index { only: true, ..index("o", &[by("a")]) };
    hold(
        15,
        "CREATE SCHEMA s; CREATE TABLE s.t (a text, c integer); CREATE EXTENSION pg_trgm;
         CREATE TABLE s.p (a integer) PARTITION BY LIST (a)",
        &[
            Op::CreateIndex { table: within("s", "t"), index: all },
            Op::CreateIndex { table: within("s", "t"), index: gist },
            Op::CreateIndex { table: within("s", "p"), index: only },
            comment(Thing::new(Kind::Index, within("s", "I x")), "it"),
            Op::Rename { thing: Thing::new(Kind::Index, within("s", "g")), to: n("h") },
            Op::DropIndex { table: within("s", "p"), name: n("o") },
        ],
        &[(
            "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN ('s.t'::regclass, 's.p'::regclass) ORDER BY 1",
            "CREATE INDEX h ON s.t USING gist (a gist_trgm_ops (siglen='32'))\n\
             CREATE UNIQUE INDEX \"I x\" ON s.t USING btree (a COLLATE \"C\" text_pattern_ops DESC NULLS LAST, lower(a) NULLS FIRST, ((a || 'x'::text))) INCLUDE (c) NULLS NOT DISTINCT WITH (fillfactor='70') WHERE (c > 0)",
        )],
    );
}

#[test]
fn tables_change_as_a_whole() {
    let t = within("s", "t");
    let table = |action| alter(&within("s", "t"), action);
    let security = |enabled, forced| RowSecurity { enabled, forced };
    let other = Pair::new(map(&[("fillfactor", "50")]), map(&[("toast.autovacuum_enabled", "off")]));
    hold(
        15,
        "CREATE SCHEMA s; CREATE TABLE s.t (a integer NOT NULL) WITH (fillfactor = 50); CREATE UNIQUE INDEX i ON s.t (a);
         CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
         CREATE TRIGGER r AFTER INSERT ON s.t EXECUTE FUNCTION f()",
        &[
            table(TableAction::SetLogged(false)),
            table(TableAction::SetLogged(true)),
            table(TableAction::SetParameters(other)),
            table(TableAction::SetTablespace(None)),
            table(TableAction::SetAccessMethod(None)),
            table(TableAction::SetRowSecurity(Pair::new(security(false, false), security(true, true)))),
            table(TableAction::SetRowSecurity(Pair::new(security(true, true), security(true, false)))),
            table(TableAction::SetReplicaIdentity(ReplicaIdentity::Full)),
            table(TableAction::SetReplicaIdentity(ReplicaIdentity::Nothing)),
            table(TableAction::SetReplicaIdentity(ReplicaIdentity::Default)),
            table(TableAction::SetReplicaIdentity(ReplicaIdentity::Index(n("i")))),
            table(TableAction::SetClusteredOn(Some(n("i")))),
            table(TableAction::SetClusteredOn(None)),
            table(TableAction::SetTriggerState(n("r"), TriggerState::Disabled)),
            table(TableAction::SetTriggerState(n("r"), TriggerState::Replica)),
            table(TableAction::SetTriggerState(n("r"), TriggerState::Enabled)),
            table(TableAction::SetTriggerState(n("r"), TriggerState::Always)),
            Op::Rename { thing: Thing::part(Kind::Trigger, t.clone(), n("r")), to: n("R") },
            comment(Thing::part(Kind::Trigger, t.clone(), n("R")), "it"),
            comment(Thing::new(Kind::Table, t.clone()), "it"),
            Op::RenameTable(Pair::new(t, o("u'$$%s"))),
            Op::RenameTable(Pair::new(o("u'$$%s"), within("s", "u'$$%s"))),
            Op::DropTrigger { on: within("s", "u'$$%s"), name: n("R") },
        ],
        &[
            ("SELECT relnamespace::regnamespace, relname, relpersistence, reloptions, relrowsecurity, relforcerowsecurity, relreplident FROM pg_class WHERE relkind = 'r' AND relname LIKE 'u%'", "s|u'$$%s|p||t|f|i"),
        ],
    );
    hold(15, "CREATE TABLE t (a integer)", &[Op::DropTable(o("t"))], &[("SELECT to_regclass('t')", "")]);
}
