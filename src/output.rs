//! Owns [`Ui`]: the answer to stdout, the conversation to stderr.
//!
//! Each stream decides for itself about colour. A reader of stdout that went away is not an error.

pub(crate) mod human;
pub(crate) mod json;

use std::{
    io::{self, BufRead, BufReader, ErrorKind, Read, Write},
    sync::mpsc,
    thread,
};

use crate::{
    messages::{Language, Message},
    system::{Output, Streams},
};

pub(crate) use crate::messages::clean;
pub(crate) use human::{Human, Paragraph};

/// What a command has to say, in both renderings.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// One JSON document. Empty where a command has nothing to say in JSON.
    pub json: String,
    pub human: Human,
    /// Not 0 for `doctor`, whose report is its answer, and for a program that was run in the place of this one.
    pub exit: u8,
}

/// A person types less (bytes).
const TYPED_MAX: u64 = 1 << 20;

/// How the person wants to be talked to.
#[derive(Clone, Debug)]
pub(crate) struct Manner {
    pub language: Language,
    pub json: bool,
    pub jq: Option<String>,
    pub quiet: bool,
    /// 1: what is done. 2: also requests and answers, masked.
    pub verbose: u8,
    pub color: Color,
    /// From `NO_COLOR` and `TERM`.
    pub is_plain: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

pub(crate) struct Ui {
    pub manner: Manner,
    streams: Streams,
}

/// Whether anybody still reads stdout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Listening,
    Gone,
}

/// stdout could not be written, or the `--jq` filter failed.
#[derive(Debug)]
pub(crate) enum Error {
    Stdout(io::Error),
    Filter(json::FilterError),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}

impl Ui {
    pub(crate) fn new(manner: Manner, streams: Streams) -> Self {
        // Words are always built with their colour; each stream takes it away where it is not wanted.
        human::always_colour();
        Self { manner, streams }
    }

    /// Prints the answer of a command that succeeded.
    pub(crate) fn answer(&mut self, answer: &Answer) -> Result<(), Error> {
        let text = match &self.manner.jq {
            Some(filter) => json::filter(filter, &answer.json).map_err(Error::Filter)?,
            // A script for a shell or a help text has no other form.
            None if self.manner.json && !answer.json.is_empty() => json::one_line(&answer.json) + "\n",
            None => {
                let answer = answer.human.render(self.manner.language);
                self.dressed(&answer, self.streams.stdout.is_terminal)
            }
        };
        self.write_stdout(text.as_bytes()).map(drop)
    }

    /// Writes to stdout what is already what it should be: a body from Kakao.
    pub(crate) fn write_stdout(&mut self, bytes: &[u8]) -> Result<Reader, Error> {
        let Output { writer, .. } = &mut self.streams.stdout;
        match writer.write_all(bytes).and_then(|()| writer.flush()) {
            Ok(()) => Ok(Reader::Listening),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Reader::Gone),
            Err(error) => Err(Error::Stdout(error)),
        }
    }

    pub(crate) fn stdout_is_terminal(&self) -> bool {
        self.streams.stdout.is_terminal
    }

    pub(crate) fn stderr_is_terminal(&self) -> bool {
        self.streams.stderr.is_terminal
    }

    pub(crate) fn stdin_is_terminal(&self) -> bool {
        self.streams.stdin.is_terminal
    }

    /// The lines a person types from now on; `None` where stdin is no terminal, or not ours to read now.
    pub(crate) fn typed_lines(&mut self) -> Option<mpsc::Receiver<String>> {
        if !self.streams.stdin.is_terminal || !self.streams.stdin.is_in_foreground {
            return None;
        }
        let reader = std::mem::replace(&mut self.streams.stdin.reader, Box::new(io::empty()));
        let (sender, receiver) = mpsc::channel();
        // It ends with the process: a read of a terminal cannot be called off.
        thread::spawn(move || {
            let mut lines = BufReader::new(reader.take(TYPED_MAX)).lines();
            while let Some(Ok(line)) = lines.next() {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Some(receiver)
    }

    /// Reads all of stdin, at most `limit` bytes and one more.
    pub(crate) fn read_stdin(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(&mut self.streams.stdin.reader, limit + 1), &mut bytes)?;
        Ok(bytes)
    }

    /// Tells the person something, unless `--quiet`.
    pub(crate) fn say(&mut self, message: &Message) {
        if !self.manner.quiet {
            self.tell(&Paragraph::of(message, self.manner.language));
        }
    }

    /// Tells the person something they must know even with `--quiet`.
    pub(crate) fn warn(&mut self, message: &Message) {
        let language = self.manner.language;
        self.tell(&Paragraph::warning(message, language));
    }

    /// Shows a line that changes, on a terminal only: in the place of the last one where `is_again` says that nothing
    /// was written since. The line a person is typing below it stays.
    pub(crate) fn countdown(&mut self, message: &Message, is_again: bool) {
        if self.manner.quiet || self.manner.is_plain || !self.streams.stderr.is_terminal {
            return;
        }
        let text = message.text(self.manner.language);
        let Output { writer, .. } = &mut self.streams.stderr;
        // Cut off at the edge of a narrow terminal: over two lines it could not be replaced.
        let text = format!("\x1b[?7l{text}\x1b[?7h");
        let shown = if is_again { format!("\x1b7\x1b[1A\r{text}\x1b[K\x1b8") } else { format!("{text}\n") };
        // Nobody is left to hear of a failure.
        drop(writer.write_all(shown.as_bytes()).and_then(|()| writer.flush()));
    }

    /// A line for `-v` (level 1) or `-vv` (level 2).
    pub(crate) fn trace(&mut self, level: u8, line: &str) {
        if self.manner.verbose >= level {
            self.tell(&Paragraph::trace(line));
        }
    }

    /// Writes one paragraph to stderr. Nobody is left to hear of a failure.
    pub(crate) fn tell(&mut self, paragraph: &Paragraph) {
        let text = self.dressed(paragraph, self.streams.stderr.is_terminal);
        let text = text.trim_end_matches('\n');
        let Output { writer, .. } = &mut self.streams.stderr;
        drop(writeln!(writer, "{text}").and_then(|()| writer.flush()));
    }

    fn dressed(&self, paragraph: &Paragraph, is_terminal: bool) -> String {
        if self.has_colour(is_terminal) { paragraph.coloured().to_owned() } else { paragraph.without_colour() }
    }

    fn has_colour(&self, is_terminal: bool) -> bool {
        match self.manner.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && !self.manner.is_plain,
        }
    }
}
