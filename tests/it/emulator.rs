//! The emulator is as strict as Kakao: each refusal by its status, its code and where it goes.

use kakao_login::emulator::{Emulator, Reason, Scenario};
use reqwest::blocking::{Client, Response};
use serde_json::Value;
use url::Url;

use crate::support::{Person, client};

pub(crate) const REDIRECT_URI: &str = "http://127.0.0.1:18999/callback";
pub(crate) const SECRET: &str = "EmulatorClientSecret0123456789ab";
pub(crate) const KEY: &str = "0123456789abcdef0123456789abcdef";
/// RFC 7636 appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) struct Kakao {
    pub(crate) emulator: Emulator,
    pub(crate) client: Client,
}

impl Kakao {
    pub(crate) fn start() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut Scenario)) -> Self {
        let mut scenario = Scenario::default();
        scenario.app.redirect_uris = vec![REDIRECT_URI.to_owned()];
        change(&mut scenario);
        Self { emulator: Emulator::start(scenario).expect("an emulator"), client: client() }
    }

    pub(crate) fn authorize_url(&self, changes: &[(&str, Option<&str>)]) -> Url {
        let mut parameters = vec![
            ("response_type", "code"),
            ("client_id", KEY),
            ("redirect_uri", REDIRECT_URI),
            ("state", "s1"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in changes {
            parameters.retain(|(other, _)| other != name);
            parameters.extend(value.map(|value| (*name, value)));
        }
        Url::parse_with_params(&format!("{}/oauth/authorize", self.emulator.url()), parameters).expect("a URL")
    }

    /// Logs in by hand, the callback never answered, and returns the query that Kakao redirects with.
    pub(crate) fn redirect(&self, decision: &str, changes: &[(&str, Option<&str>)]) -> Vec<(String, String)> {
        let login = self.client.get(self.authorize_url(changes)).send().expect("an answer");
        let login = self.next(&login);
        let form = [("continue", value(&login, "continue")), ("user", "alice".to_owned())];
        let session = self.post(&format!("{}/login", self.emulator.url()), &form);
        let cookie = session.headers()["set-cookie"].to_str().expect("text").to_owned();
        let next =
            Url::parse(self.emulator.url()).expect("a URL").join(session.headers()["location"].to_str().expect("text"));
        let answer = self.client.get(next.expect("a URL")).header("Cookie", cookie).send().expect("an answer");
        // Who agreed once is not asked again.
        let answer = if answer.status() == 302 { answer } else { self.decide(decision, &answer.text().expect("text")) };
        let target = Url::parse(answer.headers()["location"].to_str().expect("text")).expect("a URL");
        assert!(target.as_str().starts_with(REDIRECT_URI));
        target.query_pairs().into_owned().collect()
    }

    /// Tokens of a fresh login.
    pub(crate) fn tokens(&self) -> Value {
        let (status, tokens) = self.token(&[("code", Some(&self.code()))]);
        assert_eq!(status, 200, "{tokens}");
        tokens
    }

    pub(crate) fn refresh(&self, refresh_token: &str) -> (u16, Value) {
        self.token(&[
            ("grant_type", Some("refresh_token")),
            ("refresh_token", Some(refresh_token)),
            ("code_verifier", None),
            ("redirect_uri", None),
        ])
    }

    /// A call of kapi's; with fields it is a POST.
    pub(crate) fn api(&self, token: &str, path: &str, fields: &[(&str, &str)]) -> (u16, Value) {
        let url = format!("{}{path}", self.emulator.url());
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = if fields.is_empty() { self.client.get(url) } else { self.client.post(url).body(body) };
        let request = request.bearer_auth(token).header("Content-Type", "application/x-www-form-urlencoded");
        let answer = request.send().expect("an answer");
        (answer.status().as_u16(), serde_json::from_str(&answer.text().expect("text")).unwrap_or_default())
    }

    /// What the log says about the newest request.
    pub(crate) fn reason(&self) -> Option<Reason> {
        self.emulator.exchanges().pop().expect("a request").reason
    }

    fn decide(&self, decision: &str, page: &str) -> Response {
        let scopes = ["profile_nickname", "account_email"].map(|scope| ("scope", scope.to_owned()));
        let mut form = vec![("transaction", value(page, "transaction")), ("decision", decision.to_owned())];
        form.extend(scopes);
        self.post(&format!("{}/oauth/authorize/consent", self.emulator.url()), &form)
    }

    pub(crate) fn code(&self) -> String {
        let query = self.redirect("agree", &[]);
        query.into_iter().find(|(name, _)| name == "code").expect("a code").1
    }

    fn next(&self, answer: &Response) -> String {
        assert_eq!(answer.status(), 302);
        let url =
            Url::parse(self.emulator.url()).expect("a URL").join(answer.headers()["location"].to_str().expect("text"));
        self.client.get(url.expect("a URL")).send().expect("an answer").text().expect("text")
    }

    pub(crate) fn post(&self, url: &str, form: &[(&str, String)]) -> Response {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let kind = "application/x-www-form-urlencoded;charset=utf-8";
        self.client.post(url).header("Content-Type", kind).body(body).send().expect("an answer")
    }

    pub(crate) fn token(&self, changes: &[(&str, Option<&str>)]) -> (u16, Value) {
        let mut form = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("client_id", KEY.to_owned()),
            ("client_secret", SECRET.to_owned()),
            ("redirect_uri", REDIRECT_URI.to_owned()),
            ("code_verifier", VERIFIER.to_owned()),
        ];
        for (name, value) in changes {
            form.retain(|(other, _)| other != name);
            form.extend(value.map(|value| (*name, value.to_owned())));
        }
        read(self.post(&format!("{}/oauth/token", self.emulator.url()), &form))
    }
}

pub(crate) fn read(answer: Response) -> (u16, Value) {
    let challenge = answer.headers().get("www-authenticate").map(|value| value.to_str().expect("text"));
    assert_eq!(challenge.is_some_and(|value| value.starts_with("Bearer error=")), answer.status() == 401);
    assert!(challenge.is_none() || answer.status() == 401, "{challenge:?}");
    (answer.status().as_u16(), serde_json::from_str(&answer.text().expect("text")).expect("JSON"))
}

pub(crate) fn value(html: &str, name: &str) -> String {
    let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\"")).expect(name);
    rest.split('"').next().expect("a value").replace("&amp;", "&")
}

#[test]
fn an_answer_has_the_captured_shape() {
    let kakao = Kakao::start();
    let (status, body) = kakao.token(&[("code", Some(&kakao.code()))]);
    assert_eq!(status, 200);
    let keys: Vec<_> = body.as_object().expect("an object").keys().map(String::as_str).collect();
    let captured =
        ["access_token", "token_type", "refresh_token", "id_token", "expires_in", "scope", "refresh_token_expires_in"];
    assert_eq!(keys, captured);
    assert_eq!((&body["token_type"], &body["expires_in"]), (&"bearer".into(), &21_599.into()));
    assert_eq!(body["refresh_token_expires_in"], 5_183_999);
}

#[test]
fn wrong_settings_are_a_page_that_never_comes_back() {
    let kakao = Kakao::start();
    for (changes, code) in [
        (("client_id", Some("wrong")), "KOE101"),
        (("redirect_uri", Some("http://127.0.0.1:18999/callback/")), "KOE006"),
        (("redirect_uri", Some("http://localhost:18999/callback")), "KOE006"),
        (("redirect_uri", None), "KOE006"),
        (("response_type", Some("token")), "KOE202"),
    ] {
        let answer = kakao
            .client
            .get(kakao.authorize_url(&[changes]))
            .header("Accept-Language", "ko")
            .send()
            .expect("an answer");
        assert_eq!(answer.status(), 400);
        assert!(answer.headers().get("location").is_none());
        let page = answer.text().expect("text");
        assert!(page.contains(&format!("앱 관리자 설정 오류 ({code})")), "{code} {page}");
    }
}

#[test]
fn an_unknown_consent_item_is_a_page_after_the_login() {
    let kakao = Kakao::start();
    let page = Person::new().agree(&kakao.authorize_url(&[("scope", Some("account_email,gender"))]));
    assert_eq!((page.status, page.html.contains("(KOE205)"), page.html.contains("gender")), (400, true, true));
}

#[test]
fn a_cancelled_consent_comes_back_with_its_state() {
    let kakao = Kakao::start();
    let query = kakao.redirect("cancel", &[]);
    let expected = [("error", "access_denied"), ("error_description", "User denied access"), ("state", "s1")];
    assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn a_code_is_used_once() {
    let kakao = Kakao::start();
    let code = kakao.code();
    assert_eq!(kakao.token(&[("code", Some(&code))]).0, 200);
    let (status, body) = kakao.token(&[("code", Some(&code))]);
    assert_eq!((status, &body["error"], &body["error_code"]), (400, &"invalid_grant".into(), &"KOE320".into()));
    assert_eq!(body["error_description"], format!("authorization code not found for code={code}"));
}

#[test]
fn the_token_endpoint_refuses_as_kakao_does() {
    let kakao = Kakao::start();
    for (changes, status, error, code) in [
        (("client_id", Some("wrong")), 401, "invalid_client", "KOE101"),
        (("client_secret", Some("wrong")), 401, "invalid_client", "KOE010"),
        (("client_secret", None), 401, "invalid_client", "KOE010"),
        (("redirect_uri", Some("http://localhost:1/")), 400, "invalid_grant", "KOE303"),
        (("code_verifier", Some("wrong")), 400, "invalid_grant", "KOE313"),
        (("code_verifier", None), 400, "invalid_grant", "KOE313"),
        (("grant_type", Some("password")), 400, "unsupported_grant_type", "KOE310"),
    ] {
        let (given, body) = kakao.token(&[("code", Some(&kakao.code())), changes]);
        assert_eq!((given, &body["error"], &body["error_code"]), (status, &error.into(), &code.into()), "{changes:?}");
    }
}

#[test]
fn json_bodies_and_basic_authentication_are_not_understood() {
    let kakao = Kakao::start();
    let url = format!("{}/oauth/token", kakao.emulator.url());
    let json =
        format!(r#"{{"grant_type":"authorization_code","client_id":"{KEY}","client_secret":"{SECRET}","code":"x"}}"#);
    let answer =
        kakao.client.post(&url).header("Content-Type", "application/json").body(json).send().expect("an answer");
    let (status, body) = read(answer);
    assert_eq!((status, &body["error_description"]), (401, &"Not exist client_id [null]".into()));
    let form = "grant_type=authorization_code&code=x";
    let request = kakao.client.post(&url).basic_auth(KEY, Some(SECRET)).body(form);
    let answer = request.header("Content-Type", "application/x-www-form-urlencoded").send().expect("an answer");
    assert_eq!(read(answer).1["error_code"], "KOE101");
}

#[test]
fn kapi_refuses_with_its_own_shape() {
    let kakao = Kakao::start();
    let answer = kakao.client.get(format!("{}/v2/user/me", kakao.emulator.url())).bearer_auth("unknown").send();
    let answer = answer.expect("an answer");
    assert_eq!(answer.headers()["www-authenticate"], "Bearer error=invalid_token");
    let (status, body) = read(answer);
    assert_eq!((status, body), (401, serde_json::json!({"msg": "this access token does not exist", "code": -401})));
}

/// The built command, ended when dropped.
pub(crate) struct Served(std::process::Child);

impl Served {
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

pub(crate) fn serve(arguments: &[&str]) -> (Served, Value) {
    serve_on("0", arguments)
}

pub(crate) fn serve_on(port: &str, arguments: &[&str]) -> (Served, Value) {
    use std::io::BufRead;
    let mut command = std::process::Command::new(crate::support::program());
    command.args(["emulator", "--port", port, "--json"]).args(arguments).env_clear();
    let command = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
    let mut child = command.spawn().expect("it starts");
    let mut line = String::new();
    let mut stdout = std::io::BufReader::new(child.stdout.take().expect("a pipe"));
    stdout.read_line(&mut line).expect("a ready line");
    (Served(child), serde_json::from_str(&line).expect("JSON"))
}

#[test]
fn the_command_serves_a_login_without_a_page() {
    let (_served, ready) = serve(&["--auto", "bob", "--rest-api-key", "my-own-test-key-1"]);
    assert_eq!(
        (&ready["rest_api_key"], &ready["env"]["KAKAO_REST_API_KEY"]),
        (&"my-own-test-key-1".into(), &"my-own-test-key-1".into())
    );
    let mut sandbox = crate::support::Sandbox::new();
    for (name, value) in ready["env"].as_object().expect("an object") {
        sandbox.set(name, value.as_str().expect("text"));
    }
    let outcome = sandbox.log_in(&["--jq", ".id"]).succeeded();
    assert_eq!(outcome.stdout, "1000000002\n");
    let _ = sandbox.run(&["token"]).succeeded();
    // The first redirect URI is registered by being asked for; another one is not.
    let other = format!("http://127.0.0.1:{}/callback", crate::support::free_port());
    let error = sandbox.run(&["login", "--no-browser", "--redirect-uri", &other, "--json"]).failed(7).error();
    assert_eq!(error["kakao"]["error_code"], "KOE006");
}

#[test]
fn the_command_tells_a_taken_port_and_an_unknown_user() {
    let (_served, ready) = serve(&[]);
    let port = ready["url"].as_str().expect("text").rsplit(':').next().expect("a port").to_owned();
    let sandbox = crate::support::Sandbox::new();
    assert_eq!(sandbox.run(&["emulator", "--port", &port, "--json"]).failed(5).error()["code"], "port_taken");
    let _ = sandbox.run(&["emulator", "--port", "0", "--auto", "nobody"]).failed(2);
}

#[test]
fn the_emulator_is_reached_under_its_own_name_only() {
    let kakao = Kakao::start();
    let url = format!("{}/.well-known/openid-configuration", kakao.emulator.url());
    let status = |host: &str| kakao.client.get(&url).header("Host", host).send().expect("an answer").status().as_u16();
    assert_eq!(status("evil.example"), 403);
    let own = kakao.emulator.url().trim_start_matches("http://").to_owned();
    assert_eq!(status(&own), 200);
}

#[test]
fn only_a_redirect_uri_of_this_machine_registers_itself() {
    let kakao = Kakao::with(|scenario| {
        scenario.app.redirect_uris.clear();
        scenario.app.registers_first_redirect_uri = true;
    });
    let seen = |uri: &str| {
        let query = [("client_id", KEY), ("response_type", "code"), ("redirect_uri", uri)];
        let url = Url::parse_with_params(&format!("{}/oauth/authorize", kakao.emulator.url()), query).expect("a URL");
        client().get(url).send().expect("a page").text().expect("text").contains("KOE006")
    };
    for foreign in ["http://evil.example/cb", "http://localhost.evil.example/cb", "http://127.0.0.1@evil.example/"] {
        assert!(seen(foreign), "{foreign}");
    }
    assert!(!seen("http://localhost:3000/login/oauth2/code/kakao"));
    assert!(seen("http://localhost:3000/other"), "the first stays the only one");
}

#[test]
fn what_is_printed_for_a_shell_is_one_word_whatever_is_in_it() {
    let uri = "http://localhost:3000/cb?a=1&b=$(touch x);c='d'";
    let port = crate::support::free_port();
    let mut command = std::process::Command::new(crate::support::program());
    command.args(["emulator", "--port", &port.to_string(), "--redirect-uri", uri, "--auto", "alice"]).env_clear();
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn();
    let child = child.as_mut().expect("it starts");
    let sandbox = crate::support::Sandbox::new();
    let url = format!("http://127.0.0.1:{port}");
    let _ = sandbox.run(&["emulator", "ready", "--wait", "5s", "--url", &url]).succeeded();
    let dotenv = sandbox.run(&["emulator", "env", "--url", &url]).succeeded().stdout;
    drop(child.kill());
    let mut exports = String::new();
    std::io::Read::read_to_string(child.stdout.as_mut().expect("a pipe"), &mut exports).expect("text");
    child.wait().expect("it ends");
    for text in [exports, dotenv] {
        let mut sh = std::process::Command::new("sh");
        sh.args(["-ec", &format!("{text}\nprintf %s \"$KAKAO_REDIRECT_URI\"")]).env_clear();
        let output = sh.current_dir(sandbox.home.path()).output().expect("sh runs");
        assert_eq!(String::from_utf8(output.stdout).expect("text"), uri, "{text}");
        assert!(!sandbox.home.path().join("x").exists());
    }
}
