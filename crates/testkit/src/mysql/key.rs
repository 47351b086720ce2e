//! Parts of keys, and which columns can refer to which.

use limbeck_schema::{Column, KeyPart, Name, ObjectName, Table};

use super::types;
use crate::{dice::Dice, names::name};

pub(super) fn part(column: Name, dice: &mut Dice) -> KeyPart {
    KeyPart { descending: dice.chance(8), ..KeyPart::plain(column) }
}

/// Both have to be of one type, and of one collation. A row that refers to itself by its primary key is
/// refused by MariaDB (10.11): the key is there before what it refers to.
pub(super) fn refers((table, child): (&Table, &Column), (referenced, parent): (&Table, &Column)) -> bool {
    let mut primary = table.primary_key.iter().flat_map(|key| &key.parts);
    let too_early = table.name == referenced.name && primary.any(|part| part.column == child.name);
    !too_early
        && child.sql_type.text == parent.sql_type.text
        && collation(table, child) == collation(referenced, parent)
}

pub(super) fn child(table: &Table, name: Name, (referenced, parent): (&Table, &Column)) -> Option<Column> {
    let mut column = Column::new(name, parent.sql_type.text.clone());
    column.collation = collation(referenced, parent).map(ObjectName::plain);
    // Where the parent has the database's collation, nobody here knows which that is.
    refers((table, &column), (referenced, parent)).then_some(column)
}

/// What is said of the column or of its table; none where that is the database's, or there is none.
fn collation(table: &Table, column: &Column) -> Option<Name> {
    let own = column.collation.as_ref().map(|collation| collation.name.clone());
    let inherited = || table.options.parameters.get("COLLATE").map(|text| name(text));
    own.or_else(inherited).filter(|_| types::has_collation(&column.sql_type.text))
}
