//! Response to a request: rate limits, dispatch, audience, recording.
//!
//! Messages that do not address the bot take a path of their own, [`Assistant::respond_to_overheard`],
//! on which nothing is counted or stored before it is certain that they are answered.

use jiff::Timestamp;

use super::dispatch::{DispatchOutcome, dispatch};
use super::normalize::{MAX_QUESTION, normalize};
use super::phrases::Phrases;
use super::{Assistant, actions, audience, store_context};
use crate::chat::{Ask, Audience, Certainty, Door, Place, Reply, Request, Tone};
use crate::store::AnswerMode;

impl Assistant {
    /// Replies to a request.
    ///
    /// An answer goes to the audience that the person names, else to that of the settings. A list and
    /// help are private unless the person says public; a miss, suggestions and a mistake are private. An internal
    /// error becomes a reply with its code.
    ///
    /// A request that does not address the bot gets a sure, public answer or [`Tone::Silent`], and
    /// leaves nothing behind where it is not answered.
    pub async fn respond(&self, request: &Request) -> Reply {
        let phrases = self.phrases(request);
        let reply = if !request.addressed {
            self.respond_to_overheard(phrases, request).await
        } else if self.claims_delivery(request).await {
            Some(self.respond_to_addressed(phrases, request).await)
        } else {
            None
        };
        reply.unwrap_or_else(|| phrases.silent())
    }

    /// Returns whether messages that do not address the bot are answered at this place, where the answer is
    /// sure. A door may pass over such a message elsewhere without calling [`Assistant::respond`].
    #[must_use]
    pub fn answers_overheard(&self, place: &Place) -> bool {
        self.chosen(place).mode() == AnswerMode::All
    }

    /// Returns the audience of an answer to this request, before the answer is computed: a door
    /// needs it to announce a pending answer.
    #[must_use]
    pub fn audience(&self, request: &Request) -> Audience {
        match &request.ask {
            Ask::Show(_) => Audience::Public,
            Ask::Why { .. } => Audience::Private,
            ask if ask.is_personal() => Audience::Private,
            // Lists and help are for who asked: in a channel they would be read and paged by all.
            ask if ask.is_list() => request.audience.unwrap_or(Audience::Private),
            _ => {
                let chosen = self.chosen(&request.place).audience().map(audience);
                request.audience.or(chosen).unwrap_or(self.audience)
            }
        }
    }

    /// Returns whether this is the first delivery of the id, also across replicas and restarts.
    pub async fn is_first(&self, door: Door, delivery: &str, at: Timestamp) -> bool {
        if !self.deliveries.is_first(door, delivery) {
            return false;
        }
        match &self.store_context {
            Some(context) => context.is_first(door, delivery, at).await,
            None => true,
        }
    }

    async fn respond_to_addressed(&self, phrases: Phrases, request: &Request) -> Reply {
        if let Some(seconds) = self.throttle.wait(request) {
            return phrases.wait(seconds);
        }
        let off = self.chosen(&request.place).mode() == AnswerMode::Off;
        let reply = match normalize(&request.ask) {
            Ok(ask) if ask.is_personal() => self.personal(phrases, request, &ask).await,
            Ok(_) if off => phrases.reply(Tone::Notice, "off", &[]),
            Ok(ask) => {
                let outcome = self.look_up(phrases, request, ask).await;
                self.recorded(phrases, request, outcome)
            }
            Err(length) => phrases.too_long(length, MAX_QUESTION),
        };
        self.finished(phrases, request, reply)
    }

    /// Returns the answer to a message that does not address the bot; `None` where the bot stays
    /// silent. The delivery is claimed, the cooldown used and the answer recorded only after the
    /// search was sure.
    async fn respond_to_overheard(&self, phrases: Phrases, request: &Request) -> Option<Reply> {
        let ask = normalize(&request.ask).ok()?;
        let may_answer = self.answers_overheard(&request.place)
            && !ask.is_personal()
            && self.audience(request) == Audience::Public
            && self.throttle.wait_uncounted(request).is_none();
        if !may_answer {
            return None;
        }
        let outcome = self.look_up(phrases, request, ask).await;
        let match_info = outcome.reply.match_info.as_ref();
        let sure = match_info.is_some_and(|found| found.certainty == Certainty::Sure);
        let answers = sure && outcome.reply.tone == Tone::Answer;
        // Another message may have used up the limit meanwhile, hence the second check.
        // The delivery is claimed last, so that a message that stays unanswered leaves no id.
        if !answers || self.throttle.wait(request).is_some() || !self.claims_delivery(request).await
        {
            return None;
        }
        let reply = self.recorded(phrases, request, outcome);
        Some(self.finished(phrases, request, reply))
    }

    /// Returns whether the request is not a repeated delivery, as far as the door left that to be decided.
    async fn claims_delivery(&self, request: &Request) -> bool {
        match &request.delivery_id {
            Some(id) => self.is_first(request.place.door, id, request.at).await,
            None => true,
        }
    }

    async fn personal(&self, phrases: Phrases, request: &Request, ask: &Ask) -> Reply {
        let Some(context) = &self.store_context else {
            return phrases.reply(Tone::Notice, "no-store", &[]);
        };
        let search = self.search(&request.place);
        Box::pin(context.reply(phrases, search, request, ask)).await
    }

    /// Looks a request up once a processor is free for it.
    async fn look_up(&self, phrases: Phrases, request: &Request, ask: Ask) -> DispatchOutcome {
        // The semaphore is never closed.
        let _permit = self.look_ups.acquire().await;
        let search = self.search(&request.place);
        dispatch(
            phrases,
            search,
            ask,
            request.about.clone(),
            self.elsewhere.clone(),
        )
        .await
    }

    /// Records what the reply leaves behind, and gives the reply with its buttons to vote.
    fn recorded(&self, phrases: Phrases, request: &Request, outcome: DispatchOutcome) -> Reply {
        let Some(context) = &self.store_context else {
            return outcome.reply;
        };
        context.record(request, &outcome);
        let mut reply = outcome.reply;
        let votes = store_context::vote_buttons(phrases, &reply);
        reply.buttons.extend(votes);
        reply
    }

    /// Sets the audience of the reply and the order of its buttons.
    fn finished(&self, phrases: Phrases, request: &Request, mut reply: Reply) -> Reply {
        reply.audience = match reply.tone {
            // A greeting asks for help in words.
            Tone::Info if matches!(request.ask, Ask::Question(_) | Ask::WhatIs(_)) => {
                request.audience.unwrap_or(Audience::Private)
            }
            Tone::Answer | Tone::Info => self.audience(request),
            Tone::Likely => request.audience.unwrap_or(Audience::Private),
            Tone::Unsure | Tone::Nothing | Tone::Notice | Tone::Wait | Tone::Silent => {
                Audience::Private
            }
        };
        actions::arrange_buttons(phrases, request, &mut reply);
        reply
    }
}
