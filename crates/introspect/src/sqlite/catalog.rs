//! The rows of SQLite's catalogs, as the queries answer them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// The answers, one for each query.
#[derive(Debug, Deserialize)]
pub(super) struct Documents {
    pub(super) objects: Vec<Object>,
    pub(super) tables: TableList,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) indexes: Vec<IndexRow>,
    pub(super) foreign_keys: Vec<ForeignKeyRow>,
}

/// A row of `sqlite_schema`. An index that a constraint brought along has no statement.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Object {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) table: String,
    pub(super) sql: Option<String>,
}

/// What `pragma_table_list` says, and which modules there are.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct TableList {
    tables: Vec<TableRow>,
    modules: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct TableRow {
    name: String,
    kind: String,
    without_rowid: u8,
    strict: u8,
}

/// A row of `pragma_table_xinfo`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ColumnRow {
    table: String,
    pub(super) name: String,
    pub(super) sql_type: String,
    not_null: u8,
    pub(super) default: Option<String>,
    /// The place in the primary key, from 1; 0 is none.
    pub(super) key: u32,
    hidden: u8,
}

impl ColumnRow {
    pub(super) fn not_null(&self) -> bool {
        self.not_null != 0
    }

    /// `Some(stored)` of a generated column.
    pub(super) fn generated(&self) -> Option<bool> {
        match self.hidden {
            2 => Some(false),
            3 => Some(true),
            _ => None,
        }
    }
}

/// A term of an index, from `pragma_index_list` and `pragma_index_xinfo`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct IndexRow {
    table: String,
    pub(super) index: String,
    unique: u8,
    /// `c` of an index somebody created, `u` of a unique constraint, `pk` of a primary key.
    pub(super) origin: String,
    partial: u8,
    /// The column's place in the table; -2 for an expression.
    number: i64,
    pub(super) column: Option<String>,
    descending: u8,
    pub(super) collation: Option<String>,
}

impl IndexRow {
    pub(super) fn unique(&self) -> bool {
        self.unique != 0
    }

    pub(super) fn partial(&self) -> bool {
        self.partial != 0
    }

    pub(super) fn descending(&self) -> bool {
        self.descending != 0
    }

    pub(super) fn is_expression(&self) -> bool {
        self.number == -2
    }
}

/// A column of a foreign key, from `pragma_foreign_key_list`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ForeignKeyRow {
    table: String,
    pub(super) id: u32,
    pub(super) parent: String,
    pub(super) from: String,
    pub(super) to: Option<String>,
    pub(super) on_update: String,
    pub(super) on_delete: String,
}

/// What the pragmas say of one table.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// `table`, `virtual`, `shadow`, `view`.
    pub(super) kind: String,
    pub(super) without_rowid: bool,
    pub(super) strict: bool,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) indexes: Vec<IndexRow>,
    pub(super) foreign_keys: Vec<ForeignKeyRow>,
}

/// All that SQLite says, found by table.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    /// In order of creation.
    pub(super) objects: Vec<Object>,
    tables: BTreeMap<String, Facts>,
    modules: BTreeSet<String>,
}

impl Catalog {
    pub(super) fn new(documents: Documents) -> Self {
        let mut tables: BTreeMap<String, Facts> = BTreeMap::new();
        for row in documents.tables.tables {
            let facts = tables.entry(row.name).or_default();
            facts.kind = row.kind;
            facts.without_rowid = row.without_rowid != 0;
            facts.strict = row.strict != 0;
        }
        for row in documents.columns {
            tables.entry(row.table.clone()).or_default().columns.push(row);
        }
        for row in documents.indexes {
            tables.entry(row.table.clone()).or_default().indexes.push(row);
        }
        for row in documents.foreign_keys {
            tables.entry(row.table.clone()).or_default().foreign_keys.push(row);
        }
        let modules = documents.tables.modules.iter().map(|name| name.to_ascii_lowercase()).collect();
        Self { objects: documents.objects, tables, modules }
    }

    /// What the pragmas say of that table or view.
    pub(super) fn facts(&self, name: &str) -> Option<&Facts> {
        self.tables.get(name)
    }

    /// Whether this SQLite can open virtual tables of that module.
    pub(super) fn knows_module(&self, name: &str) -> bool {
        self.modules.contains(&name.to_ascii_lowercase())
    }
}
