use super::*;

#[test]
fn a_server_is_named_by_its_makers_variable() {
    let [postgres, mariadb] = MAKERS;
    assert!(postgres.is_named_by("LIMBECK_TEST_POSTGRES15_URL"));
    assert!(mariadb.is_named_by("LIMBECK_TEST_MARIADB10_URL"));
    assert!(!mariadb.is_named_by("LIMBECK_TEST_POSTGRES15_URL"));
    assert!(!mariadb.is_named_by("LIMBECK_TEST_MYSQL9_URL"));
    assert!(!postgres.is_named_by("LIMBECK_TEST_POSTGRES15_CA_URL"));
}

#[test]
fn who_has_no_server_is_told_how_to_get_one() {
    let remedies = MAKERS.map(Maker::remedy);
    assert!(remedies[0].contains("LIMBECK_TEST_POSTGRES<VERSION>_URL"), "{}", remedies[0]);
    assert!(remedies[0].contains("postgres://USER:PASSWORD@HOST/postgres,"), "{}", remedies[0]);
    assert!(remedies[1].contains("mysql://USER:PASSWORD@HOST/limbeck,"), "{}", remedies[1]);
    assert!(remedies[1].contains("apt-get install mariadb-server-core"), "{}", remedies[1]);
}
