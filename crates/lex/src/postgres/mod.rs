//! PostgreSQL's text.

use crate::Language;

pub(crate) const LANGUAGE: Language = crate::sqlite::LANGUAGE;
