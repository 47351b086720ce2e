//! Names in other cases.

/// How a label is made from the name of its variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Verbatim,
    Lower,
    Upper,
    Camel,
    Pascal,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Style {
    /// As the derives name them.
    pub(crate) fn named(written: &str) -> Option<Self> {
        Some(match written {
            "verbatim" | "verbatimcase" => Self::Verbatim,
            "lowercase" => Self::Lower,
            "UPPERCASE" => Self::Upper,
            "camelCase" => Self::Camel,
            "PascalCase" => Self::Pascal,
            "snake_case" => Self::Snake,
            "SCREAMING_SNAKE_CASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => return None,
        })
    }
}

/// The name in that case.
pub(crate) fn styled(name: &str, style: Style) -> String {
    let words = words(name);
    let joined = |separator: &str| words.join(separator);
    let capital = |word: &String| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    };
    match style {
        Style::Verbatim => name.to_owned(),
        Style::Lower => name.to_lowercase(),
        Style::Upper => name.to_uppercase(),
        Style::Snake => joined("_"),
        Style::ScreamingSnake => joined("_").to_uppercase(),
        Style::Kebab => joined("-"),
        Style::ScreamingKebab => joined("-").to_uppercase(),
        Style::Pascal => words.iter().map(capital).collect::<Vec<String>>().concat(),
        Style::Camel => {
            let rest = words.iter().skip(1).map(capital);
            words.first().cloned().into_iter().chain(rest).collect::<Vec<String>>().concat()
        }
    }
}

/// Lower-cased words: a word begins at a capital behind a small letter, and at the last capital of several
/// before a small letter; a digit belongs to what is before it.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let letters: Vec<char> = name.chars().collect();
    // Whether the last letter was a capital, or a small one; a digit changes nothing.
    let (mut was_upper, mut was_lower) = (false, false);
    for (at, letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            words.push(String::new());
            (was_upper, was_lower) = (false, false);
            continue;
        }
        let before_small = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (was_lower || (was_upper && before_small)) {
            words.push(String::new());
        }
        if letter.is_uppercase() || letter.is_lowercase() {
            (was_upper, was_lower) = (letter.is_uppercase(), letter.is_lowercase());
        }
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{Style, styled};

    #[test]
    fn words_begin_where_the_case_changes() {
        for (name, snake) in [
            ("Ready", "ready"),
            ("InProgress", "in_progress"),
            ("HTTPServer", "http_server"),
            ("Level2Plus", "level2_plus"),
            ("A", "a"),
            ("snake_already", "snake_already"),
        ] {
            assert_eq!(styled(name, Style::Snake), snake);
        }
    }

    #[test]
    fn every_style_has_its_letters() {
        for (written, expected) in [
            ("verbatim", "InProgress"),
            ("lowercase", "inprogress"),
            ("UPPERCASE", "INPROGRESS"),
            ("camelCase", "inProgress"),
            ("PascalCase", "InProgress"),
            ("snake_case", "in_progress"),
            ("SCREAMING_SNAKE_CASE", "IN_PROGRESS"),
            ("kebab-case", "in-progress"),
            ("SCREAMING-KEBAB-CASE", "IN-PROGRESS"),
        ] {
            assert_eq!(styled("InProgress", Style::named(written).unwrap()), expected, "{written}");
        }
        assert_eq!(Style::named("sPoNgE"), None);
    }
}
