//! `/next`: the roles that fit named skills, and the next skill that opens most of them.

use super::phrases::Phrases;
use super::{career, show};
use crate::career::{CareerGraph, CoverReason, Covered, Fit};
use crate::chat::{Reply, ReplyKind, ReplyPart};
use crate::knowledge::{Library, Need};
use crate::markup::{Markup, Span};
use crate::search::Search;

/// Number of nearest roles that are shown.
const MAX_ROLES: usize = 5;
/// Number of nearest roles of which missing skills are counted.
const CONSIDERED: usize = 10;
/// Number of next skills.
const MAX_OPENINGS: usize = 3;
/// Maximum number of skills of a role that are named as met in part or as missing.
const MAX_NAMED: usize = 5;

/// `/next skills`.
pub(super) fn next(phrases: Phrases, search: &Search, text: &str) -> Reply {
    if text.is_empty() {
        return phrases.missing("next");
    }
    let library = search.library();
    let graph = CareerGraph::of(library);
    let named = career::skills(search, &graph, text);
    if named.known.is_empty() {
        return career::no_skills(phrases, search, text);
    }
    let fits = graph.nearest(&named.known, CONSIDERED);
    let titles = career::titles(library, named.known.iter().copied());
    let values = [("skills", (&titles).into())];
    if fits.is_empty() {
        let mut reply = phrases.reply(ReplyKind::Nothing, "next-none", &values);
        reply.parts.extend(career::unknown(phrases, &named.unknown));
        reply.buttons = phrases.navigation_buttons();
        return reply;
    }
    let mut parts: Vec<ReplyPart> = (1..)
        .zip(fits.iter().take(MAX_ROLES))
        .map(|(number, fit)| role(phrases, library, number, fit))
        .collect();
    let openings = graph.openings(&fits, MAX_OPENINGS);
    let openings = openings.iter().map(|one| {
        let skill = career::title(library, one.skill);
        let of = fits.len();
        let values = [
            ("skill", Span::bold(skill).into()),
            ("count", one.roles.into()),
            ("of", of.into()),
        ];
        phrases.spans("next-opens", &values)
    });
    let openings = Markup::list(openings);
    parts.extend(career::part(phrases.text("next-skill", &[]), openings));
    parts.extend(career::unknown(phrases, &named.unknown));
    let mut reply = phrases.computed(phrases.text("next", &values), parts);
    let shown = fits.iter().take(MAX_ROLES);
    reply.buttons = shown.map(|fit| show::entry(fit.role)).collect();
    reply
}

/// Describes a role: the share that is covered, what is there, and the core skills that are missing.
fn role(phrases: Phrases, library: &Library, number: usize, fit: &Fit<'_>) -> ReplyPart {
    let percent = career::percent(fit.coverage);
    let title = format!("{number}. {}", fit.role.title);
    let lists = [
        ("next-there", met(library, fit)),
        ("next-partly", partly(library, fit)),
        ("next-missing", missing(library, fit)),
    ];
    let mut lines = Vec::new();
    for (id, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
        lines.push(phrases.spans(id, &[("list", list.into())]));
    }
    let values = [("percent", (&percent).into())];
    let covered = phrases.spans("next-covered", &values);
    lines.push(covered);
    if !fit.is_first_job {
        lines.push(phrases.spans("second-job", &[]));
    }
    ReplyPart {
        heading: Some(title),
        body: Markup::list(lines),
        ..ReplyPart::default()
    }
}

/// Names the requirements that are met, of a choice the skill that meets it.
fn met(library: &Library, fit: &Fit<'_>) -> String {
    let met = fit.covered.iter().filter(|one| one.is_met());
    let names = met.map(|one| match one.reason {
        CoverReason::Known(known) if one.requirement.any.contains(&known) => {
            career::title(library, known)
        }
        _ => career::label(library, &one.requirement),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// Names the core requirements that are met in part.
fn partly(library: &Library, fit: &Fit<'_>) -> String {
    named(library, core(fit).filter(|one| one.is_partly_met()))
}

/// Names the core requirements that are missing.
fn missing(library: &Library, fit: &Fit<'_>) -> String {
    named(
        library,
        core(fit).filter(|one| !one.is_met() && !one.is_partly_met()),
    )
}

fn core<'f, 'l>(fit: &'f Fit<'l>) -> impl Iterator<Item = &'f Covered<'l>> {
    let covered = fit.covered.iter();
    covered.filter(|one| one.requirement.need == Need::Core)
}

/// Returns the names of the first requirements with commas between.
fn named<'f, 'l: 'f>(library: &Library, covered: impl Iterator<Item = &'f Covered<'l>>) -> String {
    let names = covered
        .take(MAX_NAMED)
        .map(|one| career::label(library, &one.requirement));
    names.collect::<Vec<_>>().join(", ")
}
