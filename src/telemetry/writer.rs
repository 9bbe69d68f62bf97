//! Asynchronous log output: lines are queued, and a dedicated thread writes them.
//!
//! **Invariant:** logging neither blocks nor panics. A line that finds the queue full, or that cannot be
//! written, is counted.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use tracing::warn;
use tracing_subscriber::fmt::MakeWriter;

/// Maximum number of queued lines.
const CAPACITY: usize = 4_096;
/// Pause between two attempts to queue a flush in a full queue.
const FLUSH_PAUSE: Duration = Duration::from_millis(10);

/// The queue of the log of this process.
static QUEUE: OnceLock<LogQueue> = OnceLock::new();

/// A queued item.
enum Item {
    Line(Vec<u8>),
    /// Acknowledged when everything queued before is written.
    Flush(SyncSender<()>),
}

/// The sending end of the queue. Clones share it.
#[derive(Clone)]
pub(super) struct LogQueue {
    items: SyncSender<Item>,
    lost: Arc<AtomicU64>,
}

impl LogQueue {
    /// Starts a thread that writes to `target`.
    pub(super) fn start(target: impl Write + Send + 'static) -> io::Result<Self> {
        Self::start_with(target, |count| {
            warn!(
                lost = count,
                "log lines could not be written since the start: {count}"
            );
        })
    }

    /// Like [`Self::start`]; calls `report` with the number of lines lost since the start.
    fn start_with(
        target: impl Write + Send + 'static,
        report: impl Fn(u64) + Send + 'static,
    ) -> io::Result<Self> {
        let (items, receiver) = sync_channel(CAPACITY);
        let lost = Arc::new(AtomicU64::new(0));
        let counted = lost.clone();
        thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || write_all(target, &receiver, &counted, report))?;
        Ok(Self { items, lost })
    }

    /// Makes it the queue of this process, which [`lost_lines`] and [`flush`] use.
    pub(super) fn install(&self) {
        // A second log is refused before this.
        let _ = QUEUE.set(self.clone());
    }

    /// Waits until everything that is queued now is written, at most until `deadline`.
    fn flush(&self, deadline: Instant) {
        let (done, written) = sync_channel(1);
        while self.items.try_send(Item::Flush(done.clone())).is_err() {
            if Instant::now() >= deadline {
                return;
            }
            thread::sleep(FLUSH_PAUSE);
        }
        let _ = written.recv_timeout(deadline.saturating_duration_since(Instant::now()));
    }
}

/// Returns the number of log lines that were not written since the start.
pub(crate) fn lost_lines() -> u64 {
    QUEUE
        .get()
        .map_or(0, |queue| queue.lost.load(Ordering::Relaxed))
}

/// Waits until the log is written, at most for `limit`.
pub(crate) fn flush(limit: Duration) {
    if let Some(queue) = QUEUE.get() {
        queue.flush(Instant::now() + limit);
    }
}

/// Writes queued lines until all senders are dropped. Reports lost lines once the queue is empty and a line could be
/// written: a report that is lost itself causes no other.
fn write_all(
    mut target: impl Write,
    items: &Receiver<Item>,
    lost: &AtomicU64,
    report: impl Fn(u64),
) {
    let mut reported = 0;
    let mut writable = true;
    let mut next = items.recv().ok();
    while let Some(item) = next {
        match item {
            Item::Line(line) => {
                writable = target.write_all(&line).is_ok();
                if !writable {
                    lost.fetch_add(1, Ordering::Relaxed);
                }
            }
            Item::Flush(done) => {
                let _ = target.flush();
                let _ = done.try_send(());
            }
        }
        next = items.try_recv().ok();
        if next.is_none() {
            let count = lost.load(Ordering::Relaxed);
            if count > reported && writable {
                reported = count;
                report(count);
            }
            next = items.recv().ok();
        }
    }
}

impl<'a> MakeWriter<'a> for LogQueue {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Write for LogQueue {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.items.try_send(Item::Line(line.to_vec())).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::AtomicBool;

    use super::*;

    /// A target that fails, or blocks while its lock is held.
    struct Target {
        written: Arc<Mutex<Vec<u8>>>,
        fails: Arc<AtomicBool>,
    }

    impl Write for Target {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.fails.load(Ordering::Relaxed) {
                return Err(io::Error::from(io::ErrorKind::StorageFull));
            }
            self.written.lock().expect("a lock").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn queue(fails: bool) -> (LogQueue, Arc<Mutex<Vec<u8>>>) {
        let written = Arc::<Mutex<Vec<u8>>>::default();
        let target = Target {
            written: written.clone(),
            fails: Arc::new(AtomicBool::new(fails)),
        };
        (LogQueue::start(target).expect("a thread"), written)
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(20)
    }

    #[test]
    fn lines_are_written_in_order() {
        let (mut queue, written) = queue(false);
        for line in ["one\n", "two\n"] {
            queue.write_all(line.as_bytes()).expect("queued");
        }
        queue.flush(soon());
        assert_eq!(*written.lock().expect("a lock"), b"one\ntwo\n");
        assert_eq!(queue.lost.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn a_line_that_cannot_be_written_is_counted() {
        let (mut queue, _) = queue(true);
        queue.write_all(b"one\n").expect("queued");
        queue.flush(soon());
        assert_eq!(queue.lost.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn each_loss_is_reported_once_as_soon_as_lines_are_written_again() {
        let fails = Arc::new(AtomicBool::new(false));
        let target = Target {
            written: Arc::default(),
            fails: fails.clone(),
        };
        let reports = Arc::<Mutex<Vec<u64>>>::default();
        let received = reports.clone();
        let report = move |count| received.lock().expect("a lock").push(count);
        let mut queue = LogQueue::start_with(target, report).expect("a thread");
        let mut write = |failing: bool, expected: &[u64]| {
            fails.store(failing, Ordering::Relaxed);
            queue.write_all(b"x\n").expect("queued");
            let deadline = soon();
            // Losses are reported when the queue is empty, so perhaps only after a further flush.
            loop {
                queue.flush(deadline);
                let seen = reports.lock().expect("a lock").clone();
                if seen == expected || Instant::now() >= deadline {
                    assert_eq!(seen, expected);
                    return;
                }
            }
        };
        write(false, &[]);
        write(true, &[]);
        write(false, &[1]);
        write(false, &[1]);
        // A single further loss is one, too.
        write(true, &[1]);
        write(false, &[1, 2]);
    }

    #[test]
    fn a_blocking_target_blocks_no_caller_and_excess_lines_are_counted() {
        let (mut queue, written) = queue(false);
        let held = written.lock().expect("a lock");
        for _ in 0..CAPACITY + 10 {
            queue.write_all(b"x\n").expect("queued");
        }
        assert!(queue.lost.load(Ordering::Relaxed) >= 9);
        queue.flush(Instant::now());
        drop(held);
        queue.flush(soon());
        assert!(written.lock().expect("a lock").len() >= 2 * CAPACITY);
    }
}
