//! What the program says of itself: `list-templates`, `completions` and `man`. No project is needed.

use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::{
    Exit,
    args::{About, Cli, Layout},
    output::{Failure, LayoutsJson, Output},
};

pub(crate) fn about(asked: &About, output: &Output) -> Result<Exit, Failure> {
    match asked {
        About::ListTemplates => layouts(output),
        About::Completions { shell } => completions(*shell, output),
        About::Man => man(output),
    }
}

fn layouts(output: &Output) -> Result<Exit, Failure> {
    let told = |layout: &Layout| {
        let value = layout.to_possible_value()?;
        Some((value.get_name().to_owned(), value.get_help().map(ToString::to_string).unwrap_or_default()))
    };
    let layouts: Vec<(String, String)> = Layout::value_variants().iter().filter_map(told).collect();
    if output.is_json() {
        output.json(&LayoutsJson::new(layouts))?;
    } else {
        let line = |(name, description): &(String, String)| format!("{name} - {description}\n");
        output.data(&layouts.iter().map(line).collect::<String>());
    }
    Ok(Exit::Done)
}

fn completions(shell: Shell, output: &Output) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "limbeck", &mut text);
    print(text, output)
}

/// The page of the program, with those of its commands behind it.
fn man(output: &Output) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    let mut program = Cli::command();
    program.build();
    Man::new(program.clone()).render(&mut text).map_err(Failure::source)?;
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        Man::new(command.clone()).render(&mut text).map_err(Failure::source)?;
    }
    print(text, output)
}

fn print(text: Vec<u8>, output: &Output) -> Result<Exit, Failure> {
    output.data(&String::from_utf8(text).map_err(Failure::source)?);
    Ok(Exit::Done)
}
