//! Who looks after the bot: decided anew for each request, by what the platform says of the person with
//! it and by the settings as they are at that moment. An old button gives nobody a right.

use crate::chat::{Asker, Request};
use crate::config::TeamSettings;
use crate::store::{Setting, Store};

/// Whether who asks may see which questions have no answer, and close them: admins and mentors of
/// their community.
pub(super) async fn is_mentor(team: &TeamSettings, store: &Store, request: &Request) -> bool {
    let asker = &request.asker;
    if asker.manages() || is_named(&team.admins, asker) || is_named(&team.mentors, asker) {
        return true;
    }
    // Another replica may have been told of another role; where that cannot be heard, nobody is let in
    // by what was heard before.
    if store.refresh_settings().await.is_err() {
        return false;
    }
    let chosen = store.settings_at(&request.place);
    let role = chosen.value(Setting::MentorRole);
    role.is_some_and(|role| is_named(&[role.to_owned()], asker))
}

/// The ids that stand for people who look after the bot where this request comes from.
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
