//! The full-text engine: a tantivy index in memory that proposes candidates for a question.
//! The only file of the room that names tantivy's index; passages are numbered in input order.

use std::cmp::Ordering;

use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Index, IndexSettings, Searcher, TantivyDocument, TantivyError};

use super::forward::Forward;
use super::term::Term;
use super::vocabulary::Vocabulary;

/// Memory that tantivy prepares for the words of each passage while it builds, in bytes; what is not
/// enough grows.
const PREPARED: usize = 2 << 10;
/// The least and the most of that.
const LEAST_PREPARED: usize = 1 << 20;
const MOST_PREPARED: usize = 64 << 20;

/// The index could not be built.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed: {0}")]
pub struct SearchError(#[from] TantivyError);

/// Tantivy over the stems of every passage.
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
            (documents * PREPARED).clamp(LEAST_PREPARED, MOST_PREPARED),
        )?;
        let mut text = String::new();
        for number in 0..documents {
            let mut row = TantivyDocument::default();
            text.clear();
            for unit in forward.names(number) {
                write(forward.terms(*unit), vocabulary, &mut text);
            }
            write(
                forward.terms(forward.question(number)),
                vocabulary,
                &mut text,
            );
            for unit in forward.wordings(number) {
                write(forward.terms(*unit), vocabulary, &mut text);
            }
            row.add_text(head, &text);
            text.clear();
            for unit in forward
                .names(number)
                .first()
                .into_iter()
                .chain([&forward.question(number), &forward.body(number)])
            {
                write(forward.terms(*unit), vocabulary, &mut text);
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

    /// The `limit` passages that the weighted `terms` fit best among those that are `wanted`, in no
    /// order; of equally good ones those that come first in the library.
    pub(crate) fn candidates(
        &self,
        terms: &[(Term, f32)],
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

    /// What the terms are worth in each passage: the sum of their BM25 in both fields. Word after word:
    /// most passages have one of a question's common words, and then this is several times quicker than
    /// tantivy's own union, which looks at all words of one passage after the other.
    fn sums(
        &self,
        terms: &[(Term, f32)],
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

fn write(terms: &[Term], vocabulary: &Vocabulary, out: &mut String) {
    for &term in terms {
        out.push_str(vocabulary.text(term));
        out.push(' ');
    }
}
