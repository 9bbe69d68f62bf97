//! Start-up checks against the Web API: identifies the bot in each workspace and reports missing
//! scopes. Retries with exponential back-off while Slack is unreachable.

use std::future::Future;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::dispatcher::Dispatcher;
use super::error::{SlackError, token_advice};
use super::health::SlackHealth;
use super::scopes;
use crate::config::SlackSettings;
use crate::platform::backoff::Backoff;
use crate::telemetry::repeats::Repeats;

/// First and maximum delay between two attempts to reach Slack.
const INITIAL_RETRY_DELAY: Duration = Duration::from_secs(1);
const MAX_RETRY_DELAY: Duration = Duration::from_mins(1);

/// Calls `auth.test` for each workspace of an app and logs the scopes that its token lacks. Returns
/// false where `stop` was cancelled. A workspace whose token is rejected is skipped, unless it is the
/// only one.
pub(super) async fn identify_workspaces(
    settings: &SlackSettings,
    dispatcher: &Dispatcher,
    health: &SlackHealth,
    stop: &CancellationToken,
) -> anyhow::Result<bool> {
    let only_workspace = settings.ready().count() == 1;
    for workspace in dispatcher.workspaces() {
        let variable = workspace.api.variable();
        match retry(variable, || workspace.api.identity(), health, stop).await {
            Ok(Some(identity)) => {
                if let Some(missing) = scopes::missing(settings, &identity.scopes) {
                    warn!("{variable}: {missing}");
                    health.count("workspaces whose token lacks scopes");
                }
                workspace.set_identity(identity);
            }
            Ok(None) => return Ok(false),
            Err(rejected) if only_workspace => return Err(rejected),
            Err(rejected) => {
                error!("a workspace is not served: {rejected}");
                health.count("workspaces whose token is refused");
            }
        }
    }
    Ok(true)
}

/// Repeats a call until it succeeds; `None` where `stop` was cancelled.
///
/// # Errors
/// The token is rejected.
async fn retry<T, F: Future<Output = Result<T, SlackError>>>(
    variable: &str,
    call: impl Fn() -> F,
    health: &SlackHealth,
    stop: &CancellationToken,
) -> anyhow::Result<Option<T>> {
    let mut backoff = Backoff::new(INITIAL_RETRY_DELAY, MAX_RETRY_DELAY);
    let failures = Repeats::new();
    loop {
        let called = tokio::select! {
            () = stop.cancelled() => return Ok(None),
            called = call() => called,
        };
        let error = match called {
            Ok(answer) => {
                info!("Slack accepts {variable}");
                return Ok(Some(answer));
            }
            Err(SlackError::TokenRejected(code)) => {
                anyhow::bail!(token_advice(variable, &code))
            }
            Err(error) => error,
        };
        report_unreachable(&error, health, &failures);
        let wait = backoff.next_wait().max(error.retry_after());
        tokio::select! {
            () = stop.cancelled() => return Ok(None),
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Logs some of the failures to reach Slack and marks the door as down.
pub(super) fn report_unreachable(error: &SlackError, health: &SlackHealth, failures: &Repeats) {
    let code = error.code();
    if let Some(attempt) = failures.count() {
        warn!(
            code,
            attempt, "Slack cannot be reached ({code}, attempt {attempt}); it is tried again"
        );
    }
    health.down(format!(
        "Slack cannot be reached ({code}); it is tried again"
    ));
}
