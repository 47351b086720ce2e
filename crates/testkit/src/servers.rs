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
    named(&["POSTGRES"], Family::Postgres)
}

/// MySQL's servers, then MariaDB's, each the oldest first: one for each `LIMBECK_TEST_MYSQL<VERSION>_URL` and
/// `LIMBECK_TEST_MARIADB<VERSION>_URL`. Else as with PostgreSQL.
pub fn mysql() -> Vec<Server> {
    named(&["MYSQL", "MARIADB"], Family::Mysql)
}

/// The same server, another database.
pub fn with_database(url: &str, database: &str) -> String {
    let (address, options) = url.split_once('?').map_or((url, None), |(url, rest)| (url, Some(rest)));
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address[authority..].find('/').map_or(address.len(), |at| authority + at);
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{}/{database}{options}", &address[..end])
}

/// The servers of these makers that the environment names.
fn named(makers: &[&str], family: Family) -> Vec<Server> {
    let mut found: Vec<((usize, u32), Server)> = std::env::vars()
        .filter_map(|(variable, url)| {
            let (maker, version) = parsed(makers, &variable)?;
            let name = format!("{}{version}", makers.get(maker)?.to_ascii_lowercase());
            (!url.is_empty()).then_some(((maker, version), Server { name, family, url }))
        })
        .collect();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, server)| server).collect()
}

/// Which of the makers a variable means, and which version of theirs.
pub(crate) fn parsed(makers: &[&str], variable: &str) -> Option<(usize, u32)> {
    let rest = variable.strip_prefix("LIMBECK_TEST_")?.strip_suffix("_URL")?;
    let version = |maker: &str| rest.strip_prefix(maker)?.parse().ok();
    makers.iter().enumerate().find_map(|(place, maker)| Some((place, version(maker)?)))
}
