//! `/skills`, `/responsibilities` and `/roadmap`: one facet of one role.

use super::phrases;
use super::show::{self, receipt};
use crate::chat::{self, Ask, Button, Part, Reply, Tone};
use crate::knowledge::{Address, Entry, EntryId, Facet, Kind, Library};
use crate::markup::{Markup, Span};
use crate::search::{Named, Reason, Search};

pub(super) fn skills(search: &Search, text: &str) -> Reply {
    with_role(search, "skills", text, skills_of)
}

pub(super) fn responsibilities(search: &Search, text: &str) -> Reply {
    with_role(search, "responsibilities", text, |library, entry| {
        facet(library, entry, Facet::Responsibilities)
    })
}

pub(super) fn roadmap(search: &Search, text: &str) -> Reply {
    with_role(search, "roadmap", text, |library, entry| {
        roadmap_of(library, &entry.id)
    })
}

/// Finds the role that a person named, or says what is in the way.
fn with_role(
    search: &Search,
    command: &str,
    text: &str,
    reply: impl Fn(&Library, &Entry) -> Reply,
) -> Reply {
    if text.is_empty() {
        return phrases::missing(command);
    }
    let sure = |entry: &Entry, reason: &Reason| {
        let mut reply = reply(search.library(), entry);
        let verdict = match reply.tone {
            Tone::Answer => chat::Verdict::Sure,
            _ => chat::Verdict::Nothing,
        };
        reply.finding = Some(chat::Finding {
            verdict,
            confidence: 1.0,
            reasons: vec![phrases::reason(reason)],
        });
        reply
    };
    match search.name(text, &[Kind::Role]) {
        Named::Entry(entry, reason) => sure(entry, &reason),
        Named::OtherKind(entry, _) => {
            let mut reply = phrases::no_role(&entry.title, entry.kind.as_str());
            reply.choices = show::choice(search.library(), &Address::of(entry.id.clone()))
                .into_iter()
                .collect();
            reply.buttons = phrases::ways_on();
            reply
        }
        Named::Unknown => {
            let near = search.near(text, &[Kind::Role]);
            if near.is_empty() {
                return phrases::nothing(text);
            }
            let mut reply = phrases::unsure();
            reply.choices = near
                .into_iter()
                .filter_map(|entry| show::choice(search.library(), &Address::of(entry.id.clone())))
                .collect();
            reply.buttons = phrases::ways_on();
            reply
        }
    }
}

fn facet(library: &Library, entry: &Entry, facet: Facet) -> Reply {
    match entry.facet(facet) {
        Some(passage) => show::page(library, entry, passage, 0),
        None => without(entry, facet),
    }
}

fn without(entry: &Entry, facet: Facet) -> Reply {
    let mut reply = phrases::no_facet(&entry.title, facet);
    reply.buttons.push(Button {
        label: entry.title.clone(),
        ask: Ask::Open {
            address: Address::of(entry.id.clone()),
            page: 0,
        },
    });
    reply.buttons.extend(phrases::ways_on());
    reply
}

/// The section about skills, and the skill entries behind it.
fn skills_of(library: &Library, entry: &Entry) -> Reply {
    let lists = [
        (phrases::CORE, &entry.skills.core),
        (phrases::HELPFUL, &entry.skills.helpful),
        (phrases::HUMAN, &entry.skills.human),
    ];
    let lists: Vec<Part> = lists
        .into_iter()
        .filter_map(|(heading, ids)| {
            let body = titles(library, ids);
            (!body.is_empty()).then(|| Part {
                heading: Some(heading.to_owned()),
                body,
                receipt: None,
            })
        })
        .collect();
    if entry.facet(Facet::Skills).is_none() && lists.is_empty() {
        return without(entry, Facet::Skills);
    }
    let mut reply = facet(library, entry, Facet::Skills);
    if reply.tone != Tone::Answer {
        reply = bare(library, entry, Facet::Skills);
    }
    reply.parts.extend(lists);
    reply
}

/// The stages of a role's roadmap, and the section about it.
pub(super) fn roadmap_of(library: &Library, id: &EntryId) -> Reply {
    let Some(entry) = library.entry(id) else {
        return phrases::gone();
    };
    if entry.roadmap.is_empty() {
        return facet(library, entry, Facet::Roadmap);
    }
    let mut reply = match entry.facet(Facet::Roadmap) {
        Some(passage) => show::page(library, entry, passage, 0),
        None => bare(library, entry, Facet::Roadmap),
    };
    for (number, stage) in entry.roadmap.iter().enumerate() {
        reply.parts.push(Part {
            heading: Some(format!("{}. {}", number + 1, stage.name)),
            body: titles(library, &stage.steps),
            receipt: None,
        });
    }
    reply
}

/// An answer made of lists alone, where no section says more.
fn bare(library: &Library, entry: &Entry, facet: Facet) -> Reply {
    let mut reply = without(entry, facet);
    reply.title = format!("{}: {}", entry.title, phrases::facet(facet));
    reply.tone = Tone::Answer;
    reply.parts = vec![Part {
        receipt: Some(receipt(entry, &Address::of(entry.id.clone()))),
        ..Part::default()
    }];
    reply.buttons = show::related(library, entry);
    reply
}

/// The titles of entries, as a list.
fn titles(library: &Library, ids: &[EntryId]) -> Markup {
    Markup::list(
        ids.iter()
            .filter_map(|id| library.entry(id))
            .map(|entry| vec![Span::plain(&entry.title)]),
    )
}
