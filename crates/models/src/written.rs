//! A schema as text.

use limbeck_schema::{Diagnostic, Severity};

/// A schema as text, and what the text does not say.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The text.
    pub text: String,
    /// What it does not say.
    pub unsaid: Vec<Diagnostic>,
}

impl Written {
    pub(crate) fn tell(&mut self, message: String) {
        let help = "say it beside, in SQL: `limbeck inspect --format sql` prints it whole";
        self.unsaid.push(Diagnostic {
            severity: Severity::Warning,
            message,
            span: None,
            help: Some(help.to_owned()),
        });
    }
}
