//! Questions and look-ups: from words to the passage that answers them.

use super::phrases;
use crate::chat::{self, Ask, Audience, Button, Choice, Part, Receipt, Reply, Tone};
use crate::knowledge::{self, Address, Entry, Library, Passage, names};
use crate::search::{Finding, Named, Search, Verdict};

/// How many characters of a passage one message shows; the rest is behind a button.
const PAGE: usize = 1_800;
/// How many sections of the same entry are offered behind a definition.
const MAX_SECTIONS: usize = 4;
/// How many of an entry's sources, which stand best first, a receipt names.
const MAX_SOURCES: usize = 3;
/// How many related entries are offered.
const MAX_RELATED: usize = 4;

/// `/what-is term`: by names first, by search after that.
pub(super) fn what_is(search: &Search, term: &str) -> Reply {
    if term.is_empty() {
        return phrases::missing("what-is");
    }
    match search.name(term, &[]) {
        Named::Entry(entry, reason) | Named::OtherKind(entry, reason) => {
            let address = Address::of(entry.id.clone());
            let reasons = vec![phrases::reason(&reason)];
            found(
                search.library(),
                &address,
                chat::Verdict::Sure,
                1.0,
                reasons,
            )
        }
        Named::Unknown => question(search, term),
    }
}

/// `/ask question`: whatever search makes of it.
pub(super) fn question(search: &Search, question: &str) -> Reply {
    if question.is_empty() {
        return phrases::missing("ask");
    }
    // Autocomplete offers a long question by its address.
    if question.contains('#')
        && let Some(address) = Address::parse(question)
        && search.library().passage(&address).is_some()
    {
        return open(search.library(), &address, 0);
    }
    if names::key(question).is_empty() {
        return phrases::no_words();
    }
    let Finding {
        verdict,
        confidence,
        reasons,
    } = search.find(question);
    let reasons = reasons.iter().map(phrases::reason).collect();
    match verdict {
        Verdict::Sure(address) => found(
            search.library(),
            &address,
            chat::Verdict::Sure,
            confidence,
            reasons,
        ),
        Verdict::Compare(one, other) => {
            let mut reply = super::compare::entries(search.library(), &one, &other);
            reply.finding = Some(chat::Finding {
                verdict: chat::Verdict::Sure,
                confidence,
                reasons,
            });
            reply
        }
        Verdict::Unsure(addresses) => {
            let mut reply = phrases::unsure();
            reply.choices = addresses
                .iter()
                .filter_map(|address| choice(search.library(), address))
                .collect();
            reply.buttons = phrases::ways_on();
            reply.finding = Some(chat::Finding {
                verdict: chat::Verdict::Unsure,
                confidence,
                reasons,
            });
            reply
        }
        Verdict::Nothing => {
            let mut reply = phrases::nothing(question);
            reply.finding = Some(chat::Finding {
                verdict: chat::Verdict::Nothing,
                confidence,
                reasons,
            });
            reply
        }
    }
}

/// A passage by its address, from one of its pages on.
pub(super) fn open(library: &Library, address: &Address, page: u16) -> Reply {
    match library.passage(address) {
        Some((entry, passage)) => show(library, entry, passage, page),
        None => phrases::gone(),
    }
}

fn found(
    library: &Library,
    address: &Address,
    verdict: chat::Verdict,
    confidence: f32,
    reasons: Vec<String>,
) -> Reply {
    let mut reply = open(library, address, 0);
    reply.finding = Some(chat::Finding {
        verdict,
        confidence,
        reasons,
    });
    reply
}

/// A page of a passage, with its receipt and the ways on.
pub(super) fn show(library: &Library, entry: &Entry, passage: &Passage, page: u16) -> Reply {
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
