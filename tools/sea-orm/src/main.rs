//! What SeaORM makes of the entities in `fixtures/sea-orm`, as statements.
//!
//! - `sqlite`, `postgres` or `mysql`: those of its schema builder, which nobody runs;
//! - `sync URL`: those that its schema sync runs on that database, `sync-older URL` for the entities as they once were;
//! - `migrate URL`: those of the migrations beside them.

#[allow(dead_code, clippy::all)]
#[path = "../../../fixtures/sea-orm/entities/mod.rs"]
mod entities;
mod every;
mod live;
#[allow(clippy::all)]
#[path = "../../../fixtures/sea-orm/migrations.rs"]
mod migrations;
#[allow(dead_code, clippy::all)]
#[path = "../../../fixtures/sea-orm/older.rs"]
mod older;
mod statements;

use std::process::ExitCode;

use sea_orm::{DbBackend, DbErr};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let made = match words.as_slice() {
        ["sqlite"] => Ok(statements::of(DbBackend::Sqlite)),
        ["postgres"] => Ok(statements::of(DbBackend::Postgres)),
        ["mysql"] => Ok(statements::of(DbBackend::MySql)),
        [what @ ("sync" | "sync-older" | "migrate"), url] => run(what, url),
        _ => {
            eprintln!("name a database, sqlite, postgres or mysql; or sync URL, sync-older URL, migrate URL");
            return ExitCode::from(2);
        }
    };
    match made {
        Ok(made) => {
            println!("-- What sea-orm 2.0.4 makes: `cargo run -- {}` in tools/sea-orm.", words[0]);
            made.iter().for_each(|statement| println!("{statement};"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(what: &str, url: &str) -> Result<Vec<String>, DbErr> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| DbErr::Custom(error.to_string()))?.block_on(live::run(what, url))
}
