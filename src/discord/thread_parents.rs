//! Parent channels of threads: a channel's settings apply to its threads.
//!
//! An interaction carries the parent of its thread. A message has only the thread's id, so the parent is requested once per
//! thread, and only in servers where a channel has settings of its own.

use std::time::{Duration, Instant};

use serde::Deserialize;
use serenity::all::{ChannelId, ChannelType, Http, PartialChannel};
use serenity::http::{LightMethod, Request, Route};
use tracing::debug;

use super::api::call;
use crate::platform::cache::Cache;

/// Maximum number of cached channels.
const MAX_CACHED: usize = 10_000;
/// A cached parent does not expire, as threads do not move between channels.
const MAX_AGE: Duration = Duration::MAX;

/// Returns the channel whose settings apply to an interaction: the parent of a thread, else the channel itself.
pub(super) fn settings_channel(id: ChannelId, channel: Option<&PartialChannel>) -> ChannelId {
    channel
        .and_then(|channel| thread_parent(channel.kind, channel.parent_id))
        .unwrap_or(id)
}

/// Returns the parent of a thread; `None` for other channels, whose parent is a category.
fn thread_parent(kind: ChannelType, parent: Option<ChannelId>) -> Option<ChannelId> {
    let thread = matches!(
        kind,
        ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread
    );
    parent.filter(|_| thread)
}

/// A cache from channels and threads to the channel whose settings apply.
pub(super) struct ThreadParents {
    known: Cache<ChannelId, ChannelId>,
}

impl Default for ThreadParents {
    fn default() -> Self {
        Self {
            known: Cache::new(MAX_CACHED, MAX_AGE),
        }
    }
}

/// The fields of a channel that are used
/// (<https://discord.com/developers/docs/resources/channel#channel-object>).
#[derive(Deserialize)]
struct Channel {
    #[serde(rename = "type")]
    kind: ChannelType,
    parent_id: Option<ChannelId>,
}

impl ThreadParents {
    /// Returns the channel whose settings apply to this channel or thread; the id itself where the request fails, which is
    /// not cached.
    pub(super) async fn lookup(&self, http: &Http, id: ChannelId) -> ChannelId {
        let now = Instant::now();
        if let Some(channel) = self.known.get(&id, now) {
            return channel;
        }
        let route = Route::Channel { channel_id: id };
        let response = call(http.fire::<Channel>(Request::new(route, LightMethod::Get))).await;
        match response {
            Ok(Channel { kind, parent_id }) => {
                let channel = thread_parent(kind, parent_id).unwrap_or(id);
                self.known.insert(id, channel, now);
                channel
            }
            Err(error) => {
                debug!(code = %error, "Discord does not say what a channel is");
                id
            }
        }
    }
}
