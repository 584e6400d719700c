//! Owns [`Profile`]: one login profile at work, with everything it needs of the world.

use crate::{
    kakao::App,
    messages::Message,
    oauth::id_token::{self, Expected, FetchKeys, KeySet},
    output::Ui,
    secret::Secret,
    settings::Settings,
    store::{Key, Store},
    system::System,
    wire::{self, Call, CallError, Url},
};

/// One app and one Kakao account: its settings and its store, and how to reach Kakao and the person.
pub(crate) struct Profile<'a> {
    pub(crate) system: &'a System,
    pub(crate) ui: &'a mut Ui,
    pub(crate) store: &'a Store,
    pub(crate) settings: &'a Settings,
}

impl Profile<'_> {
    /// What this profile's tokens are filed under.
    pub(crate) fn key(&self, app: &App) -> Key {
        Key {
            authorization_server: app.servers.issuer().to_owned(),
            rest_api_key: app.rest_api_key.clone(),
            profile: self.settings.profile.clone(),
        }
    }

    /// The keys that ID tokens are signed with; `known` are those fetched before. Where the one of `token` is missing
    /// they are asked for once more: the server may have begun to use a new one just now.
    pub(crate) fn signing_keys(
        &mut self,
        url: &Url,
        token: &Secret,
        known: Option<KeySet>,
    ) -> Result<KeySet, CallError> {
        let call = FetchKeys { url: url.clone() };
        let keys = match known {
            Some(keys) => keys,
            None => self.send(&call)?,
        };
        if keys.has_key_of(token) { Ok(keys) } else { self.send(&call) }
    }

    /// An ID token that came along unasked, if every check holds; else it is dropped with a word. Kakao adds one to
    /// each answer while the console has OpenID Connect on.
    pub(crate) fn kept_id_token(
        &mut self,
        app: &App,
        token: &Secret,
        known: Option<KeySet>,
        subject: Option<&str>,
    ) -> Option<Secret> {
        let client = app.client();
        let keys = match self.signing_keys(&client.key_set, token, known) {
            Ok(keys) => keys,
            Err(_) => {
                let host = client.key_set.host_str().unwrap_or_default().to_owned();
                self.ui.warn(&Message::IdTokenUnchecked { host });
                return None;
            }
        };
        let now = self.system.seconds_now();
        let expected = Expected { issuer: &client.issuer, client_id: &client.id, nonce: None, subject, now };
        let failed = id_token::failed(&id_token::examine(token, &keys, &expected));
        if failed.is_empty() {
            return Some(token.clone());
        }
        self.ui.warn(&Message::IdTokenDropped { failed: id_token::words(&failed) });
        None
    }

    /// One call over the network, told at `-vv`. One that may be repeated is, where the server did nothing.
    pub(crate) fn send<C: Call>(&mut self, call: &C) -> Result<C::Output, CallError> {
        let Self { system, ui, .. } = self;
        for tries in 1.. {
            let outcome = wire::exchange(call, |request| (system.send)(request), |line| ui.trace(2, line));
            let pause = outcome.as_ref().err().and_then(|error| wire::pause(error, tries));
            match pause.filter(|_| C::IS_REPEATABLE) {
                Some(pause) => (system.sleep)(pause),
                None => return outcome,
            }
        }
        unreachable!("W1: the last try has no pause")
    }
}
