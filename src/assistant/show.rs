//! How a passage is shown, and what is offered beside it.

use super::phrases;
use crate::chat::{Ask, Audience, Button, Choice, Part, Receipt, Reply, Tone};
use crate::knowledge::{self, Address, Entry, Library, Passage};

/// How many characters of a passage one message shows; the rest is behind a button.
const PAGE: usize = 1_800;
/// How many sections of the same entry are offered behind a definition.
const MAX_SECTIONS: usize = 4;
/// How many of an entry's sources, which stand best first, a receipt names.
const MAX_SOURCES: usize = 3;
/// How many related entries are offered.
const MAX_RELATED: usize = 4;

/// A passage by its address, from one of its pages on.
pub(super) fn open(library: &Library, address: &Address, page: u16) -> Reply {
    match library.passage(address) {
        Some((entry, passage)) => self::page(library, entry, passage, page),
        None => phrases::gone(),
    }
}

/// A page of a passage, with its receipt and the ways on.
pub(super) fn page(library: &Library, entry: &Entry, passage: &Passage, page: u16) -> Reply {
    let address = entry.address(passage);
    let pages = passage.body.pages(PAGE);
    let last = pages.len().saturating_sub(1);
    let at = usize::from(page).min(last);
    let mut buttons = Vec::new();
    let turn = |label: &str, to: usize| Button {
        label: label.to_owned(),
        ask: Ask::Open {
            address: address.clone(),
            page: u16::try_from(to).unwrap_or(u16::MAX),
        },
    };
    if let Some(before) = at.checked_sub(1) {
        buttons.push(turn(phrases::BACK, before));
    }
    if at < last {
        buttons.push(turn(phrases::MORE, at + 1));
    }
    buttons.extend(ways_on(library, entry, passage));
    Reply {
        tone: Tone::Answer,
        title: title(entry, passage),
        parts: vec![Part {
            heading: None,
            body: pages.into_iter().nth(at).unwrap_or_default(),
            receipt: Some(receipt(entry, &address)),
        }],
        choices: Vec::new(),
        buttons,
        audience: Audience::Public,
        finding: None,
    }
}

/// What to call a passage where it stands alone.
pub(super) fn title(entry: &Entry, passage: &Passage) -> String {
    match passage.part {
        knowledge::Part::Definition => entry.title.clone(),
        knowledge::Part::Section(_) => format!("{}: {}", entry.title, passage.heading),
        knowledge::Part::Question => passage.heading.clone(),
    }
}

pub(super) fn receipt(entry: &Entry, address: &Address) -> Receipt {
    Receipt {
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
fn ways_on(library: &Library, entry: &Entry, passage: &Passage) -> Vec<Button> {
    let mut buttons = Vec::new();
    let open = |label: String, address: Address| Button {
        label,
        ask: Ask::Open { address, page: 0 },
    };
    if passage.part == knowledge::Part::Definition {
        if !entry.roadmap.is_empty() {
            buttons.push(Button {
                label: phrases::ROADMAP.to_owned(),
                ask: Ask::RoadmapOf(entry.id.clone()),
            });
        }
        let sections = entry.passages.iter().filter(|one| match one.part {
            knowledge::Part::Section(facet) => facet != Some(knowledge::Facet::Roadmap),
            _ => false,
        });
        buttons.extend(
            sections
                .take(MAX_SECTIONS)
                .map(|one| open(one.heading.clone(), entry.address(one))),
        );
    } else {
        buttons.push(open(entry.title.clone(), Address::of(entry.id.clone())));
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
        .map(|entry| Button {
            label: entry.title.clone(),
            ask: Ask::Open {
                address: Address::of(entry.id.clone()),
                page: 0,
            },
        })
        .collect()
}

/// A passage as something to choose.
pub(super) fn choice(library: &Library, address: &Address) -> Option<Choice> {
    let (entry, passage) = library.passage(address)?;
    let label = title(entry, passage);
    let detail = if label == entry.title {
        entry.kind.to_string()
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
