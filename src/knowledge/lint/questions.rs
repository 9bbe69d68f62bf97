//! Rules for questions: no duplicates, and golden questions that are not indexed.

use std::collections::{HashMap, HashSet};

use super::passages;
use crate::knowledge::{Entry, EntryKind, Library, Passage, PassageKind, Problem, Rule, names};

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
        match known.get(&normalized(wording)) {
            Some((other, same)) if entry.address(passage) == other.address(same) => {}
            Some((other, same)) if entry.layer == other.layer => {
                let message = format!("“{wording}” is also asked at `{}`", other.address(same));
                let problem = Problem::at(&entry.file, passage.line, Rule::Duplicate, message);
                problems.push(problem.hint("answer it once, and let the other say what differs"));
            }
            Some(known) => {
                problems.push(takes_over(wording, (entry, passage), *known));
            }
            None => {
                known.insert(normalized(wording), (entry, passage));
            }
        }
    }
}

/// Words around a name that ask for its definition.
const DEFINITION_ASKED: [(&str, &str); 9] = [
    ("", ""),
    ("what is ", ""),
    ("what are ", ""),
    ("what s ", ""),
    ("whats ", ""),
    ("what does ", " mean"),
    ("define ", ""),
    ("meaning of ", ""),
    ("", " meaning"),
];

/// Reports wordings that are the name of another entry or ask for its definition, as such a wording is answered in the
/// place of that entry.
pub(super) fn names_of_others(library: &Library, problems: &mut Vec<Problem>) {
    let mut named: HashMap<String, &Entry> = HashMap::new();
    for entry in library.entries() {
        for name in std::iter::once(&entry.title).chain(&entry.aliases) {
            named.insert(normalized(name), entry);
        }
    }
    for (entry, passage, wording) in wordings(library) {
        let lowered = wording.to_lowercase().replace(['\'', '’'], " ");
        let other = DEFINITION_ASKED.iter().find_map(|(before, after)| {
            let name = lowered
                .strip_prefix(before)?
                .trim_end_matches('?')
                .strip_suffix(after)?;
            named.get(&normalized(name))
        });
        if let Some(other) = other
            && other.id != entry.id
            && other.layer == entry.layer
        {
            let message = format!(
                "“{wording}” asks for `{}`, and would be answered here",
                other.id
            );
            let problem = Problem::at(&entry.file, passage.line, Rule::Duplicate, message);
            problems.push(problem.hint("remove the wording, or say in it what differs"));
        }
    }
}

/// Warns of a question that two folders have, at the passage of the later one, which search prefers.
fn takes_over(wording: &str, one: (&Entry, &Passage), other: (&Entry, &Passage)) -> Problem {
    let (earlier, later) = if one.0.layer < other.0.layer {
        (one, other)
    } else {
        (other, one)
    };
    let message = format!(
        "“{wording}” is also asked at `{}` of another collection; `{}` is answered in its place",
        earlier.0.address(earlier.1),
        later.0.address(later.1),
    );
    let problem = Problem::at(&later.0.file, later.1.line, Rule::Duplicate, message);
    let hint = "make the questions differ if both answers are wanted";
    problem.hint(hint).warning()
}

/// Returns whether two questions differ only in articles, plurals and punctuation, which [`Rule::Duplicate`] reports.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    normalized(one) == normalized(other)
}

/// Returns the words of a question without articles, possessives, punctuation and plural endings.
fn normalized(question: &str) -> String {
    const DROPPED: [&str; 5] = ["a", "an", "the", "my", "your"];
    let words: Vec<String> = question
        .to_lowercase()
        .split(|symbol: char| !symbol.is_alphanumeric() && !matches!(symbol, '+' | '#'))
        .filter(|word| !word.is_empty() && !DROPPED.contains(word))
        .map(|word| {
            let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2);
            stem.unwrap_or(word).to_owned()
        })
        .collect();
    words.join(" ")
}

/// Reports golden questions that search indexes, as they test nothing, and those of two passages, as only one can come
/// first.
pub(super) fn golden(library: &Library, problems: &mut Vec<Problem>) {
    // Authors of one folder do not see the texts of another.
    let indexed: HashSet<(usize, String)> = wordings(library)
        .map(|(entry, _, wording)| (entry.layer, names::key(wording)))
        .chain(library.entries().iter().flat_map(|entry| {
            let names = std::iter::once(&entry.title).chain(&entry.aliases);
            names.map(|name| (entry.layer, names::key(name)))
        }))
        .collect();
    let mut known: HashMap<String, (&Entry, &Passage)> = HashMap::new();
    for (entry, passage) in passages(library) {
        let is_preface = entry.kind == EntryKind::Faq && passage.kind == PassageKind::Definition;
        if is_preface && !passage.golden.is_empty() {
            let message = "the preface of a topic is never an answer, so that its golden questions cannot be met";
            let problem = Problem::at(&entry.file, passage.line, Rule::Golden, message.to_owned());
            problems.push(problem.hint("move them to the question that answers them"));
        }
        for question in &passage.golden {
            let key = names::key(question);
            if indexed.contains(&(entry.layer, key.clone())) {
                let message = format!("the golden question “{question}” is also indexed");
                let problem = Problem::at(&entry.file, passage.line, Rule::Golden, message);
                problems.push(problem.hint("word it as somebody else would"));
            }
            match known.get(&key) {
                Some((other, same)) => {
                    let address = other.address(same);
                    let message =
                        format!("the golden question “{question}” also stands at `{address}`");
                    let hint = "let it stand where its answer is, and word the other as somebody else would";
                    let problem = Problem::at(&entry.file, passage.line, Rule::Golden, message);
                    let problem = problem.hint(hint);
                    problems.push(if entry.layer == other.layer {
                        problem
                    } else {
                        problem.warning()
                    });
                }
                None => {
                    known.insert(key, (entry, passage));
                }
            }
        }
    }
}
