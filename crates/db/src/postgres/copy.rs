//! `COPY` between the server and the client.

use limbeck_lex::{significant, statements};
use limbeck_schema::Family;

use crate::DbError;

/// Refuses rows that would come in or go out beside the statements: a client that does not answer the
/// server's question for them is cut off (seen on 15).
pub(super) fn refuse(sql: &str) -> Result<(), DbError> {
    let lower = sql.to_ascii_lowercase();
    if !lower.contains("copy") || !["stdin", "stdout"].iter().any(|word| lower.contains(word)) {
        return Ok(());
    }
    for statement in statements(Family::Postgres, sql).unwrap_or_default() {
        let tokens = significant(Family::Postgres, statement.text);
        let is_copy = tokens.first().is_some_and(|first| first.is_word("COPY"));
        let ways = [("FROM", "STDIN"), ("TO", "STDOUT")];
        let found = tokens.windows(2).find_map(|pair| match pair {
            [first, second] => ways.into_iter().find(|(way, end)| first.is_word(way) && second.is_word(end)),
            _ => None,
        });
        if let Some((way, end)) = found.filter(|_| is_copy) {
            let message = format!(
                "`COPY ... {way} {end}` moves rows between server and client, which limbeck does not do: write INSERT statements, or copy from a file of the server"
            );
            return Err(DbError::Sql { message });
        }
    }
    Ok(())
}
