//! Evaluation over a library's golden questions: real phrasings that are not indexed, each with the passage
//! that must be found.

use std::panic::resume_unwind;
use std::thread;

use super::changes::{GoldenAnswer, verdict_name};
use crate::knowledge::{Address, Entry, Passage};
use crate::search::{Ranking, Search, Verdict};

/// Cut-off rank.
const DEPTH: usize = 10;

/// Results of a library's golden questions.
#[derive(Debug, Clone, Default)]
pub struct GoldenResults {
    /// Number of golden questions.
    pub asked: usize,
    /// Questions with the expected passage first.
    pub first: usize,
    /// Questions with the expected passage among the first three.
    pub among_three: usize,
    /// Questions answered with a passage or a comparison.
    pub shown: usize,
    /// Answered questions whose answer has the expected passage.
    pub shown_right: usize,
    /// Questions answered with suggestions.
    pub offered: usize,
    /// Questions whose suggestions have the expected passage.
    pub offered_right: usize,
    /// Sum of the reciprocal ranks, cut off at rank 10.
    reciprocal: f64,
    /// Questions whose expected passage is not first, in the order of the library.
    pub misses: Vec<Miss>,
    /// The answers to all questions, in the order of the library.
    pub(crate) answers: Vec<GoldenAnswer>,
}

/// A golden question whose expected passage is not first.
#[derive(Debug, Clone)]
pub struct Miss {
    /// Text of the question.
    pub question: String,
    /// Address of the expected passage.
    pub expected: Address,
    /// Path of the file that has the question, below the knowledge folder.
    pub file: String,
    /// Line of the expected passage in that file, counted from 1.
    pub line: usize,
    /// Rank of the expected passage, counted from 1; none beyond the first ten.
    pub rank: Option<usize>,
    /// Address of the first passage; none if nothing was found.
    pub first: Option<Address>,
    /// Confidence of the first passage, 0 to 1.
    pub confidence: f32,
}

/// Asks each golden question of the library and counts the results.
#[must_use]
pub fn golden(search: &Search) -> GoldenResults {
    let entries = search.library().entries().iter();
    let passages = entries.flat_map(|entry| entry.passages.iter().map(move |one| (entry, one)));
    let questions: Vec<(&Entry, &Passage, &str)> = passages
        .flat_map(|(entry, passage)| {
            let golden = passage.golden.iter();
            golden.map(move |text| (entry, passage, text.as_str()))
        })
        .collect();
    let texts: Vec<&str> = questions.iter().map(|(_, _, text)| *text).collect();
    let mut golden = GoldenResults::default();
    for ((entry, passage, question), ranking) in questions.into_iter().zip(ask(search, &texts)) {
        let Ranking { result, passages } = ranking;
        let expected = entry.address(passage);
        golden.count_verdict(&result.verdict, &expected);
        let rank = passages.iter().position(|one| one.address == expected);
        golden.count_rank(rank);
        golden.answers.push(answer(
            question,
            expected.to_string(),
            &result.verdict,
            passages.first().map(|first| &first.address),
        ));
        if rank != Some(0) {
            let first = passages.into_iter().next();
            golden.misses.push(Miss {
                question: question.to_owned(),
                expected,
                file: entry.file.clone(),
                line: passage.line,
                rank: rank.map(|rank| rank + 1),
                confidence: first.as_ref().map_or(0.0, |first| first.confidence),
                first: first.map(|first| first.address),
            });
        }
    }
    golden
}

/// Asks the questions of other answers again.
pub(crate) fn ask_again(search: &Search, answers: &[GoldenAnswer]) -> Vec<GoldenAnswer> {
    let texts: Vec<&str> = answers.iter().map(|one| one.question.as_str()).collect();
    let asked = answers.iter().zip(ask(search, &texts));
    let again = asked.map(|(one, Ranking { result, passages })| {
        let first = passages.first().map(|first| &first.address);
        answer(&one.question, one.expected.clone(), &result.verdict, first)
    });
    again.collect()
}

/// Asks questions on all processors; returns the rankings in the order of the questions.
fn ask(search: &Search, questions: &[&str]) -> Vec<Ranking> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = questions.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts = questions.chunks(share).map(|part| {
            let asked = move || part.iter().map(|one| search.ask(one, None, DEPTH));
            scope.spawn(move || asked().collect::<Vec<_>>())
        });
        let parts: Vec<_> = parts.collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

fn answer(
    question: &str,
    expected: String,
    verdict: &Verdict,
    first: Option<&Address>,
) -> GoldenAnswer {
    GoldenAnswer {
        question: question.to_owned(),
        expected,
        first: first.map(ToString::to_string),
        verdict: verdict_name(verdict).to_owned(),
    }
}

impl GoldenResults {
    fn count_rank(&mut self, rank: Option<usize>) {
        self.asked += 1;
        self.first += usize::from(rank == Some(0));
        self.among_three += usize::from(rank.is_some_and(|rank| rank < 3));
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }

    fn count_verdict(&mut self, verdict: &Verdict, expected: &Address) {
        match verdict {
            Verdict::Sure(shown) | Verdict::Likely(shown, _) => {
                self.shown += 1;
                self.shown_right += usize::from(shown == expected);
            }
            Verdict::Compare(one, other) => {
                self.shown += 1;
                self.shown_right += usize::from([one, other].contains(&expected));
            }
            Verdict::Unsure(offered) => {
                self.offered += 1;
                self.offered_right += usize::from(offered.contains(expected));
            }
            Verdict::Nothing | Verdict::SmallTalk(_) => {}
        }
    }

    /// Returns the share of questions with the expected passage first, 0 to 1.
    #[must_use]
    pub fn hit_at_1(&self) -> f64 {
        self.share(self.first as f64)
    }

    /// Returns the share of questions with the expected passage among the first three, 0 to 1.
    #[must_use]
    pub fn hit_at_3(&self) -> f64 {
        self.share(self.among_three as f64)
    }

    /// Returns the mean reciprocal rank of the expected passage, cut off at rank 10; 0 to 1.
    #[must_use]
    pub fn mrr(&self) -> f64 {
        self.share(self.reciprocal)
    }

    /// Divides by the number of questions; 1 if there are none.
    fn share(&self, part: f64) -> f64 {
        if self.asked == 0 {
            1.0
        } else {
            part / self.asked as f64
        }
    }
}
