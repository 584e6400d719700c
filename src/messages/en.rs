//! Owns the English sentences. Style: lower case after `error:` and `hint:`, no final period there, commands
//! in backticks.

use super::{Hint, Invalid, Label, Message, Origin, Problem, Remedy, Span, span};

pub(super) fn text(message: &Message) -> String {
    use Message as M;
    match message {
        M::OpenThisUrl { url } => format!("Open this page to log in with Kakao:\n{url}"),
        M::BrowserFailed => "The browser did not open. Please open the address above yourself.".into(),
        M::NoDisplay => "There is no browser here. Please open the address above yourself; it must be on a machine that reaches this one's redirect port.".into(),
        M::Waiting { redirect_uri } => format!("Waiting for the browser to come back to {redirect_uri} (Ctrl-C ends it)."),
        M::StillWaiting { redirect_uri } => format!(
            "Still waiting. If the page shows a code such as KOE006, Kakao will not send you back here: \
             check that {redirect_uri} is registered for this REST API key, character by character."
        ),
        M::HttpsOnPlainPort { redirect_uri } => format!("a browser came back with https, and this port speaks http: register exactly {redirect_uri}, or change https to http in its address bar"),
        M::PasteHere => "Is the browser on another machine? Paste here the whole address it ends at, even if the page does not load; never give it to anybody else.".into(),
        M::PasteRefused { redirect_uri } => format!("That is not the address of this login: paste the whole of it, from {redirect_uri}?code= to its end. A code such as KOE006 typed here is explained."),
        M::LoggedIn { who } => format!("Logged in as {who}. Not the right account? `kakao-login login --switch`"),
        M::Refreshing => "refreshing the access token".into(),
        M::PageDoneTitle => "You are logged in".into(),
        M::PageDoneBody => "The login is saved on this computer.\nYou can close this tab and go back to the terminal.".into(),
        M::PageDeniedTitle => "The login was cancelled".into(),
        M::PageDeniedBody => "Nothing was changed on this computer.\nYou can close this tab.".into(),
        M::PageFailedTitle => "The login did not work".into(),
        M::PageFailedBody => "The terminal says why and what to do next.\nYou can close this tab.".into(),

        M::Refreshed { seconds } => format!("The access token is new: {}.", valid_for(*seconds)),
        M::LoggedOut => "Logged out: the token was ended at Kakao and removed from this computer. The app stays connected to the Kakao account.".into(),
        M::ForgottenHere => "Logged out on this computer: the login was removed. Kakao had nothing left to end.".into(),
        M::NotLoggedIn => "There was no login to end.".into(),
        M::EndBrowserSession { url, redirect_uri } => format!("Open this page to end the browser's own Kakao session; if it shows KOE007, register {redirect_uri} as logout redirect URI under [Kakao Login] > [Advanced]:
{url}"),
        M::SettingSaved { key, path } => format!("Saved {key} in {path}"),
        M::SettingRemoved { key } => format!("Removed {key}"),
        M::SettingWasNotSet { key } => format!("{key} was not set"),
        M::SettingUnset => "not set".into(),
        M::SettingHidden => "set (hidden)".into(),
        M::SecretPrompt { key } => format!("{key} (not shown): "),
        M::Unlinked => "The account is no longer connected to the app: its consent is withdrawn and every token is dead, here and elsewhere.".into(),
        M::UnlinkQuestion { who } => format!("This takes {who} off the app: consent is withdrawn, every token dies, and a new login asks for consent again. Continue? [y/N]"),
        M::Agreed => "agreed".into(),
        M::NotAgreedYet => "not agreed".into(),
        M::Revocable => "revocable".into(),
        M::NoProfiles => "There is no login profile yet: `kakao-login login` makes the first.".into(),
        M::Damaged => "damaged".into(),
        M::ProfileChosen { name } => format!("The profile in use is now {name}"),
        M::ProfileRenamed { old, new } => format!("The profile {old} is now called {new}"),
        M::ProfileRemoved { name } => format!("Removed the profile {name} from this computer; Kakao was not told, and its tokens end there by themselves"),
        M::Imported { who } if who.is_empty() => "Imported the token; from now on it is refreshed and kept here.".into(),
        M::Imported { who } => format!("Imported the token of {who}; from now on it is refreshed and kept here."),
        M::ManWritten { count, directory } => format!("Wrote {count} man pages to {directory}"),
        M::DemoStarts { url } => format!("A pretend Kakao runs at {url}; no account and no app is needed."),
        M::DemoWalkedAsAsked => "The demo clicked through the login pages itself, as asked.".into(),
        M::DemoWalked => "There was no browser here, so the demo clicked through the login pages itself.".into(),
        M::EmulatorServes { url } => format!("A pretend Kakao serves at {url} (kauth and kapi in one). It is not the real one; Ctrl-C ends it."),
        M::EmulatorReset => "The emulator has forgotten everything that happened.".into(),
        M::SnapshotSaved { path } => format!("The emulator's memory is in {path}"),
        M::SnapshotLoaded { path } => format!("The emulator remembers what is in {path}"),
        M::EmulatorReady { url } => format!("The emulator serves at {url}"),
        M::CodeUnknown { code } => format!("no code this program knows: {code}. `kakao-login explain` lists those it does; https://devtalk.kakao.com is where to ask Kakao"),
        M::NoFailures => "No failures are scripted.".into(),
        M::NoRequests => "No requests yet.".into(),
        M::DemoDone => "That was the real login flow against a pretend Kakao. Nothing was kept. Next: `kakao-login config set rest-api-key KEY`, then `kakao-login login`.".into(),

        M::ServedOldToken { reason: Some(reason), seconds } => format!("could not refresh ({reason}); the present token is still {}", valid_for(*seconds)),
        M::ServedOldToken { reason: None, seconds } => format!("could not refresh; the present token is still {}", valid_for(*seconds)),
        M::RefreshTokenEnds { days: 0, command } => format!("the refresh token ends within 24 hours; log in again with `{command}`"),
        M::RefreshTokenEnds { days: 1, command } => format!("the refresh token ends in 1 day; log in again with `{command}`"),
        M::RefreshTokenEnds { days, command } => format!("the refresh token ends in {days} days unless Kakao renews it at a refresh; `{command}` starts anew"),
        M::IdTokenDropped { failed } => format!("the ID token that came along does not hold ({failed}) and was not kept"),
        M::Tightened { path } => format!("{path} could be read by others; it is private now"),
        M::SetAside { path } => format!("the unreadable token file was kept as {path}"),

        M::Label(label) => label_text(*label).into(),
        M::NotAgreed { command } => format!("– not agreed: `{command}` asks for it"),
        M::NotConfigured { scope } => format!("– the app does not ask for it: [Kakao Login] > [Consent items] > {scope}"),
        M::NoValue => "– agreed, but Kakao has none".into(),
        M::ValidFor { seconds } => valid_for(*seconds),
        M::Expired => "expired".into(),
        M::UnknownLifetime => "present, the server gave no lifetime".into(),
        M::Missing => "none".into(),
        M::NoScopes => "not stated".into(),
        M::Origin(origin) => origin_text(origin),

        M::Problem(problem) => problem_text(problem),
        M::Hint(hint) => hint_text(hint),
        M::Warning => "warning".into(),
        M::HintWord => "hint".into(),
        M::ErrorWord => "error".into(),
    }
}

fn valid_for(seconds: u64) -> String {
    match span(seconds) {
        Span::Days(days, hours) => format!("valid for {days} d {hours} h"),
        Span::Hours(hours, minutes) => format!("valid for {hours} h {minutes} min"),
        Span::Minutes(minutes) => format!("valid for {minutes} min"),
        Span::Seconds(seconds) => format!("valid for {seconds} s"),
    }
}

fn label_text(label: Label) -> &'static str {
    use Label as L;
    match label {
        L::User => "user",
        L::Id => "id",
        L::Nickname => "nickname",
        L::Email => "e-mail",
        L::Picture => "picture",
        L::Name => "name",
        L::Gender => "gender",
        L::AgeRange => "age range",
        L::Birthday => "birthday",
        L::BirthYear => "birth year",
        L::PhoneNumber => "phone",
        L::ConnectedAt => "connected",
        L::Profile => "profile",
        L::Server => "server",
        L::AccessToken => "access token",
        L::RefreshToken => "refresh token",
        L::Scopes => "consent items",
        L::Store => "store",
        L::Code => "code",
        L::ShownWhere => "shown in",
        L::Cause => "cause",
        L::WhatToDo => "what to do",
        L::Console => "console",
        L::ConsoleBefore => "console before 2025-12",
        L::Source => "source",
    }
}

fn origin_text(origin: &Origin) -> String {
    match origin {
        Origin::Flag(flag) => format!("flag {flag}"),
        Origin::Input => "given".into(),
        Origin::Variable(name) => format!("variable {name}"),
        Origin::ProfileSection(name) => format!("config.toml [profiles.{name}]"),
        Origin::File => "config.toml".into(),
        Origin::Default => "default".into(),
    }
}

fn problem_text(problem: &Problem) -> String {
    use Problem as P;
    match problem {
        P::UnknownFlag { given } => format!("unknown flag {given}"),
        P::UnknownCommand { given } => format!("unknown command {given}"),
        P::MissingArgument { names } => format!("missing: {names}"),
        P::InvalidValue { argument, given, possible } if possible.is_empty() => {
            format!("{argument} cannot be '{given}'")
        }
        P::InvalidValue { argument, given, possible } => {
            format!("{argument} cannot be '{given}'; it is one of {possible}")
        }
        P::ArgumentConflict { argument, other } => format!("{argument} cannot be used with {other}"),
        P::Usage { detail } => detail.clone(),
        P::SettingsSyntax { path, line, column, detail } => format!("{path}, line {line}, column {column}: {detail}"),
        P::UnknownKey { path, line, column, key } => {
            format!("{path}, line {line}, column {column}: there is no setting '{key}'")
        }
        P::UnknownSetting { key } => format!("there is no setting '{key}'"),
        P::InvalidSetting { key, origin, why } => format!("{key} ({}) {}", origin_text(origin), invalid_text(*why)),
        P::SettingsUnreadable { path, detail } => format!("cannot read the settings {path}: {detail}"),
        P::SettingsUnwritable { path, detail } => format!("cannot write the settings {path}: {detail}"),
        P::NoConfigDirectory => "cannot tell where your configuration folder is".into(),
        P::RelativeConfigDirectory => {
            "the configuration folder is not an absolute path, so it would change with the current directory".into()
        }
        P::SecretAsArgument { key } => format!("{key} is a secret, and other users can see the arguments of a command"),
        P::NoTerminal { key } => format!("cannot ask for {key}: this is not a terminal"),
        P::NoRestApiKey => "no REST API key is set, so Kakao would not know which app is asking".into(),
        P::PortTaken { port, holder: Some(holder) } => {
            format!("port {port} is taken by {holder}, so the browser could not come back")
        }
        P::PortTaken { port, holder: None } => {
            format!("port {port} is taken by another program, so the browser could not come back")
        }
        P::CannotListen { port, detail } => format!("cannot listen on port {port}: {detail}"),
        P::NoRandomness { detail } => format!("the system gave no random numbers: {detail}"),
        P::StoreUnreadable { path, detail } => format!("cannot read the token file {path}: {detail}"),
        P::StoreUnwritable { path, detail } => format!("cannot write {path}: {detail}"),
        P::StoreBroken { path } => format!("the token file {path} is damaged"),
        P::Pretended { server } => format!("a token of the emulator's (emu_…) is not filed under {server}"),
        P::StoreNewer { path } => format!("the token file {path} was written by a newer kakao-login"),
        P::StoreUnsafe { path } => {
            format!("{path} is not a plain file or folder of yours, so no token is read from or written to it")
        }
        P::StoreLocked { path } => format!("another kakao-login holds {path}"),
        P::HelperMissing { program } => {
            format!("the credential helper {program} is not on the PATH, and no other store is used in its place")
        }
        P::HelperFailed { program, detail } if detail.is_empty() => {
            format!("the credential helper {program} gave no answer of the protocol")
        }
        P::HelperFailed { program, detail } => format!("the credential helper {program} failed: {detail}"),
        P::RotationUntold { detail } => {
            format!("the refresh token was renewed, but the command of --on-rotate failed: {detail}")
        }
        P::NeedsYes => "this cannot be undone, and there is no terminal to ask".into(),
        P::NotUnlinked => "nothing was changed".into(),
        P::CannotRun { program, detail } => format!("cannot run {program}: {detail}"),
        P::LoginNeeded { profile } => format!("nobody is logged in (profile {profile})"),
        P::SessionEnded { code } => format!("the login has ended: Kakao no longer takes the refresh token ({code})"),
        P::VariableTokenRejected { variable } => format!("Kakao does not take the token in {variable}"),
        P::VariableTokenMalformed { variable } => {
            format!("the value of {variable} is not a token: it holds a space or another character no token has")
        }
        P::NobodyCameBack { seconds, was_visited: false } => {
            format!("nobody came back from the browser in {seconds} s, and no browser asked anything of this machine")
        }
        P::NobodyCameBack { seconds, was_visited: true } => format!(
            "nobody came back from the browser in {seconds} s; a browser did reach this machine, but without the answer of this login"
        ),
        P::Denied => "the login was cancelled in the browser".into(),
        P::DeniedBecause { error, detail } if detail.is_empty() => format!("Kakao refused the login ({error})"),
        P::DeniedBecause { error, detail } => format!("Kakao refused the login ({error}): {detail}"),
        P::ShownInBrowser { code } => {
            format!("Kakao answers the login page with {code}, so the browser will not come back")
        }
        P::BadIdToken { failed } => format!("the ID token does not hold ({failed}); nothing was saved"),
        P::ConsentMissing { scopes } => format!("the user has not agreed to {scopes} (-402)"),
        P::Refused { name, detail } => format!("Kakao refused ({name}): {detail}"),
        P::RefusedPlainly { name } => format!("Kakao refused ({name})"),
        P::Unreachable { host, detail } => format!("cannot reach {host}: {detail}"),
        P::Tls { host, detail } => format!("no secure connection to {host}: {detail}"),
        P::NoCertificates { detail } => format!("cannot load this machine's certificate authorities: {detail}"),
        P::TimedOut { host } => format!("{host} did not answer in time"),
        P::Interrupted { detail } => format!("the connection broke off before the answer was complete: {detail}"),
        P::AnswerTooLarge => "the answer is larger than anything Kakao sends".into(),
        P::AnswerNotText => "the answer is not text".into(),
        P::AnswerMalformed { status } => format!("the answer is not what Kakao documents (HTTP {status})"),
        P::AnswerIsPage { status } => format!(
            "a web page came instead of Kakao's answer (HTTP {status}): perhaps a sign-in page of this network or a proxy"
        ),
        P::Insecure { host } => format!("refusing to send anything to {host} without https"),
        P::NotSet { key } => format!("{key} is not set"),
        P::NotJson { detail } => format!("-F takes JSON text or @FILE: {detail}; plain text goes with -f"),
        P::NoIdToken => "this login has no ID token".into(),
        P::LoggedOutOnlyHere { reason } => format!(
            "removed the token from this computer, but Kakao could not be told ({reason}); the token dies there by itself within hours"
        ),
        P::Stdout { detail } => format!("cannot write the answer: {detail}"),
        P::FilterSyntax { filter } => format!("this is not a jq filter: {filter}"),
        P::FilterFailed { detail } => format!("the jq filter failed on this answer: {detail}"),
        P::FileUnreadable { path, detail } => format!("cannot read {path}: {detail}"),
        P::FieldSyntax { given } => format!("'{given}' is not of the form key=value"),
        P::NoSuchProfile { name } => format!("there is no profile {name}"),
        P::ProfileExists { name } => format!("there is a profile {name} already"),
        P::ProfileDamaged { name } => {
            format!("a token file of the profile {name} is damaged or of a newer version, so it cannot be moved")
        }
        P::Unsaved { because } => {
            format!("Kakao renewed the tokens, but they could not be saved: {}", problem_text(because))
        }
        P::ProfileNameInvalid { name } => format!("'{name}' {}", invalid_text(Invalid::ProfileName)),
        P::ImportedError { name, detail } => {
            format!("this file holds no token but an error that Kakao answered once ({name}): {detail}")
        }
        P::NoTokenInside { path } => {
            format!("{path} is no token answer of Kakao's: a JSON object with access_token or refresh_token")
        }
        P::BadPath { given } => format!("'{given}' is not a path of Kakao's API; a path begins with /"),
        P::NoEmulator { url } => format!("no emulator serves at {url}"),
        P::EmulatorRefused { detail } => format!("the emulator refused: {detail}"),
        P::TooFewRequests { count, wanted } => format!("only {count} of {wanted} requests came in time"),
        P::ScenarioSyntax { path, line, column, detail } => {
            format!("cannot read the scenario {path}:{line}:{column}: {detail}")
        }
        P::NoDemoPage { detail } => format!("the demo lost its way through the pages: {detail}"),
        P::ManUnwritable { path, detail } => format!("cannot write {path}: {detail}"),
        P::Other { detail } => detail.clone(),
    }
}

fn invalid_text(why: Invalid) -> &'static str {
    match why {
        Invalid::ControlCharacter => "holds a line break or another control character",
        Invalid::Empty => "is empty",
        Invalid::TooLong => "is too long",
        Invalid::Url => "is not a URL",
        Invalid::PlainHttp => "must be https; plain http is for this machine alone",
        Invalid::VariableNotLoopback => "points to another machine, and a variable may only name this one",
        Invalid::OtherMachine => "points to this machine while the login is Kakao's own; its token does not go there",
        Invalid::RedirectUri => {
            "cannot be listened on: it must be http, on 127.0.0.1, localhost or [::1], without query or fragment"
        }
        Invalid::ProfileName => {
            "is not a profile name: letters, digits, '-', '_' and '.', at most 64, the first a letter or digit"
        }
        Invalid::Language => "is not a language spoken here: ko or en",
        Invalid::Store => {
            "is not a store this version has: file, keyring, or helper:NAME for the program docker-credential-NAME"
        }
        Invalid::NotText => "must be text; in config.toml it stands in quotes",
    }
}

fn hint_text(hint: &Hint) -> String {
    use Hint as H;
    match hint {
        H::Remedy(remedy) => remedy_text(*remedy).into(),
        H::RunLogin { command } => format!("log in with `{command}`"),
        H::AskScopes { command } => format!("ask for it with `{command}`; what was agreed before stays"),
        H::SetRestApiKey => "set it with `kakao-login config set rest-api-key KEY`, or in the variable KAKAO_REST_API_KEY".into(),
        H::WhereRestApiKeyIs => "the key is at https://developers.kakao.com/console/app under [App] > [Platform key] > [REST API key]; to try without one: `kakao-login demo`".into(),
        H::SeeHelp { command } => format!("see `{command} --help`"),
        H::DidYouMean { suggestion } => format!("did you mean {suggestion}?"),
        H::KnownKeys { keys } => format!("the settings are {keys}"),
        H::ServerInFile { key } => format!("name the server in config.toml instead: `kakao-login config set {key} https://…`"),
        H::UseLoopbackRedirect => "for example `kakao-login config set redirect-uri http://127.0.0.1:18000/callback`, and register the same in the console".into(),
        H::UseHttps => "write https:// in front of the host".into(),
        H::SetIt { key } => format!("set it with `kakao-login config set {key} VALUE`"),
        H::InstallHelper { program } => format!("install {program} (Debian: `apt install golang-docker-credential-helpers`), or keep logins in files: `kakao-login config set store file`"),
        H::AskHelper { program } => format!("try it by itself: `{program} list`"),
        H::RotatedIsKept => "the new refresh token is kept here; run the command again by hand, or log in again where it was meant for".into(),
        H::RemoveProfile { name } => format!("remove it with `kakao-login profiles remove {name}`, or update kakao-login"),
        H::MaybeSpent { command } => format!("Kakao may have used up the refresh token; if the next try says that the login has ended: `{command}`"),
        H::SayYes => "to go on without being asked: `kakao-login unlink --yes`".into(),
        H::ListProfiles => "see `kakao-login profiles`".into(),
        H::MakeProfile { name } => format!("make it with `kakao-login login --profile {name}`"),
        H::LogInInstead { command } => format!("there is nothing to adopt: start anew with `{command}`"),
        H::UseStdin { key } => format!("give it on standard input: `kakao-login config set {key} --stdin < FILE`"),
        H::SetConfigDirectory => "set KAKAO_LOGIN_CONFIG_DIR to an absolute path, or HOME to your home folder".into(),
        H::FreePort { port } => format!("end the other program (`ss -ltnp 'sport = :{port}'` names it), then repeat the command"),
        H::OtherPort => "register a second redirect URI in the console and list both: `kakao-login config set redirect-uri http://127.0.0.1:18000/callback,http://127.0.0.1:18001/callback`".into(),
        H::PointAtEmulator => "to use the emulator, name it: `export KAKAO_AUTH_URL=http://127.0.0.1:18080 KAKAO_API_URL=http://127.0.0.1:18080`".into(),
        H::StartEmulator => "start it first: `kakao-login emulator`; for another address use --url".into(),
        H::SeeLogs => "see what came: `kakao-login emulator logs`".into(),
        H::AnyPort { command } => format!("let it take a free one: `{command}`"),
        H::CheckStore { path } => format!("check the disk and the rights: `ls -ld '{path}'`"),
        H::NewLoginReplaces { command } => format!("`{command}` makes a new one and keeps the old beside it"),
        H::UpdateProgram => "update kakao-login, or use another KAKAO_LOGIN_CONFIG_DIR".into(),
        H::AnotherRunHoldsIt => "wait for it or end it, then repeat the command".into(),
        H::NewVariableToken { variable } => format!("put a valid token into {variable}, or unset it to use the cached login"),
        H::LookAtBrowser { redirect_uri } => format!("if the page showed a KOE code, look there first; KOE006 means that {redirect_uri} is not registered"),
        H::EditFile { path } => format!("correct that line: `${{EDITOR:-vi}} '{path}'`"),
        H::CheckOutput => "check where the output goes: `df -h .` tells whether the disk is full".into(),
        H::SeeJq => "look at the whole answer with --json; the language is described at https://jqlang.org/manual/".into(),
        H::CheckNetwork => "check the network, then repeat the command".into(),
        H::CheckProxy => "if you are behind a proxy, check HTTPS_PROXY and NO_PROXY; open any web page to pass a sign-in page".into(),
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
