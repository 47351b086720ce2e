//! Views, materialized or not.

use limbeck_schema::{Statement, View, ViewColumn};

use super::{
    catalog::{RelationKind, ViewRow},
    expression::{bare, options},
    relation::Relation,
    schema::{Reading, twice, warning},
    wrong,
};
use crate::{IntrospectError, Introspected};

/// Adds the views in the order of their creation.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    for row in &reading.catalog.views {
        let relation = reading.relations.get(row.oid)?;
        let definition = row.definition.as_deref();
        let definition = definition
            .ok_or_else(|| wrong("views", format!("`{}` went away while it was read", relation.name)))?;
        let query = definition.trim().trim_end_matches(';');
        let mut view = View::new(relation.name.clone(), Statement::new(query));
        view.materialized = relation.kind == RelationKind::MaterializedView;
        view.options = options(row.options.as_ref());
        tell_storage(row, relation, found);
        found.schema.views.add(view).map_err(twice("views"))?;
    }
    for row in &reading.catalog.columns {
        let relation = reading.relations.get(row.relation)?;
        if let Some(view) = found.schema.views.get_mut(&relation.name)
            && !relation.member
        {
            view.columns.push(ViewColumn {
                name: row.name.clone(),
                sql_type: limbeck_schema::SqlType::new(row.sql_type.clone()),
                default: row.default.as_deref().map(bare),
            });
        }
    }
    Ok(())
}

/// Says so where the rows of a materialized view are not kept in the usual way: the model cannot.
fn tell_storage(row: &ViewRow, relation: &Relation, found: &mut Introspected) {
    let said = [("tablespace", &row.tablespace), ("access method", &row.access_method)];
    for (what, name) in said.into_iter().filter_map(|(what, name)| Some((what, name.as_ref()?))) {
        found.diagnostics.push(warning(format!(
            "materialized view `{}` has the {what} `{name}`, which limbeck does not manage: it is lost \
             where the view is made anew",
            relation.name
        )));
    }
}
