//! `setup`: the five preparations of a Kakao app as a conversation; what is answered is saved at once.

use super::Context;
use crate::{
    authorization::{self, Seen},
    checkup,
    failure::Failure,
    kakao::code::Place,
    messages::{Hint, Message, Origin, Problem},
    output::clean,
    settings::{self, Setting, Settings},
};

/// What the person wants next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    LogIn,
    Nothing,
}

/// Walks through everything. `asks_login` offers to log in at the end.
pub(super) fn run(context: &mut Context, asks_login: bool) -> anyhow::Result<Next> {
    if !is_possible(context) {
        let failure = Failure::usage(Problem::NoTerminalForSetup).with(Hint::SetRestApiKey);
        return Err(failure.with(Hint::WhereRestApiKeyIs).into());
    }
    (context.system.mind_signals)();
    if !asks_login {
        context.ui.say(&Message::SetupFirst);
    }
    context.ui.say(&Message::SetupStart);
    let mut seen = ask_key(context)?;
    seen = walk(context, seen)?;
    if seen == Some(Seen::Login) {
        context.ui.say(&Message::SetupIsGood);
    }
    ask_secret(context)?;
    let menu = menu(context, Place::ConsentItems);
    context.ui.say(&Message::SetupConsent { menu });
    look_at_everything(context)?;
    if !asks_login {
        return Ok(Next::LogIn);
    }
    let question = Message::SetupAskLogin.text(context.ui.manner.language);
    let answer = (context.system.ask)(&question, "")?;
    // Whatever is no yes is a no.
    if !["", "y", "yes", "예", "네", "ㅇ", "응"].contains(&answer.trim().to_lowercase().as_str()) {
        context.ui.say(&Message::SetupSavedLater);
        return Ok(Next::Nothing);
    }
    Ok(Next::LogIn)
}

/// Whether somebody is there to answer.
pub(super) fn is_possible(context: &Context) -> bool {
    context.ui.stdin_is_terminal() && context.ui.stderr_is_terminal() && !context.ui.manner.json
}

/// Step 1, until Kakao knows the key or cannot be asked; a key it does not know is not kept. What the authorize URL shows, where it could be looked at.
fn ask_key(context: &mut Context) -> anyhow::Result<Option<Seen>> {
    let question = Message::SetupAskKey.text(context.ui.manner.language);
    loop {
        let settings = context.reload()?;
        let known = settings.value(Setting::RestApiKey).map(|sourced| sourced.value).unwrap_or_default();
        let key = (context.system.ask)(&question, &known)?.trim().to_owned();
        if let Err(why) = settings::check(Setting::RestApiKey, &key) {
            let problem = Problem::InvalidSetting { key: Setting::RestApiKey.key(), origin: Origin::Input, why };
            context.ui.warn(&Message::Problem(problem));
            continue;
        }
        let seen = look(context, Some(&key))?;
        if let Some(Seen::ErrorPage(code)) = &seen
            && ["KOE101", "KOE008"].contains(&code.as_str())
        {
            context.ui.say(&Message::SetupKeyUnknown { code: code.clone() });
            continue;
        }
        save(context, &settings, Setting::RestApiKey, &key)?;
        if seen.is_some() {
            context.ui.say(&Message::SetupKeyIsGood);
        }
        return Ok(seen);
    }
}

/// Steps 2 and 3: shows what to do in the console until Kakao's error page is gone, or the person skips it.
fn walk(context: &mut Context, mut seen: Option<Seen>) -> anyhow::Result<Option<Seen>> {
    let question = Message::SetupAskDone.text(context.ui.manner.language);
    let mut explained = String::new();
    while let Some(Seen::ErrorPage(code)) = seen.clone() {
        if explained == code {
            context.ui.say(&Message::SetupStill { code: code.clone() });
        } else {
            explained.clone_from(&code);
            let message = explain(context, code)?;
            context.ui.say(&message);
        }
        if (context.system.ask)(&question, "")?.trim().eq_ignore_ascii_case("s") {
            if explained != "KOE006" {
                say_what_to_register(context)?;
            }
            return Ok(seen);
        }
        seen = look(context, None)?;
    }
    if seen.is_none() {
        // It could not be looked at.
        say_what_to_register(context)?;
    }
    Ok(seen)
}

fn say_what_to_register(context: &mut Context) -> anyhow::Result<()> {
    let message = explain(context, "KOE006".to_owned())?;
    context.ui.say(&message);
    Ok(())
}

fn explain(context: &mut Context, code: String) -> anyhow::Result<Message> {
    Ok(match code.as_str() {
        "KOE004" => Message::SetupSwitchOn { menu: menu(context, Place::LoginSwitch) },
        "KOE006" => {
            let redirect_uris = context.reload()?.redirect_uris()?;
            let redirect_uri = redirect_uris.first().map_or("", |uri| uri.as_str()).to_owned();
            Message::SetupRegister { redirect_uri, menu: menu(context, Place::RedirectUri) }
        }
        _ => Message::SetupStill { code },
    })
}

/// Step 4. An empty answer leaves it as it is.
fn ask_secret(context: &mut Context) -> anyhow::Result<()> {
    let menu = menu(context, Place::ClientSecret);
    context.ui.say(&Message::SetupSecret { menu });
    let is_kept = context.reload()?.value(Setting::ClientSecret).is_some();
    if is_kept {
        context.ui.say(&Message::SetupSecretKept);
    }
    let key = Setting::ClientSecret.name().to_owned();
    let question = Message::SecretPrompt { key }.text(context.ui.manner.language);
    let secret = (context.system.ask_hidden)(&question)?;
    let secret = secret.expose().trim();
    if secret.is_empty() {
        return Ok(());
    }
    context.ui.say(&Message::SetupSecretUnchecked);
    settings::check(Setting::ClientSecret, secret).map_err(|why| settings::Error::Invalid {
        setting: Setting::ClientSecret,
        origin: Origin::Input,
        why,
    })?;
    let settings = context.reload()?;
    save(context, &settings, Setting::ClientSecret, secret)
}

/// A variable outranks the file: nothing is saved that it says already.
fn save(context: &Context, settings: &Settings, setting: Setting, value: &str) -> anyhow::Result<()> {
    if settings.value(setting).is_some_and(|sourced| sourced.value == value) {
        return Ok(());
    }
    let section = context.flags.profile.is_some().then(|| settings.profile.clone());
    Ok(settings.file.set(section.as_deref(), setting, value, &context.system)?)
}

/// What Kakao shows for the settings as they are now, or with another key; `None` where it could not be asked.
fn look(context: &mut Context, key: Option<&str>) -> anyhow::Result<Option<Seen>> {
    let settings = context.reload()?;
    let app = match key {
        Some(key) => settings.app_of(key.to_owned())?,
        None => settings.app()?,
    };
    let redirect_uris = settings.redirect_uris()?;
    let redirect_uri = redirect_uris.first().map_or("", |uri| uri.as_str());
    match authorization::look(&context.system, &app, redirect_uri) {
        Ok(seen) => Ok(Some(seen)),
        Err(authorization::Error::Call(_)) => {
            let host = clean::line(app.servers.authorization.host_str().unwrap_or_default(), 100);
            context.ui.say(&Message::SetupCannotCheck { host });
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn look_at_everything(context: &mut Context) -> anyhow::Result<()> {
    context.ui.say(&Message::SetupCheckup);
    context.reload()?;
    let (settings, store) = context.open()?;
    let findings = checkup::of_setup(checkup::examine(&mut context.profile(&settings, &store), false));
    let language = context.ui.manner.language;
    let report = checkup::answer(&findings, language).human.render(language);
    context.ui.tell(&report);
    context.reload()?;
    Ok(())
}

fn menu(context: &Context, place: Place) -> &'static str {
    context.ui.manner.language.choose(place.now())
}
