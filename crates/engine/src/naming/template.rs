//! The template of a name.

use std::str::FromStr;

/// A text with tokens: `fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTemplate(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Table,
    ReferredTable,
    Columns(Columns),
}

/// Columns of the constraint, or of the table it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    is_referred: bool,
    which: Which,
    /// With the table in front of each.
    has_table: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// The one in this place, from 0.
    One(usize),
    /// All, with a text between.
    All(&'static str),
}

/// Why a text is no template of a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameTemplateError {
    /// A token nobody knows.
    #[error(
        "`%({token})s` is no token: there are table_name, referred_table_name, column_0_name, column_0_label, column_0_N_name, column_0N_name, column_0_N_label and referred_column_0_name"
    )]
    Unknown {
        /// What stands there.
        token: String,
    },
    /// The name that somebody gave.
    #[error(
        "`%(constraint_name)s` stands for a name that is given, and such a name stays as it is here: leave the token out"
    )]
    Given,
    /// A token of foreign keys.
    #[error("`%({token})s` is for foreign keys alone: put it into `fk`")]
    Referred {
        /// What stands there.
        token: String,
    },
    /// A percent sign that begins nothing.
    #[error("`{rest}` is no token: write `%(table_name)s`, or `%%` for a percent sign")]
    Form {
        /// What stands there, from the percent sign on.
        rest: String,
    },
}

/// What a template can speak of.
pub(super) struct Words<'a> {
    pub(super) table: &'a str,
    pub(super) columns: Vec<&'a str>,
    /// The table that is referred to, and its columns.
    pub(super) referred: Option<(&'a str, Vec<&'a str>)>,
}

impl<'a> Words<'a> {
    pub(super) fn of(table: &'a str, columns: Vec<&'a str>) -> Self {
        Self { table, columns, referred: None }
    }
}

impl FromStr for NameTemplate {
    type Err = NameTemplateError;

    fn from_str(text: &str) -> Result<Self, NameTemplateError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('%') {
            parts.push(Part::Text(before.to_owned()));
            if let Some(after) = behind.strip_prefix('%') {
                parts.push(Part::Text("%".to_owned()));
                rest = after;
                continue;
            }
            let named = behind.strip_prefix('(').and_then(|rest| rest.split_once(")s"));
            let (token, after) =
                named.ok_or_else(|| NameTemplateError::Form { rest: format!("%{behind}") })?;
            parts.push(part(token)?);
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self(parts))
    }
}

fn part(token: &str) -> Result<Part, NameTemplateError> {
    match token {
        "table_name" => return Ok(Part::Table),
        "referred_table_name" => return Ok(Part::ReferredTable),
        "constraint_name" => return Err(NameTemplateError::Given),
        _ => {}
    }
    columns(token).map(Part::Columns).ok_or_else(|| NameTemplateError::Unknown { token: token.to_owned() })
}

/// `column_0_name`, `column_0_N_label`, `referred_column_0N_name`; a `key` is a name here.
fn columns(token: &str) -> Option<Columns> {
    let (is_referred, token) = match token.strip_prefix("referred_") {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let (which, form) = token.strip_prefix("column_")?.rsplit_once('_')?;
    let which = match which {
        "0N" => Which::All(""),
        "0_N" => Which::All("_"),
        number => Which::One(number.parse().ok()?),
    };
    let has_table = match form {
        "name" | "key" => false,
        "label" if !is_referred => true,
        _ => return None,
    };
    Some(Columns { is_referred, which, has_table })
}

impl NameTemplate {
    /// Of anything but a foreign key: nothing is referred to there.
    ///
    /// # Errors
    ///
    /// Where it speaks of what is referred to.
    pub fn without_reference(self) -> Result<Self, NameTemplateError> {
        let token = self.0.iter().find_map(|part| match part {
            Part::ReferredTable => Some("referred_table_name"),
            Part::Columns(Columns { is_referred: true, .. }) => Some("referred_column_0_name"),
            _ => None,
        });
        match token {
            Some(token) => Err(NameTemplateError::Referred { token: token.to_owned() }),
            None => Ok(self),
        }
    }

    /// The name; none where it speaks of a column that is not there.
    pub(super) fn fill(&self, words: &Words<'_>) -> Option<String> {
        let mut name = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => name.push_str(text),
                Part::Table => name.push_str(words.table),
                Part::ReferredTable => name.push_str(words.referred.as_ref()?.0),
                Part::Columns(columns) => name.push_str(&columns.fill(words)?),
            }
        }
        Some(name).filter(|name| !name.is_empty())
    }
}

impl Columns {
    fn fill(&self, words: &Words<'_>) -> Option<String> {
        let (table, columns) = match (self.is_referred, &words.referred) {
            (false, _) => (words.table, &words.columns),
            (true, Some((table, columns))) => (*table, columns),
            (true, None) => return None,
        };
        let told = |column: &&str| {
            if self.has_table { format!("{table}_{column}") } else { (*column).to_owned() }
        };
        match self.which {
            Which::One(place) => columns.get(place).map(told),
            Which::All(_) if columns.is_empty() => None,
            Which::All(joint) => Some(columns.iter().map(told).collect::<Vec<_>>().join(joint)),
        }
    }
}
