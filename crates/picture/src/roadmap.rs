//! Picture of a roadmap: a head with the person's progress, three figures, and a path through the stages.

use crate::canvas::{Anchor, Canvas, Paint, Picture, Style};
use crate::chips::{Column, baseline, legend};
use crate::error::MissingLetter;
use crate::input::{Hours, Progress, Roadmap, Skill, Stage, Step, Theme};
use crate::labels::{RoadmapLabels, more};
use crate::palette::Palette;
use crate::stage::{Badge, Node, RAIL, StageView, TEXT, draw_stage};
use crate::text::{Face, check, clean, fit, wrap};
use crate::{MAX_HOURS, MAX_OPTIONS, MAX_STAGES, MAX_STEPS, MONTHS_FROM_WEEKS};

/// The space beside cards.
pub(crate) const MARGIN: f32 = 16.0;

/// The width of a card.
pub(crate) const CARD: f32 = 328.0;

/// Numbers of steps by progress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StepCounts {
    pub(crate) done: usize,
    pub(crate) implied: usize,
    pub(crate) all: usize,
}

impl StepCounts {
    /// Counts the steps of stages.
    pub(crate) fn of<'steps>(steps: impl IntoIterator<Item = &'steps Step>) -> Self {
        let mut counts = Self::default();
        for step in steps {
            counts.all += 1;
            match step.progress() {
                Progress::Done => counts.done += 1,
                Progress::Implied => counts.implied += 1,
                Progress::Open => {}
            }
        }
        counts
    }
}

impl Roadmap {
    /// Draws the roadmap.
    ///
    /// # Errors
    ///
    /// A text or label has a letter that the fonts lack.
    pub fn draw(&self, theme: Theme) -> Result<Picture, MissingLetter> {
        let drawn = self.drawn();
        let names = drawn.stages.iter().flat_map(|stage| {
            let skills = stage.steps.iter().flat_map(|step| match step {
                Step::Skill(skill) => std::slice::from_ref(skill),
                Step::OneOf(skills) => skills.as_slice(),
            });
            skills
                .map(|skill| skill.name.as_str())
                .chain([stage.name.as_str()])
        });
        let labels = self.labels.all().into_iter();
        check(labels.chain([self.title.as_str()]).chain(names))?;

        let palette = Palette::of(theme);
        let mut canvas = Canvas::default();
        let top = drawn.head(&mut canvas, palette);
        let mut y = self.figures(&mut canvas, palette, top);
        let mut path = Vec::new();
        let next = drawn.next();
        for (at, stage) in drawn.stages.iter().enumerate() {
            let counts = StepCounts::of(&stage.steps);
            let complete = counts.all > 0 && counts.done + counts.implied == counts.all;
            let current = next.is_some_and(|(stage, _)| stage == at);
            let view = StageView {
                stage,
                number: at + 1,
                badge: match (drawn.personal, complete, current) {
                    (false, ..) => Badge::Plain,
                    (true, true, _) => Badge::Complete,
                    (true, false, true) => Badge::Current,
                    (true, false, false) => Badge::Open,
                },
                next: next.filter(|_| current).map(|(_, step)| step),
                labels: &self.labels,
            };
            y = draw_stage(&mut canvas, palette, &view, y, &mut path) + 12.0;
        }
        y = drawn.goal(&mut canvas, palette, y, &mut path, self.left_out(&drawn));
        draw_path(&mut canvas, palette, &path, drawn.personal);
        if drawn.personal {
            let labels = &self.labels;
            let entries = [
                (Progress::Done, labels.done.as_str()),
                (Progress::Implied, labels.implied.as_str()),
                (Progress::Open, labels.open.as_str()),
            ];
            let counts = drawn.counts();
            let shown = entries.into_iter().filter(|(progress, _)| match progress {
                Progress::Done => counts.done > 0,
                Progress::Implied => counts.implied > 0,
                Progress::Open => counts.done + counts.implied < counts.all,
            });
            let column = Column {
                x: MARGIN + 19.0,
                y: y + 14.0,
                width: CARD - 19.0,
            };
            y = legend(&mut canvas, palette, column, &shown.collect::<Vec<_>>());
        }
        let title = format!("{}: {}", clean(&self.labels.heading), clean(&self.title));
        Ok(canvas.finish(y + 20.0, palette, &title))
    }

    /// The roadmap within its bounds, without progress where it is not personal.
    pub(crate) fn drawn(&self) -> Self {
        let mut room = MAX_STEPS;
        let mut stages = Vec::new();
        for stage in self.stages.iter().take(MAX_STAGES) {
            if room == 0 && !stage.steps.is_empty() {
                break;
            }
            let steps = stage.steps.iter().take(room);
            let steps: Vec<Step> = steps.map(|step| self.drawn_step(step)).collect();
            room -= steps.len();
            stages.push(Stage {
                name: stage.name.clone(),
                hours: stage.hours,
                steps,
            });
        }
        Self {
            title: self.title.clone(),
            stages,
            personal: self.personal,
            hours_left: self.hours_left,
            hours_a_week: self.hours_a_week,
            labels: self.labels.clone(),
        }
    }

    /// A step within its bounds, without progress where the roadmap is not personal.
    fn drawn_step(&self, step: &Step) -> Step {
        let skill = |skill: &Skill| Skill {
            name: skill.name.clone(),
            progress: if self.personal {
                skill.progress
            } else {
                Progress::Open
            },
        };
        match step {
            Step::Skill(one) => Step::Skill(skill(one)),
            Step::OneOf(skills) => {
                let mut skills: Vec<Skill> = skills.iter().map(skill).collect();
                if skills.len() > MAX_OPTIONS {
                    // What the person has is among the options that are kept.
                    skills.sort_by_key(|skill| skill.progress == Progress::Open);
                    skills.truncate(MAX_OPTIONS);
                }
                Step::OneOf(skills)
            }
        }
    }

    /// The number of steps that a drawn roadmap lacks.
    pub(crate) fn left_out(&self, drawn: &Self) -> usize {
        self.counts().all - drawn.counts().all
    }

    /// Numbers of all steps.
    pub(crate) fn counts(&self) -> StepCounts {
        StepCounts::of(self.stages.iter().flat_map(|stage| &stage.steps))
    }

    /// The first open step, by stage and step, of a personal roadmap.
    pub(crate) fn next(&self) -> Option<(usize, usize)> {
        let open = |stage: &Stage| {
            let mut steps = stage.steps.iter();
            steps.position(|step| step.progress() == Progress::Open)
        };
        let mut stages = self.stages.iter().enumerate();
        let first = stages.find_map(|(at, stage)| open(stage).map(|step| (at, step)));
        first.filter(|_| self.personal)
    }

    /// Hours that are left of a personal roadmap, else those of all stages, with the caption.
    pub(crate) fn hours(&self) -> Option<(Hours, &str)> {
        if self.personal {
            let hours = self.hours_left.filter(|hours| hours.high > 0)?;
            return Some((hours, &self.labels.hours_left));
        }
        let mut hours = self.stages.iter().filter_map(|stage| stage.hours);
        let first = hours.next()?;
        let all = hours.fold(first, |sum, more| Hours {
            low: sum.low.saturating_add(more.low),
            high: sum.high.saturating_add(more.high),
        });
        Some((all, &self.labels.hours_in_all))
    }

    /// The time that the hours take at the pace, and the pace, as they are read.
    pub(crate) fn time(&self) -> Option<(String, String)> {
        let (hours, _) = self.hours()?;
        let pace = u32::from(self.hours_a_week.filter(|pace| *pace > 0)?);
        if hours.high == 0 {
            return None;
        }
        let labels = &self.labels;
        let weeks = |hours: u32| hours.min(MAX_HOURS).div_ceil(pace).max(1);
        let (low, high) = (weeks(hours.low), weeks(hours.high.max(hours.low)));
        let time = if high < MONTHS_FROM_WEEKS {
            RoadmapLabels::time(&labels.weeks, &labels.one_week, Hours { low, high })
        } else {
            // 52 weeks are 12 months; half a month and more is a month.
            let months = |weeks: u32| ((weeks * 12 + 26) / 52).max(1);
            let (low, high) = (months(low), months(high));
            RoadmapLabels::time(&labels.months, &labels.one_month, Hours { low, high })
        };
        Some((time, labels.pace.replace("{hours}", &pace.to_string())))
    }

    /// Draws what is left out and the goal at the end of the path, and returns the bottom.
    fn goal(
        &self,
        canvas: &mut Canvas,
        palette: &Palette,
        top: f32,
        path: &mut Vec<Node>,
        left_out: usize,
    ) -> f32 {
        let mut y = top;
        if left_out > 0 {
            let text = clean(&more(&self.labels.more, left_out));
            let text = fit(Face::Regular, 13.0, &text, CARD - 60.0);
            let style = Style {
                face: Face::Regular,
                size: 13.0,
                color: palette.muted,
            };
            canvas.text(TEXT, y + 14.0, Anchor::Start, style, &text);
            y += 24.0;
        }
        let counts = self.counts();
        let reached = self.personal && left_out == 0 && counts.done + counts.implied == counts.all;
        let center = y + 22.0;
        path.push(Node { y: center, reached });
        let (fill, outline, sign) = match (reached, self.personal) {
            (true, _) => (palette.done, palette.done, palette.on_done),
            (false, false) => (palette.accent, palette.accent, palette.on_accent),
            (false, true) => (palette.card, palette.path, palette.path),
        };
        canvas.circle(RAIL, center, 16.0, Paint::outlined(fill, outline, 1.8));
        let pole = format!("M{:.1} {:.1}v15", RAIL - 5.0, center - 7.5);
        canvas.path(&pole, Paint::outlined("none", sign, 1.8), 1.0);
        let flag = format!(
            "M{:.1} {:.1}h10.5l-2.8 3.6l2.8 3.6h-10.5z",
            RAIL - 5.0,
            center - 7.5
        );
        canvas.path(&flag, Paint::outlined(sign, sign, 1.4), 1.0);
        let style = Style {
            face: Face::SemiBold,
            size: 15.5,
            color: palette.ink,
        };
        let lines = wrap(Face::SemiBold, 15.5, &clean(&self.title), CARD - 70.0, 2);
        let half = 10.0 * (lines.len().saturating_sub(1)) as f32;
        let mut line_center = center - half;
        for line in &lines {
            let middle = baseline(line_center, 15.5);
            canvas.text(TEXT + 2.0, middle, Anchor::Start, style, line);
            line_center += 20.0;
        }
        center + 20.0 + half
    }
}

/// Draws the path between its nodes: solid to what is reached, dotted to what is not.
fn draw_path(canvas: &mut Canvas, palette: &Palette, path: &[Node], personal: bool) {
    for (from, to) in path.iter().zip(path.iter().skip(1)) {
        let (from, end) = ((RAIL, from.y), (RAIL, to.y));
        match (personal, to.reached) {
            (true, true) => canvas.line(from, end, palette.done, 3.0),
            (true, false) => canvas.dots(from, end, palette.path, 2.6),
            (false, _) => canvas.line(from, end, palette.accent, 2.6),
        }
    }
}
