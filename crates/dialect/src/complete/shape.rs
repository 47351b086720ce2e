//! Constraints and indexes of one shape, whatever they are called and whatever else is said of them.

use std::collections::BTreeMap;

use limbeck_schema::{Bag, Check, Deferral, ForeignKey, Index, IndexPart, Items, KeyName, Unique, Validity};

/// What can be of one shape.
pub(super) trait Shaped: Clone + PartialEq {
    fn name(&mut self) -> &mut KeyName;

    /// Takes away what only some databases can say.
    fn forget_details(&mut self);
}

impl Shaped for Unique {
    fn name(&mut self) -> &mut KeyName {
        &mut self.name
    }

    fn forget_details(&mut self) {
        *self = Self {
            name: self.name.clone(),
            on_conflict: self.on_conflict,
            deferral: Deferral::NotDeferrable,
            parts: std::mem::take(&mut self.parts),
            ..Self::over([])
        };
    }
}

impl Shaped for ForeignKey {
    fn name(&mut self) -> &mut KeyName {
        &mut self.name
    }

    fn forget_details(&mut self) {
        self.match_full = false;
        self.set_on_delete = Vec::new();
        self.period = false;
        self.validity = Validity::Valid;
    }
}

impl Shaped for Check {
    fn name(&mut self) -> &mut KeyName {
        &mut self.name
    }

    fn forget_details(&mut self) {
        self.no_inherit = false;
        self.validity = Validity::Valid;
    }
}

/// What the models leave open.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// Names of those that have none.
    pub(super) names: bool,
    /// Details.
    pub(super) details: bool,
}

/// Each is the live one of the same shape, if there is one: under its own name, or without one under
/// whatever name the live one has.
pub(super) fn adopt<T: Shaped>(bag: &mut Bag<T>, live: &Bag<T>, open: Open) {
    let mut left: Vec<T> = live.iter().cloned().collect();
    for item in bag.iter_mut() {
        let is_unnamed = *item.name() == KeyName::Implied;
        if (is_unnamed && !open.names) || (!is_unnamed && !open.details) {
            continue;
        }
        let shape = |item: &T| {
            let mut item = item.clone();
            if is_unnamed {
                *item.name() = KeyName::Implied;
            }
            if open.details {
                item.forget_details();
            }
            item
        };
        let wanted = shape(item);
        if let Some(at) = left.iter().position(|there| shape(there) == wanted) {
            *item = left.remove(at);
        }
    }
}

/// A unique index that nobody named is the live one of the same shape, under whatever name that has.
pub(super) fn adopt_names(
    indexes: &mut Items<Index>,
    live: &Items<Index>,
    open: Open,
    is_unnamed: impl Fn(&Index) -> bool,
) {
    let mut named = Items::new();
    let all = std::mem::take(indexes);
    let mut taken: Vec<_> = all.iter().map(|index| index.name.clone()).collect();
    for index in all {
        let is_open = index.unique && is_unnamed(&index) && !live.contains(&index.name);
        let is_it = |there: &&Index| {
            let there = Index { name: index.name.clone(), ..(*there).clone() };
            if open.details { is_one_index(&index, &there) } else { index == there }
        };
        let found = live.iter().filter(|there| !taken.contains(&there.name)).find(is_it).filter(|_| is_open);
        if let Some(there) = found {
            taken.push(there.name.clone());
        }
        named.put(found.cloned().unwrap_or(index));
    }
    *indexes = named;
}

/// Whether the live index is all that the models say: columns, directions and predicate are said by any
/// model, and details count where they are said.
pub(super) fn is_one_index(wanted: &Index, live: &Index) -> bool {
    let said = Index { method: None, include: Vec::new(), parameters: BTreeMap::new(), ..wanted.clone() };
    let parts = live.parts.iter().zip(&wanted.parts).map(|(there, said)| IndexPart {
        term: there.term.clone(),
        descending: there.descending,
        collation: open(&said.collation, &there.collation),
        operator_class: open(&said.operator_class, &there.operator_class),
        nulls_first: open(&said.nulls_first, &there.nulls_first),
        length: open(&said.length, &there.length),
    });
    let is_detailed_so = wanted.method.as_ref().is_none_or(|method| live.method.as_ref() == Some(method))
        && (wanted.include.is_empty() || wanted.include == live.include)
        && wanted.parameters.iter().all(|(name, value)| live.parameters.get(name) == Some(value));
    let there = Index {
        unique: live.unique,
        predicate: live.predicate.clone(),
        nulls_not_distinct: wanted.nulls_not_distinct && live.nulls_not_distinct,
        tablespace: open(&wanted.tablespace, &live.tablespace),
        only: wanted.only,
        invalid: wanted.invalid,
        ..Index::new(live.name.clone(), parts.collect())
    };
    is_detailed_so && wanted.parts.len() == live.parts.len() && said == there
}

/// What is there, where anything is said.
fn open<T: Clone>(said: &Option<T>, there: &Option<T>) -> Option<T> {
    said.as_ref().and(there.clone())
}
