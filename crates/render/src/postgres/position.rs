//! Where a sequence stands.

use limbeck_schema::{Name, ObjectName, Sequence};

use super::quote::{literal, qualified, quoted};

/// Puts the sequence behind the values of its column, and never back. Values it cannot reach say nothing,
/// and neither does an empty table.
pub(super) fn catch_up(
    table: &ObjectName,
    column: &Name,
    sequence: Option<&ObjectName>,
    descending: bool,
) -> String {
    let own = match sequence {
        Some(sequence) => format!("{}::regclass", literal(&qualified(sequence))),
        None => behind(table, column),
    };
    let (farthest, farther) = if descending { ("min", "<") } else { ("max", ">") };
    // A sequence that gave no number yet has no last value (15.18), and would give its first one.
    format!(
        "SELECT setval(counter.seqrelid::regclass, numbered.farthest)
FROM pg_catalog.pg_sequence AS counter
CROSS JOIN LATERAL (
    SELECT {farthest}(numbers.{column}) AS farthest
    FROM {table} AS numbers
    WHERE numbers.{column} BETWEEN counter.seqmin AND counter.seqmax
) AS numbered
WHERE counter.seqrelid = {own}
    AND coalesce(
        numbered.farthest {farther} pg_sequence_last_value({own}),
        numbered.farthest {farther}= counter.seqstart
    )",
        column = quoted(column),
        table = qualified(table),
    )
}

/// The sequence behind a column. The server reads the table as a name, the column as it is.
pub(super) fn behind(table: &ObjectName, column: &Name) -> String {
    let (table, column) = (literal(&qualified(table)), literal(column.as_str()));
    format!("pg_get_serial_sequence({table}, {column})::regclass")
}

/// What has to be done before a sequence can get the bounds of `after`: the server refuses bounds outside
/// of which it stands, even one that gave no number yet (15.18).
///
/// One that has not come to its new bounds begins there; one that is past them is left to fail, for it
/// has no numbers left.
pub(super) fn ready(own: &str, before: &Sequence, after: &Sequence) -> Option<String> {
    if is_apart(before, after) {
        return None;
    }
    let up = after.increment > 0;
    let is_late = if up { after.min > before.min } else { after.max < before.max };
    let is_fresh_outside = !(after.min..=after.max).contains(&before.start);
    if !is_late && !is_fresh_outside {
        return None;
    }
    // Within both bounds, as neither the old nor the new ones may be left.
    let start = after.start.max(before.min).min(before.max);
    let (near, nearer) = if up { (after.min, "<") } else { (after.max, ">") };
    Some(format!(
        "SELECT setval({own}, {start}, false)
WHERE coalesce(pg_sequence_last_value({own}) {nearer} {near}, {is_fresh_outside})"
    ))
}

/// `RESTART` where no number is within the old and the new bounds.
pub(super) fn restart(before: &Sequence, after: &Sequence) -> Option<&'static str> {
    is_apart(before, after).then_some("RESTART")
}

fn is_apart(before: &Sequence, after: &Sequence) -> bool {
    after.min > before.max || after.max < before.min
}
