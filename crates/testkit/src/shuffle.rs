//! The same schema, declared in another order.

use limbeck_schema::{Bag, Items, Named, Schema, Table, View};

use crate::{dice::Dice, sketch::collect};

/// `schema` with everything whose order means nothing in another order: tables, columns, constraints,
/// indexes, triggers, views. What the columns of a key or an index are ordered by stays.
pub fn shuffled(schema: Schema, seed: u64) -> Schema {
    let dice = &mut Dice::seeded(seed);
    let tables = items(schema.tables, dice).into_iter().map(|table| shuffled_table(table, dice));
    let tables = collect(tables);
    let views = items(schema.views, dice).into_iter();
    let views = collect(views.map(|view| View { triggers: items(view.triggers, dice), ..view }));
    Schema {
        tables,
        views,
        unmanaged: items(schema.unmanaged, dice),
        objects: items(schema.objects, dice),
        comments: items(schema.comments, dice),
        grants: bag(schema.grants, dice),
        dependencies: schema.dependencies,
    }
}

fn shuffled_table(table: Table, dice: &mut Dice) -> Table {
    Table {
        columns: items(table.columns, dice),
        uniques: bag(table.uniques, dice),
        foreign_keys: bag(table.foreign_keys, dice),
        checks: bag(table.checks, dice),
        exclusions: bag(table.exclusions, dice),
        indexes: items(table.indexes, dice),
        triggers: items(table.triggers, dice),
        unmodelled: bag(table.unmodelled, dice),
        ..table
    }
}

fn items<T: Named + Clone>(items: Items<T>, dice: &mut Dice) -> Items<T> {
    let mut all: Vec<T> = items.into_iter().collect();
    dice.shuffle(&mut all);
    collect(all)
}

fn bag<T>(bag: Bag<T>, dice: &mut Dice) -> Bag<T> {
    let mut all: Vec<T> = bag.into_iter().collect();
    dice.shuffle(&mut all);
    all.into_iter().collect()
}
