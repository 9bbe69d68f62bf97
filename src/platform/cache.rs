//! A thread-safe LRU cache with a capacity and an age limit.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hashlink::LruCache;

/// A least-recently-used cache whose values expire. Methods take the current time, so that tests need
/// not wait.
pub(crate) struct Cache<K, V> {
    entries: Mutex<LruCache<K, (Instant, V)>>,
    max_age: Duration,
}

impl<K: Hash + Eq, V: Clone> Cache<K, V> {
    /// Creates a cache of at most `capacity` values, each valid for `max_age` after its insertion.
    pub(crate) fn new(capacity: usize, max_age: Duration) -> Self {
        Self {
            entries: Mutex::new(LruCache::new(capacity)),
            max_age,
        }
    }

    /// Returns the value of a key; `None` if there is none or it has expired.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q, now: Instant) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let (inserted, value) = entries.get(key)?;
        let valid = now.saturating_duration_since(*inserted) < self.max_age;
        valid.then(|| value.clone())
    }

    /// Inserts a value; a full cache evicts the least recently used one.
    pub(crate) fn insert(&self, key: K, value: V, now: Instant) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(key, (now, value));
    }

    /// Inserts a value unless an unexpired one is there; returns whether it did.
    pub(crate) fn insert_new(&self, key: K, value: V, now: Instant) -> bool {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let since = entries.get(&key).map(|(since, _)| *since);
        let is_new = since.is_none_or(|since| now.saturating_duration_since(since) >= self.max_age);
        if is_new {
            entries.insert(key, (now, value));
        }
        is_new
    }

    /// Returns the number of values, expired ones included.
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
    fn expired_values_are_not_returned_and_the_least_recently_used_is_evicted() {
        let start = Instant::now();
        let cache = Cache::new(2, Duration::from_secs(10));
        cache.insert("a", 1, start);
        cache.insert("b", 2, start);
        assert_eq!(cache.get("a", start), Some(1));
        cache.insert("c", 3, start);
        assert_eq!(cache.get("b", start), None);
        assert_eq!((cache.get("a", start), cache.len()), (Some(1), 2));
        let later = start + Duration::from_secs(10);
        assert_eq!(cache.get("a", later), None);
        assert!(cache.insert_new("a", 3, later) && !cache.insert_new("a", 4, later));
        assert_eq!(cache.get("a", later), Some(3));
    }
}
