//! Which structs of a file derive limbeck's `Model`.

use std::collections::BTreeSet;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::{
    Attribute, Data, DeriveInput, Item, Meta, Path, Token, UseTree, ext::IdentExt, parse::Parser,
    punctuated::Punctuated,
};

use super::attributes::any;
use crate::attributes::{conditional, metas, only_in_tests};

/// What was met.
pub(super) enum Found {
    /// A type that derives `Model`.
    Model { input: Box<DeriveInput>, conditional: bool },
    /// A model that another macro would write.
    Hidden { inside: String, span: Span },
}

/// All of them, in the order of the file, in whatever inline module; those of test builds left out.
pub(super) fn models(file: &syn::File) -> Vec<Found> {
    let mut names = Imports::default();
    names.gather(&file.items);
    let mut found = Vec::new();
    walk(&file.items, false, &names, &mut found);
    found
}

fn walk(items: &[Item], under_cfg: bool, names: &Imports, found: &mut Vec<Found>) {
    for item in items {
        let input = match item {
            Item::Mod(module) if !only_in_tests(&module.attrs) => {
                if let Some((_, items)) = &module.content {
                    walk(items, under_cfg || conditional(&module.attrs), names, found);
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
        if !only_in_tests(&input.attrs) && names.is_ours(&input) {
            let conditional = under_cfg || conditional(&input.attrs);
            found.push(Found::Model { input: Box::new(input), conditional });
        }
    }
}

/// What the `use` lines of a file say about the word `Model`.
#[derive(Default)]
struct Imports {
    /// Words that mean limbeck's derive.
    ours: BTreeSet<String>,
    /// Whether `Model` comes from another crate.
    taken: bool,
    /// Whether SeaORM is about, whose entities are structs called `Model`.
    sea_orm: bool,
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
        self.sea_orm |= root == Some("sea_orm") || name == "sea_orm";
        if name == "Model" && root.is_some_and(is_limbeck) {
            self.ours.insert(here.to_owned());
        } else if here == "Model" {
            self.taken = true;
        }
    }

    /// By its derive, or by an attribute that only limbeck's derive allows.
    fn is_ours(&self, input: &DeriveInput) -> bool {
        let said = metas(&input.attrs);
        any(&said)
            || said.iter().filter(|meta| meta.path().is_ident("derive")).any(|meta| self.derives(meta))
            || fields(&input.data).any(|attributes| any(&metas(attributes)))
    }

    fn derives(&self, derive: &Meta) -> bool {
        let Meta::List(list) = derive else { return false };
        list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
            .is_ok_and(|paths| paths.iter().any(|path| self.is_model(path)))
    }

    fn is_model(&self, path: &Path) -> bool {
        let words: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match words.as_slice() {
            [word] => self.ours.contains(word) || word == "Model" && !self.taken && !self.sea_orm,
            [root, .., last] => last == "Model" && is_limbeck(root),
            [] => false,
        }
    }

    /// The first `limbeck(...)`, or `derive(...)` of a model, among the tokens, however deep.
    fn hidden(&self, tokens: &TokenStream) -> Option<Span> {
        let mut word: Option<Ident> = None;
        for token in tokens.clone() {
            if let TokenTree::Group(group) = &token {
                let says = |word: &Ident| word == "limbeck" || word == "derive" && self.lists_ours(group);
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
        paths.is_ok_and(|paths| paths.iter().any(|path| self.is_model(path)))
    }
}

fn is_limbeck(root: &str) -> bool {
    matches!(root, "limbeck" | "limbeck_derive")
}

fn fields(data: &Data) -> Box<dyn Iterator<Item = &Vec<Attribute>> + '_> {
    match data {
        Data::Struct(data) => Box::new(data.fields.iter().map(|field| &field.attrs)),
        Data::Enum(_) | Data::Union(_) => Box::new(std::iter::empty()),
    }
}
