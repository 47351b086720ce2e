//! Judgements, held against the servers themselves.

mod complete;
mod defaults;
mod exprs;
mod rename;
mod types;

use limbeck_db::{Access, DatabaseUrl, Session};
use limbeck_schema::{Canonical, Dialect, Family, ObjectName, Schema, Table, Version};

use crate::{
    canonicalize,
    tests::{columns, name, object},
};

const POSTGRES: Dialect = Dialect::new(Family::Postgres, Version { major: 15, minor: 0, patch: 0 });

fn schema(tables: impl IntoIterator<Item = Table>) -> Canonical {
    let mut schema = Schema::default();
    for table in tables {
        schema.tables.add(table).unwrap();
    }
    canonicalize(schema, POSTGRES)
}

/// A session on every server that the environment names; nothing it makes outlives it.
fn servers() -> Vec<Session> {
    let named =
        ["15", "17", "18"].map(|version| std::env::var(format!("LIMBECK_TEST_POSTGRES{version}_URL")));
    let urls: Vec<DatabaseUrl> = named.into_iter().flatten().map(|url| url.parse().unwrap()).collect();
    if urls.is_empty() {
        println!("SKIPPED: no PostgreSQL server is named by LIMBECK_TEST_POSTGRES15_URL, ..17.. or ..18..");
    }
    urls.iter().map(|url| Session::open(url, Access::Write).unwrap()).collect()
}

fn text(session: &mut Session, sql: &str) -> String {
    session.text(&format!("SELECT ({sql})::text AS value")).unwrap().unwrap_or_default()
}
