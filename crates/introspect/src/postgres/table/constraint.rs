//! Constraints of tables.

use limbeck_schema::{Check, Exclusion, Expr, ForeignKey, KeyName, KeyPart, Name, PrimaryKey, Table, Unique};

use super::{
    super::{
        catalog::{ConstraintKind, ConstraintRow, RareConstraint},
        expression::{bare, options},
        relation::Relation,
        schema::Reading,
        wrong,
    },
    unmodelled,
};
use crate::{IntrospectError, Introspected};

/// Adds the constraints to their tables.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    let plain = RareConstraint::default();
    for row in &reading.catalog.constraints {
        let relation = reading.relations.get(row.relation)?;
        let table = found.schema.tables.get_mut(&relation.name);
        let table = table.ok_or_else(|| wrong("constraints", format!("`{}` is no table", relation.name)))?;
        let rare = row.rare.as_ref().unwrap_or(&plain);
        let constraint = Constraint { row, rare, relation };
        match row.kind {
            ConstraintKind::PrimaryKey => table.primary_key = Some(constraint.primary_key(table)?),
            ConstraintKind::Unique => {
                let unique = constraint.unique(table)?;
                table.uniques.add(unique);
            }
            ConstraintKind::Exclusion => {
                let exclusion = constraint.exclusion(table);
                table.exclusions.add(exclusion);
            }
            ConstraintKind::ForeignKey => table.foreign_keys.add(constraint.foreign_key(reading)?),
            ConstraintKind::Check => table.checks.add(constraint.check()),
            ConstraintKind::NotNull => {
                let text = format!("CONSTRAINT {} {}", row.name, constraint.definition());
                unmodelled(table, "not null constraint", text);
            }
        }
    }
    Ok(())
}

/// A row with what it is read by.
struct Constraint<'r> {
    row: &'r ConstraintRow,
    rare: &'r RareConstraint,
    relation: &'r Relation,
}

impl Constraint<'_> {
    fn name(&self) -> KeyName {
        KeyName::Given(self.row.name.clone())
    }

    fn columns(&self) -> Result<Vec<Name>, IntrospectError> {
        self.relation.names(self.row.columns.as_deref().unwrap_or_default())
    }

    fn include(&self) -> Result<Vec<Name>, IntrospectError> {
        self.relation.names(self.rare.include.as_deref().unwrap_or_default())
    }

    fn definition(&self) -> &str {
        self.row.definition.as_deref().unwrap_or_default()
    }

    fn primary_key(&self, table: &mut Table) -> Result<PrimaryKey, IntrospectError> {
        self.keep_tablespace(table);
        Ok(PrimaryKey {
            name: self.name(),
            deferral: self.rare.deferral(),
            include: self.include()?,
            without_overlaps: self.rare.period,
            parameters: options(self.rare.parameters.as_ref()),
            ..PrimaryKey::over(self.columns()?)
        })
    }

    fn unique(&self, table: &mut Table) -> Result<Unique, IntrospectError> {
        self.keep_tablespace(table);
        Ok(Unique {
            name: self.name(),
            parts: self.columns()?.into_iter().map(KeyPart::plain).collect(),
            on_conflict: None,
            deferral: self.rare.deferral(),
            include: self.include()?,
            nulls_not_distinct: self.rare.nulls_not_distinct,
            without_overlaps: self.rare.period,
            parameters: options(self.rare.parameters.as_ref()),
        })
    }

    fn exclusion(&self, table: &mut Table) -> Exclusion {
        self.keep_tablespace(table);
        // The server does not print them for this kind (15 to 18).
        for (name, value) in options(self.rare.parameters.as_ref()) {
            unmodelled(table, "parameter of a constraint", format!("{}: {name}={value}", self.row.name));
        }
        Exclusion { name: self.name(), definition: Expr::new(self.definition()) }
    }

    fn foreign_key(&self, reading: &Reading<'_>) -> Result<ForeignKey, IntrospectError> {
        let part = self.row.foreign_key.as_ref();
        let part = part.ok_or_else(|| wrong("constraints", "a foreign key leads nowhere"))?;
        let parent = reading.relations.get(part.references)?;
        let key = ForeignKey::new(self.columns()?, parent.name.clone(), parent.names(&part.columns)?);
        Ok(ForeignKey {
            name: self.name(),
            on_delete: part.on_delete(),
            on_update: part.on_update(),
            deferral: self.rare.deferral(),
            match_full: part.match_full,
            set_on_delete: self.relation.names(part.set_on_delete.as_deref().unwrap_or_default())?,
            period: self.rare.period,
            validity: self.rare.validity(),
            ..key
        })
    }

    fn check(&self) -> Check {
        Check {
            name: self.name(),
            no_inherit: self.rare.no_inherit,
            validity: self.rare.validity(),
            ..Check::new(bare(self.definition()))
        }
    }

    fn keep_tablespace(&self, table: &mut Table) {
        if let Some(tablespace) = &self.rare.tablespace {
            unmodelled(table, "tablespace of a constraint", format!("{}: {tablespace}", self.row.name));
        }
    }
}
