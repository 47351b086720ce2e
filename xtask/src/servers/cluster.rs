//! A server of our own in a directory of its own: started, used, and gone.

use std::{
    fs, io,
    net::TcpListener,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{Maker, programs::Programs};
use crate::say;

/// Runs a server until its input ends, which it does however this program does; then clears up. Somebody
/// who presses Ctrl-C means the tests: the server goes after them.
const KEEPER: &str = r#"
trap '' INT
directory=$1 log=$2 signal=$3
shift 3
"$@" </dev/null >"$log" 2>&1 &
server=$!
read -r _
kill "-$signal" "$server" 2>/dev/null
wait "$server" 2>/dev/null
cd / && rm -rf "$directory"
"#;

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// Stopped and removed when it is dropped.
pub(super) struct Cluster<'a> {
    pub(super) directory: PathBuf,
    pub(super) programs: Programs,
    maker: &'a Maker,
    keeper: Option<Child>,
    owner: Option<Owner>,
    url: String,
}

/// Who runs the server where that must not be root.
#[derive(Debug, Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl<'a> Cluster<'a> {
    pub(super) fn start(maker: &'a Maker, programs: &Programs) -> io::Result<Self> {
        let name = format!("limbeck-{}-{}", maker.name.to_ascii_lowercase(), std::process::id());
        let directory = std::env::temp_dir().join(name);
        fs::create_dir(&directory)?;
        let (programs, owner) = (programs.clone(), owner(maker)?);
        let mut cluster = Self { directory, programs, maker, keeper: None, owner, url: String::new() };
        // From here on, whatever fails, the directory goes with the value.
        cluster.give_away(&cluster.directory)?;
        cluster.initialize()?;
        let port = free_port()?;
        cluster.launch(port)?;
        cluster.url = (maker.url)(port);
        let (server, variable) = (cluster.programs.server.display(), cluster.variable().0);
        say(&format!("{}: started {server} for {variable}", maker.name));
        Ok(cluster)
    }

    /// The variable that names it, and where it is.
    pub(super) fn variable(&self) -> (String, String) {
        (format!("{}{}_URL", self.maker.variable, self.programs.version), self.url.clone())
    }

    /// Where its data are.
    pub(super) fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    /// Writes a file that the server can read.
    pub(super) fn file(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let path = self.directory.join(name);
        fs::write(&path, text)?;
        self.give_away(&path)?;
        Ok(path)
    }

    /// A program that is run as its owner, in its directory, and that speaks English.
    pub(super) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.directory).env("LC_ALL", "C").stdin(Stdio::null());
        if let Some(Owner { user, group }) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }

    fn give_away(&self, path: &Path) -> io::Result<()> {
        match self.owner {
            Some(Owner { user, group }) => chown(path, Some(user), Some(group)),
            None => Ok(()),
        }
    }

    fn initialize(&self) -> io::Result<()> {
        let output = (self.maker.initialize)(self)?.output()?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let initializer = self.programs.initializer.display();
        Err(io::Error::other(format!("`{initializer}` failed: {}", said.trim())))
    }

    /// Returns once the server answers.
    fn launch(&mut self, port: u16) -> io::Result<()> {
        let log = self.directory.join("log");
        let mut keeper = self.command("sh");
        keeper.args(["-c", KEEPER, "sh"]).arg(&self.directory).arg(&log).arg(self.maker.signal);
        keeper.arg(&self.programs.server).args((self.maker.serve)(self, port));
        self.keeper = Some(keeper.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?);
        let (started, [ready, failed]) = (Instant::now(), self.maker.says);
        loop {
            let said = fs::read_to_string(&log).unwrap_or_default();
            if said.contains(ready) {
                return Ok(());
            }
            if said.contains(failed) || started.elapsed() > PATIENCE {
                return Err(io::Error::other(format!("{} did not start: {}", self.maker.name, said.trim())));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Cluster<'_> {
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

/// Servers refuse to be run by root: then it is the user its packages made who runs them, or nobody.
fn owner(maker: &Maker) -> io::Result<Option<Owner>> {
    if own_id("-u")? != 0 {
        return Ok(None);
    }
    for name in maker.users {
        if let (Ok(user), Ok(group)) = (id("-u", &[name]), id("-g", &[name])) {
            return Ok(Some(Owner { user, group }));
        }
    }
    let (name, users) = (maker.name, maker.users.join("` or `"));
    Err(io::Error::other(format!("{name} must not be run by root, and there is no user `{users}`")))
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
