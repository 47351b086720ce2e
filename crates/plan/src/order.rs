//! Orders that dependencies dictate.

use petgraph::{algo::tarjan_scc, graphmap::DiGraphMap};

/// The indexes of `items` such that what an item needs comes before it; where items need each other
/// in a circle, and among the independent, the given order decides.
pub(crate) fn dependencies_first<T>(items: &[T], needs: impl Fn(&T, &T) -> bool) -> Vec<usize> {
    let mut graph: DiGraphMap<usize, ()> = DiGraphMap::new();
    for (at, item) in items.iter().enumerate() {
        graph.add_node(at);
        for (other_at, other) in items.iter().enumerate() {
            if at != other_at && needs(item, other) {
                graph.add_edge(at, other_at, ());
            }
        }
    }
    // Components come out with those that others need first, and depth first from the first node on.
    let mut order = Vec::with_capacity(items.len());
    for mut circle in tarjan_scc(&graph) {
        circle.sort_unstable();
        order.extend(circle);
    }
    order
}
