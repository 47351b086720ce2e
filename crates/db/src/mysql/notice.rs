//! What a server warns of.

use crate::{Answer, refusal::one_line};

/// Asks for the warnings of the statement before.
pub(super) const QUESTION: &str = "SHOW WARNINGS LIMIT 1000";

/// How many are kept.
const MOST: usize = 1000;

/// Notes that something is there already or is not there at all, as `IF EXISTS` and its like cause them: the
/// script has said that it does not mind.
const EXPECTED: [&str; 18] = [
    "1007", "1008", "1050", "1051", "1060", "1061", "1091", "1146", "1304", "1305", "1359", "1360", "1537",
    "1539", "1826", "3162", "3163", "4092",
];

/// Warnings, until somebody asks for them.
#[derive(Debug, Default)]
pub(super) struct Notices {
    texts: Vec<String>,
    dropped: usize,
}

impl Notices {
    /// Takes in the rows of `SHOW WARNINGS`.
    pub(super) fn hear(&mut self, answers: Vec<Answer>) {
        for [level, code, message] in rows(answers) {
            // What has failed is said by the failure.
            if level == "Error" || (level == "Note" && EXPECTED.contains(&&*code)) {
                continue;
            }
            if self.texts.len() < MOST {
                self.texts.push(format!("{level} {code}: {}", one_line(&message)));
            } else {
                self.dropped += 1;
            }
        }
    }

    pub(super) fn take(&mut self) -> Vec<String> {
        let mut texts = std::mem::take(&mut self.texts);
        match std::mem::take(&mut self.dropped) {
            0 => {}
            dropped => texts.push(format!("and {dropped} more")),
        }
        texts
    }
}

/// What InnoDB says of an error that the server tells no more of.
pub(super) fn reason(answers: Vec<Answer>) -> Option<String> {
    rows(answers).find(|[_, code, _]| code == "150").map(|[_, _, message]| message)
}

/// Level, number, sentence.
fn rows(answers: Vec<Answer>) -> impl Iterator<Item = [String; 3]> {
    let rows = answers.into_iter().flat_map(|answer| answer.rows);
    rows.filter_map(|row| row.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok())
}
