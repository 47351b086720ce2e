//! Placeholders in texts: `{c7}` is whatever column `c7` is called in the end, `{'q3}` the same as a
//! string.

use limbeck_schema::Name;

/// `name` as it stands in a text.
pub(crate) fn placeholder(name: &Name) -> String {
    format!("{{{name}}}")
}

/// `name` as it stands in a text that wants it as a string.
pub(crate) fn placeholder_string(name: &Name) -> String {
    format!("{{'{name}}}")
}

/// Whether `text` speaks of `name`.
pub(crate) fn mentions(text: &str, name: &Name) -> bool {
    text.contains(&placeholder(name)) || text.contains(&placeholder_string(name))
}

/// Every placeholder of `text`.
pub(crate) fn placeholders(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    replace(text, |placeholder| {
        all.push(placeholder.trim_start_matches('\'').to_owned());
        String::new()
    });
    all
}

/// `text` with each placeholder replaced; what is put in is not looked at again.
pub(crate) fn replace(text: &str, mut by: impl FnMut(&str) -> String) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('{') {
        replaced.push_str(before);
        let (placeholder, after) = inside.split_once('}').expect("a placeholder is closed");
        replaced.push_str(&by(placeholder));
        rest = after;
    }
    replaced + rest
}
