//! Tickets: a question goes to the mentors' channel of a community, and answers come back to whoever asked. Rights are
//! checked with each request, as a button may be old.

use super::Assistant;
use super::phrases::Phrases;
use super::store_context::StoreContext;
use super::team;
use crate::chat::{Ask, Button, ButtonStyle, Form, Reply, ReplyKind, Request, TicketAction};
use crate::language::MessageArg;
use crate::store::{Setting, StoreError, Ticket, TicketOpened, TicketState};

/// Maximum length of a question to the mentors, in characters.
const MAX_QUESTION: usize = 1_000;
/// Maximum length of an answer, and of what is written back, in characters.
const MAX_ANSWER: usize = 1_500;

impl Assistant {
    /// Builds the form that the ask of a request opens; `None` for an ask that opens none.
    ///
    /// # Errors
    /// A notice: the asker may not do this, or it is over.
    pub async fn form(&self, request: &Request) -> Option<Result<Form, Box<Reply>>> {
        let Ask::Ticket { id, action } = &request.ask else {
            return None;
        };
        if !action.opens_form() {
            return None;
        }
        let phrases = self.phrases(request);
        let context = match self.require_store(phrases) {
            Ok(context) => context,
            Err(notice) => return Some(Err(notice)),
        };
        let form = context.ticket_form(phrases, request, *id, *action).await;
        Some(match form {
            Ok(Ok(form)) => Ok(form),
            Ok(Err(notice)) => Err(Box::new(notice)),
            Err(_logged) => Err(Box::new(phrases.store_failed())),
        })
    }

    /// Returns whether a question of this place can be sent to mentors.
    pub(super) fn has_mentors(&self, request: &Request) -> bool {
        let chosen = self.chosen(&request.place);
        chosen.value(Setting::MentorChannel).is_some()
    }
}

impl StoreContext {
    /// Builds the form of an action, or the notice why there is none.
    async fn ticket_form(
        &self,
        phrases: Phrases,
        request: &Request,
        id: i64,
        action: TicketAction,
    ) -> Result<Result<Form, Reply>, StoreError> {
        let form = |title: String, label: &str, value: String, max_chars| Form {
            ask: Ask::Ticket { id, action },
            language: phrases.language,
            title,
            label: phrases.text(label, &[]),
            value,
            max_chars,
        };
        if action == TicketAction::Open {
            if self.mentor_channel(request).is_none() {
                return Ok(Err(phrases.reply(ReplyKind::Notice, "no-mentors", &[])));
            }
            let question = self.store.own_question(request, id).await?;
            let title = phrases.text("ticket-form", &[]);
            let question = question.unwrap_or_default();
            return Ok(Ok(form(
                title,
                "ticket-form.question",
                question,
                MAX_QUESTION,
            )));
        }
        let ticket = match self.usable_ticket(phrases, request, id, action).await? {
            Ok(ticket) => ticket,
            Err(notice) => return Ok(Err(notice)),
        };
        let handle = [("handle", MessageArg::from(&ticket.handle))];
        Ok(Ok(if action == TicketAction::WriteBack {
            let title = phrases.text("ticket-form.back", &[]);
            form(title, "ticket-form.message", String::new(), MAX_ANSWER)
        } else {
            let title = phrases.text("ticket-form.to", &handle);
            form(title, "ticket-form.answer", String::new(), MAX_ANSWER)
        }))
    }

    /// Returns the ticket on which the person may act so; else the notice why they may not.
    async fn usable_ticket(
        &self,
        phrases: Phrases,
        request: &Request,
        id: i64,
        action: TicketAction,
    ) -> Result<Result<Ticket, Reply>, StoreError> {
        let ticket = if action.is_privileged() {
            if !team::is_mentor(&self.team, &self.store, request).await {
                return Ok(Err(phrases.reply(ReplyKind::Notice, "not-allowed", &[])));
            }
            let community = request.place.community.as_deref();
            self.store.ticket(id, community).await?
        } else {
            self.store.own_ticket(request, id).await?
        };
        let ticket = ticket.filter(|ticket| ticket.state != TicketState::Closed);
        Ok(ticket.ok_or_else(|| phrases.reply(ReplyKind::Notice, "gap-gone", &[])))
    }

    /// Returns the id of the mentors' channel of the requester's community.
    fn mentor_channel(&self, request: &Request) -> Option<String> {
        request.place.community.as_ref()?;
        let chosen = self.store.settings_at(&request.place);
        chosen.value(Setting::MentorChannel).map(str::to_owned)
    }

    /// Carries out an action on a ticket that needs no form.
    pub(super) async fn ticket_action(
        &self,
        phrases: Phrases,
        request: &Request,
        id: i64,
        action: TicketAction,
    ) -> Result<Reply, StoreError> {
        let ticket = match self.usable_ticket(phrases, request, id, action).await? {
            Ok(ticket) => ticket,
            Err(notice) => return Ok(notice),
        };
        let values = [
            ("handle", MessageArg::from(&ticket.handle)),
            ("question", MessageArg::from(&ticket.question)),
        ];
        let (done, message) = match action {
            TicketAction::Claim => (self.store.claim_ticket(request, id).await?, "ticket-yours"),
            TicketAction::HandBack => (
                self.store.hand_back_ticket(request, id).await?,
                "ticket-handed-back",
            ),
            TicketAction::Close => (self.store.close_ticket(request, id).await?, "gap-closed"),
            TicketAction::Block => (self.store.block_asker(request, id).await?, "ticket-blocked"),
            TicketAction::Solved => (self.store.solve_ticket(request, id).await?, "ticket-solved"),
            // Their forms come back with a text.
            TicketAction::Open | TicketAction::Answer | TicketAction::WriteBack => {
                return Ok(phrases.unknown());
            }
        };
        if !done {
            return Ok(phrases.reply(ReplyKind::Notice, "ticket-taken", &[]));
        }
        let mut reply = phrases.reply(ReplyKind::Info, message, &values);
        if action == TicketAction::Claim {
            reply.buttons = vec![
                answer_button(phrases, id),
                button(phrases, "ticket-hand-back", id, TicketAction::HandBack),
            ];
        }
        Ok(reply)
    }

    /// Sends what was written in a form.
    pub(super) async fn ticket_filled(
        &self,
        phrases: Phrases,
        request: &Request,
        id: i64,
        action: TicketAction,
        text: &str,
    ) -> Result<Reply, StoreError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(phrases.no_words());
        }
        let limit = if action == TicketAction::Open {
            MAX_QUESTION
        } else {
            MAX_ANSWER
        };
        let length = text.chars().count();
        if length > limit {
            return Ok(phrases.too_long(length, limit));
        }
        if action == TicketAction::Open {
            return self.open_ticket(phrases, request, text).await;
        }
        let ticket = match self.usable_ticket(phrases, request, id, action).await? {
            Ok(ticket) => ticket,
            Err(notice) => return Ok(notice),
        };
        let (done, message) = if action == TicketAction::WriteBack {
            let done = self.store.write_back(request, id, text).await?;
            (done, "ticket-written-back")
        } else {
            let done = self.store.answer_ticket(request, id, text).await?;
            (done, "ticket-answered")
        };
        let handle = [("handle", MessageArg::from(&ticket.handle))];
        Ok(if done {
            phrases.reply(ReplyKind::Info, message, &handle)
        } else {
            phrases.reply(ReplyKind::Notice, "ticket-taken", &[])
        })
    }

    async fn open_ticket(
        &self,
        phrases: Phrases,
        request: &Request,
        text: &str,
    ) -> Result<Reply, StoreError> {
        let Some(channel) = self.mentor_channel(request) else {
            return Ok(phrases.reply(ReplyKind::Notice, "no-mentors", &[]));
        };
        Ok(
            match self.store.open_ticket(request, &channel, text).await? {
                TicketOpened::Sent(handle) => {
                    let values = [
                        ("handle", MessageArg::from(&handle)),
                        ("my-data", phrases.command("my-data")),
                    ];
                    phrases.reply(ReplyKind::Info, "ticket-sent", &values)
                }
                TicketOpened::TooMany => phrases.reply(ReplyKind::Notice, "ticket-too-many", &[]),
                TicketOpened::Blocked => phrases.reply(ReplyKind::Notice, "ticket-refused", &[]),
            },
        )
    }
}

/// Returns the button that sends an unanswered question to the mentors.
pub(super) fn ask_button(phrases: Phrases, question: i64) -> Button {
    button(phrases, "ask-mentor", question, TicketAction::Open)
}

/// Returns the button that answers a ticket.
pub(super) fn answer_button(phrases: Phrases, id: i64) -> Button {
    let button = button(phrases, "ticket-answer", id, TicketAction::Answer);
    button.styled(ButtonStyle::Primary)
}

/// Returns a button with an action on a ticket.
pub(super) fn button(phrases: Phrases, label: &str, id: i64, action: TicketAction) -> Button {
    phrases.button(label, Ask::Ticket { id, action })
}
