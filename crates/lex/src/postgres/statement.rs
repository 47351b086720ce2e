//! Where a statement of PostgreSQL ends.

use crate::{Token, TokenKind};

/// How far into a statement we are. A `;` closes none inside parentheses (`CREATE RULE ... DO (...; ...)`)
/// and none inside the body of a routine: `CREATE FUNCTION ... BEGIN ATOMIC ...; ... END` (since 14).
#[derive(Default)]
struct State {
    head: Head,
    parentheses: usize,
    /// How many of `BEGIN ATOMIC` and `CASE` wait for their `END`.
    blocks: usize,
    is_begun: bool,
    /// Whether the next word is a name whatever it says: behind a dot, or behind AS.
    is_named: bool,
}

/// What the first words say.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Head {
    #[default]
    Start,
    Create,
    Or,
    Replace,
    Routine,
    Other,
}

impl Head {
    fn next(self, token: &Token<'_>) -> Self {
        match self {
            Self::Start if token.is_word("create") => Self::Create,
            Self::Create if token.is_word("or") => Self::Or,
            Self::Or if token.is_word("replace") => Self::Replace,
            Self::Create | Self::Replace if token.is_word("function") || token.is_word("procedure") => {
                Self::Routine
            }
            Self::Routine => Self::Routine,
            Self::Start | Self::Create | Self::Or | Self::Replace | Self::Other => Self::Other,
        }
    }
}

impl State {
    /// Takes in `token`; says whether it closes the statement.
    fn is_closed_by(&mut self, token: &Token<'_>) -> bool {
        match token.text {
            ";" if self.parentheses == 0 && self.blocks == 0 => return true,
            "(" => self.parentheses += 1,
            ")" => self.parentheses = self.parentheses.saturating_sub(1),
            _ => {}
        }
        self.head = self.head.next(token);
        if self.head == Head::Routine && token.kind == TokenKind::Word && !self.is_named {
            self.block(token);
        }
        self.is_begun = self.blocks == 0 && token.is_word("begin");
        self.is_named = token.is_operator(".") || token.is_word("as");
        false
    }

    fn block(&mut self, token: &Token<'_>) {
        let opens = match self.blocks {
            0 => self.is_begun && token.is_word("atomic"),
            _ => token.is_word("case"),
        };
        if opens {
            self.blocks += 1;
        } else if token.is_word("end") {
            self.blocks = self.blocks.saturating_sub(1);
        }
    }
}

/// The index of the `;` that closes the statement at the start of `tokens`, or their number.
pub(super) fn end(tokens: &[Token<'_>]) -> usize {
    let mut state = State::default();
    for (index, token) in tokens.iter().enumerate() {
        // What psql does by itself ends with its line, so that the line is what is complained about. One that
        // says nothing is nobody's comment: it is left out, as the `;` is.
        if state.head == Head::Start && token.text.starts_with('\\') {
            return if token.is_blank() { index } else { index + 1 };
        }
        if token.is_blank() {
            continue;
        }
        if state.is_closed_by(token) {
            return index;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests;
