//! Rows that lose their parents.

use std::collections::BTreeMap;

use limbeck_db::{DbError, Session, Violation};

/// What is known of rows without parents, so that the whole database is not looked through twice for
/// each revision of a long run.
#[derive(Debug, Default)]
pub(crate) struct Orphans {
    /// As of which version of the data, and which.
    known: Option<(String, Vec<Violation>)>,
}

impl Orphans {
    /// Those before a script, within its transaction.
    pub(crate) fn before(&mut self, session: &mut Session) -> Result<Vec<Violation>, DbError> {
        let version = session.data_version()?;
        match self.known.take() {
            Some((of, known)) if version.is_some_and(|version| version == of) => Ok(known),
            _ => session.foreign_key_violations(),
        }
    }

    /// Those behind a script, within its transaction.
    pub(crate) fn after(&mut self, session: &mut Session) -> Result<Vec<Violation>, DbError> {
        let found = session.foreign_key_violations()?;
        self.known = session.data_version()?.map(|version| (version, found.clone()));
        Ok(found)
    }

    /// A script ran that was not looked after.
    pub(crate) fn forget(&mut self) {
        self.known = None;
    }
}

/// The violations that came. A rebuilt table counts its rows anew, so rows are counted between each two
/// tables rather than recognised: as many as before are the ones from before.
pub(crate) fn more(before: &[Violation], after: Vec<Violation>) -> Vec<Violation> {
    let key = |violation: &Violation| {
        (violation.table.clone(), violation.parent.clone(), violation.problem.clone())
    };
    let mut counts: BTreeMap<_, i64> = BTreeMap::new();
    before.iter().for_each(|violation| *counts.entry(key(violation)).or_default() -= 1);
    after.iter().for_each(|violation| *counts.entry(key(violation)).or_default() += 1);
    let grown = |violation: &Violation| counts.get(&key(violation)).is_some_and(|count| *count > 0);
    after.into_iter().filter(|violation| grown(violation) && !before.contains(violation)).collect()
}
