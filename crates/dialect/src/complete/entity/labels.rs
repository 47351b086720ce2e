//! Enumerations whose labels stand in the type of each column: MySQL's.
//!
//! There `sea-orm-cli` (2.0.4) writes one enumeration for all columns of a name, with the labels that one of them has.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{Coverage, Diagnostic, Name, ObjectName, Schema, Severity, TypeCoverage};

use super::of_columns;
use crate::rules::Rules;

/// A column of an enumeration, on both sides.
struct Labelled {
    table: ObjectName,
    column: Name,
    wanted: BTreeSet<String>,
    there: BTreeSet<String>,
}

/// Columns of one enumeration that do not agree in the database: one that would lose labels keeps its type, and that is
/// told.
pub(in crate::complete) fn disputed(
    coverage: &mut Coverage,
    rules: &dyn Rules,
    (models, live): (&Schema, &Schema),
) -> Vec<Diagnostic> {
    let mut all: BTreeMap<(String, BTreeSet<String>), Vec<Labelled>> = BTreeMap::new();
    for (table, column, enumeration) in of_columns(coverage, |entity| &entity.enumerations) {
        let found = |schema: &Schema| {
            let column = schema.tables.get(table)?.columns.get(&rules.fold_name(column.clone()))?;
            Some(rules.labels(&column.sql_type.text)?.into_iter().collect::<BTreeSet<String>>())
        };
        let (Some(wanted), Some(there)) = (found(models), found(live)) else { continue };
        let labelled =
            Labelled { table: table.clone(), column: column.clone(), wanted: wanted.clone(), there };
        all.entry((enumeration.clone(), wanted)).or_default().push(labelled);
    }
    let mut doubts = Vec::new();
    for ((enumeration, _), columns) in all {
        let agree = columns.iter().all(|column| Some(&column.there) == columns.first().map(|one| &one.there));
        let loses = |column: &&Labelled| !agree && !column.there.is_subset(&column.wanted);
        let stay: Vec<&Labelled> = columns.iter().filter(loses).collect();
        for Labelled { table, column, .. } in &stay {
            if let Some(entity) = coverage.tables.get_mut(table).and_then(|said| said.entity.as_mut()) {
                entity.types.insert(column.clone(), TypeCoverage::Kind);
            }
        }
        doubts.extend((!stay.is_empty()).then(|| told(&enumeration, &stay)));
    }
    doubts
}

fn told(enumeration: &str, stay: &[&Labelled]) -> Diagnostic {
    let names: Vec<String> =
        stay.iter().map(|labelled| format!("`{}.{}`", labelled.table, labelled.column)).collect();
    Diagnostic {
        severity: Severity::Warning,
        message: format!(
            "columns of the enumeration `{enumeration}` have different labels in the database: those of {} stay",
            names.join(", ")
        ),
        span: None,
        help: Some("give columns with other labels an enumeration of their own".to_owned()),
    }
}
