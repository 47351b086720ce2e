//! What looks renamed although nobody said so.
//!
//! A suggestion is never acted on here: a wrong guess either loses a column's rows or keeps rows that
//! were meant to go. Only a person, a mark in the model or an answers file decides.

use limbeck_schema::{Body, Canonical, Column, Name, Named, ObjectName, Pair, Table};
use similar::TextDiff;

/// Something that went while something alike came.
#[derive(Debug, Clone, PartialEq)]
pub enum PossibleRename {
    /// A table.
    Table {
        /// Its names.
        names: Pair<ObjectName>,
        /// How alike they are, from 0 to 1.
        score: f32,
    },
    /// A column.
    Column {
        /// Its table, by the name that holds after.
        table: ObjectName,
        /// Its names.
        names: Pair<Name>,
        /// How alike they are, from 0 to 1.
        score: f32,
    },
    /// A label of an enumeration.
    Label {
        /// The enumeration.
        enumeration: ObjectName,
        /// Its names.
        names: Pair<Name>,
        /// How alike they are, from 0 to 1.
        score: f32,
    },
}

/// How alike two things must be to be worth a question.
const WORTH_ASKING: f32 = 0.5;

/// Every pair of a thing that went and a thing that came which are alike enough to ask about, the
/// likeliest first and each thing at most once. `before` speaks the names after the renames that are
/// already known.
pub fn possible_renames(sides: Pair<&Canonical>) -> Vec<PossibleRename> {
    let Pair { before, after } = sides.map(|canonical| &canonical.schema().tables);
    let gone: Vec<&Table> = before.iter().filter(|table| !after.contains(table.name())).collect();
    let come: Vec<&Table> = after.iter().filter(|table| !before.contains(table.name())).collect();
    let mut found: Vec<PossibleRename> = best_pairs(&gone, &come, table_score)
        .into_iter()
        .map(|(names, score)| PossibleRename::Table { names, score })
        .collect();
    let mut kept: Vec<Pair<&Table>> =
        after.iter().filter_map(|table| Some(Pair::new(before.get(table.name())?, table))).collect();
    kept.sort_by_key(|pair| &pair.after.name);
    for pair in kept {
        let table = &pair.after.name;
        let columns = column_renames(pair);
        found.extend(columns.into_iter().map(|(names, score)| PossibleRename::Column {
            table: table.clone(),
            names,
            score,
        }));
    }
    found.extend(label_renames(sides));
    found
}

/// Labels that went while another one came in the same place.
fn label_renames(sides: Pair<&Canonical>) -> Vec<PossibleRename> {
    let Pair { before, after } = sides.map(|canonical| &canonical.schema().objects);
    let mut found = Vec::new();
    for object in before.iter() {
        let other = after.get(&object.id).map(|object| &object.body);
        let (Body::Enum(old), Some(Body::Enum(new))) = (&object.body, other) else { continue };
        let moved = old.iter().zip(new).filter(|(a, b)| !new.contains(a) && !old.contains(b));
        for (a, b) in moved.filter(|_| old.len() == new.len()) {
            if let (Ok(a), Ok(b)) = (Name::new(a), Name::new(b)) {
                // The place is what tells; how they are spelled says little.
                let score = 0.5 + 0.5 * likeness(a.key(), b.key());
                found.push(PossibleRename::Label {
                    enumeration: object.id.name.clone(),
                    names: Pair::new(a, b),
                    score,
                });
            }
        }
    }
    found.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
    found
}

fn column_renames(tables: Pair<&Table>) -> Vec<(Pair<Name>, f32)> {
    let Pair { before, after } = tables.map(|table| &table.columns);
    let gone: Vec<&Column> = before.iter().filter(|column| !after.contains(column.name())).collect();
    let come: Vec<&Column> = after.iter().filter(|column| !before.contains(column.name())).collect();
    best_pairs(&gone, &come, column_score)
}

/// Greedy from the highest score down; equal scores in the order of names.
fn best_pairs<T: Named>(gone: &[&T], come: &[&T], score: fn(&T, &T) -> f32) -> Vec<(Pair<T::Key>, f32)> {
    let mut all: Vec<(Pair<T::Key>, f32)> = Vec::new();
    for before in gone {
        for after in come {
            let score = score(before, after);
            if score >= WORTH_ASKING {
                all.push((Pair::new(before.name().clone(), after.name().clone()), score));
            }
        }
    }
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut best: Vec<(Pair<T::Key>, f32)> = Vec::new();
    for (names, score) in all {
        if best.iter().all(|(taken, _)| taken.before != names.before && taken.after != names.after) {
            best.push((names, score));
        }
    }
    best
}

/// A column of the same type is worth asking about whatever its name; another type needs a name that
/// is nearly the same.
fn column_score(before: &Column, after: &Column) -> f32 {
    let names = likeness(before.name.key(), after.name.key());
    if before.sql_type != after.sql_type {
        return if names >= 0.75 { 0.5 * names + 0.1 } else { 0.0 };
    }
    let alike = [
        before.nullable == after.nullable,
        before.default == after.default,
        before.collation == after.collation,
        before.generated == after.generated,
    ];
    let share = alike.iter().filter(|same| **same).count() as f32 / alike.len() as f32;
    0.3 * share + 0.2 + 0.5 * names - if before.generated == after.generated { 0.0 } else { 0.3 }
}

/// Tables are alike by the columns they share; the name decides between equals.
fn table_score(before: &Table, after: &Table) -> f32 {
    let names = likeness(before.name.name.key(), after.name.name.key());
    let shared = after
        .columns
        .iter()
        .filter(|column| before.columns.get(&column.name).is_some_and(|old| old.sql_type == column.sql_type))
        .count();
    let most = before.columns.len().max(after.columns.len()).max(1);
    // A key called `id` is in every table and says nothing.
    let telling = if shared == 1 && most > 1 { 0.5 } else { shared as f32 };
    0.8 * telling / most as f32 + 0.2 * names
}

fn likeness(a: &str, b: &str) -> f32 {
    TextDiff::from_chars(a, b).ratio()
}
