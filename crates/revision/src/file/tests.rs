use std::path::Path;

use proptest::prelude::*;

use super::{FileProblem, RevisionFile};
use crate::Direction;

const WHOLE: &str = "-- Add user table
--
-- Second paragraph, see https://example.org: it says why.
--
-- revision: 1975ea83b712
-- revises: ae1027a6acf4, b2
-- created: 2026-11-22T07:02:11Z
-- branch_labels: net
-- depends_on: core, c3
-- transaction: none
-- a free remark

-- limbeck:upgrade
CREATE TABLE \"user\" (x);

-- limbeck:downgrade
DROP TABLE \"user\";
";

fn parse(text: &str) -> Result<RevisionFile, (usize, FileProblem)> {
    RevisionFile::parse(Path::new("x.sql"), text).map_err(|error| (error.line, error.problem))
}

fn with_header(lines: &str) -> Result<RevisionFile, (usize, FileProblem)> {
    parse(&format!("-- Message\n--\n{lines}\n-- limbeck:upgrade\n-- limbeck:downgrade"))
}

#[test]
fn everything_is_read() {
    let file = parse(WHOLE).unwrap();
    let revision = &file.revision;
    assert_eq!(revision.id.as_str(), "1975ea83b712");
    assert_eq!(revision.parents.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["ae1027a6acf4", "b2"]);
    assert_eq!(revision.message, "Add user table\n\nSecond paragraph, see https://example.org: it says why.");
    assert_eq!(
        (revision.depends_on.join(" "), revision.branch_labels.join(" ")),
        ("core c3".into(), "net".into())
    );
    assert_eq!(revision.created.as_deref(), Some("2026-11-22T07:02:11Z"));
    assert!(!revision.in_transaction);
}

#[test]
fn sections_are_the_bytes_of_the_file() {
    for text in [WHOLE.to_owned(), format!("\u{feff}{}", WHOLE.replace('\n', "\r\n"))] {
        let file = parse(&text).unwrap();
        for (direction, word) in [(Direction::Upgrade, "CREATE"), (Direction::Downgrade, "DROP")] {
            let section = file.section(direction);
            assert!(section.text.starts_with(word));
            assert_eq!(&file.text()[section.start..section.start + section.text.len()], section.text);
        }
        assert_eq!(file.revision.message.lines().next(), Some("Add user table"));
    }
}

#[test]
fn sections_may_be_empty_and_stand_in_any_order() {
    let file = parse("-- revision: a\n-- limbeck:downgrade\nDROP\n--limbeck:upgrade  ").unwrap();
    assert_eq!(file.section(Direction::Upgrade).text, "");
    assert_eq!(file.section(Direction::Downgrade).text, "DROP\n");
    assert_eq!((file.revision.message.as_str(), file.revision.parents.len()), ("", 0));
}

#[test]
fn wrong_headers_name_the_line_and_the_word_that_was_meant() {
    let unknown = |key: &str, meant| FileProblem::UnknownHeader { key: key.into(), meant };
    for (lines, line, problem) in [
        ("-- revision: a\n-- revise: b", 4, unknown("revise", Some("revises"))),
        ("-- revise: b\n-- revision: a", 3, unknown("revise", Some("revises"))),
        ("-- Depends-On: b\n-- revision: a", 3, unknown("Depends-On", Some("depends_on"))),
        ("-- revision: a\n-- author: b", 4, unknown("author", None)),
        ("-- revision: a\n-- revision: b", 4, FileProblem::RepeatedHeader { key: "revision" }),
        ("-- revision: a\n-- transaction: off", 4, FileProblem::Transaction { value: "off".into() }),
        ("-- created: now", 3, FileProblem::NoRevision),
        ("-- revision: a\nSELECT 1;", 4, FileProblem::BeforeSections),
    ] {
        assert_eq!(with_header(lines), Err((line, problem)), "{lines}");
    }
    for lines in ["-- revision: a-b", "-- revision: head", "-- revision:", "-- revision: a\n-- revises: b,"] {
        assert!(matches!(with_header(lines), Err((_, FileProblem::Id(_)))), "{lines}");
    }
    let long = format!("-- revision: {}", "a".repeat(33));
    assert!(with_header(&long).unwrap_err().1.to_string().contains("too long"));
}

#[test]
fn wrong_sections_name_the_line() {
    let name = "downgrade";
    assert_eq!(parse("-- revision: a\n-- limbeck:upgrade\nx"), Err((3, FileProblem::NoSection { name })));
    assert_eq!(parse(""), Err((1, FileProblem::NoRevision)));
    let twice = "-- revision: a\n-- limbeck:downgrade\n-- limbeck:downgrade";
    assert_eq!(parse(twice), Err((3, FileProblem::RepeatedSection { name, first: 2 })));
    let unknown = parse("-- revision: a\n-- limbeck:up").unwrap_err();
    assert_eq!(unknown, (2, FileProblem::UnknownSection { name: "up".into() }));
}

#[test]
fn errors_are_printed_with_their_place() {
    let error = RevisionFile::parse(Path::new("m/x.sql"), "-- Message\n-- revison: a").unwrap_err();
    assert_eq!(error.to_string(), "m/x.sql:2: `revison` is no header: did you mean `revision`?");
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in "(-- |limbeck:|upgrade|downgrade|revision: |\\PC|\n|\r\n|,|é){0,40}") {
        let _ = parse(&text);
    }
}
