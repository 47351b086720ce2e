use limbeck_db::Session;
use limbeck_schema::Family;

use super::{graph, ids, target, words};
use crate::{PathError, RunError, current, stamp};

const FORK: &str = "a\n b <- a\n c1 <- b # left\n c2 <- b # right\n m <- c1, c2\n x";

fn stamped(current: &str, targets: &[&str], purge: bool) -> Result<String, PathError> {
    let targets: Vec<_> = targets.iter().map(|text| target(text)).collect();
    graph(FORK).stamped(&ids(current), &targets, purge).map(|rows| words(&rows))
}

#[test]
fn a_stamp_replaces_its_own_history_and_leaves_others() {
    assert_eq!(stamped("", &["head"], false).unwrap_err().to_string().matches("`m`, `x`").count(), 1);
    assert_eq!(stamped("", &["heads"], false).unwrap(), "m x");
    assert_eq!(stamped("a x", &["c1"], false).unwrap(), "c1 x");
    assert_eq!(stamped("m x", &["b"], false).unwrap(), "b x");
    assert_eq!(stamped("c1", &["c2"], false).unwrap(), "c1 c2");
    assert_eq!(stamped("c1 x", &["base"], false).unwrap(), "");
    assert_eq!(stamped("c1 x", &["left@base"], false).unwrap(), "x");
    assert!(stamped("c1", &["c1+1"], false).is_err());
}

#[test]
fn only_purging_forgets_what_no_file_has() {
    assert!(matches!(stamped("gone", &["a"], false), Err(PathError::UnknownCurrent { .. })));
    assert_eq!(stamped("gone", &["a"], true).unwrap(), "a");
    assert_eq!(stamped("gone", &["base"], true).unwrap(), "");
}

#[test]
fn stamps_are_written_down_without_running_anything() {
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    let graph = graph("a: this is no sql\n b <- a: nor this");
    assert_eq!(current(&mut session, "v").unwrap(), []);
    stamp(&mut session, &graph, &[target("head")], "v", false).unwrap();
    assert_eq!(words(&current(&mut session, "v").unwrap()), "b");
    let error = stamp(&mut session, &graph, &[target("nowhere")], "v", false).unwrap_err();
    assert!(matches!(error, RunError::Path(_)));
    stamp(&mut session, &graph, &[target("base")], "v", false).unwrap();
    assert_eq!(current(&mut session, "v").unwrap(), []);
}
