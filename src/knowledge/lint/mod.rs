//! Lint rules: findings that do not prevent a library from loading, but that its authors should fix.

mod entry;
mod graph;
mod pay;
mod questions;
mod skills;
mod spelling;
mod style;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::{Entry, EntryId, Library, Passage, Problem};

pub(crate) use questions::same_words;

/// Returns the findings of all rules on a library, as of `today`, in the order of files and lines.
#[must_use]
pub fn lint(library: &Library, today: Date) -> Vec<Problem> {
    let mut problems = library.remarks().to_vec();
    for one in library.entries() {
        entry::dates(one, today, &mut problems);
        entry::definition(one, &mut problems);
        entry::unwritten(one, &mut problems);
        entry::sections(one, &mut problems);
        pay::pay(one, &mut problems);
        skills::kinds(library, one, &mut problems);
        skills::mentions(library, one, &mut problems);
        style::style(one, &mut problems);
    }
    questions::duplicates(library, &mut problems);
    questions::names_of_others(library, &mut problems);
    questions::golden(library, &mut problems);
    graph::orphans(library, &mut problems);
    graph::cycles(library, &mut problems);
    skills::twins(library, &mut problems);
    spelling::spelling(library, &mut problems);
    problems.sort();
    problems
}

/// Returns the first placeholder of a template that an entry still has.
pub(super) fn unwritten(entry: &Entry) -> Option<Problem> {
    let mut problems = Vec::new();
    entry::unwritten(entry, &mut problems);
    problems.into_iter().next()
}

/// Iterates over all passages with their entries.
fn passages(library: &Library) -> impl Iterator<Item = (&Entry, &Passage)> {
    library
        .entries()
        .iter()
        .flat_map(|entry| entry.passages.iter().map(move |passage| (entry, passage)))
}

/// Returns the line and the column at which the front matter names `id` under `key`; 1 and 1 where
/// it does not.
fn place(entry: &Entry, key: &str, id: &EntryId) -> (usize, usize) {
    let mut references = entry.references.iter();
    references
        .find(|one| one.key == key && one.target == *id)
        .map_or((1, 1), |one| (one.line, one.column))
}
