//! Runs a bank's questions through the search and collects the outcomes and the rankings.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::bank::{Bank, Query};
use super::metrics::BankMetrics;
use super::outcome::{Outcome, VerdictKind};
use crate::search::{Search, SearchError, SearchResources, Verdict};

/// Number of documents ranked for each question.
const RANKED: usize = 20;

/// Metrics and rankings of a bank.
pub struct Measured {
    /// The metrics.
    pub metrics: BankMetrics,
    /// Rows of the run: for each question up to 20 documents, best first.
    pub rows: Vec<Row>,
}

/// A row of a run file: one ranked document of one question.
pub struct Row {
    /// Id of the question.
    pub query: String,
    /// Id of the document.
    pub document: String,
    /// Rank, counted from 1.
    pub rank: usize,
    /// Score; higher is better, comparable within one question only.
    pub score: f32,
    /// Estimated probability that the document answers the question, 0 to 1.
    pub confidence: f32,
}

/// A ranked document.
struct RankedDocument {
    number: usize,
    score: f32,
    confidence: f32,
}

/// Indexes a bank, asks each of its questions and measures the results.
///
/// # Errors
/// The index could not be built.
pub fn measure(bank: &Bank, resources: Arc<SearchResources>) -> Result<Measured, SearchError> {
    let started = Instant::now();
    let search = Search::build(bank.library.clone(), resources)?;
    let build = started.elapsed();
    let mut outcomes = Vec::with_capacity(bank.queries.len());
    let mut rows = Vec::new();
    for query in &bank.queries {
        let started = Instant::now();
        let asked = search.ask(&query.text, query.filter.as_deref(), RANKED);
        let response_time = started.elapsed();
        let mut found: Vec<RankedDocument> = Vec::with_capacity(RANKED);
        for ranked in &asked.passages {
            if let Some(number) = bank.number(&ranked.address.entry)
                && found.iter().all(|known| known.number != number)
            {
                found.push(RankedDocument {
                    number,
                    score: ranked.score,
                    confidence: ranked.confidence,
                });
            }
        }
        fill(bank, query, &mut found);
        outcomes.push(outcome(query, &asked.result.verdict, &found, response_time));
        rows.extend(found.into_iter().zip(1..).map(|(found, rank)| Row {
            query: query.id.clone(),
            document: bank.id(found.number).to_owned(),
            rank,
            score: found.score,
            confidence: found.confidence,
        }));
    }
    let metrics = BankMetrics::of(&bank.name, bank.documents(), build, &outcomes);
    Ok(Measured { metrics, rows })
}

impl Measured {
    /// Formats the rankings as a TREC run, separated by tabs (query, `Q0`, document, rank, score, tag), with
    /// the confidence as a seventh column.
    #[must_use]
    pub fn run(&self) -> String {
        let mut run = String::new();
        for row in &self.rows {
            let Row {
                query,
                document,
                rank,
                score,
                confidence,
            } = row;
            let _ = writeln!(
                run,
                "{query}\tQ0\t{document}\t{rank}\t{score:.4}\tguidepost\t{confidence:.4}"
            );
        }
        run
    }
}

/// Pads a ranking to 20 documents with unranked ones, in the order of the bank, with falling scores and a
/// confidence of 0.
fn fill(bank: &Bank, query: &Query, found: &mut Vec<RankedDocument>) {
    let mut score = found.last().map_or(0.0, |last| last.score.min(0.0));
    for (number, entry) in bank.library.entries().iter().enumerate() {
        if found.len() >= RANKED {
            break;
        }
        let inside = query.filter.is_none() || entry.collection == query.filter;
        if inside && found.iter().all(|known| known.number != number) {
            score -= 1.0;
            found.push(RankedDocument {
                number,
                score,
                confidence: 0.0,
            });
        }
    }
}

fn outcome(
    query: &Query,
    verdict: &Verdict,
    found: &[RankedDocument],
    response_time: Duration,
) -> Outcome {
    Outcome {
        grades: found
            .iter()
            .map(|found| query.relevant.get(&found.number).copied().unwrap_or(0.0))
            .collect(),
        relevant: query.relevant.values().copied().collect(),
        left_out: query.left_out,
        confidence: found.first().map_or(0.0, |first| first.confidence),
        verdict: match verdict {
            Verdict::Sure(_) | Verdict::Compare(..) => VerdictKind::Sure,
            Verdict::Likely(..) => VerdictKind::Likely,
            Verdict::Unsure(offered) => VerdictKind::Unsure(offered.len()),
            Verdict::Nothing | Verdict::SmallTalk(_) => VerdictKind::Nothing,
        },
        response_time,
    }
}
