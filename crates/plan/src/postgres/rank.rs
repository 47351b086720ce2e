//! Which of several things that could be done next is done: what holds on to others goes first, what
//! holds others comes first.

use limbeck_schema::Kind;

use super::{graph::Node, part::Part, steps::Verb};

/// The lower, the sooner.
pub(super) fn of((verb, part): &Node) -> u8 {
    match verb {
        Verb::Drop => leaving(part),
        Verb::Aside => 30,
        Verb::Alter => 50 + changing(part),
        Verb::Create => coming(part),
    }
}

fn leaving(part: &Part) -> u8 {
    match part {
        Part::Grant(_) | Part::Comment(_) => 0,
        Part::Owner(_) | Part::Identification(_) => 1,
        Part::Thing(thing) => match thing.kind {
            Kind::Trigger | Kind::Policy | Kind::Rule | Kind::EventTrigger => 2,
            Kind::View | Kind::MaterializedView => 3,
            Kind::Index | Kind::Statistics => 4,
            Kind::Constraint | Kind::DomainConstraint => 5,
            Kind::Default => 6,
            Kind::Function | Kind::Procedure | Kind::Aggregate => 7,
            Kind::Table | Kind::ForeignTable => 80,
            Kind::Column => 81,
            Kind::Sequence => 82,
            Kind::Namespace => 90,
            Kind::Extension => 89,
            _ => 83,
        },
    }
}

fn changing(part: &Part) -> u8 {
    match part {
        Part::Thing(thing) => match thing.kind {
            Kind::Extension => 0,
            Kind::Enum | Kind::Domain | Kind::Composite | Kind::Range => 1,
            Kind::Sequence => 2,
            Kind::Function | Kind::Procedure => 3,
            Kind::Table | Kind::ForeignTable => 4,
            Kind::Column => 5,
            Kind::Default => 6,
            _ => 7,
        },
        _ => 8,
    }
}

fn coming(part: &Part) -> u8 {
    match part {
        Part::Thing(thing) => match thing.kind {
            Kind::Namespace => 31,
            Kind::Extension => 32,
            Kind::Collation | Kind::TextSearchDictionary => 33,
            Kind::TextSearch => 34,
            Kind::Enum | Kind::Domain | Kind::Composite | Kind::Range => 34,
            Kind::Sequence => 36,
            Kind::Function | Kind::Procedure | Kind::Aggregate => 44,
            Kind::Table | Kind::ForeignTable => 40,
            Kind::Column => 60,
            Kind::Default => 61,
            Kind::Constraint => 62,
            Kind::Index | Kind::Statistics => 64,
            Kind::View | Kind::MaterializedView => 66,
            Kind::Trigger | Kind::Rule | Kind::EventTrigger => 68,
            Kind::Policy => 70,
            _ => 72,
        },
        Part::Owner(_) => 63,
        Part::Identification(_) => 74,
        Part::Comment(_) => 76,
        Part::Grant(_) => 78,
    }
}
