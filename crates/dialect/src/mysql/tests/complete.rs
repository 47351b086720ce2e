use limbeck_schema::{
    Action, Aspect, Check, Coverage, EntityCoverage, Expr, ForeignKey, Index, IndexPart, IndexTerm, KeyName,
    PrimaryKey, TableCoverage, TypeCoverage, Unique,
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
    complete(whole(model), &coverage, &whole(live.clone()))
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
    model.columns.get_mut(&name("data")).unwrap().invisible = true;
    model.columns.get_mut(&name("at")).unwrap().on_update = Some(Expr::new("current_timestamp()"));
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

/// Columns `a` and `b` of one enumeration that has these labels, as they are in the database and as they come out,
/// and how much is told.
fn labelled(wanted: &str, a: &str, b: &str) -> (String, String, usize) {
    let entity = EntityCoverage {
        enumerations: [(name("a"), "mood".to_owned()), (name("b"), "mood".to_owned())].into(),
        ..EntityCoverage::default()
    };
    let said = TableCoverage { entity: Some(entity), ..TableCoverage::of([Aspect::ExactType]) };
    let of = |a: &str, b: &str| columns(&[("id", "int"), ("a", a), ("b", b)]);
    let done = completed(of(wanted, wanted), &said, &of(a, b), MARIADB);
    let table = done.schema.schema().tables.get(&object("t")).unwrap();
    let of_type = |column: &str| table.columns.get(&name(column)).unwrap().sql_type.text.clone();
    (of_type("a").to_string(), of_type("b").to_string(), done.notes.len())
}

#[test]
fn labels_are_in_the_order_they_have() {
    let (a, b, notes) = labelled("enum('x','new','y')", "enum('y','x')", "enum('x','y')");
    assert_eq!((a.as_str(), b.as_str(), notes), ("enum('y','x','new')", "enum('x','new','y')", 0));
    let (a, _, _) = labelled("enum('x')", "enum('y','x')", "enum('y','x')");
    assert_eq!(a, "enum('x')");
}

#[test]
fn one_enumeration_does_not_take_labels_from_columns_that_differ() {
    let (a, b, notes) = labelled("enum('x','z')", "enum('x')", "enum('x','y')");
    assert_eq!((a.as_str(), b.as_str(), notes), ("enum('x','z')", "enum('x','y')", 1));
}

#[test]
fn a_fraction_without_a_sign_is_beyond_an_entity() {
    let entity =
        EntityCoverage { types: [(name("a"), TypeCoverage::Name)].into(), ..EntityCoverage::default() };
    let said = TableCoverage { entity: Some(entity), ..TableCoverage::of([Aspect::ExactType]) };
    for (wanted, there, stays) in [
        (("double", "decimal(8,2)"), ("double unsigned", "decimal(8,2) unsigned"), true),
        (("float", "decimal(8,2)"), ("double unsigned", "decimal(9,2) unsigned"), false),
    ] {
        let of = |(a, b): (&str, &str)| columns(&[("id", "int"), ("a", a), ("b", b)]);
        let done = completed(of(wanted), &said, &of(there), MYSQL);
        let table = done.schema.schema().tables.get(&object("t")).unwrap();
        for (column, there) in [("a", there.0), ("b", there.1)] {
            let text = &table.columns.get(&name(column)).unwrap().sql_type.text;
            assert_eq!(text == there, stays, "{text}");
        }
    }
}

#[test]
fn a_type_that_is_said_of_one_column_counts() {
    let mut of_table = rust();
    of_table.types.insert(name("Code"), TypeCoverage::Exact);
    of_table.types.insert(name("mood"), TypeCoverage::Name);
    let live = columns(&[("id", "bigint(20)"), ("code", "varchar(20)"), ("mood", "enum('b','a')")]);
    let types = |said: &[(&str, &str)]| -> Vec<String> {
        let completed = completed(columns(said), &of_table, &live, MARIADB);
        let table = completed.schema.schema().tables.get(&object("t")).unwrap();
        table.columns.iter().map(|column| column.sql_type.text.to_string()).collect()
    };
    assert_eq!(
        types(&[("id", "bigint"), ("code", "varchar(40)"), ("mood", "enum('a','b')")]),
        ["bigint(20)", "varchar(40)", "enum('b','a')"]
    );
    assert_eq!(
        types(&[("id", "bigint"), ("code", "varchar(20)"), ("mood", "enum('a','b','c')")]),
        ["bigint(20)", "varchar(20)", "enum('b','c','a')"]
    );
}
