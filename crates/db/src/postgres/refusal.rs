//! What PostgreSQL says when it refuses, or only remarks.

use super::wire::Fields;
use crate::{Refusal, refusal::one_line};

/// An error.
pub(super) fn refusal(mut fields: Fields) -> Refusal {
    let mut take = |letter| fields.remove(&letter).filter(|text| !text.is_empty());
    Refusal {
        code: take('C').unwrap_or_default(),
        message: take('M').unwrap_or_default(),
        detail: take('D'),
        hint: take('H'),
        position: take('P').and_then(|text| text.parse().ok()),
        context: take('W'),
        about: ['n', 'c', 'd', 't'].into_iter().filter_map(take).collect(),
    }
}

/// A notice as psql shows it.
pub(super) fn notice(mut fields: Fields) -> String {
    let mut text = fields.remove(&'S').map(|severity| format!("{severity}: ")).unwrap_or_default();
    text.push_str(&fields.remove(&'M').unwrap_or_default());
    for (letter, title) in [('D', "detail"), ('H', "hint")] {
        if let Some(more) = fields.remove(&letter) {
            text.push_str(&format!("; {title}: {}", one_line(&more)));
        }
    }
    text
}
