//! Detects changes of knowledge files: by file system events, and by comparing a fingerprint of the files every
//! few seconds, as events follow a folder itself and neither its path nor the targets of symbolic links.

use std::path::{Path, PathBuf, absolute};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tracing::warn;

use crate::knowledge::{LoadLimits, fingerprint};
use crate::telemetry::health::Health;
use crate::telemetry::repeats::Repeats;

/// Name under which the health report lists warnings of this module.
const WARNING_SOURCE: &str = "knowledge folders";
/// Time without a write after which files are taken to be complete.
const QUIET_PERIOD: Duration = Duration::from_millis(250);
/// Maximum wait for such a period.
const MAX_QUIET_WAIT: Duration = Duration::from_secs(3);
/// Interval at which the fingerprint is compared.
const POLL_INTERVAL: Duration = Duration::from_secs(3);

/// An event in a watched folder.
enum FileEvent {
    /// A file was written and may be incomplete.
    Written,
    /// A file was deleted.
    Deleted,
}

/// Starts a watcher of folders that sends their events to a channel.
type StartWatcher =
    fn(&[PathBuf], UnboundedSender<FileEvent>) -> notify::Result<RecommendedWatcher>;

/// Waits for changes in folders.
pub(super) struct Watch {
    folders: Vec<PathBuf>,
    limits: LoadLimits,
    health: Health,
    start: StartWatcher,
    watcher: Option<RecommendedWatcher>,
    sender: UnboundedSender<FileEvent>,
    events: UnboundedReceiver<FileEvent>,
    /// Fingerprint of the files when they were last read.
    known: u64,
    unwatched: Repeats,
}

impl Watch {
    /// Begins to watch; the present files count as known.
    pub(super) fn begin(folders: Vec<PathBuf>, limits: LoadLimits, health: Health) -> Self {
        Self::begin_with(folders, limits, health, start_watcher)
    }

    fn begin_with(
        folders: Vec<PathBuf>,
        limits: LoadLimits,
        health: Health,
        start: StartWatcher,
    ) -> Self {
        let (sender, events) = unbounded_channel();
        let known = fingerprint(&folders, &limits);
        let mut watch = Self {
            folders,
            limits,
            health,
            start,
            watcher: None,
            sender,
            events,
            known,
            unwatched: Repeats::new(),
        };
        watch.restart_watcher();
        watch
    }

    /// Waits until the files differ from the known ones and nothing was written for [`QUIET_PERIOD`].
    pub(super) async fn changed(&mut self) {
        loop {
            let event = tokio::time::timeout(POLL_INTERVAL, self.events.recv()).await;
            match event {
                Ok(Some(FileEvent::Written)) => self.wait_until_quiet().await,
                Ok(Some(FileEvent::Deleted) | None) => {}
                Err(_) => {
                    if self.fingerprint().await == self.known {
                        continue;
                    }
                    self.wait_until_quiet().await;
                }
            }
            while self.events.try_recv().is_ok() {}
            if self.fingerprint().await != self.known {
                return;
            }
        }
    }

    /// Records the present files as known, before they are read, so that later changes are seen. Restarts the
    /// watcher, as folders may have been replaced.
    pub(super) async fn accept(&mut self) {
        self.restart_watcher();
        self.known = self.fingerprint().await;
    }

    /// Waits until nothing was written for [`QUIET_PERIOD`], at most [`MAX_QUIET_WAIT`].
    async fn wait_until_quiet(&mut self) {
        let quiet = async {
            while let Ok(Some(FileEvent::Written)) =
                tokio::time::timeout(QUIET_PERIOD, self.events.recv()).await
            {}
        };
        let _ = tokio::time::timeout(MAX_QUIET_WAIT, quiet).await;
    }

    /// Computes the fingerprint of the present files.
    async fn fingerprint(&self) -> u64 {
        let (folders, limits) = (self.folders.clone(), self.limits);
        let computed = tokio::task::spawn_blocking(move || fingerprint(&folders, &limits));
        computed.await.unwrap_or(self.known)
    }

    /// Watches all folders and their parents, in which they may be replaced. If that fails, only the
    /// fingerprint is compared.
    fn restart_watcher(&mut self) {
        // Dropped first: the system limits the number of watches.
        self.watcher = None;
        let mut warnings = Vec::new();
        match (self.start)(&self.folders, self.sender.clone()) {
            Ok(watcher) => {
                self.watcher = Some(watcher);
                self.unwatched.reset();
            }
            Err(error) => {
                let warning = format!(
                    "they cannot be watched ({error}); they are looked at every {} s instead",
                    POLL_INTERVAL.as_secs()
                );
                if self.unwatched.count().is_some() {
                    warn!("{WARNING_SOURCE}: {warning}");
                }
                warnings.push(warning);
            }
        }
        self.health.set_warnings(WARNING_SOURCE, warnings);
    }
}

/// Starts a watcher of file system events.
fn start_watcher(
    folders: &[PathBuf],
    sender: UnboundedSender<FileEvent>,
) -> notify::Result<RecommendedWatcher> {
    let folders = folders.iter();
    let roots: Vec<PathBuf> = folders.filter_map(|one| absolute(one).ok()).collect();
    let concerned = roots.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Some(event) = file_event(event, &concerned) {
            // Fails only when the bot is stopping.
            let _ = sender.send(event);
        }
    })?;
    for root in &roots {
        if let Some(parent) = root.parent() {
            watcher.watch(parent, RecursiveMode::NonRecursive)?;
        }
        if root.is_dir() {
            watcher.watch(root, RecursiveMode::Recursive)?;
        }
    }
    Ok(watcher)
}

/// Converts an event; `None` if it concerns none of the watched folders or is a mere access.
fn file_event(event: notify::Result<notify::Event>, roots: &[PathBuf]) -> Option<FileEvent> {
    // An error may mean that events were lost.
    let Ok(event) = event else {
        return Some(FileEvent::Written);
    };
    let concerns = |path: &PathBuf| roots.iter().any(|root| Path::new(path).starts_with(root));
    if !event.paths.is_empty() && !event.paths.iter().any(concerns) {
        return None;
    }
    match event.kind {
        EventKind::Access(_) => None,
        EventKind::Remove(_) => Some(FileEvent::Deleted),
        _ => Some(FileEvent::Written),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Fails as a watcher does when no inotify instance is left (`EMFILE`).
    fn none_left(
        _: &[PathBuf],
        _: UnboundedSender<FileEvent>,
    ) -> notify::Result<RecommendedWatcher> {
        let error = std::io::Error::from(std::io::ErrorKind::QuotaExceeded);
        Err(notify::Error::io(error))
    }

    #[tokio::test]
    async fn without_a_watcher_changes_are_polled_and_the_health_report_warns() {
        let folder = tempfile::tempdir().expect("a folder");
        let health = Health::default();
        let folders = vec![folder.path().to_owned()];
        let mut watch =
            Watch::begin_with(folders, LoadLimits::default(), health.clone(), none_left);
        let warnings = health.warnings();
        let [warning] = warnings.as_slice() else {
            panic!("{warnings:?}");
        };
        assert!(warning.starts_with("knowledge folders: they cannot be watched ("));
        assert!(
            warning.ends_with("they are looked at every 3 s instead"),
            "{warning}"
        );
        fs::write(folder.path().join("anvil.md"), "x").expect("a file");
        let seen = tokio::time::timeout(Duration::from_secs(30), watch.changed());
        seen.await.expect("the change is seen");
        watch.accept().await;
        assert_eq!(health.warnings().len(), 1);
        // Watched as soon as that is possible again.
        watch.start = start_watcher;
        watch.accept().await;
        assert_eq!(health.warnings(), [""; 0]);
    }
}
