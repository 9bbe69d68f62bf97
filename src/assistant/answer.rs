//! Questions and look-ups: from words to the passage that answers them.

use super::compare;
use super::phrases::Words;
use super::show::{choice, open};
use crate::chat::{self, Reply};
use crate::knowledge::{Address, EntryId, Library, names};
use crate::search::{Finding, Named, Search, Verdict};

/// `/what-is term`: by names first, by search after that.
pub(super) fn what_is(words: Words, search: &Search, term: &str) -> Reply {
    if term.is_empty() {
        return words.missing("what-is");
    }
    match search.name(term, &[]) {
        Named::Entry(entry, reason) | Named::OtherKind(entry, reason) => {
            let address = Address::of(entry.id.clone());
            let reasons = vec![words.reason(&reason)];
            found(
                words,
                search.library(),
                &address,
                chat::Verdict::Sure,
                1.0,
                reasons,
            )
        }
        Named::Unknown => question(words, search, term, None),
    }
}

/// `/ask question`: whatever search makes of it.
pub(super) fn question(
    words: Words,
    search: &Search,
    question: &str,
    about: Option<&EntryId>,
) -> Reply {
    if question.is_empty() {
        return words.missing("ask");
    }
    // Autocomplete offers a long question by its address.
    if question.contains('#')
        && let Some(address) = Address::parse(question)
        && search.library().passage(&address).is_some()
    {
        return open(words, search.library(), &address, 0);
    }
    if names::key(question).is_empty() {
        return words.no_words();
    }
    let Finding {
        verdict,
        confidence,
        reasons,
    } = match about.and_then(|about| search.library().entry(about)) {
        Some(about) => search.follow(question, about),
        None => search.find(question),
    };
    let reasons = reasons.iter().map(|reason| words.reason(reason)).collect();
    match verdict {
        Verdict::Sure(address) => found(
            words,
            search.library(),
            &address,
            chat::Verdict::Sure,
            confidence,
            reasons,
        ),
        Verdict::Compare(one, other) => {
            let mut reply = compare::entries(words, search.library(), &one, &other);
            reply.finding = Some(chat::Finding {
                verdict: chat::Verdict::Sure,
                confidence,
                reasons,
            });
            reply
        }
        Verdict::Unsure(addresses) => {
            let mut reply = words.unsure();
            reply.choices = addresses
                .iter()
                .filter_map(|address| choice(words, search.library(), address))
                .collect();
            reply.finding = Some(chat::Finding {
                verdict: chat::Verdict::Unsure,
                confidence,
                reasons,
            });
            reply
        }
        Verdict::Nothing => {
            let mut reply = words.nothing(question);
            reply.finding = Some(chat::Finding {
                verdict: chat::Verdict::Nothing,
                confidence,
                reasons,
            });
            reply
        }
    }
}

fn found(
    words: Words,
    library: &Library,
    address: &Address,
    verdict: chat::Verdict,
    confidence: f32,
    reasons: Vec<String>,
) -> Reply {
    let mut reply = open(words, library, address, 0);
    reply.finding = Some(chat::Finding {
        verdict,
        confidence,
        reasons,
    });
    reply
}
