//! The names things get in the end.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{Name, ObjectName};

use crate::{dice::Dice, placeholder};

const PLAIN: [&str; 14] = [
    "users", "posts", "title", "email", "amount", "kind", "parent", "tag", "note", "state", "owner", "total",
    "slug", "code",
];

/// Reserved words, blanks, quotes of all kinds, what looks like a comment or the end of a statement,
/// mixed case, and letters beyond ASCII.
const ODD: [&str; 18] = [
    "order",
    "select",
    "group",
    "Primary",
    "CHECK",
    "two words",
    " lead",
    "say \"hi\"",
    "it's",
    "back`tick",
    "[square]",
    "semi;colon",
    "--dash",
    "/*star*/",
    "CamelCase",
    "größe",
    "日本",
    "{brace}",
];

/// Which placeholder stands for which name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    by_placeholder: BTreeMap<String, String>,
    /// Scope and name without ASCII case: SQLite looks names up so, and nobody else minds. Grows only, so that no name is
    /// given twice in the life of a sketch and its edits.
    taken: BTreeSet<(String, String)>,
    /// The namespaces of what is not in the default one.
    homes: BTreeMap<String, String>,
    coined: usize,
}

impl Names {
    /// A placeholder for a new thing, with a name nothing in `scope` ever had.
    pub(crate) fn coin(&mut self, prefix: char, scope: &str, dice: &mut Dice) -> Name {
        self.coined += 1;
        let placeholder = name(&format!("{prefix}{}", self.coined));
        self.rename(&placeholder, scope, dice);
        placeholder
    }

    /// Gives another name nothing in `scope` ever had.
    pub(crate) fn rename(&mut self, placeholder: &Name, scope: &str, dice: &mut Dice) {
        let base = if dice.chance(30) { dice.pick(&ODD) } else { dice.pick(&PLAIN) };
        let mut base = base.copied().unwrap_or("x").to_owned();
        if placeholder.as_str().starts_with('k') {
            // MariaDB (11.8) calls the check that is behind a column of JSON like the column.
            base += "_rule";
        }
        let mut fresh = base.clone();
        let mut number = 2;
        // MySQL and MariaDB let no index be called like the key.
        let is_index = placeholder.as_str().starts_with('i');
        while is_index && fresh == "Primary"
            || !self.taken.insert((scope.to_owned(), fresh.to_ascii_lowercase()))
        {
            fresh = format!("{base}{number}");
            number += 1;
        }
        self.by_placeholder.insert(placeholder.as_str().to_owned(), fresh);
    }

    /// From now on `placeholder` is spelled with its namespace.
    pub(crate) fn settle(&mut self, placeholder: &Name, namespace: &Name) {
        self.homes.insert(placeholder.as_str().to_owned(), namespace.as_str().to_owned());
    }

    /// Two things take each other's name.
    pub(crate) fn swap(&mut self, one: &Name, other: &Name) {
        let [first, second] = [one, other].map(|name| self.by_placeholder.get(name.as_str()).cloned());
        if let (Some(first), Some(second)) = (first, second) {
            self.by_placeholder.insert(one.as_str().to_owned(), second);
            self.by_placeholder.insert(other.as_str().to_owned(), first);
        }
    }

    /// The name `placeholder` stands for.
    pub(crate) fn name(&self, placeholder: &Name) -> Name {
        name(self.get(placeholder.as_str()))
    }

    /// `text` with the name in place of every placeholder, as `quoted` has it.
    pub(crate) fn fill(&self, text: &str, quoted: impl Fn(&str) -> String) -> String {
        placeholder::replace(text, |placeholder| match placeholder.strip_prefix('\'') {
            Some(placeholder) => {
                format!("'{}'", self.spelled(placeholder, &quoted).replace('\'', "''"))
            }
            None => self.spelled(placeholder, &quoted),
        })
    }

    fn spelled(&self, placeholder: &str, quoted: impl Fn(&str) -> String) -> String {
        let name = quoted(self.get(placeholder));
        match self.homes.get(placeholder) {
            Some(namespace) => format!("{}.{name}", quoted(self.get(namespace))),
            None => name,
        }
    }

    fn get(&self, placeholder: &str) -> &str {
        self.by_placeholder.get(placeholder).expect("every placeholder was coined here")
    }
}

/// A name that is known not to be empty.
pub(crate) fn name(text: &str) -> Name {
    Name::new(text).expect("the names made here are never empty")
}

/// The name as SQL has it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The name with its namespace as SQL has it.
pub(crate) fn spelled(name: &ObjectName) -> String {
    let own = quoted(name.name.as_str());
    match &name.namespace {
        Some(namespace) => format!("{}.{own}", quoted(namespace.as_str())),
        None => own,
    }
}
