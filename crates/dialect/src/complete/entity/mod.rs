//! What an entity of an ORM leaves open: names that it makes up, indexes beyond its words, and whatever it does
//! not mention.

pub(super) mod called;
pub(super) mod elsewhere;
mod keys;
pub(super) mod labels;
mod open;
pub(super) mod outside;

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{
    Aspect, Bag, Check, Column, Coverage, Diagnostic, EntityCoverage, Name, ObjectName, PrimaryKey, Severity,
    Table, TypeCoverage,
};

use super::table::Completion;

/// What the entities leave open of their columns, in one of the maps of their coverage.
fn of_columns<'c, T: 'c>(
    coverage: &'c Coverage,
    map: impl Fn(&'c EntityCoverage) -> &'c BTreeMap<Name, T>,
) -> impl Iterator<Item = (&'c ObjectName, &'c Name, &'c T)> {
    let entities = coverage.tables.iter().filter_map(|(table, said)| Some((table, said.entity.as_ref()?)));
    entities
        .flat_map(move |(table, entity)| map(entity).iter().map(move |(column, said)| (table, column, said)))
}

/// Nobody has folded the names in a coverage.
fn is_among(names: &BTreeSet<Name>, name: &Name) -> bool {
    names.iter().any(|other| other.as_str().eq_ignore_ascii_case(name.as_str()))
}

/// Whether the other type is the one of this name in some namespace: an entity has no word for that.
fn is_in_namespace(name: &str, other: &str) -> bool {
    other.strip_suffix(name).is_some_and(|namespace| namespace.len() > 1 && namespace.ends_with('.'))
}

fn is_enumeration(entity: &EntityCoverage, column: &Name) -> bool {
    entity.enumerations.keys().any(|other| other.as_str().eq_ignore_ascii_case(column.as_str()))
}

fn are_same(names: &[Name], others: &[Name]) -> bool {
    let is_same = |(one, other): (&Name, &Name)| one.as_str().eq_ignore_ascii_case(other.as_str());
    names.len() == others.len() && names.iter().zip(others).all(is_same)
}

impl Completion<'_> {
    /// Columns that the entity passes over stay.
    pub(super) fn ignored(&self, entity: &EntityCoverage, table: &mut Table) {
        for there in self.live.columns.iter() {
            if is_among(&entity.ignored, &there.name) && !table.columns.contains(&there.name) {
                table.columns.put(there.clone());
            }
        }
    }

    /// One column that is on both sides. `is_sole_key` says that it is the whole primary key: only there an
    /// entity has words for how it counts.
    pub(super) fn entity_column(
        &self,
        entity: &EntityCoverage,
        column: &mut Column,
        (there, is_sole_key): (&Column, bool),
    ) {
        let (wanted, live) = (&column.sql_type.text, &there.sql_type.text);
        let said =
            entity.types.iter().find(|(name, _)| name.as_str().eq_ignore_ascii_case(column.name.as_str()));
        let is_same = self.behind(live, |live| {
            let is_so = match said.map(|(_, said)| said) {
                None | Some(TypeCoverage::Exact) => false,
                Some(TypeCoverage::Name) => self.rules.same_type_name(wanted, live),
                Some(TypeCoverage::Kind) => self.rules.same_kind(wanted, live),
            };
            is_so || self.rules.same_details(wanted, live) || is_in_namespace(wanted, live)
        });
        if is_same {
            column.sql_type = there.sql_type.clone();
        } else if is_enumeration(entity, &column.name) {
            self.order_labels(column, there);
        }
        let has_none = is_among(&entity.without_default, &column.name);
        self.counting(column, there, (is_sole_key, has_none));
        if column.collation.is_none() {
            column.collation = there.collation.clone();
        }
        if column.generated.is_none() {
            column.generated = there.generated.clone();
        }
        if column.comment.is_none() || self.lacks(Aspect::Comment) {
            column.comment = there.comment.clone();
        }
        let on_update = column.on_update.take();
        self.options(column, there);
        column.on_update = on_update.or_else(|| there.on_update.clone());
        column.invisible |= there.invisible;
    }

    /// A default that is not said is the one that is there, and so is how a column counts that is not the key.
    fn counting(&self, column: &mut Column, there: &Column, (is_sole_key, has_none): (bool, bool)) {
        let counts = there.default.as_ref().is_some_and(|default| self.rules.counts(default));
        if !is_sole_key {
            column.identity = there.identity.clone();
            column.auto_increment = there.auto_increment;
        } else if column.identity.is_some() {
            self.identity(column, there);
        }
        let does_not_count = is_sole_key && column.identity.is_none() && counts;
        if column.default.is_none() && column.generated.is_none() && !does_not_count && !has_none {
            column.default = there.default.clone();
        }
    }

    /// The key under the name it has, with its columns in the order they have.
    pub(super) fn entity_key(&self, entity: &EntityCoverage, wanted: &Table) -> Option<PrimaryKey> {
        let (Some(key), Some(live)) = (&wanted.primary_key, &self.live.primary_key) else {
            return wanted.primary_key.clone().or_else(|| self.live.primary_key.clone());
        };
        let columns = |key: &PrimaryKey| -> BTreeSet<Name> {
            key.parts.iter().map(|part| part.column.clone()).collect()
        };
        let is_made_up = key.name.given().is_none_or(|name| is_among(&entity.made_up, name));
        if columns(key) != columns(live) || !is_made_up {
            return Some(key.clone());
        }
        // A key that the database counts up anyway: SQLite's, with the word AUTOINCREMENT or without.
        let autoincrement = live.autoincrement && key.autoincrement;
        Some(PrimaryKey { autoincrement, ..live.clone() })
    }

    /// Checks of the entity beside those that are there; one that is called as one of those takes its place.
    /// That another one over the same column stays is told: nobody knows whether it was the same check before.
    pub(super) fn entity_checks(&self, table: &mut Table, said: &Bag<Check>, notes: &mut Vec<Diagnostic>) {
        let is_said = |other: &Check| said.iter().any(|check| check.expr == other.expr);
        for check in said.iter() {
            let is_there = table.checks.iter().any(|other| other.expr == check.expr);
            if is_there {
                continue;
            }
            let is_called_so = |other: &Check| check.name.given().is_some() && other.name == check.name;
            table.checks = table.checks.iter().filter(|other| !is_called_so(other)).cloned().collect();
            let mentions =
                |check: &Check, column: &Column| self.rules.mentions(&check.expr.text, &column.name);
            let is_beside = |other: &&Check| {
                !is_said(other)
                    && table.columns.iter().any(|column| mentions(check, column) && mentions(other, column))
            };
            notes
                .extend(table.checks.iter().filter(is_beside).map(|other| stays_beside(table, other, check)));
            table.checks.add(check.clone());
        }
    }

    /// Columns that come with a default nobody could evaluate.
    pub(super) fn unknown_defaults(&self, entity: &EntityCoverage, table: &Table) -> Vec<Diagnostic> {
        let comes = |name: &&Name| !self.live.columns.contains(name);
        unknown(entity, table).filter(comes).map(|name| unevaluated(table, name)).collect()
    }
}

fn stays_beside(table: &Table, other: &Check, check: &Check) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        message: format!(
            "the check ({}) of `{}` stays beside ({}): no entity says all checks",
            other.expr, table.name, check.expr
        ),
        span: None,
        help: Some("if the new one is to take its place, drop it in the revision".to_owned()),
    }
}

/// The same of a table that comes as a whole.
pub(super) fn unknown_defaults_of_new(entity: &EntityCoverage, table: &Table) -> Vec<Diagnostic> {
    unknown(entity, table).map(|name| unevaluated(table, name)).collect()
}

fn unknown<'a>(entity: &'a EntityCoverage, table: &'a Table) -> impl Iterator<Item = &'a Name> {
    table.columns.iter().map(|column| &column.name).filter(|name| is_among(&entity.unknown_defaults, name))
}

fn unevaluated(table: &Table, column: &Name) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        message: format!(
            "column `{column}` of `{}` is new, and its default cannot be read without running the program",
            table.name
        ),
        span: None,
        help: Some("write the default as a literal or as `Expr::cust(\"...\")`".to_owned()),
    }
}
