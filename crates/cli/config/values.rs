//! `${NAME}` in the configuration.

use std::{collections::BTreeMap, env};

use toml::Spanned;

use super::file::File;
use crate::output::Failure;

/// What stands for a name: `-x NAME=VALUE`, else the environment, else `.env`.
#[derive(Debug)]
pub(crate) struct Values {
    pub(crate) typed: BTreeMap<String, String>,
}

impl Values {
    /// From `-x`.
    pub(crate) fn new(typed: &[String]) -> Result<Self, Failure> {
        let pair = |text: &String| match text.split_once('=') {
            Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
            _ => Err(Failure::usage(format!("`-x {text}` is no KEY=VALUE"))),
        };
        Ok(Self { typed: typed.iter().map(pair).collect::<Result<_, _>>()? })
    }

    /// What the surroundings say.
    pub(crate) fn of_surroundings(name: &str) -> Option<String> {
        env::var(name).ok().or_else(|| from_dotenv(name))
    }

    /// A text of the file with every `${NAME}` put in.
    pub(crate) fn filled(&self, file: &File, text: &Spanned<String>) -> Result<String, Failure> {
        let mut out = String::new();
        let mut rest = text.get_ref().as_str();
        while let Some((before, behind)) = rest.split_once("${") {
            let Some((name, after)) = behind.split_once('}') else {
                return Err(file.wrong(text, "this `${` is never closed: put a `}` behind the name"));
            };
            out.push_str(before);
            match self.typed.get(name).cloned().or_else(|| Self::of_surroundings(name)) {
                Some(value) => out.push_str(&value),
                None => {
                    let problem = format!(
                        "`${{{name}}}` is set neither by `-x {name}=VALUE` nor in the environment nor in .env"
                    );
                    return Err(file.wrong(text, problem));
                }
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }
}

fn from_dotenv(name: &str) -> Option<String> {
    dotenvy::dotenv_iter().ok()?.filter_map(Result::ok).find(|(key, _)| key == name).map(|(_, value)| value)
}
