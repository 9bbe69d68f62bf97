//! Logging and health state.
//!
//! **Invariant:** the log goes to standard error, so that standard output holds only answers. Logging
//! neither blocks nor panics.

pub(crate) mod health;
pub(crate) mod repeats;
mod writer;

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;
use writer::LogQueue;

pub(crate) use writer::{flush, lost_lines};

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
    let queue = LogQueue::start(io::stderr())
        .map_err(|error| anyhow::anyhow!("the thread of the log could not be started: {error}"))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(queue.clone())
        // It would write to standard error directly, and panic where that fails.
        .log_internal_errors(false);
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
    started.map_err(|error| anyhow::anyhow!("the log could not be started: {error}"))?;
    queue.install();
    // The default hook writes to standard error by itself, and blocks where that blocks.
    // The message of a panic may quote a user's text, so only its location is logged.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a part of the program failed");
    }));
    Ok(())
}
