//! `check`, `diff` and `inspect`.

use limbeck_engine::{CheckReport, Project, Source};
use limbeck_schema::Pair;

use crate::{
    Exit,
    args::Format,
    output::{self, CheckJson, DiffJson, Failure, Output, SchemaJson},
};

pub(crate) fn check(project: &Project, output: &Output) -> Result<Exit, Failure> {
    let report = limbeck_engine::check(project)?;
    output.notes(&report.notes);
    output.round_trips(report.round_trips);
    if output.is_json() {
        output.json(&CheckJson::from(&report))?;
    } else {
        output.data(&check_text(&report));
    }
    Ok(if report.agrees() { Exit::Done } else { Exit::Differs })
}

fn check_text(report: &CheckReport) -> String {
    let mut text = String::new();
    if let Some(half_done) = &report.half_done {
        text.push_str(&format!("{half_done}\n"));
    } else if !report.is_at_head() {
        text.push_str(&format!(
            "the database is at {}, the newest revision is {}: run `limbeck upgrade head`\n",
            output::ids(&report.current),
            output::ids(&report.heads)
        ));
    }
    if !report.changes.is_empty() {
        text.push_str("the database differs from the models:\n\n");
        text.push_str(&output::changes(&report.changes));
    }
    if text.is_empty() { "models, migrations and database agree".to_owned() } else { text }
}

pub(crate) fn diff(from: &str, to: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let before: Source = from.parse().map_err(Failure::source)?;
    let after: Source = to.parse().map_err(Failure::source)?;
    let difference = limbeck_engine::diff(project, Pair::new(&before, &after))?;
    output.notes(&difference.notes);
    match output.format {
        Some(Format::Json) => output.json(&DiffJson::from(&difference))?,
        Some(Format::Sql) => output.data(&sql(&difference.statements)),
        _ if difference.changes.is_empty() => output.data("no difference"),
        _ => output.data(&output::changes(&difference.changes)),
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
