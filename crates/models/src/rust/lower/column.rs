//! Columns of a model.

use limbeck_schema::{Column, Expr, Family, Generated, Identity, Name, ObjectName, Sequence, TypeCoverage};
use syn::LitStr;

use super::{Lowering, collation};
use crate::{
    ddl,
    rust::{
        attributes::{DefaultDecl, column::IdentityDecl},
        model::{Field, FieldType},
    },
};

impl Lowering<'_> {
    /// `None` where the family has no type for it, which is told.
    pub(super) fn column(&mut self, field: &Field, key: &[Name]) -> Option<Column> {
        let said = &field.attributes;
        let name = Name::new(&field.column).ok()?;
        let is_sole_key = key == [name.clone()];
        let sql_type = self.sql_type(field, is_sole_key)?;
        let counted = said.auto_increment.and_then(|_| (ddl::of(self.family).identity)(&sql_type));
        let implied = counted.map(|number| Identity {
            always: false,
            sequence_name: None,
            sequence: Sequence::over(number),
        });
        self.column_rules(field);
        Some(Column {
            nullable: field.nullable,
            default: self.default(said.default.as_ref()),
            collation: said.collate.as_ref().and_then(collation),
            generated: said
                .generated
                .as_ref()
                .map(|decl| Generated { expr: Expr::new(decl.expr.value()), stored: decl.stored }),
            identity: said
                .identity
                .as_ref()
                .and_then(|decl| self.identity(decl, &sql_type))
                .or(implied)
                .map(Box::new),
            comment: said.comment.as_ref().map(LitStr::value),
            storage: said.storage.as_ref().map(|word| word.value().to_ascii_uppercase()),
            compression: said.compression.as_ref().map(LitStr::value),
            on_update: said.on_update.as_ref().map(|text| Expr::new(text.clone())),
            invisible: said.invisible,
            // The whole key has the mark itself.
            auto_increment: said.auto_increment.is_some()
                && !is_sole_key
                && ddl::of(self.family).counts_in_any_key,
            ..Column::new(name, sql_type)
        })
    }

    fn column_rules(&mut self, field: &Field) {
        let (said, span) = (&field.attributes, field.ident.span());
        let is_packed = said.storage.is_some() || said.compression.is_some();
        self.only_on(&[Family::Postgres], is_packed, span, "`storage` and `compression`");
        self.only_on(&[Family::Mysql], said.on_update.is_some(), span, "`on_update` of columns");
        self.only_on(&[Family::Mysql], said.invisible, span, "invisible columns");
        self.only_on(&[Family::Postgres], said.identity.is_some(), span, "`identity`: say `auto_increment`");
    }

    /// What is not said of the sequence is as the server would have it, which counts down from -1.
    fn identity(&mut self, decl: &IdentityDecl, sql_type: &str) -> Option<Identity> {
        let Some(number) = (ddl::of(self.family).identity)(sql_type) else {
            if self.family == Family::Postgres {
                let message =
                    format!("a column of the type `{sql_type}` has no identity\nhelp: use an integer");
                self.of_family.push(syn::Error::new(decl.span, message));
            }
            return None;
        };
        let plain = Sequence::over(number);
        let increment = decl.increment.unwrap_or(plain.increment);
        let (lowest, highest) = if increment < 0 { (-plain.max - 1, -1) } else { (plain.min, plain.max) };
        let (min, max) = (decl.min.unwrap_or(lowest), decl.max.unwrap_or(highest));
        let start = decl.start.unwrap_or(if increment < 0 { max } else { min });
        let cache = decl.cache.unwrap_or(plain.cache);
        Some(Identity {
            always: decl.always,
            sequence_name: decl
                .sequence_name
                .as_ref()
                .and_then(|name| Name::new(name.value()).ok())
                .map(ObjectName::plain),
            sequence: Sequence { start, increment, min, max, cache, cycle: decl.cycle, ..plain },
        })
    }

    /// What the column has where nothing is said.
    fn default(&mut self, said: Option<&DefaultDecl>) -> Option<Expr> {
        match said? {
            DefaultDecl::Sql(text) => Some(Expr::new(text.clone())),
            DefaultDecl::Variant(path) => self.variant(path),
        }
    }

    fn sql_type(&mut self, field: &Field, is_sole_key: bool) -> Option<String> {
        let words = ddl::of(self.family);
        if let FieldType::Written(exact) = &field.sql_type {
            self.say_type(field, TypeCoverage::Exact);
            return Some(exact.clone());
        }
        self.tell_ambiguous(field);
        let found = match (self.enumeration_of(field), &field.sql_type) {
            (Some((enumeration, is_array)), _) => return self.enumerated(field, enumeration, is_array),
            (None, FieldType::Kind(kind)) => (words.rust)(*kind).map(|plain| {
                let sole = if is_sole_key { (words.sole_key)(plain) } else { None };
                sole.unwrap_or(plain).to_owned()
            }),
            (None, FieldType::Array(kind)) => {
                (words.rust)(*kind).and_then(|plain| (words.generic)("Array", plain))
            }
            (None, FieldType::Named) => {
                self.tell_unknown(field);
                return None;
            }
            (None, _) => None,
        };
        if found.is_none() {
            self.tell_untyped(field);
        }
        found
    }

    /// Says that the family has no type for what the field is.
    pub(super) fn tell_untyped(&mut self, field: &Field) {
        let what = match &field.sql_type {
            FieldType::Array(_) | FieldType::Named => format!("{} has no arrays", self.family),
            FieldType::Elsewhere => format!("{} is not told the type of `{}`", self.family, field.ident),
            _ => format!("{} has no type for all values of `{}`", self.family, field.ident),
        };
        let help = "add #[limbeck(sql_type = \"...\")], or #[limbeck(skip)] if it is no column";
        self.of_family.push(syn::Error::new(field.ident.span(), format!("{what}\nhelp: {help}")));
    }

    /// How much is said of the column's type.
    pub(super) fn say_type(&mut self, field: &Field, how_much: TypeCoverage) {
        self.types.extend(Name::new(&field.column).ok().map(|name| (name, how_much)));
    }
}
