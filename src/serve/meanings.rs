//! Meanings that were never computed: the bot answers by words at once, and by meaning once they are
//! there.

use std::sync::Arc;
use std::thread;

use tracing::{error, info};

use crate::assistant::Assistant;

/// Computes what the assistant lacks, in a thread of its own: nobody waits for it when the bot stops,
/// and what it kept by then is not computed again.
pub(super) fn complete(assistant: &Arc<Assistant>) {
    if !assistant.lacks_meanings() {
        return;
    }
    info!("questions are answered by their words until the meanings of the texts are computed");
    let assistant = assistant.clone();
    thread::spawn(move || match assistant.complete_meanings() {
        Ok(true) => info!("questions are answered by meaning, too, from now on"),
        Ok(false) => {}
        Err(problem) => error!("the meanings could not be indexed: {problem}"),
    });
}
