use crate::servers::with_database;

#[test]
fn a_url_leads_to_another_database() {
    let on = |url| with_database(url, "other");
    assert_eq!(on("postgres://u:p@h:5432/postgres"), "postgres://u:p@h:5432/other");
    assert_eq!(on("postgres://u@h"), "postgres://u@h/other");
    assert_eq!(on("postgres://u@h/a?sslmode=require"), "postgres://u@h/other?sslmode=require");
}
