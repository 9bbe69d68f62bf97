//! The command line: one subcommand, one face of a room.
//!
//! What a person asked for goes to standard output; problems go to standard error, with exit code 1
//! where the answer is no, and 2 where the program could not do its work.

mod ask;
mod check;
mod commands;
mod eval;
mod gaps;
mod golden;
mod health;
mod links;
mod manifest;
mod model;
mod new;
mod preview;
mod settings;
mod store;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::assistant::Assistant;
use crate::config::{LogFormat, Settings};
use crate::{console, discord, serve, slack, telemetry};

/// Career answers from documents that people wrote, on Discord, on Slack and here.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// A settings file; without it `GUIDEPOST_CONFIG`, without that the defaults
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer one question
    Ask(ask::Arguments),
    /// Answer questions and commands at a prompt
    Chat,
    /// Check knowledge files
    Check(check::Arguments),
    /// Measure how well banks of judged questions are answered
    Eval(eval::Arguments),
    /// Fetch the model of meaning, or take it from what is at hand
    Model(model::Arguments),
    /// Begin a new knowledge file
    New(new::Arguments),
    /// Print the slash commands as a platform registers them
    Commands(commands::Arguments),
    /// Print what a platform would get as the answer to a line
    Preview(preview::Arguments),
    /// Print what a platform has to be told about the bot
    Manifest(manifest::Arguments),
    /// List the questions that the library does not answer
    Gaps(gaps::Arguments),
    /// Show or change what a community chose for itself
    Settings(settings::Arguments),
    /// Look after the database
    Store(store::Arguments),
    /// Serve Discord and Slack, each where its secrets are set
    Serve,
    /// Ask a running `serve` whether it lives (exit code 0) or not (1)
    Health,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = tokio::runtime::Runtime::new()
        .map_err(Into::into)
        .and_then(|runtime| {
            let ended = runtime.block_on(execute(arguments));
            // Whatever a platform's library may still be at, what was asked for is done.
            runtime.shutdown_background();
            ended
        });
    ended.unwrap_or_else(|error| {
        say(&format!("guidepost: {error:#}"));
        ExitCode::from(2)
    })
}

async fn execute(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let settings = Settings::load(arguments.config.as_deref())?;
    let json = settings.log.format == LogFormat::Json;
    let limits = [
        discord::LOG_LIMITS.as_slice(),
        slack::LOG_LIMITS.as_slice(),
        crate::store::LOG_LIMITS.as_slice(),
    ];
    let limits = limits.concat();
    telemetry::start(&settings.log.level, json, &limits)?;
    match arguments.command {
        Command::Ask(arguments) => ask::run(&arguments, &settings).await,
        Command::Check(arguments) => check::run(&arguments, &settings).await,
        Command::Chat => {
            console::chat(&assistant(&settings)?).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Eval(arguments) => eval::run(&arguments, &settings),
        Command::Model(arguments) => model::run(&arguments, &settings).await,
        Command::New(arguments) => new::run(&arguments, &settings),
        Command::Health => Ok(health::run(&settings)),
        Command::Commands(arguments) => Ok(commands::run(&arguments)),
        Command::Preview(arguments) => preview::run(&arguments, &settings).await,
        Command::Manifest(arguments) => manifest::run(&arguments, &settings),
        Command::Gaps(arguments) => gaps::run(arguments, &settings).await,
        Command::Settings(arguments) => settings::run(arguments, &settings).await,
        Command::Store(arguments) => store::run(arguments, &settings).await,
        Command::Serve => {
            serve::run(settings, serve::signal()).await?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The assistant over the knowledge of the settings, with all meanings where there is a model.
fn assistant(settings: &Settings) -> anyhow::Result<Assistant> {
    let libraries = serve::libraries(settings)?;
    let assistant =
        Assistant::with_search_settings(&libraries, &settings.answers, &settings.search)?;
    if assistant.lacks_meanings() {
        say(
            "What the texts mean is computed now, which may take minutes; it is kept beside the model.",
        );
        assistant.complete_meanings()?;
    }
    Ok(assistant)
}

/// Today in Greenwich.
fn today() -> jiff::civil::Date {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}

/// Prints a line for the person, to standard error.
#[expect(clippy::print_stderr, reason = "this is the command line")]
fn say(line: &str) {
    eprintln!("{line}");
}

/// Prints a line of what was asked for, to standard output; a closed pipe is no error.
fn print(line: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
