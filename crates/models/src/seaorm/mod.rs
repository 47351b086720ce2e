//! SeaORM's entities: compact (`DeriveEntityModel`), dense (`#[sea_orm::model]`) and expanded (`enum Column`).
//!
//! What SeaORM 2.0's macros and schema builder make of an entity is made of it here too, from its text: the names
//! of tables, columns, keys and indexes, the type of each column, and which relations are foreign keys. Where
//! that would need the program to run, it is said, with the place.
//!
//! An entity is no whole table. It has no words for checks, most indexes, triggers or comments on PostgreSQL, and
//! the ones that `sea-orm-cli` writes say no defaults: what is not said stays as the database has it.

pub(crate) mod column_type;

mod attributes;
mod compact;
mod default;
mod entity;
mod eval;
mod expanded;
mod extra;
mod gather;
mod lower;
mod module;
mod names;
mod read;
mod relation;
mod types;
mod write;

pub use read::read_sea_orm;
pub use write::write_sea_orm;

#[cfg(test)]
mod tests;
