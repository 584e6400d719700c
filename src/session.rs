//! Owns "a valid token for this profile": look, lock, look again, prove the store writable, refresh, save.

mod error;
mod token;

use std::time::Duration;

pub(crate) use error::Error;
pub(crate) use token::Token;

use crate::{
    kakao::{self, AccessTokenInfo, App},
    messages::Message,
    oauth::{RefreshExchange, id_token, token::is_token},
    output::clean,
    profile::Profile,
    secret::Secret,
    settings::Settings,
    store::{self, Found, Locked, Record},
    wire::{CallError, Refusal, SendError},
};

/// A refresh starts this long before the end, so that a token handed out survives its use.
pub(crate) const MARGIN: Duration = Duration::from_secs(60);
/// Kakao renews a refresh token by itself when it is used in its last month. One that is nearer to its end than this was
/// not used, or is not renewed, and its end is worth a word (days).
const ANNOUNCED_DAYS: u64 = 7;
const DAY: u64 = 24 * 3600;
/// How long a machine waits for the login that another one is storing, and how long before it looks for the first time
/// again; the pauses grow.
const SHARED_STORE_PATIENCE: Duration = Duration::from_secs(10);
const FIRST_LOOK: Duration = Duration::from_millis(100);

/// A token that lives longer than `margin`: the given one, the cached one, or a refreshed one. With a valid
/// one in the cache there is no network, no lock and no write.
pub(crate) fn fresh_token(profile: &mut Profile, margin: Duration) -> Result<Token, Error> {
    match given_token(profile.settings)? {
        Some(token) => Ok(token),
        None => {
            let token = own_token(profile, margin)?;
            let given = profile.settings.given_refresh_token.as_ref();
            let is_known = |kept: &Secret| given.is_none_or(|given| given == kept);
            let unknown = token.refresh_token.clone().filter(|kept| !is_known(kept));
            Ok(Token { new_refresh_token: token.new_refresh_token.clone().or(unknown), ..token })
        }
    }
}

/// As [`fresh_token`], never the given one.
pub(crate) fn own_token(profile: &mut Profile, margin: Duration) -> Result<Token, Error> {
    let app = profile.settings.app()?;
    let key = profile.key(&app);
    let now = profile.system.seconds_now();
    let found = profile.store.load(&key)?;
    let looked = profile.noticed(found);
    if let Some(record) = &looked
        && let Some(token) = Token::cached(record, now, margin)
    {
        profile.announce_end(record, now);
        return Ok(token);
    }
    // Without anything to spend there is no reason to wait for a lock.
    if let Err(error) = profile.require_refresh_token(looked.as_ref()) {
        return profile.serve_living(looked.as_ref(), now, error);
    }
    let locked = profile.store.lock(&key, profile.system)?;
    let (found, now) = (locked.load()?, profile.system.seconds_now());
    let record = profile.noticed(found);
    // Another run refreshed while this one waited for the lock: nothing newer is to be had, however short it lives.
    let was_replaced = access_token(record.as_ref()) != access_token(looked.as_ref());
    let margin = if was_replaced { Duration::ZERO } else { margin };
    if let Some(token) = record.as_ref().and_then(|record| Token::cached(record, now, margin)) {
        return Ok(token);
    }
    match profile.refresh(&app, locked, record.clone()) {
        Err(error) => profile.serve_living(record.as_ref(), now, error),
        token => token,
    }
}

fn refresh_token_of(record: Option<&Record>) -> Option<&Secret> {
    record.and_then(|record| record.refresh_token.as_ref())
}

fn access_token(record: Option<&Record>) -> Option<&Secret> {
    record.and_then(|record| record.access_token.as_ref())
}

/// The cached login, where it is still one: a living access token or a refresh token to get another with.
pub(crate) fn cached_login(profile: &mut Profile, app: &App) -> Result<Record, Error> {
    let now = profile.system.seconds_now();
    let found = profile.store.load(&profile.key(app))?;
    let needed = Error::LoginNeeded { profile: profile.settings.profile.clone() };
    let Some(record) = profile.noticed(found) else { return Err(needed) };
    if Token::cached(&record, now, Duration::ZERO).is_none() {
        profile.require_refresh_token(Some(&record))?;
        if record.refresh_token_left(now) == Some(0) {
            return Err(needed);
        }
    }
    profile.announce_end(&record, now);
    Ok(record)
}

/// A new access token now, whatever the old one's state.
pub(crate) fn refresh_now(profile: &mut Profile) -> Result<Token, Error> {
    let app = profile.settings.app()?;
    let key = profile.key(&app);
    let found = profile.store.load(&key)?.map(|found| found.record);
    profile.require_refresh_token(found.as_ref())?;
    let locked = profile.store.lock(&key, profile.system)?;
    let found = locked.load()?;
    let record = profile.noticed(found);
    profile.refresh(&app, locked, record)
}

/// A token in the place of one that kapi just rejected with -401.
fn replace_rejected(profile: &mut Profile, rejected: &Token) -> Result<Token, Error> {
    if rejected.is_given {
        return Err(Error::GivenRejected { variable: "KAKAO_ACCESS_TOKEN" });
    }
    let app = profile.settings.app()?;
    let key = profile.key(&app);
    let locked = profile.store.lock(&key, profile.system)?;
    let mut record = locked.load()?.map(|found| found.record);
    if access_token(record.as_ref()) == Some(&rejected.access_token) {
        // First of all: whatever becomes of the refresh, this token is not handed out or sent again.
        locked.reject(&rejected.access_token)?;
        record = locked.load()?.map(|found| found.record);
    }
    // Another run may have put a new one in its place.
    let now = profile.system.seconds_now();
    match record.as_ref().and_then(|record| Token::cached(record, now, Duration::ZERO)) {
        Some(token) => Ok(token),
        None => profile.refresh(&app, locked, record),
    }
}

/// As [`cached_login`], and Kakao still takes the access token, or there is a refresh token to get another with.
pub(crate) fn living_login(profile: &mut Profile, app: &App) -> Result<Record, Error> {
    let record = cached_login(profile, app)?;
    let Some(token) = Token::cached(&record, profile.system.seconds_now(), Duration::ZERO) else { return Ok(record) };
    if profile.is_rejected(&token)? {
        profile.require_refresh_token(Some(&record))?;
    }
    Ok(record)
}

/// Asks Kakao whether it takes the token of `KAKAO_ACCESS_TOKEN`; does nothing where there is none.
pub(crate) fn check_given_token(profile: &mut Profile) -> Result<(), Error> {
    let Some(token) = given_token(profile.settings)? else { return Ok(()) };
    if profile.is_rejected(&token)? { Err(Error::GivenRejected { variable: "KAKAO_ACCESS_TOKEN" }) } else { Ok(()) }
}

/// As [`use_token`], with a valid token: the given one, or the profile's own.
pub(crate) fn with_token<T>(
    profile: &mut Profile,
    call: impl FnMut(&mut Profile, &Token) -> Result<T, CallError>,
) -> Result<T, Error> {
    let token = fresh_token(profile, MARGIN)?;
    use_token(profile, token, call)
}

/// Does `call` with `token`; one that Kakao rejects is refreshed once and the call repeated.
pub(crate) fn use_token<T>(
    profile: &mut Profile,
    token: Token,
    mut call: impl FnMut(&mut Profile, &Token) -> Result<T, CallError>,
) -> Result<T, Error> {
    match call(profile, &token) {
        Err(CallError::Refused(refusal)) if kakao::is_token_rejected(&refusal) => {
            let token = replace_rejected(profile, &token)?;
            Ok(call(profile, &token)?)
        }
        outcome => Ok(outcome?),
    }
}

/// The token of `KAKAO_ACCESS_TOKEN`, if there is one.
fn given_token(settings: &Settings) -> Result<Option<Token>, Error> {
    let Some(access_token) = settings.given_access_token.clone() else { return Ok(None) };
    if !is_token(access_token.expose()) {
        return Err(Error::GivenMalformed { variable: "KAKAO_ACCESS_TOKEN" });
    }
    Ok(Some(Token {
        access_token,
        expires_at: None,
        scopes: Vec::new(),
        id_token: None,
        refresh_token: None,
        new_refresh_token: None,
        is_given: true,
    }))
}

impl Profile<'_> {
    /// Asks Kakao whether it rejects a token. Servers that are away are told by who looks at servers.
    fn is_rejected(&mut self, token: &Token) -> Result<bool, Error> {
        let servers = self.settings.servers()?;
        let answer = self.send(&AccessTokenInfo { servers: &servers, access_token: &token.access_token });
        Ok(matches!(answer, Err(CallError::Refused(refusal)) if kakao::is_token_rejected(&refusal)))
    }

    /// The refresh token to spend: the cached one, else the given one. Fails where there is none, or only one
    /// that Kakao already called dead.
    fn require_refresh_token(&self, record: Option<&Record>) -> Result<Secret, Error> {
        let cached = record.and_then(|record| record.refresh_token.clone());
        let given = self.settings.given_refresh_token.clone();
        let has_rejected = |token: &Secret| record.is_some_and(|record| record.has_rejected(token));
        let has_ended = record.is_some_and(|record| record.refresh_token_was_rejected);
        match cached.or(given) {
            Some(token) if has_rejected(&token) => Err(Error::Ended { refusal: known_dead(), was_given: true }),
            Some(token) if !is_token(token.expose()) => Err(Error::GivenMalformed { variable: "KAKAO_REFRESH_TOKEN" }),
            Some(token) => Ok(token),
            None if has_ended => Err(Error::Ended { refusal: known_dead(), was_given: false }),
            None => Err(Error::LoginNeeded { profile: self.settings.profile.clone() }),
        }
    }

    /// Better a short-lived token than none; where it is over, the reason why there is no other.
    fn serve_living(&mut self, record: Option<&Record>, now: u64, error: Error) -> Result<Token, Error> {
        let living = record.and_then(|record| Some((Token::cached(record, now, Duration::ZERO)?, record)));
        let reason = match (&error, &living) {
            (Error::Call(CallError::Refused(refusal)) | Error::Ended { refusal, .. }, Some(_)) => Some(refusal.name()),
            (Error::Call(CallError::Malformed { status, .. }), Some(_)) => Some(format!("HTTP {status}")),
            (
                Error::AnswerLost(_) | Error::Call(CallError::Send(_)) | Error::LoginNeeded { .. } | Error::Store(_),
                Some(_),
            ) => None,
            _ => return Err(error),
        };
        let Some((token, record)) = living else { return Err(error) };
        let seconds = record.access_token_left(now).unwrap_or(0);
        self.ui.warn(&Message::ServedOldToken { reason, seconds });
        Ok(token)
    }

    /// Spends the refresh token. The new tokens are on the disk before anybody sees them.
    fn refresh(&mut self, app: &App, locked: Locked, record: Option<Record>) -> Result<Token, Error> {
        let refresh_token = self.require_refresh_token(record.as_ref())?;
        let pen = locked.prepare()?;
        let refreshing = Message::Refreshing.text(self.ui.manner.language);
        self.ui.trace(1, &refreshing);
        let exchange = RefreshExchange { client: app.client(), refresh_token };
        let mut tokens = match self.send(&exchange) {
            Ok(tokens) => tokens,
            Err(CallError::Refused(refusal)) if is_dead(&refusal) => {
                drop(pen);
                if let Some(newer) = self.wait_for_newer_login(&locked, record.as_ref())? {
                    let now = self.system.seconds_now();
                    let token = Token::cached(&newer, now, Duration::ZERO);
                    return token.map_or_else(|| self.refresh(app, locked, Some(newer)), Ok);
                }
                locked.reject(&exchange.refresh_token)?;
                // The cached token may come from an older value of the variable: the newer value is tried once.
                let was_given =
                    self.settings.given_refresh_token.as_ref().map(|given| *given == exchange.refresh_token);
                if was_given == Some(false) {
                    let record = locked.load()?.map(|found| found.record);
                    return self.refresh(app, locked, record);
                }
                return Err(Error::Ended { refusal, was_given: was_given.is_some() });
            }
            Err(error @ CallError::Send(SendError::Interrupted { .. } | SendError::TimedOut { .. })) => {
                return Err(Error::AnswerLost(error));
            }
            Err(error) => return Err(error.into()),
        };
        let before = refresh_token_of(record.as_ref()).cloned();
        let mut record = record.unwrap_or_default();
        let id_token = tokens.id_token.take();
        let changes = id_token
            .as_ref()
            .map(|id_token| id_token::changes(id_token, &exchange.client.issuer, record.user_id.as_deref()));
        let now = self.system.seconds_now();
        if let Some(failed) = changes.filter(|failed| !failed.is_empty()) {
            // Nothing of the answer is used. But where Kakao renewed the refresh token, the old one is dead by now.
            if record.adopt_refresh_token(&tokens, now) {
                pen.write(&record).map_err(Error::Unsaved)?;
            }
            return Err(Error::BadIdToken { failed });
        }
        record.adopt(&tokens, now);
        if self.was_replaced(&locked, before.as_ref()).map_err(Error::Unsaved)? {
            // Somebody logged in, or out, on another machine meanwhile: that is not undone.
            drop(pen);
        } else {
            pen.write(&record).map_err(Error::Unsaved)?;
        }
        // The tokens are safe: nobody has to wait for the keys that the ID token is checked with.
        drop(locked);
        if let Some(id_token) = id_token {
            self.add_id_token(app, &mut record, &id_token)?;
        }
        let new_refresh_token = tokens.refresh_token.filter(|token| *token != exchange.refresh_token);
        let token = Token::cached(&record, now, Duration::ZERO);
        let token = token.ok_or(Error::Call(CallError::Malformed { status: 200, html: false }))?;
        Ok(Token { new_refresh_token, ..token })
    }

    /// Keeps an ID token that holds, where the login it came with is still the one in the store.
    fn add_id_token(&mut self, app: &App, record: &mut Record, id_token: &Secret) -> Result<(), Error> {
        let Some(kept) = self.kept_id_token(app, id_token, None, record.user_id.as_deref()) else { return Ok(()) };
        record.id_token = Some(kept);
        let locked = self.store.lock(&self.key(app), self.system)?;
        let stored = locked.load()?.map(|found| found.record);
        if access_token(stored.as_ref()) == record.access_token.as_ref() {
            locked.prepare()?.write(record)?;
        }
        Ok(())
    }

    /// The login that another machine made of `record`, whose refresh token just turned out to be spent. In a store
    /// that machines share, the one that spent it may still be on its way to storing what it got for it.
    fn wait_for_newer_login(&self, locked: &Locked, record: Option<&Record>) -> Result<Option<Record>, Error> {
        let (mut pause, mut waited) = (FIRST_LOOK, Duration::ZERO);
        loop {
            let newer = locked.load()?.map(|found| found.record);
            if refresh_token_of(newer.as_ref()) != refresh_token_of(record) {
                return Ok(newer);
            }
            if !self.store.is_shared() || waited >= SHARED_STORE_PATIENCE {
                return Ok(None);
            }
            (self.system.sleep)(pause);
            waited += pause;
            pause = (pause * 2).min(SHARED_STORE_PATIENCE.saturating_sub(waited)).max(FIRST_LOOK);
        }
    }

    /// Whether the login in a store that machines share is no longer the one whose refresh token was `before`.
    fn was_replaced(&self, locked: &Locked, before: Option<&Secret>) -> Result<bool, store::Error> {
        if !self.store.is_shared() {
            return Ok(false);
        }
        let there = locked.load()?.map(|found| found.record);
        Ok(refresh_token_of(there.as_ref()) != before)
    }

    fn noticed(&mut self, found: Option<Found>) -> Option<Record> {
        let Found { record, exposed } = found?;
        if let Some(path) = exposed {
            self.ui.warn(&Message::Exposed { path: clean::line(&path.display().to_string(), 300) });
        }
        Some(record)
    }

    fn announce_end(&mut self, record: &Record, now: u64) {
        let days = record.refresh_token_left(now).map(|left| left / DAY);
        if let Some(days) = days.filter(|days| *days < ANNOUNCED_DAYS && !self.ui.manner.quiet) {
            let command = self.settings.login_command();
            self.ui.warn(&Message::RefreshTokenEnds { days, command });
        }
    }
}

/// Only a true `invalid_grant` ends a session: a wrong secret, a limit, a bad gateway or a server in trouble
/// does not.
pub(crate) fn is_dead(refusal: &Refusal) -> bool {
    let says_so = refusal.is("KOE322") || (refusal.code.is_none() && refusal.error.as_deref() == Some("invalid_grant"));
    says_so && (400..500).contains(&refusal.status) && refusal.status != 429
}

/// What Kakao said when the token died; it is not asked again.
fn known_dead() -> Refusal {
    Refusal {
        status: 400,
        code: Some("KOE322".to_owned()),
        error: Some("invalid_grant".to_owned()),
        description: Some("expired_or_invalid_refresh_token".to_owned()),
        ..Refusal::default()
    }
}
