//! `#[limbeck(...)]` on a struct.

use std::collections::BTreeMap;

use limbeck_schema::Family;
use syn::{LitStr, Meta, meta::ParseNestedMeta, spanned::Spanned};

use super::{
    OF_MODELS, Said,
    foreign_key::{self, ForeignKeyDecl},
    index::{self, IndexDecl},
    key::{self, CheckDecl, ExclusionDecl, KeyDecl},
    literal::{arguments, once, parameters, text},
    push, read, set, word,
};

/// What is said of a struct.
#[derive(Default)]
pub(in crate::rust) struct StructAttributes {
    pub(in crate::rust) table: Option<LitStr>,
    pub(in crate::rust) schema: Option<LitStr>,
    pub(in crate::rust) comment: Option<LitStr>,
    pub(in crate::rust) renamed_from: Option<LitStr>,
    pub(in crate::rust) strict: bool,
    pub(in crate::rust) without_rowid: bool,
    pub(in crate::rust) unlogged: bool,
    pub(in crate::rust) tablespace: Option<LitStr>,
    pub(in crate::rust) options: Option<BTreeMap<String, String>>,
    pub(in crate::rust) primary_key: Option<KeyDecl>,
    pub(in crate::rust) uniques: Vec<KeyDecl>,
    pub(in crate::rust) indexes: Vec<IndexDecl>,
    pub(in crate::rust) checks: Vec<CheckDecl>,
    pub(in crate::rust) exclusions: Vec<ExclusionDecl>,
    pub(in crate::rust) foreign_keys: Vec<ForeignKeyDecl>,
}

impl StructAttributes {
    pub(in crate::rust) fn read(metas: &[Meta], family: Family, problems: &mut Vec<syn::Error>) -> Self {
        read(metas, Some(family), problems)
    }
}

impl Said for StructAttributes {
    const WORD: &'static str = OF_MODELS;

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let input = meta.input;
        let span = meta.path.span();
        match word(meta).as_str() {
            "table" => once(&mut self.table, text(input)?, meta),
            "schema" => once(&mut self.schema, text(input)?, meta),
            "comment" => once(&mut self.comment, text(input)?, meta),
            "renamed_from" => once(&mut self.renamed_from, text(input)?, meta),
            "strict" => set(&mut self.strict),
            "without_rowid" => set(&mut self.without_rowid),
            "unlogged" => set(&mut self.unlogged),
            "tablespace" => once(&mut self.tablespace, text(input)?, meta),
            "options" => once(&mut self.options, parameters(&arguments(input)?)?, meta),
            "primary_key" => once(&mut self.primary_key, key::key(&arguments(input)?, span)?, meta),
            "unique" => push(&mut self.uniques, key::key(&arguments(input)?, span)?),
            "index" => push(&mut self.indexes, index::index(&arguments(input)?, span)?),
            "check" => push(&mut self.checks, key::check(&arguments(input)?)?),
            "exclude" => push(&mut self.exclusions, key::exclusion(&arguments(input)?)?),
            "foreign_key" => {
                push(&mut self.foreign_keys, foreign_key::foreign_key(&arguments(input)?, span)?)
            }
            other => Err(meta.error(format!(
                "`{other}` is not known on a struct\nhelp: known are table, schema, comment, strict, without_rowid, unlogged, tablespace, options, primary_key, unique, index, check, exclude, foreign_key, renamed_from, sqlite, postgres, mysql"
            ))),
        }
    }

    fn overlaid(self, own: Self) -> Self {
        let mut options = self.options;
        if let Some(more) = own.options {
            options.get_or_insert_default().extend(more);
        }
        Self {
            table: own.table.or(self.table),
            schema: own.schema.or(self.schema),
            comment: own.comment.or(self.comment),
            renamed_from: own.renamed_from.or(self.renamed_from),
            strict: own.strict || self.strict,
            without_rowid: own.without_rowid || self.without_rowid,
            unlogged: own.unlogged || self.unlogged,
            tablespace: own.tablespace.or(self.tablespace),
            options,
            primary_key: own.primary_key.or(self.primary_key),
            uniques: self.uniques.into_iter().chain(own.uniques).collect(),
            indexes: self.indexes.into_iter().chain(own.indexes).collect(),
            checks: self.checks.into_iter().chain(own.checks).collect(),
            exclusions: self.exclusions.into_iter().chain(own.exclusions).collect(),
            foreign_keys: self.foreign_keys.into_iter().chain(own.foreign_keys).collect(),
        }
    }
}
