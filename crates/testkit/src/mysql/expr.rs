//! Conditions, each for the types it makes sense for.

use limbeck_schema::Column;

use super::types;
use crate::{dice::Dice, kind::Kind, placeholder::placeholder};

/// What every value of this crate satisfies.
pub(super) fn condition([column, other]: [&Column; 2], dice: &mut Dice) -> String {
    let name = placeholder(&column.name);
    match (types::kind(&column.sql_type.text), dice.below(4)) {
        (Kind::Integer, 0) => format!("{name} <> -12345"),
        (Kind::Integer, 1) => format!("{name} BETWEEN -1000 AND 100000"),
        (Kind::Integer, 2) => format!("{name} NOT IN (-5, -6)"),
        (Kind::Text, 0) => format!("{name} IS NULL OR length({name}) < 1000"),
        (Kind::Text, 1) => format!("{name} NOT IN ('never', 'ever')"),
        (Kind::Text, 2) => format!("{name} NOT LIKE '%;;%' AND {name} <> 'it''s not'"),
        (Kind::Numeric | Kind::Real, 0) => format!("{name} > -1000000"),
        (Kind::Date, 0) => format!("{name} >= '1900-01-01'"),
        (Kind::Boolean, 0) => format!("{name} OR NOT {name} OR {name} IS NULL"),
        (Kind::Json, 0) => format!("json_valid({name})"),
        (_, 1) => format!("coalesce(length({name}), 0) BETWEEN 0 AND 1000"),
        _ => {
            let other = placeholder(&other.name);
            format!("{name} IS NULL OR {other} IS NULL OR length({other}) < 1000")
        }
    }
}
