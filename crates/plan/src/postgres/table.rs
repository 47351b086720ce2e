//! Tables as a whole: made, gone, and changed where they stand.

use limbeck_schema::{Check, Column, ForeignKey, Items, ObjectName, Pair, Table, TableOptions, Validity};

use super::{column, fate::Fate, inventory::Constraint};
use crate::{Op, TableAction};

/// What becomes of a table that is there on both sides: its rows are not lost for anything.
pub(super) fn fate(_before: &Table, _after: &Table) -> Fate {
    Fate::Alter
}

/// The table with nothing in it but its columns, without the defaults that mean anything.
pub(super) fn empty(table: &Table) -> Table {
    let mut bare = Table { options: table.options.clone(), ..Table::new(table.name.clone()) };
    for column in table.columns.iter() {
        bare.columns.put(column::undefaulted(column));
    }
    bare
}

/// Puts a constraint into a table that is about to be made.
pub(super) fn put(table: &mut Table, constraint: Constraint<'_>) {
    match constraint {
        Constraint::PrimaryKey(key) => table.primary_key = Some(key.clone()),
        Constraint::Unique(unique) => table.uniques.add(unique.clone()),
        Constraint::ForeignKey(key) => table.foreign_keys.add(key.clone()),
        Constraint::Check(check) => table.checks.add(check.clone()),
        Constraint::Exclusion(exclusion) => table.exclusions.add(exclusion.clone()),
    }
}

/// A constraint as a step of its own.
pub(super) fn add(table: &ObjectName, constraint: Constraint<'_>) -> Op {
    let action = match constraint {
        Constraint::PrimaryKey(key) => TableAction::AddPrimaryKey(key.clone()),
        Constraint::Unique(unique) => TableAction::AddUnique(unique.clone()),
        Constraint::ForeignKey(key) => TableAction::AddForeignKey(key.clone()),
        Constraint::Check(check) => TableAction::AddCheck(check.clone()),
        Constraint::Exclusion(exclusion) => TableAction::AddExclusion(exclusion.clone()),
    };
    column::alter(table, action)
}

/// Whether a constraint can be said inside CREATE TABLE: there, NOT VALID has no effect (15.18).
pub(super) fn can_be_inside(constraint: Constraint<'_>) -> bool {
    match constraint {
        Constraint::ForeignKey(key) => key.validity != Validity::NotValid,
        Constraint::Check(check) => check.validity != Validity::NotValid,
        _ => true,
    }
}

/// Whether a foreign key only is checked at another time, or for all rows from here on.
pub(super) fn is_adjustable(before: &ForeignKey, after: &ForeignKey) -> bool {
    let alike = ForeignKey { deferral: after.deferral, validity: after.validity, ..before.clone() } == *after;
    alike && (before.validity == after.validity || is_proven(before.validity, after.validity))
}

/// Whether a check only holds for all rows from here on.
pub(super) fn is_validated(before: &Check, after: &Check) -> bool {
    Check { validity: after.validity, ..before.clone() } == *after
        && is_proven(before.validity, after.validity)
}

fn is_proven(before: Validity, after: Validity) -> bool {
    before == Validity::NotValid && after == Validity::Valid
}

/// The steps for a constraint that stays.
pub(super) fn constraint(table: &ObjectName, before: Constraint<'_>, after: Constraint<'_>) -> Vec<Op> {
    let Some(name) = after.name().given().cloned() else { return Vec::new() };
    let (validity, deferral) = match (before, after) {
        (Constraint::ForeignKey(b), Constraint::ForeignKey(a)) => {
            (is_proven(b.validity, a.validity), (b.deferral != a.deferral).then_some(a.deferral))
        }
        (Constraint::Check(b), Constraint::Check(a)) => (is_proven(b.validity, a.validity), None),
        _ => (false, None),
    };
    let deferral = deferral.map(|deferral| TableAction::SetDeferral(name.clone(), deferral));
    let validity = validity.then(|| TableAction::Validate(name.clone()));
    deferral.into_iter().chain(validity).map(|action| column::alter(table, action)).collect()
}

/// The steps for what is said of a table as a whole.
pub(super) fn alterations(tables: Pair<&Table>) -> Vec<Op> {
    let name = &tables.after.name;
    let Pair { before, after } = tables.map(|table| &table.options);
    let mut actions = Vec::new();
    if before.unlogged != after.unlogged {
        actions.push(TableAction::SetLogged(!after.unlogged));
    }
    if before.access_method != after.access_method {
        actions.push(TableAction::SetAccessMethod(after.access_method.clone()));
    }
    if before.parameters != after.parameters {
        let pair = Pair::new(before.parameters.clone(), after.parameters.clone());
        actions.push(TableAction::SetParameters(pair));
    }
    if before.tablespace != after.tablespace {
        actions.push(TableAction::SetTablespace(after.tablespace.clone()));
    }
    let gone = before.inherits.iter().filter(|parent| !after.inherits.contains(parent));
    actions.extend(gone.cloned().map(TableAction::NoInherit));
    let come = after.inherits.iter().filter(|parent| !before.inherits.contains(parent));
    actions.extend(come.cloned().map(TableAction::Inherit));
    if before.row_security != after.row_security {
        let pair = Pair::new(before.row_security, after.row_security);
        actions.push(TableAction::SetRowSecurity(pair));
    }
    let mut ops: Vec<Op> = actions.into_iter().map(|action| column::alter(name, action)).collect();
    ops.extend(attachment(name, Pair::new(before, after)));
    ops
}

/// A table leaves another one, or becomes a part of one.
fn attachment(name: &ObjectName, options: Pair<&TableOptions>) -> Vec<Op> {
    let Pair { before, after } = options.map(|options| &options.partition_of);
    if before == after {
        return Vec::new();
    }
    let leave = before
        .iter()
        .map(|partition| column::alter(&partition.parent, TableAction::DetachPartition(name.clone())));
    let join = after.iter().map(|partition| {
        let action = TableAction::AttachPartition(name.clone(), partition.bound.clone());
        column::alter(&partition.parent, action)
    });
    leave.chain(join).collect()
}

/// What is to be said of a new table that its definition does not say.
pub(super) fn additions(table: &Table) -> Vec<Op> {
    let said = TableOptions { row_security: Default::default(), ..table.options.clone() };
    let as_made = Table { options: said, ..Table::new(table.name.clone()) };
    let mut ops = alterations(Pair::new(&as_made, table));
    for own in table.columns.iter() {
        ops.extend(column::additions(own).into_iter().map(|action| column::alter(&table.name, action)));
    }
    ops
}

/// What tells rows apart and sorts them, where it differs.
pub(super) fn identification(table: &ObjectName, options: Pair<Option<&TableOptions>>) -> Vec<Op> {
    let replica = options.map(|options| options.map(|o| o.replica_identity.clone()).unwrap_or_default());
    let cluster = options.map(|options| options.and_then(|o| o.clustered_on.clone()));
    let mut actions = Vec::new();
    if replica.before != replica.after {
        actions.push(TableAction::SetReplicaIdentity(replica.after));
    }
    if cluster.before != cluster.after {
        actions.push(TableAction::SetClusteredOn(cluster.after));
    }
    actions.into_iter().map(|action| column::alter(table, action)).collect()
}

/// The column as it is added: inherited ones come with the parent's.
pub(super) fn inherited<'a>(tables: &'a Items<Table>, table: &Table, column: &Column) -> Option<&'a Column> {
    let options = &table.options;
    let parents = options.partition_of.iter().map(|partition| &partition.parent).chain(&options.inherits);
    let mut found = parents.filter_map(|parent| tables.get(parent)?.columns.get(&column.name));
    if column.inherited { found.next() } else { None }
}
