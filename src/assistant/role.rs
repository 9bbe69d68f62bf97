//! `/skills`, `/responsibilities` and `/roadmap`: one facet of a role.

use super::phrases::Phrases;
use super::show::{self, citation};
use super::why;
use crate::chat::{self, Ask, Reply, ReplyKind, ReplyPart};
use crate::config::Page;
use crate::knowledge::{Address, Entry, EntryId, EntryKind, Facet, Library, PassageKind};
use crate::markup::{Markup, Span};
use crate::search::{Reason, ResolvedName, Search};

/// `/skills role`.
pub(super) fn skills(phrases: Phrases, search: &Search, text: &str, elsewhere: &[Page]) -> Reply {
    with_role(
        phrases,
        search,
        "skills",
        text,
        elsewhere,
        |library, entry| skills_of(phrases, library, &entry.id),
    )
}

/// `/responsibilities role`.
pub(super) fn responsibilities(
    phrases: Phrases,
    search: &Search,
    text: &str,
    elsewhere: &[Page],
) -> Reply {
    with_role(
        phrases,
        search,
        "responsibilities",
        text,
        elsewhere,
        |library, entry| facet(phrases, library, entry, Facet::Responsibilities),
    )
}

/// `/roadmap role`.
pub(super) fn roadmap(phrases: Phrases, search: &Search, text: &str, elsewhere: &[Page]) -> Reply {
    with_role(
        phrases,
        search,
        "roadmap",
        text,
        elsewhere,
        |library, entry| roadmap_of(phrases, library, &entry.id),
    )
}

/// Replies about the role with this name; where there is none, with suggestions, or with the pages that cover an occupation
/// beyond the library.
pub(super) fn with_role(
    phrases: Phrases,
    search: &Search,
    command: &str,
    text: &str,
    elsewhere: &[Page],
    reply: impl Fn(&Library, &Entry) -> Reply,
) -> Reply {
    if text.is_empty() {
        return phrases.missing(command);
    }
    let sure = |entry: &Entry, reason: &Reason| {
        let mut reply = reply(search.library(), entry);
        let shown = show::address(&reply).unwrap_or_else(|| Address::of(entry.id.clone()));
        let reasons = std::slice::from_ref(reason);
        let match_info = why::match_info(phrases, search.library(), &shown, 1.0, reasons);
        reply.match_info = Some(match reply.kind {
            ReplyKind::Answer => match_info,
            _ => chat::MatchInfo {
                certainty: chat::Certainty::Nothing,
                why: None,
                ..match_info
            },
        });
        reply
    };
    match find(phrases, search, text, elsewhere) {
        Ok((entry, reason)) => sure(entry, &reason),
        Err(reply) => *reply,
    }
}

/// Finds the role with a name.
///
/// # Errors
/// A reply: the name is that of another kind of entry, of an occupation beyond the library, or unknown, with suggestions.
pub(super) fn find<'s>(
    phrases: Phrases,
    search: &'s Search,
    text: &str,
    elsewhere: &[Page],
) -> Result<(&'s Entry, Reason), Box<Reply>> {
    let choice =
        |entry: &Entry| show::choice(phrases, search.library(), &Address::of(entry.id.clone()));
    let reply = match search.name(text, &[EntryKind::Role]) {
        ResolvedName::Entry(entry, reason) => return Ok((entry, reason)),
        ResolvedName::OtherKind(entry, _) => Reply {
            choices: choice(entry).into_iter().collect(),
            ..phrases.no_role(&entry.title, entry.kind)
        },
        ResolvedName::Unknown => {
            let near = search.nearest_names(text, &[EntryKind::Role]);
            if let Some(trade) = search.other_trade(text) {
                phrases.other_trade(&trade, elsewhere)
            } else if near.is_empty() {
                phrases.nothing(text)
            } else {
                Reply {
                    choices: near.into_iter().filter_map(choice).collect(),
                    ..phrases.unsure()
                }
            }
        }
    };
    Err(Box::new(reply))
}

/// Builds the reply with the section about a facet, or the reply that there is none.
fn facet(phrases: Phrases, library: &Library, entry: &Entry, facet: Facet) -> Reply {
    match entry.facet(facet) {
        Some(passage) => show::page(phrases, library, entry, passage, 0),
        None => no_section(phrases, entry, facet),
    }
}

/// Builds the reply that the entry has no section about the facet.
fn no_section(phrases: Phrases, entry: &Entry, facet: Facet) -> Reply {
    let mut reply = phrases.no_facet(&entry.title, facet);
    reply.buttons.push(show::entry(entry));
    reply.buttons.extend(phrases.navigation_buttons());
    reply
}

/// Builds the reply with the lists of skill entries, and after them the section about skills.
pub(super) fn skills_of(phrases: Phrases, library: &Library, id: &EntryId) -> Reply {
    let Some(entry) = library.entry(id) else {
        return phrases.gone();
    };
    let lists = [
        ("skills-core", &entry.skills.core),
        ("skills-helpful", &entry.skills.helpful),
        ("skills-human", &entry.skills.human),
    ];
    let lists: Vec<ReplyPart> = lists
        .into_iter()
        .filter_map(|(heading, ids)| {
            let body = titles(library, ids);
            (!body.is_empty()).then(|| ReplyPart {
                aspect: Some(phrases.facet(Facet::Skills)),
                heading: Some(phrases.text(heading, &[])),
                body,
                ..ReplyPart::default()
            })
        })
        .collect();
    if entry.facet(Facet::Skills).is_none() && lists.is_empty() {
        return no_section(phrases, entry, Facet::Skills);
    }
    let mut reply = facet(phrases, library, entry, Facet::Skills);
    if reply.kind != ReplyKind::Answer {
        reply = lists_only(phrases, library, entry, Facet::Skills);
    }
    reply.parts.splice(0..0, lists);
    reply
}

/// Builds the reply with the stages of a role's roadmap, and after them the section about it.
pub(super) fn roadmap_of(phrases: Phrases, library: &Library, id: &EntryId) -> Reply {
    let Some(entry) = library.entry(id) else {
        return phrases.gone();
    };
    if entry.roadmap.is_empty() {
        return facet(phrases, library, entry, Facet::Roadmap);
    }
    let mut reply = match entry.facet(Facet::Roadmap) {
        Some(passage) => show::page(phrases, library, entry, passage, 0),
        None => lists_only(phrases, library, entry, Facet::Roadmap),
    };
    let stages = (1..).zip(&entry.roadmap).map(|(number, stage)| ReplyPart {
        heading: Some(match stage.hours {
            Some(hours) => format!("{number}. {} ({})", stage.name, phrases.hours(hours)),
            None => format!("{number}. {}", stage.name),
        }),
        body: titles(library, &stage.steps),
        ..ReplyPart::default()
    });
    reply.parts.splice(0..0, stages);
    // Behind the paging of the section.
    let at = reply
        .buttons
        .iter()
        .take_while(|button| button.turns)
        .count();
    let progress = Ask::ProgressOf(id.clone());
    reply
        .buttons
        .insert(at, phrases.button("progress-mine", progress));
    reply
}

/// Builds the base of an answer that consists of lists, as the entry has no section about the facet.
fn lists_only(phrases: Phrases, library: &Library, entry: &Entry, facet: Facet) -> Reply {
    let mut reply = no_section(phrases, entry, facet);
    reply.title = format!("{}: {}", entry.title, phrases.facet(facet));
    reply.kind = ReplyKind::Answer;
    reply.parts = vec![ReplyPart {
        citation: Some(citation(entry, &Address::of(entry.id.clone()))),
        ..ReplyPart::default()
    }];
    let shown = PassageKind::Section(Some(facet));
    reply.buttons = show::next_steps(phrases, library, entry, shown);
    reply
}

/// Returns the titles of entries, as a list.
pub(super) fn titles(library: &Library, ids: &[EntryId]) -> Markup {
    Markup::list(
        ids.iter()
            .filter_map(|id| library.entry(id))
            .map(|entry| vec![Span::plain(&entry.title)]),
    )
}
