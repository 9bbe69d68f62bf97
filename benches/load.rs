//! Benchmark of loading, linting and indexing by library size: `cargo bench --bench load`.
//!
//! Writes synthetic folders of 1,000, 10,000 and 100,000 passages, ten to an entry. Prints for each the time
//! to load, to lint and to index it, in seconds, and the resident memory of the process, in MB.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench stops at once when its ground is gone, and prints its figures"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use guidepost::testing::knowledge::{lint, load};
use guidepost::testing::search::{Search, SearchResources};
use jiff::civil::date;

const PASSAGES: usize = 10;
/// Syllables of the synthetic words; four each give 65,536 words.
const SYLLABLES: [&str; 16] = [
    "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za",
];

/// Returns the word of a number: its last four hexadecimal digits as syllables, lowest first.
fn word(number: usize) -> String {
    let mut rest = number;
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES.get(rest % SYLLABLES.len()).unwrap_or(&"x"));
        rest /= SYLLABLES.len();
    }
    word
}

/// A pseudo-random sequence of words, the same in every run.
struct Words(u64);

impl Words {
    fn next(&mut self) -> String {
        // A linear congruential generator, with the constants of Knuth's MMIX.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let drawn = (self.0 >> 40) as usize;
        // Squared, so that word frequencies are skewed: small numbers are more common.
        let share = (drawn % 1_000) * (drawn % 1_000) / 1_000;
        word(share * 20 + drawn % 20)
    }

    fn text(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| self.next()).collect();
        words.join(" ")
    }
}

fn write(folder: &Path, passages: usize) {
    let mut words = Words(7);
    let entries = passages / PASSAGES;
    for entry in 0..entries {
        let title = format!("{} {entry}", words.text(2));
        let next = (entry + 1) % entries;
        let mut text = format!(
            "+++\ntitle = \"{title}\"\nkind = \"term\"\nrelated = [\"entry-{next}\"]\nreviewed = 2026-01-01\n\
             [[sources]]\ntitle = \"A page\"\nurl = \"https://page.example/\"\n+++\n{title} is {}.\n\n## Questions\n",
            words.text(40)
        );
        for question in 1..PASSAGES {
            let _ = write!(
                text,
                "\n### {} {question}?\n\n{}.\n",
                words.text(8),
                words.text(80)
            );
        }
        fs::write(folder.join(format!("entry-{entry}.md")), text).expect("a file");
    }
}

/// Returns the resident memory of the process, in MB (2^20 bytes); none where there is no `/proc`.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1_024)
}

fn main() {
    let resources = Arc::new(SearchResources::built_in().expect("the lexicon that is built in"));
    println!("passages  load s  check s  index s  MB held");
    for passages in [1_000, 10_000, 100_000] {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), passages);
        let started = Instant::now();
        let library = load(folder.path()).unwrap_or_else(|error| panic!("{error}"));
        let loaded = started.elapsed().as_secs_f64();
        let started = Instant::now();
        let found = lint(&library, date(2026, 6, 1));
        let checked = started.elapsed().as_secs_f64();
        let started = Instant::now();
        let search = Search::build(Arc::new(library), resources.clone()).expect("an index");
        let indexed = started.elapsed().as_secs_f64();
        println!(
            "{passages:>8}  {loaded:>6.2}  {checked:>7.2}  {indexed:>7.2}  {:>7}",
            memory().map_or_else(|| "?".to_owned(), |memory| memory.to_string())
        );
        drop((found, search));
    }
}
