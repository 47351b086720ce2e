//! Why a revision that is half done does not go on.

use crate::{Direction, Place, RevisionId};

/// Why a revision that is half done does not go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResumeError {
    /// Another one would be next.
    #[error(
        "the {} `{id}` is half done: {}; nothing else can run before it is whole. {}; or, where what it did was undone by hand, `{forget}`",
        way(*direction), ran(*done), remedy(id, *direction)
    )]
    HalfDone {
        /// The revision that is half done.
        id: RevisionId,
        /// Which way it was going.
        direction: Direction,
        /// How many statements have run.
        done: usize,
        /// The statement that takes away what is written down of it.
        forget: String,
    },
    /// What has run stands in the file no longer.
    #[error(
        "{place}: `{id}` is half done: {}, and {} changed in the file since: put {} back as {} to go on behind",
        ran(*done), if *done == 1 { "it was" } else { "they were" }, if *done == 1 { "it" } else { "them" },
        if *done == 1 { "it was" } else { "they were" }
    )]
    Changed {
        /// The revision.
        id: RevisionId,
        /// The first statement of its section.
        place: Box<Place>,
        /// How many statements have run.
        done: usize,
    },
    /// Nothing tells whether a statement has run.
    #[error(
        "{place}: whether this statement of `{id}` has run cannot be told{}: the connection ended while it ran; look at what it should have done. If it has run, say `{ran}`, if it has not, say `{not_run}`, and run the same command again",
        if *is_changed { ", for another stood here" } else { "" }
    )]
    Undecided {
        /// The revision.
        id: RevisionId,
        /// The statement.
        place: Box<Place>,
        /// Whether it was changed in the file since.
        is_changed: bool,
        /// The statement that says it has run.
        ran: String,
        /// The statement that says it has not.
        not_run: String,
    },
    /// Something went with the connection.
    #[error(
        "{place}: `{id}` is half done: {}, and this statement needs `{lost}`, which went with the connection that they ran on: run the rest by hand, and write down where the database is then with `limbeck stamp`",
        ran(*done)
    )]
    Lost {
        /// The revision.
        id: RevisionId,
        /// The first statement that needs it.
        place: Box<Place>,
        /// How many statements have run.
        done: usize,
        /// The variable, prepared statement or temporary table.
        lost: String,
    },
}

pub(super) fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Upgrade => "upgrade to",
        Direction::Downgrade => "downgrade from",
    }
}

pub(super) fn ran(done: usize) -> String {
    match done {
        0 => "its first statement may have run".to_owned(),
        1 => "its first statement has run".to_owned(),
        done => format!("its first {done} statements have run"),
    }
}

pub(super) fn remedy(id: &RevisionId, direction: Direction) -> String {
    match direction {
        Direction::Upgrade => format!("Go on with `limbeck upgrade {id}`"),
        Direction::Downgrade => "Go on with the same `limbeck downgrade` again".to_owned(),
    }
}
