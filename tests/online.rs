//! How tables are changed under their users, on MySQL and MariaDB.

use std::fs;

use limbeck_testkit::servers;

use crate::project::Throwaway;

#[test]
fn what_was_asked_for_is_in_the_statement_or_refused() {
    for server in servers::mysql() {
        let throwaway = Throwaway::on(&server);
        throwaway.session().execute("CREATE TABLE t (id int PRIMARY KEY, n int)").unwrap();
        let config = |algorithm: &str| {
            let text = format!(
                "[limbeck]\nurl = \"{}\"\nmodels = [\"sql:schema.sql\"]\nmigrations = \"m\"\nalter_algorithm = \"{algorithm}\"\n",
                throwaway.url()
            );
            throwaway.write("limbeck.toml", &text);
        };
        let autogenerate =
            |id: &str| throwaway.limbeck(&["revision", "--autogenerate", "-m", id, "--rev-id", id]);

        config("instant");
        throwaway.write("schema.sql", "CREATE TABLE t (id int PRIMARY KEY, n int, note int);");
        autogenerate("r1").exits(0);
        let file = fs::read_to_string(throwaway.path("m/versions/r1_r1.sql")).unwrap();
        let (up, down) = file.split_once("-- limbeck:downgrade").unwrap();
        assert!(up.contains("ALGORITHM=INSTANT") && !down.contains("ALGORITHM"), "{}: {file}", server.name);
        throwaway.limbeck(&["upgrade", "head"]).exits(0);

        throwaway.write("schema.sql", "CREATE TABLE t (id int PRIMARY KEY, n varchar(9), note int);");
        let refused = autogenerate("r2").exits(2);
        assert!(refused.err.contains("`alter_algorithm`"), "{}: {}", server.name, refused.err);
        config("copy");
        autogenerate("r2").exits(0);
        config("quickly");
        let wrong = autogenerate("r3").exits(2);
        assert!(wrong.err.contains("limbeck.toml") && wrong.err.contains("`inplace`"), "{}", wrong.err);
    }
}
