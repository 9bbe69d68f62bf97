//! A question that goes on about an entry: "and the skills?", "how long does it take?".
//!
//! What the question says alone counts first: one that names another entry, or that is answered in
//! its very words, is no follow-up. This file knows nothing of how the entry came to be talked about.

use super::Search;
use super::finding::{Finding, MAX_SUGGESTIONS, Reason, Verdict};
use super::question::{asking, facets};
use crate::knowledge::Entry;

/// Words by which a question points back at something.
const POINTING: &str = "about also and it its that their them then there these they this those too";
/// How many of the passages that fit the question alone may be about the entry.
const CANDIDATES: usize = 60;

impl Search {
    /// What answers a question that was asked where `about` was being talked about.
    #[must_use]
    pub fn follow(&self, question: &str, about: &Entry) -> Finding {
        let words = self.kit.lexicon.words(question);
        let mentions = self.finder.mentions(question, &words);
        let words: Vec<&str> = words.iter().map(|word| word.surface.as_str()).collect();
        let points = words
            .iter()
            .any(|word| POINTING.split(' ').any(|one| one == *word));
        let names_another = mentions.iter().any(|one| one.entry != about.id);
        if (points || !names_another)
            && let Some(finding) = section(about, &words)
        {
            return finding;
        }
        let alone = self.ask(question, None, CANDIDATES);
        let answered = match alone.finding.verdict {
            Verdict::Sure(_) | Verdict::Compare(..) => {
                !points || alone.finding.reasons.contains(&Reason::Wording)
            }
            Verdict::Unsure(_) | Verdict::Nothing => false,
        };
        if answered || names_another {
            return alone.finding;
        }
        let together = self.ask(
            &format!("{question} {}", about.title),
            None,
            MAX_SUGGESTIONS,
        );
        match &together.finding.verdict {
            // Naming the entry must not be all that led to the passage.
            Verdict::Sure(address)
                if address.entry == about.id
                    && alone.ranked.iter().any(|one| one.address == *address) =>
            {
                let mut finding = together.finding;
                let named =
                    |reason: &Reason| matches!(reason, Reason::Name(_) | Reason::Spelling(..));
                finding.reasons.retain(|reason| !named(reason));
                finding
                    .reasons
                    .insert(0, Reason::About(about.title.clone()));
                finding
            }
            _ => alone.finding,
        }
    }
}

/// The section of the entry for which the question asks and says nothing else.
fn section(about: &Entry, words: &[&str]) -> Option<Finding> {
    let asks = |word: &&str| asking::is_filler(word) || facets::wanted(&[word]).is_some();
    if !words.iter().all(asks) {
        return None;
    }
    let passage = about.facet(facets::wanted(words)?)?;
    Some(Finding {
        verdict: Verdict::Sure(about.address(passage)),
        confidence: 1.0,
        reasons: vec![
            Reason::About(about.title.clone()),
            Reason::Section(passage.heading.clone()),
        ],
        near: Vec::new(),
    })
}
