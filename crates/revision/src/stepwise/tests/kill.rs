//! A program that is killed between writing down that a statement begins and writing down that it has run.

use std::env;

use limbeck_db::Session;

use super::super::{ProgressTable, Stepwise, pieces, progress::Progress};
use crate::{
    Graph, ResumeError, RunError, current,
    tests::{graph, target, words},
    upgrade, upgrade_path,
    version_table::VersionTable,
};

const TABLE: &str = "limbeck_version";

fn on_each(test: impl Fn(&mut Session)) {
    for name in ["LIMBECK_TEST_MYSQL9_URL", "LIMBECK_TEST_MARIADB10_URL", "LIMBECK_TEST_MARIADB11_URL"] {
        match env::var(name) {
            Ok(server) => test(&mut Session::scratch_on(&server.parse().unwrap()).unwrap()),
            Err(_) => eprintln!("SKIPPED: set {name}"),
        }
    }
}

fn up(session: &mut Session, graph: &Graph) -> Result<(), RunError> {
    upgrade(session, graph, &target("head"), TABLE, &mut |_| {})
}

fn count(session: &mut Session, what: &str) -> String {
    session.text(&format!("SELECT CAST(count(*) AS CHAR) AS value FROM {what}")).unwrap().unwrap()
}

/// All but the last statement of a revision run; that one is begun, and the program ends there.
fn killed(session: &mut Session, graph: &Graph) {
    let step = upgrade_path(graph, &[], &target("head")).unwrap()[0];
    let mut table = ProgressTable::beside(&VersionTable::new(session, TABLE).unwrap());
    table.ensure(session).unwrap();
    let progress = Progress::new(step.id(), step.direction);
    let all = pieces(step.file.section(step.direction).text);
    let (last, front) = all.split_last().unwrap();
    let tell = &mut |_: usize, _: usize, _: &str| {};
    let mut stepwise = Stepwise { session, table: &mut table, step, progress, tell, untransacted: None };
    stepwise.rest(front).unwrap();
    let effect = stepwise.effect(last).unwrap();
    stepwise.begin(&all, last.text.text, effect).unwrap();
    session.reset().unwrap();
}

/// Statements that define, each of other things.
const STATEMENTS: [&str; 17] = [
    "create table b (x int)",
    "create table b like a",
    "alter table a add y int",
    "alter table a drop column z",
    "alter table a modify z bigint default 0",
    "alter table a rename column z to y",
    "alter table a add constraint c foreign key (x) references p (id)",
    "create index i on a (x)",
    "drop index k on a",
    "drop table p2",
    "rename table p2 to q",
    "create view v as select x from a",
    "drop view w",
    "create trigger t before insert on a for each row set new.z = 1",
    "drop trigger o",
    "create procedure p() begin select 1; select 2; end",
    "create event e on schedule every 1 day do delete from a",
];

#[test]
fn things_tell_whether_a_statement_has_run() {
    on_each(|session| {
        for statement in STATEMENTS {
            for has_run in [true, false] {
                session.clear().unwrap();
                session
                    .execute(
                        "create table a (id int auto_increment primary key, x int, z int, key k (x)); \
                         create table r (x int); create table p (id int primary key); create table p2 (x int); \
                         create view w as select 1 as x; create trigger o after insert on r for each row set @o = 1",
                    )
                    .unwrap();
                let graph = graph(&format!("a: set @n = 7; insert into r values (@n); {statement}"));
                killed(session, &graph);
                // Rows that come meanwhile tell nothing.
                session.execute("insert into a (x) values (null), (null)").unwrap();
                if has_run {
                    session.execute(statement).unwrap();
                }
                let outcome = up(session, &graph);
                outcome.unwrap_or_else(|error| panic!("{statement}, {has_run}: {error}"));
                assert_eq!(count(session, "r"), "1", "{statement}");
                assert_eq!(words(&current(session, TABLE).unwrap()), "a");
                assert_eq!(count(session, "limbeck_progress"), "0");
            }
        }
    });
}

#[test]
fn what_nothing_tells_is_asked() {
    on_each(|session| {
        session.execute("create table r (x int); create table m (x int) engine = MyISAM").unwrap();
        session.execute("create procedure p() insert into r values (1)").unwrap();
        for (number, statement) in ["call p()", "insert into m values (1)"].into_iter().enumerate() {
            for has_run in [true, false] {
                session
                    .execute("delete from r; delete from m; drop table if exists limbeck_version")
                    .unwrap();
                let graph = graph(&format!("a: insert into r values (0); {statement}"));
                killed(session, &graph);
                let error = up(session, &graph).unwrap_err();
                let RunError::Resume(ResumeError::Undecided { place, ran, not_run, .. }) = &error else {
                    panic!("{error}")
                };
                assert_eq!(&place.text[place.range.clone()], statement);
                assert!(error.to_string().contains(ran) && error.to_string().contains(not_run), "{error}");
                session.execute(if has_run { ran } else { not_run }).unwrap();
                up(session, &graph).unwrap();
                let expected = [["1", "2"], ["1", "1"]][number][usize::from(!has_run)];
                assert_eq!(count(session, "r"), expected, "{statement}, {has_run}");
                assert_eq!(count(session, "m"), if number == 1 && !has_run { "1" } else { "0" });
            }
        }
    });
}

#[test]
fn a_statement_that_was_begun_and_is_changed_is_asked_about() {
    on_each(|session| {
        killed(session, &graph("a: create table a (x int); create table b (x int)"));
        let error = up(session, &graph("a: create table a (x int); create table c (x int)")).unwrap_err();
        assert!(
            matches!(&error, RunError::Resume(ResumeError::Undecided { is_changed: true, .. })),
            "{error}"
        );
        up(session, &graph("a: create table a (x int); create table b (x int); create table c (x int)"))
            .unwrap();
    });
}

#[test]
fn what_went_with_the_connection_is_said() {
    on_each(|session| {
        session.execute("create table r (id int auto_increment primary key, x int)").unwrap();
        let lines = "a: insert into r (x) values (1); set @id = last_insert_id(); create table b (x int); insert into b values (@id)";
        killed(session, &graph(lines.rsplit_once(';').unwrap().0));
        let error = up(session, &graph(lines)).unwrap_err();
        assert!(matches!(&error, RunError::Resume(ResumeError::Lost { done: 2, .. })), "{error}");
        assert!(error.to_string().contains("needs `@id`, which went with the connection"), "{error}");
    });
}
