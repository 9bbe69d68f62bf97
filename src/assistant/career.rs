//! Common parts of replies that are computed from the career graph: their frame, names of skills, sources of names.

use super::phrases::Phrases;
use super::show;
use crate::career::{CareerGraph, Requirement};
use crate::chat::{Audience, Button, Reply, ReplyKind, ReplyPart};
use crate::knowledge::{Address, Entry, EntryId, EntryKind, Hours, Library, SeniorityLevel};
use crate::language::MessageArg;
use crate::markup::{Markup, Span};
use crate::search::{ResolvedName, Search};

/// Maximum number of options of a choice that are named.
const MAX_OPTIONS: usize = 4;
/// Maximum number of skills of a person.
pub(super) const MAX_SKILLS: usize = 20;
/// Maximum number of words of the name of a skill within a list of skills.
const MAX_NAME_WORDS: usize = 4;
/// Maximum number of words of an item of a list of skills; longer ones are sentences.
const MAX_ITEM_WORDS: usize = 8;

/// Skills that a text names.
#[derive(Default)]
pub(super) struct NamedSkills<'l> {
    /// Skills and terms of the library, each once, in the order of the text.
    pub known: Vec<&'l EntryId>,
    /// Names that are no skill.
    pub unknown: Vec<String>,
}

impl Phrases {
    /// Builds an answer that is computed from data, with the note that says so.
    pub(super) fn computed(self, title: String, parts: Vec<ReplyPart>) -> Reply {
        Reply {
            kind: ReplyKind::Answer,
            language: self.language,
            title,
            parts,
            picture: None,
            note: Some(self.text("computed", &[])),
            menu: Vec::new(),
            votes: Vec::new(),
            choices: Vec::new(),
            buttons: Vec::<Button>::new(),
            audience: Audience::Public,
            match_info: None,
        }
    }

    /// Builds the reply that a role has no data to compute from.
    pub(super) fn no_role_data(self, entry: &Entry) -> Reply {
        let title = [("title", (&entry.title).into())];
        let mut reply = self.reply(ReplyKind::Nothing, "no-role-data", &title);
        reply.buttons.push(show::entry(entry));
        reply.buttons.extend(self.navigation_buttons());
        reply
    }

    /// Returns the name of a level.
    pub(super) fn level(self, level: SeniorityLevel) -> String {
        self.text("level", &[("level", MessageArg::Key(level.as_str()))])
    }

    /// Returns a range of hours, such as `40–80 h`.
    pub(super) fn hours(self, hours: Hours) -> String {
        let (low, high) = (hours.low.to_string(), hours.high.to_string());
        self.text("hours", &[("low", (&low).into()), ("high", (&high).into())])
    }
}

/// Builds a part with a heading; none where the body is empty.
pub(super) fn part(heading: String, body: Markup) -> Option<ReplyPart> {
    (!body.is_empty()).then(|| ReplyPart {
        heading: Some(heading),
        body,
        ..ReplyPart::default()
    })
}

/// Returns the title of an entry, or its id where there is none.
pub(super) fn title(library: &Library, id: &EntryId) -> String {
    library
        .entry(id)
        .map_or_else(|| id.to_string(), |entry| entry.title.clone())
}

/// Returns the titles of entries with commas between.
pub(super) fn titles<'e>(library: &Library, ids: impl IntoIterator<Item = &'e EntryId>) -> String {
    let titles: Vec<String> = ids.into_iter().map(|id| title(library, id)).collect();
    titles.join(", ")
}

/// Returns the name of a requirement: the title of its skill, or of the options of a choice.
pub(super) fn label(library: &Library, requirement: &Requirement<'_>) -> String {
    let options = requirement.any.iter().take(MAX_OPTIONS);
    let mut label = options
        .map(|id| title(library, id))
        .collect::<Vec<_>>()
        .join(" / ");
    if requirement.any.len() > MAX_OPTIONS {
        label.push_str(" / …");
    }
    label
}

/// Returns the names of requirements with commas between; empty for none.
pub(super) fn labels<'r, 'l: 'r>(
    library: &Library,
    requirements: impl IntoIterator<Item = &'r Requirement<'l>>,
) -> Markup {
    let labels = requirements.into_iter().map(|one| label(library, one));
    Markup::text(labels.collect::<Vec<_>>().join(", "))
}

/// Builds a numbered list.
pub(super) fn numbered(items: impl IntoIterator<Item = Vec<Span>>) -> Markup {
    let mut list = Markup::default();
    let items = (1..).zip(items).map(|(number, spans)| crate::markup::Item {
        depth: 0,
        number: Some(number),
        spans,
    });
    list.push(crate::markup::Block::List(items.collect()));
    list
}

/// Returns the role with a name; none for other names.
pub(super) fn role<'s>(search: &'s Search, text: &str) -> Option<&'s Entry> {
    match search.name(text, &[EntryKind::Role]) {
        ResolvedName::Entry(entry, _) => Some(entry),
        ResolvedName::OtherKind(..) | ResolvedName::Unknown => None,
    }
}

/// Finds the skills that a text lists, with commas, `and`, `&`, `+` or semicolons between; names of several words first.
pub(super) fn skills<'l>(search: &Search, graph: &CareerGraph<'l>, text: &str) -> NamedSkills<'l> {
    let mut named = NamedSkills::default();
    let lower = format!(" {} ", text.to_lowercase());
    let spaced = lower
        .replace([',', ';', '\n', '&'], "|")
        .replace(" and ", " | ")
        .replace(" or ", " | ")
        .replace(" plus ", " | ")
        .replace(" + ", " | ");
    for item in spaced.split('|') {
        let item = item.trim().trim_end_matches(['.', '!', '?']);
        let item = without_filler(item);
        if item.is_empty() {
            continue;
        }
        let found = of_item(search, graph, item);
        if found.is_empty() {
            named.unknown.push(item.to_owned());
        }
        for skill in found {
            if !named.known.contains(&skill) && named.known.len() < MAX_SKILLS {
                named.known.push(skill);
            }
        }
    }
    named
}

/// Returns the skill of an item; where the whole is no name, the skills of the runs of words that are, longest first.
fn of_item<'l>(search: &Search, graph: &CareerGraph<'l>, item: &str) -> Vec<&'l EntryId> {
    if let Some(skill) = skill(search, graph, item) {
        return vec![skill];
    }
    let words: Vec<&str> = item.split_whitespace().collect();
    if words.len() > MAX_ITEM_WORDS {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let longest = MAX_NAME_WORDS.min(words.len() - from);
        let run = (1..=longest).rev().find_map(|length| {
            let run = words.get(from..from + length)?.join(" ");
            Some((skill(search, graph, &run)?, length))
        });
        if let Some((skill, length)) = run {
            found.push(skill);
            from += length;
        } else {
            from += 1;
        }
    }
    found
}

fn skill<'l>(search: &Search, graph: &CareerGraph<'l>, name: &str) -> Option<&'l EntryId> {
    // `customer support` is a name of nothing, `customer support skills` one of a skill.
    let with_noun = format!("{name} skills");
    let kinds = [EntryKind::Skill, EntryKind::Term];
    let found = [name, &with_noun]
        .into_iter()
        .find_map(|name| match search.name(name, &kinds) {
            ResolvedName::Entry(entry, _) => Some(entry),
            ResolvedName::OtherKind(..) | ResolvedName::Unknown => None,
        });
    let entry = found?;
    let id = graph.skill(&entry.id)?;
    (graph.is_needed(id) || entry.kind == EntryKind::Skill).then_some(id)
}

/// Removes words before a skill that say how well it is known.
fn without_filler(item: &str) -> &str {
    const FILLER: [&str; 14] = [
        "i ",
        "know ",
        "can ",
        "use ",
        "some ",
        "a bit of ",
        "a little ",
        "basic ",
        "good ",
        "also ",
        "do ",
        "in ",
        "my ",
        "have ",
    ];
    let mut item = item;
    while let Some(rest) = FILLER.iter().find_map(|filler| item.strip_prefix(filler)) {
        item = rest.trim_start();
    }
    item
}

/// Formats a share as a percentage without its sign.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// Builds the part that says which names are no skill; none where all are.
pub(super) fn unknown(phrases: Phrases, names: &[String]) -> Option<ReplyPart> {
    if names.is_empty() {
        return None;
    }
    let list = names.join(", ");
    Some(ReplyPart {
        body: Markup::paragraph(phrases.spans("unknown-skills", &[("list", (&list).into())])),
        ..ReplyPart::default()
    })
}

/// Builds the reply to a text that names no skill, with skills of similar names.
pub(super) fn no_skills(phrases: Phrases, search: &Search, text: &str) -> Reply {
    let mut reply = phrases.reply(ReplyKind::Unsure, "no-skills", &[("asked", text.into())]);
    let near = search.nearest_names(text, &[EntryKind::Skill, EntryKind::Role]);
    let near = near.into_iter().map(|entry| Address::of(entry.id.clone()));
    let choices = near.filter_map(|address| show::choice(phrases, search.library(), &address));
    reply.choices = choices.collect();
    if reply.choices.is_empty() {
        reply.kind = ReplyKind::Nothing;
        reply.buttons = phrases.navigation_buttons();
    }
    reply
}
