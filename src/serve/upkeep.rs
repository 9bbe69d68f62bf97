//! What the store has done to it from time to time, while the bot runs.

use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::store::Store;

/// How long until a replica hears what another one, or the command line, was told.
const HEARING: Duration = Duration::from_secs(1);
/// After how often hearing it is tended.
const TENDING: u32 = 10;

/// Tends the store until told to stop.
pub(super) async fn tend(store: Store, stop: CancellationToken) -> anyhow::Result<()> {
    for time in (0..TENDING).cycle() {
        // What fails is logged by the store, and done the next time.
        let _ = match time {
            0 => store.run_maintenance(Timestamp::now()).await,
            _ => store.refresh_settings().await,
        };
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(HEARING) => {}
        }
    }
    Ok(())
}
