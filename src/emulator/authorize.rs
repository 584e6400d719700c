//! Owns the browser's side: `/oauth/authorize`, the login page and the consent screen.
//!
//! KOE004, KOE006, KOE101 and KOE205 are pages that lead nowhere, as at Kakao.

use std::collections::BTreeSet;

use url::Url;

use super::{
    Agreement, ConsentItem, Form, form_body, pages,
    pages::Language,
    provider::{AuthorizeRequest, Code, Pending, Provider, word},
};
use crate::http::{Answer, Request};

const COOKIE: &str = "kakao_emulator_session";
/// Kakao publishes no lifetime of a code; ten minutes is RFC 6749's most.
const CODE_LIFE: u64 = 600;

/// `GET /oauth/authorize`: key, then login switched on, then redirect URI, each failing as a page.
pub(super) fn start(provider: &mut Provider, request: &Request) -> Answer {
    let query = Form::parse(request.query().as_bytes());
    let language = Language::of(request);
    register_first(provider, &query);
    let app = &provider.scenario.app;
    let error = |code, detail: &str| pages::error(language, &app.name, code, detail);
    if query.get("client_id") != Some(app.rest_api_key.as_str()) {
        return pages::error(language, "", "KOE101", "");
    }
    if !app.login_is_on {
        return error("KOE004", "");
    }
    let Some(redirect_uri) = query.get("redirect_uri").filter(|uri| app.redirect_uris.iter().any(|own| own == uri))
    else {
        return error("KOE006", "");
    };
    match query.get("response_type") {
        Some("code") => {}
        Some("token") => return error("KOE202", ""),
        _ => return error("KOE201", ""),
    }
    let checked = AuthorizeRequest {
        redirect_uri: redirect_uri.to_owned(),
        state: query.get("state").map(str::to_owned),
        nonce: query.get("nonce").map(str::to_owned),
        scopes: query.list("scope"),
        code_challenge: query.get("code_challenge").map(str::to_owned),
    };
    if query.get("code_challenge_method").is_some_and(|method| method != "S256") {
        return refuse(&checked, "invalid_request", "Unsupported code_challenge_method");
    }
    let prompts = query.list("prompt");
    let asks = |word: &str| prompts.iter().any(|prompt| prompt == word);
    if let Some(user_id) = provider.scenario.auto.as_ref().and_then(|name| user_id(provider, name)) {
        return agree_to_all(provider, checked, user_id, language);
    }
    let session = cookie(request).and_then(|cookie| provider.sessions.get(&cookie).copied());
    let is_through = query.get("through_account") == Some("true");
    match session {
        None if asks("none") => refuse(&checked, "login_required", "user authentication required."),
        Some(user_id) if asks("none") && !provider.consents.contains_key(&user_id) => {
            refuse(&checked, "consent_required", "user consent required.")
        }
        Some(user_id) if is_through || !(asks("login") || asks("select_account") || asks("create")) => {
            consent(provider, checked, user_id, language)
        }
        _ => {
            const LOGIN: &str = "/login?";
            let mut login = url::form_urlencoded::Serializer::for_suffix(LOGIN.to_owned(), LOGIN.len());
            login.append_pair("continue", &format!("/oauth/authorize?{}&through_account=true", request.query()));
            if let Some(hint) = query.get("login_hint") {
                login.append_pair("login_hint", hint);
            }
            Answer::empty(302).with("Location", login.finish())
        }
    }
}

fn register_first(provider: &mut Provider, query: &Form) {
    let app = &mut provider.scenario.app;
    if app.registers_first_redirect_uri
        && app.redirect_uris.is_empty()
        && let Some(uri) = query.get("redirect_uri")
    {
        app.redirect_uris.push(uri.to_owned());
    }
}

fn user_id(provider: &Provider, name: &str) -> Option<u64> {
    provider.scenario.users.iter().find(|user| user.name == name).map(|user| user.id)
}

/// No page: what a person who agrees to everything would have come to.
fn agree_to_all(provider: &mut Provider, request: AuthorizeRequest, user_id: u64, language: Language) -> Answer {
    let mut agreed = provider.agreed(user_id);
    let items = provider.scenario.app.consent_items.iter();
    let is_asked =
        |item: &&ConsentItem| item.agreement != Agreement::InUse || request.scopes.iter().any(|scope| scope == item.id);
    agreed.extend(items.filter(is_asked).map(|item| item.id.to_owned()));
    provider.consents.insert(user_id, agreed);
    consent(provider, request, user_id, language)
}

/// `GET /login`: who is it?
pub(super) fn login_page(provider: &Provider, request: &Request) -> Answer {
    let query = Form::parse(request.query().as_bytes());
    let next = query.get("continue").unwrap_or_default();
    pages::login(Language::of(request), &provider.scenario, next, query.get("login_hint"))
}

/// `POST /login`: remembers the browser and goes on to the authorize URL it came from.
pub(super) fn log_in(provider: &mut Provider, request: &Request) -> Answer {
    let form = form_body(request);
    let user = form.get("user").and_then(|name| provider.scenario.users.iter().find(|user| user.name == name));
    let next = form.get("continue").filter(|next| next.starts_with("/oauth/authorize?"));
    let (Some(user_id), Some(next)) = (user.map(|user| user.id), next) else { return Answer::empty(400) };
    let session = word("session");
    let cookie = format!("{COOKIE}={session}; Path=/; HttpOnly; SameSite=Lax");
    provider.sessions.insert(session, user_id);
    Answer::empty(302).with("Location", next).with("Set-Cookie", cookie)
}

/// Asks for what is not agreed yet; with nothing to ask, the code comes at once.
fn consent(provider: &mut Provider, request: AuthorizeRequest, user_id: u64, language: Language) -> Answer {
    let app = &provider.scenario.app;
    let is_known = |scope: &String| {
        (scope == "openid" && app.openid_is_on) || app.consent_items.iter().any(|item| item.id == scope)
    };
    let unknown: Vec<_> = request.scopes.iter().filter(|scope| !is_known(scope)).cloned().collect();
    if !unknown.is_empty() {
        return pages::error(language, &app.name, "KOE205", &unknown.join(","));
    }
    let agreed = provider.agreed(user_id);
    let is_linked = provider.consents.contains_key(&user_id);
    let is_asked = |item: &&ConsentItem| {
        let is_wanted = request.scopes.iter().any(|scope| scope == item.id);
        let is_first = !is_linked && item.agreement != Agreement::InUse;
        !agreed.contains(item.id) && (is_wanted || is_first)
    };
    let asked: Vec<_> = app.consent_items.iter().filter(is_asked).cloned().collect();
    if asked.is_empty() && is_linked {
        return grant(provider, request, user_id);
    }
    let transaction = word("consent");
    let page = pages::consent(language, &provider.scenario, user_id, &asked, &transaction);
    provider.pending.insert(transaction, Pending { request, user_id });
    page
}

/// `POST /oauth/authorize/consent`: agreed, in part, or cancelled.
pub(super) fn decide(provider: &mut Provider, request: &Request) -> Answer {
    let form = form_body(request);
    let Some(Pending { request, user_id }) = form.get("transaction").and_then(|id| provider.pending.remove(id)) else {
        return Answer::empty(400);
    };
    if form.get("decision") != Some("agree") {
        return refuse(&request, "access_denied", "User denied access");
    }
    let ticked: BTreeSet<_> = form.all("scope").map(str::to_owned).collect();
    let required = provider.scenario.app.consent_items.iter().filter(|item| item.agreement == Agreement::Required);
    let mut agreed = provider.agreed(user_id);
    if !required.into_iter().all(|item| ticked.contains(item.id) || agreed.contains(item.id)) {
        return refuse(&request, "access_denied", "User denied access");
    }
    let known = provider.scenario.app.consent_items.iter().map(|item| item.id);
    agreed.extend(known.filter(|id| ticked.contains(*id)).map(str::to_owned));
    provider.consents.insert(user_id, agreed);
    grant(provider, request, user_id)
}

/// `GET /oauth/logout`: ends the browser's session.
pub(super) fn browser_logout(request: &Request) -> Answer {
    let query = Form::parse(request.query().as_bytes());
    let Some(target) = query.get("logout_redirect_uri") else { return Answer::empty(400) };
    Answer::empty(302).with("Location", target).with("Set-Cookie", format!("{COOKIE}=; Path=/; Max-Age=0"))
}

fn grant(provider: &mut Provider, request: AuthorizeRequest, user_id: u64) -> Answer {
    let code = word("code");
    let answer = redirect(&request, &[("code", &code)]);
    let expires_at = provider.now() + CODE_LIFE;
    provider.codes.insert(code, Code { request, user_id, expires_at });
    answer
}

fn refuse(request: &AuthorizeRequest, error: &str, description: &str) -> Answer {
    redirect(request, &[("error", error), ("error_description", description)])
}

fn redirect(request: &AuthorizeRequest, parameters: &[(&str, &str)]) -> Answer {
    let Ok(mut url) = Url::parse(&request.redirect_uri) else { return Answer::empty(400) };
    url.query_pairs_mut().extend_pairs(parameters);
    if let Some(state) = &request.state {
        url.query_pairs_mut().append_pair("state", state);
    }
    Answer::empty(302).with("Location", url.as_str())
}

fn cookie(request: &Request) -> Option<String> {
    let cookies = request.header("cookie")?.split(';');
    cookies
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value.to_owned())
}
