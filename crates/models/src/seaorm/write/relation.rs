//! Foreign keys as relations.

use std::collections::BTreeSet;

use limbeck_schema::{Action, Deferral, ForeignKey, Name};

use super::{Entity, list};
use crate::{
    idents::{camel, free},
    seaorm::names,
};

/// The variants of `enum Relation`; what they cannot say goes into `unsaid`.
pub(super) fn all(
    entity: &Entity<'_>,
    all: &[Entity<'_>],
    is_named: bool,
    unsaid: &mut Vec<String>,
) -> String {
    let mut given = BTreeSet::new();
    let mut text = String::new();
    for key in entity.table.foreign_keys.iter() {
        let told = || format!("the foreign key to `{}` over {}", key.references, list(&key.columns));
        let target = all.iter().find(|other| other.table.name == key.references);
        match target.and_then(|target| attribute(entity, target, key, is_named)) {
            Some(said) => {
                let variant = free(
                    camel(&key.columns.iter().map(Name::as_str).collect::<Vec<_>>().join("_")),
                    &mut given,
                );
                text += &format!("        #[sea_orm({said})]\n        {variant},\n");
                if key.deferral != Deferral::NotDeferrable || key.match_full || !key.set_on_delete.is_empty()
                {
                    unsaid.push(format!("when or how {} is checked", told()));
                }
            }
            None => unsaid.push(told()),
        }
    }
    text
}

fn attribute(entity: &Entity<'_>, target: &Entity<'_>, key: &ForeignKey, is_named: bool) -> Option<String> {
    let path =
        if entity.module == target.module { String::new() } else { format!("super::{}::", target.module) };
    let from = columns(entity, "", &key.columns)?;
    let to = columns(target, &path, &key.referenced.key)?;
    let mut said =
        vec![format!("belongs_to = \"{path}Entity\""), format!("from = {from:?}"), format!("to = {to:?}")];
    said.extend(action("on_update", key.on_update));
    said.extend(action("on_delete", key.on_delete));
    let own: Vec<&str> = key.columns.iter().map(Name::as_str).collect();
    let made_up = names::foreign_key(entity.table.name.name.as_str(), &own);
    // Under a name of its own it would have to be the same in everything.
    let name = key
        .name
        .given()
        .filter(|name| is_named && key.deferral == Deferral::NotDeferrable && name.as_str() != made_up);
    said.extend(name.map(|name| format!("fk_name = {:?}", name.as_str())));
    Some(said.join(", "))
}

fn columns(of: &Entity<'_>, path: &str, columns: &[Name]) -> Option<String> {
    let variants: Option<Vec<String>> =
        columns.iter().map(|column| Some(format!("{path}Column::{}", of.variant(column)?))).collect();
    let variants = variants.filter(|variants| !variants.is_empty())?;
    Some(if variants.len() == 1 { variants.concat() } else { format!("({})", variants.join(", ")) })
}

fn action(word: &str, action: Action) -> Option<String> {
    let said = match action {
        Action::NoAction => return None,
        Action::Restrict => "Restrict",
        Action::Cascade => "Cascade",
        Action::SetNull => "SetNull",
        Action::SetDefault => "SetDefault",
    };
    Some(format!("{word} = \"{said}\""))
}
