//! Evaluation over a file of people's questions with the passages that answer them.
//!
//! Each line has a question, the addresses of the passages that answer it (alternatives separated by `|`, `*` at the
//! end for anything, `NONE` where no passage does), and optionally a kind; columns are separated by tabs, and lines that
//! begin with `#` are left out.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::knowledge::Address;
use crate::search::{Ranking, Search, Verdict};

/// Passages of a ranking that are asked for, as many as a verdict may offer.
const RANKED: usize = 5;

/// A question with the passages that answer it.
#[derive(Debug, Clone)]
pub struct LabelledQuestion {
    /// The question.
    pub text: String,
    /// Patterns of addresses; empty where no passage answers.
    expected: Vec<String>,
}

/// The outcome of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answered {
    Right,
    Wrong,
    OfferedRight,
    OfferedWrong,
    /// Nothing was said although a passage answers.
    Missed,
    /// Nothing was said, rightly.
    Silent,
}

/// Counts by verdict.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    right: usize,
    wrong: usize,
}

/// The results of a file of questions.
#[derive(Debug, Clone, Default)]
pub(crate) struct QuestionResults {
    answerable: usize,
    unanswerable: usize,
    /// Answerable questions of which the first ranked passage answers.
    hit_at_1: usize,
    /// Those of which one of the first three does.
    hit_at_3: usize,
    sure: Counts,
    likely: Counts,
    offered: Counts,
    /// `right`: rightly silent; `wrong`: missed.
    silent: Counts,
    /// One line for each question: verdict, confidence, result, question, first passage.
    pub(crate) lines: Vec<String>,
}

/// Parses a file of questions.
///
/// # Errors
/// A line has no second column; the error names the line.
pub fn labelled_questions(text: &str) -> Result<Vec<LabelledQuestion>, String> {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(at, line)| {
            let mut columns = line.split('\t');
            let question = columns.next().unwrap_or_default();
            let Some(expected) = columns.next().filter(|column| !column.trim().is_empty()) else {
                return Err(format!(
                    "line {}: after the question comes a tab and the passage that answers it, or NONE",
                    at + 1
                ));
            };
            let expected = expected.split('|').map(str::trim);
            Ok(LabelledQuestion {
                text: question.to_owned(),
                expected: expected
                    .filter(|pattern| *pattern != "NONE")
                    .map(str::to_owned)
                    .collect(),
            })
        })
        .collect()
}

impl LabelledQuestion {
    /// Returns whether a passage answers it.
    #[must_use]
    pub fn answered_by(&self, address: &Address) -> bool {
        let address = address.to_string();
        let fits = |pattern: &String| match pattern.strip_suffix('*') {
            Some(beginning) => address.starts_with(beginning),
            None => address == *pattern,
        };
        self.expected.iter().any(fits)
    }
}

/// Asks the questions and counts the results.
pub(crate) fn ask_questions(search: &Search, questions: &[LabelledQuestion]) -> QuestionResults {
    let mut results = QuestionResults::default();
    for question in questions {
        let Ranking {
            result: found,
            passages,
        } = search.ask(&question.text, None, RANKED);
        let mut right = passages.iter().take(3);
        let place = right.position(|passage| question.answered_by(&passage.address));
        results.hit_at_1 += usize::from(place == Some(0));
        results.hit_at_3 += usize::from(place.is_some());
        let shown = |right: bool| {
            if right {
                Answered::Right
            } else {
                Answered::Wrong
            }
        };
        let (name, answered, first) = match &found.verdict {
            Verdict::Sure(address) => ("sure", shown(question.answered_by(address)), Some(address)),
            Verdict::Compare(one, other) => {
                let right = question.answered_by(one) || question.answered_by(other);
                ("compare", shown(right), Some(one))
            }
            Verdict::Likely(address, _) => (
                "likely",
                shown(question.answered_by(address)),
                Some(address),
            ),
            Verdict::Unsure(offers) => {
                let right = offers.iter().any(|address| question.answered_by(address));
                let offered = if right {
                    Answered::OfferedRight
                } else {
                    Answered::OfferedWrong
                };
                ("unsure", offered, offers.first())
            }
            Verdict::Nothing | Verdict::SmallTalk(_) if question.expected.is_empty() => {
                ("nothing", Answered::Silent, None)
            }
            Verdict::Nothing | Verdict::SmallTalk(_) => ("nothing", Answered::Missed, None),
        };
        results.count(question, name, answered);
        let first = first.map(ToString::to_string).unwrap_or_default();
        let confidence = found.confidence;
        let line = format!(
            "{name}\t{confidence:.2}\t{answered:?}\t{}\t{first}",
            question.text
        );
        results.lines.push(line);
    }
    results
}

impl QuestionResults {
    fn count(&mut self, question: &LabelledQuestion, verdict: &str, answered: Answered) {
        if question.expected.is_empty() {
            self.unanswerable += 1;
        } else {
            self.answerable += 1;
        }
        let counts = match verdict {
            "sure" | "compare" => &mut self.sure,
            "likely" => &mut self.likely,
            "unsure" => &mut self.offered,
            _ => &mut self.silent,
        };
        match answered {
            Answered::Right | Answered::OfferedRight | Answered::Silent => counts.right += 1,
            Answered::Wrong | Answered::OfferedWrong | Answered::Missed => counts.wrong += 1,
        }
    }

    fn rows(&self) -> [(&'static str, Counts); 4] {
        [
            ("Sure", self.sure),
            ("Likely", self.likely),
            ("offered", self.offered),
            ("silent", self.silent),
        ]
    }

    /// Share of the answerable questions of which the first passage, `Sure` or `Likely`, answers.
    pub(crate) fn right(&self) -> f64 {
        part(self.sure.right + self.likely.right, self.answerable)
    }

    /// Share of the `Sure` answers that are wrong.
    pub(crate) fn wrong_when_sure(&self) -> f64 {
        part(self.sure.wrong, self.sure.right + self.sure.wrong)
    }

    /// Share of all questions that got a wrong passage as `Sure`.
    pub(crate) fn wrong(&self) -> f64 {
        part(self.sure.wrong, self.answerable + self.unanswerable)
    }

    /// Formats the results as a table.
    pub(crate) fn table(&self) -> String {
        let mut text = format!(
            "{} questions with an answer, {} without\n{:<10} {:>6} {:>6}\n",
            self.answerable, self.unanswerable, "verdict", "right", "wrong"
        );
        for (name, counts) in self.rows() {
            let _ = writeln!(text, "{name:<10} {:>6} {:>6}", counts.right, counts.wrong);
        }
        let _ = writeln!(
            text,
            "ranked first {:.3}, among the first three {:.3} of those with an answer",
            part(self.hit_at_1, self.answerable),
            part(self.hit_at_3, self.answerable)
        );
        let _ = write!(
            text,
            "right (Sure or Likely) {:.3} of those with an answer; wrong {:.3} of Sure, {:.3} of all",
            self.right(),
            self.wrong_when_sure(),
            self.wrong()
        );
        text
    }

    /// Formats the results as JSON.
    pub(crate) fn json(&self) -> Value {
        let rows = self.rows().map(|(name, counts)| {
            let counts = json!({ "right": counts.right, "wrong": counts.wrong });
            (name.to_lowercase(), counts)
        });
        json!({
            "answerable": self.answerable,
            "unanswerable": self.unanswerable,
            "verdicts": rows.into_iter().collect::<serde_json::Map<String, Value>>(),
            "hit_at_1": part(self.hit_at_1, self.answerable),
            "hit_at_3": part(self.hit_at_3, self.answerable),
            "right": self.right(),
            "wrong_when_sure": self.wrong_when_sure(),
            "wrong": self.wrong(),
        })
    }
}

fn part(count: usize, whole: usize) -> f64 {
    count as f64 / whole.max(1) as f64
}
