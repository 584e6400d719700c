//! Owns how answers, notes and errors look to a person. The only home of `colored`.

use colored::{Colorize, control};
use unicode_width::UnicodeWidthStr;

use super::{clean, json};
use crate::{
    messages::{Label, Language, Message},
    wire::Url,
};

/// The longest piece of text from outside that one line shows, in characters.
pub(crate) const OUTSIDE_MAX: usize = 300;

/// What may be written to a terminal: words of ours, and text from outside that was cleaned. Only this file makes one.
#[derive(Debug)]
pub(crate) struct Paragraph(String);

impl Paragraph {
    pub(crate) fn of(message: &Message, language: Language) -> Self {
        Self(message.text(language))
    }

    /// JSON in one line.
    pub(crate) fn json(text: &str) -> Self {
        Self(json::one_line(text))
    }

    pub(crate) fn address(url: &Url) -> Self {
        Self(clean::line(url.as_str(), usize::MAX))
    }

    pub(super) fn warning(message: &Message, language: Language) -> Self {
        let word = format!("{}:", Message::Warning.text(language)).yellow().bold();
        Self(format!("{word} {}", message.text(language)))
    }

    pub(super) fn trace(line: &str) -> Self {
        Self(clean::line(line, 4000).dimmed().to_string())
    }

    /// The headline, then one line per hint.
    pub(crate) fn failure(headline: &Message, hints: &[Message], language: Language) -> Self {
        let word = format!("{}:", Message::ErrorWord.text(language)).red().bold();
        let mut text = format!("{word} {}", headline.text(language));
        for hint in hints {
            let word = format!("{}:", Message::HintWord.text(language)).cyan();
            text.push_str(&format!("\n{word} {}", hint.text(language)));
        }
        Self(text)
    }

    pub(super) fn coloured(&self) -> &str {
        &self.0
    }

    pub(crate) fn without_colour(&self) -> String {
        anstream::adapter::strip_str(&self.0).to_string()
    }
}

/// An answer for a person.
#[derive(Debug, Default)]
pub(crate) enum Human {
    #[default]
    Nothing,
    /// A token, a path, a script: harmful characters are shown and not obeyed, line breaks stay.
    Line(String),
    /// Help of ours, with its styles.
    Help(String),
    Sentence(Message),
    Facts(Vec<Fact>),
    Table(Vec<Vec<String>>),
    /// What a checkup found.
    Checkup(Vec<Checked>),
    /// Facts about several things, a blank line between.
    Paragraphs(Vec<Vec<Fact>>),
}

/// A label and what stands beside it.
#[derive(Debug)]
pub(crate) struct Fact {
    pub label: Label,
    pub value: Shown,
}

/// One line of a checkup, and what helps.
#[derive(Debug)]
pub(crate) struct Checked {
    pub mark: Mark,
    pub label: Label,
    pub text: String,
    pub hints: Vec<Message>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Good,
    Bad,
    Unknown,
}

#[derive(Debug)]
pub(crate) enum Shown {
    /// Text from outside, cleaned when it is shown.
    Text(String),
    /// Words of ours.
    Good(Message),
    Note(Message),
}

impl Human {
    pub(crate) fn render(&self, language: Language) -> Paragraph {
        Paragraph(match self {
            Self::Nothing => String::new(),
            Self::Line(line) => format!("{}\n", clean::text(line)),
            Self::Help(text) => format!("{text}\n"),
            Self::Sentence(message) => format!("{}\n", message.text(language)),
            Self::Facts(facts) => render_facts(facts, language),
            Self::Table(rows) => {
                let clean = |cell: &String| clean::line(cell, usize::MAX);
                let rows: Vec<_> = rows.iter().map(|row| row.iter().map(clean).collect()).collect();
                render_table(&rows)
            }
            Self::Checkup(rows) => render_checkup(rows, language),
            Self::Paragraphs(all) => {
                all.iter().map(|facts| render_facts(facts, language)).collect::<Vec<_>>().join("\n")
            }
        })
    }
}

fn render_facts(facts: &[Fact], language: Language) -> String {
    let rows = facts.iter().map(|fact| {
        let value = match &fact.value {
            Shown::Text(text) => clean::line(text, OUTSIDE_MAX),
            Shown::Good(message) => message.text(language).green().to_string(),
            Shown::Note(message) => message.text(language).dimmed().to_string(),
        };
        vec![Message::Label(fact.label).text(language), value]
    });
    render_table(&rows.collect::<Vec<_>>())
}

/// The marks say in words too what colour says: `ok`, `!!`, `--`.
fn render_checkup(rows: &[Checked], language: Language) -> String {
    let labels: Vec<_> = rows.iter().map(|row| Message::Label(row.label).text(language)).collect();
    let width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (Checked { mark, text: detail, hints, .. }, label) in rows.iter().zip(&labels) {
        let mark = match mark {
            Mark::Good => "ok".green(),
            Mark::Bad => "!!".red().bold(),
            Mark::Unknown => "--".dimmed(),
        };
        let space = " ".repeat(width - label.width() + 2);
        let detail = clean::line(detail, usize::MAX);
        text.push_str(&format!("{mark}  {label}{space}{detail}\n"));
        for hint in hints {
            text.push_str(&format!(
                "    {} {}\n",
                format!("{}:", Message::HintWord.text(language)).cyan(),
                hint.text(language)
            ));
        }
    }
    text
}

/// Columns as wide as their widest cell; a Hangul syllable takes two.
fn render_table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<_> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// `colored` decides once and for stdout only, so it always colours and each stream strips (see `Ui`).
pub(super) fn always_colour() {
    // A console of Windows shows colours only where it is asked to; one that cannot shows none.
    #[cfg(windows)]
    drop(control::set_virtual_terminal(true));
    control::set_override(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_align_with_wide_hangul() {
        let fact = |label, text: &str| Fact { label, value: Shown::Text(text.into()) };
        let facts = Human::Facts(vec![fact(Label::Id, "1"), fact(Label::Picture, "http://a"), fact(Label::Name, "홍")]);
        assert_eq!(
            facts.render(Language::Korean).coloured(),
            "회원번호     1\n프로필 사진  http://a\n이름         홍\n"
        );
        assert_eq!(facts.render(Language::English).coloured(), "id       1\npicture  http://a\nname     홍\n");
    }
}
