//! Prints the statements that SeaORM's schema builder makes of the entities in `fixtures/sea-orm/entities`, for
//! `sqlite`, `postgres` or `mysql`.

#[allow(dead_code, clippy::all)]
#[path = "../../../fixtures/sea-orm/entities/mod.rs"]
mod entities;

use entities::{account, badge, kinds, ledger, membership, profile, team};
use sea_orm::{DbBackend, EntityTrait, Schema};

fn main() {
    let backend = match std::env::args().nth(1).as_deref() {
        Some("sqlite") => DbBackend::Sqlite,
        Some("postgres") => DbBackend::Postgres,
        Some("mysql") => DbBackend::MySql,
        _ => {
            eprintln!("name a database: sqlite, postgres or mysql");
            std::process::exit(2);
        }
    };
    let mut types = Vec::new();
    let mut statements = Vec::new();
    add(backend, account::Entity, &mut types, &mut statements);
    add(backend, badge::Entity, &mut types, &mut statements);
    add(backend, membership::Entity, &mut types, &mut statements);
    add(backend, ledger::Entity, &mut types, &mut statements);
    add(backend, team::Entity, &mut types, &mut statements);
    add(backend, profile::Entity, &mut types, &mut statements);
    add(backend, kinds::Entity, &mut types, &mut statements);
    types.sort();
    types.dedup();
    println!("-- What sea-orm 2.0.4 makes of the entities beside: `cargo run -- {}` in tools/sea-orm.", name(backend));
    for statement in types.iter().chain(&statements) {
        println!("{statement};");
    }
}

fn name(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "sqlite",
        DbBackend::Postgres => "postgres",
        _ => "mysql",
    }
}

fn add<E: EntityTrait>(backend: DbBackend, entity: E, types: &mut Vec<String>, statements: &mut Vec<String>) {
    let schema = Schema::new(backend);
    types.extend(schema.create_enum_from_entity(entity).iter().map(|made| backend.build(made).to_string()));
    statements.push(backend.build(&schema.create_table_from_entity(entity)).to_string());
    statements.extend(schema.create_index_from_entity(entity).iter().map(|made| backend.build(made).to_string()));
}
