//! The program killed while it upgrades, again and again: in the end each statement of each revision has
//! taken effect once.

use std::{env, process::Stdio, thread::sleep, time::Instant};

use limbeck_db::Session;
use limbeck_schema::Family;
use limbeck_testkit::servers::{self, Server};

use crate::project::Throwaway;

/// How many revisions a run goes through.
pub(crate) const REVISIONS: u32 = 30;

/// How often the program is killed on each database, unless `LIMBECK_KILLS` says otherwise.
const KILLS: u32 = 5;

/// How often it may be killed before it is left to finish.
const IN_A_ROW: u32 = 3;

#[test]
fn on_sqlite() {
    killed(None);
}

#[test]
fn on_postgres() {
    servers::postgres().iter().take(1).for_each(|server| killed(Some(server)));
}

#[test]
fn on_mysql() {
    servers::mysql()
        .iter()
        .filter(|server| server.name.starts_with("mysql"))
        .for_each(|server| killed(Some(server)));
}

#[test]
fn on_mariadb() {
    let is_mariadb = |server: &&Server| server.name.starts_with("mariadb");
    servers::mysql().iter().filter(is_mariadb).for_each(|server| killed(Some(server)));
}

fn killed(server: Option<&Server>) {
    let kills = env::var("LIMBECK_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS);
    let family = server.map_or(Family::Sqlite, |server| server.family);
    let whole = project(server, family);
    let start = Instant::now();
    upgrade(&whole).wait().unwrap();
    let mut time = start.elapsed();
    let expected = whole.live();
    assert_eq!(state(&mut whole.session()), ("r030".to_owned(), REVISIONS, String::new(), REVISIONS));
    drop(whole);

    let (mut dice, mut killed, mut rounds) = (Dice(0x9e37_79b9_7f4a_7c15), 0, 0);
    while killed < kills {
        let project = project(server, family);
        for attempt in 0..=dice.below(IN_A_ROW) {
            let mut child = upgrade(&project);
            sleep(time.mul_f64(f64::from(dice.below(1000)) / 1000.0));
            // One that is done already is not killed.
            let is_done = child.try_wait().unwrap().is_some();
            killed += u32::from(!is_done);
            if is_done && attempt == 0 {
                // The first run of all was a slow one.
                time = time.mul_f64(0.9);
            }
            child.kill().unwrap();
            child.wait().unwrap();
        }
        project.limbeck(&["--url", &project.url(), "--migrations", "m", "upgrade", "head"]).exits(0);
        let found = state(&mut project.session());
        assert_eq!(found, ("r030".to_owned(), REVISIONS, String::new(), REVISIONS), "{server:?}");
        assert!(project.live().schema() == expected.schema(), "{server:?}");
        rounds += 1;
        assert!(rounds < kills * 20 + 20, "the program is done before it can be killed");
    }
}

/// A project whose revisions leave marks that can be counted.
pub(crate) fn project(server: Option<&Server>, family: Family) -> Throwaway {
    let project = server.map_or_else(Throwaway::new, Throwaway::on);
    let of = |table: &str| match family {
        Family::Sqlite | Family::Postgres => String::new(),
        Family::Mysql => format!(
            "CREATE TRIGGER g_{table} BEFORE UPDATE ON {table} FOR EACH ROW BEGIN SET @n = 1; SET @m = 2; END;\n"
        ),
    };
    for number in 1..=REVISIONS {
        let table = format!("t{number}");
        let first = "CREATE TABLE mark (revision int, step int);\nCREATE TABLE total (n int);\nINSERT INTO total VALUES (0);\n";
        let first = if number == 1 { first } else { "" };
        let parent = if number == 1 { String::new() } else { format!("r{:03}", number - 1) };
        let trigger = of(&table);
        let text = format!(
            "-- Make {table}\n--\n-- revision: r{number:03}\n-- revises: {parent}\n\n-- limbeck:upgrade\n{first}\
             CREATE TABLE {table} (id int NOT NULL PRIMARY KEY, x int);\n\
             INSERT INTO mark VALUES ({number}, 1);\n\
             INSERT INTO {table} (id, x) SELECT 1, n FROM total;\n\
             ALTER TABLE {table} ADD COLUMN y int DEFAULT 7;\n\
             CREATE INDEX i_{table} ON {table} (x);\n{trigger}\
             UPDATE total SET n = n + 1;\n\
             INSERT INTO mark VALUES ({number}, 2);\n\
             ALTER TABLE {table} RENAME COLUMN x TO z;\n\
             -- limbeck:downgrade\nDROP TABLE {table};\n"
        );
        project.write(&format!("m/versions/r{number:03}.sql"), &text);
    }
    project
}

pub(crate) fn upgrade(project: &Throwaway) -> std::process::Child {
    let words = ["--url", &project.url(), "--migrations", "m", "upgrade", "head"];
    project.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Where the database is, how many revisions have left both their marks, which marks are not there once, and
/// how often the total was counted up.
pub(crate) fn state(session: &mut Session) -> (String, u32, String, u32) {
    let mut text = |sql: String| session.texts(&sql).unwrap().join(" ").trim().to_owned();
    let head = text("SELECT version_num AS value FROM limbeck_version".to_owned());
    let as_text = "AS char(20)) AS value";
    let marks = text(format!("SELECT CAST(count(*) {as_text} FROM mark"));
    let twice = "GROUP BY revision, step HAVING count(*) <> 1";
    let odd = text(format!("SELECT CAST(min(revision) {as_text} FROM mark {twice}"));
    let total = text(format!("SELECT CAST(n {as_text} FROM total"));
    let rows =
        (1..=REVISIONS).map(|number| format!("SELECT y FROM t{number} WHERE id = 1 AND z = {number} - 1"));
    let rows = rows.collect::<Vec<_>>().join(" UNION ALL ");
    let seven = text(format!("SELECT CAST(count(*) {as_text} FROM ({rows}) AS all_of_them WHERE y = 7"));
    assert_eq!(seven, REVISIONS.to_string());
    (head, marks.parse::<u32>().unwrap() / 2, odd, total.parse().unwrap())
}

/// Numbers by Marsaglia's xorshift.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(limit)).unwrap_or_default()
    }
}
