//! Partitions: added behind the last one where that is all, else the table is cut anew. Its rows stay:
//! one that fits no partition makes the statement fail (1526).

use limbeck_lex::{TokenKind, significant};
use limbeck_schema::{Expr, Family, Name, Pair, Table};

use crate::Clause;

/// What is done about partitions before and after everything else of the table.
#[derive(Default)]
pub(super) struct Partitioning {
    pub(super) before: Vec<Clause>,
    pub(super) after: Vec<Clause>,
}

pub(super) fn clauses(tables: Pair<&Table>) -> Partitioning {
    let by = tables.map(|table| table.options.partitioned_by.as_ref());
    let keys_change = tables.before.primary_key != tables.after.primary_key
        || unique(tables.before) != unique(tables.after);
    match (by.before, by.after) {
        (before, after) if before == after => Partitioning::default(),
        (Some(_), None) => {
            Partitioning { before: vec![Clause::PartitionBy(None)], ..Partitioning::default() }
        }
        (Some(before), Some(after)) => match incremental(before, after) {
            Some(clause) => Partitioning { after: vec![clause], ..Partitioning::default() },
            // Every unique key holds the columns the table is cut by (1503): under neither cut may it be
            // without them.
            None if keys_change => Partitioning {
                before: vec![Clause::PartitionBy(None)],
                after: vec![Clause::PartitionBy(Some(after.clone()))],
            },
            None => Partitioning {
                after: vec![Clause::PartitionBy(Some(after.clone()))],
                ..Partitioning::default()
            },
        },
        (None, after) => {
            Partitioning { after: vec![Clause::PartitionBy(after.cloned())], ..Partitioning::default() }
        }
    }
}

fn unique(table: &Table) -> Vec<&limbeck_schema::Index> {
    table.indexes.iter().filter(|index| index.unique).collect()
}

/// A cut: how, and the partitions with their names, as they stand between the parentheses.
struct Cut<'a> {
    method: &'a str,
    partitions: Vec<(String, &'a str)>,
}

/// The statement that leaves the partitions that stay alone: new ones behind the last one, or the last one,
/// which takes all that is left, made into several.
fn incremental(before: &Expr, after: &Expr) -> Option<Clause> {
    let (before, after) = (cut(&before.text)?, cut(&after.text)?);
    let alike = |a: &str, b: &str| {
        let words = |text: &str| -> Vec<String> {
            significant(Family::Mysql, text).iter().map(|token| token.text.to_lowercase()).collect()
        };
        words(a) == words(b)
    };
    if !alike(before.method, after.method) || before.partitions.is_empty() {
        return None;
    }
    let same = before.partitions.iter().zip(&after.partitions).take_while(|(b, a)| alike(b.1, a.1)).count();
    let more: Vec<&str> = after.partitions.iter().skip(same).map(|(_, text)| *text).collect();
    let rest = before.partitions.get(same..)?;
    match rest {
        [] if !more.is_empty() => Some(Clause::AddPartitions(more.join(",\n"))),
        [(name, text)]
            if is_open(text) && more.len() > 1 && more.last().is_some_and(|last| is_open(last)) =>
        {
            Some(Clause::ReorganizePartitions(vec![Name::new(name).ok()?], more.join(",\n")))
        }
        _ => None,
    }
}

/// Whether the partition takes everything that is left.
fn is_open(text: &str) -> bool {
    significant(Family::Mysql, text).iter().any(|token| token.is_word("maxvalue"))
}

/// `RANGE (...) (PARTITION a ..., PARTITION b ...)`, where nothing is cut within its partitions.
fn cut(text: &str) -> Option<Cut<'_>> {
    let tokens = significant(Family::Mysql, text);
    if tokens.iter().any(|token| token.is_word("subpartition")) {
        return None;
    }
    let first = tokens.iter().position(|token| token.is_word("partition"))?;
    let open = first.checked_sub(1).and_then(|at| tokens.get(at)).filter(|token| token.is_operator("("))?;
    let method = text.get(..open.start)?;
    let mut partitions = Vec::new();
    let (mut depth, mut start) = (0_usize, open.end());
    for token in tokens.iter().skip(first) {
        match token.text {
            "(" => depth += 1,
            ")" | "," if depth == 0 => {
                let part = text.get(start..token.start)?.trim();
                partitions.push((name(part)?, part));
                start = token.end();
            }
            ")" => depth -= 1,
            _ => {}
        }
    }
    Some(Cut { method, partitions })
}

fn name(part: &str) -> Option<String> {
    let tokens = significant(Family::Mysql, part);
    let name = tokens.get(1).filter(|token| token.kind != TokenKind::Operator)?;
    limbeck_lex::name_of(name)
}
