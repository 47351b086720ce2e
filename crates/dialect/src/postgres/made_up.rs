//! Names that the server makes up where none is given (its `makeObjectName`).

use super::names::LENGTH;

/// `first_second_label`, shortened where it would be too long: the longer of the two first.
pub(super) fn name(first: &str, second: Option<&str>, label: &str) -> String {
    let mut parts = [first, second.unwrap_or_default()];
    let joints = 1 + usize::from(second.is_some());
    let available = LENGTH.saturating_sub(label.len() + joints);
    let mut lengths = parts.map(str::len);
    while lengths[0] + lengths[1] > available {
        let longer = usize::from(lengths[0] <= lengths[1]);
        lengths[longer] -= 1;
    }
    for (part, length) in parts.iter_mut().zip(lengths) {
        *part = &part[..part.floor_char_boundary(length)];
    }
    match second {
        Some(_) => format!("{}_{}_{label}", parts[0], parts[1]),
        None => format!("{}_{label}", parts[0]),
    }
}

/// The names of columns as they stand in a made-up name, which takes no more of them once it is too long.
pub(super) fn columns<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for name in names {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(name);
        if joined.len() > LENGTH {
            break;
        }
    }
    joined
}
