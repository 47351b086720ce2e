//! Views that change: in place where the server lets them.

use limbeck_schema::{Expr, Pair, View, ViewColumn};

use super::fate::Fate;
use crate::{Op, ViewAction};

/// What becomes of a view that is there on both sides, apart from its triggers and indexes.
pub(super) fn fate(before: &View, after: &View) -> Fate {
    let same_query = before.definition == after.definition && types(before) == types(after);
    if same_query && before.options == after.options && defaults(before) == defaults(after) {
        return Fate::Keep;
    }
    let replaceable = same_query || (!after.materialized && begins_alike(before, after));
    if before.materialized == after.materialized && replaceable { Fate::Alter } else { Fate::Replace }
}

fn types(view: &View) -> Vec<(&limbeck_schema::Name, &limbeck_schema::SqlType)> {
    view.columns.iter().map(|column| (&column.name, &column.sql_type)).collect()
}

fn defaults(view: &View) -> Vec<Option<&Expr>> {
    view.columns.iter().map(|column| column.default.as_ref()).collect()
}

/// `CREATE OR REPLACE` takes columns at the end and nothing else (15.18).
fn begins_alike(before: &View, after: &View) -> bool {
    before.columns.len() <= after.columns.len() && types(after).starts_with(&types(before))
}

/// The steps that make it: what its definition cannot say comes behind.
pub(super) fn creation(view: &View) -> Vec<Op> {
    let alone = View { triggers: Default::default(), indexes: Default::default(), ..view.clone() };
    let none: Vec<ViewColumn> =
        view.columns.iter().map(|column| ViewColumn { default: None, ..column.clone() }).collect();
    let as_made = View { columns: none, ..view.clone() };
    let mut ops = vec![Op::CreateView(alone)];
    ops.extend(details(Pair::new(&as_made, view)));
    ops
}

/// The steps for one that stays.
pub(super) fn alterations(views: Pair<&View>) -> Vec<Op> {
    let Pair { before, after } = views;
    let same_query = before.definition == after.definition && types(before) == types(after);
    if same_query {
        return details(views);
    }
    // The new statement says all options anew.
    let alone = View { triggers: Default::default(), indexes: Default::default(), ..after.clone() };
    let as_said = View { options: after.options.clone(), ..before.clone() };
    let mut ops = vec![Op::ReplaceView(alone)];
    ops.extend(details(Pair::new(&as_said, after)));
    ops
}

fn details(views: Pair<&View>) -> Vec<Op> {
    let Pair { before, after } = views;
    let alter = |action| Op::AlterView { name: after.name.clone(), materialized: after.materialized, action };
    let mut ops = Vec::new();
    if before.options != after.options {
        ops.push(alter(ViewAction::SetOptions(Pair::new(before.options.clone(), after.options.clone()))));
    }
    for column in &after.columns {
        let old =
            before.columns.iter().find(|old| old.name == column.name).and_then(|old| old.default.as_ref());
        if old != column.default.as_ref() {
            ops.push(alter(ViewAction::SetDefault(column.name.clone(), column.default.clone())));
        }
    }
    ops
}

/// The step that takes it away.
pub(super) fn drop(view: &View) -> Op {
    Op::DropView { name: view.name.clone(), materialized: view.materialized }
}
