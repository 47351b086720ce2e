//! MariaDB's servers.

use std::{
    io,
    path::{Path, PathBuf},
    process::Command,
};

use super::{LOGIN, Maker, cluster::Cluster};

pub(super) const MARIADB: Maker = Maker {
    name: "MariaDB",
    variable: "LIMBECK_TEST_MARIADB",
    server: "mariadbd",
    places,
    initializer,
    oldest: 10,
    users: ["mysql", "nobody"],
    // The programs without a service that would be started; what makes a data directory reads its options by
    // a program that stands with the client's.
    packages: "mariadb-server-core mariadb-client-core",
    before_install: || Ok(()),
    initialize,
    serve,
    says: ["ready for connections", "[ERROR] Aborting"],
    signal: "KILL",
    url: |port| format!("mysql://{LOGIN}:{LOGIN}@127.0.0.1:{port}/{LOGIN}"),
};

/// What the tests write may be lost: they only want it fast. The character set is the one that Debian's
/// servers have.
const SETTINGS: [&str; 14] = [
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_general_ci",
    "--skip-log-bin",
    "--performance-schema=OFF",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--innodb-log-file-size=32M",
    "--innodb-buffer-pool-size=128M",
    "--debug-no-sync",
    "--max-connections=200",
    "--event-scheduler=OFF",
    "--secure-file-priv=",
];

/// Makes [`LOGIN`] and its database. Run whenever the server starts, a statement a line.
const LOGIN_SQL: &str = "\
CREATE DATABASE IF NOT EXISTS limbeck;
CREATE USER IF NOT EXISTS limbeck@'127.0.0.1' IDENTIFIED BY 'limbeck';
GRANT ALL ON *.* TO limbeck@'127.0.0.1' WITH GRANT OPTION;
";

fn places() -> Vec<PathBuf> {
    vec!["/usr/sbin".into(), "/usr/local/mysql/bin".into(), "/usr/local/mariadb/bin".into()]
}

/// A script that is not always where the server is.
fn initializer(directory: &Path) -> Option<PathBuf> {
    let near = [".", "../bin", "../scripts"].map(|near| directory.join(near).join("mariadb-install-db"));
    near.into_iter().find(|program| program.is_file())
}

fn initialize(cluster: &Cluster<'_>) -> io::Result<Command> {
    cluster.file("login.sql", LOGIN_SQL)?;
    let mut install = cluster.command(&cluster.programs.initializer);
    install.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]);
    install.args(["--skip-name-resolve", "--cross-bootstrap"]).args(SETTINGS.iter().skip(2).take(9));
    install.arg(format!("--datadir={}", cluster.data().display()));
    Ok(install)
}

fn serve(cluster: &Cluster<'_>, port: u16) -> Vec<String> {
    let in_directory = |name: &str| cluster.directory.join(name).display().to_string();
    let mut words = vec![
        "--no-defaults".to_owned(),
        format!("--datadir={}", cluster.data().display()),
        format!("--init-file={}", in_directory("login.sql")),
        format!("--socket={}", in_directory("socket")),
        format!("--pid-file={}", in_directory("pid")),
        format!("--port={port}"),
    ];
    words.extend(SETTINGS.map(str::to_owned));
    words
}
