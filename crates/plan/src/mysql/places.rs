//! The order of columns: which of them have to move.

use limbeck_schema::{Change, Name};

/// The columns that have to move where the change puts them into another order: as few as can be, for the
/// others are the longest run that stands in the right order already. None where the order stays.
pub(super) fn movers<'a>(mut changes: impl Iterator<Item = &'a Change>) -> Vec<&'a Name> {
    let pair = changes.find_map(|change| match change {
        Change::Order { pair, .. } => Some(pair),
        _ => None,
    });
    let Some(pair) = pair else { return Vec::new() };
    let goals: Vec<usize> =
        pair.before.iter().filter_map(|name| pair.after.iter().position(|own| own == name)).collect();
    let stays = longest_rise(&goals);
    let moves = pair.after.iter().enumerate().filter(|(goal, _)| !stays.contains(goal));
    moves.map(|(_, name)| name).collect()
}

/// The longest rising run of the numbers, each of which is there once; the first of several.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    // Of the runs that end with the same number, one of the longest.
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for &number in numbers {
        let ends_below = |run: &&Vec<usize>| run.last().is_some_and(|last| *last < number);
        let mut best: &[usize] = &[];
        for run in runs.iter().filter(ends_below) {
            if run.len() > best.len() {
                best = run;
            }
        }
        runs.push(best.iter().copied().chain([number]).collect());
    }
    let longest = runs.iter().map(Vec::len).max();
    runs.into_iter().find(|run| Some(run.len()) == longest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use limbeck_schema::{Change, Name, ObjectName, Pair};

    use super::movers;

    #[test]
    fn as_few_move_as_can_be() {
        let names =
            |text: &str| -> Vec<Name> { text.split(' ').map(|name| Name::new(name).unwrap()).collect() };
        for (before, after, moved) in [
            ("a b c d", "b c d a", "a"),
            ("a b c d", "d a b c", "d"),
            ("a b c d", "b a d c", "b d"),
            ("a b c d", "d c b a", "d c b"),
            ("a b c d e", "a d b c e", "d"),
        ] {
            let pair = Pair::new(names(before), names(after));
            let table = ObjectName::plain(Name::new("t").unwrap());
            let changes = [Change::Order { table, pair }];
            let found: Vec<&str> = movers(changes.iter()).into_iter().map(Name::as_str).collect();
            assert_eq!(found.join(" "), moved, "{before} -> {after}");
        }
    }
}
