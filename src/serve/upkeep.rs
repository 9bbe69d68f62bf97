//! What the store has done to it from time to time, while the bot runs.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::store::Store;

/// How long between two times: so long may pass until a replica hears what another was told.
const BETWEEN: Duration = Duration::from_secs(10);

/// Tends the store until told to stop, then sees that what waits is written. `chosen` is told where a
/// community chose other collections.
pub(super) async fn tend(
    store: Store,
    chosen: Arc<Notify>,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let mut collections = store.collections();
    loop {
        // What fails is logged by the store, and done the next time.
        let _ = store.tend(Timestamp::now()).await;
        let now = store.collections();
        if now != collections {
            collections = now;
            chosen.notify_one();
        }
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            () = tokio::time::sleep(BETWEEN) => {}
        }
    }
}
