//! In-memory LRU cache of the entry that a person's last answer in a direct conversation was about, so that `and the
//! salary?` is understood without a thread: in the terminal and in direct messages.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use hashlink::LruCache;

use crate::chat::{Door, Reply, ReplyKind, Request};
use crate::knowledge::EntryId;

/// Maximum number of conversations; of more, the least recently used are forgotten.
const MAX_CONVERSATIONS: usize = 10_000;
/// Time after an answer in which a question may be a follow-up.
const MAX_AGE: Duration = Duration::from_mins(10);

/// A direct conversation.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    door: Door,
    community: Option<String>,
    channel: Option<String>,
    person: String,
}

impl Key {
    /// Returns the conversation of a request; `None` in a community's channel, where a thread or a reply tells the topic.
    fn of(request: &Request) -> Option<Self> {
        let place = &request.place;
        let direct = place.community.is_none() || place.channel.is_none();
        direct.then(|| Self {
            door: place.door,
            community: place.community.clone(),
            channel: place.channel.clone(),
            person: request.asker.id().to_owned(),
        })
    }
}

/// The topics of the latest conversations.
pub(super) struct Conversations(Mutex<LruCache<Key, (Instant, EntryId)>>);

impl Default for Conversations {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(MAX_CONVERSATIONS)))
    }
}

impl Conversations {
    /// Returns the entry of the last answer in a direct conversation, for ten minutes.
    pub(super) fn topic(&self, request: &Request) -> Option<EntryId> {
        let mut latest = self.lock();
        drop_expired(&mut latest, request.received);
        latest
            .peek(&Key::of(request)?)
            .map(|(_, entry)| entry.clone())
    }

    /// Keeps the entry that an answer is about; a reply that is no answer, or one about several entries, leaves the topic
    /// as it was.
    pub(super) fn record(&self, request: &Request, reply: &Reply) {
        if reply.kind != ReplyKind::Answer {
            return;
        }
        let mut cited = reply.parts.iter().filter_map(|part| part.citation.as_ref());
        let (Some(first), Some(key)) = (cited.next(), Key::of(request)) else {
            return;
        };
        let entry = &first.address.entry;
        if cited.all(|other| other.address.entry == *entry) {
            let topic = (request.received, entry.clone());
            let mut latest = self.lock();
            drop_expired(&mut latest, request.received);
            latest.insert(key, topic);
        }
    }

    /// Forgets all conversations of a person.
    pub(super) fn forget(&self, request: &Request) {
        let (door, person) = (request.place.door, request.asker.id());
        self.lock()
            .retain(|key, _| key.door != door || key.person != person);
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<Key, (Instant, EntryId)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Removes the topics that are older than ten minutes. The oldest come first, as only an answer moves a topic to the end.
fn drop_expired(latest: &mut LruCache<Key, (Instant, EntryId)>, now: Instant) {
    while let Some((_, (at, _))) = latest.iter().next()
        && now.saturating_duration_since(*at) >= MAX_AGE
    {
        latest.remove_lru();
    }
}
