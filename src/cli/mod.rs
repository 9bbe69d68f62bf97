//! The command line: one subcommand, one face of a room.
//!
//! What a person asked for goes to standard output; problems go to standard error, with exit code 1
//! where the answer is no, and 2 where the program could not do its work.

mod ask;
mod check;
mod manifest;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::assistant::Assistant;
use crate::config::{LogFormat, Settings};
use crate::{knowledge, serve, slack, telemetry};

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
    /// Check knowledge files
    Check(check::Arguments),
    /// Print what a platform has to be told about the bot
    Manifest(manifest::Arguments),
    /// Serve Discord and Slack, each where its secrets are set
    Serve,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match execute(arguments) {
        Ok(code) => code,
        Err(error) => {
            say(&format!("guidepost: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn execute(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let settings = Settings::load(arguments.config.as_deref())?;
    let json = settings.log.format == LogFormat::Json;
    telemetry::start(&settings.log.level, json, &slack::LOG_LIMITS)?;
    match arguments.command {
        Command::Ask(arguments) => ask::run(&arguments, &settings),
        Command::Check(arguments) => check::run(&arguments, &settings),
        Command::Manifest(arguments) => manifest::run(&arguments, &settings),
        Command::Serve => {
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(serve::run(settings, serve::signal()))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The assistant over the knowledge of the settings.
fn assistant(settings: &Settings) -> anyhow::Result<Assistant> {
    let library = knowledge::load(&settings.knowledge.path)?;
    Assistant::new(Arc::new(library), &settings.answers)
        .context("the knowledge could not be indexed")
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
