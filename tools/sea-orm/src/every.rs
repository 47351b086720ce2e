//! The entities, each before those that refer to it.

use sea_orm::{DbBackend, EntityTrait, SchemaBuilder};

use crate::entities::{
    account, archive, badge, defaults, kinds, ledger, membership, on_mysql, on_postgres, post, post_tag, profile, remark,
    states, tag, team,
};

/// What entities are handed to.
pub trait Takes: Sized {
    fn take<E: EntityTrait>(self, entity: E) -> Self;
}

impl Takes for SchemaBuilder {
    fn take<E: EntityTrait>(self, entity: E) -> Self {
        self.register(entity)
    }
}

/// Hands over those that the database can have.
pub fn every<T: Takes>(backend: DbBackend, taker: T) -> T {
    let taker = taker.take(account::Entity).take(badge::Entity).take(membership::Entity).take(ledger::Entity);
    let taker = taker.take(team::Entity).take(profile::Entity).take(kinds::Entity).take(tag::Entity);
    let taker = taker.take(post::Entity).take(post_tag::Entity).take(remark::Entity).take(archive::Entity);
    let taker = taker.take(states::Entity).take(defaults::Entity);
    match backend {
        DbBackend::Postgres => taker.take(on_postgres::Entity),
        DbBackend::MySql => taker.take(on_mysql::Entity),
        _ => taker,
    }
}
