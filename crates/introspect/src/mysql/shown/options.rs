//! What stands behind the columns: options, then partitions.

use limbeck_lex::{TokenKind, significant, string_value};
use limbeck_schema::{Expr, Family, Table};

use super::{attribute::value, each, keep, partition};
use crate::cursor::Cursor;

/// Reads to the end.
pub(super) fn options(cursor: Cursor<'_, '_>, table: &mut Table) {
    let options = &mut table.options;
    let unknown = each(cursor, |cursor| {
        if cursor.skip(&["partition", "by"]) {
            options.partitioned_by = Some(Expr::new(partition::text(cursor)));
            return true;
        }
        let Some((name, value)) = option(cursor) else { return false };
        match name.as_str() {
            "COMMENT" => match string(&value) {
                Some(comment) => options.comment = Some(comment).filter(|comment| !comment.is_empty()),
                None => return false,
            },
            // The counter is a matter of rows, and a collation says which character set it is of.
            "AUTO_INCREMENT" | "DEFAULT CHARSET" | "DEFAULT CHARACTER SET" => {}
            _ => {
                options.parameters.insert(name, value);
            }
        }
        true
    });
    keep("table option", unknown, table);
}

/// What a string stands for, if the text is one.
fn string(text: &str) -> Option<String> {
    significant(Family::Mysql, text).first().and_then(|token| string_value(Family::Mysql, token))
}

/// The name and the value of the option that comes next. All but a few are a name, `=`, and a value.
fn option(cursor: &mut Cursor<'_, '_>) -> Option<(String, String)> {
    if cursor.skip(&["with", "system", "versioning"]) {
        return Some(("WITH SYSTEM VERSIONING".to_owned(), String::new()));
    }
    for bare in ["TABLESPACE", "STORAGE"] {
        if cursor.skip(&[bare]) {
            cursor.skip_operator("=");
            return Some((bare.to_owned(), value(cursor)?));
        }
    }
    let mut words = Vec::new();
    while !cursor.skip_operator("=") {
        let token = cursor.next()?;
        match token.kind {
            TokenKind::Word => words.push(token.text.to_ascii_uppercase()),
            // What an engine makes of its own, on MariaDB.
            TokenKind::QuotedName if words.is_empty() => words.push(token.text.to_owned()),
            _ => return None,
        }
    }
    let is_name = match words.as_slice() {
        [_] => true,
        [first, second] => {
            first == "DEFAULT" || (second == "DIRECTORY" && (first == "DATA" || first == "INDEX"))
        }
        [first, second, third] => first == "DEFAULT" && second == "CHARACTER" && third == "SET",
        _ => false,
    };
    is_name.then_some(())?;
    Some((words.join(" "), value(cursor)?))
}
