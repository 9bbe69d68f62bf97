//! **Why this?**: converts the reasons of a search into the code of a button, and the code into
//! sentences.

use super::phrases::Phrases;
use super::show;
use crate::chat::{self, Certainty, Explanation, MatchSignal, Reply, ReplyKind};
use crate::knowledge::{Address, Entry, Library, Passage};
use crate::markup::{Markup, Span};
use crate::search::Reason;

/// Returns the match info of a passage that was found.
pub(super) fn match_info(
    phrases: Phrases,
    library: &Library,
    address: &Address,
    confidence: f32,
    reasons: &[Reason],
) -> chat::MatchInfo {
    let found = library.passage(address);
    let why = found.map(|(entry, _)| why(entry, confidence, reasons));
    let sentences = found
        .zip(why)
        .map(|((entry, passage), why)| sentences(phrases, entry, passage, why));
    chat::MatchInfo {
        certainty: Certainty::Sure,
        confidence,
        reasons: sentences.unwrap_or_default(),
        why,
        near: Vec::new(),
    }
}

/// Builds the reply to **Why this?**.
pub(super) fn explain(
    phrases: Phrases,
    library: &Library,
    address: &Address,
    why: Explanation,
) -> Reply {
    let Some((entry, passage)) = library.passage(address) else {
        return phrases.gone();
    };
    let title = show::title(entry, passage);
    let values = [
        ("title", (&title).into()),
        ("percent", usize::from(why.percent).into()),
    ];
    let mut body = Markup::text(phrases.text("why.text", &values));
    let sentences = sentences(phrases, entry, passage, why).into_iter();
    body.append(Markup::list(sentences.map(|one| vec![Span::plain(one)])));
    phrases.plain(ReplyKind::Info, phrases.text("why", &[]), body)
}

fn why(entry: &Entry, confidence: f32, reasons: &[Reason]) -> Explanation {
    let mut why = Explanation::new(confidence);
    let names = || std::iter::once(&entry.title).chain(&entry.aliases);
    let number = |name: &String| {
        let at = names().position(|known| known == name)?;
        u8::try_from(at).ok()
    };
    for reason in reasons {
        let signal = match reason {
            Reason::Name(name) => {
                why.name = number(name);
                continue;
            }
            Reason::Spelling(_, name) => {
                why.name = number(name);
                MatchSignal::Spelling
            }
            Reason::Wording => MatchSignal::Wording,
            Reason::Section(_) => MatchSignal::Section,
            Reason::Heading(_) => MatchSignal::Heading,
            Reason::Text(_) => MatchSignal::Text,
            Reason::Typo(..) => MatchSignal::Typo,
            Reason::Embedding => MatchSignal::Embedding,
            Reason::About(_) => MatchSignal::About,
        };
        why.add(signal);
    }
    why
}

fn sentences(phrases: Phrases, entry: &Entry, passage: &Passage, why: Explanation) -> Vec<String> {
    let name = why.name.and_then(|number| match number.checked_sub(1) {
        None => Some(&entry.title),
        Some(alias) => entry.aliases.get(usize::from(alias)),
    });
    let mut sentences = Vec::new();
    if why.has(MatchSignal::About) {
        sentences.push(phrases.text("why-about", &[("title", (&entry.title).into())]));
    }
    if let Some(name) = name {
        let id = if why.has(MatchSignal::Spelling) {
            "why-spelling"
        } else {
            "why-name"
        };
        sentences.push(phrases.text(id, &[("name", name.into())]));
    }
    if why.has(MatchSignal::Section) {
        let heading = [("heading", (&passage.heading).into())];
        sentences.push(phrases.text("why-section", &heading));
    }
    let others = [
        (MatchSignal::Wording, "why-wording"),
        (MatchSignal::Heading, "why-heading"),
        (MatchSignal::Text, "why-words"),
        (MatchSignal::Typo, "why-typo"),
        (MatchSignal::Embedding, "why-meaning"),
    ];
    let others = others.into_iter().filter(|(signal, _)| why.has(*signal));
    sentences.extend(others.map(|(_, id)| phrases.text(id, &[])));
    sentences
}
