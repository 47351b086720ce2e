//! What becomes of each part: first what differs, then whom that drags along.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{Body, Dialect, Kind, Sequence, TableOptions, Thing};

use super::{
    alias::Aliases,
    attachment::is_shared,
    column,
    inventory::{Constraint, Element, Inventory},
    needs::Needs,
    object,
    part::Part,
    stages::speaks,
    table, view,
};

/// What becomes of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nothing.
    Keep,
    /// It comes.
    Create,
    /// It goes.
    Drop,
    /// It changes where it stands.
    Alter,
    /// A column is written anew in its type, which is replaced.
    Retype,
    /// It goes and comes again.
    Replace,
}

impl Fate {
    /// Whether it is not there for a while, or for good.
    pub(super) fn goes(self) -> bool {
        matches!(self, Self::Drop | Self::Replace)
    }

    /// Whether it is there all the time and changes.
    pub(super) fn changes(self) -> bool {
        matches!(self, Self::Alter | Self::Retype)
    }

    /// Whether it is not there at first.
    pub(super) fn comes(self) -> bool {
        matches!(self, Self::Create | Self::Replace)
    }
}

/// Both sides, part by part. Parts of `before` go by the names that hold after.
pub(super) struct Sides<'a> {
    pub(super) before: Inventory<'a>,
    pub(super) after: Inventory<'a>,
    pub(super) needs_before: Needs,
    pub(super) needs_after: Needs,
    pub(super) aliases: Aliases,
    pub(super) dialect: Dialect,
}

impl<'a> Sides<'a> {
    pub(super) fn pair(&self, part: &Part) -> (Option<&Element<'a>>, Option<&Element<'a>>) {
        (self.before.get(part), self.after.get(part))
    }

    /// What becomes of every part of either side.
    pub(super) fn fates(&self) -> BTreeMap<Part, Fate> {
        let parts: BTreeSet<&Part> = self.before.keys().chain(self.after.keys()).collect();
        let own = parts.into_iter().map(|part| (part.clone(), self.own_fate(part)));
        let mut fates: BTreeMap<Part, Fate> = own.collect();
        self.spread(&mut fates);
        let spoken_of = self.spoken_of(&fates);
        if !spoken_of.is_empty() {
            fates.extend(spoken_of.into_iter().map(|part| (part, Fate::Replace)));
            self.spread(&mut fates);
        }
        fates
    }

    /// Enumerations with new labels of which something speaks that comes or changes too: a label cannot be
    /// used in the transaction that adds it, one of a type made anew can (15 to 18). On the way there the
    /// labels come first, in a revision of their own; the way back is one revision.
    fn spoken_of(&self, fates: &BTreeMap<Part, Fate>) -> Vec<Part> {
        let changes = |part: &Part| fates.get(part).is_some_and(|fate| *fate != Fate::Keep);
        let is_spoken_of = |part: &Part| {
            let mut needs = self.needs_after.iter().filter(|(_, needed)| needed == part);
            needs.any(|(other, _)| other.kind().is_some_and(speaks) && changes(other))
        };
        let grown = fates.iter().filter(|(part, fate)| **fate == Fate::Alter && self.is_grown(part));
        grown.map(|(part, _)| part).filter(|part| is_spoken_of(part)).cloned().collect()
    }

    fn is_grown(&self, part: &Part) -> bool {
        let (Some(Element::Object(b)), Some(Element::Object(a))) = self.pair(part) else { return false };
        b.body != a.body && object::has_grown(b, a)
    }

    /// What becomes of it for its own sake.
    fn own_fate(&self, part: &Part) -> Fate {
        let (before, after) = match self.pair(part) {
            (None, _) if is_shared(part, &self.after, &self.before) => return Fate::Keep,
            (_, None) if is_shared(part, &self.before, &self.after) => return Fate::Keep,
            (None, _) => return Fate::Create,
            (_, None) => return Fate::Drop,
            (Some(before), Some(after)) => (before, after),
        };
        let renamed = self.aliases.is_new(part);
        match (before, after) {
            (Element::Table(b), Element::Table(a)) => {
                let differs = bare(&b.options) != bare(&a.options) || b.unmodelled != a.unmodelled;
                if differs { table::fate(b, a) } else { Fate::Keep }
            }
            (Element::Column(bt, b), Element::Column(at, a)) => column::fate((bt, b), (at, a), self.dialect),
            (Element::Default(_, _, b), Element::Default(_, _, a)) => altered(b == a),
            (Element::Constraint(_, b), Element::Constraint(_, a)) => constraint(*b, *a, renamed),
            (Element::Index(_, b), Element::Index(_, a)) if renamed => {
                let same = limbeck_schema::Index { name: a.name.clone(), ..(*b).clone() } == **a;
                if same { Fate::Alter } else { Fate::Replace }
            }
            (Element::Index(_, b), Element::Index(_, a)) => replaced(b == a),
            (Element::Trigger(_, b), Element::Trigger(_, a)) if b.definition != a.definition => Fate::Replace,
            (Element::Trigger(_, b), Element::Trigger(_, a)) => altered(b == a),
            (Element::View(b), Element::View(a)) => view::fate(b, a),
            (Element::Object(b), Element::Object(a)) if is_same(&b.body, &a.body) => altered(!renamed),
            (Element::Object(b), Element::Object(a)) => object::fate(b, a),
            (Element::Owner(bt, bc), Element::Owner(at, ac)) => altered(bt == at && bc == ac),
            (Element::Identification(b), Element::Identification(a)) => {
                let of =
                    |options: &TableOptions| (options.replica_identity.clone(), options.clustered_on.clone());
                altered(of(&b.options) == of(&a.options))
            }
            (Element::Comment(b), Element::Comment(a)) => altered(b == a),
            (Element::Grant(_), Element::Grant(_)) => Fate::Keep,
            _ => Fate::Replace,
        }
    }

    /// Whoever needs what goes or changes goes along, until nobody new does. Data never goes along:
    /// a column whose type is replaced is written anew in it, and a table stays.
    fn spread(&self, fates: &mut BTreeMap<Part, Fate>) {
        let mut dependents: BTreeMap<&Part, Vec<&Part>> = BTreeMap::new();
        for (part, needed) in &self.needs_before {
            dependents.entry(needed).or_default().push(part);
        }
        let mut open: Vec<Part> =
            fates.iter().filter(|(_, fate)| **fate != Fate::Keep).map(|(part, _)| part.clone()).collect();
        while let Some(needed) = open.pop() {
            let fate = fates.get(&needed).copied().unwrap_or(Fate::Keep);
            for part in dependents.get(&needed).into_iter().flatten() {
                let old = fates.get(*part).copied().unwrap_or(Fate::Keep);
                let new = self.dragged(part, old, (&needed, fate));
                if new != old {
                    fates.insert((*part).clone(), new);
                    open.push((*part).clone());
                }
            }
        }
    }

    /// What becomes of a part because of what becomes of one it needs.
    fn dragged(&self, part: &Part, fate: Fate, (needed, of_needed): (&Part, Fate)) -> Fate {
        if matches!(fate, Fate::Drop | Fate::Replace | Fate::Create) {
            return fate;
        }
        if of_needed.goes() {
            // One that changes in place and does without from then on can stay.
            let still_needs = self.needs_after.contains(&(part.clone(), needed.clone()));
            if fate == Fate::Alter && of_needed == Fate::Drop && !still_needs && can_let_go(part) {
                return fate;
            }
            return self.bereft(part, needed, fate);
        }
        if of_needed.changes() && self.blocks(part, needed, of_needed) {
            return Fate::Replace;
        }
        fate
    }

    /// What becomes of a part when one it needs is not there for a while.
    fn bereft(&self, part: &Part, needed: &Part, fate: Fate) -> Fate {
        let is_type =
            matches!(needed.kind(), Some(Kind::Enum | Kind::Domain | Kind::Composite | Kind::Range));
        match part {
            Part::Thing(Thing { kind: Kind::Table | Kind::ForeignTable | Kind::Sequence, .. }) => fate,
            Part::Thing(Thing { kind: Kind::Namespace | Kind::Extension, .. }) => fate,
            Part::Thing(Thing { kind: Kind::Column, .. }) => match self.before.get(part) {
                Some(Element::Column(_, column)) if column.generated.is_some() => Fate::Replace,
                _ if is_type => Fate::Retype,
                _ => fate,
            },
            Part::Owner(_) | Part::Identification(_) => Fate::Alter,
            _ => Fate::Replace,
        }
    }

    /// Whether the database does not let `needed` change as long as `part` is there.
    fn blocks(&self, part: &Part, needed: &Part, of_needed: Fate) -> bool {
        let Some(kind) = part.kind() else { return false };
        let is_generated =
            || matches!(self.before.get(part), Some(Element::Column(_, c)) if c.generated.is_some());
        match (self.before.get(needed), self.after.get(needed)) {
            (Some(Element::Column(_, before)), Some(Element::Column(_, after))) => {
                let retyped = of_needed == Fate::Retype || column::is_retyped(before, after);
                let reads = matches!(
                    kind,
                    Kind::View
                        | Kind::MaterializedView
                        | Kind::Rule
                        | Kind::Policy
                        | Kind::Trigger
                        | Kind::Function
                        | Kind::Procedure
                        | Kind::Default
                );
                let is_key = || {
                    matches!(self.before.get(part), Some(Element::Constraint(_, Constraint::ForeignKey(_))))
                };
                retyped && (reads || is_key() || (kind == Kind::Column && is_generated()))
            }
            _ => false,
        }
    }
}

/// Views and routines can be said anew without what they read.
fn can_let_go(part: &Part) -> bool {
    !matches!(part.kind(), None | Some(Kind::Column))
}

fn altered(same: bool) -> Fate {
    if same { Fate::Keep } else { Fate::Alter }
}

fn replaced(same: bool) -> Fate {
    if same { Fate::Keep } else { Fate::Replace }
}

/// What is said of a table as a whole, without what is a part of its own.
pub(super) fn bare(options: &TableOptions) -> TableOptions {
    TableOptions {
        comment: None,
        replica_identity: Default::default(),
        clustered_on: None,
        ..options.clone()
    }
}

/// Whether two objects are the same apart from their names and from what they go with.
fn is_same(before: &Body, after: &Body) -> bool {
    match (before, after) {
        (Body::Sequence(before), Body::Sequence(after)) => {
            let alone = |sequence: &Sequence| Sequence { owned_by: None, ..sequence.clone() };
            alone(before) == alone(after)
        }
        _ => before == after,
    }
}

fn constraint(before: Constraint<'_>, after: Constraint<'_>, renamed: bool) -> Fate {
    if before == after {
        return Fate::Keep;
    }
    if renamed && Aliases::is_same_constraint(before, after) {
        return Fate::Alter;
    }
    match (before, after) {
        (Constraint::ForeignKey(b), Constraint::ForeignKey(a)) if table::is_adjustable(b, a) => Fate::Alter,
        (Constraint::Check(b), Constraint::Check(a)) if table::is_validated(b, a) => Fate::Alter,
        _ => Fate::Replace,
    }
}
