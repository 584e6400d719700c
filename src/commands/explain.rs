//! `explain`: what a code of Kakao's means and what helps, without the network.

use serde_json::{Value, json};

use super::Context;
use crate::{
    cli::{ExplainArgs, NAME},
    failure::Failure,
    kakao::{
        self,
        code::{self, CHECKED, Entry, Verdict},
    },
    messages::{Hint, Label, Language, Message, Problem},
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
    if text.trim().is_empty() {
        return Err(Failure::usage(Problem::NothingToExplain).with(Hint::GiveCode).into());
    }
    let entries = match code::named_in(&text) {
        none if none.is_empty() => code::abbreviated(&text).into_iter().collect(),
        entries => entries,
    };
    if entries.is_empty() {
        let shown = clean::line(text.trim(), 60);
        let json = json!({ "code": shown, "known": false }).to_string();
        return Ok(Answer { json, human: Human::Sentence(Message::CodeUnknown { code: shown }), exit: 0 });
    }
    let asked = required_scopes(&text);
    let human = entries.iter().map(|entry| facts(entry, asked.as_deref(), language)).collect();
    let human = Human::Paragraphs(human);
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

/// The consent items that an answer of kapi's with -402 names, for `--scope`.
fn required_scopes(text: &str) -> Option<String> {
    let answer: Value = serde_json::from_str(text).ok()?;
    let scopes = answer.get("required_scopes")?.as_array()?.iter().filter_map(Value::as_str);
    let scopes: Vec<_> = scopes.filter(|scope| kakao::is_scope(scope)).collect();
    Some(scopes.join(",")).filter(|scopes| !scopes.is_empty())
}

fn facts(entry: &Entry, asked: Option<&str>, language: Language) -> Vec<Fact> {
    let fact = |label, text: String| Fact { label, value: Shown::Text(text) };
    let say = |words| language.choose(words).to_owned();
    let remedy = match asked {
        Some(scopes) if entry.verdict == Verdict::Consent => {
            let command = format!("{NAME} login --scope {scopes}");
            Message::Hint(Hint::AskScopes { command }).text(language)
        }
        _ => say(entry.remedy),
    };
    let mut facts = vec![
        fact(Label::Code, entry.code.to_owned()),
        fact(Label::ShownWhere, say(entry.shown.words())),
        fact(Label::Cause, say(entry.cause)),
        fact(Label::WhatToDo, remedy),
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
