//! What the session had that ran the first statements, and what of it can be had again.

use std::collections::BTreeSet;

use limbeck_lex::{Token, TokenKind, folded_name};
use limbeck_schema::Family;

use super::{
    effect::{Effect, words},
    piece::Piece,
};

/// Functions that answer by what the session did before.
const MEMORIES: [&str; 3] = ["last_insert_id", "row_count", "found_rows"];

/// How a revision goes on in a new session.
#[derive(Debug, Default)]
pub(super) struct Replay<'a> {
    /// The statements to run again, in order.
    pub(super) again: Vec<&'a str>,
    /// What cannot be had again: variables, prepared statements and temporary tables, by name.
    lost: BTreeSet<String>,
}

impl<'a> Replay<'a> {
    /// Of the statements that have run.
    pub(super) fn of(done: &[Piece<'a>]) -> Self {
        let mut replay = Self::default();
        for (at, piece) in done.iter().enumerate() {
            let behind = done.get(at + 1..).unwrap_or_default();
            let tokens = words(piece.text.text);
            if piece.effect == Effect::Session {
                // What is asked anew is answered as before while nothing but the session has changed.
                let is_fresh = behind.iter().all(|piece| piece.effect == Effect::Session);
                replay.setting(piece.text.text, &tokens, is_fresh, behind);
            } else {
                replay.loses(&tokens, piece.effect);
            }
        }
        replay
    }

    /// The first of the remaining statements that needs what is lost, and what that is.
    pub(super) fn needed(mut self, rest: &[Piece<'_>]) -> Option<(usize, String)> {
        for (at, piece) in rest.iter().enumerate() {
            let tokens = words(piece.text.text);
            let made = made(&tokens);
            if let Some(lost) = names(&tokens).find(|name| self.lost.contains(name) && !made.contains(name)) {
                return Some((at, lost));
            }
            self.lost.retain(|name| !made.contains(name));
            if tokens.iter().any(|token| token.is_word("INSERT") || token.is_word("REPLACE")) {
                self.lost.retain(|name| !MEMORIES.contains(&&**name));
            }
        }
        None
    }

    /// `SET`, `USE`, `PREPARE`, `DEALLOCATE`.
    fn setting(&mut self, text: &'a str, tokens: &[Token<'_>], is_fresh: bool, behind: &[Piece<'_>]) {
        let made = made(tokens);
        let is_prepared = is_first(tokens, "PREPARE");
        let is_put_away = |piece: &Piece<'_>| {
            let tokens = words(piece.text.text);
            is_ended(&tokens) && names(&tokens).any(|name| made.contains(&name))
        };
        if is_ended(tokens) || is_prepared && behind.iter().any(is_put_away) {
            return;
        }
        let is_asked = tokens.iter().any(|token| token.is_operator("("));
        let needs_lost = names(tokens).any(|name| self.lost.contains(&name) && !made.contains(&name));
        if needs_lost || is_asked && !made.is_empty() && !is_fresh {
            self.lost.extend(made);
            return;
        }
        self.lost.retain(|name| !made.contains(name));
        self.again.push(text);
    }

    /// What a statement leaves in its session besides what it leaves in the database.
    fn loses(&mut self, tokens: &[Token<'_>], effect: Effect) {
        let assigns = |(at, token): (usize, &Token<'_>)| {
            token.is_operator(":=")
                || token.is_word("INTO") && tokens.get(at + 1).and_then(variable).is_some()
        };
        let assigns = is_first(tokens, "LOAD") || tokens.iter().enumerate().any(assigns);
        if effect == Effect::Unknown || assigns {
            self.lost.extend(tokens.iter().filter_map(variable));
        }
        if effect == Effect::Rows {
            self.lost.extend(MEMORIES.map(str::to_owned));
        }
        if is_first(tokens, "CREATE") {
            self.lost.extend(temporary(tokens));
        }
    }
}

fn is_first(tokens: &[Token<'_>], word: &str) -> bool {
    tokens.first().is_some_and(|token| token.is_word(word))
}

/// Whether it puts a prepared statement away.
fn is_ended(tokens: &[Token<'_>]) -> bool {
    is_first(tokens, "DEALLOCATE")
        || is_first(tokens, "DROP") && tokens.get(1).is_some_and(|token| token.is_word("PREPARE"))
}

/// `@a`, without the case.
fn variable(token: &Token<'_>) -> Option<String> {
    let is_own =
        token.kind == TokenKind::Parameter && token.text.starts_with('@') && !token.text.starts_with("@@");
    is_own.then(|| token.text.to_lowercase())
}

/// All that could be the name of something a session has.
fn names(tokens: &[Token<'_>]) -> impl Iterator<Item = String> {
    tokens.iter().filter_map(|token| variable(token).or_else(|| folded_name(Family::Mysql, token)))
}

/// What a statement gives the session without needing it: variables that are set and not read, a prepared
/// statement, a temporary table.
fn made(tokens: &[Token<'_>]) -> BTreeSet<String> {
    let mut made = BTreeSet::new();
    if is_first(tokens, "SET") {
        let is_set = |at: usize| {
            tokens.get(at + 1).is_some_and(|token| token.is_operator("=") || token.is_operator(":="))
        };
        let variables = |set: bool| {
            let of = move |(at, token): (usize, &Token<'_>)| variable(token).filter(|_| is_set(at) == set);
            tokens.iter().enumerate().filter_map(of).collect::<BTreeSet<_>>()
        };
        made = variables(true).difference(&variables(false)).cloned().collect();
    } else if is_first(tokens, "PREPARE") {
        made.extend(tokens.get(1).and_then(|token| folded_name(Family::Mysql, token)));
    } else if is_first(tokens, "CREATE") {
        made.extend(temporary(tokens));
    }
    made
}

/// The temporary table that is made.
fn temporary(tokens: &[Token<'_>]) -> Option<String> {
    let at = tokens.iter().position(|token| token.is_word("TABLE"))?;
    let (front, behind) = tokens.split_at_checked(at + 1)?;
    front.iter().find(|token| token.is_word("TEMPORARY"))?;
    let is_not = |token: &&Token<'_>| ["IF", "NOT", "EXISTS"].iter().any(|word| token.is_word(word));
    let mut rest = behind.iter().skip_while(is_not);
    let name = rest.next()?;
    let is_qualified = rest.next().is_some_and(|token| token.is_operator("."));
    folded_name(Family::Mysql, if is_qualified { rest.next()? } else { name })
}
