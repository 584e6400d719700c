//! Folders of containers, of sudo, of read-only homes, and links that others manage. They need root, to be others.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown, symlink},
    path::{Path, PathBuf},
    process::Command,
};

use crate::support::{Outcome, Sandbox, program};

const USER: &str = "4001";

/// Runs the program as another user, where everybody can reach it.
fn as_user(sandbox: &Sandbox, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let copy = sandbox.home.path().join("kakao-login");
    if !copy.exists() {
        fs::copy(program(), &copy).expect("a copy");
        fs::set_permissions(sandbox.home.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", USER, "--regid", USER, "--clear-groups", "--"]).arg(copy).args(arguments);
    command.env_clear().envs(sandbox.environment()).envs(variables.iter().copied());
    Outcome::of(command.output().expect("setpriv runs, as root"))
}

fn folder(sandbox: &Sandbox, name: &str, mode: u32, owner: u32) -> PathBuf {
    let path = sandbox.home.path().join(name);
    fs::create_dir(&path).expect("a folder");
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode");
    chown(&path, Some(owner), Some(owner)).expect("root may");
    path
}

/// What a hint tells to export, done.
fn exported(outcome: &Outcome) -> String {
    let (_, rest) = outcome.stderr.split_once("export KAKAO_LOGIN_CONFIG_DIR=").expect("a hint");
    rest.split('`').next().unwrap_or_default().trim_matches('\'').to_owned()
}

#[test]
fn a_mounted_folder_of_another_user_is_told_with_both_and_a_folder_inside_it_works_as_root() {
    for (name, mode, owner, words) in [
        ("empty-dir", 0o777, 0, "belongs to root and this runs as uid 4001"),
        ("fs-group", 0o2777, 0, "belongs to root and this runs as uid 4001"),
        ("tmp", 0o1777, 4001, "is open to every user"),
    ] {
        let mut sandbox = Sandbox::new();
        let path = folder(&sandbox, name, mode, owner);
        sandbox.set("KAKAO_REFRESH_TOKEN", "given-refresh-token");
        let dir = path.display().to_string();
        let outcome = as_user(&sandbox, &["token"], &[("KAKAO_LOGIN_CONFIG_DIR", &dir)]).failed(5);
        assert!(outcome.stderr.contains(words), "{outcome:?}");
        let inside = exported(&outcome);
        assert_eq!(inside, format!("{dir}/kakao-login"));
        let outcome = as_user(&sandbox, &["config", "set", "lang", "en"], &[("KAKAO_LOGIN_CONFIG_DIR", &inside)]);
        let _ = outcome.succeeded();
    }
    let mut sandbox = Sandbox::logged_in();
    let dir = folder(&sandbox, "volume", 0o755, 4001).display().to_string();
    sandbox.set("KAKAO_LOGIN_CONFIG_DIR", &dir);
    let outcome = sandbox.run(&["login", "--no-browser", "--timeout", "1"]).failed(5);
    assert!(outcome.stderr.contains("belongs to uid 4001 and this runs as root"), "{outcome:?}");
}

#[test]
fn what_sudo_left_in_a_home_is_told_with_the_command_that_gives_it_back_as_root() {
    let mut sandbox = Sandbox::new();
    let home = folder(&sandbox, "home", 0o755, 4001);
    sandbox.set("HOME", &home.display().to_string());
    let outcome = sandbox.log_in(&[]).succeeded();
    assert!(outcome.stderr.contains("runs as root in the home of uid 4001"), "{outcome:?}");
    let path = home.join(".config");
    assert!(outcome.stderr.contains(&format!("`chown -R 4001 '{}'`", path.display())), "{outcome:?}");
    assert!(!sandbox.run(&["status"]).succeeded().stderr.contains("runs as root"), "only where it is made");
    for command in ["token", "status"] {
        let outcome = as_user(&sandbox, &[command], &[]).failed(5);
        assert!(outcome.stderr.contains(&format!("`sudo chown -R 4001 '{}'`", path.display())), "{outcome:?}");
    }
    let given = Command::new("chown").args(["-R", "4001"]).arg(&path).status().expect("chown runs");
    assert!(given.success());
    let _ = as_user(&sandbox, &["status"], &[]).succeeded();
}

fn read_only<'a>(path: &Path, command: &'a mut Command) -> &'a mut Command {
    let line = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"";
    command.args(["-m", "sh", "-c", line]).arg(path).arg(program())
}

#[test]
fn a_read_only_home_is_told_with_a_folder_that_works_as_root() {
    let sandbox = Sandbox::logged_in();
    let run = |arguments: &[&str]| {
        let mut command = Command::new("unshare");
        read_only(sandbox.home.path(), &mut command).args(arguments).env_clear().envs(sandbox.environment());
        Outcome::of(command.output().expect("unshare runs, as root"))
    };
    for command in ["token", "status", "whoami"] {
        let _ = run(&[command]).succeeded();
    }
    let outcome = run(&["refresh"]).failed(5);
    assert!(outcome.stderr.contains("`export KAKAO_LOGIN_CONFIG_DIR=/tmp/kakao-login-$(id -u)`"), "{outcome:?}");
    assert_eq!(sandbox.count("/oauth/token"), 1, "nothing was spent");
    let outcome = run(&["logout"]).failed(5);
    assert!(outcome.stderr.contains("Kakao was not told"), "{outcome:?}");
    let _ = sandbox.run(&["whoami"]).succeeded();
}

#[test]
fn a_link_into_a_folder_that_others_manage_is_told_as_one_as_root() {
    let mut sandbox = Sandbox::new();
    let store = folder(&sandbox, "nix-store", 0o755, 0);
    let target = store.join("kakao.toml");
    fs::write(&target, "lang = \"en\"\n").expect("a file");
    let config = folder(&sandbox, "config", 0o700, 4001);
    symlink(&target, config.join("config.toml")).expect("a link");
    sandbox.set("KAKAO_LOGIN_CONFIG_DIR", &config.display().to_string());
    let outcome = as_user(&sandbox, &["config", "set", "lang", "ko"], &[]).failed(5);
    assert!(outcome.stderr.contains("is a link to") && outcome.stderr.contains("home-manager"), "{outcome:?}");
    assert!(!outcome.stderr.contains("token"), "{outcome:?}");
    assert_eq!(fs::read_to_string(&target).expect("a file"), "lang = \"en\"\n");
    assert_eq!(as_user(&sandbox, &["config", "get", "lang"], &[]).succeeded().stdout, "en\n");
}

#[test]
fn a_configuration_folder_that_is_a_link_of_another_user_is_not_followed_as_root() {
    let mut sandbox = Sandbox::new();
    let place = folder(&sandbox, "place", 0o1777, 0);
    let target = folder(&sandbox, "target", 0o700, 0);
    fs::write(target.join("config.toml"), "lang = \"en\"\n").expect("a file");
    let link = place.join("kakao-login");
    symlink(&target, &link).expect("a link");
    sandbox.set("KAKAO_LOGIN_CONFIG_DIR", &link.display().to_string());
    let _ = sandbox.run(&["config", "get", "lang"]).succeeded();
    std::os::unix::fs::lchown(&link, Some(4001), Some(4001)).expect("root may");
    let outcome = sandbox.run(&["config", "get", "lang"]).failed(5);
    assert!(outcome.stderr.contains("is another user's"), "{outcome:?}");
}
