//! What the program says of itself: the log. It knows settings' values only, not their room.
//!
//! **Invariant:** the log goes to standard error, so that standard output holds answers alone.

pub mod health;

use std::io;

use tracing_subscriber::EnvFilter;

/// Starts the log; `directives` are a level or levels by target, `always` is one more that they
/// cannot overrule, `json` is one object a line.
///
/// # Errors
/// The directives cannot be read, or a log was started before.
pub fn start(directives: &str, always: &str, json: bool) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(directives)
        .map_err(|error| anyhow::anyhow!("log.level = \"{directives}\" is wrong: {error}"))?
        .add_directive(always.parse()?);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    let started = if json {
        log.json().flatten_event(true).try_init()
    } else {
        log.try_init()
    };
    started.map_err(|error| anyhow::anyhow!("the log could not be started: {error}"))
}
