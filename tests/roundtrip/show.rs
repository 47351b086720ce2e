//! What MySQL and MariaDB themselves say of a schema: another judge than limbeck.

use limbeck_db::Session;

/// What `SHOW CREATE` says of each thing, without limbeck's own tables. The order of columns says nothing,
/// nor does what the server called a constraint that nobody gave a name, or the index behind one. To refuse
/// is what is meant when nothing is said.
pub(super) fn show(session: &mut Session) -> Vec<String> {
    const WHAT: &str = "
        SELECT concat(what, ' `', replace(name, '`', '``'), '`') AS value FROM (
            SELECT if(table_type = 'VIEW', 'VIEW', 'TABLE') AS what, table_name AS name
            FROM information_schema.tables
            WHERE table_schema = database() AND table_name NOT LIKE 'limbeck%'
            UNION ALL
            SELECT 'TRIGGER', trigger_name FROM information_schema.triggers WHERE trigger_schema = database()
            UNION ALL
            SELECT routine_type, routine_name FROM information_schema.routines
            WHERE routine_schema = database()
            UNION ALL
            SELECT 'EVENT', event_name FROM information_schema.events WHERE event_schema = database()
        ) AS things
        ORDER BY value";
    let things = session.texts(WHAT).unwrap();
    let mut shown: Vec<String> = things.iter().map(|thing| statement(session, thing)).collect();
    shown.extend(order_of_triggers(session));
    shown
}

fn statement(session: &mut Session, thing: &str) -> String {
    let answers = session.answers(&format!("SHOW CREATE {thing}")).unwrap();
    let is_statement = |column: &String| column.starts_with("Create ") || column.ends_with(" Statement");
    let at = answers[0].columns.iter().position(is_statement).unwrap();
    let text = answers[0].rows[0][at].clone().unwrap();
    if thing.starts_with("TABLE") { table(&text, &own_collation(session, &text)) } else { text }
}

/// The collation of a table, which its columns have where they say none; where it says none itself, its
/// character set's.
fn own_collation(session: &mut Session, text: &str) -> String {
    let word = |label: &str| {
        let (_, rest) = text.lines().last()?.split_once(label)?;
        Some(rest.split(' ').next().unwrap_or_default().to_owned())
    };
    let of_charset = || {
        let query = format!(
            "SELECT default_collate_name AS value FROM information_schema.character_sets
             WHERE character_set_name = '{}'",
            word(" CHARSET=").unwrap_or_default()
        );
        session.texts(&query).unwrap().concat()
    };
    word(" COLLATE=").unwrap_or_else(of_charset)
}

fn order_of_triggers(session: &mut Session) -> Vec<String> {
    let order = "
        SELECT concat_ws(' ', trigger_name, action_order) AS value FROM information_schema.triggers
        WHERE trigger_schema = database() ORDER BY trigger_name";
    session.texts(order).unwrap()
}

/// A definition a line, sorted. A column that has the table's own collation need not say so: whether it does
/// depends on how it came about (MySQL 9.7).
fn table(text: &str, collation: &str) -> String {
    let (said, own) = (format!(" COLLATE {collation} "), format!(" COLLATE {collation}"));
    let mut lines: Vec<String> =
        text.lines().map(|line| anonymous(line.trim().trim_end_matches(','))).collect();
    let referring: Vec<String> = lines.iter().filter_map(|line| referring(line)).collect();
    for line in &mut lines {
        *line = plain_numbers(&without_characters(line)).replace(&said, " ");
        *line = line.strip_suffix(&own).unwrap_or(line).to_owned();
        for event in ["DELETE", "UPDATE"] {
            for refusal in ["NO ACTION", "RESTRICT"] {
                *line = line.replace(&format!(" ON {event} {refusal}"), "");
            }
        }
        let index = line.strip_prefix("KEY `").and_then(|rest| rest.split_once("` "));
        if let Some((_, columns)) = index.filter(|(_, columns)| referring.iter().any(|of| of == columns)) {
            *line = format!("KEY {columns}");
        }
    }
    if let [_, definitions @ .., last] = lines.as_mut_slice() {
        definitions.sort_unstable();
        let words = last.split(' ').filter(|word| !word.starts_with("AUTO_INCREMENT="));
        *last = words.collect::<Vec<_>>().join(" ");
    }
    lines.join("\n")
}

/// Without the character set in front of a collation, which says it too: MySQL 9.7 prints it where the table
/// once had another.
fn without_characters(line: &str) -> String {
    let Some((front, rest)) = line.split_once(" CHARACTER SET ") else { return line.to_owned() };
    match rest.split_once(' ') {
        Some((_, rest)) if rest.starts_with("COLLATE ") => format!("{front} {rest}"),
        _ => line.to_owned(),
    }
}

/// A number below zero without the parentheses that MySQL 9.7 prints until it has read its own words again:
/// `-(7)` becomes `-7` in a table that was altered since.
fn plain_numbers(line: &str) -> String {
    let mut parts = line.split("-(");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_number =
            |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
        plain += "-";
        plain += &match part.split_once(')').filter(|(number, _)| is_number(number)) {
            Some((number, rest)) => format!("{number}{rest}"),
            None => format!("({part}"),
        };
    }
    plain
}

/// The columns of a foreign key, as those of an index are written.
fn referring(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("FOREIGN KEY ")?;
    Some(rest.split_once(" REFERENCES ")?.0.replace("`, `", "`,`"))
}

/// Without a name that the server made up: `t_ibfk_1`, `t_chk_1`, `CONSTRAINT_1`.
fn anonymous(line: &str) -> String {
    let Some(rest) = line.strip_prefix("CONSTRAINT `") else { return line.to_owned() };
    let Some((name, rest)) = rest.split_once("` ") else { return line.to_owned() };
    let (stem, number) = name.rsplit_once('_').unwrap_or_default();
    let made_up = stem == "CONSTRAINT" || stem.ends_with("_ibfk") || stem.ends_with("_chk");
    let made_up = made_up && number.chars().all(|digit| digit.is_ascii_digit());
    if made_up { rest.to_owned() } else { line.to_owned() }
}
