//! Reload of knowledge files while the bot runs: on file changes, on SIGHUP, when a community chooses other
//! collections, and when its mentors add something to its library.
//!
//! If files are invalid, the last valid library stays in use, without the entries whose files were deleted.

use std::collections::BTreeMap;
use std::path::absolute;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::embeddings;
use super::libraries::{self, BrokenFiles};
use super::watch::Watch;
use crate::assistant::{Assistant, PerCommunity};
use crate::config::Settings;
use crate::knowledge::{Entry, Library, LoadError, Problem};
use crate::store::{Contribution, Store};
use crate::telemetry::health::{Health, LibraryInUse};

/// Name under which the health report lists warnings of this module.
const WARNING_SOURCE: &str = "knowledge";
/// Number of problems that the health report names.
const MAX_NAMED: usize = 10;

/// The task that reloads libraries.
pub(super) struct Reloader {
    pub settings: Settings,
    pub store: Store,
    /// The collections that communities chose, as loaded.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// Additions of mentors to the libraries of their communities, as loaded.
    pub contributions: Arc<Vec<Contribution>>,
    pub assistant: Arc<Assistant>,
    pub health: Health,
    pub watch: Watch,
}

/// The libraries in use, and when they were read.
#[derive(Clone)]
pub(super) struct LibrariesInUse {
    libraries: Arc<PerCommunity<Library>>,
    since: Timestamp,
    read: Instant,
    /// Problems of everything that was left out at the start.
    left_out: Vec<Problem>,
}

impl LibrariesInUse {
    /// Wraps libraries that were just read, with the problems of everything that was left out.
    pub(super) fn of(libraries: PerCommunity<Library>, left_out: Vec<Problem>) -> Self {
        Self {
            libraries: Arc::new(libraries),
            since: Timestamp::now(),
            read: Instant::now(),
            left_out,
        }
    }

    /// Publishes the library in use in the health report.
    pub(super) fn report(&self, settings: &Settings, health: &Health) {
        let folders = libraries::folders(settings).into_iter();
        health.set_library(LibraryInUse {
            entries: self.libraries.default.entries().len(),
            read: self.read,
            folders: folders.map(|one| absolute(&one).unwrap_or(one)).collect(),
        });
    }

    /// Returns the warning that names the version in use and why it is not the newest.
    fn outdated(&self, why: &str) -> Vec<String> {
        let entries = self.libraries.default.entries().len();
        let since = self.since.strftime("%F %T UTC");
        vec![format!(
            "{why}; answering from the last good version, of {since}, with {entries} entries"
        )]
    }
}

impl Reloader {
    /// Reloads on each change until stopped.
    ///
    /// # Errors
    /// Loading panicked.
    pub(super) async fn run(
        self,
        mut in_use: LibrariesInUse,
        stop: CancellationToken,
    ) -> anyhow::Result<()> {
        let Self {
            settings,
            store,
            mut chosen,
            mut contributions,
            assistant,
            health,
            mut watch,
        } = self;
        let (hangup, mut hung_up) = mpsc::unbounded_channel();
        let _listener = tokio::spawn(forward_hangup(hangup, stop.clone()));
        loop {
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                () = watch.changed() => {}
                Some(()) = hung_up.recv() => {}
                () = store.collections_other_than(&chosen) => {}
                () = store.contributions_other_than(&contributions) => {}
            }
            watch.accept().await;
            chosen = store.chosen_collections();
            contributions = store.contributions();
            let chosen_settings = libraries::with_chosen_collections(&settings, &chosen);
            let (before, added) = (in_use.clone(), contributions.clone());
            let (assistant, reported) = (assistant.clone(), health.clone());
            let reloaded = tokio::task::spawn_blocking(move || {
                reload(&chosen_settings, &added, before, &assistant, &reported)
            });
            in_use = reloaded.await?;
            in_use.report(&settings, &health);
        }
    }
}

/// Logs and reports the problems of files that were left out at the start.
pub(super) fn report_left_out(left_out: &[Problem], health: &Health) {
    for problem in left_out {
        warn!(file = problem.file, "left out of the knowledge: {problem}");
    }
    let mut lines: Vec<String> = left_out
        .iter()
        .take(MAX_NAMED)
        .map(|problem| {
            format!(
                "left out: {}:{}: {}",
                problem.file, problem.line, problem.message
            )
        })
        .collect();
    if left_out.len() > MAX_NAMED {
        let more = left_out.len() - MAX_NAMED;
        lines.push(format!(
            "left out: {more} more, see the log or `guidepost check`"
        ));
    }
    health.set_warnings(WARNING_SOURCE, lines);
}

/// Loads all libraries and replaces the assistant's; returns those in use afterwards.
fn reload(
    settings: &Settings,
    contributions: &[Contribution],
    before: LibrariesInUse,
    assistant: &Arc<Assistant>,
    health: &Health,
) -> LibrariesInUse {
    let mut loaded = libraries::load_libraries(settings, BrokenFiles::Refuse);
    // What was left out at the start stays out and stops no other change.
    if let Err(LoadError::Broken(problems)) = &loaded
        && problems.iter().all(|one| before.left_out.contains(one))
    {
        loaded = libraries::load_libraries(settings, BrokenFiles::LeaveOut);
    }
    let (libraries, left_out) = match loaded {
        Ok((libraries, left_out)) => {
            let libraries = libraries::with_contributions(libraries, contributions);
            (libraries, left_out)
        }
        Err(problem) => {
            let why = match &problem {
                LoadError::Broken(problems) => {
                    let count = problems.len();
                    format!("the changed files have {count} problems (see `guidepost check`)")
                }
                problem => problem.to_string(),
            };
            warn!("the changed knowledge is not used; the last good version stays:\n{problem}");
            health.set_warnings(WARNING_SOURCE, before.outdated(&why));
            // A folder that is gone as a whole is being replaced, or its disk is.
            if matches!(problem, LoadError::Broken(_)) {
                return without_deleted(before, assistant, health, &why);
            }
            return before;
        }
    };
    match assistant.replace(&libraries) {
        Ok(()) => {
            let entries = libraries.default.entries().len();
            info!(entries, "knowledge is reloaded and indexed");
            embeddings::compute_missing(assistant);
            report_left_out(&left_out, health);
            LibrariesInUse::of(libraries, left_out)
        }
        Err(problem) => {
            error!(
                "the changed knowledge could not be indexed; the last good version stays in use: {problem}"
            );
            health.set_warnings(WARNING_SOURCE, before.outdated(&problem.to_string()));
            before
        }
    }
}

/// Removes the entries whose files were deleted from the libraries in use.
fn without_deleted(
    before: LibrariesInUse,
    assistant: &Arc<Assistant>,
    health: &Health,
    why: &str,
) -> LibrariesInUse {
    let deleted = |entry: &Entry| !entry.path.exists();
    let any_deleted = |library: &Arc<Library>| library.entries().iter().any(deleted);
    if !before.libraries.all().any(any_deleted) {
        return before;
    }
    let libraries = before.libraries.map(|library| library.without(deleted));
    let left = LibrariesInUse {
        libraries: Arc::new(libraries),
        since: before.since,
        read: before.read,
        left_out: before.left_out.clone(),
    };
    match assistant.replace(&left.libraries) {
        Ok(()) => {
            health.set_warnings(WARNING_SOURCE, left.outdated(why));
            left
        }
        Err(problem) => {
            error!("deleted entries could not be taken out: {problem}");
            before
        }
    }
}

/// Triggers a reload on each SIGHUP; does nothing on systems without signals.
async fn forward_hangup(triggers: mpsc::UnboundedSender<()>, stop: CancellationToken) {
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
                    if received.is_none() || triggers.send(()).is_err() {
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
