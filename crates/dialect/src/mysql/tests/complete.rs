use limbeck_schema::{
    Action, Aspect, Check, Coverage, Expr, ForeignKey, Index, IndexPart, IndexTerm, KeyName, PrimaryKey,
    TableCoverage, Unique,
};

use super::*;
use crate::{complete, complete::Completed};

/// What `table!` says.
fn diesel() -> TableCoverage {
    TableCoverage::of([Aspect::TypeName])
}

/// What a struct says.
fn rust() -> TableCoverage {
    let aspects = [
        Aspect::Default,
        Aspect::Generated,
        Aspect::Comment,
        Aspect::Unique,
        Aspect::ForeignKey,
        Aspect::Check,
        Aspect::Index,
    ];
    TableCoverage::of(aspects)
}

fn completed(model: Table, of_table: &TableCoverage, live: &Table, dialect: Dialect) -> Completed {
    let whole = |table: Table| {
        let mut schema = Schema::default();
        schema.tables.add(columns(&[("id", "int")])).unwrap();
        let mut parent = columns(&[("id", "int")]);
        parent.name = object("p");
        schema.tables.add(parent).unwrap();
        schema.tables.put(table);
        canonicalize(schema, dialect)
    };
    let mut coverage = Coverage::of_tables();
    coverage.tables.insert(object("t"), of_table.clone());
    complete(&whole(model), &coverage, &whole(live.clone()))
}

fn over(index: &str, column: &str) -> Index {
    Index::new(name(index), vec![IndexPart::plain(IndexTerm::Column(name(column)))])
}

/// A table of MariaDB, as it is read.
fn live() -> Table {
    let mut live = columns(&[
        ("id", "bigint(20)"),
        ("email", "varchar(40)"),
        ("data", "longtext"),
        ("at", "timestamp"),
        ("p_id", "int(11)"),
    ]);
    live.primary_key = Some(PrimaryKey::over([name("id")]));
    live.options.parameters.insert("COLLATE".to_owned(), "utf8mb4_general_ci".to_owned());
    live.columns.get_mut(&name("id")).unwrap().auto_increment = true;
    live.columns.get_mut(&name("email")).unwrap().collation = Some(object("utf8mb4_general_ci"));
    let data = live.columns.get_mut(&name("data")).unwrap();
    (data.collation, data.invisible) = (Some(object("utf8mb4_bin")), true);
    live.columns.get_mut(&name("at")).unwrap().on_update = Some(Expr::new("current_timestamp()"));
    live.checks.add(Check { column: Some(name("data")), ..Check::new(Expr::new("json_valid(`data`)")) });
    live.indexes.add(Index { unique: true, ..over("uq_email", "email") }).unwrap();
    live.indexes.add(over("fk_p", "p_id")).unwrap();
    let key = ForeignKey::new(vec![name("p_id")], object("p"), vec![name("id")]);
    live.foreign_keys
        .add(ForeignKey { on_delete: Action::Cascade, ..key.named(KeyName::Given(name("fk_p"))) });
    live
}

#[test]
fn what_table_cannot_say_stays() {
    let mut model = columns(&[
        ("id", "bigint"),
        ("email", "varchar(40)"),
        ("data", "longtext"),
        ("at", "timestamp"),
        ("p_id", "int"),
    ]);
    model.primary_key = Some(PrimaryKey::over([name("id")]));
    let done = completed(model, &diesel(), &live(), MARIADB);
    assert_eq!(done.schema.schema().tables.get(&object("t")), Some(&judged(live(), MARIADB)));
    assert!(done.notes.is_empty());
}

#[test]
fn what_a_struct_leaves_open_stays() {
    let mut model = columns(&[
        ("id", "bigint"),
        ("email", "varchar(255)"),
        ("data", "json"),
        ("at", "datetime"),
        ("p_id", "int"),
    ]);
    model.primary_key = Some(PrimaryKey { autoincrement: true, ..PrimaryKey::over([name("id")]) });
    model.uniques.add(Unique::over([name("email")]));
    let key = ForeignKey::new(vec![name("p_id")], object("p"), vec![name("id")]);
    model.foreign_keys.add(ForeignKey { on_delete: Action::Cascade, ..key });
    let mut of_table = rust();
    let done = completed(model.clone(), &of_table, &live(), MARIADB);
    assert_eq!(done.schema.schema().tables.get(&object("t")), Some(&judged(live(), MARIADB)));
    // One that names its constraints means those names.
    of_table.aspects.insert(Aspect::ConstraintName);
    let done = completed(model, &of_table, &live(), MARIADB);
    let table = done.schema.schema().tables.get(&object("t")).unwrap();
    assert!(table.indexes.iter().any(|index| index.name.as_str() == "email"));
}

#[test]
fn what_is_new_gets_names_to_drop_it_by() {
    let mut model = live();
    let key = ForeignKey::new(vec![name("id")], object("p"), vec![name("id")]);
    model.foreign_keys.add(key);
    model.checks.add(Check::new(Expr::new("p_id > 0")));
    for (dialect, check) in [(MYSQL, "t_chk_1"), (MARIADB, "CONSTRAINT_1")] {
        let done = completed(model.clone(), &rust(), &live(), dialect);
        let table = done.schema.schema().tables.get(&object("t")).unwrap();
        let names: Vec<&str> = table
            .foreign_keys
            .iter()
            .map(|key| &key.name)
            .chain(table.checks.iter().map(|check| &check.name))
            .filter_map(|name| Some(name.given()?.as_str()))
            .collect();
        assert_eq!(names, ["fk_p", "t_ibfk_1", check]);
    }
}
