//! The golden questions of the knowledge itself: real phrasings, which are not indexed, and where
//! each must lead.

use crate::knowledge::Address;
use crate::search::{Ranking, Search, Verdict};

/// How deep a ranking is looked at.
const DEPTH: usize = 10;

/// How the golden questions of a library fared.
#[derive(Debug, Clone, Default)]
pub struct Golden {
    /// How many there are.
    pub asked: usize,
    /// How many have their passage first,
    pub first: usize,
    /// and how many among the first three.
    pub among_three: usize,
    /// How many a person is shown a passage for,
    pub shown: usize,
    /// and how many of these the right one.
    pub shown_right: usize,
    /// How many a person is offered passages for,
    pub offered: usize,
    /// and how many of these with the right one among them.
    pub offered_right: usize,
    /// Sum of one over each passage's rank, down to ten.
    reciprocal: f64,
    /// Those whose passage is not first, in the library's order.
    pub misses: Vec<Miss>,
}

/// A golden question whose passage is not first.
#[derive(Debug, Clone)]
pub struct Miss {
    /// The question.
    pub question: String,
    /// Where it should lead.
    pub wanted: Address,
    /// The file that says so, and its line.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// The rank of its passage, from 1, where that is among the first ten.
    pub rank: Option<usize>,
    /// What is first instead.
    pub won: Option<Address>,
    /// The confidence in that.
    pub confidence: f32,
}

/// Asks every golden question.
#[must_use]
pub fn golden(search: &Search) -> Golden {
    let mut golden = Golden::default();
    for entry in search.library().entries() {
        for passage in &entry.passages {
            for question in &passage.golden {
                let wanted = entry.address(passage);
                let Ranking { result, passages } = search.ask(question, None, DEPTH);
                golden.tell(&result.verdict, &wanted);
                let rank = passages.iter().position(|one| one.address == wanted);
                golden.count(rank);
                if rank != Some(0) {
                    let first = passages.into_iter().next();
                    golden.misses.push(Miss {
                        question: question.clone(),
                        wanted,
                        file: entry.file.clone(),
                        line: passage.line,
                        rank: rank.map(|rank| rank + 1),
                        confidence: first.as_ref().map_or(0.0, |first| first.confidence),
                        won: first.map(|first| first.address),
                    });
                }
            }
        }
    }
    golden
}

impl Golden {
    fn count(&mut self, rank: Option<usize>) {
        self.asked += 1;
        self.first += usize::from(rank == Some(0));
        self.among_three += usize::from(rank.is_some_and(|rank| rank < 3));
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }

    fn tell(&mut self, verdict: &Verdict, wanted: &Address) {
        match verdict {
            Verdict::Sure(shown) => {
                self.shown += 1;
                self.shown_right += usize::from(shown == wanted);
            }
            Verdict::Compare(one, other) => {
                self.shown += 1;
                self.shown_right += usize::from([one, other].contains(&wanted));
            }
            Verdict::Unsure(offered) => {
                self.offered += 1;
                self.offered_right += usize::from(offered.contains(wanted));
            }
            Verdict::Nothing => {}
        }
    }

    /// The share whose passage is first.
    #[must_use]
    pub fn hit_at_1(&self) -> f64 {
        self.share(self.first as f64)
    }

    /// The share whose passage is among the first three.
    #[must_use]
    pub fn hit_at_3(&self) -> f64 {
        self.share(self.among_three as f64)
    }

    /// The mean of one over the passage's rank, down to ten.
    #[must_use]
    pub fn mrr(&self) -> f64 {
        self.share(self.reciprocal)
    }

    /// Of none, all are right.
    fn share(&self, part: f64) -> f64 {
        if self.asked == 0 {
            1.0
        } else {
            part / self.asked as f64
        }
    }
}
