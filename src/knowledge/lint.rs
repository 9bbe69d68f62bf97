//! What is not wrong enough to keep a library from working, but would not please its readers.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use super::facet::HEADINGS;
use super::template::{NOWHERE, UNWRITTEN};
use super::{
    Entry, EntryId, EntryKind, Facet, Library, Passage, PassageKind, Problem, Rule, names,
};
use crate::markup::{Block, Markup};

/// How many characters a passage may have, so that a message shows it whole.
const MAX_PASSAGE: usize = 1_800;
/// From this likeness (of 1) to a heading with a meaning on, another one is taken for a slip.
const SLIP: f64 = 0.75;
/// Words with which no definition begins that stands alone.
const LEANING: [&str; 8] = ["it", "this", "these", "that", "those", "they", "he", "she"];
/// Sections that commands show of roles only.
const ROLE_FACETS: [Facet; 5] = [
    Facet::Responsibilities,
    Facet::Day,
    Facet::Roadmap,
    Facet::Interview,
    Facet::Seniority,
];

/// Everything in a library that its authors should look at, as of `today`, in the order of files.
#[must_use]
pub fn lint(library: &Library, today: Date) -> Vec<Problem> {
    let mut problems = library.remarks().to_vec();
    for entry in library.entries() {
        dates(entry, today, &mut problems);
        definition(entry, &mut problems);
        unwritten(entry, &mut problems);
        sections(entry, &mut problems);
        skills(library, entry, &mut problems);
    }
    duplicates(library, &mut problems);
    golden(library, &mut problems);
    orphans(library, &mut problems);
    spelling(library, &mut problems);
    problems.sort();
    problems
}

fn dates(entry: &Entry, today: Date, problems: &mut Vec<Problem>) {
    let mut say = |message: String, hint: &str| {
        problems.push(Problem::at(&entry.file, 1, Rule::Review, message).hint(hint));
    };
    if entry.reviewed > today {
        let message = format!("`reviewed` is {}, which is yet to come", entry.reviewed);
        say(message, "give the day on which you last found it true");
    }
    match entry.review_by {
        Some(day) if day < today => {
            let message = format!("it was to be read again by {day}");
            say(message, "read it, mend it, and give both dates anew");
        }
        _ => {}
    }
    if entry.facet(Facet::Pay).is_some() && (entry.review_by.is_none() || entry.region.is_none()) {
        let message = "it speaks of pay without `review_by` and `region`".to_owned();
        say(message, "say until when and where it holds");
    }
}

fn definition(entry: &Entry, problems: &mut Vec<Problem>) {
    let Some(definition) = entry.definition() else {
        return;
    };
    let text = definition.body.plain();
    let first = text.split_whitespace().next().unwrap_or_default();
    // “IT support” is a name.
    let shouted = first.chars().all(char::is_uppercase);
    if !shouted && LEANING.contains(&first.to_lowercase().as_str()) {
        let message = format!("the definition begins with “{first}” and does not stand alone");
        let problem = Problem::at(&entry.file, definition.line, Rule::Definition, message);
        problems.push(problem.hint("begin with what it is about"));
    }
    let named = matches!(entry.kind, EntryKind::Faq | EntryKind::Guide) || {
        let text = names::key(&text);
        let mut known = std::iter::once(&entry.title).chain(&entry.aliases);
        known.any(|name| text.contains(&names::key(name)))
    };
    if !named {
        let message = format!("the definition does not name {}", entry.title);
        let problem = Problem::at(&entry.file, definition.line, Rule::Definition, message);
        problems.push(problem.hint("name it in the first sentence"));
    }
}

/// What `guidepost new` left to write.
fn unwritten(entry: &Entry, problems: &mut Vec<Problem>) {
    for passage in &entry.passages {
        if passage.body.plain().starts_with(UNWRITTEN) {
            let message = format!("nobody has written `{}` yet", passage.heading);
            let problem = Problem::at(&entry.file, passage.line, Rule::Unwritten, message);
            problems.push(problem.hint("write it, or take the heading out"));
        }
    }
    if entry.sources.iter().any(|source| source.url == NOWHERE) {
        let message = "the source is still that of the template".to_owned();
        let problem = Problem::at(&entry.file, 1, Rule::Unwritten, message);
        problems.push(problem.hint("name a page that a reader can open"));
    }
}

fn sections(entry: &Entry, problems: &mut Vec<Problem>) {
    for passage in &entry.passages {
        let length = passage.body.plain().chars().count();
        if length > MAX_PASSAGE {
            let message = format!("this passage has {length} characters");
            let hint = format!("a message shows {MAX_PASSAGE}; part it under two headings");
            let problem = Problem::at(&entry.file, passage.line, Rule::Length, message);
            problems.push(problem.hint(hint));
        }
        let hint = match (passage.kind, entry.kind) {
            (PassageKind::Section(_), EntryKind::Faq) => {
                "an entry of kind faq is browsed by its questions; put them under `## Questions`"
                    .to_owned()
            }
            (PassageKind::Section(Some(facet)), kind)
                if kind != EntryKind::Role && ROLE_FACETS.contains(&facet) =>
            {
                format!("commands ask roles for this, and this is a {kind}")
            }
            (PassageKind::Section(None), EntryKind::Role | EntryKind::Skill | EntryKind::Term) => {
                let slip = |known: &str| {
                    strsim::normalized_damerau_levenshtein(known, &passage.heading) >= SLIP
                };
                match HEADINGS.iter().find(|(known, _)| slip(known)) {
                    Some((known, _)) => format!("did you mean `{known}`?"),
                    None => continue,
                }
            }
            _ => continue,
        };
        let message = format!("no command shows the heading `{}`", passage.heading);
        let problem = Problem::at(&entry.file, passage.line, Rule::Heading, message);
        problems.push(problem.hint(hint));
    }
}

/// Steps and skills are things to learn, each named once. With no entry that has a roadmap among the
/// steps, no roadmap can lead in a circle.
fn skills(library: &Library, entry: &Entry, problems: &mut Vec<Problem>) {
    let steps = entry.roadmap.iter().flat_map(|stage| &stage.steps);
    let lists: [(&str, Vec<&EntryId>); 2] = [
        ("roadmap", steps.collect()),
        ("skills", entry.skills.all().collect()),
    ];
    for (list, ids) in lists {
        let mut seen = HashSet::new();
        for id in ids {
            let Some(named) = library.entry(id) else {
                continue;
            };
            if !matches!(named.kind, EntryKind::Skill | EntryKind::Term) {
                let message = format!("`{list}` names `{id}`, which is a {}", named.kind);
                let problem = Problem::at(&entry.file, 1, Rule::FrontMatter, message);
                problems.push(problem.hint("name skills and terms only"));
            }
            if !seen.insert(id) {
                let message = format!("`{list}` names `{id}` twice");
                problems.push(Problem::at(&entry.file, 1, Rule::FrontMatter, message));
            }
        }
    }
}

/// Every question with its other wordings.
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

fn passages(library: &Library) -> impl Iterator<Item = (&Entry, &Passage)> {
    library
        .entries()
        .iter()
        .flat_map(|entry| entry.passages.iter().map(move |passage| (entry, passage)))
}

/// Questions that are the same but for articles, plurals and signs.
fn duplicates(library: &Library, problems: &mut Vec<Problem>) {
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

/// The words of a question without articles, possessives, signs and the ends of plurals.
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

/// A golden question that search reads anyway proves nothing, and one in two places contradicts
/// itself.
fn golden(library: &Library, problems: &mut Vec<Problem>) {
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

/// Roles and topics are listed by commands; everything else needs something that leads to it.
fn orphans(library: &Library, problems: &mut Vec<Problem>) {
    let mut led: HashSet<&EntryId> = HashSet::new();
    for entry in library.entries() {
        let steps = entry.roadmap.iter().flat_map(|stage| &stage.steps);
        let named = entry.related.iter().chain(steps).chain(entry.skills.all());
        led.extend(named.filter(|id| **id != entry.id));
    }
    for entry in library.entries() {
        let listed = matches!(entry.kind, EntryKind::Role | EntryKind::Faq);
        if !listed && !led.contains(&entry.id) {
            let message = format!("nothing leads to {}", entry.title);
            let problem = Problem::at(&entry.file, 1, Rule::Orphan, message);
            problems.push(problem.hint("name it under `related` of an entry, or link to it"));
        }
    }
}

/// Names with capitals inside, such as JavaScript, are written so everywhere but in code.
fn spelling(library: &Library, problems: &mut Vec<Problem>) {
    let mut proper: BTreeMap<String, &str> = BTreeMap::new();
    for entry in library.entries() {
        for name in std::iter::once(&entry.title).chain(&entry.aliases) {
            let inner = name.chars().skip(1).any(char::is_uppercase);
            let lower = name.chars().any(char::is_lowercase);
            if inner && lower && name.chars().all(char::is_alphanumeric) {
                proper.insert(name.to_lowercase(), name);
            }
        }
    }
    for (entry, passage) in passages(library) {
        let mut said = HashSet::new();
        for word in words(&passage.body) {
            match proper.get(&word.to_lowercase()) {
                Some(name) if *name != word && said.insert(word.clone()) => {
                    let message = format!("“{word}” is written “{name}”");
                    problems.push(Problem::at(
                        &entry.file,
                        passage.line,
                        Rule::Spelling,
                        message,
                    ));
                }
                _ => {}
            }
        }
    }
}

/// The words of a body that are neither code nor part of a link.
fn words(body: &Markup) -> Vec<String> {
    let mut words = Vec::new();
    let runs = body.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(spans) => vec![spans],
        Block::List(items) => items.iter().map(|item| &item.spans).collect(),
        Block::Code { .. } => Vec::new(),
    });
    for span in runs
        .flatten()
        .filter(|span| !span.code && span.link.is_none())
    {
        let parts = span.text.split(|symbol: char| !symbol.is_alphanumeric());
        words.extend(parts.filter(|word| !word.is_empty()).map(str::to_owned));
    }
    words
}
