//! Sees that knowledge files changed: by events of the system, and by comparing what is there every few
//! seconds, as events follow a folder itself, and not its path or where links lead.

use std::path::{Path, PathBuf, absolute};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tracing::warn;

use crate::knowledge::{LoadLimits, fingerprint};
use crate::telemetry::health::Health;
use crate::telemetry::repeats::Repeats;

/// Name of the folders in the health report.
const PART: &str = "knowledge folders";
/// Time without a write after which files are taken to be complete.
const QUIET: Duration = Duration::from_millis(250);
/// Longest wait for that.
const LONGEST_WAIT: Duration = Duration::from_secs(3);
/// Interval at which what is there is compared with what was read.
const POLL_INTERVAL: Duration = Duration::from_secs(3);

/// An event in a watched folder.
enum FileEvent {
    /// A file was written and may be incomplete.
    Written,
    /// A file was deleted.
    Deleted,
}

/// Starts a watcher of folders, which sends their events.
type StartWatcher =
    fn(&[PathBuf], UnboundedSender<FileEvent>) -> notify::Result<RecommendedWatcher>;

/// Watches folders.
pub(super) struct Watch {
    folders: Vec<PathBuf>,
    limits: LoadLimits,
    health: Health,
    start: StartWatcher,
    watcher: Option<RecommendedWatcher>,
    sender: UnboundedSender<FileEvent>,
    events: UnboundedReceiver<FileEvent>,
    /// Of what was there when it was last read.
    known: u64,
    unwatched: Repeats,
}

impl Watch {
    /// Begins to watch; what is there now counts as known.
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
        watch.arm();
        watch
    }

    /// Waits until the files differ from those that are known, and are complete.
    pub(super) async fn changed(&mut self) {
        loop {
            let event = tokio::time::timeout(POLL_INTERVAL, self.events.recv()).await;
            match event {
                Ok(Some(FileEvent::Written)) => self.quiet().await,
                Ok(Some(FileEvent::Deleted) | None) => {}
                Err(_) => {
                    if self.look().await == self.known {
                        continue;
                    }
                    self.quiet().await;
                }
            }
            while self.events.try_recv().is_ok() {}
            if self.look().await != self.known {
                return;
            }
        }
    }

    /// Records that what is there now is about to be read. Watches anew, as folders may have been
    /// replaced; what changes after this is seen.
    pub(super) async fn accept(&mut self) {
        self.arm();
        self.known = self.look().await;
    }

    async fn quiet(&mut self) {
        let quiet = async {
            while let Ok(Some(FileEvent::Written)) =
                tokio::time::timeout(QUIET, self.events.recv()).await
            {}
        };
        let _ = tokio::time::timeout(LONGEST_WAIT, quiet).await;
    }

    async fn look(&self) -> u64 {
        let (folders, limits) = (self.folders.clone(), self.limits);
        let looked = tokio::task::spawn_blocking(move || fingerprint(&folders, &limits));
        looked.await.unwrap_or(self.known)
    }

    /// Watches all folders, and the folders that hold them, in which they may be replaced. Where that is
    /// not possible, comparing remains.
    fn arm(&mut self) {
        // Its places are needed for the new one.
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
                    warn!("{PART}: {warning}");
                }
                warnings.push(warning);
            }
        }
        self.health.set_warnings(PART, warnings);
    }
}

/// Starts a watcher by events of the system.
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

/// Returns what an event says of the watched folders; none for others beside them.
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

    /// What starting a watcher says where no inotify instance is left (`EMFILE`).
    fn none_left(
        _: &[PathBuf],
        _: UnboundedSender<FileEvent>,
    ) -> notify::Result<RecommendedWatcher> {
        let error = std::io::Error::from(std::io::ErrorKind::QuotaExceeded);
        Err(notify::Error::io(error))
    }

    #[tokio::test]
    async fn without_a_watcher_a_change_is_seen_by_looking_and_the_health_report_says_so() {
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
