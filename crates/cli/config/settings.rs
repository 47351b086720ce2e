//! What can be set, by its key.

use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

/// The settings and their keys, from one list. Each value knows where it stands.
macro_rules! settings {
    ($($(#[$about:meta])* $key:ident: $kind:ty,)*) => {
        /// What can be set: for the project, and anew in each environment.
        #[derive(Debug, Default, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Settings {
            $($(#[$about])* pub(crate) $key: Option<Spanned<$kind>>,)*
        }

        impl Settings {
            /// Every key, as it is written in the file.
            #[cfg(test)]
            pub(crate) const KEYS: &'static [&'static str] = &[$(stringify!($key)),*];

            /// These, and where they say nothing the others.
            pub(crate) fn over(self, under: Self) -> Self {
                Self { $($key: self.$key.or(under.$key),)* }
            }
        }
    };
}

settings! {
    /// The database.
    url: String,
    /// `KIND:PATH` each.
    models: Vec<Spanned<String>>,
    /// The directory of revisions and their template.
    migrations: String,
    /// Directories of revisions, in place of `versions` below `migrations`.
    version_locations: Vec<Spanned<String>>,
    /// Whether revisions are looked for below those as well.
    recursive_version_locations: bool,
    /// The table that keeps where the database is.
    version_table: String,
    /// The namespace of that table.
    version_table_schema: String,
    /// Whether each revision is a transaction of its own.
    transaction_per_migration: bool,
    /// What files of revisions are called.
    file_template: String,
    /// How many characters of the message a file's name takes.
    truncate_slug_length: usize,
    /// Where the clock hangs, as in `Europe/Berlin`.
    timezone: String,
    /// What runs on a revision that was written.
    post_write_hooks: Vec<Spanned<HookSettings>>,
    /// What limbeck manages; all, where nothing is named.
    include: Vec<Spanned<String>>,
    /// What limbeck leaves alone.
    exclude: Vec<Spanned<String>>,
    /// What constraints and indexes are called that nobody named.
    naming: NamingSettings,
    /// Whether the order of columns counts.
    column_order: bool,
    /// How MySQL and MariaDB treat rows where a table changes.
    alter_algorithm: String,
    /// What others may do to a table that changes, on MySQL and MariaDB.
    alter_lock: String,
    /// Seconds.
    lock_timeout: u64,
    /// Seconds.
    statement_timeout: u64,
    /// The server to try things on.
    scratch_url: String,
}

/// A convention for names, by the words SQLAlchemy has for the kinds.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamingSettings {
    /// Primary keys.
    pub(crate) pk: Option<Spanned<String>>,
    /// Foreign keys.
    pub(crate) fk: Option<Spanned<String>>,
    /// Unique constraints.
    pub(crate) uq: Option<Spanned<String>>,
    /// Checks.
    pub(crate) ck: Option<Spanned<String>>,
    /// Indexes.
    pub(crate) ix: Option<Spanned<String>>,
}

/// A program that runs on a revision that was written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HookSettings {
    /// What it is called in messages.
    pub(crate) name: String,
    /// The program.
    pub(crate) executable: String,
    /// Its words.
    #[serde(default)]
    pub(crate) options: Vec<String>,
    /// Where it runs.
    pub(crate) cwd: Option<PathBuf>,
}
