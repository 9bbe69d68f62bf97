//! The assistant's use of the store: what it records of requests, and the replies about stored data
//! (votes, gaps, a person's own data).
//!
//! Where the store fails, a request about stored data gets a notice; all others are answered.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::dispatch::DispatchOutcome;
use super::phrases::Phrases;
use super::{pagination, show, team};
use crate::chat::{self, Ask, Button, Door, Opinion, Reply, Request, Tone};
use crate::config::TeamSettings;
use crate::knowledge::Address;
use crate::language::MessageArg;
use crate::markup::{Markup, Span};
use crate::search::Search;
use crate::store::{GapReason, Store, StoreError, UnansweredQuestion};

/// Items per page of gaps and of personal data. Each may be as long as a question.
pub(super) const PAGE: usize = 5;
/// Error code of a failing store, as in the log.
const FAILING: &str = "S-1";
/// How long a delivery waits to hear whether it is the first: a platform waits three seconds for its
/// answer.
const DELIVERY: Duration = Duration::from_millis(300);

/// The store, with the settings that replies about it depend on.
pub(super) struct StoreContext {
    pub store: Store,
    pub team: TeamSettings,
    /// The names of all collections that a community may choose.
    pub collections: Vec<String>,
}

impl StoreContext {
    /// Whether a platform delivers this for the first time. Where the store does not tell in time, it
    /// counts as the first: a second answer is better than none.
    pub(super) async fn is_first(&self, door: Door, delivery: &str, at: Timestamp) -> bool {
        let first = self.store.is_first_delivery(door, delivery, at);
        let told = tokio::time::timeout(DELIVERY, first).await;
        !matches!(told, Ok(Ok(false)))
    }

    /// Queues records of a request: the passage that was shown and for which question, or the question
    /// as a gap. It neither waits nor fails.
    pub(super) fn record(&self, request: &Request, outcome: &DispatchOutcome) {
        let DispatchOutcome { reply, asked, near } = outcome;
        let passage = reply
            .parts
            .iter()
            .find_map(|part| part.citation.as_ref())
            .map(|citation| citation.address.to_string());
        let verdict = reply
            .match_info
            .as_ref()
            .map(|match_info| match_info.certainty);
        let question = asked
            .as_ref()
            .map(|(text, gist)| (text.as_str(), gist.as_slice()));
        if let Some(passage) = &passage {
            if matches!(request.ask, Ask::Open { page: 0, .. }) {
                self.store.record_opened(request, passage);
            }
            if !matches!(request.ask, Ask::Open { page: 1.., .. }) {
                self.store.record_shown(request, passage, question);
            }
        }
        let reason = match verdict {
            Some(chat::Certainty::Nothing) => GapReason::Nothing,
            Some(chat::Certainty::Unsure) => GapReason::Unsure,
            Some(chat::Certainty::Sure) | None => return,
        };
        let Some((text, gist)) = question else {
            return;
        };
        let choices = reply.choices.iter().filter_map(|choice| match &choice.ask {
            Ask::Open { address, .. } => Some(address.to_string()),
            _ => None,
        });
        let mut nearest: Vec<String> = choices.collect();
        if nearest.is_empty() {
            nearest.clone_from(near);
        }
        let question = UnansweredQuestion {
            text,
            gist,
            reason,
            nearest: &nearest,
        };
        self.store.record_unanswered(request, question);
    }

    /// The reply to a request about stored data.
    pub(super) async fn reply(
        &self,
        phrases: Phrases,
        search: Arc<Search>,
        request: &Request,
        ask: &Ask,
    ) -> Reply {
        if ask.is_privileged() && !team::is_mentor(&self.team, &self.store, request).await {
            return phrases.reply(Tone::Notice, "not-allowed", &[]);
        }
        let reply = match ask {
            Ask::Vote { address, opinion } => {
                self.vote(phrases, &search, request, address, *opinion)
                    .await
            }
            Ask::Gaps { page } => self.gaps(phrases, request, *page).await,
            Ask::Gap { id, action } => self.gap(phrases, search, request, *id, *action).await,
            Ask::MyData { page } => self.my_data(phrases, &search, request, *page).await,
            Ask::ForgetMe => {
                let forgotten = self.store.forget(request).await;
                forgotten.map(|_| phrases.reply(Tone::Info, "forgotten", &[]))
            }
            _ => Ok(phrases.unknown()),
        };
        reply.unwrap_or_else(|_logged| phrases.not_kept())
    }

    async fn vote(
        &self,
        phrases: Phrases,
        search: &Search,
        request: &Request,
        address: &Address,
        opinion: Opinion,
    ) -> Result<Reply, StoreError> {
        let Some((entry, passage)) = search.library().passage(address) else {
            return Ok(phrases.gone());
        };
        // A former address of a heading counts for the passage that it leads to.
        let address = &entry.address(passage);
        let helpful = match opinion {
            Opinion::Helpful => Some(true),
            Opinion::Unhelpful => Some(false),
            Opinion::None => None,
        };
        let key = address.to_string();
        self.store.vote(request, &key, helpful).await?;
        let title = show::title(entry, passage);
        let title = ("title", MessageArg::from(&title));
        if helpful.is_none() {
            return Ok(phrases.reply(Tone::Info, "vote-withdrawn", &[title]));
        }
        let values = [title, ("opinion", opinion_key(helpful == Some(true)))];
        let mut reply = phrases.reply(Tone::Info, "voted", &values);
        let take_back = Ask::Vote {
            address: address.clone(),
            opinion: Opinion::None,
        };
        reply.buttons.push(phrases.button("take-back", take_back));
        Ok(reply)
    }

    async fn my_data(
        &self,
        phrases: Phrases,
        search: &Search,
        request: &Request,
        page: u16,
    ) -> Result<Reply, StoreError> {
        let mine = self.store.personal_data(request).await?;
        let mut lines = Vec::new();
        for (passage, helpful, at) in &mine.votes {
            let known = Address::parse(passage);
            let known = known
                .as_ref()
                .and_then(|known| search.library().passage(known));
            let title =
                known.map_or_else(|| passage.clone(), |(entry, one)| show::title(entry, one));
            let values = [
                ("day", day(*at).into()),
                ("title", (&title).into()),
                ("opinion", opinion_key(*helpful)),
            ];
            lines.push(phrases.spans("my-data.vote", &values));
        }
        for (text, at) in &mine.questions {
            let values = [("day", day(*at).into()), ("question", text.into())];
            lines.push(phrases.spans("my-data.question", &values));
        }
        for (name, at) in &mine.settings {
            let values = [("day", day(*at).into()), ("setting", name.into())];
            lines.push(phrases.spans("my-data.setting", &values));
        }
        for (_, until) in &mine.messages {
            lines.push(phrases.spans("my-data.owed", &[("day", day(*until).into())]));
        }
        let title = phrases.text("my-data", &[]);
        let turn = |page| Ask::MyData { page };
        let pages = lines.len().div_ceil(PAGE).max(1);
        let page = usize::from(page).min(pages - 1);
        let mut body = Markup::paragraph(phrases.spans("my-data.text", &[]));
        if lines.is_empty() {
            body = Markup::paragraph(phrases.spans("my-data.none", &[]));
        } else {
            body.append(Markup::list(lines.into_iter().skip(page * PAGE).take(PAGE)));
        }
        let at = u16::try_from(page).unwrap_or(u16::MAX);
        let mut reply = pagination::page(phrases, &title, body, (at, pages), turn);
        if !mine.is_empty() {
            reply.buttons.push(phrases.button("forget", Ask::ForgetMe));
        }
        Ok(reply)
    }
}

/// Buttons to vote on the passage of an answer; none where it quotes more than one.
pub(super) fn vote_buttons(phrases: Phrases, reply: &Reply) -> Vec<Button> {
    let mut citations = reply.parts.iter().filter_map(|part| part.citation.as_ref());
    let (Some(citation), None, Tone::Answer) = (citations.next(), citations.next(), reply.tone)
    else {
        return Vec::new();
    };
    let vote = |opinion| Ask::Vote {
        address: citation.address.clone(),
        opinion,
    };
    vec![
        phrases.button("helpful", vote(Opinion::Helpful)),
        phrases.button("unhelpful", vote(Opinion::Unhelpful)),
    ]
}

impl Phrases {
    /// The notice that the store failed, or did not answer in time.
    pub(super) fn not_kept(self) -> Reply {
        self.reply(Tone::Notice, "not-kept", &[("code", FAILING.into())])
    }
}

fn opinion_key(helpful: bool) -> MessageArg<'static> {
    MessageArg::Key(if helpful { "helpful" } else { "unhelpful" })
}

/// The day in UTC, such as `2026-11-21`.
pub(super) fn day(at: Timestamp) -> Span {
    let day = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    Span::plain(day.to_string())
}
