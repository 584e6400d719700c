//! The verbs that steer an emulator: what `/_emulator/` answers, for people and for programs.

use std::{
    fs,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    Context,
    ask::{LARGEST, Question, ask, base, not_there, send},
};
use crate::{
    cli::emulator::{ClockArgs, CodeArgs, EnvArgs, FailArgs, LogsArgs, ReadyArgs, RequestsArgs, SnapshotArgs, Target},
    emulator::{Confidence, DIFFERENCES},
    failure::Failure,
    folder,
    messages::{Hint, Message, Problem},
    output::{Answer, Human, clean},
    report,
    wire::Body,
};

/// How often an emulator is asked whether something has happened.
const TICK: Duration = Duration::from_millis(100);

pub(super) fn code(context: &mut Context, args: &CodeArgs) -> anyhow::Result<Answer> {
    let mut fields = vec![("user", args.user.clone())];
    for (name, value) in [("scope", &args.scope), ("redirect_uri", &args.redirect_uri), ("nonce", &args.nonce)] {
        fields.extend(value.clone().map(|value| (name, value)));
    }
    let value = ask(context, &args.target, Question::post("code", fields))?;
    let human = Human::Line(text(&value, "code"));
    Ok(Answer { json: value.to_string(), human, exit: 0 })
}

pub(super) fn fail(context: &mut Context, args: &FailArgs) -> anyhow::Result<Answer> {
    let mut fields = Vec::new();
    let mut add = |name, value: Option<String>| fields.extend(value.map(|value| (name, value)));
    add("clear", args.clear.then(|| "1".to_owned()));
    add("endpoint", args.endpoint.clone());
    add("code", args.code.clone());
    add("times", args.times.map(|times| times.to_string()));
    add("status", args.status.map(|status| status.to_string()));
    add("delay", args.delay.map(|delay| delay.to_string()));
    add("drop", args.drop.then(|| "1".to_owned()));
    let value = ask(context, &args.target, Question::post("fail", fields))?;
    let rows = rows(&value, "failures", |failure| {
        let plain = |name: &str| failure[name].to_string();
        vec![text(failure, "endpoint"), text(failure, "code"), plain("status"), format!("× {}", failure["times"])]
    });
    Ok(Answer { json: value.to_string(), human: table(rows, Message::NoFailures), exit: 0 })
}

pub(super) fn clock(context: &mut Context, args: &ClockArgs) -> anyhow::Result<Answer> {
    let question = match &args.advance {
        Some(advance) => Question::post("clock", vec![("advance", advance.clone())]),
        None => Question::get("clock"),
    };
    let value = ask(context, &args.target, question)?;
    Ok(Answer { human: Human::Line(text(&value, "now")), json: value.to_string(), exit: 0 })
}

pub(super) fn reset(context: &mut Context, target: &Target) -> anyhow::Result<Answer> {
    let value = ask(context, target, Question::post("reset", Vec::new()))?;
    Ok(Answer { json: value.to_string(), human: Human::Sentence(Message::EmulatorReset), exit: 0 })
}

pub(super) fn users(context: &mut Context, target: &Target) -> anyhow::Result<Answer> {
    let value = ask(context, target, Question::get("users"))?;
    let rows = rows(&value, "users", |user| {
        let agreed = user["agreed"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let agreed = clean::line(&agreed.collect::<Vec<_>>().join(", "), 200);
        vec![text(user, "name"), user["id"].to_string(), text(user, "nickname"), agreed]
    });
    Ok(Answer { json: value.to_string(), human: Human::Table(rows), exit: 0 })
}

pub(super) fn requests(context: &mut Context, args: &RequestsArgs) -> anyhow::Result<Answer> {
    let end = Instant::now() + args.timeout;
    loop {
        let query = args.path.iter().map(|path| ("path", path.clone())).collect();
        let value = ask(context, &args.target, Question { query, ..Question::get("requests") })?;
        let count = value["requests"].as_array().map_or(0, Vec::len);
        match args.wait {
            Some(wanted) if count < wanted && Instant::now() < end => (context.system.sleep)(TICK),
            Some(wanted) if count < wanted => {
                let problem = Problem::TooFewRequests { count, wanted };
                return Err(Failure::new("timeout", 8, problem).with(Hint::SeeLogs).into());
            }
            _ => {
                let human = table(rows(&value, "requests", row), Message::NoRequests);
                return Ok(Answer { json: value.to_string(), human, exit: 0 });
            }
        }
    }
}

/// One line a request; with `--follow` as they come.
pub(super) fn logs(context: &mut Context, args: &LogsArgs) -> anyhow::Result<Answer> {
    (context.system.mind_signals)();
    let mut seen = 0;
    loop {
        let query = vec![("after", seen.to_string())];
        let value = ask(context, &args.target, Question { query, ..Question::get("requests") })?;
        for entry in value["requests"].as_array().into_iter().flatten() {
            seen = entry["number"].as_u64().unwrap_or(seen);
            let human = Human::Line(row(entry).join("  ").trim_end().to_owned());
            context.ui.answer(&Answer { json: entry.to_string(), human, exit: 0 })?;
        }
        if !args.follow {
            return Ok(Answer { json: String::new(), human: Human::Nothing, exit: 0 });
        }
        (context.system.sleep)(TICK);
    }
}

fn row(entry: &Value) -> Vec<String> {
    let time = text(entry, "time").get(11..19).unwrap_or_default().to_owned();
    let (status, path) = (entry["status"].to_string(), format!("{} {}", text(entry, "method"), text(entry, "path")));
    vec![time, status, path, text(entry, "code"), text(entry, "reason")]
}

pub(super) fn save(context: &mut Context, args: &SnapshotArgs) -> anyhow::Result<Answer> {
    let value = ask(context, &args.target, Question::get("snapshot"))?;
    let path = clean::line(&args.file.display().to_string(), 200);
    fs::write(&args.file, value.to_string()).map_err(|error| report::unwritable(&args.file, &error))?;
    let json = json!({ "saved": path }).to_string();
    Ok(Answer { json, human: Human::Sentence(Message::SnapshotSaved { path }), exit: 0 })
}

pub(super) fn load(context: &mut Context, args: &SnapshotArgs) -> anyhow::Result<Answer> {
    let bytes = folder::read_bounded(&args.file, LARGEST);
    let bytes = bytes.map_err(|error| report::unreadable(&args.file, &error))?;
    let question = Question { body: Some(Body::Bytes(bytes)), ..Question::get("snapshot") };
    let value = ask(context, &args.target, question)?;
    let path = clean::line(&args.file.display().to_string(), 200);
    Ok(Answer { json: value.to_string(), human: Human::Sentence(Message::SnapshotLoaded { path }), exit: 0 })
}

pub(super) fn env(context: &mut Context, args: &EnvArgs) -> anyhow::Result<Answer> {
    let app = ask(context, &args.target, Question::get("app"))?;
    let query = vec![("for", args.kind.word().to_owned())];
    let answer = send(context, &args.target, &Question { query, ..Question::get("env") })?;
    Ok(Answer { json: app["env"].to_string(), human: Human::Line(answer.text.trim_end().to_owned()), exit: 0 })
}

pub(super) fn ready(context: &mut Context, args: &ReadyArgs) -> anyhow::Result<Answer> {
    let (base, end) = (base(context, &args.target)?, Instant::now() + args.wait);
    loop {
        match ask(context, &args.target, Question::get("app")) {
            Ok(app) => {
                let url = text(&app, "url");
                let human = Human::Sentence(Message::EmulatorReady { url: url.clone() });
                return Ok(Answer { json: json!({ "ready": true, "url": url }).to_string(), human, exit: 0 });
            }
            Err(_) if Instant::now() < end => (context.system.sleep)(TICK),
            Err(_) => return Err(not_there(&base).into()),
        }
    }
}

pub(super) fn differences(context: &Context) -> Answer {
    let language = context.ui.manner.language;
    let rows = DIFFERENCES.iter().map(|row| {
        let what = language.choose((row.korean, row.english));
        let confidence = language.choose(match row.confidence {
            Confidence::Documented => ("문서", "documented"),
            Confidence::Seen => ("확인", "seen"),
            Confidence::Assumed => ("추정", "assumed"),
            Confidence::Different => ("다름", "different"),
        });
        [row.place, confidence, what, row.source].map(str::to_owned).into()
    });
    let json = DIFFERENCES.iter().map(|row| {
        json!({
            "place": row.place, "behaviour": row.english, "source": row.source, "confidence": row.confidence.word(),
        })
    });
    Answer { json: Value::Array(json.collect()).to_string(), human: Human::Table(rows.collect()), exit: 0 }
}

fn rows(value: &Value, list: &str, row: impl Fn(&Value) -> Vec<String>) -> Vec<Vec<String>> {
    value[list].as_array().into_iter().flatten().map(row).collect()
}

fn table(rows: Vec<Vec<String>>, nothing: Message) -> Human {
    if rows.is_empty() { Human::Sentence(nothing) } else { Human::Table(rows) }
}

/// Text of the emulator's, which may quote what others sent it.
fn text(value: &Value, name: &str) -> String {
    clean::line(value[name].as_str().unwrap_or_default(), 300)
}
