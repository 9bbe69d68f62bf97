//! Benchmark of indexing, search and completion by library size: `cargo bench --bench search [PASSAGES…]`.
//!
//! Repeats the shipped knowledge up to 1,000, 10,000 and 100,000 passages, each copy with some words of its
//! own. Prints the time to build the index, the median and the 99th percentile of a search and of a
//! completion in milliseconds, and the resident memory in MB; `SQLite`'s full-text search (FTS5) over the
//! same texts is the comparison. With `GUIDEPOST_SEARCH_MODEL`, each size is also measured with that
//! embedding model, over unchanged copies, so that each text is encoded only once.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at once when its ground is gone, and prints its figures"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use guidepost::testing::eval::memory;
use guidepost::testing::knowledge::{self, Entry, EntryId, Library};
use guidepost::testing::markup::{Block, Markup};
use guidepost::testing::search::{Search, SearchResources, SuggestScope};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// One in this many words of a copy gets the number of the copy appended.
const OWN: usize = 17;
/// Approximate number of questions asked at each size.
const ASKED: usize = 400;

/// Returns the shipped knowledge, repeated up to this number of passages, and a sample of its golden
/// questions, which are not indexed. If `changed`, each copy gets some words of its own.
fn library(passages: usize, changed: bool) -> (Library, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let shipped = knowledge::load(&folder).expect("the shipped knowledge");
    let asked: Vec<&String> = shipped
        .entries()
        .iter()
        .flat_map(|entry| &entry.passages)
        .flat_map(|passage| &passage.golden)
        .collect();
    let step = (asked.len() / ASKED).max(1);
    let asked = asked.into_iter().step_by(step).cloned().collect();
    let mut entries: Vec<Entry> = Vec::new();
    let mut count = 0;
    for round in 0.. {
        for entry in shipped.entries() {
            if count >= passages {
                return (Library::of(entries), asked);
            }
            let mut entry = entry.clone();
            entry.passages.truncate(passages - count);
            count += entry.passages.len();
            if round > 0 {
                entry.id = EntryId::new(&format!("{}-{round}", entry.id)).unwrap_or(entry.id);
                if changed {
                    change(&mut entry, round);
                }
            }
            entries.push(entry);
        }
    }
    (Library::of(entries), asked)
}

fn change(entry: &mut Entry, round: usize) {
    entry.title = own(&entry.title, round);
    entry.aliases.truncate(2);
    for alias in &mut entry.aliases {
        *alias = format!("{alias} {round}");
    }
    for passage in &mut entry.passages {
        passage.heading = own(&passage.heading, round);
        passage.wordings.truncate(2);
        let mut body = Markup::default();
        body.push(Block::Paragraph(vec![
            guidepost::testing::markup::Span::plain(own(&passage.body.plain(), round)),
        ]));
        passage.body = body;
    }
}

/// Appends the number of the copy to one in [`OWN`] words of a text.
fn own(text: &str, round: usize) -> String {
    let words = text.split(' ').enumerate().map(|(at, word)| {
        if (at + round).is_multiple_of(OWN) {
            format!("{word}{round}")
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Returns the median and the 99th percentile, in milliseconds.
fn percentiles(mut took: Vec<Duration>) -> (f64, f64) {
    took.sort_unstable();
    let at = |percent: usize| {
        let index = (took.len().max(1) - 1) * percent / 100;
        took.get(index).map_or(0.0, Duration::as_secs_f64) * 1_000.0
    };
    (at(50), at(99))
}

fn timed<T>(asked: &[String], mut answer: impl FnMut(&str) -> T) -> (f64, f64) {
    for question in asked.iter().take(20) {
        black_box(answer(&format!("{question} again")));
    }
    let took = asked.iter().map(|question| {
        let started = Instant::now();
        black_box(answer(black_box(question)));
        started.elapsed()
    });
    percentiles(took.collect())
}

fn measure(name: &str, library: &Arc<Library>, asked: &[String], resources: &Arc<SearchResources>) {
    let passages = count(library);
    let before = memory().map_or(0, |memory| memory.now);
    let started = Instant::now();
    let search = Search::build(library.clone(), resources.clone()).expect("an index");
    let built = started.elapsed().as_secs_f64();
    let held = memory()
        .map_or(0, |memory| memory.now)
        .saturating_sub(before)
        >> 20;
    let found = timed(asked, |question| search.find(question));
    let typed: Vec<String> = asked
        .iter()
        .enumerate()
        .map(|(at, question)| question.chars().take(1 + at * 7 % question.len()).collect())
        .collect();
    let names = timed(&typed, |text| {
        search.suggest(text, SuggestScope::Entries, 25)
    });
    let questions = timed(&typed, |text| {
        search.suggest(text, SuggestScope::Questions, 25)
    });
    println!(
        "{name:<10} {passages:>8} {built:>8.2} {:>10.0} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {held:>8}",
        passages as f64 / built,
        found.0,
        found.1,
        names.0,
        names.1,
        questions.0,
        questions.1,
    );
}

fn count(library: &Library) -> usize {
    let entries = library.entries().iter();
    entries.map(|entry| entry.passages.len()).sum()
}

/// Measures `SQLite`'s full-text search (FTS5) on the same texts and questions: one table of title, question
/// and text, the words of the question joined by OR, `bm25` with weights 5, 3 and 1.
fn measure_fts5(library: &Library, asked: &[String]) {
    use sqlx::{Connection as _, Executor as _, SqliteConnection};
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let database = async {
        let mut database = SqliteConnection::connect("sqlite::memory:").await?;
        let started = Instant::now();
        database
            .execute("CREATE VIRTUAL TABLE passages USING fts5(title, question, text, tokenize = 'porter unicode61')")
            .await?;
        let mut writing = database.begin().await?;
        for entry in library.entries() {
            for passage in &entry.passages {
                let question = format!("{} {}", passage.heading, passage.wordings.join(" "));
                sqlx::query("INSERT INTO passages VALUES (?, ?, ?)")
                    .bind(&entry.title)
                    .bind(question)
                    .bind(passage.body.plain())
                    .execute(&mut *writing)
                    .await?;
            }
        }
        writing.commit().await?;
        Ok::<_, sqlx::Error>((database, started.elapsed().as_secs_f64()))
    };
    let (mut database, built) = runtime.block_on(database).expect("a database");
    let found = timed(asked, |question| {
        let words: Vec<String> = question
            .split(|symbol: char| !symbol.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\""))
            .collect();
        let words = words.join(" OR ");
        let query = "SELECT rowid FROM passages WHERE passages MATCH ? \
                     ORDER BY bm25(passages, 5.0, 3.0, 1.0) LIMIT 5";
        let rows = sqlx::query_scalar::<_, i64>(query)
            .bind(words)
            .fetch_all(&mut database);
        runtime.block_on(rows).expect("rows").len()
    });
    let passages = count(library);
    println!(
        "{:<10} {passages:>8} {built:>8.2} {:>10.0} {:>7.2} {:>7.2}",
        "FTS5",
        passages as f64 / built,
        found.0,
        found.1
    );
}

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        SIZES.to_vec()
    } else {
        sizes
    };
    println!(
        "{:<10} {:>8} {:>8} {:>10} {:>15} {:>15} {:>15} {:>8}",
        "",
        "passages",
        "build s",
        "passages/s",
        "answer p50 p99",
        "names p50 p99",
        "questions",
        "MB"
    );
    let words = Arc::new(SearchResources::built_in().expect("the lexicon that is built in"));
    for &size in &sizes {
        let (library, asked) = library(size, true);
        let library = Arc::new(library);
        measure("words", &library, &asked, &words);
        measure_fts5(&library, &asked);
    }
    if let Some(folder) = std::env::var_os("GUIDEPOST_SEARCH_MODEL") {
        let folder = PathBuf::from(folder);
        // New resources for each measurement, so that no question is in the memory cache.
        let resources = || Arc::new(SearchResources::load(None, Some(&folder)).expect("the model"));
        for (at, &size) in sizes.iter().enumerate() {
            let (library, asked) = library(size, false);
            let library = Arc::new(library);
            if at == 0 {
                // The first measurement encodes the texts; the next reads their vectors from the cache file.
                measure("computing", &library, &asked, &resources());
            }
            measure("and model", &library, &asked, &resources());
        }
    }
}
