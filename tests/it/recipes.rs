//! The recipes are true: each block of `tests/recipes/README.md` runs as it stands, one after the other.

use std::{
    fs,
    process::{Command, Stdio},
};

use crate::support::{Outcome, Sandbox, free_port, program, root};

struct Block {
    /// `sh`, `python`, `crontab`.
    language: String,
    text: String,
    /// The heading above it.
    recipe: String,
}

fn blocks() -> Vec<Block> {
    let page = fs::read_to_string(root().join("tests/recipes/README.md")).expect("text");
    let recipes = page.split("\n## ").skip(1).flat_map(|recipe| {
        let heading = recipe.lines().next().unwrap_or_default().to_owned();
        let fenced: Vec<_> = recipe.split("```").map(str::to_owned).collect();
        fenced.into_iter().skip(1).step_by(2).map(move |block| {
            let (language, text) = block.split_once('\n').expect("a block of a language");
            Block { language: language.to_owned(), text: text.to_owned(), recipe: heading.clone() }
        })
    });
    recipes.collect()
}

fn sandbox() -> Sandbox {
    let mut sandbox = Sandbox::logged_in();
    let bin = std::path::Path::new(program()).parent().expect("a folder").display().to_string();
    sandbox.set("PATH", &format!("{bin}:/usr/bin:{}", std::env::var("PATH").expect("PATH")));
    sandbox
}

fn run(sandbox: &Sandbox, program: &[&str], text: &str) -> Outcome {
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).arg(text).env_clear().envs(sandbox.environment()).stdin(Stdio::null());
    let outcome = Outcome::of(command.current_dir(sandbox.home.path()).output().expect("it starts"));
    assert_eq!(outcome.exit, 0, "{text}\n{outcome:?}");
    outcome
}

fn recipe(words: &str) -> impl Iterator<Item = Block> {
    let words = words.to_owned();
    let found: Vec<_> = blocks().into_iter().filter(|block| block.recipe.contains(&words)).collect();
    assert!(!found.is_empty(), "{words}");
    found.into_iter()
}

fn file(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.home.path().join(name)).expect("the recipe wrote it")
}

/// The messages that the user sent to themselves.
fn inbox(sandbox: &Sandbox) -> String {
    let url = format!("{}/_emulator/memo", sandbox.emulator.url());
    crate::support::client().get(url).send().expect("an answer").text().expect("text")
}

#[test]
fn a_message_to_oneself_from_cron() {
    let sandbox = sandbox();
    let mut written = false;
    for block in recipe("from cron") {
        if let Some(arguments) = block.text.trim().strip_prefix("kakao-login login ") {
            let _ = sandbox.log_in(&arguments.split(' ').collect::<Vec<_>>()).succeeded();
        } else if block.language == "sh" {
            let _ = run(&sandbox, &["sh", "-ec"], &block.text);
            written = true;
        } else {
            let times: Vec<_> = block.text.split(' ').take(5).collect();
            assert_eq!((block.language.as_str(), times), ("crontab", vec!["0", "4", "*", "*", "*"]));
            assert!(written && block.text.contains("./tell-me"), "{}", block.text);
        }
    }
    let inbox = inbox(&sandbox);
    assert!(inbox.contains(r#"backup \"nightly\" is done"#), "{inbox}");
}

#[test]
fn a_refresh_token_in_ci() {
    let here = sandbox();
    let mut blocks = recipe("CI with");
    let _ = run(&here, &["sh", "-ec"], &blocks.next().expect("how to get it").text);
    let printed = file(&here, "refresh-token");
    let mut there = sandbox();
    for name in ["KAKAO_AUTH_URL", "KAKAO_API_URL"] {
        there.set(name, here.emulator.url());
    }
    fs::remove_dir_all(there.config_folder()).expect("CI has nothing cached");
    there.set("KAKAO_REFRESH_TOKEN", printed.trim());
    let _ = run(&there, &["sh", "-ec"], &blocks.next().expect("how to use it").text);
    assert!(file(&there, "access-token").starts_with("emu_access_"));
    assert!(!there.home.path().join("new-refresh-token").exists(), "it does not rotate in its first month");
}

#[test]
fn curl_with_a_valid_token() {
    for block in recipe("curl with") {
        let outcome = run(&sandbox(), &["sh", "-ec"], &block.text);
        assert_eq!(outcome.json()["id"], 1_376_016_924_429_759_228_u64);
    }
}

#[test]
fn frameworks_and_tests_against_the_emulator() {
    let mut sandbox = sandbox();
    for block in recipe("against the emulator") {
        let port = free_port();
        sandbox.set("KAKAO_AUTH_URL", &format!("http://127.0.0.1:{port}"));
        let text = block.text.replace("kakao-login emulator --", &format!("kakao-login emulator --port {port} --"));
        let _ = run(&sandbox, &["sh", "-ec"], &text);
        assert!(file(&sandbox, ".env").contains(&format!("http://127.0.0.1:{port}")));
    }
    assert!(file(&sandbox, "application-kakao.yml").contains("user-name-attribute: id"));
    assert!(file(&sandbox, "kakao-provider.js").contains("KakaoProvider({"));
    assert!(file(&sandbox, "kakao_settings.py").contains("SOCIALACCOUNT_PROVIDERS"));
    assert!(file(&sandbox, "tokens.json").contains("\"access_token\""));
}

#[test]
fn a_script_that_kept_its_tokens_moves_over() {
    let sandbox = sandbox();
    let _ = sandbox.log_in(&["--scope", "talk_message"]).succeeded();
    let kept: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(sandbox.token_file()).expect("a file")).expect("JSON");
    let kept = &kept["login"];
    let answer = serde_json::json!({
        "access_token": kept["access_token"], "refresh_token": kept["refresh_token"], "token_type": "bearer",
        "expires_in": 21599, "refresh_token_expires_in": 5_183_999, "scope": "talk_message",
    });
    fs::remove_dir_all(sandbox.config_folder()).expect("it goes");
    fs::write(sandbox.home.path().join("kakao_code.json"), answer.to_string()).expect("a file");
    for block in recipe("Moving") {
        let program: &[&str] = if block.language == "sh" { &["sh", "-ec"] } else { &["/usr/bin/python3", "-c"] };
        let _ = run(&sandbox, program, &block.text);
    }
    assert!(inbox(&sandbox).contains("hello"));
}
