//! PostgreSQL's servers.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use super::{LOGIN, Maker, cluster::Cluster, programs::entries};

pub(super) const POSTGRES: Maker = Maker {
    name: "PostgreSQL",
    variable: "LIMBECK_TEST_POSTGRES",
    server: "postgres",
    places,
    initializer: |directory| Some(directory.join("initdb")).filter(|program| program.is_file()),
    oldest: 13,
    users: ["postgres", "nobody"],
    packages: "postgresql",
    before_install,
    initialize,
    serve,
    says: ["ready to accept connections", "FATAL"],
    signal: "QUIT",
    url: |port| format!("postgres://{LOGIN}:{LOGIN}@127.0.0.1:{port}/postgres"),
};

/// What Debian's packages read before they make and start a cluster of their own.
const CREATE_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";

/// What the tests write may be lost: they only want it fast.
const SETTINGS: [&str; 9] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=200",
];

fn places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> =
        entries("/usr/lib/postgresql").into_iter().map(|version| version.join("bin")).collect();
    places.push("/usr/local/pgsql/bin".into());
    places
}

/// Its own cluster would be started at once, and again with the machine.
fn before_install() -> io::Result<()> {
    if !Path::new(CREATE_CLUSTER).exists() {
        fs::create_dir_all("/etc/postgresql-common")?;
        fs::write(CREATE_CLUSTER, "create_main_cluster = false\n")?;
    }
    Ok(())
}

fn initialize(cluster: &Cluster<'_>) -> io::Result<Command> {
    let password = cluster.file("password", LOGIN)?;
    let mut initdb = cluster.command(&cluster.programs.initializer);
    initdb.arg("-D").arg(cluster.data()).args(["-U", LOGIN, "-A", "scram-sha-256"]);
    initdb.arg("--pwfile").arg(password).args(["--encoding=UTF8", "--no-locale", "--no-sync"]);
    Ok(initdb)
}

fn serve(cluster: &Cluster<'_>, port: u16) -> Vec<String> {
    let data = cluster.data().display().to_string();
    let mut words = vec!["-D".to_owned(), data, "-p".to_owned(), port.to_string()];
    words.extend(SETTINGS.iter().flat_map(|setting| ["-c".to_owned(), (*setting).to_owned()]));
    words
}
