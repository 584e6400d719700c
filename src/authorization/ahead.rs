//! Owns what is fetched while the person is in the browser: the signing keys, and with them open connections to both
//! servers, so that nothing but the token and the user is left to ask for when the browser is back.

use std::{
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use crate::{
    kakao::App,
    oauth::id_token::{FetchKeys, KeySet},
    system::System,
    wire::{self, Request},
};

/// Servers close a connection that was idle for a minute or so.
const FRESH: Duration = Duration::from_secs(45);

/// Ends its threads when it is dropped.
pub(super) struct Ahead {
    keys: Receiver<KeySet>,
    _threads: Vec<Sender<()>>,
}

impl Ahead {
    /// The keys, if they could be had; waits for those on their way.
    pub(super) fn keys(&self) -> Option<KeySet> {
        self.keys.recv().ok()
    }
}

pub(super) fn start(system: &System, app: &App) -> Ahead {
    let (sender, keys) = mpsc::channel();
    let send = Arc::clone(&system.send);
    let call = FetchKeys { url: app.client().key_set };
    let mut sender = Some(sender);
    let mut threads = vec![repeat(move || {
        let fetched = wire::exchange(&call, |request| send(request), |_| ());
        // The first keys will do. Without any, whoever waits for them hears so at once.
        if let (Some(sender), Ok(keys)) = (sender.take(), fetched) {
            drop(sender.send(keys));
        }
    })];
    if app.servers.api.origin() != app.servers.authorization.origin() {
        let send = Arc::clone(&system.send);
        let greeting = Request::get(app.servers.api.clone());
        // Whatever it answers, it is there; a server that is not will be met, and told of, by the real request.
        threads.push(repeat(move || drop(send(&greeting).and_then(wire::Response::collect))));
    }
    Ahead { keys, _threads: threads }
}

/// Does it now and whenever its connection may have grown old, until the sender is dropped.
fn repeat(mut work: impl FnMut() + Send + 'static) -> Sender<()> {
    let (stop, stopped) = mpsc::channel();
    thread::spawn(move || {
        loop {
            work();
            if stopped.recv_timeout(FRESH) != Err(mpsc::RecvTimeoutError::Timeout) {
                return;
            }
        }
    });
    stop
}
