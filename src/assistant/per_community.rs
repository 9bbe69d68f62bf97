//! A value per community with a default, such as a library or a search index.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

/// A value per community, and a default for all others.
pub struct PerCommunity<T> {
    /// The values of communities that have their own, by community id.
    pub communities: HashMap<String, Arc<T>>,
    /// The value of all other communities.
    pub default: Arc<T>,
}

impl<T> PerCommunity<T> {
    /// Makes one value for all communities.
    #[must_use]
    pub fn shared(default: Arc<T>) -> Self {
        Self {
            communities: HashMap::new(),
            default,
        }
    }

    /// Returns the value of this community, else the default.
    #[must_use]
    pub fn of(&self, community: Option<&str>) -> &Arc<T> {
        let own = community.and_then(|id| self.communities.get(id));
        own.unwrap_or(&self.default)
    }

    /// Iterates over all values. One that several communities share occurs several times.
    pub fn all(&self) -> impl Iterator<Item = &Arc<T>> {
        self.communities.values().chain([&self.default])
    }

    /// Maps each distinct value once.
    #[must_use]
    pub fn map<U>(&self, make: impl Fn(&Arc<T>) -> U) -> PerCommunity<U> {
        match self.try_map(|one| Ok::<U, Infallible>(make(one))) {
            Ok(mapped) => mapped,
            Err(never) => match never {},
        }
    }

    /// Maps each distinct value once, until one fails.
    ///
    /// # Errors
    /// The first error of `make`.
    pub(super) fn try_map<U, E>(
        &self,
        make: impl Fn(&Arc<T>) -> Result<U, E>,
    ) -> Result<PerCommunity<U>, E> {
        let default = Arc::new(make(&self.default)?);
        let mut done: Vec<(&Arc<T>, Arc<U>)> = vec![(&self.default, default.clone())];
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
            default,
        })
    }
}
