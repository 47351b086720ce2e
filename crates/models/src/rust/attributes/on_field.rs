//! `#[limbeck(...)]` on a field.

use limbeck_schema::Family;
use proc_macro2::Span;
use syn::{LitStr, Meta, meta::ParseNestedMeta, spanned::Spanned, token};

use super::{
    OF_MODELS, Said,
    column::{self, GeneratedDecl, IdentityDecl},
    foreign_key::{self, ForeignKeyDecl},
    index::{self, IndexDecl},
    key::{self, CheckDecl, CollationDecl, KeyDecl},
    literal::{DefaultDecl, after_equals, arguments, default, once, text, value},
    push, read, set, word,
};

/// What is said of a field.
#[derive(Default)]
pub(in crate::rust) struct FieldAttributes {
    pub(in crate::rust) column: Option<LitStr>,
    pub(in crate::rust) sql_type: Option<LitStr>,
    pub(in crate::rust) default: Option<DefaultDecl>,
    pub(in crate::rust) on_update: Option<String>,
    pub(in crate::rust) generated: Option<GeneratedDecl>,
    pub(in crate::rust) identity: Option<IdentityDecl>,
    pub(in crate::rust) collate: Option<CollationDecl>,
    pub(in crate::rust) comment: Option<LitStr>,
    pub(in crate::rust) renamed_from: Option<LitStr>,
    pub(in crate::rust) storage: Option<LitStr>,
    pub(in crate::rust) compression: Option<LitStr>,
    pub(in crate::rust) invisible: bool,
    pub(in crate::rust) primary_key: bool,
    pub(in crate::rust) auto_increment: Option<Span>,
    pub(in crate::rust) skip: bool,
    pub(in crate::rust) nullable: Option<bool>,
    pub(in crate::rust) unique: Option<KeyDecl>,
    pub(in crate::rust) index: Option<IndexDecl>,
    pub(in crate::rust) checks: Vec<CheckDecl>,
    pub(in crate::rust) references: Vec<ForeignKeyDecl>,
    /// Whether another family is told the type.
    pub(in crate::rust) typed_elsewhere: bool,
}

impl FieldAttributes {
    pub(in crate::rust) fn read(metas: &[Meta], family: Family, problems: &mut Vec<syn::Error>) -> Self {
        read(metas, Some(family), problems)
    }

    fn take_constraint(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let input = meta.input;
        let (span, bare) = (meta.path.span(), !input.peek(token::Paren));
        match word(meta).as_str() {
            "unique" if bare => once(&mut self.unique, KeyDecl::plain(span), meta),
            "unique" => once(&mut self.unique, key::key(&arguments(input)?, span)?, meta),
            "index" if bare => once(&mut self.index, IndexDecl::plain(span), meta),
            "index" => once(&mut self.index, index::of_field(&arguments(input)?, span)?, meta),
            "check" => push(&mut self.checks, key::check(&arguments(input)?)?),
            "references" => push(&mut self.references, foreign_key::references(&arguments(input)?, span)?),
            other => Err(meta.error(format!(
                "`{other}` is not known on a field\nhelp: known are column, sql_type, primary_key, auto_increment, identity, default, on_update, generated, collate, comment, storage, compression, invisible, unique, index, check, references, nullable, not_null, renamed_from, skip, sqlite, postgres, mysql"
            ))),
        }
    }
}

impl Said for FieldAttributes {
    const WORD: &'static str = OF_MODELS;

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let input = meta.input;
        let (span, bare) = (meta.path.span(), !input.peek(token::Paren));
        match word(meta).as_str() {
            "column" => once(&mut self.column, text(input)?, meta),
            "sql_type" => once(&mut self.sql_type, after_equals(input)?.parse()?, meta),
            "default" => once(&mut self.default, default(input)?, meta),
            "on_update" => once(&mut self.on_update, value(after_equals(input)?)?, meta),
            "generated" => once(&mut self.generated, column::generated(&arguments(input)?)?, meta),
            "identity" if bare => once(&mut self.identity, IdentityDecl::plain(span), meta),
            "identity" => once(&mut self.identity, column::identity(&arguments(input)?, span)?, meta),
            "collate" if bare => {
                once(&mut self.collate, CollationDecl { namespace: None, name: text(input)? }, meta)
            }
            "collate" => once(&mut self.collate, key::collation(&arguments(input)?)?, meta),
            "comment" => once(&mut self.comment, text(input)?, meta),
            "renamed_from" => once(&mut self.renamed_from, text(input)?, meta),
            "storage" => once(&mut self.storage, text(input)?, meta),
            "compression" => once(&mut self.compression, text(input)?, meta),
            "invisible" => set(&mut self.invisible),
            "primary_key" => set(&mut self.primary_key),
            "auto_increment" => once(&mut self.auto_increment, span, meta),
            "skip" => set(&mut self.skip),
            "nullable" => once(&mut self.nullable, true, meta),
            "not_null" => once(&mut self.nullable, false, meta),
            _ => self.take_constraint(meta),
        }
    }

    fn overlaid(self, own: Self) -> Self {
        Self {
            column: own.column.or(self.column),
            sql_type: own.sql_type.or(self.sql_type),
            default: own.default.or(self.default),
            on_update: own.on_update.or(self.on_update),
            generated: own.generated.or(self.generated),
            identity: own.identity.or(self.identity),
            collate: own.collate.or(self.collate),
            comment: own.comment.or(self.comment),
            renamed_from: own.renamed_from.or(self.renamed_from),
            storage: own.storage.or(self.storage),
            compression: own.compression.or(self.compression),
            invisible: own.invisible || self.invisible,
            primary_key: own.primary_key || self.primary_key,
            auto_increment: own.auto_increment.or(self.auto_increment),
            skip: own.skip || self.skip,
            nullable: own.nullable.or(self.nullable),
            unique: own.unique.or(self.unique),
            index: own.index.or(self.index),
            checks: self.checks.into_iter().chain(own.checks).collect(),
            references: self.references.into_iter().chain(own.references).collect(),
            typed_elsewhere: self.typed_elsewhere,
        }
    }

    fn is_beside(&mut self, other: &Self) {
        self.typed_elsewhere |= other.sql_type.is_some();
    }
}
