use crate::servers::{parsed, with_database};

#[test]
fn a_url_leads_to_another_database() {
    let on = |url| with_database(url, "other");
    assert_eq!(on("postgres://u:p@h:5432/postgres"), "postgres://u:p@h:5432/other");
    assert_eq!(on("postgres://u@h"), "postgres://u@h/other");
    assert_eq!(on("postgres://u@h/a?sslmode=require"), "postgres://u@h/other?sslmode=require");
}

#[test]
fn a_variable_names_a_maker_and_a_version() {
    let of = |variable| parsed(&["MYSQL", "MARIADB"], variable);
    assert_eq!(of("LIMBECK_TEST_MYSQL9_URL"), Some((0, 9)));
    assert_eq!(of("LIMBECK_TEST_MARIADB10_URL"), Some((1, 10)));
    assert_eq!(of("LIMBECK_TEST_POSTGRES15_URL"), None);
    assert_eq!(of("LIMBECK_TEST_MARIADB_URL"), None);
}
