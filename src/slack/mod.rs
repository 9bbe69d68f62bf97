//! The Slack door.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::assistant::Assistant;
use crate::config;
use crate::telemetry::health::DoorHealth;

/// Answers over Socket Mode until told to stop.
///
/// # Errors
/// Slack cannot be used: a sentence that says what to do.
pub async fn socket(
    _settings: &config::Slack,
    _assistant: Arc<Assistant>,
    _health: DoorHealth,
    _stop: CancellationToken,
) -> anyhow::Result<()> {
    anyhow::bail!("not yet")
}

/// The endpoints to which Slack posts.
///
/// # Errors
/// Slack cannot be used: a sentence that says what to do.
pub fn http(
    _settings: &config::Slack,
    _assistant: Arc<Assistant>,
    _health: DoorHealth,
) -> anyhow::Result<axum::Router> {
    anyhow::bail!("not yet")
}
