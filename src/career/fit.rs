//! The roles that fit named skills, and the next skill to learn.

use std::collections::BTreeMap;

use super::coverage::{Covered, Profile, coverage_of, open_hours};
use super::graph::{CareerGraph, Requirement, is_first_job, need_weight};
use crate::knowledge::{Entry, EntryId, Need, SkillLevel};

/// Hours of open core skills at which a role counts half as near.
const HALF_HOURS: f64 = 400.0;
/// Factor for a role that is mostly a second job.
const SECOND_JOB: f64 = 0.5;
/// Share of the hours of helpful skills that counts.
const HELPFUL_HOURS: f64 = 0.25;
/// Number of nearest roles whose missing skills are weighed.
const CONSIDERED: usize = 10;
/// Minimum score of a role that fits.
const MIN_SCORE: f64 = 0.03;

/// A role with its fit for named skills.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit<'l> {
    /// The role.
    pub role: &'l Entry,
    /// The score, 0 to 1.
    pub score: f64,
    /// Coverage of the role, 0 to 1.
    pub coverage: f64,
    /// Its requirements.
    pub covered: Vec<Covered<'l>>,
    /// True if people enter it as their first job.
    pub is_first_job: bool,
}

/// A skill to learn next.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening<'l> {
    /// The skill.
    pub skill: &'l EntryId,
    /// Number of the ten nearest roles that need it.
    pub roles: usize,
    /// Sum over these roles of score × share of the role that the skill adds.
    pub gain: f64,
}

impl<'l> CareerGraph<'l> {
    /// Returns the roles that fit named skills best, at most `limit`; equal ones by id.
    #[must_use]
    pub fn nearest(&self, skills: &[&'l EntryId], limit: usize) -> Vec<Fit<'l>> {
        let mut fits: Vec<Fit<'l>> = self.roles().map(|role| self.fit(skills, role)).collect();
        fits.retain(|fit| fit.score >= MIN_SCORE);
        fits.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| a.role.id.cmp(&b.role.id))
        });
        fits.truncate(limit);
        fits
    }

    /// Returns the score of a role for named skills, 0 to 1; 0 for a role without skills.
    pub(super) fn fit_score(&self, skills: &[&'l EntryId], role: &EntryId) -> f64 {
        let role = self.library().entry(role);
        role.map_or(0.0, |role| self.fit(skills, role).score)
    }

    /// Computes use × √(coverage × 400 / (400 + open hours)), halved for a role that is mostly a second job.
    fn fit(&self, skills: &[&'l EntryId], role: &'l Entry) -> Fit<'l> {
        let covered = self.covered(&Profile::of_skills(skills), &role.id);
        let coverage = coverage_of(&covered);
        let hours: f64 = covered
            .iter()
            .map(|one| {
                let (low, high) = open_hours(self, one);
                let part = match one.requirement.need {
                    Need::Core => 1.0,
                    Need::Helpful => HELPFUL_HOURS,
                    Need::Human => 0.0,
                };
                f64::from(low + high) / 2.0 * part
            })
            .sum();
        let is_first_job = is_first_job(role);
        let near = coverage * HALF_HOURS / (HALF_HOURS + hours);
        let factor = if is_first_job { 1.0 } else { SECOND_JOB };
        let score = self.use_of(skills, &role.id) * near.sqrt() * factor;
        Fit {
            role,
            score,
            coverage,
            covered,
            is_first_job,
        }
    }

    /// Returns the share of named skills that a role uses, by rarity, 0 to 1: for each the most central requirement that
    /// needs it.
    fn use_of(&self, skills: &[&'l EntryId], role: &EntryId) -> f64 {
        let total: f64 = skills.iter().map(|skill| self.rarity(skill)).sum();
        if total <= 0.0 {
            return 0.0;
        }
        let used = skills.iter().map(|skill| {
            let requirements = self.requirements(role).iter();
            let uses = requirements.map(|one| self.used_by(skill, one) * centrality(one));
            self.rarity(skill) * uses.fold(0.0, f64::max)
        });
        (used.sum::<f64>() / total).clamp(0.0, 1.0)
    }

    /// Returns how much of a known skill a requirement uses, 0 to 1: all of the same one, 0.8 of a part of the needed one,
    /// 0.5 where only a part of the known one is needed or another skill of its kind, 0.2 of its bases.
    fn used_by(&self, known: &EntryId, requirement: &Requirement<'l>) -> f64 {
        let uses = requirement.any.iter().map(|needed| {
            if known == *needed {
                1.0
            } else if self.contained(needed).any(|part| part == known) {
                0.8
            } else {
                match self.carry(known, needed) {
                    Some(carry) if carry.percent == 70 => 0.2,
                    Some(carry) => f64::from(carry.percent.min(50)) / 100.0,
                    None => 0.0,
                }
            }
        });
        uses.fold(0.0, f64::max)
    }

    /// Returns the skills to learn next for roles that fit, the one that opens most first; equal ones by id.
    #[must_use]
    pub fn openings(&self, fits: &[Fit<'l>], limit: usize) -> Vec<Opening<'l>> {
        let mut openings: BTreeMap<&EntryId, Opening<'l>> = BTreeMap::new();
        for fit in fits.iter().take(CONSIDERED) {
            let total: f64 = fit.covered.iter().map(|one| one.requirement.weight).sum();
            for one in &fit.covered {
                let requirement = &one.requirement;
                if requirement.need == Need::Human || one.percent >= 50 {
                    continue;
                }
                let open = f64::from(100 - one.percent) / 100.0;
                let gain = fit.score * requirement.weight / total * open;
                for skill in &requirement.any {
                    let opening = openings.entry(skill).or_insert(Opening {
                        skill,
                        roles: 0,
                        gain: 0.0,
                    });
                    opening.roles += 1;
                    opening.gain += gain;
                }
            }
        }
        let mut openings: Vec<_> = openings.into_values().collect();
        openings.sort_by(|a, b| b.gain.total_cmp(&a.gain).then_with(|| a.skill.cmp(b.skill)));
        openings.truncate(limit);
        openings
    }
}

/// Returns how central a requirement is, 0.35 to 1: core, helpful or human, by level, less for one of several.
fn centrality(requirement: &Requirement<'_>) -> f64 {
    let need = match requirement.need {
        Need::Core => need_weight(Need::Core),
        Need::Helpful => 0.6,
        Need::Human => 0.5,
    };
    let level = match requirement.level {
        SkillLevel::Knows => 0.7,
        SkillLevel::WorksAlone => 0.85,
        SkillLevel::Leads => 1.0,
    };
    let choice = if requirement.any.len() > 1 { 0.85 } else { 1.0 };
    need * level * choice
}
