//! The house rules, as tests: who may import whom, where each outside crate lives, how long a file may be,
//! and that what is generated is fresh.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::support::{Sandbox, root};

/// The layers of `src/lib.rs`. A module imports only from a smaller number.
const LAYERS: [(&str, u8); 26] = [
    ("main", 11),
    ("lib", 10),
    ("commands", 9),
    ("fuzzing", 9),
    ("checkup", 8),
    ("report", 7),
    ("authorization", 6),
    ("session", 6),
    ("profile", 5),
    ("portrait", 5),
    ("settings", 4),
    ("store", 4),
    ("kakao", 3),
    ("output", 3),
    ("machine", 3),
    ("oauth", 2),
    ("system", 2),
    ("wire", 1),
    ("loopback", 1),
    ("folder", 1),
    ("failure", 1),
    ("emulator", 1),
    ("cli", 1),
    ("messages", 0),
    ("secret", 0),
    ("http", 0),
];

/// Outside crates with effects or with a style of their own, and the only places that name them.
const HOMES: [(&str, &[&str]); 19] = [
    ("anstream", &["output/human.rs"]),
    (
        "clap",
        &[
            "cli.rs",
            "cli/emulator.rs",
            "cli/help.rs",
            "cli/korean.rs",
            "commands.rs",
            "commands/usage.rs",
            "commands/completions.rs",
            "commands/man.rs",
        ],
    ),
    ("clap_complete", &["cli.rs", "commands/completions.rs"]),
    ("clap_mangen", &["commands/man.rs"]),
    ("close_fds", &["machine/browser.rs"]),
    ("colored", &["output/human.rs"]),
    ("dialoguer", &["machine/prompt.rs"]),
    ("directories", &["machine/dirs.rs"]),
    (
        "humantime",
        &["cli.rs", "emulator/control.rs", "emulator/journal.rs", "emulator/scenario/file.rs", "portrait.rs"],
    ),
    ("jaq_core", &["output/json.rs"]),
    ("open", &["machine/browser.rs"]),
    ("reqwest", &["machine/http.rs"]),
    ("rpassword", &["machine/prompt.rs"]),
    ("shell_words", &["machine/browser.rs"]),
    (
        "rustix",
        &["folder/unix.rs", "http/connections.rs", "machine/limits.rs", "machine/peers.rs", "machine/prompt.rs"],
    ),
    ("rustls", &["machine/http.rs"]),
    ("signal_hook", &["machine/ending.rs", "machine/prompt.rs"]),
    ("tiny_http", &["http.rs", "http/reading.rs"]),
    ("toml_edit", &["emulator/scenario/file.rs", "settings/file.rs"]),
];

const LONGEST: usize = 400;

fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let (source, mut found) = (root().join("src"), Vec::new());
    walk(&source, &mut found);
    let rust = found.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let named = rust.map(|path| {
        let name = path.strip_prefix(&source).expect("below src").display().to_string();
        (name, fs::read_to_string(path).expect("text"))
    });
    named.collect()
}

/// The code of a file without its comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The crate's own modules that a file names: `crate::x`, also inside `use crate::{x, y::z}`.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in code(text).split("crate::").skip(1) {
        let Some(group) = part.strip_prefix('{') else {
            found.push(part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            continue;
        };
        let (mut depth, mut word, mut is_first) = (1, String::new(), true);
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 || (depth == 1 && c == ',') {
                found.push(std::mem::take(&mut word));
                is_first = true;
            } else if depth == 1 && is_first && (c.is_alphanumeric() || c == '_') {
                word.push(c);
            } else if !c.is_whitespace() {
                is_first = false;
            }
            if depth == 0 {
                break;
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

#[test]
fn arrows_only_go_down() {
    let layer = |name: &str| LAYERS.iter().find(|(other, _)| *other == name).map(|(_, layer)| *layer);
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let own = room(&file);
        let Some(own_layer) = layer(own) else {
            wrong.push(format!("src/{file} belongs to no layer: give `{own}` a line in LAYERS and in src/lib.rs"));
            continue;
        };
        for import in imports(&text).iter().filter(|import| *import != own) {
            match layer(import) {
                Some(below) if below < own_layer => {}
                Some(below) => wrong.push(format!(
                    "src/{file} (layer {own_layer}) uses `{import}` (layer {below}): move what both need below both"
                )),
                None => wrong.push(format!("src/{file} uses `{import}`, which has no layer")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_in_lib_lists_the_same_layers() {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("text");
    for (module, layer) in LAYERS {
        assert!(map.contains(&format!("//! | {layer} | `{module}` |")), "src/lib.rs lacks `{module}` in layer {layer}");
    }
}

#[test]
fn commands_do_not_call_commands() {
    for (file, text) in sources().into_iter().filter(|(file, _)| file.starts_with("commands/")) {
        // A room below a command is the command's own.
        let is_room = file.matches('/').count() > 1;
        let allowed = ["Context", "visitor"];
        for part in code(&text).split("super::").skip(1).filter(|_| !is_room) {
            let is_group = part.starts_with('{') || part.starts_with('*');
            let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            assert!(!is_group || part.starts_with("*;"), "src/{file}: name what is used of `super`, one by one");
            assert!(is_group || allowed.contains(&name.as_str()), "src/{file} uses super::{name}: move it down");
        }
        assert!(!text.contains("crate::commands"), "src/{file} reaches into another command");
    }
}

#[test]
fn the_emulator_knows_only_the_http_reader() {
    for (file, text) in sources().into_iter().filter(|(file, _)| room(file) == "emulator") {
        for import in imports(&text) {
            assert_eq!(import, "http", "src/{file}: shared protocol code would cancel out shared mistakes");
        }
    }
}

#[test]
fn each_outside_crate_has_one_home() {
    for (file, text) in sources() {
        let code = code(&text);
        for (name, homes) in HOMES {
            let is_named = [format!("use {name}::"), format!("use {name};"), format!("{name}::")].iter().any(|form| {
                code.match_indices(form.as_str()).any(|(at, _)| {
                    let before = code[..at].chars().next_back();
                    before.is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == ':'))
                })
            });
            assert!(!is_named || homes.contains(&file.as_str()), "src/{file} names `{name}`, whose home is {homes:?}");
        }
    }
}

#[test]
fn each_effect_has_one_home() {
    for (what, homes) in [
        ("SystemTime::now", &["machine.rs", "emulator/provider.rs", "http.rs"][..]),
        ("env::var", &["machine.rs", "machine/browser.rs", "machine/process.rs"]),
        ("env::args", &["lib.rs", "machine/process.rs"]),
        ("Command::new", &["machine/browser.rs", "machine/process.rs"]),
        ("process::exit", &["machine/ending.rs"]),
        ("println!", &[]),
        ("unsafe ", &[]),
    ] {
        for (file, text) in sources() {
            let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            let is_there = code(&before_tests).contains(what);
            assert!(!is_there || homes.contains(&file.as_str()), "src/{file} has `{what}`; its home is {homes:?}");
        }
    }
}

#[test]
fn every_file_says_what_it_owns_and_fits_on_a_few_screens() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "src/{file} does not say what it owns");
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "src/{file} has {lines} lines: a noun is hiding in it");
    }
}

#[test]
fn the_root_stays_tidy() {
    let names = fs::read_dir(root()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let visible =
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| !name.starts_with('.') && name != "target");
    let mut visible: Vec<_> = visible.collect();
    visible.sort();
    assert_eq!(visible, ["Cargo.lock", "Cargo.toml", "LICENSE", "README.md", "completions", "src", "tests"]);
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("text");
    let (_, dependencies) = manifest.split_once("[dependencies]").expect("dependencies");
    let (dependencies, _) = dependencies.split_once("[lints").expect("lints");
    for line in dependencies.lines().filter(|line| line.contains(" = ") && !line.starts_with('[')) {
        assert!(line.contains(" # "), "no reason beside: {line}");
    }
}

#[test]
fn the_default_provider_of_rustls_stays_out() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("text");
    assert!(!lock.contains("name = \"aws-lc"), "aws-lc costs 24 ms of CPU in every process");
}

#[test]
fn completions_are_fresh() {
    let sandbox = Sandbox::new();
    for (shell, file) in [
        ("bash", "kakao-login.bash"),
        ("elvish", "kakao-login.elv"),
        ("fish", "kakao-login.fish"),
        ("powershell", "_kakao-login.ps1"),
        ("zsh", "_kakao-login"),
    ] {
        let path = root().join("completions").join(file);
        let generated = sandbox.run(&["completions", shell]).succeeded().stdout;
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &generated).expect("a file");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == generated, "completions/{file} is stale: UPDATE=1 cargo test completions_are_fresh");
    }
}
