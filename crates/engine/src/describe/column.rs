//! Columns in words.

use limbeck_schema::{Column, Pair};

use super::both;

/// The column as it comes or goes.
pub(super) fn said(column: &Column) -> String {
    let mut words = vec![column.sql_type.text.to_string()];
    words.extend((!column.nullable).then(|| "NOT NULL".to_owned()));
    words.extend(column.default.iter().map(|default| format!("DEFAULT {default}")));
    words.extend(column.collation.iter().map(|collation| format!("COLLATE {collation}")));
    words.extend(column.generated.iter().map(|generated| format!("AS ({})", generated.expr)));
    words.extend(column.on_update.iter().map(|own| format!("ON UPDATE {own}")));
    words.extend(column.auto_increment.then(|| "AUTO_INCREMENT".to_owned()));
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// What of it changes.
pub(super) fn changes(pair: Pair<&Column>) -> Option<String> {
    let Pair { before, after } = pair;
    let mut words = Vec::new();
    if before.sql_type != after.sql_type {
        words.push(format!("type {}", both(pair.map(|column| column.sql_type.text.to_string()))));
    }
    if before.nullable != after.nullable {
        words.push(if after.nullable { "takes NULL" } else { "takes no NULL" }.to_owned());
    }
    if before.default != after.default {
        let text = |column: &Column| {
            column.default.as_ref().map_or_else(String::new, |default| default.text.to_string())
        };
        words.push(format!("default {}", both(pair.map(text))));
    }
    if before.collation != after.collation {
        let text = |column: &Column| column.collation.as_ref().map_or_else(String::new, ToString::to_string);
        words.push(format!("collation {}", both(pair.map(text))));
    }
    if before.generated != after.generated {
        let text = |column: &Column| {
            let kept = |stored| if stored { "stored" } else { "virtual" };
            column.generated.as_ref().map_or_else(String::new, |g| format!("{} {}", g.expr, kept(g.stored)))
        };
        words.push(format!("generated {}", both(pair.map(text))));
    }
    words.extend(details(pair));
    (!words.is_empty()).then(|| words.join(", "))
}

/// What only some databases say of a column.
fn details(pair: Pair<&Column>) -> Vec<String> {
    let identity = |column: &Column| match &column.identity {
        Some(identity) if identity.always => "always".to_owned(),
        Some(_) => "by default".to_owned(),
        None => String::new(),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let word = |holds: bool, word: &str| if holds { word.to_owned() } else { String::new() };
    let aspects: [(&str, Pair<String>); 9] = [
        ("auto_increment", pair.map(|column| word(column.auto_increment, "on"))),
        ("on update", pair.map(|column| text(&column.on_update.as_ref().map(|own| own.text.to_string())))),
        ("visibility", pair.map(|column| word(column.invisible, "INVISIBLE"))),
        ("identity", pair.map(identity)),
        ("comment", pair.map(|column| text(&column.comment))),
        ("storage", pair.map(|column| text(&column.storage))),
        ("compression", pair.map(|column| text(&column.compression))),
        ("statistics", pair.map(|column| column.statistics.map(|n| n.to_string()).unwrap_or_default())),
        ("options", pair.map(|column| format!("{:?}", column.options).replace("{}", ""))),
    ];
    let differing = aspects.into_iter().filter(|(_, pair)| pair.before != pair.after);
    differing.map(|(aspect, pair)| format!("{aspect} {}", both(pair))).collect()
}
