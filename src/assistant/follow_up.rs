//! Follow-ups such as “and the skills?” where no entry is being talked about, as after a restart: the
//! person is asked of which role, as any answer would be a guess.

use super::phrases::Phrases;
use super::show;
use crate::chat::{Ask, Choice, Reply};
use crate::knowledge::{EntryKind, Facet, Library};

/// Words with which a follow-up begins.
const OPENERS: &str = "a about also an and any are but how is its ok okay so the their then these those \
    what which whose";
/// Other words for the topics of sections.
const SYNONYMS: [(&str, Facet); 9] = [
    ("salary", Facet::Pay),
    ("salaries", Facet::Pay),
    ("money", Facet::Pay),
    ("tasks", Facet::Responsibilities),
    ("duties", Facet::Responsibilities),
    ("day", Facet::Day),
    ("degree", Facet::Education),
    ("certifications", Facet::Certificates),
    ("interview", Facet::Interview),
];

/// Returns the topic that a question asks for where it names nothing else and goes on about
/// something: “and the pay?”, “what about their skills”.
pub(super) fn topic(question: &str) -> Option<Facet> {
    let text = question.to_lowercase();
    let words = text.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '\'');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let opens = |word: &&&str| OPENERS.split_whitespace().any(|one| one == **word);
    let opened = words.iter().take_while(opens).count();
    let rest = words.get(opened..).unwrap_or_default().join(" ");
    let synonym = SYNONYMS.iter().find(|(word, _)| *word == rest);
    let facet = Facet::of_heading(&rest)
        .or_else(|| Facet::of_heading(&format!("a {rest}")))
        .or_else(|| synonym.map(|(_, facet)| *facet));
    facet.filter(|_| opened > 0)
}

/// Asks of which role a topic is meant, with the roles that have it to pick from.
pub(super) fn ask_role(phrases: Phrases, library: &Library, topic: Facet) -> Reply {
    let mut reply = phrases.which_role();
    let roles = library.of_kind(EntryKind::Role);
    reply.choices = roles
        .filter_map(|entry| {
            let address = entry.address(entry.facet(topic)?);
            let choice = show::choice(phrases, library, &address)?;
            let page = 0;
            Some(Choice {
                label: entry.title.clone(),
                ask: Ask::Open { address, page },
                ..choice
            })
        })
        .collect();
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_follow_up_names_a_topic_and_nothing_else() {
        for (question, expected) in [
            ("and the skills?", Some(Facet::Skills)),
            ("What about the pay", Some(Facet::Pay)),
            ("and their salary?", Some(Facet::Pay)),
            ("and a typical day?", Some(Facet::Day)),
            ("what are the tools?", Some(Facet::Tools)),
            ("skills", None),
            ("and the skills of a data analyst?", None),
            ("how long does it take?", None),
            ("", None),
        ] {
            assert_eq!(topic(question), expected, "{question}");
        }
    }
}
