//! A schema in other names.

mod things;

use std::collections::BTreeMap;

use limbeck_schema::{
    Bag, Canonical, Expr, ForeignKey, IndexTerm, Items, KeyPart, Name, ObjectName, Renames, Spelled, Table,
    TableOptions,
};

use crate::{
    canonicalize,
    rules::{self, RenamedNames, Rules},
};

/// A rename that does not fit the database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenameConflict {
    /// Nothing of that name is there.
    #[error("`{old}` cannot be renamed: there is no such {what} in the database")]
    Unknown {
        /// `table` or `column`.
        what: &'static str,
        /// What was to be renamed.
        old: String,
    },
    /// The new name is taken by something that keeps it.
    #[error(
        "`{old}` cannot become `{new}`: the database has a {what} of that name; drop it in a revision of its own first"
    )]
    Taken {
        /// `table` or `column`.
        what: &'static str,
        /// What was to be renamed.
        old: String,
        /// Its new name.
        new: String,
    },
}

/// The same schema in the names that hold after the renames, in every key, reference and expression.
/// Views and triggers keep their text: the plan makes them anew where they mention what was renamed.
pub fn rename(canonical: &Canonical, renames: &Renames) -> Result<Canonical, RenameConflict> {
    if renames.is_empty() {
        return Ok(canonical.clone());
    }
    let rules = rules::of(canonical.dialect().family);
    let mut schema = canonical.schema().clone();
    check(&schema.tables, renames)?;
    things::check(&schema, renames)?;
    let mut tables = Items::new();
    for table in schema.tables {
        let renamed = Renamer::new(rules, renames, &table.name).table(table);
        let (old, new) = (renames.table_before(&renamed.name).to_string(), renamed.name.to_string());
        tables.add(renamed).map_err(|_| RenameConflict::Taken { what: "table", old, new })?;
    }
    schema.tables = tables;
    things::rename(&mut schema, rules, renames);
    Ok(canonicalize(schema, canonical.dialect()))
}

fn check(tables: &Items<Table>, renames: &Renames) -> Result<(), RenameConflict> {
    for (old, new) in renames.tables() {
        if !tables.contains(old) {
            return Err(RenameConflict::Unknown { what: "table", old: old.to_string() });
        }
        if tables.contains(new) && renames.table_after(new) == new {
            return Err(RenameConflict::Taken { what: "table", old: old.to_string(), new: new.to_string() });
        }
    }
    for (table, old, new) in renames.columns() {
        let path = |name: &Name| format!("{table}.{name}");
        let Some(columns) = tables.get(table).map(|table| &table.columns) else {
            return Err(RenameConflict::Unknown { what: "table", old: table.to_string() });
        };
        if !columns.contains(old) {
            return Err(RenameConflict::Unknown { what: "column", old: path(old) });
        }
        if columns.contains(new) && renames.column_after(table, new) == new {
            return Err(RenameConflict::Taken { what: "column", old: path(old), new: path(new) });
        }
    }
    Ok(())
}

/// Says one table in the new names.
struct Renamer<'a> {
    rules: &'static dyn Rules,
    renames: &'a Renames,
    old_table: ObjectName,
    columns: BTreeMap<&'a Name, &'a Name>,
}

impl<'a> Renamer<'a> {
    fn new(rules: &'static dyn Rules, renames: &'a Renames, table: &ObjectName) -> Self {
        Self { rules, renames, old_table: table.clone(), columns: renames.columns_of(table).collect() }
    }

    fn table(&self, mut table: Table) -> Table {
        table.name = self.renames.table_after(&table.name).clone();
        let mut columns = Items::new();
        for mut column in table.columns {
            self.name(&mut column.name);
            column.default = column.default.map(|default| self.expr(&default));
            if let Some(generated) = &mut column.generated {
                generated.expr = self.expr(&generated.expr);
            }
            columns.put(column);
        }
        table.columns = columns;
        if let Some(key) = &mut table.primary_key {
            self.parts(&mut key.parts);
            key.include.iter_mut().for_each(|name| self.name(name));
        }
        for unique in table.uniques.iter_mut() {
            self.parts(&mut unique.parts);
            unique.include.iter_mut().for_each(|name| self.name(name));
        }
        for exclusion in table.exclusions.iter_mut() {
            exclusion.definition = self.expr(&exclusion.definition);
        }
        self.options(&mut table.options);
        self.foreign_keys(&mut table.foreign_keys);
        table.checks.iter_mut().for_each(|check| check.expr = self.expr(&check.expr));
        for index in table.indexes.iter_mut() {
            for part in &mut index.parts {
                match &mut part.term {
                    IndexTerm::Column(name) => self.name(name),
                    IndexTerm::Expr(expr) => *expr = self.expr(expr),
                }
            }
            index.include.iter_mut().for_each(|name| self.name(name));
            index.predicate = index.predicate.take().map(|predicate| self.expr(&predicate));
        }
        table
    }

    /// Partitions and tables that inherit name their parents.
    fn options(&self, options: &mut TableOptions) {
        if let Some(partition) = &mut options.partition_of {
            partition.parent = self.renames.table_after(&partition.parent).clone();
        }
        for parent in &mut options.inherits {
            *parent = self.renames.table_after(parent).clone();
        }
        options.partitioned_by = options.partitioned_by.take().map(|key| self.expr(&key));
    }

    fn name(&self, name: &mut Name) {
        if let Some(new) = self.columns.get(name) {
            *name = (*new).clone();
        }
    }

    fn parts(&self, parts: &mut [KeyPart]) {
        parts.iter_mut().for_each(|part| self.name(&mut part.column));
    }

    /// The columns here are this table's, the columns there the parent's.
    fn foreign_keys(&self, keys: &mut Bag<ForeignKey>) {
        for key in keys.iter_mut() {
            key.columns.iter_mut().for_each(|column| self.name(column));
            key.set_on_delete.iter_mut().for_each(|column| self.name(column));
            let there = |names: &[Name]| -> Vec<Name> {
                names.iter().map(|name| self.renames.column_after(&key.references, name).clone()).collect()
            };
            key.referenced = Spelled { text: there(&key.referenced.text), key: there(&key.referenced.key) };
            key.references = self.renames.table_after(&key.references).clone();
        }
    }

    fn expr(&self, expr: &Expr) -> Expr {
        let new_table = self.renames.table_after(&self.old_table);
        let table = (*new_table != self.old_table).then_some((&self.old_table.name, &new_table.name));
        let columns = self.columns.iter().map(|(old, new)| (old.key(), *new)).collect();
        Expr::new(self.rules.rename_in_expr(&expr.text, &RenamedNames { table, columns }))
    }
}
