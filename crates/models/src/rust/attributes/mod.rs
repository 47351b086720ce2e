//! `#[limbeck(...)]` on a struct and on its fields.

pub(in crate::rust) mod constraint;
mod literal;

use syn::{LitStr, Meta, Token, meta::ParseNestedMeta, parse::ParseStream, spanned::Spanned, token};

use constraint::{CheckDecl, ColumnRef, ForeignKeyDecl, IndexDecl, UniqueDecl};
use literal::{after_equals, arguments, comma, default, nothing_left, once, take_word, text};

/// What is said of a struct.
#[derive(Default)]
pub(in crate::rust) struct StructAttributes {
    pub(in crate::rust) table: Option<LitStr>,
    pub(in crate::rust) schema: Option<LitStr>,
    pub(in crate::rust) comment: Option<LitStr>,
    pub(in crate::rust) renamed_from: Option<LitStr>,
    pub(in crate::rust) strict: bool,
    pub(in crate::rust) without_rowid: bool,
    pub(in crate::rust) primary_key: Option<Vec<ColumnRef>>,
    pub(in crate::rust) uniques: Vec<UniqueDecl>,
    pub(in crate::rust) indexes: Vec<IndexDecl>,
    pub(in crate::rust) checks: Vec<CheckDecl>,
    pub(in crate::rust) foreign_keys: Vec<ForeignKeyDecl>,
}

/// What is said of a field.
#[derive(Default)]
pub(in crate::rust) struct FieldAttributes {
    pub(in crate::rust) column: Option<LitStr>,
    pub(in crate::rust) sql_type: Option<LitStr>,
    pub(in crate::rust) default: Option<String>,
    pub(in crate::rust) generated: Option<GeneratedDecl>,
    pub(in crate::rust) collate: Option<LitStr>,
    pub(in crate::rust) comment: Option<LitStr>,
    pub(in crate::rust) renamed_from: Option<LitStr>,
    pub(in crate::rust) primary_key: bool,
    pub(in crate::rust) auto_increment: Option<proc_macro2::Span>,
    pub(in crate::rust) skip: bool,
    pub(in crate::rust) nullable: Option<bool>,
    pub(in crate::rust) unique: Option<UniqueDecl>,
    pub(in crate::rust) index: Option<IndexDecl>,
    pub(in crate::rust) checks: Vec<CheckDecl>,
    pub(in crate::rust) references: Vec<ForeignKeyDecl>,
}

/// `generated("expr", stored)`.
pub(in crate::rust) struct GeneratedDecl {
    pub(in crate::rust) expr: LitStr,
    pub(in crate::rust) stored: bool,
}

impl StructAttributes {
    pub(in crate::rust) fn read(metas: &[Meta], problems: &mut Vec<syn::Error>) -> Self {
        let mut read = Self::default();
        each(metas, problems, |meta| read.take(&meta));
        read
    }

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let input = meta.input;
        match word(meta).as_str() {
            "table" => once(&mut self.table, text(input)?, meta),
            "schema" => once(&mut self.schema, text(input)?, meta),
            "comment" => once(&mut self.comment, text(input)?, meta),
            "renamed_from" => once(&mut self.renamed_from, text(input)?, meta),
            "strict" => set(&mut self.strict),
            "without_rowid" => set(&mut self.without_rowid),
            "primary_key" => {
                once(&mut self.primary_key, constraint::columns(&arguments(input)?)?, meta)
            }
            "unique" => push(&mut self.uniques, constraint::unique(&arguments(input)?, meta.path.span())?),
            "index" => push(&mut self.indexes, constraint::index(&arguments(input)?, meta.path.span())?),
            "check" => push(&mut self.checks, constraint::check(&arguments(input)?)?),
            "foreign_key" => {
                push(&mut self.foreign_keys, constraint::foreign_key(&arguments(input)?, meta.path.span())?)
            }
            other => Err(meta.error(format!(
                "`{other}` is not known on a struct\nhelp: known are table, schema, comment, strict, without_rowid, primary_key, unique, index, check, foreign_key, renamed_from"
            ))),
        }
    }
}

impl FieldAttributes {
    pub(in crate::rust) fn read(metas: &[Meta], problems: &mut Vec<syn::Error>) -> Self {
        let mut read = Self::default();
        each(metas, problems, |meta| read.take(&meta));
        read
    }

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let input = meta.input;
        match word(meta).as_str() {
            "column" => once(&mut self.column, text(input)?, meta),
            "sql_type" => once(&mut self.sql_type, after_equals(input)?.parse()?, meta),
            "default" => once(&mut self.default, default(input)?, meta),
            "generated" => once(&mut self.generated, generated(&arguments(input)?)?, meta),
            "collate" => once(&mut self.collate, text(input)?, meta),
            "comment" => once(&mut self.comment, text(input)?, meta),
            "renamed_from" => once(&mut self.renamed_from, text(input)?, meta),
            "primary_key" => set(&mut self.primary_key),
            "auto_increment" => once(&mut self.auto_increment, meta.path.span(), meta),
            "skip" => set(&mut self.skip),
            "nullable" => once(&mut self.nullable, true, meta),
            "not_null" => once(&mut self.nullable, false, meta),
            _ => self.take_constraint(meta),
        }
    }

    fn take_constraint(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let input = meta.input;
        let bare = !input.peek(token::Paren);
        match word(meta).as_str() {
            "unique" if bare => once(&mut self.unique, UniqueDecl { columns: Vec::new(), name: None, span: meta.path.span() }, meta),
            "unique" => once(&mut self.unique, constraint::unique(&arguments(input)?, meta.path.span())?, meta),
            "index" if bare => {
                let span = meta.path.span();
                let plain = IndexDecl { terms: Vec::new(), name: None, unique: false, predicate: None, span };
                once(&mut self.index, plain, meta)
            }
            "index" => once(&mut self.index, constraint::index(&arguments(input)?, meta.path.span())?, meta),
            "check" => push(&mut self.checks, constraint::check(&arguments(input)?)?),
            "references" => {
                push(&mut self.references, constraint::references(&arguments(input)?, meta.path.span())?)
            }
            other => Err(meta.error(format!(
                "`{other}` is not known on a field\nhelp: known are column, sql_type, primary_key, auto_increment, default, generated, collate, comment, unique, index, check, references, nullable, not_null, renamed_from, skip"
            ))),
        }
    }
}

/// Whether `#[limbeck(...)]` is among them.
pub(in crate::rust) fn any(metas: &[Meta]) -> bool {
    metas.iter().any(|meta| meta.path().is_ident("limbeck"))
}

fn each(
    metas: &[Meta],
    problems: &mut Vec<syn::Error>,
    mut take: impl FnMut(ParseNestedMeta<'_>) -> syn::Result<()>,
) {
    for meta in metas.iter().filter(|meta| meta.path().is_ident("limbeck")) {
        let read = match meta {
            Meta::List(list) => list.parse_nested_meta(&mut take),
            other => Err(syn::Error::new(other.span(), "`limbeck` takes a list: #[limbeck(...)]")),
        };
        problems.extend(read.err());
    }
}

fn generated(input: ParseStream<'_>) -> syn::Result<GeneratedDecl> {
    let expr: LitStr = input.parse()?;
    let kind = "`stored` or `virtual` is expected here\nhelp: write `generated(\"a + b\", stored)`";
    if input.parse::<Option<Token![,]>>()?.is_none() {
        return Err(input.error(kind));
    }
    let stored = take_word(input, "stored");
    if !stored && !take_word(input, "virtual") {
        return Err(input.error(kind));
    }
    comma(input)?;
    nothing_left(input)?;
    Ok(GeneratedDecl { expr, stored })
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
