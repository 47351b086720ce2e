//! A change set carried out on the model: what the laws of the differ are stated with.

use crate::{Bag, Change, ChangeSet, Edit, Items, Named, ObjectName, Schema, Table, View};

/// A change that does not fit the schema it is applied to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} `{name}` {problem}")]
pub struct ApplyError {
    /// What kind of thing.
    pub what: &'static str,
    /// Which one.
    pub name: String,
    /// Why it does not fit.
    pub problem: &'static str,
}

impl ChangeSet {
    /// The schema after every change. `schema` must already speak the names that hold after the
    /// renames (`limbeck_dialect::rename`).
    pub fn apply(&self, mut schema: Schema) -> Result<Schema, ApplyError> {
        for change in &self.changes {
            change.apply(&mut schema)?;
        }
        Ok(schema)
    }
}

impl Change {
    fn apply(&self, schema: &mut Schema) -> Result<(), ApplyError> {
        match self {
            Self::Table(edit) => items(&mut schema.tables, edit, "table"),
            Self::View(Edit::Alter(pair)) => {
                let view = view(schema, &pair.before.name)?;
                let (triggers, indexes) = (view.triggers.clone(), view.indexes.clone());
                *view = View { triggers, indexes, ..pair.after.clone() };
                Ok(())
            }
            Self::View(edit) => items(&mut schema.views, edit, "view"),
            Self::Options { table: name, pair } => {
                table(schema, name)?.options = pair.after.clone();
                Ok(())
            }
            Self::Column { table: name, edit } => items(&mut table(schema, name)?.columns, edit, "column"),
            Self::Order { table: name, pair } => {
                table(schema, name)?.columns.arrange(&pair.after);
                Ok(())
            }
            Self::PrimaryKey { table: name, edit } => {
                table(schema, name)?.primary_key = edit.after().cloned();
                Ok(())
            }
            Self::Unique { table: name, edit } => {
                bag(&mut table(schema, name)?.uniques, edit, "unique", name)
            }
            Self::ForeignKey { table: name, edit } => {
                bag(&mut table(schema, name)?.foreign_keys, edit, "foreign key", name)
            }
            Self::Check { table: name, edit } => bag(&mut table(schema, name)?.checks, edit, "check", name),
            Self::Unmodelled { table: name, edit } => {
                bag(&mut table(schema, name)?.unmodelled, edit, "clause", name)
            }
            Self::Exclusion { table: name, edit } => {
                bag(&mut table(schema, name)?.exclusions, edit, "exclusion constraint", name)
            }
            Self::Object(edit) => items(&mut schema.objects, edit, "object"),
            Self::Comment(edit) => items(&mut schema.comments, edit, "comment"),
            Self::Grant(edit) => bag(&mut schema.grants, edit, "grant", &edit.subject().on.name),
            Self::Index { table: on, edit } => match schema.tables.get_mut(on) {
                Some(table) => items(&mut table.indexes, edit, "index"),
                None => items(&mut view(schema, on)?.indexes, edit, "index"),
            },
            Self::Trigger { on, edit } => match schema.tables.get_mut(on) {
                Some(table) => items(&mut table.triggers, edit, "trigger"),
                None => items(&mut view(schema, on)?.triggers, edit, "trigger"),
            },
        }
    }
}

fn table<'a>(schema: &'a mut Schema, name: &ObjectName) -> Result<&'a mut Table, ApplyError> {
    schema.tables.get_mut(name).ok_or_else(|| error("table", name, "does not exist"))
}

fn view<'a>(schema: &'a mut Schema, name: &ObjectName) -> Result<&'a mut View, ApplyError> {
    schema.views.get_mut(name).ok_or_else(|| error("view", name, "does not exist"))
}

fn items<T: Named + Clone>(
    items: &mut Items<T>,
    edit: &Edit<T>,
    what: &'static str,
) -> Result<(), ApplyError> {
    match edit {
        Edit::Create(item) => items.add(item.clone()).map_err(|_| error(what, item.name(), "exists already")),
        Edit::Drop(item) => {
            items.remove(item.name()).map(drop).ok_or_else(|| error(what, item.name(), "does not exist"))
        }
        Edit::Alter(pair) if pair.before.name() == pair.after.name() => match items.put(pair.after.clone()) {
            Some(_) => Ok(()),
            None => Err(error(what, pair.after.name(), "does not exist")),
        },
        // It gets another name on the way.
        Edit::Alter(pair) => {
            items
                .remove(pair.before.name())
                .ok_or_else(|| error(what, pair.before.name(), "does not exist"))?;
            items.add(pair.after.clone()).map_err(|_| error(what, pair.after.name(), "exists already"))
        }
    }
}

fn bag<T: Clone + PartialEq>(
    bag: &mut Bag<T>,
    edit: &Edit<T>,
    what: &'static str,
    table: &ObjectName,
) -> Result<(), ApplyError> {
    if let Some(before) = edit.before()
        && !bag.remove(before)
    {
        return Err(error(what, table, "does not exist on that table"));
    }
    if let Some(after) = edit.after() {
        bag.add(after.clone());
    }
    Ok(())
}

fn error(what: &'static str, name: &impl ToString, problem: &'static str) -> ApplyError {
    ApplyError { what, name: name.to_string(), problem }
}
