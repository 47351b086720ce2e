//! A server of our own in a directory of its own: started, used, and gone.

use std::{
    fs, io,
    net::TcpListener,
    os::unix::{fs::chown, process::CommandExt},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
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

/// Runs a server until its input ends, which it does however this program does; then clears up. Somebody
/// who presses Ctrl-C means the tests: the server goes after them.
const KEEPER: &str = r#"
trap '' INT
directory=$1 log=$2
shift 2
"$@" </dev/null >"$log" 2>&1 &
server=$!
read -r _
kill -QUIT "$server" 2>/dev/null
wait "$server"
cd / && rm -rf "$directory"
"#;

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// Stopped and removed when it is dropped.
pub(super) struct Cluster {
    keeper: Option<Child>,
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
        let (programs, owner, url) = (programs.clone(), owner()?, String::new());
        let mut cluster = Self { keeper: None, directory, programs, owner, url };
        // From here on, whatever fails, the directory goes with the value.
        let password = cluster.directory.join("password");
        fs::write(&password, LOGIN)?;
        for path in [&cluster.directory, &password] {
            if let Some(Owner { user, group }) = cluster.owner {
                chown(path, Some(user), Some(group))?;
            }
        }
        cluster.initialize(&password.display().to_string())?;
        let port = free_port()?;
        cluster.launch(port)?;
        cluster.url = format!("postgres://{LOGIN}:{LOGIN}@127.0.0.1:{port}/postgres");
        Ok(cluster)
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    fn initialize(&self, password: &str) -> io::Result<()> {
        let mut initdb = self.command(self.programs.directory.join("initdb"));
        initdb.arg("-D").arg(self.directory.join("data")).args(["-U", LOGIN, "-A", "scram-sha-256"]);
        initdb.args(["--pwfile", password, "--encoding=UTF8", "--no-locale", "--no-sync"]);
        let output = initdb.output()?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(io::Error::other(format!("`initdb` of PostgreSQL failed: {}", said.trim())))
    }

    /// Returns once the server answers.
    fn launch(&mut self, port: u16) -> io::Result<()> {
        let log = self.directory.join("log");
        let mut keeper = self.command("sh");
        keeper.args(["-c", KEEPER, "sh"]).arg(&self.directory).arg(&log);
        keeper.arg(self.programs.directory.join("postgres")).arg("-D").arg(self.directory.join("data"));
        keeper.args(["-p", &port.to_string()]).args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        self.keeper = Some(keeper.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?);
        let started = Instant::now();
        loop {
            let said = fs::read_to_string(&log).unwrap_or_default();
            if said.contains("ready to accept connections") {
                return Ok(());
            }
            if said.contains("FATAL") || started.elapsed() > PATIENCE {
                return Err(io::Error::other(format!("PostgreSQL did not start: {}", said.trim())));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// A program that is run as its owner, in its directory, and that speaks English.
    fn command(&self, program: impl Into<PathBuf>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.directory).env("LC_ALL", "C").stdin(Stdio::null());
        if let Some(Owner { user, group }) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            drop(keeper.stdin.take());
            if let Err(error) = keeper.wait() {
                say(&format!(
                    "error: the server in {} cannot be waited for: {error}",
                    self.directory.display()
                ));
            }
        }
        // Where it never came to a server, and nobody else clears up.
        if self.directory.exists()
            && let Err(error) = fs::remove_dir_all(&self.directory)
        {
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
