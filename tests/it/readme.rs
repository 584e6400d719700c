//! The README is true: every command in it runs, and its tables are those of the program.

use std::{collections::BTreeSet, fs};

use crate::support::{Sandbox, root};

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("text")
}

/// The lines of the `sh` blocks, without their comments.
fn commands() -> Vec<String> {
    let text = readme();
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned());
    let lines = blocks.flat_map(|block| block.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>());
    lines
        .map(|line| line.split("  #").next().unwrap_or_default().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn every_command_of_the_readme_runs() {
    let mut sandbox = Sandbox::new();
    sandbox.unset("KAKAO_REST_API_KEY").unset("KAKAO_CLIENT_SECRET");
    fs::write(sandbox.home.path().join("secret.txt"), "EmulatorClientSecret0123456789ab\n").expect("a file");
    let bin = std::path::Path::new(crate::support::program()).parent().expect("a folder").display().to_string();
    sandbox.set("PATH", &format!("{bin}:{}", std::env::var("PATH").expect("PATH")));
    let mut seen = BTreeSet::new();
    for command in commands() {
        if command.starts_with("cargo ") || command == "tests/all" {
            // The build itself; `demo` has its own test and `tests/all` is what runs this one.
            assert!(
                ["cargo run --release --locked -- demo", "cargo install --path . --locked", "tests/all"]
                    .contains(&command.as_str()),
                "{command}"
            );
            seen.insert(command);
            continue;
        }
        if let Some(arguments) = command.strip_prefix("kakao-login login") {
            let arguments: Vec<_> = arguments.split_whitespace().collect();
            let _ = sandbox.log_in(&arguments).succeeded();
            continue;
        }
        let envs = sandbox.environment();
        let mut shell = std::process::Command::new("sh");
        shell.args(["-ec", &command]).env_clear().envs(envs).current_dir(sandbox.home.path());
        let outcome = crate::support::Outcome::of(shell.output().expect("sh runs"));
        assert_eq!(outcome.exit, 0, "{command}: {outcome:?}");
    }
    assert_eq!(seen.len(), 3, "the README names its two commands and how to install");
    assert!(root().join("tests/all").exists());
}

#[test]
fn both_languages_show_the_same_commands() {
    let text = readme();
    let (english, korean) = text.split_once("# 한국어\n").expect("a Korean part");
    let words = |part: &str| {
        let blocks: Vec<_> =
            part.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect();
        let lines = blocks.join("\n");
        let lines = lines
            .lines()
            .map(|line| line.split("  #").next().unwrap_or_default().trim().replace("백업 완료", "backup done"));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(words(english), words(korean));
}

#[test]
fn settings_and_exit_codes_are_those_of_the_program() {
    let text = readme();
    let listed = Sandbox::new().run(&["config", "list", "--json"]).succeeded().json();
    for key in listed.as_object().expect("an object").keys() {
        assert!(text.contains(&format!("| `{key}` |")), "the settings table lacks {key}");
    }
    for code in 0..=8 {
        assert_eq!(text.matches(&format!("\n| {code} | ")).count(), 2, "exit code {code} in both languages");
    }
}

#[test]
fn the_scenario_of_the_readme_is_one() {
    let text = readme();
    let scenario = text.split("```toml\n").find(|block| block.contains("emulator --config")).expect("a scenario");
    let scenario = kakao_login::emulator::Scenario::parse(scenario.split("```").next().expect("text"));
    let scenario = scenario.expect("it is read");
    assert_eq!((scenario.app.members, scenario.users.len()), (Some(vec!["carol".to_owned()]), 1));
}

#[test]
fn the_recorded_session_is_what_the_program_says_today() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = std::process::Command::new(root().join(".github/session"));
    let record = record.arg(crate::support::program()).arg(folder.path()).output().expect("python3 runs");
    assert!(record.status.success(), "{record:?}");
    for language in ["en", "ko"] {
        let name = format!("session-{language}.svg");
        let [new, kept] = [folder.path().to_owned(), root().join(".github")].map(|at| at.join(&name));
        let [new, kept] = [new, kept].map(|file| fs::read_to_string(file).expect("text"));
        assert!(new == kept, "record it again: .github/session target/debug/kakao-login .github");
        assert!(readme().contains(&format!("(.github/{name})")));
    }
}
