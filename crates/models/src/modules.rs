//! Modules that stand in files of their own.

use std::path::PathBuf;

use limbeck_schema::{Diagnostic, Severity, Span};
use syn::{Item, ext::IdentExt};

use crate::{
    attributes::{conditional, metas, only_in_tests, text_of},
    source::{Place, SourceFile},
};

/// `mod users;`: its text is in another file.
#[derive(Debug, Clone)]
pub struct ModuleFile {
    /// `users`.
    pub name: String,
    /// The inline modules around it, the outermost first.
    pub inside: Vec<String>,
    /// What `#[path]` says, if anything.
    pub path: Option<PathBuf>,
    /// Whether some builds do not have it.
    pub conditional: bool,
    span: Span,
}

impl ModuleFile {
    /// What is wrong with it, at its place.
    pub fn problem(&self, message: String, help: String) -> Diagnostic {
        let severity = if self.conditional { Severity::Warning } else { Severity::Error };
        Diagnostic { severity, message, span: Some(self.span.clone()), help: Some(help) }
    }
}

/// Those that the file declares, but for those of test builds. None for what is no Rust, which is for the
/// readers to say.
pub fn module_files(file: &SourceFile) -> Vec<ModuleFile> {
    let place = Place::of(file);
    let mut found = Vec::new();
    if let Ok(syntax) = place.parse() {
        walk(&syntax.items, place, (&mut Vec::new(), false), &mut found);
    }
    found
}

fn walk(
    items: &[Item],
    place: Place<'_>,
    (inside, under_cfg): (&mut Vec<String>, bool),
    found: &mut Vec<ModuleFile>,
) {
    for item in items {
        let Item::Mod(module) = item else { continue };
        if only_in_tests(&module.attrs) {
            continue;
        }
        let name = module.ident.unraw().to_string();
        let conditional = under_cfg || conditional(&module.attrs);
        if let Some((_, items)) = &module.content {
            inside.push(name);
            walk(items, place, (inside, conditional), found);
            inside.pop();
            continue;
        }
        let said = metas(&module.attrs);
        let path = said.iter().find(|meta| meta.path().is_ident("path")).and_then(text_of);
        found.push(ModuleFile {
            name,
            inside: inside.clone(),
            path: path.map(PathBuf::from),
            conditional,
            span: place.span(module.ident.span()),
        });
    }
}
