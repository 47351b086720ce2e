//! One generic edit for every kind of thing.

use crate::Pair;

/// What happens to one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit<T> {
    /// It is not there and should be.
    Create(T),
    /// It is there and should not be.
    Drop(T),
    /// It is there on both sides and differs.
    Alter(Pair<T>),
}

impl<T> Edit<T> {
    /// What undoes it.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Create(item) => Self::Drop(item),
            Self::Drop(item) => Self::Create(item),
            Self::Alter(pair) => Self::Alter(pair.swap()),
        }
    }

    /// What there is before, if anything.
    pub fn before(&self) -> Option<&T> {
        match self {
            Self::Create(_) => None,
            Self::Drop(item) => Some(item),
            Self::Alter(pair) => Some(&pair.before),
        }
    }

    /// What there is after, if anything.
    pub fn after(&self) -> Option<&T> {
        match self {
            Self::Create(item) => Some(item),
            Self::Drop(_) => None,
            Self::Alter(pair) => Some(&pair.after),
        }
    }

    /// Either side: what the edit speaks of.
    pub fn subject(&self) -> &T {
        match self {
            Self::Create(item) | Self::Drop(item) => item,
            Self::Alter(pair) => &pair.after,
        }
    }
}
