//! What must not change on the way.

use limbeck_db::Session;
use limbeck_dialect::rename;
use limbeck_schema::{Canonical, Column, Family, ObjectName, Pair, Renames};

use super::quoted;
use crate::laws::folded;

/// The tables that stay.
pub(crate) struct Kept {
    family: Family,
    tables: Vec<Table>,
}

/// A table that stays, and its columns that do.
struct Table {
    name: Pair<String>,
    /// Columns that both sides hold alike, or that are only computed no more: their values must be the same on both sides.
    alike: Vec<Pair<String>>,
    /// Columns that both sides have, in whatever type: their values must come back.
    both: Vec<String>,
}

impl Kept {
    pub(crate) fn of(family: Family, renames: &Renames, before: &Canonical, after: &Canonical) -> Self {
        let names = folded(family, renames);
        let renamed = rename(before, &names).unwrap();
        let mut tables = Vec::new();
        for table in renamed.schema().tables.iter() {
            let Some(there) = after.schema().tables.get(&table.name) else { continue };
            let old_table = names.table_before(&table.name);
            let stored = table.columns.iter().filter(|column| column.generated.is_none());
            let written = |name: &str| written(family, name);
            let spelled = |name: &ObjectName| {
                let namespace = name.namespace.as_ref().map(|namespace| written(namespace.as_str()) + ".");
                namespace.unwrap_or_default() + &written(name.name.as_str())
            };
            let column = |name| {
                let old = names.column_before(old_table, name);
                Pair::new(written(old.as_str()), written(name.as_str()))
            };
            // What is computed no more keeps what was computed last.
            let plain = |column: &Column| Column { generated: None, ..column.clone() };
            let alike = table.columns.iter().filter(|own| there.columns.get(&own.name) == Some(&plain(own)));
            let both = stored.filter(|column| {
                there.columns.get(&column.name).is_some_and(|column| column.generated.is_none())
            });
            tables.push(Table {
                name: Pair::new(spelled(old_table), spelled(&table.name)),
                alike: alike.map(|of| column(&of.name)).collect(),
                both: both.map(|of| column(&of.name).before).collect(),
            });
        }
        Self { family, tables }
    }

    /// The values that both sides hold alike, on the one side.
    pub(crate) fn before(&self, session: &mut Session) -> Vec<Vec<String>> {
        let of = |table: &Table| (table.name.before.clone(), names(&table.alike, |pair| &pair.before));
        self.tables.iter().map(|table| self.rows(session, of(table))).collect()
    }

    /// The same values, on the other side.
    pub(crate) fn after(&self, session: &mut Session) -> Vec<Vec<String>> {
        let of = |table: &Table| (table.name.after.clone(), names(&table.alike, |pair| &pair.after));
        self.tables.iter().map(|table| self.rows(session, of(table))).collect()
    }

    /// The values that must be there again after the way back.
    pub(crate) fn all_before(&self, session: &mut Session) -> Vec<Vec<String>> {
        let of = |table: &Table| (table.name.before.clone(), table.both.clone());
        self.tables.iter().map(|table| self.rows(session, of(table))).collect()
    }

    /// Every row of the table, as text, sorted; as many rows as there are where no column is asked for.
    fn rows(&self, session: &mut Session, (table, columns): (String, Vec<String>)) -> Vec<String> {
        let shown = |column: &String| match self.family {
            Family::Sqlite => format!("quote({column})"),
            Family::Postgres => format!("quote_nullable({column}::text)"),
            // Bytes need not be text, and a number by itself would be shown as another number.
            Family::Mysql => format!("ifnull(hex(concat({column})), 'NULL')"),
        };
        let shown: Vec<_> = columns.iter().map(shown).collect();
        let row = match self.family {
            _ if shown.is_empty() => "''".to_owned(),
            Family::Mysql => format!("concat_ws(',', {})", shown.join(", ")),
            Family::Sqlite | Family::Postgres => shown.join(" || ',' || "),
        };
        let mut rows = session.texts(&format!("SELECT {row} AS value FROM {table}")).unwrap();
        rows.sort();
        rows
    }
}

/// The name as SQL has it.
fn written(family: Family, name: &str) -> String {
    match family {
        Family::Mysql => format!("`{}`", name.replace('`', "``")),
        Family::Sqlite | Family::Postgres => quoted(name),
    }
}

fn names(columns: &[Pair<String>], side: impl Fn(&Pair<String>) -> &String) -> Vec<String> {
    columns.iter().map(|column| side(column).clone()).collect()
}
