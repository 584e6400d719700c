//! What reaches people without a Rust toolchain: manifests from checksums, a workflow that nobody can move, and few
//! dependencies.

use std::{collections::BTreeSet, fs, process::Command};

use crate::support::root;

const TARGETS: [&str; 5] = [
    "x86_64-unknown-linux-musl.tar.gz",
    "aarch64-unknown-linux-musl.tar.gz",
    "x86_64-apple-darwin.tar.gz",
    "aarch64-apple-darwin.tar.gz",
    "x86_64-pc-windows-msvc.zip",
];

fn manifests(sums: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, to) = (folder.path().join("SHA256SUMS"), folder.path().join("manifests"));
    fs::write(&file, sums).expect("a file");
    let mut program = Command::new(root().join(".release/manifests"));
    program.args(["1.2.3", "https://code.example/kakao-login/"]).arg(&file).arg(&to);
    let output = program.output().expect("python3 runs");
    let mut written: Vec<_> =
        fs::read_dir(&to).map(|files| files.map(|file| file.expect("a file").path()).collect()).unwrap_or_default();
    written.sort();
    let texts = written.iter().map(|file| fs::read_to_string(file).expect("text"));
    (output.status.success(), texts.collect())
}

#[test]
fn each_manifest_names_its_archives_with_their_checksums() {
    let lines: Vec<_> = TARGETS
        .iter()
        .enumerate()
        .map(|(number, target)| format!("{number:064x}  kakao-login-1.2.3-{target}\n"))
        .collect();
    let (is_done, texts) = manifests(&lines.concat());
    assert!(is_done);
    for (number, target) in TARGETS.iter().enumerate() {
        let url = format!("https://code.example/kakao-login/releases/download/v1.2.3/kakao-login-1.2.3-{target}\"");
        assert!(texts.contains(&url), "{target}");
        assert!(texts.contains(&format!("\"{number:064x}\"")), "{target}");
    }
    for (missing, target) in TARGETS.iter().enumerate() {
        let rest: String = lines.iter().enumerate().filter(|(at, _)| *at != missing).map(|(_, line)| &**line).collect();
        assert!(!manifests(&rest).0, "without {target}");
    }
}

#[test]
fn every_action_of_the_workflow_is_named_by_a_commit() {
    let workflow = fs::read_to_string(root().join(".github/workflows/release.yml")).expect("text");
    let actions: Vec<_> = workflow.lines().filter_map(|line| line.split("uses: ").nth(1)).collect();
    assert!(!actions.is_empty());
    for action in actions {
        let commit = action.split('@').nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{action}");
    }
}

/// Each is somebody else's code in everybody's hands: more of them is a decision, not an accident.
#[test]
fn dependencies_stay_as_few_as_they_are() {
    let count = |depth: &str| {
        let mut tree = Command::new(env!("CARGO"));
        tree.args(["tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--depth", depth]);
        let output = tree.args(["--target", "x86_64-unknown-linux-gnu"]).current_dir(root()).output().expect("cargo");
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).expect("text");
        let packages: BTreeSet<_> = text.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect();
        packages.len() - 1
    };
    let (named, all) = (count("1"), count("999"));
    assert!(named <= 29 && all <= 163, "{named} named in Cargo.toml, {all} in all");
}
