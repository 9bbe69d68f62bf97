//! The write queue, and the task that commits up to 256 writes in one transaction with one sync to disk.
//!
//! A waiting sender is notified only after the commit. A write without a waiting sender is dropped and counted when it
//! fails.

use std::pin::pin;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::error::StoreError;
use super::state::{DATABASE_TIMEOUT, StoreInner};
use super::write_op::WriteOp;

/// Capacity of the queue.
const QUEUE_CAPACITY: usize = 1_024;
/// Maximum number of writes in one transaction.
const MAX_BATCH: usize = 256;

/// A queued write, with a channel to its sender if it waits.
pub(super) struct QueuedWrite {
    write: WriteOp,
    acknowledge: Option<oneshot::Sender<Result<u64, StoreError>>>,
}

/// The sending side of the queue. The write task ends when all clones are dropped.
#[derive(Clone)]
pub(super) struct WriteQueue(mpsc::Sender<QueuedWrite>);

impl WriteQueue {
    pub(super) fn new() -> (Self, mpsc::Receiver<QueuedWrite>) {
        let (sender, receiver) = mpsc::channel(QUEUE_CAPACITY);
        (Self(sender), receiver)
    }

    /// Queues a write; returns false where the queue is full.
    pub(super) fn push(&self, write: WriteOp) -> bool {
        let queued = QueuedWrite {
            write,
            acknowledge: None,
        };
        self.0.try_send(queued).is_ok()
    }

    /// Queues a write and waits for its commit; returns the number of changed rows.
    pub(super) async fn write(&self, write: WriteOp) -> Result<u64, StoreError> {
        let (acknowledge, acknowledged) = oneshot::channel();
        let queued = QueuedWrite {
            write,
            acknowledge: Some(acknowledge),
        };
        let written = async {
            self.0.send(queued).await.map_err(|_| StoreError::Closed)?;
            acknowledged.await.map_err(|_| StoreError::Closed)?
        };
        let finished = tokio::time::timeout(DATABASE_TIMEOUT, written).await;
        finished.unwrap_or(Err(StoreError::Timeout))
    }
}

/// Writes batches until the store is closed or all senders are gone, and the queue is empty; then closes
/// the database.
pub(super) async fn run(store: Arc<StoreInner>, mut receiver: mpsc::Receiver<QueuedWrite>) {
    let mut batch = Vec::new();
    loop {
        let count = tokio::select! {
            biased;
            () = store.closing.cancelled(), if !receiver.is_closed() => {
                // Queued writes are still received; new ones are refused.
                receiver.close();
                continue;
            }
            count = receiver.recv_many(&mut batch, MAX_BATCH) => count,
        };
        if count == 0 {
            break;
        }
        let writes: Vec<_> = batch.iter().map(|queued| queued.write.clone()).collect();
        let mut task = pin!(write_batch(&store, &writes));
        // A slow transaction is recorded as a failure but still awaited, as dropping it would lose the batch.
        let finished = tokio::time::timeout(DATABASE_TIMEOUT, &mut task).await.ok();
        let in_time = finished.is_some();
        let written = if let Some(written) = finished {
            written
        } else {
            store.record_failure(&StoreError::Timeout, 0);
            task.await
        };
        match written {
            Ok(counts) => {
                // A batch that changes nothing also commits on a full disk, and a queue that is not
                // empty after it shows that writes still come faster than they are written.
                if in_time && receiver.is_empty() && counts.iter().any(|count| *count > 0) {
                    store.record_success();
                }
                for (queued, count) in batch.drain(..).zip(counts) {
                    queued.acknowledge(Ok(count));
                }
            }
            // A statement failed: each write is executed alone, so that a bad one does not affect the others.
            Err(StoreError::Database(_)) if batch.len() > 1 => {
                for queued in batch.drain(..) {
                    let written = write_batch(&store, std::slice::from_ref(&queued.write)).await;
                    if let Err(error) = &written {
                        store.record_failure(error, 1);
                    }
                    queued.acknowledge(written.map(|counts| counts.iter().sum()));
                }
            }
            Err(error) => {
                let dropped = writes
                    .iter()
                    .filter(|write| !matches!(write, WriteOp::Flush));
                store.record_failure(&error, dropped.count() as u64);
                let message = error.to_string();
                for queued in batch.drain(..) {
                    queued.acknowledge(Err(StoreError::Unreachable(message.clone())));
                }
            }
        }
    }
    store.close().await;
}

impl QueuedWrite {
    fn acknowledge(self, written: Result<u64, StoreError>) {
        if let Some(acknowledge) = self.acknowledge {
            // The sender may have given up after its timeout.
            let _ = acknowledge.send(written);
        }
    }
}

/// Executes all writes in one transaction; returns the number of rows that each changed.
async fn write_batch(store: &StoreInner, writes: &[WriteOp]) -> Result<Vec<u64>, StoreError> {
    let database = store.database().await?;
    if !database.file_is_current() {
        store.disconnect().await;
        return Err(StoreError::Unreachable(
            "its file is gone; a new one is created".to_owned(),
        ));
    }
    let begun = database.begin().await;
    // Another process holds the lock; mapped so that the batch is not retried write by write.
    let mut transaction = begun.map_err(|error| StoreError::Unreachable(error.to_string()))?;
    let mut counts = Vec::with_capacity(writes.len());
    for write in writes {
        counts.push(write.apply(&mut transaction).await?);
    }
    transaction.commit().await?;
    if writes
        .iter()
        .any(|write| matches!(write, WriteOp::Forget(_)))
    {
        database.truncate_wal().await?;
    }
    Ok(counts)
}
