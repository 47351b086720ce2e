//! Is what was read all there is? Each table is printed back and held against the statement that the server
//! keeps of it.
//!
//! MySQL and MariaDB say what a table is in one place only, in their own words, and a word that was
//! overlooked would be lost whenever the table is altered. Both statements are compared word by word, but
//! for what is known to be said in several ways.

use std::collections::BTreeMap;

use limbeck_introspect::Introspected;
use limbeck_lex::{Token, name_of, significant};
use limbeck_schema::{Column, Diagnostic, Dialect, Family, Severity, Table};

/// What of which table is not reproduced.
pub(crate) fn doubts(live: &Introspected, dialect: Dialect) -> Vec<Diagnostic> {
    if dialect.family != Family::Mysql {
        return Vec::new();
    }
    let stored: BTreeMap<String, Vec<String>> = live
        .statements
        .iter()
        .filter_map(|statement| {
            let tokens = significant(Family::Mysql, statement);
            Some((created(&tokens)?, words(&tokens)))
        })
        .collect();
    let doubt = |table: &Table| {
        let kept = stored.get(table.name.name.as_str())?;
        let printed = words(&significant(Family::Mysql, &limbeck_render::create_table(table, dialect)));
        let (lost, made_up) = (beyond(kept, &printed), beyond(&printed, kept));
        if lost.is_empty() && made_up.is_empty() {
            return None;
        }
        let message = format!(
            "table `{}` is not read in full: the server says `{}` where limbeck would say `{}`; what is \
             planned for this table cannot be vouched for",
            table.name,
            lost.join(" "),
            made_up.join(" ")
        );
        let help = "please report this with the CREATE TABLE statement".to_owned();
        Some(Diagnostic { severity: Severity::Warning, message, span: None, help: Some(help) })
    };
    let mut tables: Vec<&Table> = live.schema.tables.iter().collect();
    tables.sort_by_key(|table| &table.name);
    let told = |table: &&Table| lossy_defaults(table);
    tables.iter().filter_map(|table| doubt(table)).chain(tables.iter().flat_map(told)).collect()
}

/// MariaDB (10.11) prints a default of bytes as a text, also where they are none: `0x00ff` comes as a zero and a byte
/// that stands for no letter. MySQL prints it in digits.
fn lossy_defaults(table: &Table) -> Vec<Diagnostic> {
    let doubt = |column: &Column| {
        let default = column.default.as_ref()?;
        default.text.contains(char::REPLACEMENT_CHARACTER).then(|| Diagnostic {
            severity: Severity::Warning,
            message: format!(
                "the default of `{}.{}` is not read in full: the server prints bytes that are no text, and what is \
                 planned for this column cannot be vouched for",
                table.name, column.name
            ),
            span: None,
            help: Some(
                "say it in parentheses, such as `DEFAULT (unhex('00ff'))`: that is printed as it was written".to_owned(),
            ),
        })
    };
    table.columns.iter().filter_map(doubt).collect()
}

/// The name of the table that a statement makes.
fn created(statement: &[Token<'_>]) -> Option<String> {
    let [create, table, name, ..] = statement else { return None };
    (create.is_word("create") && table.is_word("table")).then(|| name_of(name)).flatten()
}

/// The words of a statement behind the name it makes, each as often as it is there, in the order of the alphabet.
fn words(tokens: &[Token<'_>]) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 3;
    while let Some(token) = tokens.get(at) {
        match unsaid(tokens, at) {
            0 => {
                out.push(spelled(token));
                at += 1;
            }
            length => at += length,
        }
    }
    out.sort();
    out
}

fn spelled(token: &Token<'_>) -> String {
    name_of(token).map_or_else(|| token.text.to_owned(), |name| name.to_lowercase())
}

/// How many tokens from here on say nothing that is not compared otherwise: marks of version comments,
/// parentheses and commas, character sets and collations (they are asked for apart), defaults that are none,
/// how far the table has counted, the engine of each partition, and that nothing is done to rows that refer to
/// others, which MariaDB says where somebody wrote it.
fn unsaid(tokens: &[Token<'_>], at: usize) -> usize {
    let is = |by: usize, word: &str| tokens.get(at + by).is_some_and(|token| token.is_word(word));
    let operator = |by: usize, text: &str| tokens.get(at + by).is_some_and(|token| token.is_operator(text));
    let Some(token) = tokens.get(at) else { return 0 };
    let is_mark = token.text.starts_with("/*!") || token.text.starts_with("/*M!") || token.text == "*/";
    let valued = |words: usize| words + usize::from(operator(words, "=")) + 1;
    if is_mark || [",", "(", ")", "="].iter().any(|text| token.is_operator(text)) {
        1
    } else if is(0, "character") && is(1, "set") {
        valued(2)
    } else if ["charset", "collate", "auto_increment"].iter().any(|word| is(0, word))
        && (operator(1, "=") || !is(0, "auto_increment"))
    {
        valued(1)
    } else if is(0, "default") && (is(1, "charset") || is(1, "character")) {
        1
    } else if is(0, "default") && is(1, "null") {
        2
    } else if is(0, "engine") && operator(1, "=") {
        3
    } else if is(0, "on") && (is(1, "delete") || is(1, "update")) && is(2, "no") && is(3, "action") {
        4
    } else {
        0
    }
}

/// What the one has more of than the other; both are sorted.
fn beyond(one: &[String], other: &[String]) -> Vec<String> {
    let mut rest: BTreeMap<&str, usize> = BTreeMap::new();
    for word in other {
        *rest.entry(word).or_default() += 1;
    }
    let mut more = Vec::new();
    for word in one {
        match rest.get_mut(word.as_str()).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => more.push(word.clone()),
        }
    }
    more
}

#[cfg(test)]
mod tests {
    use limbeck_lex::significant;
    use limbeck_schema::{Column, Expr, Family, Name, ObjectName, Table};

    use super::{beyond, created, lossy_defaults, words};

    #[test]
    fn a_word_that_is_overlooked_is_found() {
        let kept = "CREATE TABLE `t` (\n  `a` int(11) DEFAULT NULL,\n  `b` varchar(3) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x' /*!80023 INVISIBLE */\n) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4";
        let printed = "CREATE TABLE `t` (\n  `a` int(11),\n  `b` varchar(3) COLLATE latin1_bin DEFAULT 'x'\n) ENGINE=InnoDB COLLATE=utf8mb4_bin";
        let [kept, printed] = [kept, printed].map(|text| significant(Family::Mysql, text));
        assert_eq!(created(&kept).as_deref(), Some("t"));
        let [kept_words, printed] = [kept, printed].map(|tokens| words(&tokens));
        assert_eq!(beyond(&kept_words, &printed), ["invisible"]);
        assert!(beyond(&printed, &kept_words).is_empty());
        // MariaDB says it where somebody wrote it.
        let key = "CREATE TABLE `t` (`a` int REFERENCES `p` (`id`) ON DELETE CASCADE ON UPDATE NO ACTION)";
        let words = words(&significant(Family::Mysql, key));
        assert!(words.contains(&"cascade".to_owned()) && !words.contains(&"action".to_owned()), "{words:?}");
    }

    #[test]
    fn bytes_that_are_no_text_are_told() {
        let name = |text: &str| Name::new(text).unwrap();
        let told = |default: &str| {
            let mut table = Table::new(ObjectName::plain(name("t")));
            let default = Some(Expr::new(default));
            table.columns.add(Column { default, ..Column::new(name("a"), "binary(2)") }).unwrap();
            lossy_defaults(&table).len()
        };
        assert_eq!(told("'\\0\u{fffd}'"), 1);
        assert_eq!(told("'?'"), 0);
    }
}
