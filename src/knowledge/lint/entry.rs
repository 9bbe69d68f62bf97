//! Rules for single entries: dates, definition, placeholders, headings and length.

use jiff::civil::Date;

use crate::knowledge::facet::HEADINGS;
use crate::knowledge::template::{PLACEHOLDER_TEXT, PLACEHOLDER_URL};
use crate::knowledge::{Entry, EntryKind, Facet, PassageKind, Problem, Rule, names};

/// Maximum number of characters of a passage, which is one page of an answer.
const MAX_PASSAGE: usize = 1_800;
/// Minimum similarity (normalized Damerau–Levenshtein, 1 is equal) to the heading of a facet at which a heading counts as
/// a misspelling of it.
const MIN_HEADING_SIMILARITY: f64 = 0.75;
/// First words of definitions that do not stand alone.
const PRONOUNS: [&str; 8] = ["it", "this", "these", "that", "those", "they", "he", "she"];
/// Facets that commands show for roles only.
const ROLE_FACETS: [Facet; 8] = [
    Facet::Responsibilities,
    Facet::Day,
    Facet::Roadmap,
    Facet::Interview,
    Facet::Seniority,
    Facet::Outlook,
    Facet::Fit,
    Facet::FirstYear,
];

/// Reports review dates that are past due, out of order or missing.
pub(super) fn dates(entry: &Entry, today: Date, problems: &mut Vec<Problem>) {
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
    if entry.review_by.is_some_and(|day| day < entry.reviewed) {
        let message = "`review_by` is before `reviewed`".to_owned();
        say(message, "give the day after which it must be read again");
    }
    if entry.facet(Facet::Pay).is_some() && (entry.review_by.is_none() || entry.region.is_none()) {
        let message = "it speaks of pay without `review_by` and `region`".to_owned();
        say(message, "say until when and where it holds");
    }
}

/// Reports a definition that begins with a pronoun or does not name its entry.
pub(super) fn definition(entry: &Entry, problems: &mut Vec<Problem>) {
    let Some(definition) = entry.definition() else {
        return;
    };
    let text = definition.body.plain();
    let first = text.split_whitespace().next().unwrap_or_default();
    // `IT support` is a name.
    let shouted = first.chars().all(char::is_uppercase);
    if !shouted && PRONOUNS.contains(&first.to_lowercase().as_str()) {
        let message = format!("the definition begins with “{first}” and does not stand alone");
        let problem = Problem::at(&entry.file, definition.line, Rule::Definition, message);
        problems.push(problem.hint("begin with what it is about"));
    }
    let named = matches!(entry.kind, EntryKind::Faq | EntryKind::Guide) || {
        let text = names::key(&text);
        let mut known = std::iter::once(&entry.title).chain(&entry.aliases);
        // What is in brackets behind a name tells it from another entry's: `SQL (our words)`.
        known.any(|name| {
            let name = name
                .split_once(" (")
                .map_or(name.as_str(), |(name, _)| name);
            text.contains(&names::key(name))
        })
    };
    if !named {
        let message = format!("the definition does not name {}", entry.title);
        let problem = Problem::at(&entry.file, definition.line, Rule::Definition, message);
        problems.push(problem.hint("name it in the first sentence"));
    }
}

/// Reports placeholders of `guidepost new`.
pub(super) fn unwritten(entry: &Entry, problems: &mut Vec<Problem>) {
    for passage in &entry.passages {
        if passage.body.plain().starts_with(PLACEHOLDER_TEXT) {
            let message = format!("nobody has written `{}` yet", passage.heading);
            let problem = Problem::at(&entry.file, passage.line, Rule::Unwritten, message);
            problems.push(problem.hint("write it, or take the heading out"));
        }
    }
    if entry
        .sources
        .iter()
        .any(|source| source.url.as_deref() == Some(PLACEHOLDER_URL))
    {
        let message = "the source is still that of the template".to_owned();
        let problem = Problem::at(&entry.file, 1, Rule::Unwritten, message);
        problems.push(problem.hint("name a page that a reader can open"));
    }
}

/// Reports passages that are too long, and headings that no command shows.
pub(super) fn sections(entry: &Entry, problems: &mut Vec<Problem>) {
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
                let misspelt = |known: &str| {
                    strsim::normalized_damerau_levenshtein(known, &passage.heading)
                        >= MIN_HEADING_SIMILARITY
                };
                match HEADINGS.iter().find(|(known, _)| misspelt(known)) {
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
