//! Replies that quote a passage: its pages, its citation and its buttons.

use super::phrases::Phrases;
use crate::chat::{Ask, Audience, Button, Choice, Citation, Reply, ReplyKind, ReplyPart};
use crate::knowledge::{self, Address, Entry, Library, Passage};
use crate::markup::Markup;

/// Maximum number of characters of a page.
const PAGE_CHARS: usize = 1_800;
/// Maximum number of buttons to sections below a definition.
const MAX_SECTIONS: usize = 4;
/// Maximum number of an entry's sources in a citation. Entries list the best ones first.
const MAX_SOURCES: usize = 3;
/// Maximum number of buttons to related entries.
const MAX_RELATED: usize = 4;

/// Builds the reply with a page (counted from 0) of a passage by its address.
pub(super) fn open(phrases: Phrases, library: &Library, address: &Address, page: u16) -> Reply {
    match library.passage(address) {
        Some((entry, passage)) => self::page(phrases, library, entry, passage, page),
        None => phrases.gone(),
    }
}

/// Returns the pages of a passage.
pub(super) fn pages(passage: &Passage) -> Vec<Markup> {
    passage.body.pages(PAGE_CHARS)
}

/// Builds the reply with a page (counted from 0) of a passage, its citation and buttons; beyond the end with the last page.
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
    buttons.extend(section_buttons(phrases, library, entry, passage));
    Reply {
        kind: ReplyKind::Answer,
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

/// Returns the title of a passage outside of its entry.
pub(super) fn title(entry: &Entry, passage: &Passage) -> String {
    match passage.kind {
        knowledge::PassageKind::Definition => entry.title.clone(),
        knowledge::PassageKind::Section(_) => format!("{}: {}", entry.title, passage.heading),
        knowledge::PassageKind::Question | knowledge::PassageKind::InterviewQuestion(_) => {
            passage.heading.clone()
        }
    }
}

/// Returns the address of the first passage that a reply quotes.
pub(super) fn address(reply: &Reply) -> Option<Address> {
    let citations = reply.parts.iter().filter_map(|part| part.citation.as_ref());
    citations.map(|citation| citation.address.clone()).next()
}

/// Builds the citation of a passage of an entry.
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

/// Returns buttons to sections of the entry, or to the entry from one of its sections; then to
/// related entries.
fn section_buttons(
    phrases: Phrases,
    library: &Library,
    entry: &Entry,
    passage: &Passage,
) -> Vec<Button> {
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

/// Returns buttons to related entries.
pub(super) fn related(library: &Library, entry: &Entry) -> Vec<Button> {
    entry
        .related
        .iter()
        .filter_map(|id| library.entry(id))
        .take(MAX_RELATED)
        .map(self::entry)
        .collect()
}

/// Builds a button that opens an entry.
pub(super) fn entry(entry: &Entry) -> Button {
    open_button(&entry.title, Address::of(entry.id.clone()))
}

fn open_button(label: &str, address: Address) -> Button {
    Button::open(label, Ask::Open { address, page: 0 })
}

/// Builds a choice that opens a passage.
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
            // The address that was asked for may be a former one or a short form.
            address: entry.address(passage),
            page: 0,
        },
    })
}
