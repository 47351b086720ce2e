//! What is done to one part: the operations of its going, changing and coming.

use limbeck_schema::{Column, Kind, Name, ObjectName, Pair, Schema, Table, Thing, TriggerState};

use super::{
    alias,
    aside::{aside, set_aside},
    column,
    fate::{Fate, Sides},
    inventory::Element,
    object,
    part::{Part, of_table},
    table, view,
};
use crate::{ObjectAction, Op, TableAction};

/// What a node of the plan does to its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Verb {
    /// It gets out of the way of whatever takes its name while it is still there.
    Aside,
    /// It goes.
    Drop,
    /// It changes where it stands.
    Alter,
    /// It comes.
    Create,
}

/// The schemas the parts are from.
pub(super) struct Ground<'a> {
    pub(super) sides: &'a Sides<'a>,
    pub(super) schemas: Pair<&'a Schema>,
}

impl Ground<'_> {
    /// The operations of one node. `waits` says whether the part was set aside before.
    pub(super) fn operations(&self, verb: Verb, part: &Part, fate: Fate, waits: bool) -> Vec<Op> {
        let (before, after) = self.sides.pair(part);
        match (verb, before, after) {
            (Verb::Aside, ..) => self.thing_before(part).map(|thing| set_aside(&thing)).into_iter().collect(),
            (Verb::Drop, Some(element), _) => {
                let thing = self.thing_before(part).map(|thing| if waits { aside(&thing) } else { thing });
                self.drop(part, thing, element)
            }
            (Verb::Create, _, Some(element)) => self.create(part, element),
            (Verb::Alter, Some(before), Some(after)) => {
                let renamed = alias::rename(&self.sides.aliases, part, after, waits);
                renamed.into_iter().chain(self.alter(part, before, after, fate)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn thing_before(&self, part: &Part) -> Option<Thing> {
        part.thing().map(|thing| self.sides.aliases.before(thing).clone())
    }

    fn drop(&self, part: &Part, thing: Option<Thing>, element: &Element<'_>) -> Vec<Op> {
        match element {
            Element::Table(table) if table.options.foreign.is_some() => vec![Op::DropObject(of_table(table))],
            Element::Table(table) => self.drop_table(table),
            Element::Column(table, own) if is_implied(self.schemas.before, table, own) => Vec::new(),
            Element::Column(table, own) => {
                vec![column::alter(&table.name, TableAction::DropColumn(own.name.clone()))]
            }
            Element::Default(table, own, _) => {
                vec![column::alter(&table.name, TableAction::DropDefault(own.name.clone()))]
            }
            Element::Constraint(table, constraint) => {
                let name = thing.and_then(|thing| thing.part).or_else(|| constraint.name().given().cloned());
                let action = name.map(TableAction::DropConstraint);
                action.map(|action| column::alter(&table.name, action)).into_iter().collect()
            }
            Element::Index(on, index) => {
                vec![Op::DropIndex { table: (*on).clone(), name: index.name.clone() }]
            }
            Element::Trigger(on, trigger) => {
                vec![Op::DropTrigger { on: (*on).clone(), name: trigger.name.clone() }]
            }
            Element::View(own) => vec![view::drop(own)],
            Element::Object(object) => vec![Op::DropObject(thing.unwrap_or_else(|| object.id.clone()))],
            Element::Owner(..) => thing
                .map(|sequence| object::alter(&sequence, ObjectAction::SetOwner(None)))
                .into_iter()
                .collect(),
            Element::Identification(_) => Vec::new(),
            Element::Comment(_) => comment(part, None),
            Element::Grant(grant) => vec![Op::Revoke((*grant).clone())],
        }
    }

    /// A partition is detached before, where keys refer to the whole: each of them holds on to every part
    /// (15 to 18).
    fn drop_table(&self, table: &Table) -> Vec<Op> {
        let stays = |parent: &ObjectName| self.schemas.after.tables.contains(parent);
        let is_referred = |parent: &ObjectName| {
            let mut keys = self.schemas.before.tables.iter().flat_map(|table| table.foreign_keys.iter());
            keys.any(|key| key.references == *parent)
        };
        let parent = table.options.partition_of.iter().map(|of| &of.parent);
        let detach = parent
            .filter(|parent| stays(parent) && is_referred(parent))
            .map(|parent| column::alter(parent, TableAction::DetachPartition(table.name.clone())));
        detach.chain([Op::DropTable(table.name.clone())]).collect()
    }

    fn create(&self, part: &Part, element: &Element<'_>) -> Vec<Op> {
        match element {
            Element::Table(own) => {
                let mut ops = vec![Op::CreateTable(table::empty(own))];
                ops.extend(table::additions(own));
                ops
            }
            Element::Column(own, new) => self.add_column(own, new),
            Element::Default(own, new, expr) => {
                let inherited = table::inherited(&self.schemas.after.tables, own, new);
                if inherited.is_some_and(|parent| parent.default == new.default) {
                    return Vec::new();
                }
                vec![column::alter(&own.name, TableAction::SetDefault(new.name.clone(), (*expr).clone()))]
            }
            Element::Constraint(own, constraint) => vec![table::add(&own.name, *constraint)],
            Element::Index(on, index) => {
                vec![Op::CreateIndex { table: (*on).clone(), index: (*index).clone() }]
            }
            Element::Trigger(on, trigger) => {
                let create = Op::CreateTrigger { on: (*on).clone(), trigger: (*trigger).clone() };
                let state = (trigger.state != TriggerState::Enabled)
                    .then(|| TableAction::SetTriggerState(trigger.name.clone(), trigger.state));
                [create].into_iter().chain(state.map(|state| column::alter(on, state))).collect()
            }
            Element::View(own) => view::creation(own),
            Element::Object(object) => vec![Op::CreateObject((*object).clone())],
            Element::Owner(table, column) => self.own(part, table, column),
            Element::Identification(own) => {
                table::identification(&own.name, Pair::new(None, Some(&own.options)))
            }
            Element::Comment(text) => comment(part, Some(text)),
            Element::Grant(grant) => vec![Op::Grant((*grant).clone())],
        }
    }

    fn alter(&self, part: &Part, before: &Element<'_>, after: &Element<'_>, fate: Fate) -> Vec<Op> {
        match (before, after) {
            (Element::Table(b), Element::Table(a)) => table::alterations(Pair::new(b, a)),
            (Element::Column(bt, b), Element::Column(at, a)) => {
                let followed = self.followed(bt, b, a);
                column::alterations(Pair::new(bt, at), Pair::new(&followed, a), fate)
            }
            (Element::Default(bt, b, _), Element::Default(at, a, expr)) => {
                if self.followed(bt, b, a).default == a.default {
                    return Vec::new();
                }
                vec![column::alter(&at.name, TableAction::SetDefault(a.name.clone(), (*expr).clone()))]
            }
            (Element::Constraint(_, b), Element::Constraint(own, a)) => table::constraint(&own.name, *b, *a),
            (Element::Trigger(..), Element::Trigger(on, trigger)) => {
                vec![column::alter(on, TableAction::SetTriggerState(trigger.name.clone(), trigger.state))]
            }
            (Element::View(b), Element::View(a)) => view::alterations(Pair::new(b, a)),
            (Element::Object(b), Element::Object(a)) if b.body != a.body => {
                object::alterations(Pair::new(b, a))
            }
            (Element::Owner(..), Element::Owner(table, column)) => self.own(part, table, column),
            (Element::Identification(b), Element::Identification(a)) => {
                table::identification(&a.name, Pair::new(Some(&b.options), Some(&a.options)))
            }
            (_, Element::Comment(text)) => comment(part, Some(text)),
            _ => Vec::new(),
        }
    }

    /// A column of an existing table. One that is inherited came with the parent's.
    fn add_column(&self, table: &Table, new: &Column) -> Vec<Op> {
        if let Some(parent) = table::inherited(&self.schemas.after.tables, table, new) {
            let not_null =
                (parent.nullable && !new.nullable).then(|| TableAction::SetNotNull(new.name.clone()));
            return not_null.map(|action| column::alter(&table.name, action)).into_iter().collect();
        }
        let added = column::undefaulted(new);
        let mut ops = vec![column::alter(&table.name, TableAction::AddColumn(added))];
        ops.extend(column::additions(new).into_iter().map(|action| column::alter(&table.name, action)));
        ops
    }

    /// The column as it is when its parent's has changed.
    fn followed(&self, table: &Table, before: &Column, after: &Column) -> Column {
        let mut now = before.clone();
        let parents = Pair::new(
            table::inherited(&self.schemas.before.tables, table, before),
            self.schemas
                .after
                .tables
                .get(&table.name)
                .and_then(|table| table::inherited(&self.schemas.after.tables, table, after)),
        );
        let Pair { before: Some(old), after: Some(new) } = parents else { return now };
        if old.nullable != new.nullable {
            now.nullable = new.nullable;
        }
        if old.default != new.default {
            now.default = new.default.clone();
        }
        if old.storage != new.storage {
            now.storage = new.storage.clone();
        }
        if old.statistics != new.statistics {
            now.statistics = new.statistics;
        }
        now
    }

    /// A sequence goes with a column from here on; a new one goes on behind the values that are there.
    fn own(&self, part: &Part, table: &ObjectName, column: &Name) -> Vec<Op> {
        let Part::Owner(sequence) = part else { return Vec::new() };
        let owner = Some((table.clone(), column.clone()));
        let mut ops = vec![object::alter(sequence, ObjectAction::SetOwner(owner))];
        let is_new = !self.sides.before.contains_key(&Part::Thing(sequence.clone()));
        let held = Thing::part(Kind::Column, table.clone(), column.clone());
        if is_new && self.sides.before.contains_key(&Part::Thing(held)) {
            let descending = matches!(
                self.schemas.after.objects.get(sequence).map(|object| &object.body),
                Some(limbeck_schema::Body::Sequence(sequence)) if sequence.increment < 0
            );
            ops.push(Op::CatchUp {
                table: table.clone(),
                column: column.clone(),
                sequence: Some(sequence.name.clone()),
                descending,
            });
        }
        ops
    }
}

fn comment(part: &Part, text: Option<&str>) -> Vec<Op> {
    let on = part.thing().cloned();
    on.map(|on| Op::Comment { on, text: text.map(str::to_owned) }).into_iter().collect()
}

/// Whether the column goes because its parent's does.
fn is_implied(schema: &Schema, table: &Table, own: &Column) -> bool {
    table::inherited(&schema.tables, table, own).is_some()
}
