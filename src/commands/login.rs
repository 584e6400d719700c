//! `login`: the authorization-code flow in the browser.

use std::time::Duration;

use super::Context;
use crate::{
    authorization::{self, Browser, Wishes},
    cli::{LoginArgs, Prompt},
    failure::Failure,
    kakao,
    messages::{Hint, Message, Problem},
    oauth::{AuthorizeParameters, token::scope_list},
    output::{Answer, clean},
    portrait,
};

pub(super) fn run(context: &mut Context, args: &LoginArgs) -> anyhow::Result<Answer> {
    if args.prompt.contains(&Prompt::None) && (args.switch || args.prompt.len() > 1) {
        // "none" stands alone (OpenID Connect Core section 3.1.2.1).
        let other = if args.switch { "--switch" } else { "--prompt" };
        let problem = Problem::ArgumentConflict { argument: "--prompt none".to_owned(), other: other.to_owned() };
        return Err(Failure::usage(problem).with(Hint::SeeHelp { command: "kakao-login login".to_owned() }).into());
    }
    let (settings, store) = context.open()?;
    settings.app()?;
    context.warn_of_root(&settings);
    if let Some(origin) = settings.unusual_key() {
        context.ui.warn(&Message::UnusualKey { origin });
    }
    let listener = authorization::listen(&context.system, &settings.redirect_uris()?)?;
    let mut profile = context.profile(&settings, &store);
    let wishes = wishes(args);
    let scopes = &wishes.parameters.scopes;
    let logged_in = authorization::log_in(&mut profile, listener, &wishes).inspect_err(|_| {
        // What a hint says to repeat is this login.
        if !scopes.is_empty() && scopes.iter().all(|scope| kakao::is_scope(scope)) {
            context.login_command = format!("{} --scope {}", settings.login_command(), scopes.join(","));
        }
    })?;

    let user = &logged_in.user;
    let who = [user.nickname().map(str::to_owned), user.id()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let switch = format!("{} --switch", settings.login_command());
    let who = clean::line(&who, 100);
    if let Some(before) = &logged_in.replaced {
        context.ui.warn(&Message::AnotherAccount { before: clean::line(before, 100), now: who.clone() });
    }
    context.ui.say(&Message::LoggedIn { who, switch });
    context.warn_of_token_variable(&settings);
    if !logged_in.not_agreed.is_empty() {
        let scopes = clean::line(&logged_in.not_agreed.join(","), 200);
        let command = format!("{} --scope {scopes}", settings.login_command());
        let problem = Problem::NotAgreed { scopes: scopes.replace(',', ", ") };
        return Err(Failure::new("consent_required", 3, problem).with(Hint::AskScopes { command }).into());
    }
    Ok(portrait::of_user(user, &settings.login_command()))
}

fn wishes(args: &LoginArgs) -> Wishes {
    let switch = args.switch.then_some(Prompt::SelectAccount);
    let prompts = args.prompt.iter().copied().chain(switch).map(|prompt| prompt.word().to_owned());
    let browser = match (&args.browser, args.no_browser) {
        (Some(program), _) => Browser::Program(program.clone()),
        (None, true) => Browser::None,
        (None, false) => Browser::Default,
    };
    Wishes {
        parameters: AuthorizeParameters {
            scopes: args.scopes.iter().flat_map(|scope| scope_list(scope)).collect(),
            prompt: prompts.collect(),
            login_hint: args.login_hint.clone(),
            service_terms: args.service_terms.clone(),
        },
        timeout: Duration::from_secs(args.timeout),
        browser,
        probes: !args.no_probe,
        reads_terminal: true,
    }
}
