//! Random columns.

use limbeck_schema::{Body, Column, Expr, ObjectName, SqlType};

use crate::{dice::Dice, kind::Kind, sketch::Sketch};

pub(crate) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) {
    let flavour = sketch.flavour();
    let name = sketch.coin_in(table, 'c', dice);
    let sql_type = flavour.random_type(sketch, table, dice);
    let mut column = Column::new(name, sql_type);
    if dice.chance(12)
        && let Some((generated, sql_type)) = flavour.computed(sketch.table(table), None, dice)
    {
        column.generated = Some(generated);
        column.sql_type = SqlType::new(sql_type);
    } else {
        column.nullable = !dice.chance(35);
        column.on_null = if column.nullable { None } else { flavour.conflict(dice) };
        column.default = if dice.chance(35) { default(sketch, &column, dice) } else { None };
        column.collation = if dice.chance(15) { collation(sketch, &column, dice) } else { None };
        flavour.furnish_column(sketch, table, &mut column, dice);
    }
    sketch.table_mut(table).columns.add(column).expect("placeholders differ");
}

/// A default that fits the column.
pub(crate) fn default(sketch: &Sketch, column: &Column, dice: &mut Dice) -> Option<Expr> {
    if column.nullable && dice.chance(10) {
        return Some(Expr::new("NULL"));
    }
    match sketch.kind(column) {
        Kind::Label(name) => {
            let labels = sketch.flavour().labels(&name).unwrap_or_else(|| labels(sketch, &name));
            dice.pick(&labels).map(|label| Expr::new(format!("'{}'", label.replace('\'', "''"))))
        }
        _ => dice.pick(&sketch.flavour().defaults(&column.sql_type.text)).map(Expr::new),
    }
}

/// A collation the column can have.
pub(crate) fn collation(sketch: &Sketch, column: &Column, dice: &mut Dice) -> Option<ObjectName> {
    sketch.flavour().collation(&sketch.kind(column), dice).map(ObjectName::plain)
}

/// The labels of the enumeration that is spelled so.
fn labels(sketch: &Sketch, spelled: &str) -> Vec<String> {
    let spells = |name: &ObjectName| crate::placeholder::placeholder(&name.name) == spelled;
    let labels = sketch.schema.objects.iter().find_map(|object| match &object.body {
        Body::Enum(labels) if spells(&object.id.name) => Some(labels.clone()),
        _ => None,
    });
    labels.unwrap_or_default()
}
