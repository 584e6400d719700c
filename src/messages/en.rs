//! Owns the English sentences. Style: lower case after `error:` and `hint:`, no final period there, commands
//! in backticks.

mod hint;
mod problem;

use super::{Label, Message, Origin, Span, hint::quoted, span};

pub(super) fn text(message: &Message) -> String {
    use Message as M;
    match message {
        M::OpenThisUrl { url } => format!("Open this page to log in with Kakao:\n{url}"),
        M::BrowserFailed => "The browser did not open. Please open the address above yourself.".into(),
        M::NoDisplay => "There is no browser here. Please open the address above yourself; it must be on a machine that reaches this one's redirect port.".into(),
        M::NoSuchBrowser { program } => format!("There is no program {program} to open the browser with. Please open the address above yourself."),
        M::OtherLoginCame => "a browser came back with the page of an earlier login: close that tab and open the newest address above".into(),
        M::AnotherAccount { before, now } => format!("another account than before: the login of {before} was replaced by that of {now}"),
        M::Waiting { redirect_uri } => format!("Waiting for the browser to come back to {redirect_uri} (Ctrl-C ends it)."),
        M::StillWaiting { redirect_uri } => format!(
            "Still waiting. If the page shows a code such as KOE006, Kakao will not send you back here: \
             check that {redirect_uri} is registered for this REST API key, character by character."
        ),
        M::HttpsOnPlainPort { redirect_uri } => format!("a browser came back with https, and this port speaks http: register exactly {redirect_uri}, or change https to http in its address bar"),
        M::PasteHere => "Is the browser on another machine? Paste here the whole address it ends at, even if the page does not load; never give it to anybody else. A code such as KOE006 typed here is explained.".into(),
        M::PastedTooEarly => "That is the address to open in the browser. Log in there, and paste the address that the browser ends at.".into(),
        M::PasteRefused { redirect_uri } => format!("That is not the address of this login: paste the whole of it, from {redirect_uri}?code= to its end. A code such as KOE006 typed here is explained."),
        M::LoggedIn { who, switch } => format!("Logged in as {who}. Not the right account? `{switch}`"),
        M::Refreshing => "refreshing the access token".into(),
        M::PageDoneTitle => "You are logged in".into(),
        M::PageDoneBody => "The login is saved on this computer.\nYou can close this tab and go back to the terminal.".into(),
        M::PageDeniedTitle => "The login was cancelled".into(),
        M::PageDeniedBody => "Nothing was changed on this computer.\nYou can close this tab.".into(),
        M::PageOtherLoginTitle => "This page belongs to an earlier login".into(),
        M::PageOtherLoginBody => "Go back to the terminal and open its newest address.\nYou can close this tab.".into(),
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
        M::Overruled { key, origin } => format!("the {key} in force is still that of {}", origin_text(origin)),
        M::SettingUnset => "not set".into(),
        M::SettingHidden => "set (hidden)".into(),
        M::SecretPrompt { key } => format!("{key} (not shown): "),
        M::Unlinked => "The account is no longer connected to the app: its consent is withdrawn and every token is dead, here and elsewhere.".into(),
        M::UnlinkQuestion { who } => format!("This takes {who} off the app: consent is withdrawn, every token dies, and a new login asks for consent again. Continue? [y/N]"),
        M::Agreed => "agreed".into(),
        M::NotAgreedYet => "not agreed".into(),
        M::SwitchedOff => "off in the app".into(),
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
        M::InContainerUnattended => "A container has no browser, and there is no terminal to paste the last address into. Run it with one (`docker run -it`), or where nobody is there, give a refresh token in KAKAO_REFRESH_TOKEN.".into(),
        M::InContainer => "A container has no browser, and its ports are its own. Open the address above outside.".into(),
        M::OverSsh { command } => format!("This shell came over ssh. On your own machine keep `{command}` running (with the host as you name it for ssh), then open the address above."),
        M::CodeOnPage { code, cause, remedy, console } => {
            let console = console.map(|console| format!("\nconsole: {}", console.1)).unwrap_or_default();
            format!("{code}: {}\nwhat to do: {}{console}\nPut it right and reload the page: this login is still waiting.", cause.1, remedy.1)
        }
        M::SecondsLeft { seconds } => format!("{seconds} s left · if the page shows a KOE code, type it here"),
        M::Welcome => "kakao-login: log in to Kakao from the command line

New here?
  kakao-login demo      try the whole login, without account or app
  kakao-login setup     prepare your Kakao app, step by step
  kakao-login login     log in with the browser and show who it is

Once logged in
  kakao-login whoami    the user (--json, --jq .id)
  kakao-login token     a valid access token, refreshed if needed
  kakao-login api PATH  call a Kakao API with it
  kakao-login logout    log out

If it does not work
  kakao-login doctor    find what is in the way, and what helps
  kakao-login explain   say what a code such as KOE006 means

To build and test without an account
  kakao-login emulator  serve a pretend Kakao

All commands: kakao-login --help".into(),
        M::SetupFirst => "There is no REST API key yet, so the app comes first.".into(),
        M::SetupStart => "Five steps prepare a Kakao app. Each answer is saved at once: stop with Ctrl-C and start again whenever you like.

1. The app and its key
   Create an app at https://developers.kakao.com/console/app and copy [App] > [Platform key] > [REST API key].".into(),
        M::SetupAskKey => "REST API key".into(),
        M::SetupKeyUnknown { code } => format!("   Kakao does not know this key ({code}). Copy the REST API key anew; it is not the JavaScript, native or admin key."),
        M::SetupKeyIsGood => "   Kakao knows this key.".into(),
        M::SetupSwitchOn { menu } => format!("\n2. Kakao Login\n   It is still off. Set {menu} to ON in the console."),
        M::SetupRegister { redirect_uri, menu } => format!("\n3. The redirect URI\n   Paste this line into {menu} in the console, as it is, and save.\n\n{redirect_uri}\n"),
        M::SetupAskDone => "Enter when that is done, s to skip".into(),
        M::SetupStill { code } => format!("   Not yet: Kakao shows the page {code}. Was it saved in the console?"),
        M::SetupIsGood => "\n2. Kakao Login: it is on.\n3. The redirect URI: it is registered.".into(),
        M::SetupSecret { menu } => format!("\n4. The client secret\n   Where {menu} is ON in the console, as for every new key, copy it. Where it is OFF, just press Enter."),
        M::SetupSecretKept => "   One is saved already: Enter keeps it, and `kakao-login config unset client-secret` removes it.".into(),
        M::SetupSecretUnchecked => "   It shows only at a login whether this is right; to ask Kakao before: `kakao-login doctor --check-secret`.".into(),
        M::SetupConsent { menu } => format!("\n5. Consent items\n   Nickname and picture come only when they are on in {menu}. To message yourself, switch talk_message on too."),
        M::SetupCannotCheck { host } => format!("   {host} could not be asked, so this is not checked now."),
        M::SetupCheckup => "\nThat was all. A look at everything:".into(),
        M::SetupAskLogin => "Log in now? [Y/n]".into(),
        M::SetupSavedLater => "Log in whenever you like: `kakao-login login`.".into(),
        M::SecretIsRight => "Kakao takes it".into(),
        M::ShorterThanAsked { seconds } => format!("--min-ttl asks for more than Kakao gives; this token is {}", valid_for(*seconds)),
        M::NotLookedAt => "not looked at, because of what failed above".into(),
        M::CodeUnknown { code } => format!("no code this program knows: {code}. `kakao-login explain` lists those it does; https://devtalk.kakao.com is where to ask Kakao"),
        M::NoFailures => "No failures are scripted.".into(),
        M::NoRequests => "No requests yet.".into(),
        M::DemoDone => "That was the real login flow against a pretend Kakao. Nothing was kept. Next, with an app of your own: `kakao-login setup`.".into(),

        M::ServedOldToken { reason: Some(reason), seconds } => format!("could not refresh ({reason}); the present token is still {}", valid_for(*seconds)),
        M::ServedOldToken { reason: None, seconds } => format!("could not refresh; the present token is still {}", valid_for(*seconds)),
        M::RefreshTokenEnds { days: 0, command } => format!("the refresh token ends within 24 hours; log in again with `{command}`"),
        M::RefreshTokenEnds { days: 1, command } => format!("the refresh token ends in 1 day; log in again with `{command}`"),
        M::RefreshTokenEnds { days, command } => format!("the refresh token ends in {days} days unless Kakao renews it at a refresh; `{command}` starts anew"),
        M::IdTokenDropped { failed } => format!("the ID token that came along does not hold ({failed}) and was not kept"),
        M::IdTokenUnchecked { host } => format!("the ID token that came along was not kept: the keys to check it with could not be had from {host}"),
        M::MadeByRoot { path, owner } => format!("this runs as root in the home of uid {owner}, who cannot use what is saved here; afterwards: `chown -R {owner} {}`, or run it without sudo", quoted(path)),
        M::VariableOutranks { variable } => format!("{variable} is set: commands use its token and no cached login. To use a login: `unset {variable}`"),
        M::VariableStandsIn { variable } => format!("Nobody is logged in here; commands use the token in {variable}."),
        M::UnusualKey { origin } => format!("the REST API key ({}) is not 32 hexadecimal digits: is it another key, or cut off?", origin_text(origin)),
        M::UnknownKey { path, line, key, command } => format!("{path}, line {line}: this version knows no setting '{key}', so it has no effect; to remove it: `{command}`"),
        M::Exposed { path } => format!("other users can read {path}; to keep it to yourself: `chmod 600 {}`", quoted(path)),
        M::SetAside { path } => format!("the unreadable token file was kept as {path}"),

        M::Label(label) => label_text(*label).into(),
        M::NotAgreed { command } => format!("– not agreed: `{command}` asks for it"),
        M::NotConfigured { scope } => format!("– off in the app, or not in the Kakao Account: [Kakao Login] > [Consent items] > {scope}"),
        M::NoValue => "– agreed, but Kakao has none".into(),
        M::ValidFor { seconds } => valid_for(*seconds),
        M::Expired => "expired".into(),
        M::UnknownLifetime => "present, the server gave no lifetime".into(),
        M::Missing => "none".into(),
        M::NoScopes => "not stated".into(),
        M::Origin(origin) => origin_text(origin),

        M::Problem(problem) => problem::text(problem),
        M::Hint(hint) => hint::text(hint),
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
        L::Settings => "settings",
        L::Port => "redirect port",
        L::Proxy => "proxy and CA",
        L::ApiServer => "API server",
        L::Clock => "clock",
        L::AppSetup => "app at Kakao",
        L::ClientSecret => "client secret",
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
