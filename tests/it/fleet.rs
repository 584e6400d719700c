//! A login that machines share: eight configuration folders as eight machines, one etcd, a server that renews the
//! refresh token at every refresh and kills the old one.
//!
//! `ROUNDS=20 cargo test fleet` tries for longer.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::support::{Outcome, Sandbox, free_port, root};

const MACHINES: usize = 8;

/// In front of the recipe's helper: each call takes up to 300 ms, and what is stored is noted.
const SLOW: &str = r#"#!/bin/sh
sleep "$(awk -v seed="$$" 'BEGIN { srand(seed + '"$(date +%N | sed 's/^0*//')"'); printf "%.3f", rand() * 0.3 }')"
if [ "$1" = store ]; then
  input=$(cat)
  printf %s "$input" | docker-credential-etcd store && printf '%s\n' "$input" >> "$STORED"
else
  exec docker-credential-etcd "$1"
fi
"#;

struct Fleet {
    sandbox: Sandbox,
    etcd: Child,
    folders: Vec<PathBuf>,
}

impl Drop for Fleet {
    fn drop(&mut self) {
        drop(self.etcd.kill());
        drop(self.etcd.wait());
    }
}

impl Fleet {
    fn new() -> Self {
        // In its last month from the start: each refresh renews the refresh token.
        let mut sandbox = Sandbox::with(|scenario| scenario.refresh_ttl = Duration::from_secs(20 * 24 * 3600));
        let home = sandbox.home.path().to_owned();
        let (clients, peers) = (free_port(), free_port());
        let [clients, peers] = [clients, peers].map(|port| format!("http://127.0.0.1:{port}"));
        let mut etcd = Command::new("etcd");
        etcd.args(["--data-dir", &home.join("etcd").display().to_string(), "--unsafe-no-fsync"]);
        etcd.args(["--listen-client-urls", &clients, "--advertise-client-urls", &clients]);
        etcd.args(["--listen-peer-urls", &peers, "--initial-advertise-peer-urls", &peers]);
        etcd.args(["--initial-cluster", &format!("default={peers}")]).stdout(Stdio::null()).stderr(Stdio::null());
        let etcd = etcd.spawn().expect("Debian's etcd-server is installed");
        let bin = home.join("bin");
        fs::create_dir(&bin).expect("a folder");
        let slow = bin.join("docker-credential-slow");
        fs::write(&slow, SLOW).expect("a file");
        fs::set_permissions(&slow, fs::Permissions::from_mode(0o755)).expect("a mode");
        let recipes = root().join("tests/recipes");
        let path = [bin.display().to_string(), recipes.display().to_string(), std::env::var("PATH").expect("PATH")];
        sandbox
            .set("PATH", &path.join(":"))
            .set("ETCDCTL_API", "3")
            .set("ETCDCTL_ENDPOINTS", &clients)
            .set("STORED", &home.join("stored").display().to_string());
        let folders = (0..MACHINES).map(|number| home.join(format!("machine-{number}")));
        let folders: Vec<_> = folders.collect();
        for folder in &folders {
            fs::create_dir(folder).expect("a folder");
            fs::write(folder.join("config.toml"), "store = \"helper:slow\"\n").expect("a file");
        }
        let fleet = Self { sandbox, etcd, folders };
        let end = Instant::now() + Duration::from_secs(30);
        while !fleet.etcdctl(&["endpoint", "health"], "").status.success() {
            assert!(Instant::now() < end, "etcd does not serve");
        }
        fleet
    }

    fn etcdctl(&self, arguments: &[&str], input: &str) -> std::process::Output {
        let mut command = Command::new("etcdctl");
        command.args(arguments).env_clear().envs(self.sandbox.environment());
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("etcdctl");
        std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), input.as_bytes()).expect("it reads");
        child.wait_with_output().expect("it ends")
    }

    fn on(&self, machine: &Path, arguments: &[&str]) -> Command {
        let mut command = self.sandbox.command(arguments);
        command.env("KAKAO_LOGIN_CONFIG_DIR", machine).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn log_in(&self) {
        let command = self.on(&self.folders[0], &["login", "--no-browser", "--no-probe"]);
        let login = self.sandbox.start(command);
        crate::support::Person::new().agree(&login.url);
        let _ = login.finish().succeeded();
    }

    /// Makes the shared access token look old.
    fn expire(&self) {
        let keys = self.etcdctl(&["get", "--prefix", "--keys-only", "kakao-login/"], "").stdout;
        let key = String::from_utf8(keys).expect("text").trim().to_owned();
        let value = self.etcdctl(&["get", "--print-value-only", &key], "").stdout;
        let value = aged(&String::from_utf8(value).expect("text"));
        assert!(self.etcdctl(&["put", &key], &value).status.success());
    }

    /// The refresh token in etcd.
    fn kept(&self) -> String {
        let value = self.etcdctl(&["get", "--prefix", "--print-value-only", "kakao-login/"], "").stdout;
        refresh_token_in(&String::from_utf8(value).expect("text")).expect("a login is kept")
    }

    /// The refresh tokens that the server takes.
    fn alive(&self) -> BTreeSet<String> {
        let url = format!("{}/_emulator/snapshot", self.sandbox.emulator.url());
        let snapshot = crate::support::client().get(url).send().expect("an answer").text().expect("text");
        let snapshot: serde_json::Value = serde_json::from_str(&snapshot).expect("JSON");
        let tokens = snapshot["refresh_tokens"].to_string();
        assert!(tokens.contains("emu_refresh_"), "{snapshot}");
        tokens.split('"').filter(|word| word.starts_with("emu_refresh_")).map(str::to_owned).collect()
    }

    /// Whether this refresh token ever reached etcd.
    fn was_stored(&self, refresh_token: &str) -> bool {
        fs::read_to_string(self.sandbox.home.path().join("stored")).unwrap_or_default().contains(refresh_token)
    }
}

/// What a helper keeps, its access token made to look old.
fn aged(kept: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(kept).expect("JSON");
    let mut record: serde_json::Value = serde_json::from_str(value["Secret"].as_str().expect("text")).expect("JSON");
    record["login"]["access_token_expires_at"] = 1.into();
    value["Secret"] = record.to_string().into();
    value.to_string()
}

fn refresh_token_in(text: &str) -> Option<String> {
    let token = &text[text.find("emu_refresh_")?..];
    Some(token.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect())
}

fn rounds(default: u64) -> u64 {
    std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn no_machine_of_a_fleet_loses_the_login() {
    let fleet = Fleet::new();
    fleet.log_in();
    for round in 0..rounds(3) {
        fleet.expire();
        let runs: Vec<_> =
            fleet.folders.iter().map(|folder| fleet.on(folder, &["token"]).spawn().expect("it starts")).collect();
        for run in runs {
            let outcome = Outcome::of(run.wait_with_output().expect("it ends"));
            assert_eq!(outcome.exit, 0, "round {round}: {outcome:?}");
        }
        // The login lives on: the next refresh works, from any machine.
        fleet.expire();
        let folder = &fleet.folders[usize::try_from(round).expect("small") % MACHINES];
        let refreshed = Outcome::of(fleet.on(folder, &["refresh"]).output().expect("it runs"));
        assert_eq!(refreshed.exit, 0, "round {round}: {refreshed:?}");
    }
}

#[test]
#[allow(clippy::print_stdout)] // its count is a figure, shown with --nocapture
fn a_machine_that_dies_takes_the_login_along_only_between_kakaos_answer_and_its_store() {
    let fleet = Fleet::new();
    fleet.log_in();
    let mut lost = 0;
    for round in 0..rounds(3) {
        fleet.expire();
        let before = fleet.alive();
        let mut runs: Vec<_> =
            fleet.folders.iter().map(|folder| fleet.on(folder, &["token"]).spawn().expect("it starts")).collect();
        // Within the time a refresh takes here, and never twice the same.
        std::thread::sleep(Duration::from_millis(round * 397 % 1400));
        let mut victim = runs.swap_remove(usize::try_from(round * 3).expect("small") % MACHINES);
        drop(victim.kill());
        drop(victim.wait());
        let outcomes: Vec<_> =
            runs.into_iter().map(|run| Outcome::of(run.wait_with_output().expect("it ends"))).collect();
        let is_lost = !fleet.alive().contains(&fleet.kept());
        if is_lost {
            let issued: Vec<_> = fleet.alive().difference(&before).cloned().collect();
            assert_eq!(issued.len(), 1, "Kakao answered once: {issued:?}");
            assert!(!fleet.was_stored(&issued[0]), "round {round}: the login reached the store and was lost there");
        }
        for outcome in &outcomes {
            assert_eq!(outcome.exit, if is_lost { 4 } else { 0 }, "round {round}, lost: {is_lost}: {outcome:?}");
        }
        if is_lost {
            // Kakao renewed the token for the one that died; nobody else ever had it.
            lost += 1;
            fleet.log_in();
        }
    }
    println!("{lost} of {} kills fell between Kakao's answer and the helper's store", rounds(3));
}

/// A sandbox whose helper notes each of its calls in the file `calls`.
fn with_counting_helper(arguments: &[&str]) -> (Sandbox, PathBuf) {
    let mut sandbox = Sandbox::with(|scenario| scenario.app.openid_is_on = !arguments.is_empty());
    let bin = sandbox.home.path().join("bin");
    fs::create_dir(&bin).expect("a folder");
    let helper = bin.join("docker-credential-counting");
    let text = "#!/bin/sh\necho \"$1\" >> \"$CALLS\"\ncase $1 in\nstore) cat > \"$CALLS.login\" ;;\nget) cat >/dev/null; \
                cat \"$CALLS.login\" 2>/dev/null || { echo 'credentials not found'; exit 1; } ;;\n\
                    list) cat \"$CALLS.list\" ;;\nerase) rm -f \"$CALLS.login\" ;;\nesac\n";
    fs::write(&helper, text).expect("a file");
    fs::set_permissions(&helper, fs::Permissions::from_mode(0o755)).expect("a mode");
    let calls = sandbox.home.path().join("calls");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("PATH"));
    sandbox.set("PATH", &path).set("CALLS", &calls.display().to_string());
    let _ = sandbox.run(&["config", "set", "store", "helper:counting"]).succeeded();
    (sandbox, calls)
}

#[test]
fn a_refresh_with_a_helper_is_four_processes_and_with_an_id_token_six() {
    for (arguments, processes) in [(&[][..], 4), (&["--scope", "openid"], 6)] {
        let (sandbox, calls) = with_counting_helper(arguments);
        let _ = sandbox.log_in(arguments).succeeded();
        fs::remove_file(&calls).expect("it was called");
        let _ = sandbox.run(&["token", "--min-ttl", "2s"]).succeeded();
        assert_eq!(fs::read_to_string(&calls).expect("text"), "get\n", "a cached token is one process");
        fs::remove_file(&calls).expect("it was called");
        let file = sandbox.home.path().join("calls.login");
        fs::write(&file, aged(&fs::read_to_string(&file).expect("text"))).expect("a file");
        let _ = sandbox.run(&["token"]).succeeded();
        let called = fs::read_to_string(&calls).expect("text");
        assert_eq!(called.lines().count(), processes, "{called}");
    }
}

#[test]
fn a_list_of_profiles_is_one_process_for_each_login() {
    let (sandbox, calls) = with_counting_helper(&[]);
    let _ = sandbox.log_in(&[]).succeeded();
    let server = sandbox.emulator.url();
    let key = &sandbox.environment()["KAKAO_REST_API_KEY"];
    let names = (0..30).map(|number| format!(r#""{server}/kakao-login/{key}/p{number}":"p{number}""#));
    let names = format!("{{{}}}", names.collect::<Vec<_>>().join(","));
    fs::write(format!("{}.list", calls.display()), names).expect("a file");
    fs::remove_file(&calls).expect("it was called");
    let listed = sandbox.run(&["profiles", "--json"]).succeeded().json();
    assert_eq!(listed.as_array().map(Vec::len), Some(30));
    let called = fs::read_to_string(&calls).expect("text");
    assert_eq!((called.matches("list").count(), called.matches("get").count()), (1, 30), "{called}");
    assert_eq!(called.lines().count(), 31, "{called}");
}
