//! The inverted index: tantivy in memory, which proposes candidates for a question. The only file that uses
//! tantivy's index. Passages are numbered in input order.

use std::cmp::Ordering;

use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Index, IndexSettings, Searcher, TantivyDocument, TantivyError};

use super::forward::Forward;
use super::term_id::TermId;
use super::vocabulary::Vocabulary;

/// Bytes per passage that tantivy's writer reserves at first.
const WRITER_BYTES: usize = 2 << 10;
/// Least and most bytes that the writer reserves.
const MIN_WRITER_BYTES: usize = 1 << 20;
const MAX_WRITER_BYTES: usize = 64 << 20;

/// tantivy could not build the index.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed: {0}")]
pub struct SearchError(#[from] TantivyError);

/// The inverted index over the stems of all passages.
pub(crate) struct Engine {
    searcher: Searcher,
    whole: Field,
    head: Field,
}

impl Engine {
    /// Indexes the passages in input order, in one segment.
    pub(crate) fn build(
        documents: usize,
        forward: &Forward,
        vocabulary: &Vocabulary,
    ) -> Result<Self, SearchError> {
        let mut schema = Schema::builder();
        let stems = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("stems")
                .set_index_option(IndexRecordOption::WithFreqs),
        );
        let whole = schema.add_text_field("whole", stems.clone());
        let head = schema.add_text_field("head", stems);
        let analyzer = TextAnalyzer::from(WhitespaceTokenizer::default());
        let index = Index::builder()
            .schema(schema.build())
            .settings(IndexSettings::default())
            .tokenizers({
                let manager = tantivy::tokenizer::TokenizerManager::default();
                manager.register("stems", analyzer);
                manager
            });
        let mut writer = index.single_segment_index_writer(
            tantivy::directory::RamDirectory::create(),
            (documents * WRITER_BYTES).clamp(MIN_WRITER_BYTES, MAX_WRITER_BYTES),
        )?;
        let mut text = String::new();
        for number in 0..documents {
            let mut row = TantivyDocument::default();
            text.clear();
            for field in forward.names(number) {
                write(forward.terms(*field), vocabulary, &mut text);
            }
            write(
                forward.terms(forward.question(number)),
                vocabulary,
                &mut text,
            );
            for field in forward.wordings(number) {
                write(forward.terms(*field), vocabulary, &mut text);
            }
            row.add_text(head, &text);
            text.clear();
            for field in forward
                .names(number)
                .first()
                .into_iter()
                .chain([&forward.question(number), &forward.body(number)])
            {
                write(forward.terms(*field), vocabulary, &mut text);
            }
            row.add_text(whole, &text);
            writer.add_document(row)?;
        }
        let index = writer.finalize()?;
        let searcher = index
            .reader_builder()
            .num_warming_threads(0)
            .try_into()?
            .searcher();
        Ok(Self {
            searcher,
            whole,
            head,
        })
    }

    /// Returns the `limit` passages with the largest weighted sum of BM25 among those that are `wanted`, in
    /// no order; of equal ones those that come first in the library.
    pub(crate) fn candidates(
        &self,
        terms: &[(TermId, f32)],
        limit: usize,
        vocabulary: &Vocabulary,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let sums = match self.sums(terms, vocabulary) {
            Ok(sums) => sums,
            Err(error) => {
                tracing::error!("the search index cannot be read: {error}");
                return Vec::new();
            }
        };
        let mut found: Vec<(f32, usize)> = sums
            .into_iter()
            .enumerate()
            .filter(|&(passage, sum)| sum > 0.0 && wanted(passage))
            .map(|(passage, sum)| (sum, passage))
            .collect();
        if found.len() > limit {
            found.select_nth_unstable_by(limit, better);
            found.truncate(limit);
        }
        found.into_iter().map(|(_, passage)| passage).collect()
    }

    /// Returns for each passage the weighted sum of BM25 of the terms in both fields. It goes term by term,
    /// which is several times faster than tantivy's union of posting lists where most passages have one of
    /// the terms.
    fn sums(
        &self,
        terms: &[(TermId, f32)],
        vocabulary: &Vocabulary,
    ) -> Result<Vec<f32>, TantivyError> {
        let Some(segment) = self.searcher.segment_readers().first() else {
            return Ok(Vec::new());
        };
        let mut sums = vec![0.0; segment.max_doc() as usize];
        let scoring = EnableScoring::enabled_from_searcher(&self.searcher);
        for &(term, weight) in terms.iter().filter(|(_, weight)| *weight > 0.0) {
            for field in [self.whole, self.head] {
                let term = tantivy::Term::from_field_text(field, vocabulary.text(term));
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                let add = &mut |passage: u32, score: f32| {
                    if let Some(sum) = sums.get_mut(passage as usize) {
                        *sum += weight * score;
                    }
                };
                query.weight(scoring)?.for_each(segment, add)?;
            }
        }
        Ok(sums)
    }
}

fn better(one: &(f32, usize), other: &(f32, usize)) -> Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}

fn write(terms: &[TermId], vocabulary: &Vocabulary, out: &mut String) {
    for &term in terms {
        out.push_str(vocabulary.text(term));
        out.push(' ');
    }
}
