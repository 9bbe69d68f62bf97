//! `/compare`: two entries side by side.

use super::comparison::{self, Dimension};
use super::phrases::Phrases;
use super::show::{self, citation};
use crate::career::CareerGraph;
use crate::chat::{self, Ask, Audience, Button, Choice, Reply, ReplyKind, ReplyPart};
use crate::knowledge::{Address, Entry, EntryId, Facet, Library, Passage};
use crate::search::{ResolvedName, Search};

/// Words that separate two names, the least ambiguous first.
const SEPARATOR_WORDS: [&str; 10] = [
    " vs. ",
    " vs ",
    " versus ",
    " compared to ",
    " compared with ",
    " with ",
    " and ",
    " or ",
    " to ",
    " from ",
];
/// Characters that separate two names.
const SEPARATOR_CHARS: [char; 4] = ['|', ',', ';', '/'];

/// Maximum number of characters of a definition beside sections about differences.
const SHORT_CHARS: usize = 240;

/// `/compare a b`; `left` has both names where `right` is `None`.
pub(super) fn compare(phrases: Phrases, search: &Search, left: &str, right: Option<&str>) -> Reply {
    if left.is_empty() {
        return phrases.missing("compare");
    }
    let pairs = match right {
        Some(right) => vec![(left.to_owned(), right.to_owned())],
        None => splits(left),
    };
    // The first split into two known names wins.
    let known = pairs
        .iter()
        .find_map(|(one, other)| Some((entry(search, one)?, entry(search, other)?)));
    match (known, pairs.first()) {
        (Some((one, other)), _) if one.id == other.id => phrases.same(&one.title),
        (Some((one, other)), _) => {
            let mut reply = side_by_side(phrases, search.library(), one, other, None);
            reply.match_info = Some(chat::MatchInfo {
                certainty: chat::Certainty::Sure,
                confidence: 1.0,
                reasons: Vec::new(),
                why: None,
                near: Vec::new(),
            });
            reply
        }
        (None, Some((one, other))) => unknown(phrases, search, [one, other]),
        (None, None) => phrases.missing("compare"),
    }
}

/// Compares two entries by their ids; the aspect that was asked about comes first.
pub(super) fn entries(
    phrases: Phrases,
    library: &Library,
    one: &EntryId,
    other: &EntryId,
    first: Option<Dimension>,
) -> Reply {
    match (library.entry(one), library.entry(other)) {
        (Some(one), Some(other)) => side_by_side(phrases, library, one, other, first),
        _ => phrases.gone(),
    }
}

fn entry<'a>(search: &'a Search, text: &str) -> Option<&'a Entry> {
    match search.name(text, &[]) {
        ResolvedName::Entry(entry, _) | ResolvedName::OtherKind(entry, _) => Some(entry),
        ResolvedName::Unknown => None,
    }
}

/// Builds the comparison, by aspects: the answer to the one that was asked about, the beginnings of the definitions, the
/// data of both, the sections about differences. Where nobody wrote about differences, the definitions are whole.
fn side_by_side(
    phrases: Phrases,
    library: &Library,
    one: &Entry,
    other: &Entry,
    first: Option<Dimension>,
) -> Reply {
    let graph = CareerGraph::of(library);
    let both = [one, other];
    let quote = |aspect: &str, entry: &Entry, passage: &Passage, limit: usize| ReplyPart {
        aspect: Some(phrases.text(aspect, &[])),
        heading: Some(entry.title.clone()),
        body: passage
            .body
            .pages(limit)
            .into_iter()
            .next()
            .unwrap_or_default(),
        citation: Some(citation(entry, &entry.address(passage))),
    };
    let differences: Vec<ReplyPart> = both
        .into_iter()
        .filter_map(|entry| Some((entry, entry.facet(Facet::Differences)?)))
        .map(|(entry, passage)| quote("compare-differ", entry, passage, usize::MAX))
        .collect();
    let limit = if differences.is_empty() {
        usize::MAX
    } else {
        SHORT_CHARS
    };
    let mut parts: Vec<ReplyPart> = both
        .into_iter()
        .filter_map(|entry| Some(quote("compare-short", entry, entry.definition()?, limit)))
        .collect();
    parts.extend(comparison::parts(phrases, &graph, one, other));
    parts.extend(differences);
    if let Some(first) = first {
        parts.insert(0, comparison::answer(phrases, &graph, one, other, first));
    }
    let mut buttons: Vec<Button> = [one, other].into_iter().map(show::entry).collect();
    if comparison::has_moves(&graph, one, other) {
        for (from, to) in [(one, other), (other, one)] {
            let values = [("from", (&from.title).into()), ("to", (&to.title).into())];
            let ask = Ask::SwitchOf(from.id.clone(), to.id.clone());
            buttons.push(Button::open(phrases.text("switch", &values), ask));
        }
    }
    let known = [&one.id, &other.id];
    let related = show::related(library, one)
        .into_iter()
        .chain(show::related(library, other));
    for button in related {
        let is_new = !buttons.contains(&button)
            && !matches!(&button.ask, Ask::Open { address, .. } if known.contains(&&address.entry));
        if is_new {
            buttons.push(button);
        }
    }
    buttons.truncate(7);
    let titles = [
        ("one", (&one.title).into()),
        ("other", (&other.title).into()),
    ];
    Reply {
        kind: ReplyKind::Answer,
        language: phrases.language,
        title: phrases.text("versus", &titles),
        parts,
        picture: None,
        note: None,
        menu: Vec::new(),
        votes: Vec::new(),
        choices: Vec::new(),
        buttons,
        audience: Audience::Public,
        match_info: None,
    }
}

/// Builds the reply with suggestions for the names that match no entry.
fn unknown(phrases: Phrases, search: &Search, names: [&String; 2]) -> Reply {
    let mut choices: Vec<Choice> = Vec::new();
    for name in names {
        if entry(search, name).is_some() {
            continue;
        }
        for near in search.nearest_names(name, &[]) {
            let choice = show::choice(phrases, search.library(), &Address::of(near.id.clone()));
            choices.extend(choice.filter(|choice| !choices.contains(choice)));
        }
    }
    choices.truncate(5);
    if choices.is_empty() {
        return phrases.nothing(&names.map(String::as_str).join(" / "));
    }
    let mut reply = phrases.unsure();
    reply.choices = choices;
    reply
}

/// Returns all splits of a text into two names, in lower case, the most probable first: at words, at characters, at blanks.
fn splits(text: &str) -> Vec<(String, String)> {
    let padded = format!(" {text} ");
    let lower = padded.to_lowercase();
    let mut splits = Vec::new();
    let mut push = |one: &str, other: &str| {
        let (one, other) = (one.trim(), other.trim());
        if !one.is_empty() && !other.is_empty() {
            splits.push((one.to_owned(), other.to_owned()));
        }
    };
    for between in SEPARATOR_WORDS {
        for (at, _) in lower.match_indices(between) {
            if let (Some(one), Some(other)) = (lower.get(..at), lower.get(at + between.len()..)) {
                push(one, other);
            }
        }
    }
    for (at, sign) in lower
        .char_indices()
        .filter(|(_, sign)| SEPARATOR_CHARS.contains(sign))
    {
        if let (Some(one), Some(other)) = (lower.get(..at), lower.get(at + sign.len_utf8()..)) {
            push(one, other);
        }
    }
    let words: Vec<_> = lower.split_whitespace().collect();
    for at in 1..words.len() {
        let (one, other) = words.split_at(at);
        push(&one.join(" "), &other.join(" "));
    }
    splits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_at_the_least_ambiguous_separator() {
        let first = |text| splits(text).into_iter().next();
        let pair = |one: &str, other: &str| Some((one.to_owned(), other.to_owned()));
        assert_eq!(first("Frontend vs backend"), pair("frontend", "backend"));
        assert_eq!(first("sql, nosql"), pair("sql", "nosql"));
        assert_eq!(first("c c++"), pair("c", "c++"));
        assert_eq!(first("backend"), None);
    }
}
