//! Revision identifiers as people type them.

use crate::{Graph, RevisionFile, RevisionId};

/// An identifier that names no revision, or not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// Nothing starts so.
    #[error("there is no revision `{0}`: `limbeck history` lists those there are")]
    Unknown(String),
    /// Several start so.
    #[error("`{text}` may mean {}: write more of it", list(candidates))]
    Ambiguous {
        /// What was typed.
        text: String,
        /// What it may mean.
        candidates: Vec<RevisionId>,
    },
    /// Several revisions are the newest.
    #[error("there are several heads, {}: say which, or `heads` for all of them", list(heads))]
    SeveralHeads {
        /// The heads.
        heads: Vec<RevisionId>,
    },
    /// A step beyond the first or last revision.
    #[error("`{0}` leads beyond the first or the last revision")]
    Beyond(String),
    /// A step at a branch point or merge, where it could go several ways.
    #[error("`{text}` may lead to {}: name the revision", list(ways))]
    SeveralWays {
        /// What was typed.
        text: String,
        /// Where it may lead.
        ways: Vec<RevisionId>,
    },
}

pub(crate) fn list(ids: &[RevisionId]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

impl Graph {
    /// The revisions that `text` means: `head`, `heads`, `base` (none), `current`, an id or the start
    /// of one, a branch label, `label@head`, and each of these with steps behind it (`ae10+2`,
    /// `head-1`), or steps from where the database is (`+1`, `-2`).
    pub fn resolve(&self, text: &str, current: &[RevisionId]) -> Result<Vec<RevisionId>, ResolveError> {
        match steps(text) {
            Some(("", steps)) => self.walk(text, current.to_vec(), steps),
            Some((from, steps)) => {
                let from = self.absolute(from, current)?;
                self.walk(text, from, steps)
            }
            None => self.absolute(text, current),
        }
    }

    fn absolute(&self, text: &str, current: &[RevisionId]) -> Result<Vec<RevisionId>, ResolveError> {
        match text {
            "head" => match &self.heads()[..] {
                [] => Ok(Vec::new()),
                [head] => Ok(vec![head.clone()]),
                heads => Err(ResolveError::SeveralHeads { heads: heads.to_vec() }),
            },
            "heads" => Ok(self.heads()),
            "base" => Ok(Vec::new()),
            "current" => Ok(current.to_vec()),
            _ => match text.split_once('@') {
                Some((label, rest)) => self.on_branch(label, rest, current),
                None => self.one(text).map(|id| vec![id]),
            },
        }
    }

    fn one(&self, text: &str) -> Result<RevisionId, ResolveError> {
        if let Some(file) = self.labelled(text) {
            return Ok(file.revision.id.clone());
        }
        if let Some(id) = text.parse().ok().filter(|id| self.get(id).is_some()) {
            return Ok(id);
        }
        match &self.starting_with(text)[..] {
            [id] if !text.is_empty() => Ok(id.clone()),
            [] | [_] => Err(ResolveError::Unknown(text.to_owned())),
            several => Err(ResolveError::Ambiguous { text: text.to_owned(), candidates: several.to_vec() }),
        }
    }

    /// `label@head`, `label@base`, `label@ae10`: the same within one branch.
    fn on_branch(
        &self,
        label: &str,
        rest: &str,
        current: &[RevisionId],
    ) -> Result<Vec<RevisionId>, ResolveError> {
        let root = self.one(label)?;
        let mut branch = self.descendants(std::slice::from_ref(&root));
        branch.extend(self.ancestors(std::slice::from_ref(&root)));
        match rest {
            "head" | "heads" => {
                let heads = self.tops(&branch);
                if heads.len() > 1 && rest == "head" {
                    return Err(ResolveError::SeveralHeads { heads });
                }
                Ok(heads)
            }
            other => {
                Ok(self.absolute(other, current)?.into_iter().filter(|id| branch.contains(id)).collect())
            }
        }
    }

    /// Steps up to children, or down to parents; down from the first revision is the base.
    fn walk(&self, text: &str, from: Vec<RevisionId>, steps: i64) -> Result<Vec<RevisionId>, ResolveError> {
        let mut at = from;
        for _ in 0..steps.unsigned_abs() {
            let mut next: Vec<RevisionId> = if steps > 0 {
                self.children(&at)
            } else if at.is_empty() {
                return Err(ResolveError::Beyond(text.to_owned()));
            } else {
                let files = at.iter().filter_map(|id| self.get(id));
                files.flat_map(|file| file.revision.parents.iter().cloned()).collect()
            };
            next.sort();
            next.dedup();
            if next.is_empty() && steps > 0 {
                return Err(ResolveError::Beyond(text.to_owned()));
            }
            if next.len() > 1 {
                return Err(ResolveError::SeveralWays { text: text.to_owned(), ways: next });
            }
            at = next;
        }
        Ok(at)
    }

    /// What builds directly on these; on none of them, the first revisions.
    fn children(&self, of: &[RevisionId]) -> Vec<RevisionId> {
        let builds_on = |file: &&RevisionFile| {
            let parents = &file.revision.parents;
            if of.is_empty() { parents.is_empty() } else { parents.iter().any(|parent| of.contains(parent)) }
        };
        self.oldest_first().filter(builds_on).map(|file| file.revision.id.clone()).collect()
    }
}

/// `ae10+2` is `ae10` and 2.
fn steps(text: &str) -> Option<(&str, i64)> {
    let at = text.rfind(['+', '-'])?;
    let (from, steps) = (text.get(..at)?, text.get(at..)?);
    let digits = steps.get(1..)?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // More steps than anybody has revisions lead beyond the end all the same.
    is_number
        .then(|| (from, steps.parse().unwrap_or(if steps.starts_with('-') { i64::MIN } else { i64::MAX })))
}
