//! Computes the embeddings that are not in the cache file, with a progress line on standard error.

use std::io::{IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tracing::error;

use crate::assistant::{Assistant, PerCommunity};
use crate::knowledge::Library;
use crate::search::SearchResources;

/// Minimum time between two updates of the progress line.
const UPDATE_INTERVAL: Duration = Duration::from_millis(200);
/// Control sequence that erases the line of the cursor and moves to its beginning (ECMA-48, EL).
const ERASE_LINE: &str = "\r\x1b[2K";

/// Computes the missing embeddings of an assistant and lets it search with all of them.
pub(super) fn complete(
    assistant: &Assistant,
    libraries: &PerCommunity<Library>,
) -> anyhow::Result<()> {
    if assistant.lacks_embeddings() {
        for library in libraries.all() {
            compute(assistant.search_resources(), library);
        }
        assistant.compute_embeddings()?;
    }
    Ok(())
}

/// Like [`complete`], in a thread that is not waited for; until it ends, the assistant searches without the missing ones.
pub(super) fn complete_in_background(assistant: &Arc<Assistant>) {
    if !assistant.lacks_embeddings() {
        return;
    }
    super::say(
        "Computing embeddings, once; until then, questions are answered without the missing ones.",
    );
    let assistant = assistant.clone();
    thread::spawn(move || {
        if let Err(problem) = assistant.compute_embeddings() {
            error!("the embeddings could not be indexed: {problem}");
        }
    });
}

/// Computes the missing embeddings of a library and saves them to the cache file; a failure to save is printed.
pub(super) fn compute(resources: &SearchResources, library: &Library) {
    let line = ProgressLine::new();
    let computed = resources.compute_embeddings(library, &|progress| {
        line.draw(progress.missing, progress.share);
    });
    line.erase();
    if let Err(error) = computed {
        super::say(&format!(
            "the embeddings cannot be kept ({error}), so they are computed at each start"
        ));
    }
}

/// Progress display: a line that is updated on a terminal, else a single message.
struct ProgressLine {
    terminal: bool,
    started: Instant,
    /// The time of the last update; none before the first.
    drawn: Mutex<Option<Instant>>,
}

impl ProgressLine {
    fn new() -> Self {
        Self {
            terminal: std::io::stderr().is_terminal(),
            started: Instant::now(),
            drawn: Mutex::default(),
        }
    }

    /// Shows that `share` (0 to 1) of the work on this number of texts is done, at most every [`UPDATE_INTERVAL`].
    fn draw(&self, texts: usize, share: f64) {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let first = drawn.is_none();
        if texts == 0
            || drawn.is_some_and(|drawn| !self.terminal || drawn.elapsed() < UPDATE_INTERVAL)
        {
            return;
        }
        *drawn = Some(Instant::now());
        let task = format!("Computing the embeddings of {texts} texts, once for each text");
        if !self.terminal {
            super::say(&task);
            return;
        }
        let elapsed = self.started.elapsed().as_secs_f64();
        let left = if first || share <= 0.0 {
            String::new()
        } else {
            let left = (elapsed * (1.0 - share) / share).ceil();
            format!(", {left:.0} s left")
        };
        let percent = (share * 100.0).floor();
        Self::write(&format!("{ERASE_LINE}{task}: {percent:.0} %{left}"));
    }

    /// Removes the line.
    fn erase(&self) {
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.terminal && drawn.is_some() {
            Self::write(ERASE_LINE);
        }
    }

    /// Writes to standard error; a closed one is not an error.
    fn write(text: &str) {
        let mut stderr = std::io::stderr().lock();
        let _ = stderr
            .write_all(text.as_bytes())
            .and_then(|()| stderr.flush());
    }
}
