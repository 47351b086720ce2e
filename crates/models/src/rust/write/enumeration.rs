//! Enumerations as enums that derive `SqlEnum`: types of the database, and those that stand in columns.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{Body, Column, Kind, Schema};

use super::quoted;
use crate::{
    case::{Style, styled},
    ddl::{Ddl, Labels, Named},
    idents,
};

/// In which styles labels are looked for; what is not said is the first.
const STYLES: [(Style, &str); 9] = [
    (Style::Snake, "snake_case"),
    (Style::ScreamingSnake, "SCREAMING_SNAKE_CASE"),
    (Style::Kebab, "kebab-case"),
    (Style::Pascal, "PascalCase"),
    (Style::Camel, "camelCase"),
    (Style::Lower, "lowercase"),
    (Style::Upper, "UPPERCASE"),
    (Style::ScreamingKebab, "SCREAMING-KEBAB-CASE"),
    (Style::Verbatim, "verbatim"),
];

/// The enums that fields have as their types.
#[derive(Default)]
pub(super) struct Enums {
    /// By the type of the column.
    by_type: BTreeMap<String, Enum>,
    /// Those that stand in columns: by the name of the column and its type.
    by_column: BTreeMap<(String, String), Enum>,
}

/// One of them.
pub(super) struct Enum {
    pub(super) ident: String,
    said: Vec<String>,
    style: Style,
    /// Idents of variants, and their labels.
    variants: Vec<(String, String)>,
}

impl Enums {
    /// Those of the schema, under idents that are none of those given.
    pub(super) fn of(schema: &Schema, words: &Ddl, given: &mut BTreeSet<String>) -> Self {
        let mut enums = Self::default();
        for object in schema.objects.iter().filter(|object| object.id.kind == Kind::Enum) {
            let Body::Enum(labels) = &object.body else { continue };
            let (name, namespace) = (object.id.name.name.as_str(), object.id.name.namespace.as_ref());
            let text = (words.custom)("", namespace.map(limbeck_schema::Name::as_str), Some(name));
            let plain = idents::camel(name);
            let plain = match namespace {
                Some(namespace) if given.contains(&plain) => idents::camel(namespace.as_str()) + &plain,
                _ => plain,
            };
            let mut one = Enum::over(idents::free(plain, given), labels);
            if styled(&one.ident, Style::Snake) != name {
                one.said.push(format!("name = {}", quoted(name)));
            }
            one.said.extend(namespace.map(|name| format!("schema = {}", quoted(name.as_str()))));
            let comment = schema.comments.get(&object.id);
            one.said.extend(comment.map(|comment| format!("comment = {}", quoted(&comment.text))));
            enums.by_type.insert(text, one);
        }
        for table in schema.tables.iter() {
            for column in table.columns.iter() {
                let (name, text) = (column.name.as_str(), &column.sql_type.text);
                let key = (name.to_owned(), text.to_string());
                let Some(labels) = in_column(text, words) else { continue };
                if enums.by_column.contains_key(&key) {
                    continue;
                }
                let plain = idents::camel(name);
                let of_table = || idents::camel(table.name.name.as_str()) + &plain;
                let plain = if given.contains(&plain) { of_table() } else { plain };
                let one = Enum::over(idents::free(plain, given), &labels);
                enums.by_column.insert(key, one);
            }
        }
        enums
    }

    /// That of a column, and whether the column holds several.
    pub(super) fn of_column(&self, column: &Column) -> Option<(&Enum, bool)> {
        let text = &column.sql_type.text;
        let key = (column.name.as_str().to_owned(), text.to_string());
        let plain = self.by_type.get(text.as_str()).or_else(|| self.by_column.get(&key));
        let element = || text.strip_suffix("[]").and_then(|element| self.by_type.get(element));
        plain.map(|one| (one, false)).or_else(|| element().map(|one| (one, true)))
    }

    /// All of them as text, in the order of their idents.
    pub(super) fn text(&self) -> String {
        let mut all: Vec<&Enum> = self.by_type.values().chain(self.by_column.values()).collect();
        all.sort_by(|one, other| one.ident.cmp(&other.ident));
        all.into_iter().map(Enum::text).collect()
    }
}

impl Enum {
    fn over(ident: String, labels: &[String]) -> Self {
        let mut given = BTreeSet::new();
        let variant = |label: &String| {
            let pascal = styled(label, Style::Pascal);
            (idents::free(idents::camel(&pascal), &mut given), label.clone())
        };
        let variants: Vec<(String, String)> = labels.iter().map(variant).collect();
        let makes_all = |style: Style| variants.iter().all(|(ident, label)| styled(ident, style) == *label);
        let found = STYLES.into_iter().find(|(style, _)| makes_all(*style));
        let (style, word) = found.unwrap_or(STYLES[0]);
        let said = (style != Style::Snake).then(|| format!("rename_all = {}", quoted(word)));
        Self { ident, said: said.into_iter().collect(), style, variants }
    }

    /// The variant that a default of the column is, if it is one.
    pub(super) fn default(&self, text: &str, column: &Column) -> Option<String> {
        let type_of = format!("::{}", column.sql_type.text);
        let literal = text.strip_suffix(&type_of).unwrap_or(text);
        let label = literal.strip_prefix('\'')?.strip_suffix('\'')?;
        let is_plain = !label.contains(['\'', '\\']);
        let (variant, _) = self.variants.iter().find(|(_, one)| is_plain && one == label)?;
        Some(format!("{}::{variant}", self.ident))
    }

    fn text(&self) -> String {
        let said = if self.said.is_empty() {
            String::new()
        } else {
            format!("#[sql_enum({})]\n", self.said.join(", "))
        };
        let variant = |(ident, label): &(String, String)| {
            let is_made = styled(ident, self.style) == *label;
            let rename = format!("    #[sql_enum(rename = {})]\n", quoted(label));
            format!("{}    {ident},\n", if is_made { String::new() } else { rename })
        };
        let variants: String = self.variants.iter().map(variant).collect();
        format!("\n#[derive(SqlEnum)]\n{said}pub enum {} {{\n{variants}}}\n", self.ident)
    }
}

/// The labels of a column's type, where an enum would make just this type.
fn in_column(sql_type: &str, words: &Ddl) -> Option<Vec<String>> {
    let Labels::InColumn(written) = words.labels else { return None };
    let Named::OfColumn { labels, .. } = (words.in_diesel)(sql_type).named else { return None };
    let labels = literals(&labels)?;
    (written("enum", &labels).as_ref() == Some(&sql_type.to_owned())).then_some(labels)
}

/// `'a','it''s'`, as texts.
fn literals(list: &str) -> Option<Vec<String>> {
    let (mut found, mut rest) = (Vec::new(), list);
    loop {
        rest = rest.strip_prefix('\'')?;
        let mut text = String::new();
        loop {
            let (before, after) = rest.split_once('\'')?;
            text.push_str(before);
            rest = after;
            let Some(after) = rest.strip_prefix('\'') else { break };
            text.push('\'');
            rest = after;
        }
        found.push(text);
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None => return rest.is_empty().then_some(found),
        }
    }
}
