//! Rules for questions: asked once, and golden ones not indexed.

use std::collections::{HashMap, HashSet};

use super::passages;
use crate::knowledge::{Entry, Library, Passage, PassageKind, Problem, Rule, names};

/// Iterates over all questions and their other wordings.
fn wordings(library: &Library) -> impl Iterator<Item = (&Entry, &Passage, &str)> {
    passages(library).flat_map(|(entry, passage)| {
        let question = (passage.kind == PassageKind::Question).then_some(passage.heading.as_str());
        let also = passage.wordings.iter().map(String::as_str);
        question
            .into_iter()
            .chain(also)
            .map(move |wording| (entry, passage, wording))
    })
}

/// Reports questions that differ only in articles, plurals and punctuation.
pub(super) fn duplicates(library: &Library, problems: &mut Vec<Problem>) {
    let mut known: HashMap<String, (&Entry, &Passage)> = HashMap::new();
    for (entry, passage, wording) in wordings(library) {
        match known.get(&gist(wording)) {
            Some((other, same)) if entry.address(passage) != other.address(same) => {
                let message = format!("“{wording}” is also asked at `{}`", other.address(same));
                let problem = Problem::at(&entry.file, passage.line, Rule::Duplicate, message);
                problems.push(problem.hint("answer it once, and let the other say what differs"));
            }
            Some(_) => {}
            None => {
                known.insert(gist(wording), (entry, passage));
            }
        }
    }
}

/// Returns the words of a question without articles, possessives, punctuation and plural endings.
fn gist(question: &str) -> String {
    const SMALL: [&str; 5] = ["a", "an", "the", "my", "your"];
    let words: Vec<String> = question
        .to_lowercase()
        .split(|symbol: char| !symbol.is_alphanumeric() && !matches!(symbol, '+' | '#'))
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .map(|word| {
            let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2);
            stem.unwrap_or(word).to_owned()
        })
        .collect();
    words.join(" ")
}

/// Reports golden questions that search indexes, as they prove nothing, and those at two places, as
/// they contradict each other.
pub(super) fn golden(library: &Library, problems: &mut Vec<Problem>) {
    let indexed: HashSet<String> = wordings(library)
        .map(|(_, _, wording)| names::key(wording))
        .chain(library.entries().iter().flat_map(|entry| {
            let names = std::iter::once(&entry.title).chain(&entry.aliases);
            names.map(|name| names::key(name))
        }))
        .collect();
    let mut known: HashMap<String, (&Entry, &Passage)> = HashMap::new();
    for (entry, passage) in passages(library) {
        for question in &passage.golden {
            let key = names::key(question);
            if indexed.contains(&key) {
                let message = format!("the golden question “{question}” is also indexed");
                let problem = Problem::at(&entry.file, passage.line, Rule::Golden, message);
                problems.push(problem.hint("word it as somebody else would"));
            }
            match known.get(&key) {
                Some((other, same)) => {
                    let address = other.address(same);
                    let message =
                        format!("the golden question “{question}” also stands at `{address}`");
                    problems.push(Problem::at(
                        &entry.file,
                        passage.line,
                        Rule::Golden,
                        message,
                    ));
                }
                None => {
                    known.insert(key, (entry, passage));
                }
            }
        }
    }
}
