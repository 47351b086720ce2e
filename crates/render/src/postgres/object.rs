//! Types, sequences, routines, policies and the like: made, and changed where they stand.

use limbeck_lex::statements;
use limbeck_plan::ObjectAction;
use limbeck_schema::{Body, Extension, Family, Kind, Object, Policy, Thing};

use super::{
    column, namespace,
    quote::{list, parenthesised, qualified, quoted, verbatim},
    sequence, thing, user_type,
};

/// What makes it.
pub(super) fn create(object: &Object) -> Vec<String> {
    let name = &object.id.name;
    match &object.body {
        Body::Namespace => vec![format!("CREATE SCHEMA {}", qualified(name))],
        Body::Extension(extension) => vec![create_extension(&object.id, extension)],
        Body::Enum(labels) => vec![user_type::create_enum(name, labels)],
        Body::Domain(domain) => user_type::create_domain(name, domain),
        Body::Composite(attributes) => vec![user_type::create_composite(name, attributes.iter())],
        Body::Sequence(own) => vec![sequence::create(name, own)],
        Body::Routine(routine) => vec![verbatim(&routine.definition.text)],
        Body::Policy(policy) => create_policy(&object.id, policy).into_iter().collect(),
        Body::Statement(statement) if object.id.kind == Kind::TextSearch => one_by_one(&statement.text),
        Body::Statement(statement) => vec![verbatim(&statement.text)],
    }
}

/// A configuration of text search gets its mappings in statements of their own.
fn one_by_one(text: &str) -> Vec<String> {
    match statements(Family::Postgres, text) {
        Ok(several) if several.len() > 1 => several.iter().map(|one| verbatim(one.text)).collect(),
        _ => vec![verbatim(text)],
    }
}

/// What changes it where it stands.
pub(super) fn alter(id: &Thing, action: &ObjectAction) -> Vec<String> {
    let name = qualified(&id.name);
    let one = match action {
        ObjectAction::AddLabel { label, before } => user_type::add_label(&id.name, label, before.as_deref()),
        ObjectAction::RenameLabel(names) => user_type::rename_label(&id.name, names),
        ObjectAction::SetDefault(Some(expr)) => format!("ALTER DOMAIN {name} SET {}", column::default(expr)),
        ObjectAction::SetDefault(None) => format!("ALTER DOMAIN {name} DROP DEFAULT"),
        ObjectAction::SetNullable(true) => format!("ALTER DOMAIN {name} DROP NOT NULL"),
        ObjectAction::SetNullable(false) => format!("ALTER DOMAIN {name} SET NOT NULL"),
        ObjectAction::AddCheck(check) => user_type::add_check(&id.name, check),
        ObjectAction::DropCheck(check) => format!("ALTER DOMAIN {name} DROP CONSTRAINT {}", quoted(check)),
        // Tables of the type follow it; CASCADE does nothing else here, while it would drop views with
        // an attribute that goes (15.18).
        ObjectAction::AddAttribute(attribute) => {
            format!("ALTER TYPE {name} ADD ATTRIBUTE {} CASCADE", user_type::attribute(attribute))
        }
        ObjectAction::DropAttribute(attribute) => {
            format!("ALTER TYPE {name} DROP ATTRIBUTE {}", quoted(attribute))
        }
        ObjectAction::SetAttributeType(attribute) => format!(
            "ALTER TYPE {name} ALTER ATTRIBUTE {} TYPE {} CASCADE",
            quoted(&attribute.name),
            user_type::attribute_type(attribute)
        ),
        ObjectAction::SetSequence(pair) => return sequence::alter(&id.name, pair),
        ObjectAction::SetOwner(owner) => sequence::owner(&id.name, owner.as_ref()),
        ObjectAction::Replace(routine) => verbatim(&routine.definition.text),
        ObjectAction::SetNamespace(to) => {
            return thing::said(id)
                .map(|said| namespace::set(&format!("ALTER {said}"), to.as_ref()))
                .into_iter()
                .collect();
        }
    };
    vec![one]
}

/// Its version is the server's: whatever is installed there.
fn create_extension(id: &Thing, extension: &Extension) -> String {
    let namespace = extension.namespace.as_ref();
    let place = namespace.map_or_else(String::new, |name| format!(" SCHEMA {}", quoted(name)));
    format!("CREATE EXTENSION {}{place}", qualified(&id.name))
}

fn create_policy(id: &Thing, policy: &Policy) -> Option<String> {
    let mut out = format!("CREATE POLICY {} ON {}", quoted(id.part.as_ref()?), qualified(&id.name));
    if policy.restrictive {
        out.push_str(" AS RESTRICTIVE");
    }
    out.push_str(&format!(" FOR {}", policy.command));
    if !policy.roles.is_empty() {
        out.push_str(&format!(" TO {}", list(&policy.roles)));
    }
    for (word, expr) in [("USING", &policy.using), ("WITH CHECK", &policy.with_check)] {
        if let Some(expr) = expr {
            out.push_str(&format!("\n    {word} {}", parenthesised(expr)));
        }
    }
    Some(out)
}
