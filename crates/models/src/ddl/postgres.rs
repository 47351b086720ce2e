//! PostgreSQL's words.

use super::Ddl;

pub(super) const DDL: Ddl = super::sqlite::DDL;
