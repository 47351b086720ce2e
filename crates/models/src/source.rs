//! A source file as text, as syntax, and as places to point at.

use std::path::PathBuf;

use limbeck_schema::{Diagnostic, Severity, Span};
use proc_macro2::{TokenStream, TokenTree};

/// A file somebody read: where it was, and all of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it was; for messages only.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// How deep brackets may nest: rustc's own default `recursion_limit`, far below what would exhaust
/// the stack of a parser.
const DEEPEST: usize = 128;

/// A file that is being read: turns places of the syntax tree into places of the text.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    file: &'a SourceFile,
    /// Bytes before what is parsed: a byte order mark, a `#!` line.
    lead: usize,
}

impl<'a> Place<'a> {
    pub(crate) fn of(file: &'a SourceFile) -> Self {
        Self { file, lead: lead(&file.text) }
    }

    /// Where the file was.
    pub(crate) fn path(self) -> &'a std::path::Path {
        &self.file.path
    }

    /// The file's items; what is no Rust becomes a diagnostic.
    pub(crate) fn parse(self) -> Result<syn::File, Vec<Diagnostic>> {
        let text = self.file.text.get(self.lead..).unwrap_or_default();
        let tokens: TokenStream =
            text.parse().map_err(|error: proc_macro2::LexError| self.unreadable(error.span()))?;
        if let Some(deep) = too_deep(&tokens) {
            return Err(vec![self.error(deep, "brackets nest too deeply to be read", None)]);
        }
        syn::parse2(tokens).map_err(|error| {
            let help = "`cargo check` says more; nothing of this file can be read before it is mended";
            let with_help = |one: Diagnostic| Diagnostic { help: one.help.or(Some(help.to_owned())), ..one };
            self.errors(error).into_iter().map(with_help).collect()
        })
    }

    /// What the text can be no tokens for: brackets that are no pairs, a string without an end.
    fn unreadable(self, span: proc_macro2::Span) -> Vec<Diagnostic> {
        let at = self.span(span).range.start;
        let rest = self.file.text.get(at..).unwrap_or_default();
        let (message, help) = match rest.chars().next() {
            Some(open @ ('(' | '[' | '{')) => (
                format!("this `{open}` is never closed"),
                "close it where it should end; nothing of this file can be read before",
            ),
            Some(close @ (')' | ']' | '}')) => (
                format!("this `{close}` closes nothing that is open here"),
                "remove it, or open what it should close; nothing of this file can be read before",
            ),
            Some('"') => (
                "this string has no end".to_owned(),
                "write a `\"` behind it; nothing of this file can be read before",
            ),
            _ => (
                "this is not valid Rust: a token cannot be read".to_owned(),
                "`cargo check` says more; nothing of this file can be read before it is mended",
            ),
        };
        vec![self.error(span, &message, Some(help))]
    }

    /// Where `span` is in the file.
    pub(crate) fn span(self, span: proc_macro2::Span) -> Span {
        let text = &self.file.text;
        let bytes = span.byte_range();
        // An error at the end of the input has no place of its own.
        let range = if bytes.is_empty() && bytes.start == 0 {
            let end = text.trim_end().len();
            end..end
        } else {
            boundary(text, self.lead + bytes.start)..boundary(text, self.lead + bytes.end)
        };
        Span { path: self.file.path.clone(), source: text.clone(), range }
    }

    /// Every complaint `syn` collected, in order; a line that starts with `help: ` becomes help.
    pub(crate) fn errors(self, error: syn::Error) -> Vec<Diagnostic> {
        self.all(Severity::Error, error)
    }

    /// The same, where reading can go on safely.
    pub(crate) fn warnings(self, error: syn::Error) -> Vec<Diagnostic> {
        self.all(Severity::Warning, error)
    }

    fn all(self, severity: Severity, error: syn::Error) -> Vec<Diagnostic> {
        let each = |error: syn::Error| {
            let text = error.to_string();
            match text.split_once("\nhelp: ") {
                Some((message, help)) => self.diagnostic(severity, error.span(), message, Some(help)),
                None => self.diagnostic(severity, error.span(), &text, None),
            }
        };
        error.into_iter().map(each).collect()
    }

    pub(crate) fn error(self, span: proc_macro2::Span, message: &str, help: Option<&str>) -> Diagnostic {
        self.diagnostic(Severity::Error, span, message, help)
    }

    pub(crate) fn warning(self, span: proc_macro2::Span, message: &str, help: Option<&str>) -> Diagnostic {
        self.diagnostic(Severity::Warning, span, message, help)
    }

    fn diagnostic(
        self,
        severity: Severity,
        span: proc_macro2::Span,
        message: &str,
        help: Option<&str>,
    ) -> Diagnostic {
        Diagnostic {
            severity,
            message: message.to_owned(),
            span: Some(self.span(span)),
            help: help.map(str::to_owned),
        }
    }
}

/// Bytes to skip: a byte order mark and a `#!/usr/bin/...` line; `#![attribute]` is Rust.
fn lead(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = text.get(mark..).unwrap_or_default();
    let shebang = rest.starts_with("#!") && !rest[2..].trim_start().starts_with('[');
    mark + if shebang { rest.find('\n').unwrap_or(rest.len()) } else { 0 }
}

fn boundary(text: &str, mut offset: usize) -> usize {
    offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn too_deep(tokens: &TokenStream) -> Option<proc_macro2::Span> {
    let mut open = vec![tokens.clone().into_iter()];
    while let Some(level) = open.last_mut() {
        match level.next() {
            Some(TokenTree::Group(group)) if open.len() > DEEPEST => return Some(group.span_open()),
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
            None => drop(open.pop()),
        }
    }
    None
}
