//! Transcripts of whole workflows: what a person types, and what the program answers. `cargo xtask bless
//! workflow` writes down what it answers now.

mod transcript;

use std::{env, fs, path::Path};

use limbeck_testkit::servers::{self, Server};
use transcript::{Answer, Step};

use crate::project::Throwaway;

#[test]
fn on_sqlite() {
    on("sqlite", &Throwaway::new());
}

#[test]
fn on_postgres() {
    servers::postgres().iter().for_each(|server| on("postgres", &Throwaway::on(server)));
}

#[test]
fn on_mariadb() {
    let is_mariadb = |server: &&Server| server.name.starts_with("mariadb");
    servers::mysql().iter().filter(is_mariadb).for_each(|server| on("mariadb", &Throwaway::on(server)));
}

fn on(name: &str, project: &Throwaway) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workflow").join(format!("{name}.txt"));
    if let Err(problem) = follow(project, &path) {
        panic!("{problem}");
    }
}

/// Types what a transcript says, and compares the answers, which it gives back.
pub(crate) fn follow(project: &Throwaway, path: &Path) -> Result<Vec<Answer>, String> {
    let expected = fs::read_to_string(path).unwrap();
    let (mut found, mut answers) = (String::new(), Vec::new());
    for step in transcript::steps(&expected) {
        let answer = answer(project, &step);
        found.push_str(&step.with(&answer));
        answers.push(answer);
    }
    if env::var_os("LIMBECK_BLESS").is_some() {
        fs::write(path, &found).unwrap();
    } else if expected != found {
        let difference = similar::TextDiff::from_lines(&expected, &found).unified_diff().to_string();
        return Err(format!("{} says something else:\n{difference}", path.display()));
    }
    Ok(answers)
}

fn answer(project: &Throwaway, step: &Step) -> Answer {
    let words = transcript::words(&step.command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match &words[..] {
        ["limbeck", rest @ ..] => {
            let output = project.command(rest).env("DATABASE_URL", project.url()).output().unwrap();
            let told = |bytes: &[u8]| steady(project, std::str::from_utf8(bytes).unwrap());
            Answer {
                out: told(&output.stdout),
                err: told(&output.stderr),
                code: output.status.code().unwrap_or(-1),
            }
        }
        ["sql", statement] => {
            project.session().execute(statement).unwrap();
            Answer::default()
        }
        ["cat", ">", file, _] => {
            project.write(file, &step.document);
            Answer::default()
        }
        ["cat", file] => {
            let text = fs::read_to_string(project.path(file)).unwrap();
            Answer { out: steady(project, &text), ..Answer::default() }
        }
        _ => panic!("nothing is known of `{}`", step.command),
    }
}

/// A text without what is another one on every run: where the project is, and what time it is.
fn steady(project: &Throwaway, text: &str) -> String {
    let text = text.replace(&project.url(), "$DATABASE_URL");
    let text = text.replace(&format!("{}/", project.path("").display()), "");
    let begins = ["-- created: ", "Created: ", "\"created\": \""];
    let line = |line: &str| match begins.iter().find(|begin| line.trim_start().starts_with(**begin)) {
        Some(begin) => {
            let (before, _) = line.split_once(begin).unwrap();
            format!("{before}{begin}<now>\n")
        }
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
