//! Which part needs which: what the database says, and what follows from the model itself.

use std::collections::BTreeSet;

use limbeck_schema::{Body, Expr, Family, Index, IndexTerm, Kind, Name, ObjectName, Schema, Table, Thing};

use super::{
    inventory::{Constraint, Element, Inventory, of_constraint, of_index},
    part::{Part, of_table},
};

/// Pairs of a part and one it cannot be without.
pub(super) type Needs = BTreeSet<(Part, Part)>;

/// Everything known of one side.
pub(super) fn of(schema: &Schema, parts: &Inventory<'_>) -> Needs {
    let mut needs = Needs::new();
    for (thing, needed) in schema.dependencies.iter() {
        // A sequence goes with a column, and does not need it: that is a part of its own.
        let owned = thing.kind == Kind::Sequence && needed.kind == Kind::Column;
        if !owned {
            needs.insert((Part::Thing(thing.clone()), Part::Thing(needed.clone())));
        }
    }
    for (part, element) in parts {
        for needed in structural(schema, part, element) {
            needs.insert((part.clone(), needed));
        }
    }
    needs.retain(|(part, needed)| part != needed && parts.contains_key(part) && parts.contains_key(needed));
    needs
}

/// What a part needs by what it is.
fn structural(schema: &Schema, part: &Part, element: &Element<'_>) -> Vec<Part> {
    let mut needed: Vec<Part> = match element {
        Element::Table(table) => of_whole(schema, table),
        Element::Column(table, column) => {
            let mut needed = vec![Part::Thing(of_table(table))];
            needed.extend(types(schema, &column.sql_type.text));
            needed.extend(parents(schema, table, &column.name, column.inherited, Kind::Column));
            needed
        }
        Element::Default(table, column, expr) => {
            let mut needed = vec![this_column(&table.name, &column.name)];
            needed.extend(sequences(schema, expr));
            needed.extend(parents(schema, table, &column.name, column.inherited, Kind::Default));
            needed
        }
        Element::Constraint(table, constraint) => of_constraints(schema, table, *constraint),
        Element::Index(on, index) => of_indexes(schema, on, index),
        Element::Trigger(on, _) => holder(schema, on),
        Element::View(_) => Vec::new(),
        Element::Object(object) => match (&object.body, object.id.kind) {
            (_, Kind::Policy | Kind::Rule) => holder(schema, &object.id.name),
            (Body::Domain(domain), _) => types(schema, &domain.base.text),
            (Body::Composite(attributes), _) => {
                attributes.iter().flat_map(|attribute| types(schema, &attribute.sql_type.text)).collect()
            }
            _ => Vec::new(),
        },
        Element::Owner(table, column) => {
            let sequence = part.thing().cloned().map(Part::Thing);
            sequence.into_iter().chain([this_column(table, column)]).collect()
        }
        Element::Identification(table) => {
            let index = |name: &Name| Part::Thing(of_index(&table.name, name));
            let options = &table.options;
            let mut needed = vec![Part::Thing(of_table(table))];
            if let limbeck_schema::ReplicaIdentity::Index(name) = &options.replica_identity {
                needed.extend([index(name), constraint_named(table, name)]);
            }
            needed.extend(
                options.clustered_on.iter().flat_map(|name| [index(name), constraint_named(table, name)]),
            );
            needed
        }
        Element::Comment(_) | Element::Grant(_) => {
            part.thing().cloned().map(Part::Thing).into_iter().collect()
        }
    };
    needed.extend(namespace(part));
    needed
}

/// A column that is inherited, and its default, follow those of the parents.
fn parents(schema: &Schema, table: &Table, column: &Name, inherited: bool, kind: Kind) -> Vec<Part> {
    let options = &table.options;
    let parents = options.partition_of.iter().map(|partition| &partition.parent).chain(&options.inherits);
    let there = parents.filter(|parent| inherited && schema.tables.contains(parent));
    there.map(|parent| Part::Thing(Thing::part(kind, parent.clone(), column.clone()))).collect()
}

fn namespace(part: &Part) -> Option<Part> {
    let namespace = part.thing()?.name.namespace.clone()?;
    Some(Part::Thing(Thing::new(Kind::Namespace, ObjectName::plain(namespace))))
}

fn this_column(table: &ObjectName, column: &Name) -> Part {
    Part::Thing(Thing::part(Kind::Column, table.clone(), column.clone()))
}

fn constraint_named(table: &Table, name: &Name) -> Part {
    Part::Thing(Thing::part(Kind::Constraint, table.name.clone(), name.clone()))
}

fn holder(schema: &Schema, name: &ObjectName) -> Vec<Part> {
    let table = schema.tables.get(name).map(of_table);
    let view = || schema.views.get(name).map(super::part::of_view);
    table.or_else(view).map(Part::Thing).into_iter().collect()
}

/// A table needs its parents, and the type it is a table of.
fn of_whole(schema: &Schema, table: &Table) -> Vec<Part> {
    let options = &table.options;
    let parents = options.partition_of.iter().map(|partition| &partition.parent).chain(&options.inherits);
    let mut needed: Vec<Part> = parents
        .filter_map(|parent| schema.tables.get(parent))
        .map(|table| Part::Thing(of_table(table)))
        .collect();
    needed.extend(options.of_type.iter().map(|name| Part::Thing(Thing::new(Kind::Composite, name.clone()))));
    needed
}

fn of_constraints(schema: &Schema, table: &Table, constraint: Constraint<'_>) -> Vec<Part> {
    let mut needed = vec![Part::Thing(of_table(table))];
    let own = |name: &Name| this_column(&table.name, name);
    match constraint {
        Constraint::PrimaryKey(key) => needed.extend(key.parts.iter().map(|part| own(&part.column))),
        Constraint::Unique(key) => needed.extend(key.parts.iter().map(|part| own(&part.column))),
        Constraint::ForeignKey(key) => {
            needed.extend(key.columns.iter().map(own));
            if let Some(parent) = schema.tables.get(&key.references) {
                needed.push(Part::Thing(of_table(parent)));
                let referenced =
                    if key.referenced.key.is_empty() { &key.referenced.text } else { &key.referenced.key };
                needed.extend(referenced.iter().map(|name| this_column(&parent.name, name)));
                needed.extend(keys_over(parent, referenced));
            }
        }
        Constraint::Check(_) | Constraint::Exclusion(_) => {}
    }
    needed
}

/// What keeps those columns of a parent unique. All that could: which of them the database chose is
/// among what it says of itself.
fn keys_over(parent: &Table, columns: &[Name]) -> Vec<Part> {
    let wanted: BTreeSet<&Name> = columns.iter().collect();
    let primary = parent.primary_key.iter().map(|key| (&key.parts, Constraint::PrimaryKey(key)));
    let uniques = parent.uniques.iter().map(|key| (&key.parts, Constraint::Unique(key)));
    let constraints = primary
        .chain(uniques)
        .filter(|(parts, _)| parts.iter().map(|part| &part.column).collect::<BTreeSet<_>>() == wanted);
    let mut found: Vec<Part> =
        constraints.map(|(_, constraint)| Part::Thing(of_constraint(parent, constraint))).collect();
    if found.is_empty() {
        let fits = |index: &&Index| {
            index.unique
                && index.predicate.is_none()
                && index
                    .parts
                    .iter()
                    .all(|part| matches!(&part.term, IndexTerm::Column(name) if wanted.contains(name)))
                && index.parts.len() == wanted.len()
        };
        let indexes = parent.indexes.iter().filter(fits);
        found.extend(indexes.map(|index| Part::Thing(of_index(&parent.name, &index.name))));
    }
    found
}

fn of_indexes(schema: &Schema, on: &ObjectName, index: &Index) -> Vec<Part> {
    let mut needed = holder(schema, on);
    if schema.tables.contains(on) {
        let columns = index.parts.iter().filter_map(|part| match &part.term {
            IndexTerm::Column(name) => Some(name),
            IndexTerm::Expr(_) => None,
        });
        needed.extend(columns.chain(&index.include).map(|name| this_column(on, name)));
    }
    needed
}

/// The types of the schema that a type's spelling names, arrays included.
fn types(schema: &Schema, spelling: &str) -> Vec<Part> {
    if schema.objects.is_empty() {
        return Vec::new();
    }
    let base = spelling.trim_end_matches("[]").replace('"', "");
    let kinds = [Kind::Enum, Kind::Domain, Kind::Composite, Kind::Range];
    let found = kinds.into_iter().filter_map(|kind| {
        let thing = Thing::new(kind, named(&base)?);
        schema.objects.contains(&thing).then_some(Part::Thing(thing))
    });
    found.collect()
}

/// `name` or `namespace.name`, quoted nowhere.
fn named(text: &str) -> Option<ObjectName> {
    match text.split_once('.') {
        Some((namespace, name)) => {
            Some(ObjectName { namespace: Some(Name::new(namespace).ok()?), name: Name::new(name).ok()? })
        }
        None => Some(ObjectName::plain(Name::new(text).ok()?)),
    }
}

/// The sequences a default counts with: `nextval('t_id_seq'::regclass)`.
fn sequences(schema: &Schema, expr: &Expr) -> Vec<Part> {
    if !expr.text.contains("nextval") {
        return Vec::new();
    }
    let names = limbeck_lex::significant(Family::Postgres, &expr.text);
    let strings = names.iter().filter_map(|token| limbeck_lex::string_value(Family::Postgres, token));
    let found = strings.filter_map(|text| {
        let thing = Thing::new(Kind::Sequence, named(&text.replace('"', ""))?);
        schema.objects.contains(&thing).then_some(Part::Thing(thing))
    });
    found.collect()
}
