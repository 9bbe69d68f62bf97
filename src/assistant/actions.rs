//! Controls of a reply: related questions, next steps, and the menu of everything else.

use super::phrases::Phrases;
use super::show;
use crate::chat::{
    Ask, Audience, Button, Choice, Door, MAX_BUTTONS, Place, Reply, ReplyKind, Request,
};
use crate::knowledge::{Address, EntryId, Library, PassageKind};
use crate::search::{RankedPassage, Search};

/// Maximum number of related questions below an answer.
const MAX_RELATED: usize = 3;
/// Maximum number of buttons below an answer, without the votes.
const MAX_STEPS: usize = 3;
/// Maximum number of passages for whoever was not helped, and of those of one entry.
const MAX_NEXT: usize = 5;
const MAX_PER_ENTRY: usize = 2;
/// Number of passages among which the next best ones are found.
const NEXT_CANDIDATES: usize = 20;
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
    let questions = nearest_addresses(&ranked).filter(|address| {
        let passage = library.passage(address).map(|(_, passage)| passage.kind);
        *address != shown && passage == Some(PassageKind::Question)
    });
    reply.choices = questions
        .take(MAX_RELATED)
        .filter_map(|address| show::choice(phrases, library, address))
        .collect();
}

/// Returns the passages that come next for whoever was not helped by the passage `shown`: those that answer their question
/// next best, else the ones related to the passage.
pub(super) fn next_best(
    phrases: Phrases,
    search: &Search,
    question: Option<&str>,
    shown: &Address,
) -> Vec<Choice> {
    let library = search.library();
    let asked = question.map(|question| search.ask(question, None, NEXT_CANDIDATES).passages);
    let mut ranked = asked.unwrap_or_default();
    if ranked.len() < 2
        && let Some((entry, passage)) = library.passage(shown)
    {
        ranked = search.related(&show::title(entry, passage)).to_vec();
    }
    let mut next: Vec<&Address> = Vec::new();
    for address in nearest_addresses(&ranked) {
        let of_entry = next.iter().filter(|one| one.entry == address.entry).count();
        if address != shown && of_entry < MAX_PER_ENTRY {
            next.push(address);
        }
    }
    next.into_iter()
        .take(MAX_NEXT)
        .filter_map(|address| show::choice(phrases, library, address))
        .collect()
}

/// Returns the addresses of the passages whose score is above the threshold, best first.
fn nearest_addresses(ranked: &[RankedPassage]) -> impl Iterator<Item = &Address> {
    let score = |passage: Option<&RankedPassage>| passage.map_or(0.0, |passage| passage.score);
    let (first, last) = (score(ranked.first()), score(ranked.last()));
    let threshold = last + MIN_RELATED_SHARE * (first - last);
    let near = ranked.iter().filter(move |one| one.score >= threshold);
    near.map(|one| &one.address)
}

/// Chooses the controls of a reply: at most three next steps below an answer, in the order of paging, country, steps and
/// **Show to channel**, and at most [`MAX_BUTTONS`] buttons in all. The menu gets everything else, with **Why this?**.
pub(super) fn arrange_controls(
    phrases: Phrases,
    library: &Library,
    request: &Request,
    reply: &mut Reply,
) {
    let mut most = MAX_BUTTONS.saturating_sub(reply.votes.len());
    if reply.kind == ReplyKind::Answer {
        most = most.min(MAX_STEPS);
        let buttons = reply.buttons.drain(..);
        let (turns, others): (Vec<_>, Vec<_>) = buttons.partition(|button| button.turns);
        let (country, steps): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|button| matches!(button.ask, Ask::Country { .. }));
        let mut buttons: Vec<Button> = turns.into_iter().chain(country).chain(steps).collect();
        if let Some(show) = show_button(phrases, request, reply) {
            let turns = buttons.iter().filter(|button| button.turns).count();
            // The last of the steps makes room.
            buttons.insert(buttons.len().min(most - 1).max(turns), show);
        }
        reply.buttons = buttons;
    }
    let rest = reply.buttons.split_off(reply.buttons.len().min(most));
    let rest = rest
        .into_iter()
        .map(|button| item(phrases, library, button));
    reply.menu.extend(rest);
    reply.menu.extend(why_item(phrases, reply));
}

/// Returns a button as an item of the menu.
fn item(phrases: Phrases, library: &Library, button: Button) -> Choice {
    let passage = match &button.ask {
        Ask::Open { address, page: 0 } => show::choice(phrases, library, address),
        _ => None,
    };
    passage.unwrap_or_else(|| {
        let entry = match &button.ask {
            Ask::RoadmapOf(entry) | Ask::SkillsOf(entry) | Ask::LevelsOf(entry) => {
                library.entry(entry)
            }
            _ => None,
        };
        Choice {
            label: button.label,
            detail: entry.map_or_else(String::new, |entry| entry.title.clone()),
            ask: button.ask,
        }
    })
}

/// Returns the item **Why this?** of an answer that was searched for.
fn why_item(phrases: Phrases, reply: &Reply) -> Option<Choice> {
    let why = reply.match_info.as_ref()?.why?;
    let address = show::address(reply).filter(|_| reply.kind == ReplyKind::Answer)?;
    Some(Choice {
        label: phrases.text("why", &[]),
        detail: String::new(),
        ask: Ask::Why { address, why },
    })
}

/// Returns the button that shows a private answer to the channel, where there are other readers.
fn show_button(phrases: Phrases, request: &Request, reply: &Reply) -> Option<Button> {
    // A terminal, a form and a direct message have no other readers.
    let Place {
        door,
        community,
        channel,
    } = &request.place;
    let has_other_readers = community.is_some() && channel.is_some() && *door != Door::Console;
    let shows = has_other_readers && reply.audience == Audience::Private;
    let ask = shows.then(|| ask_without_text(&request.ask, reply))??;
    Some(phrases.button("show", Ask::Show(Box::new(ask))))
}

/// Returns an ask for the same answer that contains no free text, so that a button can carry it.
fn ask_without_text(ask: &Ask, reply: &Reply) -> Option<Ask> {
    let mut entries: Vec<&EntryId> = quoted(reply).map(|address| &address.entry).collect();
    entries.dedup();
    Some(match (ask, entries.as_slice()) {
        (Ask::SwitchOf(..), _) => ask.clone(),
        (Ask::Levels(_) | Ask::LevelsOf(_), [entry]) => Ask::LevelsOf((*entry).clone()),
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
