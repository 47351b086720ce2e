use limbeck_schema::{
    Action, Check, Expr, ForeignKey, Index, IndexPart, IndexTerm, KeyName, PrimaryKey, Renames, Statement,
    Trigger, Unique,
};

use super::*;
use crate::rename;

fn plain(index: &str, over: &[&str]) -> Index {
    let parts = over.iter().map(|column| IndexPart::plain(IndexTerm::Column(name(column)))).collect();
    Index::new(name(index), parts)
}

fn key(called: Option<&str>, column: &str) -> ForeignKey {
    let key = ForeignKey::new(vec![name(column)], object("p"), vec![name("id")]);
    called.map_or_else(|| key.clone(), |called| key.named(KeyName::Given(name(called))))
}

fn with(keys: &[ForeignKey], indexes: &[Index]) -> Table {
    let mut table = columns(&[("id", "int"), ("pid", "int"), ("x", "int")]);
    table.primary_key = Some(PrimaryKey::over([name("id")]));
    keys.iter().for_each(|key| table.foreign_keys.add(key.clone()));
    indexes.iter().for_each(|index| table.indexes.add(index.clone()).unwrap());
    table
}

#[test]
fn names_ignore_case_where_the_server_does() {
    let mut one = columns(&[("Id", "int")]);
    one.indexes.add(plain("I", &["ID"])).unwrap();
    let mut other = columns(&[("id", "int")]);
    other.indexes.add(plain("i", &["id"])).unwrap();
    assert_eq!(schema([one.clone()]), schema([other]));
    let mut big = columns(&[("Id", "int")]);
    big.name = object("T");
    assert_ne!(schema([columns(&[("Id", "int")])]), schema([big.clone()]));
    let folding = Dialect { folds_table_names: true, ..MYSQL };
    assert_eq!(judged(big, folding).name, object("t"));
    let trigger = |called: &str, dialect| {
        let mut table = columns(&[("a", "int")]);
        let text = "create trigger g before insert on t for each row set new.a = 1";
        table.triggers.add(Trigger::new(name(called), Statement::new(text))).unwrap();
        judged(table, dialect)
    };
    assert_eq!(trigger("G", MYSQL), trigger("g", MYSQL));
    assert_ne!(trigger("G", MARIADB), trigger("g", MARIADB));
}

#[test]
fn unique_constraints_are_indexes() {
    let mut table = with(&[], &[plain("pid", &["x"])]);
    table.uniques.add(Unique::over([name("pid"), name("x")]));
    table.uniques.add(Unique { name: KeyName::Given(name("u")), ..Unique::over([name("x")]) });
    let judged = judged(table, MYSQL);
    let said: Vec<(&str, bool)> =
        judged.indexes.iter().map(|index| (index.name.as_str(), index.unique)).collect();
    assert_eq!(said, [("pid", false), ("pid_2", true), ("u", true)]);
    assert!(judged.uniques.is_empty());
}

#[test]
fn what_the_server_makes_for_a_foreign_key_has_one_name() {
    let made_up = judged(with(&[key(Some("t_ibfk_1"), "pid")], &[plain("pid", &["pid"])]), MYSQL);
    for (called, index) in [("t_ibfk_7", "t_ibfk_7"), ("t_ibfk_2", "pid_2"), ("T_ibfk_1", "PID")] {
        let other = with(&[key(Some(called), "pid")], &[plain(index, &["pid"])]);
        assert_eq!(judged(other, MYSQL), made_up, "{called} {index}");
    }
    let added = judged(with(&[key(Some("t_ibfk_1"), "pid")], &[]), MYSQL);
    assert_eq!(added, made_up, "where nothing serves, the server makes one");
    assert_eq!(added.indexes.iter().next().unwrap().name.as_str(), "pid");
    let served = judged(with(&[key(Some("f"), "pid")], &[plain("mine", &["pid", "x"])]), MYSQL);
    assert_eq!(served.indexes.len(), 1);
    assert_eq!(judged(with(&[key(Some("f"), "id")], &[]), MYSQL).indexes.len(), 0, "the primary key serves");
}

#[test]
fn what_somebody_named_stays_itself() {
    let named = judged(with(&[key(Some("f"), "pid")], &[plain("mine", &["pid"])]), MYSQL);
    let made = judged(with(&[key(Some("f"), "pid")], &[plain("f", &["pid"])]), MYSQL);
    assert_ne!(named, made);
    assert_ne!(
        judged(with(&[key(Some("u_ibfk_1"), "pid")], &[]), MYSQL),
        judged(with(&[key(Some("t_ibfk_1"), "pid")], &[]), MYSQL)
    );
    let both = with(&[key(Some("f"), "pid")], &[plain("pid", &["pid"]), plain("f", &["pid"])]);
    assert_eq!(judged(both, MYSQL).indexes.len(), 2, "two indexes stay two");
    let alone = judged(with(&[], &[plain("pid", &["pid"])]), MYSQL);
    assert_eq!(alone.indexes.iter().next().unwrap().name.key(), "pid");
}

#[test]
fn made_up_names_follow_the_table() {
    let mut table = with(&[key(Some("t_ibfk_3"), "pid"), key(Some("t_ibfk"), "x")], &[]);
    for (called, text) in [("t_chk_1", "pid > 0"), ("mine", "x > 0")] {
        table.checks.add(Check::new(Expr::new(text)).named(KeyName::Given(name(called))));
    }
    let mut renames = Renames::new();
    renames.add_table(object("t"), object("u")).unwrap();
    let after = rename(&schema([table]), &renames).unwrap();
    let table = after.schema().tables.get(&object("u")).unwrap();
    let names: Vec<&str> = table
        .foreign_keys
        .iter()
        .map(|key| &key.name)
        .chain(table.checks.iter().map(|check| &check.name))
        .filter_map(|name| Some(name.given()?.as_str()))
        .collect();
    assert_eq!(names, ["u_ibfk_3", "t_ibfk", "u_chk_1", "mine"]);
}

#[test]
fn checks_without_a_name_are_matched_by_what_they_say() {
    let with = |called: &str, dialect| {
        let mut table = columns(&[("a", "int")]);
        table.checks.add(Check::new(Expr::new("`a` > 0")).named(KeyName::Given(name(called))));
        judged(table, dialect)
    };
    assert_eq!(with("t_chk_1", MYSQL), with("t_chk_2", MYSQL));
    assert_eq!(with("CONSTRAINT_1", MARIADB), with("CONSTRAINT_2", MARIADB));
    assert_ne!(with("CONSTRAINT_1", MYSQL), with("CONSTRAINT_2", MYSQL));
}

#[test]
fn a_key_that_counts_is_a_column_that_does() {
    let mut table = columns(&[("id", "bigint"), ("s", "serial")]);
    table.primary_key = Some(PrimaryKey { autoincrement: true, ..PrimaryKey::over([name("ID")]) });
    let judged = judged(table, MYSQL);
    let id = judged.columns.get(&name("id")).unwrap();
    assert!(id.auto_increment && !id.nullable && !judged.primary_key.as_ref().unwrap().autoincrement);
    let serial = judged.columns.get(&name("s")).unwrap();
    assert_eq!((serial.sql_type.text.as_str(), serial.auto_increment), ("bigint unsigned", true));
    assert!(judged.indexes.iter().any(|index| index.unique && index.name.as_str() == "s"));
}

#[test]
fn both_ways_to_refuse_are_one() {
    let with = |action| with(&[ForeignKey { on_delete: action, ..key(Some("f"), "pid") }], &[]);
    assert_eq!(judged(with(Action::Restrict), MYSQL), judged(with(Action::NoAction), MYSQL));
    assert_ne!(judged(with(Action::Cascade), MYSQL), judged(with(Action::NoAction), MYSQL));
    let said = judged(with(Action::Restrict), MYSQL).foreign_keys.iter().next().unwrap().on_delete;
    assert_eq!(said, Action::Restrict, "what is written is what was said");
}

/// What is judged once is judged for good.
#[test]
fn a_second_judgement_changes_nothing() {
    let mut table = with(&[key(Some("t_ibfk_1"), "pid"), key(None, "x")], &[plain("pid", &["pid"])]);
    table.uniques.add(Unique::over([name("pid")]));
    let once = schema([table]);
    assert_eq!(canonicalize(once.schema().clone(), MYSQL), once);
}
