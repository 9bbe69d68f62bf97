//! The tasks of a running bot, and its shutdown.
//!
//! A door that fails is off until the next start, and the others go on. The process ends on a signal, or
//! when no door is left.

use std::collections::HashMap;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::time::Duration;

use anyhow::anyhow;
use tokio::task::{Id, JoinError, JoinSet};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::store::Store;
use crate::telemetry::health::{DoorHealth, Health};

/// Time limit for the doors at shutdown; with that of the store below the five seconds of a supervisor.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_millis(3_500);
/// Time limit for writing the queued rows of the store and closing it.
const STORE_CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// The kind of a task.
enum TaskKind {
    /// The connection to a platform.
    Door(DoorHealth),
    /// The HTTP listener.
    Listener,
    /// A task without which questions are still answered, with its name in the health report.
    Background(&'static str),
}

/// A running bot.
pub struct Running {
    address: SocketAddr,
    stop: CancellationToken,
    tasks: JoinSet<anyhow::Result<()>>,
    kinds: HashMap<Id, TaskKind>,
    health: Health,
    store: Store,
}

impl Running {
    pub(super) fn new(health: Health, store: Store) -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)),
            stop: CancellationToken::new(),
            tasks: JoinSet::new(),
            kinds: HashMap::new(),
            health,
            store,
        }
    }

    /// Returns the token that stops all tasks.
    pub(super) fn stop_token(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Runs a door.
    pub(super) fn door(
        &mut self,
        health: DoorHealth,
        door: impl Future<Output = anyhow::Result<()>> + Send + 'static,
    ) {
        self.spawn(TaskKind::Door(health), door);
    }

    /// Runs the HTTP listener.
    pub(super) fn listener(
        &mut self,
        address: SocketAddr,
        listener: impl Future<Output = anyhow::Result<()>> + Send + 'static,
    ) {
        self.address = address;
        self.spawn(TaskKind::Listener, listener);
    }

    /// Runs a task without which questions are still answered; `name` is for the health report.
    pub(super) fn background(
        &mut self,
        name: &'static str,
        task: impl Future<Output = anyhow::Result<()>> + Send + 'static,
    ) {
        self.spawn(TaskKind::Background(name), task);
    }

    fn spawn(
        &mut self,
        kind: TaskKind,
        task: impl Future<Output = anyhow::Result<()>> + Send + 'static,
    ) {
        let id = self.tasks.spawn(task).id();
        self.kinds.insert(id, kind);
    }

    /// Returns the address of the HTTP listener, with the actual port where the settings say 0.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `shutdown` resolves or no door is left, then stops everything and writes the
    /// queued rows of the store, within five seconds.
    ///
    /// # Errors
    /// A door or the listener failed, even if other doors kept running; the message says what to do.
    pub async fn until(mut self, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
        let mut shutdown = pin!(shutdown);
        let mut failed = None;
        loop {
            let ended = tokio::select! {
                () = &mut shutdown => {
                    info!("stopping");
                    break;
                }
                ended = self.tasks.join_next_with_id() => ended,
            };
            let Some(ended) = ended else { break };
            let goes_on = self.after(ended, &mut failed);
            if !goes_on {
                break;
            }
        }
        self.stop.cancel();
        let rest = async {
            while let Some(ended) = self.tasks.join_next().await {
                if let Err(problem) = ended.unwrap_or_else(|panic| Err(panic.into())) {
                    error!("{problem:#}");
                    failed.get_or_insert(problem);
                }
            }
        };
        if tokio::time::timeout(SHUTDOWN_TIMEOUT, rest).await.is_err() {
            warn!("shutdown took too long; what was unfinished is dropped");
        }
        let closed = tokio::time::timeout(STORE_CLOSE_TIMEOUT, self.store.close()).await;
        if closed.is_err() {
            warn!("the store did not close in time; queued writes may be lost");
        }
        failed.map_or(Ok(()), Err)
    }

    /// Reports a task that ended by itself; returns whether the bot keeps running.
    fn after(
        &mut self,
        ended: Result<(Id, anyhow::Result<()>), JoinError>,
        failed: &mut Option<anyhow::Error>,
    ) -> bool {
        let (id, ended) = match ended {
            Ok((id, ended)) => (id, ended),
            Err(panic) => (panic.id(), Err(panic.into())),
        };
        let problem = match ended {
            Err(problem) => problem,
            Ok(()) => anyhow!("it ended by itself"),
        };
        match self.kinds.remove(&id) {
            Some(TaskKind::Door(door)) => {
                let name = door.name();
                door.down(format!("off until the next start: {problem:#}"));
                failed.get_or_insert(problem);
                let left = self.kinds.values();
                let left = left
                    .filter(|kind| matches!(kind, TaskKind::Door(_)))
                    .count();
                if left > 0
                    && let Some(problem) = failed
                {
                    error!(
                        door = name,
                        "{name} is off until the next start; the other platform goes on: {problem:#}"
                    );
                }
                left > 0
            }
            Some(TaskKind::Background(name)) => {
                error!(part = name, "{name} is no longer looked after: {problem:#}");
                let warning = format!("no longer looked after: {problem:#}");
                self.health.set_warnings(name, vec![warning]);
                true
            }
            Some(TaskKind::Listener) | None => {
                failed.get_or_insert(problem.context("the HTTP listener has ended"));
                false
            }
        }
    }
}
