//! Upkeep of gaps: those that ask the same in other words are joined, and those that the library answers by now are closed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::task::spawn_blocking;

use super::Assistant;
use super::seen_gaps::SeenGaps;
use crate::search::{Search, Verdict};
use crate::store::{GapReason, GapResolution, OpenGap, OpenQuestion, Store, StoreError};

/// Minimum confidence at which a question is answered by now that was asked again in other words: answers below it count
/// as uncertain.
const CERTAIN_CONFIDENCE: f32 = 0.9;

/// Number of gaps that an upkeep changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GapUpkeep {
    /// Gaps that were added to another one.
    pub joined: usize,
    /// Gaps that the library answers by now.
    pub closed: usize,
}

impl Assistant {
    /// Closes open gaps that the library answers by now, where the library has changed since the last call; then joins open
    /// gaps of a community that ask the same in other words, where a question has come since. The gap that was opened first
    /// keeps its id.
    ///
    /// # Errors
    /// The database does not answer; the next call catches up.
    pub async fn tend_gaps(&self, now: Timestamp) -> Result<GapUpkeep, StoreError> {
        let mut done = GapUpkeep::default();
        let Some(context) = &self.store_context else {
            return Ok(done);
        };
        let store = &context.store;
        let mut seen = self.seen_gaps.lock().await;
        let searches = self.searches();
        let other_library = seen.searches.as_ptr() != Arc::as_ptr(&searches);
        let state = store.open_gaps_state().await?;
        if !other_library && seen.gaps == Some(state) {
            return Ok(done);
        }
        let mut by_community: BTreeMap<String, Vec<OpenGap>> = BTreeMap::new();
        for gap in store.open_gaps().await? {
            let community = by_community.entry(gap.community.clone()).or_default();
            community.push(gap);
        }
        for (community, mut gaps) in by_community {
            let search = searches.of(Some(&community)).clone();
            // By words alone a question may be answered that is not with embeddings.
            if other_library && !search.lacks_embeddings() {
                let closed;
                (closed, gaps) = close_answered(store, &search, gaps).await?;
                done.closed += closed;
            }
            done.joined += join_same(store, search, gaps, now).await?;
        }
        *seen = SeenGaps {
            searches: Arc::downgrade(&searches),
            gaps: Some(store.open_gaps_state().await?),
        };
        Ok(done)
    }
}

/// Closes the gaps of which every question is answered by now; returns their number, and the gaps that stay open.
async fn close_answered(
    store: &Store,
    search: &Arc<Search>,
    gaps: Vec<OpenGap>,
) -> Result<(usize, Vec<OpenGap>), StoreError> {
    let search = search.clone();
    let asked = spawn_blocking(move || {
        gaps.into_iter().partition::<Vec<_>, _>(|gap| {
            let mut questions = gap.questions.iter();
            questions.all(|question| is_answered(&search, question))
        })
    });
    // After a panic, which is logged without words, gaps stay open until the library or the gaps change.
    let (answered, open) = asked.await.unwrap_or_default();
    let mut closed = 0;
    for gap in answered {
        let community = Some(gap.community.as_str());
        let resolution = GapResolution::Answered;
        closed += usize::from(store.close_gap(gap.id, community, resolution).await?);
    }
    Ok((closed, open))
}

/// Returns whether the library answers a question by now: for sure, and not with what did not help the person.
fn is_answered(search: &Search, question: &OpenQuestion) -> bool {
    let found = search.find(&question.text);
    let Verdict::Sure(passage) = &found.verdict else {
        return false;
    };
    match question.reason {
        GapReason::Nothing | GapReason::Unsure => true,
        GapReason::Doubt => found.confidence >= CERTAIN_CONFIDENCE,
        GapReason::Unhelpful => !question.nearest.contains(&passage.to_string()),
    }
}

/// Joins the gaps of a community that ask the same; returns the number of joined gaps.
async fn join_same(
    store: &Store,
    search: Arc<Search>,
    mut gaps: Vec<OpenGap>,
    now: Timestamp,
) -> Result<usize, StoreError> {
    if gaps.len() < 2 {
        return Ok(0);
    }
    let compared = spawn_blocking(move || {
        let texts = gaps.iter().map(|gap| {
            let questions = gap.questions.iter();
            questions.map(|question| question.text.as_str()).collect()
        });
        let pairs = search.same_questions(&texts.collect::<Vec<_>>());
        // Gaps that ask the same get the gap of them that was opened first.
        let mut joined = Vec::new();
        for [one, other] in pairs {
            let (Some(a), Some(b)) = (gaps.get(one), gaps.get(other)) else {
                continue;
            };
            let key = |gap: &OpenGap| (gap.first_at, gap.id);
            let (first, later) = if key(a) <= key(b) {
                (a.id, b.id)
            } else {
                (b.id, a.id)
            };
            if first == later {
                continue;
            }
            joined.push((first, later));
            let first_at = a.first_at.min(b.first_at);
            for gap in gaps.iter_mut().filter(|gap| gap.id == later) {
                gap.id = first;
                gap.first_at = first_at;
            }
        }
        joined
    });
    let mut count = 0;
    for (first, later) in compared.await.unwrap_or_default() {
        count += usize::from(store.join_gaps(first, later, now).await?);
    }
    Ok(count)
}
