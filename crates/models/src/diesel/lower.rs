//! A declaration of `table!` as a table of the model.

use limbeck_schema::{
    Body, Column, Diagnostic, Family, Identity, Kind, Name, Object, ObjectName, PrimaryKey, Sequence, Table,
    Thing,
};
use syn::{GenericArgument, PathArguments, Type, TypePath, ext::IdentExt, spanned::Spanned};

use super::{
    column::ColumnDecl,
    custom::{CustomType, CustomTypes},
    table::{MacroKind, TableDecl},
};
use crate::{
    attributes::conditional,
    ddl::{self, Ddl, Labels},
    source::Place,
};

/// What declarations are read with.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) family: Family,
    pub(super) types: &'a CustomTypes,
}

/// What a macro declared.
pub(super) enum Declared {
    Table(Table),
    View(ObjectName),
}

/// What it declares; `None` where a diagnostic says why not.
pub(super) fn lower(
    decl: &TableDecl,
    place: Place<'_>,
    reader: Reader<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Declared> {
    let namespace = decl.namespace.as_ref().and_then(|ident| Name::new(ident.unraw().to_string()).ok());
    let name = ObjectName { namespace, name: Name::new(&decl.sql_name).ok()? };
    if decl.kind == MacroKind::View {
        return Some(Declared::View(name));
    }
    let mut table = Table::new(name);
    for decl in &decl.columns {
        let column = column(decl, place, reader, diagnostics)?;
        add_column(&mut table, decl, column, place, diagnostics);
    }
    let key = primary_key(decl, place, diagnostics)?;
    settle_key(&mut table, &key, reader.family);
    let autoincrement = decl.columns.iter().any(|column| column.auto_increment);
    table.primary_key =
        Some(PrimaryKey { autoincrement: autoincrement && key.len() == 1, ..PrimaryKey::over(key) });
    Some(Declared::Table(table))
}

/// Two columns of one name are two builds' variants of it, or a mistake.
fn add_column(
    table: &mut Table,
    decl: &ColumnDecl,
    column: Column,
    place: Place<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(first) = table.columns.get(&column.name) else {
        // The name was just looked for.
        let _ = table.columns.add(column);
        return;
    };
    let (span, name) = (decl.ident.span(), &column.name);
    if !conditional(&decl.attributes) {
        let message = format!("column `{name}` of table `{}` is declared twice", table.name);
        diagnostics.push(place.error(span, &message, Some("keep one of the two")));
    } else if *first != column {
        let message = format!(
            "column `{name}` of table `{}` is declared once more under `#[cfg]`: the first one is used",
            table.name
        );
        diagnostics.push(place.warning(span, &message, None));
    }
}

/// SQL names of the key's columns. Diesel takes `id` where no list is written.
fn primary_key(decl: &TableDecl, place: Place<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Name>> {
    let of = |rust: &str| decl.columns.iter().find(|column| column.ident.unraw() == rust);
    let Some(idents) = &decl.primary_key else {
        if let Some(id) = of("id") {
            return Some(vec![Name::new(&id.sql_name).ok()?]);
        }
        let message = format!("table `{}` has no column `id`, and no primary key is named", decl.sql_name);
        let help = format!("name the key's columns: `{} (first, second) {{ ... }}`", decl.ident);
        diagnostics.push(place.error(decl.ident.span(), &message, Some(&help)));
        return None;
    };
    let mut names = Vec::new();
    for ident in idents {
        let Some(column) = of(&ident.unraw().to_string()) else {
            let message = format!(
                "the primary key of `{}` names `{ident}`, which is none of its columns",
                decl.sql_name
            );
            let help = "the list holds the Rust names of columns, not their `sql_name`";
            diagnostics.push(place.error(ident.span(), &message, Some(help)));
            return None;
        };
        names.push(Name::new(&column.sql_name).ok()?);
    }
    Some(names)
}

fn settle_key(table: &mut Table, key: &[Name], family: Family) {
    if let [only] = key
        && let Some(column) = table.columns.get_mut(only)
        && let Some(settled) = (ddl::of(family).sole_key)(&column.sql_type.text)
    {
        column.sql_type = limbeck_schema::SqlType::new(settled);
    }
}

fn column(
    decl: &ColumnDecl,
    place: Place<'_>,
    reader: Reader<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Column> {
    let (nullable, plain) = without_nullable(&decl.sql_type);
    let words = ddl::of(reader.family);
    let length = decl.max_length.map(|length| format!("({length})")).unwrap_or_default();
    let sql_type = match declared(plain, &words, reader.types, &length) {
        Some(known) => known,
        None => {
            let ident = last_ident(plain)?;
            let custom = (words.custom)(&ident, None, None);
            let message = format!(
                "`{ident}` is no type that Diesel has on {}: column `{}` is declared as `{custom}`",
                reader.family, decl.sql_name
            );
            let help = "compare it with what the database says; a `.sql` model can spell the exact type";
            diagnostics.push(place.warning(decl.sql_type.span(), &message, Some(help)));
            custom + &length
        }
    };
    let counted = if decl.auto_increment { (words.identity)(&sql_type) } else { None };
    let identity = counted.map(|number| Identity {
        always: false,
        sequence_name: None,
        sequence: Sequence::over(number),
    });
    Some(Column {
        nullable,
        identity: identity.map(Box::new),
        ..Column::new(Name::new(&decl.sql_name).ok()?, sql_type)
    })
}

/// The database's type for the path: one of Diesel's, one of those over another type, or one that the sources
/// define.
fn declared(path: &TypePath, words: &Ddl, types: &CustomTypes, length: &str) -> Option<String> {
    let ident = last_ident(path)?;
    if let Some(inner) = argument(path) {
        let (_, inner) = without_nullable(inner);
        return (words.generic)(&ident, &declared(inner, words, types, length)?);
    }
    let known = (words.diesel)(&ident).map(str::to_owned);
    let defined = || types.get(&ident).map(|found| named(&ident, found, words));
    // `sql_types::Name` of the project hides Diesel's own.
    let is_own =
        path.path.segments.len() > 1 && !path.path.segments.iter().any(|part| part.ident == "diesel");
    let found = if is_own { defined().or(known) } else { known.or_else(defined) };
    // How long the longest member of an enumeration is says print-schema too; its labels say more.
    let is_listed = |found: &str| matches!(found, "enum" | "set") || found.ends_with(')');
    found.map(|found| if is_listed(&found) { found } else { found + length })
}

/// The type that the sources define, with its labels where they are a part of its column's type.
fn named(ident: &str, found: &CustomType, words: &Ddl) -> String {
    let name = (words.custom)(ident, found.namespace.as_deref(), Some(&found.name));
    match (&words.labels, &found.labels) {
        (Labels::InColumn(written), Some(labels)) => written(&name, labels).unwrap_or(name),
        _ => name,
    }
}

/// The enumerations that the columns are of, whose labels the sources have, where they are things of their
/// own.
pub(super) fn enumerations(decl: &TableDecl, reader: Reader<'_>) -> Vec<Object> {
    if !matches!(ddl::of(reader.family).labels, Labels::OfType) {
        return Vec::new();
    }
    let of_column = |column: &ColumnDecl| {
        let mut plain = without_nullable(&column.sql_type).1;
        while let Some(inner) = argument(plain) {
            plain = without_nullable(inner).1;
        }
        let found = reader.types.get(&last_ident(plain)?)?;
        let namespace = found.namespace.as_ref().and_then(|namespace| Name::new(namespace).ok());
        let name = ObjectName { namespace, name: Name::new(&found.name).ok()? };
        Some(Object { id: Thing::new(Kind::Enum, name), body: Body::Enum(found.labels.clone()?) })
    };
    decl.columns.iter().filter_map(of_column).collect()
}

/// `Nullable<T>` is the only word for NULL; without it a column is NOT NULL.
fn without_nullable(path: &TypePath) -> (bool, &TypePath) {
    let (mut plain, mut nullable) = (path, false);
    while plain.path.segments.last().is_some_and(|last| last.ident == "Nullable")
        && let Some(inner) = argument(plain)
    {
        (plain, nullable) = (inner, true);
    }
    (nullable, plain)
}

fn last_ident(path: &TypePath) -> Option<String> {
    path.path.segments.last().map(|segment| segment.ident.unraw().to_string())
}

fn argument(path: &TypePath) -> Option<&TypePath> {
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(Type::Path(inner)) => Some(inner),
        _ => None,
    }
}
