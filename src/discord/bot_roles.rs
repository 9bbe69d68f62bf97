//! The bot's own role in each server. Discord creates it with the bot and lists both for a mention, so that people mention
//! the role and mean the bot.

use std::time::{Duration, Instant};

use serde::Deserialize;
use serenity::all::{GuildId, Http, RoleId, UserId};
use serenity::http::{LightMethod, Request, Route};
use tracing::debug;

use super::api::call;
use crate::platform::cache::Cache;
use crate::platform::lenient;

/// Maximum number of cached servers.
const MAX_CACHED: usize = 10_000;
/// Maximum age of a cached role, which changes only when the bot is removed and added again.
const MAX_AGE: Duration = Duration::from_hours(6);

/// A cache from servers to the bot's role there; none where it has no role of its own.
pub(super) struct BotRoles {
    known: Cache<GuildId, Option<RoleId>>,
}

impl Default for BotRoles {
    fn default() -> Self {
        Self {
            known: Cache::new(MAX_CACHED, MAX_AGE),
        }
    }
}

/// The fields of a role that are used
/// (<https://discord.com/developers/docs/topics/permissions#role-object>).
#[derive(Deserialize)]
struct Role {
    id: RoleId,
    #[serde(default, deserialize_with = "lenient::field")]
    tags: Option<Tags>,
}

#[derive(Deserialize)]
struct Tags {
    #[serde(default, deserialize_with = "lenient::field")]
    bot_id: Option<UserId>,
}

impl BotRoles {
    /// Returns the bot's own role in a server; `None` where it has none, or where the request fails, which is not cached.
    pub(super) async fn lookup(&self, http: &Http, guild: GuildId, bot: UserId) -> Option<RoleId> {
        let now = Instant::now();
        if let Some(role) = self.known.get(&guild, now) {
            return role;
        }
        let route = Route::GuildRoles { guild_id: guild };
        match call(http.fire::<Vec<Role>>(Request::new(route, LightMethod::Get))).await {
            Ok(roles) => {
                let own = roles.into_iter().find(|role| {
                    let tags = role.tags.as_ref();
                    tags.is_some_and(|tags| tags.bot_id == Some(bot))
                });
                let own = own.map(|role| role.id);
                self.known.insert(guild, own, now);
                own
            }
            Err(error) => {
                debug!(code = %error, "Discord does not say which role is the bot's");
                None
            }
        }
    }
}
