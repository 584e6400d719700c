//! Owns the probe: one look at the authorize URL beside the browser, for the errors Kakao shows only as a page.

use std::{
    sync::{Arc, mpsc},
    thread,
};

use crate::{
    kakao::{App, code},
    system::System,
    wire::{self, Request, Url},
};

const HOPS: usize = 5;
/// Where Kakao sends a browser that is not logged in.
const LOGIN_HOST: &str = "accounts.kakao.com";

/// What somebody without a login is shown at the authorize URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// An error page with this code.
    ErrorPage(String),
    /// Kakao's login page, or the way to it: nothing is wrong that can be seen without a login.
    Login,
    /// Something else, with this status.
    Other(u16),
}

/// What keeps the browser from ever coming back.
pub(super) enum Trouble {
    /// The code of Kakao's error page.
    ErrorPage(String),
    /// The server cannot be reached from here, so no code could be redeemed.
    Away(wire::SendError),
}

/// Looks on a thread, with a state of its own: trouble arrives in the channel, and nothing otherwise.
///
/// `url` belongs to an attempt of its own, thrown away afterwards.
pub(super) fn start(system: &System, app: &App, url: Url) -> mpsc::Receiver<Trouble> {
    let send = Arc::clone(&system.send);
    let home = app.servers.authorization.clone();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let trouble = match look(&home, url, |request| send(request)?.collect()) {
            Ok(Seen::ErrorPage(code)) if is_of_the_app(&code) => Trouble::ErrorPage(code),
            Err(error @ wire::SendError::Unreachable { .. }) => Trouble::Away(error),
            _ => return,
        };
        // Nobody listens any more once the login is over.
        drop(sender.send(trouble));
    });
    receiver
}

fn is_of_the_app(code: &str) -> bool {
    let refusal = wire::Refusal { code: Some(code.to_owned()), ..wire::Refusal::default() };
    code::judge(&refusal).0 == code::Verdict::AppSetup
}

/// Asks once, following redirects on the authorization server and to Kakao's login page only, never to our listener.
pub(super) fn look(
    home: &Url,
    mut url: Url,
    send: impl Fn(&Request) -> Result<wire::Answer, wire::SendError>,
) -> Result<Seen, wire::SendError> {
    let mut status = 0;
    let back = url.query_pairs().find(|(name, _)| name == "redirect_uri").and_then(|(_, uri)| Url::parse(&uri).ok());
    for _ in 0..HOPS {
        let answer = send(&Request::get(url.clone()))?;
        status = answer.status;
        if !(300..400).contains(&status) {
            let shown = if status >= 400 { code::on_page(&answer.text) } else { None };
            return Ok(match shown {
                Some(code) => Seen::ErrorPage(code),
                None if answer.is_success() => Seen::Login,
                None => Seen::Other(status),
            });
        }
        let next = answer.header("location").and_then(|location| url.join(location).ok());
        if next.as_ref().is_some_and(|next| Some(without_query(next)) == back) {
            // An emulator that asks nobody grants a code at once. It is not fetched, and belongs to nothing.
            return Ok(Seen::Login);
        }
        let is_kakaos = |next: &Url| next.origin() == home.origin() || next.host_str() == Some(LOGIN_HOST);
        let Some(next) = next.filter(is_kakaos) else { return Ok(Seen::Other(status)) };
        url = next;
    }
    Ok(Seen::Other(status))
}

fn without_query(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_query(None);
    url
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn probe_over(answers: &[(&str, u16, &str)]) -> (Seen, Vec<String>) {
        let home = Url::parse("https://kauth.kakao.com").expect("a URL");
        let asked = RefCell::new(Vec::new());
        let found = look(&home, home.join("/oauth/authorize").expect("a URL"), |request| {
            asked.borrow_mut().push(request.url.to_string());
            let (location, status, text) = answers[asked.borrow().len() - 1];
            let headers = vec![("location".to_owned(), location.to_owned())];
            Ok(wire::Answer { status, headers, text: text.to_owned() })
        });
        (found.expect("answers"), asked.into_inner())
    }

    #[test]
    fn an_error_page_is_recognised() {
        let (found, _) = probe_over(&[("", 400, "<h2>앱 관리자 설정 오류 (KOE006)</h2>")]);
        assert_eq!(found, Seen::ErrorPage("KOE006".to_owned()));
    }

    #[test]
    fn a_login_page_is_no_error() {
        let (found, asked) =
            probe_over(&[("https://accounts.kakao.com/login?continue=x", 302, ""), ("", 200, "KOE006 in a script")]);
        assert_eq!((found, asked.len()), (Seen::Login, 2));
    }

    #[test]
    fn the_probe_never_follows_to_another_host_or_to_us() {
        for location in ["http://127.0.0.1:18000/callback?code=c", "https://evil.example/", "http://kauth.kakao.com/"] {
            let (found, asked) = probe_over(&[(location, 302, ""), ("", 400, "(KOE006)")]);
            assert_eq!((found, asked.len()), (Seen::Other(302), 1), "{location}");
        }
    }
}
