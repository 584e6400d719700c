//! Owns what to do next, in English.

use crate::messages::{Hint, Remedy, hint::quoted};

pub(super) fn text(hint: &Hint) -> String {
    use Hint as H;
    match hint {
        H::Remedy(remedy) => remedy_text(*remedy).into(),
        H::RemedyInVariable { remedy: Remedy::SetClientSecret, variable } => format!("the client secret is missing or wrong: [App] > [Platform key] > [REST API key] > Client secret, then correct the variable {variable}, where it comes from"),
        H::RemedyInVariable { remedy: Remedy::UseRestApiKey, variable } => format!("check the key: [App] > [Platform key] > [REST API key] (not the JavaScript, native or admin key), then correct the variable {variable}, where it comes from"),
        H::RemedyInVariable { remedy, variable } => format!("{}; the value in force comes from the variable {variable}", remedy_text(*remedy)),
        H::CorrectVariable { variable } => format!("correct the variable {variable}, or take it away: `unset {variable}`"),
        H::RunLogin { command } => format!("log in with `{command}`"),
        H::AskScopes { command } => format!("ask for it with `{command}`; what was agreed before stays"),
        H::SetRestApiKey => "set it with `kakao-login config set rest-api-key KEY`, or in the variable KAKAO_REST_API_KEY".into(),
        H::WhereRestApiKeyIs => "the key is at https://developers.kakao.com/console/app under [App] > [Platform key] > [REST API key]; to try without one: `kakao-login demo`".into(),
        H::SeeHelp { command } => format!("see `{command} --help`"),
        H::DidYouMean { suggestion } => format!("did you mean {suggestion}?"),
        H::KnownKeys { keys } => format!("the settings are {keys}"),
        H::RemoveSetting { command } => format!("a typing error, or of a newer kakao-login? To remove it: `{command}`"),
        H::ServerInFile { key } => format!("name the server in config.toml instead: `kakao-login config set {key} https://…`"),
        H::UseLoopbackRedirect => "for example `kakao-login config set redirect-uri http://127.0.0.1:18000/callback`, and register the same in the console".into(),
        H::UseHttps => "write https:// in front of the host".into(),
        H::SetIt { key } => format!("set it with `kakao-login config set {key} VALUE`"),
        H::InstallHelper { program } => format!("install {program} (Debian: `apt install golang-docker-credential-helpers`), or keep logins in files: `kakao-login config set store file`"),
        H::AskHelper { program } => format!("try it by itself: `{program} list`"),
        H::RotatedIsKept => "the new refresh token is kept here; run the command again by hand, or log in again where it was meant for".into(),
        H::RemoveProfile { name } => format!("remove it with `kakao-login profiles remove {name}`, or update kakao-login"),
        H::MaybeSpent { command } => format!("Kakao may have used up the refresh token; if the next try says that the login has ended: `{command}`"),
        H::PipeRefreshToken => "hand it on at once: `kakao-login token --refresh-token | gh secret set KAKAO_REFRESH_TOKEN`".into(),
        H::SayYes => "to go on without being asked: `kakao-login unlink --yes`".into(),
        H::ListProfiles => "see `kakao-login profiles`".into(),
        H::MakeProfile { name } => format!("make it with `kakao-login login --profile {name}`"),
        H::LogInInstead { command } => format!("there is nothing to adopt: start anew with `{command}`"),
        H::UseStdin { key } => format!("give it on standard input: `kakao-login config set {key} --stdin < FILE`"),
        H::SetConfigDirectory => "set KAKAO_LOGIN_CONFIG_DIR to an absolute path, or HOME to your home folder".into(),
        H::FreePort { port } => format!("end the other program (`ss -ltnp 'sport = :{port}'` names it), then repeat the command"),
        H::OtherPort => "register a second redirect URI in the console and list both: `kakao-login config set redirect-uri http://127.0.0.1:18000/callback,http://127.0.0.1:18001/callback`".into(),
        H::PointAtEmulator => "to use the emulator, name it: `export KAKAO_AUTH_URL=http://127.0.0.1:18080 KAKAO_API_URL=http://127.0.0.1:18080`".into(),
        H::SetClock => "set it: `sudo timedatectl set-ntp true`; with a wrong clock, tokens seem to live longer or shorter than they do".into(),
        H::RunSetup => "new here? `kakao-login setup` goes through it step by step".into(),
        H::StartEmulator => "start it first: `kakao-login emulator`; for another address use --url".into(),
        H::IsEmulatorUp { command } => format!("is the emulator running? `{command}`"),
        H::LookFor { folder } => format!("see what is there: `ls -la {}`", quoted(folder)),
        H::GiveCode => "for example `kakao-login explain KOE006`, or `kakao-login explain - < FILE`".into(),
        H::SeeScopes => "see which items can be taken back: `kakao-login scopes`; required ones go with `kakao-login unlink`".into(),
        H::SeeLogs => "see what came: `kakao-login emulator logs`".into(),
        H::AnyPort { command } => format!("let it take a free one: `{command}`"),
        H::OtherFolder => "use a folder that can be written to: `export KAKAO_LOGIN_CONFIG_DIR=/tmp/kakao-login-$(id -u)`".into(),
        H::FolderInside { folder } => format!("use a folder inside it: `export KAKAO_LOGIN_CONFIG_DIR={}`", quoted(folder)),
        H::TakeOver { path, user, owner: 0 } => format!("give it to this user: `sudo chown -R {user} {}`, or in a container run as `--user 0`", quoted(path)),
        H::TakeOver { path, user: 0, owner } => format!("run it as that user, without sudo: `--user {owner}` in a container; or make it root's: `chown -R 0 {}`", quoted(path)),
        H::TakeOver { path, user, owner } => format!("run it as uid {owner}, or give it to this user: `sudo chown -R {user} {}`", quoted(path)),
        H::CloseToOthers { path } => format!("look whether its settings are yours, then close it: `chmod go-w {}`", quoted(path)),
        H::RaiseLimits => "see the limits with `ulimit -a`, end what uses them up, then repeat the command".into(),
        H::ChangeAtSource => "change it where it is managed (home-manager, stow, chezmoi, a mounted secret), or set the variable instead".into(),
        H::NotToldKakao => "Kakao was not told, so the token lives on there until it expires; when the folder can be written to, repeat the command".into(),
        H::CheckStore { path } => format!("check the disk and the rights: `ls -ld {}`", quoted(path)),
        H::NewLoginReplaces { command } => format!("`{command}` makes a new one and keeps the old beside it"),
        H::UpdateProgram => "update kakao-login, or use another KAKAO_LOGIN_CONFIG_DIR".into(),
        H::AnotherRunHoldsIt => "wait for it or end it, then repeat the command".into(),
        H::NewVariableToken { variable } => format!("put a valid token into {variable}, or unset it to use the cached login"),
        H::Report => "nothing was lost that was saved; run it again, and if it stays, report this line".into(),
        H::UseCachedLogin { variable } => format!("to use the cached login: `unset {variable}`"),
        H::CloseOlderTabs => "close the older tabs first: each login has an address of its own".into(),
        H::LookAtBrowser { redirect_uri } => format!("if the page showed a KOE code, `kakao-login explain CODE` says what it means; KOE006: {redirect_uri} is not registered"),
        H::EditFile { path } => format!("correct that line: `${{EDITOR:-vi}} {}`", quoted(path)),
        H::CheckOutput => "check where the output goes: `df -h .` tells whether the disk is full".into(),
        H::SeeJq => "look at the whole answer with --json; the language is described at https://jqlang.org/manual/".into(),
        H::CheckNetwork => "check the network, then repeat the command".into(),
        H::CheckProxy => "if you are behind a proxy, check HTTPS_PROXY and NO_PROXY; open any web page to pass a sign-in page".into(),
        H::InstallCertificates => "install them: `apt install ca-certificates` (Alpine: `apk add ca-certificates`)".into(),
        H::CorrectCertificates { variable } => format!("let {variable} name the system's certificates, or take it away: `unset {variable}`"),
        H::EscapeProxy { variable } => format!("the form is {variable}=http://user:password@host:port without quotes or spaces; in user and password write # as %23, / as %2F, ? as %3F, \\ as %5C, @ as %40"),
        H::JsonFromFile { command } => format!("put the JSON into a file: `{command}`"),
        H::ShellRewrotePath { command } => format!("your shell (Git Bash) made a path of Windows of it: leave out the first slash, `{command}`, or set MSYS_NO_PATHCONV=1"),
        H::SaveAsUtf8 => "save it as UTF-8; in PowerShell: `Get-Content FILE | Set-Content -Encoding utf8 NEW_FILE`".into(),
        H::CheckCertificates => "behind a proxy that opens TLS, name its certificate file in SSL_CERT_FILE".into(),
        H::RetryAfter { seconds } => format!("try again in {seconds} s"),
        H::TryAgainLater => "try again in a few minutes".into(),
        H::LogInWith { command } => format!("start again with `{command}`"),
        H::RegisterExactly { redirect_uri } => format!("the value to register, character by character: {redirect_uri}"),
        H::Verbose => "`-vv` shows requests and answers without their secrets".into(),
    }
}

fn remedy_text(remedy: Remedy) -> &'static str {
    use Remedy as R;
    match remedy {
        R::SwitchLoginOn => "switch Kakao Login on: [Kakao Login] > [Usage settings] > State ON",
        R::AddMember => "this is a test app: add the user under [App] > [Member]",
        R::RegisterLogoutRedirectUri => "register the logout redirect URI in [Kakao Login] > [Advanced]",
        R::RegisterRedirectUri => {
            "register the redirect URI: [App] > [Platform key] > [REST API key] > Redirect URI (every character counts, also the last /)"
        }
        R::UseRestApiKey => {
            "check the key: [App] > [Platform key] > [REST API key] (not the JavaScript, native or admin key), then `kakao-login config set rest-api-key KEY`"
        }
        R::SetClientSecret => {
            "the client secret is missing or wrong: [App] > [Platform key] > [REST API key] > Client secret, then `kakao-login config set client-secret`"
        }
        R::DropOrConfigureScope => {
            "the app does not have that consent item: switch it on under [Kakao Login] > [Consent items], or leave it out of --scope"
        }
        R::SameRedirectUri => {
            "the redirect URI differs from the one of the login page: `kakao-login config get redirect-uri` must be the registered value"
        }
        R::AllowThisIp => {
            "this machine's address is not allowed: [App] > [Platform key] > [REST API key] > Allowed IP addresses (leave it empty for a computer at home)"
        }
        R::WaitAndRetry => "Kakao is busy or limits the calls; try again in a few minutes",
        R::EnableFeature => {
            "the app may not do this: switch the consent item or feature on under [Kakao Login] > [Consent items] or [App] > [Additional features]"
        }
        R::CheckRequest => {
            "check the parameters against https://developers.kakao.com/docs/latest/ko/kakaologin/rest-api"
        }
    }
}
