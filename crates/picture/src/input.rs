//! Values that pictures are drawn from.

use crate::labels::{ComparisonLabels, RoadmapLabels};

/// Colors of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark letters on a light ground.
    #[default]
    Light,
    /// Light letters on a dark ground.
    Dark,
}

/// A person's progress with one skill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Progress {
    /// Ticked by the person.
    Done,
    /// Contained in a skill that the person ticked.
    Implied,
    /// Still to learn.
    #[default]
    Open,
}

/// A range of whole hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hours {
    /// For somebody quick.
    pub low: u32,
    /// For somebody slow.
    pub high: u32,
}

/// One skill with the person's progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// The skill's name.
    pub name: String,
    /// The person's progress with it.
    pub progress: Progress,
}

impl Skill {
    /// A skill with the person's progress.
    #[must_use]
    pub fn new(name: impl Into<String>, progress: Progress) -> Self {
        Self {
            name: name.into(),
            progress,
        }
    }
}

/// One step of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A skill to learn.
    Skill(Skill),
    /// A group of skills of which one is enough.
    OneOf(Vec<Skill>),
}

impl Step {
    /// A step that is one skill.
    #[must_use]
    pub fn skill(name: impl Into<String>, progress: Progress) -> Self {
        Self::Skill(Skill::new(name, progress))
    }

    /// The progress with the step: that of its furthest skill.
    #[must_use]
    pub fn progress(&self) -> Progress {
        match self {
            Self::Skill(skill) => skill.progress,
            Self::OneOf(skills) => {
                let any = |wanted| skills.iter().any(|skill| skill.progress == wanted);
                if any(Progress::Done) {
                    Progress::Done
                } else if any(Progress::Implied) {
                    Progress::Implied
                } else {
                    Progress::Open
                }
            }
        }
    }
}

/// A stage of a roadmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The stage's name.
    pub name: String,
    /// The editors' estimate of its hours.
    pub hours: Option<Hours>,
    /// Its steps in order.
    pub steps: Vec<Step>,
}

/// A roadmap of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roadmap {
    /// The role's title.
    pub title: String,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// Progress is shown: the picture is for the person alone. Otherwise every step is drawn as open.
    pub personal: bool,
    /// The hours that are left; only a personal roadmap shows them.
    pub hours_left: Option<Hours>,
    /// The pace in hours a week, from which the time that is left is computed.
    pub hours_a_week: Option<u16>,
    /// The words of the picture.
    pub labels: RoadmapLabels,
}

/// Pay of one role in one region; amounts in the same currency and for the same time for both roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Pay {
    /// The lower end of the range.
    pub low: Option<f32>,
    /// The median.
    pub median: f32,
    /// The upper end of the range.
    pub high: Option<f32>,
    /// The median as it is read, such as `$139,500`.
    pub text: String,
}

/// Pay of both roles in one region.
#[derive(Clone, Debug, PartialEq)]
pub struct PayRow {
    /// The region and, where it is known, the year.
    pub region: String,
    /// Pay of the left role.
    pub left: Option<Pay>,
    /// Pay of the right role.
    pub right: Option<Pay>,
}

/// A comparison of two roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The title of the left role.
    pub left: String,
    /// The title of the right role.
    pub right: String,
    /// Skills that both need.
    pub shared: Vec<Skill>,
    /// Skills that only the left role needs.
    pub only_left: Vec<Skill>,
    /// Skills that only the right role needs.
    pub only_right: Vec<Skill>,
    /// Pay by region.
    pub pay: Vec<PayRow>,
    /// Progress is shown: the picture is for the person alone.
    pub personal: bool,
    /// The words of the picture.
    pub labels: ComparisonLabels,
}
