//! Networks as they are: no certificates, proxies that cannot be read, slow uploads, keys that cannot be had.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::Command,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use crate::support::{Outcome, Sandbox, program};

/// What leads to Kakao itself.
fn at_kakao() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.unset("KAKAO_AUTH_URL").unset("KAKAO_API_URL");
    sandbox
}

#[test]
fn without_certificates_plain_http_works_and_a_login_at_kakao_ends_before_the_browser() {
    let mut sandbox = Sandbox::new();
    sandbox.set("SSL_CERT_FILE", "/nowhere/certs.pem").set("SSL_CERT_DIR", "/nowhere");
    let _ = sandbox.run(&["demo", "--no-browser"]).succeeded();
    let _ = sandbox.run(&["emulator", "ready"]).succeeded();
    let _ = sandbox.run(&["emulator", "code", "--user", "alice"]).succeeded();
    let _ = sandbox.log_in(&[]).succeeded();
    let _ = sandbox.run(&["whoami"]).succeeded();
    sandbox.unset("KAKAO_AUTH_URL").unset("KAKAO_API_URL");
    for arguments in [&["login"][..], &["login", "--no-browser"]] {
        let outcome = sandbox.run(arguments).failed(6);
        assert!(!outcome.stderr.contains("oauth/authorize"), "nobody is sent to the browser: {outcome:?}");
        assert!(outcome.stderr.contains("SSL_CERT_FILE leads to no certificate"), "{outcome:?}");
        assert!(outcome.stderr.contains("ca-certificates") && outcome.stderr.contains("unset SSL_CERT_FILE"));
    }
    let doctor = sandbox.run(&["doctor"]);
    assert!(doctor.exit == 6 && doctor.stdout.contains("SSL_CERT_FILE"), "{doctor:?}");
}

#[test]
fn a_machine_without_a_certificate_store_is_told_how_to_get_one_as_root() {
    let sandbox = at_kakao();
    let empty = sandbox.home.path().join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    let mut command = Command::new("unshare");
    let line = "mount --bind \"$0\" /etc/ssl && exec \"$@\"";
    command.args(["-m", "sh", "-c", line]).arg(&empty).arg(program()).args(["login", "--no-browser"]);
    let output = command.env_clear().envs(sandbox.environment()).output().expect("unshare runs, as root");
    let outcome = Outcome::of(output).failed(6);
    assert!(outcome.stderr.contains("`apt install ca-certificates`"), "{outcome:?}");
    assert!(!outcome.stderr.contains("SSL_CERT") && !outcome.stderr.contains("oauth/authorize"), "{outcome:?}");
}

#[test]
fn a_proxy_that_cannot_be_read_is_never_passed_by() {
    for value in
        ["http://user:p#ss@127.0.0.1:9", "http://user:p/ss@127.0.0.1:9", "http://CORP\\u:p@127.0.0.1:9", "\"x\""]
    {
        let mut sandbox = at_kakao();
        sandbox.set("HTTPS_PROXY", value).set("KAKAO_REFRESH_TOKEN", "given-refresh-token");
        for arguments in [
            &["login", "--no-browser"][..],
            &["token"],
            &["refresh"],
            &["whoami"],
            &["api", "/v2/user/me"],
            &["scopes"],
            &["exec", "true"],
            &["logout"],
        ] {
            let outcome = sandbox.run(arguments).failed(2);
            assert!(outcome.stderr.contains("HTTPS_PROXY") && outcome.stderr.contains("%23"), "{outcome:?}");
            assert!(!outcome.stderr.contains(value) && !outcome.stderr.contains("oauth/authorize"), "{outcome:?}");
        }
        let doctor = sandbox.run(&["doctor"]);
        assert_eq!(doctor.exit, 2, "{doctor:?}");
        assert!(doctor.stdout.contains("!!  proxy and CA") && !doctor.stdout.contains(value), "{doctor:?}");
    }
}

/// A server that takes one connection, talks, and passes on what it heard.
fn listen(talk: impl FnOnce(&mut TcpStream) -> Vec<u8> + Send + 'static) -> (u16, Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
        sender.send(talk(&mut stream)).expect("the test waits");
    });
    (port, receiver)
}

fn read_head(stream: &mut TcpStream) -> Vec<u8> {
    let (mut heard, mut byte) = (Vec::new(), [0]);
    while !heard.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count == 1) {
        heard.push(byte[0]);
    }
    heard
}

#[test]
fn a_password_with_an_at_sign_is_read_as_curl_reads_it() {
    let (port, heard) = listen(|stream| {
        let head = read_head(stream);
        stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n").expect("it listens");
        head
    });
    let mut sandbox = at_kakao();
    sandbox.set("HTTPS_PROXY", &format!("http://user:p@ss@127.0.0.1:{port}")).set("KAKAO_ACCESS_TOKEN", "t0ken");
    let _ = sandbox.run(&["whoami"]).failed(6);
    let heard =
        String::from_utf8(heard.recv_timeout(Duration::from_secs(10)).expect("the proxy was asked")).expect("text");
    assert!(heard.starts_with("CONNECT kapi.kakao.com:443 "), "{heard}");
    // printf user:p@ss | base64
    assert!(heard.to_ascii_lowercase().contains("proxy-authorization: basic dxnlcjpwqhnz"), "{heard}");
}

#[test]
fn a_socks5h_proxy_is_given_the_name() {
    let (port, heard) = listen(|stream| {
        let mut greeting = [0; 3];
        stream.read_exact(&mut greeting).expect("a greeting");
        stream.write_all(&[5, 0]).expect("it listens");
        let mut request = [0; 64];
        let count = stream.read(&mut request).expect("a request");
        request[..count].to_vec()
    });
    let mut sandbox = at_kakao();
    sandbox.set("ALL_PROXY", &format!("socks5h://127.0.0.1:{port}")).set("KAKAO_ACCESS_TOKEN", "t0ken");
    let _ = sandbox.run(&["whoami"]).failed(6);
    let heard = heard.recv_timeout(Duration::from_secs(10)).expect("the proxy was asked");
    assert!(heard.windows(14).any(|window| window == b"kapi.kakao.com"), "{heard:?}");
}

#[test]
fn keys_that_cannot_be_had_are_no_bad_signature() {
    let sandbox = Sandbox::new();
    sandbox.emulator.fail("/.well-known/jwks.json", 2, 500, "");
    let outcome = sandbox.log_in(&[]).succeeded();
    assert!(outcome.stderr.contains("keys to check it with could not be had from 127.0.0.1"), "{outcome:?}");
    assert!(!outcome.stderr.contains("signature"), "{outcome:?}");
    let _ = sandbox.run(&["token", "--id"]).failed(1);
    let _ = sandbox.run(&["whoami"]).succeeded();
}

#[test]
fn an_upload_may_take_as_long_as_it_moves() {
    const SIZE: usize = 6 << 20;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let head = String::from_utf8(read_head(&mut stream)).expect("text");
        assert!(head.contains(&format!("content-length: {SIZE}")), "{head}");
        // Longer than a call may wait for its answer, in pieces that a slow line would take.
        let (mut count, mut chunk) = (0, vec![0; SIZE / 17]);
        for _ in 0..17 {
            thread::sleep(Duration::from_secs(1));
            let mut filled = 0;
            while filled < chunk.len() {
                filled += stream.read(&mut chunk[filled..]).expect("it goes on");
            }
            count += filled;
        }
        while count < SIZE {
            count += stream.read(&mut chunk).expect("it goes on");
        }
        stream.write_all(&crate::front::json(200, "{}")).expect("it listens");
    });
    let mut sandbox = Sandbox::new();
    sandbox.set("KAKAO_API_URL", &url).set("KAKAO_ACCESS_TOKEN", "t0ken");
    let file = sandbox.home.path().join("large");
    std::fs::write(&file, vec![b'x'; SIZE]).expect("a file");
    let outcome = sandbox.run(&["api", "/v1/upload", "--input", &file.display().to_string()]).succeeded();
    assert_eq!(outcome.stdout, "{}\n");
    server.join().expect("it ends");
}
