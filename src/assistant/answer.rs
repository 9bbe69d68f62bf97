//! `/ask` and `/what-is`: search for the passage that answers a text.

use std::cmp::Reverse;

use super::phrases::Phrases;
use super::show::{choice, open, pages};
use super::{compare, follow_up, pay_figures, show, why};
use crate::chat::{self, Ask, ButtonStyle, Choice, CountryCode, Reply, ReplyKind, ReplyPart};
use crate::config::Page;
use crate::knowledge::{Address, EntryId, Library, names};
use crate::language::Language;
use crate::markup::{Markup, Span};
use crate::search::{Note, Reason, ResolvedName, Search, SearchResult, Verdict};

/// Maximum number of characters of the excerpt of a passage that is shown as the closest.
const EXCERPT_CHARS: usize = 350;

/// `/what-is term`: looks the term up among names, then searches.
pub(super) fn what_is(phrases: Phrases, search: &Search, term: &str, elsewhere: &[Page]) -> Reply {
    if term.is_empty() {
        return phrases.missing("what-is");
    }
    match search.name(term, &[]) {
        ResolvedName::Entry(entry, reason) | ResolvedName::OtherKind(entry, reason) => {
            let address = Address::of(entry.id.clone());
            passage_reply(phrases, search.library(), &address, 0, 1.0, &[reason])
        }
        ResolvedName::Unknown => question(phrases, search, term, None, elsewhere, None),
    }
}

/// Adds below a passage that it tells nothing of the country that was asked about, where that is noted.
fn append_missing_place(
    phrases: Phrases,
    search: &Search,
    note: &Note,
    address: &Address,
    part: &mut ReplyPart,
) {
    if let Note::MissingPlace { code, name } = note {
        let name = phrases.country(code, name);
        let missing = pay_figures::missing(phrases, search, address, &name);
        part.body.append(Markup::paragraph(missing));
    }
}

/// `/ask question`: searches, as a follow-up about the entry `about` where one is given, and as asked in `country`.
pub(super) fn question(
    phrases: Phrases,
    search: &Search,
    question: &str,
    about: Option<&EntryId>,
    elsewhere: &[Page],
    country: Option<CountryCode>,
) -> Reply {
    if question.is_empty() {
        return phrases.missing("ask");
    }
    // Autocomplete inserts the address of a long question.
    if question.contains('#')
        && let Some(address) = Address::parse(question)
        && search.library().passage(&address).is_some()
    {
        return open(phrases, search.library(), &address, 0);
    }
    if names::key(question).is_empty() {
        return phrases.no_words();
    }
    let SearchResult {
        verdict,
        confidence,
        reasons,
        near,
        note,
        language,
    } = find(search, question, about, country);
    let library = search.library();
    let without_passage = |certainty| chat::MatchInfo {
        certainty,
        confidence,
        reasons: Vec::new(),
        why: None,
        near: Vec::new(),
    };
    let mut reply = match verdict {
        Verdict::Sure(address) => {
            // A question in the passage's own wording asks for the whole passage.
            let page = match reasons.as_slice() {
                [Reason::Wording] => 0,
                _ => matching_page(search, question, &address),
            };
            let mut reply = passage_reply(phrases, library, &address, page, confidence, &reasons);
            for part in &mut reply.parts {
                part.body = search.mark(question, &part.body);
            }
            reply
        }
        Verdict::Compare(one, other) => {
            let mut reply = compare::entries(phrases, library, &one.entry, &other.entry, None);
            reply.match_info = Some(without_passage(chat::Certainty::Sure));
            reply
        }
        Verdict::Likely(address, others) => {
            let mut reply = likely(phrases, search, &address, &others);
            if let (Some(note), Some(part)) = (&note, reply.parts.first_mut()) {
                append_missing_place(phrases, search, note, &address, part);
            }
            let info = why::match_info(phrases, library, &address, confidence, &reasons);
            reply.match_info = Some(chat::MatchInfo {
                certainty: chat::Certainty::Likely,
                ..info
            });
            for part in &mut reply.parts {
                part.body = search.mark(question, &part.body);
            }
            reply
        }
        Verdict::Unsure(addresses) => {
            let mut reply = match &note {
                Some(Note::MissingSection(entry)) => {
                    let entry = library.entry(entry);
                    phrases.lacks_section(entry.map_or("", |entry| entry.title.as_str()), true)
                }
                _ => phrases.unsure(),
            };
            reply.choices = choices(phrases, library, &addresses);
            reply.match_info = Some(without_passage(chat::Certainty::Unsure));
            reply
        }
        Verdict::Nothing => match &note {
            // This is no gap, as mentors of this library cannot answer it.
            Some(Note::OtherTrade(trade)) => phrases.other_trade(trade, elsewhere),
            // This is a gap, as the section can be written.
            Some(Note::MissingSection(entry)) => {
                let entry = library.entry(entry);
                let mut reply =
                    phrases.lacks_section(entry.map_or("", |entry| entry.title.as_str()), false);
                reply.match_info = Some(without_passage(chat::Certainty::Nothing));
                reply
            }
            Some(Note::WithoutTopic(facet)) => follow_up::ask_role(phrases, library, *facet),
            _ => {
                let mut reply = phrases.nothing(question);
                reply.match_info = Some(chat::MatchInfo {
                    near,
                    ..without_passage(chat::Certainty::Nothing)
                });
                reply
            }
        },
        Verdict::SmallTalk(kind) => phrases.small_talk(kind),
    };
    if let Some(language) = language.and_then(Language::of) {
        note_english(search, language, &mut reply);
    }
    reply
}

/// Searches for a question, as a follow-up about an entry and as asked in a country, where these are given.
fn find(
    search: &Search,
    question: &str,
    about: Option<&EntryId>,
    country: Option<CountryCode>,
) -> SearchResult {
    let ranking = match about.and_then(|about| search.library().entry(about)) {
        Some(about) => search.follow(question, about),
        None => search.rank(question),
    };
    match country {
        Some(country) => search.in_country(question, ranking, country.as_str()),
        None => ranking.result,
    }
}

/// Says above the passages of a reply, in the language of the question, that they are in English, if they are.
fn note_english(search: &Search, language: Language, reply: &mut Reply) {
    let quotes = reply.parts.iter().filter(|part| part.citation.is_some());
    let labels = reply.choices.iter().map(|choice| choice.label.clone());
    let shown: Vec<String> = quotes.map(|part| part.body.plain()).chain(labels).collect();
    if shown.is_empty() || search.foreign_language(&shown.join("\n")).is_some() {
        return;
    }
    if reply
        .parts
        .first()
        .is_none_or(|part| part.citation.is_some())
    {
        reply.parts.insert(0, ReplyPart::default());
    }
    if let Some(part) = reply.parts.first_mut() {
        let note = language.spans("in-english", &[]);
        part.body.append(Markup::paragraph(note));
    }
}

/// Builds the reply with the beginning of the closest passage, a button that opens the passage, and other passages as
/// choices.
fn likely(phrases: Phrases, search: &Search, address: &Address, others: &[Address]) -> Reply {
    let library = search.library();
    let mut reply = phrases.likely();
    let Some((entry, passage)) = library.passage(address) else {
        return phrases.gone();
    };
    let excerpts = passage.body.pages(EXCERPT_CHARS);
    reply.parts.push(ReplyPart {
        heading: Some(show::title(entry, passage)),
        body: excerpts.into_iter().next().unwrap_or_default(),
        citation: Some(show::citation(entry, address)),
        ..ReplyPart::default()
    });
    let open = Ask::Open {
        address: address.clone(),
        page: 0,
    };
    let whole = phrases.button("likely.whole", open);
    reply.buttons.push(whole.styled(ButtonStyle::Primary));
    reply.choices = choices(phrases, library, others);
    reply
}

/// Builds the reply with passages to choose from, as it was given to a question.
pub(super) fn offers(phrases: Phrases, library: &Library, addresses: &[Address]) -> Reply {
    let choices = choices(phrases, library, addresses);
    if choices.is_empty() {
        return phrases.gone();
    }
    Reply {
        choices,
        ..phrases.unsure()
    }
}

fn choices(phrases: Phrases, library: &Library, addresses: &[Address]) -> Vec<Choice> {
    let choices = addresses
        .iter()
        .filter_map(|address| choice(phrases, library, address));
    choices.collect()
}

/// Builds the reply with a page of the passage that was found.
fn passage_reply(
    phrases: Phrases,
    library: &Library,
    address: &Address,
    page: u16,
    confidence: f32,
    reasons: &[Reason],
) -> Reply {
    let mut reply = open(phrases, library, address, page);
    reply.match_info = Some(why::match_info(
        phrases, library, address, confidence, reasons,
    ));
    reply
}

/// Returns the number of the page of a passage that matches the most words of the question; of equal ones the first.
fn matching_page(search: &Search, question: &str, address: &Address) -> u16 {
    let passage = search.library().passage(address);
    passage.map_or(0, |(_, passage)| {
        best_match(search, question, &pages(passage))
    })
}

/// Returns the number of the page that matches the most words of the question; of equal ones the first.
fn best_match(search: &Search, question: &str, pages: &[Markup]) -> u16 {
    if pages.len() < 2 {
        return 0;
    }
    let best = (0_u16..).zip(pages).max_by_key(|(number, page)| {
        let matching = search.matching(question, page);
        (matching, Reverse(*number))
    });
    best.map_or(0, |(number, _)| number)
}

impl Phrases {
    /// Builds the reply to a question about an occupation that the library does not cover, with pages to look at.
    pub(super) fn other_trade(self, trade: &str, pages: &[Page]) -> Reply {
        let values = [("trade", trade.into())];
        let mut reply = self.reply(ReplyKind::Nothing, "other-trade", &values);
        let link = |page: &Page| {
            vec![Span {
                link: Some(page.url.clone()),
                ..Span::plain(page.title.clone())
            }]
        };
        let list = Markup::list(pages.iter().map(link));
        if let Some(part) = reply.parts.first_mut() {
            part.body.append(list);
        }
        reply
    }
}
