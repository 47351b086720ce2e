//! Statements to the server and answers from it, all in the protocol's text.

use mysql_async::{Conn, Error, Result, Row, Value, prelude::Queryable};

use crate::Answer;

/// Nothing but blanks and comments: there is nothing to do, and nothing wrong with it.
const EMPTY_QUERY: u16 = 1065;

/// What one or several statements answer; of those that answer nothing there is no answer.
pub(super) async fn answers(connection: &mut Conn, sql: &str) -> Result<Vec<Answer>> {
    let mut found = Vec::new();
    let mut result = match connection.query_iter(sql).await {
        Err(Error::Server(error)) if error.code == EMPTY_QUERY => return Ok(found),
        result => result?,
    };
    while !result.is_empty() {
        let columns: Vec<String> =
            result.columns_ref().iter().map(|column| column.name_str().into_owned()).collect();
        let rows: Vec<Row> = match result.collect().await {
            // A comment behind the last semicolon.
            Err(Error::Server(error)) if error.code == EMPTY_QUERY => break,
            rows => rows?,
        };
        if !columns.is_empty() {
            let values = |row: Row| row.unwrap_raw().into_iter().map(|value| value.and_then(text)).collect();
            let rows = rows.into_iter().map(values).collect();
            found.push(Answer { columns, rows });
        }
    }
    result.drop_result().await?;
    Ok(found)
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::NULL => None,
        Value::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        // Of the other protocol.
        other => Some(other.as_sql(true)),
    }
}
