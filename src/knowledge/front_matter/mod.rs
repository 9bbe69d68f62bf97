//! Front matter: TOML, read key by key, so that all problems are found at once, each with its line
//! and column. This file reads the keys of all kinds; `role` and `skill` read those of one.

mod reader;
mod role;
mod skill;

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::entry::Reference;
use super::{EntryId, EntryKind, Problem, Resource, RoleFacts, SkillFacts, Skills, Source, Stage};
use reader::{ValueReader, pairs};

/// The values of front matter; a key that is missing or wrong has its default value.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub title: String,
    pub kind: Option<EntryKind>,
    pub aliases: Vec<String>,
    pub related: Vec<EntryId>,
    pub reviewed: Date,
    pub review_by: Option<Date>,
    pub region: Option<String>,
    pub language: Option<String>,
    pub fallback: bool,
    pub sources: Vec<Source>,
    pub roadmap: Vec<Stage>,
    pub skills: Skills,
    pub role_facts: RoleFacts,
    pub skill_facts: SkillFacts,
    pub resources: Vec<Resource>,
    /// The ids in it, with line and column.
    pub references: Vec<Reference>,
}

/// All keys of front matter.
const KEYS: [&str; 24] = [
    "title",
    "kind",
    "aliases",
    "related",
    "reviewed",
    "review_by",
    "region",
    "language",
    "fallback",
    "sources",
    "resources",
    "roadmap",
    "skills",
    "onet",
    "pay",
    "level",
    "move",
    "likes",
    "implies",
    "group",
    "instead_of",
    "after",
    "done",
    "hours",
];
/// Keys that only roles have.
const ROLE_KEYS: [&str; 7] = ["roadmap", "skills", "onet", "pay", "level", "move", "likes"];
/// Keys that only skills have.
const SKILL_KEYS: [&str; 6] = ["implies", "group", "instead_of", "after", "done", "hours"];

/// Keys that every entry has, each with an example.
const REQUIRED: [(&str, &str); 4] = [
    ("title", "title = \"Backend developer\""),
    (
        "kind",
        "kind = \"role\", \"skill\", \"term\", \"faq\" or \"guide\"",
    ),
    (
        "reviewed",
        "reviewed = 2026-11-20, the day you last found it true",
    ),
    (
        "sources",
        "[[sources]] with a title and a url that a reader can open",
    ),
];

/// Reads the TOML between the `+++` lines and reports its problems; `offset` is the number of lines of the file
/// before it.
pub(super) fn read(
    toml: &str,
    file: &str,
    offset: usize,
    problems: &mut Vec<Problem>,
) -> FrontMatter {
    let (table, errors) = DeTable::parse_recoverable(toml);
    let mut reader = ValueReader::new(toml, file, offset, problems);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        reader.problem(
            &span,
            format!("this is not TOML: {}", error.message()),
            None,
        );
    }
    let mut front = front(&mut reader, &table);
    front.references = reader.into_references();
    front
}

fn front(reader: &mut ValueReader<'_>, table: &Spanned<DeTable<'_>>) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut seen: Vec<(String, Range<usize>)> = Vec::new();
    for (key, at, value) in pairs(table.get_ref()) {
        seen.push((key.to_owned(), at.clone()));
        match key {
            "title" => front.title = reader.text(value).unwrap_or_default(),
            "kind" => front.kind = kind(reader, value),
            "aliases" => front.aliases = reader.texts(value),
            "related" => front.related = reader.ids("related", value),
            "reviewed" => front.reviewed = reader.date(value).unwrap_or_default(),
            "review_by" => front.review_by = reader.date(value),
            "region" => front.region = reader.text(value),
            "language" => front.language = language(reader, value),
            "fallback" => front.fallback = reader.boolean(value).unwrap_or_default(),
            "sources" => front.sources = sources(reader, value),
            "resources" => front.resources = resources(reader, value),
            "roadmap" => front.roadmap = role::roadmap(reader, value),
            "skills" => front.skills = skill::skills(reader, value),
            "onet" => front.role_facts.onet = role::onet(reader, value),
            // Pay names sources by number and is read when all of them are known.
            "pay" => {}
            "level" => front.role_facts.levels = role::levels(reader, value),
            "move" => front.role_facts.moves = role::moves(reader, value),
            "likes" => front.role_facts.likes = role::likes(reader, value),
            "implies" => front.skill_facts.implies = reader.ids("implies", value),
            "group" => front.skill_facts.group = skill::group(reader, value),
            "instead_of" => front.skill_facts.instead_of = reader.ids("instead_of", value),
            "after" => front.skill_facts.after = reader.ids("after", value),
            "done" => front.skill_facts.done = reader.text(value),
            "hours" => front.skill_facts.hours = reader.hours(value),
            other => reader.unknown(other, &at, &KEYS),
        }
    }
    if let Some(value) = table.get_ref().get("pay") {
        front.role_facts.pay = role::pay(reader, value, front.sources.len());
    }
    for (key, example) in REQUIRED {
        if !seen.iter().any(|(seen, _)| seen == key) {
            let message = format!("the front matter has no `{key}`");
            reader.problem(&(0..0), message, Some(format!("add {example}")));
        }
    }
    for (keys, owner) in [
        (&ROLE_KEYS[..], EntryKind::Role),
        (&SKILL_KEYS[..], EntryKind::Skill),
    ] {
        if front.kind.is_none_or(|kind| kind == owner) {
            continue;
        }
        for (key, at) in &seen {
            if keys.contains(&key.as_str()) {
                let message = format!("only a {owner} has `{key}`");
                reader.problem(at, message, None);
            }
        }
    }
    front
}

fn language(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let language = reader.text(value)?;
    if codes::is_language(&language) {
        return Some(language);
    }
    let message = format!("`{language}` is no language that search can read");
    let known = codes::LANGUAGES.map(|code| format!("`{code}`")).join(", ");
    reader.problem(
        &value.span(),
        message,
        Some(format!("write one of {known}")),
    );
    None
}

fn kind(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Option<EntryKind> {
    let text = reader.text(value)?;
    let kind = EntryKind::parse(&text);
    if kind.is_none() {
        let message = format!("`{text}` is no kind of entry");
        let hint = "the kinds are role, skill, term, faq and guide";
        reader.problem(&value.span(), message, Some(hint.to_owned()));
    }
    kind
}

fn sources(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Source> {
    let mut sources = Vec::new();
    for table in reader.tables(value, "[[sources]]") {
        let mut title = None;
        let mut url = None;
        for (key, at, value) in pairs(table.get_ref()) {
            match key {
                "title" => title = reader.text(value),
                "url" => url = reader.url(value),
                other => reader.unknown(other, &at, &["title", "url"]),
            }
        }
        match title {
            Some(title) => sources.push(Source { title, url }),
            None => reader.problem(
                &table.span(),
                "a source needs a `title`".to_owned(),
                Some("add title = \"…\", and the url where it is a web page".to_owned()),
            ),
        }
    }
    if sources.is_empty() {
        let hint = "add [[sources]] with a title and a url that a reader can open";
        reader.problem(
            &value.span(),
            "an entry needs at least one source".to_owned(),
            Some(hint.to_owned()),
        );
    }
    sources
}

fn resources(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Resource> {
    let mut resources = Vec::new();
    for table in reader.tables(value, "[[resources]]") {
        let mut title = None;
        let mut url = None;
        let mut note = None;
        for (key, at, value) in pairs(table.get_ref()) {
            match key {
                "title" => title = reader.text(value),
                "url" => url = reader.url(value),
                "note" => note = reader.text(value),
                other => reader.unknown(other, &at, &["title", "url", "note"]),
            }
        }
        reader.require(&table, "a resource", &["title", "url"]);
        if let (Some(title), Some(url)) = (title, url) {
            resources.push(Resource { title, url, note });
        }
    }
    resources
}
