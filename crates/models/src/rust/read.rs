//! The files of a project as one schema.

use std::collections::BTreeMap;

use limbeck_schema::{
    Aspect, Coverage, Diagnostic, Family, Loaded, Name, ObjectName, Renames, Schema, Table, TableCoverage,
    TypeCoverage,
};
use syn::{Ident, Path};

use super::{
    enums::Enums,
    lower::{self, Lookup, Models},
    model::Model,
    walk::{self, Found},
};
use crate::{
    ddl, loading,
    source::{Place, SourceFile},
};

/// Reads every struct that derives limbeck's `Model`.
pub fn read_rust(files: &[SourceFile], family: Family) -> Loaded {
    let mut reading = Reading::new(family);
    for file in files {
        let place = Place::of(file);
        match place.parse() {
            Ok(syntax) => {
                for found in walk::all(&syntax) {
                    reading.meet(place, found);
                }
            }
            Err(diagnostics) => reading.unread(diagnostics),
        }
    }
    let declared = std::mem::take(&mut reading.declared);
    for one in &declared {
        let lowered = lower::lower(
            &one.model,
            family,
            &Known { from: one.place, declared: &declared, reading: &reading },
        );
        let problems = lowered.problems.into_iter().chain(lowered.of_family);
        let diagnostics = problems.flat_map(|problem| one.place.errors(problem));
        reading.loaded.diagnostics.extend(diagnostics);
        if let Some(table) = lowered.table {
            reading.add(one, table, (lowered.types, family));
        }
    }
    let enums = std::mem::take(&mut reading.enums);
    enums.lower(family, &mut reading.loaded);
    if declared.is_empty() && enums.is_empty() && reading.is_whole && reading.broken.is_empty() {
        loading::warn_of_nothing(
            &mut reading.loaded,
            "struct with `#[derive(Model)]` was found in the Rust models",
            None,
            "name the file or directory that holds the models, `rust:src/models`",
        );
    }
    reading.loaded
}

struct Declared<'a> {
    place: Place<'a>,
    model: Model,
    /// Whether some builds do not have it.
    conditional: bool,
}

struct Reading<'a> {
    family: Family,
    declared: Vec<Declared<'a>>,
    /// Structs that could not be read: what refers to them is not reported on top.
    broken: Vec<Ident>,
    enums: Enums<'a>,
    /// Whether every file and every model that was met could be looked into.
    is_whole: bool,
    loaded: Loaded,
}

impl<'a> Reading<'a> {
    fn new(family: Family) -> Self {
        let coverage = Coverage::of_tables();
        let loaded =
            Loaded { schema: Schema::default(), coverage, renames: Renames::new(), diagnostics: Vec::new() };
        let enums = Enums::default();
        Self { family, declared: Vec::new(), broken: Vec::new(), enums, is_whole: true, loaded }
    }

    fn meet(&mut self, place: Place<'a>, found: Found) {
        match found {
            Found::Model { input, conditional } => match Model::read(&input, self.family) {
                Ok(model) => self.declared.push(Declared { place, model, conditional }),
                Err(problems) => {
                    let diagnostics = problems.into_iter().flat_map(|problem| place.errors(problem));
                    self.loaded.diagnostics.extend(diagnostics);
                    self.broken.push(input.ident);
                }
            },
            Found::Enum { input, module, conditional } => {
                let told = self.enums.add(place, (&input, module, conditional), self.family);
                self.loaded.diagnostics.extend(told);
            }
            Found::Hidden { inside, span } => {
                let message = format!("a model inside `{inside}!` cannot be read without expanding it");
                let help = "write the struct outside of that macro";
                self.unread(vec![place.error(span, &message, Some(help))]);
            }
        }
    }

    fn unread(&mut self, diagnostics: Vec<Diagnostic>) {
        self.is_whole = false;
        self.loaded.diagnostics.extend(diagnostics);
    }

    fn add(
        &mut self,
        one: &Declared<'_>,
        table: Table,
        (types, family): (BTreeMap<Name, TypeCoverage>, Family),
    ) {
        let name = table.name.clone();
        if let Some(first) = self.loaded.schema.tables.get(&name) {
            let span = one.model.ident.span();
            let diagnostic = if !one.conditional {
                let message = format!("table `{name}` is declared by two structs");
                Some(one.place.error(span, &message, Some("derive `Model` on the one that has every column")))
            } else if *first != table {
                let message =
                    format!("table `{name}` is declared once more under `#[cfg]`: the first one is used");
                Some(one.place.warning(span, &message, None))
            } else {
                None
            };
            self.loaded.diagnostics.extend(diagnostic);
            return;
        }
        self.rename(one, &name);
        self.loaded.coverage.tables.insert(name, coverage(&one.model, types, family));
        // The name was just looked for.
        let _ = self.loaded.schema.tables.add(table);
    }

    fn rename(&mut self, one: &Declared<'_>, after: &ObjectName) {
        let mut before = after.clone();
        if let Some(mark) = &one.model.attributes.renamed_from
            && let Ok(old) = Name::new(mark.value())
        {
            before.name = old;
            let added = self.loaded.renames.add_table(before.clone(), after.clone());
            loading::refuse_rename(&mut self.loaded, one.place, mark, added);
        }
        for field in &one.model.fields {
            if let Some(mark) = &field.attributes.renamed_from
                && let (Ok(old), Ok(new)) = (Name::new(mark.value()), Name::new(&field.column))
            {
                let added = self.loaded.renames.add_column(before.clone(), old, new);
                loading::refuse_rename(&mut self.loaded, one.place, mark, added);
            }
        }
    }
}

/// Types are said column by column, and how columns count where `identity` says it; triggers and made-up names
/// never are.
fn coverage(model: &Model, types: BTreeMap<Name, TypeCoverage>, family: Family) -> TableCoverage {
    let words = ddl::of(family);
    let exact = types.len() == model.fields.len();
    let counts = model.fields.iter().any(|field| field.attributes.identity.is_some());
    let said = |aspect: &Aspect| match aspect {
        Aspect::ExactType | Aspect::TypeName => exact,
        Aspect::Trigger | Aspect::ConstraintName => false,
        Aspect::Identity if counts => true,
        other => !words.unsaid.contains(other),
    };
    let parameters = model.attributes.options.iter().flatten().map(|(name, _)| (words.parameter)(name));
    TableCoverage {
        parameters: parameters.collect(),
        types,
        ..TableCoverage::of(Aspect::all().iter().filter(said))
    }
}

/// What there is, as one struct sees it.
struct Known<'a> {
    from: Place<'a>,
    declared: &'a [Declared<'a>],
    reading: &'a Reading<'a>,
}

impl Models for Known<'_> {
    fn enumeration(&self, path: &Path) -> Lookup<'_> {
        self.reading.enums.find(self.from, path)
    }

    fn find(&self, ident: &Ident) -> syn::Result<Option<&Model>> {
        let mut found = self.declared.iter().map(|one| &one.model).filter(|model| model.ident == *ident);
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(Some(only)),
            (Some(first), Some(_)) if found_one_table(self.declared, ident) => Ok(Some(first)),
            (Some(_), Some(_)) => Err(syn::Error::new(
                ident.span(),
                format!(
                    "several models are called `{ident}`\nhelp: name the table and column instead: references(\"teams.id\")"
                ),
            )),
            (None, _) if self.reading.broken.contains(ident) => Ok(None),
            (None, _) => Err(syn::Error::new(
                ident.span(),
                format!(
                    "no model is called `{ident}`\nhelp: list its file among the models, or name the table and column: references(\"teams.id\")"
                ),
            )),
        }
    }
}

/// Variants of one struct under `#[cfg]` mean the same table.
fn found_one_table(declared: &[Declared<'_>], ident: &Ident) -> bool {
    let mut tables = declared.iter().filter(|one| one.model.ident == *ident).map(|one| &one.model.table);
    let first = tables.next();
    tables.all(|table| Some(table) == first)
}
