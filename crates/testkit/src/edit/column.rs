//! Edits of columns.

use limbeck_schema::{Column, IndexTerm, Name, ObjectName, SqlType, Table};

use super::pick_key;
use crate::{
    dice::Dice,
    placeholder::mentions,
    prune,
    random::column,
    sketch::{Sketch, stored_columns},
};

pub(crate) fn add(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    column::add(sketch, &table, dice);
    true
}

pub(crate) fn drop(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    pick(sketch, dice).is_some_and(|(table, column)| prune::drop_column(sketch.table_mut(&table), &column))
}

pub(crate) fn rename(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, column)) = pick(sketch, dice) else { return false };
    sketch.rename_column(&table, &column, dice);
    true
}

pub(crate) fn swap(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, one)) = pick(sketch, dice) else { return false };
    let Some(other) = pick_key(&sketch.table(&table).columns, dice) else { return false };
    sketch.names.swap(&one, &other);
    one != other
}

/// Another type, where nothing counts on the old one. What is said of the column stays as far as it
/// still fits: SQLite lets any default be, unless it is strict.
pub(crate) fn retype(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((name, column)) = pick(sketch, dice) else { return false };
    let table = sketch.table(&name);
    // AUTOINCREMENT wants INTEGER and nothing else.
    if table.primary_key.as_ref().is_some_and(|key| key.autoincrement && key.parts[0].column == column) {
        return false;
    }
    let Some(old) = stored_columns(table).find(|other| other.name == column) else { return false };
    let sql_type = SqlType::new(sketch.flavour().random_type(sketch, &name, dice));
    let Some(new) = sketch.flavour().retyped(sketch, table, Column { sql_type, ..old.clone() }) else {
        return false;
    };
    sketch.table_mut(&name).columns.put(new).is_some()
}

pub(crate) fn toggle_null(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    let flavour = sketch.flavour();
    alter(sketch.table_mut(&table), &name, |column| {
        column.nullable = !column.nullable && column.identity.is_none();
        column.on_null = if column.nullable { None } else { flavour.conflict(dice) };
    })
}

pub(crate) fn change_default(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    let Some(column) = sketch.table(&table).columns.get(&name) else { return false };
    if column.generated.is_some() || column.identity.is_some() {
        return false;
    }
    let dropped = column.default.is_some() && dice.chance(40);
    let default = if dropped { None } else { column::default(sketch, column, dice) };
    alter(sketch.table_mut(&table), &name, |column| column.default = default)
}

pub(crate) fn change_collation(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    let Some(column) = sketch.table(&table).columns.get(&name) else { return false };
    if column.generated.is_some() {
        return false;
    }
    let collation = if column.collation.is_some() { None } else { column::collation(sketch, column, dice) };
    alter(sketch.table_mut(&table), &name, |column| column.collation = collation)
}

/// Stored to computed, computed to stored, or computed otherwise.
pub(crate) fn toggle_generated(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    let needed = prune::used_by_triggers(&sketch.schema, &name) || is_key(sketch.table(&table), &name);
    let flavour = sketch.flavour();
    let table = sketch.table_mut(&table);
    let Some(column) = table.columns.get(&name) else { return false };
    if column.generated.is_some() && dice.chance(50) {
        return table.columns.get_mut(&name).is_some_and(|column| column.generated.take().is_some());
    }
    let base = table.columns.iter().filter_map(|column| column.generated.as_ref());
    if needed || base.into_iter().any(|by| mentions(&by.expr.text, &name)) {
        return false;
    }
    let Some((generated, sql_type)) = flavour.computed(table, Some(&name), dice) else {
        return false;
    };
    let other_kind = flavour.kind(&sql_type) != flavour.kind(&column.sql_type.text);
    if flavour.is_typed() && other_kind && is_tied(table, &name) {
        return false;
    }
    let column = Column { generated: Some(generated), ..Column::new(name, sql_type) };
    table.columns.put(column).is_some()
}

/// Any column of any table.
pub(crate) fn pick(sketch: &Sketch, dice: &mut Dice) -> Option<(ObjectName, Name)> {
    let table = sketch.pick_table(dice)?;
    let column = pick_key(&sketch.table(&table).columns, dice)?;
    Some((table, column))
}

/// Changes a column, where its value is not computed.
pub(crate) fn alter(table: &mut Table, name: &Name, change: impl FnOnce(&mut Column)) -> bool {
    if !stored_columns(table).any(|column| column.name == *name) {
        return false;
    }
    table.columns.get_mut(name).map(change).is_some()
}

/// Whether the column is in a key that only stored columns can be in.
pub(crate) fn is_key(table: &Table, column: &Name) -> bool {
    let uniques = table.uniques.iter().flat_map(|unique| &unique.parts);
    let primary = table.primary_key.iter().flat_map(|key| &key.parts);
    let unique_index = table.indexes.iter().any(|index| {
        index.unique
            && index.parts.iter().any(|part| matches!(&part.term, IndexTerm::Column(name) if name == column))
    });
    unique_index
        || uniques.chain(primary).any(|part| part.column == *column)
        || table.foreign_keys.iter().any(|key| key.columns.contains(column))
        || table.exclusions.iter().any(|exclusion| mentions(&exclusion.definition.text, column))
}

/// Whether something said of the table only makes sense for the kind of values the column holds.
pub(crate) fn is_tied(table: &Table, column: &Name) -> bool {
    let spoken = |expr: &limbeck_schema::Expr| mentions(&expr.text, column);
    let by_index = table.indexes.iter().any(|index| {
        index.predicate.as_ref().is_some_and(spoken)
            || index.parts.iter().any(|part| match &part.term {
                IndexTerm::Expr(expr) => spoken(expr),
                IndexTerm::Column(name) => {
                    name == column && (part.collation.is_some() || index.method.is_some())
                }
            })
    });
    by_index
        || table.checks.iter().any(|check| spoken(&check.expr))
        || table.exclusions.iter().any(|exclusion| spoken(&exclusion.definition))
        || table.columns.iter().any(|other| other.generated.as_ref().is_some_and(|by| spoken(&by.expr)))
}
