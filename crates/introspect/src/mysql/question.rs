//! Two round trips: what there is, and the statement that makes each.

use limbeck_db::{Answer, Session};
use serde_json::{Map, Value};

use super::{catalog::Catalog, wrong};
use crate::IntrospectError;

/// What makes the server print names in backticks and strings with backslashes, whatever the session is set to.
const PLAIN: &str = "SET @limbeck_sql_mode = @@sql_mode, @limbeck_quote = @@sql_quote_show_create;
SET sql_mode = '', sql_quote_show_create = 1";

/// Sets that back.
const RESTORE: &str = "SET sql_mode = @limbeck_sql_mode, sql_quote_show_create = @limbeck_quote";

/// The parts of the catalog, each a query of its own.
const QUERIES: [(&str, &str); 7] = [
    ("session", include_str!("queries/session.sql")),
    ("tables", include_str!("queries/tables.sql")),
    ("columns", include_str!("queries/columns.sql")),
    ("views", include_str!("queries/views.sql")),
    ("triggers", include_str!("queries/triggers.sql")),
    ("routines", include_str!("queries/routines.sql")),
    ("events", include_str!("queries/events.sql")),
];

/// Asks for everything.
pub(super) fn ask(session: &mut Session) -> Result<Catalog, IntrospectError> {
    let asked = answers(session);
    if asked.is_err() {
        // What failed first is what counts.
        let _ = session.execute(RESTORE);
    }
    asked
}

fn answers(session: &mut Session) -> Result<Catalog, IntrospectError> {
    let queries: Vec<&str> = QUERIES.iter().map(|(_, query)| query.trim_end()).collect();
    let listed = rows_of(session.answers(&format!("{PLAIN};\n{}", queries.join(";\n")))?);
    if listed.len() != QUERIES.len() {
        return Err(wrong("catalogs", format!("{} answers for {} queries", listed.len(), QUERIES.len())));
    }
    let parts = QUERIES.iter().zip(listed).map(|((part, _), answer)| ((*part).to_owned(), objects(answer)));
    let mut catalog: Catalog = serde_json::from_value(Value::Object(parts.collect()))
        .map_err(|error| wrong("catalogs", error.to_string()))?;
    catalog.sort();
    let (questions, places): (Vec<String>, Vec<&mut Option<String>>) = catalog.showable().into_iter().unzip();
    let mut text = questions;
    text.push(RESTORE.to_owned());
    let shown = rows_of(session.answers(&text.join(";\n"))?);
    if shown.len() != places.len() {
        return Err(wrong("definitions", format!("{} answers for {} questions", shown.len(), places.len())));
    }
    for (place, answer) in places.into_iter().zip(shown) {
        *place = definition(answer)?;
    }
    Ok(catalog)
}

/// The answers that have columns: `SET` has none.
fn rows_of(answers: Vec<Answer>) -> Vec<Answer> {
    answers.into_iter().filter(|answer| !answer.columns.is_empty()).collect()
}

/// The rows, each by the names of its columns.
fn objects(answer: Answer) -> Value {
    let Answer { columns, rows } = answer;
    let object = |row: Vec<Option<String>>| -> Map<String, Value> {
        let value = |text: Option<String>| text.map_or(Value::Null, Value::String);
        columns.iter().cloned().zip(row.into_iter().map(value)).collect()
    };
    rows.into_iter().map(|row| Value::Object(object(row))).collect()
}

/// The statement in an answer to `SHOW CREATE`; none where there is no right to see it.
fn definition(answer: Answer) -> Result<Option<String>, IntrospectError> {
    // `Create Table`, `Create View`, `Create Function`, ...; of a trigger `SQL Original Statement`.
    let holds = |label: &str| {
        let label = label.to_ascii_lowercase();
        label.starts_with("create ") || label == "sql original statement"
    };
    let place = answer.columns.iter().position(|label| holds(label));
    let row = answer.rows.into_iter().next();
    match (place, row) {
        (Some(place), Some(row)) => Ok(row.into_iter().nth(place).flatten()),
        _ => Err(wrong("definitions", format!("no statement among `{}`", answer.columns.join("`, `")))),
    }
}
