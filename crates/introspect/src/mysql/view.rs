//! Views.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_lex::significant;
use limbeck_schema::{Family, ObjectName, SqlType, Statement, View, ViewColumn};

use super::{
    catalog::{TableKind, TableRow},
    dependencies::sources,
    rewrite,
    schema::{Reading, error, name, twice, warning},
};
use crate::{IntrospectError, Introspected, cursor::Cursor};

/// Adds the views, each behind those it shows something of.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    let mut waiting = Vec::new();
    for row in reading.catalog.tables.iter().filter(|row| row.kind() == TableKind::View) {
        let statement = rewrite::view(row.shown.as_deref().unwrap_or_default(), reading);
        match view(row, &statement, reading)? {
            Some(view) => {
                // The catalogs know no column of a view that cannot be used (MySQL 9.7, MariaDB 11.8).
                let broken = view.columns.is_empty();
                waiting.push((view, statement, broken));
            }
            None => found.diagnostics.push(error(
                format!("the definition that the server prints cannot be read of view `{}`", row.name),
                "please report this with what SHOW CREATE VIEW prints; until it is mended, leave the view \
                 out with `exclude`",
            )),
        }
    }
    for (view, statement, broken) in ordered(waiting) {
        if broken {
            let mut useless =
                warning(format!("view `{}` cannot be used: something it shows is gone", view.name));
            useless.help = Some("drop it, or make it anew over what is there".to_owned());
            found.diagnostics.push(useless);
        } else {
            found.statements.push(statement);
        }
        found.schema.views.add(view).map_err(twice("views"))?;
    }
    Ok(())
}

/// Each behind those it reads from; what goes in a circle stays as it comes, for only broken ones do.
fn ordered(mut waiting: Vec<(View, String, bool)>) -> Vec<(View, String, bool)> {
    let needs: BTreeMap<String, BTreeSet<String>> = waiting
        .iter()
        .map(|(view, ..)| (view.name.name.as_str().to_owned(), sources(&view.definition.text)))
        .collect();
    let mut ordered = Vec::new();
    while !waiting.is_empty() {
        let names: BTreeSet<String> =
            waiting.iter().map(|(view, ..)| view.name.name.as_str().to_owned()).collect();
        let waits = |(view, ..): &(View, String, bool)| {
            let own = view.name.name.as_str();
            needs.get(own).is_some_and(|needs| needs.iter().any(|need| need != own && names.contains(need)))
        };
        let (rest, mut ready): (Vec<_>, Vec<_>) = waiting.into_iter().partition(waits);
        let circle = ready.is_empty();
        waiting = rest;
        ordered.append(if circle { &mut waiting } else { &mut ready });
    }
    ordered
}

/// `CREATE ALGORITHM=... SQL SECURITY ... VIEW name (columns) AS query WITH ... CHECK OPTION`.
fn view(row: &TableRow, statement: &str, reading: &Reading<'_>) -> Result<Option<View>, IntrospectError> {
    let own = ObjectName::plain(name(&row.name)?);
    let tokens = significant(Family::Mysql, statement);
    let check_option = reading.catalog.views.iter().find(|view| view.name == row.name);
    let check_option = check_option.and_then(|view| view.check_option.as_deref());
    let check_option = check_option.filter(|option| *option != "NONE");
    let read = definition(own, Cursor::new(statement, &tokens), check_option);
    let Some(mut view) = read else { return Ok(None) };
    for column in reading.columns(&row.name) {
        view.columns.push(ViewColumn {
            name: name(&column.name)?,
            sql_type: SqlType::new(column.sql_type.clone()),
            default: None,
        });
    }
    Ok(Some(view))
}

fn definition(own: ObjectName, mut cursor: Cursor<'_, '_>, check_option: Option<&str>) -> Option<View> {
    let mut options = BTreeMap::new();
    cursor.skip(&["create"]).then_some(())?;
    if cursor.skip(&["algorithm"]) && cursor.skip_operator("=") {
        let algorithm = cursor.next()?.text.to_ascii_uppercase();
        options.extend(Some(("ALGORITHM", algorithm)).filter(|(_, algorithm)| algorithm != "UNDEFINED"));
    }
    if cursor.skip(&["sql", "security"]) {
        let security = cursor.next()?.text.to_ascii_uppercase();
        options.extend(Some(("SQL SECURITY", security)).filter(|(_, security)| security != "DEFINER"));
    }
    cursor.skip(&["view"]).then_some(())?;
    cursor.name()?;
    let before = cursor;
    if cursor.parentheses().is_some() {
        // MySQL keeps names given in front apart from the query.
        options.insert("COLUMNS", before.until(&cursor).text().to_owned());
    }
    cursor.skip(&["as"]).then_some(())?;
    if let Some(option) = check_option {
        let is_cut = cursor.skip_last("option")
            && cursor.skip_last("check")
            && cursor.skip_last(option)
            && cursor.skip_last("with");
        is_cut.then_some(())?;
        options.insert("CHECK OPTION", option.to_ascii_uppercase());
    }
    let mut view = View::new(own, Statement::new(cursor.text()));
    view.options = options.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    (!cursor.is_empty()).then_some(view)
}
