//! Replies that quote a passage: its pages, its citation and its buttons.

use super::phrases::Phrases;
use crate::chat::{Ask, Audience, Button, Choice, Citation, Reply, ReplyKind, ReplyPart};
use crate::knowledge::{Address, Entry, EntryKind, Facet, Library, Passage, PassageKind};
use crate::markup::Markup;

/// Maximum number of characters of a page.
const PAGE_CHARS: usize = 1_800;
/// Maximum number of steps to sections of the entry.
const MAX_SECTIONS: usize = 4;
/// Sections that are the most likely next step, the most likely first; others follow in the order of the entry.
const NEXT_SECTIONS: [Facet; 5] = [
    Facet::Responsibilities,
    Facet::Learn,
    Facet::Start,
    Facet::Why,
    Facet::Pay,
];
/// Maximum number of an entry's sources in a citation. Entries list the best ones first.
const MAX_SOURCES: usize = 3;
/// Maximum number of steps to related entries.
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
    buttons.extend(next_steps(phrases, library, entry, passage.kind));
    Reply {
        kind: ReplyKind::Answer,
        language: phrases.language,
        title: title(entry, passage),
        parts: vec![ReplyPart {
            body: pages.into_iter().nth(at).unwrap_or_default(),
            citation: Some(citation(entry, &address)),
            ..ReplyPart::default()
        }],
        picture: None,
        note: None,
        menu: Vec::new(),
        votes: Vec::new(),
        choices: Vec::new(),
        buttons,
        audience: Audience::Public,
        match_info: None,
    }
}

/// Returns the title of a passage outside of its entry.
pub(super) fn title(entry: &Entry, passage: &Passage) -> String {
    match passage.kind {
        PassageKind::Definition => entry.title.clone(),
        PassageKind::Section(_) => format!("{}: {}", entry.title, passage.heading),
        PassageKind::Question | PassageKind::InterviewQuestion(_) => passage.heading.clone(),
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

/// Returns the steps that a person may take after a passage of this kind of the entry, the most likely first: its roadmap,
/// its skills, the entry itself, its other sections, related entries.
pub(super) fn next_steps(
    phrases: Phrases,
    library: &Library,
    entry: &Entry,
    shown: PassageKind,
) -> Vec<Button> {
    let is_definition = shown == PassageKind::Definition;
    let shown_facet = match shown {
        PassageKind::Section(facet) => facet,
        _ => None,
    };
    let is_section = matches!(shown, PassageKind::Section(_));
    let mut steps = Vec::new();
    if is_definition || is_section {
        let id = || entry.id.clone();
        if !entry.roadmap.is_empty() && shown_facet != Some(Facet::Roadmap) {
            steps.push(phrases.button("roadmap", Ask::RoadmapOf(id())));
        }
        if has_skills(entry) && shown_facet != Some(Facet::Skills) {
            steps.push(phrases.button("skills", Ask::SkillsOf(id())));
        }
    }
    if !is_definition {
        steps.push(self::entry(entry));
    }
    if is_definition || is_section {
        let mut sections: Vec<(usize, &Passage)> = entry
            .passages
            .iter()
            .filter_map(|one| match one.kind {
                PassageKind::Section(facet) if one.kind != shown || facet.is_none() => {
                    let has_step = match facet {
                        Some(Facet::Roadmap) => !entry.roadmap.is_empty(),
                        Some(Facet::Skills) => has_skills(entry),
                        _ => false,
                    };
                    (!has_step).then_some((rank(facet), one))
                }
                _ => None,
            })
            .collect();
        sections.sort_by_key(|(rank, _)| *rank);
        let sections = sections.into_iter().take(MAX_SECTIONS);
        steps.extend(sections.map(|(_, one)| open_button(&one.heading, entry.address(one))));
    }
    steps.extend(related(library, entry));
    steps
}

/// Returns whether the entry is a role with skills to list or to read about.
fn has_skills(entry: &Entry) -> bool {
    let skills = &entry.skills;
    let lists = [&skills.core, &skills.helpful, &skills.human];
    let is_listed = lists.iter().any(|list| !list.is_empty());
    entry.kind == EntryKind::Role && (is_listed || entry.facet(Facet::Skills).is_some())
}

/// Returns the rank of a section as a next step; sections of the same rank keep their order.
fn rank(facet: Option<Facet>) -> usize {
    let rank = facet.and_then(|facet| NEXT_SECTIONS.iter().position(|next| *next == facet));
    rank.unwrap_or(NEXT_SECTIONS.len())
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
