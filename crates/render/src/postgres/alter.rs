//! `ALTER TABLE`.

use limbeck_plan::TableAction;
use limbeck_schema::{Deferral, Name, ObjectName, Pair, ReplicaIdentity, RowSecurity, SqlType, TriggerState};

use super::{
    column, foreign_key, key,
    quote::{parenthesised, qualified, quoted, set_and_reset, verbatim, word},
    sequence,
};

/// A statement for each thing that is done.
pub(super) fn statements(table: &ObjectName, action: &TableAction) -> Vec<String> {
    if let TableAction::SetIdentity(column, pair) = action {
        return sequence::alter_identity(table, column, pair);
    }
    clauses(action).into_iter().map(|clause| format!("ALTER TABLE {} {clause}", qualified(table))).collect()
}

fn clauses(action: &TableAction) -> Vec<String> {
    use TableAction as A;
    let one = match action {
        A::AddColumn(added) => format!("ADD COLUMN {}", column::definition(added)),
        A::DropColumn(name) => format!("DROP COLUMN {}", quoted(name)),
        A::SetType { column, sql_type, collation, using } => {
            let using = using.as_ref().map(|expr| verbatim(&expr.text));
            of_column(column, &set_type(sql_type, collation.as_ref(), using.as_deref()))
        }
        A::SetDefault(name, expr) => of_column(name, &format!("SET {}", column::default(expr))),
        A::DropDefault(name) => of_column(name, "DROP DEFAULT"),
        A::SetNotNull(name) => of_column(name, "SET NOT NULL"),
        A::DropNotNull(name) => of_column(name, "DROP NOT NULL"),
        A::SetExpression(name, expr) => {
            of_column(name, &format!("SET EXPRESSION AS {}", parenthesised(expr)))
        }
        A::DropExpression(name) => of_column(name, "DROP EXPRESSION"),
        A::AddIdentity(name, identity) => of_column(name, &format!("ADD {}", column::identity(identity))),
        // Said by the caller, which knows the table its sequence belongs to.
        A::SetIdentity(..) => return Vec::new(),
        A::DropIdentity(name) => of_column(name, "DROP IDENTITY"),
        A::SetStorage(name, storage) => of_column(name, &format!("SET STORAGE {storage}")),
        A::SetCompression(name, method) => of_column(name, &format!("SET COMPRESSION {method}")),
        A::SetStatistics(name, target) => of_column(name, &format!("SET STATISTICS {target}")),
        A::SetColumnOptions(name, pair) => {
            return set_and_reset(pair).iter().map(|clause| of_column(name, clause)).collect();
        }
        A::AddPrimaryKey(added) => format!("ADD {}", key::primary(added)),
        A::AddUnique(added) => format!("ADD {}", key::unique(added)),
        A::AddForeignKey(added) => format!("ADD {}", foreign_key::constraint(added)),
        A::AddCheck(added) => format!("ADD {}", key::check(added)),
        A::AddExclusion(added) => format!("ADD {}", key::exclusion(added)),
        A::DropConstraint(name) => format!("DROP CONSTRAINT {}", quoted(name)),
        A::SetDeferral(name, deferral) => format!("ALTER CONSTRAINT {}{}", quoted(name), when(*deferral)),
        A::Validate(name) => format!("VALIDATE CONSTRAINT {}", quoted(name)),
        A::SetLogged(true) => "SET LOGGED".to_owned(),
        A::SetLogged(false) => "SET UNLOGGED".to_owned(),
        A::SetParameters(pair) => return set_and_reset(pair),
        A::SetTablespace(name) => format!("SET TABLESPACE {}", or(name.as_ref(), "pg_default")),
        A::SetAccessMethod(name) => format!("SET ACCESS METHOD {}", or(name.as_ref(), "heap")),
        A::AttachPartition(part, bound) => {
            format!("ATTACH PARTITION {} {}", qualified(part), verbatim(&bound.text))
        }
        A::DetachPartition(part) => format!("DETACH PARTITION {}", qualified(part)),
        A::Inherit(parent) => format!("INHERIT {}", qualified(parent)),
        A::NoInherit(parent) => format!("NO INHERIT {}", qualified(parent)),
        A::SetRowSecurity(pair) => return row_security(*pair),
        A::SetReplicaIdentity(identity) => replica_identity(identity),
        A::SetClusteredOn(Some(index)) => format!("CLUSTER ON {}", quoted(index)),
        A::SetClusteredOn(None) => "SET WITHOUT CLUSTER".to_owned(),
        A::SetTriggerState(name, state) => format!("{} TRIGGER {}", firing(*state), quoted(name)),
    };
    vec![one]
}

fn of_column(name: &Name, clause: &str) -> String {
    format!("ALTER COLUMN {} {clause}", quoted(name))
}

fn set_type(sql_type: &SqlType, collation: Option<&ObjectName>, using: Option<&str>) -> String {
    let mut out = format!("TYPE {}", verbatim(&sql_type.text));
    if let Some(collation) = collation {
        out.push_str(&format!(" COLLATE {}", qualified(collation)));
    }
    if let Some(using) = using {
        out.push_str(&format!(" USING {using}"));
    }
    out
}

/// Unlike where a key is made, nothing said would change nothing.
fn when(deferral: Deferral) -> &'static str {
    match deferral {
        Deferral::NotDeferrable => " NOT DEFERRABLE",
        other => key::deferral(other),
    }
}

fn or(name: Option<&Name>, usual: &str) -> String {
    name.map_or_else(|| word(usual), quoted)
}

fn row_security(pair: Pair<RowSecurity>) -> Vec<String> {
    let Pair { before, after } = pair;
    let mut clauses = Vec::new();
    if before.enabled != after.enabled {
        clauses.push(if after.enabled { "ENABLE ROW LEVEL SECURITY" } else { "DISABLE ROW LEVEL SECURITY" });
    }
    if before.forced != after.forced {
        clauses.push(if after.forced { "FORCE ROW LEVEL SECURITY" } else { "NO FORCE ROW LEVEL SECURITY" });
    }
    clauses.into_iter().map(str::to_owned).collect()
}

fn replica_identity(identity: &ReplicaIdentity) -> String {
    let which = match identity {
        ReplicaIdentity::Default => "DEFAULT".to_owned(),
        ReplicaIdentity::Full => "FULL".to_owned(),
        ReplicaIdentity::Nothing => "NOTHING".to_owned(),
        ReplicaIdentity::Index(name) => format!("USING INDEX {}", quoted(name)),
    };
    format!("REPLICA IDENTITY {which}")
}

fn firing(state: TriggerState) -> &'static str {
    match state {
        TriggerState::Enabled => "ENABLE",
        TriggerState::Disabled => "DISABLE",
        TriggerState::Replica => "ENABLE REPLICA",
        TriggerState::Always => "ENABLE ALWAYS",
    }
}
