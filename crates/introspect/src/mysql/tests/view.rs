use limbeck_schema::Severity;

use super::{catalog, column_row, row, told, view};
use crate::{
    Introspected,
    mysql::{
        catalog::{Catalog, RoutineRow, ViewRow},
        schema,
    },
};

const HEAD: &str = "CREATE ALGORITHM=UNDEFINED DEFINER=`sql`@`view` SQL SECURITY DEFINER VIEW";

fn add(catalog: &mut Catalog, name: &str, check_option: &str, text: &str) {
    catalog.tables.push(row(name, "VIEW", text));
    catalog.columns.push(column_row(name, "x"));
    let check_option = Some(check_option.to_owned());
    catalog.views.push(ViewRow { name: name.to_owned(), check_option });
}

fn assemble(views: &[(&str, &str)]) -> Introspected {
    let mut catalog = catalog();
    for (name, query) in views {
        add(&mut catalog, name, "NONE", &format!("{HEAD} `{name}` AS {query}"));
    }
    for table in ["app", "t"] {
        catalog.tables.push(row(table, "BASE TABLE", &format!("CREATE TABLE `{table}` (`id` int)")));
        catalog.columns.push(column_row(table, "id"));
    }
    catalog.routines.push(RoutineRow {
        name: "f".to_owned(),
        kind: "FUNCTION".to_owned(),
        sql_mode: String::new(),
        shown: Some("CREATE DEFINER=`me`@`%` FUNCTION `f`() RETURNS int RETURN 1".to_owned()),
    });
    schema::assemble(&catalog).unwrap()
}

#[test]
fn options_are_read_where_they_say_something() {
    let mut catalog = catalog();
    let query = "select 1 AS `with check option`";
    add(&mut catalog, "plain", "NONE", &format!("{HEAD} `plain` AS {query}"));
    add(
        &mut catalog,
        "odd",
        "LOCAL",
        "CREATE ALGORITHM=MERGE DEFINER=`a`@`b` SQL SECURITY INVOKER VIEW `odd` (`x`,`y z`) AS select 1 AS \
         `1`,2 AS `2` from `t` WITH LOCAL CHECK OPTION",
    );
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(told(&found), [""; 0]);
    let plain = view(&found, "plain");
    assert_eq!((plain.definition.text.as_str(), plain.options.len()), (query, 0));
    let odd = view(&found, "odd");
    assert_eq!(odd.definition.text, "select 1 AS `1`,2 AS `2` from `t`");
    let options: Vec<String> = odd.options.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    assert_eq!(
        options,
        ["ALGORITHM: MERGE", "CHECK OPTION: LOCAL", "COLUMNS: (`x`,`y z`)", "SQL SECURITY: INVOKER"]
    );
    assert_eq!(
        found.statements[2],
        "CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW `odd` (`x`,`y z`) AS select 1 AS `1`,2 AS `2` \
         from `t` WITH LOCAL CHECK OPTION"
    );
}

#[test]
fn the_own_database_is_not_named() {
    for (query, expected) in [
        ("select `app`.`t`.`id` from `app`.`t`", "select `t`.`id` from `t`"),
        ("select `app`.`f`(1) AS `f`", "select `f`(1) AS `f`"),
        ("select 1 from (`app`.`t` join `app`.`t` `a`)", "select 1 from (`t` join `t` `a`)"),
        ("select nextval(`app`.`sq`)", "select nextval(`sq`)"),
        ("select 'app.`app`.`t`' from `other`.`app`", "select 'app.`app`.`t`' from `other`.`app`"),
        // A table of the same name.
        ("select `app`.`id` AS `id` from `app`", "select `app`.`id` AS `id` from `app`"),
        ("select lower(`app`.`id`) from `app`.`app`", "select lower(`app`.`id`) from `app`"),
        ("select `other`.`app`.`id` from `other`.`app`", "select `other`.`app`.`id` from `other`.`app`"),
    ] {
        let found = assemble(&[("v", query)]);
        assert_eq!(view(&found, "v").definition.text, expected);
        assert!(found.statements.iter().any(|statement| statement.ends_with(expected)));
    }
}

#[test]
fn views_come_behind_what_they_show() {
    let found = assemble(&[
        ("a", "select `b`.`id` AS `c` from (`b` join `t`)"),
        ("b", "select `c`.`id` AS `a`,`f`() AS `f` from `c` `z`"),
        ("c", "select 1 AS `b` from `other`.`a`"),
    ]);
    let order: Vec<&str> = found.schema.views.iter().map(|view| view.name.name.as_str()).collect();
    assert_eq!(order, ["c", "b", "a"]);
    let needs: Vec<String> = found
        .schema
        .dependencies
        .iter()
        .map(|(view, needed)| format!("{view} {} {needed}", needed.kind))
        .collect();
    assert_eq!(needs, ["a table t", "a view b", "b function f()", "b view c"]);
}

#[test]
fn what_goes_in_a_circle_is_kept() {
    let found = assemble(&[("a", "select 1 from `b`"), ("b", "select 1 from `a`")]);
    assert_eq!(found.schema.views.len(), 2);
}

#[test]
fn broken_views_are_kept_and_not_made() {
    let mut catalog = catalog();
    add(&mut catalog, "v", "NONE", &format!("{HEAD} `v` AS select `app`.`gone`.`a` AS `a` from `gone`"));
    catalog.columns.clear();
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(view(&found, "v").definition.text, "select `gone`.`a` AS `a` from `gone`");
    assert_eq!(told(&found), ["view `v` cannot be used: something it shows is gone"]);
    assert_eq!(found.statements, [""; 0]);
}

#[test]
fn what_is_no_view_is_told() {
    let mut catalog = catalog();
    add(&mut catalog, "v", "CASCADED", &format!("{HEAD} `v` AS select 1"));
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(found.diagnostics[0].severity, Severity::Error);
    assert!(told(&found)[0].contains("view `v`"));
}
