//! `import`: adopts a token JSON as Kakao returned it and a script saved it.

use std::{
    fs,
    io::{self, Read},
    time::SystemTime,
};

use serde_json::{Map, Value};

use super::Context;
use crate::{
    cli::ImportArgs,
    failure::Failure,
    kakao::{self, AccessTokenInfo, App, user::Me},
    messages::{Hint, Message, Problem},
    oauth::{
        RefreshExchange,
        token::{self, Tokens},
    },
    output::{Answer, clean},
    portrait,
    profile::Profile,
    report,
    secret::Secret,
    session,
    store::Record,
    wire::CallError,
};

const LARGEST: u64 = 1 << 20;

pub(super) fn run(context: &mut Context, args: &ImportArgs) -> anyhow::Result<Answer> {
    let (settings, store) = context.open()?;
    let app = settings.app()?;
    context.warn_of_root(&settings);
    let now = context.system.seconds_now();
    let (bytes, saved_at) = read(context, &args.file).map_err(|error| report::unreadable(&args.file, &error))?;
    // A script saves an answer as soon as it has it.
    let saved_at = saved_at.unwrap_or(now).min(now);
    let mut record = parse(&bytes, saved_at, &args.file, &settings.login_command())?;

    let mut profile = context.profile(&settings, &store);
    let key = profile.key(&app);
    let locked = store.lock(&key, profile.system)?;
    locked.check_replaceable()?;
    let pen = locked.prepare()?;
    look(&mut profile, &app, &mut record, now)?;
    if let Some(id_token) = record.id_token.take() {
        record.id_token = profile.kept_id_token(&app, &id_token, None, record.user_id.as_deref());
    }
    let is_over = record.access_token_left(now) == Some(0);
    let renewed = if is_over { renew(&mut profile, &app, &record, &args.file)? } else { None };
    if let Some(tokens) = &renewed {
        record.adopt(tokens, now);
    }
    drop(locked.set_aside_broken()?);
    pen.write(&record)?;
    if renewed.is_some() {
        // Whose they are is asked when they are safe.
        look(&mut profile, &app, &mut record, now)?;
        locked.prepare()?.write(&record)?;
    }

    let who = [record.nickname.clone(), record.user_id.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    profile.ui.say(&Message::Imported { who: clean::line(&who, 100) });
    Ok(portrait::of_login(&key, &record, &store.place(&key), now))
}

/// Asks Kakao what it knows of the access token. Without an answer the file is believed.
fn look(profile: &mut Profile, app: &App, record: &mut Record, now: u64) -> Result<(), CallError> {
    let Some(access_token) = record.access_token.clone() else { return Ok(()) };
    match profile.send(&AccessTokenInfo { servers: &app.servers, access_token: &access_token }) {
        Ok(info) => {
            record.user_id = info.user_id;
            record.access_token_expires_at = info.expires_in.map(|left| now + left).or(record.access_token_expires_at);
        }
        Err(CallError::Refused(refusal)) if kakao::is_token_rejected(&refusal) => {
            record.access_token_expires_at = Some(record.issued_at.min(now));
            return Ok(());
        }
        Err(_) => return Ok(()),
    }
    if let Ok(user) = profile.send(&Me { servers: &app.servers, access_token: &access_token }) {
        record.user_id = user.id();
        record.nickname = user.nickname().map(|name| name.chars().take(100).collect());
    }
    Ok(())
}

/// What Kakao gives for the refresh token of a file whose access token is over; dead tokens take no login's place.
/// Without an answer the file is believed.
fn renew(profile: &mut Profile, app: &App, record: &Record, path: &str) -> Result<Option<Tokens>, Failure> {
    let dead = || {
        let hint = Hint::LogInInstead { command: profile.settings.login_command() };
        Failure::new("not_a_token", 4, Problem::ImportedDead { path: clean::line(path, 200) }).with(hint)
    };
    let Some(refresh_token) = record.refresh_token.clone() else { return Err(dead()) };
    match profile.send(&RefreshExchange { client: app.client(), refresh_token }) {
        Ok(tokens) => Ok(Some(Tokens { id_token: None, ..tokens })),
        Err(CallError::Refused(refusal)) if session::is_dead(&refusal) => Err(dead()),
        Err(_) => Ok(None),
    }
}

/// The bytes, and for a file when it was saved (Unix seconds).
fn read(context: &mut Context, path: &str) -> io::Result<(Vec<u8>, Option<u64>)> {
    if path == "-" {
        return Ok((context.ui.read_stdin(LARGEST)?, None));
    }
    let file = fs::File::open(path)?;
    let saved = file.metadata()?.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes, saved.map(|time| time.as_secs())))
}

fn parse(bytes: &[u8], saved_at: u64, path: &str, login: &str) -> Result<Record, Failure> {
    let shown = clean::line(path, 200);
    let anew = Hint::LogInInstead { command: login.to_owned() };
    let nothing = || Failure::new("not_a_token", 1, Problem::NoTokenInside { path: shown.clone() }).with(anew.clone());
    // Editors of Windows put a mark in front.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Windows PowerShell 5 redirects so.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Failure::new("not_a_token", 1, Problem::Utf16 { path: shown }).with(Hint::SaveAsUtf8));
    }
    let object: Map<String, Value> = serde_json::from_slice(bytes).map_err(|_| nothing())?;
    // Scripts of the time save whatever came, also `{"error":…}` and `{"msg":…,"code":-401}`.
    let text = |name: &str| object.get(name).and_then(Value::as_str).map(clean::without_long_words);
    let number = object.get("code").and_then(Value::as_i64).map(|code| code.to_string());
    let code = text("error_code").or_else(|| text("error")).or(number);
    if let (Some(name), None) = (code, text("access_token")) {
        let detail = text("error_description").or_else(|| text("msg")).unwrap_or_default();
        return Err(Failure::new("not_a_token", 1, Problem::ImportedError { name, detail }).with(anew));
    }
    if let Some(tokens) = token::parse_tokens(&object) {
        return Ok(Record::of_login(&tokens, None, None, saved_at));
    }
    // Some keep the refresh token alone, which is enough to get the rest.
    let refresh_token = object.get("refresh_token").and_then(Value::as_str).filter(|text| token::is_token(text));
    let refresh_token = refresh_token.filter(|_| !object.contains_key("access_token")).ok_or_else(nothing)?;
    Ok(Record::of_refresh_token(Secret::new(refresh_token), saved_at))
}
