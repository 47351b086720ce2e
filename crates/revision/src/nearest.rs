//! What a person may have meant.

/// The candidate that is only a slip of the hand away, if there is one; the first of equals.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (text.chars().count() / 3).clamp(1, 2);
    candidates
        .into_iter()
        .map(|candidate| (distance(text, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters must be put in, taken out or changed.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (l, above) in left.chars().zip(1..) {
        let mut beside = above;
        let mut next = vec![beside];
        for (r, pair) in right.chars().zip(row.windows(2)) {
            let &[diagonal, over] = pair else { continue };
            beside = (diagonal + usize::from(l != r)).min(over + 1).min(beside + 1);
            next.push(beside);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
