//! Revision files through templates: the built-in one, or the copy a project keeps and edits.

use std::collections::BTreeMap;

use askama::Template;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::Statement;

/// The built-in template, as `limbeck init` copies it into a project. It keeps to the syntax that
/// askama and minijinja share; a test holds their output equal.
pub const BUILT_IN: &str = include_str!("../../../templates/limbeck/script.sql.jinja");

/// How much a project's template may compute: a template that loops for ever is stopped.
const FUEL: u64 = 50_000_000;

/// Everything a template can speak of. Lists are comma-separated; what does not apply is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Template)]
#[template(path = "limbeck/script.sql.jinja", escape = "none")]
pub struct Draft {
    /// What the revision is for; may be several lines, each already a comment but for the first dashes.
    pub message: String,
    /// Its id.
    pub revision: String,
    /// The ids it builds on.
    pub revises: String,
    /// Names for the branch it begins.
    pub branch_labels: String,
    /// Ids that must have run before.
    pub depends_on: String,
    /// When it was written, RFC 3339.
    pub created: String,
    /// `none` where it must not run in a transaction.
    pub transaction: String,
    /// The way there.
    pub upgrade: Vec<Statement>,
    /// The way back.
    pub downgrade: Vec<Statement>,
}

/// A template that could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The built-in one.
    #[error("the built-in template failed: {0}")]
    BuiltIn(#[from] askama::Error),
    /// The project's own.
    #[error("the template of this project failed{}: {message}", line.map(|line| format!(" in line {line}")).unwrap_or_default())]
    Own {
        /// The line of the template, from 1.
        line: Option<usize>,
        /// What the engine says.
        message: String,
    },
}

/// The text of a revision file: by `own` where the project has a template of its own, which may also speak of
/// `values`, as `x.KEY`.
pub fn revision_file(
    draft: &Draft,
    own: Option<&str>,
    values: &BTreeMap<String, String>,
) -> Result<String, TemplateError> {
    let text = match own {
        None => draft.render()?,
        Some(template) => render_own(draft, values, template).map_err(|error| TemplateError::Own {
            line: error.line(),
            message: error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
        })?,
    };
    Ok(format!("{}\n", text.trim_end()))
}

/// What a project's own template can speak of.
#[derive(Serialize)]
struct Context<'a> {
    #[serde(flatten)]
    draft: &'a Draft,
    x: &'a BTreeMap<String, String>,
}

fn render_own(
    draft: &Draft,
    values: &BTreeMap<String, String>,
    template: &str,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment.render_str(template, minijinja::value::Serde(Context { draft, x: values }))
}
