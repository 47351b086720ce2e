//! A schema taken apart into its parts.

use std::collections::BTreeMap;

use limbeck_schema::{
    Check, Column, Exclusion, Expr, ForeignKey, Grant, Index, KeyName, Kind, Name, Object, ObjectName,
    PrimaryKey, Schema, Table, Thing, Trigger, Unique, View,
};

use super::part::{Part, of_table, of_view};

/// One part, where it stands in the schema.
#[derive(Debug, Clone, Copy)]
pub(super) enum Element<'a> {
    /// A table as a whole.
    Table(&'a Table),
    /// A column, with its table.
    Column(&'a Table, &'a Column),
    /// The default of a column.
    Default(&'a Table, &'a Column, &'a Expr),
    /// A constraint, with its table.
    Constraint(&'a Table, Constraint<'a>),
    /// An index, with the table or view it is on.
    Index(&'a ObjectName, &'a Index),
    /// A trigger, with the table or view it is on.
    Trigger(&'a ObjectName, &'a Trigger),
    /// A view.
    View(&'a View),
    /// Anything else that is a thing.
    Object(&'a Object),
    /// The column a sequence goes with.
    Owner(&'a ObjectName, &'a Name),
    /// How rows of the table are told apart, and sorted.
    Identification(&'a Table),
    /// What is said of a thing.
    Comment(&'a str),
    /// A right.
    Grant(&'a Grant),
}

/// A constraint of whatever kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Constraint<'a> {
    PrimaryKey(&'a PrimaryKey),
    Unique(&'a Unique),
    ForeignKey(&'a ForeignKey),
    Check(&'a Check),
    Exclusion(&'a Exclusion),
}

impl<'a> Constraint<'a> {
    pub(super) fn name(self) -> &'a KeyName {
        match self {
            Self::PrimaryKey(key) => &key.name,
            Self::Unique(unique) => &unique.name,
            Self::ForeignKey(key) => &key.name,
            Self::Check(check) => &check.name,
            Self::Exclusion(exclusion) => &exclusion.name,
        }
    }

    /// Whether an index comes with it, under its name.
    pub(super) fn has_index(self) -> bool {
        matches!(self, Self::PrimaryKey(_) | Self::Unique(_) | Self::Exclusion(_))
    }
}

/// Every part of a schema.
pub(super) type Inventory<'a> = BTreeMap<Part, Element<'a>>;

pub(super) fn of(schema: &Schema) -> Inventory<'_> {
    let mut parts = Inventory::new();
    for table in schema.tables.iter() {
        add_table(&mut parts, table);
    }
    for view in schema.views.iter() {
        parts.insert(Part::Thing(of_view(view)), Element::View(view));
        add_indexes(&mut parts, &view.name, view.indexes.iter());
        add_triggers(&mut parts, &view.name, view.triggers.iter());
    }
    for object in schema.objects.iter() {
        parts.insert(Part::Thing(object.id.clone()), Element::Object(object));
        if let limbeck_schema::Body::Sequence(sequence) = &object.body
            && let Some((table, column)) = &sequence.owned_by
        {
            parts.insert(Part::Owner(object.id.clone()), Element::Owner(table, column));
        }
    }
    for comment in schema.comments.iter() {
        parts.insert(Part::Comment(comment.on.clone()), Element::Comment(&comment.text));
    }
    for grant in schema.grants.iter() {
        parts.insert(Part::Grant(grant.clone()), Element::Grant(grant));
    }
    parts
}

fn add_table<'a>(parts: &mut Inventory<'a>, table: &'a Table) {
    let thing = of_table(table);
    parts.insert(Part::Thing(thing.clone()), Element::Table(table));
    parts.insert(Part::Identification(table.name.clone()), Element::Identification(table));
    if let Some(text) = &table.options.comment {
        parts.insert(Part::Comment(thing), Element::Comment(text));
    }
    for column in table.columns.iter() {
        let of = |kind: Kind| Thing::part(kind, table.name.clone(), column.name.clone());
        parts.insert(Part::Thing(of(Kind::Column)), Element::Column(table, column));
        if let Some(default) = column.default.as_ref().filter(|default| !default.key.is_empty()) {
            parts.insert(Part::Thing(of(Kind::Default)), Element::Default(table, column, default));
        }
        if let Some(text) = &column.comment {
            parts.insert(Part::Comment(of(Kind::Column)), Element::Comment(text));
        }
    }
    for constraint in constraints(table) {
        let part = Part::Thing(of_constraint(table, constraint));
        parts.insert(part, Element::Constraint(table, constraint));
    }
    add_indexes(parts, &table.name, table.indexes.iter());
    add_triggers(parts, &table.name, table.triggers.iter());
}

fn add_indexes<'a>(parts: &mut Inventory<'a>, on: &'a ObjectName, indexes: impl Iterator<Item = &'a Index>) {
    for index in indexes {
        parts.insert(Part::Thing(of_index(on, &index.name)), Element::Index(on, index));
    }
}

fn add_triggers<'a>(
    parts: &mut Inventory<'a>,
    on: &'a ObjectName,
    triggers: impl Iterator<Item = &'a Trigger>,
) {
    for trigger in triggers {
        let thing = Thing::part(Kind::Trigger, on.clone(), trigger.name.clone());
        parts.insert(Part::Thing(thing), Element::Trigger(on, trigger));
    }
}

/// Every constraint of a table.
pub(super) fn constraints(table: &Table) -> impl Iterator<Item = Constraint<'_>> {
    let primary = table.primary_key.iter().map(Constraint::PrimaryKey);
    primary
        .chain(table.uniques.iter().map(Constraint::Unique))
        .chain(table.checks.iter().map(Constraint::Check))
        .chain(table.exclusions.iter().map(Constraint::Exclusion))
        .chain(table.foreign_keys.iter().map(Constraint::ForeignKey))
}

/// An index stands in the namespace of what it is on.
pub(super) fn of_index(on: &ObjectName, name: &Name) -> Thing {
    Thing::new(Kind::Index, ObjectName { namespace: on.namespace.clone(), name: name.clone() })
}

/// The constraint as a thing. One without a name only has to differ from its siblings.
pub(super) fn of_constraint(table: &Table, constraint: Constraint<'_>) -> Thing {
    let name = match constraint.name() {
        KeyName::Given(name) => Some(name.clone()),
        KeyName::Implied => Name::new(format!("{constraint:?}")).ok(),
    };
    Thing { kind: Kind::Constraint, name: table.name.clone(), part: name }
}
