//! Follow-up questions about an entry: "and the skills?", "how long does it take?".
//!
//! The question is first answered alone: one that names another entry, or that has an exact answer, is no follow-up. This
//! file does not know how the entry became the topic.

use super::Search;
use super::query::{intent, intent_words};
use super::result::{MAX_SUGGESTIONS, Reason, SearchResult, Verdict};
use crate::knowledge::Entry;

/// Words that refer to something said before.
const ANAPHORA: &str = "about also and it its that their them then there these they this those too";
/// Depth of the ranking of the question alone in which the passage of the entry must be.
const CANDIDATES: usize = 60;

impl Search {
    /// Answers a question that was asked where `about` was the topic.
    #[must_use]
    pub fn follow(&self, question: &str, about: &Entry) -> SearchResult {
        let words = self.resources.lexicon.words(question);
        let mentions = self.finder.mentions(question, &words);
        let words: Vec<&str> = words.iter().map(|word| word.surface.as_str()).collect();
        let points = words
            .iter()
            .any(|word| ANAPHORA.split(' ').any(|one| one == *word));
        let names_another = mentions.iter().any(|one| one.entry != about.id);
        if (points || !names_another)
            && let Some(result) = section(about, &words)
        {
            return result;
        }
        let alone = self.ask(question, None, CANDIDATES);
        let answered = match alone.result.verdict {
            Verdict::Sure(_) | Verdict::Compare(..) => {
                !points || alone.result.reasons.contains(&Reason::Wording)
            }
            Verdict::Unsure(_) | Verdict::Nothing => false,
        };
        if answered || names_another {
            return alone.result;
        }
        let together = self.ask(
            &format!("{question} {}", about.title),
            None,
            MAX_SUGGESTIONS,
        );
        match &together.result.verdict {
            // The entry's name must not be the only reason for the passage.
            Verdict::Sure(address)
                if address.entry == about.id
                    && alone.passages.iter().any(|one| one.address == *address) =>
            {
                let mut result = together.result;
                let named =
                    |reason: &Reason| matches!(reason, Reason::Name(_) | Reason::Spelling(..));
                result.reasons.retain(|reason| !named(reason));
                result.reasons.insert(0, Reason::About(about.title.clone()));
                result
            }
            _ => alone.result,
        }
    }
}

/// Returns the section of the entry that the question asks for, if it says nothing else.
fn section(about: &Entry, words: &[&str]) -> Option<SearchResult> {
    let asks = |word: &&str| intent_words::is_filler(word) || intent::likely(&[word]).is_some();
    if !words.iter().all(asks) {
        return None;
    }
    let passage = about.facet(intent::likely(words)?)?;
    Some(SearchResult {
        verdict: Verdict::Sure(about.address(passage)),
        confidence: 1.0,
        reasons: vec![
            Reason::About(about.title.clone()),
            Reason::Section(passage.heading.clone()),
        ],
        near: Vec::new(),
    })
}
