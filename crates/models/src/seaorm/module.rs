//! The modules of the project: which holds which entity, and what their `use` lines name.

use std::{collections::BTreeMap, path::Path as FilePath};

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Item, UseTree, ext::IdentExt, spanned::Spanned};

use crate::attributes::{conditional, only_in_tests};

/// A module, with what is in it.
pub(super) struct Module<'a> {
    /// From the root of the file system down: directories, the file, modules inside.
    pub(super) path: Vec<String>,
    pub(super) items: Vec<&'a Item>,
    /// Whether some builds do not have it.
    pub(super) conditional: bool,
    /// What its `use` lines name, with the path of each.
    pub(super) imports: BTreeMap<String, Vec<String>>,
    /// Paths it takes everything from.
    pub(super) globs: Vec<Vec<String>>,
}

/// All modules of a file, in order; those of test builds left out.
pub(super) fn of_file<'a>(path: &FilePath, syntax: &'a syn::File) -> Vec<Module<'a>> {
    let mut found = Vec::new();
    gather(module_path(path), &syntax.items, false, &mut found);
    found
}

/// `src/entity/user.rs` is `src::entity::user`, `src/entity/mod.rs` is `src::entity`.
fn module_path(path: &FilePath) -> Vec<String> {
    let mut words: Vec<String> =
        path.with_extension("").components().map(|part| part.as_os_str().to_string_lossy().into()).collect();
    if words.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
        words.pop();
    }
    words
}

fn gather<'a>(path: Vec<String>, items: &'a [Item], conditional_above: bool, found: &mut Vec<Module<'a>>) {
    let mut module = Module {
        path: path.clone(),
        items: Vec::new(),
        conditional: conditional_above,
        imports: BTreeMap::new(),
        globs: Vec::new(),
    };
    let mut inside = Vec::new();
    for item in items {
        match item {
            Item::Use(item) => module.take(&item.tree, &mut Vec::new()),
            Item::Mod(inner) if !only_in_tests(&inner.attrs) => {
                if let Some((_, items)) = &inner.content {
                    let mut path = path.clone();
                    path.push(inner.ident.unraw().to_string());
                    gather(path, items, conditional_above || conditional(&inner.attrs), &mut inside);
                }
            }
            Item::Mod(_) => {}
            other => module.items.push(other),
        }
    }
    found.push(module);
    found.append(&mut inside);
}

impl Module<'_> {
    fn take(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(step) => {
                path.push(step.ident.unraw().to_string());
                self.take(&step.tree, path);
                path.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.take(tree, path)),
            UseTree::Name(name) => self.import(path, &name.ident.unraw().to_string(), None),
            UseTree::Rename(name) => {
                self.import(path, &name.ident.unraw().to_string(), Some(name.rename.unraw().to_string()));
            }
            UseTree::Glob(_) => self.globs.push(path.clone()),
        }
    }

    fn import(&mut self, path: &[String], name: &str, renamed: Option<String>) {
        let mut full = path.to_vec();
        let mut here = name.to_owned();
        if name == "self" {
            here = path.last().cloned().unwrap_or_default();
        } else {
            full.push(name.to_owned());
        }
        self.imports.insert(renamed.unwrap_or(here), full);
    }
}

/// Where an entity's path leads.
pub(super) enum Led {
    /// To the module of that number.
    To(usize),
    /// To none of the modules that were read.
    Nowhere,
    /// To several.
    Ambiguous,
}

/// How many `use` lines a path may go through.
const DEEPEST: usize = 8;

/// The module that `path`, as it stands in the module `from`, names the `Entity` of.
pub(super) fn resolve(path: &syn::Path, from: usize, modules: &[Module<'_>]) -> Led {
    let words: Vec<String> = path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
    entity(words, from, modules, 0)
}

fn entity(mut words: Vec<String>, from: usize, modules: &[Module<'_>], depth: usize) -> Led {
    let Some(here) = modules.get(from).filter(|_| depth < DEEPEST) else { return Led::Nowhere };
    if words.len() == 1
        && let Some(imported) = here.imports.get(&words[0])
    {
        return entity(imported.clone(), from, modules, depth + 1);
    }
    if words.len() == 1 && words[0] == "Entity" {
        return Led::To(from);
    }
    let Some(last) = words.pop() else { return Led::Nowhere };
    let led = module(words, from, modules, depth);
    match led {
        Led::To(at) if last != "Entity" => match modules.get(at).and_then(|module| module.imports.get(&last))
        {
            Some(imported) => entity(imported.clone(), at, modules, depth + 1),
            None => Led::Nowhere,
        },
        led => led,
    }
}

fn module(words: Vec<String>, from: usize, modules: &[Module<'_>], depth: usize) -> Led {
    let Some(here) = modules.get(from).filter(|_| depth < DEEPEST) else { return Led::Nowhere };
    let mut rest = words.as_slice();
    let mut base = here.path.clone();
    let is_relative = rest.first().is_some_and(|word| word == "super" || word == "self");
    while let Some((word, after)) = rest.split_first().filter(|(word, _)| *word == "super" || *word == "self")
    {
        if word == "super" {
            base.pop();
        }
        rest = after;
    }
    if is_relative {
        base.extend(rest.iter().cloned());
        return at(&base, modules);
    }
    if rest.first().is_some_and(|word| word == "crate") {
        return ending_in(&rest[1..], modules);
    }
    if let Some((first, after)) = rest.split_first()
        && let Some(imported) = here.imports.get(first)
    {
        let words: Vec<String> = imported.iter().chain(after).cloned().collect();
        return module(words, from, modules, depth + 1);
    }
    let child: Vec<String> = base.iter().chain(rest).cloned().collect();
    if let Led::To(found) = at(&child, modules) {
        return Led::To(found);
    }
    for glob in &here.globs {
        let words: Vec<String> = glob.iter().chain(rest).cloned().collect();
        if let Led::To(found) = module(words, from, modules, depth + 1) {
            return Led::To(found);
        }
    }
    // Another crate of the workspace, whose root the path names first.
    match ending_in(rest, modules) {
        Led::Nowhere if rest.len() > 1 => ending_in(&rest[1..], modules),
        led => led,
    }
}

fn at(path: &[String], modules: &[Module<'_>]) -> Led {
    modules.iter().position(|module| module.path == path).map_or(Led::Nowhere, Led::To)
}

/// The root of a crate is not known: the one module whose path ends so.
fn ending_in(words: &[String], modules: &[Module<'_>]) -> Led {
    let mut found =
        modules.iter().enumerate().filter(|(_, module)| !words.is_empty() && module.path.ends_with(words));
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Led::To(at),
        (None, _) => Led::Nowhere,
        _ => Led::Ambiguous,
    }
}

/// Where a macro would write an entity: `DeriveEntityModel` among its tokens, however deep.
pub(super) fn hidden(item: &Item) -> Option<(String, Span)> {
    let Item::Macro(item) = item else { return None };
    if only_in_tests(&item.attrs) {
        return None;
    }
    let inside = item.mac.path.segments.last()?.ident.to_string();
    entity_word(&item.mac.tokens).map(|_| (inside, item.mac.path.span()))
}

fn entity_word(tokens: &TokenStream) -> Option<Span> {
    tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == "DeriveEntityModel" || ident == "DeriveColumn" => {
            Some(ident.span())
        }
        TokenTree::Group(group) => entity_word(&group.stream()),
        _ => None,
    })
}
