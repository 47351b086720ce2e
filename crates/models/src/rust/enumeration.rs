//! One enum that derives `SqlEnum`, as its source says it.

use std::collections::BTreeSet;

use limbeck_schema::{Body, Comment, Family, Kind, Name, Object, ObjectName, RenameError, Renames, Thing};
use syn::{Data, DataEnum, DeriveInput, Ident, LitStr, ext::IdentExt, spanned::Spanned};

use super::attributes::{EnumAttributes, Store, VariantAttributes};
use crate::{
    attributes::{metas, only_in_tests},
    case::{self, Style},
    ddl::{self, Labels},
};

/// An enum and what its attributes say.
pub(super) struct Enumeration {
    pub(super) ident: Ident,
    /// What the database calls it, where it is a type there.
    pub(super) name: String,
    pub(super) attributes: EnumAttributes,
    pub(super) variants: Vec<Variant>,
}

/// A variant, which is a label.
pub(super) struct Variant {
    pub(super) ident: Ident,
    pub(super) label: String,
    pub(super) renamed_from: Option<LitStr>,
}

/// How a family keeps a column of the enum.
pub(super) enum Kept {
    /// In an enumeration: as a type of its own, or inside of the column's type.
    Native(String),
    /// As a text of that type, or of the usual one, which may have to be one of the labels.
    Text { sql_type: Option<String>, is_checked: bool },
}

impl Enumeration {
    /// Reads what the enum says to that family, or to all alike, or says everything that is wrong with it.
    pub(super) fn read(input: &DeriveInput, family: Option<Family>) -> Result<Self, Vec<syn::Error>> {
        let mut problems = Vec::new();
        let attributes = EnumAttributes::read(&metas(&input.attrs), family, &mut problems);
        if !input.generics.params.is_empty() {
            problems.push(syn::Error::new(
                input.generics.params.span(),
                "an enumeration of a database has no parameters\nhelp: remove them, or the derive",
            ));
        }
        let mut variants = Vec::new();
        match data(input) {
            Ok(data) => {
                let style = attributes.rename_all.unwrap_or(Style::Snake);
                let read = |variant| self::variant(variant, style, family, &mut problems);
                variants.extend(data.variants.iter().filter_map(read));
            }
            Err(problem) => problems.push(problem),
        }
        if variants.is_empty() && problems.is_empty() {
            let message =
                "an enumeration needs at least one label\nhelp: add a variant, or remove the derive";
            problems.push(syn::Error::new(input.ident.span(), message));
        }
        problems.extend(said_twice(&variants));
        if !problems.is_empty() {
            return Err(problems);
        }
        let snake = || case::styled(&input.ident.unraw().to_string(), Style::Snake);
        let name = attributes.name.as_ref().map_or_else(snake, LitStr::value);
        Ok(Self { ident: input.ident.clone(), name, attributes, variants })
    }

    /// Its labels, in the order of the variants.
    pub(super) fn labels(&self) -> Vec<String> {
        self.variants.iter().map(|variant| variant.label.clone()).collect()
    }

    /// The label of a variant.
    pub(super) fn label(&self, variant: &Ident) -> Option<&str> {
        self.variants.iter().find(|one| one.ident.unraw() == variant.unraw()).map(|one| one.label.as_str())
    }

    /// How the family keeps a column of it.
    pub(super) fn kept(&self, family: Family) -> Kept {
        let words = ddl::of(family);
        let text = |is_checked| Kept::Text {
            sql_type: self.attributes.sql_type.as_ref().map(LitStr::value),
            is_checked,
        };
        match (self.attributes.store.unwrap_or(Store::Native), &words.labels) {
            (Store::Text, _) => text(false),
            (Store::Check, _) | (Store::Native, Labels::Nowhere(_)) => text(true),
            (Store::Native, Labels::OfType) => {
                let schema = self.attributes.schema.as_ref().map(LitStr::value);
                Kept::Native((words.custom)("", schema.as_deref(), Some(&self.name)))
            }
            // Where a label cannot be written, that is told.
            (Store::Native, Labels::InColumn(written)) => {
                Kept::Native(written("enum", &self.labels()).unwrap_or_else(|| "enum".to_owned()))
            }
        }
    }

    /// The type it is on a family that has types of its own for enumerations, and what is said of it.
    pub(super) fn object(&self, family: Family) -> Option<(Object, Option<Comment>)> {
        let is_type = matches!(ddl::of(family).labels, Labels::OfType);
        if !is_type || !matches!(self.kept(family), Kept::Native(_)) {
            return None;
        }
        let id = Thing::new(Kind::Enum, self.object_name()?);
        let text = self.attributes.comment.as_ref().map(LitStr::value);
        let comment = text.map(|text| Comment { on: id.clone(), text });
        Some((Object { id, body: Body::Enum(self.labels()) }, comment))
    }

    fn object_name(&self) -> Option<ObjectName> {
        let namespace = self.attributes.schema.as_ref().and_then(|schema| Name::new(schema.value()).ok());
        Some(ObjectName { namespace, name: Name::new(&self.name).ok()? })
    }

    /// Adds the labels that were called otherwise; with each that cannot have been, its mark.
    pub(super) fn rename(&self, renames: &mut Renames) -> Vec<(&LitStr, RenameError)> {
        let mut add = |variant: &'_ Variant, mark: &LitStr| {
            let (old, new) = (Name::new(mark.value()).ok()?, Name::new(&variant.label).ok()?);
            renames.add_label(self.object_name()?, old, new).err()
        };
        let mut refused = Vec::new();
        for variant in &self.variants {
            let mark = variant.renamed_from.as_ref();
            refused.extend(mark.and_then(|mark| Some((mark, add(variant, mark)?))));
        }
        refused
    }

    /// What is wrong with it on that family alone.
    pub(super) fn of_family(&self, family: Family) -> Vec<syn::Error> {
        let words = ddl::of(family);
        let is_native = matches!(self.kept(family), Kept::Native(_));
        let refused = |variant: &Variant| {
            let why = (words.refuses_label)(&variant.label)?;
            let message = format!(
                "{family} cannot have the label `{}`: {why}\nhelp: give it another, `rename = \"...\"`, or keep the enum as a text, `store = check`",
                variant.label
            );
            Some(syn::Error::new(variant.ident.span(), message))
        };
        if is_native { self.variants.iter().filter_map(refused).collect() } else { Vec::new() }
    }
}

fn data(input: &DeriveInput) -> syn::Result<&DataEnum> {
    let what = match &input.data {
        Data::Enum(data) => return Ok(data),
        Data::Struct(_) => "a struct",
        Data::Union(_) => "a union",
    };
    let message = format!(
        "the labels of an enumeration are an enum, and this is {what}\nhelp: a table is `#[derive(Model)]`"
    );
    Err(syn::Error::new(input.ident.span(), message))
}

/// `None` for what is no label: of a test build alone, or with something wrong with it.
fn variant(
    variant: &syn::Variant,
    style: Style,
    family: Option<Family>,
    problems: &mut Vec<syn::Error>,
) -> Option<Variant> {
    if only_in_tests(&variant.attrs) {
        return None;
    }
    let before = problems.len();
    let said = VariantAttributes::read(&metas(&variant.attrs), family, problems);
    if !variant.fields.is_empty() {
        let message = format!(
            "`{}` holds a value, and a label of a database holds none\nhelp: write the variant without one, or remove the derive",
            variant.ident
        );
        problems.push(syn::Error::new(variant.ident.span(), message));
    }
    let is_named = said.rename.is_some();
    let at = said.rename.as_ref().map_or(variant.ident.span(), LitStr::span);
    let styled = || case::styled(&variant.ident.unraw().to_string(), style);
    let label = said.rename.map_or_else(styled, |text| text.value());
    if (label.is_empty() && !is_named) || label.contains('\0') {
        let message =
            "this makes no label\nhelp: give it one, #[sql_enum(rename = \"...\")], without a NUL character";
        problems.push(syn::Error::new(at, message));
    }
    let is_right = problems.len() == before;
    is_right.then(|| Variant { ident: variant.ident.clone(), label, renamed_from: said.renamed_from })
}

fn said_twice(variants: &[Variant]) -> Vec<syn::Error> {
    let mut seen = BTreeSet::new();
    let again = variants.iter().filter(|variant| !seen.insert(variant.label.as_str()));
    let complaint = |variant: &Variant| {
        let message = format!(
            "two variants have the label `{}`\nhelp: give one of them another, #[sql_enum(rename = \"...\")]",
            variant.label
        );
        syn::Error::new(variant.ident.span(), message)
    };
    again.map(complaint).collect()
}
