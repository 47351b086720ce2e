//! How a table may be changed under its users: MySQL's and MariaDB's `ALGORITHM` and `LOCK`.

use std::{fmt, str::FromStr};

/// What every `ALTER TABLE` of a plan asks for; a server that cannot do it so refuses the statement. Nothing is
/// asked for where nothing is said: then the server takes the least disturbing way it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Online {
    /// How rows are treated.
    pub algorithm: Option<Algorithm>,
    /// What others may do meanwhile.
    pub lock: Option<Lock>,
}

impl Online {
    /// Whether anything is asked for.
    pub fn asks(self) -> bool {
        self.algorithm.is_some() || self.lock.is_some()
    }
}

/// A word that is none of those that are known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is none of {known}")]
pub struct UnknownWord {
    word: String,
    known: String,
}

/// Words of SQL, and their reading from a setting, where case does not count.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of])* $variant,)*
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $word,)* })
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                $(if text.eq_ignore_ascii_case($word) {
                    return Ok(Self::$variant);
                })*
                let known = [$($word),*].map(|word| format!("`{}`", word.to_ascii_lowercase())).join(", ");
                Err(UnknownWord { word: text.to_owned(), known })
            }
        }
    };
}

words! {
    /// How rows are treated.
    Algorithm {
        /// Only what is written about the table changes.
        Instant = "INSTANT",
        /// Indexes are built, rows are not copied; MariaDB's only.
        Nocopy = "NOCOPY",
        /// The server rearranges rows where they are.
        Inplace = "INPLACE",
        /// The rows are copied.
        Copy = "COPY",
    }
}

words! {
    /// What others may do meanwhile.
    Lock {
        /// They read and write.
        None = "NONE",
        /// They read.
        Shared = "SHARED",
        /// They wait.
        Exclusive = "EXCLUSIVE",
    }
}
