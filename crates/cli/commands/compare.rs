//! `check`, `diff` and `inspect`.

use limbeck_engine::{ChangeLine, CheckReport, Project, ReplayReport, Source};
use limbeck_schema::{Canonical, Pair};

use crate::{
    Exit,
    args::Format,
    output::{self, CheckJson, DiffJson, Failure, Output, ReplayJson, SchemaJson, report},
};

const DATABASE: &str = "the database differs from the models";
const MIGRATIONS: &str = "the migrations differ from the models";

pub(crate) fn check(project: &Project, output: &Output) -> Result<Exit, Failure> {
    let found = limbeck_engine::check(project)?;
    output.notes(&found.notes);
    output.round_trips(found.round_trips);
    let behind = behind(&found);
    match output.format {
        Some(Format::Json) => output.json(&CheckJson::from(&found))?,
        form => {
            let said: Vec<String> = behind.into_iter().collect();
            let changes = Changes { title: DATABASE, from: "db", lines: &found.changes, sides: &found.sides };
            output.data(&told(form, &said, &changes, "models, migrations and database agree"));
        }
    }
    Ok(if found.agrees() { Exit::Done } else { Exit::Differs })
}

pub(crate) fn check_replayed(project: &Project, output: &Output) -> Result<Exit, Failure> {
    let found = limbeck_engine::check_replayed(project)?;
    output.notes(&found.notes);
    match output.format {
        Some(Format::Json) => output.json(&ReplayJson::from(&found))?,
        Some(Format::Github) => {
            let marks: String = found.findings.iter().map(report::github_finding).collect();
            output.data(&format!("{marks}{}", report::github(MIGRATIONS, &found.changes)));
        }
        form => {
            let said: Vec<String> = found.findings.iter().map(report::finding_text).collect();
            let changes =
                Changes { title: MIGRATIONS, from: "migrations", lines: &found.changes, sides: &found.sides };
            output.data(&told(form, &said, &changes, &replayed(&found)));
        }
    }
    Ok(if found.agrees() { Exit::Done } else { Exit::Differs })
}

/// What differs, and how it is called.
struct Changes<'a> {
    title: &'a str,
    /// Whose side stands before the models.
    from: &'a str,
    lines: &'a [ChangeLine],
    sides: &'a Pair<Canonical>,
}

/// A report in the form that was asked for: sentences first, then the changes.
fn told(form: Option<Format>, said: &[String], changes: &Changes<'_>, agreed: &str) -> String {
    let Changes { title, from, lines, sides } = changes;
    let agrees = said.is_empty() && lines.is_empty();
    let sentences: String = said.iter().map(|sentence| format!("{sentence}\n")).collect();
    match form {
        Some(Format::Github) => {
            let marks: String = said.iter().map(|sentence| report::github_sentence(sentence)).collect();
            format!("{marks}{}", report::github(title, lines))
        }
        Some(Format::Markdown) if agrees => report::markdown(agreed, &[]),
        Some(Format::Markdown) if lines.is_empty() => sentences,
        Some(Format::Markdown) => format!("{sentences}\n{}", report::markdown(title, lines)),
        _ if agrees => agreed.to_owned(),
        _ if lines.is_empty() => sentences,
        Some(Format::Unified) => {
            let texts = limbeck_engine::texts(sides);
            format!("{sentences}{}", report::unified(&texts, Pair::new(*from, "models")))
        }
        _ => format!("{sentences}{title}:\n\n{}", output::changes(lines)),
    }
}

/// What the database says of its way, where it is not at its end.
fn behind(found: &CheckReport) -> Option<String> {
    if let Some(half_done) = &found.half_done {
        return Some(half_done.to_string());
    }
    (!found.is_at_head()).then(|| {
        format!(
            "the database is at {}, the newest revision is {}: run `limbeck upgrade head`",
            output::ids(&found.current),
            output::ids(&found.heads)
        )
    })
}

fn replayed(found: &ReplayReport) -> String {
    let count = found.replayed;
    let revisions = if count == 1 { "revision" } else { "revisions" };
    format!("models and migrations agree; {count} {revisions} ran up, back, and up again")
}

pub(crate) fn diff(from: &str, to: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let before: Source = from.parse().map_err(Failure::source)?;
    let after: Source = to.parse().map_err(Failure::source)?;
    let difference = limbeck_engine::diff(project, Pair::new(&before, &after))?;
    output.notes(&difference.notes);
    let lines = &difference.changes;
    let (from, to) = (before.to_string(), after.to_string());
    match output.format {
        Some(Format::Json) => output.json(&DiffJson::from(&difference))?,
        Some(Format::Sql) => output.data(&sql(&difference.statements)),
        Some(Format::Github) => output.data(&report::github(&format!("{from} differs from {to}"), lines)),
        Some(Format::Markdown) if !lines.is_empty() => {
            output.data(&report::markdown(&format!("{from} differs from {to}"), lines));
        }
        Some(Format::Markdown) => output.data(&report::markdown("no difference", lines)),
        _ if lines.is_empty() => output.data("no difference"),
        Some(Format::Unified) => {
            let texts = limbeck_engine::texts(&difference.sides);
            output.data(&report::unified(&texts, Pair::new(&from, &to)));
        }
        _ => output.data(&output::changes(lines)),
    }
    Ok(if difference.changes.is_empty() { Exit::Done } else { Exit::Differs })
}

pub(crate) fn inspect(source: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let source: Source = source.parse().map_err(Failure::source)?;
    let inspected = limbeck_engine::inspect(project, &source)?;
    output.notes(&inspected.notes);
    output.round_trips(inspected.round_trips);
    let models = output.format.and_then(Format::models);
    if output.is_json() {
        output.json(&SchemaJson::from(&inspected.schema))?;
    } else if let Some(written) = models.and_then(|kind| limbeck_engine::models_of(&inspected.schema, kind)) {
        output.notes(&written.unsaid);
        output.data(&written.text);
    } else {
        output.data(&sql(&inspected.statements));
    }
    Ok(Exit::Done)
}

fn sql(statements: &[limbeck_engine::Statement]) -> String {
    let one = |statement: &limbeck_engine::Statement| {
        let comments: String = statement.comments.iter().map(|line| format!("-- {line}\n")).collect();
        format!("{comments}{};\n", statement.sql)
    };
    statements.iter().map(one).collect::<Vec<_>>().join("\n")
}
