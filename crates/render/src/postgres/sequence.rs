//! Sequences, alone and behind identity columns.

use limbeck_schema::{Identity, Name, ObjectName, Pair, Sequence};

use super::{
    column, position,
    quote::{literal, qualified, quoted},
};

/// `CREATE SEQUENCE`; the column it goes with is said later, when there is one.
pub(super) fn create(name: &ObjectName, sequence: &Sequence) -> String {
    let unlogged = if sequence.unlogged { "UNLOGGED " } else { "" };
    let mut out = format!("CREATE {unlogged}SEQUENCE {}", qualified(name));
    if sequence.sql_type.text != "bigint" {
        out.push_str(&format!(" AS {}", sequence.sql_type.text));
    }
    for option in options(sequence) {
        out.push(' ');
        out.push_str(&option);
    }
    out
}

/// How it counts, as far as that is not what its type and its direction imply.
pub(super) fn options(sequence: &Sequence) -> Vec<String> {
    changed(&implied(sequence), sequence)
}

/// `ALTER SEQUENCE`.
pub(super) fn alter(name: &ObjectName, pair: &Pair<Sequence>) -> Vec<String> {
    let Pair { before, after } = pair;
    let own = format!("{}::regclass", literal(&qualified(name)));
    let mut statements: Vec<String> = position::ready(&own, before, after).into_iter().collect();
    let mut clauses = Vec::new();
    if before.sql_type != after.sql_type {
        clauses.push(format!("AS {}", after.sql_type.text));
    }
    clauses.extend(changed(&retyped(before, after), after));
    clauses.extend(position::restart(before, after).map(str::to_owned));
    if !clauses.is_empty() {
        statements.push(format!("ALTER SEQUENCE {} {}", qualified(name), clauses.join(" ")));
    }
    if before.unlogged != after.unlogged {
        let kept = if after.unlogged { "UNLOGGED" } else { "LOGGED" };
        statements.push(format!("ALTER SEQUENCE {} SET {kept}", qualified(name)));
    }
    statements
}

/// `OWNED BY`.
pub(super) fn owner(name: &ObjectName, owner: Option<&(ObjectName, Name)>) -> String {
    let owner = match owner {
        Some((table, column)) => format!("{}.{}", qualified(table), quoted(column)),
        None => "NONE".to_owned(),
    };
    format!("ALTER SEQUENCE {} OWNED BY {owner}", qualified(name))
}

/// `ALTER TABLE ... ALTER COLUMN` where an identity counts otherwise. The type is the column's, and the
/// sequence has followed it already.
pub(super) fn alter_identity(table: &ObjectName, column: &Name, pair: &Pair<Identity>) -> Vec<String> {
    let Pair { before, after } = pair;
    let own = position::behind(table, column);
    let carried = retyped(&before.sequence, &after.sequence);
    let mut statements: Vec<String> = position::ready(&own, &carried, &after.sequence).into_iter().collect();
    let mut clauses = Vec::new();
    if before.always != after.always {
        clauses.push(format!("SET GENERATED {}", column::when(after)));
    }
    clauses.extend(changed(&carried, &after.sequence).into_iter().map(|option| format!("SET {option}")));
    clauses.extend(position::restart(&carried, &after.sequence).map(str::to_owned));
    if !clauses.is_empty() {
        let clauses = clauses.join(" ");
        statements.push(format!(
            "ALTER TABLE {} ALTER COLUMN {} {clauses}",
            qualified(table),
            quoted(column)
        ));
    }
    statements
}

/// As the server makes one over that type and in that direction when nothing else is said (15.18).
fn implied(sequence: &Sequence) -> Sequence {
    let mut implied = Sequence::over(sequence.sql_type.text.clone());
    if sequence.increment < 0 {
        implied.min = lowest(&implied);
        implied.max = -1;
    }
    // It starts at its own end, which need not be the implied one.
    implied.start = if sequence.increment < 0 { sequence.max } else { sequence.min };
    implied
}

/// The sequence as the server leaves it when it gets the type of `after`: its bounds move along where
/// they were those of the old type (15.18).
fn retyped(before: &Sequence, after: &Sequence) -> Sequence {
    let (old, new) = (highest(before), highest(after));
    let max = if before.max == old { new } else { before.max };
    let min = if before.min == lowest(before) { lowest(after) } else { before.min };
    Sequence { sql_type: after.sql_type.clone(), min, max, ..before.clone() }
}

fn highest(sequence: &Sequence) -> i64 {
    Sequence::over(sequence.sql_type.text.clone()).max
}

fn lowest(sequence: &Sequence) -> i64 {
    -highest(sequence) - 1
}

fn changed(before: &Sequence, after: &Sequence) -> Vec<String> {
    let mut clauses = Vec::new();
    let mut say = |word: &str, before: i64, after: i64| {
        if before != after {
            clauses.push(format!("{word} {after}"));
        }
    };
    say("INCREMENT BY", before.increment, after.increment);
    say("MINVALUE", before.min, after.min);
    say("MAXVALUE", before.max, after.max);
    say("START WITH", before.start, after.start);
    say("CACHE", before.cache, after.cache);
    if before.cycle != after.cycle {
        clauses.push(if after.cycle { "CYCLE" } else { "NO CYCLE" }.to_owned());
    }
    clauses
}
