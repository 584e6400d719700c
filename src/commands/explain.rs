//! `explain`: what a code of Kakao's means and what helps, without the network.

use serde_json::{Value, json};

use super::Context;
use crate::{
    cli::ExplainArgs,
    kakao::code::{self, CHECKED, Entry},
    messages::{Label, Language, Message},
    output::{
        Answer, Human, clean,
        human::{Fact, Shown},
    },
};

/// The longest paste that is looked through (bytes).
const LARGEST: u64 = 1 << 20;

pub(super) fn run(context: &mut Context, args: &ExplainArgs) -> anyhow::Result<Answer> {
    let language = context.ui.manner.language;
    let Some(given) = args.code.as_deref() else { return Ok(list(language)) };
    let text = if given == "-" {
        String::from_utf8_lossy(&context.ui.read_stdin(LARGEST)?).into_owned()
    } else {
        given.to_owned()
    };
    let entries = code::named_in(&text);
    if entries.is_empty() {
        let shown = clean::line(text.trim(), 60);
        let json = json!({ "code": shown, "known": false }).to_string();
        return Ok(Answer { json, human: Human::Sentence(Message::CodeUnknown { code: shown }), exit: 0 });
    }
    let human = Human::Paragraphs(entries.iter().map(|entry| facts(entry, language)).collect());
    let json = match entries.as_slice() {
        [entry] => object(entry, language),
        several => Value::Array(several.iter().map(|entry| object(entry, language)).collect()),
    };
    Ok(Answer { json: json.to_string(), human, exit: 0 })
}

/// Every code, with its cause.
fn list(language: Language) -> Answer {
    let rows = code::all().map(|entry| vec![entry.code.to_owned(), language.choose(entry.cause).to_owned()]);
    let json = code::all().map(|entry| object(entry, language)).collect::<Vec<_>>();
    Answer { json: Value::Array(json).to_string(), human: Human::Table(rows.collect()), exit: 0 }
}

fn facts(entry: &Entry, language: Language) -> Vec<Fact> {
    let fact = |label, text: String| Fact { label, value: Shown::Text(text) };
    let say = |words| language.choose(words).to_owned();
    let mut facts = vec![
        fact(Label::Code, entry.code.to_owned()),
        fact(Label::ShownWhere, say(entry.shown.words())),
        fact(Label::Cause, say(entry.cause)),
        fact(Label::WhatToDo, say(entry.remedy)),
    ];
    if let Some(place) = entry.place {
        facts.push(fact(Label::Console, say(place.now())));
        facts.push(fact(Label::ConsoleBefore, say(place.before())));
    }
    facts.push(fact(
        Label::Source,
        format!("{} ({}, {CHECKED})", entry.source, language.choose(entry.confidence.words())),
    ));
    facts
}

fn object(entry: &Entry, language: Language) -> Value {
    let say = |words| language.choose(words);
    json!({
        "code": entry.code,
        "known": true,
        "cause": say(entry.cause),
        "remedy": say(entry.remedy),
        "console": entry.place.map(|place| say(place.now())),
        "console_before_2025_12": entry.place.map(|place| say(place.before())),
        "exit": entry.verdict.exit(),
        "confidence": entry.confidence.word(),
        "source": entry.source,
        "checked": CHECKED,
    })
}
