//! For tests only: random well-formed schemas, random edits of them, rows that fit them, the SQL that
//! creates them, and the servers it can be run on.
//!
//! "Well-formed" means that the database accepts the schema, and that its foreign keys can be enforced. The
//! crate depends on the model alone: it must not know how limbeck compares, plans or prints, for it
//! is what those are judged by. [`create_statements`] is therefore a printer of its own.
//!
//! Everything random is drawn from a tape of numbers ([`dice`]), where zero and the tape's end mean
//! the plainest choice: whatever shortens the tape makes the schema simpler.
#![allow(clippy::expect_used, reason = "a generator that breaks its own promise must stop the test")]

mod dice;
mod edit;
mod flavour;
mod kind;
mod mysql;
mod names;
mod placeholder;
mod postgres;
mod prune;
mod random;
mod rows;
pub mod servers;
mod shuffle;
mod sketch;
mod sqlite;
mod survival;

#[cfg(test)]
mod tests;

use std::fmt;

use limbeck_schema::{Family, Renames, Schema};
use proptest::{collection::vec, prelude::*};

pub use rows::insert_rows;
pub use shuffle::shuffled;

use dice::Dice;
use sketch::Sketch;

/// Two schemas, and what is only renamed between them.
#[derive(Clone)]
pub struct RandomPair {
    /// Whose language they speak.
    pub family: Family,
    /// Where the database is.
    pub before: Schema,
    /// Where it should be.
    pub after: Schema,
    /// What only got another name. No new name is one that `before` uses, unless that one is renamed
    /// away too; no name that is renamed away is given to something new.
    pub renames: Renames,
}

impl RandomPair {
    /// Rows for `before` that `after` can keep: as [`insert_rows`], with NULL only where neither side
    /// forbids it.
    pub fn insert_rows(&self, seed: u64) -> Vec<String> {
        rows::insert_rows_of_pair(self, seed)
    }
}

impl fmt::Debug for RandomPair {
    /// As SQL: what a failing test prints is for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (side, schema) in [("before", &self.before), ("after", &self.after)] {
            writeln!(f, "\n-- {side}")?;
            for statement in create_statements(self.family, schema) {
                writeln!(f, "{statement};")?;
            }
        }
        for (old, new) in self.renames.tables() {
            writeln!(f, "-- renamed: {old} to {new}")?;
        }
        for (table, old, new) in self.renames.columns() {
            writeln!(f, "-- renamed in {table}: {old} to {new}")?;
        }
        Ok(())
    }
}

/// Statements that create `schema`, each thing after what it needs, else in the order of declaration;
/// without closing semicolons.
pub fn create_statements(family: Family, schema: &Schema) -> Vec<String> {
    flavour::of(family).create(schema)
}

/// Well-formed schemas, small ones mostly.
pub fn schemas(family: Family) -> impl Strategy<Value = Schema> {
    tape(500).prop_map(move |tape| random::schema(family, &mut Dice::from_tape(tape)).named())
}

/// Pairs of well-formed schemas: mostly one and its edited self, sometimes two strangers.
pub fn pairs(family: Family) -> impl Strategy<Value = RandomPair> {
    (tape(500), tape(120), tape(500), 0..10_u8).prop_map(move |(before, edits, other, kinship)| {
        let before = random::schema(family, &mut Dice::from_tape(before));
        if kinship == 9 {
            let after = random::schema(family, &mut Dice::from_tape(other));
            let (before, after) = (before.named(), after.named());
            return RandomPair { family, before, after, renames: Renames::new() };
        }
        let after = edit::edited(&before, &mut Dice::from_tape(edits));
        related(&before, &after)
    })
}

/// Pairs between which rows can move both ways: the rows of [`RandomPair::insert_rows`] break no rule
/// of `after`, and what becomes of them there breaks no rule of `before`.
pub fn pairs_with_rows(family: Family) -> impl Strategy<Value = RandomPair> {
    (tape(500), tape(160)).prop_map(move |(before, edits)| {
        let before = random::schema(family, &mut Dice::from_tape(before));
        let after = edit::edited_keeping_rows(&before, &mut Dice::from_tape(edits));
        related(&before, &after)
    })
}

fn related(before: &Sketch, after: &Sketch) -> RandomPair {
    let renames = before.renames_to(after);
    RandomPair { family: before.family, before: before.named(), after: after.named(), renames }
}

fn tape(longest: usize) -> impl Strategy<Value = Vec<u32>> {
    vec(any::<u32>(), 0..longest)
}
