//! `profiles` and `import`: several accounts side by side, and logins that scripts made.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::support::Sandbox;

fn answer(sandbox: &Sandbox, file: &str, text: &str) -> crate::support::Outcome {
    let path = sandbox.home.path().join(file);
    fs::write(&path, text).expect("a file");
    sandbox.run(&["import", &path.display().to_string(), "--json"])
}

/// What Kakao answered to the last login, as a script saves it.
fn saved(sandbox: &Sandbox) -> serde_json::Value {
    let record: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.token_file()).expect("a file")).expect("JSON");
    serde_json::json!({
        "access_token": record["login"]["access_token"],
        "token_type": "bearer",
        "refresh_token": record["login"]["refresh_token"],
        "expires_in": 21599,
        "scope": "profile_nickname",
        "refresh_token_expires_in": 5183999,
    })
}

#[test]
fn profiles_keep_accounts_apart_and_share_their_settings() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run(&["profiles"]).succeeded().stdout.starts_with("There is no login profile yet"));
    let _ = sandbox.log_in(&[]).succeeded();
    let _ = sandbox.log_in(&["--profile", "bob"]).succeeded();
    sandbox.write_config("# mine\nlang = \"en\"\n[profiles.empty]\nlang = \"en\"\n");
    let shown = sandbox.run(&["profiles"]).succeeded().stdout.replace(sandbox.emulator.url(), "SERVER");
    assert_data_eq!(
        shown,
        str![[r#"
   bob      앨리스 · 1376016924429759228  valid for 59 d 23 h  SERVER
*  default  앨리스 · 1376016924429759228  valid for 59 d 23 h  SERVER
   empty    none

"#]]
    );
    let json = sandbox.run(&["profiles", "list", "--json"]).succeeded().json();
    assert_eq!(
        (&json[0]["name"], &json[0]["current"], &json[1]["current"]),
        (&"bob".into(), &false.into(), &true.into())
    );
    let tokens = ["default", "bob"].map(|name| sandbox.run(&["token", "--profile", name]).succeeded().stdout);
    assert_ne!(tokens[0], tokens[1]);

    let _ = sandbox.run(&["profiles", "use", "bob"]).succeeded();
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, tokens[1]);
    let _ = sandbox.run(&["profiles", "rename", "bob", "work"]).succeeded();
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, tokens[1], "the choice follows the name");
    let _ = sandbox.run(&["profiles", "remove", "work"]).succeeded();
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, tokens[0]);
    let _ = sandbox.run(&["token", "--profile", "work"]).failed(4);
    // A name of one's own for the first login goes on being the one in use; `default` is always there to go back to.
    let _ = sandbox.run(&["profiles", "rename", "default", "mine"]).succeeded();
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout, tokens[0]);
    let _ = sandbox.run(&["profiles", "use", "default"]).succeeded();
    let _ = sandbox.run(&["token"]).failed(4);
    let _ = sandbox.run(&["profiles", "remove", "empty"]).succeeded();
    let config = fs::read_to_string(sandbox.config_folder().join("config.toml")).expect("a file");
    assert!(config.starts_with("# mine\n") && !config.contains("empty") && !config.contains("work"), "{config}");
}

#[test]
fn a_wrong_profile_name_changes_nothing() {
    let sandbox = Sandbox::logged_in();
    let before = fs::read(sandbox.token_file()).expect("a file");
    for wrong in [
        &["use", "nobody"][..],
        &["remove", "nobody"],
        &["rename", "nobody", "x"],
        &["rename", "default", "a/b"],
        &["rename", "default", "default"],
        &["use", "../x"],
    ] {
        let _ = sandbox.run(&[&["profiles"], wrong].concat()).failed(2);
    }
    assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before);
    assert!(!sandbox.config_folder().join("config.toml").exists());
}

#[test]
fn a_token_file_of_a_script_is_adopted() {
    let sandbox = Sandbox::logged_in();
    let saved = saved(&sandbox);
    fs::remove_dir_all(sandbox.config_folder()).expect("it goes");
    let status = answer(&sandbox, "kakao_code.json", &saved.to_string()).succeeded().json();
    assert_eq!(status["user"]["nickname"], "앨리스");
    assert_eq!(sandbox.run(&["token"]).succeeded().stdout.trim(), saved["access_token"]);
    let _ = sandbox.run(&["refresh"]).succeeded();
    let _ = sandbox.run(&["whoami"]).succeeded();
}

#[test]
fn a_dead_access_token_with_a_living_refresh_token_is_worth_adopting() {
    let sandbox = Sandbox::logged_in();
    let mut saved = saved(&sandbox);
    fs::remove_dir_all(sandbox.config_folder()).expect("it goes");
    sandbox.emulator.forget_access_tokens();
    let outcome = sandbox.run_with_input(&["import", "-", "--json"], &saved.to_string()).succeeded();
    assert_eq!(outcome.json()["access_token"]["valid"], true, "renewed at once");
    let _ = sandbox.run(&["whoami"]).succeeded();
    fs::remove_dir_all(sandbox.config_folder()).expect("it goes");
    saved.as_object_mut().expect("an object").remove("access_token");
    let _ = sandbox.run_with_input(&["import", "-"], &saved.to_string()).succeeded();
    let _ = sandbox.run(&["token"]).succeeded();
}

#[test]
fn a_way_to_another_account_stays_in_the_profile() {
    let outcome = Sandbox::new().log_in(&["--profile", "work"]).succeeded();
    assert!(outcome.stderr.contains("`kakao-login login --profile work --switch`"), "{outcome:?}");
}

#[test]
fn dead_tokens_do_not_take_the_place_of_a_login() {
    let sandbox = Sandbox::logged_in();
    let dead = saved(&sandbox);
    sandbox.emulator.forget_access_tokens();
    sandbox.emulator.forget_refresh_tokens();
    let _ = sandbox.log_in(&[]).succeeded();
    let before = fs::read(sandbox.token_file()).expect("a file");
    let error = answer(&sandbox, "kakao_code.json", &dead.to_string()).failed(4).error();
    assert_eq!(error["code"], "not_a_token");
    assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before);
    let _ = sandbox.run(&["whoami"]).succeeded();
}

#[test]
fn what_is_no_token_is_refused_with_its_reason_and_nothing_is_lost() {
    let sandbox = Sandbox::logged_in();
    let before = fs::read(sandbox.token_file()).expect("a file");
    for (text, words) in [
        (
            r#"{"error":"invalid_grant","error_description":"authorization code not found for code=x","error_code":"KOE320"}"#,
            "KOE320",
        ),
        (r#"{"msg":"this access token is already expired","code":-401}"#, "-401"),
        ("", "no token answer"),
        ("[]", "no token answer"),
        ("{", "no token answer"),
        ("\u{0}", "no token answer"),
        (r#"{"access_token":"a b"}"#, "no token answer"),
        (r#"{"access_token":""}"#, "no token answer"),
    ] {
        let error = answer(&sandbox, "kakao_token.json", text).failed(1).error();
        assert_eq!(error["code"], "not_a_token", "{text}");
        assert!(error["message"].as_str().is_some_and(|message| message.contains(words)), "{text} {error}");
    }
    let _ = answer(&sandbox, "kakao_token.json", r#"{"access_token":"unknown"}"#).failed(4);
    let _ = sandbox.run(&["import", "/nonexistent"]).failed(5);
    assert_eq!(fs::read(sandbox.token_file()).expect("a file"), before);
}

#[test]
fn a_file_is_believed_where_kakao_cannot_be_asked() {
    let mut sandbox = Sandbox::logged_in();
    let saved = saved(&sandbox);
    let url = sandbox.emulator.url().to_owned();
    fs::remove_dir_all(sandbox.config_folder()).expect("it goes");
    sandbox.set("KAKAO_API_URL", "http://127.0.0.1:9");
    let status = answer(&sandbox, "kakao_code.json", &saved.to_string()).succeeded().json();
    assert_eq!(status["access_token"]["valid"], true);
    let _ = sandbox.set("KAKAO_API_URL", &url).run(&["whoami"]).succeeded();
}

#[test]
fn a_rename_overwrites_nothing_and_can_be_finished() {
    let sandbox = Sandbox::new();
    for name in ["a", "b"] {
        let _ = sandbox.log_in(&["--profile", name]).succeeded();
    }
    let _ = sandbox.run(&["profiles", "rename", "a", "b"]).failed(2);
    let tokens = sandbox.config_folder().join("tokens");
    let file_of = |name: &str| {
        let files = fs::read_dir(&tokens).expect("a folder").map(|file| file.expect("a file").path());
        let is_own = |path: &std::path::PathBuf| {
            let own = path.file_name().expect("a name").to_string_lossy().into_owned();
            own.starts_with(&format!("{name}-")) && own.ends_with(".json")
        };
        files.filter(is_own).collect::<Vec<_>>()
    };
    for text in [r#"{"schema":999}"#, "{"] {
        fs::write(&file_of("b")[0], text).expect("a file");
        assert!([2, 5].contains(&sandbox.run(&["profiles", "rename", "a", "b"]).exit));
        assert_eq!(fs::read_to_string(&file_of("b")[0]).expect("text"), text);
        assert!(sandbox.run(&["profiles"]).succeeded().stdout.contains("damaged"));
    }
    let _ = sandbox.run(&["profiles", "rename", "b", "c"]).failed(5);
    let _ = sandbox.run(&["profiles", "remove", "b"]).succeeded();
    assert!(file_of("b").is_empty());
    // Killed between the copy and the end of the old one: the same command goes on.
    let mut strace = std::process::Command::new("strace");
    let envs = sandbox.environment();
    strace.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "inject=unlinkat:signal=KILL:when=1",
        crate::support::program(),
    ]);
    let killed = strace.args(["profiles", "rename", "a", "d"]).env_clear().envs(envs).output().expect("strace runs");
    assert!(!killed.status.success());
    assert_eq!((file_of("a").len(), file_of("d").len()), (1, 1));
    let _ = sandbox.run(&["profiles", "rename", "a", "d"]).succeeded();
    assert_eq!((file_of("a").len(), file_of("d").len()), (0, 1));
    let _ = sandbox.run(&["token", "--profile", "d"]).succeeded();
}

/// Copies the one login to more profiles, as so many logins would leave them.
fn crowd(file: &std::path::Path, count: usize) {
    let record: serde_json::Value = serde_json::from_slice(&fs::read(file).expect("a file")).expect("JSON");
    let text = |name: &str| record[name].as_str().expect("text").to_owned();
    for number in 0..count {
        let profile = format!("p{number:04}");
        let filed_under = format!("{}\n{}\n{profile}", text("authorization_server"), text("rest_api_key"));
        let digest = ring::digest::digest(&ring::digest::SHA256, filed_under.as_bytes());
        let digest: String = digest.as_ref()[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        let mut login = record.clone();
        login["profile"] = profile.clone().into();
        let path = file.with_file_name(format!("{profile}-{digest}.json"));
        fs::write(&path, login.to_string()).expect("a file");
    }
}

/// How many system calls a run makes.
fn calls(sandbox: &Sandbox, arguments: &[&str]) -> usize {
    let log = sandbox.home.path().join("calls.log");
    let mut strace = std::process::Command::new("strace");
    strace.args(["-f", "-o"]).arg(&log).arg(crate::support::program()).args(arguments);
    let output = strace.env_clear().envs(sandbox.environment()).output().expect("strace runs");
    assert!(output.status.success(), "{output:?}");
    fs::read_to_string(log).expect("a log").lines().count()
}

#[test]
fn the_cost_of_profiles_follows_their_number_and_that_of_a_token_does_not() {
    let sandbox = Sandbox::logged_in();
    let file = sandbox.token_file();
    let commands = [&["profiles"][..], &["token"], &["status"]];
    let alone = commands.map(|command| calls(&sandbox, command));
    crowd(&file, 100);
    let hundred = commands.map(|command| calls(&sandbox, command));
    crowd(&file, 400);
    let many = commands.map(|command| calls(&sandbox, command));
    let each = (hundred[0] - alone[0]) / 100;
    assert!((1..=12).contains(&each), "{each} system calls for a login");
    assert!(many[0] <= alone[0] + 400 * (each + 1), "{alone:?} {hundred:?} {many:?}");
    assert_eq!((many[1], many[2]), (alone[1], alone[2]), "the others do not count");
    let listed = sandbox.run(&["profiles", "--json"]).succeeded().json();
    assert_eq!(listed.as_array().expect("a list").len(), 401);
    // Renaming and removing read what they are about.
    let before = calls(&sandbox, &["profiles", "rename", "p0007", "renamed"]);
    assert!(before < 700, "{before}");
    let _ = sandbox.run(&["profiles", "remove", "renamed"]).succeeded();
    assert_eq!(sandbox.run(&["profiles", "--json"]).succeeded().json().as_array().expect("a list").len(), 400);
}

/// As root, who may look which files a program has open that lets nobody look.
#[test]
fn a_file_that_cannot_be_read_is_no_damaged_one_as_root() {
    let sandbox = Sandbox::logged_in();
    let file = sandbox.token_file().display().to_string();
    let mut strace = std::process::Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-P", &file, "-e", "inject=read:error=EIO"]);
    strace.args([crate::support::program(), "profiles", "--json"]);
    let output = strace.env_clear().envs(sandbox.environment()).output().expect("strace runs");
    let outcome = crate::support::Outcome::of(output).failed(5);
    assert_eq!(outcome.error()["code"], "store");
    fs::write(&file, "{").expect("a file");
    assert!(sandbox.run(&["profiles"]).succeeded().stdout.contains("damaged"));
}

#[test]
fn a_file_of_powershell_is_told_by_its_name() {
    let sandbox = Sandbox::new();
    let path = sandbox.home.path().join("saved.json");
    for start in [[0xff, 0xfe], [0xfe, 0xff]] {
        fs::write(&path, [&start[..], b"{\0\"\0"].concat()).expect("a file");
        let outcome = sandbox.run(&["import", &path.display().to_string()]).failed(1);
        assert!(outcome.stderr.contains("is UTF-16") && outcome.stderr.contains("-Encoding utf8"), "{outcome:?}");
    }
}

#[test]
fn opposite_renames_do_not_wait_for_each_other() {
    for _ in 0..10 {
        let sandbox = Sandbox::new();
        let _ = sandbox.log_in(&["--profile", "a"]).succeeded();
        let _ = sandbox.log_in(&["--profile", "b"]).succeeded();
        let started = std::time::Instant::now();
        let renames = [["a", "b"], ["b", "a"]].map(|[old, new]| {
            let mut command = sandbox.command(&["profiles", "rename", old, new]);
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().expect("it starts")
        });
        for rename in renames {
            let status = rename.wait_with_output().expect("it ends").status;
            assert_eq!(status.code(), Some(2), "there is such a profile already");
        }
        assert!(started.elapsed() < std::time::Duration::from_secs(20), "nobody waits for a lock to be given up");
        assert_eq!(sandbox.run(&["profiles", "--json"]).succeeded().json().as_array().map(Vec::len), Some(2));
    }
}
