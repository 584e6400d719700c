//! `man`: the manual page on stdout, or one page per command in a folder.

use std::{fs, io, path::Path};

use clap_mangen::{
    Man,
    roff::{Roff, roman},
};

use super::Context;
use crate::{
    cli::{ManArgs, NAME, help},
    messages::{Language, Message, Words},
    output::{Answer, Human},
    report,
};

pub(super) fn run(context: &mut Context, args: &ManArgs) -> anyhow::Result<Answer> {
    let language = context.ui.manner.language;
    let mut tree = help::tree(language);
    tree.build();
    let Some(directory) = &args.directory else {
        let page = page(&tree, language)?;
        return Ok(Answer { json: String::new(), human: Human::Line(page.trim_end().to_owned()), exit: 0 });
    };
    let shown = directory.display().to_string();
    let write = || fs::create_dir_all(directory).and_then(|()| write_pages(&tree, directory, language));
    let count = write().map_err(|error| report::unwritable(directory, &error))?;
    Ok(Answer { json: String::new(), human: Human::Sentence(Message::ManWritten { count, directory: shown }), exit: 0 })
}

/// How many were written: this command's and all below.
fn write_pages(command: &clap::Command, directory: &Path, language: Language) -> io::Result<usize> {
    let name = Man::new(command.clone()).get_filename();
    fs::write(directory.join(name), page(command, language)?)?;
    command
        .get_subcommands()
        .map(|child| write_pages(child, directory, language))
        .sum::<io::Result<usize>>()
        .map(|count| count + 1)
}

/// The sections in the order of man-pages(7), but the examples before the options, as in the help.
fn page(command: &clap::Command, language: Language) -> io::Result<String> {
    let man = Man::new(command.clone()).source(format!("{NAME} {}", env!("CARGO_PKG_VERSION"))).manual(NAME);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    if let Some(examples) = command.get_before_help() {
        // Its first line is the heading that the section has already.
        let lines = examples.to_string().lines().skip(1).map(|line| [line, "\n"].concat()).collect::<String>();
        let mut section = Roff::new();
        section.control("SH", ["EXAMPLES"]).control("nf", []).text([roman(lines)]).control("fi", []);
        section.to_writer(&mut page)?;
    }
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if let Some(exit_codes) = command.get_after_help() {
        let text = exit_codes.to_string();
        let text = text.split_once(": ").map_or(text.as_str(), |(_, codes)| codes);
        Roff::new().control("SH", ["EXIT STATUS"]).text([roman(text)]).to_writer(&mut page)?;
    }
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    Ok(page.lines().map(|line| [&heading(line, language), "\n"].concat()).collect())
}

/// The headings of the field, as Korean manual pages have them.
const HEADINGS: [Words; 6] = [
    (".SH 이름", ".SH NAME"),
    (".SH 사용법", ".SH SYNOPSIS"),
    (".SH 예시", ".SH EXAMPLES"),
    (".SH 옵션", ".SH OPTIONS"),
    (".SH 명령", ".SH SUBCOMMANDS"),
    (".SH \"종료 코드\"", ".SH \"EXIT STATUS\""),
];

fn heading(line: &str, language: Language) -> String {
    let words = HEADINGS.iter().find(|(_, english)| *english == line);
    words.map_or_else(|| line.to_owned(), |words| language.choose(*words).to_owned())
}
