//! How a passage is shown, and what is offered beside it.

use super::phrases::Phrases;
use crate::chat::{Ask, Audience, Button, Choice, Citation, Reply, ReplyPart, Tone};
use crate::knowledge::{self, Address, Entry, Library, Passage};
use crate::markup::Markup;

/// How many characters of a passage one message shows; the rest is behind a button.
const PAGE: usize = 1_800;
/// How many sections of the same entry are offered behind a definition.
const MAX_SECTIONS: usize = 4;
/// How many of an entry's sources, which stand best first, a citation names.
const MAX_SOURCES: usize = 3;
/// How many related entries are offered.
const MAX_RELATED: usize = 4;

/// A passage by its address, from one of its pages on.
pub(super) fn open(phrases: Phrases, library: &Library, address: &Address, page: u16) -> Reply {
    match library.passage(address) {
        Some((entry, passage)) => self::page(phrases, library, entry, passage, page),
        None => phrases.gone(),
    }
}

/// A passage in the pages in which it is shown.
pub(super) fn pages(passage: &Passage) -> Vec<Markup> {
    passage.body.pages(PAGE)
}

/// A page of a passage, with its citation and the ways on.
pub(super) fn page(
    phrases: Phrases,
    library: &Library,
    entry: &Entry,
    passage: &Passage,
    page: u16,
) -> Reply {
    let address = entry.address(passage);
    let pages = pages(passage);
    let last = pages.len().saturating_sub(1);
    let at = usize::from(page).min(last);
    let mut buttons = Vec::new();
    let turn = |label: &str, to: usize| {
        let ask = Ask::Open {
            address: address.clone(),
            page: u16::try_from(to).unwrap_or(u16::MAX),
        };
        Button::turn(phrases.text(label, &[]), ask)
    };
    if let Some(before) = at.checked_sub(1) {
        buttons.push(turn("back", before));
    }
    if at < last {
        buttons.push(turn("more", at + 1));
    }
    buttons.extend(ways_on(phrases, library, entry, passage));
    Reply {
        tone: Tone::Answer,
        language: phrases.language,
        title: title(entry, passage),
        parts: vec![ReplyPart {
            heading: None,
            body: pages.into_iter().nth(at).unwrap_or_default(),
            citation: Some(citation(entry, &address)),
        }],
        picture: None,
        choices: Vec::new(),
        buttons,
        audience: Audience::Public,
        match_info: None,
    }
}

/// What to call a passage where it stands alone.
pub(super) fn title(entry: &Entry, passage: &Passage) -> String {
    match passage.kind {
        knowledge::PassageKind::Definition => entry.title.clone(),
        knowledge::PassageKind::Section(_) => format!("{}: {}", entry.title, passage.heading),
        knowledge::PassageKind::Question | knowledge::PassageKind::InterviewQuestion(_) => {
            passage.heading.clone()
        }
    }
}

/// The first passage that a reply quotes.
pub(super) fn address(reply: &Reply) -> Option<Address> {
    let citations = reply.parts.iter().filter_map(|part| part.citation.as_ref());
    citations.map(|citation| citation.address.clone()).next()
}

pub(super) fn citation(entry: &Entry, address: &Address) -> Citation {
    Citation {
        address: address.clone(),
        entry: entry.title.clone(),
        sources: entry
            .sources
            .iter()
            .take(MAX_SOURCES)
            .map(|source| (source.title.clone(), source.url.clone()))
            .collect(),
        reviewed: entry.reviewed,
        region: entry.region.clone(),
    }
}

/// Sections of the same entry behind its definition, then related entries.
fn ways_on(phrases: Phrases, library: &Library, entry: &Entry, passage: &Passage) -> Vec<Button> {
    let mut buttons = Vec::new();
    if passage.kind == knowledge::PassageKind::Definition {
        if !entry.roadmap.is_empty() {
            buttons.push(phrases.button("roadmap", Ask::RoadmapOf(entry.id.clone())));
        }
        let sections = entry.passages.iter().filter(|one| match one.kind {
            knowledge::PassageKind::Section(facet) => facet != Some(knowledge::Facet::Roadmap),
            _ => false,
        });
        buttons.extend(
            sections
                .take(MAX_SECTIONS)
                .map(|one| open_button(&one.heading, entry.address(one))),
        );
    } else {
        buttons.push(self::entry(entry));
    }
    buttons.extend(related(library, entry));
    buttons
}

/// Related entries as buttons.
pub(super) fn related(library: &Library, entry: &Entry) -> Vec<Button> {
    entry
        .related
        .iter()
        .filter_map(|id| library.entry(id))
        .take(MAX_RELATED)
        .map(self::entry)
        .collect()
}

/// An entry as something to press.
pub(super) fn entry(entry: &Entry) -> Button {
    open_button(&entry.title, Address::of(entry.id.clone()))
}

fn open_button(label: &str, address: Address) -> Button {
    Button::open(label, Ask::Open { address, page: 0 })
}

/// A passage as something to choose.
pub(super) fn choice(phrases: Phrases, library: &Library, address: &Address) -> Option<Choice> {
    let (entry, passage) = library.passage(address)?;
    let label = title(entry, passage);
    let detail = if label == entry.title {
        phrases.kind(entry.kind)
    } else {
        entry.title.clone()
    };
    Some(Choice {
        label,
        detail,
        ask: Ask::Open {
            address: address.clone(),
            page: 0,
        },
    })
}
