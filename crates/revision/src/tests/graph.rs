use proptest::prelude::*;

use super::{errors, files, graph, ids, words};
use crate::{Graph, GraphError};

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
    assert!(all.contains("b.sql: `b` revises `aa`, which no file has: did you mean `a`?"), "{all}");
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
    assert_eq!(words(&graph.resolve("head-9999", &[]).unwrap()), "r0");
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
