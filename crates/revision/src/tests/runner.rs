use std::{path::Path, thread, time::Duration};

use limbeck_db::{Access, DatabaseUrl, DbError, Session};

use super::{graph, ids, target, words};
use crate::{Event, Graph, PathError, RunError, Terms, current, downgrade, ensure, stamp, upgrade};

const TABLE: &str = "limbeck_version";

fn session(directory: &Path) -> Session {
    let url: DatabaseUrl = format!("sqlite:{}/x.db", directory.display()).parse().unwrap();
    Session::open(&url, Access::Create).unwrap()
}

fn up(session: &mut Session, graph: &Graph, to: &str) -> Result<(), RunError> {
    upgrade(session, graph, &target(to), TABLE, &mut |_| {})
}

fn down(session: &mut Session, graph: &Graph, to: &str) -> Result<(), RunError> {
    downgrade(session, graph, &target(to), TABLE, &mut |_| {})
}

fn rows(session: &mut Session) -> String {
    words(&current(session, TABLE).unwrap())
}

fn tables(session: &mut Session) -> String {
    let sql = "SELECT name AS value FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    session.texts(sql).unwrap().join(" ")
}

const LINE: &str = "a: create table a (x) | drop table a
    b <- a: create table b (x); insert into b values ('-- limbeck') | drop table b
    c <- b: create table c (x) | drop table c";

#[test]
fn revisions_run_up_and_down_and_are_told() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    let mut told = Vec::new();
    let graph = graph(LINE);
    upgrade(&mut session, &graph, &target("+2"), TABLE, &mut |event| {
        told.push(match event {
            Event::Started { revision, .. } => format!("{}?", revision.id),
            Event::Finished { revision, .. } => format!("{}!", revision.id),
            Event::Notice { text } => text.to_owned(),
            Event::Statement { number, count, .. } => format!("{number}/{count}"),
        });
    })
    .unwrap();
    assert_eq!(told, ["a?", "1/1", "a!", "b?", "1/2", "2/2", "b!"]);
    assert_eq!((rows(&mut session), tables(&mut session)), ("b".into(), "a b limbeck_version".into()));
    up(&mut session, &graph, "head").unwrap();
    up(&mut session, &graph, "head").unwrap();
    down(&mut session, &graph, "-1").unwrap();
    assert_eq!(rows(&mut session), "b");
    down(&mut session, &graph, "base").unwrap();
    assert_eq!((rows(&mut session), tables(&mut session)), (String::new(), "limbeck_version".into()));
}

#[test]
fn a_failure_undoes_its_revision_and_no_other() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    let graph = graph(
        "a: create table a (x)\n b <- a: create table b (x); insert into nowhere values (1)\n c <- b: create table c (x)",
    );
    let error = up(&mut session, &graph, "head").unwrap_err();
    assert_eq!((rows(&mut session), tables(&mut session)), ("a".into(), "a limbeck_version".into()));
    let text = error.to_string();
    assert!(text.starts_with("b.sql:9:33: no such table: nowhere (upgrade to `b`"), "{text}");
    let RunError::Statement { statement, kept, .. } = error else { panic!("{error:?}") };
    assert_eq!((statement.as_str(), kept), ("insert into nowhere values (1)", None));
}

fn together() -> Terms<'static> {
    Terms { transaction_per_migration: false, ..TABLE.into() }
}

#[test]
fn all_revisions_of_a_run_are_one_transaction_where_that_is_asked_for() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    let go = |session: &mut Session, graph: &Graph, to: &str| {
        let mut ran = 0;
        let mut count = |event: Event<'_>| ran += usize::from(matches!(event, Event::Finished { .. }));
        let went = match to {
            "base" => downgrade(session, graph, &target(to), together(), &mut count),
            to => upgrade(session, graph, &target(to), together(), &mut count),
        };
        went.map(|()| ran)
    };
    let broken =
        graph("a: create table a (x)\n b <- a: create table b (x)\n c <- b: insert into nowhere values (1)");
    let error = go(&mut session, &broken, "head").unwrap_err();
    assert_eq!(tables(&mut session), "");
    let text = error.to_string();
    assert!(text.starts_with("c.sql:9:13: no such table: nowhere (upgrade to `c`"), "{text}");
    assert!(
        text.ends_with("with it went what had run before it in the same transaction: `a`, `b`"),
        "{text}"
    );
    let graph = graph(LINE);
    assert_eq!(go(&mut session, &graph, "head").unwrap(), 3);
    assert_eq!(go(&mut session, &graph, "head").unwrap(), 0);
    assert_eq!((rows(&mut session), tables(&mut session)), ("c".into(), "a b c limbeck_version".into()));
    assert_eq!(go(&mut session, &graph, "base").unwrap(), 3);
    assert_eq!((rows(&mut session), tables(&mut session)), (String::new(), "limbeck_version".into()));
}

#[test]
fn a_revision_without_a_transaction_is_none_of_several_in_one() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    let graph = graph("a: create table a (x)\n b <- a ~: vacuum");
    let error = upgrade(&mut session, &graph, &target("head"), together(), &mut |_| {}).unwrap_err();
    assert!(matches!(&error, RunError::Outside { id } if id.as_str() == "b"), "{error}");
    assert_eq!(tables(&mut session), "");
    upgrade(&mut session, &graph, &target("a"), together(), &mut |_| {}).unwrap();
}

#[test]
fn a_first_failure_leaves_not_even_a_version_table() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    up(&mut session, &graph("a: create table a (x); select * from nowhere"), "head").unwrap_err();
    assert_eq!(tables(&mut session), "");
}

#[test]
fn a_runner_that_is_gone_in_the_middle_leaves_nothing_of_the_revision() {
    let directory = tempfile::tempdir().unwrap();
    let graph = graph(LINE);
    let path = directory.path().to_owned();
    let gone = thread::spawn(move || {
        let mut session = session(&path);
        session.begin().unwrap();
        session.execute("create table half (x)").unwrap();
        // Dropped here with its transaction open.
    });
    gone.join().unwrap();
    let mut session = session(directory.path());
    up(&mut session, &graph, "head").unwrap();
    assert_eq!(tables(&mut session), "a b c limbeck_version");
}

#[test]
fn scripts_that_would_end_the_transaction_are_refused_before_anything_runs() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    for sql in ["commit", "/* now */ begin immediate", "END", "rollback", "select 'open"] {
        let graph = graph(&format!("a: create table a (x)\n b <- a: create table b (x); {sql}"));
        let error = up(&mut session, &graph, "head").unwrap_err();
        assert!(matches!(error, RunError::OwnTransaction { .. } | RunError::OpenQuote { .. }), "{error}");
        assert_eq!(tables(&mut session), "");
    }
    let trigger =
        "create trigger t after insert on a begin select 1; end; savepoint s; rollback to s; release s";
    up(&mut session, &graph(&format!("a: create table a (x); {trigger}")), "head").unwrap();
}

#[test]
fn only_new_rows_without_parents_stop_a_revision() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    let orphan = "create table p (id integer primary key); create table c (p_id int references p); insert into c values (1)";
    session.execute(orphan).unwrap();
    let rebuild = "create table n (p_id int references p, x); insert into n (rowid, p_id) select rowid + 7, p_id from c; drop table c; alter table n rename to c";
    let graph = graph(&format!("a: {rebuild}\n b <- a: insert into c (p_id) values (2), (3)"));
    let error = up(&mut session, &graph, "head").unwrap_err();
    assert_eq!(rows(&mut session), "a");
    let text = error.to_string();
    assert!(text.contains("row 9 of `c` has no parent in `p`, row 10 of `c`"), "{text}");
}

#[test]
fn without_a_transaction_a_failure_says_what_stays() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    let graph = graph("a ~: pragma foreign_keys = on; vacuum; create table a (x); oops\n");
    let error = up(&mut session, &graph, "head").unwrap_err();
    assert!(matches!(error, RunError::Statement { kept: Some(3), .. }), "{error}");
    assert_eq!((rows(&mut session), tables(&mut session)), (String::new(), "a".into()));
}

#[test]
fn what_a_script_sets_for_the_session_is_set_back() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    up(&mut session, &graph("a ~: pragma foreign_keys = on; vacuum"), "head").unwrap();
    let enforced = "SELECT CAST(foreign_keys AS TEXT) AS value FROM pragma_foreign_keys";
    assert_eq!((rows(&mut session).as_str(), session.text(enforced).unwrap().as_deref()), ("a", Some("0")));
}

#[test]
fn a_database_at_an_unknown_revision_is_not_touched() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    stamp(&mut session, &graph("gone"), &[target("head")], TABLE, false).unwrap();
    for to in ["head", "b"] {
        let error = up(&mut session, &graph(LINE), to).unwrap_err();
        assert!(matches!(error, RunError::Path(PathError::UnknownCurrent { .. })), "{error}");
    }
    assert_eq!(rows(&mut session), "gone");
    // A row is its whole id, even where it begins like another.
    session.execute("update limbeck_version set version_num = 'aaaa'").unwrap();
    assert!(up(&mut session, &graph("aaaa1111\n b <- aaaa1111"), "head").is_err());
}

#[test]
fn a_table_that_is_no_version_table_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    session
        .execute("create table \"odd \"\" name\" (x); insert into \"odd \"\" name\" values ('a')")
        .unwrap();
    let error = current(&mut session, "odd \" name").unwrap_err();
    assert!(matches!(&error, RunError::VersionTable { .. }), "{error}");
    ensure(&mut session, "another \" name").unwrap();
    ensure(&mut session, "another \" name").unwrap();
    assert_eq!(current(&mut session, "ANOTHER \" name").unwrap(), ids(""));
}

#[test]
fn a_lock_that_is_held_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let (mut first, mut second) = (session(directory.path()), session(directory.path()));
    first.begin().unwrap();
    second.set_lock_timeout(Duration::from_millis(20)).unwrap();
    let error = up(&mut second, &graph(LINE), "head").unwrap_err();
    assert!(matches!(error, RunError::Db(DbError::Locked { .. })), "{error}");
    first.rollback();
    up(&mut second, &graph(LINE), "head").unwrap();
}

#[test]
fn of_many_runners_at_once_each_revision_runs_under_one() {
    let directory = tempfile::tempdir().unwrap();
    let lines: String = (1..8).map(|n| format!("r{n} <- r{}: create table r{n} (x)\n", n - 1)).collect();
    let graph = graph(&format!("r0: create table r0 (x)\n{lines}"));
    thread::scope(|scope| {
        let run = |_| {
            scope.spawn(|| {
                let mut session = session(directory.path());
                session.set_lock_timeout(Duration::from_secs(60)).unwrap();
                let mut ran = 0;
                let mut count =
                    |event: Event<'_>| ran += usize::from(matches!(event, Event::Finished { .. }));
                upgrade(&mut session, &graph, &target("head"), TABLE, &mut count).unwrap();
                ran
            })
        };
        let runners: Vec<_> = (0..50).map(run).collect();
        assert_eq!(runners.into_iter().map(|runner| runner.join().unwrap()).sum::<usize>(), 8);
    });
    assert_eq!(rows(&mut session(directory.path())), "r7");
}

#[test]
fn branches_have_a_row_each_and_merges_put_them_together() {
    let directory = tempfile::tempdir().unwrap();
    let mut session = session(directory.path());
    let graph = graph("a\n b <- a\n c <- b\n x <- a\n m <- b, x ! c\n other");
    up(&mut session, &graph, "c").unwrap();
    up(&mut session, &graph, "x").unwrap();
    assert_eq!(rows(&mut session), "c x");
    up(&mut session, &graph, "heads").unwrap();
    assert_eq!(rows(&mut session), "m other");
    down(&mut session, &graph, "m@-1").unwrap_err();
    down(&mut session, &graph, "c").unwrap();
    assert_eq!(rows(&mut session), "m other");
    down(&mut session, &graph, "x").unwrap();
    assert_eq!(rows(&mut session), "c other x");
}
