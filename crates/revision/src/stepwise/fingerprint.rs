//! What the things look like that a statement names.

use limbeck_db::{Answer, DbError, Session};
use limbeck_lex::{mentions, significant};
use limbeck_schema::Family;

use super::piece::digest;

/// The things that a statement names, of the session's database and of those it names, as one hash: it is
/// another when the statement has run, as far as it makes, changes or drops any of them.
pub(super) fn fingerprint(session: &mut Session, statement: &str) -> Result<String, DbError> {
    let names = list(mentions(Family::Mysql, statement));
    let mut seen = Vec::new();
    for schema in schemas(session, &names)? {
        seen.push(schema.clone());
        for answer in session.answers(&things(&schema, &names))? {
            seen.extend(cells(answer));
        }
        for table in session.texts(&tables(&schema, &names))? {
            seen.push(table.clone());
            match session.answers(&format!("SHOW CREATE TABLE {table}")) {
                Ok(answers) => {
                    seen.extend(answers.into_iter().flat_map(cells).map(|text| without_counter(&text)))
                }
                // A view that may not be looked at, or that its tables no longer fit.
                Err(error) if error.is_refusal() => seen.push(error.to_string()),
                Err(error) => return Err(error),
            }
        }
    }
    Ok(digest(seen.iter().map(String::as_str), ""))
}

/// The tables of the session's database that no transaction undoes changes of, by name in lower case.
pub(super) fn without_transactions(session: &mut Session) -> Result<Vec<String>, DbError> {
    session.texts(
        "SELECT LOWER(t.table_name) AS value FROM information_schema.tables AS t \
         JOIN information_schema.engines AS e ON e.engine = t.engine \
         WHERE t.table_schema = DATABASE() AND COALESCE(e.transactions, 'NO') <> 'YES' ORDER BY 1",
    )
}

fn schemas(session: &mut Session, names: &str) -> Result<Vec<String>, DbError> {
    session.texts(&format!(
        "SELECT schema_name AS value FROM information_schema.schemata \
         WHERE schema_name = DATABASE() OR {} ORDER BY 1",
        is_among("schema_name", names)
    ))
}

fn tables(schema: &str, names: &str) -> String {
    format!(
        "SELECT CONCAT('`', REPLACE(table_schema, '`', '``'), '`.`', REPLACE(table_name, '`', '``'), '`') AS value \
         FROM information_schema.tables WHERE table_schema = {} AND table_type <> 'TEMPORARY' AND {} ORDER BY 1",
        literal(schema),
        is_among("table_name", names)
    )
}

/// What is no table. When an event last ran is not among it: that changes by itself.
fn things(schema: &str, names: &str) -> String {
    let schema = literal(schema);
    let of = |what: &str, kind: &str| {
        format!(
            "SELECT {what} FROM information_schema.{kind}s WHERE {kind}_schema = {schema} AND {} ORDER BY 1, 2",
            is_among(&format!("{kind}_name"), names)
        )
    };
    [
        format!(
            "SELECT default_collation_name FROM information_schema.schemata WHERE schema_name = {schema}"
        ),
        of(
            "trigger_name, event_manipulation, event_object_table, action_timing, action_order, \
             action_statement, created",
            "trigger",
        ),
        of(
            "routine_name, routine_type, routine_definition, dtd_identifier, sql_data_access, security_type, \
             routine_comment, created, last_altered",
            "routine",
        ),
        of(
            "event_name, event_definition, interval_value, interval_field, execute_at, starts, ends, status, \
             on_completion, event_comment, created",
            "event",
        ),
    ]
    .join("; ")
}

/// Whether a name is among those, in whatever case and with whatever accents: one too many does no harm.
fn is_among(column: &str, names: &str) -> String {
    format!("CONVERT(LOWER({column}) USING utf8mb4) COLLATE utf8mb4_general_ci IN ({names})")
}

fn list(names: impl IntoIterator<Item = String>) -> String {
    names.into_iter().map(|name| literal(&name)).collect::<Vec<_>>().join(", ")
}

/// A string that means the same whatever the session says of quotes, backslashes and character sets.
fn literal(text: &str) -> String {
    let digits: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("_utf8mb4 x'{digits}'")
}

/// All that an answer says; NULL is told from a text.
fn cells(answer: Answer) -> impl Iterator<Item = String> {
    let cell = |cell: Option<String>| cell.map_or_else(|| "\0".to_owned(), |text| format!("={text}"));
    answer.rows.into_iter().flatten().map(cell)
}

/// Without the number of the next row, which changes with the rows.
fn without_counter(creation: &str) -> String {
    let tokens = significant(Family::Mysql, creation);
    let mut kept = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let is_counter =
            first.is_word("AUTO_INCREMENT") && behind.first().is_some_and(|token| token.is_operator("="));
        kept.extend((!is_counter).then_some(first.text));
        rest = if is_counter { behind.get(2..).unwrap_or_default() } else { behind };
    }
    kept.join(" ")
}
