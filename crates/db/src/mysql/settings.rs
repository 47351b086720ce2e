//! What a session sets for itself, and sets again when a script has changed it.

use std::time::Duration;

use limbeck_schema::Dialect;

/// Modes in which statements are not what they are taken for here: quotes and backslashes mean something
/// else, or `SHOW CREATE` leaves something out. `ANSI` and the names of other makers stand for several
/// modes, which are in the list beside them.
const OTHER_LANGUAGES: [&str; 13] = [
    "ANSI",
    "ANSI_QUOTES",
    "DB2",
    "MAXDB",
    "MSSQL",
    "MYSQL323",
    "MYSQL40",
    "NO_BACKSLASH_ESCAPES",
    "NO_FIELD_OPTIONS",
    "NO_KEY_OPTIONS",
    "NO_TABLE_OPTIONS",
    "ORACLE",
    "POSTGRESQL",
];

/// What a server's own value is taken for, whatever a script has made of it: it changes what statements make,
/// or what queries answer.
const SERVERS_OWN: [&str; 5] = [
    "default_storage_engine",
    "div_precision_increment",
    "group_concat_max_len",
    "sql_safe_updates",
    "sql_select_limit",
];

/// The settings of one session.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub(super) read_only: bool,
    pub(super) lock_timeout: Option<Duration>,
    pub(super) statement_timeout: Option<Duration>,
    /// The session's own database.
    pub(super) database: String,
    /// The modes the session was given, less the ones that are another language.
    pub(super) sql_mode: String,
    /// The roles it was given, as `SET ROLE` takes them.
    pub(super) roles: String,
}

impl Settings {
    /// Undoes what a script may have set, and sets what is the session's own.
    pub(super) fn statements(&self, dialect: Dialect) -> String {
        let access = if self.read_only { "ONLY" } else { "WRITE" };
        let mut variables: Vec<String> = [
            "autocommit = 1",
            "foreign_key_checks = 1",
            "sql_quote_show_create = 1",
            "time_zone = '+00:00'",
            "unique_checks = 1",
            // Whoever is asked may take the time to think.
            "wait_timeout = 28800",
        ]
        .map(str::to_owned)
        .into();
        variables.extend(SERVERS_OWN.iter().map(|name| format!("{name} = DEFAULT")));
        if dialect.is_mariadb() {
            variables.push("check_constraint_checks = 1".to_owned());
            variables.push("system_versioning_alter_history = DEFAULT".to_owned());
        }
        variables.push(format!("sql_mode = '{}'", self.sql_mode));
        let variables: Vec<_> = variables.iter().map(|variable| format!("SESSION {variable}")).collect();
        [
            // Who one is comes first: as somebody else one may not be let into the database.
            format!("SET ROLE {}", self.roles),
            format!("USE {}", identifier(&self.database)),
            "SET NAMES utf8mb4".to_owned(),
            format!("SET SESSION TRANSACTION READ {access}"),
            format!("SET {}", variables.join(", ")),
            self.lock_statement(),
            self.statement_statement(dialect),
        ]
        .join("; ")
    }

    /// How long a statement waits for tables and for rows.
    pub(super) fn lock_statement(&self) -> String {
        let value = self.lock_timeout.map_or("DEFAULT".to_owned(), |time| seconds(time).to_string());
        format!("SET SESSION lock_wait_timeout = {value}, SESSION innodb_lock_wait_timeout = {value}")
    }

    /// How long a statement runs. MySQL 9.7 ends nothing but `SELECT` by it.
    pub(super) fn statement_statement(&self, dialect: Dialect) -> String {
        let (name, least) =
            if dialect.is_mariadb() { ("max_statement_time", 0.001) } else { ("max_execution_time", 1.0) };
        let unit = if dialect.is_mariadb() { 1.0 } else { 1000.0 };
        let value = self.statement_timeout.map_or("DEFAULT".to_owned(), |time| {
            // Zero would mean for ever: the least there is stands for it.
            (time.as_secs_f64() * unit).max(least).min(f64::from(u32::MAX)).to_string()
        });
        format!("SET SESSION {name} = {value}")
    }
}

/// The modes of a session that is to be understood.
pub(super) fn understood(sql_mode: &str) -> String {
    let modes = sql_mode.split(',').filter(|mode| !OTHER_LANGUAGES.contains(mode));
    modes.collect::<Vec<_>>().join(",")
}

/// What the servers count in. The least there is is one.
fn seconds(time: Duration) -> u64 {
    let whole = time.as_secs() + u64::from(time.subsec_nanos() > 0);
    whole.clamp(1, 31_536_000)
}

/// A name in quotes.
pub(super) fn identifier(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// A string that is read alike whether or not a backslash escapes.
pub(super) fn literal(text: &str) -> String {
    if !text.contains(['\'', '\\']) {
        return format!("'{text}'");
    }
    let digits: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("_utf8mb4 x'{digits}'")
}
