//! Foreign keys of a model.

use limbeck_schema::{Family, ForeignKey, Name, ObjectName, Table};
use syn::{Ident, ext::IdentExt};

use super::{
    Lowering,
    key::{key_name, validity},
    object_name,
};
use crate::rust::{
    attributes::{
        foreign_key::{ForeignKeyDecl, Target},
        key::ColumnRef,
    },
    model::Model,
};

impl Lowering<'_> {
    /// A foreign key over those columns.
    pub(super) fn foreign_key(&mut self, table: &mut Table, columns: &[ColumnRef], decl: &ForeignKeyDecl) {
        let columns = self.columns(columns);
        let Some((references, referenced)) = self.target(decl) else { return };
        if !referenced.is_empty() && referenced.len() != columns.len() {
            let message = format!("{} columns cannot refer to {}", columns.len(), referenced.len());
            self.complain(decl.span, message);
        }
        let rules = &decl.rules;
        let is_rare = rules.match_full || rules.period || rules.not_valid || !rules.set_on_delete.is_empty();
        self.only_on(&[Family::Postgres], is_rare, decl.span, "such rules of foreign keys");
        table.foreign_keys.add(ForeignKey {
            name: key_name(rules.name.as_ref()),
            on_delete: rules.on_delete,
            on_update: rules.on_update,
            deferral: rules.deferral,
            match_full: rules.match_full,
            set_on_delete: self.columns(&rules.set_on_delete),
            period: rules.period,
            validity: validity(rules.not_valid),
            ..ForeignKey::new(columns, references, referenced)
        });
    }

    fn target(&mut self, decl: &ForeignKeyDecl) -> Option<(ObjectName, Vec<Name>)> {
        match &decl.target {
            Target::Table { namespace, table, columns } => {
                let namespace = namespace.as_ref().and_then(|name| Name::new(name).ok());
                let name = ObjectName { namespace, name: Name::new(table).ok()? };
                Some((name, columns.iter().filter_map(|column| Name::new(column).ok()).collect()))
            }
            Target::Model { model, fields } if model == "Self" || *model == self.model.ident => {
                self.of_model(self.model, fields)
            }
            Target::Model { model, fields } => match self.models.find(model) {
                Ok(found) => self.of_model(found?, fields),
                Err(problem) => {
                    self.problems.push(problem);
                    None
                }
            },
        }
    }

    fn of_model(&mut self, model: &Model, fields: &[Ident]) -> Option<(ObjectName, Vec<Name>)> {
        let mut columns = Vec::new();
        for ident in fields {
            match model.field(&ident.unraw().to_string()) {
                Some(field) => columns.push(Name::new(&field.column).ok()?),
                None => self.complain(ident.span(), format!("`{}` has no field `{ident}`", model.ident)),
            }
        }
        Some((object_name(model)?, columns))
    }
}
