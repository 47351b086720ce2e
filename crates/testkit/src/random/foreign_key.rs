//! Random foreign keys.

use limbeck_schema::{Action, Column, Deferral, ForeignKey, KeyPart, Name, ObjectName, SqlType, Table};

use crate::{
    dice::Dice,
    flavour::Flavour,
    kind::Kind,
    sketch::{Sketch, stored_columns},
};

const ACTIONS: [Action; 5] =
    [Action::NoAction, Action::Cascade, Action::SetNull, Action::Restrict, Action::SetDefault];
const DEFERRALS: [Deferral; 3] =
    [Deferral::NotDeferrable, Deferral::InitiallyDeferred, Deferral::InitiallyImmediate];

/// Lets `table` refer to some key of some table, with columns it has or with new ones.
pub(crate) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let targets: Vec<_> = sketch.schema.tables.iter().flat_map(targets).collect();
    let Some(target) = dice.pick(&targets).cloned() else { return false };
    let Some(columns) = children(sketch, table, &target, dice) else { return false };
    let implied = target.primary && dice.chance(30);
    let key = ForeignKey {
        name: sketch.coin_key(table, dice),
        on_delete: dice.pick(&ACTIONS).copied().unwrap_or_default(),
        on_update: dice.pick(&ACTIONS).copied().unwrap_or_default(),
        deferral: dice.pick(&DEFERRALS).copied().unwrap_or_default(),
        ..ForeignKey::new(columns, target.table, if implied { Vec::new() } else { target.columns })
    };
    sketch.table_mut(table).foreign_keys.add(key);
    true
}

/// Whether the database can enforce the key, and the rows of this crate satisfy it.
pub(crate) fn fits(key: &ForeignKey, child: &Table, parent: &Table, flavour: &dyn Flavour) -> bool {
    let fitting = |target: &Target| {
        let named = if key.referenced.text.is_empty() {
            target.primary
        } else {
            target.columns == key.referenced.text
        };
        named && kinds(child, &key.columns, flavour) == kinds(parent, &target.columns, flavour)
    };
    key.columns.iter().all(|name| stored_columns(child).any(|column| column.name == *name))
        && targets(parent).iter().any(fitting)
}

/// A key that can be referred to.
#[derive(Debug, Clone)]
struct Target {
    table: ObjectName,
    columns: Vec<Name>,
    primary: bool,
}

fn targets(table: &Table) -> Vec<Target> {
    let target = |parts: &[KeyPart], deferral, primary| {
        // A parent key has to be unique by the collations of its columns, and at every moment.
        let fits = deferral == Deferral::NotDeferrable && parts.iter().all(|part| part.collation.is_none());
        fits.then(|| Target {
            table: table.name.clone(),
            columns: parts.iter().map(|part| part.column.clone()).collect(),
            primary,
        })
    };
    let primary = table.primary_key.iter().filter_map(|key| target(&key.parts, key.deferral, true));
    let uniques = table.uniques.iter().filter_map(|unique| target(&unique.parts, unique.deferral, false));
    primary.chain(uniques).collect()
}

/// Columns of `table` of the kinds of the target's, each in no other foreign key.
fn children(sketch: &mut Sketch, table: &ObjectName, target: &Target, dice: &mut Dice) -> Option<Vec<Name>> {
    let mut children: Vec<Name> = Vec::new();
    for kind in kinds(sketch.table(&target.table), &target.columns, sketch.flavour()) {
        let child = sketch.table(table);
        let free = |name: &Name| {
            !children.contains(name)
                && !child.foreign_keys.iter().any(|key| key.columns.contains(name))
                && (*table != target.table || !target.columns.contains(name))
        };
        let fitting = stored_columns(child)
            .find(|column| sketch.kind(column) == kind && free(&column.name))
            .map(|column| column.name.clone());
        let name = match fitting {
            Some(name) if dice.chance(50) => name,
            _ => new_child(sketch, table, &kind, dice)?,
        };
        children.push(name);
    }
    Some(children)
}

fn new_child(sketch: &mut Sketch, table: &ObjectName, kind: &Kind, dice: &mut Dice) -> Option<Name> {
    let strict = sketch.table(table).options.strict;
    let sql_type = sketch.flavour().type_of(kind, strict)?;
    let name = sketch.coin_in(table, 'c', dice);
    let column = Column { sql_type: SqlType::new(sql_type), ..Column::new(name.clone(), "") };
    sketch.table_mut(table).columns.add(column).expect("placeholders differ");
    Some(name)
}

fn kinds(table: &Table, columns: &[Name], flavour: &dyn Flavour) -> Vec<Kind> {
    columns
        .iter()
        .filter_map(|name| table.columns.get(name))
        .map(|column| flavour.kind(&column.sql_type.text))
        .collect()
}
