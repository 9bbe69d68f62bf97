//! The Discord door.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::assistant::Assistant;
use crate::config;
use crate::telemetry::health::DoorHealth;

/// Answers on Discord until told to stop.
///
/// # Errors
/// Discord cannot be used: a sentence that says what to do.
pub async fn run(
    _settings: &config::Discord,
    _assistant: Arc<Assistant>,
    _health: DoorHealth,
    _stop: CancellationToken,
) -> anyhow::Result<()> {
    anyhow::bail!("not yet")
}
