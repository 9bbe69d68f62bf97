//! In-memory LRU set of the people who were told that people write the answers, so that only the first answer says so.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hashlink::LruCache;

use crate::chat::Request;

/// Maximum number of people; of more, the least recently answered are told again.
const MAX_PEOPLE: usize = 20_000;

/// The people who were told, as hashes with a key of this process.
pub(super) struct Introductions {
    key: RandomState,
    people: Mutex<LruCache<u64, ()>>,
}

impl Default for Introductions {
    fn default() -> Self {
        Self {
            key: RandomState::new(),
            people: Mutex::new(LruCache::new(MAX_PEOPLE)),
        }
    }
}

impl Introductions {
    /// Records that the person of the request is told, and returns whether they had not been told.
    pub(super) fn is_first(&self, request: &Request) -> bool {
        let person = self.person(request);
        self.lock().insert(person, ()).is_none()
    }

    /// Forgets a person.
    pub(super) fn forget(&self, request: &Request) {
        let person = self.person(request);
        self.lock().remove(&person);
    }

    fn person(&self, request: &Request) -> u64 {
        self.key.hash_one((request.place.door, request.asker.id()))
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<u64, ()>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
