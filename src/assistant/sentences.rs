//! Questions in free text that the career graph answers: `I know python and sql, what fits me`, `from QA to data
//! engineering`, `which pays more, backend or data engineer`.
//!
//! A sentence is recognised only where its words follow a known form and its names are roles or skills of the library; one
//! in a passage's own wording is left to the search.

use super::comparison::Dimension;
use super::phrases::Phrases;
use super::{career, compare, next, switch};
use crate::career::CareerGraph;
use crate::chat::Reply;
use crate::knowledge::PassageKind;
use crate::search::{CareerPhrases, Search, Verdict};

/// Answers a sentence that the career graph answers; none for others.
pub(super) fn reply(phrases: Phrases, search: &Search, question: &str) -> Option<Reply> {
    let text = question.to_lowercase().replace('’', "'");
    let text = text.trim().trim_end_matches(['?', '!', '.', ' ']);
    if search.is_wording(question) {
        return None;
    }
    if let Some(reply) = fits(phrases, search, text) {
        return Some(reply);
    }
    let computed = moves(phrases, search, text).or_else(|| compares(phrases, search, text))?;
    (!is_answered(search, question)).then_some(computed)
}

/// Returns whether somebody wrote an answer to this very question.
fn is_answered(search: &Search, question: &str) -> bool {
    let Verdict::Sure(address) = search.find(question).verdict else {
        return false;
    };
    let passage = search.library().passage(&address);
    passage.is_some_and(|(_, passage)| passage.kind == PassageKind::Question)
}

/// Answers `I know …, what fits me` and `what fits me, I know …`.
fn fits(phrases: Phrases, search: &Search, text: &str) -> Option<Reply> {
    let skills = skills_clause(search.career_phrases(), text)?;
    let graph = CareerGraph::of(search.library());
    let named = career::skills(search, &graph, skills);
    // What is mostly no skill is another question: `I have no degree, what job can I get`.
    (named.known.len() > named.unknown.len()).then(|| next::next(phrases, search, skills))
}

/// Returns the part of a sentence that lists skills, where the rest asks what fits.
fn skills_clause<'t>(known: &CareerPhrases, text: &'t str) -> Option<&'t str> {
    let asks = known.fits.iter().filter_map(|ask| text.find(ask.as_str()));
    let ask = asks.min()?;
    let (at, start) = known.knows.iter().find_map(|know| {
        let at = text.find(know.as_str())?;
        let start = at + know.len();
        let begins = at == 0 || text.get(..at)?.ends_with([' ', ',', ':', '.', '?']);
        let ends = text.get(start..)?.starts_with([' ', ':']);
        (begins && ends).then_some((at, start))
    })?;
    let clause = if at < ask {
        text.get(start..ask)?
    } else {
        text.get(start..)?
    };
    Some(clause.trim_matches([',', '.', ';', '-', ':', ' ']))
        .map(|clause| clause.strip_suffix(" and").unwrap_or(clause))
        .map(|clause| clause.strip_suffix(" so").unwrap_or(clause))
        .map(|clause| clause.trim_end_matches([',', ' ']))
        .filter(|clause| !clause.is_empty())
}

/// Answers `from QA to data engineering`: both sides are roles, or the first is a list of skills.
fn moves(phrases: Phrases, search: &Search, text: &str) -> Option<Reply> {
    let mut starts = search.career_phrases().moves.iter();
    let rest = text.strip_prefix("from ").or_else(|| {
        starts.find_map(|start| text.strip_prefix(start.as_str())?.strip_prefix(" from "))
    })?;
    switch::sides(rest).into_iter().find_map(|(from, to)| {
        let from = ["a ", "an ", "being a ", "being an ", "working as a "]
            .iter()
            .find_map(|start| from.strip_prefix(start))
            .unwrap_or(from);
        let (from, to) = (career::role(search, from)?, career::role(search, to)?);
        Some(switch::between(phrases, search.library(), &from.id, &to.id))
    })
}

/// Answers `which pays more, backend or data engineer` and `backend or frontend: which is easier`.
fn compares(phrases: Phrases, search: &Search, text: &str) -> Option<Reply> {
    let known = search.career_phrases();
    let asked = [
        (&known.pays_more, Dimension::Pay),
        (&known.easier, Dimension::Entry),
    ];
    let (phrase, dimension) = asked.into_iter().find_map(|(all, dimension)| {
        let found = all.iter().filter(|phrase| text.contains(phrase.as_str()));
        Some((found.max_by_key(|phrase| phrase.len())?, dimension))
    })?;
    let rest = text.replacen(phrase, "|", 1);
    let names = rest.split('|').map(|side| {
        let side = side.trim().trim_matches([',', ':', ';', '-', '?', ' ']);
        let side = ["which one", "what", "which", "who", "does"]
            .iter()
            .find_map(|word| side.strip_suffix(word).or_else(|| side.strip_prefix(word)))
            .unwrap_or(side);
        side.trim().trim_matches([',', ':', ';', '-', '?', ' '])
    });
    let names = names.max_by_key(|side| side.len())?;
    let (one, other) = [" or ", " vs ", " vs. ", " versus ", " than ", ", "]
        .iter()
        .find_map(|between| names.split_once(between))?;
    let (one, other) = (
        career::role(search, one.trim())?,
        career::role(search, other.trim())?,
    );
    if one.id == other.id {
        return None;
    }
    let library = search.library();
    Some(compare::entries(
        phrases,
        library,
        &one.id,
        &other.id,
        Some(dimension),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_of_skills_is_found_before_and_behind_the_question() {
        let lists = |phrases: &[&str]| phrases.iter().map(|one| (*one).to_owned()).collect();
        let known = CareerPhrases {
            knows: lists(&["i know"]),
            fits: lists(&["what fits", "what job", "what role"]),
            ..CareerPhrases::default()
        };
        for (text, clause) in [
            (
                "i know python and sql, what fits me",
                Some("python and sql"),
            ),
            ("what job fits me? i know excel", Some("excel")),
            ("hi, i know html and css so what role", Some("html and css")),
            ("what job pays well", None),
            ("i know python", None),
        ] {
            assert_eq!(skills_clause(&known, text), clause, "{text}");
        }
    }
}
