//! The enums of a project, and which of them a path means.

use limbeck_schema::{Diagnostic, Family, Loaded};
use syn::{DeriveInput, Ident, Path, ext::IdentExt};

use super::{enumeration::Enumeration, lower::Lookup};
use crate::{loading, source::Place};

/// One that derives `SqlEnum`.
struct Declared<'a> {
    place: Place<'a>,
    /// The module it is in, as far as its file says.
    module: Option<String>,
    enumeration: Enumeration,
    /// Whether some builds do not have it.
    conditional: bool,
}

/// All that derive `SqlEnum`.
#[derive(Default)]
pub(super) struct Enums<'a> {
    declared: Vec<Declared<'a>>,
    /// Those that could not be read: fields of their type are not reported on top.
    broken: Vec<Ident>,
}

impl<'a> Enums<'a> {
    /// Reads one, or says what is wrong with it.
    pub(super) fn add(
        &mut self,
        place: Place<'a>,
        (input, module, conditional): (&DeriveInput, Option<String>, bool),
        family: Family,
    ) -> Vec<Diagnostic> {
        let problems = match Enumeration::read(input, Some(family)) {
            Ok(enumeration) => {
                let module = module.or_else(|| module_of(place));
                let problems = enumeration.of_family(family);
                self.declared.push(Declared { place, module, enumeration, conditional });
                problems
            }
            Err(problems) => {
                self.broken.push(input.ident.clone());
                problems
            }
        };
        problems.into_iter().flat_map(|problem| place.errors(problem)).collect()
    }

    /// Whether none was met.
    pub(super) fn is_empty(&self) -> bool {
        self.declared.is_empty() && self.broken.is_empty()
    }

    /// The one that a path in that file means.
    pub(super) fn find(&self, from: Place<'_>, path: &Path) -> Lookup<'_> {
        let mut words = path.segments.iter().rev().map(|segment| &segment.ident);
        let Some(last) = words.next() else { return Lookup::Missing };
        let module = words.next().map(|word| word.unraw().to_string()).filter(|word| !is_relative(word));
        let all: Vec<&Declared<'_>> =
            self.declared.iter().filter(|one| one.enumeration.ident.unraw() == last.unraw()).collect();
        let is_near = |one: &Declared<'_>| match &module {
            Some(module) => one.module.as_ref() == Some(module),
            None => one.place.path() == from.path(),
        };
        let near: Vec<&Declared<'_>> = all.iter().copied().filter(|one| is_near(one)).collect();
        let meant = if near.is_empty() { &all } else { &near };
        match meant.as_slice() {
            [] if self.broken.iter().any(|ident| ident.unraw() == last.unraw()) => Lookup::Unseen,
            [] => Lookup::Missing,
            [first, rest @ ..] if rest.iter().all(|other| other.conditional || alike(first, other)) => {
                Lookup::Found { enumeration: &first.enumeration, is_near: !near.is_empty() }
            }
            several => Lookup::Several(several.len()),
        }
    }

    /// Adds the types that they are, with what is said of them and their renamed labels.
    pub(super) fn lower(&self, family: Family, loaded: &mut Loaded) {
        for one in &self.declared {
            let Some((object, comment)) = one.enumeration.object(family) else { continue };
            match loaded.schema.objects.get(&object.id) {
                Some(first) if *first == object => {}
                Some(_) => loaded.diagnostics.push(one.told_twice()),
                None => {
                    loaded.schema.objects.put(object);
                    comment.into_iter().for_each(|comment| drop(loaded.schema.comments.put(comment)));
                    for (mark, error) in one.enumeration.rename(&mut loaded.renames) {
                        loading::refuse_rename(loaded, one.place, mark, Err(error));
                    }
                }
            }
        }
    }
}

impl Declared<'_> {
    fn told_twice(&self) -> Diagnostic {
        let (name, span) = (&self.enumeration.name, self.enumeration.ident.span());
        if self.conditional {
            let message = format!(
                "the enumeration `{name}` is declared once more under `#[cfg]`: the first one is used"
            );
            return self.place.warning(span, &message, None);
        }
        let message = format!("two enums are the enumeration `{name}`, with different labels");
        let help = "give one of them another name: #[sql_enum(name = \"...\")]";
        self.place.error(span, &message, Some(help))
    }
}

fn alike(one: &Declared<'_>, other: &Declared<'_>) -> bool {
    let (one, other) = (&one.enumeration, &other.enumeration);
    (&one.name, one.labels()) == (&other.name, other.labels())
}

fn is_relative(word: &str) -> bool {
    matches!(word, "crate" | "self" | "super")
}

/// What the module of a file is called: by the file, or by its directory.
fn module_of(place: Place<'_>) -> Option<String> {
    let path = place.path();
    let stem = path.file_stem()?.to_str()?;
    let named = if stem == "mod" { path.parent()?.file_name()?.to_str()? } else { stem };
    Some(named.to_owned())
}
