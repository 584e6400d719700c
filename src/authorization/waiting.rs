//! Owns the wait for the browser: the redirect, a pasted address, the probe's finding, or nobody.

use std::{
    sync::mpsc::Receiver,
    time::{Duration, Instant},
};

use super::{Error, probe::Trouble};
use crate::{
    kakao::code::{self, Entry, Place},
    loopback::{Listener, Page, Visit, Whose},
    messages::{Message, Visited},
    oauth::{Attempt, Callback},
    profile::Profile,
    system::NoBrowser,
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
    /// The launcher of the browser, where one was started: it may fail later.
    pub(super) launcher: Option<Receiver<NoBrowser>>,
    /// The person was asked to paste the last address.
    pub(super) is_paste_offered: bool,
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
    let (mut was_hinted, mut was_told_of_tls, mut was_told_of_other) = (false, false, false);
    let mut is_paste_offered = signs.is_paste_offered;
    let language = profile.ui.manner.language;
    let (title, body) = (Message::PageOtherLoginTitle, Message::PageOtherLoginBody);
    let other = Page { status: 400, language: language.tag(), title: title.text(language), body: body.text(language) };
    let whose = |query: &str| {
        if attempt.recognises(query) {
            Whose::This
        } else if Callback::parse(query).is_some() {
            Whose::Another
        } else {
            Whose::Nobodys
        }
    };
    // What the person says the page shows: the reason, should nobody come back.
    let mut on_page = None;
    // The seconds that the terminal shows; `None` after anything else was written.
    let mut shown = None;
    let redirect_uri = listener.redirect_uri().to_owned();
    loop {
        let left = timeout.saturating_sub(started.elapsed());
        if let Some(visit) = listener.wait(left.min(TICK), whose, &other) {
            return Ok(Reply::Visit(visit));
        }
        if listener.had_another_login() && !was_told_of_other {
            profile.ui.warn(&Message::OtherLoginCame);
            (was_told_of_other, shown) = (true, None);
        }
        if let Some(why) = next(signs.launcher.as_ref()) {
            profile.ui.say(&super::no_browser(&why));
            if signs.typed.is_some() && !is_paste_offered {
                profile.ui.say(&Message::PasteHere);
                is_paste_offered = true;
            }
            shown = None;
        }
        match next(signs.probe.as_ref()) {
            Some(Trouble::ErrorPage(code)) => return Err(Error::ShownInBrowser { code, redirect_uri }),
            Some(Trouble::Away(error)) => return Err(Error::Call(CallError::Send(error))),
            None => {}
        }
        if let Some(line) = next(signs.typed.as_ref()) {
            shown = None;
            match understand(attempt, &line) {
                Typed::Address(query) => return Ok(Reply::Pasted(query)),
                Typed::Code(entry) => {
                    let &Entry { code, cause, remedy, place, .. } = entry;
                    let console = place.map(Place::now);
                    profile.ui.say(&Message::CodeOnPage { code, cause, remedy, console });
                    on_page = Some(code.to_owned());
                }
                Typed::UnknownCode(code) => profile.ui.say(&Message::CodeUnknown { code }),
                Typed::Nothing => {}
                Typed::Start => profile.ui.say(&Message::PastedTooEarly),
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
            let seconds = timeout.as_secs();
            let visit = match (listener.had_another_login(), listener.was_visited() || listener.was_greeted_in_tls()) {
                (true, _) => Visited::ByAnotherLogin,
                (false, true) => Visited::WithoutAnAnswer,
                (false, false) => Visited::Never,
            };
            return Err(Error::NobodyCameBack { seconds, visit, redirect_uri });
        }
        if started.elapsed() > HINT_AFTER && !was_hinted {
            profile.ui.say(&Message::StillWaiting { redirect_uri: redirect_uri.clone() });
            if signs.typed.is_some() && !listener.was_visited() && !is_paste_offered {
                profile.ui.say(&Message::PasteHere);
                is_paste_offered = true;
            }
            (was_hinted, shown) = (true, None);
        }
        let seconds = (left + Duration::from_millis(999)).as_secs();
        // Where an address is to be pasted, a line that is written again would run through it.
        if shown != Some(seconds) && !is_paste_offered {
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
    /// The address of the login page itself.
    Start,
    Other,
    Nothing,
}

/// Takes a pasted address with this login's state, or a code. How the address is written before its query, and what was
/// copied along with it, does not matter: the state decides. A bare authorization code is not taken: whoever can talk a
/// person into pasting one could log them into another account.
fn understand(attempt: &Attempt, line: &str) -> Typed {
    let line = line.replace("\x1b[200~", "").replace("\x1b[201~", "");
    let line = line.trim_matches(|c: char| c.is_whitespace() || c.is_control() || "\"'`<>()[]{}“”‘’,;.".contains(c));
    let query = line.split_once('?').map(|(_, query)| query.split('#').next().unwrap_or_default());
    if let Some(query) = query.filter(|query| attempt.recognises(query)) {
        return Typed::Address(query.to_owned());
    }
    if query.is_some() && query == attempt.url().query() {
        return Typed::Start;
    }
    match code::on_page(&line.to_ascii_uppercase()) {
        Some(code) => code::entry(&code).map_or(Typed::UnknownCode(code), Typed::Code),
        None if line.is_empty() => Typed::Nothing,
        None => Typed::Other,
    }
}
