//! Statements of a model that reach out of scratch space: files, servers, other databases, roles.

use std::{collections::BTreeSet, ops::Range};

use limbeck_db::{DbError, ScriptError, Session};
use limbeck_lex::{Token, name_of, significant, statements};
use limbeck_models::SourceFile;
use limbeck_schema::Family;

use crate::{EngineError, executed::sql_model};

/// Beginnings of statements that change more than the database they run in.
const REACHING: [&[&str]; 11] = [
    &["attach"],
    &["detach"],
    &["vacuum"],
    &["create", "database"],
    &["alter", "database"],
    &["drop", "database"],
    &["create", "tablespace"],
    &["alter", "tablespace"],
    &["drop", "tablespace"],
    &["alter", "system"],
    &["create", "subscription"],
];

/// The same on MySQL and MariaDB, where rights and settings of the server are kept beside its databases.
const REACHING_ON_MYSQL: [&[&str]; 21] = [
    &["use"],
    &["create", "schema"],
    &["alter", "schema"],
    &["drop", "schema"],
    &["create", "server"],
    &["alter", "server"],
    &["drop", "server"],
    &["rename", "user"],
    &["grant"],
    &["revoke"],
    &["set", "global"],
    &["set", "persist"],
    &["set", "password"],
    &["load", "data"],
    &["install"],
    &["uninstall"],
    &["flush"],
    &["kill"],
    &["shutdown"],
    &["reset"],
    &["change"],
];

/// Words for what belongs to all databases of a server.
const ROLES: [&str; 3] = ["role", "user", "group"];

const OUT: &str = "reaches out of the schema: leave it out of the models";

const ELSEWHERE: &str = "names a database: models are run in one of their own, so write the name without it";

/// Refuses what must not happen just because a model is read.
pub(crate) fn refuse(sql: &[SourceFile], family: Family) -> Result<(), EngineError> {
    let is_mysql = family == Family::Mysql;
    let why = |tokens: &[Token<'_>]| {
        let is_out =
            begins(tokens, &REACHING) || copies(tokens) || (is_mysql && begins(tokens, &REACHING_ON_MYSQL));
        is_out.then_some(OUT).or_else(|| (is_mysql && is_elsewhere(tokens)).then_some(ELSEWHERE))
    };
    sql.iter().try_for_each(|file| refused(file, family, why))
}

/// Refuses statements about roles.
pub(crate) fn refuse_roles(sql: &[&SourceFile], family: Family) -> Result<(), EngineError> {
    sql.iter().try_for_each(|file| refused(file, family, |tokens| role(tokens).map(|_| OUT)))
}

fn refused(
    file: &SourceFile,
    family: Family,
    why: impl Fn(&[Token<'_>]) -> Option<&'static str>,
) -> Result<(), EngineError> {
    for (index, statement) in statements(family, &file.text).unwrap_or_default().into_iter().enumerate() {
        let tokens = significant(family, statement.text);
        let (Some(first), Some(why)) = (tokens.first(), why(&tokens)) else { continue };
        let token = statement.start + first.start..statement.start + first.end();
        let message = format!("{} {why}", first.text);
        let range = statement.start..statement.end();
        let source = DbError::Sql { message };
        let error = ScriptError { index, statement: range, token: Some(token), source };
        return Err(sql_model(file.clone(), error));
    }
    Ok(())
}

fn begins(tokens: &[Token<'_>], beginnings: &[&[&str]]) -> bool {
    beginnings.iter().any(|words| {
        words.iter().enumerate().all(|(at, word)| tokens.get(at).is_some_and(|token| token.is_word(word)))
    })
}

/// Whether what a statement of MySQL makes, changes or writes to is said with its database, which is not the
/// one that models are run in: it would happen there. Reading from elsewhere does no harm.
fn is_elsewhere(tokens: &[Token<'_>]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let words: &[&str] = match first.text.to_ascii_lowercase().as_str() {
        "create" | "alter" | "drop" => {
            &["table", "exists", "view", "trigger", "function", "procedure", "event", "sequence", "on"]
        }
        "rename" => &["table", "to", ","],
        "truncate" | "analyze" | "optimize" | "repair" => &["table", "truncate", ","],
        "insert" | "replace" => &["into", "insert", "replace", "ignore"],
        "update" => &["update", "ignore", "low_priority"],
        "delete" => &["from", "delete", "using"],
        _ => return false,
    };
    // Within a view or a body, `ON` stands in front of conditions.
    let head = tokens
        .iter()
        .position(|token| ["as", "select", "begin", "("].iter().any(|w| token.text.eq_ignore_ascii_case(w)));
    let head = tokens.get(..head.unwrap_or(tokens.len())).unwrap_or(tokens);
    head.windows(4).any(|four| {
        let [word, database, dot, name] = four else { return false };
        let is_name = |token: &Token<'_>| name_of(token).is_some();
        words.iter().any(|own| word.text.eq_ignore_ascii_case(own))
            && is_name(database)
            && dot.is_operator(".")
            && is_name(name)
    })
}

/// `COPY` to or from files and programs of the server.
fn copies(tokens: &[Token<'_>]) -> bool {
    tokens.first().is_some_and(|first| first.is_word("copy"))
        && !tokens.iter().any(|token| token.is_word("stdin") || token.is_word("stdout"))
}

/// The role a statement makes, changes or drops.
fn role(tokens: &[Token<'_>]) -> Option<String> {
    let word = |at: usize, words: &[&str]| {
        tokens.get(at).is_some_and(|token| words.iter().any(|word| token.is_word(word)))
    };
    let is_role = word(0, &["create", "alter", "drop"]) && word(1, &ROLES) && !word(2, &["mapping"]);
    tokens.get(2).filter(|_| is_role).and_then(name_of)
}

/// The namespace that a statement makes, and nothing in it.
fn namespace(tokens: &[Token<'_>]) -> Option<String> {
    let [create, schema, name, rest @ ..] = tokens else { return None };
    let is_alone =
        matches!(rest, [] | [_, _]) && rest.first().is_none_or(|word| word.is_word("authorization"));
    let makes = create.is_word("create") && schema.is_word("schema") && is_alone;
    name_of(name).filter(|_| makes)
}

/// The script without what it makes that is there before it begins: roles, which belong to the server
/// and not to the schema, and the default namespace, which is in every database. Blanks take their place,
/// so that everything else stays where it is.
pub(crate) fn without_what_is_there(session: &mut Session, script: &str) -> Result<String, EngineError> {
    let family = session.dialect().family;
    let found: Vec<(Range<usize>, String)> = statements(family, script)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|found| {
            let tokens = significant(family, found.text);
            let role = role(&tokens).map(|name| format!("role {name}"));
            let named = role.or_else(|| Some(format!("schema {}", namespace(&tokens)?)))?;
            Some((found.start..found.end(), named))
        })
        .collect();
    if found.is_empty() || family != Family::Postgres {
        return Ok(script.to_owned());
    }
    let there: BTreeSet<String> = session.texts(THERE)?.into_iter().collect();
    let mut out = script.to_owned();
    for (range, _) in found.into_iter().filter(|(_, named)| there.contains(named)) {
        let blank = |c: char| if c == '\n' { '\n'.to_string() } else { " ".repeat(c.len_utf8()) };
        let blanks: String = script.get(range.clone()).unwrap_or_default().chars().map(blank).collect();
        out.replace_range(range, &blanks);
    }
    Ok(out)
}

/// Roles and namespaces.
const THERE: &str = "SELECT 'role ' || rolname AS value FROM pg_catalog.pg_roles \
                     UNION ALL SELECT 'schema ' || nspname FROM pg_catalog.pg_namespace";
