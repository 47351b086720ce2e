//! Patterns of names: what `include` and `exclude` are made of.

use std::str::FromStr;

use limbeck_schema::{Kind, ObjectName};

/// Kinds a pattern can be for.
const KINDS: [Kind; 15] = [
    Kind::Table,
    Kind::View,
    Kind::Index,
    Kind::Trigger,
    Kind::Enum,
    Kind::Domain,
    Kind::Composite,
    Kind::Range,
    Kind::Sequence,
    Kind::Function,
    Kind::Procedure,
    Kind::Aggregate,
    Kind::Extension,
    Kind::Namespace,
    Kind::Event,
];

/// `KIND:NAME` or `NAME`; in a name `*` stands for any run of characters. With a dot it is looked for with
/// the schema or the table in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    kind: Option<Kind>,
    name: String,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A kind nobody knows, or none that can be left out.
    #[error("`{kind}` is no kind of thing: there are {}", KINDS.map(Kind::name).join(", "))]
    Kind {
        /// What stands there.
        kind: String,
    },
    /// Columns.
    #[error(
        "a column cannot be left out by itself: a table that is made anew would lose it. Name it in the models, or leave out its whole table"
    )]
    Column,
    /// No name.
    #[error("`{0}` names nothing: put a name behind the colon, or `*` for all")]
    Empty(String),
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let (kind, name) = match text.split_once(':') {
            None => (None, text),
            Some(("column", _)) => return Err(PatternError::Column),
            Some((word, name)) => {
                let kind = KINDS.into_iter().find(|kind| kind.name() == word);
                (Some(kind.ok_or_else(|| PatternError::Kind { kind: word.to_owned() })?), name)
            }
        };
        if name.is_empty() {
            return Err(PatternError::Empty(text.to_owned()));
        }
        Ok(Self { kind, name: name.to_lowercase() })
    }
}

impl Pattern {
    /// Whether it is for that kind. One without a kind is for whatever stands by itself.
    pub(crate) fn is_for(&self, kind: Kind) -> bool {
        match self.kind {
            // A namespace may be called what it likes: what is in it is looked at by itself.
            None => !matches!(kind, Kind::Index | Kind::Trigger | Kind::Namespace | Kind::Extension),
            Some(own) => own == of_kind(kind),
        }
    }

    /// Whether it was written for that kind and no other.
    pub(crate) fn is_only_for(&self, kind: Kind) -> bool {
        self.kind == Some(of_kind(kind))
    }

    /// Whether a thing of that name fits.
    pub(crate) fn fits(&self, name: &ObjectName) -> bool {
        let owner = name.namespace.as_ref().map(|namespace| namespace.as_str());
        self.fits_in(owner, name.name.as_str())
    }

    /// Whether a part of that name fits, of what is called `owner`.
    pub(crate) fn fits_in(&self, owner: Option<&str>, name: &str) -> bool {
        let name = name.to_lowercase();
        let whole = owner.map(|owner| format!("{}.{name}", owner.to_lowercase()));
        matches(&self.name, &name)
            || whole.is_some_and(|whole| self.name.contains('.') && matches(&self.name, &whole))
    }
}

/// What a person calls by one word.
fn of_kind(kind: Kind) -> Kind {
    match kind {
        Kind::ForeignTable => Kind::Table,
        Kind::MaterializedView => Kind::View,
        other => other,
    }
}

/// Whether `name` fits `pattern`, in which `*` stands for any run of characters.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|tail| {
            let ends = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
            ends.into_iter().any(|at| tail.get(at..).is_some_and(|tail| matches(rest, tail)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use limbeck_schema::{Kind, Name, ObjectName};

    use super::{Pattern, PatternError, matches};

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        for (pattern, name, fits) in [
            ("a*", "abc", true),
            ("*c", "abc", true),
            ("a*c", "ac", true),
            ("a*c", "ab", false),
            ("a", "ab", false),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
    }

    #[test]
    fn a_dot_asks_for_what_stands_in_front() {
        let name = |text: &str| Name::new(text).unwrap();
        for (pattern, namespace, own, fits) in [
            ("audit.*", Some("audit"), "Log", true),
            ("audit.*", None, "log", false),
            ("tmp_*", Some("audit"), "tmp_1", true),
            ("audit*", Some("audit"), "log", false),
            ("table:LOG", None, "log", true),
        ] {
            let object = ObjectName { namespace: namespace.map(name), name: name(own) };
            assert_eq!(pattern.parse::<Pattern>().unwrap().fits(&object), fits, "{pattern} {object}");
        }
    }

    #[test]
    fn a_kind_is_one_that_can_be_left_out() {
        assert!("table:x".parse::<Pattern>().unwrap().is_for(Kind::ForeignTable));
        assert!(!"x".parse::<Pattern>().unwrap().is_for(Kind::Index));
        assert!(matches!("tabel:x".parse::<Pattern>(), Err(PatternError::Kind { kind }) if kind == "tabel"));
        assert_eq!("column:x.y".parse::<Pattern>(), Err(PatternError::Column));
        assert!(matches!("view:".parse::<Pattern>(), Err(PatternError::Empty(_))));
    }
}
