//! What holds on any history.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{graph, ids, target, words};
use crate::{Direction, Graph, RevisionId, Step, downgrade_path, upgrade_path};

/// A history as each revision's parents and dependencies, by number; the numbers are an order.
#[derive(Debug, Clone)]
struct Model {
    parents: Vec<BTreeSet<usize>>,
    dependencies: Vec<BTreeSet<usize>>,
}

impl Model {
    fn of(links: Vec<(Vec<usize>, Vec<usize>)>) -> Self {
        let older = |(at, numbers): (usize, &Vec<usize>)| {
            numbers.iter().filter(|_| at > 0).map(|number| number % at.max(1)).collect()
        };
        let (parents, dependencies): (Vec<_>, Vec<_>) = links.into_iter().unzip();
        Self {
            parents: parents.iter().enumerate().map(older).collect(),
            dependencies: dependencies.iter().enumerate().map(older).collect(),
        }
    }

    fn len(&self) -> usize {
        self.parents.len()
    }

    /// Names that do not follow the numbers, so that no order is theirs.
    fn name(number: usize) -> String {
        format!("r{:03}", number * 389 % 1000)
    }

    fn number(&self, id: &RevisionId) -> usize {
        (0..self.len()).find(|number| Self::name(*number) == id.as_str()).unwrap()
    }

    fn lines(&self, numbers: impl Iterator<Item = usize>) -> String {
        let names = |set: &BTreeSet<usize>| set.iter().map(|n| Self::name(*n)).collect::<Vec<_>>().join(", ");
        let line = |n: usize| {
            format!("{} <- {} ! {}\n", Self::name(n), names(&self.parents[n]), names(&self.dependencies[n]))
        };
        numbers.map(line).collect()
    }

    fn graph(&self) -> Graph {
        graph(&self.lines(0..self.len()))
    }

    fn older(&self, number: usize) -> impl Iterator<Item = usize> {
        self.parents[number].union(&self.dependencies[number]).copied().collect::<Vec<_>>().into_iter()
    }

    /// These and all they rest on.
    fn closure(&self, numbers: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut next: Vec<usize> = numbers.into_iter().collect();
        let mut found = BTreeSet::new();
        while let Some(number) = next.pop() {
            if found.insert(number) {
                next.extend(self.older(number));
            }
        }
        found
    }

    /// The rows of a database on which these have run.
    fn rows(&self, applied: &BTreeSet<usize>) -> Vec<RevisionId> {
        let rests: BTreeSet<usize> = applied.iter().flat_map(|number| self.older(*number)).collect();
        let names: Vec<String> = applied.difference(&rests).map(|number| Self::name(*number)).collect();
        let mut rows = ids(&names.join(" "));
        rows.sort();
        rows
    }

    /// Goes the steps, and holds at each that it may be gone, and that the rows behind it are right.
    fn go(&self, graph: &Graph, applied: &mut BTreeSet<usize>, steps: &[Step<'_>]) {
        for step in steps {
            let number = self.number(step.id());
            let before = self.rows(applied);
            match step.direction {
                Direction::Upgrade => {
                    assert!(self.older(number).all(|older| applied.contains(&older)), "{}", step.id());
                    assert!(applied.insert(number), "{} runs twice", step.id());
                }
                Direction::Downgrade => {
                    assert!(applied.remove(&number), "{} has not run", step.id());
                    let rests = applied.iter().any(|newer| self.older(*newer).any(|older| older == number));
                    assert!(!rests, "{} goes while others rest on it", step.id());
                }
            }
            assert_eq!(graph.rows_after(&before, *step).unwrap(), self.rows(applied));
        }
    }
}

fn models() -> impl Strategy<Value = Model> {
    let numbers = |most| prop::collection::vec(0usize..1000, 0..most);
    prop::collection::vec((numbers(4), numbers(3)), 1..24).prop_map(Model::of)
}

proptest! {
    #[test]
    fn heads_are_what_nothing_rests_on(model in models()) {
        let all: BTreeSet<usize> = (0..model.len()).collect();
        prop_assert_eq!(model.graph().heads(), model.rows(&all));
        let bases: Vec<String> =
            all.iter().filter(|n| model.parents[**n].is_empty()).map(|n| Model::name(*n)).collect();
        let mut bases = ids(&bases.join(" "));
        bases.sort();
        prop_assert_eq!(model.graph().bases(), bases);
    }

    #[test]
    fn up_anywhere_and_back_is_where_it_was(model in models(), start in 0usize..1000, end in 0usize..1000) {
        let graph = model.graph();
        let mut applied = BTreeSet::new();
        for place in [start % model.len(), end % model.len()] {
            let rows = model.rows(&applied);
            let steps = upgrade_path(&graph, &rows, &target(&Model::name(place))).unwrap();
            model.go(&graph, &mut applied, &steps);
            prop_assert!(applied.contains(&place));
            // Nothing more than what is needed runs.
            let before = model.closure(rows.iter().map(|id| model.number(id)));
            let needed: BTreeSet<usize> = model.closure([place]).union(&before).copied().collect();
            prop_assert_eq!(&applied, &needed);
            let back: Vec<Step<'_>> =
                steps.iter().rev().map(|step| Step { direction: Direction::Downgrade, ..*step }).collect();
            model.go(&graph, &mut applied, &back);
            prop_assert_eq!(model.rows(&applied), rows);
            model.go(&graph, &mut applied, &steps);
        }
    }

    #[test]
    fn down_to_a_revision_undoes_what_builds_on_it(model in models(), place in 0usize..1000) {
        let graph = model.graph();
        let mut applied: BTreeSet<usize> = (0..model.len()).collect();
        let place = place % model.len();
        let steps = downgrade_path(&graph, &graph.heads(), &target(&Model::name(place))).unwrap();
        model.go(&graph, &mut applied, &steps);
        prop_assert!(applied.contains(&place));
        prop_assert!(applied.iter().all(|number| !model.parents[*number].contains(&place)));
        // What neither builds nor depends on what went stays.
        let gone: BTreeSet<usize> = steps.iter().map(|step| model.number(step.id())).collect();
        let has_reason = |number: &usize| {
            model.parents[*number].contains(&place) || model.older(*number).any(|older| gone.contains(&older))
        };
        prop_assert!(gone.iter().all(has_reason));
        let steps = downgrade_path(&graph, &model.rows(&applied), &target("base")).unwrap();
        model.go(&graph, &mut applied, &steps);
        prop_assert!(applied.is_empty());
    }

    #[test]
    fn ways_do_not_depend_on_the_order_of_files(model in models()) {
        let told = |graph: &Graph| {
            let steps = upgrade_path(graph, &[], &target("heads")).unwrap();
            words(&steps.iter().map(|step| step.id().clone()).collect::<Vec<_>>())
        };
        let reversed = graph(&model.lines((0..model.len()).rev()));
        prop_assert_eq!(told(&model.graph()), told(&reversed));
    }
}
