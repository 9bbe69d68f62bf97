//! Periodic work on the store while the bot runs.

use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::store::Store;

/// Interval at which settings changed by other replicas or on the command line are read.
const REFRESH_INTERVAL: Duration = Duration::from_secs(1);
/// Maintenance runs instead of every tenth refresh.
const REFRESHES_PER_MAINTENANCE: u32 = 10;

/// Refreshes settings and runs maintenance until stopped.
pub(super) async fn run(store: Store, stop: CancellationToken) -> anyhow::Result<()> {
    for refresh in (0..REFRESHES_PER_MAINTENANCE).cycle() {
        // The store logs its failures, and the next run catches up.
        let _ = match refresh {
            0 => store.run_maintenance(Timestamp::now()).await,
            _ => store.refresh_settings().await,
        };
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(REFRESH_INTERVAL) => {}
        }
    }
    Ok(())
}
