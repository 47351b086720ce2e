//! Random things, one file per noun: `add` puts a new one into a sketch and says whether it could.

pub(crate) mod check;
pub(crate) mod column;
pub(crate) mod foreign_key;
pub(crate) mod index;
pub(crate) mod key;
pub(crate) mod table;
pub(crate) mod view;

use limbeck_schema::{Family, Name, Table};

use crate::{dice::Dice, prune, sketch::Sketch};

/// A whole random schema.
pub(crate) fn schema(family: Family, dice: &mut Dice) -> Sketch {
    let mut sketch = Sketch::new(family);
    let flavour = sketch.flavour();
    flavour.begin(&mut sketch, dice);
    for _ in 0..*dice.pick(&[1, 2, 3, 4, 0]).unwrap_or(&1) {
        table::add(&mut sketch, dice);
    }
    let tables: Vec<_> = sketch.schema.tables.iter().map(|table| table.name.clone()).collect();
    for table in &tables {
        if dice.chance(50) {
            foreign_key::add(&mut sketch, table, dice);
        }
        if dice.chance(25) {
            flavour.add_trigger(&mut sketch, table, dice);
        }
    }
    for _ in 0..*dice.pick(&[0, 1, 0, 2]).unwrap_or(&0) {
        view::add(&mut sketch, dice);
    }
    flavour.finish(&mut sketch, dice);
    prune::prune(&mut sketch);
    sketch
}

/// One or two columns, where there are as many.
fn pick_columns(columns: &[Name], dice: &mut Dice) -> Vec<Name> {
    let mut left = columns.to_vec();
    let wanted = if dice.chance(35) { 2 } else { 1 };
    let mut picked = Vec::new();
    while picked.len() < wanted && !left.is_empty() {
        picked.push(left.remove(dice.below(left.len())));
    }
    picked
}

fn column_names(table: &Table) -> Vec<Name> {
    table.columns.iter().map(|column| column.name.clone()).collect()
}
