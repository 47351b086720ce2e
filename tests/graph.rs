//! Directories of revisions, good and bad, as the program sees them.

use crate::project::Throwaway;

/// A revision file by its header.
fn revision(project: &Throwaway, file: &str, header: &str) {
    let text = format!("-- {file}\n--\n{header}\n\n-- limbeck:upgrade\n\n-- limbeck:downgrade\n");
    project.write(&format!("m/versions/{file}.sql"), &text);
}

#[test]
fn all_that_is_wrong_with_a_directory_is_said_at_once() {
    let project = Throwaway::new();
    revision(&project, "a", "-- revision: a");
    revision(&project, "again", "-- revision: a");
    revision(&project, "typo", "-- revision: typo\n-- revizes: a");
    revision(&project, "on_typo", "-- revision: on_typo\n-- revises: typo");
    revision(&project, "lost", "-- revision: lost\n-- revises: nowhere");
    revision(&project, "shout", "-- revision: LOST");
    revision(&project, "round", "-- revision: round\n-- revises: trip");
    revision(&project, "trip", "-- revision: trip\n-- revises: round\n-- branch_labels: a");
    let failed = project.limbeck(&["--migrations", "m", "heads"]).exits(2);
    for expected in [
        "typo.sql:4: `revizes` is no header: did you mean `revises`?",
        "revision `a` is in several files: m/versions/a.sql, m/versions/again.sql",
        "branch label `a` is taken twice: m/versions/trip.sql, m/versions/a.sql",
        "lost.sql:4: `lost` revises `nowhere`, which no file has",
        "revisions `LOST`, `lost` differ only in upper and lower case, which MySQL and some file systems do not tell apart: m/versions/shout.sql, m/versions/lost.sql: give",
        "`round`, `trip` build on each other in a circle: m/versions/round.sql, m/versions/trip.sql",
    ] {
        assert!(failed.err.contains(expected), "{expected}: {}", failed.err);
    }
    // What builds on a file that cannot be read is not wrong itself.
    assert!(!failed.err.contains("on_typo"), "{}", failed.err);
}
