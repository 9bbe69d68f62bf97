//! `/interview`: practice with real interview questions. Nothing is stored: each button carries the next question.

use super::phrases::Phrases;
use super::role::find;
use super::{career, show};
use crate::chat::{Ask, Audience, Button, ButtonStyle, Reply, ReplyKind, ReplyPart};
use crate::config::Page;
use crate::knowledge::{Address, Entry, Library, Passage, PassageKind, SeniorityLevel, names};
use crate::markup::Markup;
use crate::search::Search;

/// `/interview role [level]`; the level may also stand before or behind the role.
pub(super) fn interview(
    phrases: Phrases,
    search: &Search,
    text: &str,
    level: Option<&str>,
    elsewhere: &[Page],
) -> Reply {
    // A level may be part of a role's name, as in `tech lead`.
    let (text, named) = match career::role(search, text) {
        Some(_) => (text, None),
        None => split_level(text),
    };
    if text.is_empty() {
        return phrases.missing("interview");
    }
    let level = level.and_then(level_of).or(named);
    let entry = match find(phrases, search, text, elsewhere) {
        Ok((entry, _)) => entry,
        Err(reply) => return *reply,
    };
    match first(entry, level) {
        Some(address) => practice(phrases, search.library(), &address, false),
        None => phrases.no_role_data(entry),
    }
}

/// Returns the address of the first question of a level; of the lowest where there is none of that level.
pub(super) fn first(entry: &Entry, level: Option<SeniorityLevel>) -> Option<Address> {
    let of_level = entry
        .interview_questions()
        .find(|(_, one)| level.is_some() && *one == level);
    let lowest = || entry.interview_questions().min_by_key(|(_, one)| *one);
    let (passage, _) = of_level.or_else(lowest)?;
    Some(entry.address(passage))
}

/// Builds the reply with one question: to think about, or with what a good answer has.
pub(super) fn practice(
    phrases: Phrases,
    library: &Library,
    address: &Address,
    reveal: bool,
) -> Reply {
    let Some((entry, passage)) = library.passage(address) else {
        return phrases.gone();
    };
    let PassageKind::InterviewQuestion(level) = passage.kind else {
        return show::page(phrases, library, entry, passage, 0);
    };
    let part = if reveal {
        ReplyPart {
            heading: Some(phrases.text("practice-good", &[])),
            body: passage.body.clone(),
            citation: Some(show::citation(entry, &entry.address(passage))),
            ..ReplyPart::default()
        }
    } else {
        ReplyPart {
            body: Markup::paragraph(phrases.spans("practice-think", &[])),
            ..ReplyPart::default()
        }
    };
    let of = match level {
        Some(level) => format!("{} · {}", entry.title, phrases.level(level)),
        None => entry.title.clone(),
    };
    Reply {
        kind: ReplyKind::Info,
        language: phrases.language,
        title: passage.heading.clone(),
        parts: vec![part],
        picture: None,
        note: Some(of),
        menu: Vec::new(),
        votes: Vec::new(),
        choices: Vec::new(),
        buttons: buttons(phrases, entry, passage, level, reveal),
        audience: Audience::Private,
        match_info: None,
    }
}

fn buttons(
    phrases: Phrases,
    entry: &Entry,
    passage: &Passage,
    level: Option<SeniorityLevel>,
    reveal: bool,
) -> Vec<Button> {
    let turn = |id: &str, passage: &Passage, reveal| {
        let address = entry.address(passage);
        Button::turn(phrases.text(id, &[]), Ask::Practice { address, reveal })
    };
    let mut buttons = Vec::new();
    if !reveal {
        let show = turn("practice-show", passage, true);
        buttons.push(show.styled(ButtonStyle::Primary));
    }
    let of = |level| -> Vec<&Passage> {
        let questions = entry.interview_questions();
        questions
            .filter(|(_, one)| *one == level)
            .map(|(one, _)| one)
            .collect()
    };
    let same = of(level);
    let at = same.iter().position(|one| one.anchor == passage.anchor);
    let next = same.iter().cycle().skip(at.unwrap_or(0) + 1).take(1);
    for next in next.filter(|one| one.anchor != passage.anchor) {
        buttons.push(turn("practice-next", next, false));
    }
    let levels = || entry.interview_questions().filter_map(|(_, level)| level);
    let easier = levels().filter(|one| Some(*one) < level).max();
    let harder = levels().filter(|one| Some(*one) > level).min();
    for (id, level) in [("practice-easier", easier), ("practice-harder", harder)] {
        if let Some(first) = level.and_then(|level| of(Some(level)).into_iter().next()) {
            buttons.push(turn(id, first, false));
        }
    }
    buttons
}

/// Splits the name of a level off the beginning or the end of a text.
fn split_level(text: &str) -> (&str, Option<SeniorityLevel>) {
    if let Some((rest, last)) = text.rsplit_once(' ')
        && let Some(level) = level_of(last)
    {
        return (rest.trim(), Some(level));
    }
    if let Some((first, rest)) = text.split_once(' ')
        && let Some(level) = level_of(first)
    {
        return (rest.trim(), Some(level));
    }
    (text, None)
}

/// Returns the level that a word names: one that interview questions have.
fn level_of(word: &str) -> Option<SeniorityLevel> {
    let key = names::key(word);
    let key = match key.as_str() {
        "middle" | "medium" | "midlevel" => "mid",
        "entry" | "entrylevel" | "jr" => "junior",
        "sr" => "senior",
        other => other,
    };
    SeniorityLevel::OF_QUESTIONS
        .into_iter()
        .find(|one| one.as_str() == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_at_either_end_of_the_role() {
        let senior = Some(SeniorityLevel::Senior);
        assert_eq!(
            split_level("backend developer senior"),
            ("backend developer", senior)
        );
        assert_eq!(split_level("Senior backend"), ("backend", senior));
        assert_eq!(split_level("tech lead"), ("tech lead", None));
        assert_eq!(split_level("backend"), ("backend", None));
    }
}
