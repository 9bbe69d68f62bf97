//! The inverted index (tantivy, in memory), which selects candidates for a question. The only file that uses tantivy's
//! index. Passages are numbered in input order.
//!
//! tantivy is fed the library's own stems, and its postings are scored with the library's own idf: tantivy's is computed
//! with the operating system's logarithm, which is not the same everywhere.

use std::cmp::Ordering;

use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocSet, Index, IndexSettings, Searcher, TantivyDocument, TantivyError, Term};

use super::forward::Forward;
use super::term_id::TermId;
use super::vocabulary::Vocabulary;

/// Bytes per passage that tantivy's writer reserves at first.
const WRITER_BYTES: usize = 2 << 10;
/// Minimum of bytes that the writer reserves.
const MIN_WRITER_BYTES: usize = 1 << 20;
/// Maximum of bytes that the writer reserves.
const MAX_WRITER_BYTES: usize = 64 << 20;
/// Saturation of repeated terms, and discount of length, of BM25 (Robertson & Zaragoza 2009, the usual values).
pub(crate) const K1: f32 = 1.2;
/// See [`K1`].
pub(crate) const B: f32 = 0.75;

/// tantivy could not build the index.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed: {0}")]
pub struct SearchError(#[from] TantivyError);

/// The inverted index over the stems of all passages.
pub(crate) struct Inverted {
    searcher: Searcher,
    /// Title, question and body of a passage.
    text: Field,
    /// Names, question and wordings of a passage.
    headings: Field,
    /// Mean number of terms of the two fields.
    avg_len: [f32; 2],
}

impl Inverted {
    /// Indexes the passages in input order, in one segment.
    pub(crate) fn build(forward: &Forward, vocabulary: &Vocabulary) -> Result<Self, SearchError> {
        let passages = forward.passages();
        let mut schema = Schema::builder();
        let stems = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::WithFreqs),
        );
        let text = schema.add_text_field("text", stems.clone());
        let headings = schema.add_text_field("headings", stems);
        let index = Index::builder()
            .schema(schema.build())
            .settings(IndexSettings::default());
        let bytes = (passages * WRITER_BYTES).clamp(MIN_WRITER_BYTES, MAX_WRITER_BYTES);
        let mut writer = index.single_segment_index_writer(RamDirectory::create(), bytes)?;
        let mut lengths = [0; 2];
        for number in 0..passages {
            let (title, question) = (forward.name(number), forward.question(number));
            let own = [title, question, forward.body(number)];
            let names = forward.names(number).iter().copied();
            let wordings = forward.wordings(number).iter().copied();
            let mut document = TantivyDocument::default();
            let fields = [
                (text, own.to_vec()),
                (headings, names.chain([question]).chain(wordings).collect()),
            ];
            for ((field, parts), length) in fields.into_iter().zip(&mut lengths) {
                let terms = parts.into_iter().flat_map(|part| forward.terms(part));
                let stems = stems_of(terms, vocabulary);
                *length += stems.tokens.len();
                document.add_pre_tokenized_text(field, stems);
            }
            writer.add_document(document)?;
        }
        let searcher = writer
            .finalize()?
            .reader_builder()
            .num_warming_threads(0)
            .try_into()?
            .searcher();
        let mean = |length: usize| (length as f32 / passages.max(1) as f32).max(1.0);
        Ok(Self {
            searcher,
            text,
            headings,
            avg_len: lengths.map(mean),
        })
    }

    /// Returns the `limit` passages with the largest weighted sum of BM25 among those that are `wanted`, in no order;
    /// of equal ones those that come first in the library.
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

    /// Returns for each passage the weighted sum of BM25 of the terms in both fields. It goes term by term, which is
    /// several times faster than a union of posting lists where most passages have one of the terms.
    fn sums(
        &self,
        terms: &[(TermId, f32)],
        vocabulary: &Vocabulary,
    ) -> Result<Vec<f32>, TantivyError> {
        let Some(segment) = self.searcher.segment_readers().first() else {
            return Ok(Vec::new());
        };
        let mut sums = vec![0.0; segment.max_doc() as usize];
        for (field, avg_len) in [self.text, self.headings].into_iter().zip(self.avg_len) {
            let index = segment.inverted_index(field)?;
            let lengths = segment.get_fieldnorms_reader(field)?;
            for &(id, weight) in terms.iter().filter(|(_, weight)| *weight > 0.0) {
                let term = Term::from_field_text(field, vocabulary.text(id));
                let Some(mut postings) =
                    index.read_postings(&term, IndexRecordOption::WithFreqs)?
                else {
                    continue;
                };
                let idf = weight * vocabulary.idf(id);
                let mut passage = postings.doc();
                while passage != tantivy::TERMINATED {
                    let count = tantivy::postings::Postings::term_freq(&postings) as f32;
                    let relative = lengths.fieldnorm(passage) as f32 / avg_len;
                    if let Some(sum) = sums.get_mut(passage as usize) {
                        *sum += idf * count / (count + K1 * (1.0 - B + B * relative));
                    }
                    passage = postings.advance();
                }
            }
        }
        Ok(sums)
    }
}

/// Orders scored passages: higher score first, then by number.
fn better(one: &(f32, usize), other: &(f32, usize)) -> Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}

/// Returns stems as tokens for tantivy, which neither reads their text nor their offsets.
fn stems_of<'t>(
    terms: impl Iterator<Item = &'t TermId>,
    vocabulary: &Vocabulary,
) -> PreTokenizedString {
    let tokens = terms.enumerate().map(|(position, &term)| Token {
        position,
        text: vocabulary.text(term).to_owned(),
        ..Token::default()
    });
    PreTokenizedString {
        text: String::new(),
        tokens: tokens.collect(),
    }
}
