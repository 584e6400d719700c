//! Owns the way from a command line to the file of its command, and what every command is given.

mod api;
mod completions;
mod config;
#[cfg(feature = "emulator")]
mod demo;
mod doctor;
#[cfg(feature = "emulator")]
mod emulator;
mod exec;
mod explain;
mod import;
mod login;
mod logout;
mod man;
mod profiles;
mod refresh;
mod scopes;
mod setup;
mod status;
mod token;
mod unlink;
mod usage;
mod whoami;

use std::{ffi::OsString, path::PathBuf, rc::Rc};

use clap::{FromArgMatches, Parser};

use crate::{
    cli::{Cli, ColorChoice, Command, ConfigCommand, Lang, LoginArgs, help},
    folder,
    messages::{Language, Message},
    output::{self, Answer, Color, Human, Manner, Ui, clean, json},
    profile::Profile,
    report,
    settings::{self, File, Flags, Setting, Settings, StoreKind},
    store::{Helper, Store},
    system::{Streams, System},
};

/// What a command works with.
pub(crate) struct Context {
    pub system: System,
    pub ui: Ui,
    flags: Flags,
    /// Read once, at the start, for the language; a command that needs no settings never hears of an error.
    file: Option<Result<(PathBuf, File), settings::Error>>,
    /// The `login` that helps, to paste into a hint.
    pub login_command: String,
    /// The settings whose value comes from a variable.
    pub variables_in_force: Vec<(Setting, &'static str)>,
    /// A setting that this version does not know must not stop what runs unattended, nor what mends it.
    passes_unknown_keys: bool,
}

impl Context {
    /// Finds out how to talk before the command line is understood: its errors are told in the right language.
    pub(crate) fn new(arguments: &[OsString], system: System, streams: Streams) -> Self {
        let early = usage::Early::read(arguments);
        let file = read_file(&system);
        let readable = file.as_ref().ok().map(|(_, file)| file);
        let flags = Flags { profile: early.profile, language: early.language, redirect_uri: None };
        let language = settings::language(&flags, readable, &system);
        let is_plain = (system.var)("NO_COLOR").is_some() || (system.var)("TERM").as_deref() == Some("dumb");
        let (json, color) = (early.json, early.color);
        let manner = Manner { language, json, jq: None, quiet: false, verbose: 0, color, is_plain };
        let login_command = "kakao-login login".to_owned();
        set_last_words(&system, &manner);
        Self {
            system,
            ui: Ui::new(manner, streams),
            flags,
            file: Some(file),
            login_command,
            variables_in_force: Vec::new(),
            passes_unknown_keys: false,
        }
    }

    /// The settings in force. Asked for once by each command that needs them.
    fn settings(&mut self) -> Result<Settings, settings::Error> {
        let (folder, file) = self.file.take().expect("X1: a command asks for its settings once")?;
        let settings = Settings::new(folder, file, self.flags.clone(), &self.system);
        self.login_command = settings.login_command();
        self.variables_in_force = settings.variables_in_force();
        if settings.file.is_exposed {
            let path = clean::line(&settings.file.path().display().to_string(), 300);
            self.ui.warn(&Message::Exposed { path });
        }
        match settings.file.unknown_keys.first() {
            Some(unknown) if !self.passes_unknown_keys => Err(settings::Error::UnknownKey(unknown.clone())),
            _ => Ok(settings),
        }
    }

    /// Reads the file again, for a command that has changed it; it may be asked for once more afterwards.
    fn reload(&mut self) -> Result<Settings, settings::Error> {
        self.file = Some(read_file(&self.system));
        let settings = self.settings()?;
        self.file = Some(read_file(&self.system));
        Ok(settings)
    }

    /// The settings in force and the store they name.
    fn open(&mut self) -> Result<(Settings, Store), settings::Error> {
        let settings = self.settings()?;
        let store = self.store(&settings, settings.store()?);
        Ok((settings, store))
    }

    /// Tells root of a folder that it makes in another user's home, before a command saves there.
    fn warn_of_root(&mut self, settings: &Settings) {
        if let Some((path, owner)) = folder::made_by_root(&settings.folder) {
            let path = clean::line(&path.display().to_string(), 300);
            self.ui.warn(&Message::MadeByRoot { path, owner });
        }
    }

    /// Tells that a token variable outranks the login, for whoever just changed or looked at the login.
    fn warn_of_token_variable(&mut self, settings: &Settings) {
        if let Some(variable) = settings.token_variable() {
            self.ui.warn(&Message::VariableOutranks { variable });
        }
    }

    /// Every store that any profile names, and the files.
    fn stores(&self, settings: &Settings) -> Result<Vec<Store>, settings::Error> {
        let kinds = settings.stores()?;
        Ok(kinds.into_iter().map(|kind| self.store(settings, kind)).collect())
    }

    fn store(&self, settings: &Settings, kind: StoreKind) -> Store {
        let folder = settings.folder.clone();
        match kind {
            StoreKind::File => Store::Files(folder),
            StoreKind::Helper(name) => {
                Store::Helper { helper: Helper::new(&name, Rc::clone(&self.system.run_program)), folder }
            }
        }
    }

    fn profile<'a>(&'a mut self, settings: &'a Settings, store: &'a Store) -> Profile<'a> {
        Profile { system: &self.system, ui: &mut self.ui, store, settings }
    }
}

/// What a signal or a panic lets the program say, in the manner that is known by now.
fn set_last_words(system: &System, manner: &Manner) {
    let (language, json) = (manner.language, manner.json);
    (system.set_last_words)(Box::new(move |ending| report::last_words(ending, language, json)));
}

fn read_file(system: &System) -> Result<(PathBuf, File), settings::Error> {
    let folder = settings::folder(system)?;
    let file = File::read(&folder)?;
    Ok((folder, file))
}

/// Understands the arguments and runs the command.
pub(crate) fn run(context: &mut Context, arguments: Vec<OsString>) -> anyhow::Result<Answer> {
    let cli = match parse(context.ui.manner.language, &arguments)? {
        Parsed::Command(cli) => cli,
        Parsed::Bare => return Ok(Answer { human: Human::Sentence(Message::Welcome), ..Answer::default() }),
        Parsed::Help(text) => return Ok(Answer { human: Human::Help(text), ..Answer::default() }),
    };
    context.adopt(&cli);
    if let Some(filter) = &context.ui.manner.jq {
        // Before anything is asked, refreshed or sent.
        json::check_filter(filter).map_err(output::Error::Filter)?;
    }
    dispatch(context, cli.command)
}

enum Parsed {
    Command(Cli),
    /// The name alone.
    Bare,
    /// What was asked for is a text of clap's.
    Help(String),
}

fn parse(language: Language, arguments: &[OsString]) -> anyhow::Result<Parsed> {
    let arguments = &*usage::without_help_command(arguments);
    // Laying out the help of this language is half of what a run costs, and few runs show any.
    if let Ok(cli) = Cli::try_parse_from(arguments) {
        return Ok(Parsed::Command(cli));
    }
    let mut tree = help::tree(language);
    let parsed = tree.try_get_matches_from_mut(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => Ok(Parsed::Command(cli)),
        Err(error) if usage::has_no_command(&error, &tree, arguments) => Ok(Parsed::Bare),
        Err(error) if !error.use_stderr() || usage::is_bare(&error) => Ok(Parsed::Help(usage::help_text(&error))),
        Err(error) => Err(usage::failure(&error, &tree, arguments).into()),
    }
}

impl Context {
    fn adopt(&mut self, cli: &Cli) {
        let global = &cli.global;
        #[cfg(feature = "jq")]
        let jq = global.jq.clone();
        #[cfg(not(feature = "jq"))]
        let jq = None;
        let manner = &mut self.ui.manner;
        manner.json = global.json || jq.is_some();
        manner.jq = jq;
        manner.quiet = global.quiet;
        manner.verbose = global.verbose;
        manner.color = match global.color {
            Some(ColorChoice::Always) => Color::Always,
            Some(ColorChoice::Never) => Color::Never,
            Some(ColorChoice::Auto) | None => Color::Auto,
        };
        let language = global.lang.map(|lang| match lang {
            Lang::Ko => "ko".to_owned(),
            Lang::En => "en".to_owned(),
        });
        let redirect_uri = match &cli.command {
            Command::Login(args) => args.redirect_uri.clone(),
            _ => None,
        };
        self.flags = Flags { profile: global.profile.clone(), language, redirect_uri };
        set_last_words(&self.system, &self.ui.manner);
        self.passes_unknown_keys = matches!(
            cli.command,
            Command::Token(_) | Command::Exec(_) | Command::Api(_) | Command::Config(_) | Command::Doctor(_)
        );
        if self.passes_unknown_keys
            && !matches!(cli.command, Command::Doctor(_))
            && let Some(Ok((_, file))) = &self.file
        {
            // Whoever takes one out knows of it.
            let is_removed = |unknown: &settings::UnknownKey| matches!(&cli.command, Command::Config(ConfigCommand::Unset(name)) if name.key == unknown.key);
            for unknown in file.unknown_keys.iter().filter(|unknown| !is_removed(unknown)) {
                let path = clean::line(&unknown.position.path.display().to_string(), 300);
                let (line, key) = (unknown.position.line, clean::line(&unknown.key, 100));
                self.ui.warn(&Message::UnknownKey { path, line, key, command: unknown.removal() });
            }
        }
    }
}

fn dispatch(context: &mut Context, command: Command) -> anyhow::Result<Answer> {
    match command {
        Command::Login(args) => {
            if setup::is_possible(context) && matches!(context.reload()?.app(), Err(settings::Error::NoRestApiKey)) {
                setup::run(context, false)?;
            }
            login::run(context, &args)
        }
        Command::Setup => match setup::run(context, true)? {
            setup::Next::LogIn => login::run(context, &LoginArgs::plain()),
            setup::Next::Nothing => Ok(Answer::default()),
        },
        Command::Whoami => whoami::run(context),
        Command::Token(args) => token::run(context, &args),
        Command::Status => status::run(context),
        Command::Refresh => refresh::run(context),
        Command::Logout(args) => logout::run(context, &args),
        Command::Unlink(args) => unlink::run(context, &args),
        Command::Scopes(args) => scopes::run(context, &args),
        Command::Exec(args) => exec::run(context, &args),
        Command::Api(args) => api::run(context, &args),
        Command::Doctor(args) => doctor::run(context, &args),
        Command::Explain(args) => explain::run(context, &args),
        Command::Profiles(args) => profiles::run(context, &args),
        Command::Import(args) => import::run(context, &args),
        Command::Config(command) => config::run(context, &command),
        #[cfg(feature = "emulator")]
        Command::Emulator(args) => emulator::run(context, &args),
        #[cfg(feature = "emulator")]
        Command::Demo(args) => demo::run(context, &args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(context, &args),
    }
}
