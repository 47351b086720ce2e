//! The way as a script, for the database's own client: where the program cannot reach the database.

use limbeck_lex::{significant, statements};
use limbeck_schema::Family;

use crate::{
    Graph, PathError, RevisionId, RunError, Step, Target, Terms, script::may_set, stepwise::Effect,
    version_table::VersionTable,
};

/// The script that only writes down where a database is, where it was said to be `from`; none says that the
/// table is there, and that whatever it holds goes.
pub fn stamp_script(
    graph: &Graph,
    family: Family,
    from: Option<&[RevisionId]>,
    targets: &[Target],
    version_table: &str,
) -> Result<String, PathError> {
    let table = VersionTable::of(family, version_table);
    let mut out = Vec::new();
    match from {
        None => out.push(table.emptying()),
        Some(from) => out.extend(from.is_empty().then(|| table.creation())),
    }
    let from = from.unwrap_or_default();
    out.extend(rows(&table, from, &graph.stamped(from, targets, false)?));
    Ok(joined(family, &out))
}

/// The script of the steps that lead on from where a database is said to be, with its version rows.
pub fn script<'t>(
    graph: &Graph,
    family: Family,
    from: &[RevisionId],
    steps: &[Step<'_>],
    terms: impl Into<Terms<'t>>,
) -> Result<String, RunError> {
    let terms = terms.into();
    terms.check(family, steps)?;
    let is_one = !terms.transaction_per_migration && !steps.is_empty();
    let table = VersionTable::of(family, terms.version_table);
    let mut out = Vec::new();
    out.extend(is_one.then(|| "BEGIN".to_owned()));
    out.extend(from.is_empty().then(|| table.creation()));
    let mut current = from.to_vec();
    for step in steps {
        let after = graph.rows_after(&current, *step)?;
        let revision = &step.file.revision;
        let title = format!("-- {}, {}", revision.id, revision.message.lines().next().unwrap_or_default());
        let section = step.file.section(step.direction);
        let own = statements(family, section.text).unwrap_or_default();
        let mut body: Vec<String> = own.iter().map(|statement| statement.text.to_owned()).collect();
        // Where definitions commit, a transaction is one as long as there are none.
        let is_whole =
            family.rolls_back_definitions() || own.iter().all(|statement| stays_open(statement.text));
        let reset = Some(table.reset()).filter(|reset| !reset.is_empty() && may_set(family, section.text));
        body.extend(reset.map(str::to_owned));
        body.extend(rows(&table, &current, &after));
        if revision.in_transaction && is_whole && !is_one {
            body.insert(0, "BEGIN".to_owned());
            body.push("COMMIT".to_owned());
        }
        if let Some(first) = body.first_mut() {
            *first = format!("{title}\n{first}");
        }
        out.extend(body);
        current = after;
    }
    out.extend(is_one.then(|| "COMMIT".to_owned()));
    Ok(format!("{}\n\n{}", table.prelude(), joined(family, &out)))
}

/// Whether a transaction stays open behind a statement on databases where definitions commit.
fn stays_open(statement: &str) -> bool {
    matches!(Effect::of(statement), Effect::Session | Effect::Rows)
}

fn rows(table: &VersionTable, before: &[RevisionId], after: &[RevisionId]) -> Vec<String> {
    let gone = before.iter().filter(|id| !after.contains(id)).map(|id| table.deletion(id));
    let new = after.iter().filter(|id| !before.contains(id)).map(|id| table.insertion(id));
    gone.chain(new).collect()
}

fn joined(family: Family, statements: &[String]) -> String {
    statements.iter().map(|statement| closed(family, statement)).collect::<Vec<_>>().join("\n")
}

/// A statement with what closes it. MySQL's and MariaDB's clients cut bodies at every `;` unless they are told
/// of another delimiter; the other families' know bodies.
fn closed(family: Family, statement: &str) -> String {
    let has_body = || significant(family, statement).iter().any(|token| token.is_operator(";"));
    if family.rolls_back_definitions() || !has_body() {
        return format!("{statement};\n");
    }
    let candidates = ["//", "$$", "||"].into_iter().map(str::to_owned);
    let mut candidates = candidates.chain((0_u64..).map(|number| format!("//{number}//")));
    let delimiter = candidates.find(|delimiter| !statement.contains(delimiter)).unwrap_or_default();
    format!("DELIMITER {delimiter}\n{statement}\n{delimiter}\nDELIMITER ;\n")
}
