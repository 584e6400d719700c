//! What the environment may name and must not reach: other servers, programs of the current folder, endless files.

use std::{fs, os::unix::fs::PermissionsExt, process::Command};

use crate::support::{Outcome, Sandbox, program};

#[test]
fn a_stray_loopback_server_hears_no_token_of_the_other_one() {
    let here = Sandbox::logged_in();
    let requests = here.emulator.exchanges().len();
    let mut sandbox = Sandbox::new();
    sandbox.set("KAKAO_API_URL", here.emulator.url()).unset("KAKAO_AUTH_URL").set("KAKAO_ACCESS_TOKEN", "given-token");
    for arguments in [&["whoami"][..], &["api", "/v2/user/me"], &["scopes"], &["token"]] {
        let outcome = sandbox.run(arguments);
        assert!(outcome.exit == 2 || arguments == ["token"], "{arguments:?} {outcome:?}");
    }
    sandbox.unset("KAKAO_ACCESS_TOKEN").unset("KAKAO_API_URL");
    sandbox.set("KAKAO_AUTH_URL", here.emulator.url()).set("KAKAO_REFRESH_TOKEN", "given-refresh-token");
    for arguments in [&["whoami"][..], &["token"], &["refresh"], &["login", "--no-browser"]] {
        let outcome = sandbox.run(arguments).failed(2);
        assert!(outcome.stderr.contains("KAKAO_AUTH_URL") && outcome.stderr.contains("no token goes there"));
    }
    assert_eq!(here.emulator.exchanges().len(), requests, "nothing was sent");
}

#[test]
fn localhost_is_this_machine_whatever_a_hosts_file_says_as_root() {
    let mut sandbox = Sandbox::logged_in();
    let hosts = sandbox.home.path().join("hosts");
    fs::write(&hosts, "203.0.113.7 localhost\n").expect("a file");
    let url = sandbox.emulator.url().replace("127.0.0.1", "localhost");
    let token = sandbox.run(&["token"]).succeeded().stdout;
    sandbox.set("KAKAO_AUTH_URL", &url).set("KAKAO_API_URL", &url).set("KAKAO_ACCESS_TOKEN", token.trim());
    let mut command = Command::new("unshare");
    command.args(["-m", "sh", "-c", "mount --bind \"$0\" /etc/hosts && exec \"$@\""]).arg(&hosts).arg(program());
    let output = command.arg("whoami").env_clear().envs(sandbox.environment()).output();
    let _ = Outcome::of(output.expect("unshare runs, as root")).succeeded();
}

#[test]
fn no_program_of_the_current_folder_is_run() {
    let mut sandbox = Sandbox::logged_in();
    let _ = sandbox.run(&["config", "set", "store", "helper:planted"]).succeeded();
    let folder = sandbox.home.path().join("repository");
    fs::create_dir(&folder).expect("a folder");
    for name in ["docker-credential-planted", "xdg-open", "planted-browser"] {
        fs::write(folder.join(name), "#!/bin/sh\ntouch ran\n").expect("a file");
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).expect("a mode");
    }
    for path in ["/usr/bin:", ":/usr/bin", "/usr/bin::/bin", "/usr/bin:.", "."] {
        sandbox.set("PATH", path);
        for arguments in [&["token"][..], &["login", "--browser", "planted-browser", "--timeout", "1"]] {
            let output = sandbox.command(arguments).current_dir(&folder).output().expect("it runs");
            assert_ne!(Outcome::of(output).exit, 0);
        }
    }
    let _ = sandbox.run(&["config", "set", "store", "file"]).succeeded();
    sandbox.set("DISPLAY", ":0");
    for arguments in [&["login", "--timeout", "1"][..], &["login", "--browser", "planted-browser", "--timeout", "1"]] {
        let output = sandbox.command(arguments).current_dir(&folder).output().expect("it runs");
        assert_eq!(Outcome::of(output).exit, 8);
    }
    assert!(!folder.join("ran").exists());
}

#[test]
fn an_endless_certificate_file_is_not_read() {
    let mut sandbox = Sandbox::new();
    sandbox.set("SSL_CERT_FILE", "/dev/zero");
    let _ = sandbox.log_in(&[]).succeeded();
    sandbox.unset("KAKAO_AUTH_URL").unset("KAKAO_API_URL");
    let outcome = sandbox.run(&["login", "--no-browser"]).failed(6);
    assert!(outcome.stderr.contains("SSL_CERT_FILE leads to no certificate"), "{outcome:?}");
}

#[test]
fn no_stack_size_of_the_environment_ends_the_program() {
    let mut sandbox = Sandbox::logged_in();
    for size in ["0", "1", "1000000000000000", "18446744073709551615", "x", ""] {
        sandbox.set("RUST_MIN_STACK", size);
        let _ = sandbox.run(&["whoami"]).succeeded();
        let _ = sandbox.run(&["nosuch"]).failed(2);
        let _ = sandbox.log_in(&[]).succeeded();
    }
}

#[test]
fn a_clock_before_1970_ends_no_waiting_login() {
    let sandbox = Sandbox::new();
    let mut command = Command::new("faketime");
    command.args(["1960-01-01 00:00:00", program(), "login", "--no-browser", "--no-probe", "--timeout", "2"]);
    command.env_clear().envs(sandbox.environment()).stdin(std::process::Stdio::null());
    let login = sandbox.start(command);
    let answer = crate::support::client().get(format!("{}/x", sandbox.redirect_uri)).send().expect("an answer");
    assert_eq!(answer.status(), 404);
    assert_eq!(login.finish().exit, 8);
}

#[test]
fn a_system_without_threads_ends_it_with_words_as_root() {
    let sandbox = Sandbox::new();
    let copy = sandbox.home.path().join("kakao-login");
    fs::copy(program(), &copy).expect("a copy");
    fs::set_permissions(sandbox.home.path(), fs::Permissions::from_mode(0o777)).expect("a mode");
    for processes in ["1", "2"] {
        for arguments in [&["whoami"][..], &["login", "--no-browser"], &["doctor"]] {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", "4002", "--regid", "4002", "--clear-groups", "prlimit"]);
            command.arg(format!("--nproc={processes}")).arg(&copy).args(arguments);
            command.env_clear().envs(sandbox.environment()).env("KAKAO_ACCESS_TOKEN", "t0ken");
            command.env("KAKAO_LOGIN_CONFIG_DIR", sandbox.home.path().join("mine"));
            let outcome = Outcome::of(command.output().expect("setpriv runs, as root"));
            assert!((1..=8).contains(&outcome.exit), "{processes} {arguments:?} {outcome:?}");
            let told = format!("{}{}", outcome.stdout, outcome.stderr);
            assert!(told.contains("hint: "), "{processes} {arguments:?} {outcome:?}");
        }
    }
}
