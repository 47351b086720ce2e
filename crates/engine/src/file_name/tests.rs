//! Alembic's tokens.

use super::{FileNameTemplate, FileNames, TemplateTextError};
use crate::NewRevision;

fn new(message: &str) -> NewRevision {
    NewRevision {
        message: message.to_owned(),
        id: "ab12".parse().unwrap(),
        created: "2026-03-01T00:02:11+01:30".to_owned(),
        head: "head".to_owned(),
        splice: false,
        branch_labels: Vec::new(),
        depends_on: Vec::new(),
        version_path: None,
        dry: false,
    }
}

fn name(template: &str, message: &str) -> String {
    let names = FileNames { template: template.parse().unwrap(), slug_length: 12 };
    names.of(&new(message)).display().to_string()
}

#[test]
fn tokens_are_put_in() {
    for (template, message, expected) in [
        ("%(rev)s_%(slug)s", "Add user", "ab12_add_user.sql"),
        ("%(rev)s_%(slug)s", "!", "ab12.sql"),
        ("%(slug)s", "Über die Änderung der Tabelle", "über_die_änd.sql"),
        ("%(year)d_%(month).2d_%(day)02d-%(rev)s", "x", "2026_03_01-ab12.sql"),
        ("%(year)d/%(month)d/%(hour).2d%(minute).2d%(second).2d_%(rev)s", "x", "2026/3/000211_ab12.sql"),
        // 2026-02-28T22:32:11Z.
        ("%(epoch)s_100%%_%(rev)s", "x", "1772317931_100%_ab12.sql"),
    ] {
        assert_eq!(name(template, message), expected, "{template}");
    }
}

#[test]
fn what_is_no_template_is_refused() {
    let read = |text: &str| text.parse::<FileNameTemplate>().unwrap_err();
    assert!(matches!(read("%(revision)s"), TemplateTextError::Unknown { token } if token == "revision"));
    for text in ["%rev_%(rev)s", "%(rev)", "%(rev)x", "%(rev", "%(rev).999d"] {
        assert!(matches!(read(text), TemplateTextError::Form { .. }), "{text}");
    }
    assert!(matches!(read("../%(rev)s"), TemplateTextError::Outside { .. }));
    assert!(matches!(read("/%(rev)s"), TemplateTextError::Outside { .. }));
    assert!(matches!(read("%(year)d"), TemplateTextError::Same { .. }));
}
