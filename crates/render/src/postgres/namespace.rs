//! Moving into another namespace.

use limbeck_schema::Name;

use super::quote::{literal, quoted};

/// `head SET SCHEMA ...`. The default namespace has no name of its own here, and no keyword stands for
/// it: the server is asked for it.
pub(super) fn set(head: &str, namespace: Option<&Name>) -> String {
    let Some(namespace) = namespace else {
        let head = literal(&format!("{head} SET SCHEMA "));
        let tag = tag(&head);
        return format!("DO {tag}\nBEGIN\n    EXECUTE {head} || quote_ident(current_schema());\nEND\n{tag}");
    };
    format!("{head} SET SCHEMA {}", quoted(namespace))
}

/// A dollar quote that the text does not hold.
fn tag(text: &str) -> String {
    let mut tag = "$$".to_owned();
    let mut number = 0_u32;
    while text.contains(&tag) {
        number += 1;
        tag = format!("$q{number}$");
    }
    tag
}
