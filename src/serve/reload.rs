//! Reload of knowledge files while the bot runs: on file changes, on SIGHUP, and when a community
//! chooses other collections.
//!
//! A reload is debounced: it waits for a period without writes. If files are invalid, the last valid library
//! stays in use, without the entries whose files were deleted.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use notify::{EventKind, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::{embeddings, libraries};
use crate::assistant::{Assistant, PerCommunity};
use crate::config::Settings;
use crate::knowledge::{Entry, Library, LoadError};
use crate::store::Store;
use crate::telemetry::health::Health;

/// Time without a write after which files are taken to be complete.
const QUIET: Duration = Duration::from_millis(250);

/// Name of the knowledge in the health report.
const PART: &str = "knowledge";

/// The trigger of a reload.
enum ReloadTrigger {
    /// A file was written and may be incomplete: wait for quiet.
    Written,
    /// A file was deleted, or a reload was requested: reload at once.
    Now,
}

/// The task that reloads libraries.
pub(super) struct Reloader {
    pub settings: Settings,
    pub store: Store,
    /// The collections that communities chose, as loaded.
    pub chosen: BTreeMap<String, Vec<String>>,
    pub assistant: Arc<Assistant>,
    pub health: Health,
}

impl Reloader {
    /// Watches the folders of all collections and reloads until stopped.
    ///
    /// # Errors
    /// A folder cannot be watched.
    pub(super) async fn run(
        self,
        libraries: PerCommunity<Library>,
        stop: CancellationToken,
    ) -> anyhow::Result<()> {
        let Self {
            settings,
            store,
            mut chosen,
            assistant,
            health,
        } = self;
        let (triggers, mut triggered) = mpsc::unbounded_channel();
        let hangup = triggers.clone();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                let trigger = match event.map(|event| event.kind) {
                    Ok(EventKind::Access(_)) => return,
                    Ok(EventKind::Remove(_)) => ReloadTrigger::Now,
                    _ => ReloadTrigger::Written,
                };
                // Fails only when the bot is stopping.
                let _ = triggers.send(trigger);
            })?;
        for folder in libraries::folders(&settings) {
            watcher
                .watch(&folder, RecursiveMode::Recursive)
                .with_context(|| format!("the folder {} cannot be watched", folder.display()))?;
        }
        let mut libraries = Arc::new(libraries);
        let _listener = tokio::spawn(forward_hangup(hangup, stop.clone()));
        loop {
            let trigger = tokio::select! {
                () = stop.cancelled() => return Ok(()),
                trigger = triggered.recv() => trigger,
                () = store.collections_other_than(&chosen) => Some(ReloadTrigger::Now),
            };
            let mut waiting = matches!(trigger, Some(ReloadTrigger::Written));
            while waiting {
                match tokio::time::timeout(QUIET, triggered.recv()).await {
                    Ok(Some(ReloadTrigger::Written)) => {}
                    Ok(Some(ReloadTrigger::Now) | None) | Err(_) => waiting = false,
                }
            }
            while triggered.try_recv().is_ok() {}
            chosen = store.chosen_collections();
            let settings = libraries::with_chosen_collections(&settings, &chosen);
            let before = libraries.clone();
            let (assistant, health) = (assistant.clone(), health.clone());
            let reloaded =
                tokio::task::spawn_blocking(move || reload(&settings, before, &assistant, &health));
            libraries = reloaded.await?;
        }
    }
}

/// Loads all libraries and replaces the assistant's; returns those in use afterwards.
fn reload(
    settings: &Settings,
    before: Arc<PerCommunity<Library>>,
    assistant: &Arc<Assistant>,
    health: &Health,
) -> Arc<PerCommunity<Library>> {
    let (libraries, warning) = match libraries::load_libraries(settings) {
        Ok(libraries) => (libraries, None),
        Err(problem) => {
            let count = match &problem {
                LoadError::Broken(problems) => problems.len(),
                _ => 1,
            };
            warn!(
                problems = count,
                "the changed knowledge files are invalid; the last good version stays in use:\n{problem}"
            );
            let warning = format!(
                "the changed files have {count} problems (see `guidepost check`); \
                 answering from the last good version"
            );
            let deleted = |entry: &Entry| !entry.path.exists();
            if !before
                .all()
                .any(|library| library.entries().iter().any(deleted))
            {
                health.set_warnings(PART, vec![warning]);
                return before;
            }
            (
                before.map(|library| library.without(deleted)),
                Some(warning),
            )
        }
    };
    match assistant.replace(&libraries) {
        Ok(()) => {
            let entries = libraries.everybody.entries().len();
            info!(entries, "knowledge is reloaded and indexed");
            embeddings::compute_missing(assistant);
            health.set_warnings(PART, warning.into_iter().collect());
            Arc::new(libraries)
        }
        Err(problem) => {
            error!(
                "the changed knowledge could not be indexed; the last good version stays in use: {problem}"
            );
            health.set_warnings(PART, vec![problem.to_string()]);
            before
        }
    }
}

/// Triggers a reload on each SIGHUP; does nothing on systems without signals.
async fn forward_hangup(triggers: mpsc::UnboundedSender<ReloadTrigger>, stop: CancellationToken) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut hangup) = signal(SignalKind::hangup()) else {
            return;
        };
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                received = hangup.recv() => {
                    if received.is_none() || triggers.send(ReloadTrigger::Now).is_err() {
                        return;
                    }
                }
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = (triggers, stop);
    }
}
