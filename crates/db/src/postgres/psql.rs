//! What only psql does: its own commands, and `COPY` between the server and the client.

use limbeck_lex::{Token, significant, statements};
use limbeck_schema::Family;

use crate::DbError;

/// Refuses both. A client that does not answer the server's question for rows is cut off (seen on 15).
pub(super) fn refuse(sql: &str) -> Result<(), DbError> {
    let lower = sql.to_ascii_lowercase();
    let may_copy = lower.contains("copy") && ["stdin", "stdout"].iter().any(|word| lower.contains(word));
    if !may_copy && !lower.contains('\\') {
        return Ok(());
    }
    for statement in statements(Family::Postgres, sql).unwrap_or_default() {
        let tokens = significant(Family::Postgres, statement.text);
        if let Some(message) = own_command(&tokens).or_else(|| copy(&tokens)) {
            return Err(DbError::Sql { message });
        }
    }
    Ok(())
}

fn own_command(tokens: &[Token<'_>]) -> Option<String> {
    let line = tokens.first()?.text;
    let word = line.split_ascii_whitespace().next().filter(|word| word.starts_with('\\'))?;
    Some(format!("`{word}` is a command of psql, and no SQL: take the line out"))
}

fn copy(tokens: &[Token<'_>]) -> Option<String> {
    tokens.first().filter(|first| first.is_word("COPY"))?;
    let ways = [("FROM", "STDIN"), ("TO", "STDOUT")];
    let (way, end) = tokens.windows(2).find_map(|pair| match pair {
        [first, second] => ways.into_iter().find(|(way, end)| first.is_word(way) && second.is_word(end)),
        _ => None,
    })?;
    Some(format!(
        "`COPY ... {way} {end}` moves rows between server and client, which limbeck does not do: write INSERT statements, or copy from a file of the server; `pg_dump --schema-only` writes none"
    ))
}
