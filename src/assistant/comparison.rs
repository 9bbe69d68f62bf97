//! The data of two roles or two skills side by side: skills, pay, entry, outlook, day, moves.

use super::career;
use super::phrases::Phrases;
use crate::career::{CareerGraph, Requirement, is_first_job};
use crate::chat::ReplyPart;
use crate::knowledge::{Entry, EntryKind, Facet, Pay};
use crate::language::MessageArg;
use crate::markup::{Block, Markup, Span};

/// Maximum number of characters of the beginning of a section.
const MAX_BEGINNING: usize = 220;
/// Maximum number of skills in a cell.
const MAX_SKILLS: usize = 10;

/// The one aspect that a person asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dimension {
    /// The higher pay.
    Pay,
    /// The easier entry.
    Entry,
}

/// One aspect of two entries, with a cell for each.
struct Aspect {
    name: String,
    cells: [Markup; 2],
}

/// Builds the parts with the data of two roles or two skills, aspect by aspect; none where there is nothing to compare.
pub(super) fn parts(
    phrases: Phrases,
    graph: &CareerGraph<'_>,
    one: &Entry,
    other: &Entry,
) -> Vec<ReplyPart> {
    let aspects = match (one.kind, other.kind) {
        (EntryKind::Role, EntryKind::Role) => of_roles(phrases, graph, one, other),
        (EntryKind::Skill, EntryKind::Skill) => of_skills(phrases, graph, one, other),
        _ => Vec::new(),
    };
    let mut parts = skills(phrases, graph, one, other);
    for Aspect { name, cells } in aspects {
        if cells.iter().all(Markup::is_empty) {
            continue;
        }
        for (entry, cell) in [one, other].into_iter().zip(cells) {
            parts.push(ReplyPart {
                aspect: Some(name.clone()),
                heading: Some(entry.title.clone()),
                body: if cell.is_empty() {
                    Markup::text("–")
                } else {
                    cell
                },
                ..ReplyPart::default()
            });
        }
    }
    parts
}

/// Builds the lists of the skills that both roles need, and that only one of them needs; empty unless both have skills.
fn skills(phrases: Phrases, graph: &CareerGraph<'_>, one: &Entry, other: &Entry) -> Vec<ReplyPart> {
    let library = graph.library();
    let Some(skills) = graph.compare(&one.id, &other.id) else {
        return Vec::new();
    };
    let only = |entry: &Entry| phrases.text("compare-only", &[("title", (&entry.title).into())]);
    let labels = |list: &[Requirement<'_>]| -> Vec<String> {
        let list = list.iter().take(MAX_SKILLS);
        list.map(|one| career::label(library, one)).collect()
    };
    let both = skills
        .both
        .iter()
        .map(|skill| career::title(library, skill));
    let groups = [
        (phrases.text("compare-both", &[]), both.collect()),
        (only(one), labels(&skills.only_one)),
        (only(other), labels(&skills.only_other)),
    ];
    let part = |(heading, items): (String, Vec<String>)| ReplyPart {
        aspect: Some(phrases.facet(Facet::Skills)),
        heading: Some(heading),
        body: Markup::list(items.into_iter().map(|item| vec![Span::plain(item)])),
        citation: None,
    };
    let parts = groups.into_iter().map(part);
    parts.filter(|part| !part.body.is_empty()).collect()
}

/// Returns whether a switch between two entries can be computed.
pub(super) fn has_moves(graph: &CareerGraph<'_>, one: &Entry, other: &Entry) -> bool {
    let has_skills = |entry: &Entry| !graph.requirements(&entry.id).is_empty();
    has_skills(one) && has_skills(other)
}

/// Answers the one aspect that a person asked about, also where a role has no data about it.
pub(super) fn answer(
    phrases: Phrases,
    graph: &CareerGraph<'_>,
    one: &Entry,
    other: &Entry,
    dimension: Dimension,
) -> ReplyPart {
    let titles = |first: &Entry, second: &Entry| (first.title.clone(), second.title.clone());
    let lacks = || {
        let values = [
            ("one", (&one.title).into()),
            ("other", (&other.title).into()),
        ];
        phrases.spans("compare-no-data", &values)
    };
    let spans = match dimension {
        Dimension::Pay => match graph.pay(&one.id, &other.id) {
            Some((first, second)) => {
                let swap = second.median > first.median;
                let (more, less) = if swap {
                    titles(other, one)
                } else {
                    titles(one, other)
                };
                let (high, low) = if swap {
                    (second, first)
                } else {
                    (first, second)
                };
                let (high, low) = (amount(phrases, high), amount(phrases, low));
                let equal = if first.median == second.median {
                    "equal"
                } else {
                    "differ"
                };
                let values = [
                    ("result", MessageArg::Key(equal)),
                    ("more", Span::bold(more).into()),
                    ("less", (&less).into()),
                    ("high", (&high).into()),
                    ("low", (&low).into()),
                ];
                phrases.spans("compare-pays-more", &values)
            }
            None => lacks(),
        },
        Dimension::Entry => {
            let rank = |entry: &Entry| {
                let hours = graph.roadmap_hours(&entry.id)?;
                Some((!is_first_job(entry), hours.low + hours.high))
            };
            match (rank(one), rank(other)) {
                (Some(first), Some(second)) => {
                    let swap = second < first;
                    let (easier, harder) = if swap { (other, one) } else { (one, other) };
                    let (easy, hard) = (
                        entry_cell(phrases, graph, easier),
                        entry_cell(phrases, graph, harder),
                    );
                    let equal = if first == second { "equal" } else { "differ" };
                    let (easy, hard) = (easy.plain(), hard.plain());
                    let values = [
                        ("result", MessageArg::Key(equal)),
                        ("easier", Span::bold(&easier.title).into()),
                        ("harder", (&harder.title).into()),
                        ("easy", (&easy).into()),
                        ("hard", (&hard).into()),
                    ];
                    phrases.spans("compare-easier", &values)
                }
                _ => lacks(),
            }
        }
    };
    ReplyPart {
        body: Markup::paragraph(spans),
        ..ReplyPart::default()
    }
}

fn of_roles(phrases: Phrases, graph: &CareerGraph<'_>, one: &Entry, other: &Entry) -> Vec<Aspect> {
    let pair = [one, other];
    let row = |id: &str, cells: [Markup; 2]| Aspect {
        name: phrases.text(id, &[]),
        cells,
    };
    let mut rows = Vec::new();
    let facts = pair.map(|entry| &entry.role_facts);
    if facts.iter().any(|facts| !facts.levels.is_empty()) {
        rows.push(row(
            "compare-entry",
            pair.map(|entry| entry_cell(phrases, graph, entry)),
        ));
    }
    rows.push(row(
        "compare-pay",
        pair.map(|entry| pay_cell(phrases, entry)),
    ));
    for (id, facet) in [
        ("compare-outlook", Facet::Outlook),
        ("compare-day", Facet::Day),
    ] {
        rows.push(row(id, pair.map(|entry| beginning(entry, facet))));
    }
    let moves = [(one, other), (other, one)].map(|(from, to)| {
        let stated = from.role_facts.moves.iter().find(|one| one.to == to.id);
        stated.map_or_else(Markup::default, |stated| {
            let values = [
                ("effort", MessageArg::Key(stated.effort.as_str())),
                ("why", (&stated.why).into()),
            ];
            Markup::paragraph(phrases.spans("switch-stated", &values))
        })
    });
    rows.push(row("compare-moves", moves));
    rows
}

fn of_skills(phrases: Phrases, graph: &CareerGraph<'_>, one: &Entry, other: &Entry) -> Vec<Aspect> {
    let library = graph.library();
    let pair = [one, other];
    let row = |id: &str, cells: [Markup; 2]| Aspect {
        name: phrases.text(id, &[]),
        cells,
    };
    let hours = pair.map(|entry| {
        let hours = entry.skill_facts.hours;
        hours.map_or_else(Markup::default, |hours| Markup::text(phrases.hours(hours)))
    });
    let after = pair.map(|entry| Markup::text(career::titles(library, &entry.skill_facts.after)));
    let done = pair.map(|entry| Markup::text(entry.skill_facts.done.clone().unwrap_or_default()));
    let roles = pair.map(|entry| {
        let roles = graph.roles().filter(|role| {
            let mut needed = role.skills.with_choices();
            needed.any(|skill| *skill == entry.id)
        });
        let roles: Vec<&str> = roles.map(|role| role.title.as_str()).collect();
        let count = roles.len();
        let list = roles
            .into_iter()
            .take(MAX_SKILLS)
            .collect::<Vec<_>>()
            .join(", ");
        if count == 0 {
            return Markup::default();
        }
        let values = [("count", count.into()), ("list", (&list).into())];
        Markup::paragraph(phrases.spans("compare-roles-list", &values))
    });
    vec![
        row("compare-hours", hours),
        row("compare-after", after),
        row("compare-done", done),
        row("compare-roles", roles),
    ]
}

/// Says whether a role is a first job, and how long its roadmap is.
fn entry_cell(phrases: Phrases, graph: &CareerGraph<'_>, entry: &Entry) -> Markup {
    let id = if is_first_job(entry) {
        "first-job"
    } else {
        "second-job"
    };
    let mut text = phrases.text(id, &[]);
    if let Some(hours) = graph.roadmap_hours(&entry.id) {
        let hours = phrases.hours(hours);
        text.push_str("; ");
        text.push_str(&phrases.text("roadmap-hours", &[("hours", (&hours).into())]));
    }
    Markup::text(text)
}

/// Lists the pay of a role, the latest figure of each region.
fn pay_cell(phrases: Phrases, entry: &Entry) -> Markup {
    let mut latest: Vec<&Pay> = Vec::new();
    for pay in &entry.role_facts.pay {
        match latest.iter_mut().find(|one| one.region == pay.region) {
            Some(known) if known.year < pay.year => *known = pay,
            Some(_) => {}
            None => latest.push(pay),
        }
    }
    let lines: Vec<String> = latest.into_iter().map(|pay| amount(phrases, pay)).collect();
    Markup::text(lines.join("; "))
}

/// Formats a median with its place and year, such as `139,500 USD (US, 2025)`.
fn amount(phrases: Phrases, pay: &Pay) -> String {
    let Pay { region, year, .. } = pay;
    format!(
        "{} ({region}, {year})",
        phrases.amount(pay.median, &pay.currency)
    )
}

/// Returns the first sentences of a section, as many as fit.
fn beginning(entry: &Entry, facet: Facet) -> Markup {
    let body = entry
        .facet(facet)
        .map(|passage| passage.body.clone())
        .unwrap_or_default();
    let first = body.blocks.into_iter().find_map(|block| match block {
        Block::Paragraph(spans) => Some(Markup::paragraph(spans)),
        _ => None,
    });
    let text = first.unwrap_or_default().plain();
    let mut end = 0;
    for (at, _) in text.match_indices(". ") {
        if end == 0
            || text
                .get(..at)
                .is_some_and(|text| text.chars().count() < MAX_BEGINNING)
        {
            end = at + 1;
        }
    }
    let end = if end == 0 || text.chars().count() <= MAX_BEGINNING {
        text.len()
    } else {
        end
    };
    Markup::text(text.get(..end).unwrap_or(&text))
}
