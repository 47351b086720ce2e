//! An entity as a table of the schema.

mod key;

use limbeck_schema::{
    Body, Check, Column as SchemaColumn, EntityCoverage, Expr, Family, Generated, Identity, KeyName, Kind,
    Name, Object, ObjectName, Sequence, Table, Thing, TypeCoverage, Unique,
};

use super::{
    column_type::ColumnType,
    default::{self, Default},
    entity::{Column, Entity, Written},
    eval,
    extra::{self, Clause},
    module::Led,
    names,
    types::Types,
};
use crate::ddl::{self, Ddl, Labels};

/// The other entities, as one of them sees them.
pub(in crate::seaorm) trait Entities {
    /// Where the path leads, and the entity that is there; `Err` where that is one that could not be read.
    fn find(&self, path: &syn::Path) -> Result<(Led, Option<&Entity>), ()>;
}

/// What an entity makes.
pub(in crate::seaorm) struct Lowered {
    pub(in crate::seaorm) table: Table,
    pub(in crate::seaorm) coverage: EntityCoverage,
    /// The enumerations its columns are of, where those are things of their own.
    pub(in crate::seaorm) enums: Vec<Object>,
    pub(in crate::seaorm) problems: Vec<syn::Error>,
    /// What was left open, with why.
    pub(in crate::seaorm) doubts: Vec<syn::Error>,
}

/// The table of an entity, with all that is wrong with it.
pub(in crate::seaorm) fn lower(
    entity: &Entity,
    family: Family,
    types: Types<'_>,
    others: &dyn Entities,
) -> Option<Lowered> {
    let namespace = entity.schema.as_ref().and_then(|schema| Name::new(schema).ok());
    let name = ObjectName { namespace, name: Name::new(&entity.table).ok()? };
    let lowered = Lowered {
        table: Table::new(name),
        coverage: EntityCoverage::default(),
        enums: Vec::new(),
        problems: Vec::new(),
        doubts: Vec::new(),
    };
    let mut lowering = Lowering { entity, words: ddl::of(family), types, others, counting: false, lowered };
    lowering.columns();
    lowering.primary_key();
    lowering.indexes();
    for relation in &entity.relations {
        lowering.foreign_key(relation);
    }
    lowering.silence();
    Some(lowering.lowered)
}

struct Lowering<'a> {
    entity: &'a Entity,
    words: Ddl,
    types: Types<'a>,
    others: &'a dyn Entities,
    /// Whether a column was met that the database counts up.
    counting: bool,
    lowered: Lowered,
}

impl Lowering<'_> {
    fn columns(&mut self) {
        let entity = self.entity;
        if self.words.keeps_comments_of_entities {
            self.lowered.table.options.comment = entity.comment.clone();
        }
        for column in &entity.columns {
            let Some(lowered) = self.column(column) else { continue };
            if self.lowered.table.columns.add(lowered).is_err() {
                self.complain(column.span, format!("column `{}` is declared twice", column.name));
            }
        }
        self.lowered.coverage.index_prefix = names::index(&entity.table, "");
        let ignored = entity.ignored.iter().filter_map(|(_, name)| Name::new(name).ok());
        self.lowered.coverage.ignored = ignored.collect();
    }

    fn column(&mut self, column: &Column) -> Option<SchemaColumn> {
        let name = Name::new(&column.name).ok()?;
        let read = match &column.column_type {
            Written::Rust(of) => self.types.column_type(of),
            Written::Expr(expr) => eval::column_type(expr, &self.types),
        };
        let column_type = read.map_err(|problem| self.lowered.problems.push(problem)).ok()?;
        let Some(sql_type) = (self.words.column_type)(&column_type) else {
            let message = format!(
                "{} has no type for what SeaORM keeps column `{name}` as\nhelp: add `column_type = \"...\"`, or `ignore` if it is no column",
                self.words.family
            );
            self.complain(column.span, message);
            return None;
        };
        self.type_coverage(&name, column, &column_type);
        self.enumeration(&name, &column_type);
        let counts = self.counts(column) && column_type.is_integer();
        self.counting |= counts;
        let mut lowered = SchemaColumn {
            nullable: column.nullable,
            default: self.default(&name, column),
            identity: if counts { (self.words.identity)(&sql_type) } else { None }
                .map(identity)
                .map(Box::new),
            ..SchemaColumn::new(name, sql_type)
        };
        if self.words.keeps_comments_of_entities && column.renamed_from.is_none() {
            lowered.comment = column.comment.clone();
        }
        if let Some(text) = &column.extra {
            match extra::read(text) {
                Ok(clauses) => clauses.into_iter().for_each(|clause| self.extra(clause, &mut lowered)),
                Err(problem) => self.lowered.problems.push(problem),
            }
        }
        Some(lowered)
    }

    fn counts(&self, column: &Column) -> bool {
        self.entity.auto_increment && self.entity.key == [column.variant.as_str()]
    }

    /// A type that is written says its name, and details where it has some; a field's Rust type says a kind.
    fn type_coverage(&mut self, name: &Name, column: &Column, column_type: &ColumnType) {
        // An enumeration whose labels the database does not keep is a text there.
        let is_text = column_type.enumeration().is_some() && matches!(self.words.labels, Labels::Nowhere(_));
        let said = match &column.column_type {
            _ if is_text => TypeCoverage::Kind,
            _ if column_type.is_detailed() => return,
            Written::Expr(_) => TypeCoverage::Name,
            Written::Rust(_) => TypeCoverage::Kind,
        };
        self.lowered.coverage.types.insert(name.clone(), said);
    }

    fn enumeration(&mut self, column: &Name, column_type: &ColumnType) {
        let Some((name, labels)) = column_type.enumeration() else { return };
        self.lowered.coverage.enumerations.insert(column.clone(), name.to_owned());
        if !self.words.has_enumerations {
            return;
        }
        let Ok(name) = Name::new(name) else { return };
        let id = Thing::new(Kind::Enum, ObjectName::plain(name));
        self.lowered.enums.push(Object { id, body: Body::Enum(labels.to_vec()) });
    }

    fn default(&mut self, name: &Name, column: &Column) -> Option<Expr> {
        match default::read(column.default.as_ref()?, &self.types) {
            Ok(Default::Text(text)) => Some(Expr::new((self.words.quoted)(&text))),
            Ok(Default::Sql(sql)) if sql.trim().eq_ignore_ascii_case("null") => {
                self.lowered.coverage.without_default.insert(name.clone());
                None
            }
            Ok(Default::Sql(sql)) => Some(Expr::new(sql)),
            Err(doubt) => {
                self.lowered.doubts.push(doubt);
                self.lowered.coverage.unknown_defaults.insert(name.clone());
                None
            }
        }
    }

    fn extra(&mut self, clause: Clause, column: &mut SchemaColumn) {
        match clause {
            Clause::Check(name, expr) => {
                let name =
                    name.and_then(|name| Name::new(name).ok()).map_or(KeyName::Implied, KeyName::Given);
                self.lowered.table.checks.add(Check { name, ..Check::new(Expr::new(expr)) });
            }
            Clause::Collate(collation) => {
                column.collation = Name::new(collation).ok().map(ObjectName::plain);
            }
            Clause::Generated { expr, stored } => {
                column.generated = Some(Generated { expr: Expr::new(expr), stored });
            }
            Clause::Unique => self.lowered.table.uniques.add(Unique::over([column.name.clone()])),
            Clause::OnUpdate(expr) => column.on_update = Some(Expr::new(expr)),
            Clause::Comment(text) => column.comment = Some(text),
        }
    }

    fn complain(&mut self, span: proc_macro2::Span, message: String) {
        self.lowered.problems.push(syn::Error::new(span, message));
    }
}

fn identity(number: &str) -> Identity {
    Identity { always: false, sequence_name: None, sequence: Sequence::over(number) }
}
