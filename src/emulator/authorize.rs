//! Owns the browser's side: `/oauth/authorize`, the login page and the consent screen.
//!
//! KOE004, KOE005, KOE006, KOE101 and KOE205 are pages that lead nowhere, as at Kakao.

use std::collections::BTreeSet;

use url::{Host, Url};

use super::{
    Agreement, App, ConsentItem, Form, Reason, control, form_body,
    journal::Reply,
    pages,
    pages::Language,
    provider::{AuthorizeRequest, Code, Pending, Provider, word},
};
use crate::http::{Answer, Request};

const COOKIE: &str = "kakao_emulator_session";
/// Kakao publishes no lifetime of a code; ten minutes is RFC 6749's most.
const CODE_LIFE: u64 = 600;

/// `GET /oauth/authorize`: key, then login switched on, then redirect URI, each failing as a page.
pub(super) fn start(provider: &mut Provider, request: &Request, hosts: &[String]) -> Reply {
    let query = Form::parse(request.query().as_bytes());
    let language = Language::of(request);
    if !control::is_foreign(&request.headers, hosts) {
        // Sent here by another page, it is registered once its code is redeemed, which no page can do for it.
        register_first(provider, query.get("redirect_uri"));
    }
    let checked = match check(provider, &query, language) {
        Ok(checked) => checked,
        Err(page) => return page,
    };
    let prompts = query.list("prompt");
    let asks = |word: &str| prompts.iter().any(|prompt| prompt == word);
    let auto = provider.scenario.auto.as_ref().and_then(|name| provider.user_named(name)).map(|user| user.id);
    if let Some(user_id) = auto {
        return agree_to_all(provider, checked, user_id, language);
    }
    let session = cookie(request).and_then(|cookie| provider.memory.sessions.get(&cookie).copied());
    let is_through = query.get("through_account") == Some("true");
    match session {
        None if asks("none") => refuse(&checked, "login_required", "user authentication required.", Reason::NoSession),
        Some(user_id) if asks("none") && !provider.memory.consents.contains_key(&user_id) => {
            refuse(&checked, "consent_required", "user consent required.", Reason::NoConsent)
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
            if asks("create") {
                login.append_pair("create", "true");
            }
            Answer::empty(302).with("Location", login.finish()).into()
        }
    }
}

/// The request, if nothing of it leads to a page of Kakao's own.
pub(super) fn check(provider: &Provider, query: &Form, language: Language) -> Result<AuthorizeRequest, Reply> {
    let app = &provider.scenario.app;
    let page = |code: &str, reason| Reply::refused(pages::error(language, &app.name, code, ""), code, reason);
    let given = query.get("client_id").unwrap_or_default();
    if let Some(kind) = provider.other_key(given) {
        return Err(page("KOE008", Reason::OtherKey { kind }));
    }
    if given != app.rest_api_key {
        let reason = Reason::UnknownKey { given: given.to_owned() };
        return Err(Reply::refused(pages::error(language, "", "KOE101", ""), "KOE101", reason));
    }
    if !app.login_is_on {
        return Err(page("KOE004", Reason::LoginIsOff));
    }
    let sent = query.get("redirect_uri").unwrap_or_default();
    if !app.redirect_uris.iter().any(|own| own == sent) && !may_be_first(app, sent) {
        let registered = app.redirect_uris.join(" ");
        return Err(page("KOE006", Reason::RedirectNotRegistered { given: sent.to_owned(), registered }));
    }
    let response_type = query.get("response_type").unwrap_or_default();
    if response_type != "code" {
        let code = if response_type == "token" { "KOE202" } else { "KOE201" };
        return Err(page(code, Reason::ResponseType { given: response_type.to_owned() }));
    }
    let request = AuthorizeRequest {
        redirect_uri: sent.to_owned(),
        state: query.get("state").map(str::to_owned),
        nonce: query.get("nonce").map(str::to_owned),
        scopes: query.list("scope"),
        code_challenge: query.get("code_challenge").map(str::to_owned),
    };
    match query.get("code_challenge_method") {
        Some(method) if method != "S256" => {
            let reason = Reason::ChallengeMethod { given: method.to_owned() };
            Err(refuse(&request, "invalid_request", "Unsupported code_challenge_method", reason))
        }
        _ => Ok(request),
    }
}

/// Registers a redirect URI, where the first one that somebody uses is to be the app's.
pub(super) fn register_first(provider: &mut Provider, uri: Option<&str>) {
    let app = &mut provider.scenario.app;
    if let Some(uri) = uri.filter(|uri| may_be_first(app, uri)) {
        app.redirect_uris.push(uri.to_owned());
    }
}

/// Only one that leads back to this machine: any page in the browser can ask, and codes would go where it says.
fn may_be_first(app: &App, uri: &str) -> bool {
    app.registers_first_redirect_uri && app.redirect_uris.is_empty() && leads_here(uri)
}

fn leads_here(uri: &str) -> bool {
    Url::parse(uri).is_ok_and(|url| match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    })
}

/// No page: what a person who agrees to everything would have come to.
pub(super) fn agree_to_all(
    provider: &mut Provider,
    request: AuthorizeRequest,
    user_id: u64,
    language: Language,
) -> Reply {
    let mut agreed = provider.agreed(user_id);
    let items = provider.scenario.app.consent_items.iter();
    let is_asked = |item: &&ConsentItem| item.agreement != Agreement::InUse || request.scopes.contains(&item.id);
    agreed.extend(items.filter(is_asked).map(|item| item.id.clone()));
    if let Some(page) = closed_door(provider, user_id, &request, language) {
        return page;
    }
    provider.memory.consents.insert(user_id, agreed);
    agree_to_terms(provider, user_id);
    grant(provider, request, user_id)
}

/// `GET /login`: who is it?
pub(super) fn login_page(provider: &Provider, request: &Request) -> Reply {
    let query = Form::parse(request.query().as_bytes());
    let choice = pages::Choice {
        next: query.get("continue").unwrap_or_default(),
        hint: query.get("login_hint"),
        is_new: query.get("create").is_some(),
    };
    pages::login(Language::of(request), &provider.scenario, &choice).into()
}

/// `POST /login`: remembers the browser and goes on to the authorize URL it came from.
pub(super) fn log_in(provider: &mut Provider, request: &Request) -> Reply {
    let form = form_body(request);
    let user = form.get("user").and_then(|name| provider.user_named(name)).map(|user| user.id);
    let next = form.get("continue").filter(|next| next.starts_with("/oauth/authorize?"));
    let (Some(user_id), Some(next)) = (user, next) else {
        return Reply::denied(400, Reason::Parameter { name: "user, continue".to_owned() });
    };
    let session = word("session");
    let cookie = format!("{COOKIE}={session}; Path=/; HttpOnly; SameSite=Lax");
    provider.memory.sessions.insert(session, user_id);
    Answer::empty(302).with("Location", next).with("Set-Cookie", cookie).into()
}

/// What Kakao shows only after the login: not a member, or an item the app does not have.
fn closed_door(provider: &Provider, user_id: u64, request: &AuthorizeRequest, language: Language) -> Option<Reply> {
    let app = &provider.scenario.app;
    let name = provider.user(user_id).map(|user| user.name.as_str()).unwrap_or_default();
    if app.members.as_ref().is_some_and(|members| !members.iter().any(|member| member == name)) {
        let page = pages::error(language, &app.name, "KOE005", "");
        return Some(Reply::refused(page, "KOE005", Reason::NotAMember { user: name.to_owned() }));
    }
    let is_known = |scope: &str| (scope == "openid" && app.openid_is_on) || app.item(scope).is_some();
    let unknown: Vec<_> = request.scopes.iter().filter(|scope| !is_known(scope)).cloned().collect();
    if unknown.is_empty() {
        return None;
    }
    let items = unknown.join(",");
    let page = pages::error(language, &app.name, "KOE205", &items);
    Some(Reply::refused(page, "KOE205", Reason::ItemsNotConfigured { items }))
}

/// Asks for what is not agreed yet; with nothing to ask, the code comes at once.
fn consent(provider: &mut Provider, request: AuthorizeRequest, user_id: u64, language: Language) -> Reply {
    if let Some(page) = closed_door(provider, user_id, &request, language) {
        return page;
    }
    let agreed = provider.agreed(user_id);
    let is_linked = provider.memory.consents.contains_key(&user_id);
    let is_asked = |item: &&ConsentItem| {
        let is_first = !is_linked && item.agreement != Agreement::InUse;
        !agreed.contains(&item.id) && (is_first || request.scopes.contains(&item.id))
    };
    let asked: Vec<_> = provider.scenario.app.consent_items.iter().filter(is_asked).cloned().collect();
    if asked.is_empty() && is_linked {
        return grant(provider, request, user_id);
    }
    let transaction = word("consent");
    let page = pages::consent(language, &provider.scenario, user_id, &asked, &transaction);
    provider.memory.pending.insert(transaction, Pending { request, user_id });
    page.into()
}

/// `POST /oauth/authorize/consent`: agreed, in part, or cancelled.
pub(super) fn decide(provider: &mut Provider, request: &Request) -> Reply {
    let form = form_body(request);
    let pending = form.get("transaction").and_then(|id| provider.memory.pending.remove(id));
    let Some(Pending { request, user_id }) = pending else {
        return Reply::denied(400, Reason::Parameter { name: "transaction".to_owned() });
    };
    let cancelled = || refuse(&request, "access_denied", "User denied access", Reason::Cancelled);
    if form.get("decision") != Some("agree") {
        return cancelled();
    }
    let ticked: BTreeSet<_> = form.all("scope").map(str::to_owned).collect();
    let items = &provider.scenario.app.consent_items;
    let mut agreed = provider.agreed(user_id);
    let is_settled = |item: &ConsentItem| ticked.contains(&item.id) || agreed.contains(&item.id);
    if !items.iter().filter(|item| item.agreement == Agreement::Required).all(is_settled) {
        return cancelled();
    }
    agreed.extend(items.iter().map(|item| item.id.clone()).filter(|id| ticked.contains(id)));
    provider.memory.consents.insert(user_id, agreed);
    agree_to_terms(provider, user_id);
    grant(provider, request, user_id)
}

/// The required terms are agreed with the first consent, as on Kakao Sync's screen.
fn agree_to_terms(provider: &mut Provider, user_id: u64) {
    let now = provider.now();
    let agreed = provider.memory.terms.entry(user_id).or_default();
    for term in provider.scenario.app.service_terms.iter().filter(|term| term.is_required) {
        agreed.entry(term.tag.clone()).or_insert(now);
    }
}

/// `GET /oauth/logout`: ends the browser's session.
pub(super) fn browser_logout(provider: &mut Provider, request: &Request) -> Reply {
    let query = Form::parse(request.query().as_bytes());
    let app = &provider.scenario.app;
    let target = query.get("logout_redirect_uri").unwrap_or_default();
    let is_registered = app.logout_redirect_uris.iter().chain(&app.redirect_uris).any(|own| own == target);
    let (true, Ok(mut url)) = (is_registered, Url::parse(target)) else {
        let page = pages::error(Language::of(request), &app.name, "KOE007", "");
        return Reply::refused(page, "KOE007", Reason::LogoutRedirectNotRegistered { given: target.to_owned() });
    };
    if let Some(state) = query.get("state") {
        url.query_pairs_mut().append_pair("state", state);
    }
    if let Some(session) = cookie(request) {
        provider.memory.sessions.remove(&session);
    }
    Answer::empty(302).with("Location", url.as_str()).with("Set-Cookie", format!("{COOKIE}=; Path=/; Max-Age=0")).into()
}

fn grant(provider: &mut Provider, request: AuthorizeRequest, user_id: u64) -> Reply {
    let code = word("code");
    let reply = redirect(&request, &[("code", &code)]).into();
    let expires_at = provider.now() + CODE_LIFE;
    provider.memory.codes.insert(code, Code { request, user_id, expires_at });
    reply
}

fn refuse(request: &AuthorizeRequest, error: &str, description: &str, reason: Reason) -> Reply {
    let answer = redirect(request, &[("error", error), ("error_description", description)]);
    Reply::refused(answer, error, reason)
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
