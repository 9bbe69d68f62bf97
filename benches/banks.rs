//! Comparison with tantivy's default search on question banks: `cargo bench --bench banks -- BANK…`.
//!
//! Prints hit@1 on each bank: of tantivy's default query with its English stemmer over title and text, of
//! the same with the other wordings as a third field, of guidepost without an embedding model, and with the
//! one that `GUIDEPOST_SEARCH_MODEL` names.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at once when its ground is gone, and prints its figures"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use guidepost::testing::eval::{self, Bank, Query};
use guidepost::testing::search::SearchResources;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};

/// Number of tantivy's results among which the first one that passes the question's filter is taken.
const DEPTH: usize = 200;

/// A tantivy index with the schema and the query parser of tantivy's tutorial.
struct Tutorial {
    searcher: Searcher,
    parser: QueryParser,
    number: Field,
}

impl Tutorial {
    fn of(bank: &Bank, with_wordings: bool) -> Self {
        let mut schema = Schema::builder();
        let text = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("en_stem")
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let title = schema.add_text_field("title", text.clone());
        let body = schema.add_text_field("body", text.clone());
        let wordings = schema.add_text_field("wordings", text);
        let number = schema.add_u64_field("number", STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer(50_000_000).expect("memory");
        for (at, entry) in (0_u64..).zip(bank.library.entries()) {
            let mut document = TantivyDocument::default();
            document.add_u64(number, at);
            for passage in &entry.passages {
                document.add_text(title, &passage.heading);
                document.add_text(body, passage.body.plain());
                for wording in entry.aliases.iter().chain(&passage.wordings) {
                    document.add_text(wordings, wording);
                }
            }
            writer.add_document(document).expect("a document");
        }
        writer.commit().expect("an index");
        let mut fields = vec![title, body];
        if with_wordings {
            fields.push(wordings);
        }
        Self {
            searcher: index.reader().expect("a reader").searcher(),
            parser: QueryParser::for_index(&index, fields),
            number,
        }
    }

    /// Returns the number of the first document that passes the question's filter.
    fn first(&self, bank: &Bank, query: &Query) -> Option<usize> {
        let (parsed, _) = self.parser.parse_query_lenient(&query.text);
        let best = TopDocs::with_limit(DEPTH).order_by_score();
        let found = self.searcher.search(&parsed, &best).expect("a search");
        let numbers = found.into_iter().filter_map(|(_, address)| {
            let document: TantivyDocument = self.searcher.doc(address).expect("a document");
            let number = document.get_first(self.number)?.as_u64()?;
            usize::try_from(number).ok()
        });
        let entries = bank.library.entries();
        let allowed = |at: &usize| {
            let entry = entries.get(*at);
            query.filter.is_none() || entry.is_some_and(|one| one.collection == query.filter)
        };
        let first = numbers.into_iter().find(allowed)?;
        bank.number(&entries.get(first)?.id)
    }

    fn hit_at_1(&self, bank: &Bank) -> f64 {
        let asked = bank.queries.iter().filter(|one| !one.relevant.is_empty());
        let (mut right, mut all) = (0.0, 0.0);
        for query in asked {
            all += 1.0;
            let first = self.first(bank, query);
            if first.is_some_and(|first| query.relevant.contains_key(&first)) {
                right += 1.0;
            }
        }
        right / f64::max(all, 1.0)
    }
}

fn main() {
    let folders: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let words = Arc::new(SearchResources::built_in().expect("the lexicon"));
    let model = std::env::var_os("GUIDEPOST_SEARCH_MODEL");
    let model =
        model.map(|path| SearchResources::load(None, Some(Path::new(&path))).expect("a model"));
    let model = model.map(Arc::new);
    println!("bank                 tantivy  with wordings     ours  with model");
    for folder in folders {
        let bank = Bank::load(&folder, false).expect("a bank");
        let ours = |resources: &Arc<SearchResources>| {
            let measured = eval::measure(&bank, resources.clone()).expect("an index");
            measured.metrics.hit_at_1
        };
        let meant = model.as_ref().map_or("-".to_owned(), |resources| {
            format!("{:.3}", ours(resources))
        });
        println!(
            "{:20} {:7.3}  {:13.3}  {:7.3}  {meant:>10}",
            bank.name,
            Tutorial::of(&bank, false).hit_at_1(&bank),
            Tutorial::of(&bank, true).hit_at_1(&bank),
            ours(&words),
        );
    }
}
