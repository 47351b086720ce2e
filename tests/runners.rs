//! Many runners at once on one database: each statement of each revision takes effect once, and all of them
//! end well.

use std::{env, time::Instant};

use limbeck_schema::Family;
use limbeck_testkit::servers::{self, Server};

use crate::{
    kills::{REVISIONS, project, state, upgrade},
    skipped::say,
};

/// How many run at once, unless `LIMBECK_RUNNERS` says otherwise.
const RUNNERS: usize = 8;

#[test]
fn on_sqlite() {
    together(None);
}

#[test]
fn on_postgres() {
    servers::postgres().iter().take(1).for_each(|server| together(Some(server)));
}

#[test]
fn on_mysql_and_mariadb() {
    servers::mysql().iter().for_each(|server| together(Some(server)));
}

fn together(server: Option<&Server>) {
    let runners = env::var("LIMBECK_RUNNERS").ok().and_then(|text| text.parse().ok()).unwrap_or(RUNNERS);
    let project = project(server, server.map_or(Family::Sqlite, |server| server.family));
    let start = Instant::now();
    let running: Vec<_> = (0..runners).map(|_| upgrade(&project)).collect();
    let codes = running.into_iter().map(|mut runner| runner.wait().unwrap().code());
    let codes: Vec<Option<i32>> = codes.collect();
    let name = server.map_or("sqlite", |server| &server.name);
    let time = start.elapsed().as_secs_f64();
    say(&format!("{name}: {runners} runners over {REVISIONS} revisions took {time:.1} s"));
    assert!(codes.iter().all(|code| *code == Some(0)), "{name}: {codes:?}");
    assert_eq!(
        state(&mut project.session()),
        ("r030".to_owned(), REVISIONS, String::new(), REVISIONS),
        "{name}"
    );
}
