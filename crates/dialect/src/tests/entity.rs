//! What an entity of an ORM leaves open is as it is in the database, and nothing else is.

use limbeck_schema::{
    Action, Aspect, CalledOtherwise, Canonical, Check, Column, Coverage, Diagnostic, EntityCoverage, Expr,
    ForeignKey, Index, IndexPart, IndexTerm, KeyName, PrimaryKey, Severity, Table, TableCoverage,
    TypeCoverage, Unique,
};

use super::{columns, complete, name, object, schema};

fn table() -> Table {
    let mut table = columns(&[("id", "integer"), ("a", "integer"), ("b", "varchar")]);
    table.primary_key = Some(PrimaryKey::over([name("id")]));
    table
}

fn index(called: &str, over: &[&str], unique: bool) -> Index {
    let parts = over.iter().map(|column| IndexPart::plain(IndexTerm::Column(name(column)))).collect();
    Index { unique, ..Index::new(name(called), parts) }
}

fn completed(entity: EntityCoverage, wanted: Table, live: Table) -> (Canonical, Canonical) {
    let mut coverage = Coverage { keyless_tables: false, ..Coverage::of_tables() };
    let said = [Aspect::ExactType, Aspect::TypeName, Aspect::Default, Aspect::Unique, Aspect::ForeignKey];
    let aspects = TableCoverage::of(said.into_iter().chain([Aspect::Index]));
    coverage.tables.insert(object("t"), TableCoverage { entity: Some(entity), ..aspects });
    let live = schema([live]);
    (complete(schema([wanted]), &coverage, &live).schema, live)
}

fn made_up(names: &[&str]) -> EntityCoverage {
    let made_up = names.iter().map(|text| name(text)).collect();
    EntityCoverage { made_up, index_prefix: "idx-t-".to_owned(), ..EntityCoverage::default() }
}

#[test]
fn what_is_not_said_stays() {
    let mut live = table();
    live.indexes.add(index("by_both", &["a", "b"], false)).unwrap();
    live.indexes.add(index("by_a", &["a"], false)).unwrap();
    let half = Index { predicate: Some(Expr::new("a > 1")), ..index("some", &["b"], true) };
    live.indexes.add(half).unwrap();
    live.checks.add(Check::new(Expr::new("a > 0")));
    live.columns.get_mut(&name("a")).unwrap().default = Some(Expr::new("7"));
    live.columns.add(Column::new(name("other"), "blob")).unwrap();
    let entity = EntityCoverage { ignored: [name("other")].into(), ..made_up(&["idx-t-a", "idx-t-b"]) };
    let (after, live) = completed(entity, table(), live);
    assert_eq!(after, live);
}

#[test]
fn what_can_be_said_and_is_not_goes() {
    let mut live = table();
    live.indexes.add(index("idx-t-a", &["a"], false)).unwrap();
    live.uniques.add(Unique::over([name("b")]));
    live.foreign_keys.add(ForeignKey::new(vec![name("a")], object("t"), vec![name("id")]));
    let (after, _) = completed(made_up(&["idx-t-a"]), table(), live);
    assert_eq!(after, schema([table()]));
}

#[test]
fn one_of_the_same_shape_keeps_its_name() {
    let mut wanted = table();
    wanted.indexes.add(index("idx-t-a", &["a"], false)).unwrap();
    wanted.indexes.add(index("idx-t-k", &["a", "b"], true)).unwrap();
    wanted.uniques.add(Unique::over([name("b")]));
    let key = ForeignKey::new(vec![name("a")], object("t"), vec![name("id")]);
    wanted.foreign_keys.add(key.named(KeyName::Given(name("fk-t-a"))));
    let mut live = table();
    live.indexes.add(index("by_a", &["a"], false)).unwrap();
    live.indexes.add(index("b_once", &["b"], true)).unwrap();
    live.uniques.add(Unique::over([name("b"), name("a")]).named(KeyName::Given(name("both"))));
    live.foreign_keys.add(key.named(KeyName::Given(name("leads"))));
    let (after, live) = completed(made_up(&["idx-t-a", "idx-t-k", "fk-t-a"]), wanted, live);
    assert_eq!(after, live);
}

#[test]
fn a_name_that_somebody_wrote_counts() {
    let key = ForeignKey::new(vec![name("a")], object("t"), vec![name("id")]);
    let (mut wanted, mut live) = (table(), table());
    wanted.foreign_keys.add(key.named(KeyName::Given(name("new"))));
    live.foreign_keys.add(key.named(KeyName::Given(name("old"))));
    let (after, live) = completed(made_up(&[]), wanted, live);
    assert_ne!(after, live);
}

#[test]
fn a_type_is_said_as_far_as_it_is() {
    let of = |said: Option<TypeCoverage>, there: &str| {
        let types = said.map(|said| (name("b"), said)).into_iter().collect();
        let mut live = table();
        live.columns.put(Column::new(name("b"), there));
        let (after, live) = completed(EntityCoverage { types, ..EntityCoverage::default() }, table(), live);
        after == live
    };
    assert!(of(Some(TypeCoverage::Kind), "TEXT"));
    assert!(!of(Some(TypeCoverage::Kind), "INT"));
    assert!(!of(None, "TEXT"));
}

#[test]
fn a_default_nobody_can_read_stays_and_does_not_come() {
    let entity = EntityCoverage { unknown_defaults: [name("b")].into(), ..EntityCoverage::default() };
    let mut coverage = Coverage::of_tables();
    let said = TableCoverage { entity: Some(entity.clone()), ..TableCoverage::of([Aspect::Default]) };
    coverage.tables.insert(object("t"), said);
    let errors = |live: &Canonical| {
        let completed = complete(schema([table()]), &coverage, live);
        completed.notes.iter().filter(|note| note.severity == Severity::Error).count()
    };
    assert_eq!(errors(&schema([table()])), 0);
    assert_eq!(errors(&schema([columns(&[("id", "integer"), ("a", "integer")])])), 1);
    assert_eq!(errors(&schema([])), 1);
}

#[test]
fn a_foreign_key_it_is_silent_on_stays() {
    let mut live = table();
    live.foreign_keys.add(ForeignKey::new(vec![name("a")], object("t"), vec![name("id")]));
    let entity = EntityCoverage { silent_on: [object("t")].into(), ..made_up(&[]) };
    let (after, live) = completed(entity.clone(), table(), live);
    assert_eq!(after, live);
    // Unless its column goes.
    let mut wanted = table();
    wanted.columns.remove(&name("a"));
    let (after, _) = completed(entity, wanted, live.schema().tables.iter().next().unwrap().clone());
    assert!(after.schema().tables.iter().all(|table| table.foreign_keys.is_empty()));
}

#[test]
fn what_it_leaves_open_of_a_foreign_key_is_as_it_is() {
    let key = ForeignKey::new(vec![name("a")], object("t"), vec![name("id")]);
    let (mut wanted, mut live) = (table(), table());
    wanted.foreign_keys.add(key.clone());
    live.foreign_keys.add(ForeignKey { on_delete: Action::Cascade, ..key });
    let entity = EntityCoverage { open_actions: [vec![name("a")]].into(), ..made_up(&[]) };
    let (after, there) = completed(entity, wanted.clone(), live.clone());
    assert_eq!(after, there);
    let (after, there) = completed(made_up(&[]), wanted, live);
    assert_ne!(after, there);
}

#[test]
fn a_foreign_key_to_what_no_entity_stands_for_stays() {
    let mut live = table();
    live.foreign_keys.add(ForeignKey::new(vec![name("a")], object("excluded"), vec![name("id")]));
    let (after, live) = completed(made_up(&[]), table(), live);
    assert_eq!(after, live);
}

#[test]
fn a_check_comes_beside_another_and_takes_the_place_of_one_that_is_called_so() {
    let check = |called: Option<&str>, expr: &str| Check {
        name: called.map_or(KeyName::Implied, |called| KeyName::Given(name(called))),
        ..Check::new(Expr::new(expr))
    };
    let after = |said: Check| {
        let (mut wanted, mut live) = (table(), table());
        wanted.checks.add(said);
        live.checks.add(check(Some("old"), "a > 0"));
        live.checks.add(check(None, "b <> ''"));
        let mut coverage = Coverage::of_tables();
        let entity = Some(EntityCoverage::default());
        coverage.tables.insert(object("t"), TableCoverage { entity, ..TableCoverage::of([]) });
        let done = complete(schema([wanted]), &coverage, &schema([live]));
        let checks = done.schema.schema().tables.get(&object("t")).unwrap().checks.len();
        (checks, done.notes.len())
    };
    assert_eq!(after(check(None, "a > 0")), (2, 0));
    assert_eq!(after(check(None, "a > 1")), (3, 1));
    assert_eq!(after(check(None, "id > 1")), (3, 0));
    assert_eq!(after(check(Some("old"), "a > 1")), (2, 0));
}

#[test]
fn a_column_is_the_one_that_is_there_under_its_other_name() {
    let told = Diagnostic { severity: Severity::Warning, message: "told".to_owned(), span: None, help: None };
    let entity = || EntityCoverage {
        called_otherwise: [(name("b"), CalledOtherwise { name: name("b_2"), told: told.clone() })].into(),
        types: [(name("b"), TypeCoverage::Name)].into(),
        ..EntityCoverage::default()
    };
    let with = |called: &[&str]| {
        let mut there = table();
        there.columns.remove(&name("b"));
        for called in called {
            there.columns.add(Column::new(name(called), "varchar(9)")).unwrap();
        }
        there
    };
    let after = |live: &[&str]| {
        let mut coverage = Coverage::of_tables();
        let aspects = TableCoverage::of([Aspect::ExactType, Aspect::Unique]);
        coverage.tables.insert(object("t"), TableCoverage { entity: Some(entity()), ..aspects });
        let mut wanted = table();
        wanted.uniques.add(Unique::over([name("b")]));
        let mut live = with(live);
        let unique = live.columns.iter().last().map(|column| Unique::over([column.name.clone()]));
        live.uniques = unique.into_iter().collect();
        let live = schema([live]);
        let done = complete(schema([wanted]), &coverage, &live);
        (done.schema == live, done.notes)
    };
    assert_eq!(after(&["b_2"]), (true, vec![told.clone()]));
    assert_eq!(after(&["b"]), (true, vec![]));
    // Where both are there, one is too many.
    assert_eq!(after(&["b_2", "b"]), (false, vec![]));
    assert_eq!(after(&["c"]), (false, vec![]));
}
