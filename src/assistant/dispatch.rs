//! Dispatch of an ask to the function that answers it.

use std::sync::Arc;

use tracing::error;

use super::phrases::Phrases;
use super::{
    actions, answer, browse, compare, interview, levels, next, quiz, role, sentences, show,
};
use super::{switch, why};
use crate::chat::{Ask, CountryCode, Reply};
use crate::config::Page;
use crate::knowledge::EntryId;
use crate::search::Search;

/// Number of nearest passages that are recorded with an unanswered question.
const MAX_NEAREST: usize = 3;
/// Error code of a panic during dispatch, in the reply and in the log.
const PANIC_CODE: &str = "A-1";

/// A reply with the data that is recorded of it.
pub(super) struct DispatchOutcome {
    pub reply: Reply,
    /// The text and the gist of the question; `None` where the ask has no text or nothing was searched for.
    pub question: Option<(String, Vec<String>)>,
    /// Addresses of the nearest passages where there is no answer, at most three.
    pub near: Vec<String>,
}

/// Answers an ask, as asked in `country`, on a blocking thread, as a search is CPU-bound. After a panic, whose message may
/// quote the question, the log has only [`PANIC_CODE`].
pub(super) async fn dispatch(
    phrases: Phrases,
    search: Arc<Search>,
    ask: Ask,
    about: Option<EntryId>,
    elsewhere: Arc<[Page]>,
    country: Option<CountryCode>,
) -> DispatchOutcome {
    let work = tokio::task::spawn_blocking(move || {
        let reply = reply(phrases, &search, &ask, about.as_ref(), &elsewhere, country);
        let question = match (&ask, &reply.match_info) {
            (Ask::Question(text) | Ask::WhatIs(text), Some(_)) => {
                Some((text.clone(), search.gist(text)))
            }
            _ => None,
        };
        let near = reply
            .match_info
            .iter()
            .flat_map(|match_info| &match_info.near);
        let near = near.take(MAX_NEAREST).map(ToString::to_string).collect();
        DispatchOutcome {
            reply,
            question,
            near,
        }
    });
    work.await.unwrap_or_else(|_panic| {
        error!(code = PANIC_CODE, "a request could not be answered");
        DispatchOutcome {
            reply: phrases.broken(PANIC_CODE),
            question: None,
            near: Vec::new(),
        }
    })
}

fn reply(
    phrases: Phrases,
    search: &Search,
    ask: &Ask,
    about: Option<&EntryId>,
    elsewhere: &[Page],
    country: Option<CountryCode>,
) -> Reply {
    let mut reply = match ask {
        Ask::WhatIs(term) => answer::what_is(phrases, search, term, elsewhere),
        Ask::Question(question) if Phrases::asks_for_help(question) => {
            browse::help(phrases, search)
        }
        Ask::Question(question) => {
            sentences::reply(phrases, search, question).unwrap_or_else(|| {
                answer::question(phrases, search, question, about, elsewhere, country)
            })
        }
        Ask::Offers(addresses) => answer::offers(phrases, search.library(), addresses),
        Ask::Open { address, page } => show::open(phrases, search.library(), address, *page),
        Ask::Skills(role) => role::skills(phrases, search, role, elsewhere),
        Ask::Responsibilities(role) => role::responsibilities(phrases, search, role, elsewhere),
        Ask::Roadmap(role) => role::roadmap(phrases, search, role, elsewhere),
        Ask::RoadmapOf(entry) => role::roadmap_of(phrases, search.library(), entry),
        Ask::Compare { left, right } => compare::compare(phrases, search, left, right.as_deref()),
        Ask::Faq { topic, page } => {
            browse::faq(phrases, search, topic.as_deref(), *page, elsewhere)
        }
        Ask::Roles { page } => browse::roles(phrases, search.library(), *page),
        Ask::Help => browse::help(phrases, search),
        // The store context answers asks about stored data before dispatch.
        Ask::Vote { .. }
        | Ask::Missed { .. }
        | Ask::PointGap { .. }
        | Ask::Ticket { .. }
        | Ask::Filled { .. }
        | Ask::Gaps { .. }
        | Ask::Gap { .. }
        | Ask::MyData { .. }
        | Ask::ForgetMe
        | Ask::Country { .. }
        | Ask::Progress
        | Ask::ProgressOf(_)
        | Ask::Tick { .. }
        | Ask::ExportProgress
        | Ask::Unknown => phrases.unknown(),
        Ask::SkillsOf(entry) => role::skills_of(phrases, search.library(), entry),
        Ask::CompareOf(one, other) => compare::entries(phrases, search.library(), one, other, None),
        Ask::Switch { from, to } => switch::switch(phrases, search, from, to.as_deref(), elsewhere),
        Ask::SwitchOf(from, to) => switch::between(phrases, search.library(), from, to),
        Ask::Next(skills) => next::next(phrases, search, skills),
        Ask::Levels(role) => levels::levels(phrases, search, role, elsewhere),
        Ask::LevelsOf(entry) => levels::levels_of(phrases, search.library(), entry),
        Ask::Interview { role, level } => {
            interview::interview(phrases, search, role, level.as_deref(), elsewhere)
        }
        Ask::Practice { address, reveal } => {
            interview::practice(phrases, search.library(), address, *reveal)
        }
        Ask::Quiz(answers) => quiz::quiz(phrases, search.library(), answers),
        Ask::Why { address, why } => why::explain(phrases, search.library(), address, *why),
        Ask::Show(ask) => return self::reply(phrases, search, ask, None, elsewhere, None),
    };
    actions::add_related(phrases, search, &mut reply);
    reply
}
