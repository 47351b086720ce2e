//! `ALTER TABLE`, with as many clauses as there are.

use limbeck_plan::{Clause, Definition, Position};
use limbeck_schema::{Dialect, Name, ObjectName};

use super::{
    column, foreign_key, index, key, options,
    quote::{list, parenthesised, qualified, quoted, verbatim},
};

/// The statement, a clause a line. What is done about partitions ends it: no comma goes before that, and what
/// is done to some of them takes a statement of its own.
pub(super) fn statements(table: &ObjectName, clauses: &[Clause], dialect: Dialect) -> Vec<String> {
    let head = format!("ALTER TABLE {}", qualified(table));
    let mut statements = Vec::new();
    let mut open = Vec::new();
    for clause in clauses {
        match clause {
            Clause::PartitionBy(by) => {
                let end = by.as_ref().map_or_else(|| "REMOVE PARTITIONING".to_owned(), options::partition_by);
                statements.extend(statement(&head, &open, Some(&end)));
                open.clear();
            }
            Clause::AddPartitions(_) | Clause::ReorganizePartitions(..) => {
                statements.extend(statement(&head, &open, None));
                open.clear();
                statements.extend(statement(&head, &self::clause(clause, dialect), None));
            }
            clause => open.extend(self::clause(clause, dialect)),
        }
    }
    statements.extend(statement(&head, &open, None));
    statements
}

/// None where there is nothing to be said.
fn statement(head: &str, clauses: &[String], end: Option<&str>) -> Option<String> {
    match (clauses, end) {
        ([], None) => None,
        ([], Some(one)) => Some(format!("{head} {one}")),
        ([one], None) => Some(format!("{head} {one}")),
        (several, end) => {
            let end = end.map_or_else(String::new, |end| format!("\n    {end}"));
            Some(format!("{head}\n    {}{end}", several.join(",\n    ")))
        }
    }
}

fn clause(clause: &Clause, dialect: Dialect) -> Vec<String> {
    use Clause as C;
    let is_mariadb = dialect.is_mariadb();
    let one = match clause {
        C::AddColumn(added, place) => format!("ADD COLUMN {}{}", define(added, dialect), position(place)),
        C::DropColumn(name) => format!("DROP COLUMN {}", quoted(name)),
        C::RedefineColumn(own, place) => {
            let place = place.as_ref().map(position).unwrap_or_default();
            format!("MODIFY COLUMN {}{place}", define(own, dialect))
        }
        C::TurnColumn(old, own, place) => {
            format!("CHANGE COLUMN {} {}{}", quoted(old), define(own, dialect), position(place))
        }
        C::RedefineDefault(own) => format!("MODIFY COLUMN {}", define(own, dialect)),
        C::SetDefault(name, expr) => {
            format!("ALTER COLUMN {} SET DEFAULT {}", quoted(name), parenthesised(expr))
        }
        C::RenameColumn(names) => {
            format!("RENAME COLUMN {} TO {}", quoted(&names.before), quoted(&names.after))
        }
        C::AddPrimaryKey(added) => format!("ADD {}", key::primary(added)),
        C::DropPrimaryKey => "DROP PRIMARY KEY".to_owned(),
        C::AddForeignKey(added) => format!("ADD {}", foreign_key::constraint(added)),
        C::DropForeignKey(name) => format!("DROP FOREIGN KEY {}", quoted(name)),
        C::AddCheck(added) => format!("ADD {}", key::check(added)),
        C::DropCheck(name) if is_mariadb => format!("DROP CONSTRAINT {}", quoted(name)),
        C::DropCheck(name) => format!("DROP CHECK {}", quoted(name)),
        C::SetEnforced(name, true) => format!("ALTER CHECK {} ENFORCED", quoted(name)),
        C::SetEnforced(name, false) => format!("ALTER CHECK {} NOT ENFORCED", quoted(name)),
        C::AddIndex(added) => format!("ADD {}", index::definition(added)),
        C::DropIndex(name) => format!("DROP KEY {}", quoted(name)),
        C::RenameIndex(names) => {
            format!("RENAME INDEX {} TO {}", quoted(&names.before), quoted(&names.after))
        }
        C::SetIndexUsed(name, used) => set_index_used(name, *used, is_mariadb),
        C::Online(online) => {
            let algorithm = online.algorithm.map(|word| format!("ALGORITHM={word}"));
            return algorithm.into_iter().chain(online.lock.map(|word| format!("LOCK={word}"))).collect();
        }
        C::SetOptions(pair) => return options::altered(pair),
        // Said by the caller, which ends the statement with it.
        C::PartitionBy(_) => return Vec::new(),
        C::AddPartitions(definitions) => format!("ADD PARTITION ({})", verbatim(definitions)),
        C::ReorganizePartitions(names, definitions) => {
            format!("REORGANIZE PARTITION {} INTO ({})", list(names), verbatim(definitions))
        }
    };
    vec![one]
}

fn define(own: &Definition, dialect: Dialect) -> String {
    column::definition(&own.column, &own.checks, dialect)
}

fn position(place: &Position) -> String {
    match place {
        Position::First => " FIRST".to_owned(),
        Position::After(name) => format!(" AFTER {}", quoted(name)),
        Position::Last => String::new(),
    }
}

fn set_index_used(name: &Name, used: bool, is_mariadb: bool) -> String {
    let word = match (is_mariadb, used) {
        (false, true) => "VISIBLE",
        (false, false) => "INVISIBLE",
        (true, true) => "NOT IGNORED",
        (true, false) => "IGNORED",
    };
    format!("ALTER INDEX {} {word}", quoted(name))
}
