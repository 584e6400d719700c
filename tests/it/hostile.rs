//! The emulator under web pages of others: what they send costs little and changes nothing.
//!
//! `HOSTILE=20000 cargo test hostile` sends more.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
};

use url::Url;

use crate::{
    emulator::{KEY, Kakao, SECRET, VERIFIER, serve},
    support::client,
};

/// The status of one request whose body is announced and never sent.
fn announce(address: &str, path: &str, headers: &str, length: usize) -> u16 {
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "POST {path} HTTP/1.1\r\n{headers}Content-Length: {length}\r\n\r\n").expect("it is read");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status")
}

#[test]
fn a_body_that_is_refused_is_never_awaited() {
    let kakao = Kakao::start();
    let address = kakao.emulator.url().trim_start_matches("http://");
    let host = format!("Host: {address}\r\n");
    let page = format!("{host}Origin: http://evil.example\r\n");
    let cross_site = format!("{host}Sec-Fetch-Site: cross-site\r\n");
    for (path, headers, length, status) in [
        ("/oauth/token", "Host: evil.example\r\n", 100, 403),
        ("/_emulator/snapshot", page.as_str(), 30 << 20, 403),
        ("/_emulator/clock", cross_site.as_str(), 100, 403),
        ("/oauth/token", page.as_str(), 65 << 10, 413),
        ("/v2/api/talk/memo/default/send", host.as_str(), 65 << 10, 413),
        ("/_emulator/reset", host.as_str(), 65 << 10, 413),
        ("/_emulator/snapshot", host.as_str(), 33 << 20, 413),
    ] {
        assert_eq!(announce(address, path, headers, length), status, "{path} {headers:?} {length}");
    }
    // A snapshot may be large.
    let all = format!("{{\"more\":\"{}\"}}", "x".repeat(1 << 20));
    let answer = kakao.client.post(format!("{}/_emulator/snapshot", kakao.emulator.url())).body(all).send();
    assert_eq!(answer.expect("an answer").status(), 400, "read, and no snapshot");
}

#[test]
fn what_pages_send_is_neither_kept_whole_nor_shown_whole() {
    let requests = std::env::var("HOSTILE").ok().and_then(|text| text.parse().ok()).unwrap_or(3000);
    let (served, ready) = serve(&["--auto", "alice", "--redirect-uri", "http://127.0.0.1:18999/callback"]);
    let url = ready["url"].as_str().expect("text");
    let (key, long) = (ready["rest_api_key"].as_str().expect("text"), "가%00<".repeat(2000));
    let page = |from: usize| {
        let client = client();
        for at in (from..requests).step_by(4) {
            let text = format!("{at}{}", &long[..long.len() / 4 * 3]);
            let form = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("client_id", &text)
                .append_pair("redirect_uri", &text)
                .append_pair("grant_type", &text)
                .finish();
            let ask = client.post(format!("{url}/oauth/token")).header("Origin", "http://evil.example");
            ask.header("Content-Type", "application/x-www-form-urlencoded").body(form).send().expect("an answer");
            let query = [("client_id", key), ("response_type", "code"), ("state", &"s".repeat(12_000))];
            let query = query.into_iter().chain([("redirect_uri", "http://127.0.0.1:18999/callback")]);
            let address = Url::parse_with_params(&format!("{url}/oauth/authorize"), query).expect("a URL");
            assert_eq!(client.get(address).send().expect("an answer").status(), 302);
            drop(client.get(format!("{url}/{}", "p".repeat(12_000))).send().expect("an answer"));
        }
    };
    thread::scope(|scope| {
        for from in 0..4 {
            scope.spawn(move || page(from));
        }
    });
    let status = std::fs::read_to_string(format!("/proc/{}/status", served.id())).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells");
    let peak: u64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    assert!(peak < 64 << 10, "{peak} KiB at most for {requests} times three requests");
    let inspector = client().get(url).send().expect("an answer").bytes().expect("a page");
    assert!(inspector.len() < 300 << 10, "{} bytes", inspector.len());
}

#[test]
fn a_page_of_another_origin_registers_no_redirect_uri() {
    let kakao = Kakao::with(|scenario| {
        scenario.app.redirect_uris.clear();
        scenario.app.registers_first_redirect_uri = true;
        scenario.auto = Some("alice".to_owned());
    });
    let ask = |uri: &str, site: Option<&str>| {
        let query = [("client_id", KEY), ("response_type", "code"), ("redirect_uri", uri)];
        let url = Url::parse_with_params(&format!("{}/oauth/authorize", kakao.emulator.url()), query).expect("a URL");
        let request = kakao.client.get(url);
        let request = site.into_iter().fold(request, |request, site| request.header("Sec-Fetch-Site", site));
        let answer = request.send().expect("an answer");
        let target = answer.headers().get("location").map(|value| value.to_str().expect("text").to_owned());
        target.map(|target| Url::parse(&target).expect("a URL").query_pairs().next().expect("a code").1.into_owned())
    };
    let (evil, own) = ("http://x.localhost:6/x", "http://localhost:3000/callback");
    assert!(ask(evil, Some("cross-site")).is_some(), "an app's own page looks just the same");
    // The developer's app sends its visitors from another origin too, and redeems the code.
    let code = ask(own, Some("cross-site")).expect("a code");
    let answer = kakao.post(
        &format!("{}/oauth/token", kakao.emulator.url()),
        &[
            ("grant_type", "authorization_code".to_owned()),
            ("client_id", KEY.to_owned()),
            ("client_secret", SECRET.to_owned()),
            ("redirect_uri", own.to_owned()),
            ("code", code),
            ("code_verifier", VERIFIER.to_owned()),
        ],
    );
    assert_eq!(answer.status(), 200);
    assert_eq!(ask(evil, Some("cross-site")), None);
    assert_eq!(ask(evil, None), None);
    assert!(ask(own, None).is_some());
}
