//! Rows whose foreign keys lead nowhere.

use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Nullable, Text},
};

use super::Driver;
use crate::{DbError, Violation, driver::Driver as _};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    row_id: Option<String>,
    #[diesel(sql_type = Text)]
    parent: String,
}

/// The whole database at once, unless a key that does not fit its parent fails the check; then
/// table by table (seen on 3.53). Such a key is a violation where there are rows it cannot be
/// checked for.
pub(super) fn violations(driver: &mut Driver) -> Result<Vec<Violation>, DbError> {
    if let Ok(found) = driver.checked("pragma_foreign_key_check") {
        return Ok(found);
    }
    let tables = "SELECT DISTINCT m.name AS value FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) \
                  WHERE m.type = 'table' ORDER BY m.name";
    let mut found = Vec::new();
    for table in driver.texts(tables)? {
        let literal = table.replace('\'', "''");
        match driver.checked(&format!("pragma_foreign_key_check('{literal}')")) {
            Ok(rows) => found.extend(rows),
            Err(DbError::Sql { .. }) if driver.is_empty(&table)? => {}
            Err(DbError::Sql { message }) => {
                found.push(Violation { table, row: None, parent: String::new(), problem: Some(message) });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// A number that changes when another connection has written.
pub(super) fn data_version(driver: &mut Driver) -> Result<Option<String>, DbError> {
    let rows = driver.texts("SELECT CAST(data_version AS TEXT) AS value FROM pragma_data_version")?;
    Ok(rows.into_iter().next())
}

impl Driver {
    fn is_empty(&mut self, table: &str) -> Result<bool, DbError> {
        let name = table.replace('"', "\"\"");
        Ok(self.texts(&format!("SELECT 'row' AS value FROM \"{name}\" LIMIT 1"))?.is_empty())
    }

    fn checked(&mut self, pragma: &str) -> Result<Vec<Violation>, DbError> {
        let sql = format!(
            "SELECT \"table\" AS name, CAST(rowid AS TEXT) AS row_id, parent FROM {pragma} ORDER BY name, rowid, fkid"
        );
        let rows: Vec<Row> = sql_query(sql).load(&mut self.connection).map_err(|error| self.error(&error))?;
        let violation =
            |row: Row| Violation { table: row.name, row: row.row_id, parent: row.parent, problem: None };
        Ok(rows.into_iter().map(violation).collect())
    }
}
