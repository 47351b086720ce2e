//! Types, and what becomes of their values in other types.

use limbeck_schema::{Body, Column};

use crate::{dice::Dice, kind::Kind, placeholder::placeholder, sketch::Sketch};

/// With the kind of each.
const TYPES: [(&str, Kind); 20] = [
    ("integer", Kind::Integer),
    ("text", Kind::Text),
    ("bigint", Kind::Integer),
    ("varchar(40)", Kind::Text),
    ("timestamptz", Kind::Instant),
    ("boolean", Kind::Boolean),
    ("smallint", Kind::Integer),
    ("numeric(10,2)", Kind::Numeric),
    ("jsonb", Kind::Json),
    ("uuid", Kind::Uuid),
    ("date", Kind::Date),
    ("integer[]", Kind::Array),
    ("character varying(80)", Kind::Text),
    ("int8", Kind::Integer),
    ("numeric", Kind::Numeric),
    ("double precision", Kind::Real),
    ("timestamp with time zone", Kind::Instant),
    ("numeric(7, 3)", Kind::Numeric),
    ("bool", Kind::Boolean),
    ("int4", Kind::Integer),
];

/// What is not built in is an enumeration.
pub(super) fn kind(sql_type: &str) -> Kind {
    let built_in = TYPES.iter().find(|(name, _)| *name == sql_type);
    built_in.map_or_else(|| Kind::Label(sql_type.to_owned()), |(_, kind)| kind.clone())
}

pub(super) fn random(sketch: &Sketch, dice: &mut Dice) -> String {
    let enums: Vec<String> = sketch
        .schema
        .objects
        .iter()
        .filter(|object| matches!(object.body, Body::Enum(_)))
        .map(|object| placeholder(&object.id.name.name))
        .collect();
    if !enums.is_empty() && dice.chance(20) {
        return dice.pick(&enums).cloned().unwrap_or_default();
    }
    dice.pick(&TYPES).map(|(name, _)| (*name).to_owned()).unwrap_or_default()
}

/// The first of that kind.
pub(super) fn of(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Label(name) => Some(name.clone()),
        kind => TYPES.iter().find(|(_, other)| other == kind).map(|(name, _)| (*name).to_owned()),
    }
}

/// What a sequence over that type is declared as.
pub(super) fn of_sequence(sql_type: &str) -> &'static str {
    match sql_type {
        "smallint" => "smallint",
        "integer" | "int4" => "integer",
        _ => "bigint",
    }
}

/// Whether values go there and come back. A text holds whatever was written into it.
pub(super) fn converts(from: &Column, to: &Column, keyed: bool) -> bool {
    let kinds = [from, to].map(|column| kind(&column.sql_type.text));
    let counted = kinds == [Kind::Integer, Kind::Numeric];
    let written = |column: &Column| column.sql_type.text == "text";
    kinds[0] == kinds[1]
        || match (&from.generated, &to.generated) {
            (None, None) => !keyed && (written(to) || counted),
            // Computed anew.
            (Some(_), Some(_)) => true,
            // What was computed stays as what it is, or as text.
            (Some(_), None) => written(to),
            (None, Some(_)) => written(from),
        }
}
