//! The full-text engine: a tantivy index in memory that proposes candidates for a question.
//! The only file of the room that names tantivy's index; passages are numbered in input order.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Index, IndexSettings, Searcher, TantivyDocument};

use super::document::Document;
use super::forward::Forward;
use super::term::Term;
use super::vocabulary::Vocabulary;

/// Memory that building may use before tantivy complains, in bytes; it grows with the text.
const BUILD_MEMORY: usize = 64 << 20;

/// The index could not be built.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed: {0}")]
pub struct SearchError(#[from] tantivy::TantivyError);

/// Tantivy over the stems of every passage.
pub struct Engine {
    searcher: Searcher,
    whole: Field,
    head: Field,
    scope: Field,
}

impl Engine {
    /// Indexes the passages in input order, in one segment.
    pub fn build(
        documents: &[Document],
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
        let scope = schema.add_text_field("scope", STRING);
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
            BUILD_MEMORY,
        )?;
        let mut text = String::new();
        for (number, document) in documents.iter().enumerate() {
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
            if let Some(value) = &document.scope {
                row.add_text(scope, value);
            }
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
            scope,
        })
    }

    /// The `limit` passages that the weighted `terms` fit best, best first, ties in input order.
    pub fn candidates(
        &self,
        terms: &[(Term, f32)],
        scope: Option<&str>,
        limit: usize,
        vocabulary: &Vocabulary,
    ) -> Vec<usize> {
        let clauses: Vec<(Occur, Box<dyn Query>)> = terms
            .iter()
            .filter(|(_, weight)| *weight > 0.0)
            .flat_map(|&(term, weight)| {
                [self.whole, self.head].map(|field| {
                    let term = tantivy::Term::from_field_text(field, vocabulary.text(term));
                    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                    (
                        Occur::Should,
                        Box::new(BoostQuery::new(Box::new(query), weight)) as Box<dyn Query>,
                    )
                })
            })
            .collect();
        if clauses.is_empty() {
            return Vec::new();
        }
        let mut query: Box<dyn Query> = Box::new(BooleanQuery::new(clauses));
        if let Some(scope) = scope {
            let only = TermQuery::new(
                tantivy::Term::from_field_text(self.scope, scope),
                IndexRecordOption::Basic,
            );
            query = Box::new(BooleanQuery::new(vec![
                (Occur::Must, query),
                (
                    Occur::Must,
                    Box::new(ConstScoreQuery::new(Box::new(only), 0.0)),
                ),
            ]));
        }
        let best = TopDocs::with_limit(limit.max(1)).order_by_score();
        match self.searcher.search(&query, &best) {
            Ok(found) => found
                .into_iter()
                .map(|(_, address)| address.doc_id as usize)
                .collect(),
            Err(error) => {
                tracing::error!("the search index cannot be read: {error}");
                Vec::new()
            }
        }
    }
}

fn write(terms: &[Term], vocabulary: &Vocabulary, out: &mut String) {
    for &term in terms {
        out.push_str(vocabulary.text(term));
        out.push(' ');
    }
}
