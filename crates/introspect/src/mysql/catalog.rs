//! The rows of `information_schema`, as the queries answer them, with the statements that `SHOW CREATE`
//! prints of them.

use serde::{Deserialize, Serialize};

/// The answers, one for each query.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalog {
    pub(super) session: Vec<SessionRow>,
    pub(super) tables: Vec<TableRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) views: Vec<ViewRow>,
    pub(super) triggers: Vec<TriggerRow>,
    pub(super) routines: Vec<RoutineRow>,
    pub(super) events: Vec<EventRow>,
}

/// Where the session is.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct SessionRow {
    /// The database; none where none is chosen.
    pub(super) database: Option<String>,
    /// `lower_case_table_names`: 0 where the case of a table's name matters.
    folds: String,
    /// How the session reads what it is told.
    pub(super) sql_mode: Option<String>,
}

/// A table, view or sequence.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct TableRow {
    pub(super) name: String,
    pub(super) kind: String,
    /// The collation that new columns have; none of a view.
    pub(super) collation: Option<String>,
    #[serde(default)]
    pub(super) shown: Option<String>,
}

/// A column of a table or view.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct ColumnRow {
    pub(super) holder: String,
    pub(super) name: String,
    pub(super) sql_type: String,
    /// The collation in effect; none of a type that has none.
    pub(super) collation: Option<String>,
}

/// What is said of a view beside what it shows.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct ViewRow {
    pub(super) name: String,
    /// `NONE`, `LOCAL` or `CASCADED`.
    pub(super) check_option: Option<String>,
}

/// A trigger.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct TriggerRow {
    pub(super) name: String,
    pub(super) holder: String,
    pub(super) timing: String,
    pub(super) event: String,
    /// Its place among those of the same table, time and event, from 1 on.
    pub(super) position: String,
    pub(super) sql_mode: String,
    #[serde(default)]
    pub(super) shown: Option<String>,
}

/// A function, a procedure, or what else is called.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct RoutineRow {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) sql_mode: String,
    #[serde(default)]
    pub(super) shown: Option<String>,
}

/// An event.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct EventRow {
    pub(super) name: String,
    pub(super) sql_mode: String,
    #[serde(default)]
    pub(super) shown: Option<String>,
}

/// What a row of the tables is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    /// A table, whether the server keeps its history or not.
    Table,
    View,
    /// MariaDB's sequence.
    Sequence,
    /// The session's own: it hides the table of its name, and is gone with the session.
    Temporary,
    /// Something limbeck does not know.
    Other,
}

impl TableRow {
    pub(super) fn kind(&self) -> TableKind {
        match self.kind.as_str() {
            "BASE TABLE" | "SYSTEM VERSIONED" => TableKind::Table,
            "VIEW" => TableKind::View,
            "SEQUENCE" => TableKind::Sequence,
            "TEMPORARY" | "TEMPORARY SEQUENCE" => TableKind::Temporary,
            _ => TableKind::Other,
        }
    }
}

impl TriggerRow {
    /// Where it stands among those of its table, time and event.
    pub(super) fn position(&self) -> u32 {
        self.position.parse().unwrap_or(u32::MAX)
    }

    /// Whether the two run on the same occasion, one behind the other.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        (&self.holder, &self.timing, &self.event) == (&other.holder, &other.timing, &other.event)
    }
}

impl SessionRow {
    /// Whether the server takes `Users` and `users` for one table.
    pub(super) fn folds(&self) -> bool {
        self.folds != "0"
    }
}

impl Catalog {
    /// Puts what came in the order a server likes into one that is always the same.
    pub(super) fn sort(&mut self) {
        self.tables.sort_by(|a, b| a.name.cmp(&b.name));
        self.views.sort_by(|a, b| a.name.cmp(&b.name));
        let place =
            |row: &TriggerRow| (row.holder.clone(), row.timing.clone(), row.event.clone(), row.position());
        self.triggers.sort_by_key(place);
        self.routines.sort_by(|a, b| (&a.kind, &a.name).cmp(&(&b.kind, &b.name)));
        self.events.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// All that has a statement: how that is asked for, and where the answer goes.
    pub(super) fn showable(&mut self) -> Vec<(String, &mut Option<String>)> {
        let mut showable = Vec::new();
        for row in &mut self.tables {
            let kind = match row.kind() {
                TableKind::Table => "TABLE",
                TableKind::View => "VIEW",
                TableKind::Sequence => "SEQUENCE",
                TableKind::Temporary | TableKind::Other => continue,
            };
            showable.push((show(kind, &row.name), &mut row.shown));
        }
        for row in self.routines.iter_mut().filter(|row| row.is_managed()) {
            showable.push((show(&row.kind, &row.name), &mut row.shown));
        }
        showable.extend(self.triggers.iter_mut().map(|row| (show("TRIGGER", &row.name), &mut row.shown)));
        showable.extend(self.events.iter_mut().map(|row| (show("EVENT", &row.name), &mut row.shown)));
        showable
    }
}

impl RoutineRow {
    /// Whether it is a function or procedure; MariaDB's packages are not.
    pub(super) fn is_managed(&self) -> bool {
        matches!(self.kind.as_str(), "FUNCTION" | "PROCEDURE")
    }
}

fn show(kind: &str, name: &str) -> String {
    format!("SHOW CREATE {kind} {}", quoted(name))
}

/// The name in the quotes that are always understood.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
