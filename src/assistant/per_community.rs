//! Which library serves whom: what a community has of its own, and what everybody else is served by.
//!
//! It knows nothing of what it holds, libraries or searches over them.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

/// What each community is served by.
pub struct PerCommunity<T> {
    /// Communities with something of their own, by their ids.
    pub communities: HashMap<String, Arc<T>>,
    /// What serves everybody else.
    pub everybody: Arc<T>,
}

impl<T> PerCommunity<T> {
    /// The same for all.
    #[must_use]
    pub fn one(everybody: Arc<T>) -> Self {
        Self {
            communities: HashMap::new(),
            everybody,
        }
    }

    /// What serves this community.
    #[must_use]
    pub fn of(&self, community: Option<&str>) -> &Arc<T> {
        let own = community.and_then(|id| self.communities.get(id));
        own.unwrap_or(&self.everybody)
    }

    /// Everything that serves anybody; what several share comes several times.
    pub fn all(&self) -> impl Iterator<Item = &Arc<T>> {
        self.communities.values().chain([&self.everybody])
    }

    /// Makes something of everything, once where communities share it.
    #[must_use]
    pub fn map<U>(&self, make: impl Fn(&Arc<T>) -> U) -> PerCommunity<U> {
        match self.try_map(|one| Ok::<U, Infallible>(make(one))) {
            Ok(shelves) => shelves,
            Err(never) => match never {},
        }
    }

    /// Makes something of everything, once where communities share it, or fails as soon as that does.
    ///
    /// # Errors
    /// Something of it could not be made.
    pub(super) fn try_map<U, E>(
        &self,
        make: impl Fn(&Arc<T>) -> Result<U, E>,
    ) -> Result<PerCommunity<U>, E> {
        let everybody = Arc::new(make(&self.everybody)?);
        let mut done: Vec<(&Arc<T>, Arc<U>)> = vec![(&self.everybody, everybody.clone())];
        let mut communities = HashMap::new();
        for (id, own) in &self.communities {
            let known = done.iter().find(|(known, _)| Arc::ptr_eq(known, own));
            let one = match known {
                Some((_, one)) => one.clone(),
                None => Arc::new(make(own)?),
            };
            done.push((own, one.clone()));
            communities.insert(id.clone(), one);
        }
        Ok(PerCommunity {
            communities,
            everybody,
        })
    }
}
