//! From an ask to a reply, with what it leaves behind to be remembered.

use std::sync::Arc;

use tracing::error;

use super::phrases::Phrases;
use super::{actions, answer, browse, compare, role, show, why};
use crate::chat::{Ask, Reply};
use crate::knowledge::EntryId;
use crate::search::Search;

/// How many passages are named as nearest to a question that nothing answers.
const NEAR: usize = 3;
/// What the person sees and the log names where looking up an answer broke.
const BROKEN: &str = "A-1";

/// A reply with what it leaves behind.
pub(super) struct DispatchOutcome {
    pub reply: Reply,
    /// The question in the person's words, and its gist; none where nothing was asked in words.
    pub asked: Option<(String, Vec<String>)>,
    /// The passages that came nearest where there is no answer.
    pub near: Vec<String>,
}

/// The reply, thought out beside the tasks that talk, as it is work for a processor. What broke may
/// quote the question, so the log does not repeat it.
pub(super) async fn dispatch(
    phrases: Phrases,
    search: Arc<Search>,
    ask: Ask,
    about: Option<EntryId>,
) -> DispatchOutcome {
    let work = tokio::task::spawn_blocking(move || {
        let reply = reply(phrases, &search, &ask, about.as_ref());
        let asked = match (&ask, &reply.match_info) {
            (Ask::Question(text) | Ask::WhatIs(text), Some(_)) => {
                Some((text.clone(), search.gist(text)))
            }
            _ => None,
        };
        let near = reply
            .match_info
            .iter()
            .flat_map(|match_info| &match_info.near);
        let near = near.take(NEAR).map(ToString::to_string).collect();
        DispatchOutcome { reply, asked, near }
    });
    work.await.unwrap_or_else(|_panic| {
        error!(code = BROKEN, "a request could not be answered");
        DispatchOutcome {
            reply: phrases.broken(BROKEN),
            asked: None,
            near: Vec::new(),
        }
    })
}

fn reply(phrases: Phrases, search: &Search, ask: &Ask, about: Option<&EntryId>) -> Reply {
    let mut reply = match ask {
        Ask::WhatIs(term) => answer::what_is(phrases, search, term),
        Ask::Question(question) if Phrases::greets(question) => {
            browse::help(phrases, search.library())
        }
        Ask::Question(question) => answer::question(phrases, search, question, about),
        Ask::Open { address, page } => show::open(phrases, search.library(), address, *page),
        Ask::Skills(role) => role::skills(phrases, search, role),
        Ask::Responsibilities(role) => role::responsibilities(phrases, search, role),
        Ask::Roadmap(role) => role::roadmap(phrases, search, role),
        Ask::RoadmapOf(entry) => role::roadmap_of(phrases, search.library(), entry),
        Ask::Compare { left, right } => compare::compare(phrases, search, left, right.as_deref()),
        Ask::Faq { topic, page } => browse::faq(phrases, search, topic.as_deref(), *page),
        Ask::Roles { page } => browse::roles(phrases, search.library(), *page),
        Ask::Help => browse::help(phrases, search.library()),
        // The memory's, which has answered them before.
        Ask::Vote { .. }
        | Ask::Gaps { .. }
        | Ask::Gap { .. }
        | Ask::MyData { .. }
        | Ask::ForgetMe
        | Ask::Unknown => phrases.unknown(),
        Ask::SkillsOf(entry) => role::skills_of(phrases, search.library(), entry),
        Ask::CompareOf(one, other) => compare::entries(phrases, search.library(), one, other),
        Ask::Why { address, why } => why::explain(phrases, search.library(), address, *why),
        Ask::Show(ask) => return self::reply(phrases, search, ask, None),
    };
    actions::add_related(phrases, search, &mut reply);
    reply
}
