//! Skills as data: those that a role needs, and how skills relate to each other.

use std::collections::BTreeMap;

use super::EntryId;

/// The skills that a role needs: ids of skills or terms.
///
/// **Invariant** after loading: no id is both in a list and in a choice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Skills {
    /// Skills without which the job cannot be done.
    pub core: Vec<EntryId>,
    /// Skills that make the job easier.
    pub helpful: Vec<EntryId>,
    /// Abilities for working with people.
    pub human: Vec<EntryId>,
    /// Sets of skills of which one is enough.
    pub choices: Vec<SkillChoice>,
    /// Levels of skills in the three lists; one that is not here has [`SkillLevel::Knows`].
    pub levels: BTreeMap<EntryId, SkillLevel>,
}

impl Skills {
    /// Iterates over the skills of the three lists, core first, without those of choices.
    pub fn all(&self) -> impl Iterator<Item = &EntryId> {
        self.core.iter().chain(&self.helpful).chain(&self.human)
    }

    /// Iterates over the skills of the three lists, then over those of all choices.
    pub fn with_choices(&self) -> impl Iterator<Item = &EntryId> {
        let choices = self.choices.iter().flat_map(|choice| &choice.any);
        self.all().chain(choices)
    }

    /// Returns the skills of one list.
    #[must_use]
    pub fn list(&self, need: Need) -> &[EntryId] {
        match need {
            Need::Core => &self.core,
            Need::Helpful => &self.helpful,
            Need::Human => &self.human,
        }
    }

    /// Returns the level that a skill of the three lists is needed at.
    #[must_use]
    pub fn level(&self, skill: &EntryId) -> SkillLevel {
        self.levels.get(skill).copied().unwrap_or_default()
    }

    /// Removes skills that `keep` refuses. A choice that has one skill left moves it to the list of
    /// its need.
    pub(super) fn retain(&mut self, keep: impl Fn(&EntryId) -> bool) {
        let mut choices = Vec::with_capacity(self.choices.len());
        for mut choice in std::mem::take(&mut self.choices) {
            choice.any.retain(&keep);
            if choice.any.len() > 1 {
                choices.push(choice);
            } else if let Some(only) = choice.any.pop() {
                self.levels.insert(only.clone(), choice.level);
                self.list_mut(choice.need).push(only);
            }
        }
        self.choices = choices;
        for need in Need::ALL {
            self.list_mut(need).retain(&keep);
        }
        self.levels.retain(|skill, _| keep(skill));
    }

    const fn list_mut(&mut self, need: Need) -> &mut Vec<EntryId> {
        match need {
            Need::Core => &mut self.core,
            Need::Helpful => &mut self.helpful,
            Need::Human => &mut self.human,
        }
    }
}

/// A set of skills of which a role needs one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillChoice {
    /// Ids of skills, at least two.
    pub any: Vec<EntryId>,
    /// Strength of the role's need for one of them.
    pub need: Need,
    /// The level that one of them is needed at.
    pub level: SkillLevel,
    /// The line in the file, counted from 1.
    pub line: usize,
}

/// Strength of a role's need for a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// Required: without it the job cannot be done.
    Core,
    /// Helpful: it makes the job easier.
    Helpful,
    /// An ability for working with people.
    Human,
}

impl Need {
    /// All needs, strongest first.
    pub const ALL: [Self; 3] = [Self::Core, Self::Helpful, Self::Human];

    /// Returns the need as front matter writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Helpful => "helpful",
            Self::Human => "human",
        }
    }
}

/// Level at which a role needs a skill.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkillLevel {
    /// 1: knows it and uses it with help.
    #[default]
    Knows,
    /// 2: works with it alone.
    WorksAlone,
    /// 3: leads others in it.
    Leads,
}

impl SkillLevel {
    /// Returns the level as front matter writes it, 1 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Knows => 1,
            Self::WorksAlone => 2,
            Self::Leads => 3,
        }
    }

    /// Returns the level that front matter writes as `number`.
    #[must_use]
    pub const fn from_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Knows),
            2 => Some(Self::WorksAlone),
            3 => Some(Self::Leads),
            _ => None,
        }
    }
}

/// Structured data of a skill: how it relates to other skills, and how long it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SkillFacts {
    /// Skills that this one contains: Django implies Python.
    pub implies: Vec<EntryId>,
    /// A word for skills of one sort, such as `language`.
    pub group: Option<String>,
    /// Skills that serve the same purpose.
    pub instead_of: Vec<EntryId>,
    /// Skills to learn before this one.
    pub after: Vec<EntryId>,
    /// The criterion by which a person has the skill, as one sentence.
    pub done: Option<String>,
    /// The time to learn it.
    pub hours: Option<Hours>,
}

impl SkillFacts {
    /// Iterates over all skills that this one names.
    pub fn ids(&self) -> impl Iterator<Item = &EntryId> {
        self.implies
            .iter()
            .chain(&self.instead_of)
            .chain(&self.after)
    }
}

/// An editors' estimate of learning time, in hours of work.
///
/// **Invariant** after loading: `1 <= low <= high <= 10_000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hours {
    /// Time for a quick or experienced person.
    pub low: u32,
    /// Time for a slow or inexperienced person.
    pub high: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_that_has_one_skill_left_becomes_a_listed_skill() {
        let id = |text| EntryId::new(text).expect(text);
        let mut skills = Skills {
            core: vec![id("sql")],
            choices: vec![SkillChoice {
                any: vec![id("java"), id("go")],
                need: Need::Core,
                level: SkillLevel::WorksAlone,
                line: 1,
            }],
            ..Skills::default()
        };
        skills.retain(|skill| skill.as_str() != "java");
        assert_eq!(skills.core, [id("sql"), id("go")]);
        assert_eq!(skills.level(&id("go")), SkillLevel::WorksAlone);
        assert_eq!(skills.level(&id("sql")), SkillLevel::Knows);
        assert_eq!(skills.choices, []);
    }
}
