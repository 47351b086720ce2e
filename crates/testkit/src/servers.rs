//! Servers that tests may use: they are named in the environment, or there are none.

use limbeck_schema::Family;

/// A server that tests may make databases on and drop them from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// What it is called, its version included: `postgres15`.
    pub name: String,
    /// Its language.
    pub family: Family,
    /// Where it is, its database for administration included.
    pub url: String,
}

/// PostgreSQL servers, the oldest first: one for each `LIMBECK_TEST_POSTGRES<VERSION>_URL`. Tests that
/// need one do nothing where there is none; `cargo xtask test` sees to it that there is.
pub fn postgres() -> Vec<Server> {
    let mut found: Vec<(u32, Server)> =
        std::env::vars().filter_map(|(name, url)| postgres_named(&name, url)).collect();
    found.sort_by_key(|(version, _)| *version);
    found.into_iter().map(|(_, server)| server).collect()
}

/// The same server, another database.
pub fn with_database(url: &str, database: &str) -> String {
    let (address, options) = url.split_once('?').map_or((url, None), |(url, rest)| (url, Some(rest)));
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address[authority..].find('/').map_or(address.len(), |at| authority + at);
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{}/{database}{options}", &address[..end])
}

fn postgres_named(variable: &str, url: String) -> Option<(u32, Server)> {
    let version = variable.strip_prefix("LIMBECK_TEST_POSTGRES")?.strip_suffix("_URL")?;
    let number = version.parse().ok()?;
    let name = format!("postgres{version}");
    (!url.is_empty()).then_some((number, Server { name, family: Family::Postgres, url }))
}
