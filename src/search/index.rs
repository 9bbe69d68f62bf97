//! The full-text index: one tantivy document a passage, in memory.

use std::collections::{HashMap, HashSet};

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::WhitespaceTokenizer;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use super::analysis::{self, Word};
use crate::knowledge::{Address, Entry, Kind, Library, Part, Passage};

/// Memory for one indexing thread, in bytes; tantivy asks for at least 15 MB.
const WRITER_MEMORY: usize = 32_000_000;
/// How much more a word counts in a question or heading than in the text.
const HEADING_BOOST: f32 = 1.5;

/// The index could not be built or read.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed: {0}")]
pub struct SearchError(#[from] tantivy::TantivyError);

/// All passages with their words.
pub(super) struct Index {
    reader: IndexReader,
    heading: Field,
    text: Field,
    passages: Vec<Indexed>,
    /// In how many passages a word stands.
    frequencies: HashMap<String, u32>,
    /// Questions and their other wordings, by their words; none where two passages share one.
    wordings: HashMap<String, Option<usize>>,
}

/// One passage as search sees it.
pub(super) struct Indexed {
    pub address: Address,
    pub heading: HashSet<String>,
    pub text: HashSet<String>,
}

/// A passage that shares words with a question, with tantivy's score.
pub(super) struct Candidate<'a> {
    pub passage: &'a Indexed,
    pub score: f32,
}

impl Index {
    pub fn build(library: &Library) -> Result<Self, SearchError> {
        let mut schema = Schema::builder();
        let options = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("words")
                .set_index_option(IndexRecordOption::WithFreqs),
        );
        let heading = schema.add_text_field("heading", options.clone());
        let text = schema.add_text_field("text", options);
        let ordinal = schema.add_u64_field("ordinal", FAST);
        let index = tantivy::Index::create_in_ram(schema.build());
        // The words are made by `analysis`, once for the index and once for a question.
        index
            .tokenizers()
            .register("words", WhitespaceTokenizer::default());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_MEMORY)?;
        let mut passages: Vec<Indexed> = Vec::new();
        let mut frequencies: HashMap<String, u32> = HashMap::new();
        let mut wordings: HashMap<String, Option<usize>> = HashMap::new();
        for (entry, passage) in library
            .entries()
            .iter()
            .flat_map(|entry| entry.passages.iter().map(move |passage| (entry, passage)))
        {
            let (head, body) = fields(entry, passage);
            let mut document = TantivyDocument::default();
            document.add_text(heading, &head);
            document.add_text(text, &body);
            document.add_u64(ordinal, passages.len() as u64);
            writer.add_document(document)?;
            let set = |text: &str| text.split(' ').map(str::to_owned).collect::<HashSet<_>>();
            let indexed = Indexed {
                address: entry.address(passage),
                heading: set(&head),
                text: set(&body),
            };
            for word in indexed.heading.union(&indexed.text) {
                *frequencies.entry(word.clone()).or_default() += 1;
            }
            let question = (passage.part == Part::Question).then_some(&passage.heading);
            let asked: HashSet<String> = question
                .into_iter()
                .chain(&passage.wordings)
                .map(|wording| join(wording))
                .collect();
            for wording in asked {
                let first = wordings.contains_key(&wording);
                wordings.insert(wording, (!first).then_some(passages.len()));
            }
            passages.push(indexed);
        }
        writer.commit()?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            reader,
            heading,
            text,
            passages,
            frequencies,
            wordings,
        })
    }

    /// The passage that answers this very question, word for word.
    pub fn wording(&self, words: &[Word]) -> Option<&Indexed> {
        let stems: Vec<_> = words.iter().map(|word| word.stem.as_str()).collect();
        self.passages.get((*self.wordings.get(&stems.join(" "))?)?)
    }

    /// Whether any passage has this word.
    pub fn knows(&self, word: &str) -> bool {
        self.frequencies.contains_key(word)
    }

    /// How much a word says: Robertson and Spärck Jones's inverse document frequency, 0 or more.
    /// A word that stands nowhere says the most.
    pub fn weight(&self, word: &str) -> f32 {
        let passages = self.passages.len() as f32;
        let with = self.frequencies.get(word).copied().unwrap_or_default() as f32;
        ((passages - with + 0.5) / (with + 0.5)).ln_1p()
    }

    /// The passages that share a word with a question, best first, ties in the library's order.
    pub fn candidates(&self, words: &[Word], limit: usize) -> Vec<Candidate<'_>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in words {
            for (field, boost) in [(self.text, 1.0), (self.heading, HEADING_BOOST)] {
                let term = Term::from_field_text(field, &word.stem);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                let query = BoostQuery::new(Box::new(query), boost);
                clauses.push((Occur::Should, Box::new(query)));
            }
        }
        let searcher = self.reader.searcher();
        let collector = TopDocs::with_limit(limit.max(1)).order_by_score();
        let Ok(found) = searcher.search(&BooleanQuery::new(clauses), &collector) else {
            return Vec::new();
        };
        let mut candidates: Vec<(f32, u64)> = found
            .into_iter()
            .filter_map(|(score, at)| {
                let segment = searcher.segment_readers().get(at.segment_ord as usize)?;
                let ordinals = segment.fast_fields().u64("ordinal").ok()?;
                Some((score, ordinals.first(at.doc_id)?))
            })
            .collect();
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        candidates
            .into_iter()
            .filter_map(|(score, ordinal)| {
                let passage = self.passages.get(usize::try_from(ordinal).ok()?)?;
                Some(Candidate { passage, score })
            })
            .collect()
    }
}

/// A passage's question or heading with the names of its entry, and all its text, as words.
fn fields(entry: &Entry, passage: &Passage) -> (String, String) {
    let mut heading = vec![passage.heading.as_str()];
    heading.extend(passage.wordings.iter().map(String::as_str));
    if passage.part == Part::Definition {
        heading.extend(entry.aliases.iter().map(String::as_str));
    }
    // A section alone does not say what it is about: its entry's title does.
    if entry.kind != Kind::Faq {
        heading.push(&entry.title);
    }
    let heading = join(&heading.join(" "));
    let text = join(&passage.body.plain());
    (heading.clone(), format!("{heading} {text}"))
}

fn join(text: &str) -> String {
    let words: Vec<_> = analysis::words(text)
        .into_iter()
        .map(|word| word.stem)
        .collect();
    words.join(" ")
}
