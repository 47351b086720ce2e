//! What a model source cannot say, taken from the database: partial knowledge is not a DROP.

use limbeck_schema::{
    Aspect, Bag, Canonical, Column, Coverage, Diagnostic, Expr, Index, IndexTerm, KeyName, Name, PrimaryKey,
    Schema, Severity, Table, TableCoverage,
};

use crate::{
    canonicalize,
    rules::{self, Rules},
};

/// A schema that says everything.
#[derive(Debug, Clone)]
pub struct Completed {
    /// What the models say, and where they cannot, what is there.
    pub schema: Canonical,
    /// What goes although nobody said so.
    pub notes: Vec<Diagnostic>,
}

/// Completes what the models say from the database they are compared with. `live` already speaks the
/// names that hold after the renames.
pub fn complete(models: &Canonical, coverage: &Coverage, live: &Canonical) -> Completed {
    let (there, wanted) = (live.schema(), models.schema());
    let rules = rules::of(models.dialect().family);
    let mut schema = Schema { unmanaged: there.unmanaged.clone(), ..Schema::default() };
    let mut notes = Vec::new();
    for table in wanted.tables.iter() {
        let of_table = coverage.of(&table.name);
        let elsewhere = there.views.contains(&table.name) || there.unmanaged.contains(&table.name);
        // Diesel declares views and virtual tables with `table!`: such a table confirms what is there.
        if elsewhere && !of_table.covers(Aspect::ExactType) {
            continue;
        }
        let completed = match there.tables.get(&table.name) {
            Some(live) => Completion { rules, coverage: &of_table, live }.table(table, &mut notes),
            None => table.clone(),
        };
        schema.tables.put(completed);
    }
    for table in there.tables.iter().filter(|table| !wanted.tables.contains(&table.name)) {
        let cannot_be_said = table.primary_key.is_none() && !coverage.keyless_tables;
        if !coverage.absent_tables || cannot_be_said {
            schema.tables.put(table.clone());
        }
    }
    schema.views = if coverage.views { wanted.views.clone() } else { there.views.clone() };
    Completed { schema: canonicalize(schema, models.dialect()), notes }
}

/// One table that is on both sides.
struct Completion<'a> {
    rules: &'static dyn Rules,
    coverage: &'a TableCoverage,
    live: &'a Table,
}

impl Completion<'_> {
    fn table(&self, wanted: &Table, notes: &mut Vec<Diagnostic>) -> Table {
        let live = self.live;
        let mut table = wanted.clone();
        self.forget_implied_key(&mut table);
        for column in table.columns.iter_mut() {
            if let Some(there) = live.columns.get(&column.name) {
                self.column(column, there);
            }
        }
        table.primary_key = self.primary_key(&table);
        if self.lacks(Aspect::Options) {
            table.options = live.options.clone();
            table.unmodelled = live.unmodelled.clone();
        }
        if self.lacks(Aspect::Trigger) {
            table.triggers = live.triggers.clone();
        }
        let gone: Vec<&Name> = live
            .columns
            .iter()
            .map(|column| &column.name)
            .filter(|name| !wanted.columns.contains(name))
            .collect();
        self.constraints(&mut table, &gone, notes);
        if self.lacks(Aspect::ConstraintName) {
            self.constraint_names(&mut table);
        }
        table
    }

    /// Diesel needs a key, so print-schema (diesel_cli 2.3) gives a table without one the rowid.
    fn forget_implied_key(&self, table: &mut Table) {
        let Some([part]) = table.primary_key.as_ref().map(|key| &key.parts[..]) else { return };
        let column = part.column.clone();
        let is_live = self.live.columns.contains(&column) || self.live.options.without_rowid;
        if self.lacks(Aspect::KeyDetail) && self.rules.is_implied(&column) && !is_live {
            table.columns.remove(&column);
            table.primary_key = self.live.primary_key.clone();
        }
    }

    fn lacks(&self, aspect: Aspect) -> bool {
        !self.coverage.covers(aspect)
    }

    fn column(&self, column: &mut Column, there: &Column) {
        if self.lacks(Aspect::ExactType) && self.rules.same_kind(&column.sql_type.text, &there.sql_type.text)
        {
            column.sql_type = there.sql_type.clone();
        }
        if self.lacks(Aspect::Default) {
            column.default = there.default.clone();
        }
        if self.lacks(Aspect::Collation) {
            column.collation = there.collation.clone();
        }
        if self.lacks(Aspect::Generated) {
            column.generated = there.generated.clone();
        }
        if self.lacks(Aspect::Options) && column.nullable == there.nullable {
            column.on_null = there.on_null;
        }
        // A key takes no NULL in most databases, and in models; SQLite lets a column of a key say
        // otherwise, or nothing at all.
        let in_key = |key: &PrimaryKey| key.parts.iter().any(|part| part.column == column.name);
        if self.lacks(Aspect::ExactType) && self.live.primary_key.as_ref().is_some_and(in_key) {
            column.nullable = there.nullable;
            column.on_null = there.on_null;
        }
    }

    /// The live key where it has the same columns and the source cannot say more.
    fn primary_key(&self, wanted: &Table) -> Option<PrimaryKey> {
        let (Some(key), Some(live)) = (&wanted.primary_key, &self.live.primary_key) else {
            return wanted.primary_key.clone();
        };
        let columns =
            |key: &PrimaryKey| -> Vec<Name> { key.parts.iter().map(|part| part.column.clone()).collect() };
        if columns(key) != columns(live) {
            return Some(key.clone());
        }
        if self.lacks(Aspect::KeyDetail) {
            return Some(live.clone());
        }
        let name = match &key.name {
            KeyName::Implied if self.lacks(Aspect::ConstraintName) => live.name.clone(),
            other => other.clone(),
        };
        Some(PrimaryKey { name, ..key.clone() })
    }

    /// Constraints and indexes the source cannot speak of stay, unless a column of theirs goes.
    fn constraints(&self, table: &mut Table, gone: &[&Name], notes: &mut Vec<Diagnostic>) {
        let live = self.live;
        let is_gone = |name: &Name| gone.contains(&name);
        let mut lost = |what: String| notes.push(goes_along(&what, live));
        if self.lacks(Aspect::Unique) {
            table.uniques = kept(
                &live.uniques,
                |unique| unique.parts.iter().any(|part| is_gone(&part.column)),
                |_| {
                    lost("a unique constraint".to_owned());
                },
            );
        }
        if self.lacks(Aspect::ForeignKey) {
            table.foreign_keys = kept(
                &live.foreign_keys,
                |key| key.columns.iter().any(is_gone),
                |key| {
                    lost(format!("the foreign key to {}", key.references));
                },
            );
        }
        if self.lacks(Aspect::Check) {
            table.checks = kept(
                &live.checks,
                |check| self.mentions_any(&check.expr, gone),
                |check| {
                    lost(format!("the check ({})", check.expr));
                },
            );
        }
        if self.lacks(Aspect::Index) {
            table.indexes = Default::default();
            for index in live.indexes.iter() {
                if self.index_mentions_any(index, gone) {
                    lost(format!("the index {}", index.name));
                } else {
                    table.indexes.put(index.clone());
                }
            }
        }
    }

    fn mentions_any(&self, expr: &Expr, gone: &[&Name]) -> bool {
        gone.iter().any(|name| self.rules.mentions(&expr.text, name))
    }

    fn index_mentions_any(&self, index: &Index, gone: &[&Name]) -> bool {
        index.predicate.iter().any(|predicate| self.mentions_any(predicate, gone))
            || index.parts.iter().any(|part| match &part.term {
                IndexTerm::Column(name) => gone.contains(&name),
                IndexTerm::Expr(expr) => self.mentions_any(expr, gone),
            })
    }

    /// A constraint without a name is the live one of the same shape, whatever that is called.
    fn constraint_names(&self, table: &mut Table) {
        adopt_names(&mut table.uniques, &self.live.uniques, |unique| &mut unique.name);
        adopt_names(&mut table.foreign_keys, &self.live.foreign_keys, |key| &mut key.name);
        adopt_names(&mut table.checks, &self.live.checks, |check| &mut check.name);
    }
}

fn goes_along(what: &str, table: &Table) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        message: format!("{what} goes with the column of {} it is over", table.name),
        span: None,
        help: None,
    }
}

fn kept<T: Clone>(live: &Bag<T>, goes: impl Fn(&T) -> bool, mut lost: impl FnMut(&T)) -> Bag<T> {
    let stays = |item: &&T| {
        let goes = goes(item);
        if goes {
            lost(item);
        }
        !goes
    };
    live.iter().filter(stays).cloned().collect()
}

fn adopt_names<T: Clone + PartialEq>(bag: &mut Bag<T>, live: &Bag<T>, name: impl Fn(&mut T) -> &mut KeyName) {
    let unnamed = |item: &T| {
        let mut item = item.clone();
        *name(&mut item) = KeyName::Implied;
        item
    };
    let mut open: Vec<T> = live.iter().cloned().collect();
    for item in bag.iter_mut() {
        if *name(item) != KeyName::Implied {
            continue;
        }
        if let Some(at) = open.iter().position(|there| unnamed(there) == *item) {
            *item = open.remove(at);
        }
    }
}
