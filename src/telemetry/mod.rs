//! What the program says of itself: the log. It knows settings' values only, not their room.
//!
//! **Invariant:** the log goes to standard error, so that standard output holds answers alone.

pub(crate) mod health;

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

/// Starts the log; `directives` are a level or levels by target, `json` is one object a line, and
/// `limits` are directives that hold whatever the others say: a library that would write down what
/// people say is not let to.
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
    // Colours are for eyes: a file or a container's log would hold their codes.
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
