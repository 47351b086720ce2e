//! How SeaORM calls columns and labels where nobody does: words are split as `heck` splits them.

use std::collections::BTreeSet;

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToTitleCase, ToUpperCamelCase};

/// The variant of `Column` that stands for a field; the field's name comes without `r#`.
pub(super) fn variant(field: &str) -> String {
    field.to_upper_camel_case()
}

/// The column of a variant that has no name of its own.
pub(super) fn column(variant: &str) -> String {
    variant.to_snake_case()
}

/// The column of a field that has no name of its own: `type_` and `r#type` are `type`, `address_1` stays.
pub(super) fn column_of_field(field: &str) -> String {
    let through = variant(field).to_snake_case();
    if field == through { through } else { field.to_snake_case() }
}

/// The word in a style of `rename_all` or `rename`; `None` for a style that SeaORM does not know.
pub(super) fn restyled(word: &str, style: &str) -> Option<String> {
    Some(match style {
        "camelCase" => {
            let camel = word.to_upper_camel_case();
            let mut letters = camel.chars();
            letters.next().into_iter().flat_map(char::to_lowercase).chain(letters.as_str().chars()).collect()
        }
        "camel_case" | "PascalCase" => word.to_upper_camel_case(),
        "snake_case" | "snek_case" => word.to_snake_case(),
        "kebab_case" | "kebab-case" => word.to_kebab_case(),
        "SCREAMING-KEBAB-CASE" => word.to_kebab_case().to_uppercase(),
        "shouty_snake_case" | "shouty_snek_case" | "SCREAMING_SNAKE_CASE" => word.to_shouty_snake_case(),
        "title_case" => word.to_title_case(),
        "mixed_case" => word.to_lower_camel_case(),
        "lowercase" => word.to_lowercase(),
        "UPPERCASE" => word.to_uppercase(),
        _ => return None,
    })
}

/// Whether SeaORM's derive takes an enumeration of these labels: it makes an ident of each (2.0.4), and those have to
/// be idents, and to differ.
pub(super) fn are_variants(labels: &[String]) -> bool {
    let ident = |label: &String| {
        let letter = |letter: char| {
            if letter.is_alphanumeric() { letter.to_string() } else { format!("{:#X}", u32::from(letter)) }
        };
        label.chars().map(letter).collect::<String>().to_upper_camel_case()
    };
    let idents: BTreeSet<String> = labels.iter().map(ident).collect();
    idents.len() == labels.len() && !idents.contains("Self")
}

/// The name of an index over a column that is `indexed`, or of a `unique_key`.
pub(super) fn index(table: &str, rest: &str) -> String {
    format!("idx-{table}-{rest}")
}

/// The name of the primary key over several columns.
pub(super) fn primary_key(table: &str) -> String {
    format!("pk-{table}")
}

/// The name of a foreign key without `fk_name`.
pub(super) fn foreign_key(table: &str, columns: &[&str]) -> String {
    format!("fk-{table}-{}", columns.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_seaorm_calls_them() {
        for (field, name) in [
            ("type_", "type"),
            ("type", "type"),
            ("address_1", "address_1"),
            ("address1", "address1"),
            ("_id", "id"),
            ("userID", "user_id"),
            ("http2_port", "http2_port"),
            ("a__b", "a_b"),
        ] {
            assert_eq!(column_of_field(field), name, "{field}");
        }
        assert_eq!(column("CreatedAt"), "created_at");
        assert_eq!(column("Address1"), "address1");
    }

    #[test]
    fn labels_that_the_derive_takes() {
        for (labels, is_taken) in [
            (["a-b", "a b", "a_b", "", "1st"].as_slice(), true),
            (["it's", "größer", "\"", "\\"].as_slice(), true),
            (["other", "self"].as_slice(), false),
            (["ab", "Ab"].as_slice(), false),
        ] {
            let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
            assert_eq!(are_variants(&labels), is_taken, "{labels:?}");
        }
    }

    #[test]
    fn every_style_is_known() {
        for (style, name) in [
            ("camelCase", "twoWords"),
            ("PascalCase", "TwoWords"),
            ("snake_case", "two_words"),
            ("kebab-case", "two-words"),
            ("SCREAMING-KEBAB-CASE", "TWO-WORDS"),
            ("SCREAMING_SNAKE_CASE", "TWO_WORDS"),
            ("title_case", "Two Words"),
            ("mixed_case", "twoWords"),
            ("lowercase", "twowords"),
            ("UPPERCASE", "TWOWORDS"),
        ] {
            assert_eq!(restyled("TwoWords", style).as_deref(), Some(name), "{style}");
        }
        assert_eq!(restyled("TwoWords", "Train-Case"), None);
    }
}
