//! `/ask` and `/what-is`: search for the passage that answers a text.

use std::cmp::Reverse;

use super::phrases::Phrases;
use super::show::{choice, open, pages};
use super::{compare, follow_up, why};
use crate::chat::{self, Reply};
use crate::knowledge::{Address, EntryId, Library, names};
use crate::search::{Reason, ResolvedName, Search, SearchResult, Verdict};

/// `/what-is term`: looks the term up among names, then searches.
pub(super) fn what_is(phrases: Phrases, search: &Search, term: &str) -> Reply {
    if term.is_empty() {
        return phrases.missing("what-is");
    }
    match search.name(term, &[]) {
        ResolvedName::Entry(entry, reason) | ResolvedName::OtherKind(entry, reason) => {
            let address = Address::of(entry.id.clone());
            found(phrases, search.library(), &address, 0, 1.0, &[reason])
        }
        ResolvedName::Unknown => question(phrases, search, term, None),
    }
}

/// `/ask question`: searches, as a follow-up about the entry `about` where one is given.
pub(super) fn question(
    phrases: Phrases,
    search: &Search,
    question: &str,
    about: Option<&EntryId>,
) -> Reply {
    if question.is_empty() {
        return phrases.missing("ask");
    }
    // Autocomplete inserts the address of a long question.
    if question.contains('#')
        && let Some(address) = Address::parse(question)
        && search.library().passage(&address).is_some()
    {
        return open(phrases, search.library(), &address, 0);
    }
    if names::key(question).is_empty() {
        return phrases.no_words();
    }
    if about.is_none()
        && let Some(topic) = follow_up::topic(question)
    {
        return follow_up::ask_role(phrases, search.library(), topic);
    }
    let SearchResult {
        verdict,
        confidence,
        reasons,
        near,
    } = match about.and_then(|about| search.library().entry(about)) {
        Some(about) => search.follow(question, about),
        None => search.find(question),
    };
    let library = search.library();
    let unnamed = |certainty| chat::MatchInfo {
        certainty,
        confidence,
        reasons: Vec::new(),
        why: None,
        near: Vec::new(),
    };
    match verdict {
        Verdict::Sure(address) => {
            // A question in the passage's own wording asks for all of it.
            let page = match reasons.as_slice() {
                [Reason::Wording] => 0,
                _ => telling_page(search, question, &address),
            };
            let mut reply = found(phrases, library, &address, page, confidence, &reasons);
            for part in &mut reply.parts {
                part.body = search.mark(question, &part.body);
            }
            reply
        }
        Verdict::Compare(one, other) => {
            let mut reply = compare::entries(phrases, library, &one.entry, &other.entry);
            reply.match_info = Some(unnamed(chat::Certainty::Sure));
            reply
        }
        Verdict::Unsure(addresses) => {
            let mut reply = phrases.unsure();
            reply.choices = addresses
                .iter()
                .filter_map(|address| choice(phrases, library, address))
                .collect();
            reply.match_info = Some(unnamed(chat::Certainty::Unsure));
            reply
        }
        Verdict::Nothing => {
            let mut reply = phrases.nothing(question);
            reply.match_info = Some(chat::MatchInfo {
                near,
                ..unnamed(chat::Certainty::Nothing)
            });
            reply
        }
    }
}

fn found(
    phrases: Phrases,
    library: &Library,
    address: &Address,
    page: u16,
    confidence: f32,
    reasons: &[Reason],
) -> Reply {
    let mut reply = open(phrases, library, address, page);
    reply.match_info = Some(why::match_info(
        phrases, library, address, confidence, reasons,
    ));
    reply
}

/// Returns the page of a long passage with most words of the question; the first of equal pages.
fn telling_page(search: &Search, question: &str, address: &Address) -> u16 {
    let Some((_, passage)) = search.library().passage(address) else {
        return 0;
    };
    let pages = pages(passage);
    if pages.len() < 2 {
        return 0;
    }
    let telling = (0_u16..).zip(&pages).max_by_key(|(number, page)| {
        let matching = search.matching(question, page);
        (matching, Reverse(*number))
    });
    telling.map_or(0, |(number, _)| number)
}
