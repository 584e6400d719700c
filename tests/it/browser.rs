//! A real browser: Chromium clicks through the emulator's pages while the built `login` waits.

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use reqwest::blocking::Client;
use serde_json::{Value, json};

use crate::support::{Sandbox, client, free_port};

/// Chromium behind its WebDriver, in one language.
struct Browser {
    client: Client,
    session: String,
    driver: Child,
}

impl Browser {
    fn start(language: &str) -> Self {
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed: tests/all does it");
        let root = format!("http://127.0.0.1:{port}");
        let mut browser = Self { client: client(), session: root.clone(), driver };
        let end = Instant::now() + Duration::from_secs(30);
        while browser.client.get(format!("{root}/status")).send().is_err() {
            assert!(Instant::now() < end, "chromedriver does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-first-run",
        ];
        let options = json!({
            "args": arguments.map(str::to_owned).into_iter().chain([format!("--lang={language}")]).collect::<Vec<_>>(),
            "prefs": { "intl.accept_languages": language },
        });
        let wish =
            json!({ "capabilities": { "alwaysMatch": { "browserName": "chrome", "goog:chromeOptions": options } } });
        let session = browser.post("/session", &wish)["sessionId"].as_str().expect("a session").to_owned();
        browser.session = format!("{root}/session/{session}");
        browser
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.client.post(format!("{}{path}", self.session)).timeout(Duration::from_secs(60));
        let answer =
            request.header("Content-Type", "application/json").body(body.to_string()).send().expect("an answer");
        let is_good = answer.status().is_success();
        let answer: Value = serde_json::from_str(&answer.text().expect("text")).expect("JSON");
        assert!(is_good, "{path}: {}", answer["value"]["message"]);
        answer["value"].clone()
    }

    fn go(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    fn click(&self, selector: &str) {
        let element = self.post("/element", &json!({ "using": "css selector", "value": selector }));
        let id =
            element.as_object().and_then(|object| object.values().next()).and_then(Value::as_str).expect("an element");
        self.post(&format!("/element/{id}/click"), &json!({}));
    }

    fn look(&self, script: &str) -> String {
        let value = self.post("/execute/sync", &json!({ "script": format!("return {script}"), "args": [] }));
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    }

    /// Waits until the page that a click leads to has this heading.
    #[track_caller]
    fn arrives_at(&self, heading: &str) {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let shown = self.look("document.querySelector('h1')?.innerText ?? ''");
            if shown == heading {
                return;
            }
            assert!(Instant::now() < end, "the page says {shown:?}, not {heading:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Saves what is on the screen where `SCREENSHOTS` names a folder.
    fn photograph(&self, name: &str) {
        let Some(folder) = std::env::var_os("SCREENSHOTS") else { return };
        let answer = self.client.get(format!("{}/screenshot", self.session)).send().expect("an answer");
        let answer: Value = serde_json::from_str(&answer.text().expect("text")).expect("JSON");
        let png =
            base64::Engine::decode(&base64::engine::general_purpose::STANDARD, answer["value"].as_str().expect("text"));
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), png.expect("base64"))
            .expect("a file");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.client.delete(&self.session).send());
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

#[test]
fn a_person_agrees_in_korean() {
    let sandbox = Sandbox::new();
    let browser = Browser::start("ko");
    let login = sandbox.start_login(&["--lang", "ko", "--scope", "talk_message"]);
    browser.go(login.url.as_str());
    browser.photograph("ko-login");
    assert_eq!(browser.look("document.querySelector('.kakao').innerText"), "카카오 로그인");
    assert_eq!(browser.look("getComputedStyle(document.querySelector('.kakao')).backgroundColor"), "rgb(254, 229, 0)");
    browser.click("input[value=bob]");
    browser.click("button.kakao");
    browser.arrives_at("동의하기");
    browser.photograph("ko-consent");
    assert!(browser.look("document.querySelector('main').innerText").contains("카카오톡 메시지 전송"));
    browser.click("button[value=agree]");
    browser.arrives_at("로그인했어요");
    browser.photograph("ko-done");
    assert!(browser.look("document.querySelector('p').innerText").contains("이 탭을 닫고 터미널로 돌아가 주세요"));
    let place = browser.look("location.pathname + location.search");
    assert!(place.starts_with("/done/") && !place.contains('?'), "the code left the address bar: {place}");
    let outcome = login.finish().succeeded();
    assert!(outcome.stdout.starts_with("닉네임       밥\n회원번호     1000000002\n"), "{outcome:?}");
    let style = browser.look("getComputedStyle(document.querySelector('main')).borderTopColor");
    assert_eq!(style, "rgb(254, 229, 0)", "the style is let through by the page's own policy");
}

#[test]
fn a_person_unticks_one_item_in_english() {
    let sandbox = Sandbox::new();
    let browser = Browser::start("en");
    let login = sandbox.start_login(&["--lang", "en"]);
    browser.go(login.url.as_str());
    browser.photograph("en-login");
    assert_eq!(browser.look("document.querySelector('.kakao').innerText"), "Login with Kakao");
    browser.click("button.kakao");
    browser.arrives_at("Consent");
    browser.click("input[value=account_email]");
    browser.photograph("en-consent");
    browser.click("button[value=agree]");
    browser.arrives_at("You are logged in");
    browser.photograph("en-done");
    let outcome = login.finish().succeeded();
    assert!(outcome.stdout.contains("e-mail     – not agreed"), "{outcome:?}");
}

#[test]
fn a_person_cancels_in_both_languages() {
    for (language, heading) in [("ko", "로그인을 취소했어요"), ("en", "The login was cancelled")] {
        let sandbox = Sandbox::new();
        let browser = Browser::start(language);
        let login = sandbox.start_login(&["--lang", language]);
        browser.go(login.url.as_str());
        browser.click("button.kakao");
        browser.arrives_at(if language == "ko" { "동의하기" } else { "Consent" });
        browser.click("button[value=cancel]");
        browser.arrives_at(heading);
        browser.photograph(&format!("{language}-cancelled"));
        let _ = login.finish().failed(3);
    }
}

#[test]
fn a_person_sees_that_the_exchange_failed() {
    let mut sandbox = Sandbox::new();
    sandbox.set("KAKAO_CLIENT_SECRET", "wrong");
    let browser = Browser::start("ko");
    let login = sandbox.start_login(&["--lang", "ko"]);
    browser.go(login.url.as_str());
    browser.click("button.kakao");
    browser.arrives_at("동의하기");
    browser.click("button[value=agree]");
    browser.arrives_at("로그인하지 못했어요");
    browser.photograph("ko-failed");
    let _ = login.finish().failed(7);
}

#[test]
fn a_person_sees_kakaos_error_page_and_stays_there() {
    let sandbox = Sandbox::with(|scenario| scenario.app.redirect_uris.clear());
    let browser = Browser::start("ko");
    let login = sandbox.start_login(&["--no-probe", "--timeout", "5", "--lang", "ko"]);
    browser.go(login.url.as_str());
    browser.photograph("ko-koe006");
    assert_eq!(browser.look("document.querySelector('h1').innerText"), "앱 관리자 설정 오류 (KOE006)");
    let outcome = login.finish().failed(8);
    assert!(outcome.stderr.contains("KOE006"), "{outcome:?}");
}
