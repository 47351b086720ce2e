use limbeck_schema::{Expr, ObjectName, PrimaryKey, Unique};

use super::*;

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn template(text: &str) -> Option<NameTemplate> {
    Some(text.parse().unwrap())
}

/// SQLAlchemy's own example, and its default for indexes.
fn convention() -> Naming {
    Naming {
        primary_key: template("pk_%(table_name)s"),
        foreign_key: template("fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"),
        unique: template("uq_%(table_name)s_%(column_0_N_name)s"),
        check: template("ck_%(table_name)s_%(column_0_name)s"),
        index: template("ix_%(column_0_label)s"),
    }
}

fn table() -> Table {
    let mut table = Table::new(ObjectName::plain(name("users")));
    for column in ["id", "email", "team_id"] {
        let column = limbeck_schema::Column::new(name(column), "INTEGER");
        table.columns.add(column).unwrap();
    }
    table.primary_key = Some(PrimaryKey::over([name("id")]));
    table.uniques.add(Unique::over([name("email"), name("team_id")]));
    table.uniques.add(Unique { name: KeyName::Given(name("mine")), ..Unique::over([name("team_id")]) });
    table.foreign_keys.add(ForeignKey::new(
        vec![name("team_id")],
        ObjectName::plain(name("teams")),
        vec![name("id")],
    ));
    table.checks.add(Check::new(Expr::new("email <> ''")));
    table.checks.add(Check::new(Expr::new("length(email) > 2")));
    table.checks.add(Check::new(Expr::new("1 = 1")));
    for own in ["users_email_idx", "by_email"] {
        let part = limbeck_schema::IndexPart::plain(IndexTerm::Column(name("email")));
        table.indexes.add(Index::new(name(own), vec![part])).unwrap();
    }
    table
}

fn named(naming: &Naming, family: Family, table: Table) -> Vec<String> {
    let mut schema = Schema::default();
    schema.tables.add(table).unwrap();
    naming.name_indexes(&mut schema, family);
    naming.name_constraints(&mut schema, family);
    let table = schema.tables.iter().next().unwrap();
    let keys = table.primary_key.iter().map(|key| &key.name);
    let keys = keys
        .chain(table.uniques.iter().map(|unique| &unique.name))
        .chain(table.foreign_keys.iter().map(|key| &key.name))
        .chain(table.checks.iter().map(|check| &check.name));
    let text = |name: &KeyName| name.given().map_or("-".to_owned(), ToString::to_string);
    keys.map(text).chain(table.indexes.iter().map(|index| index.name.to_string())).collect()
}

#[test]
fn what_nobody_named_is_called_by_the_convention() {
    assert_eq!(
        named(&convention(), Family::Sqlite, table()),
        [
            "pk_users",
            "uq_users_email_team_id",
            "mine",
            "fk_users_team_id_teams",
            "ck_users_email",
            "ck_users_email_2",
            // It mentions no column.
            "-",
            "ix_users_email",
            "by_email",
        ]
    );
    assert_eq!(named(&Naming::default(), Family::Sqlite, table())[0], "-");
}

#[test]
fn tokens_are_those_of_sqlalchemy() {
    let filled = |text: &str| {
        let words = Words {
            referred: Some(("teams", vec!["id", "kind"])),
            ..Words::of("users", vec!["team_id", "kind"])
        };
        text.parse::<NameTemplate>().unwrap().fill(&words)
    };
    for (text, name) in [
        ("%(column_0_name)s.%(column_1_key)s", "team_id.kind"),
        ("%(column_0N_name)s", "team_idkind"),
        ("%(column_0_N_label)s", "users_team_id_users_kind"),
        ("%(column_0_label)s%%", "users_team_id%"),
        ("%(referred_table_name)s_%(referred_column_0_N_name)s", "teams_id_kind"),
        ("%(referred_column_1_name)s", "kind"),
    ] {
        assert_eq!(filled(text).as_deref(), Some(name), "{text}");
    }
    assert_eq!(filled("%(column_2_name)s"), None);
}

#[test]
fn what_is_no_template_says_why() {
    for (text, why) in [
        ("%(table)s", "`%(table)s` is no token: there are table_name,"),
        ("%(constraint_name)s", "such a name stays as it is here"),
        ("50%", "`%` is no token"),
        ("%(table_name)", "`%(table_name)` is no token: write"),
        ("%(referred_column_0_label)s", "is no token"),
    ] {
        let error = text.parse::<NameTemplate>().unwrap_err().to_string();
        assert!(error.contains(why), "{text}: {error}");
    }
    let referred: NameTemplate = "%(referred_table_name)s".parse().unwrap();
    assert!(referred.without_reference().unwrap_err().to_string().contains("put it into `fk`"));
}

#[test]
fn names_that_are_too_long_are_cut_as_sqlalchemy_cuts_them() {
    let long = format!("uq_{}", "x".repeat(80));
    let cut = fitting(Family::Postgres, long.clone());
    assert_eq!(cut, format!("uq_{}_2776", "x".repeat(52)));
    assert_eq!(fitting(Family::Mysql, long.clone()).len(), 61);
    assert_eq!(fitting(Family::Sqlite, long.clone()), long);
    let wide = fitting(Family::Postgres, "ü".repeat(40));
    assert!(wide.len() <= 63 && wide.starts_with('ü'), "{wide}");
}
