//! Which structs of a file derive limbeck's `Model`, and which enums its `SqlEnum`.

use std::collections::BTreeSet;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::{
    Attribute, Data, DeriveInput, Item, Meta, Path, Token, UseTree, ext::IdentExt, parse::Parser,
    punctuated::Punctuated,
};

use super::attributes::{OF_ENUMS, OF_MODELS, any};
use crate::attributes::{conditional, metas, only_in_tests};

/// What was met.
pub(super) enum Found {
    /// A type that derives `Model`.
    Model { input: Box<DeriveInput>, conditional: bool },
    /// A type that derives `SqlEnum`, and the inline module it is in.
    Enum { input: Box<DeriveInput>, module: Option<String>, conditional: bool },
    /// A model or an enum that another macro would write.
    Hidden { inside: String, span: Span },
}

/// All of them, in the order of the file, in whatever inline module; those of test builds left out.
pub(super) fn all(file: &syn::File) -> Vec<Found> {
    let mut names = Imports::default();
    names.gather(&file.items);
    let mut found = Vec::new();
    walk(&file.items, (None, false), &names, &mut found);
    found
}

fn walk(items: &[Item], (inside, under_cfg): (Option<&str>, bool), names: &Imports, found: &mut Vec<Found>) {
    for item in items {
        let input = match item {
            Item::Mod(module) if !only_in_tests(&module.attrs) => {
                if let Some((_, items)) = &module.content {
                    let inside = module.ident.unraw().to_string();
                    walk(items, (Some(&inside), under_cfg || conditional(&module.attrs)), names, found);
                }
                continue;
            }
            Item::Macro(item) if !only_in_tests(&item.attrs) => {
                let inside = item.mac.path.segments.last().map(|last| last.ident.to_string());
                if let (Some(span), Some(inside)) = (names.hidden(&item.mac.tokens), inside) {
                    found.push(Found::Hidden { inside, span });
                }
                continue;
            }
            Item::Struct(item) => DeriveInput::from(item.clone()),
            Item::Enum(item) => DeriveInput::from(item.clone()),
            Item::Union(item) => DeriveInput::from(item.clone()),
            _ => continue,
        };
        if only_in_tests(&input.attrs) {
            continue;
        }
        let conditional = under_cfg || conditional(&input.attrs);
        if names.models.is_ours(&input) {
            found.push(Found::Model { input: Box::new(input), conditional });
        } else if names.enums.is_ours(&input) {
            let module = inside.map(str::to_owned);
            found.push(Found::Enum { input: Box::new(input), module, conditional });
        }
    }
}

/// What the `use` lines of a file say about the words of limbeck's derives.
struct Imports {
    models: Word,
    enums: Word,
}

impl Default for Imports {
    fn default() -> Self {
        Self { models: Word::new("Model", OF_MODELS), enums: Word::new("SqlEnum", OF_ENUMS) }
    }
}

impl Imports {
    fn gather(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Use(item) => self.tree(&item.tree, &mut Vec::new()),
                Item::Mod(module) => {
                    if let Some((_, items)) = &module.content {
                        self.gather(items);
                    }
                }
                _ => {}
            }
        }
    }

    fn tree(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(step) => {
                path.push(step.ident.unraw().to_string());
                self.tree(&step.tree, path);
                path.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, path)),
            UseTree::Name(name) => self.import(path, &name.ident.to_string(), &name.ident.to_string()),
            UseTree::Rename(name) => self.import(path, &name.ident.to_string(), &name.rename.to_string()),
            _ => self.import(path, "*", "*"),
        }
    }

    fn import(&mut self, path: &[String], name: &str, here: &str) {
        let root = path.first().map(String::as_str);
        // SeaORM's entities are structs called `Model`.
        self.models.taken |= root == Some("sea_orm") || name == "sea_orm";
        for word in [&mut self.models, &mut self.enums] {
            word.import(root, name, here);
        }
    }

    /// The first attribute of limbeck's, or `derive(...)` of one of its derives, among the tokens, however deep.
    fn hidden(&self, tokens: &TokenStream) -> Option<Span> {
        let mut word: Option<Ident> = None;
        for token in tokens.clone() {
            if let TokenTree::Group(group) = &token {
                let says = |word: &Ident| {
                    word == OF_MODELS || word == OF_ENUMS || word == "derive" && self.lists_ours(group)
                };
                if let Some(word) = word.filter(says) {
                    return Some(word.span());
                }
                if let Some(span) = self.hidden(&group.stream()) {
                    return Some(span);
                }
            }
            word = match token {
                TokenTree::Ident(ident) => Some(ident),
                _ => None,
            };
        }
        None
    }

    /// Whether the parentheses of a `derive` name limbeck's.
    fn lists_ours(&self, group: &Group) -> bool {
        let paths = Punctuated::<Path, Token![,]>::parse_terminated.parse2(group.stream());
        let is_ours = |path: &Path| self.models.is_meant(path) || self.enums.is_meant(path);
        paths.is_ok_and(|paths| paths.iter().any(is_ours))
    }
}

/// The word of one derive.
struct Word {
    /// What limbeck calls it.
    name: &'static str,
    /// The attribute that no other derive allows.
    attribute: &'static str,
    /// What else it is called here.
    ours: BTreeSet<String>,
    /// Whether its name means something else here.
    taken: bool,
}

impl Word {
    fn new(name: &'static str, attribute: &'static str) -> Self {
        Self { name, attribute, ours: BTreeSet::new(), taken: false }
    }

    fn import(&mut self, root: Option<&str>, name: &str, here: &str) {
        if name == self.name && root.is_some_and(is_limbeck) {
            self.ours.insert(here.to_owned());
        } else if here == self.name {
            self.taken = true;
        }
    }

    /// By its derive, or by an attribute that only limbeck's derive allows.
    fn is_ours(&self, input: &DeriveInput) -> bool {
        let said = metas(&input.attrs);
        any(&said, self.attribute)
            || said.iter().filter(|meta| meta.path().is_ident("derive")).any(|meta| self.derives(meta))
            || parts(&input.data).any(|attributes| any(&metas(attributes), self.attribute))
    }

    fn derives(&self, derive: &Meta) -> bool {
        let Meta::List(list) = derive else { return false };
        list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
            .is_ok_and(|paths| paths.iter().any(|path| self.is_meant(path)))
    }

    fn is_meant(&self, path: &Path) -> bool {
        let words: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match words.as_slice() {
            [word] => self.ours.contains(word) || word == self.name && !self.taken,
            [root, .., last] => last == self.name && is_limbeck(root),
            [] => false,
        }
    }
}

fn is_limbeck(root: &str) -> bool {
    matches!(root, "limbeck" | "limbeck_derive")
}

/// The attributes of fields and variants.
fn parts(data: &Data) -> Box<dyn Iterator<Item = &Vec<Attribute>> + '_> {
    match data {
        Data::Struct(data) => Box::new(data.fields.iter().map(|field| &field.attrs)),
        Data::Enum(data) => Box::new(data.variants.iter().map(|variant| &variant.attrs)),
        Data::Union(_) => Box::new(std::iter::empty()),
    }
}
