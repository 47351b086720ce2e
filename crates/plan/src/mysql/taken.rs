//! Names that the server made up, where what stays has them already.

use std::collections::BTreeSet;

use limbeck_schema::{KeyName, Name};

/// The names of one table's checks or foreign keys, in lower case, as the server tells them apart.
pub(super) struct Taken {
    /// By what stands there.
    now: BTreeSet<String>,
    /// By what will stand there in the end, and must get its own name.
    then: BTreeSet<String>,
}

impl Taken {
    pub(super) fn new<'a>(
        now: impl Iterator<Item = &'a KeyName>,
        then: impl Iterator<Item = &'a KeyName>,
    ) -> Self {
        Self { now: now.filter_map(lowered).collect(), then: then.filter_map(lowered).collect() }
    }

    /// The name for something new: its own, or where that is taken the first free one of `stem` and a
    /// number. Nobody chose such a name, so it is compared as the same.
    pub(super) fn free(&mut self, name: &KeyName, stem: &str) -> KeyName {
        let Some(own) = name.given() else { return name.clone() };
        if self.now.insert(own.as_str().to_lowercase()) {
            return name.clone();
        }
        let is_free = |free: &String| !self.then.contains(&free.to_lowercase());
        let mut others = (1..=u32::MAX).map(|number| format!("{stem}{number}")).filter(is_free);
        let free = others.find(|free| self.now.insert(free.to_lowercase()));
        free.and_then(|free| Name::new(free).ok())
            .map_or_else(|| name.clone(), |free| KeyName::Given(free.folded(own.key())))
    }
}

fn lowered(name: &KeyName) -> Option<String> {
    name.given().map(|name| name.as_str().to_lowercase())
}
