//! From an ask to a reply, with what it leaves behind to be remembered.

use std::sync::Arc;

use tracing::error;

use super::phrases::Words;
use super::{answer, browse, card, compare, role, show, why};
use crate::chat::{Ask, Reply};
use crate::knowledge::EntryId;
use crate::search::Search;

/// How many passages are named as nearest to a question that nothing answers.
const NEAR: usize = 3;
/// What the person sees and the log names where looking up an answer broke.
const BROKEN: &str = "A-1";

/// A reply with what it leaves behind.
pub(super) struct Thought {
    pub reply: Reply,
    /// The question in the person's words, and its gist; none where nothing was asked in words.
    pub asked: Option<(String, Vec<String>)>,
    /// The passages that came nearest where there is no answer.
    pub near: Vec<String>,
}

/// The reply, thought out beside the tasks that talk, as it is work for a processor. What broke may
/// quote the question, so the log does not repeat it.
pub(super) async fn look_up(
    words: Words,
    search: Arc<Search>,
    ask: Ask,
    about: Option<EntryId>,
) -> Thought {
    let work = tokio::task::spawn_blocking(move || {
        let reply = reply(words, &search, &ask, about.as_ref());
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
        Thought { reply, asked, near }
    });
    work.await.unwrap_or_else(|_panic| {
        error!(code = BROKEN, "a request could not be answered");
        Thought {
            reply: words.broken(BROKEN),
            asked: None,
            near: Vec::new(),
        }
    })
}

fn reply(words: Words, search: &Search, ask: &Ask, about: Option<&EntryId>) -> Reply {
    let mut reply = match ask {
        Ask::WhatIs(term) => answer::what_is(words, search, term),
        Ask::Question(question) if Words::greets(question) => browse::help(words, search.library()),
        Ask::Question(question) => answer::question(words, search, question, about),
        Ask::Open { address, page } => show::open(words, search.library(), address, *page),
        Ask::Skills(role) => role::skills(words, search, role),
        Ask::Responsibilities(role) => role::responsibilities(words, search, role),
        Ask::Roadmap(role) => role::roadmap(words, search, role),
        Ask::RoadmapOf(entry) => role::roadmap_of(words, search.library(), entry),
        Ask::Compare { left, right } => compare::compare(words, search, left, right.as_deref()),
        Ask::Faq { topic, page } => browse::faq(words, search, topic.as_deref(), *page),
        Ask::Roles { page } => browse::roles(words, search.library(), *page),
        Ask::Help => browse::help(words, search.library()),
        // The memory's, which has answered them before.
        Ask::Vote { .. }
        | Ask::Gaps { .. }
        | Ask::Gap { .. }
        | Ask::MyData { .. }
        | Ask::ForgetMe
        | Ask::Unknown => words.unknown(),
        Ask::SkillsOf(entry) => role::skills_of(words, search.library(), entry),
        Ask::CompareOf(one, other) => compare::entries(words, search.library(), one, other),
        Ask::Why { address, why } => why::explain(words, search.library(), address, *why),
        Ask::Show(ask) => return self::reply(words, search, ask, None),
    };
    card::add_related(words, search, &mut reply);
    reply
}
