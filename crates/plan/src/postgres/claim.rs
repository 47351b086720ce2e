//! Names that two things cannot have at the same time.

use limbeck_schema::{Kind, Name, ObjectName, Thing};

use super::{
    column,
    inventory::Element,
    part::{Part, of_table},
};

/// A name within the things it must be unique among.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    /// Tables, views, indexes, sequences and composite types are relations.
    Relation(ObjectName),
    /// Relations with rows are types as well.
    Type(ObjectName),
    /// Constraints of one table.
    Constraint(ObjectName, Name),
    /// Columns of one table.
    Column(ObjectName, Name),
}

/// The names a part has. `thing` is what it is called on the side in question.
pub(super) fn claims(part: &Part, thing: &Thing, element: &Element<'_>) -> Vec<Claim> {
    let relation = || Claim::Relation(thing.name.clone());
    let of_type = || Claim::Type(thing.name.clone());
    match (part, element) {
        (Part::Thing(_), Element::Table(table)) => {
            let name = of_table(table).name;
            vec![Claim::Relation(name.clone()), Claim::Type(name)]
        }
        (Part::Thing(_), Element::View(_)) => vec![relation(), of_type()],
        (Part::Thing(_), Element::Index(..)) => vec![relation()],
        (Part::Thing(_), Element::Constraint(_, constraint)) => {
            let Some(name) = thing.part.clone() else { return Vec::new() };
            let mut claims = vec![Claim::Constraint(thing.name.clone(), name.clone())];
            if constraint.has_index() {
                let namespace = thing.name.namespace.clone();
                claims.push(Claim::Relation(ObjectName { namespace, name }));
            }
            claims
        }
        (Part::Thing(_), Element::Column(table, own)) => {
            let identity =
                own.identity.as_ref().and_then(|identity| column::sequence_name(&table.name, own, identity));
            let name = Claim::Column(table.name.clone(), own.name.clone());
            identity.map(Claim::Relation).into_iter().chain([name]).collect()
        }
        (Part::Thing(_), Element::Object(object)) => match object.id.kind {
            Kind::Sequence => vec![relation()],
            Kind::Composite => vec![relation(), of_type()],
            Kind::Enum | Kind::Domain | Kind::Range => vec![of_type()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
