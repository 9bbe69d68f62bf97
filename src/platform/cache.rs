//! A bounded cache that many tasks share, with an age limit.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hashlink::LruCache;

/// The values used last, at most as many as its capacity. Methods take the time, so that a test need
/// not wait.
pub(crate) struct Cache<K, V> {
    entries: Mutex<LruCache<K, (Instant, V)>>,
    max_age: Duration,
}

impl<K: Hash + Eq, V: Clone> Cache<K, V> {
    /// A cache of `capacity` values, each good for `max_age` after it was put in.
    pub(crate) fn new(capacity: usize, max_age: Duration) -> Self {
        Self {
            entries: Mutex::new(LruCache::new(capacity)),
            max_age,
        }
    }

    /// The value of a key, if it is there and not too old.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q, now: Instant) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, value) = entries.get(key)?;
        let fresh = now.saturating_duration_since(*since) < self.max_age;
        fresh.then(|| value.clone())
    }

    /// Puts a value in; where the cache is full, the one used longest ago goes.
    pub(crate) fn insert(&self, key: K, value: V, now: Instant) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(key, (now, value));
    }

    /// The number of values.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_forgets_what_is_old_and_what_was_used_longest_ago() {
        let start = Instant::now();
        let cache = Cache::new(2, Duration::from_secs(10));
        cache.insert("a", 1, start);
        cache.insert("b", 2, start);
        assert_eq!(cache.get("a", start), Some(1));
        cache.insert("c", 3, start);
        assert_eq!(cache.get("b", start), None);
        assert_eq!((cache.get("a", start), cache.len()), (Some(1), 2));
        assert_eq!(cache.get("a", start + Duration::from_secs(10)), None);
    }
}
