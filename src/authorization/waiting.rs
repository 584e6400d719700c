//! Owns the wait for the browser: the redirect, a pasted address, the probe's finding, or nobody.

use std::{
    sync::mpsc::Receiver,
    time::{Duration, Instant},
};

use super::{Error, probe::Trouble};
use crate::{
    kakao::code::{self, Entry, Place},
    loopback::{Listener, Visit},
    messages::Message,
    oauth::Attempt,
    profile::Profile,
    wire::CallError,
};

/// How long a person is left alone before they are told what may be wrong.
const HINT_AFTER: Duration = Duration::from_secs(30);
/// How often the other signs are looked for.
const TICK: Duration = Duration::from_millis(200);

/// What else than the redirect may tell how the login goes.
pub(super) struct Signs {
    pub(super) probe: Option<Receiver<Trouble>>,
    /// Lines a person types at the terminal.
    pub(super) typed: Option<Receiver<String>>,
}

/// How the browser's answer reached us.
pub(super) enum Reply {
    Visit(Visit),
    /// By hand, from a browser on another machine.
    Pasted(String),
}

impl Reply {
    pub(super) fn query(&self) -> &str {
        match self {
            Self::Visit(visit) => visit.query(),
            Self::Pasted(query) => query,
        }
    }
}

pub(super) fn wait(
    profile: &mut Profile,
    listener: &mut Listener,
    attempt: &Attempt,
    timeout: Duration,
    signs: &Signs,
) -> Result<Reply, Error> {
    let started = Instant::now();
    let (mut was_hinted, mut was_told_of_tls) = (false, false);
    // What the person says the page shows: the reason, should nobody come back.
    let mut on_page = None;
    // The seconds that the terminal shows; `None` after anything else was written.
    let mut shown = None;
    let redirect_uri = listener.redirect_uri().to_owned();
    loop {
        let left = timeout.saturating_sub(started.elapsed());
        if let Some(visit) = listener.wait(left.min(TICK), |query| attempt.recognises(query)) {
            return Ok(Reply::Visit(visit));
        }
        match next(signs.probe.as_ref()) {
            Some(Trouble::ErrorPage(code)) => return Err(Error::ShownInBrowser { code, redirect_uri }),
            Some(Trouble::Away(error)) => return Err(Error::Call(CallError::Send(error))),
            None => {}
        }
        if let Some(line) = next(signs.typed.as_ref()) {
            shown = None;
            match understand(attempt, &redirect_uri, line.trim()) {
                Typed::Address(query) => return Ok(Reply::Pasted(query)),
                Typed::Code(entry) => {
                    let &Entry { code, cause, remedy, place, .. } = entry;
                    let console = place.map(Place::now);
                    profile.ui.say(&Message::CodeOnPage { code, cause, remedy, console });
                    on_page = Some(code.to_owned());
                }
                Typed::UnknownCode(code) => profile.ui.say(&Message::CodeUnknown { code }),
                Typed::Nothing => {}
                Typed::Other => profile.ui.say(&Message::PasteRefused { redirect_uri: redirect_uri.clone() }),
            }
        }
        if listener.was_greeted_in_tls() && !was_told_of_tls {
            profile.ui.warn(&Message::HttpsOnPlainPort { redirect_uri: redirect_uri.clone() });
            (was_told_of_tls, shown) = (true, None);
        }
        if left.is_zero() {
            if let Some(code) = on_page {
                return Err(Error::ShownInBrowser { code, redirect_uri });
            }
            let (seconds, was_visited) = (timeout.as_secs(), listener.was_visited());
            return Err(Error::NobodyCameBack { seconds, was_visited, redirect_uri });
        }
        if started.elapsed() > HINT_AFTER && !was_hinted {
            profile.ui.say(&Message::StillWaiting { redirect_uri: redirect_uri.clone() });
            (was_hinted, shown) = (true, None);
        }
        let seconds = (left + Duration::from_millis(999)).as_secs();
        if shown != Some(seconds) {
            profile.ui.countdown(&Message::SecondsLeft { seconds }, shown.is_some());
            shown = Some(seconds);
        }
    }
}

fn next<T>(receiver: Option<&Receiver<T>>) -> Option<T> {
    receiver?.try_recv().ok()
}

/// What a person typed while the browser was away.
enum Typed {
    /// The query of the address that this login ends at.
    Address(String),
    Code(&'static Entry),
    /// It looks like a code of Kakao's, and is none that is known here.
    UnknownCode(String),
    Other,
    Nothing,
}

/// Takes a pasted address, whole and with this login's state, or a code. A bare authorization code is not taken:
/// whoever can talk a person into pasting one could log them into a stranger's account.
fn understand(attempt: &Attempt, redirect_uri: &str, line: &str) -> Typed {
    let query = line.strip_prefix(redirect_uri).and_then(|rest| rest.strip_prefix('?'));
    let query = query.map(|query| query.split('#').next().unwrap_or_default());
    if let Some(query) = query.filter(|query| attempt.recognises(query)) {
        return Typed::Address(query.to_owned());
    }
    match code::on_page(&line.to_ascii_uppercase()) {
        Some(code) => code::entry(&code).map_or(Typed::UnknownCode(code), Typed::Code),
        None if line.is_empty() => Typed::Nothing,
        None => Typed::Other,
    }
}
