//! New knowledge while the bot runs: the folder is watched, and SIGHUP asks for a look at once.
//!
//! Files that are being written are waited for; a broken file keeps the last good library, but what
//! was deleted is gone from it all the same.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use notify::{EventKind, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::{meanings, shelves};
use crate::assistant::{Assistant, PerCommunity};
use crate::config::Settings;
use crate::knowledge::{Entry, Library, LoadError};
use crate::store::Store;
use crate::telemetry::health::Health;

/// How long the folder must have been quiet, so that a file that is being saved is whole.
const QUIET: Duration = Duration::from_millis(250);

/// Why the folder is looked at again.
enum Cause {
    /// Something was written: it may not be whole yet.
    Written,
    /// Something was removed, or somebody asked: at once.
    Now,
}

/// What is needed to answer from new knowledge.
pub(super) struct Follower {
    pub settings: Settings,
    pub store: Store,
    /// The collections that communities chose, from which is answered.
    pub chosen: BTreeMap<String, Vec<String>>,
    pub assistant: Arc<Assistant>,
    pub health: Health,
}

impl Follower {
    /// Follows the folders until told to stop.
    ///
    /// # Errors
    /// A folder cannot be watched.
    pub(super) async fn follow(
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
        let (causes, mut looks) = mpsc::unbounded_channel();
        let hangup = causes.clone();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                let cause = match event.map(|event| event.kind) {
                    Ok(EventKind::Access(_)) => return,
                    Ok(EventKind::Remove(_)) => Cause::Now,
                    _ => Cause::Written,
                };
                // Nobody listens any more only when the bot is stopping.
                let _ = causes.send(cause);
            })?;
        for folder in shelves::folders(&settings) {
            watcher
                .watch(&folder, RecursiveMode::Recursive)
                .with_context(|| format!("the folder {} cannot be watched", folder.display()))?;
        }
        let mut libraries = Arc::new(libraries);
        let _listener = tokio::spawn(on_hangup(hangup, stop.clone()));
        loop {
            let cause = tokio::select! {
                () = stop.cancelled() => return Ok(()),
                cause = looks.recv() => cause,
                () = store.collections_other_than(&chosen) => Some(Cause::Now),
            };
            let mut waiting = matches!(cause, Some(Cause::Written));
            while waiting {
                match tokio::time::timeout(QUIET, looks.recv()).await {
                    Ok(Some(Cause::Written)) => {}
                    Ok(Some(Cause::Now) | None) | Err(_) => waiting = false,
                }
            }
            while looks.try_recv().is_ok() {}
            chosen = store.chosen_collections();
            let settings = shelves::chosen(&settings, &chosen);
            let before = libraries.clone();
            let (assistant, health) = (assistant.clone(), health.clone());
            let reloaded =
                tokio::task::spawn_blocking(move || reload(&settings, before, &assistant, &health));
            libraries = reloaded.await?;
        }
    }
}

/// Reads the folders; gives the libraries that are answered from afterwards.
fn reload(
    settings: &Settings,
    before: Arc<PerCommunity<Library>>,
    assistant: &Arc<Assistant>,
    health: &Health,
) -> Arc<PerCommunity<Library>> {
    let (libraries, warning) = match shelves::libraries(settings) {
        Ok(libraries) => (libraries, None),
        Err(problem) => {
            let count = match &problem {
                LoadError::Broken(problems) => problems.len(),
                _ => 1,
            };
            warn!(
                problems = count,
                "the changed knowledge is broken; the last good version stays:\n{problem}"
            );
            let warning = format!(
                "knowledge: the changed files have {count} problems (see `guidepost check`); \
                 answering from the last good version"
            );
            let gone = |entry: &Entry| !entry.path.exists();
            if !before
                .all()
                .any(|library| library.entries().iter().any(gone))
            {
                health.set_warning(Some(warning));
                return before;
            }
            (before.map(|library| library.without(gone)), Some(warning))
        }
    };
    match assistant.replace(&libraries) {
        Ok(()) => {
            let entries = libraries.everybody.entries().len();
            info!(entries, "knowledge is loaded and indexed anew");
            meanings::complete(assistant);
            health.set_warning(warning);
            Arc::new(libraries)
        }
        Err(problem) => {
            error!(
                "the changed knowledge could not be indexed; the last good version stays: {problem}"
            );
            health.set_warning(Some(format!("knowledge: {problem}")));
            before
        }
    }
}

/// Asks for a look whenever SIGHUP comes, where there is such a thing.
async fn on_hangup(causes: mpsc::UnboundedSender<Cause>, stop: CancellationToken) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut hangup) = signal(SignalKind::hangup()) else {
            return;
        };
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                come = hangup.recv() => {
                    if come.is_none() || causes.send(Cause::Now).is_err() {
                        return;
                    }
                }
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = (causes, stop);
    }
}
