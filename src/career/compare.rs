//! Two roles side by side: the skills that both need, and the ones that only one needs.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{CareerGraph, Requirement};
use crate::knowledge::{EntryId, Hours, Need, Pay};

/// Skills of two roles, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleComparison<'l> {
    /// Similarity, 0 to 1; the same from both sides.
    pub similarity: f64,
    /// Skills that both need, by id.
    pub both: Vec<&'l EntryId>,
    /// Core and helpful requirements of the first role that share no skill with the second.
    pub only_one: Vec<Requirement<'l>>,
    /// Core and helpful requirements of the second role that share no skill with the first.
    pub only_other: Vec<Requirement<'l>>,
}

impl<'l> CareerGraph<'l> {
    /// Compares two roles; none where either has no skills.
    #[must_use]
    pub fn compare(&self, one: &EntryId, other: &EntryId) -> Option<RoleComparison<'l>> {
        let (first, second) = (self.requirements(one), self.requirements(other));
        if first.is_empty() || second.is_empty() {
            return None;
        }
        let skills = |requirements: &[Requirement<'l>]| -> BTreeSet<&'l EntryId> {
            requirements
                .iter()
                .flat_map(|one| one.any.iter().copied())
                .collect()
        };
        let (of_one, of_other) = (skills(first), skills(second));
        let only = |requirements: &[Requirement<'l>], known: &BTreeSet<&'l EntryId>| {
            let only = requirements.iter().filter(|one| {
                one.need != Need::Human && !one.any.iter().any(|skill| known.contains(skill))
            });
            only.cloned().collect()
        };
        Some(RoleComparison {
            similarity: self.similarity(one, other),
            both: of_one.intersection(&of_other).copied().collect(),
            only_one: only(first, &of_other),
            only_other: only(second, &of_one),
        })
    }

    /// Returns the similarity of two roles, 0 to 1 and the same from both sides: the sum over all skills of the lesser
    /// weight, by that of the greater one (weighted Jaccard).
    #[must_use]
    pub fn similarity(&self, one: &EntryId, other: &EntryId) -> f64 {
        let (one, other) = (self.skill_weights(one), self.skill_weights(other));
        let all: BTreeSet<&EntryId> = one.keys().chain(other.keys()).copied().collect();
        let (mut common, mut total) = (0.0, 0.0);
        for skill in all {
            let weight = |of: &BTreeMap<&EntryId, f64>| of.get(skill).copied().unwrap_or(0.0);
            let (a, b) = (weight(&one), weight(&other));
            common += a.min(b);
            total += a.max(b);
        }
        if total > 0.0 { common / total } else { 0.0 }
    }

    /// Returns the weight of each skill in a role; the options of a choice share its weight.
    fn skill_weights(&self, role: &EntryId) -> BTreeMap<&'l EntryId, f64> {
        let mut weights = BTreeMap::new();
        for requirement in self.requirements(role) {
            let part = requirement.weight / requirement.any.len().max(1) as f64;
            for skill in &requirement.any {
                *weights.entry(*skill).or_insert(0.0) += part;
            }
        }
        weights
    }

    /// Returns the pay of two roles in one region and currency, the latest of each: in the US where both have it, else in
    /// the first region of the first role that the second has as well.
    #[must_use]
    pub(crate) fn pay(&self, one: &EntryId, other: &EntryId) -> Option<(&'l Pay, &'l Pay)> {
        let of = |id| self.library().entry(id).map(|entry| &entry.role_facts.pay);
        let (one, other) = (of(one)?, of(other)?);
        let latest = |pays: &'l [Pay], region: &str, currency: &str| {
            let pays = pays.iter();
            pays.filter(|pay| pay.region == region && pay.currency == currency)
                .max_by_key(|pay| pay.year)
        };
        let mut regions: Vec<&Pay> = one.iter().collect();
        regions.sort_by_key(|pay| pay.region != "US");
        regions.into_iter().find_map(|pay| {
            let first = latest(one, &pay.region, &pay.currency)?;
            let second = latest(other, &pay.region, &pay.currency)?;
            Some((first, second))
        })
    }

    /// Returns the editors' estimate of a role's whole roadmap; none where a stage has no hours.
    pub(crate) fn roadmap_hours(&self, role: &EntryId) -> Option<Hours> {
        let stages = &self.library().entry(role)?.roadmap;
        let hours: Option<Vec<Hours>> = stages.iter().map(|stage| stage.hours).collect();
        let hours = hours.filter(|hours| !hours.is_empty())?;
        Some(Hours {
            low: hours.iter().map(|one| one.low).sum(),
            high: hours.iter().map(|one| one.high).sum(),
        })
    }
}
