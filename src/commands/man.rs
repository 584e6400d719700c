//! `man`: the manual page on stdout, or one page per command in a folder.

use std::{fs, io, path::Path};

use clap::CommandFactory;
use clap_mangen::Man;

use super::Context;
use crate::{
    cli::{Cli, ManArgs, korean},
    failure::Failure,
    messages::{Hint, Language, Message, Problem},
    output::{Answer, Human},
};

pub(super) fn run(context: &mut Context, args: &ManArgs) -> anyhow::Result<Answer> {
    let mut tree = Cli::command();
    if context.ui.manner.language == Language::Korean {
        tree = korean::translate(tree);
    }
    let Some(directory) = &args.directory else {
        return Ok(Answer { json: String::new(), human: Human::Line(page(&tree)?.trim_end().to_owned()), exit: 0 });
    };
    let shown = directory.display().to_string();
    let count = write_pages(tree, directory).map_err(|error| {
        let problem = Problem::ManUnwritable { path: shown.clone(), detail: error.to_string() };
        Failure::new("man", 1, problem).with(Hint::CheckStore { path: shown.clone() })
    })?;
    Ok(Answer { json: String::new(), human: Human::Sentence(Message::ManWritten { count, directory: shown }), exit: 0 })
}

fn write_pages(tree: clap::Command, directory: &Path) -> io::Result<usize> {
    fs::create_dir_all(directory)?;
    let count = count(&tree);
    clap_mangen::generate_to(tree, directory)?;
    Ok(count)
}

fn count(command: &clap::Command) -> usize {
    1 + command.get_subcommands().map(count).sum::<usize>()
}

fn page(command: &clap::Command) -> io::Result<String> {
    let mut text = Vec::new();
    Man::new(command.clone()).render(&mut text)?;
    String::from_utf8(text).map_err(io::Error::other)
}
