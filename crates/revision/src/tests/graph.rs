use proptest::prelude::*;

use super::{errors, files, graph, ids, words};
use crate::{Graph, GraphError, RevisionFile};

fn order(graph: &Graph) -> String {
    words(&graph.newest_first().iter().map(|file| file.revision.id.clone()).collect::<Vec<_>>())
}

#[test]
fn heads_bases_and_children_are_known() {
    let graph = graph("a\n b <- a\n c <- a\n m <- b, c\n x <- a");
    assert_eq!(words(&graph.heads()), "m x");
    assert_eq!(words(&graph.bases()), "a");
    assert_eq!(words(&graph.children(&ids("a")[0])), "b c x");
    assert!(graph.get(&ids("m")[0]).is_some() && graph.get(&ids("n")[0]).is_none());
}

#[test]
fn what_is_depended_on_is_no_head() {
    assert_eq!(words(&graph("a\n b\n c <- b ! a").heads()), "c");
    assert_eq!(words(&graph("a # core\n b\n c <- b ! core").heads()), "c");
}

#[test]
fn where_a_revision_stands_is_known() {
    let graph = graph("a\n b <- a\n c <- a\n m <- b, c\n x\n y ! x");
    let told = |id: &str| {
        let standing = graph.standing(&ids(id)[0]).unwrap();
        let marks = [
            (standing.is_head, "head"),
            (standing.is_effective_head, "effective head"),
            (standing.is_branchpoint, "branchpoint"),
            (standing.is_mergepoint, "mergepoint"),
        ];
        marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect::<Vec<_>>().join(", ")
    };
    for (id, marks) in
        [("a", "branchpoint"), ("b", ""), ("m", "head, mergepoint"), ("x", "effective head"), ("y", "head")]
    {
        assert_eq!(told(id), marks, "{id}");
    }
    assert_eq!(words(&graph.branch_heads()), "m x y");
    assert!(graph.standing(&ids("n")[0]).is_none());
}

#[test]
fn a_label_names_what_comes_from_it_and_what_leads_to_it_alone() {
    let graph =
        graph("a\n b <- a # left\n c <- b\n d <- a # right\n e <- c, d # both\n f <- e\n x # other\n y ! x");
    let lines: Vec<String> = graph
        .branch_names()
        .iter()
        .map(|(id, names)| format!("{id}: {}", names.iter().copied().collect::<Vec<_>>().join(" ")))
        .collect();
    let expected = ["b: left", "c: left", "d: right", "e: both left right", "f: both left right", "x: other"];
    assert_eq!(lines, expected);
}

#[test]
fn a_file_that_cannot_be_read_may_still_say_its_id() {
    let claimed = |text: &str| RevisionFile::claimed_id(text).map(|id| id.to_string());
    assert_eq!(claimed("-- x\n-- revision: abc\n-- revizes: b").as_deref(), Some("abc"));
    assert_eq!(claimed("-- revision: a b"), None);
    assert_eq!(claimed("CREATE TABLE t (x);"), None);
}

#[test]
fn the_order_is_that_of_the_graph_whatever_the_order_of_the_files() {
    let mut shuffled = files("a\n b <- a\n c <- a\n m <- b, c");
    let before = order(&Graph::new(shuffled.clone()).unwrap());
    shuffled.reverse();
    assert_eq!(before, "m c b a");
    assert_eq!(order(&Graph::new(shuffled).unwrap()), before);
}

#[test]
fn no_revisions_are_a_graph() {
    let empty = graph("");
    assert!(empty.is_empty() && empty.heads().is_empty());
}

#[test]
fn all_errors_come_at_once_and_name_the_files() {
    let found = errors("a\n a\n b <- aa\n c <- d\n d <- c\n e ! f # a\n g <- g");
    let text: Vec<String> = found.iter().map(ToString::to_string).collect();
    let all = text.join("\n");
    assert!(all.contains("`a` is in several files: a.sql, a.sql"), "{all}");
    assert!(all.contains("b.sql:4: `b` revises `aa`, which no file has: did you mean `a`?"), "{all}");
    assert!(all.contains("`e` depends on `f`"), "{all}");
    assert!(all.contains("branch label `a` is taken twice: e.sql, a.sql"), "{all}");
    assert!(all.contains("`c`, `d` build on each other in a circle: c.sql, d.sql"), "{all}");
    assert!(found.iter().any(|error| matches!(error, GraphError::Cycle { ids, .. } if words(ids) == "g")));
}

#[test]
fn a_circle_through_a_dependency_is_one() {
    assert!(matches!(errors("a ! b\n b <- a")[..], [GraphError::Cycle { .. }]));
}

#[test]
fn a_long_history_overflows_nothing() {
    let line = |n: usize| if n == 0 { "r0\n".to_owned() } else { format!("r{n} <- r{}\n", n - 1) };
    let graph = graph(&(0..10_000).map(line).collect::<String>());
    assert_eq!(words(&graph.heads()), "r9999");
    assert_eq!(words(&graph.resolve("-9999", &[]).unwrap()), "r0");
    assert_eq!(crate::upgrade_path(&graph, &[], &super::target("head")).unwrap().len(), 10_000);
}

proptest! {
    #[test]
    fn parents_come_before_children(links in prop::collection::vec(prop::collection::vec(0usize..100, 0..3), 1..25)) {
        let line = |(index, parents): (usize, &Vec<usize>)| {
            // Names do not follow the order, so that the order is not theirs.
            let name = |index: usize| format!("r{}", index * 7919 % 1009);
            let parents: Vec<String> = parents.iter().filter(|_| index > 0).map(|p| name(p % index.max(1))).collect();
            format!("{} <- {}", name(index), parents.join(", "))
        };
        let graph = graph(&links.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
        let oldest: Vec<_> = graph.newest_first().into_iter().rev().collect();
        for (index, file) in oldest.iter().enumerate() {
            for parent in &file.revision.parents {
                prop_assert!(oldest[..index].iter().any(|older| older.revision.id == *parent));
            }
        }
    }
}
