//! The way as a script, for the database's own client: where the program cannot reach the database.

use limbeck_lex::statements;
use limbeck_schema::Family;

use crate::{Graph, PathError, RevisionId, Step, Target, script::may_set, version_table::VersionTable};

/// The script that only writes down where a database is, where it was said to be `from`.
pub fn stamp_script(
    graph: &Graph,
    family: Family,
    from: &[RevisionId],
    targets: &[Target],
    version_table: &str,
) -> Result<String, PathError> {
    let table = VersionTable::of(family, version_table);
    let mut out = Vec::new();
    out.extend(from.is_empty().then(|| table.creation()));
    out.extend(rows(&table, from, &graph.stamped(from, targets, false)?));
    Ok(joined(&out))
}

/// The script of the steps that lead on from where a database is said to be, with its version rows.
pub fn script(
    graph: &Graph,
    family: Family,
    from: &[RevisionId],
    steps: &[Step<'_>],
    version_table: &str,
) -> Result<String, PathError> {
    let table = VersionTable::of(family, version_table);
    let mut out = Vec::new();
    out.extend(from.is_empty().then(|| table.creation()));
    let mut current = from.to_vec();
    for step in steps {
        let after = graph.rows_after(&current, *step)?;
        let revision = &step.file.revision;
        let title = format!("-- {}, {}", revision.id, revision.message.lines().next().unwrap_or_default());
        let section = step.file.section(step.direction);
        let own = statements(family, section.text).unwrap_or_default();
        let mut body: Vec<String> = own.iter().map(|statement| statement.text.to_owned()).collect();
        let reset = Some(table.reset()).filter(|reset| !reset.is_empty() && may_set(family, section.text));
        body.extend(reset.map(str::to_owned));
        body.extend(rows(&table, &current, &after));
        if revision.in_transaction {
            body.insert(0, "BEGIN".to_owned());
            body.push("COMMIT".to_owned());
        }
        if let Some(first) = body.first_mut() {
            *first = format!("{title}\n{first}");
        }
        out.extend(body);
        current = after;
    }
    Ok(format!("{}\n\n{}", table.prelude(), joined(&out)))
}

fn rows(table: &VersionTable, before: &[RevisionId], after: &[RevisionId]) -> Vec<String> {
    let gone = before.iter().filter(|id| !after.contains(id)).map(|id| table.deletion(id));
    let new = after.iter().filter(|id| !before.contains(id)).map(|id| table.insertion(id));
    gone.chain(new).collect()
}

fn joined(statements: &[String]) -> String {
    statements.iter().map(|statement| format!("{statement};\n")).collect::<Vec<_>>().join("\n")
}
