//! What SeaORM runs on a database.

use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{Database, DbErr};
use sea_orm_migration::MigratorTrait;

use crate::{every::every, migrations::Migrator, older};

/// The statements that changed something, as they were sent.
pub async fn run(what: &str, url: &str) -> Result<Vec<String>, DbErr> {
    let mut db = Database::connect(url).await?;
    let sent = Arc::new(Mutex::new(Vec::new()));
    let recorder = Arc::clone(&sent);
    db.set_metric_callback(move |info| {
        let statement = info.statement.to_string();
        if ["CREATE", "ALTER", "DROP"].iter().any(|word| statement.starts_with(word)) {
            recorder.lock().unwrap_or_else(PoisonError::into_inner).push(statement);
        }
    });
    let builder = db.get_schema_builder();
    match what {
        "migrate" => Migrator::up(&db, None).await?,
        "sync-older" => older::every(builder).sync(&db).await?,
        _ => every(db.get_database_backend(), builder).sync(&db).await?,
    }
    let sent = sent.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(sent)
}
