use super::{graph, ids, words};
use crate::{Graph, ResolveError};

fn history() -> Graph {
    graph(
        "aaaa1111\n bbbb2222 <- aaaa1111\n cccc3333 <- bbbb2222 # left\n dddd4444 <- cccc3333\n cccx5555 <- bbbb2222 # right",
    )
}

fn found(text: &str) -> String {
    words(&history().resolve(text, &ids("bbbb2222")).unwrap())
}

fn refused(text: &str) -> ResolveError {
    history().resolve(text, &ids("bbbb2222")).unwrap_err()
}

#[test]
fn words_ids_labels_and_beginnings_are_places() {
    for (text, place) in [
        ("heads", "cccx5555 dddd4444"),
        ("left@head", "dddd4444"),
        ("right@heads", "cccx5555"),
        ("base", ""),
        ("left@base", ""),
        ("current", "bbbb2222"),
        ("left", "cccc3333"),
        ("aaaa1111", "aaaa1111"),
        ("a", "aaaa1111"),
        ("cccc", "cccc3333"),
        ("left@ccc", "cccc3333"),
        ("dddd4444@head", "dddd4444"),
    ] {
        assert_eq!(found(text), place, "{text}");
    }
}

#[test]
fn steps_are_counted() {
    for (text, place) in [
        ("dddd-1", "cccc3333"),
        ("dddd4444-4", ""),
        ("left@head-1", "cccc3333"),
        ("aaaa+1", "bbbb2222"),
        ("left@aaaa+3", "dddd4444"),
        ("left@+1", "cccc3333"),
        ("left@-2", "bbbb2222"),
        ("-1", "bbbb2222 cccc3333"),
        ("-2", "aaaa1111 bbbb2222"),
    ] {
        assert_eq!(found(text), place, "{text}");
    }
}

#[test]
fn what_is_not_one_place_is_said() {
    assert!(
        matches!(refused("head"), ResolveError::MultipleHeads { heads, .. } if words(&heads) == "cccx5555 dddd4444")
    );
    assert!(
        matches!(refused("ccc"), ResolveError::Ambiguous { candidates, .. } if candidates == ["cccc3333", "cccx5555"])
    );
    assert!(
        matches!(refused("aaaa111x"), ResolveError::Unknown { nearest: Some(id), .. } if id == "aaaa1111")
    );
    assert!(matches!(refused("zzzz"), ResolveError::Unknown { nearest: None, .. }));
    assert!(matches!(refused(""), ResolveError::Unknown { .. }));
    assert!(matches!(refused("nobody@head"), ResolveError::Unknown { .. }));
    assert!(matches!(refused("right@dddd4444"), ResolveError::NotInBranch { .. }));
    assert!(matches!(refused("dddd4444+1"), ResolveError::TooFar { asked: 1, available: 0, .. }));
    assert!(matches!(refused("aaaa1111-2"), ResolveError::TooFar { asked: 2, available: 1, .. }));
    assert!(matches!(refused("+1"), ResolveError::Fork { .. }));
    assert!(matches!(refused("aaaa+99999999999999999999"), ResolveError::Unknown { .. }));
}

#[test]
fn ranges_hold_both_ends() {
    let range = |text: &str| {
        let graph = history();
        let found = graph
            .range(text, &ids("cccc3333"))
            .map(|files| words(&files.iter().map(|file| file.revision.id.clone()).collect::<Vec<_>>()));
        found.map_err(|error| error.to_string())
    };
    assert_eq!(range("bbbb:dddd").unwrap(), "dddd4444 cccc3333 bbbb2222");
    assert_eq!(range(":current").unwrap(), "cccc3333 bbbb2222 aaaa1111");
    assert_eq!(range("-1:current").unwrap(), "cccc3333 bbbb2222");
    assert_eq!(range("-9:dddd").unwrap(), "dddd4444 cccc3333 bbbb2222 aaaa1111");
    assert_eq!(range("current:+1").unwrap(), "dddd4444 cccc3333");
    assert_eq!(range("base:").unwrap().split(' ').count(), 5);
    assert_eq!(range("right@base:right@head").unwrap(), "cccx5555 bbbb2222 aaaa1111");
    assert!(range("dddd:aaaa").unwrap_err().contains("no range"));
    assert!(range("dddd").unwrap_err().contains("colon"));
}
