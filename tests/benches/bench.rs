//! How fast `token` and `status` are with a valid cache, beside `/bin/true` and other people's programs; `whoami` beside
//! curl; and a login over a slow line beside a client that opens a connection for each request: `cargo bench`. What to
//! make of it: `tests/benches/README.md`.
//!
//! Wall times are medians of alternating runs; memory is the peak resident set as GNU time tells it
//! (Debian's package `time`); instructions, the firmest figure, come from valgrind where it is installed.

#![allow(clippy::print_stdout)] // its answer is a table

#[path = "../it/authority.rs"]
mod authority;
#[path = "../it/line.rs"]
#[allow(dead_code)]
mod line;
#[path = "../it/support.rs"]
#[allow(dead_code)]
mod support;

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use authority::Authority;
use line::{Line, keep_alive};
use reqwest::{Certificate, Url, blocking::Client};
use support::{Person, Sandbox, free_port, program};

const RUNS: usize = 400;
/// Of the line to Kakao.
const ROUND_TRIP: Duration = Duration::from_millis(100);
const LOGINS: usize = 5;
/// What other programs print their token with, where they are installed.
const PEERS: [&[&str]; 2] = [&["gh", "auth", "token"], &["ortie", "token", "show"]];
/// It keeps no token itself: a command of the user's reads it.
const ORTIE: &str = r#"
[accounts.example]
default = true
client-id = "example"
endpoints.authorization = "https://auth.example/authorize"
endpoints.token = "https://auth.example/token"
scopes = []
storage.read.command = ["cat", "HOME/.config/ortie/token.json"]
storage.write.command = ["true"]
"#;
/// Debian's bundle of certificate authorities, which a server's certificate is looked for in.
const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";

fn main() {
    let sandbox = Sandbox::logged_in();
    println!("{:<16} {:>9} {:>8} {:>10} {:>13}", "command", "median", "x true", "peak KiB", "instructions");
    let base = line(&sandbox, &["/bin/true"], None);
    for arguments in [&["token"][..], &["token", "--json"], &["status"], &["--version"], &["--help"]] {
        line(&sandbox, &[&[program()], arguments].concat(), Some(base));
    }
    peers(&sandbox, base);
    let size = std::fs::metadata(program()).expect("the program").len();
    println!("\nbinary: {size} bytes");
    whoami();
    logins();
}

/// Their tokens lie in files of their own, valid for as long as anybody cares.
fn peers(sandbox: &Sandbox, base: Duration) {
    let config = sandbox.home.path().join(".config");
    for (file, text) in [
        ("gh/hosts.yml", "github.com:\n    user: somebody\n    oauth_token: gho_0123456789\n    git_protocol: https\n"),
        ("ortie/config.toml", ORTIE),
        (
            "ortie/token.json",
            r#"{"access_token":"0123456789","token_type":"bearer","expires_in":999999999,"issued_at":1780000000}"#,
        ),
    ] {
        let file = config.join(file);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text.replace("HOME", &sandbox.home.path().display().to_string())).expect("a file");
    }
    for words in PEERS {
        let works = prepared(sandbox, words).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        if works {
            line(sandbox, words, Some(base));
        } else {
            println!("{:<16} is not installed, or does not run here", words.join(" "));
        }
    }
}

/// One request over TLS, trust in the system's bundle and one authority more.
fn whoami() {
    let authority = Authority::new();
    let mut sandbox = Sandbox::logged_in();
    let emulator: Url = sandbox.emulator.url().parse().expect("a URL");
    let server = keep_alive(Some(authority.certify("127.0.0.1", |_| {}).config()), emulator.port().expect("a port"));
    let front = Line::start(free_port(), server, Duration::ZERO);
    let file = sandbox.home.path().join("bundle.pem");
    let bundle = std::fs::read_to_string(BUNDLE).unwrap_or_default() + &authority.pem;
    std::fs::write(&file, bundle).expect("a file");
    let file = file.display().to_string();
    let api = format!("https://127.0.0.1:{}", front.port);
    sandbox.set("SSL_CERT_FILE", &file);
    sandbox.set("KAKAO_API_URL", &api);
    let token = sandbox.run(&["token"]).succeeded().stdout;
    let (header, url) = (format!("Authorization: Bearer {}", token.trim()), format!("{api}/v2/user/me"));
    println!("\nthe user, over TLS, with the system's bundle of authorities:");
    let base = line(&sandbox, &["curl", "-sS", "--cacert", &file, "-H", &header, &url], None);
    line(&sandbox, &[program(), "whoami", "--json"], Some(base));
}

/// From the browser's redirect to the printed user, over TLS on a line with a delay.
fn logins() {
    let authority = Authority::new();
    let ports = [free_port(), free_port()];
    let mut sandbox = Sandbox::with(|scenario| scenario.public_url = Some(format!("https://127.0.0.1:{}", ports[0])));
    let emulator: Url = sandbox.emulator.url().parse().expect("a URL");
    let server = keep_alive(Some(authority.certify("127.0.0.1", |_| {}).config()), emulator.port().expect("a port"));
    let [kauth, kapi] = ports.map(|port| Line::start(port, server, ROUND_TRIP));
    let file = sandbox.home.path().join("authority.pem");
    std::fs::write(&file, &authority.pem).expect("a file");
    sandbox.set("SSL_CERT_FILE", &file.display().to_string());
    sandbox.set("KAKAO_AUTH_URL", &format!("https://127.0.0.1:{}", kauth.port));
    sandbox.set("KAKAO_API_URL", &format!("https://127.0.0.1:{}", kapi.port));

    let mut ours: Vec<_> = (0..LOGINS).map(|_| one_login(&sandbox, &emulator)).collect();
    let certificate = Certificate::from_pem(authority.pem.as_bytes()).expect("a certificate");
    let naive = Client::builder().pool_max_idle_per_host(0).no_proxy().tls_certs_only([certificate]);
    let naive = naive.build().expect("a client");
    let mut theirs: Vec<_> =
        (0..LOGINS).map(|_| one_naive_login(&sandbox, &emulator, &naive, [&kauth, &kapi])).collect();
    println!("\nfrom the redirect to the user, {} ms a round trip:", ROUND_TRIP.as_millis());
    for (name, times) in [("kakao-login login", &mut ours), ("a connection a request", &mut theirs)] {
        times.sort();
        let median = times[LOGINS / 2].as_secs_f64();
        println!("{name:<22} {:>6.0} ms {:>6.2} round trips", median * 1000.0, median / ROUND_TRIP.as_secs_f64());
    }
}

/// The person takes a second in the browser, which has a line of its own.
fn agree(sandbox: &Sandbox, emulator: &Url, url: &Url) -> Url {
    let mut url = url.clone();
    url.set_scheme("http").expect("a scheme");
    url.set_port(emulator.port()).expect("a port");
    std::thread::sleep(Duration::from_secs(1));
    Person::elsewhere(&sandbox.redirect_uri).agree(&url).url
}

fn one_login(sandbox: &Sandbox, emulator: &Url) -> Duration {
    let login = sandbox.start_login(&["--scope", "openid"]);
    let back = agree(sandbox, emulator, &login.url);
    let started = Instant::now();
    let browser = std::thread::spawn(move || {
        let client = Client::builder().no_proxy().build().expect("a client");
        client.get(back).send().and_then(|page| page.text()).expect("the page that says so")
    });
    let outcome = login.finish();
    let elapsed = started.elapsed();
    assert_eq!(outcome.exit, 0, "{outcome:?}");
    assert!(browser.join().expect("the browser").contains("<main class=\"done\">"));
    elapsed
}

/// Token, keys and user, each over a connection of its own.
fn one_naive_login(sandbox: &Sandbox, emulator: &Url, client: &Client, [kauth, kapi]: [&Line; 2]) -> Duration {
    let login = sandbox.start_login(&["--scope", "openid", "--timeout", "1"]);
    let back = agree(sandbox, emulator, &login.url);
    drop(login.finish());
    // The code belongs to that login's verifier, so that this exchange is refused; it takes as long.
    let code = back.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
    let [kauth, kapi] = [kauth, kapi].map(|line| format!("https://127.0.0.1:{}", line.port));
    let started = Instant::now();
    let form = format!("grant_type=authorization_code&code={code}");
    let form_type = "application/x-www-form-urlencoded";
    client.post(format!("{kauth}/oauth/token")).header("content-type", form_type).body(form).send().expect("an answer");
    client.get(format!("{kauth}/.well-known/jwks.json")).send().expect("an answer");
    client.get(format!("{kapi}/v2/user/me")).send().expect("an answer");
    started.elapsed()
}

fn line(sandbox: &Sandbox, words: &[&str], base: Option<Duration>) -> Duration {
    let mut times: Vec<_> = (0..RUNS).map(|_| time(sandbox, words)).collect();
    times.sort();
    let median = times[RUNS / 2];
    let factor = base.map_or(1.0, |base| median.as_secs_f64() / base.as_secs_f64());
    let name = match words {
        [first, rest @ ..] if *first == program() => rest.join(" "),
        // Its arguments would fill the line.
        ["curl", ..] => "curl".to_owned(),
        words => words.join(" "),
    };
    let (memory, instructions) = (memory(sandbox, words), instructions(sandbox, words));
    println!("{name:<16} {:>6.2} ms {factor:>8.2} {memory:>10} {instructions:>13}", median.as_secs_f64() * 1000.0);
    median
}

/// The command in the sandbox's environment, with something in front.
fn prepared(sandbox: &Sandbox, words: &[&str]) -> Command {
    let environment = sandbox.environment();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).env_clear().envs(environment).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn time(sandbox: &Sandbox, words: &[&str]) -> Duration {
    let mut command = prepared(sandbox, words);
    let started = Instant::now();
    let status = command.status().expect("it starts");
    let elapsed = started.elapsed();
    assert!(status.success(), "{words:?}");
    elapsed
}

fn memory(sandbox: &Sandbox, words: &[&str]) -> String {
    let output = prepared(sandbox, &[&["time", "-f", "%M"], words].concat()).output();
    output.map_or("-".into(), |output| String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

fn instructions(sandbox: &Sandbox, words: &[&str]) -> String {
    let valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let Ok(output) = prepared(sandbox, &[&valgrind, words].concat()).output() else { return "-".into() };
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    told.lines().find_map(|line| line.split("Collected : ").nth(1)).unwrap_or("-").to_owned()
}
