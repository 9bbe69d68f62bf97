//! Which channel a thread stands in, as what holds in a channel holds in its threads.
//!
//! An interaction says it of the thread in which it happens. A message names the thread alone, and so
//! Discord is asked, once for each thread, and only where a server chose something for a channel.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use serenity::all::{ChannelId, ChannelType, Http, PartialChannel};
use serenity::http::{LightMethod, Request, Route};
use tracing::debug;

use super::call::call;

/// How many channels are remembered at most.
const REMEMBERED: usize = 10_000;

/// The channel in which the interaction happens: for a thread, the one that it stands in.
pub(super) fn channel(id: ChannelId, said: Option<&PartialChannel>) -> ChannelId {
    said.and_then(|said| standing_in(said.kind, said.parent_id))
        .unwrap_or(id)
}

/// The channel that a thread stands in. What a channel itself stands in is a mere heading.
fn standing_in(kind: ChannelType, parent: Option<ChannelId>) -> Option<ChannelId> {
    let thread = matches!(
        kind,
        ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread
    );
    parent.filter(|_| thread)
}

/// What is known of channels and threads: each with the channel whose settings hold in it.
#[derive(Default)]
pub(super) struct Threads {
    known: Mutex<HashMap<ChannelId, ChannelId>>,
}

/// A channel, as far as it matters here
/// (<https://discord.com/developers/docs/resources/channel#channel-object>).
#[derive(Deserialize)]
struct Channel {
    #[serde(rename = "type")]
    kind: ChannelType,
    parent_id: Option<ChannelId>,
}

impl Threads {
    /// The channel whose settings hold in this channel or thread. Where Discord does not say, that is
    /// itself, and it is asked again the next time.
    pub(super) async fn channel_of(&self, http: &Http, id: ChannelId) -> ChannelId {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = known().get(&id) {
            return *channel;
        }
        let route = Route::Channel { channel_id: id };
        let asked = call(http.fire::<Channel>(Request::new(route, LightMethod::Get))).await;
        match asked {
            Ok(Channel { kind, parent_id }) => {
                let channel = standing_in(kind, parent_id).unwrap_or(id);
                let mut known = known();
                // A thread stands where it stands: to forget costs one question more.
                if known.len() >= REMEMBERED {
                    known.clear();
                }
                known.insert(id, channel);
                channel
            }
            Err(failure) => {
                debug!(code = %failure, "Discord does not say what a channel is");
                id
            }
        }
    }
}
