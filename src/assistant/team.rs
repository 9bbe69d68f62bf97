//! The rights of mentors and admins, checked with each request by the roles that it has and by the current settings, as a
//! button may be older than both.

use crate::chat::{Asker, Request};
use crate::config::TeamSettings;
use crate::store::{Setting, Store};

/// Returns whether the asker may see and close gaps: managers of the community, the admins and mentors of the
/// settings file, and members of the community's mentor role.
pub(super) async fn is_mentor(team: &TeamSettings, store: &Store, request: &Request) -> bool {
    let asker = &request.asker;
    if asker.manages() || is_named(&team.admins, asker) || is_named(&team.mentors, asker) {
        return true;
    }
    // Another replica may have changed the role. If the settings cannot be refreshed, the role
    // grants nothing.
    if store.refresh_settings().await.is_err() {
        return false;
    }
    let chosen = store.settings_at(&request.place);
    let role = chosen.value(Setting::MentorRole);
    role.is_some_and(|role| is_named(&[role.to_owned()], asker))
}

/// Returns the ids of users, roles and user groups that grant these rights at the place of the
/// request.
pub(super) fn ids(team: &TeamSettings, store: &Store, request: &Request) -> Vec<String> {
    let chosen = store.settings_at(&request.place);
    let role = chosen.value(Setting::MentorRole).map(str::to_owned);
    let named = team.admins.iter().chain(&team.mentors).cloned();
    named.chain(role).collect()
}

fn is_named(ids: &[String], asker: &Asker) -> bool {
    let is = |id: &String| id == asker.id() || asker.roles().contains(id);
    !asker.id().is_empty() && ids.iter().any(is)
}
