//! Diesel's `table!`, as published (2.3) and as coming (2.4).
//!
//! `table!` names tables, columns, their kind of type (on PostgreSQL and MySQL the type itself, and its
//! length), nullability and primary keys, and nothing else: every other aspect stays uncovered. `joinable!` is
//! a hint for joins, not a foreign key. The labels of enumerations come from the Rust enums over them.

mod column;
mod custom;
mod labels;
mod lower;
mod patch;
mod table;
mod walk;
mod write;

use limbeck_schema::{Diagnostic, Family, Loaded, TableCoverage, Unmanaged};

use crate::{
    ddl, loading,
    source::{Place, SourceFile},
};
use custom::{CustomTypes, Disputed};
use lower::{Declared, Reader};
pub use patch::{PatchMismatch, without_patch};
pub use write::write_diesel;

/// Reads every `table!` and `view!` of the files.
pub fn read_diesel(files: &[SourceFile], family: Family) -> Loaded {
    let mut reading = Reading { family, types: CustomTypes::default(), found: 0, loaded: loading::nothing() };
    let (mut read, mut is_whole) = (Vec::new(), true);
    // One that is named alone should be read; of many, most have nothing to say.
    for file in files.iter().filter(|file| files.len() == 1 || may_matter(&file.text)) {
        let place = Place::of(file);
        match place.parse() {
            Ok(syntax) => {
                reading.types.gather((read.len(), &syntax.items), ddl::of(family).definition);
                read.push((place, syntax));
            }
            Err(diagnostics) => {
                is_whole = false;
                reading.loaded.diagnostics.extend(diagnostics);
            }
        }
    }
    for disputed in reading.types.label(ddl::of(family).labels.all()) {
        let Some((place, _)) = read.get(disputed.file) else { continue };
        reading.loaded.diagnostics.push(in_dispute(*place, &disputed));
    }
    for (place, syntax) in read {
        for found in walk::macros(syntax.items) {
            reading.take(place, found);
        }
    }
    if reading.found == 0 && is_whole {
        let span = files.first().map(|file| Place::of(file).span(proc_macro2::Span::call_site()));
        loading::warn_of_nothing(
            &mut reading.loaded,
            "`table!` was found in the Diesel models",
            span.map(|span| limbeck_schema::Span { range: 0..0, ..span }),
            "name the file that `diesel print-schema` writes, `diesel:src/schema.rs`",
        );
    }
    reading.loaded
}

/// Which of the two is meant cannot be known without compiling them.
fn in_dispute(place: Place<'_>, disputed: &Disputed) -> Diagnostic {
    let (ident, sql_type) = (&disputed.ident, &disputed.sql_type);
    let message = format!(
        "two enums give `{sql_type}` different labels, and this is the second: neither is compared with the database"
    );
    let help = format!(
        "keep one of the two, or give `{ident}` a type of its own; `ExistingTypePath` of `DbEnum` names one"
    );
    place.warning(ident.span(), &message, Some(&help))
}

/// Whether the text has any word that is read here.
fn may_matter(text: &str) -> bool {
    ["table", "view", "Enum", "_type"].iter().any(|word| text.contains(word))
}

struct Reading {
    family: Family,
    types: CustomTypes,
    /// Tables and views met, whether or not they could be read.
    found: usize,
    loaded: Loaded,
}

impl Reading {
    fn take(&mut self, place: Place<'_>, found: walk::Found) {
        self.found += 1;
        match found {
            walk::Found::Hidden { inside, span } => {
                let message = format!("a `table!` inside `{inside}!` cannot be read without expanding it");
                let help = "move the `table!` out of that macro; `#[cfg(...)]` on the `table!` or its module is fine";
                self.loaded.diagnostics.push(place.error(span, &message, Some(help)));
            }
            walk::Found::Declared { kind, tokens, conditional, span } => {
                match table::parse(kind, tokens, span) {
                    Ok(decl) => self.declare(place, &decl, conditional),
                    Err(error) => self.refuse(place, kind, error),
                }
            }
        }
    }

    fn refuse(&mut self, place: Place<'_>, kind: table::MacroKind, error: syn::Error) {
        let name = kind.name();
        for mut diagnostic in place.errors(error) {
            diagnostic.message = format!("this `{name}!` cannot be read: {}", diagnostic.message);
            diagnostic.help = Some(format!("a `{name}!` is written as {}", kind.shape()));
            self.loaded.diagnostics.push(diagnostic);
        }
    }

    fn declare(&mut self, place: Place<'_>, decl: &table::TableDecl, conditional: bool) {
        let conditional = conditional || crate::attributes::conditional(&decl.attributes);
        let reader = Reader { family: self.family, types: &self.types };
        let lowered = lower::lower(decl, place, reader, &mut self.loaded.diagnostics);
        match lowered {
            None => {}
            Some(Declared::View(name)) => {
                let view = Unmanaged { name, kind: "view".to_owned(), definition: None };
                // A view declared twice says the same twice.
                let _ = self.loaded.schema.unmanaged.add(view);
            }
            Some(Declared::Table(table)) => {
                for object in lower::enumerations(decl, reader) {
                    // A type that several columns have is one.
                    let _ = self.loaded.schema.objects.put(object);
                }
                self.add(place, decl, table, conditional);
            }
        }
    }

    fn add(
        &mut self,
        place: Place<'_>,
        decl: &table::TableDecl,
        table: limbeck_schema::Table,
        conditional: bool,
    ) {
        let name = table.name.clone();
        let Some(first) = self.loaded.schema.tables.get(&name) else {
            let aspects = ddl::of(self.family).said_by_diesel.iter().copied();
            self.loaded.coverage.tables.insert(name, TableCoverage::of(aspects));
            // The name was just looked for.
            let _ = self.loaded.schema.tables.add(table);
            return;
        };
        let span = decl.ident.span();
        // Sections of diesel.toml may print a table more than once.
        if *first == table {
            return;
        }
        if !conditional {
            let message = format!("table `{name}` is declared twice");
            let help = "keep one of the two, or put each under its own `#[cfg(...)]`";
            self.loaded.diagnostics.push(place.error(span, &message, Some(help)));
        } else {
            let message =
                format!("table `{name}` is declared once more under `#[cfg]`: the first one is used");
            self.loaded.diagnostics.push(place.warning(span, &message, None));
        }
    }
}

#[cfg(test)]
mod tests;
