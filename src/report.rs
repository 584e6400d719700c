//! Owns what a failure is called: headline, hints, exit code and the word programs match on. The only downcasts.

mod call;

use std::{io, path::Path};

use serde_json::{Value, json};

use crate::{
    authorization,
    cli::NAME,
    failure::Failure,
    folder::{self, Unsafe},
    loopback::CannotBind,
    messages::{Hint, Invalid, Language, Message, Origin, Problem, Remedy, Visited},
    oauth::id_token::{self, Check},
    output::{self, Paragraph, Ui, clean, human, json},
    session, settings, store,
    system::Ending,
};

/// Tells the person on stderr; with `--json` a program finds one object in the last line of it.
pub(crate) fn tell(failure: &Failure, ui: &mut Ui) {
    let language = ui.manner.language;
    if ui.manner.json {
        ui.tell(&Paragraph::json(&object(failure, language).to_string()));
    } else {
        let hints: Vec<_> = failure.hints.iter().cloned().map(Message::Hint).collect();
        ui.tell(&Paragraph::failure(&Message::Problem(failure.problem.clone()), &hints, language));
    }
}

/// What is said when a signal or a panic ends the program: with `json` the object that ends every failure; else
/// nothing for a signal, which the person sent.
pub(crate) fn last_words(ending: &Ending, language: Language, json: bool) -> Option<String> {
    let failure = match ending {
        Ending::Signal { .. } if !json => return None,
        Ending::Signal { number } => {
            let exit = u8::try_from(128 + number).unwrap_or(u8::MAX);
            Failure::new("interrupted", exit, Problem::Signal { number: *number })
        }
        Ending::Panic { detail } => {
            Failure::new("internal", 1, Problem::Internal { detail: outside(detail) }).with(Hint::Report)
        }
    };
    if json {
        return Some(json::one_line(&object(&failure, language).to_string()));
    }
    let hints: Vec<_> = failure.hints.iter().cloned().map(Message::Hint).collect();
    Some(Paragraph::failure(&Message::Problem(failure.problem), &hints, language).without_colour())
}

fn object(failure: &Failure, language: Language) -> Value {
    let hints: Vec<_> = failure.hints.iter().map(|hint| Message::Hint(hint.clone()).text(language)).collect();
    let mut error = json!({
        "code": failure.code,
        "message": Message::Problem(failure.problem.clone()).text(language),
        "hint": hints.join("\n"),
        "exit": failure.exit,
    });
    if let (Some(kakao), Some(object)) = (&failure.kakao, error.as_object_mut()) {
        object.insert("kakao".to_owned(), kakao.clone());
    }
    json!({ "error": error })
}

/// Reads a failure of any layer.
///
/// `login` is the command that logs this profile in.
pub(crate) fn explain(error: &anyhow::Error, login: &str) -> Failure {
    if let Some(error) = error.downcast_ref::<authorization::Error>() {
        of_authorization(error, login)
    } else if let Some(error) = error.downcast_ref::<session::Error>() {
        of_session(error, login)
    } else if let Some(error) = error.downcast_ref::<crate::wire::CallError>() {
        call::of_call(error, login)
    } else if let Some(error) = error.downcast_ref::<settings::Error>() {
        of_settings(error)
    } else if let Some(error) = error.downcast_ref::<store::Error>() {
        of_store(error, login)
    } else if let Some(error) = error.downcast_ref::<output::Error>() {
        of_output(error)
    } else if let Some(error) = error.downcast_ref::<CannotBind>() {
        of_port(error)
    } else if let Some(failure) = error.downcast_ref::<Failure>() {
        failure.clone()
    } else {
        Failure::new("failure", 1, Problem::Other { detail: outside(&format!("{error:#}")) }).with(Hint::Verbose)
    }
}

/// A remedy names what would be obeyed: the variable, where the value came from one.
///
/// `variables_in_force`: the settings whose value does.
pub(crate) fn name_variables(
    mut failure: Failure,
    variables_in_force: &[(settings::Setting, &'static str)],
) -> Failure {
    let variable = |setting| variables_in_force.iter().find(|(other, _)| *other == setting).map(|(_, name)| *name);
    for hint in &mut failure.hints {
        let Hint::Remedy(remedy) = *hint else { continue };
        let setting = match remedy {
            Remedy::UseRestApiKey => settings::Setting::RestApiKey,
            Remedy::SetClientSecret => settings::Setting::ClientSecret,
            Remedy::RegisterRedirectUri | Remedy::SameRedirectUri => settings::Setting::RedirectUri,
            _ => continue,
        };
        if let Some(variable) = variable(setting) {
            *hint = Hint::RemedyInVariable { remedy, variable };
        }
    }
    failure
}

fn of_authorization(error: &authorization::Error, login: &str) -> Failure {
    use authorization::Error as E;
    match error {
        E::Settings(error) => of_settings(error),
        E::Store(error) => of_store(error, login),
        E::Call(error) => call::of_call(error, login),
        E::NoRandomness(error) => Failure::new("no_randomness", 1, Problem::NoRandomness { detail: error.to_string() })
            .with(Hint::TryAgainLater),
        E::NobodyCameBack { seconds, visit, redirect_uri } => {
            let problem = Problem::NobodyCameBack { seconds: *seconds, visit: *visit };
            let hint = match visit {
                Visited::ByAnotherLogin => Hint::CloseOlderTabs,
                _ => Hint::LookAtBrowser { redirect_uri: redirect_uri.clone() },
            };
            Failure::new("timeout", 8, problem).with(hint).with(Hint::LogInWith { command: login.to_owned() })
        }
        E::Denied(denied) => call::of_denial(denied, login),
        E::ShownInBrowser { code, redirect_uri } => call::of_page(code, redirect_uri, login),
        E::BadIdToken { failed } => bad_id_token(failed, login),
    }
}

fn bad_id_token(failed: &[Check], login: &str) -> Failure {
    let problem = Problem::BadIdToken { failed: id_token::words(failed) };
    Failure::new("bad_id_token", 1, problem).with(Hint::LogInWith { command: login.to_owned() })
}

fn of_session(error: &session::Error, login: &str) -> Failure {
    use session::Error as E;
    match error {
        E::Settings(error) => of_settings(error),
        E::Store(error) => of_store(error, login),
        E::Call(error) => call::of_call(error, login),
        E::BadIdToken { failed } => bad_id_token(failed, login),
        E::AnswerLost(error) => call::of_call(error, login).with(Hint::MaybeSpent { command: login.to_owned() }),
        E::Unsaved(error) => {
            let because = Box::new(of_store(error, login).problem);
            Failure::new("store", 5, Problem::Unsaved { because }).with(Hint::LogInWith { command: login.to_owned() })
        }
        E::LoginNeeded { profile } => {
            Failure::new("login_required", 4, Problem::LoginNeeded { profile: profile.clone() })
                .with(Hint::RunLogin { command: login.to_owned() })
        }
        E::Ended { refusal, was_given: true } => {
            Failure { kakao: Some(call::kakao(refusal)), ..given_rejected("KAKAO_REFRESH_TOKEN") }
        }
        E::Ended { refusal, was_given: false } => {
            let failure = Failure::new("login_required", 4, Problem::SessionEnded { code: refusal.name() })
                .with(Hint::RunLogin { command: login.to_owned() });
            Failure { kakao: Some(call::kakao(refusal)), ..failure }
        }
        E::GivenMalformed { variable } => Failure::new("settings", 2, Problem::VariableTokenMalformed { variable })
            .with(Hint::NewVariableToken { variable }),
        E::GivenRejected { variable } => given_rejected(variable),
    }
}

fn given_rejected(variable: &'static str) -> Failure {
    Failure::new("login_required", 4, Problem::VariableTokenRejected { variable })
        .with(Hint::NewVariableToken { variable })
}

fn of_settings(error: &settings::Error) -> Failure {
    use settings::Error as E;
    let broken = |problem| Failure::new("settings", 2, problem);
    let place =
        |position: &settings::Position| (outside(&position.path.display().to_string()), position.line, position.column);
    match error {
        E::Syntax { position, detail } => {
            let (path, line, column) = place(position);
            broken(Problem::SettingsSyntax { path: path.clone(), line, column, detail: outside(detail) })
                .with(Hint::EditFile { path })
        }
        E::UnknownKey(unknown) => {
            let (path, line, column) = place(&unknown.position);
            let keys = settings::ALL.map(settings::Setting::key).join(", ");
            broken(Problem::UnknownKey { path, line, column, key: outside(&unknown.key) })
                .with(Hint::KnownKeys { keys })
                .with(Hint::RemoveSetting { command: outside(&unknown.removal()) })
        }
        E::Invalid { setting, origin, why } => {
            let problem = Problem::InvalidSetting { key: setting.key(), origin: origin.clone(), why: *why };
            with_remedy(broken(problem), *setting, origin, *why)
        }
        E::OpenToAll { path } => {
            let path = outside(&path.display().to_string());
            Failure::new("settings", 5, Problem::SettingsOpenToAll { path: path.clone() })
                .with(Hint::CloseToOthers { path })
        }
        E::Foreign { path } => {
            let path = outside(&path.display().to_string());
            Failure::new("settings", 5, Problem::SettingsForeign { path: path.clone() }).with(Hint::CheckStore { path })
        }
        E::Unreadable { path, error } => {
            let hint = take_over(path, error);
            let path = outside(&path.display().to_string());
            Failure::new("settings", 5, Problem::SettingsUnreadable { path: path.clone(), detail: error.to_string() })
                .with(hint.unwrap_or(Hint::CheckStore { path }))
        }
        E::LinkElsewhere { path, target, detail } => {
            let [path, target] = [path, target].map(|path| outside(&path.display().to_string()));
            let problem = Problem::SettingsLinkElsewhere { path, target, detail: outside(detail) };
            Failure::new("settings", 5, problem).with(Hint::ChangeAtSource)
        }
        E::Folder(error) => match of_folder(error) {
            Failure { problem: Problem::StoreUnwritable { path, detail }, hints, .. } => {
                Failure { hints, ..Failure::new("settings", 5, Problem::SettingsUnwritable { path, detail }) }
            }
            other => Failure { code: "settings", ..other },
        },
        E::NoRandomness(error) => Failure::new("no_randomness", 1, Problem::NoRandomness { detail: error.to_string() })
            .with(Hint::TryAgainLater),
        E::NoDirectory => broken(Problem::NoConfigDirectory).with(Hint::SetConfigDirectory),
        E::RelativeDirectory => broken(Problem::RelativeConfigDirectory).with(Hint::SetConfigDirectory),
        E::NoRestApiKey => Failure::new("no_rest_api_key", 7, Problem::NoRestApiKey)
            .with(Hint::RunSetup)
            .with(Hint::SetRestApiKey)
            .with(Hint::WhereRestApiKeyIs),
    }
}

/// The next step after a value that cannot be used.
fn with_remedy(failure: Failure, setting: settings::Setting, origin: &Origin, why: Invalid) -> Failure {
    match (why, origin) {
        (Invalid::VariableNotLoopback | Invalid::OtherMachine, _) => {
            failure.with(Hint::ServerInFile { key: setting.name() })
        }
        (_, Origin::Variable(variable)) => failure.with(Hint::CorrectVariable { variable }),
        (why, _) => with_remedy_in_file(failure, why),
    }
}

fn with_remedy_in_file(failure: Failure, why: Invalid) -> Failure {
    match why {
        Invalid::RestApiKey => failure.with(Hint::WhereRestApiKeyIs),
        Invalid::RedirectUri => failure.with(Hint::UseLoopbackRedirect),
        Invalid::PlainHttp => failure.with(Hint::UseHttps),
        _ => failure.with(Hint::SeeHelp { command: "kakao-login config".into() }),
    }
}

fn of_store(error: &store::Error, login: &str) -> Failure {
    let local = |problem| Failure::new("store", 5, problem);
    let shown = |path: &std::path::Path| outside(&path.display().to_string());
    match error {
        store::Error::Folder(error) => of_folder(error),
        store::Error::Broken { path } => {
            local(Problem::StoreBroken { path: shown(path) }).with(Hint::NewLoginReplaces { command: login.to_owned() })
        }
        store::Error::Pretended { authorization_server } => {
            let server = outside(authorization_server);
            Failure::new("pretended_token", 2, Problem::Pretended { server }).with(Hint::PointAtEmulator)
        }
        store::Error::Newer { path } => local(Problem::StoreNewer { path: shown(path) }).with(Hint::UpdateProgram),
        store::Error::Helper { program, is_missing: true, .. } => {
            let program = outside(program);
            local(Problem::HelperMissing { program: program.clone() }).with(Hint::InstallHelper { program })
        }
        store::Error::Helper { program, detail, .. } => {
            let program = outside(program);
            local(Problem::HelperFailed { program: program.clone(), detail: outside(detail) })
                .with(Hint::AskHelper { program })
        }
        store::Error::NoRandomness(error) => {
            Failure::new("no_randomness", 1, Problem::NoRandomness { detail: error.to_string() })
                .with(Hint::TryAgainLater)
        }
    }
}

fn of_folder(error: &folder::Error) -> Failure {
    let local = |problem| Failure::new("store", 5, problem);
    let shown = |path: &std::path::Path| outside(&path.display().to_string());
    match error {
        folder::Error::Unreadable { path, error } => {
            let hint = take_over(path, error).unwrap_or(Hint::CheckStore { path: shown(path) });
            local(Problem::StoreUnreadable { path: shown(path), detail: error.to_string() }).with(hint)
        }
        folder::Error::Unwritable { path, error } => {
            let failure = local(Problem::StoreUnwritable { path: shown(path), detail: error.to_string() });
            match (take_over(path, error), error.kind()) {
                (Some(hint), _) => failure.with(hint).with(Hint::OtherFolder),
                (
                    None,
                    io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied | io::ErrorKind::NotFound,
                ) => failure.with(Hint::OtherFolder).with(Hint::CheckStore { path: shown(path) }),
                _ => failure.with(Hint::CheckStore { path: shown(path) }),
            }
        }
        folder::Error::Unsafe { path, why: Unsafe::NotPlain } => {
            let path = shown(path);
            local(Problem::StoreUnsafe { path: path.clone() }).with(Hint::CheckStore { path })
        }
        folder::Error::Unsafe { path, why: Unsafe::Owner { owner, user } } => {
            let failure = local(Problem::StoreForeign { path: shown(path), owner: *owner, user: *user });
            if path.is_dir() && folder::takes_folders(path) {
                failure.with(Hint::FolderInside { folder: shown(&path.join(NAME)) })
            } else {
                let failure = failure.with(Hint::TakeOver { path: shown(path), user: *user, owner: *owner });
                // Another person's folder is not to be taken from them.
                if *owner == 0 || *user == 0 { failure } else { failure.with(Hint::OtherFolder) }
            }
        }
        folder::Error::Unsafe { path, why: Unsafe::Sticky } => local(Problem::StoreSticky { path: shown(path) })
            .with(Hint::FolderInside { folder: shown(&path.join(NAME)) }),
        folder::Error::Locked { path } => {
            local(Problem::StoreLocked { path: shown(path) }).with(Hint::AnotherRunHoldsIt)
        }
    }
}

/// What helps where something in this user's own folder belongs to another user, as what was made with sudo does.
fn take_over(path: &Path, error: &io::Error) -> Option<Hint> {
    let is_denied = error.kind() == io::ErrorKind::PermissionDenied;
    let (path, owner, user) = folder::foreign_in_own(path).filter(|_| is_denied)?;
    Some(Hint::TakeOver { path: outside(&path.display().to_string()), user, owner })
}

fn of_output(error: &output::Error) -> Failure {
    match error {
        output::Error::Stdout(error) => {
            Failure::new("stdout", 1, Problem::Stdout { detail: error.to_string() }).with(Hint::CheckOutput)
        }
        output::Error::Filter(json::FilterError::Syntax(filter)) => {
            Failure::new("usage", 2, Problem::FilterSyntax { filter: outside(filter) }).with(Hint::SeeJq)
        }
        output::Error::Filter(json::FilterError::Run(detail)) => {
            Failure::new("filter", 1, Problem::FilterFailed { detail: outside(detail) }).with(Hint::SeeJq)
        }
    }
}

/// The port of no redirect URI could be bound.
fn of_port(error: &CannotBind) -> Failure {
    let port = error.port;
    if error.is_taken() {
        let holder = error.holder.as_deref().map(outside);
        Failure::new("port_taken", 5, Problem::PortTaken { port, holder })
            .with(Hint::FreePort { port })
            .with(Hint::OtherPort)
    } else {
        Failure::new("port", 5, Problem::CannotListen { port, detail: error.error.to_string() }).with(Hint::OtherPort)
    }
}

/// A file that a person named and that cannot be read.
pub(crate) fn unreadable(path: impl AsRef<Path>, error: &io::Error) -> Failure {
    let path = path.as_ref();
    let shown = |path: &Path| outside(&path.display().to_string());
    let file = shown(path);
    if error.kind() == io::ErrorKind::NotFound {
        let folder = path.parent().map(shown).filter(|folder| !folder.is_empty()).unwrap_or_else(|| ".".to_owned());
        return Failure::new("file", 5, Problem::NoSuchFile { path: file }).with(Hint::LookFor { folder });
    }
    Failure::new("file", 5, Problem::FileUnreadable { path: file.clone(), detail: error.to_string() })
        .with(Hint::CheckStore { path: file })
}

/// A file or folder that a person named and that cannot be written.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let path = outside(&path.display().to_string());
    Failure::new("file", 5, Problem::FileUnwritable { path: path.clone(), detail: error.to_string() })
        .with(Hint::CheckStore { path })
}

/// Text from outside on its way into a sentence.
fn outside(text: &str) -> String {
    clean::line(text, human::OUTSIDE_MAX)
}
