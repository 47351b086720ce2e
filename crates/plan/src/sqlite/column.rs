//! Which columns `ALTER TABLE` can add and drop. The rules were run on SQLite 3.40 and 3.53.

use limbeck_lex::{TokenKind, mentions, significant};
use limbeck_schema::{Change, Check, Column, Edit, Expr, Family, ForeignKey, Name, Table};

use crate::AddedColumn;

/// The column with the constraints that come along, or why `ADD COLUMN` cannot do it.
pub(super) fn added(after: &Table, column: &Column, changes: &[&Change]) -> Result<AddedColumn, String> {
    let name = &column.name;
    if let Some(generated) = &column.generated {
        if generated.stored {
            return Err(format!("{name} is added as a stored generated column"));
        }
        if !column.nullable {
            return Err(format!("{name} is added as a generated column that takes no NULL"));
        }
    }
    match &column.default {
        None if !column.nullable && column.generated.is_none() => {
            return Err(format!("{name} is added without a default and takes no NULL"));
        }
        Some(default) if !is_constant(default) => {
            return Err(format!("{name} is added with a default that is computed"));
        }
        Some(default) if !column.nullable && default.text.eq_ignore_ascii_case("null") => {
            return Err(format!("{name} is added with the default NULL and takes none"));
        }
        _ => {}
    }
    let foreign_key = changes.iter().find_map(|change| match change {
        Change::ForeignKey { edit: Edit::Create(key), .. } if key.columns == [name.clone()] => {
            Some(key.clone())
        }
        _ => None,
    });
    // With enforcement on, SQLite refuses a reference whose default is not NULL.
    if foreign_key.is_some() && column.default.is_some() {
        return Err(format!("{name} is added as a reference with a default"));
    }
    Ok(AddedColumn { column: column.clone(), foreign_key, checks: checks(after, name, changes) })
}

/// The new checks whose last new column is this one: each is added once, when all it mentions is there.
fn checks(after: &Table, column: &Name, changes: &[&Change]) -> Vec<Check> {
    let is_new = |name: &Name| {
        changes.iter().any(
            |change| matches!(change, Change::Column { edit: Edit::Create(new), .. } if new.name == *name),
        )
    };
    let mut checks: Vec<Check> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Check { edit: Edit::Create(check), .. } => Some(check),
            _ => None,
        })
        .filter(|check| {
            let mentioned = mentions(Family::Sqlite, &check.expr.text);
            let mut new = after
                .columns
                .iter()
                .map(|c| &c.name)
                .filter(|name| is_new(name) && mentioned.contains(name.key()));
            new.next_back() == Some(column)
        })
        .cloned()
        .collect();
    checks.sort();
    checks
}

/// Whether `DROP COLUMN` can do it, or what of the table still needs the column.
pub(super) fn can_be_dropped(before: &Table, column: &Column) -> Result<(), String> {
    let name = &column.name;
    let keys = before.primary_key.iter().flat_map(|key| &key.parts);
    let uniques = before.uniques.iter().flat_map(|unique| &unique.parts);
    if keys.chain(uniques).any(|part| part.column == *name) {
        return Err(format!("{name} is part of a key and goes"));
    }
    if before.foreign_keys.iter().any(|key| needs(key, before, name)) {
        return Err(format!("{name} is part of a foreign key and goes"));
    }
    let generated = before
        .columns
        .iter()
        .filter(|other| other.name != *name)
        .filter_map(|other| other.generated.as_ref());
    let mut exprs =
        before.checks.iter().map(|check| &check.expr).chain(generated.map(|generated| &generated.expr));
    if exprs.any(|expr| mentions(Family::Sqlite, &expr.text).contains(name.key())) {
        return Err(format!("{name} is mentioned by a check or a generated column and goes"));
    }
    Ok(())
}

fn needs(key: &ForeignKey, table: &Table, column: &Name) -> bool {
    key.columns.contains(column) || (key.references == table.name && key.referenced.key.contains(column))
}

/// A literal, with or without a sign; `CURRENT_TIMESTAMP` and its kin are computed.
fn is_constant(default: &Expr) -> bool {
    let tokens = significant(Family::Sqlite, &default.text);
    let literal = |kind: TokenKind, text: &str| match kind {
        TokenKind::String | TokenKind::Number | TokenKind::Blob | TokenKind::QuotedName => true,
        TokenKind::Word => !["current_timestamp", "current_date", "current_time"]
            .contains(&text.to_ascii_lowercase().as_str()),
        _ => false,
    };
    match &tokens[..] {
        [one] => literal(one.kind, one.text),
        [sign, number] => matches!(sign.text, "+" | "-") && number.kind == TokenKind::Number,
        _ => false,
    }
}
