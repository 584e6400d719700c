//! Owns the visitor: who clicks through login and consent page where there is no browser.
//!
//! It reads the pages as a browser without scripts would: forms, their ticked fields, their first button.

use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
    time::{Duration, Instant},
};

use crate::{
    system::{NoBrowser, System},
    wire::{Answer, Request, Response, SendError, Url},
};

const STEPS: usize = 12;

/// What became of the walk, if there was one.
#[derive(Clone, Debug, Default)]
pub(super) struct Walk(Arc<Mutex<Option<Result<(), String>>>>);

impl Walk {
    /// Whether the visitor walked, because no browser opened.
    pub(super) fn was_needed(&self) -> bool {
        self.outcome().is_some()
    }

    /// Where it lost its way.
    pub(super) fn trouble(&self) -> Option<String> {
        self.outcome()?.err()
    }

    fn outcome(&self) -> Option<Result<(), String>> {
        self.0.lock().ok()?.clone()
    }

    fn set(&self, outcome: Result<(), String>) {
        if let Ok(mut place) = self.0.lock() {
            *place = Some(outcome);
        }
    }
}

/// How long a browser that was opened may take to come.
const PATIENCE: Duration = Duration::from_secs(8);

/// Lets the visitor step in where `system` cannot open a browser, where none is wanted, and where one was opened but
/// `has_come` says after some seconds that it never came.
pub(super) fn attach(
    system: &mut System,
    no_browser: bool,
    has_come: impl Fn() -> bool + Send + Sync + 'static,
) -> Walk {
    let walk = Walk::default();
    let has_come = Arc::new(has_come);
    let (seen, send) = (walk.clone(), Arc::clone(&system.send));
    let real = std::mem::replace(&mut system.browse, Box::new(|_, _| Err(NoBrowser::Failed)));
    system.browse = Box::new(move |url, program| {
        let (seen, send, url, has_come) = (seen.clone(), Arc::clone(&send), url.clone(), Arc::clone(&has_come));
        let launcher = if no_browser { None } else { real(&url, program).ok() };
        thread::spawn(move || {
            if let Some(launcher) = launcher {
                let end = Instant::now() + PATIENCE;
                let mut has_failed = false;
                while !has_come() && !has_failed && Instant::now() < end {
                    thread::sleep(Duration::from_millis(50));
                    has_failed = launcher.try_recv().is_ok();
                }
                if has_come() {
                    return;
                }
            }
            seen.set(Ok(()));
            seen.set(visit(url, &|request| send(request)));
        });
        // Whatever becomes of the browser, the pages are walked: there is nothing to tell of it.
        Ok(mpsc::channel().1)
    });
    walk
}

fn visit(start: Url, send: &dyn Fn(&Request) -> Result<Response, SendError>) -> Result<(), String> {
    let mut cookies = Vec::new();
    let mut request = Request::get(start);
    for _ in 0..STEPS {
        let url = request.url.clone();
        request.headers.push(("Cookie".to_owned(), cookies.join("; ")));
        let answer = send(&request).and_then(Response::collect).map_err(|error| format!("{error:?}"))?;
        if let Some((pair, _)) = answer.header("set-cookie").and_then(|cookie| cookie.split_once(';')) {
            cookies.push(pair.to_owned());
        }
        request = match next(&url, &answer)? {
            Some(request) => request,
            None => return Ok(()),
        };
    }
    Err(format!("more than {STEPS} pages"))
}

/// Where a browser goes from here: along a redirect, or through the form; `None` at the last page.
fn next(url: &Url, answer: &Answer) -> Result<Option<Request>, String> {
    let join = |target: &str| url.join(target).map_err(|error| error.to_string());
    match answer.status {
        300..400 => {
            let target = answer.header("location").ok_or("a redirect to nowhere")?;
            Ok(Some(Request::get(join(target)?)))
        }
        200 => match Form::first(&answer.text) {
            Some(form) => Ok(Some(Request::post_form(join(&form.action)?, form.fields))),
            None => Ok(None),
        },
        status => Err(format!("HTTP {status} at {}", url.path())),
    }
}

#[derive(Debug, PartialEq)]
struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Form {
    /// The page's first form, filled in as it stands and sent by its first button.
    fn first(html: &str) -> Option<Self> {
        let html = &html[html.find("<form")?..];
        let html = html.split_once("</form>").map_or(html, |(form, _)| form);
        let tags = html.split('<').skip(1).filter_map(|tag| Some(tag.split_once('>')?.0));
        let (mut fields, mut has_button, mut action) = (Vec::new(), false, String::new());
        for tag in tags {
            let name = tag.split_whitespace().next().unwrap_or_default();
            let has = |flag: &str| tag.split_whitespace().any(|word| word == flag);
            let is_sent = match name {
                "form" => {
                    action = attribute(tag, "action")?;
                    false
                }
                "input" => attribute(tag, "type")? == "hidden" || (has("checked") && !has("disabled")),
                "button" => !std::mem::replace(&mut has_button, true),
                _ => false,
            };
            if let (true, Some(name)) = (is_sent, attribute(tag, "name")) {
                fields.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        }
        Some(Self { action, fields })
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_sent_as_a_browser_sends_it() {
        let html = r#"<p>x</p><form method="post" action="/login"><input type="hidden" name="continue" value="/a?b=1&amp;c=2">
            <input type="radio" name="user" value="alice" checked><input type="radio" name="user" value="bob">
            <input type="checkbox" name="scope" value="s" checked disabled>
            <button name="decision" value="agree">ok</button><button name="decision" value="cancel">no</button></form>"#;
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = vec![field("continue", "/a?b=1&c=2"), field("user", "alice"), field("decision", "agree")];
        assert_eq!(Form::first(html), Some(Form { action: "/login".to_owned(), fields }));
    }

    #[test]
    fn a_page_without_a_form_is_the_last_one() {
        assert_eq!(Form::first("<h1>done</h1>"), None);
    }
}
