//! What is known of people: their language, remembered for a while and for a bounded number of them,
//! and whether they are admins, which is asked whenever it matters.
//!
//! Reads <https://docs.slack.dev/reference/methods/users.info>; without the scope for it nothing is
//! known of anybody, and everything else works.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use tracing::{debug, warn};

use super::web::Web;
use crate::chat::Request;
use crate::language::Language;

/// How long an answer waits for a person's language.
const PATIENCE: Duration = Duration::from_millis(700);
/// How long a language is remembered.
const FRESH: Duration = Duration::from_hours(1);
/// How many people are remembered.
const REMEMBERED: usize = 2_000;

/// With what the id of a user group begins.
const GROUP: char = 'S';

/// The people of one workspace.
pub(super) struct People {
    on: bool,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    locales: HashMap<String, Told>,
    order: VecDeque<String>,
}

/// What was told of a person, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// Their language, such as `de-DE`.
    pub(super) locale: Option<String>,
    /// Whether they were an admin then: good for what is shown, and for no right.
    pub(super) administers: bool,
    at: Instant,
}

impl People {
    /// Nobody yet; where it is not on, nobody ever.
    pub(super) fn new(on: bool) -> Self {
        Self {
            on,
            known: Mutex::default(),
        }
    }

    /// A person's language such as `de-DE`, where it is known or told in time.
    pub(super) async fn locale(&self, web: &Web, user: &str) -> Option<String> {
        self.told(web, user).await?.locale
    }

    /// What is known of a person or told in time.
    pub(super) async fn told(&self, web: &Web, user: &str) -> Option<Told> {
        if !self.on || user.is_empty() {
            return None;
        }
        let now = Instant::now();
        if let Some(known) = self.remembered(user, now) {
            return Some(known);
        }
        let fields = [("user", user), ("include_locale", "true")];
        let asked = tokio::time::timeout(PATIENCE, web.look_up("users.info", &fields)).await;
        let info = match asked {
            Ok(Ok(info)) => info,
            Ok(Err(trouble)) => {
                debug!(code = trouble.code(), "a person's language is not known");
                Value::Null
            }
            Err(_) => Value::Null,
        };
        let locale = info.pointer("/user/locale").and_then(Value::as_str);
        let told = Told {
            locale: locale.map(str::to_owned),
            administers: is_admin(&info),
            at: now,
        };
        // What was not told is remembered, too, so that nobody waits for it again and again.
        self.remember(user, told.clone());
        Some(told)
    }

    /// Whether somebody administers this workspace, asked anew.
    pub(super) async fn administers(&self, web: &Web, team: Option<&str>, user: &str) -> bool {
        if !self.on {
            return false;
        }
        let info = told(web, "users.info", &[("user", user)]).await;
        // In a channel that two workspaces share, admins of the other one are guests.
        let of = info.pointer("/user/team_id").and_then(Value::as_str);
        is_admin(&info) && (of.is_none() || team.is_none() || of == team)
    }

    /// The workspace's user groups, by id and name; none where they cannot be told in time
    /// (<https://docs.slack.dev/reference/methods/usergroups.list>).
    pub(super) async fn groups(&self, web: &Web) -> Vec<(String, String)> {
        if !self.on {
            return Vec::new();
        }
        let asked = tokio::time::timeout(PATIENCE, web.look_up("usergroups.list", &[])).await;
        let told = match asked {
            Ok(Ok(told)) => told,
            Ok(Err(trouble)) => {
                debug!(code = trouble.code(), "user groups are not known");
                Value::Null
            }
            Err(_) => Value::Null,
        };
        let groups = told.get("usergroups").and_then(Value::as_array);
        let text = |group: &Value, name| group.get(name)?.as_str().map(str::to_owned);
        let groups = groups.into_iter().flatten();
        groups
            .filter_map(|group| {
                let id = text(group, "id")?;
                let name = text(group, "handle").map(|handle| format!("@{handle}"));
                let name = name.or_else(|| text(group, "name"));
                Some((id, name.unwrap_or_default()))
            })
            .collect()
    }

    /// The request with what its asker's rights depend on, by the ids of people and user groups that
    /// have any: Slack does not tell it with what it sends. It is asked anew each time; who cannot be
    /// found has no rights. Without such ids nothing is asked.
    pub(super) async fn with_rights(
        &self,
        web: &Web,
        team: Option<&str>,
        request: Request,
        ids: &[String],
    ) -> Request {
        if !self.on || !request.ask.is_privileged() {
            return request;
        }
        let user = request.asker.id();
        let manages = self.administers(web, team, user).await;
        let mut groups = Vec::new();
        for id in ids.iter().filter(|id| id.starts_with(GROUP)) {
            if is_member(web, id, user).await {
                groups.push(id.clone());
            }
        }
        let asker = request.asker.clone().with_roles(groups).managing(manages);
        Request { asker, ..request }
    }

    /// The language in which to speak to a person while nothing more is known.
    pub(super) fn language(&self, user: Option<&str>) -> Language {
        let known = user.and_then(|user| self.remembered(user, Instant::now()));
        let locale = known.and_then(|told| told.locale);
        locale.as_deref().and_then(Language::of).unwrap_or_default()
    }

    fn remembered(&self, user: &str, now: Instant) -> Option<Told> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let told = known.locales.get(user)?;
        (now.saturating_duration_since(told.at) < FRESH).then(|| told.clone())
    }

    fn remember(&self, user: &str, told: Told) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let Known { locales, order } = &mut *known;
        if locales.insert(user.to_owned(), told).is_none() {
            order.push_back(user.to_owned());
        }
        if order.len() > REMEMBERED
            && let Some(oldest) = order.pop_front()
        {
            locales.remove(&oldest);
        }
    }
}

/// Whether what Slack tells of somebody makes them an admin.
fn is_admin(info: &Value) -> bool {
    let is = |what: &str| info.pointer(&format!("/user/{what}")) == Some(&Value::Bool(true));
    is("is_admin") || is("is_owner")
}

/// Whether somebody is in a user group
/// (<https://docs.slack.dev/reference/methods/usergroups.users.list>).
async fn is_member(web: &Web, group: &str, user: &str) -> bool {
    let told = told(web, "usergroups.users.list", &[("usergroup", group)]).await;
    let people = told.get("users").and_then(Value::as_array);
    people.is_some_and(|people| people.iter().any(|one| one == user))
}

async fn told(web: &Web, method: &str, fields: &[(&'static str, &str)]) -> Value {
    match web.look_up(method, fields).await {
        Ok(told) => told,
        Err(trouble) => {
            let code = trouble.code();
            warn!(code, method, "Slack does not tell who has rights: {code}");
            Value::Null
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_remembered_for_a_while_and_for_so_many_people() {
        let (people, now) = (People::new(true), Instant::now());
        let told = |locale: Option<&str>| Told {
            locale: locale.map(str::to_owned),
            administers: false,
            at: now,
        };
        people.remember("U1", told(Some("de-DE")));
        people.remember("U2", told(None));
        assert_eq!(people.remembered("U1", now), Some(told(Some("de-DE"))));
        assert_eq!(people.remembered("U2", now), Some(told(None)));
        assert_eq!(people.remembered("U3", now), None);
        assert_eq!(people.remembered("U1", now + FRESH), None);
        for number in 0..5_000 {
            people.remember(&format!("W{number}"), told(None));
        }
        let known = people.known.lock().expect("no poison");
        assert_eq!((known.locales.len(), known.order.len()), (2_000, 2_000));
    }
}
