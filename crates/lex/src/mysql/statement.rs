//! Where a statement of MySQL or MariaDB ends.

use crate::{StatementText, Token, TokenKind, Unterminated, statement::between};

use super::{block::Blocks, delimiter, quoted, token};

/// What the words so far say a statement is.
#[derive(Debug, Default)]
enum Head {
    #[default]
    Start,
    /// `BEGIN`, that of a transaction or of a block.
    Begin,
    /// `CREATE` or `ALTER`, and who is to own what.
    Create,
    Trigger,
    /// A trigger behind `FOR EACH ROW`, where the body begins.
    Row,
    Event,
    /// An event behind `DO`.
    Do,
    Routine(Routine),
    Body(Blocks),
    Plain,
}

/// What stands between the kind of a routine and its body.
#[derive(Debug, Default)]
struct Routine {
    parentheses: usize,
    /// Whether the parameters are behind us: names are in front of them.
    has_parameters: bool,
}

/// Words that begin a statement which is the whole body of a routine.
const SIMPLE: [&str; 27] = [
    "select", "insert", "update", "delete", "replace", "set", "call", "return", "with", "do", "signal",
    "resignal", "values", "table", "create", "alter", "drop", "truncate", "rename", "grant", "revoke",
    "execute", "show", "flush", "analyze", "lock", "start",
];

/// Words that begin a block.
const BLOCKS: [&str; 7] = ["begin", "if", "case", "loop", "repeat", "while", "for"];

/// A statement as far as it has been read.
#[derive(Default)]
struct State<'a> {
    head: Head,
    tokens: Vec<Token<'a>>,
    /// The openers of version comments that are not closed.
    versions: Vec<usize>,
    /// The last token that counts.
    last: Option<Token<'a>>,
}

/// The statements of a script, in order.
pub(super) fn statements(script: &str) -> Result<Vec<StatementText<'_>>, Unterminated> {
    let mut statements = Vec::new();
    let mut delimiter = ";";
    let mut state = State::default();
    let mut at = 0;
    while let Some(rest) = script.get(at..).filter(|rest| !rest.is_empty()) {
        if matches!(state.head, Head::Start)
            && let Some((next, length)) = delimiter::line(rest)
        {
            delimiter = next;
            state = State::default();
            at += length;
            continue;
        }
        let (kind, length) = token::token(rest);
        let token = Token { kind, text: rest.get(..length).unwrap_or(rest), start: at };
        at = token.end();
        let cut = match delimiter {
            ";" => None,
            own => delimiter::find(script, &token, own),
        };
        if let Some(cut) = cut {
            let front = token.text.get(..cut - token.start).filter(|front| !front.is_empty());
            state.tokens.extend(front.map(|text| Token { text, ..token }));
            at = cut + delimiter.len();
        } else if kind == TokenKind::Unknown
            && let Some(what) = quoted::open(token.text)
        {
            return Err(Unterminated { start: token.start, what });
        } else if !state.is_closed_by(token, delimiter == ";") {
            continue;
        }
        statements.extend(std::mem::take(&mut state).whole(script));
    }
    match state.versions.first() {
        Some(start) if delimiter == ";" => Err(Unterminated { start: *start, what: "comment" }),
        _ => {
            statements.extend(state.whole(script));
            Ok(statements)
        }
    }
}

impl<'a> State<'a> {
    /// Takes in `token`, or is closed by it. Where the script has a delimiter of its own, bodies end with
    /// that alone; what is in front of them on its way ends with `;`, as it does on the server.
    fn is_closed_by(&mut self, token: Token<'a>, is_semicolon: bool) -> bool {
        let counts = !token.is_blank() && !self.is_version(&token);
        if counts {
            let ends = self.ends(&token, is_semicolon);
            self.last = Some(token);
            if ends && self.versions.is_empty() {
                return true;
            }
        }
        self.tokens.push(token);
        false
    }

    /// Whether the token opens or closes what other versions read as a comment.
    fn is_version(&mut self, token: &Token<'_>) -> bool {
        let opens = token.kind == TokenKind::Operator && token::opens_version(token.text);
        let closes = token.is_operator("*/");
        if opens {
            self.versions.push(token.start);
        } else if closes {
            self.versions.pop();
        }
        opens || closes
    }

    fn ends(&mut self, token: &Token<'_>, is_semicolon: bool) -> bool {
        self.head.take(token, self.last.as_ref());
        match &mut self.head {
            Head::Body(blocks) => blocks.is_closed_by(token) && is_semicolon,
            Head::Trigger | Head::Row | Head::Event | Head::Do | Head::Routine(_) => {
                token.is_operator(";") && is_semicolon
            }
            _ => token.is_operator(";"),
        }
    }

    /// The statement, without the `;` that a delimiter behind it makes needless.
    fn whole(self, script: &'a str) -> Option<StatementText<'a>> {
        let mut tokens = self.tokens.as_slice();
        while let Some((last, front)) = tokens.split_last()
            && (last.is_blank() || last.is_operator(";"))
        {
            tokens = front;
        }
        between(script, tokens)
    }
}

impl Head {
    /// Takes in a token behind `last`. A token that begins a body is left for the body to take in.
    fn take(&mut self, token: &Token<'_>, last: Option<&Token<'_>>) {
        let is = |word| token.is_word(word);
        let behind = |word| last.is_some_and(|last| last.is_word(word));
        let next = match self {
            Self::Start if is("create") || is("alter") => Self::Create,
            Self::Start if is("begin") => Self::Begin,
            Self::Start if BLOCKS.iter().any(|word| is(word)) => Self::Body(Blocks::at_start()),
            Self::Begin if is("not") => Self::Body(Blocks::behind_begin()),
            Self::Create => created(token, last),
            // `FOLLOWS` and `PRECEDES` are the body's: they stand where it begins.
            Self::Trigger if is("row") && behind("each") => Self::Row,
            Self::Event if is("do") => Self::Do,
            Self::Row | Self::Do => Self::Body(Blocks::at_start()),
            Self::Routine(routine) => match routine.body(token, last) {
                Some(blocks) => Self::Body(blocks),
                None => return,
            },
            Self::Trigger | Self::Event | Self::Body(_) => return,
            Self::Start | Self::Begin | Self::Plain => Self::Plain,
        };
        *self = next;
    }
}

/// Behind `CREATE`: `OR REPLACE`, `DEFINER = 'a'@'b'`, `AGGREGATE`, and the kind.
fn created(token: &Token<'_>, last: Option<&Token<'_>>) -> Head {
    let is = |word| token.is_word(word);
    if last.is_some_and(|last| last.is_operator("=") || last.is_operator("@")) {
        return Head::Create;
    }
    match token.kind {
        TokenKind::Parameter => Head::Create,
        TokenKind::Operator if "=()@".contains(token.text) => Head::Create,
        TokenKind::Word if ["or", "replace", "aggregate", "definer"].into_iter().any(is) => Head::Create,
        TokenKind::Word if is("trigger") => Head::Trigger,
        TokenKind::Word if is("event") => Head::Event,
        TokenKind::Word if ["procedure", "function"].into_iter().any(is) => Head::Routine(Routine::default()),
        _ => Head::Plain,
    }
}

impl Routine {
    /// The body, where it begins with this token.
    fn body(&mut self, token: &Token<'_>, last: Option<&Token<'_>>) -> Option<Blocks> {
        match token.text {
            "(" => self.parentheses += 1,
            ")" => {
                self.parentheses = self.parentheses.saturating_sub(1);
                self.has_parameters |= self.parentheses == 0;
            }
            _ => {}
        }
        if self.parentheses > 0 || !self.has_parameters {
            return None;
        }
        let is_type = last.is_some_and(|last| last.is_word("character") || last.is_word("returns"));
        let is_begun = token.is_operator(":") || SIMPLE.iter().any(|word| token.is_word(word) && !is_type);
        match is_begun || BLOCKS.iter().any(|word| token.is_word(word)) {
            true if token.is_operator(":") => Some(Blocks::behind_label()),
            true => Some(Blocks::at_start()),
            false => None,
        }
    }
}

#[cfg(test)]
mod tests;
