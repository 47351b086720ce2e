//! Column definitions, in a table and added to one.

use limbeck_lex::significant;
use limbeck_schema::{Column, Expr, Family, Generated, Identity};

use super::{
    quote::{parenthesised, qualified, quoted, verbatim},
    sequence,
};

/// Words that the grammar does not take behind DEFAULT unless they stand between parentheses: what
/// follows there could be the next clause (`b_expr` of gram.y, 15 to 18).
const NOT_BARE: [&str; 13] = [
    "and", "or", "not", "is", "isnull", "notnull", "in", "like", "ilike", "similar", "between", "at",
    "collate",
];

/// `"name" TYPE ...`.
pub(super) fn definition(column: &Column) -> String {
    let mut out = format!("{} {}", quoted(&column.name), verbatim(&column.sql_type.text));
    if let Some(collation) = &column.collation {
        out.push_str(&format!(" COLLATE {}", qualified(collation)));
    }
    out + &qualities(column)
}

/// `"name" WITH OPTIONS ...` for a column whose type comes from elsewhere; none where there is nothing to
/// be said of it.
pub(super) fn options(column: &Column) -> Option<String> {
    let said = qualities(column);
    (!said.is_empty()).then(|| format!("{} WITH OPTIONS{said}", quoted(&column.name)))
}

/// `DEFAULT expr`.
pub(super) fn default(expr: &Expr) -> String {
    format!("DEFAULT {}", default_value(expr))
}

/// The expression, between parentheses where it could not stand bare.
pub(super) fn default_value(expr: &Expr) -> String {
    let bare = verbatim(&expr.text);
    let mut depth = 0_usize;
    let is_open = significant(Family::Postgres, &bare).iter().any(|token| {
        if token.is_operator("(") || token.is_operator("[") {
            depth += 1;
        } else if token.is_operator(")") || token.is_operator("]") {
            depth = depth.saturating_sub(1);
        }
        depth == 0 && NOT_BARE.iter().any(|word| token.is_word(word))
    });
    if is_open { format!("({bare})") } else { bare }
}

/// `GENERATED ALWAYS | BY DEFAULT AS IDENTITY (...)`.
pub(super) fn identity(identity: &Identity) -> String {
    let mut options = Vec::new();
    if let Some(name) = &identity.sequence_name {
        options.push(format!("SEQUENCE NAME {}", qualified(name)));
    }
    options.extend(sequence::options(&identity.sequence));
    let options = if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
    format!("GENERATED {} AS IDENTITY{options}", when(identity))
}

/// `ALWAYS` or `BY DEFAULT`.
pub(super) fn when(identity: &Identity) -> &'static str {
    if identity.always { "ALWAYS" } else { "BY DEFAULT" }
}

fn qualities(column: &Column) -> String {
    let mut out = String::new();
    let mut say = |clause: &str| {
        out.push(' ');
        out.push_str(clause);
    };
    if let Some(generated) = &column.generated {
        say(&computed(generated));
    }
    if let Some(own) = &column.identity {
        say(&identity(own));
    }
    if let Some(expr) = &column.default {
        say(&default(expr));
    }
    if !column.nullable {
        say("NOT NULL");
    }
    out
}

fn computed(generated: &Generated) -> String {
    let kept = if generated.stored { "STORED" } else { "VIRTUAL" };
    format!("GENERATED ALWAYS AS {} {kept}", parenthesised(&generated.expr))
}
