//! An entity, whichever of SeaORM's three forms it is written in.

use proc_macro2::Span;
use syn::{Expr, LitStr, Path, Type};

/// A table and its columns, as the source says them.
pub(super) struct Entity {
    /// Where to point at.
    pub(super) span: Span,
    pub(super) table: String,
    pub(super) schema: Option<String>,
    pub(super) comment: Option<String>,
    pub(super) columns: Vec<Column>,
    /// Columns that are passed over, `ignore`: the variant each would have, and its name.
    pub(super) ignored: Vec<(String, String)>,
    /// Variants of `Column` that are the primary key, in order.
    pub(super) key: Vec<String>,
    /// Whether the database counts the key up.
    pub(super) auto_increment: bool,
    pub(super) relations: Vec<Relation>,
    /// Entities that are reached by `via`, and those on the way.
    pub(super) reached: Vec<Path>,
    /// Entities that are referred to without a foreign key, `skip_fk`.
    pub(super) skipped: Vec<Path>,
}

/// A column.
pub(super) struct Column {
    pub(super) span: Span,
    /// The variant of `Column` that stands for it.
    pub(super) variant: String,
    pub(super) name: String,
    pub(super) column_type: Written,
    pub(super) nullable: bool,
    pub(super) unique: bool,
    pub(super) unique_key: Option<String>,
    pub(super) indexed: bool,
    pub(super) default: Option<Expr>,
    pub(super) comment: Option<String>,
    pub(super) extra: Option<LitStr>,
    pub(super) renamed_from: Option<LitStr>,
    /// What it would be called after its field, where it is called otherwise after its variant.
    pub(super) of_field: Option<String>,
}

/// Where a column's type comes from.
pub(super) enum Written {
    /// From the field's type.
    Rust(Type),
    /// From an expression.
    Expr(Expr),
}

/// A relation that is a foreign key: `belongs_to`.
pub(super) struct Relation {
    pub(super) span: Span,
    /// The other entity.
    pub(super) target: Path,
    /// Variants of `Column` here.
    pub(super) from: Vec<Pointed>,
    /// Variants of `Column` there.
    pub(super) to: Vec<Pointed>,
    pub(super) on_delete: Option<Pointed>,
    pub(super) on_update: Option<Pointed>,
    pub(super) name: Option<String>,
    /// Whether it may leave its actions open: `sea-orm-cli` writes none in the expanded form.
    pub(super) is_open: bool,
}

/// A word, with where it stands.
pub(super) struct Pointed {
    pub(super) word: String,
    pub(super) span: Span,
}

impl Entity {
    /// The name of the column that a variant stands for, or would stand for.
    pub(super) fn name(&self, variant: &str) -> Option<&str> {
        let ignored =
            || self.ignored.iter().find(|(other, _)| other == variant).map(|(_, name)| name.as_str());
        self.column(variant).map(|column| column.name.as_str()).or_else(ignored)
    }

    /// The column that a variant of `Column` stands for.
    pub(super) fn column(&self, variant: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.variant == variant)
    }
}
