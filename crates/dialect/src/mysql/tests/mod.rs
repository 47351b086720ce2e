//! Judgements, where it matters held against the servers themselves.

mod complete;
mod keys;
mod rename;
mod texts;
mod types;

use limbeck_db::{DatabaseUrl, Session};
use limbeck_schema::{Canonical, Dialect, Family, Schema, Table, Vendor, Version};

use crate::{
    canonicalize,
    tests::{columns, name, object},
};

const MYSQL: Dialect = Dialect::new(Family::Mysql, Version { major: 9, minor: 7, patch: 0 });
const MARIADB: Dialect = Dialect {
    vendor: Vendor::MariaDb,
    ..Dialect::new(Family::Mysql, Version { major: 10, minor: 11, patch: 0 })
};

fn schema(tables: impl IntoIterator<Item = Table>) -> Canonical {
    let mut schema = Schema::default();
    for table in tables {
        schema.tables.add(table).unwrap();
    }
    canonicalize(schema, MYSQL)
}

/// The table `t` once it is judged.
fn judged(table: Table, dialect: Dialect) -> Table {
    let mut whole = Schema::default();
    whole.tables.add(table).unwrap();
    canonicalize(whole, dialect).into_schema().tables.into_iter().next().unwrap()
}

/// A database of its own on every server that the environment names.
fn servers() -> Vec<Session> {
    let named = ["MYSQL9", "MARIADB10", "MARIADB11"]
        .map(|server| std::env::var(format!("LIMBECK_TEST_{server}_URL")));
    let urls: Vec<DatabaseUrl> = named.into_iter().flatten().map(|url| url.parse().unwrap()).collect();
    if urls.is_empty() {
        println!(
            "SKIPPED: no server is named by LIMBECK_TEST_MYSQL9_URL, .._MARIADB10_URL or .._MARIADB11_URL"
        );
    }
    urls.iter().map(|url| Session::scratch_on(url).unwrap()).collect()
}
