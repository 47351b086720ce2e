use limbeck_schema::{
    Aspect, Bag, Body, Check, Comment, Coverage, Domain, EntityCoverage, Expr, ForeignKey, Grant, Identity,
    Index, IndexPart, IndexTerm, KeyName, Kind, Object, Policy, PrimaryKey, Sequence, TableCoverage, Thing,
    Trigger, Unique,
};

use super::*;
use crate::{complete, complete::Completed};

/// What `table!` says.
fn diesel() -> TableCoverage {
    TableCoverage::of([Aspect::TypeName])
}

/// What a struct says.
fn rust() -> TableCoverage {
    let unsaid = [
        Aspect::ExactType,
        Aspect::TypeName,
        Aspect::Trigger,
        Aspect::ConstraintName,
        Aspect::Identity,
        Aspect::KeyDetail,
        Aspect::Exclusion,
        Aspect::Detail,
        Aspect::Options,
    ];
    TableCoverage::of(Aspect::all().iter().filter(|aspect| !unsaid.contains(aspect)))
}

fn completed(models: Schema, of_table: &TableCoverage, live: Schema) -> Completed {
    let mut coverage = Coverage::of_tables();
    coverage.tables.extend(models.tables.iter().map(|table| (table.name.clone(), of_table.clone())));
    complete(canonicalize(models, POSTGRES), &coverage, &canonicalize(live, POSTGRES))
}

fn with(tables: impl IntoIterator<Item = Table>) -> Schema {
    schema(tables).into_schema()
}

fn counting(sql_type: &str) -> Identity {
    Identity { always: true, sequence_name: None, sequence: Sequence::over(sql_type) }
}

#[test]
fn what_table_cannot_say_stays() {
    let mut live =
        columns(&[("id", "bigint"), ("name", "character varying(20)"), ("price", "numeric(10,2)")]);
    live.primary_key =
        Some(PrimaryKey { name: KeyName::Given(name("t_pkey")), ..PrimaryKey::over([name("id")]) });
    let id = live.columns.get_mut(&name("id")).unwrap();
    (id.nullable, id.identity, id.comment) =
        (false, Some(Box::new(counting("bigint"))), Some("counts".to_owned()));
    let column = live.columns.get_mut(&name("name")).unwrap();
    (column.default, column.storage) =
        (Some(Expr::new("'x'::character varying")), Some("EXTERNAL".to_owned()));
    let part = IndexPart {
        operator_class: Some("x".to_owned()),
        ..IndexPart::plain(IndexTerm::Column(name("name")))
    };
    live.indexes.add(Index::new(name("i"), vec![part])).unwrap();
    live.options.row_security.enabled = true;
    let mut model = columns(&[("id", "bigint"), ("name", "character varying"), ("price", "numeric")]);
    model.primary_key = Some(PrimaryKey::over([name("id")]));
    let there = with([live]);
    let done = completed(with([model]), &diesel(), there.clone());
    assert_eq!(*done.schema.schema(), there);
    assert!(done.notes.is_empty());
}

#[test]
fn a_length_that_is_written_is_meant() {
    let live = with([columns(&[("a", "character varying(20)"), ("b", "text")])]);
    let model = columns(&[("a", "character varying(30)"), ("b", "character varying")]);
    let done = completed(with([model.clone()]), &diesel(), live.clone());
    assert_eq!(*done.schema.schema(), with([model.clone()]));
    let done = completed(with([columns(&[("a", "text"), ("b", "text")])]), &rust(), live.clone());
    assert_eq!(*done.schema.schema(), live, "a String holds either");
}

#[test]
fn a_domain_is_what_is_behind_it() {
    let mut live = with([columns(&[("a", "app.\"Email\"")])]);
    let id = Thing::new(Kind::Domain, ObjectName { namespace: Some(name("app")), name: name("Email") });
    let domain = Domain {
        base: limbeck_schema::SqlType::new("text"),
        nullable: true,
        default: None,
        collation: None,
        checks: Bag::new(),
    };
    live.objects.add(Object { id, body: Body::Domain(domain) }).unwrap();
    let done = completed(with([columns(&[("a", "text")])]), &diesel(), live.clone());
    assert_eq!(*done.schema.schema(), canonicalize(live, POSTGRES).into_schema());
}

#[test]
fn a_column_that_counts_counts_as_it_does() {
    let mut model = columns(&[("id", "bigint")]);
    model.columns.get_mut(&name("id")).unwrap().identity =
        Some(Box::new(Identity { always: false, ..counting("bigint") }));
    let mut serial = columns(&[("id", "bigint")]);
    let id = serial.columns.get_mut(&name("id")).unwrap();
    (id.nullable, id.default) = (false, Some(Expr::new("nextval('t_id_seq'::regclass)")));
    let done = completed(with([model.clone()]), &rust(), with([serial.clone()]));
    assert_eq!(*done.schema.schema(), with([serial]));
    let mut narrow = columns(&[("id", "integer")]);
    narrow.columns.get_mut(&name("id")).unwrap().identity = Some(Box::new(counting("integer")));
    let done = completed(with([model]), &rust(), with([narrow]));
    let table = done.schema.schema().tables.get(&object("t")).unwrap().clone();
    let identity = table.columns.get(&name("id")).unwrap().identity.clone().unwrap();
    assert_eq!(*identity, Identity { always: true, ..counting("bigint") });
}

#[test]
fn serial_in_a_model_is_what_is_there() {
    let mut live = columns(&[("id", "integer")]);
    let id = live.columns.get_mut(&name("id")).unwrap();
    (id.nullable, id.identity) = (false, Some(Box::new(counting("integer"))));
    let done = completed(with([columns(&[("id", "serial")])]), &diesel(), with([live.clone()]));
    assert_eq!(*done.schema.schema(), with([live]));
}

#[test]
fn constraints_without_a_name_have_the_live_or_the_made_up_one() {
    let mut live = columns(&[("a", "integer"), ("b", "integer")]);
    let unique = |column: &str| Unique::over([name(column)]);
    live.uniques.add(Unique { name: KeyName::Given(name("mine")), include: vec![name("b")], ..unique("a") });
    live.checks.add(Check { name: KeyName::Given(name("t_a_check")), ..Check::new(Expr::new("(a > 0)")) });
    let mut model = columns(&[("a", "integer"), ("b", "integer")]);
    model.uniques.add(unique("a"));
    model.uniques.add(unique("b"));
    model.checks.add(Check::new(Expr::new("a > 0")));
    model.checks.add(Check::new(Expr::new("a < 9")));
    model.foreign_keys.add(ForeignKey::new(vec![name("a"), name("b")], object("t"), Vec::new()));
    model.primary_key = Some(PrimaryKey::over([name("a")]));
    let done = completed(with([model]), &rust(), with([live]));
    let table = done.schema.schema().tables.get(&object("t")).unwrap();
    let names: Vec<&str> = (table.uniques.iter().map(|unique| &unique.name))
        .chain(table.checks.iter().map(|check| &check.name))
        .chain(table.foreign_keys.iter().map(|key| &key.name))
        .chain(table.primary_key.iter().map(|key| &key.name))
        .map(|name| name.given().unwrap().as_str())
        .collect();
    assert_eq!(names, ["mine", "t_b_key", "t_a_check", "t_a_check1", "t_a_b_fkey", "t_pkey"]);
    assert_eq!(table.uniques.iter().next().unwrap().include, [name("b")]);
}

#[test]
fn what_hangs_on_something_that_goes_goes_too() {
    let mut live = columns(&[("a", "integer"), ("gone", "integer")]);
    for trigger in ["stays", "goes"] {
        let definition = limbeck_schema::Statement::new(format!("CREATE TRIGGER {trigger}"));
        live.triggers.add(Trigger::new(name(trigger), definition)).unwrap();
    }
    let mut there = with([live.clone(), Table { name: object("old"), ..columns(&[("x", "integer")]) }]);
    let mut child = columns(&[("old_x", "integer")]);
    child.name = object("child");
    let key = ForeignKey::new(vec![name("old_x")], object("old"), vec![name("x")]);
    child.foreign_keys.add(ForeignKey { name: KeyName::Given(name("fk")), ..key });
    there.tables.add(child.clone()).unwrap();
    let old_key = PrimaryKey::over([name("x")]);
    there.tables.get_mut(&object("old")).unwrap().primary_key = Some(old_key);
    let column = Thing::part(Kind::Column, object("t"), name("gone"));
    there.dependencies.add(Thing::part(Kind::Trigger, object("t"), name("goes")), column.clone());
    let sequence = Sequence { owned_by: Some((object("t"), name("gone"))), ..Sequence::over("integer") };
    let sequence = Object { id: Thing::new(Kind::Sequence, object("s")), body: Body::Sequence(sequence) };
    let policy = Policy {
        restrictive: false,
        command: "ALL".to_owned(),
        roles: vec![],
        using: None,
        with_check: None,
    };
    let policy =
        Object { id: Thing::part(Kind::Policy, object("old"), name("p")), body: Body::Policy(policy) };
    for object in [sequence.clone(), policy.clone()] {
        there.comments.add(Comment { on: object.id.clone(), text: "x".to_owned() }).unwrap();
        there.objects.add(object).unwrap();
    }
    let grant = |on: Thing| Grant {
        on,
        grantee: None,
        privilege: "SELECT".to_owned(),
        grantable: false,
        revoked: false,
    };
    for on in [Thing::new(Kind::Table, object("t")), Thing::new(Kind::Table, object("old")), column] {
        there.grants.add(grant(on));
    }
    let child_model = Table { foreign_keys: Bag::new(), ..child };
    let done = completed(with([columns(&[("a", "integer")]), child_model]), &diesel(), there);
    let after = done.schema.schema();
    let table = after.tables.get(&object("t")).unwrap();
    assert_eq!(table.triggers.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["stays"]);
    assert!(after.objects.is_empty() && after.comments.is_empty());
    assert_eq!(after.grants.iter().map(|grant| grant.on.to_string()).collect::<Vec<_>>(), ["t"]);
    assert!(after.tables.get(&object("child")).unwrap().foreign_keys.is_empty());
    assert!(after.dependencies.iter().next().is_none());
    let told: Vec<&str> = done.notes.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "the foreign key of child goes with what it refers to in old",
            "the trigger goes goes with the column of t it needs"
        ]
    );
}

#[test]
fn what_models_cannot_have_is_not_dropped() {
    let key = |mut table: Table| {
        table.primary_key = Some(PrimaryKey::over([name("a")]));
        table
    };
    let named = |text: &str| Table { name: object(text), ..key(columns(&[("a", "integer")])) };
    let mut partition = named("part");
    partition.options.partition_of =
        Some(limbeck_schema::Partition { parent: object("t"), bound: Expr::new("DEFAULT") });
    let mut elsewhere = named("far");
    elsewhere.name.namespace = Some(name("app"));
    let live = with([named("t"), partition, elsewhere, named("dropped")]);
    let done = completed(with([named("t")]), &diesel(), live);
    let names: Vec<String> = done.schema.schema().tables.iter().map(|table| table.name.to_string()).collect();
    assert_eq!(names, ["t", "part", "app.far"]);

    let far = |text: &str| {
        let mut table = named(text);
        table.name.namespace = Some(name("app"));
        table
    };
    let done = completed(with([far("t")]), &diesel(), with([named("u"), far("t"), far("dropped")]));
    let names: Vec<String> = done.schema.schema().tables.iter().map(|table| table.name.to_string()).collect();
    assert_eq!(names, ["app.t", "u"], "of the default namespace nothing is said");
}

#[test]
fn a_namespace_comes_with_its_first_table() {
    let mut model = columns(&[("a", "integer")]);
    model.name.namespace = Some(name("app"));
    let done = completed(with([model]), &diesel(), Schema::default());
    assert_eq!(done.schema.schema().objects.iter().map(|o| o.id.to_string()).collect::<Vec<_>>(), ["app"]);
}

#[test]
fn an_entity_has_no_word_for_the_namespace_of_a_type() {
    let of =
        |sql_type: &str| columns(&[("id", "integer"), ("a", sql_type), ("more", &format!("{sql_type}[]"))]);
    let labels = |name: ObjectName, labels: &[&str]| {
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        Object { id: Thing::new(Kind::Enum, name), body: Body::Enum(labels) }
    };
    let there = ObjectName { namespace: Some(name("app")), name: name("mood") };
    let mut live = with([of("app.mood")]);
    live.objects.add(labels(there.clone(), &["sad", "glad"])).unwrap();
    live.objects.add(Object::namespace(name("app"))).unwrap();
    let mut wanted = with([of("mood")]);
    wanted.objects.add(labels(object("mood"), &["sad", "so so", "glad"])).unwrap();
    let enumerations = [(name("a"), "mood".to_owned()), (name("more"), "mood".to_owned())].into();
    let entity = EntityCoverage { enumerations, ..EntityCoverage::default() };
    let said = TableCoverage { entity: Some(entity), ..TableCoverage::of([Aspect::ExactType]) };
    let done = completed(wanted, &said, live.clone());
    let after = done.schema.schema();
    assert_eq!(after.tables, canonicalize(live, POSTGRES).schema().tables);
    assert_eq!(after.objects.len(), 2);
    let labels = &after.objects.get(&Thing::new(Kind::Enum, there)).unwrap().body;
    assert_eq!(*labels, Body::Enum(["sad", "so so", "glad"].map(str::to_owned).to_vec()));
}
