//! A schema as a document.

use limbeck_schema::{Canonical, Column, ForeignKey, Index, IndexTerm, Table};
use serde::Serialize;

use super::{
    VERSION,
    object::{self, CommentJson, GrantJson, ObjectJson},
};

#[derive(Serialize)]
pub(crate) struct SchemaJson {
    version: u32,
    dialect: String,
    tables: Vec<TableJson>,
    views: Vec<NamedJson>,
    unmanaged: Vec<NamedJson>,
    objects: Vec<ObjectJson>,
    comments: Vec<CommentJson>,
    grants: Vec<GrantJson>,
}

#[derive(Serialize)]
struct NamedJson {
    name: String,
    definition: Option<String>,
    #[serde(skip_serializing_if = "is_not")]
    materialized: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_not(flag: &bool) -> bool {
    !flag
}

#[derive(Serialize)]
struct TableJson {
    name: String,
    columns: Vec<ColumnJson>,
    primary_key: Option<Vec<String>>,
    autoincrement: bool,
    uniques: Vec<ConstraintJson>,
    foreign_keys: Vec<ForeignKeyJson>,
    checks: Vec<ConstraintJson>,
    indexes: Vec<IndexJson>,
    triggers: Vec<NamedJson>,
    strict: bool,
    without_rowid: bool,
    comment: Option<String>,
    exclusions: Vec<ConstraintJson>,
    partitioned_by: Option<String>,
    partition_of: Option<String>,
    inherits: Vec<String>,
    unlogged: bool,
    row_security: bool,
}

#[derive(Serialize)]
struct ColumnJson {
    name: String,
    #[serde(rename = "type")]
    sql_type: String,
    nullable: bool,
    default: Option<String>,
    collation: Option<String>,
    generated: Option<String>,
    stored: Option<bool>,
    /// `always` or `by default`, where the column has numbers of its own.
    identity: Option<&'static str>,
    #[serde(skip_serializing_if = "is_not")]
    auto_increment: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_update: Option<String>,
    comment: Option<String>,
}

#[derive(Serialize)]
struct ConstraintJson {
    name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    columns: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expression: Option<String>,
}

#[derive(Serialize)]
struct ForeignKeyJson {
    name: Option<String>,
    columns: Vec<String>,
    references: String,
    referenced: Vec<String>,
    on_delete: String,
    on_update: String,
}

#[derive(Serialize)]
struct IndexJson {
    name: String,
    unique: bool,
    terms: Vec<String>,
    predicate: Option<String>,
}

impl From<&Canonical> for SchemaJson {
    fn from(canonical: &Canonical) -> Self {
        let schema = canonical.schema();
        let mut tables: Vec<&Table> = schema.tables.iter().collect();
        tables.sort_by_key(|table| &table.name);
        let views = schema.views.iter().map(|view| NamedJson {
            materialized: view.materialized,
            ..named(&view.name, Some(&view.definition.text))
        });
        let unmanaged =
            schema.unmanaged.iter().map(|object| named(&object.name, object.definition.as_deref()));
        let mut views: Vec<NamedJson> = views.collect();
        views.sort_by(|a, b| a.name.cmp(&b.name));
        Self {
            version: VERSION,
            dialect: canonical.dialect().to_string(),
            tables: tables.into_iter().map(TableJson::from).collect(),
            views,
            unmanaged: unmanaged.collect(),
            objects: object::objects(schema),
            comments: object::comments(schema),
            grants: object::grants(schema),
        }
    }
}

fn named(name: &impl ToString, definition: Option<&str>) -> NamedJson {
    NamedJson { name: name.to_string(), definition: definition.map(str::to_owned), materialized: false }
}

fn strings<T: ToString>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}

impl From<&Table> for TableJson {
    fn from(table: &Table) -> Self {
        let key = table.primary_key.as_ref();
        let unique = |unique: &limbeck_schema::Unique| ConstraintJson {
            name: unique.name.given().map(ToString::to_string),
            columns: strings(unique.parts.iter().map(|part| &part.column)),
            expression: None,
        };
        let check = |check: &limbeck_schema::Check| ConstraintJson {
            name: check.name.given().map(ToString::to_string),
            columns: Vec::new(),
            expression: Some(check.expr.text.to_string()),
        };
        let exclusion = |exclusion: &limbeck_schema::Exclusion| ConstraintJson {
            name: exclusion.name.given().map(ToString::to_string),
            columns: Vec::new(),
            expression: Some(exclusion.definition.text.to_string()),
        };
        let options = &table.options;
        Self {
            name: table.name.to_string(),
            columns: table.columns.iter().map(ColumnJson::from).collect(),
            primary_key: key.map(|key| strings(key.parts.iter().map(|part| &part.column))),
            autoincrement: key.is_some_and(|key| key.autoincrement),
            uniques: table.uniques.iter().map(unique).collect(),
            foreign_keys: table.foreign_keys.iter().map(ForeignKeyJson::from).collect(),
            checks: table.checks.iter().map(check).collect(),
            indexes: table.indexes.iter().map(IndexJson::from).collect(),
            triggers: table.triggers.iter().map(|t| named(&t.name, Some(&t.definition.text))).collect(),
            strict: table.options.strict,
            without_rowid: table.options.without_rowid,
            comment: options.comment.clone(),
            exclusions: table.exclusions.iter().map(exclusion).collect(),
            partitioned_by: options.partitioned_by.as_ref().map(|key| key.text.to_string()),
            partition_of: options.partition_of.as_ref().map(|of| format!("{} {}", of.parent, of.bound)),
            inherits: strings(&options.inherits),
            unlogged: options.unlogged,
            row_security: options.row_security.enabled,
        }
    }
}

impl From<&Column> for ColumnJson {
    fn from(column: &Column) -> Self {
        Self {
            name: column.name.to_string(),
            sql_type: column.sql_type.text.to_string(),
            nullable: column.nullable,
            default: column.default.as_ref().map(|default| default.text.to_string()),
            collation: column.collation.as_ref().map(ToString::to_string),
            generated: column.generated.as_ref().map(|generated| generated.expr.text.to_string()),
            stored: column.generated.as_ref().map(|generated| generated.stored),
            identity: column.identity.as_ref().map(|i| if i.always { "always" } else { "by default" }),
            auto_increment: column.auto_increment,
            on_update: column.on_update.as_ref().map(|own| own.text.to_string()),
            comment: column.comment.clone(),
        }
    }
}

impl From<&ForeignKey> for ForeignKeyJson {
    fn from(key: &ForeignKey) -> Self {
        let action = |action: limbeck_schema::Action| format!("{action}");
        Self {
            name: key.name.given().map(ToString::to_string),
            columns: strings(&key.columns),
            references: key.references.to_string(),
            referenced: strings(&key.referenced.key),
            on_delete: action(key.on_delete),
            on_update: action(key.on_update),
        }
    }
}

impl From<&Index> for IndexJson {
    fn from(index: &Index) -> Self {
        let term = |part: &limbeck_schema::IndexPart| match &part.term {
            IndexTerm::Column(name) => name.to_string(),
            IndexTerm::Expr(expr) => expr.text.to_string(),
        };
        Self {
            name: index.name.to_string(),
            unique: index.unique,
            terms: index.parts.iter().map(term).collect(),
            predicate: index.predicate.as_ref().map(|predicate| predicate.text.to_string()),
        }
    }
}
