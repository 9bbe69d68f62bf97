//! Coverage: the share of a role's requirements that a profile meets.

use super::graph::{CareerGraph, Relation, Requirement};
use crate::knowledge::{EntryId, Need, SkillLevel};

/// Percent that each missing level takes off.
const LEVEL_STEP: u32 = 20;
/// Minimum percent of a requirement that counts as met.
const MET: u32 = 90;
/// Minimum percent of a requirement that counts as partly met.
const PARTLY: u32 = 30;

/// The skills of a person: those that they named, or those of their role.
#[derive(Debug, Clone, Default)]
pub struct Profile<'l>(Vec<KnownSkill<'l>>);

/// A skill of a profile, or a set of which the person has one.
#[derive(Debug, Clone)]
struct KnownSkill<'l> {
    any: Vec<&'l EntryId>,
    level: SkillLevel,
}

/// A requirement with the share of it that a profile meets.
#[derive(Debug, Clone, PartialEq)]
pub struct Covered<'l> {
    /// The requirement.
    pub requirement: Requirement<'l>,
    /// The share that is met, in percent, 0 to 100.
    pub percent: u32,
    /// The reason for a share between 0 and 100.
    pub(crate) reason: CoverReason<'l>,
}

/// The reason why a requirement is met in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CoverReason<'l> {
    /// Nothing known carries over.
    None,
    /// A known skill is near to the needed one.
    Near(&'l EntryId),
    /// A known skill is learned after the needed one.
    Base(&'l EntryId),
    /// The needed skill is one of several of which the person has one.
    OneOf(&'l EntryId),
    /// The skill is known, and needed at a higher level.
    Deeper(&'l EntryId),
    /// The skill is known.
    Known(&'l EntryId),
}

impl<'l> Profile<'l> {
    /// Returns the profile of a person who works in a role: its requirements at their levels.
    #[must_use]
    pub fn of_role(graph: &CareerGraph<'l>, role: &EntryId) -> Self {
        let requirements = graph.requirements(role).iter();
        let known = requirements.map(|one| KnownSkill {
            any: one.any.clone(),
            level: one.level,
        });
        Self(known.collect())
    }

    /// Returns the profile of a person who named skills. Their level is unknown and counts as sufficient.
    #[must_use]
    pub fn of_skills(skills: &[&'l EntryId]) -> Self {
        let known = skills.iter().map(|skill| KnownSkill {
            any: vec![skill],
            level: SkillLevel::Leads,
        });
        Self(known.collect())
    }
}

impl Covered<'_> {
    /// Returns whether the requirement is met.
    #[must_use]
    pub const fn is_met(&self) -> bool {
        self.percent >= MET
    }

    /// Returns whether the requirement is met in part.
    #[must_use]
    pub const fn is_partly_met(&self) -> bool {
        self.percent >= PARTLY && self.percent < MET
    }
}

impl<'l> CareerGraph<'l> {
    /// Returns the share of a requirement that a profile meets, by its best skill.
    pub(super) fn cover(
        &self,
        profile: &Profile<'l>,
        requirement: &Requirement<'l>,
    ) -> Covered<'l> {
        let shares = profile.0.iter().map(|known| self.share(known, requirement));
        // Of equal shares the first of the profile gives the reason.
        let mut best = (0, CoverReason::None);
        for share in shares {
            if share.0 > best.0 {
                best = share;
            }
        }
        Covered {
            requirement: requirement.clone(),
            percent: best.0,
            reason: best.1,
        }
    }

    /// Returns the share that one known skill meets: of a set of which the person has one, the mean over the set.
    fn share(
        &self,
        known: &KnownSkill<'l>,
        requirement: &Requirement<'l>,
    ) -> (u32, CoverReason<'l>) {
        let mut sum = 0;
        let mut best: Option<(u32, Relation, &'l EntryId)> = None;
        for &skill in &known.any {
            let carries = requirement.any.iter();
            let carry = carries.filter_map(|needed| self.carry(skill, needed)).max();
            if let Some(carry) = carry {
                sum += carry.percent;
                if best.is_none_or(|(percent, ..)| carry.percent > percent) {
                    best = Some((carry.percent, carry.relation, skill));
                }
            }
        }
        let Some((_, relation, skill)) = best else {
            return (0, CoverReason::None);
        };
        let size = u32::try_from(known.any.len()).unwrap_or(1).max(1);
        let mean = sum / size;
        let steps = requirement
            .level
            .number()
            .saturating_sub(known.level.number());
        let percent = mean * (100 - LEVEL_STEP * u32::from(steps)) / 100;
        let reason = match relation {
            Relation::Same if mean < MET => CoverReason::OneOf(skill),
            Relation::Same if steps > 0 => CoverReason::Deeper(skill),
            Relation::Same => CoverReason::Known(skill),
            Relation::Base => CoverReason::Base(skill),
            Relation::Near => CoverReason::Near(skill),
        };
        (percent, reason)
    }

    /// Returns all requirements of a role with the share of each that a profile meets.
    #[must_use]
    pub fn covered(&self, profile: &Profile<'l>, role: &EntryId) -> Vec<Covered<'l>> {
        let requirements = self.requirements(role).iter();
        requirements.map(|one| self.cover(profile, one)).collect()
    }

    /// Returns the coverage of a role by a profile, 0 to 1: the mean of the shares, by weight. Directed: a data analyst
    /// covers another share of a data engineer than the other way around.
    #[must_use]
    pub fn coverage(&self, profile: &Profile<'l>, role: &EntryId) -> f64 {
        coverage_of(&self.covered(profile, role))
    }
}

/// Returns the mean of shares by weight, 0 to 1; 0 where there is none.
pub(super) fn coverage_of(covered: &[Covered<'_>]) -> f64 {
    let total: f64 = covered.iter().map(|one| one.requirement.weight).sum();
    if total <= 0.0 {
        return 0.0;
    }
    let met = covered
        .iter()
        .map(|one| one.requirement.weight * f64::from(one.percent));
    (met.sum::<f64>() / 100.0 / total).clamp(0.0, 1.0)
}

/// Returns the hours that a person still needs for a requirement, low and high: of several skills those of the one with
/// the fewest, less the share that is met. Abilities for working with people have no hours.
pub(super) fn open_hours(graph: &CareerGraph<'_>, covered: &Covered<'_>) -> (u32, u32) {
    if covered.requirement.need == Need::Human || covered.is_met() {
        return (0, 0);
    }
    let hours = covered.requirement.any.iter().filter_map(|skill| {
        let hours = graph.library().entry(skill)?.skill_facts.hours?;
        Some((hours.high, hours.low))
    });
    let (high, low) = hours.min().unwrap_or((0, 0));
    let open = 100 - covered.percent.min(100);
    (low * open / 100, high * open / 100)
}
