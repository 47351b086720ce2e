//! What runs: functions and procedures, triggers, events.

use std::collections::BTreeSet;

use limbeck_schema::{Body, Kind, Object, ObjectName, Routine, Statement, Thing, Trigger};

use super::{
    catalog::{TriggerRow, quoted},
    rewrite,
    schema::{Reading, error, name, twice, warning},
};
use crate::{IntrospectError, Introspected};

/// Modes that change what a text means.
const MEANING: [&str; 8] = [
    "ANSI_QUOTES",
    "EMPTY_STRING_IS_NULL",
    "HIGH_NOT_PRECEDENCE",
    "IGNORE_SPACE",
    "NO_BACKSLASH_ESCAPES",
    "ORACLE",
    "PIPES_AS_CONCAT",
    "REAL_AS_FLOAT",
];

/// Adds functions and procedures.
pub(super) fn routines(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    for row in reading.catalog.routines.iter().filter(|row| row.is_managed()) {
        let kind = if row.kind == "FUNCTION" { Kind::Function } else { Kind::Procedure };
        let Some(shown) = &row.shown else {
            tell_hidden(kind, &row.name, found);
            continue;
        };
        tell_mode(kind, &row.name, (&row.sql_mode, reading), found);
        let text = rewrite::program(shown);
        found.statements.push(text.clone());
        let definition = Statement::new(text);
        let body = Body::Routine(Routine { signature: definition.clone(), definition });
        let id = Thing::new(kind, ObjectName::plain(name(&row.name)?));
        found.schema.objects.add(Object { id, body }).map_err(twice("routines"))?;
    }
    Ok(())
}

/// Adds events.
pub(super) fn events(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    for row in &reading.catalog.events {
        let Some(shown) = &row.shown else {
            tell_hidden(Kind::Event, &row.name, found);
            continue;
        };
        tell_mode(Kind::Event, &row.name, (&row.sql_mode, reading), found);
        let text = rewrite::program(shown);
        found.statements.push(text.clone());
        let id = Thing::new(Kind::Event, ObjectName::plain(name(&row.name)?));
        found.schema.objects.add(Object::statement(id, text)).map_err(twice("events"))?;
    }
    Ok(())
}

/// Adds triggers to their tables, in the order they run.
pub(super) fn triggers(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    let mut before: Option<&TriggerRow> = None;
    for row in &reading.catalog.triggers {
        let other = before.filter(|before| before.is_beside(row)).map(|before| quoted(&before.name));
        before = Some(row);
        let Some(shown) = &row.shown else {
            tell_hidden(Kind::Trigger, &row.name, found);
            continue;
        };
        tell_mode(Kind::Trigger, &row.name, (&row.sql_mode, reading), found);
        let Some(text) = rewrite::trigger(shown, other.as_deref(), reading) else {
            found.diagnostics.push(error(
                format!("the definition that the server prints cannot be read of trigger `{}`", row.name),
                "please report this with what SHOW CREATE TRIGGER prints; until it is mended, leave its \
                 table out with `exclude`",
            ));
            continue;
        };
        found.statements.push(text.clone());
        let key = reading.key(&row.holder);
        let holder =
            found.schema.tables.iter_mut().find(|table| reading.key(table.name.name.as_str()) == key);
        let Some(table) = holder else {
            found.diagnostics.push(error(
                format!("trigger `{}` is of table `{}`, which is not there", row.name, row.holder),
                "if somebody changed that just now, try again; if not, please report this",
            ));
            continue;
        };
        let trigger = Trigger::new(name(&row.name)?, Statement::new(text));
        table.triggers.add(trigger).map_err(twice("triggers"))?;
    }
    Ok(())
}

fn tell_hidden(kind: Kind, name: &str, found: &mut Introspected) {
    found.diagnostics.push(error(
        format!("{kind} `{name}` cannot be read: the server hides its body"),
        "grant the user limbeck connects as the right to see it: SHOW_ROUTINE on MySQL, SELECT on \
         mysql.proc or SHOW CREATE ROUTINE on MariaDB",
    ));
}

/// Says so where a text is read differently than it would be if it were run now: what is made anew is read
/// as the session reads.
fn tell_mode(kind: Kind, name: &str, (own, reading): (&str, &Reading<'_>), found: &mut Introspected) {
    let meaning = |mode: &str| -> BTreeSet<&'static str> {
        MEANING.into_iter().filter(|word| mode.split(',').any(|said| said == *word)).collect()
    };
    let session = reading.session.sql_mode.as_deref().unwrap_or_default();
    let (own, session) = (meaning(own), meaning(session));
    let differing: Vec<&str> = own.symmetric_difference(&session).copied().collect();
    if !differing.is_empty() {
        found.diagnostics.push(warning(format!(
            "{kind} `{name}` was made under another sql_mode than the session's: they differ in {}, and \
             made anew it may mean something else",
            differing.join(", ")
        )));
    }
}
