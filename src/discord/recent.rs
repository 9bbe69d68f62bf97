//! What was heard of late: Discord may say the same thing twice, as when a session is taken up
//! again, and is answered once.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// How many ids are remembered: more than can be answered while Discord still waits for a reply.
const REMEMBERED: usize = 1_000;

/// Ids of what was heard of late.
#[derive(Default)]
pub(super) struct Recent {
    ids: Mutex<(HashSet<u64>, VecDeque<u64>)>,
}

impl Recent {
    /// Remembers the id, and says whether it is heard for the first time.
    pub(super) fn is_first(&self, id: u64) -> bool {
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, order) = &mut *ids;
        if !known.insert(id) {
            return false;
        }
        order.push_back(id);
        if order.len() > REMEMBERED
            && let Some(oldest) = order.pop_front()
        {
            known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_and_the_memory_does_not_grow() {
        let recent = Recent::default();
        assert!(recent.is_first(1));
        assert!(!recent.is_first(1));
        for id in 2..=5_000 {
            assert!(recent.is_first(id));
        }
        assert!(recent.is_first(1));
        assert_eq!(recent.ids.lock().expect("no poison").1.len(), REMEMBERED);
    }
}
