//! The grammar of types.

use limbeck_lex::{Token, TokenKind, folded_name, significant};
use limbeck_schema::Family;

use super::{ELEMENTS, Type, serial};
use crate::postgres::names;

/// What SQL makes of a bare word that is no name in the catalog.
const ALIASES: [(&str, &str); 11] = [
    ("int", "int4"),
    ("integer", "int4"),
    ("smallint", "int2"),
    ("bigint", "int8"),
    ("real", "float4"),
    ("boolean", "bool"),
    ("decimal", "numeric"),
    ("dec", "numeric"),
    ("serial", "int4"),
    ("bigserial", "int8"),
    ("smallserial", "int2"),
];

/// `None` for what is no plain type, such as `SETOF int`.
pub(super) fn whole(text: &str) -> Option<Type> {
    let tokens = significant(Family::Postgres, text);
    let mut reading = Reading { rest: &tokens };
    let read = reading.any()?;
    reading.rest.is_empty().then_some(read)
}

/// How many of the tokens, which begin a type, are its.
pub(in crate::postgres) fn length(tokens: &[Token<'_>]) -> usize {
    let mut reading = Reading { rest: tokens };
    reading.any();
    tokens.len() - reading.rest.len()
}

/// The tokens of a type that are still to be read.
struct Reading<'a> {
    rest: &'a [Token<'a>],
}

impl Reading<'_> {
    fn word(&mut self, word: &str) -> bool {
        self.take(|token| token.is_word(word))
    }

    fn take(&mut self, wanted: impl Fn(&Token<'_>) -> bool) -> bool {
        let is_next = self.rest.first().is_some_and(wanted);
        if is_next {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        is_next
    }

    fn any(&mut self) -> Option<Type> {
        let mut read = self.scalar()?;
        let mut bounds = self.word("array");
        while self.take(|token| token.is_operator("[")) {
            self.take(|token| token.kind == TokenKind::Number);
            if !self.take(|token| token.is_operator("]")) {
                return None;
            }
            bounds = true;
        }
        // How many dimensions and how many elements is said, and not kept.
        read.is_array |= bounds;
        Some(read)
    }

    fn scalar(&mut self) -> Option<Type> {
        let first = *self.rest.first()?;
        let name = folded_name(Family::Postgres, &first)?;
        let is_qualified = self.rest.get(1).is_some_and(|token| token.is_operator("."));
        if first.kind != TokenKind::Word || is_qualified {
            return self.named();
        }
        match name.as_str() {
            "double" => self.words(&["double", "precision"], "float8"),
            "float" => self.float(),
            "bit" => self.bits(),
            "national" => {
                self.word("national");
                let is_character = ["character", "char"].iter().any(|word| self.word(word));
                if is_character { self.characters() } else { None }
            }
            "character" | "char" | "nchar" => {
                self.word(&name);
                self.characters()
            }
            "timestamp" | "time" => self.time(&name),
            "interval" => self.interval(),
            _ => self.named(),
        }
    }

    fn words(&mut self, words: &[&str], name: &str) -> Option<Type> {
        words.iter().all(|word| self.word(word)).then(|| Type::plain(name))
    }

    /// Up to 24 binary digits are single precision.
    fn float(&mut self) -> Option<Type> {
        self.word("float");
        let digits = self.modifier()?;
        let is_single = match digits {
            Some(digits) => digits.parse::<u32>().ok()? <= 24,
            None => false,
        };
        Some(Type::plain(if is_single { "float4" } else { "float8" }))
    }

    /// Where no length is said, bits and characters are one.
    fn bits(&mut self) -> Option<Type> {
        self.word("bit");
        let name = if self.word("varying") { "varbit" } else { "bit" };
        let modifier = self.modifier()?.or_else(|| (name == "bit").then(|| "1".to_owned()));
        Some(Type { modifier, ..Type::plain(name) })
    }

    fn characters(&mut self) -> Option<Type> {
        let name = if self.word("varying") { "varchar" } else { "bpchar" };
        let modifier = self.modifier()?.or_else(|| (name == "bpchar").then(|| "1".to_owned()));
        Some(Type { modifier, ..Type::plain(name) })
    }

    fn time(&mut self, word: &str) -> Option<Type> {
        self.word(word);
        let modifier = self.modifier()?;
        let is_zoned = self.word("with");
        if (is_zoned || self.word("without")) && !(self.word("time") && self.word("zone")) {
            return None;
        }
        let name = if is_zoned { format!("{word}tz") } else { word.to_owned() };
        Some(Type { modifier, ..Type::plain(&name) })
    }

    fn interval(&mut self) -> Option<Type> {
        self.word("interval");
        let mut fields = String::new();
        while let Some(word) = ["year", "month", "day", "hour", "minute", "second", "to"]
            .into_iter()
            .find(|word| self.word(word))
        {
            fields = format!("{fields} {word}");
        }
        Some(Type { modifier: self.modifier()?, fields, ..Type::plain("interval") })
    }

    /// A name, perhaps with that of its namespace, perhaps with a modifier.
    fn named(&mut self) -> Option<Type> {
        let mut path = Vec::new();
        loop {
            let token = *self.rest.first()?;
            path.push((token.kind, folded_name(Family::Postgres, &token)?));
            self.rest = self.rest.get(1..).unwrap_or_default();
            if !self.take(|token| token.is_operator(".")) {
                break;
            }
        }
        let mut read = match &path[..] {
            [(TokenKind::Word, name)] => match ALIASES.iter().find(|(alias, _)| alias == name) {
                Some((_, name)) => Type::plain(name),
                None => serial(name).map_or_else(|| catalog(name), |name| Type::plain(alias(name))),
            },
            [(_, name)] => catalog(name),
            [(_, namespace), (_, name)] if namespace == "pg_catalog" => catalog(name),
            path => {
                let names: Vec<String> = path.iter().map(|(_, name)| names::written(name)).collect();
                Type::plain(&names.join("."))
            }
        };
        read.modifier = self.modifier()?;
        if read.name == "numeric" && read.modifier.as_ref().is_some_and(|inside| !inside.contains(',')) {
            read.modifier = read.modifier.map(|inside| format!("{inside},0"));
        }
        Some(read)
    }

    /// What stands in parentheses, if anything does; `None` where they do not close.
    fn modifier(&mut self) -> Option<Option<String>> {
        if !self.take(|token| token.is_operator("(")) {
            return Some(None);
        }
        let end = self.rest.iter().position(|token| token.is_operator(")"))?;
        let (inside, behind) = self.rest.split_at_checked(end)?;
        self.rest = behind.get(1..).unwrap_or_default();
        Some(Some(inside.iter().map(|token| token.text).collect()))
    }
}

fn alias(name: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, name)| name)
}

/// A name as the catalog has it. One that SQL would read otherwise without its quotes keeps them.
fn catalog(name: &str) -> Type {
    if let Some(element) = name.strip_prefix('_')
        && ELEMENTS.contains(&element)
    {
        return Type { is_array: true, ..catalog(element) };
    }
    let is_other = ALIASES.iter().any(|(alias, _)| *alias == name)
        || matches!(name, "char" | "character" | "nchar" | "national" | "double" | "float");
    Type::plain(&if is_other { names::quoted(name) } else { names::written(name) })
}
