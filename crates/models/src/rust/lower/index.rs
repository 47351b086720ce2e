//! Indexes of a model.

use limbeck_schema::{Expr, Family, Index, IndexPart, IndexTerm, Name, Table};
use proc_macro2::Span;
use syn::LitStr;

use super::{Lowering, collation};
use crate::rust::{
    attributes::{
        index::{IndexDecl, Term, What},
        key::{ColumnRef, Order},
    },
    names,
};

impl Lowering<'_> {
    /// `own` is the column of the field that the attribute stands on.
    pub(super) fn index(&mut self, table: &mut Table, own: Option<ColumnRef>, decl: &IndexDecl) {
        let own = own.and_then(|column| {
            self.order_rules(&decl.own, column.span);
            Some(ordered(IndexTerm::Column(self.resolve(&column)?), &decl.own))
        });
        let mut parts: Vec<IndexPart> = own.into_iter().collect();
        for term in &decl.terms {
            parts.extend(self.part(term));
        }
        if parts.is_empty() {
            // Columns that are not there are told already.
            if decl.terms.is_empty() {
                self.complain(
                    decl.span,
                    "`index` of a struct names its columns: index(a, b desc)".to_owned(),
                );
            }
            return;
        }
        let Some(name) = self.index_name(decl, &parts) else { return };
        self.index_rules(decl);
        let index = Index {
            unique: decl.unique,
            predicate: decl.predicate.as_ref().map(|text| Expr::new(text.value())),
            method: decl.method.as_ref().map(LitStr::value),
            include: self.columns(&decl.beside.include),
            nulls_not_distinct: decl.beside.nulls_not_distinct,
            parameters: self.parameters(&decl.beside.parameters),
            tablespace: decl.tablespace.as_ref().and_then(|name| Name::new(name.value()).ok()),
            ..Index::new(name.clone(), parts)
        };
        if table.indexes.add(index).is_err() {
            let message = format!(
                "two indexes are called `{name}`\nhelp: give one of them a name: index(..., name = \"...\")"
            );
            self.complain(decl.span, message);
        }
    }

    fn part(&mut self, term: &Term) -> Option<IndexPart> {
        let (what, span) = match &term.what {
            What::Column(column) => (IndexTerm::Column(self.resolve(column)?), column.span),
            What::Expr(text) => (IndexTerm::Expr(Expr::new(text.value())), text.span()),
        };
        self.order_rules(&term.order, span);
        Some(ordered(what, &term.order))
    }

    /// One is made up from columns; from an expression none could be that stays readable.
    fn index_name(&mut self, decl: &IndexDecl, parts: &[IndexPart]) -> Option<Name> {
        if let Some(name) = &decl.name {
            return Name::new(name.value()).ok();
        }
        let columns: Option<Vec<&str>> = parts
            .iter()
            .map(|part| match &part.term {
                IndexTerm::Column(name) => Some(name.as_str()),
                IndexTerm::Expr(_) => None,
            })
            .collect();
        if columns.is_none() {
            let message =
                "an index over an expression needs a name\nhelp: write index(expr(\"...\"), name = \"...\")";
            self.complain(decl.span, message.to_owned());
        }
        Name::new(names::index(&self.model.table, &columns?)).ok()
    }

    fn index_rules(&mut self, decl: &IndexDecl) {
        let is_rare =
            !decl.beside.include.is_empty() || decl.beside.nulls_not_distinct || decl.tablespace.is_some();
        self.only_on(&[Family::Postgres], is_rare, decl.span, "such indexes");
        let servers = [Family::Postgres, Family::Mysql];
        self.only_on(&servers, decl.method.is_some(), decl.span, "methods of indexes");
    }

    fn order_rules(&mut self, order: &Order, span: Span) {
        let postgres = [Family::Postgres];
        self.only_on(&postgres, order.nulls_first.is_some(), span, "such an order of NULLs");
        self.only_on(&postgres, order.operator_class.is_some(), span, "operator classes");
        let sorted = [Family::Postgres, Family::Sqlite];
        self.only_on(&sorted, order.collation.is_some(), span, "indexes with a collation of their own");
        self.only_on(&[Family::Mysql], order.length.is_some(), span, "indexes over the head of a column");
    }
}

/// The term, and how it is sorted. On PostgreSQL what comes first is what would without a word: in a
/// descending order NULL (15).
fn ordered(term: IndexTerm, order: &Order) -> IndexPart {
    IndexPart {
        descending: order.descending,
        collation: order.collation.as_ref().and_then(collation),
        operator_class: order.operator_class.as_ref().map(LitStr::value),
        nulls_first: order.nulls_first.filter(|first| *first != order.descending),
        length: order.length,
        ..IndexPart::plain(term)
    }
}
