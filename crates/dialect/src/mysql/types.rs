//! Types: every spelling of one as the server itself prints it. Run on MySQL 9.7 and MariaDB 10.11.

use limbeck_lex::{Token, TokenKind, significant, string_value};
use limbeck_schema::{Dialect, Family, SqlType};

use super::texts;

/// A type, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Type {
    /// The server's own name for it.
    pub(super) name: String,
    /// What stands in parentheses, piece by piece, strings in one spelling.
    pub(super) inside: Vec<String>,
    pub(super) unsigned: bool,
    zerofill: bool,
    /// Words behind it that are none of these.
    rest: String,
}

/// Names of types that the server prints otherwise.
const ALIASES: [(&str, &str); 24] = [
    ("int1", "tinyint"),
    ("int2", "smallint"),
    ("int3", "mediumint"),
    ("middleint", "mediumint"),
    ("integer", "int"),
    ("int4", "int"),
    ("int8", "bigint"),
    ("dec", "decimal"),
    ("numeric", "decimal"),
    ("fixed", "decimal"),
    ("float4", "float"),
    ("float8", "double"),
    ("double precision", "double"),
    ("real", "double"),
    ("character", "char"),
    ("varcharacter", "varchar"),
    ("character varying", "varchar"),
    ("char varying", "varchar"),
    ("long", "mediumtext"),
    ("long varchar", "mediumtext"),
    ("long varbinary", "mediumblob"),
    ("bool", "bool"),
    ("boolean", "bool"),
    ("geomcollection", "geometrycollection"),
];

/// Names of types with more than one word.
const PAIRS: [(&str, &str); 6] = [
    ("double", "precision"),
    ("character", "varying"),
    ("char", "varying"),
    ("long", "varchar"),
    ("long", "varbinary"),
    ("national", "char"),
];

/// The width MariaDB gives a whole number that has none, and one without a sign.
const WIDTHS: [(&str, &str, &str); 5] = [
    ("tinyint", "4", "3"),
    ("smallint", "6", "5"),
    ("mediumint", "9", "8"),
    ("int", "11", "10"),
    ("bigint", "20", "20"),
];

pub(super) fn fold(sql_type: &mut SqlType, dialect: Dialect) {
    sql_type.key = key(&sql_type.text, dialect).into();
}

/// One spelling for every spelling of a type.
pub(super) fn key(text: &str, dialect: Dialect) -> String {
    match Type::read(text) {
        Some(read) => read.settled(dialect).spelled(),
        None => texts::expr_key(text),
    }
}

impl Type {
    /// `None` for what is no plain type.
    pub(super) fn read(text: &str) -> Option<Self> {
        let tokens = significant(Family::Mysql, text);
        let word = |at: usize| tokens.get(at).filter(|token| token.kind == TokenKind::Word);
        let mut name = word(0)?.text.to_ascii_lowercase();
        let mut at = 1;
        if let Some(second) = word(1).map(|token| token.text.to_ascii_lowercase())
            && PAIRS.contains(&(name.as_str(), second.as_str()))
        {
            name = format!("{name} {second}");
            at = 2;
        }
        let mut inside = Vec::new();
        if tokens.get(at).is_some_and(|token| token.text == "(") {
            let end = tokens.iter().position(|token| token.text == ")")?;
            let within = tokens.get(at + 1..end)?;
            inside = within.iter().filter(|token| token.text != ",").map(piece).collect();
            at = end + 1;
        }
        let (mut unsigned, mut zerofill, mut rest) = (false, false, Vec::new());
        for token in tokens.get(at..)? {
            match token.text.to_ascii_lowercase().as_str() {
                "unsigned" => unsigned = true,
                "zerofill" => zerofill = true,
                "signed" => {}
                other => rest.push(other.to_owned()),
            }
        }
        // Seen on both: what is filled with zeros has no sign.
        unsigned |= zerofill;
        Some(Self { name, inside, unsigned, zerofill, rest: rest.join(" ") }.renamed())
    }

    /// Under the server's name.
    fn renamed(mut self) -> Self {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == self.name).map(|(_, name)| *name);
        match alias {
            Some("bool") => (self.name, self.inside) = ("tinyint".to_owned(), vec!["1".to_owned()]),
            Some(name) => self.name = name.to_owned(),
            None => {}
        }
        self
    }

    /// With what the server adds where nothing is said, and without what it leaves out.
    fn settled(mut self, dialect: Dialect) -> Self {
        let inside: Vec<&str> = self.inside.iter().map(String::as_str).collect();
        let settled: Option<(&str, &[&str])> = match (self.name.as_str(), &inside[..]) {
            ("decimal", []) => Some(("decimal", &["10", "0"])),
            ("char" | "binary" | "bit", []) => Some((self.name.as_str(), &["1"])),
            ("year", ["4"]) => Some(("year", &[])),
            ("datetime" | "timestamp" | "time", ["0"]) => Some((self.name.as_str(), &[])),
            ("float", [bits]) => match bits.parse::<u32>() {
                Ok(bits) if bits > 24 => Some(("double", &[])),
                _ => Some(("float", &[])),
            },
            // MariaDB keeps JSON as text, with a check that it is some.
            ("json", []) if dialect.is_mariadb() => Some(("longtext", &[])),
            _ => None,
        };
        if let Some((name, inside)) = settled {
            let inside = inside.iter().map(|piece| (*piece).to_owned()).collect();
            (self.name, self.inside) = (name.to_owned(), inside);
        } else if self.name == "decimal" && self.inside.len() == 1 {
            self.inside.push("0".to_owned());
        }
        self.forget_width();
        self
    }

    /// A width says nothing of the values, unless zeros fill it: MySQL prints none since 8.0.19, and MariaDB
    /// whatever was written. `tinyint(1)` is what programs take for a truth value.
    fn forget_width(&mut self) {
        let Some((_, signed, unsigned)) = WIDTHS.iter().find(|(name, ..)| *name == self.name) else { return };
        let default = if self.unsigned { unsigned } else { signed };
        let is_flag = self.name == "tinyint" && self.inside == ["1"] && !self.unsigned;
        let is_default = self.inside == [*default];
        if is_default || !(self.zerofill || is_flag) {
            self.inside.clear();
        }
    }

    fn spelled(&self) -> String {
        let mut text = self.name.clone();
        if !self.inside.is_empty() {
            text.push_str(&format!("({})", self.inside.join(",")));
        }
        for (is_said, word) in [(self.unsigned, "unsigned"), (self.zerofill, "zerofill")] {
            if is_said {
                text.push_str(&format!(" {word}"));
            }
        }
        if !self.rest.is_empty() {
            text.push_str(&format!(" {}", self.rest));
        }
        text
    }

    /// Whether its values are in a character set and sorted by a collation.
    pub(super) fn has_collation(&self) -> bool {
        let texts = ["char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"];
        texts.contains(&self.name.as_str())
    }

    pub(super) fn is_whole(&self) -> bool {
        WIDTHS.iter().any(|(name, ..)| *name == self.name)
    }

    pub(super) fn is_number(&self) -> bool {
        self.is_whole() || matches!(self.name.as_str(), "decimal" | "float" | "double")
    }
}

fn piece(token: &Token<'_>) -> String {
    match string_value(Family::Mysql, token) {
        Some(value) => texts::string(&value),
        None => token.text.to_ascii_lowercase(),
    }
}

mod kind;

pub(super) use kind::{labels, same_details, same_kind, same_name};
