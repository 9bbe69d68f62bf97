//! Related questions and buttons of an answer.

use super::phrases::Phrases;
use super::show;
use crate::chat::{Ask, Audience, Door, Place, Reply, ReplyKind, Request};
use crate::knowledge::{Address, EntryId, PassageKind};
use crate::search::Search;

/// Maximum number of related questions below an answer.
const MAX_RELATED: usize = 3;
/// Minimum score of a related question, as a share of the range from the last of the passages that are ranked for the
/// title of the passage (0) to the first (1), which is mostly the passage itself. With embeddings and without, scores
/// and confidences have different scales, but shares of this range compare.
const MIN_RELATED_SHARE: f32 = 0.25;

/// Adds related questions as choices to an answer that quotes exactly one passage and has no
/// choices.
pub(super) fn add_related(phrases: Phrases, search: &Search, reply: &mut Reply) {
    let quoted: Vec<&Address> = quoted(reply).collect();
    let &[shown] = quoted.as_slice() else {
        return;
    };
    if reply.kind != ReplyKind::Answer || !reply.choices.is_empty() {
        return;
    }
    let library = search.library();
    let ranked = search.related(&reply.title);
    let (Some(first), Some(last)) = (ranked.first(), ranked.last()) else {
        return;
    };
    let threshold = last.score + MIN_RELATED_SHARE * (first.score - last.score);
    let near = ranked.iter().filter(|one| one.score >= threshold);
    let questions = near.map(|one| &one.address).filter(|address| {
        let passage = library.passage(address).map(|(_, passage)| passage.kind);
        *address != shown && passage == Some(PassageKind::Question)
    });
    reply.choices = questions
        .take(MAX_RELATED)
        .filter_map(|address| show::choice(phrases, library, address))
        .collect();
}

/// Orders the buttons of an answer: votes, why, pages, show to channel, country, then buttons to other
/// passages. Adds **Why this?** and **Show to channel**.
pub(super) fn arrange_buttons(phrases: Phrases, request: &Request, reply: &mut Reply) {
    if reply.kind != ReplyKind::Answer {
        return;
    }
    let buttons = reply.buttons.drain(..);
    let (votes, others): (Vec<_>, Vec<_>) =
        buttons.partition(|button| matches!(button.ask, Ask::Vote { .. }));
    let (turns, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|button| button.turns);
    let (country, passages): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|button| matches!(button.ask, Ask::Country { .. }));
    let why = reply
        .match_info
        .as_ref()
        .and_then(|match_info| match_info.why);
    let why = why.and_then(|why| {
        let address = show::address(reply)?;
        Some(phrases.button("why", Ask::Why { address, why }))
    });
    // A terminal, a form and a direct message have no other readers.
    let Place {
        door,
        community,
        channel,
    } = &request.place;
    let has_other_readers = community.is_some() && channel.is_some() && *door != Door::Console;
    let show = (has_other_readers && reply.audience == Audience::Private)
        .then(|| ask_without_text(&request.ask, reply))
        .flatten()
        .map(|ask| phrases.button("show", Ask::Show(Box::new(ask))));
    let about = votes.into_iter().chain(why).chain(turns);
    let about = about.chain(show).chain(country);
    reply.buttons = about.chain(passages).collect();
}

/// Returns an ask for the same answer that contains no free text, so that a button can carry it.
fn ask_without_text(ask: &Ask, reply: &Reply) -> Option<Ask> {
    let mut entries: Vec<&EntryId> = quoted(reply).map(|address| &address.entry).collect();
    entries.dedup();
    Some(match (ask, entries.as_slice()) {
        (_, [one, other, ..]) => Ask::CompareOf((*one).clone(), (*other).clone()),
        (Ask::Roadmap(_) | Ask::RoadmapOf(_), [entry]) => Ask::RoadmapOf((*entry).clone()),
        (Ask::Skills(_) | Ask::SkillsOf(_), [entry]) => Ask::SkillsOf((*entry).clone()),
        (Ask::Open { page, .. }, _) => Ask::Open {
            address: show::address(reply)?,
            page: *page,
        },
        _ => Ask::Open {
            address: show::address(reply)?,
            page: 0,
        },
    })
}

/// Returns the addresses of the quoted passages.
fn quoted(reply: &Reply) -> impl Iterator<Item = &Address> {
    let citations = reply.parts.iter().filter_map(|part| part.citation.as_ref());
    citations.map(|citation| &citation.address)
}
