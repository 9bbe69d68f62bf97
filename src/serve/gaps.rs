//! Upkeep of the gaps while the bot runs.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::assistant::Assistant;

/// Interval at which gaps and libraries are looked at for changes.
const INTERVAL: Duration = Duration::from_secs(10);

/// Joins gaps that ask the same, and closes those that are answered by now, until stopped.
pub(super) async fn run(assistant: Arc<Assistant>, stop: CancellationToken) -> anyhow::Result<()> {
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            () = tokio::time::sleep(INTERVAL) => {}
        }
        // The store logs its failures, and the next run catches up.
        if let Ok(done) = assistant.tend_gaps(Timestamp::now()).await {
            let (joined, closed) = (done.joined, done.closed);
            if joined > 0 {
                info!(
                    joined,
                    "{joined} gaps ask the same as others and were joined with them"
                );
            }
            if closed > 0 {
                info!(closed, "{closed} gaps are answered by now and were closed");
            }
        }
    }
}
