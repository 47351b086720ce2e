//! The only way to hold two sides of a comparison.

/// `before` is where the database is, `after` where it should be; everywhere, under these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair<T> {
    /// What there is.
    pub before: T,
    /// What there should be.
    pub after: T,
}

impl<T> Pair<T> {
    /// Both sides, in the order they are spoken of.
    pub fn new(before: T, after: T) -> Self {
        Self { before, after }
    }

    /// Borrows both sides.
    pub fn as_ref(&self) -> Pair<&T> {
        Pair { before: &self.before, after: &self.after }
    }

    /// The same of both sides.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { before: f(self.before), after: f(self.after) }
    }

    /// The way back.
    #[must_use]
    pub fn swap(self) -> Self {
        Self { before: self.after, after: self.before }
    }
}
