//! User profiles: languages, cached for an hour, and admin and user group membership, requested
//! whenever a right depends on it.
//!
//! Uses <https://docs.slack.dev/reference/methods/users.info>. Without its scope the bot replies in English, and nobody has
//! the rights of an admin.

use std::time::{Duration, Instant};

use serde_json::Value;
use tracing::{debug, warn};

use super::api::SlackApi;
use crate::chat::Request;
use crate::language::Language;
use crate::platform::cache::Cache;
use crate::platform::deadline::LOOKUP_DEADLINE;

/// Lifetime of a cached profile.
const CACHE_TTL: Duration = Duration::from_hours(1);
/// Minimum time between a failed request for a profile and the next.
const RETRY_AFTER: Duration = Duration::from_secs(10);
/// Number of cached profiles.
const CACHE_SIZE: usize = 2_000;

/// First letter of a user group's id.
const GROUP_PREFIX: char = 'S';

/// The users of one workspace.
pub(super) struct UserDirectory {
    /// True if profiles may be requested (`slack.people`).
    enabled: bool,
    cache: Cache<String, UserProfile>,
    /// Users whose look-up failed lately, so that it does not delay every answer.
    failed: Cache<String, ()>,
}

/// A cached profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UserProfile {
    /// Locale such as `de-DE`.
    pub(super) locale: Option<String>,
    /// True if the user was an admin at that time; never used for rights.
    pub(super) is_admin: bool,
}

impl UserDirectory {
    pub(super) fn new(enabled: bool) -> Self {
        Self {
            enabled,
            cache: Cache::new(CACHE_SIZE, CACHE_TTL),
            failed: Cache::new(CACHE_SIZE, RETRY_AFTER),
        }
    }

    /// Returns a user's locale such as `de-DE`, where it is known in time.
    pub(super) async fn locale(&self, api: &SlackApi, user: &str) -> Option<String> {
        self.profile(api, user).await?.locale
    }

    /// Returns a user's profile from the cache or from Slack; none where profiles are switched off.
    pub(super) async fn profile(&self, api: &SlackApi, user: &str) -> Option<UserProfile> {
        if !self.enabled || user.is_empty() {
            return None;
        }
        let now = Instant::now();
        if let Some(profile) = self.cache.get(user, now) {
            return Some(profile);
        }
        if self.failed.get(user, now).is_some() {
            return None;
        }
        let fields = [("user", user), ("include_locale", "true")];
        let info = lookup(api, "users.info", &fields).await;
        if info.is_null() {
            self.failed.insert(user.to_owned(), (), now);
            return None;
        }
        let locale = info.pointer("/user/locale").and_then(Value::as_str);
        let profile = UserProfile {
            locale: locale.map(str::to_owned),
            is_admin: is_admin(&info),
        };
        self.cache.insert(user.to_owned(), profile.clone(), now);
        Some(profile)
    }

    /// Returns the language of a cached profile, else the default.
    pub(super) fn cached_language(&self, user: Option<&str>) -> Language {
        let profile = user.and_then(|user| self.cache.get(user, Instant::now()));
        let locale = profile.and_then(|profile| profile.locale);
        locale.as_deref().and_then(Language::of).unwrap_or_default()
    }

    /// Requests whether a user is an admin or owner of this workspace; false where the request fails.
    pub(super) async fn is_admin(&self, api: &SlackApi, team: Option<&str>, user: &str) -> bool {
        if !self.enabled {
            return false;
        }
        let info = request_rights(api, "users.info", &[("user", user)]).await;
        // In a channel that two workspaces share, admins of the other one have no rights here.
        let home = info.pointer("/user/team_id").and_then(Value::as_str);
        is_admin(&info) && (home.is_none() || team.is_none() || home == team)
    }

    /// Returns the ids and names of the workspace's user groups; empty where Slack does not answer in
    /// time (<https://docs.slack.dev/reference/methods/usergroups.list>).
    pub(super) async fn groups(&self, api: &SlackApi) -> Vec<(String, String)> {
        if !self.enabled {
            return Vec::new();
        }
        let list = lookup(api, "usergroups.list", &[]).await;
        let groups = list.get("usergroups").and_then(Value::as_array);
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

    /// Adds the asker's rights to a privileged request: admin status, and membership in those of `ids` that are user groups.
    /// They are requested each time, as payloads do not have them; a failed request grants nothing.
    pub(super) async fn with_rights(
        &self,
        api: &SlackApi,
        team: Option<&str>,
        request: Request,
        ids: &[String],
    ) -> Request {
        if !self.enabled || !request.ask.is_privileged() {
            return request;
        }
        let user = request.asker.id();
        let manages = self.is_admin(api, team, user).await;
        let mut groups = Vec::new();
        for id in ids.iter().filter(|id| id.starts_with(GROUP_PREFIX)) {
            if is_member(api, id, user).await {
                groups.push(id.clone());
            }
        }
        let asker = request.asker.clone().with_roles(groups).managing(manages);
        Request { asker, ..request }
    }
}

/// Returns whether `users.info` reports an admin or owner.
fn is_admin(info: &Value) -> bool {
    let flag = |name: &str| info.pointer(&format!("/user/{name}")) == Some(&Value::Bool(true));
    flag("is_admin") || flag("is_owner")
}

/// Returns whether a user is in a user group
/// (<https://docs.slack.dev/reference/methods/usergroups.users.list>).
async fn is_member(api: &SlackApi, group: &str, user: &str) -> bool {
    let list = request_rights(api, "usergroups.users.list", &[("usergroup", group)]).await;
    let users = list.get("users").and_then(Value::as_array);
    users.is_some_and(|users| users.iter().any(|one| one == user))
}

/// Calls a method within [`LOOKUP_DEADLINE`]; null where it fails.
async fn lookup(api: &SlackApi, method: &str, fields: &[(&str, &str)]) -> Value {
    match tokio::time::timeout(LOOKUP_DEADLINE, api.get(method, fields)).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => {
            let code = error.code();
            debug!(code, method, "a look-up at Slack failed: {code}");
            Value::Null
        }
        Err(_) => Value::Null,
    }
}

/// Calls a method on which rights depend; null where it fails.
async fn request_rights(api: &SlackApi, method: &str, fields: &[(&str, &str)]) -> Value {
    match api.get(method, fields).await {
        Ok(answer) => answer,
        Err(error) => {
            let code = error.code();
            warn!(code, method, "Slack does not tell who has rights: {code}");
            Value::Null
        }
    }
}
