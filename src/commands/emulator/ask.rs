//! Asking an emulator that serves.

use serde_json::Value;

use super::Context;
use crate::{
    cli::{EMULATOR_PORT, NAME, emulator::Target},
    failure::Failure,
    messages::{Hint, Problem},
    output::clean,
    wire::{Answer, Body, CallError, Request, SendError, Url, is_loopback},
};

/// A snapshot is the largest answer (bytes).
pub(super) const LARGEST: u64 = 64 << 20;

/// What is asked: a verb of `/_emulator/`, with fields for a POST.
pub(super) struct Question<'a> {
    pub(super) verb: &'a str,
    pub(super) query: Vec<(&'a str, String)>,
    pub(super) body: Option<Body>,
}

impl<'a> Question<'a> {
    pub(super) fn get(verb: &'a str) -> Self {
        Self { verb, query: Vec::new(), body: None }
    }

    pub(super) fn post(verb: &'a str, fields: Vec<(&str, String)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { body: Some(Body::Form(fields)), ..Self::get(verb) }
    }
}

/// The address of the emulator that is meant: of this machine only.
pub(super) fn base(context: &Context, target: &Target) -> Result<Url, Failure> {
    let variable = || (context.system.var)("KAKAO_AUTH_URL");
    let local = |text: &str| Url::parse(text).ok().filter(|url| is_loopback(url) && !url.cannot_be_a_base());
    let default = format!("http://127.0.0.1:{EMULATOR_PORT}");
    match &target.url {
        Some(text) => local(text).ok_or_else(|| {
            let (argument, given) = ("--url".to_owned(), clean::line(text, 100));
            Failure::usage(Problem::InvalidValue { argument, given, possible: default })
                .with(Hint::SeeHelp { command: format!("{NAME} emulator") })
        }),
        None => {
            Ok(variable().as_deref().and_then(local).or_else(|| local(&default)).expect("M1: the default is local"))
        }
    }
}

/// The answer in JSON; what the emulator refuses is a failure in its own words.
pub(super) fn ask(context: &mut Context, target: &Target, question: Question) -> anyhow::Result<Value> {
    let answer = send(context, target, &question)?;
    let value: Value = serde_json::from_str(&answer.text).unwrap_or_default();
    if answer.is_success() && !value.is_null() {
        return Ok(value);
    }
    let detail =
        value["error"].as_str().map_or_else(|| format!("HTTP {}", answer.status), |text| clean::line(text, 300));
    let help = Hint::SeeHelp { command: format!("{NAME} emulator") };
    Err(Failure::usage(Problem::EmulatorRefused { detail }).with(help).into())
}

pub(super) fn send(context: &mut Context, target: &Target, question: &Question) -> anyhow::Result<Answer> {
    let base = base(context, target)?;
    let mut url = base.clone();
    url.set_path(&format!("/_emulator/{}", question.verb));
    if !question.query.is_empty() {
        url.query_pairs_mut().extend_pairs(&question.query);
    }
    let mut request = Request::get(url);
    if let Some(body) = &question.body {
        request = Request { method: "POST".to_owned(), body: body.clone(), ..request };
    }
    let language = context.ui.manner.language.tag().to_owned();
    request.headers.push(("Accept-Language".to_owned(), language));
    context.ui.trace(2, &format!("> {request:?}"));
    let outcome = (context.system.send)(&request).and_then(|response| response.collect_up_to(LARGEST));
    outcome.map_err(|error| match error {
        SendError::Unreachable { .. } => not_there(&base).into(),
        error => CallError::Send(error).into(),
    })
}

pub(super) fn not_there(base: &Url) -> Failure {
    let url = base.as_str().trim_end_matches('/').to_owned();
    Failure::new("no_emulator", 6, Problem::NoEmulator { url }).with(Hint::StartEmulator)
}
