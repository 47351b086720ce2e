//! `#[limbeck(...)]` on a struct and on its fields, `#[sql_enum(...)]` on an enum and on its variants.
//!
//! `sqlite(...)`, `postgres(...)` and `mysql(...)` around some of it are for that family alone: what is said
//! once of a thing is said otherwise there, and what there can be several of comes in addition.

pub(in crate::rust) mod column;
pub(in crate::rust) mod foreign_key;
pub(in crate::rust) mod index;
pub(in crate::rust) mod key;
mod literal;
mod on_enum;
mod on_field;
mod on_struct;

use limbeck_schema::Family;
use syn::{Meta, meta::ParseNestedMeta, spanned::Spanned};

pub(in crate::rust) use literal::DefaultDecl;
pub(in crate::rust) use on_enum::{EnumAttributes, Store, VariantAttributes};
pub(in crate::rust) use on_field::FieldAttributes;
pub(in crate::rust) use on_struct::StructAttributes;

use crate::ddl;

/// What the attributes of one kind of item say.
trait Said: Default {
    /// The attribute that says it.
    const WORD: &'static str;

    /// One word with its value.
    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()>;

    /// This, with what is said of one family alone on top.
    fn overlaid(self, own: Self) -> Self;

    /// What is said of another family alone.
    fn is_beside(&mut self, _other: &Self) {}
}

/// What says what a struct and its fields are.
pub(in crate::rust) const OF_MODELS: &str = "limbeck";

/// What says what an enum and its variants are.
pub(in crate::rust) const OF_ENUMS: &str = "sql_enum";

/// Whether that attribute is among them.
pub(in crate::rust) fn any(metas: &[Meta], word: &str) -> bool {
    metas.iter().any(|meta| meta.path().is_ident(word))
}

/// What the family is told, or what all are; what the others are told is read as well, so that a mistake in it
/// is seen.
fn read<S: Said>(metas: &[Meta], family: Option<Family>, problems: &mut Vec<syn::Error>) -> S {
    let (mut read, mut own) = (S::default(), S::default());
    each(metas, S::WORD, problems, |meta| match of_family(&meta) {
        None => read.take(&meta),
        Some(of) if family == Some(of) => meta.parse_nested_meta(|inner| own.take(&inner)),
        Some(_) => {
            let mut other = S::default();
            let taken = meta.parse_nested_meta(|inner| other.take(&inner));
            read.is_beside(&other);
            taken
        }
    });
    read.overlaid(own)
}

fn of_family(meta: &ParseNestedMeta<'_>) -> Option<Family> {
    let word = word(meta);
    Family::ALL.into_iter().find(|family| ddl::of(*family).attribute == word)
}

fn each(
    metas: &[Meta],
    word: &str,
    problems: &mut Vec<syn::Error>,
    mut take: impl FnMut(ParseNestedMeta<'_>) -> syn::Result<()>,
) {
    for meta in metas.iter().filter(|meta| meta.path().is_ident(word)) {
        let read = match meta {
            Meta::List(list) => list.parse_nested_meta(&mut take),
            other => Err(syn::Error::new(other.span(), format!("`{word}` takes a list: #[{word}(...)]"))),
        };
        problems.extend(read.err());
    }
}

fn word(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.get_ident().map(ToString::to_string).unwrap_or_else(|| "a path".to_owned())
}

fn set(flag: &mut bool) -> syn::Result<()> {
    *flag = true;
    Ok(())
}

fn push<T>(all: &mut Vec<T>, one: T) -> syn::Result<()> {
    all.push(one);
    Ok(())
}
