//! How often the program goes over the network: counts, which no busy machine can blur.

use std::time::{Duration, Instant};

use crate::{
    line::{Line, keep_alive},
    support::{Person, Sandbox, free_port},
};

/// What the emulator was asked, in order.
fn asked(sandbox: &Sandbox) -> Vec<String> {
    sandbox.emulator.exchanges().into_iter().map(|exchange| exchange.path).collect()
}

#[test]
fn when_the_browser_is_back_only_token_and_user_are_asked_for_over_open_connections() {
    let ports = [free_port(), free_port()];
    let mut sandbox = Sandbox::with(|scenario| scenario.public_url = Some(format!("http://127.0.0.1:{}", ports[0])));
    let emulator: reqwest::Url = sandbox.emulator.url().parse().expect("a URL");
    let target = emulator.port().expect("a port");
    let server = keep_alive(None, target);
    let [kauth, kapi] = ports.map(|port| Line::start(port, server, Duration::ZERO));
    sandbox.set("KAKAO_AUTH_URL", &format!("http://127.0.0.1:{}", kauth.port));
    sandbox.set("KAKAO_API_URL", &format!("http://127.0.0.1:{}", kapi.port));
    let login = sandbox.start_login(&["--scope", "openid"]);
    // The person is slower than all this: the page, the keys, and a first word to the API server.
    let patience = Instant::now() + Duration::from_secs(10);
    let is_ready = || {
        let paths = asked(&sandbox);
        let has = |wanted: &str| paths.iter().any(|path| path == wanted);
        has("/login") && has("/.well-known/jwks.json") && kauth.answers() >= 3 && kapi.answers() >= 1
    };
    while !is_ready() {
        assert!(Instant::now() < patience, "{:?}", asked(&sandbox));
        std::thread::sleep(Duration::from_millis(5));
    }
    let (before, open) = (asked(&sandbox).len(), [kauth.connections(), kapi.connections()]);
    let mut url = login.url.clone();
    // The person's browser has a line of its own.
    url.set_port(Some(target)).expect("a port");
    Person::new().agree(&url);
    let outcome = login.finish().succeeded();
    assert!(!outcome.stderr.contains("warning"), "{outcome:?}");
    let after = asked(&sandbox).split_off(before);
    let is_persons = |path: &String| path.starts_with("/oauth/authorize") || path.starts_with("/login");
    let own: Vec<_> = after.iter().filter(|path| !is_persons(path)).collect();
    assert_eq!(own, ["/oauth/token", "/v2/user/me"]);
    assert_eq!([kauth.connections(), kapi.connections()], open, "no new connection after the redirect");
    let _ = sandbox.run(&["token", "--id", "--verify"]).succeeded();
}
