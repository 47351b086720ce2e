//! Names: SQLite ignores the case of ASCII letters, and of those alone.

use limbeck_schema::{Name, ObjectName};

/// What a name is looked up by.
pub(super) fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

pub(super) fn fold(name: &mut Name) {
    let key = key(name.as_str());
    if name.key() != key {
        *name = name.clone().folded(key);
    }
}

/// `main.` says nothing.
pub(super) fn fold_object(name: &mut ObjectName) {
    fold(&mut name.name);
    if name.namespace.as_ref().is_some_and(|namespace| namespace.as_str().eq_ignore_ascii_case("main")) {
        name.namespace = None;
    }
    name.namespace.iter_mut().for_each(fold);
}
