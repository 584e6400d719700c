//! `profiles`: the logins and settings of one app and one Kakao account each, by name.

use std::collections::BTreeMap;

use serde_json::json;

use super::Context;
use crate::{
    cli::{ProfileName, ProfileNames, ProfilesArgs, ProfilesCommand},
    failure::Failure,
    messages::{Hint, Message, Problem},
    output::{Answer, Human, clean},
    settings::{DEFAULT_PROFILE, Setting, Settings, is_profile_name},
    store::{Entry, Key, Record, Store},
    system::System,
};

pub(super) fn run(context: &mut Context, args: &ProfilesArgs) -> anyhow::Result<Answer> {
    let settings = context.settings()?;
    let house = House { stores: context.stores(&settings)?, settings };
    match &args.command {
        None | Some(ProfilesCommand::List) => list(context, &house),
        Some(ProfilesCommand::Use(ProfileName { name })) => choose(context, &house, name),
        Some(ProfilesCommand::Rename(names)) => rename(context, &house, names),
        Some(ProfilesCommand::Remove(ProfileName { name })) => remove(context, &house, name),
    }
}

/// Everything that belongs to profiles: sections may name stores of their own.
struct House {
    settings: Settings,
    stores: Vec<Store>,
}

impl House {
    /// The logins of all profiles, or of one.
    fn entries(&self, profile: Option<&str>) -> anyhow::Result<Vec<(&Store, Entry)>> {
        let mut all = Vec::new();
        for store in &self.stores {
            all.extend(store.entries(profile)?.into_iter().map(|entry| (store, entry)));
        }
        Ok(all)
    }

    /// The logins of a profile that has a login or a section; a failure where it has neither.
    fn require(&self, name: &str) -> anyhow::Result<Vec<(&Store, Entry)>> {
        let may_be_made = is_profile_name(name);
        let entries = if may_be_made { self.entries(Some(name))? } else { Vec::new() };
        if !entries.is_empty() || self.settings.file.sections().iter().any(|section| section == name) {
            return Ok(entries);
        }
        let failure = Failure::usage(Problem::NoSuchProfile { name: clean::line(name, 80) }).with(Hint::ListProfiles);
        Err(if may_be_made { failure.with(Hint::MakeProfile { name: name.to_owned() }) } else { failure }.into())
    }
}

fn list(context: &Context, house: &House) -> anyhow::Result<Answer> {
    let (language, now) = (context.ui.manner.language, context.system.seconds_now());
    let (mut rows, mut objects) = (Vec::new(), Vec::new());
    let mut profiles: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (_, entry) in house.entries(None)? {
        profiles.entry(entry.profile().to_owned()).or_default().push(entry);
    }
    for section in house.settings.file.sections() {
        profiles.entry(section).or_default();
    }
    for (name, entries) in profiles {
        let is_current = name == house.settings.profile;
        let row = |cells: Vec<String>| [vec![mark(is_current), clean::line(&name, 80)], cells].concat();
        if entries.is_empty() {
            rows.push(row(vec![Message::Missing.text(language)]));
            objects.push(json!({ "name": name, "current": is_current, "user": null }));
        }
        for entry in entries {
            let Entry::Login(key, record) = entry else {
                rows.push(row(vec![Message::Damaged.text(language)]));
                objects.push(json!({ "name": name, "current": is_current, "user": null, "damaged": true }));
                continue;
            };
            let user = [record.nickname.as_deref(), record.user_id.as_deref()].into_iter().flatten();
            let user = clean::line(&user.collect::<Vec<_>>().join(" · "), 60);
            rows.push(row(vec![user, state(&record, now).text(language), clean::line(&key.authorization_server, 200)]));
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
    Ok(Answer { json: serde_json::Value::Array(objects).to_string(), human, exit: 0 })
}

fn mark(is_current: bool) -> String {
    if is_current { "*" } else { " " }.to_owned()
}

/// How long the login lasts without the person.
fn state(record: &Record, now: u64) -> Message {
    let has_refresh_token = record.refresh_token.is_some();
    let left = if has_refresh_token { record.refresh_token_left(now) } else { record.access_token_left(now) };
    match left {
        Some(0) => Message::Expired,
        Some(seconds) => Message::ValidFor { seconds },
        None => Message::UnknownLifetime,
    }
}

fn choose(context: &mut Context, house: &House, name: &str) -> anyhow::Result<Answer> {
    if name != DEFAULT_PROFILE {
        house.require(name)?;
    }
    house.settings.file.set(None, Setting::Profile, name, &context.system)?;
    context.ui.say(&Message::ProfileChosen { name: name.to_owned() });
    Ok(told(json!({ "profile": name })))
}

fn rename(context: &mut Context, house: &House, names: &ProfileNames) -> anyhow::Result<Answer> {
    let ProfileNames { old, new } = names;
    let entries = house.require(old)?;
    if !is_profile_name(new) {
        let name = clean::line(new, 80);
        return Err(Failure::usage(Problem::ProfileNameInvalid { name }).with(Hint::ListProfiles).into());
    }
    let sections = house.settings.file.sections();
    if old == new || (sections.contains(old) && sections.contains(new)) {
        return Err(exists(new));
    }
    let mut moves = Vec::new();
    for (store, entry) in entries {
        let Entry::Login(from, _) = entry else {
            return Err(Failure::new("store", 5, Problem::ProfileDamaged { name: old.clone() })
                .with(Hint::RemoveProfile { name: old.clone() })
                .into());
        };
        let to = Key { profile: new.clone(), ..from.clone() };
        moves.push((store, from, to));
    }
    // In this order, so that whatever stops it in between, both names hold a whole login or one does, and the same
    // command goes on.
    for (store, from, to) in &moves {
        copy(store, from, to, &context.system)?;
    }
    house.settings.file.rename_section(old, Some(new), &context.system)?;
    for (store, from, to) in &moves {
        leave(store, from, to, &context.system)?;
    }
    context.ui.say(&Message::ProfileRenamed { old: old.clone(), new: new.clone() });
    Ok(told(json!({ "profile": new })))
}

/// Only under both locks is it sure that nothing stands in the new place.
fn copy(store: &Store, from: &Key, to: &Key, system: &System) -> anyhow::Result<()> {
    let (old, new) = store.lock_both(from, to, system)?;
    let Some(found) = old.load()? else { return Ok(()) };
    match new.load()? {
        Some(there) if !there.record.is_same_login(&found.record) => return Err(exists(&to.profile)),
        Some(_) => {}
        None => new.prepare()?.write(&found.record)?,
    }
    Ok(())
}

/// Forgets the login under its old name. A run that refreshed it since it was copied has the newer tokens.
fn leave(store: &Store, from: &Key, to: &Key, system: &System) -> anyhow::Result<()> {
    let (old, new) = store.lock_both(from, to, system)?;
    if let Some(found) = old.load()? {
        let copied = new.load()?.map(|copied| copied.record);
        let is_newer =
            |copied: Record| found.record.issued_at >= copied.issued_at && !found.record.is_same_login(&copied);
        if copied.is_none_or(is_newer) {
            new.prepare()?.write(&found.record)?;
        }
        old.forget()?;
    }
    Ok(())
}

fn exists(name: &str) -> anyhow::Error {
    Failure::usage(Problem::ProfileExists { name: name.to_owned() }).with(Hint::ListProfiles).into()
}

fn remove(context: &mut Context, house: &House, name: &str) -> anyhow::Result<Answer> {
    for (store, entry) in house.require(name)? {
        store.discard(&entry, &context.system)?;
    }
    house.settings.file.rename_section(name, None, &context.system)?;
    context.ui.say(&Message::ProfileRemoved { name: name.to_owned() });
    Ok(told(json!({ "removed": name })))
}

fn told(json: serde_json::Value) -> Answer {
    Answer { json: json.to_string(), human: Human::Nothing, exit: 0 }
}
