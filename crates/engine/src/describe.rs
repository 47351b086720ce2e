//! Changes in words: one line each, the same for people and for machines.

mod column;

use std::fmt;

use limbeck_schema::{
    Action, Body, Change, ChangeSet, Check, Edit, Exclusion, ForeignKey, Grant, Index, IndexTerm, KeyPart,
    Name, Object, Pair, PrimaryKey, ReplicaIdentity, TableOptions, Unique,
};

/// What happens to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeAction {
    /// It comes.
    Add,
    /// It goes.
    Drop,
    /// It stays and differs.
    Change,
    /// It only gets another name.
    Rename,
}

/// One change, for a line of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// What happens.
    pub action: ChangeAction,
    /// To what kind of thing: `table`, `column`, `foreign key`, ...
    pub kind: &'static str,
    /// The table or view it is, or belongs to.
    pub object: String,
    /// The part of the object, where it is one.
    pub part: Option<String>,
    /// How, where there is more to say.
    pub detail: String,
}

impl fmt::Display for ChangeLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.action {
            ChangeAction::Add => '+',
            ChangeAction::Drop => '-',
            ChangeAction::Change => '~',
            ChangeAction::Rename => '>',
        };
        write!(f, "{sign} {} {}", self.kind, self.object)?;
        if let Some(part) = &self.part {
            write!(f, ".{part}")?;
        }
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

/// Every change of a set, renames first.
pub fn describe(set: &ChangeSet) -> Vec<ChangeLine> {
    let mut lines = Vec::new();
    for (old, new) in set.renames.tables() {
        lines.push(rename("table", old.to_string(), None, format!("to {new}")));
    }
    for (table, old, new) in set.renames.columns() {
        lines.push(rename("column", table.to_string(), Some(old.to_string()), format!("to {new}")));
    }
    for (enumeration, old, new) in set.renames.labels() {
        lines.push(rename("label", enumeration.to_string(), Some(old.to_string()), format!("to {new}")));
    }
    lines.extend(set.changes.iter().map(line));
    lines
}

fn rename(kind: &'static str, object: String, part: Option<String>, detail: String) -> ChangeLine {
    ChangeLine { action: ChangeAction::Rename, kind, object, part, detail }
}

fn line(change: &Change) -> ChangeLine {
    let object = change.object().to_string();
    let part = change.part().map(ToString::to_string);
    let (kind, action, detail) = match change {
        Change::Table(edit) => ("table", action(edit), String::new()),
        Change::View(edit) => ("view", action(edit), String::new()),
        Change::Options { pair, .. } => ("table", ChangeAction::Change, both(pair.as_ref().map(options))),
        Change::Column { edit, .. } => ("column", action(edit), detail(edit, column::said, column::changes)),
        Change::Order { pair, .. } => {
            ("column order", ChangeAction::Change, both(pair.as_ref().map(|names| list(names))))
        }
        Change::PrimaryKey { edit, .. } => ("primary key", action(edit), detail(edit, primary_key, |_| None)),
        Change::Unique { edit, .. } => ("unique", action(edit), detail(edit, unique, |_| None)),
        Change::ForeignKey { edit, .. } => ("foreign key", action(edit), detail(edit, foreign_key, |_| None)),
        Change::Check { edit, .. } => {
            ("check", action(edit), detail(edit, |check: &Check| check.expr.text.to_string(), |_| None))
        }
        Change::Exclusion { edit, .. } => (
            "exclusion constraint",
            action(edit),
            detail(edit, |exclusion: &Exclusion| exclusion.definition.text.to_string(), |_| None),
        ),
        Change::Object(edit) => return of_object(edit),
        Change::Comment(edit) => {
            ("comment", action(edit), detail(edit, |comment| comment.text.clone(), |_| None))
        }
        Change::Grant(edit) => ("grant", action(edit), detail(edit, grant, |_| None)),
        Change::Index { edit, .. } => ("index", action(edit), detail(edit, index, |_| None)),
        Change::Trigger { edit, .. } => ("trigger", action(edit), String::new()),
        Change::Unmodelled { edit, .. } => ("clause", action(edit), edit.subject().text.clone()),
    };
    let detail = match change.renaming() {
        Some(Pair { before: Some(old), .. }) => format!("was {old}"),
        Some(_) => "had no name".to_owned(),
        None => detail,
    };
    ChangeLine { action, kind, object, part, detail }
}

/// A thing beside tables and views, by its own kind and name.
fn of_object(edit: &Edit<Object>) -> ChangeLine {
    let id = &edit.subject().id;
    let detail = match edit {
        Edit::Alter(pair) if pair.before.id != pair.after.id => format!("was {}", pair.before.id),
        Edit::Alter(pair) => match (&pair.before.body, &pair.after.body) {
            (Body::Enum(before), Body::Enum(after)) => {
                both(Pair::new(before, after).map(|labels| labels.join(", ")))
            }
            _ => String::new(),
        },
        _ => String::new(),
    };
    ChangeLine { action: action(edit), kind: id.kind.name(), object: id.to_string(), part: None, detail }
}

fn grant(grant: &Grant) -> String {
    let whom = grant.grantee.as_ref().map_or_else(|| "everybody".to_owned(), ToString::to_string);
    let taken = if grant.revoked { "taken from" } else { "to" };
    let option = if grant.grantable { " with grant option" } else { "" };
    format!("{} {taken} {whom}{option}", grant.privilege)
}

fn action<T>(edit: &Edit<T>) -> ChangeAction {
    match edit {
        Edit::Create(_) => ChangeAction::Add,
        Edit::Drop(_) => ChangeAction::Drop,
        Edit::Alter(_) => ChangeAction::Change,
    }
}

/// The thing itself where it comes or goes; where it changes, what of it does, or both sides.
fn detail<T>(edit: &Edit<T>, words: fn(&T) -> String, changes: fn(Pair<&T>) -> Option<String>) -> String {
    match edit {
        Edit::Create(item) | Edit::Drop(item) => words(item),
        Edit::Alter(pair) => changes(pair.as_ref()).unwrap_or_else(|| both(pair.as_ref().map(words))),
    }
}

fn both(pair: Pair<String>) -> String {
    format!("{} -> {}", or_nothing(pair.before), or_nothing(pair.after))
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { "nothing".to_owned() } else { text }
}

/// What is said of a table as a whole, in the words of its statement.
fn options(options: &TableOptions) -> String {
    // Taken apart, so that a new field cannot be forgotten here.
    let TableOptions { strict, without_rowid, comment, unlogged, partitioned_by, partition_of, .. } = options;
    let TableOptions { inherits, of_type, foreign, parameters, tablespace, access_method, .. } = options;
    let TableOptions { replica_identity, row_security, clustered_on, .. } = options;
    let flags = [(*strict, "STRICT"), (*without_rowid, "WITHOUT ROWID"), (*unlogged, "UNLOGGED")];
    let mut words: Vec<String> =
        flags.into_iter().filter(|(on, _)| *on).map(|(_, word)| word.to_owned()).collect();
    words.extend(partitioned_by.iter().map(|key| format!("PARTITION BY {key}")));
    words.extend(partition_of.iter().map(|of| format!("PARTITION OF {} {}", of.parent, of.bound)));
    words.extend(inherits.iter().map(|parent| format!("INHERITS {parent}")));
    words.extend(of_type.iter().map(|name| format!("OF {name}")));
    words.extend(foreign.iter().map(|foreign| format!("SERVER {}", foreign.server)));
    words.extend(parameters.iter().map(|(name, value)| format!("{name} = {value}")));
    words.extend(tablespace.iter().map(|name| format!("TABLESPACE {name}")));
    words.extend(access_method.iter().map(|name| format!("USING {name}")));
    words.extend(match replica_identity {
        ReplicaIdentity::Default => None,
        ReplicaIdentity::Full => Some("REPLICA IDENTITY FULL".to_owned()),
        ReplicaIdentity::Nothing => Some("REPLICA IDENTITY NOTHING".to_owned()),
        ReplicaIdentity::Index(name) => Some(format!("REPLICA IDENTITY USING INDEX {name}")),
    });
    let security = [(row_security.enabled, "ROW LEVEL SECURITY"), (row_security.forced, "FORCED")];
    words.extend(security.into_iter().filter(|(on, _)| *on).map(|(_, word)| word.to_owned()));
    words.extend(clustered_on.iter().map(|name| format!("CLUSTER ON {name}")));
    words.extend(comment.iter().map(|text| format!("COMMENT {text:?}")));
    words.join(", ")
}

fn parts(parts: &[KeyPart]) -> String {
    let one = |part: &KeyPart| format!("{}{}", part.column, detailed(part.length, part.descending));
    format!("({})", parts.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// How much of a part is looked at, and which way it is sorted.
fn detailed(length: Option<u32>, descending: bool) -> String {
    let length = length.map(|length| format!("({length})")).unwrap_or_default();
    length + if descending { " DESC" } else { "" }
}

fn primary_key(key: &PrimaryKey) -> String {
    let autoincrement = if key.autoincrement { " AUTOINCREMENT" } else { "" };
    format!("{}{autoincrement}", parts(&key.parts))
}

fn unique(unique: &Unique) -> String {
    parts(&unique.parts)
}

fn list(names: &[Name]) -> String {
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn foreign_key(key: &ForeignKey) -> String {
    let mut out = format!("({}) references {}", list(&key.columns), key.references);
    if !key.referenced.text.is_empty() {
        out.push_str(&format!(" ({})", list(&key.referenced.text)));
    }
    for (event, action) in [("delete", key.on_delete), ("update", key.on_update)] {
        if action != Action::NoAction {
            out.push_str(&format!(" on {event} {}", action.to_string().to_ascii_lowercase()));
        }
    }
    out
}

fn index(index: &Index) -> String {
    let term = |part: &limbeck_schema::IndexPart| {
        let text = match &part.term {
            IndexTerm::Column(name) => name.to_string(),
            IndexTerm::Expr(expr) => expr.to_string(),
        };
        format!("{text}{}", detailed(part.length, part.descending))
    };
    let terms = index.parts.iter().map(term).collect::<Vec<_>>().join(", ");
    let unique = if index.unique { "unique " } else { "" };
    let filter = index.predicate.iter().map(|predicate| format!(" where {predicate}")).collect::<String>();
    let kind = index.method.iter().map(|method| format!("{} ", method.to_lowercase())).collect::<String>();
    let parameters: String = index
        .parameters
        .iter()
        .map(|(word, value)| format!(" {word} {value}").trim_end().to_owned())
        .collect();
    format!("{unique}{kind}({terms}){filter}{parameters}")
}
