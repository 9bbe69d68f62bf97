//! `/levels`: what changes in a role from level to level.

use super::phrases::Phrases;
use super::{role, show};
use crate::chat::{Ask, Reply, ReplyPart};
use crate::config::Page;
use crate::knowledge::{Address, EntryId, Facet, Library, PassageKind};
use crate::markup::{Markup, Span};
use crate::search::Search;

/// `/levels role`.
pub(super) fn levels(phrases: Phrases, search: &Search, text: &str, elsewhere: &[Page]) -> Reply {
    role::with_role(
        phrases,
        search,
        "levels",
        text,
        elsewhere,
        |library, entry| levels_of(phrases, library, &entry.id),
    )
}

/// Builds the reply with the levels of a role; without data the section about them.
pub(super) fn levels_of(phrases: Phrases, library: &Library, id: &EntryId) -> Reply {
    let Some(entry) = library.entry(id) else {
        return phrases.gone();
    };
    let section = entry.facet(Facet::Seniority);
    if entry.role_facts.levels.is_empty() {
        return match section {
            Some(passage) => show::page(phrases, library, entry, passage, 0),
            None => phrases.no_role_data(entry),
        };
    }
    let levels = entry.role_facts.levels.iter();
    let mut parts: Vec<ReplyPart> = levels
        .map(|level| {
            let mut body = Markup::text(&level.scope);
            body.append(Markup::list(
                level.signals.iter().map(|signal| vec![Span::plain(signal)]),
            ));
            ReplyPart {
                heading: Some(phrases.level(level.name)),
                body,
                ..ReplyPart::default()
            }
        })
        .collect();
    let address = section.map_or_else(
        || Address::of(entry.id.clone()),
        |passage| entry.address(passage),
    );
    if let Some(last) = parts.last_mut() {
        last.citation = Some(show::citation(entry, &address));
    }
    let title = [("title", (&entry.title).into())];
    let mut reply = phrases.computed(phrases.text("levels", &title), parts);
    reply.note = None;
    if let Some(address) = super::interview::first(entry, None) {
        let ask = Ask::Practice {
            address,
            reveal: false,
        };
        reply.buttons.push(phrases.button("practice", ask));
    }
    let shown = PassageKind::Section(Some(Facet::Seniority));
    reply
        .buttons
        .extend(show::next_steps(phrases, library, entry, shown));
    reply
}
