//! Follow-ups such as `and the skills?` without a topic, as after a restart: the person is asked which role they mean.

use super::phrases::Phrases;
use super::starting_order;
use crate::chat::{Ask, Choice, Reply};
use crate::knowledge::{EntryKind, Facet, Library};

/// Maximum number of roles to choose from; a select of Discord has 25 options.
const MAX_ROLES: usize = 25;

/// Builds the question of which role is meant. The choices are those with a section about the facet, of more than 25 the ones
/// that most entries link to.
pub(super) fn ask_role(phrases: Phrases, library: &Library, facet: Facet) -> Reply {
    let roles = starting_order::entries(library).into_iter();
    let roles = roles.filter(|entry| entry.kind == EntryKind::Role);
    let roles = roles.filter_map(|entry| Some((entry, entry.facet(facet)?)));
    let mut roles: Vec<_> = roles.take(MAX_ROLES).collect();
    roles.sort_by(|(one, _), (other, _)| one.title.cmp(&other.title));
    let mut reply = phrases.which_role();
    let choices = roles.into_iter().map(|(entry, section)| Choice {
        label: entry.title.clone(),
        detail: String::new(),
        ask: Ask::Open {
            address: entry.address(section),
            page: 0,
        },
    });
    reply.choices = choices.collect();
    reply
}
