use super::{graph, ids, target, words};
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
fn steps_are_counted_from_the_heads() {
    for (text, place) in
        [("left@-2", "bbbb2222"), ("-1", "bbbb2222 cccc3333"), ("-2", "aaaa1111 bbbb2222"), ("left@-4", "")]
    {
        assert_eq!(found(text), place, "{text}");
    }
}

#[test]
fn steps_from_elsewhere_name_no_revision() {
    for text in ["dddd-1", "left@head-1", "aaaa+1", "left@aaaa+3", "left@+1", "+1", "current-1"] {
        let error = refused(text);
        assert!(matches!(error, ResolveError::NotHere { .. }), "{text}: {error}");
    }
}

#[test]
fn places_to_go_to_are_counted() {
    let places = |text: &str| {
        let graph = history();
        let found = graph.places(&target(text), &ids("bbbb2222"))?;
        Ok::<_, ResolveError>(words(&graph.sorted_ids(found)))
    };
    for (text, place) in [
        ("dddd-1", "cccc3333"),
        ("dddd4444-4", ""),
        ("left@head-1", "cccc3333"),
        ("aaaa+1", "bbbb2222"),
        ("left@aaaa+3", "dddd4444"),
    ] {
        assert_eq!(places(text).unwrap(), place, "{text}");
    }
    assert!(matches!(places("dddd4444+1"), Err(ResolveError::TooFar { asked: 1, available: 0, .. })));
    assert!(matches!(places("aaaa1111-2"), Err(ResolveError::TooFar { asked: 2, available: 1, .. })));
    let error = places("heads-1").unwrap_err().to_string();
    assert!(error.ends_with("say which, as in `cccx5555-1`"), "{error}");
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
    assert!(matches!(refused("-5"), ResolveError::TooFar { asked: 5, available: 3, .. }));
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
    assert_eq!(range("bbbb:bbbb+2").unwrap_err().split(':').next().unwrap(), "`bbbb+2` is not one revision");
    assert_eq!(range("aaaa:dddd-1").unwrap(), "cccc3333 bbbb2222 aaaa1111");
    for text in ["dddd-2:dddd", "aaaa+1:dddd", "current-1:", "+1:dddd", "aaaa:-1"] {
        assert!(range(text).unwrap_err().contains("cannot be used here"), "{text}");
    }
    assert!(range("dddd:aaaa").unwrap_err().contains("no range"));
    assert!(range("dddd").unwrap_err().contains("colon"));
}
