//! A thread of its own, with a runtime, for receiving events and refusing those above the limits: while the processors are
//! busy with answers, the operating system still gives it its share of their time.

use std::io;
use std::time::Duration;

use tokio::runtime::{Builder, Handle, Runtime};

/// Time for which idle threads that resolve host names are kept.
const IDLE_THREAD: Duration = Duration::from_secs(10);

/// A runtime with one thread. Its tasks are dropped with it.
pub(crate) struct ReceiverThread {
    runtime: Option<Runtime>,
    handle: Handle,
}

impl ReceiverThread {
    /// Starts the thread.
    ///
    /// # Errors
    /// The operating system gives no thread.
    pub(crate) fn start(name: &str) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_keep_alive(IDLE_THREAD)
            .thread_name(name)
            .enable_all()
            .build()?;
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        })
    }

    /// Returns the handle with which tasks are spawned on the thread.
    pub(crate) const fn handle(&self) -> &Handle {
        &self.handle
    }
}

impl Drop for ReceiverThread {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Without waiting, as this may be dropped by a task.
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tasks_run_on_the_thread_and_it_may_be_dropped_by_a_task() {
        let receiver = ReceiverThread::start("receiver of a test").expect("a thread");
        let name = receiver.handle().spawn(async {
            let thread = std::thread::current();
            thread.name().map(str::to_owned)
        });
        let name = name.await.expect("no panic");
        assert_eq!(name.as_deref(), Some("receiver of a test"));
        drop(receiver);
    }
}
