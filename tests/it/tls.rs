//! Servers that speak TLS: the right one works with the authority in `SSL_CERT_FILE`, every wrong one is refused.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::{ServerConnection, StreamOwned, pki_types::PrivatePkcs8KeyDer};

use crate::{
    authority::{Authority, Identity},
    front::{TOKENS, json},
    support::Sandbox,
};

/// A server on this machine that shows `identity` and answers every request with tokens. Returns its URL.
fn serve(identity: Identity) -> String {
    let config = identity.config();
    listen(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).expect("a connection");
        let mut stream = StreamOwned::new(connection, stream);
        let mut request = [0; 4096];
        // A client that refuses the certificate leaves here.
        if stream.read(&mut request).is_ok_and(|count| count > 0) {
            drop(stream.write_all(&json(200, TOKENS)));
            stream.conn.send_close_notify();
            drop(stream.flush());
        }
    })
}

fn listen(talk: impl Fn(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://127.0.0.1:{}", listener.local_addr().expect("an address").port());
    thread::spawn(move || listener.incoming().flatten().for_each(talk));
    url
}

/// A home that trusts `authority` and has a refresh token for the server.
fn home(authority: &Authority, url: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    let file = sandbox.home.path().join("authority.pem");
    fs::write(&file, &authority.pem).expect("a file");
    sandbox.set("SSL_CERT_FILE", &file.display().to_string()).unset("KAKAO_CLIENT_SECRET");
    sandbox.set("KAKAO_AUTH_URL", url).set("KAKAO_API_URL", url).set("KAKAO_REFRESH_TOKEN", "front-refresh");
    sandbox
}

#[test]
fn a_server_of_the_authority_in_ssl_cert_file_is_trusted() {
    let authority = Authority::new();
    let url = serve(authority.certify("127.0.0.1", |_| {}));
    let mut sandbox = home(&authority, &url);
    let keys = sandbox.home.path().join("keys.log");
    sandbox.set("SSLKEYLOGFILE", &keys.display().to_string());
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, "front-access\n");
    assert!(!keys.exists(), "the keys of a session are nobody's business");
}

#[test]
fn every_wrong_server_is_refused_with_its_cause() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let valid = |from, to| {
        move |params: &mut CertificateParams| {
            (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(to, 1, 1));
        }
    };
    let own = KeyPair::generate().expect("a key");
    let certificate = CertificateParams::new(["127.0.0.1".to_owned()]).and_then(|params| params.self_signed(&own));
    let self_signed = Identity {
        chain: vec![certificate.expect("a certificate").into()],
        key: PrivatePkcs8KeyDer::from(own.serialize_der()).into(),
    };
    for (name, identity) in [
        ("an unknown authority", stranger.certify("127.0.0.1", |_| {})),
        ("signed by itself", self_signed),
        ("expired", authority.certify("127.0.0.1", valid(2001, 2002))),
        ("not yet valid", authority.certify("127.0.0.1", valid(2101, 2102))),
        ("another name", authority.certify("kauth.kakao.com", |_| {})),
        ("another address", authority.certify("127.0.0.2", |_| {})),
    ] {
        let url = serve(identity);
        let error = home(&authority, &url).run(&["token", "--json"]).failed(6).error();
        assert_eq!(error["code"], "network", "{name}: {error}");
        let message = error["message"].as_str().expect("text").to_ascii_lowercase();
        assert!(message.contains("certificate"), "{name}: {message}");
    }
}

#[test]
fn what_is_no_tls_is_refused() {
    let authority = Authority::new();
    type Talk = fn(TcpStream);
    let servers: [(&str, Talk); 4] = [
        ("plain http", |mut stream| drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))),
        ("closed at once", drop),
        // A fatal `protocol_version` alert (RFC 8446 section 6.2), as a server of TLS 1.0 sends.
        ("too old", |mut stream| drop(stream.write_all(&[0x15, 3, 1, 0, 2, 2, 70]))),
        ("a close notify in the handshake", |mut stream| drop(stream.write_all(&[0x15, 3, 3, 0, 2, 1, 0]))),
    ];
    for (name, talk) in servers {
        let url = listen(talk);
        let error = home(&authority, &url).run(&["token", "--json"]).failed(6).error();
        assert_eq!(error["code"], "network", "{name}: {error}");
    }
}

#[test]
fn authorities_that_cannot_be_read_are_told() {
    let authority = Authority::new();
    let url = serve(authority.certify("127.0.0.1", |_| {}));
    let mut sandbox = home(&authority, &url);
    sandbox.set("SSL_CERT_FILE", "/nonexistent/authority.pem");
    let error = sandbox.run(&["token", "--json"]).failed(6).error();
    assert_eq!(error["code"], "network", "{error}");
}

#[test]
fn a_proxy_is_used_for_the_world_and_not_for_this_machine() {
    let proxy = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://user:pr0xy-passw0rd@127.0.0.1:{}", proxy.local_addr().expect("an address").port());
    let asked = thread::spawn(move || {
        let (mut stream, _) = proxy.accept().expect("a client");
        let mut request = [0; 4096];
        let count = stream.read(&mut request).expect("a request");
        drop(stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
        String::from_utf8_lossy(&request[..count]).into_owned()
    });
    let mut sandbox = Sandbox::new();
    sandbox.set("HTTPS_PROXY", &address).set("HTTP_PROXY", &address).set("ALL_PROXY", &address);
    // Pages and tokens of this machine's own server come straight from it.
    let _ = sandbox.log_in(&[]).succeeded();
    sandbox.unset("KAKAO_AUTH_URL").unset("KAKAO_API_URL").set("KAKAO_REFRESH_TOKEN", "r");
    let outcome = sandbox.run(&["-vv", "token"]).failed(6);
    assert!(!outcome.stderr.contains("pr0xy"), "{outcome:?}");
    let request = asked.join().expect("it was asked");
    assert!(request.starts_with("CONNECT kauth.kakao.com:443 "), "{request}");
    // A proxy that is not there: told, and not gone around.
    let _ = sandbox.set("HTTPS_PROXY", "http://127.0.0.1:9").run(&["token"]).failed(6);
}
