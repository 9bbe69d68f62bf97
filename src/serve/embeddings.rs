//! Background computation of missing embeddings: until it is done, questions are answered without those of the
//! models that lack some.

use std::sync::Arc;
use std::thread;

use tracing::{error, info};

use crate::assistant::Assistant;

/// Computes missing embeddings in a thread that shutdown does not wait for. Embeddings that are in the cache
/// file by then are not computed again.
pub(super) fn compute_missing(assistant: &Arc<Assistant>) {
    if !assistant.lacks_embeddings() {
        return;
    }
    info!("computing embeddings; until then, questions are answered without the missing ones");
    let assistant = assistant.clone();
    thread::spawn(move || match assistant.compute_embeddings() {
        Ok(true) => info!("all embeddings are computed; search uses them from now on"),
        Ok(false) => {}
        Err(problem) => error!("the embeddings could not be indexed: {problem}"),
    });
}
