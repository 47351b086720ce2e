//! A server of our own in a directory of its own: started, used, and gone.

use std::{
    fs, io,
    net::TcpListener,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::programs::Programs;
use crate::say;

/// Both the user and the password: the server listens to this machine alone, and not for long.
const LOGIN: &str = "limbeck";

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

/// Stopped and removed when it is dropped.
pub(super) struct Cluster {
    directory: PathBuf,
    programs: Programs,
    owner: Option<Owner>,
    url: String,
}

/// Who runs the server where that must not be root.
#[derive(Debug, Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Cluster {
    pub(super) fn start(programs: &Programs) -> io::Result<Self> {
        let directory = std::env::temp_dir().join(format!("limbeck-postgres-{}", std::process::id()));
        fs::create_dir(&directory)?;
        let mut cluster = Self { directory, programs: programs.clone(), owner: owner()?, url: String::new() };
        // From here on, whatever fails, the directory goes with the value.
        let password = cluster.directory.join("password");
        fs::write(&password, LOGIN)?;
        for path in [&cluster.directory, &password] {
            if let Some(Owner { user, group }) = cluster.owner {
                chown(path, Some(user), Some(group))?;
            }
        }
        let (data, password) = (cluster.data(), password.display().to_string());
        let words = ["-D", &data, "-U", LOGIN, "-A", "scram-sha-256", "--pwfile", &password];
        cluster.run("initdb", &[&words[..], &["--encoding=UTF8", "--no-locale", "--no-sync"]].concat())?;
        let port = free_port()?;
        let mut options = format!("-p {port}");
        for setting in SETTINGS {
            options += &format!(" -c {setting}");
        }
        let log = cluster.directory.join("log").display().to_string();
        cluster.run("pg_ctl", &["-D", &data, "-l", &log, "-w", "-o", &options, "start"]).map_err(
            |error| {
                let log = fs::read_to_string(&log).unwrap_or_default();
                io::Error::other(format!("{error}\n{log}"))
            },
        )?;
        cluster.url = format!("postgres://{LOGIN}:{LOGIN}@127.0.0.1:{port}/postgres");
        Ok(cluster)
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    fn data(&self) -> String {
        self.directory.join("data").display().to_string()
    }

    /// Runs one of its programs, as its owner; what it prints is shown only where it fails.
    fn run(&self, program: &str, words: &[&str]) -> io::Result<()> {
        let printed = self.directory.join(program);
        let mut command = Command::new(self.programs.directory.join(program));
        // The server keeps what its parent gave it as output: a pipe would never end.
        command.args(words).current_dir(&self.directory).env("LC_ALL", "C").stdin(Stdio::null());
        command
            .stdout(fs::File::create(&printed)?)
            .stderr(fs::OpenOptions::new().append(true).open(&printed)?);
        if let Some(Owner { user, group }) = self.owner {
            command.uid(user).gid(group);
        }
        if command.status()?.success() {
            return Ok(());
        }
        let said = fs::read_to_string(&printed).unwrap_or_default();
        Err(io::Error::other(format!("`{program}` of PostgreSQL failed: {}", said.trim())))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        if Path::new(&data).join("postmaster.pid").exists()
            && let Err(error) = self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"])
        {
            say(&format!("error: the server in {data} could not be stopped: {error}"));
        }
        if let Err(error) = fs::remove_dir_all(&self.directory) {
            say(&format!("error: {} could not be removed: {error}", self.directory.display()));
        }
    }
}

/// PostgreSQL refuses to be run by root: then it is run by the user its packages made, or by nobody.
fn owner() -> io::Result<Option<Owner>> {
    if own_id("-u")? != 0 {
        return Ok(None);
    }
    for name in ["postgres", "nobody"] {
        if let (Ok(user), Ok(group)) = (id("-u", &[name]), id("-g", &[name])) {
            return Ok(Some(Owner { user, group }));
        }
    }
    Err(io::Error::other("PostgreSQL must not be run by root, and there is no user `postgres` or `nobody`"))
}

/// The number of whoever runs this.
pub(super) fn own_id(which: &str) -> io::Result<u32> {
    id(which, &[])
}

fn id(which: &str, name: &[&str]) -> io::Result<u32> {
    let output = Command::new("id").arg(which).args(name).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.trim().parse().map_err(|_| io::Error::other(format!("`id {which}` says `{}`", text.trim())))
}

/// One that nobody listens at; somebody may take it before the server does, which then says so.
fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
