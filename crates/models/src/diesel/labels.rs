//! The labels of enumerations, as Rust enums say them.
//!
//! Two derives are known: `DbEnum` of the crate diesel-derive-enum (2.x, and the `db_enum` of 3.0), and
//! Diesel's own `Enum` (2.4). A type whose labels nobody derives has whatever labels the database says.

use syn::{Ident, ItemEnum, Meta, Path, Variant, ext::IdentExt};

use crate::attributes::{conditional, inside, metas, text_of};
use crate::case::{self, Style};

/// A Rust enum over a type of the database.
pub(super) struct Enumeration {
    /// Its own name.
    pub(super) ident: Ident,
    /// The Rust name of the SQL type that `table!` uses.
    pub(super) sql_type: String,
    /// What the database calls the type, where no definition says so.
    pub(super) sql_name: String,
    /// Its labels, in the order of the variants.
    pub(super) labels: Vec<String>,
}

/// `None` for an enum that says no labels: no derive, a style nobody knows, variants with fields or under
/// `#[cfg]`.
pub(super) fn read(item: &ItemEnum) -> Option<Enumeration> {
    let said = metas(&item.attrs);
    let ident = item.ident.unraw().to_string();
    let (words, sql_type) = if derives(&said, |path| is_last(path, "DbEnum")) {
        let words = Words::of_db_enum(&said);
        let given = words.find(&["ExistingTypePath", "existing_type_path", "existing_mapping_path"]);
        let given = given.or_else(|| words.find(&["DieselType", "diesel_type"]));
        (words, given.map_or_else(|| format!("{ident}Mapping"), |path| last(&path)))
    } else if derives(&said, |path| is_last(path, "Enum")) {
        let words = Words::of_diesel(&said);
        let sql_type = words.find(&["sql_type"])?;
        (words, last(&sql_type))
    } else {
        return None;
    };
    let style = match words.find(&["DbValueStyle", "value_style", "rename_all"]) {
        Some(written) => Style::named(&written)?,
        None if words.is_diesel => Style::Verbatim,
        None => Style::Snake,
    };
    let named = words.find(&["PgType", "pg_type"]);
    let sql_name = named.unwrap_or_else(|| case::styled(&ident, Style::Snake));
    let labels = item.variants.iter().map(|variant| label(variant, style, words.is_diesel));
    let labels = labels.collect::<Option<_>>()?;
    Some(Enumeration { ident: item.ident.clone(), sql_type, sql_name, labels })
}

fn label(variant: &Variant, style: Style, is_diesel: bool) -> Option<String> {
    if !variant.fields.is_empty() || conditional(&variant.attrs) {
        return None;
    }
    let said = metas(&variant.attrs);
    let words = if is_diesel { Words::of_diesel(&said) } else { Words::of_db_enum(&said) };
    let renamed = words.find(&["db_rename", "rename"]);
    Some(renamed.unwrap_or_else(|| case::styled(&variant.ident.unraw().to_string(), style)))
}

/// `key = value` of the attributes that a derive reads.
struct Words {
    is_diesel: bool,
    found: Vec<(String, String)>,
}

impl Words {
    /// On their own, as of 2.x, and inside `db_enum`, as of 3.0.
    fn of_db_enum(metas: &[Meta]) -> Self {
        let mut found: Vec<_> = metas.iter().filter_map(word).collect();
        for meta in metas.iter().filter(|meta| meta.path().is_ident("db_enum")) {
            found.extend(inside(meta).iter().flatten().filter_map(word));
        }
        Self { is_diesel: false, found }
    }

    fn of_diesel(metas: &[Meta]) -> Self {
        let diesel = metas.iter().filter(|meta| meta.path().is_ident("diesel"));
        let lists: Vec<_> = diesel.filter_map(inside).collect();
        Self { is_diesel: true, found: lists.iter().flatten().filter_map(word).collect() }
    }

    fn find(&self, keys: &[&str]) -> Option<String> {
        keys.iter()
            .find_map(|key| self.found.iter().find(|(found, _)| found == key).map(|(_, value)| value.clone()))
    }
}

/// A string, or a path as its words.
fn word(meta: &Meta) -> Option<(String, String)> {
    let key = meta.path().get_ident().map(Ident::to_string)?;
    let path = || match &meta.require_name_value().ok()?.value {
        syn::Expr::Path(path) => path.path.segments.last().map(|segment| segment.ident.unraw().to_string()),
        _ => None,
    };
    Some((key, text_of(meta).or_else(path)?))
}

fn derives(metas: &[Meta], wanted: impl Fn(&Path) -> bool) -> bool {
    let lists = metas.iter().filter(|meta| meta.path().is_ident("derive")).filter_map(inside);
    lists.flatten().any(|derived| wanted(derived.path()))
}

fn is_last(path: &Path, word: &str) -> bool {
    path.segments.last().is_some_and(|segment| segment.ident == word)
}

fn last(path: &str) -> String {
    path.rsplit("::").next().unwrap_or(path).trim().to_owned()
}
