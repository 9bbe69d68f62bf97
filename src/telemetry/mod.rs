//! Logging and health state.
//!
//! **Invariant:** the log goes to standard error, so that standard output holds only answers.

pub(crate) mod health;

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

/// Starts the log. `directives` are a level or levels by target, and `json` writes one JSON object
/// per line. `limits` are directives that override the others: they keep libraries from logging
/// messages of users.
///
/// # Errors
/// The directives cannot be read, or a log was started before.
pub(crate) fn start(directives: &str, json: bool, limits: &[&str]) -> anyhow::Result<()> {
    let mut filter = EnvFilter::try_new(directives)
        .map_err(|error| anyhow::anyhow!("log.level = \"{directives}\" is wrong: {error}"))?;
    for limit in limits {
        filter = filter.add_directive(limit.parse()?);
    }
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    // ANSI colours only in a terminal: a log file would contain their escape codes.
    let log = if io::stderr().is_terminal() {
        log
    } else {
        log.with_ansi(false)
    };
    let started = if json {
        log.json().flatten_event(true).try_init()
    } else {
        log.try_init()
    };
    started.map_err(|error| anyhow::anyhow!("the log could not be started: {error}"))
}
