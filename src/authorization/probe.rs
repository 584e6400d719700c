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

/// Asks the authorize URL once, without a login and with a state of its own, on a thread: the code of
/// Kakao's error page arrives in the channel, and nothing otherwise.
///
/// `url` belongs to an attempt of its own, thrown away afterwards.
pub(super) fn start(system: &System, app: &App, url: Url) -> mpsc::Receiver<String> {
    let send = Arc::clone(&system.send);
    let home = app.servers.authorization.clone();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let found = follow(&home, url, |request| send(request)?.collect());
        // Nobody listens any more once the login is over.
        found.map(|code| sender.send(code))
    });
    receiver
}

/// Follows redirects on the authorization server and to Kakao's login page only, never to our own listener.
fn follow(
    home: &Url,
    mut url: Url,
    send: impl Fn(&Request) -> Result<wire::Answer, wire::SendError>,
) -> Option<String> {
    for _ in 0..HOPS {
        let answer = send(&Request::get(url.clone())).ok()?;
        if (300..400).contains(&answer.status) {
            let next = url.join(answer.header("location")?).ok()?;
            let is_kakaos = next.origin() == home.origin() || next.host_str() == Some(LOGIN_HOST);
            url = Some(next).filter(|_| is_kakaos)?;
            continue;
        }
        let shown = if answer.status >= 400 { code::on_page(&answer.text) } else { None };
        let refusal = wire::Refusal { code: shown.clone(), ..wire::Refusal::default() };
        return shown.filter(|_| code::judge(&refusal).0 == code::Verdict::AppSetup);
    }
    None
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn probe_over(answers: &[(&str, u16, &str)]) -> (Option<String>, Vec<String>) {
        let home = Url::parse("https://kauth.kakao.com").expect("a URL");
        let asked = RefCell::new(Vec::new());
        let found = follow(&home, home.join("/oauth/authorize").expect("a URL"), |request| {
            asked.borrow_mut().push(request.url.to_string());
            let (location, status, text) = answers[asked.borrow().len() - 1];
            let headers = vec![("location".to_owned(), location.to_owned())];
            Ok(wire::Answer { status, headers, text: text.to_owned() })
        });
        (found, asked.into_inner())
    }

    #[test]
    fn an_error_page_is_recognised() {
        let (found, _) = probe_over(&[("", 400, "<h2>앱 관리자 설정 오류 (KOE006)</h2>")]);
        assert_eq!(found.as_deref(), Some("KOE006"));
    }

    #[test]
    fn a_login_page_is_no_error() {
        let (found, asked) =
            probe_over(&[("https://accounts.kakao.com/login?continue=x", 302, ""), ("", 200, "KOE006 in a script")]);
        assert_eq!((found, asked.len()), (None, 2));
    }

    #[test]
    fn the_probe_never_follows_to_another_host_or_to_us() {
        for location in ["http://127.0.0.1:18000/callback?code=c", "https://evil.example/", "http://kauth.kakao.com/"] {
            let (found, asked) = probe_over(&[(location, 302, ""), ("", 400, "(KOE006)")]);
            assert_eq!((found, asked.len()), (None, 1), "{location}");
        }
    }
}
