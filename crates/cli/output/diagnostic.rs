//! Diagnostics with the source line they speak of.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use limbeck_schema::{Diagnostic, Severity};

pub(crate) fn rendered(diagnostic: &Diagnostic, coloured: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str());
    let path = diagnostic.span.as_ref().map(|span| span.path.display().to_string());
    let mut group = match (&diagnostic.span, &path) {
        (Some(span), Some(path)) => {
            let range = within(&span.source, &span.range);
            let snippet = Snippet::source(span.source.as_str())
                .path(path.as_str())
                .annotation(AnnotationKind::Primary.span(range));
            title.element(snippet)
        }
        _ => Group::with_title(title),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The range, inside the text and at the edges of characters, whatever a reader said.
fn within(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let edge = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = edge(range.start);
    start..edge(range.end).max(start)
}
