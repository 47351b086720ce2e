//! `#[sql_enum(...)]` on an enum and on its variants.

use limbeck_schema::Family;
use syn::{LitStr, Meta, meta::ParseNestedMeta};

use super::{
    OF_ENUMS, Said,
    foreign_key::value_word,
    literal::{after_equals, once, text},
    read, word,
};
use crate::case::Style;

/// How a database keeps an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rust) enum Store {
    /// As an enumeration, where there is such a thing; elsewhere as a text that is checked.
    Native,
    /// As a text that is one of the labels.
    Check,
    /// As any text.
    Text,
}

/// What is said of an enum.
#[derive(Default)]
pub(in crate::rust) struct EnumAttributes {
    pub(in crate::rust) name: Option<LitStr>,
    pub(in crate::rust) schema: Option<LitStr>,
    pub(in crate::rust) comment: Option<LitStr>,
    pub(in crate::rust) rename_all: Option<Style>,
    pub(in crate::rust) store: Option<Store>,
    /// Of the text that it is kept as.
    pub(in crate::rust) sql_type: Option<LitStr>,
}

/// What is said of a variant.
#[derive(Default)]
pub(in crate::rust) struct VariantAttributes {
    pub(in crate::rust) rename: Option<LitStr>,
    pub(in crate::rust) renamed_from: Option<LitStr>,
}

impl EnumAttributes {
    pub(in crate::rust) fn read(
        metas: &[Meta],
        family: Option<Family>,
        problems: &mut Vec<syn::Error>,
    ) -> Self {
        read(metas, family, problems)
    }
}

impl VariantAttributes {
    pub(in crate::rust) fn read(
        metas: &[Meta],
        family: Option<Family>,
        problems: &mut Vec<syn::Error>,
    ) -> Self {
        read(metas, family, problems)
    }
}

impl Said for EnumAttributes {
    const WORD: &'static str = OF_ENUMS;

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let input = meta.input;
        match word(meta).as_str() {
            "name" => once(&mut self.name, text(input)?, meta),
            "schema" => once(&mut self.schema, text(input)?, meta),
            "comment" => once(&mut self.comment, text(input)?, meta),
            "rename_all" => once(&mut self.rename_all, style(&text(input)?)?, meta),
            "store" => once(&mut self.store, store(meta)?, meta),
            "sql_type" => once(&mut self.sql_type, text(input)?, meta),
            other => Err(meta.error(format!(
                "`{other}` is not known on an enum\nhelp: known are name, schema, comment, rename_all, store, sql_type, sqlite, postgres, mysql"
            ))),
        }
    }

    fn overlaid(self, own: Self) -> Self {
        Self {
            name: own.name.or(self.name),
            schema: own.schema.or(self.schema),
            comment: own.comment.or(self.comment),
            rename_all: own.rename_all.or(self.rename_all),
            store: own.store.or(self.store),
            sql_type: own.sql_type.or(self.sql_type),
        }
    }
}

impl Said for VariantAttributes {
    const WORD: &'static str = OF_ENUMS;

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        match word(meta).as_str() {
            // A label may be empty.
            "rename" => once(&mut self.rename, after_equals(meta.input)?.parse()?, meta),
            "renamed_from" => once(&mut self.renamed_from, text(meta.input)?, meta),
            other => Err(meta.error(format!(
                "`{other}` is not known on a variant\nhelp: known are rename, renamed_from, sqlite, postgres, mysql"
            ))),
        }
    }

    fn overlaid(self, own: Self) -> Self {
        Self { rename: own.rename.or(self.rename), renamed_from: own.renamed_from.or(self.renamed_from) }
    }
}

fn style(written: &LitStr) -> syn::Result<Style> {
    Style::named(&written.value()).ok_or_else(|| {
        syn::Error::new(
            written.span(),
            "this is no style of names\nhelp: known are snake_case, SCREAMING_SNAKE_CASE, kebab-case, SCREAMING-KEBAB-CASE, camelCase, PascalCase, lowercase, UPPERCASE, verbatim",
        )
    })
}

fn store(meta: &ParseNestedMeta<'_>) -> syn::Result<Store> {
    let written = value_word(meta.input)?;
    match written.name.as_str() {
        "native" => Ok(Store::Native),
        "check" => Ok(Store::Check),
        "text" => Ok(Store::Text),
        _ => Err(syn::Error::new(written.span, "`native`, `check` or `text` is expected here")),
    }
}
