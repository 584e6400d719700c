//! Owns [`Helper`]: logins kept by a program that speaks Docker's credential-helper protocol, so that `pass`, a
//! vault or the system's keyring can hold them and several machines can share one.
//!
//! The verb is the argument, the data goes over stdin and stdout; a failure is told on stdout.

use std::{io, rc::Rc};

use serde_json::{Map, Value, json};

use super::{Error, Key};
use crate::{
    output::clean,
    system::{Finished, RunProgram},
};

/// What every helper says when it has nothing for a server.
const NOTHING: &str = "credentials not found";

#[derive(Clone)]
pub(crate) struct Helper {
    program: String,
    run: Rc<RunProgram>,
}

impl std::fmt::Debug for Helper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.program)
    }
}

impl Helper {
    /// `name` as in `helper:NAME`: the program is `docker-credential-NAME` on `PATH`, or NAME where it is a path.
    pub(crate) fn new(name: &str, run: Rc<RunProgram>) -> Self {
        let program = if name.contains('/') { name.to_owned() } else { format!("docker-credential-{name}") };
        Self { program, run }
    }

    pub(crate) fn program(&self) -> &str {
        &self.program
    }

    pub(super) fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, Error> {
        let finished = self.ask("get", &server_url(key))?;
        if !finished.succeeded {
            return if finished.stdout.contains(NOTHING) { Ok(None) } else { Err(self.failed(&finished)) };
        }
        let answer: Value = serde_json::from_str(&finished.stdout).map_err(|_| self.failed(&finished))?;
        let secret = answer.get("Secret").and_then(Value::as_str).ok_or_else(|| self.failed(&finished))?;
        Ok(Some(secret.as_bytes().to_vec()))
    }

    pub(super) fn store(&self, key: &Key, secret: &str) -> Result<(), Error> {
        self.store_at(&server_url(key), &key.profile, secret)
    }

    pub(super) fn erase(&self, key: &Key) -> Result<(), Error> {
        self.erase_at(&server_url(key))
    }

    /// Every login it holds: `list` answers with an object of names.
    pub(super) fn list(&self) -> Result<Vec<Key>, Error> {
        let finished = self.ask("list", "")?;
        let names = serde_json::from_str::<Map<String, Value>>(&finished.stdout);
        match names {
            Ok(names) if finished.succeeded => Ok(names.keys().filter_map(|name| key_of(name)).collect()),
            _ => Err(self.failed(&finished)),
        }
    }

    /// Proves that it can store, beside the login and not in its place.
    pub(super) fn probe(&self, key: &Key) -> Result<(), Error> {
        let url = format!("{}/probe", server_url(key));
        self.store_at(&url, &key.profile, "probe")?;
        self.erase_at(&url)
    }

    fn store_at(&self, url: &str, user: &str, secret: &str) -> Result<(), Error> {
        let input = json!({ "ServerURL": url, "Username": user, "Secret": secret }).to_string();
        let finished = self.ask("store", &input)?;
        if finished.succeeded { Ok(()) } else { Err(self.failed(&finished)) }
    }

    pub(super) fn erase_at(&self, url: &str) -> Result<(), Error> {
        let finished = self.ask("erase", url)?;
        let is_gone = finished.succeeded || finished.stdout.contains(NOTHING);
        if is_gone { Ok(()) } else { Err(self.failed(&finished)) }
    }

    fn ask(&self, verb: &str, input: &str) -> Result<Finished, Error> {
        (self.run)(&[&self.program, verb], input).map_err(|error| {
            let is_missing = error.kind() == io::ErrorKind::NotFound;
            Error::Helper { program: self.program.clone(), is_missing, detail: error.to_string() }
        })
    }

    /// Its own words about a failure, the long ones left out: some helpers quote what they were given.
    fn failed(&self, finished: &Finished) -> Error {
        let said = if finished.succeeded { "" } else { finished.stdout.lines().next().unwrap_or_default() };
        let program = self.program.clone();
        Error::Helper { program, is_missing: false, detail: clean::without_long_words(said) }
    }
}

/// The name a login is kept under.
pub(super) fn server_url(key: &Key) -> String {
    format!("{}/kakao-login/{}/{}", key.authorization_server, key.rest_api_key, key.profile)
}

fn key_of(server_url: &str) -> Option<Key> {
    let (authorization_server, rest) = server_url.split_once("/kakao-login/")?;
    let (rest_api_key, profile) = rest.split_once('/').filter(|(_, profile)| !profile.contains('/'))?;
    let (authorization_server, rest_api_key) = (authorization_server.to_owned(), rest_api_key.to_owned());
    Some(Key { authorization_server, rest_api_key, profile: profile.to_owned() })
}
