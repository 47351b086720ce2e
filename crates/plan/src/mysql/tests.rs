use limbeck_schema::{
    Canonical, Check, Column, Dialect, Expr, Family, ForeignKey, Index, IndexPart, IndexTerm, KeyName, Name,
    ObjectName, Pair, PrimaryKey, Renames, Schema, Table, Vendor, Version,
};

use crate::{Clause, Op, PlanOptions, Position, plan};

const MYSQL: Dialect = Dialect::new(Family::Mysql, Version { major: 9, minor: 7, patch: 4 });
const MARIADB: Dialect = Dialect {
    vendor: Vendor::MariaDb,
    ..Dialect::new(Family::Mysql, Version { major: 10, minor: 11, patch: 19 })
};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn named(text: &str) -> ObjectName {
    ObjectName::plain(name(text))
}

fn table(text: &str, columns: &[(&str, &str)]) -> Table {
    let mut table = Table::new(named(text));
    for (column, sql_type) in columns {
        table.columns.add(Column::new(name(column), *sql_type)).unwrap();
    }
    table
}

fn index(text: &str, column: &str) -> Index {
    Index::new(name(text), vec![IndexPart::plain(IndexTerm::Column(name(column)))])
}

fn fulltext(text: &str, column: &str) -> Index {
    Index { method: Some("FULLTEXT".to_owned()), ..index(text, column) }
}

fn check(text: &str, expr: &str) -> Check {
    Check::new(Expr::new(expr)).named(KeyName::Given(name(text)))
}

fn family() -> [Table; 2] {
    let mut parent = table("p", &[("id", "int")]);
    parent.primary_key = Some(PrimaryKey::over([name("id")]));
    let mut child = table("c", &[("id", "int"), ("pid", "int")]);
    child.indexes.add(index("pid", "pid")).unwrap();
    let key = ForeignKey::new(vec![name("pid")], named("p"), vec![name("id")]);
    child.foreign_keys.add(key.named(KeyName::Given(name("c_ibfk_1"))));
    [parent, child]
}

fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|table| schema.tables.add(table).unwrap());
    schema
}

fn planned(before: Schema, after: Schema, renames: &Renames, dialect: Dialect) -> Vec<Op> {
    let sides = Pair::new(before, after).map(|schema| Canonical::vouched(schema, dialect));
    let set = limbeck_diff::diff(sides.as_ref(), renames);
    let plan = plan(&set, sides.as_ref(), &PlanOptions::default());
    plan.groups.into_iter().flat_map(|group| group.steps).map(|step| step.op).collect()
}

fn ops(before: impl IntoIterator<Item = Table>, after: impl IntoIterator<Item = Table>) -> Vec<Op> {
    planned(schema(before), schema(after), &Renames::new(), MYSQL)
}

fn clauses(op: &Op) -> &[Clause] {
    match op {
        Op::AlterTogether { clauses, .. } => clauses,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_table_changes_in_one_statement() {
    let before = table("t", &[("a", "int"), ("b", "int"), ("c", "int")]);
    let mut after =
        table("t", &[("first", "int"), ("a", "bigint"), ("between", "int"), ("c", "int"), ("last", "int")]);
    after.indexes.add(index("i", "a")).unwrap();
    let ops = ops([before], [after]);
    let [one] = &ops[..] else { panic!("{ops:?}") };
    let [
        Clause::DropColumn(_),
        Clause::AddColumn(_, Position::First),
        Clause::RedefineColumn(wider, None),
        Clause::AddColumn(_, Position::After(behind)),
        Clause::AddColumn(_, Position::Last),
        Clause::AddIndex(_),
    ] = clauses(one)
    else {
        panic!("{one:?}")
    };
    assert_eq!((wider.column.sql_type.text.as_str(), behind.as_str()), ("bigint", "a"));
}

#[test]
fn a_foreign_key_steps_aside_for_its_columns() {
    let [parent, child] = family();
    let [mut wider_parent, mut wider_child] = family();
    for table in [&mut wider_parent, &mut wider_child] {
        table.columns.iter_mut().for_each(|column| column.sql_type = limbeck_schema::SqlType::new("bigint"));
    }
    let ops = ops([parent, child], [wider_parent, wider_child]);
    let [drop, _, _, add] = &ops[..] else { panic!("{ops:?}") };
    assert!(matches!(clauses(drop), [Clause::DropForeignKey(_)]));
    assert!(matches!(clauses(add), [Clause::AddForeignKey(_)]));
}

#[test]
fn a_foreign_key_stays_where_another_index_takes_over() {
    let [parent, child] = family();
    let [_, mut other] = family();
    other.indexes = [index("other", "pid")].into_iter().fold(Default::default(), |mut all, index| {
        limbeck_schema::Items::put(&mut all, index);
        all
    });
    let ops = ops([parent.clone(), child], [parent, other]);
    let [one] = &ops[..] else { panic!("{ops:?}") };
    assert!(matches!(clauses(one), [Clause::RenameIndex(_)]), "{one:?}");
}

#[test]
fn expressions_follow_a_rename_or_come_again() {
    let with = |column: &str| {
        let mut table = table("t", &[(column, "int")]);
        table.checks.add(check("positive", &format!("`{column}` > 0")));
        table
    };
    let mut renames = Renames::new();
    renames.add_column(named("t"), name("a"), name("b")).unwrap();
    let of = |dialect| planned(schema([with("b")]), schema([with("b")]), &renames, dialect);
    let mysql = of(MYSQL);
    let all: Vec<&Clause> = mysql.iter().flat_map(clauses).collect();
    assert!(
        matches!(all[..], [Clause::DropCheck(_), Clause::RenameColumn(_), Clause::AddCheck(_)]),
        "{mysql:?}"
    );
    let mariadb = of(MARIADB);
    assert!(matches!(clauses(&mariadb[0]), [Clause::RenameColumn(_)]), "{mariadb:?}");
}

#[test]
fn one_fulltext_index_is_built_at_a_time() {
    let before = table("t", &[("a", "text"), ("b", "text")]);
    let mut after = before.clone();
    for (own, column) in [("x", "a"), ("y", "b")] {
        after.indexes.add(fulltext(own, column)).unwrap();
    }
    assert_eq!(ops([before.clone()], [after.clone()]).len(), 2);
    assert_eq!(planned(schema([before]), schema([after]), &Renames::new(), MARIADB).len(), 1);
}

#[test]
fn partitions_are_added_or_the_last_one_is_cut() {
    let cut = |partitions: &str| {
        let mut table = table("t", &[("a", "int")]);
        table.options.partitioned_by = Some(Expr::new(format!("RANGE (`a`) ({partitions})")));
        table
    };
    let (one, two) = ("PARTITION p0 VALUES LESS THAN (1)", "PARTITION p1 VALUES LESS THAN (2)");
    let rest = "PARTITION p9 VALUES LESS THAN MAXVALUE";
    let of = |before: String, after: String| {
        let ops = ops([cut(&before)], [cut(&after)]);
        clauses(&ops[0])[0].clone()
    };
    assert_eq!(of(one.to_owned(), format!("{one}, {two}")), Clause::AddPartitions(two.to_owned()));
    let reorganized = of(format!("{one}, {rest}"), format!("{one}, {two}, {rest}"));
    assert_eq!(reorganized, Clause::ReorganizePartitions(vec![name("p9")], format!("{two},\n{rest}")));
    assert!(matches!(of(format!("{one}, {two}"), one.to_owned()), Clause::PartitionBy(Some(_))));
}

#[test]
fn tables_of_a_circle_come_and_go() {
    let [mut parent, child] = family();
    let key = ForeignKey::new(vec![name("id")], named("c"), vec![name("id")]);
    parent.foreign_keys.add(key.named(KeyName::Given(name("p_ibfk_1"))));
    let up = ops([], [parent.clone(), child.clone()]);
    assert!(matches!(&up[..], [Op::CreateTable(_), Op::CreateTable(_), Op::AlterTogether { .. }]), "{up:?}");
    let down = ops([parent, child], []);
    assert!(matches!(&down[..], [Op::AlterTogether { .. }, Op::DropTable(_), Op::DropTable(_)]), "{down:?}");
}
