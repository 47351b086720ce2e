//! A table made anew: made, filled, the old one dropped, the new one put in its place.

use limbeck_plan::{Copied, Rebuild};
use limbeck_schema::Name;
use sea_query::{Alias, DynIden, Expr, ExprTrait, IntoIden, Query, SqliteQueryBuilder};

use super::{drop_table, quote::quoted, rename_table, table};
use crate::Statement;

pub(super) fn statements(rebuild: &Rebuild) -> Vec<Statement> {
    let holding = rebuild.holding.name.name.as_str();
    let name = rebuild.table.name.as_str();
    let why = format!(
        "SQLite cannot change {} in place: {}; it is made anew and keeps its rows",
        name, rebuild.reason
    );
    let mut statements = vec![Statement { comments: vec![why], sql: table::create(&rebuild.holding) }];
    statements.extend(copy(rebuild).map(Statement::plain));
    if rebuild.keep_sequence {
        statements.extend(sequence(name, holding).map(Statement::plain));
    }
    statements.push(Statement::plain(drop_table(name)));
    statements.push(Statement::plain(rename_table(holding, name)));
    statements
}

/// Nothing where the tables have nothing in common, not even a rowid.
fn copy(rebuild: &Rebuild) -> Option<String> {
    let rowid = || rebuild.rowid.into_iter().map(str::to_owned);
    let names = |side: fn(&Copied) -> &Name| -> Vec<String> {
        rowid().chain(rebuild.copied.iter().map(|copied| quoted(side(copied)))).collect()
    };
    let to = names(|copied| &copied.to);
    let from = names(|copied| &copied.from);
    if to.is_empty() {
        return None;
    }
    // A clause of the statement outranks the ON CONFLICT clauses of the table's constraints.
    let verb = if rebuild.abort_on_conflict { "INSERT OR ABORT INTO" } else { "INSERT INTO" };
    Some(format!(
        "{verb} {} ({})\nSELECT {} FROM {}",
        quoted(&rebuild.holding.name.name),
        to.join(", "),
        from.join(", "),
        quoted(&rebuild.table.name)
    ))
}

/// Ids of deleted rows must not be given again: the mark moves along, even from an empty table.
fn sequence(name: &str, holding: &str) -> [String; 2] {
    let sequences = || Alias::new("sqlite_sequence");
    let column = |name: &'static str| -> DynIden { Alias::new(name).into_iden() };
    let forget = Query::delete()
        .from_table(sequences())
        .and_where(Expr::col(column("name")).eq(holding))
        .to_string(SqliteQueryBuilder);
    let mut old = Query::select();
    old.expr(Expr::val(holding)).column(column("seq")).from(sequences());
    old.and_where(Expr::col(column("name")).eq(name));
    let mut carry = Query::insert();
    carry.into_table(sequences()).columns([column("name"), column("seq")]);
    // The select has as many columns as the insert names: it cannot be refused.
    let _ = carry.select_from(old);
    [forget, carry.to_string(SqliteQueryBuilder)]
}
