//! Alternative texts: the words and figures of a picture as sentences, within a number of characters.

use unicode_segmentation::UnicodeSegmentation;

use crate::input::{Comparison, Pay, Progress, Roadmap, Skill, Stage, Step};
use crate::labels::more;
use crate::pay::ends;
use crate::{MAX_PAY_ROWS, MAX_TEXT};

impl Roadmap {
    /// Says the same as the picture in at most `limit` characters. Where the names of all steps do not fit, it counts
    /// the steps of each stage. Letters of any script are kept.
    #[must_use]
    pub fn alt_text(&self, limit: usize) -> String {
        let drawn = self.drawn();
        let full = self.sentences(&drawn, |stage| drawn.steps_in_words(stage));
        if full.chars().count() <= limit {
            return full;
        }
        let short = self.sentences(&drawn, |stage| drawn.steps_in_numbers(stage));
        cut(&short, limit)
    }

    /// The figures of the whole roadmap, then the stages that are drawn.
    fn sentences(&self, drawn: &Self, steps: impl Fn(&Stage) -> String) -> String {
        let labels = &self.labels;
        let counts = self.counts();
        let mut facts = vec![if self.personal {
            format!("{}/{} {}", counts.done, counts.all, labels.steps_done)
        } else {
            format!("{} {}", counts.all, labels.steps)
        }];
        if let Some((hours, caption)) = self.hours() {
            facts.push(format!("{} {caption}", labels.hours(hours)));
        }
        if let Some((time, pace)) = self.time() {
            facts.push(format!("{time} {pace}"));
        }
        let mut sentences = vec![format!(
            "{}: {}. {}.",
            labels.heading,
            plain(&self.title),
            facts.join(", ")
        )];
        if let Some((stage, step)) = drawn.next() {
            let stage = drawn.stages.get(stage);
            if let Some(step) = stage.and_then(|stage| stage.steps.get(step)) {
                sentences.push(format!("{}: {}.", labels.next, self.name(step, false)));
            }
        }
        for (at, stage) in drawn.stages.iter().enumerate() {
            let hours = stage
                .hours
                .map(|hours| format!(" ({})", labels.hours(hours)));
            let hours = hours.unwrap_or_default();
            let name = plain(&stage.name);
            sentences.push(format!("{}. {name}{hours}: {}.", at + 1, steps(stage)));
        }
        let left_out = self.left_out(drawn);
        if left_out > 0 {
            sentences.push(format!("{}.", more(&labels.more, left_out)));
        }
        sentences.join(" ")
    }

    /// The names of a stage's steps, with the progress where it is shown.
    fn steps_in_words(&self, stage: &Stage) -> String {
        let steps = stage.steps.iter().map(|step| self.name(step, true));
        steps.collect::<Vec<_>>().join(", ")
    }

    /// The number of a stage's steps, with the number of done ones where it is shown.
    fn steps_in_numbers(&self, stage: &Stage) -> String {
        let steps = &stage.steps;
        if !self.personal {
            return format!("{} {}", steps.len(), self.labels.steps);
        }
        let done = steps
            .iter()
            .filter(|step| step.progress() == Progress::Done);
        format!(
            "{}/{} {}",
            done.count(),
            steps.len(),
            self.labels.steps_done
        )
    }

    /// A step's name, or the names of its options; with the progress where that is asked for and shown.
    fn name(&self, step: &Step, progress: bool) -> String {
        let labels = &self.labels;
        let mark = |skill: &Skill| match skill.progress {
            Progress::Done if progress && self.personal => {
                format!("{} ({})", plain(&skill.name), labels.done)
            }
            Progress::Implied if progress && self.personal => {
                format!("{} ({})", plain(&skill.name), labels.implied)
            }
            _ => plain(&skill.name),
        };
        match step {
            Step::Skill(skill) => mark(skill),
            Step::OneOf(skills) => {
                let names: Vec<String> = skills.iter().map(mark).collect();
                format!("{} {}", labels.one_of, names.join(" / "))
            }
        }
    }
}

impl Comparison {
    /// Says the same as the picture in at most `limit` characters. Letters of any script are kept.
    #[must_use]
    pub fn alt_text(&self, limit: usize) -> String {
        let labels = &self.labels;
        let (left, right) = (plain(&self.left), plain(&self.right));
        let list = |heading: String, skills: &[Skill]| {
            let shown = self.shown(skills);
            let names = shown.iter().map(|skill| match skill.progress {
                Progress::Done => format!("{} ({})", plain(&skill.name), labels.done),
                Progress::Implied => format!("{} ({})", plain(&skill.name), labels.implied),
                Progress::Open => plain(&skill.name),
            });
            let mut names: Vec<String> = names.collect();
            if names.is_empty() {
                names.push(labels.none.clone());
            }
            let rest = skills.len() - shown.len();
            if rest > 0 {
                names.push(more(&labels.more, rest));
            }
            format!("{heading} ({}): {}.", skills.len(), names.join(", "))
        };
        let mut sentences = vec![
            format!("{}: {left}, {right}.", labels.heading),
            list(labels.shared.clone(), &self.shared),
            list(labels.only(&left), &self.only_left),
            list(labels.only(&right), &self.only_right),
        ];
        for row in self.pay.iter().take(MAX_PAY_ROWS) {
            let amount = |pay: &Option<Pay>| {
                let drawn = pay.as_ref().filter(|pay| ends(pay).is_some());
                let text = drawn.map(|pay| plain(&pay.text));
                text.unwrap_or_else(|| labels.no_pay.clone())
            };
            sentences.push(format!(
                "{}, {}: {left} {}, {right} {}.",
                labels.pay,
                plain(&row.region),
                amount(&row.left),
                amount(&row.right)
            ));
        }
        cut(&sentences.join(" "), limit)
    }
}

/// A text on one line, at most [`MAX_TEXT`] grapheme clusters of it.
fn plain(text: &str) -> String {
    let read: String = text.graphemes(true).take(MAX_TEXT).collect();
    let spaced = read.replace(char::is_control, " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ")
}

/// Cuts a text to a number of characters between grapheme clusters, with an ellipsis.
fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut length = 1;
    for cluster in text.graphemes(true) {
        length += cluster.chars().count();
        if length > limit {
            break;
        }
        kept.push_str(cluster);
    }
    let mut kept = kept.trim_end().to_owned();
    if limit > 0 {
        kept.push('…');
    }
    kept
}
