use super::{graph, ids, target, words};
use crate::{Graph, PathError, ResolveError, Step, downgrade_path, upgrade_path};

fn steps(path: Result<Vec<Step<'_>>, PathError>) -> Result<String, PathError> {
    Ok(words(&path?.iter().map(|step| step.file.revision.id.clone()).collect::<Vec<_>>()))
}

fn up(graph: &Graph, current: &str, to: &str) -> Result<String, PathError> {
    steps(upgrade_path(graph, &ids(current), &target(to)))
}

fn down(graph: &Graph, current: &str, to: &str) -> Result<String, PathError> {
    steps(downgrade_path(graph, &ids(current), &target(to)))
}

const FORK: &str = "a\n b <- a\n c1 <- b # left\n d1 <- c1\n c2 <- b # right\n d2 <- c2";

#[test]
fn upgrades_run_what_is_missing() {
    let graph = graph(FORK);
    assert_eq!(up(&graph, "", "b").unwrap(), "a b");
    assert_eq!(up(&graph, "b", "left@head").unwrap(), "c1 d1");
    assert_eq!(up(&graph, "c1", "heads").unwrap(), "c2 d1 d2");
    assert_eq!(up(&graph, "d1", "a").unwrap(), "");
    assert_eq!(up(&graph, "d1", "base").unwrap(), "");
    assert_eq!(up(&graph, "a", "+1").unwrap(), "b");
    assert_eq!(up(&graph, "d1", "right@+1").unwrap(), "c2");
    assert_eq!(up(&graph, "", "+2").unwrap(), "a b");
    assert_eq!(up(&graph, "", "c1+1").unwrap(), "a b c1 d1");
}

#[test]
fn merges_and_dependencies_pull_in_what_they_need() {
    let graph = graph("a\n b <- a\n c <- a\n m <- b, c\n x\n y <- x ! c");
    assert_eq!(up(&graph, "b", "m").unwrap(), "c m");
    assert_eq!(up(&graph, "", "y").unwrap(), "a c x y");
    assert_eq!(down(&graph, "m y", "c").unwrap(), "m");
    assert_eq!(down(&graph, "m y", "a").unwrap(), "y m c b");
}

#[test]
fn downgrades_undo_what_rests_on_it() {
    let graph = graph(FORK);
    assert_eq!(down(&graph, "d1 d2", "b").unwrap(), "d2 d1 c2 c1");
    assert_eq!(down(&graph, "d1 d2", "left@b").unwrap(), "d1 c1");
    assert_eq!(down(&graph, "d1 d2", "left@-1").unwrap(), "d1");
    assert_eq!(down(&graph, "d1", "-2").unwrap(), "d1 c1");
    assert_eq!(down(&graph, "d1", "base").unwrap(), "d1 c1 b a");
    assert_eq!(down(&graph, "d1", "d1").unwrap(), "");
    assert_eq!(down(&graph, "", "base").unwrap(), "");
}

#[test]
fn steps_down_to_the_base_stay_in_their_own_history() {
    let graph = graph("a1\n b1 <- a1\n a2\n b2 <- a2");
    assert_eq!(down(&graph, "b1 b2", "b2-2").unwrap(), "b2 a2");
    assert_eq!(down(&graph, "b1 b2", "base").unwrap(), "b2 b1 a2 a1");
}

#[test]
fn steps_down_from_several_rows_are_refused_until_one_is_named() {
    let graph = graph(FORK);
    for rows in ["d1 d2", "d2 d1", "c1 d2"] {
        let refused = down(&graph, rows, "-1");
        assert!(matches!(refused, Err(PathError::Resolve(ResolveError::ManyStarts { .. }))), "{rows}");
    }
    assert_eq!(down(&graph, "d1 d2", "d2@-1").unwrap(), "d2");
}

#[test]
fn a_branch_in_front_of_where_to_go_says_only_what_goes() {
    let graph = graph(FORK);
    assert_eq!(down(&graph, "d1 d2", "left@c2").unwrap(), "d2");
    assert!(matches!(
        down(&graph, "d1 d2", "nobody@c2"),
        Err(PathError::Resolve(ResolveError::Unknown { text, .. })) if text == "nobody"
    ));
    assert!(matches!(up(&graph, "b", "left@c2"), Err(PathError::Resolve(ResolveError::NotInBranch { .. }))));
}

#[test]
fn rows_that_contain_each_other_are_walked_down_and_mended() {
    let graph = graph("a\n b <- a\n c <- b\n x\n y <- x ! b");
    assert_eq!(down(&graph, "b y", "x").unwrap(), "y");
    assert_eq!(down(&graph, "b y", "a").unwrap(), "y b");
    assert_eq!(down(&graph, "a c", "base").unwrap(), "c b a");
    // What another row contains is nothing to count from.
    assert_eq!(down(&graph, "a c", "-1").unwrap(), "c");
    assert!(matches!(up(&graph, "a c", "head"), Err(PathError::Resolve(ResolveError::MultipleHeads { .. }))));
    assert!(matches!(up(&graph, "a c", "y"), Err(PathError::Overlap { .. })));
}

#[test]
fn places_that_lead_nowhere_are_refused() {
    let graph = graph(FORK);
    assert!(matches!(up(&graph, "zz", "head"), Err(PathError::UnknownCurrent { .. })));
    assert!(matches!(up(&graph, "a b", "heads"), Err(PathError::Overlap { .. })));
    assert!(matches!(up(&graph, "c1", "-1"), Err(PathError::Resolve(ResolveError::NotHere { .. }))));
    assert!(matches!(up(&graph, "d1", "+1"), Err(PathError::Resolve(ResolveError::TooFar { .. }))));
    assert!(matches!(up(&graph, "b", "+1"), Err(PathError::Resolve(ResolveError::Fork { .. }))));
    assert!(matches!(down(&graph, "d1", "+1"), Err(PathError::Resolve(ResolveError::NotHere { .. }))));
    assert!(matches!(down(&graph, "d1", "d2"), Err(PathError::NotBelow { .. })));
    assert!(matches!(
        down(&graph, "d1 d2", "b@-1"),
        Err(PathError::Resolve(ResolveError::ManyStarts { .. }))
    ));
    assert!(matches!(down(&graph, "d1", "right@-1"), Err(PathError::Resolve(ResolveError::NoStart { .. }))));
    assert!(matches!(down(&graph, "a", "-2"), Err(PathError::Resolve(ResolveError::TooFar { .. }))));
    assert!(matches!(
        down(&graph, "d1", "heads"),
        Err(PathError::Resolve(ResolveError::MultipleHeads { .. }))
    ));
}
