//! `profiles`: the logins and settings of one app and one Kakao account each, by name.

use std::collections::BTreeSet;

use serde_json::json;

use super::Context;
use crate::{
    cli::{ProfileName, ProfileNames, ProfilesArgs, ProfilesCommand},
    failure::Failure,
    messages::{Hint, Message, Problem},
    output::{Answer, Human, clean},
    settings::{Setting, Settings, is_profile_name},
    store::{Key, Record, Store},
};

pub(super) fn run(context: &mut Context, args: &ProfilesArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    match &args.command {
        None | Some(ProfilesCommand::List) => list(context, &settings, &store),
        Some(ProfilesCommand::Use(ProfileName { name })) => choose(context, &settings, &store, name),
        Some(ProfilesCommand::Rename(names)) => rename(context, &settings, &store, names),
        Some(ProfilesCommand::Remove(ProfileName { name })) => remove(context, &settings, &store, name),
    }
}

fn list(context: &Context, settings: &Settings, store: &Store) -> anyhow::Result<Answer> {
    let logins = store.all()?;
    let (language, now) = (context.ui.manner.language, context.system.seconds_now());
    let (mut rows, mut objects) = (Vec::new(), Vec::new());
    for name in names(settings, &logins) {
        let is_current = name == settings.profile;
        let mut own = logins.iter().filter(|(key, _)| key.profile == name).peekable();
        if own.peek().is_none() {
            rows.push(vec![mark(is_current), name.clone(), Message::Missing.text(language)]);
            objects.push(json!({ "name": name, "current": is_current, "user": null }));
        }
        for (key, record) in own {
            let user = [record.nickname.as_deref(), record.user_id.as_deref()].into_iter().flatten();
            let user = clean::line(&user.collect::<Vec<_>>().join(" · "), 60);
            let state = state(record, now).text(language);
            rows.push(vec![mark(is_current), name.clone(), user, state, key.authorization_server.clone()]);
            objects.push(json!({
                "name": name,
                "current": is_current,
                "user": { "id": record.id_value(), "nickname": record.nickname },
                "authorization_server": key.authorization_server,
                "rest_api_key": key.rest_api_key,
            }));
        }
    }
    let human = if rows.is_empty() { Human::Sentence(Message::NoProfiles) } else { Human::Table(rows) };
    Ok(Answer { json: serde_json::Value::Array(objects).to_string(), human })
}

fn mark(is_current: bool) -> String {
    if is_current { "*" } else { " " }.to_owned()
}

/// How long the login lasts without the person.
fn state(record: &Record, now: u64) -> Message {
    let left =
        if record.refresh_token.is_some() { record.refresh_token_left(now) } else { record.access_token_left(now) };
    match left {
        Some(0) => Message::Expired,
        Some(seconds) => Message::ValidFor { seconds },
        None => Message::UnknownLifetime,
    }
}

/// Every profile that has a login or a section, and the one in force.
fn names(settings: &Settings, logins: &[(Key, Record)]) -> BTreeSet<String> {
    let logged_in = logins.iter().map(|(key, _)| key.profile.clone());
    logged_in.chain(settings.file.sections()).collect()
}

fn choose(context: &mut Context, settings: &Settings, store: &Store, name: &str) -> anyhow::Result<Answer> {
    require(settings, store, name)?;
    settings.file.set(None, Setting::Profile, name, &context.system)?;
    context.ui.say(&Message::ProfileChosen { name: name.to_owned() });
    Ok(Answer::default())
}

fn rename(context: &mut Context, settings: &Settings, store: &Store, names: &ProfileNames) -> anyhow::Result<Answer> {
    let ProfileNames { old, new } = names;
    require(settings, store, old)?;
    if !is_profile_name(new) {
        let name = clean::line(new, 80);
        return Err(Failure::usage(Problem::ProfileNameInvalid { name }).with(Hint::ListProfiles).into());
    }
    let logins = store.all()?;
    if self::names(settings, &logins).contains(new) {
        return Err(Failure::usage(Problem::ProfileExists { name: new.clone() }).with(Hint::ListProfiles).into());
    }
    for (key, _) in logins.into_iter().filter(|(key, _)| key.profile == *old) {
        let target = Key { profile: new.clone(), ..key.clone() };
        let (from, to) = (store.lock(&key, &context.system)?, store.lock(&target, &context.system)?);
        // Under the lock: another run may have refreshed it, and the new one must be on the disk first.
        if let Some(found) = from.load()? {
            to.prepare()?.write(&found.record)?;
            from.forget()?;
        }
    }
    settings.file.rename_section(old, Some(new), &context.system)?;
    context.ui.say(&Message::ProfileRenamed { old: old.clone(), new: new.clone() });
    Ok(Answer::default())
}

fn remove(context: &mut Context, settings: &Settings, store: &Store, name: &str) -> anyhow::Result<Answer> {
    require(settings, store, name)?;
    for (key, _) in store.all()?.into_iter().filter(|(key, _)| key.profile == name) {
        store.lock(&key, &context.system)?.forget()?;
    }
    settings.file.rename_section(name, None, &context.system)?;
    context.ui.say(&Message::ProfileRemoved { name: name.to_owned() });
    Ok(Answer::default())
}

fn require(settings: &Settings, store: &Store, name: &str) -> anyhow::Result<()> {
    if names(settings, &store.all()?).contains(name) {
        return Ok(());
    }
    let failure = Failure::usage(Problem::NoSuchProfile { name: clean::line(name, 80) }).with(Hint::ListProfiles);
    let may_be_made = is_profile_name(name);
    Err(if may_be_made { failure.with(Hint::MakeProfile { name: name.to_owned() }) } else { failure }.into())
}
