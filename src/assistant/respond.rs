//! Response to a request: rate limits, dispatch, audience, recording.
//!
//! Messages that do not address the bot are handled by [`Assistant::respond_to_unaddressed`], which counts and stores
//! nothing unless they are answered.

use jiff::Timestamp;

use super::dispatch::{DispatchOutcome, dispatch};
use super::normalize::{MAX_QUESTION, normalize};
use super::phrases::Phrases;
use super::{Assistant, actions, audience, store_context, tickets};
use crate::chat::{Ask, Audience, Certainty, CountryCode, Door, Place, Reply, ReplyKind, Request};
use crate::store::AnswerMode;

impl Assistant {
    /// Replies to a request.
    ///
    /// An answer goes to the audience that the person requests, else to that of the settings. Lists and help are private
    /// unless the person requests public ones. Replies without an answer, suggestions and notices are private. An internal
    /// error becomes a notice with its code.
    ///
    /// A request that does not address the bot gets a sure public answer or [`ReplyKind::Silent`]; in the latter case
    /// nothing is stored or counted.
    pub async fn respond(&self, request: &Request) -> Reply {
        let phrases = self.phrases(request);
        let reply = if !request.addressed {
            self.respond_to_unaddressed(phrases, request).await
        } else if self.claims_delivery(request).await {
            Some(self.respond_to_addressed(phrases, request).await)
        } else {
            None
        };
        reply.unwrap_or_else(|| phrases.silent())
    }

    /// Returns whether messages that do not address the bot may be answered at this place. Elsewhere a door may drop them
    /// without calling [`Assistant::respond`].
    #[must_use]
    pub fn answers_unaddressed(&self, place: &Place) -> bool {
        self.chosen(place).mode() == AnswerMode::All
    }

    /// Returns the audience of an answer to this request before the answer is known: platforms fix the audience with the
    /// first response, which may only announce the answer.
    #[must_use]
    pub fn audience(&self, request: &Request) -> Audience {
        match &request.ask {
            Ask::Show(_) => Audience::Public,
            Ask::Why { .. } => Audience::Private,
            ask if ask.is_personal() || ask.is_practice() => Audience::Private,
            // Everybody in the channel could turn the pages of a public list.
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
            Ok(ask) if ask.is_personal() => {
                if ask == Ask::ForgetMe {
                    self.in_flight.forget(request);
                    self.conversations.forget(request);
                    self.introductions.forget(request);
                }
                self.respond_from_store(phrases, request, &ask).await
            }
            Ok(_) if off => phrases.reply(ReplyKind::Notice, "off", &[]),
            Ok(ask) => {
                let look_up = self.in_flight.begin(request);
                let outcome = self.look_up_for_person(phrases, request, ask).await;
                if look_up.is_forgotten() {
                    outcome.reply
                } else {
                    self.conversations.record(request, &outcome.reply);
                    self.record(phrases, request, outcome)
                }
            }
            Err(length) => phrases.too_long(length, MAX_QUESTION),
        };
        self.finish(phrases, request, reply)
    }

    /// Returns the answer to a message that does not address the bot; `None` where the bot stays
    /// silent. The delivery is claimed, the cooldown used and the answer recorded only after the
    /// search was sure.
    async fn respond_to_unaddressed(&self, phrases: Phrases, request: &Request) -> Option<Reply> {
        let ask = normalize(&request.ask).ok()?;
        let may_answer = self.answers_unaddressed(&request.place)
            && !ask.is_personal()
            && self.audience(request) == Audience::Public
            && self.throttle.wait_uncounted(request).is_none();
        if !may_answer {
            return None;
        }
        let outcome = self.look_up(phrases, request, ask, None).await;
        let match_info = outcome.reply.match_info.as_ref();
        let sure = match_info.is_some_and(|found| found.certainty == Certainty::Sure);
        let answers = sure && outcome.reply.kind == ReplyKind::Answer;
        // Another message may have used up the limit meanwhile, hence the second check.
        // The delivery is claimed last, so that a message that stays unanswered leaves no id.
        if !answers || self.throttle.wait(request).is_some() || !self.claims_delivery(request).await
        {
            return None;
        }
        let reply = self.record(phrases, request, outcome);
        Some(self.finish(phrases, request, reply))
    }

    /// Returns whether the request is not a repeated delivery; true where the door has checked that.
    async fn claims_delivery(&self, request: &Request) -> bool {
        match &request.delivery_id {
            Some(id) => self.is_first(request.place.door, id, request.at).await,
            None => true,
        }
    }

    /// Replies to a request about stored data.
    async fn respond_from_store(&self, phrases: Phrases, request: &Request, ask: &Ask) -> Reply {
        let Some(context) = &self.store_context else {
            // Without a store nothing is ticked, so that the skills must be named.
            if matches!(ask, Ask::Next(_)) {
                return phrases.missing("next");
            }
            return phrases.reply(ReplyKind::Notice, "no-store", &[]);
        };
        let search = self.search(&request.place);
        // The answer is looked up again for the country; the next best passages after a vote.
        let _permit = match ask {
            Ask::Country { .. } | Ask::Vote { .. } | Ask::Next(_) => {
                Some(self.look_ups.acquire().await)
            }
            _ => None,
        };
        let work = self.in_flight.begin(request);
        let reply = Box::pin(context.reply(phrases, search, request, ask)).await;
        // What was kept behind a `/forget-me` that came meanwhile goes, too.
        if work.is_forgotten() && *ask != Ask::ForgetMe {
            Box::pin(context.reply(
                phrases,
                self.search(&request.place),
                request,
                &Ask::ForgetMe,
            ))
            .await;
        }
        reply
    }

    /// Computes the reply to a request, to a question as asked in `country`, at most one per processor at a time.
    pub(super) async fn look_up(
        &self,
        phrases: Phrases,
        request: &Request,
        ask: Ask,
        country: Option<CountryCode>,
    ) -> DispatchOutcome {
        // The semaphore is never closed.
        let _permit = self.look_ups.acquire().await;
        let search = self.search(&request.place);
        let about = request.about.clone().or_else(|| {
            let Ask::Question(question) = &ask else {
                return None;
            };
            let topic = self.conversations.topic(request)?;
            // A question that refers to nothing is one of its own.
            search.is_anaphoric(question).then_some(topic)
        });
        dispatch(phrases, search, ask, about, self.elsewhere.clone(), country).await
    }

    /// Stores the record of a reply, and returns the reply with vote buttons.
    fn record(&self, phrases: Phrases, request: &Request, outcome: DispatchOutcome) -> Reply {
        let Some(context) = &self.store_context else {
            return outcome.reply;
        };
        let missed = context.record(request, &outcome);
        let mut reply = outcome.reply;
        if let Some(question) = missed.filter(|_| self.has_mentors(request)) {
            // Behind the button that reads the closest passage whole.
            let at = usize::from(reply.kind == ReplyKind::Likely).min(reply.buttons.len());
            let button = tickets::ask_button(phrases, question);
            reply.buttons.insert(at, button);
        }
        let votes = store_context::vote_buttons(phrases, &reply);
        reply.votes = votes;
        reply
    }

    /// Sets the audience of a reply and its controls.
    fn finish(&self, phrases: Phrases, request: &Request, mut reply: Reply) -> Reply {
        reply.audience = match reply.kind {
            // Small talk and a request for help in words.
            ReplyKind::Info if matches!(request.ask, Ask::Question(_) | Ask::WhatIs(_)) => {
                request.audience.unwrap_or(Audience::Private)
            }
            ReplyKind::Answer | ReplyKind::Info => self.audience(request),
            ReplyKind::Likely => request.audience.unwrap_or(Audience::Private),
            ReplyKind::Unsure
            | ReplyKind::Nothing
            | ReplyKind::Asking
            | ReplyKind::Notice
            | ReplyKind::Wait
            | ReplyKind::Silent => Audience::Private,
        };
        if self.store_context.is_none() {
            // They would lead to a notice alone.
            reply.buttons.retain(|button| !button.ask.is_personal());
        }
        let search = self.search(&request.place);
        actions::arrange_controls(phrases, search.library(), request, &mut reply);
        self.introduce(phrases, request, &mut reply);
        reply
    }
    /// Says below the first answer to a person that people wrote it.
    fn introduce(&self, phrases: Phrases, request: &Request, reply: &mut Reply) {
        let quotes = matches!(reply.kind, ReplyKind::Answer | ReplyKind::Likely);
        // A program reads the terminal's answers.
        let is_person = request.place.door != Door::Console;
        if quotes && reply.note.is_none() && is_person && self.introductions.is_first(request) {
            reply.note = Some(phrases.text("by-people", &[]));
        }
    }
}
