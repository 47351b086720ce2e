//! Transcripts as text: comments and blank lines; `$ COMMAND`; below it, further in, what it answered: behind
//! `|` what it printed, behind `!` what it said beside that, behind `=` the exit code where it is not 0.

/// One command, with what stands above it.
#[derive(Debug, Default)]
pub(super) struct Step {
    above: String,
    pub(super) command: String,
    /// The lines between `<<EOF` and `EOF`.
    pub(super) document: String,
}

/// What a command answered.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(super) out: String,
    pub(crate) err: String,
    pub(super) code: i32,
}

/// The commands of a transcript, without the answers.
pub(super) fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut above = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(command) = line.strip_prefix("$ ") {
            let mut step =
                Step { above: std::mem::take(&mut above), command: command.to_owned(), ..Step::default() };
            if command.ends_with("<<EOF") {
                step.document = lines
                    .by_ref()
                    .take_while(|line| *line != "EOF")
                    .map(|line| format!("{line}\n"))
                    .collect();
            }
            steps.push(step);
        } else if !line.starts_with("  ") {
            above.push_str(&format!("{line}\n"));
        }
    }
    steps
}

impl Step {
    /// The step as text, with an answer.
    pub(super) fn with(&self, answer: &Answer) -> String {
        let mut text = format!("{}$ {}\n", self.above, self.command);
        if self.command.ends_with("<<EOF") {
            text.push_str(&format!("{}EOF\n", self.document));
        }
        for (mark, part) in [('|', &answer.out), ('!', &answer.err)] {
            for line in part.lines() {
                text.push_str(format!("  {mark} {line}").trim_end());
                text.push('\n');
            }
        }
        if answer.code != 0 {
            text.push_str(&format!("  = {}\n", answer.code));
        }
        text
    }
}

/// The words of a command; quotes keep together what they are around.
pub(super) fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (c, quote) {
            (_, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => quote = Some(c),
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words
}
