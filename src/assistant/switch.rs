//! `/switch`: the plan from a role or from named skills to a role.

use super::phrases::Phrases;
use super::role::find;
use super::{career, show};
use crate::career::{CareerGraph, CoverReason, Covered, SwitchPlan};
use crate::chat::{Ask, Reply, ReplyPart};
use crate::config::Page;
use crate::knowledge::{Entry, EntryId, Library};
use crate::language::MessageArg;
use crate::markup::{Markup, Span};
use crate::search::Search;

/// Words between the two sides of a switch in one text, the least ambiguous first.
const BETWEEN: [&str; 5] = ["->", "→", " into ", " to ", ">"];

/// `/switch from to`; `from` has both sides where `to` is `None`.
pub(super) fn switch(
    phrases: Phrases,
    search: &Search,
    from: &str,
    to: Option<&str>,
    elsewhere: &[Page],
) -> Reply {
    let pairs = match to {
        Some(to) => vec![(from, to)],
        None => sides(from),
    };
    let known = pairs
        .iter()
        .find(|(_, to)| career::role(search, to).is_some());
    let Some((from, to)) = known.or(pairs.first()).copied() else {
        return phrases.missing("switch");
    };
    if from.is_empty() {
        return phrases.missing("switch");
    }
    match find(phrases, search, to, elsewhere) {
        Ok((to, _)) => from_text(phrases, search, from, to),
        Err(reply) => *reply,
    }
}

/// Splits a text such as `from QA to data engineering` into its sides, in all ways.
pub(super) fn sides(text: &str) -> Vec<(&str, &str)> {
    let text = text.strip_prefix("from ").unwrap_or(text);
    let mut sides = Vec::new();
    for between in BETWEEN {
        for (at, _) in text.match_indices(between) {
            if let (Some(from), Some(to)) = (text.get(..at), text.get(at + between.len()..)) {
                sides.push((from.trim(), to.trim()));
            }
        }
    }
    sides.retain(|(from, to)| !from.is_empty() && !to.is_empty());
    sides
}

/// Builds the plan from a role or from a list of skills.
fn from_text(phrases: Phrases, search: &Search, from: &str, to: &Entry) -> Reply {
    let library = search.library();
    if let Some(from) = career::role(search, from) {
        return between(phrases, library, &from.id, &to.id);
    }
    let graph = CareerGraph::of(library);
    let named = career::skills(search, &graph, from);
    if named.known.is_empty() {
        return career::no_skills(phrases, search, from);
    }
    let Some(plan) = graph.switch_from_skills(&named.known, &to.id) else {
        return phrases.no_role_data(to);
    };
    let from = career::titles(library, named.known.iter().copied());
    let mut reply = reply(phrases, library, &from, to, &plan);
    reply.parts.extend(career::unknown(phrases, &named.unknown));
    reply
}

/// Builds the plan between two roles.
pub(super) fn between(phrases: Phrases, library: &Library, from: &EntryId, to: &EntryId) -> Reply {
    let (Some(from), Some(to)) = (library.entry(from), library.entry(to)) else {
        return phrases.gone();
    };
    if from.id == to.id {
        return phrases.same(&from.title);
    }
    let graph = CareerGraph::of(library);
    let Some(plan) = graph.switch(&from.id, &to.id) else {
        let lacks = graph.requirements(&from.id).is_empty();
        return phrases.no_role_data(if lacks { from } else { to });
    };
    let mut reply = reply(phrases, library, &from.title, to, &plan);
    let compare = Ask::CompareOf(from.id.clone(), to.id.clone());
    reply.buttons.push(phrases.button("compare-them", compare));
    for closer in &plan.closer {
        let ask = Ask::SwitchOf(from.id.clone(), closer.id.clone());
        let title = [
            ("from", (&from.title).into()),
            ("to", (&closer.title).into()),
        ];
        reply.buttons.push(crate::chat::Button::open(
            phrases.text("switch", &title),
            ask,
        ));
    }
    reply
}

fn reply(
    phrases: Phrases,
    library: &Library,
    from: &str,
    to: &Entry,
    plan: &SwitchPlan<'_>,
) -> Reply {
    let text = |id: &str| phrases.text(id, &[]);
    let names = |covered: &[Covered<'_>]| {
        career::labels(library, covered.iter().map(|one| &one.requirement))
    };
    let mut parts = vec![ReplyPart {
        body: summary(phrases, to, plan),
        ..ReplyPart::default()
    }];
    parts.extend(career::part(text("switch-have"), names(&plan.have)));
    let partly = plan.partly.iter().map(|one| partly(phrases, library, one));
    parts.extend(career::part(text("switch-partly"), Markup::list(partly)));
    let learn = plan.learn.iter().map(|one| missing(phrases, library, one));
    parts.extend(career::part(text("switch-learn"), career::numbered(learn)));
    parts.extend(career::part(text("switch-later"), names(&plan.later)));
    parts.extend(career::part(text("skills-human"), names(&plan.people)));
    if let Some(step) = &plan.via {
        let values = [
            ("role", (&step.role.title).into()),
            ("first", MessageArg::Key(step.first.effort.as_str())),
            ("then", MessageArg::Key(step.then.effort.as_str())),
        ];
        let mut body = Markup::paragraph(phrases.spans("switch-via", &values));
        body.append(Markup::list(
            [step.first, step.then].map(|one| vec![Span::plain(&one.why)]),
        ));
        parts.extend(career::part(text("switch-between"), body));
    }
    if !plan.closer.is_empty() {
        let list = career::titles(library, plan.closer.iter().map(|role| &role.id));
        parts.extend(career::part(text("switch-closer"), Markup::text(list)));
    }
    let values = [("from", from.into()), ("to", (&to.title).into())];
    let mut reply = phrases.computed(phrases.text("switch", &values), parts);
    if !to.roadmap.is_empty() {
        let roadmap = Ask::RoadmapOf(to.id.clone());
        reply.buttons.push(phrases.button("roadmap", roadmap));
    }
    reply.buttons.push(show::entry(to));
    reply
}

/// Says what share is covered, what the editors say about the move, and how long the rest takes.
fn summary(phrases: Phrases, to: &Entry, plan: &SwitchPlan<'_>) -> Markup {
    let percent = career::percent(plan.coverage);
    let values = [
        ("title", (&to.title).into()),
        ("percent", (&percent).into()),
    ];
    let mut body = Markup::paragraph(phrases.spans("switch-covered", &values));
    if let Some(stated) = plan.stated {
        let values = [
            ("effort", MessageArg::Key(stated.effort.as_str())),
            ("why", (&stated.why).into()),
        ];
        body.append(Markup::paragraph(phrases.spans("switch-stated", &values)));
    }
    if let Some(hours) = plan.hours {
        let hours = phrases.hours(hours);
        let values = [("hours", (&hours).into())];
        body.append(Markup::paragraph(phrases.spans("switch-hours", &values)));
    }
    body
}

/// Says of a requirement that is met in part why it is.
fn partly(phrases: Phrases, library: &Library, covered: &Covered<'_>) -> Vec<Span> {
    let skill = career::label(library, &covered.requirement);
    let (reason, known) = match covered.reason {
        CoverReason::Near(known) => ("near", Some(known)),
        CoverReason::Base(known) => ("base", Some(known)),
        CoverReason::OneOf(known) => ("one-of", Some(known)),
        CoverReason::Deeper(known) | CoverReason::Known(known) => ("deeper", Some(known)),
        CoverReason::None => ("deeper", None),
    };
    let known = known.map_or_else(String::new, |known| career::title(library, known));
    let values = [
        ("reason", MessageArg::Key(reason)),
        ("skill", Span::bold(skill).into()),
        ("known", (&known).into()),
    ];
    phrases.spans("partly", &values)
}

/// Names a missing requirement, with its hours where one skill is missing.
fn missing(phrases: Phrases, library: &Library, covered: &Covered<'_>) -> Vec<Span> {
    let mut spans = vec![Span::plain(career::label(library, &covered.requirement))];
    let hours = match covered.requirement.any.as_slice() {
        [only] => library
            .entry(only)
            .and_then(|skill| skill.skill_facts.hours),
        _ => None,
    };
    if let Some(hours) = hours {
        spans.push(Span::plain(format!(" ({})", phrases.hours(hours))));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_into_its_two_sides() {
        assert_eq!(sides("from qa to sdet"), [("qa", "sdet")]);
        assert_eq!(
            sides("excel, sql -> data analyst").first(),
            Some(&("excel, sql", "data analyst"))
        );
        assert_eq!(sides("backend"), []);
        assert_eq!(sides("to backend"), []);
    }
}
