//! Recording of requests in the store, and replies about stored data (votes, gaps, personal data).
//!
//! If the store fails, requests about stored data get a notice; all others are answered.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::dispatch::DispatchOutcome;
use super::phrases::Phrases;
use super::{actions, show, team};
use crate::chat::{
    self, Ask, Button, Country, Door, Opinion, Reply, ReplyKind, ReplyPart, Request, Shortcoming,
};
use crate::config::TeamSettings;
use crate::knowledge::Address;
use crate::language::MessageArg;
use crate::markup::{Markup, Span};
use crate::search::Search;
use crate::store::{GapReason, Store, StoreError, UnansweredQuestion};

/// Items per page of gaps and of personal data; an item may be as long as a question.
pub(super) const LINES_PER_PAGE: usize = 5;
/// Error code of a store failure, in the reply and in the log.
const STORE_ERROR_CODE: &str = "S-1";
/// Timeout of the check for a repeated delivery; platforms expect a response within three seconds.
const DEDUPE_TIMEOUT: Duration = Duration::from_millis(300);

/// Timeout of reading the country of a person, without which an answer is the same for all.
pub(super) const READ_TIMEOUT: Duration = Duration::from_millis(300);

/// The store and the settings for replies about stored data.
pub(super) struct StoreContext {
    pub store: Store,
    pub team: TeamSettings,
    /// The names of all collections that a community may choose.
    pub collections: Vec<String>,
}

impl StoreContext {
    /// Returns whether this is the first delivery of the id. True if the store fails or exceeds the
    /// timeout, as a second answer is better than none.
    pub(super) async fn is_first(&self, door: Door, delivery: &str, at: Timestamp) -> bool {
        let first = self.store.is_first_delivery(door, delivery, at);
        let result = tokio::time::timeout(DEDUPE_TIMEOUT, first).await;
        !matches!(result, Ok(Ok(false)))
    }

    /// Returns the country that the person chose.
    ///
    /// # Errors
    /// The store failed, or exceeded the timeout.
    pub(super) async fn country(&self, request: &Request) -> Result<Option<Country>, StoreError> {
        let read = tokio::time::timeout(READ_TIMEOUT, self.store.country(request)).await;
        read.unwrap_or(Err(StoreError::Timeout))
    }

    /// Queues the records of a request: the passage that was shown with its question, or the question as a gap. Never blocks
    /// and never fails. Returns the id of a question that counts as unanswered.
    pub(super) fn record(&self, request: &Request, outcome: &DispatchOutcome) -> Option<i64> {
        let DispatchOutcome {
            reply,
            question,
            near,
        } = outcome;
        let passage = reply
            .parts
            .iter()
            .find_map(|part| part.citation.as_ref())
            .map(|citation| citation.address.to_string());
        let certainty = reply
            .match_info
            .as_ref()
            .map(|match_info| match_info.certainty);
        let question = question
            .as_ref()
            .map(|(text, gist)| (text.as_str(), gist.as_slice()));
        // With any other verdict the question itself is recorded below.
        let sure = reply.match_info.as_ref();
        let sure = sure.filter(|info| info.certainty == chat::Certainty::Sure);
        let confidence = sure.map_or(1.0, |info| info.confidence);
        if let Some((_, gist)) = question {
            self.store.record_asked_again(request, gist);
        }
        if let Some(passage) = &passage {
            if matches!(request.ask, Ask::Open { page: 0, .. }) {
                self.store.record_opened(request, passage);
            }
            if !matches!(request.ask, Ask::Open { page: 1.., .. }) {
                self.store
                    .record_shown(request, passage, question, confidence);
            }
        }
        let reason = match certainty {
            Some(chat::Certainty::Nothing) => GapReason::Nothing,
            Some(chat::Certainty::Likely) => GapReason::Doubt,
            Some(chat::Certainty::Unsure) => GapReason::Unsure,
            Some(chat::Certainty::Sure) | None => return None,
        };
        let (text, gist) = question?;
        let choices = reply.choices.iter().filter_map(|choice| match &choice.ask {
            Ask::Open { address, .. } => Some(address.to_string()),
            _ => None,
        });
        let mut nearest: Vec<String> = passage.into_iter().chain(choices).collect();
        if nearest.is_empty() {
            nearest.clone_from(near);
        }
        let question = UnansweredQuestion {
            text,
            gist,
            reason,
            nearest: &nearest,
        };
        Some(self.store.record_unanswered(request, question))
    }

    /// Replies to a request about stored data.
    pub(super) async fn reply(
        &self,
        phrases: Phrases,
        search: Arc<Search>,
        request: &Request,
        ask: &Ask,
    ) -> Reply {
        if ask.is_privileged() && !team::is_mentor(&self.team, &self.store, request).await {
            return phrases.reply(ReplyKind::Notice, "not-allowed", &[]);
        }
        let reply = match ask {
            Ask::Vote { address, opinion } => {
                self.vote(phrases, search, request, address, *opinion).await
            }
            Ask::Missed { address, reason } => {
                self.missed(phrases, &search, request, address, *reason)
                    .await
            }
            Ask::PointGap { id, address } => {
                self.point(phrases, &search, request, *id, address).await
            }
            Ask::Ticket { id, action } => self.ticket_action(phrases, request, *id, *action).await,
            Ask::Filled { of, text } => match of.as_ref() {
                Ask::Ticket { id, action } => {
                    self.ticket_filled(phrases, request, *id, *action, text)
                        .await
                }
                _ => Ok(phrases.unknown()),
            },
            Ask::Gaps { page } => self.gaps(phrases, request, *page).await,
            Ask::Gap { id, action } => self.gap(phrases, search, request, *id, *action).await,
            Ask::MyData { page } => self.my_data(phrases, &search, request, *page).await,
            Ask::Country { action, address } => {
                self.reply_on_country(phrases, search, request, *action, address.as_ref())
                    .await
            }
            Ask::Progress
            | Ask::ProgressOf(_)
            | Ask::Tick { .. }
            | Ask::ExportProgress
            | Ask::Next(_) => self.reply_on_progress(phrases, search, request, ask).await,
            Ask::ForgetMe => {
                let forgotten = self.store.forget(request).await;
                forgotten.map(|_| phrases.reply(ReplyKind::Info, "forgotten", &[]))
            }
            _ => Ok(phrases.unknown()),
        };
        reply.unwrap_or_else(|_logged| phrases.store_failed())
    }

    async fn vote(
        &self,
        phrases: Phrases,
        search: Arc<Search>,
        request: &Request,
        address: &Address,
        opinion: Opinion,
    ) -> Result<Reply, StoreError> {
        let Some((entry, passage)) = search.library().passage(address) else {
            return Ok(phrases.gone());
        };
        // A vote on a former address of a heading counts for the passage that it resolves to.
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
        let mut reply = match helpful {
            None => {
                let mut reply = phrases.reply(ReplyKind::Info, "vote-withdrawn", &[title]);
                reply.votes = votes(phrases, address);
                return Ok(reply);
            }
            Some(true) => phrases.reply(ReplyKind::Info, "vote-solved", &[title]),
            Some(false) => phrases.reply(ReplyKind::Info, "vote-stuck", &[title]),
        };
        if helpful == Some(false) {
            let question = self.store.latest_question(request, &key);
            let (of, shown) = (search.clone(), address.clone());
            // A search is CPU-bound.
            let next = tokio::task::spawn_blocking(move || {
                actions::next_best(phrases, &of, question.as_deref(), &shown)
            });
            reply.choices = next.await.unwrap_or_default();
            let missed = Shortcoming::ALL.map(|reason| {
                let address = address.clone();
                let label = [("reason", MessageArg::Key(reason.as_str()))];
                let label = phrases.text("missed", &label);
                Button::open(label, Ask::Missed { address, reason })
            });
            reply.buttons = missed.to_vec();
            let next = if reply.choices.is_empty() {
                reply.buttons.extend(phrases.navigation_buttons());
                "vote-stuck.no-next"
            } else {
                "vote-stuck.next"
            };
            let mut body = Markup::paragraph(phrases.spans(next, &[]));
            let labels = reply.choices.iter();
            body.append(Markup::list(
                labels.map(|choice| vec![Span::plain(&choice.label)]),
            ));
            body.append(Markup::paragraph(phrases.spans("vote-stuck.missed", &[])));
            reply.parts.push(ReplyPart {
                body,
                ..ReplyPart::default()
            });
        }
        let take_back = Ask::Vote {
            address: address.clone(),
            opinion: Opinion::None,
        };
        reply.votes = vec![phrases.button("take-back", take_back)];
        Ok(reply)
    }

    /// Stores why a passage did not help the person, once.
    async fn missed(
        &self,
        phrases: Phrases,
        search: &Search,
        request: &Request,
        address: &Address,
        reason: Shortcoming,
    ) -> Result<Reply, StoreError> {
        let Some((entry, passage)) = search.library().passage(address) else {
            return Ok(phrases.gone());
        };
        let key = entry.address(passage).to_string();
        let id = if self.store.give_reason(request, &key, reason).await? {
            "missed-kept"
        } else {
            "missed-known"
        };
        let values = [
            ("title", MessageArg::from(&show::title(entry, passage))),
            ("reason", MessageArg::Key(reason.as_str())),
        ];
        Ok(phrases.reply(ReplyKind::Info, id, &values))
    }
}

/// Returns the vote buttons of an answer; none unless it quotes exactly one passage.
pub(super) fn vote_buttons(phrases: Phrases, reply: &Reply) -> Vec<Button> {
    let mut citations = reply.parts.iter().filter_map(|part| part.citation.as_ref());
    let (Some(citation), None, ReplyKind::Answer) =
        (citations.next(), citations.next(), reply.kind)
    else {
        return Vec::new();
    };
    votes(phrases, &citation.address)
}

/// Returns the two votes on a passage.
fn votes(phrases: Phrases, address: &Address) -> Vec<Button> {
    let vote = |opinion| Ask::Vote {
        address: address.clone(),
        opinion,
    };
    vec![
        phrases.button("solved", vote(Opinion::Helpful)),
        phrases.button("stuck", vote(Opinion::Unhelpful)),
    ]
}

impl Phrases {
    /// Builds the notice that the store failed or timed out.
    pub(super) fn store_failed(self) -> Reply {
        self.reply(
            ReplyKind::Notice,
            "not-kept",
            &[("code", STORE_ERROR_CODE.into())],
        )
    }
}

/// Formats the day in UTC, such as `2026-11-21`.
pub(super) fn day(at: Timestamp) -> Span {
    let day = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    Span::plain(day.to_string())
}
