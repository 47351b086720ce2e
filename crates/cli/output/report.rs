//! What differs, for those who review it: a patch, a table, marks on a pull request.

use limbeck_engine::{ChangeAction, ChangeLine, LintFinding, ReplayFinding};
use limbeck_revision::Direction;
use limbeck_schema::Pair;
use similar::TextDiff;

/// Two schemas as statements, as a patch; coloured like one.
pub(crate) fn unified(texts: &Pair<String>, names: Pair<&str>) -> String {
    let diff = TextDiff::from_lines(texts.before.as_str(), texts.after.as_str());
    let patch = diff.unified_diff().context_radius(3).header(names.before, names.after).to_string();
    let coloured = |line: &str| {
        let colour = match line.chars().next() {
            _ if line.starts_with("+++") || line.starts_with("---") => "1",
            Some('+') => "32",
            Some('-') => "31",
            Some('@') => "36",
            _ => return format!("{line}\n"),
        };
        format!("\u{1b}[{colour}m{line}\u{1b}[0m\n")
    };
    patch.lines().map(coloured).collect()
}

/// A table for a comment on a pull request.
pub(crate) fn markdown(title: &str, lines: &[ChangeLine]) -> String {
    let mut out = format!("**{title}**\n");
    if lines.is_empty() {
        return out;
    }
    out.push_str("\n| | what | where | how |\n|---|---|---|---|\n");
    for line in lines {
        let action = match line.action {
            ChangeAction::Add => "add",
            ChangeAction::Drop => "**drop**",
            ChangeAction::Change => "change",
            ChangeAction::Rename => "rename",
        };
        out.push_str(&format!(
            "| {action} | {} | {} | {} |\n",
            line.kind,
            code(&place(line)),
            code(&line.detail)
        ));
    }
    out
}

/// Marks of a workflow on GitHub, one a change.
pub(crate) fn github(title: &str, lines: &[ChangeLine]) -> String {
    lines.iter().map(|line| mark(None, title, &line.to_string())).collect()
}

/// The same for what is no change.
pub(crate) fn github_sentence(sentence: &str) -> String {
    mark(None, "check", sentence)
}

/// The same for a revision that does not come back, at its place.
pub(crate) fn github_finding(finding: &ReplayFinding) -> String {
    let path = finding.revision.path.display().to_string();
    mark(Some((&path, finding.line)), "revision does not lead where it should", &finding_text(finding))
}

/// What is wrong with a revision that was replayed, in one paragraph.
pub(crate) fn finding_text(finding: &ReplayFinding) -> String {
    let (id, path) = (&finding.revision.id, finding.revision.path.display());
    let way = match finding.direction {
        Direction::Downgrade => "its downgrade",
        Direction::Upgrade => "its upgrade, run again after its downgrade,",
    };
    let mut text = format!("{path}:{}: revision {id}: {way} ", finding.line);
    match &finding.error {
        Some(error) => text.push_str(&format!("fails: {error}")),
        None => {
            text.push_str("leaves the schema with:");
            finding.remains.iter().for_each(|line| text.push_str(&format!("\n  {line}")));
        }
    }
    text
}

/// `path:line: CODE name: message`.
pub(crate) fn lint_line(finding: &LintFinding) -> String {
    let LintFinding { path, line, code, name, message, .. } = finding;
    format!("{}:{line}: {code} {name}: {message}\n", path.display())
}

/// The same as a mark of a workflow.
pub(crate) fn github_lint(finding: &LintFinding) -> String {
    let LintFinding { path, line, code, name, message, .. } = finding;
    mark(Some((&path.display().to_string(), *line)), &format!("{code} {name}"), message)
}

/// A workflow command, on one line.
fn mark(place: Option<(&str, usize)>, title: &str, message: &str) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let place = place.map(|(path, line)| format!("file={},line={line},", property(path))).unwrap_or_default();
    format!("::error {place}title={}::{}\n", property(&format!("limbeck: {title}")), data(message))
}

fn place(line: &ChangeLine) -> String {
    line.part.as_ref().map_or_else(|| line.object.clone(), |part| format!("{}.{part}", line.object))
}

/// Code within a cell of a table; nothing stays nothing.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(1 + text.split(|c| c != '`').map(str::len).max().unwrap_or(0));
    let pad = if text.contains('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|").replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use limbeck_schema::Pair;

    use super::{code, mark, unified};

    #[test]
    fn what_a_form_means_by_a_character_is_escaped() {
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a `b` c"), "`` a `b` c ``");
        assert_eq!(
            mark(Some(("a,b:c", 3)), "t", "50 %\nmore: x"),
            "::error file=a%2Cb%3Ac,line=3,title=limbeck%3A t::50 %25%0Amore: x\n"
        );
    }

    #[test]
    fn a_patch_is_coloured_by_line() {
        let patch =
            unified(&Pair::new("a;\nb;\n".to_owned(), "a;\nc;\n".to_owned()), Pair::new("db", "models"));
        let plain = patch.replace("\u{1b}[1m", "").replace("\u{1b}[31m", "").replace("\u{1b}[32m", "");
        let plain = plain.replace("\u{1b}[36m", "").replace("\u{1b}[0m", "");
        assert_eq!(plain, "--- db\n+++ models\n@@ -1,2 +1,2 @@\n a;\n-b;\n+c;\n");
        assert!(patch.contains("\u{1b}[31m-b;\u{1b}[0m"));
    }
}
