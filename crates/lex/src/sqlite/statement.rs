//! Where a statement of SQLite ends.

use crate::Token;

/// How far into a statement we are, by the rule of `sqlite3_complete`: only triggers hold a `;` that
/// does not close them. Theirs is the one behind an `END` which itself comes directly behind a `;`, so
/// that the `END` of a `CASE` never counts.
#[derive(Clone, Copy)]
enum State {
    Start,
    Explain,
    Create,
    Normal,
    Trigger,
    TriggerSemicolon,
    TriggerEnd,
}

impl State {
    /// Behind `token`; `None` where it closes the statement.
    fn next(self, token: &Token<'_>) -> Option<Self> {
        if token.is_operator(";") {
            return match self {
                Self::Trigger | Self::TriggerSemicolon => Some(Self::TriggerSemicolon),
                _ => None,
            };
        }
        Some(match self {
            Self::Start if token.is_word("explain") => Self::Explain,
            Self::Start | Self::Explain if token.is_word("create") => Self::Create,
            Self::Explain if !token.is_word("explain") => Self::Explain,
            Self::Create if token.is_word("temp") || token.is_word("temporary") => Self::Create,
            Self::Create if token.is_word("trigger") => Self::Trigger,
            Self::TriggerSemicolon if token.is_word("end") => Self::TriggerEnd,
            Self::Trigger | Self::TriggerSemicolon | Self::TriggerEnd => Self::Trigger,
            Self::Start | Self::Explain | Self::Create | Self::Normal => Self::Normal,
        })
    }
}

/// The index of the `;` that closes the statement at the start of `tokens`, or their number.
pub(super) fn end(tokens: &[Token<'_>]) -> usize {
    let mut state = State::Start;
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| !token.is_blank()) {
        match state.next(token) {
            Some(next) => state = next,
            None => return index,
        }
    }
    tokens.len()
}
