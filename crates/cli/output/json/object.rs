//! What is neither table nor view, what is said of things, and rights, as parts of a document.

use limbeck_schema::{Body, Comment, Grant, Object, Schema, Sequence};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct ObjectJson {
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<Vec<AttributeJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sequence: Option<SequenceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
}

#[derive(Serialize)]
struct AttributeJson {
    name: String,
    #[serde(rename = "type")]
    sql_type: String,
}

#[derive(Serialize)]
struct SequenceJson {
    #[serde(rename = "type")]
    sql_type: String,
    start: i64,
    increment: i64,
    min: i64,
    max: i64,
    cache: i64,
    cycle: bool,
    owned_by: Option<String>,
}

#[derive(Serialize)]
pub(super) struct CommentJson {
    kind: &'static str,
    on: String,
    text: String,
}

#[derive(Serialize)]
pub(super) struct GrantJson {
    kind: &'static str,
    on: String,
    grantee: Option<String>,
    privilege: String,
    grantable: bool,
    /// Whether it is a right of the default that was taken away.
    revoked: bool,
}

/// Sorted, as everything in a document is.
pub(super) fn objects(schema: &Schema) -> Vec<ObjectJson> {
    let mut objects: Vec<&Object> = schema.objects.iter().collect();
    objects.sort_by_key(|object| &object.id);
    objects.into_iter().map(ObjectJson::from).collect()
}

pub(super) fn comments(schema: &Schema) -> Vec<CommentJson> {
    let mut comments: Vec<&Comment> = schema.comments.iter().collect();
    comments.sort_by_key(|comment| &comment.on);
    let one = |comment: &Comment| CommentJson {
        kind: comment.on.kind.name(),
        on: comment.on.to_string(),
        text: comment.text.clone(),
    };
    comments.into_iter().map(one).collect()
}

pub(super) fn grants(schema: &Schema) -> Vec<GrantJson> {
    let mut grants: Vec<&Grant> = schema.grants.iter().collect();
    grants.sort();
    let one = |grant: &Grant| GrantJson {
        kind: grant.on.kind.name(),
        on: grant.on.to_string(),
        grantee: grant.grantee.as_ref().map(ToString::to_string),
        privilege: grant.privilege.clone(),
        grantable: grant.grantable,
        revoked: grant.revoked,
    };
    grants.into_iter().map(one).collect()
}

impl From<&Object> for ObjectJson {
    fn from(object: &Object) -> Self {
        let mut out = Self {
            kind: object.id.kind.name(),
            name: object.id.to_string(),
            labels: None,
            base: None,
            attributes: None,
            sequence: None,
            definition: None,
        };
        match &object.body {
            Body::Namespace | Body::Extension(_) => {}
            Body::Enum(labels) => out.labels = Some(labels.clone()),
            Body::Domain(domain) => out.base = Some(domain.base.text.to_string()),
            Body::Composite(attributes) => {
                let one = |attribute: &limbeck_schema::Attribute| AttributeJson {
                    name: attribute.name.to_string(),
                    sql_type: attribute.sql_type.text.to_string(),
                };
                out.attributes = Some(attributes.iter().map(one).collect());
            }
            Body::Sequence(sequence) => out.sequence = Some(SequenceJson::from(sequence)),
            Body::Routine(routine) => out.definition = Some(routine.definition.text.to_string()),
            Body::Policy(policy) => {
                let text =
                    |expr: &Option<limbeck_schema::Expr>| expr.as_ref().map(|expr| expr.text.to_string());
                let parts = [Some(policy.command.clone()), text(&policy.using), text(&policy.with_check)];
                out.definition = Some(parts.into_iter().flatten().collect::<Vec<_>>().join("; "));
            }
            Body::Statement(statement) => out.definition = Some(statement.text.to_string()),
        }
        out
    }
}

impl From<&Sequence> for SequenceJson {
    fn from(sequence: &Sequence) -> Self {
        let owner = sequence.owned_by.as_ref().map(|(table, column)| format!("{table}.{column}"));
        Self {
            sql_type: sequence.sql_type.text.to_string(),
            start: sequence.start,
            increment: sequence.increment,
            min: sequence.min,
            max: sequence.max,
            cache: sequence.cache,
            cycle: sequence.cycle,
            owned_by: owner,
        }
    }
}
