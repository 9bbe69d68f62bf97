//! Comparison of two answers to each golden question: before and after a change of the knowledge.

use std::collections::HashMap;
use std::io;

use serde::{Deserialize, Serialize};

use crate::search::Verdict;

/// The answer to a golden question, as a baseline keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GoldenAnswer {
    /// Text of the question.
    pub question: String,
    /// Address of the expected passage.
    #[serde(rename = "wanted")]
    pub expected: String,
    /// Address of the first passage; none if nothing was found.
    #[serde(rename = "won")]
    pub first: Option<String>,
    /// Name of the verdict: `sure`, `compare`, `likely`, `unsure`, `nothing` or `small-talk`.
    pub verdict: String,
}

/// A golden question with another first passage than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// The answer before.
    pub before: GoldenAnswer,
    /// The answer now.
    pub after: GoldenAnswer,
    /// The effect for people who ask.
    pub effect: Effect,
}

/// The effect of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The expected passage comes first now, or a wrong one is shown with less certainty.
    Better,
    /// The expected passage comes first no longer, or a wrong one is shown with more certainty.
    Worse,
    /// One wrong passage in the place of another.
    Other,
}

/// The differences between two runs over the golden questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Questions that were asked in both runs.
    pub compared: usize,
    /// Questions with another first passage, in the order of the library.
    pub changed: Vec<Change>,
    /// Questions whose expected passage is still first, with a more certain verdict.
    pub surer: usize,
    /// Questions whose expected passage is still first, with a less certain verdict.
    pub less_sure: usize,
    /// Questions that were not asked before.
    pub new: usize,
    /// Questions that are asked no longer.
    pub gone: usize,
}

impl Effect {
    /// Returns the name in reports.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Other => "other",
        }
    }
}

impl GoldenAnswer {
    /// Rates the answer by its effect on the reader: from 0, a wrong passage as sure, to 7, the expected one as sure.
    fn quality(&self, is_right: bool) -> u8 {
        let certainty = certainty(&self.verdict);
        if is_right {
            4 + certainty
        } else {
            3 - certainty
        }
    }
}

impl Changes {
    /// Compares two runs. `canonical` returns the present address of a passage, so that a reworded heading is no change.
    pub(crate) fn between(
        before: &[GoldenAnswer],
        after: &[GoldenAnswer],
        canonical: impl Fn(&str) -> String,
    ) -> Self {
        let known: HashMap<&str, &GoldenAnswer> = before
            .iter()
            .map(|answer| (answer.question.as_str(), answer))
            .collect();
        let asked: HashMap<&str, &GoldenAnswer> = after
            .iter()
            .map(|answer| (answer.question.as_str(), answer))
            .collect();
        let mut found = Self {
            gone: known
                .keys()
                .filter(|question| !asked.contains_key(*question))
                .count(),
            ..Self::default()
        };
        for after_answer in after {
            let Some(before_answer) = known.get(after_answer.question.as_str()) else {
                found.new += 1;
                continue;
            };
            found.compared += 1;
            let first = before_answer.first.as_deref().map(&canonical);
            let qualities = [
                before_answer.quality(first.as_ref() == Some(&after_answer.expected)),
                after_answer.quality(after_answer.first.as_ref() == Some(&after_answer.expected)),
            ];
            let [quality_before, quality_after] = qualities;
            if first == after_answer.first {
                let is_right = first.as_ref() == Some(&after_answer.expected);
                found.surer += usize::from(is_right && quality_after > quality_before);
                found.less_sure += usize::from(is_right && quality_after < quality_before);
                continue;
            }
            found.changed.push(Change {
                before: (*before_answer).clone(),
                after: after_answer.clone(),
                effect: match quality_after.cmp(&quality_before) {
                    std::cmp::Ordering::Greater => Effect::Better,
                    std::cmp::Ordering::Less => Effect::Worse,
                    std::cmp::Ordering::Equal => Effect::Other,
                },
            });
        }
        found
    }

    /// Counts the changes with an effect.
    pub(crate) fn count(&self, effect: Effect) -> usize {
        let changes = self.changed.iter();
        changes.filter(|change| change.effect == effect).count()
    }
}

/// Returns the name of a verdict.
pub(super) const fn verdict_name(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Sure(_) => "sure",
        Verdict::Compare(..) => "compare",
        Verdict::Likely(..) => "likely",
        Verdict::Unsure(_) => "unsure",
        Verdict::Nothing => "nothing",
        Verdict::SmallTalk(_) => "small-talk",
    }
}

/// Returns how certain a verdict is, from 0 to 3.
fn certainty(verdict: &str) -> u8 {
    match verdict {
        "sure" | "compare" => 3,
        "likely" => 2,
        "unsure" => 1,
        _ => 0,
    }
}

/// Writes answers as JSON Lines.
///
/// # Errors
/// Writing fails.
pub(crate) fn write_baseline(answers: &[GoldenAnswer], mut to: impl io::Write) -> io::Result<()> {
    for answer in answers {
        serde_json::to_writer(&mut to, answer)?;
        to.write_all(b"\n")?;
    }
    to.flush()
}

/// Reads the output of [`write_baseline`].
///
/// # Errors
/// A line is malformed; the error names it.
pub(crate) fn read_baseline(text: &str) -> Result<Vec<GoldenAnswer>, String> {
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(question: &str, first: &str, verdict: &str) -> GoldenAnswer {
        GoldenAnswer {
            question: question.to_owned(),
            expected: "sql".to_owned(),
            first: (!first.is_empty()).then(|| first.to_owned()),
            verdict: verdict.to_owned(),
        }
    }

    #[test]
    fn a_change_is_rated_by_what_people_read() {
        let effect = |was: (&str, &str), is: (&str, &str)| {
            let before = [answer("q", was.0, was.1)];
            let after = [answer("q", is.0, is.1)];
            let changes = Changes::between(&before, &after, str::to_owned);
            let mut effects = changes.changed.iter().map(|one| one.effect);
            (effects.next(), changes.surer, changes.less_sure)
        };
        let better = (Some(Effect::Better), 0, 0);
        assert_eq!(effect(("git", "sure"), ("sql", "likely")), better);
        assert_eq!(effect(("", "nothing"), ("sql", "unsure")), better);
        let worse = (Some(Effect::Worse), 0, 0);
        assert_eq!(effect(("sql", "likely"), ("git", "sure")), worse);
        assert_eq!(effect(("", "nothing"), ("git", "sure")), worse);
        let other = (Some(Effect::Other), 0, 0);
        assert_eq!(effect(("git", "likely"), ("css", "likely")), other);
        assert_eq!(effect(("sql", "likely"), ("sql", "sure")), (None, 1, 0));
        assert_eq!(effect(("sql", "likely"), ("sql", "unsure")), (None, 0, 1));
        assert_eq!(effect(("git", "likely"), ("git", "sure")), (None, 0, 0));
    }

    #[test]
    fn questions_of_one_run_alone_are_counted_and_renamed_passages_are_the_same() {
        let before = [
            answer("old", "sql", "sure"),
            answer("both", "sql#before", "sure"),
        ];
        let mut after = [answer("both", "sql", "sure"), answer("new", "git", "sure")];
        let now = |address: &str| address.replace("#before", "");
        let changes = Changes::between(&before, &after, now);
        assert_eq!([changes.compared, changes.new, changes.gone], [1, 1, 1]);
        assert_eq!(changes.changed, []);
        after[0].first = Some("git".to_owned());
        assert_eq!(
            Changes::between(&before, &after, now).count(Effect::Worse),
            1
        );
    }

    #[test]
    fn a_baseline_reads_back_and_a_broken_line_is_named() {
        let answers = [answer("a “b”", "sql", "sure"), answer("c", "", "nothing")];
        let mut file = Vec::new();
        write_baseline(&answers, &mut file).expect("written");
        let text = String::from_utf8(file).expect("UTF-8");
        assert_eq!(text.lines().count(), 2);
        assert_eq!(read_baseline(&text).as_deref(), Ok(answers.as_slice()));
        let broken = read_baseline(&format!("{text}{{\n")).expect_err("broken");
        assert!(broken.starts_with("line 3: "), "{broken}");
    }
}
