//! Random foreign keys.

use limbeck_schema::{
    Action, Deferral, ForeignKey, Index, IndexPart, IndexTerm, KeyPart, Name, ObjectName, Table,
};

use crate::{
    dice::Dice,
    flavour::Flavour,
    sketch::{Sketch, stored_columns},
};

const ACTIONS: [Action; 5] =
    [Action::NoAction, Action::Cascade, Action::SetNull, Action::Restrict, Action::SetDefault];
const DEFERRALS: [Deferral; 3] =
    [Deferral::NotDeferrable, Deferral::InitiallyDeferred, Deferral::InitiallyImmediate];

/// Lets `table` refer to some key of some table, with columns it has or with new ones.
pub(crate) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let flavour = sketch.flavour();
    let targets: Vec<_> = sketch.schema.tables.iter().flat_map(|table| targets(table, flavour)).collect();
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
        named && key.columns.len() == target.columns.len() && {
            let mut pairs = key.columns.iter().zip(&target.columns);
            pairs.all(|(own, other)| match (child.columns.get(own), parent.columns.get(other)) {
                (Some(own), Some(other)) => flavour.refers((child, own), (parent, other)),
                _ => false,
            })
        }
    };
    key.columns.iter().all(|name| stored_columns(child).any(|column| column.name == *name))
        && targets(parent, flavour).iter().any(fitting)
}

/// A key that can be referred to.
#[derive(Debug, Clone)]
struct Target {
    table: ObjectName,
    columns: Vec<Name>,
    primary: bool,
}

fn targets(table: &Table, flavour: &dyn Flavour) -> Vec<Target> {
    let target = |parts: &[KeyPart], deferral, primary| {
        // A parent key has to be unique by the collations of its columns, and at every moment.
        let fits = deferral == Deferral::NotDeferrable
            && parts.iter().all(|part| part.collation.is_none() && part.length.is_none());
        fits.then(|| Target {
            table: table.name.clone(),
            columns: parts.iter().map(|part| part.column.clone()).collect(),
            primary,
        })
    };
    let primary = table.primary_key.iter().filter_map(|key| target(&key.parts, key.deferral, true));
    let uniques = table.uniques.iter().filter_map(|unique| target(&unique.parts, unique.deferral, false));
    let indexes = table.indexes.iter().filter(|_| flavour.uniques_are_indexes());
    let indexes = indexes.filter(|index| index.unique).filter_map(columns);
    let indexes = indexes.map(|columns| Target { table: table.name.clone(), columns, primary: false });
    primary.chain(uniques).chain(indexes).collect()
}

/// The columns of an index that is over whole columns and nothing else.
fn columns(index: &Index) -> Option<Vec<Name>> {
    let column = |part: &IndexPart| match (&part.term, part.length) {
        (IndexTerm::Column(name), None) => Some(name.clone()),
        _ => None,
    };
    index.parts.iter().map(column).collect()
}

/// Columns of `table` that can refer to the target's, each in no other foreign key.
fn children(sketch: &mut Sketch, table: &ObjectName, target: &Target, dice: &mut Dice) -> Option<Vec<Name>> {
    let flavour = sketch.flavour();
    let mut children: Vec<Name> = Vec::new();
    for parent in &target.columns {
        let (child, other) = (sketch.table(table), sketch.table(&target.table));
        let parent = (other, other.columns.get(parent)?);
        let free = |name: &Name| {
            !children.contains(name)
                && !child.foreign_keys.iter().any(|key| key.columns.contains(name))
                && (*table != target.table || !target.columns.contains(name))
        };
        let fitting = stored_columns(child)
            .find(|column| flavour.refers((child, column), parent) && free(&column.name))
            .map(|column| column.name.clone());
        let name = match fitting {
            Some(name) if dice.chance(50) => name,
            _ => new_child(sketch, table, (&target.table, &parent.1.name.clone()), dice)?,
        };
        children.push(name);
    }
    Some(children)
}

fn new_child(
    sketch: &mut Sketch,
    table: &ObjectName,
    (target, parent): (&ObjectName, &Name),
    dice: &mut Dice,
) -> Option<Name> {
    let name = sketch.coin_in(table, 'c', dice);
    let target = sketch.table(target);
    let parent = (target, target.columns.get(parent)?);
    let column = sketch.flavour().child(sketch.table(table), name.clone(), parent)?;
    sketch.table_mut(table).columns.add(column).expect("placeholders differ");
    Some(name)
}
