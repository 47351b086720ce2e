//! The patch that `diesel print-schema` lays over what it prints, taken back.
//!
//! A `patch_file` of diesel.toml changes what the code is to see, not what the database has: a column that it
//! removes is there all the same, and a table that it adds may be a view. What is compared is therefore the
//! text before the patch, on the same lines.

/// A part of a patch that is not in the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} begins a change that is not in the schema")]
pub struct PatchMismatch {
    /// The line of the patch, from 1.
    pub line: usize,
}

/// One change: what the patch makes of what.
struct Hunk<'p> {
    /// Of its header, in the patch.
    line: usize,
    before: Vec<&'p str>,
    after: Vec<&'p str>,
    /// Lines that are the same at both ends.
    start: usize,
    end: usize,
}

/// How many lines of context may differ at either end: all that a patch usually has.
const FUZZ: usize = 3;

/// The text as it was before the unified diff `patch`. Every line that the patch leaves keeps its number.
pub fn without_patch(text: &str, patch: &str) -> Result<String, PatchMismatch> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for hunk in hunks(patch).iter().rev() {
        let found = (0..=FUZZ).find_map(|fuzz| find(&lines, hunk, fuzz));
        let Some((at, before, after)) = found else { return Err(PatchMismatch { line: hunk.line }) };
        lines.splice(at..at + after.len(), fitted(before, after.len()));
    }
    let mut whole = lines.join("\n");
    if text.ends_with('\n') {
        whole.push('\n');
    }
    Ok(whole)
}

fn hunks(patch: &str) -> Vec<Hunk<'_>> {
    let mut hunks: Vec<Hunk<'_>> = Vec::new();
    let mut is_inside = false;
    for (at, line) in patch.lines().enumerate() {
        if line.starts_with("@@") {
            is_inside = true;
            hunks.push(Hunk { line: at + 1, before: Vec::new(), after: Vec::new(), start: 0, end: 0 });
            continue;
        }
        is_inside &= !line.starts_with("diff ") && !line.starts_with("--- ");
        let Some(hunk) = hunks.last_mut().filter(|_| is_inside) else { continue };
        let (sign, rest) = line.split_at_checked(1).unwrap_or((" ", ""));
        match sign {
            "-" => hunk.before.push(rest),
            "+" => hunk.after.push(rest),
            " " => {
                hunk.before.push(rest);
                hunk.after.push(rest);
            }
            // `\ No newline at end of file`.
            _ => {}
        }
    }
    for hunk in &mut hunks {
        let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
        hunk.start = hunk.before.iter().zip(&hunk.after).take_while(same).count();
        let room = hunk.before.len().min(hunk.after.len()) - hunk.start;
        hunk.end = hunk.before.iter().rev().zip(hunk.after.iter().rev()).take_while(same).take(room).count();
    }
    hunks
}

/// Where the lines after the change stand, with what of both sides counts when so much context is left out;
/// the only place, if less than all of it has to fit.
fn find<'h, 'p>(
    lines: &[String],
    hunk: &'h Hunk<'p>,
    fuzz: usize,
) -> Option<(usize, &'h [&'p str], &'h [&'p str])> {
    let (start, end) = (fuzz.min(hunk.start), fuzz.min(hunk.end));
    let cut = |side: &'h [&'p str]| side.get(start..side.len() - end).unwrap_or_default();
    let (before, after) = (cut(&hunk.before), cut(&hunk.after));
    if after.is_empty() {
        return None;
    }
    let is_here =
        |window: &[String]| window.iter().zip(after).all(|(line, after)| line.trim() == after.trim());
    let mut places = lines.windows(after.len()).enumerate().filter(|(_, window)| is_here(window));
    let (at, _) = places.next()?;
    (fuzz == 0 || places.next().is_none()).then_some((at, before, after))
}

/// As many lines as stood there: Rust does not mind where a line ends. Comments are left out, which do.
fn fitted(before: &[&str], count: usize) -> Vec<String> {
    let code = |line: &&&str| !line.trim_start().starts_with("//");
    let mut lines: Vec<String> = before.iter().map(|line| (*line).to_owned()).collect();
    if lines.len() > count {
        let short: Vec<&str> = before.iter().filter(code).copied().collect();
        let (head, tail) = short.split_at(count.saturating_sub(1).min(short.len()));
        lines = head.iter().map(|line| (*line).to_owned()).collect();
        lines.push(tail.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "));
    }
    lines.resize(count, String::new());
    lines
}

#[cfg(test)]
mod tests {
    use super::{PatchMismatch, without_patch};

    const PRINTED: &str = "table! {\n    a (id) {\n        id -> Int4,\n        /// The path.\n        path -> Ltree,\n        tags -> Array<Nullable<Text>>,\n    }\n}\n";
    const PATCHED: &str =
        "table! {\n    a (id) {\n        id -> Int4,\n        tags -> Array<Text>,\n    }\n}\n";
    const PATCH: &str = "--- a/src/schema.rs\n+++ b/src/schema.rs\n@@ -1,8 +1,6 @@ comment\n table! {\n     a (id) {\n         id -> Int4,\n-        /// The path.\n-        path -> Ltree,\n-        tags -> Array<Nullable<Text>>,\n+        tags -> Array<Text>,\n     }\n }\n";

    fn code(text: &str) -> String {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_it_removes_comes_back_on_the_same_lines() {
        let back = without_patch(PATCHED, PATCH).unwrap();
        assert_eq!(code(&back), code(PRINTED));
        assert_eq!(back.lines().count(), PATCHED.lines().count());
    }

    #[test]
    fn what_it_adds_goes_and_later_lines_stay_where_they_are() {
        let text = "use a;\nuse b;\ntable! { t { id -> Int4 } }\nlast\n";
        let patch = "--- x\n+++ x\n@@ -0,0 +1,2 @@\n+use a;\n+use b;\n table! { t { id -> Int4 } }\n";
        assert_eq!(without_patch(text, patch).unwrap(), "table! { t { id -> Int4 } }\n\n\nlast\n");
    }

    #[test]
    fn context_may_have_changed_a_little() {
        let edited = PATCHED.replace("id -> Int4", "id -> Int8").replace("table!", "diesel::table!");
        assert!(code(&without_patch(&edited, PATCH).unwrap()).contains("path -> Ltree,"));
    }

    #[test]
    fn what_is_not_there_is_told() {
        let gone = PATCHED.replace("tags", "labels");
        assert_eq!(without_patch(&gone, PATCH), Err(PatchMismatch { line: 3 }));
    }
}
