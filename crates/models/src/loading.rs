//! What every reader of Rust source does with what it has read, or has not.

use limbeck_schema::{Coverage, Diagnostic, Loaded, RenameError, Renames, Schema, Severity, Span};
use syn::LitStr;

use crate::source::Place;

/// Nothing read yet, by a reader to which a table without a key is none.
pub(crate) fn nothing() -> Loaded {
    Loaded {
        schema: Schema::default(),
        coverage: Coverage { keyless_tables: false, ..Coverage::of_tables() },
        renames: Renames::new(),
        diagnostics: Vec::new(),
    }
}

/// A source in which nothing was found is more likely the wrong file than the wish to drop every table. `what`
/// was not found, and where.
pub(crate) fn warn_of_nothing(loaded: &mut Loaded, what: &str, span: Option<Span>, help: &str) {
    loaded.coverage.absent_tables = false;
    loaded.diagnostics.push(Diagnostic {
        severity: Severity::Warning,
        message: format!("no {what}, so nothing is compared with them"),
        span,
        help: Some(help.to_owned()),
    });
}

/// Tells of a mark that cannot be true.
pub(crate) fn refuse_rename(
    loaded: &mut Loaded,
    place: Place<'_>,
    mark: &LitStr,
    added: Result<(), RenameError>,
) {
    if let Err(error) = added {
        let help = "remove `renamed_from` where it is not true, or no longer needed";
        loaded.diagnostics.push(place.error(mark.span(), &error.to_string(), Some(help)));
    }
}
