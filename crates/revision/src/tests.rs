use std::path::Path;

use limbeck_db::{Access, DatabaseUrl, Session};
use limbeck_schema::Family;
use proptest::prelude::*;

use super::{
    Graph, GraphError, ResolveError, RevisionFile, RevisionId, RunError, current, downgrade, stamp, upgrade,
};

const TABLE: &str = "limbeck_version";

fn text(id: &str, revises: &str, up: &str, down: &str) -> String {
    let revises = if revises.is_empty() { String::new() } else { format!("-- revises: {revises}\n") };
    format!(
        "-- Revision {id}\n--\n-- revision: {id}\n{revises}\n-- limbeck:upgrade\n{up}\n-- limbeck:downgrade\n{down}\n"
    )
}

fn file(id: &str, revises: &str, up: &str, down: &str) -> RevisionFile {
    RevisionFile::parse(Path::new(&format!("{id}.sql")), &text(id, revises, up, down)).unwrap()
}

/// `b <- a` lines.
fn graph(lines: &str) -> Graph {
    let files = lines.split_whitespace().map(|line| {
        let (id, parents) = line.split_once("<-").unwrap();
        file(id, parents, "select 1;", "select 2;")
    });
    Graph::new(files.collect()).unwrap()
}

fn ids(texts: &[&str]) -> Vec<RevisionId> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn at(session: &mut Session) -> Vec<String> {
    current(session, TABLE).unwrap().iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_has_a_header_and_two_sections() {
    let text = "\u{feff}-- Add users\n-- and more\n--\n-- revision: a1\n-- revises: b2, c3\n-- created: 2026-01-01T00:00:00Z\n-- transaction: none\n\n-- limbeck:upgrade\r\ncreate table t (x);\n-- limbeck:downgrade\ndrop table t;\n";
    let file = RevisionFile::parse(Path::new("a.sql"), text).unwrap();
    assert_eq!(file.revision.message, "Add users\nand more");
    assert_eq!(file.revision.parents, ids(&["b2", "c3"]));
    assert!(!file.revision.transactional);
    assert_eq!(file.upgrade.text, "create table t (x);\n");
    assert_eq!(&text[file.downgrade.start..], file.downgrade.text);
}

#[test]
fn a_wrong_file_says_where_and_what() {
    for (text, wanted) in [
        ("-- revision: a\n-- limbeck:upgrade\n", "limbeck:downgrade"),
        ("-- limbeck:upgrade\n-- limbeck:downgrade\n", "`-- revision: ID` is missing"),
        (
            "-- revision: a\n-- revised: b\n-- limbeck:upgrade\n-- limbeck:downgrade\n",
            ":2: `revised` is no key",
        ),
        ("-- revision: a\ncreate table t (x);\n-- limbeck:upgrade\n-- limbeck:downgrade\n", ":2: SQL stands"),
        ("-- revision: head\n-- limbeck:upgrade\n-- limbeck:downgrade\n", "`head` cannot be"),
        ("-- revision: a\n-- limbeck:upgrade\n-- limbeck:downgrade\n-- limbeck:upgrade\n", ":4: the line"),
    ] {
        let error = RevisionFile::parse(Path::new("x.sql"), text).unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}");
    }
}

#[test]
fn every_error_of_a_directory_is_told_at_once() {
    let files =
        vec![file("a", "b", "", ""), file("b", "a", "", ""), file("c", "zz", "", ""), file("c", "", "", "")];
    let errors = Graph::new(files).unwrap_err();
    assert!(errors.iter().any(|error| matches!(error, GraphError::Circle { files } if files.len() == 2)));
    assert!(errors.iter().any(|error| matches!(error, GraphError::Missing { .. })));
    assert!(errors.iter().any(|error| matches!(error, GraphError::Duplicate { .. })));
}

#[test]
fn identifiers_of_every_form() {
    let graph = graph("aaa1<- aab2<-aaa1 c3<-aab2 d4<-c3");
    let resolve = |text: &str| {
        graph
            .resolve(text, &ids(&["aab2"]))
            .map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    for (text, wanted) in [
        ("head", "d4"),
        ("base", ""),
        ("aaa", "aaa1"),
        ("c3", "c3"),
        ("+1", "c3"),
        ("-1", "aaa1"),
        ("-2", ""),
        ("head-1", "c3"),
        ("aaa+2", "c3"),
        ("current", "aab2"),
    ] {
        assert_eq!(resolve(text).unwrap().join(" "), wanted, "{text}");
    }
    assert!(matches!(resolve("aa"), Err(ResolveError::Ambiguous { .. })));
    assert!(matches!(resolve("nope"), Err(ResolveError::Unknown(_))));
    assert!(matches!(resolve("+9"), Err(ResolveError::Beyond(_))));
    assert!(matches!(resolve("-99999999999999999999"), Err(ResolveError::Beyond(_))));
}

#[test]
fn branches_have_several_heads() {
    let graph = graph("a<- b<-a c<-a d<-b,c e<-a");
    assert_eq!(graph.heads(), ids(&["d", "e"]));
    assert!(matches!(graph.resolve("head", &[]), Err(ResolveError::SeveralHeads { .. })));
    let path: Vec<_> = graph
        .upgrade_path(&ids(&["b"]), &ids(&["d"]))
        .unwrap()
        .iter()
        .map(|f| f.revision.id.clone())
        .collect();
    assert_eq!(path, ids(&["c", "d"]));
}

#[test]
fn up_and_down_with_the_version_row() {
    let files = vec![
        file("a1", "", "create table t (x);", "drop table t;"),
        file(
            "b2",
            "a1",
            "insert into t values (1); alter table t add column y;",
            "alter table t drop column y;",
        ),
    ];
    let graph = Graph::new(files).unwrap();
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    let mut events = 0;
    upgrade(&mut session, &graph, "head", TABLE, &mut |_| events += 1).unwrap();
    assert_eq!((at(&mut session), events), (vec!["b2".to_owned()], 4));
    upgrade(&mut session, &graph, "head", TABLE, &mut |_| panic!("nothing is left to do")).unwrap();
    downgrade(&mut session, &graph, "-1", TABLE, &mut |_| {}).unwrap();
    assert_eq!(at(&mut session), ["a1"]);
    downgrade(&mut session, &graph, "base", TABLE, &mut |_| {}).unwrap();
    assert!(at(&mut session).is_empty());
    stamp(&mut session, &graph, &["head".to_owned()], TABLE, false).unwrap();
    assert_eq!(at(&mut session), ["b2"]);
}

#[test]
fn a_failure_undoes_its_revision_and_keeps_those_before() {
    let files = vec![
        file("a1", "", "create table t (x);", ""),
        file("b2", "a1", "create table u (x);\ninsert into nowhere values (1);", ""),
    ];
    let graph = Graph::new(files).unwrap();
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    let error = upgrade(&mut session, &graph, "head", TABLE, &mut |_| {}).unwrap_err();
    assert!(matches!(&error, RunError::Statement { at, .. } if at.line == 8), "{error}");
    assert_eq!(at(&mut session), ["a1"]);
    session.execute("create table u (x)").unwrap();
}

#[test]
fn a_revision_that_orphans_rows_is_not_applied() {
    let files = vec![
        file(
            "a1",
            "",
            "create table p (id integer primary key); create table c (p references p); insert into c values (9);",
            "",
        ),
        file("b2", "", "select 1", ""),
    ];
    let graph = Graph::new(files).unwrap();
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    let error = upgrade(&mut session, &graph, "a1", TABLE, &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("no parent in p"), "{error}");
    let old =
        "create table p (id integer primary key); create table c (p references p); insert into c values (9)";
    session.execute(old).unwrap();
    upgrade(&mut session, &graph, "b2", TABLE, &mut |_| {}).unwrap();
}

#[test]
fn a_file_may_not_end_the_transaction() {
    let graph = Graph::new(vec![file("a1", "", "create table t (x);\ncommit;", "")]).unwrap();
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    let error = upgrade(&mut session, &graph, "head", TABLE, &mut |_| {}).unwrap_err();
    assert!(matches!(error, RunError::Transaction { line: 7, .. }), "{error}");
}

#[test]
fn runners_at_once_apply_each_revision_once() {
    let directory = tempfile::tempdir().unwrap();
    let url: DatabaseUrl = format!("sqlite:{}", directory.path().join("x.db").display()).parse().unwrap();
    let files = (0..10).map(|n: u32| {
        let parent = n.checked_sub(1).map_or_else(String::new, |parent| format!("r{parent}"));
        file(&format!("r{n}"), &parent, &format!("create table t{n} (x);"), "")
    });
    let graph = Graph::new(files.collect()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let mut session = Session::open(&url, Access::Create).unwrap();
                session.set_lock_timeout(std::time::Duration::from_secs(60)).unwrap();
                upgrade(&mut session, &graph, "head", TABLE, &mut |_| {}).unwrap();
            });
        }
    });
    assert_eq!(at(&mut Session::open(&url, Access::Read).unwrap()), ["r9"]);
}

#[test]
fn a_database_at_an_unknown_revision_is_lost() {
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    stamp(&mut session, &graph("zz<-"), &["zz".to_owned()], TABLE, false).unwrap();
    let graph = graph("a1<-");
    let error = upgrade(&mut session, &graph, "head", TABLE, &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("`zz`, which no file has"), "{error}");
    stamp(&mut session, &graph, &["head".to_owned()], TABLE, true).unwrap();
    assert_eq!(at(&mut session), ["a1"]);
}

proptest! {
    #[test]
    fn no_file_is_too_odd(text in "(-- |revision|: |a|\n|limbeck:upgrade|limbeck:downgrade|revises|;|é|,){0,40}") {
        let _ = RevisionFile::parse(Path::new("x.sql"), &text);
        let _ = graph("a<-").resolve(&text, &[]);
    }
}
