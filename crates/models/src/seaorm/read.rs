//! The files of a project as one schema.

use std::collections::BTreeMap;

use limbeck_schema::{Aspect, CalledOtherwise, Diagnostic, Family, Loaded, Name, Severity, TableCoverage};

use super::{
    compact,
    entity::{Column, Entity},
    expanded::Pieces,
    gather,
    lower::{self, Entities, Lowered},
    module::{self, Led, Module},
    relation,
    types::{Known, Types},
};
use crate::{
    ddl, loading,
    source::{Place, SourceFile},
};

/// Reads every entity of SeaORM's: compact, dense and expanded.
pub fn read_sea_orm(files: &[SourceFile], family: Family) -> Loaded {
    let mut diagnostics = Vec::new();
    let mut read = Vec::new();
    for file in files {
        let place = Place::of(file);
        match place.parse() {
            Ok(syntax) => read.push((place, syntax)),
            Err(problems) => diagnostics.extend(problems),
        }
    }
    let mut project = Project::default();
    for (number, (place, syntax)) in read.iter().enumerate() {
        project.take(number, *place, module::of_file(place.path(), syntax));
    }
    project.diagnostics.extend(diagnostics);
    project.find_entities();
    Loading { family, project: &project, loaded: loading::nothing() }.load()
}

/// What the files hold.
#[derive(Default)]
struct Project<'a> {
    modules: Vec<Module<'a>>,
    /// Of each module.
    places: Vec<(usize, Place<'a>)>,
    /// Of each module: its entity, if it has one that could be read.
    entities: Vec<Found>,
    types: BTreeMap<String, Vec<(usize, Known)>>,
    diagnostics: Vec<Diagnostic>,
}

/// What a module has of an entity.
enum Found {
    None,
    /// One that could not be read: what refers to it is not reported on top.
    Broken,
    Entity(Box<Entity>),
}

impl<'a> Project<'a> {
    fn take(&mut self, number: usize, place: Place<'a>, modules: Vec<Module<'a>>) {
        for module in modules {
            for item in &module.items {
                let mut problems = Vec::new();
                if let Some((name, known)) = gather::known(item, &mut problems) {
                    self.types.entry(name).or_default().push((number, known));
                }
                self.report(place, problems);
            }
            self.modules.push(module);
            self.places.push((number, place));
        }
    }

    fn find_entities(&mut self) {
        for at in 0..self.modules.len() {
            let Some((place, module)) =
                self.places.get(at).map(|(_, place)| *place).zip(self.modules.get(at))
            else {
                continue;
            };
            let (mut problems, mut doubts) = (Vec::new(), Vec::new());
            let found = entity(module, &mut problems, &mut doubts);
            let hidden: Vec<_> = module.items.iter().filter_map(|item| module::hidden(item)).collect();
            for (inside, span) in hidden {
                let message = format!("an entity inside `{inside}!` cannot be read without expanding it");
                let help = "write the entity outside of that macro";
                self.diagnostics.push(place.error(span, &message, Some(help)));
            }
            for (span, doubt) in doubts {
                let spelling = (doubt.as_str(), "remove it, or mend its spelling");
                let (message, help) = doubt.split_once("\nhelp: ").unwrap_or(spelling);
                self.diagnostics.push(place.warning(span, message, Some(help)));
            }
            self.entities.push(match found {
                Some(entity) if problems.is_empty() => Found::Entity(Box::new(entity)),
                None if problems.is_empty() => Found::None,
                _ => Found::Broken,
            });
            self.report(place, problems);
        }
    }

    fn report(&mut self, place: Place<'_>, problems: Vec<syn::Error>) {
        self.diagnostics.extend(problems.into_iter().flat_map(|problem| place.errors(problem)));
    }
}

fn entity(
    module: &Module<'_>,
    problems: &mut Vec<syn::Error>,
    doubts: &mut compact::Doubts,
) -> Option<Entity> {
    let pieces = Pieces::of(module);
    let Some(model) = pieces.model else {
        return if pieces.is_expanded() {
            with_relations(pieces.read(problems)?, &pieces, problems)
        } else {
            None
        };
    };
    let named = pieces.named(problems);
    let mut entity = compact::read(model, named, problems, doubts)?;
    entity.relations.extend(pieces.written_relations(problems));
    with_relations(entity, &pieces, problems)
}

fn with_relations(mut entity: Entity, pieces: &Pieces<'_>, problems: &mut Vec<syn::Error>) -> Option<Entity> {
    if let Some(relations) = pieces.relations {
        entity.relations.extend(relation::of_enum(relations, problems));
    }
    Some(entity)
}

struct Loading<'a> {
    family: Family,
    project: &'a Project<'a>,
    loaded: Loaded,
}

impl Loading<'_> {
    fn load(mut self) -> Loaded {
        let project = self.project;
        self.loaded.diagnostics = project.diagnostics.clone();
        let mut is_empty = true;
        for (at, found) in project.entities.iter().enumerate() {
            is_empty &= matches!(found, Found::None);
            let (Found::Entity(entity), Some((file, place)), Some(module)) =
                (found, project.places.get(at), project.modules.get(at))
            else {
                continue;
            };
            let types = Types { known: &project.types, from: *file, depth: 0 };
            let Some(lowered) = lower::lower(entity, self.family, types, &Seen { project, from: at }) else {
                continue;
            };
            self.add(*place, entity, lowered, module.conditional);
        }
        if is_empty && !self.loaded.diagnostics.iter().any(|one| one.severity == Severity::Error) {
            loading::warn_of_nothing(
                &mut self.loaded,
                "entity was found in the SeaORM models",
                None,
                "name the directory that holds the entities, `sea-orm:src/entity`",
            );
        }
        self.loaded
    }

    fn add(&mut self, place: Place<'_>, entity: &Entity, lowered: Lowered, conditional: bool) {
        let Lowered { table, mut coverage, enums, problems, doubts } = lowered;
        self.loaded.diagnostics.extend(problems.into_iter().flat_map(|problem| place.errors(problem)));
        self.loaded.diagnostics.extend(doubts.into_iter().flat_map(|doubt| place.warnings(doubt)));
        let name = table.name.clone();
        if let Some(first) = self.loaded.schema.tables.get(&name) {
            let diagnostic = if !conditional {
                let message = format!("table `{name}` is declared by two entities");
                Some(place.error(entity.span, &message, Some("keep the one that has every column")))
            } else if *first != table {
                let message =
                    format!("table `{name}` is declared once more under `#[cfg]`: the first one is used");
                Some(place.warning(entity.span, &message, None))
            } else {
                None
            };
            self.loaded.diagnostics.extend(diagnostic);
            return;
        }
        for object in enums {
            match self.loaded.schema.objects.get(&object.id) {
                Some(other) if *other != object => {
                    let message =
                        format!("two enumerations are called `{}`, with different labels", object.id.name);
                    let help = "give one of them another name: #[sea_orm(enum_name = \"...\")]";
                    self.loaded.diagnostics.push(place.error(entity.span, &message, Some(help)));
                }
                Some(_) => {}
                None => drop(self.loaded.schema.objects.put(object)),
            }
        }
        for column in &entity.columns {
            if let Some(mark) = &column.renamed_from
                && let (Ok(old), Ok(new)) = (Name::new(mark.value()), Name::new(&column.name))
            {
                let added = self.loaded.renames.add_column(name.clone(), old, new);
                loading::refuse_rename(&mut self.loaded, place, mark, added);
            }
            if let Some(field) = &column.of_field
                && let (Ok(own), Ok(of_field)) = (Name::new(&column.name), Name::new(field))
            {
                let told = called_otherwise(place, column, field);
                coverage.called_otherwise.insert(own, CalledOtherwise { name: of_field, told });
            }
        }
        let covered = TableCoverage { entity: Some(coverage), ..TableCoverage::of(said(self.family)) };
        self.loaded.coverage.tables.insert(name, covered);
        // The name was just looked for.
        let _ = self.loaded.schema.tables.add(table);
    }
}

/// The other entities, as one module sees them.
struct Seen<'a> {
    project: &'a Project<'a>,
    from: usize,
}

impl Entities for Seen<'_> {
    fn find(&self, path: &syn::Path) -> Result<(Led, Option<&Entity>), ()> {
        let led = module::resolve(path, self.from, &self.project.modules);
        let Led::To(at) = led else { return Ok((led, None)) };
        match self.project.entities.get(at) {
            Some(Found::Entity(entity)) => Ok((led, Some(entity))),
            Some(Found::Broken) => Err(()),
            _ => Ok((Led::Nowhere, None)),
        }
    }
}

/// What an entity says of its table; the rest is as it is.
fn said(family: Family) -> impl Iterator<Item = Aspect> {
    let comment = ddl::of(family).keeps_comments_of_entities.then_some(Aspect::Comment);
    let always = [
        Aspect::ExactType,
        Aspect::TypeName,
        Aspect::Default,
        Aspect::Unique,
        Aspect::ForeignKey,
        Aspect::Index,
    ];
    always.into_iter().chain(comment)
}

/// What is told where the database calls a column as its field is called.
fn called_otherwise(place: Place<'_>, column: &Column, field: &str) -> Diagnostic {
    let message = format!(
        "SeaORM looks for `{}`, after this variant, where the database has `{field}`, as the field is called",
        column.name
    );
    let help = format!("say so at the variant: #[sea_orm(column_name = \"{field}\")]");
    place.warning(column.span, &message, Some(&help))
}
