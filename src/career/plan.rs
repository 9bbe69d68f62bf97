//! Switch plans: from a role or a list of skills to a role.

use super::coverage::{Covered, Profile, coverage_of, open_hours};
use super::graph::{CareerGraph, is_first_job};
use crate::knowledge::{Effort, Entry, EntryId, Hours, Need, RoleMove};

/// Maximum number of closer roles.
const MAX_CLOSER: usize = 3;
/// Amount that an editors' move adds to the coverage of a closer role, by its effort.
const NEAR_BONUS: f64 = 0.3;
/// The same for a move of medium effort.
const MEDIUM_BONUS: f64 = 0.1;
/// Minimum similarity of a closer role to the one asked for.
const SIMILAR: f64 = 0.2;
/// The same for a role from which an editors' move leads there.
const RELATED: f64 = 0.1;
/// Hours are rounded to this many.
const HOURS_STEP: u32 = 10;

/// The plan of a switch to a role.
#[derive(Debug, Clone, PartialEq)]
pub struct SwitchPlan<'l> {
    /// Coverage of the role, 0 to 1.
    pub coverage: f64,
    /// Requirements that are met.
    pub have: Vec<Covered<'l>>,
    /// Core and helpful requirements that are met in part.
    pub partly: Vec<Covered<'l>>,
    /// Core requirements that are missing, in the order in which to learn them.
    pub learn: Vec<Covered<'l>>,
    /// Helpful requirements that are missing, in the order in which to learn them.
    pub later: Vec<Covered<'l>>,
    /// Missing abilities for working with people.
    pub people: Vec<Covered<'l>>,
    /// The time for what is open of the core requirements; none where no skill has an estimate.
    pub(crate) hours: Option<Hours>,
    /// The editors' statement about this move.
    pub(crate) stated: Option<&'l RoleMove>,
    /// A step between, where no editor calls the direct move near or medium.
    pub(crate) via: Option<StepBetween<'l>>,
    /// Roles that are closer to the person than the one asked for, closest first.
    pub closer: Vec<&'l Entry>,
}

/// A role between two others, with the editors' moves to it and on from it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StepBetween<'l> {
    /// The role.
    pub role: &'l Entry,
    /// The move to it.
    pub first: &'l RoleMove,
    /// The move on from it.
    pub then: &'l RoleMove,
}

impl<'l> CareerGraph<'l> {
    /// Returns the plan from one role to another; none where either has no skills.
    #[must_use]
    pub fn switch(&self, from: &EntryId, to: &EntryId) -> Option<SwitchPlan<'l>> {
        if self.requirements(from).is_empty() {
            return None;
        }
        let profile = Profile::of_role(self, from);
        let mut plan = self.switch_with(&profile, to, Some(from))?;
        let origin = self.library().entry(from)?;
        plan.stated = origin.role_facts.moves.iter().find(|one| one.to == *to);
        if plan.stated.is_none_or(|one| one.effort == Effort::Far) {
            plan.via = self.step_between(origin, to);
        }
        plan.closer = self.closer(&profile, Some(origin), to, plan.coverage);
        Some(plan)
    }

    /// Returns the plan from named skills to a role; none where the role has no skills.
    #[must_use]
    pub fn switch_from_skills(
        &self,
        skills: &[&'l EntryId],
        to: &EntryId,
    ) -> Option<SwitchPlan<'l>> {
        let profile = Profile::of_skills(skills);
        let mut plan = self.switch_with(&profile, to, None)?;
        let score = self.fit_score(skills, to);
        let fits = self.nearest(skills, MAX_CLOSER + 1).into_iter();
        let closer = fits.filter(|one| one.role.id != *to && one.score > score);
        plan.closer = closer.map(|one| one.role).take(MAX_CLOSER).collect();
        Some(plan)
    }

    fn switch_with(
        &self,
        profile: &Profile<'l>,
        to: &EntryId,
        from: Option<&EntryId>,
    ) -> Option<SwitchPlan<'l>> {
        let covered = self.covered(profile, to);
        if covered.is_empty() || from == Some(to) {
            return None;
        }
        let coverage = coverage_of(&covered);
        let core = covered
            .iter()
            .filter(|one| one.requirement.need == Need::Core);
        let (low, high) = core
            .map(|one| open_hours(self, one))
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let round = |hours: u32| hours.div_ceil(HOURS_STEP) * HOURS_STEP;
        let (have, open): (Vec<_>, Vec<_>) = covered.into_iter().partition(Covered::is_met);
        let (people, open): (Vec<_>, Vec<_>) = open
            .into_iter()
            .partition(|one| one.requirement.need == Need::Human);
        let (partly, missing): (Vec<_>, Vec<_>) =
            open.into_iter().partition(Covered::is_partly_met);
        let (learn, later): (Vec<_>, Vec<_>) = missing
            .into_iter()
            .partition(|one| one.requirement.need == Need::Core);
        Some(SwitchPlan {
            coverage,
            have,
            partly,
            learn: self.in_learning_order(to, learn),
            later: self.in_learning_order(to, later),
            people,
            hours: (high > 0).then(|| Hours {
                low: round(low),
                high: round(high),
            }),
            stated: None,
            via: None,
            closer: Vec::new(),
        })
    }

    /// Sorts requirements into the order in which to learn them: by the role's roadmap, then by id, but never before a
    /// skill that comes before them.
    fn in_learning_order(&self, role: &EntryId, mut open: Vec<Covered<'l>>) -> Vec<Covered<'l>> {
        let steps: Vec<&EntryId> = self.library().entry(role).map_or_else(Vec::new, |role| {
            role.roadmap.iter().flat_map(|stage| &stage.steps).collect()
        });
        open.sort_by_key(|one| {
            let any = &one.requirement.any;
            let places = any
                .iter()
                .filter_map(|skill| steps.iter().position(|step| step == skill));
            (places.min().unwrap_or(usize::MAX), any.first().copied())
        });
        let mut ordered = Vec::with_capacity(open.len());
        while !open.is_empty() {
            let waits = |one: &Covered<'l>| {
                let mut others = open.iter().filter(|other| !std::ptr::eq(*other, one));
                others.any(|other| {
                    other.requirement.any.iter().any(|first| {
                        let mut thens = one.requirement.any.iter();
                        thens.any(|then| self.is_before(first, then))
                    })
                })
            };
            // In a cycle the first of the roadmap begins.
            let next = open.iter().position(|one| !waits(one)).unwrap_or(0);
            ordered.push(open.remove(next));
        }
        ordered
    }

    /// Returns the role between two others with the least effort: both editors' moves are near or medium. Of equal ones
    /// the first by id.
    fn step_between(&self, from: &'l Entry, to: &EntryId) -> Option<StepBetween<'l>> {
        let steps = from
            .role_facts
            .moves
            .iter()
            .filter(|one| one.effort != Effort::Far);
        let steps = steps.filter_map(|first| {
            let role = self.library().entry(&first.to)?;
            let then = role.role_facts.moves.iter().find(|one| one.to == *to)?;
            (then.effort != Effort::Far).then_some(StepBetween { role, first, then })
        });
        steps.min_by_key(|step| {
            let cost = |effort| if effort == Effort::Near { 1 } else { 2 };
            (
                cost(step.first.effort) + cost(step.then.effort),
                &step.role.id,
            )
        })
    }

    /// Returns the roles on the way to `to` that a person covers more of, where moves that editors call near or medium count
    /// more: similar to it, or with a move of the editors to it; entered as a first job, or with a move from the person's.
    fn closer(
        &self,
        profile: &Profile<'l>,
        from: Option<&'l Entry>,
        to: &EntryId,
        coverage: f64,
    ) -> Vec<&'l Entry> {
        let moves = || from.into_iter().flat_map(|from| &from.role_facts.moves);
        let bonus = |role: &EntryId| match moves().find(|one| one.to == *role) {
            Some(one) if one.effort == Effort::Near => NEAR_BONUS,
            Some(one) if one.effort == Effort::Medium => MEDIUM_BONUS,
            Some(_) => -NEAR_BONUS,
            None => 0.0,
        };
        let leads_there = |role: &Entry| {
            let mut moves = role.role_facts.moves.iter();
            moves.any(|one| one.to == *to && one.effort != Effort::Far)
        };
        let is_on_the_way = |role: &Entry| {
            let similarity = self.similarity(&role.id, to);
            similarity >= SIMILAR || leads_there(role) && similarity >= RELATED
        };
        let is_open = |role: &Entry| is_first_job(role) || moves().any(|one| one.to == role.id);
        let threshold = coverage + bonus(to);
        let others = self
            .roles()
            .filter(|role| role.id != *to && from.is_none_or(|from| from.id != role.id));
        let others = others.filter(|role| is_open(role) && is_on_the_way(role));
        let mut closer: Vec<(f64, &Entry)> = others
            .map(|role| {
                let coverage = self.coverage(profile, &role.id);
                (coverage + bonus(&role.id), role)
            })
            .filter(|(score, _)| *score > threshold)
            .collect();
        closer.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        closer
            .into_iter()
            .take(MAX_CLOSER)
            .map(|(_, role)| role)
            .collect()
    }
}
