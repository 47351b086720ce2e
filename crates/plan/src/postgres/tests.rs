use limbeck_schema::{
    Body, Canonical, Change, ChangeSet, Column, Comment, Dialect, Edit, Expr, Family, ForeignKey, KeyName,
    Kind, Name, Object, ObjectName, Pair, PrimaryKey, Schema, Sequence, SqlType, Statement, Table, Thing,
    Version, View,
};

use super::{cast, object, stages::first_stage as first_stage_of};
use crate::{ObjectAction, Op, PlanOptions, TableAction, plan};

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

fn keyed(mut table: Table) -> Table {
    let key = PrimaryKey::over([name("id")]);
    let given = KeyName::Given(name(&format!("{}_pkey", table.name)));
    table.primary_key = Some(PrimaryKey { name: given, ..key });
    table
}

fn referring(mut table: Table, column: &str, parent: &str) -> Table {
    let key = ForeignKey::new(vec![name(column)], named(parent), vec![name("id")]);
    let given = KeyName::Given(name(&format!("{}_{column}_fkey", table.name)));
    table.foreign_keys.add(ForeignKey { name: given, ..key });
    table
}

fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|table| schema.tables.add(table).unwrap());
    schema
}

fn canonical(schema: &Schema) -> Canonical {
    let version = Version { major: 15, minor: 18, patch: 0 };
    Canonical::vouched(schema.clone(), Dialect::new(Family::Postgres, version))
}

/// What is done between two schemas; the planner looks at them as soon as anything differs.
fn ops(before: &Schema, after: &Schema) -> Vec<Op> {
    let sides = Pair::new(canonical(before), canonical(after));
    let some = Change::Table(Edit::Create(table("any", &[])));
    let set = ChangeSet { changes: vec![some], ..ChangeSet::default() };
    let plan = plan(&set, sides.as_ref(), &PlanOptions::default());
    plan.groups.into_iter().flat_map(|group| group.steps).map(|step| step.op).collect()
}

fn enumeration(text: &str, labels: &[&str]) -> Object {
    let labels = labels.iter().map(|label| (*label).to_owned()).collect();
    Object { id: Thing::new(Kind::Enum, named(text)), body: Body::Enum(labels) }
}

#[test]
fn a_circle_of_new_tables_is_closed_by_a_key_of_its_own() {
    let a = referring(keyed(table("a", &[("id", "integer"), ("b", "integer")])), "b", "b");
    let b = referring(keyed(table("b", &[("id", "integer"), ("a", "integer")])), "a", "a");
    let up = ops(&Schema::default(), &schema([a.clone(), b.clone()]));
    let Op::CreateTable(first) = &up[0] else { panic!("{up:?}") };
    let Op::CreateTable(second) = &up[1] else { panic!("{up:?}") };
    assert_eq!((first.foreign_keys.len(), second.foreign_keys.len()), (0, 1));
    assert!(
        matches!(&up[2], Op::AlterTable { action, .. } if matches!(**action, TableAction::AddForeignKey(_)))
    );
    let down = ops(&schema([a, b]), &Schema::default());
    assert!(
        matches!(&down[0], Op::AlterTable { action, .. } if matches!(**action, TableAction::DropConstraint(_)))
    );
    assert!(matches!(&down[1..], [Op::DropTable(_), Op::DropTable(_)]), "{down:?}");
}

#[test]
fn a_table_that_refers_to_itself_is_one_statement() {
    let tree = referring(keyed(table("tree", &[("id", "integer"), ("up", "integer")])), "up", "tree");
    assert!(matches!(&ops(&Schema::default(), &schema([tree.clone()]))[..], [Op::CreateTable(_)]));
    assert!(matches!(&ops(&schema([tree]), &Schema::default())[..], [Op::DropTable(_)]));
}

#[test]
fn a_view_steps_aside_with_its_comment_while_a_column_gets_another_type() {
    let with = |sql_type: &str| {
        let mut schema = schema([table("t", &[("a", sql_type)])]);
        schema.views.add(View::new(named("v"), Statement::new("SELECT a FROM t"))).unwrap();
        let view = Thing::new(Kind::View, named("v"));
        schema.comments.add(Comment { on: view.clone(), text: "all".to_owned() }).unwrap();
        schema.dependencies.add(view, Thing::part(Kind::Column, named("t"), name("a")));
        schema
    };
    let found = ops(&with("integer"), &with("bigint"));
    assert!(matches!(
        &found[..],
        [Op::DropView { .. }, Op::AlterTable { .. }, Op::CreateView(_), Op::Comment { text: Some(_), .. }]
    ));
}

#[test]
fn labels_come_in_front_of_their_successor_and_in_order() {
    let strings = |labels: &[&str]| Body::Enum(labels.iter().map(|label| (*label).to_owned()).collect());
    let object = |labels: &[&str]| Object { body: strings(labels), ..enumeration("e", &[]) };
    let found =
        object::alterations(Pair::new(&object(&["b", "d"]), &object(&["a", "b", "c1", "c2", "d", "e"])));
    let said = found.iter().map(|op| match op {
        Op::AlterObject { action: ObjectAction::AddLabel { label, before }, .. } => {
            (label.as_str(), before.as_deref())
        }
        other => panic!("{other:?}"),
    });
    let wanted = [("a", Some("b")), ("c1", Some("d")), ("c2", Some("d")), ("e", None)];
    assert_eq!(said.collect::<Vec<_>>(), wanted);
}

#[test]
fn a_type_that_loses_a_label_waits_until_no_column_has_it() {
    let with = |labels: &[&str]| {
        let mut schema = schema([table("t", &[("a", "e"), ("list", "e[]")])]);
        schema.objects.add(enumeration("e", labels)).unwrap();
        schema
    };
    let found = ops(&with(&["x", "y"]), &with(&["x"]));
    let [
        Op::Rename { to, .. },
        Op::CreateObject(_),
        Op::AlterTable { action, .. },
        Op::AlterTable { .. },
        Op::DropObject(old),
    ] = &found[..]
    else {
        panic!("{found:?}")
    };
    assert_eq!(to.as_str(), "limbeck_old_e");
    assert_eq!(old.name.name, *to);
    let TableAction::SetType { using, .. } = &**action else { panic!("{action:?}") };
    assert_eq!(using.as_ref().unwrap().text, "\"a\"::text::e");
}

#[test]
fn a_new_label_that_is_used_takes_a_stage_of_its_own() {
    let with = |labels: &[&str], default: Option<&str>| {
        let mut t = table("t", &[("a", "e")]);
        t.columns.get_mut(&name("a")).unwrap().default = default.map(Expr::new);
        let mut schema = schema([t]);
        schema.objects.add(enumeration("e", labels)).unwrap();
        if default.is_some() {
            let default = Thing::part(Kind::Default, named("t"), name("a"));
            schema.dependencies.add(default, Thing::new(Kind::Enum, named("e")));
        }
        schema
    };
    let stage = |before: &Schema, after: &Schema| {
        let sides = Pair::new(canonical(before), canonical(after));
        let object = |schema: &Schema| schema.objects.iter().next().unwrap().clone();
        let grown = Change::Object(Edit::Alter(Pair::new(object(before), object(after))));
        let other = Change::Table(Edit::Create(table("any", &[])));
        first_stage_of(&ChangeSet { changes: vec![grown, other], ..ChangeSet::default() }, sides.as_ref())
    };
    let first = stage(&with(&["x"], None), &with(&["x", "y"], Some("'y'::e"))).unwrap();
    assert_eq!(first.changes.len(), 1);
    assert_eq!(stage(&with(&["x"], None), &with(&["x", "y"], None)), None);
}

#[test]
fn a_sequence_comes_before_the_default_and_belongs_to_the_column_afterwards() {
    let mut t = table("t", &[("id", "integer")]);
    t.columns.get_mut(&name("id")).unwrap().default = Some(Expr::new("nextval('t_id_seq'::regclass)"));
    let mut after = schema([t]);
    let owned_by = Some((named("t"), name("id")));
    let sequence = Body::Sequence(Sequence { owned_by, ..Sequence::over("integer") });
    after.objects.add(Object { id: Thing::new(Kind::Sequence, named("t_id_seq")), body: sequence }).unwrap();
    let up = ops(&Schema::default(), &after);
    assert!(matches!(&up[..], [Op::CreateObject(_), Op::CreateTable(_), Op::AlterObject { .. }]), "{up:?}");
    let down = ops(&after, &Schema::default());
    assert!(matches!(&down[..], [Op::DropTable(_)]), "{down:?}");
}

#[test]
fn values_are_converted_by_the_server_where_it_can() {
    let using = |before: &str, after: &str| {
        cast::using(&name("c"), &SqlType::new(before), &SqlType::new(after)).map(|expr| expr.text)
    };
    assert_eq!(using("integer", "bigint"), None);
    assert_eq!(using("character varying(10)", "text"), None);
    assert_eq!(using("uuid", "text"), None);
    assert_eq!(using("timestamp(3) without time zone", "timestamp with time zone"), None);
    assert_eq!(using("text", "uuid").as_deref(), Some("\"c\"::uuid"));
    assert_eq!(using("integer", "boolean").as_deref(), Some("\"c\"::boolean"));
    assert_eq!(using("mood", "other").as_deref(), Some("\"c\"::text::other"));
    assert_eq!(
        using("integer[]", "integer").as_deref(),
        Some("CASE WHEN cardinality(\"c\") > 1 THEN \"c\"::text::integer ELSE \"c\"[1] END")
    );
}
