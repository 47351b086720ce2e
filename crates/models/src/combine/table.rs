//! One table that several sources speak of.

use limbeck_schema::{Aspect, Column, Diagnostic, Name, Table, TableOptions};

use super::{Said, error, is_full};

const HELP: &str =
    "make the model sources agree: every column has one name, one nullability and one place in the key";

/// The authority's table, with what the others add to it; `None` only of nothing.
pub(super) fn merge(mut all: Vec<Said>, diagnostics: &mut Vec<Diagnostic>) -> Option<Said> {
    let authority = (0..all.len()).min_by_key(|at| rank(&all[*at]))?;
    let mut base = all.remove(authority);
    let whole = is_full(&base.coverage);
    for other in all {
        confirm(&base, &other, diagnostics);
        if whole {
            continue;
        }
        if !other.coverage.covers(Aspect::Options) {
            add_options(&mut base, &other);
        }
        for aspect in other.coverage.aspects.iter() {
            take(&mut base, &other.table, aspect);
            base.coverage.aspects.insert(aspect);
        }
        types(&mut base, &other);
        count(&mut base.table, &other.table);
    }
    Some(base)
}

/// That a column counts is heard wherever it is said: who does not say so says nothing about it.
fn count(table: &mut Table, from: &Table) {
    columns(table, from, |to, from| to.identity = to.identity.take().or_else(|| from.identity.clone()));
    if let (Some(key), Some(other)) = (&mut table.primary_key, &from.primary_key) {
        key.autoincrement |= other.autoincrement;
    }
}

/// Least first: who says everything, then who says least beside the columns.
fn rank(said: &Said) -> usize {
    if is_full(&said.coverage) { 0 } else { 1 + said.coverage.aspects.len() }
}

/// What the other lists must be there. In SQL a key column may be declared nullable where no row
/// has NULL, so that nullability is held against `table!` and structs only.
fn confirm(base: &Said, other: &Said, diagnostics: &mut Vec<Diagnostic>) {
    let name = &base.table.name;
    for column in other.table.columns.iter() {
        match find(&base.table, &column.name) {
            None => {
                let message = format!(
                    "one model source gives table `{name}` a column `{}`, and another that lists all its columns has none of that name",
                    column.name
                );
                diagnostics.push(error(message, HELP));
            }
            Some(known) if known.nullable != column.nullable && !is_full(&base.coverage) => {
                let message = format!(
                    "one model source says that column `{}` of table `{name}` may be NULL, another that it may not",
                    column.name
                );
                diagnostics.push(error(message, HELP));
            }
            Some(_) => {}
        }
    }
    let (ours, theirs) = (key_columns(&base.table), key_columns(&other.table));
    let said = !theirs.is_empty() || other.coverage.covers(Aspect::KeyDetail);
    if said && ours != theirs && !is_full(&base.coverage) {
        let message = format!(
            "model sources disagree on the primary key of table `{name}`: `{}` or `{}`",
            ours.join(", "),
            theirs.join(", ")
        );
        diagnostics.push(error(message, HELP));
    }
}

fn key_columns(table: &Table) -> Vec<String> {
    let parts = table.primary_key.iter().flat_map(|key| key.parts.iter());
    parts.map(|part| part.column.as_str().to_ascii_lowercase()).collect()
}

fn is_called(column: &Column, name: &Name) -> bool {
    column.name.as_str().eq_ignore_ascii_case(name.as_str())
}

fn find<'a>(table: &'a Table, name: &Name) -> Option<&'a Column> {
    table.columns.get(name).or_else(|| table.columns.iter().find(|column| is_called(column, name)))
}

/// Types that the other says column by column.
fn types(base: &mut Said, other: &Said) {
    let said = &other.coverage.types;
    let listed = |column: &Column| said.keys().any(|name| is_called(column, name));
    columns(&mut base.table, &other.table, |to, from| {
        if listed(from) {
            to.sql_type = from.sql_type.clone();
        }
    });
    base.coverage.types.extend(said.iter().map(|(name, how_much)| (name.clone(), *how_much)));
}

/// What `from` says in that respect becomes what `base` says.
fn take(base: &mut Said, from: &Table, aspect: Aspect) {
    let Said { table, coverage } = base;
    match aspect {
        Aspect::ExactType | Aspect::TypeName => columns(table, from, |to, from| {
            if !coverage.types.keys().any(|name| is_called(to, name)) {
                to.sql_type = from.sql_type.clone();
            }
        }),
        Aspect::Default => columns(table, from, |to, from| {
            to.default = from.default.clone();
            to.on_update = from.on_update.clone();
            to.invisible = from.invisible;
        }),
        Aspect::Collation => columns(table, from, |to, from| to.collation = from.collation.clone()),
        Aspect::Generated => columns(table, from, |to, from| to.generated = from.generated.clone()),
        Aspect::Identity => columns(table, from, |to, from| {
            to.identity = from.identity.clone();
            to.auto_increment = from.auto_increment;
        }),
        Aspect::Comment => {
            table.options.comment = from.options.comment.clone();
            columns(table, from, |to, from| to.comment = from.comment.clone());
        }
        Aspect::KeyDetail => {
            if key_columns(table) == key_columns(from) {
                table.primary_key = from.primary_key.clone();
            }
            columns(table, from, |to, from| to.on_null = from.on_null);
        }
        Aspect::Unique => table.uniques = from.uniques.clone(),
        Aspect::ForeignKey => table.foreign_keys = from.foreign_keys.clone(),
        Aspect::Check => {
            table.checks = from.checks.clone();
        }
        Aspect::Exclusion => table.exclusions = from.exclusions.clone(),
        Aspect::Index => table.indexes = from.indexes.clone(),
        Aspect::Trigger => table.triggers = from.triggers.clone(),
        Aspect::Options => {
            let comment = table.options.comment.take();
            table.options = TableOptions { comment, ..from.options.clone() };
            columns(table, from, |to, from| {
                to.storage = from.storage.clone();
                to.compression = from.compression.clone();
                to.statistics = from.statistics;
                to.options = from.options.clone();
                to.inherited = from.inherited;
            });
            table.unmodelled = from.unmodelled.clone();
        }
        // Said along with the constraints themselves.
        Aspect::Detail | Aspect::ConstraintName => {}
    }
}

/// What the other says of options without speaking of all of them.
fn add_options(base: &mut Said, other: &Said) {
    let (from, named) = (&other.table.options, &other.coverage.parameters);
    base.table.options = from.over(&base.table.options, named);
    base.coverage.parameters.extend(named.iter().cloned());
    columns(&mut base.table, &other.table, |to, from| {
        let mut said = from.clone();
        said.take_options(to);
        to.storage = said.storage;
        to.compression = said.compression;
    });
}

/// Of the columns that both list.
fn columns(table: &mut Table, from: &Table, mut each: impl FnMut(&mut Column, &Column)) {
    for column in table.columns.iter_mut() {
        if let Some(other) = find(from, &column.name) {
            each(column, other);
        }
    }
}
