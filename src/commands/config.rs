//! `config`: reads and changes the settings.

use serde_json::json;

use super::Context;
use crate::{
    cli::{ConfigCommand, ConfigSetArgs, SettingName},
    failure::Failure,
    messages::{Hint, Invalid, Message, Origin, Problem},
    output::{Answer, Human, clean},
    settings::{self, Setting, Settings, Sourced},
};

/// A setting is one line.
const LONGEST: u64 = 64 << 10;

pub(super) fn run(context: &mut Context, command: &ConfigCommand) -> anyhow::Result<Answer> {
    match command {
        ConfigCommand::Get(name) => get(context, name),
        ConfigCommand::Set(args) => set(context, args),
        ConfigCommand::Unset(name) => unset(context, name),
        ConfigCommand::List => list(context),
        ConfigCommand::Path => path(context),
    }
}

fn get(context: &mut Context, name: &SettingName) -> anyhow::Result<Answer> {
    let setting = find(&name.key)?;
    let settings = context.settings()?;
    let Some(sourced) = settings.value(setting) else {
        let key = setting.name();
        let hint = if setting.is_secret() { Hint::UseStdin { key } } else { Hint::SetIt { key } };
        return Err(Failure::new("not_set", 1, Problem::NotSet { key }).with(hint).into());
    };
    let language = context.ui.manner.language;
    let shown = shown(setting, &sourced.value, &Message::SettingHidden.text(language));
    let json = entry(setting, Some(&sourced.value));
    Ok(Answer { json: json.to_string(), human: Human::Line(shown), exit: 0 })
}

fn list(context: &mut Context) -> anyhow::Result<Answer> {
    let settings = context.settings()?;
    let language = context.ui.manner.language;
    let (mut rows, mut object) = (Vec::new(), serde_json::Map::new());
    for setting in settings::ALL {
        let sourced = settings.value(setting);
        let value = sourced.as_ref().map(|sourced| sourced.value.as_str());
        let text = value.map(|value| shown(setting, value, &Message::SettingHidden.text(language)));
        let origin = sourced.as_ref().map(|sourced| Message::Origin(sourced.origin.clone()).text(language));
        rows.push(vec![
            setting.name().to_owned(),
            text.unwrap_or_else(|| Message::SettingUnset.text(language)),
            origin.clone().unwrap_or_default(),
        ]);
        let mut entry = entry(setting, value);
        entry["origin"] = sourced.map_or(serde_json::Value::Null, |sourced| origin_word(&sourced.origin).into());
        object.insert(setting.key().to_owned(), entry);
    }
    Ok(Answer { json: serde_json::Value::Object(object).to_string(), human: Human::Table(rows), exit: 0 })
}

/// The origin for programs: the same in every language.
fn origin_word(origin: &Origin) -> String {
    match origin {
        Origin::Flag(flag) => format!("flag {flag}"),
        Origin::Input => "input".to_owned(),
        Origin::Variable(name) => format!("environment {name}"),
        Origin::ProfileSection(name) => format!("profiles.{name}"),
        Origin::File => "file".to_owned(),
        Origin::Default => "default".to_owned(),
    }
}

fn entry(setting: Setting, value: Option<&str>) -> serde_json::Value {
    if setting.is_secret() { json!({ "is_set": value.is_some() }) } else { json!({ "value": value }) }
}

fn shown(setting: Setting, value: &str, hidden: &str) -> String {
    if setting.is_secret() { hidden.to_owned() } else { clean::line(value, 2000) }
}

fn path(context: &mut Context) -> anyhow::Result<Answer> {
    let settings = context.settings()?;
    let path = settings.file.path().display().to_string();
    Ok(Answer { json: json!({ "path": path }).to_string(), human: Human::Line(path), exit: 0 })
}

fn set(context: &mut Context, args: &ConfigSetArgs) -> anyhow::Result<Answer> {
    let setting = find(&args.key)?;
    let settings = context.settings()?;
    let value = read_value(context, setting, args)?;
    // No value begins or ends with a space, but pasted ones do; Windows PowerShell puts a mark in front.
    let value = settings::trimmed(&value).unwrap_or_default();
    let value = value.as_str();
    settings::check(setting, value).map_err(|why| settings::Error::Invalid { setting, origin: Origin::Input, why })?;
    let section = section(context, &settings)?;
    context.warn_of_root(&settings);
    settings.file.set(section.as_deref(), setting, value, &context.system)?;
    let path = settings.file.path().display().to_string();
    let message = Message::SettingSaved { key: setting.name().to_owned(), path };
    context.ui.say(&message);
    let settings = context.reload()?;
    if setting == Setting::RestApiKey
        && let Some(origin) = settings.unusual_key()
    {
        context.ui.warn(&Message::UnusualKey { origin });
    }
    let in_force = settings.value(setting).filter(|sourced| sourced.value != value);
    if let Some(Sourced { origin: origin @ (Origin::Variable(_) | Origin::ProfileSection(_)), .. }) = in_force {
        context.ui.warn(&Message::Overruled { key: setting.name().to_owned(), origin });
    }
    Ok(Answer::default())
}

/// Takes out a known setting by either of its names, or what stands in the file and is no setting of this version.
fn unset(context: &mut Context, name: &SettingName) -> anyhow::Result<Answer> {
    let settings = context.settings()?;
    let section = section(context, &settings)?;
    let is_there =
        settings.file.unknown_keys.iter().any(|unknown| unknown.key == name.key && unknown.section == section);
    let (stored, key) = match Setting::find(&name.key) {
        None if is_there => (name.key.as_str(), clean::line(&name.key, 100)),
        _ => find(&name.key).map(|setting| (setting.key(), setting.name().to_owned()))?,
    };
    let was_set = settings.file.unset(section.as_deref(), stored, &context.system)?;
    let message = if was_set { Message::SettingRemoved { key } } else { Message::SettingWasNotSet { key } };
    context.ui.say(&message);
    Ok(Answer::default())
}

/// `--profile NAME` writes into that profile's section; without it the value is for all.
fn section(context: &Context, settings: &Settings) -> Result<Option<String>, settings::Error> {
    if context.flags.profile.is_none() {
        return Ok(None);
    }
    settings.check_profile()?;
    Ok(Some(settings.profile.clone()))
}

fn find(name: &str) -> Result<Setting, Failure> {
    Setting::find(name).ok_or_else(|| {
        let keys = settings::ALL.map(Setting::name).join(", ");
        Failure::usage(Problem::UnknownSetting { key: clean::line(name, 100) }).with(Hint::KnownKeys { keys })
    })
}

/// From the argument, from stdin, or, on a terminal, asked for: a secret without echo.
fn read_value(context: &mut Context, setting: Setting, args: &ConfigSetArgs) -> anyhow::Result<String> {
    let key = setting.name();
    if let Some(value) = &args.value {
        return if setting.is_secret() {
            Err(Failure::usage(Problem::SecretAsArgument { key }).with(Hint::UseStdin { key }).into())
        } else {
            Ok(value.clone())
        };
    }
    if args.stdin {
        let bytes = context.ui.read_stdin(LONGEST)?;
        let wrong = |why| settings::Error::Invalid { setting, origin: Origin::Input, why };
        if bytes.len() as u64 > LONGEST {
            return Err(wrong(Invalid::TooLong).into());
        }
        let text = String::from_utf8(bytes).map_err(|_| wrong(Invalid::NotText))?;
        // The line break of `echo` is no part of the value.
        return Ok(text.strip_suffix('\n').map_or(text.as_str(), |text| text.trim_end_matches('\r')).to_owned());
    }
    if !setting.is_secret() {
        return Err(Failure::usage(Problem::MissingArgument { names: "VALUE".to_owned() })
            .with(Hint::SetIt { key })
            .into());
    }
    if !context.ui.stdin_is_terminal() {
        return Err(Failure::usage(Problem::NoTerminal { key }).with(Hint::UseStdin { key }).into());
    }
    let question = Message::SecretPrompt { key: key.to_owned() }.text(context.ui.manner.language);
    Ok((context.system.ask_hidden)(&question)?.expose().to_owned())
}
