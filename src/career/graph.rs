//! The graph over a library: the requirements of each role with their weights, and the carry-over between skills.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::{Entry, EntryId, EntryKind, Library, Need, SeniorityLevel, SkillLevel};

/// Carry-over in percent of a skill that contains the needed one.
const SAME: u32 = 100;
/// Carry-over in percent to a skill that is learned before a known one.
const BASE: u32 = 70;
/// Carry-over in percent to a skill that contains the known one, or that serves the same purpose.
const ALTERNATIVE: u32 = 50;
/// Carry-over in percent to another skill of the same group, such as another language.
const SAME_GROUP: u32 = 40;

/// The roles and skills of a library as a graph.
pub struct CareerGraph<'l> {
    library: &'l Library,
    /// Number of roles with requirements, at least 1.
    role_count: f64,
    roles: BTreeMap<&'l EntryId, Vec<Requirement<'l>>>,
    skills: BTreeMap<&'l EntryId, SkillNode<'l>>,
}

/// One requirement of a role: a skill, or several of which one is enough.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement<'l> {
    /// The skills, never empty.
    pub any: Vec<&'l EntryId>,
    /// Strength of the need.
    pub(crate) need: Need,
    /// The level that one of them is needed at.
    pub(crate) level: SkillLevel,
    /// Weight in the role, above 0 and at most 2: need × level × mean rarity.
    pub weight: f64,
}

/// A skill in the graph.
#[derive(Default)]
struct SkillNode<'l> {
    /// Number of roles with a requirement that this skill meets.
    demand: u32,
    /// The skill itself and those that it contains, directly or through others.
    contains: BTreeSet<&'l EntryId>,
    /// Skills learned before any of these, directly or through others.
    bases: BTreeSet<&'l EntryId>,
}

/// Degree to which a known skill carries over to a needed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Carry {
    /// The share in percent, 1 to 100.
    pub percent: u32,
    /// The relation.
    pub relation: Relation,
}

/// The relation of a known skill to a needed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// The needed skill serves the same purpose, is of the same group, or contains the known one.
    Near,
    /// The needed skill is learned before the known one.
    Base,
    /// The known skill is the needed one, or contains it.
    Same,
}

impl<'l> CareerGraph<'l> {
    /// Builds the graph of a library. Roles without skills are left out.
    #[must_use]
    pub fn of(library: &'l Library) -> Self {
        let mut graph = Self {
            library,
            role_count: 1.0,
            roles: BTreeMap::new(),
            skills: BTreeMap::new(),
        };
        for entry in library.entries() {
            if matches!(entry.kind, EntryKind::Skill | EntryKind::Term) {
                let contains = closure(library, [&entry.id], |one| &one.skill_facts.implies);
                let bases = contains.iter().filter_map(|id| library.entry(id));
                let bases: Vec<&EntryId> = bases.flat_map(|one| &one.skill_facts.after).collect();
                let bases = closure(library, bases, |one| &one.skill_facts.after);
                let node = SkillNode {
                    demand: 0,
                    contains,
                    bases,
                };
                graph.skills.insert(&entry.id, node);
            }
        }
        // A reference collection has many roles of which no skills are known.
        let has_skills = |role: &&Entry| role.skills.with_choices().next().is_some();
        let roles: Vec<&Entry> = library
            .of_kind(EntryKind::Role)
            .filter(has_skills)
            .collect();
        graph.role_count = roles.len().max(1) as f64;
        for role in &roles {
            let needed: BTreeSet<&EntryId> = role.skills.with_choices().collect();
            for skill in needed {
                if let Some(node) = graph.skills.get_mut(skill) {
                    node.demand += 1;
                }
            }
        }
        for role in roles {
            let requirements = graph.requirements_of(role);
            if !requirements.is_empty() {
                graph.roles.insert(&role.id, requirements);
            }
        }
        graph
    }

    fn requirements_of(&self, role: &'l Entry) -> Vec<Requirement<'l>> {
        let skills = &role.skills;
        let listed = Need::ALL.into_iter().flat_map(|need| {
            let list = skills.list(need).iter();
            list.map(move |skill| (vec![skill], need, skills.level(skill)))
        });
        let choices = skills.choices.iter();
        let choices = choices.map(|one| (one.any.iter().collect::<Vec<_>>(), one.need, one.level));
        let mut requirements: Vec<Requirement<'l>> = listed
            .chain(choices)
            .filter(|(any, ..)| !any.is_empty())
            .map(|(any, need, level)| {
                let rarity: f64 = any.iter().map(|skill| self.rarity(skill)).sum();
                let mean = rarity / any.len() as f64;
                let weight = need_weight(need) * level_weight(level) * mean;
                Requirement {
                    any,
                    need,
                    level,
                    weight,
                }
            })
            .collect();
        requirements.sort_by_key(|one| one.need);
        requirements
    }

    /// Returns the library.
    #[must_use]
    pub const fn library(&self) -> &'l Library {
        self.library
    }

    /// Iterates over the roles with skills, by id.
    pub fn roles(&self) -> impl Iterator<Item = &'l Entry> {
        self.roles.keys().filter_map(|id| self.library.entry(id))
    }

    /// Returns the requirements of a role, core first; empty for a role without skills.
    #[must_use]
    pub fn requirements(&self, role: &EntryId) -> &[Requirement<'l>] {
        self.roles.get(role).map_or(&[], Vec::as_slice)
    }

    /// Returns the id of a skill or term as the library holds it; none for other entries.
    #[must_use]
    pub fn skill(&self, id: &EntryId) -> Option<&'l EntryId> {
        self.skills.get_key_value(id).map(|(id, _)| *id)
    }

    /// Returns whether any role needs the skill, or one that it contains.
    #[must_use]
    pub fn is_needed(&self, skill: &EntryId) -> bool {
        let node = self.skills.get(skill);
        node.is_some_and(|node| node.contains.iter().any(|one| self.demand(one) > 0))
    }

    /// Returns the number of roles that need the skill.
    pub(crate) fn demand(&self, skill: &EntryId) -> u32 {
        self.skills.get(skill).map_or(0, |node| node.demand)
    }

    /// Returns how telling a skill is: ln(1 + N/d) / ln(1 + N), with N roles of which d need it, at least 1. Above 0 and
    /// at most 1; 1 for a skill of one role or of none.
    #[must_use]
    pub fn rarity(&self, skill: &EntryId) -> f64 {
        let demand = f64::from(self.demand(skill).max(1));
        libm::log(1.0 + self.role_count / demand) / libm::log(1.0 + self.role_count)
    }

    /// Returns the skills that a skill contains, itself included.
    pub(crate) fn contained(&self, skill: &EntryId) -> impl Iterator<Item = &'l EntryId> {
        let node = self.skills.get(skill);
        node.into_iter()
            .flat_map(|node| node.contains.iter().copied())
    }

    /// Returns whether a skill is learned before another one, or is contained in it.
    pub(crate) fn is_before(&self, first: &EntryId, then: &EntryId) -> bool {
        let node = self.skills.get(then).filter(|_| first != then);
        node.is_some_and(|node| node.bases.contains(first) || node.contains.contains(first))
    }

    /// Returns how far a known skill carries over to a needed one; none where it does not.
    pub(crate) fn carry(&self, known: &EntryId, needed: &EntryId) -> Option<Carry> {
        let carry = |percent, relation| Some(Carry { percent, relation });
        let of = |id: &EntryId| self.skills.get(id);
        let node = of(known)?;
        if node.contains.contains(needed) {
            return carry(SAME, Relation::Same);
        }
        if node.bases.contains(needed) {
            return carry(BASE, Relation::Base);
        }
        if of(needed).is_some_and(|node| node.contains.contains(known)) {
            return carry(ALTERNATIVE, Relation::Near);
        }
        let target = &self.library.entry(needed)?.skill_facts;
        let parts = || node.contains.iter().filter_map(|id| self.library.entry(id));
        let alternative = parts().any(|part| {
            target.instead_of.contains(&part.id) || part.skill_facts.instead_of.contains(needed)
        });
        if alternative {
            return carry(ALTERNATIVE, Relation::Near);
        }
        let grouped =
            target.group.is_some() && parts().any(|part| part.skill_facts.group == target.group);
        if grouped {
            return carry(SAME_GROUP, Relation::Near);
        }
        None
    }
}

/// Returns whether people enter a role as their first job: its lowest level is intern or junior, or it names none.
#[must_use]
pub(crate) fn is_first_job(role: &Entry) -> bool {
    let lowest = role.role_facts.levels.iter().map(|level| level.name).min();
    lowest.is_none_or(|level| level <= SeniorityLevel::Junior)
}

/// Weight of a need: 1, 0.4 or 0.2.
pub(super) const fn need_weight(need: Need) -> f64 {
    match need {
        Need::Core => 1.0,
        Need::Helpful => 0.4,
        Need::Human => 0.2,
    }
}

/// Weight of a level: 1, 1.5 or 2.
const fn level_weight(level: SkillLevel) -> f64 {
    match level {
        SkillLevel::Knows => 1.0,
        SkillLevel::WorksAlone => 1.5,
        SkillLevel::Leads => 2.0,
    }
}

/// Returns the ids that are reached from `start` over `next`, with `start`.
fn closure<'l>(
    library: &'l Library,
    start: impl IntoIterator<Item = &'l EntryId>,
    next: impl Fn(&'l Entry) -> &'l [EntryId],
) -> BTreeSet<&'l EntryId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&EntryId> = start.into_iter().collect();
    while let Some(id) = open.pop() {
        if reached.insert(id)
            && let Some(entry) = library.entry(id)
        {
            open.extend(next(entry));
        }
    }
    reached
}
