//! What the file of a new revision is called, in Alembic's tokens.

use std::{path::PathBuf, str::FromStr};

use crate::NewRevision;

/// What files of revisions are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNames {
    /// The name without its ending.
    pub template: FileNameTemplate,
    /// How many characters of the message it takes.
    pub slug_length: usize,
}

impl Default for FileNames {
    fn default() -> Self {
        let parts = vec![Part::Token(Token::Rev, 0), Part::Text("_".to_owned()), Part::Token(Token::Slug, 0)];
        Self { template: FileNameTemplate(parts), slug_length: 40 }
    }
}

/// A text with tokens: `%(year)d_%(month).2d_%(rev)s_%(slug)s`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNameTemplate(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// With how many digits it has at the least.
    Token(Token, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Rev,
    Slug,
    Epoch,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

const TOKENS: [(&str, Token); 9] = [
    ("rev", Token::Rev),
    ("slug", Token::Slug),
    ("epoch", Token::Epoch),
    ("year", Token::Year),
    ("month", Token::Month),
    ("day", Token::Day),
    ("hour", Token::Hour),
    ("minute", Token::Minute),
    ("second", Token::Second),
];

/// Why a text is no template of a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateTextError {
    /// A token nobody knows.
    #[error(
        "`%({token})` is no token: there are rev, slug, epoch, year, month, day, hour, minute and second"
    )]
    Unknown {
        /// What stands there.
        token: String,
    },
    /// A percent sign that begins nothing.
    #[error("`{rest}` is no token: write `%(rev)s`, `%(month).2d`, or `%%` for a percent sign")]
    Form {
        /// What stands there, from the percent sign on.
        rest: String,
    },
    /// A path that leads elsewhere.
    #[error("`{text}` leads out of the directory of revisions: begin with a name, and leave out `..`")]
    Outside {
        /// The template.
        text: String,
    },
    /// Nothing that tells one file from another.
    #[error("`{text}` gives every revision the same file: put `%(rev)s` or `%(slug)s` in")]
    Same {
        /// The template.
        text: String,
    },
}

impl FromStr for FileNameTemplate {
    type Err = TemplateTextError;

    fn from_str(text: &str) -> Result<Self, TemplateTextError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('%') {
            parts.push(Part::Text(before.to_owned()));
            rest = match behind.strip_prefix('%') {
                Some(after) => {
                    parts.push(Part::Text("%".to_owned()));
                    after
                }
                None => {
                    let (part, after) = token(behind)?;
                    parts.push(part);
                    after
                }
            };
        }
        parts.push(Part::Text(rest.to_owned()));
        let path = PathBuf::from(text);
        if path.is_absolute() || path.components().any(|part| part == std::path::Component::ParentDir) {
            return Err(TemplateTextError::Outside { text: text.to_owned() });
        }
        let tells = |part: &Part| matches!(part, Part::Token(Token::Rev | Token::Slug | Token::Epoch, _));
        if !parts.iter().any(tells) {
            return Err(TemplateTextError::Same { text: text.to_owned() });
        }
        Ok(Self(parts))
    }
}

/// What stands behind a percent sign: `(name)s`, `(name)d`, `(name).2d` or `(name)02d`, and the rest.
fn token(behind: &str) -> Result<(Part, &str), TemplateTextError> {
    let form = || TemplateTextError::Form { rest: format!("%{behind}") };
    let (name, after) = behind.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or_else(form)?;
    let (_, token) = TOKENS
        .into_iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| TemplateTextError::Unknown { token: name.to_owned() })?;
    let after = after.strip_prefix('.').unwrap_or(after);
    let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    let (width, after) = after.split_at(digits);
    let after = after.strip_prefix(['s', 'd']).ok_or_else(form)?;
    let width = if width.is_empty() { 0 } else { width.parse::<u8>().map_err(|_| form())? };
    Ok((Part::Token(token, usize::from(width)), after))
}

impl FileNames {
    /// The path of a new revision, below its directory.
    pub(crate) fn of(&self, new: &NewRevision) -> PathBuf {
        let slug = slug(&new.message, self.slug_length);
        let moment = Moment::read(&new.created);
        let mut name = String::new();
        for part in &self.template.0 {
            match part {
                Part::Text(text) => name.push_str(text),
                Part::Token(Token::Rev, _) => name.push_str(new.id.as_str()),
                Part::Token(Token::Slug, _) => name.push_str(&slug),
                Part::Token(token, width) => {
                    name.push_str(&format!("{:0width$}", moment.of(*token), width = width));
                }
            }
        }
        // A message without a word leaves no separator behind.
        let name = if slug.is_empty() { name.trim_end_matches(['_', '-']).to_owned() } else { name };
        PathBuf::from(name + ".sql")
    }
}

/// The words of a message, as part of a file's name.
fn slug(message: &str, length: usize) -> String {
    let mut slug = String::new();
    for c in message.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('_') {
            slug.push('_');
        }
    }
    let slug: String = slug.chars().take(length).collect();
    slug.trim_end_matches('_').to_owned()
}

/// When a revision is written, on the clock of its project.
#[derive(Debug, Default)]
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    /// How far the clock is ahead of UTC, in seconds.
    offset: i64,
}

impl Moment {
    /// From RFC 3339, such as `2026-11-22T07:02:11+01:00`.
    fn read(text: &str) -> Self {
        let number =
            |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse().ok()).unwrap_or(0);
        let zone = text.get(19..).unwrap_or_default();
        let ahead = |sign: i64| {
            let part = |from: usize, to: usize| zone.get(from..to).and_then(|part| part.parse::<i64>().ok());
            sign * (part(1, 3).unwrap_or(0) * 3600 + part(4, 6).unwrap_or(0) * 60)
        };
        Self {
            year: number(0, 4),
            month: number(5, 7),
            day: number(8, 10),
            hour: number(11, 13),
            minute: number(14, 16),
            second: number(17, 19),
            offset: match zone.as_bytes().first() {
                Some(b'+') => ahead(1),
                Some(b'-') => ahead(-1),
                _ => 0,
            },
        }
    }

    fn of(&self, token: Token) -> i64 {
        match token {
            Token::Year => self.year,
            Token::Month => self.month,
            Token::Day => self.day,
            Token::Hour => self.hour,
            Token::Minute => self.minute,
            Token::Second => self.second,
            Token::Epoch | Token::Rev | Token::Slug => self.epoch(),
        }
    }

    /// Seconds since 1970. Years begin in March here, so that the leap day is the last.
    fn epoch(&self) -> i64 {
        let (year, month) =
            if self.month > 2 { (self.year, self.month - 3) } else { (self.year - 1, self.month + 9) };
        let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + self.day - 1;
        // Days from the first of March of the year 0 to the first of January 1970.
        (days - 719_468) * 86_400 + self.hour * 3600 + self.minute * 60 + self.second - self.offset
    }
}

#[cfg(test)]
mod tests;
