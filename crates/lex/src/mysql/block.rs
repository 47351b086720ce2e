//! The blocks of compound statements.

use crate::{Token, TokenKind};

/// What is open inside a body and how it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// `BEGIN` and `LOOP`: a list of statements up to `END`.
    List,
    /// `IF` and `CASE`: lists behind `THEN` and `ELSE`.
    Branches,
    /// `WHILE` and `FOR`: a list behind `DO`.
    Loop,
    /// `REPEAT`: a list up to `UNTIL`.
    Repeat,
    /// What stands inside a statement and ends with `END`: the condition behind `UNTIL`, a `CASE` that is
    /// a value.
    Value,
}

/// Where in `DECLARE ... HANDLER FOR NOT FOUND, SQLSTATE '23000' <statement>` we are.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Handler {
    #[default]
    None,
    Declare,
    Kind,
    Condition,
    Conditions,
}

/// How far into a body we are. `BEGIN` and `END` are no reserved words, and `IF` and `REPEAT` are functions
/// too: they are blocks only where a statement begins.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    open: Vec<Block>,
    handler: Handler,
    /// Whether the next token begins a statement.
    begins: bool,
    /// Whether the last token may be a label, by what follows.
    is_label: bool,
    /// Whether the next token names the trigger that this one follows or precedes.
    is_order: bool,
    /// Whether the last word was an `END`, so that a `CASE` belongs to it.
    is_ended: bool,
    /// Whether a value has to follow, so that an `END` is a name.
    wants_value: bool,
    /// Whether the last token was a dot: any word behind one is a name.
    is_qualified: bool,
}

/// Words behind which a value follows.
const WANT_VALUE: [&str; 19] = [
    "when", "then", "else", "case", "and", "or", "xor", "not", "in", "is", "like", "rlike", "regexp",
    "between", "div", "mod", "interval", "distinct", "binary",
];

impl Blocks {
    /// In front of the first statement.
    pub(super) fn at_start() -> Self {
        Self { begins: true, ..Self::default() }
    }

    /// Behind a `BEGIN`.
    pub(super) fn behind_begin() -> Self {
        Self { open: vec![Block::List], ..Self::at_start() }
    }

    /// Between a label and its colon.
    pub(super) fn behind_label() -> Self {
        Self { is_label: true, ..Self::default() }
    }

    /// Takes in the next token that is no blank; says whether it is the `;` that closes the whole.
    pub(super) fn is_closed_by(&mut self, token: &Token<'_>) -> bool {
        if token.is_operator(";") {
            while self.open.last() == Some(&Block::Value) {
                self.open.pop();
            }
            let open = std::mem::take(&mut self.open);
            let is_closed = open.is_empty();
            *self = Self { open, ..Self::at_start() };
            return is_closed;
        }
        let begins = std::mem::take(&mut self.begins) || self.is_handled(token);
        let is_label = std::mem::take(&mut self.is_label);
        let is_ended = std::mem::take(&mut self.is_ended);
        let is_name = std::mem::take(&mut self.wants_value);
        let is_qualified = std::mem::replace(&mut self.is_qualified, token.is_operator("."));
        if std::mem::take(&mut self.is_order) || is_label && token.is_operator(":") {
            self.begins = true;
        } else if begins {
            self.statement(token);
        } else if token.kind == TokenKind::Word && !is_qualified {
            self.inside(token, is_name, is_ended);
        }
        self.wants_value = match token.kind {
            TokenKind::Operator => token.text != ")",
            TokenKind::Word => !is_qualified && WANT_VALUE.iter().any(|word| token.is_word(word)),
            _ => false,
        };
        false
    }

    /// A token that begins a statement, or stands between the statements of a block.
    fn statement(&mut self, token: &Token<'_>) {
        self.is_label = matches!(token.kind, TokenKind::Word | TokenKind::QuotedName);
        if token.kind != TokenKind::Word {
            return;
        }
        match token.text.to_ascii_lowercase().as_str() {
            "begin" | "loop" => self.list(Block::List),
            "repeat" => self.list(Block::Repeat),
            "if" | "case" => self.open.push(Block::Branches),
            "while" | "for" => self.open.push(Block::Loop),
            // `BEGIN NOT ATOMIC`.
            "else" | "not" | "atomic" => self.begins = true,
            "follows" | "precedes" if self.open.is_empty() => self.is_order = true,
            "declare" => self.handler = Handler::Declare,
            "until" if self.open.last() == Some(&Block::Repeat) => {
                self.open.pop();
                self.open.push(Block::Value);
            }
            "end" => self.end(),
            _ => {}
        }
    }

    /// A word inside a statement.
    fn inside(&mut self, token: &Token<'_>, is_name: bool, is_ended: bool) {
        let Some(last) = self.open.last() else { return };
        match last {
            Block::Branches if token.is_word("then") => self.begins = true,
            Block::Loop if token.is_word("do") => self.begins = true,
            Block::Value if token.is_word("end") && !is_name => self.end(),
            _ if token.is_word("case") && !is_ended => self.open.push(Block::Value),
            _ => {}
        }
    }

    fn list(&mut self, block: Block) {
        self.open.push(block);
        self.begins = true;
    }

    fn end(&mut self) {
        self.open.pop();
        self.is_ended = true;
    }

    /// Whether the token is the first behind the conditions of a handler.
    fn is_handled(&mut self, token: &Token<'_>) -> bool {
        let is = |word| token.is_word(word);
        self.handler = match self.handler {
            Handler::Declare if is("handler") => Handler::Kind,
            Handler::Declare if is("continue") || is("exit") || is("undo") => Handler::Declare,
            Handler::Kind if is("for") => Handler::Condition,
            Handler::Condition if is("not") || is("sqlstate") || is("value") => Handler::Condition,
            Handler::Condition => Handler::Conditions,
            Handler::Conditions if token.is_operator(",") => Handler::Condition,
            Handler::Conditions => {
                self.handler = Handler::None;
                return true;
            }
            Handler::None | Handler::Declare | Handler::Kind => Handler::None,
        };
        false
    }
}
