//! Follow-ups such as `and the skills?` without a topic, as after a restart: the person is asked which role they mean.

use super::phrases::Phrases;
use super::show;
use crate::chat::{Ask, Choice, Reply};
use crate::knowledge::{EntryKind, Facet, Library};

/// Builds the question of which role is meant, with the roles that have a section about the facet as choices.
pub(super) fn ask_role(phrases: Phrases, library: &Library, facet: Facet) -> Reply {
    let mut reply = phrases.which_role();
    let roles = library.of_kind(EntryKind::Role);
    reply.choices = roles
        .filter_map(|entry| {
            let address = entry.address(entry.facet(facet)?);
            let choice = show::choice(phrases, library, &address)?;
            let page = 0;
            Some(Choice {
                label: entry.title.clone(),
                ask: Ask::Open { address, page },
                ..choice
            })
        })
        .collect();
    reply
}
