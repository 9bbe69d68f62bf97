//! Where what Slack sent is answered, whichever receiver it came by.
//!
//! A slash command and a form are answered in their acknowledgement. Anything else is acknowledged at
//! once and answered by a call of its own, as Slack shows nothing of what such an acknowledgement
//! holds.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio_util::task::TaskTracker;
use tracing::{debug, info, warn};

use super::decode::{self, Offer, Opened, Payload, Wanted, Way, Wish};
use super::patience::{Awaited, PATIENCE, within};
use super::render::Surface;
use super::workspace::Workspace;
use super::{form, home, limits, prefix, render, settings};
use crate::assistant::{AnswerMode, Assistant};
use crate::chat::catalog::CompletionKind;
use crate::chat::{Ask, Door, Reply, Tone};
use crate::config::SlackSettings;
use crate::language::Language;

/// Answers payloads of one app, from all workspaces in which it is installed.
pub(super) struct Desk {
    assistant: Arc<Assistant>,
    workspaces: Vec<Arc<Workspace>>,
    prefix: String,
    agent: bool,
    tasks: TaskTracker,
}

impl Desk {
    pub(super) fn new(
        settings: &SlackSettings,
        assistant: Arc<Assistant>,
        workspaces: Vec<Arc<Workspace>>,
    ) -> Arc<Self> {
        Arc::new(Self {
            assistant,
            workspaces,
            prefix: settings.prefix.clone(),
            agent: settings.agent,
            tasks: TaskTracker::new(),
        })
    }

    pub(super) fn workspaces(&self) -> &[Arc<Workspace>] {
        &self.workspaces
    }

    /// Takes a payload and gives what the acknowledgement holds; nothing for a bare one.
    pub(super) async fn take(self: &Arc<Self>, payload: Payload) -> Option<Value> {
        let Some(wanted) = decode::wanted(payload, &self.prefix) else {
            debug!("Slack sent something that needs no answer");
            return None;
        };
        let Some(workspace) = self.workspace(wanted.team()).cloned() else {
            warn!("Slack sent something from a workspace whose token is not set");
            return None;
        };
        if let Wanted::Answer(wish) = &wanted
            && wish.overheard
            && !self.answers_everything(&workspace, wish)
        {
            return None;
        }
        if let Some(once) = wanted.once()
            && !self.is_first(once).await
        {
            debug!("Slack sent something again that is answered already");
            return None;
        }
        match wanted {
            Wanted::Answer(wish) => self.answer(workspace, wish).await,
            Wanted::Offer(offer) => Some(self.offer(offer)),
            Wanted::Empty { user, .. } => {
                let language = workspace.people.language(user.as_deref());
                Some(form::empty(language))
            }
            Wanted::Form { user, trigger, .. } => {
                self.tasks.spawn(async move {
                    let user = user.unwrap_or_default();
                    let locale = workspace.people.locale(&workspace.web, &user).await;
                    let language = locale.as_deref().and_then(Language::of);
                    let form = form::view(language.unwrap_or_default());
                    if let Err(trouble) = workspace.open(&trigger, &form).await {
                        let code = trouble.code();
                        warn!(code, "the form could not be opened: {code}");
                    }
                });
                None
            }
            Wanted::Settings(settings) => {
                let assistant = self.assistant.clone();
                settings::take(assistant, workspace, settings, &self.tasks).await
            }
            Wanted::Opened(opened) => {
                let desk = self.clone();
                self.tasks
                    .spawn(async move { desk.opened(&workspace, opened).await });
                None
            }
        }
    }

    /// Whether every question is answered where this was said.
    fn answers_everything(&self, workspace: &Workspace, wish: &Wish) -> bool {
        let place = decode::place(wish.team.clone(), wish.spot.channel.clone());
        workspace.hears && self.assistant.chosen(&place).mode() == AnswerMode::All
    }

    /// Whether Slack sends this for the first time.
    async fn is_first(&self, once: &str) -> bool {
        let now = Timestamp::now();
        self.assistant.is_first(Door::Slack, once, now).await
    }

    /// Waits until everything that was taken is answered.
    pub(super) async fn finish(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// The workspace of this id; the only one, where there is one, whatever its id.
    fn workspace(&self, team: Option<&str>) -> Option<&Arc<Workspace>> {
        match self.workspaces.as_slice() {
            [only] => Some(only),
            several => several
                .iter()
                .find(|one| team.is_some() && one.team() == team),
        }
    }

    async fn answer(self: &Arc<Self>, workspace: Arc<Workspace>, mut wish: Wish) -> Option<Value> {
        // In the agent view each message begins a thread; other direct messages are answered below.
        if wish.spot.is_direct() && !self.agent {
            wish.spot.begins = None;
        }
        let reply = self.respond(workspace.clone(), &wish);
        match &wish.way {
            Way::Acknowledgement { .. } => match within(PATIENCE, reply).await {
                Ok(reply) => {
                    let surface = wish.way.surface(self.agent);
                    Some(render::message(reply, surface).response())
                }
                Err(reply) => {
                    self.late(workspace, reply, wish);
                    None
                }
            },
            Way::Submission { .. } => Some(form::shown(&match within(PATIENCE, reply).await {
                Ok(reply) => form::answer(&render::message(reply, Surface::Modal)),
                Err(reply) => {
                    let language = workspace.people.language(wish.spot.user.as_deref());
                    self.late(workspace, reply, wish);
                    form::waiting(language)
                }
            })),
            _ => {
                self.send(workspace, reply, wish);
                None
            }
        }
    }

    /// The reply, and a word in the log how it went.
    fn respond(self: &Arc<Self>, workspace: Arc<Workspace>, wish: &Wish) -> Awaited<Reply> {
        let desk = self.clone();
        let wish = wish.clone();
        Box::pin(async move {
            let started = Instant::now();
            let user = wish.spot.user.as_deref().unwrap_or_default();
            let (locale, about) = tokio::join!(
                workspace.people.locale(&workspace.web, user),
                workspace.about(&wish),
            );
            let request = wish.request(locale, about, Timestamp::now());
            let rights = desk.assistant.authorizing_ids(&request);
            let request = workspace
                .people
                .with_rights(&workspace.web, workspace.team(), request, &rights)
                .await;
            let reply = desk.assistant.respond(&request).await;
            let reply = prefix::spelt(reply, &desk.prefix);
            let duration_ms = started.elapsed().as_millis();
            let entry = reply.parts.iter().find_map(|part| part.citation.as_ref());
            let entry = entry.map(|citation| citation.address.entry.to_string());
            let tone = tone(reply.tone);
            info!(
                entry.id = entry.as_deref(),
                duration_ms, "a request was answered: {tone}"
            );
            reply
        })
    }

    fn late(self: &Arc<Self>, workspace: Arc<Workspace>, reply: Awaited<Reply>, wish: Wish) {
        info!("an answer takes long and comes after its acknowledgement");
        self.send(workspace, reply, wish);
    }

    fn send(self: &Arc<Self>, workspace: Arc<Workspace>, reply: Awaited<Reply>, wish: Wish) {
        let Wish {
            mut way,
            spot,
            overheard,
            ..
        } = wish;
        let agent = self.agent;
        self.tasks.spawn(async move {
            let reply = match within(PATIENCE, reply).await {
                Ok(reply) => reply,
                Err(reply) if overheard => reply.await,
                Err(reply) => {
                    way = workspace.wait(way, &spot).await;
                    reply.await
                }
            };
            // To talk that was not meant for it, the bot adds what it is sure of, or nothing.
            if overheard && reply.tone != Tone::Answer {
                return;
            }
            let message = render::message(reply, way.surface(agent));
            workspace.deliver(message, way, &spot).await;
        });
    }

    /// What the form offers while somebody writes: questions, and behind them names of entries.
    fn offer(&self, offer: Offer) -> Value {
        let place = decode::place(offer.team, offer.channel);
        let of = |kind| {
            self.assistant
                .complete(&place, kind, &offer.text, limits::OPTIONS / 2)
        };
        let (questions, entries) = (of(CompletionKind::Question), of(CompletionKind::Entry));
        form::options(questions.into_iter().chain(entries))
    }

    async fn opened(&self, workspace: &Workspace, opened: Opened) {
        let place = decode::place(opened.team, None);
        let (method, body) = if opened.home {
            let told = workspace.people.told(&workspace.web, &opened.user).await;
            let administers = told.as_ref().is_some_and(|told| told.administers);
            let locale = told.and_then(|told| told.locale);
            let page = self.assistant.start_page(&place, locale.as_deref());
            let (view, fingerprint) = home::view(&page, administers);
            if opened.shown.as_deref() == Some(fingerprint.as_str()) {
                return;
            }
            let body = json!({ "user_id": opened.user, "view": view });
            ("views.publish", body)
        } else {
            let Some(channel) = opened.channel.filter(|_| self.agent) else {
                return;
            };
            let prompts =
                self.assistant
                    .complete(&place, CompletionKind::Question, "", limits::PROMPTS);
            let prompts: Vec<Value> = prompts
                .iter()
                .map(|one| json!({ "title": one.label, "message": one.label }))
                .collect();
            // Agents have no `thread_ts` here: with one, the call fails without a word.
            let body = json!({ "channel_id": channel, "prompts": prompts });
            ("assistant.threads.setSuggestedPrompts", body)
        };
        if let Err(trouble) = workspace.web.call(method, &body).await {
            let code = trouble.code();
            warn!(code, method, "what the app shows could not be set: {code}");
        }
    }
}

impl Workspace {
    /// What a question goes on about; a button says itself what it is about.
    async fn about(&self, wish: &Wish) -> Option<Ask> {
        match wish.ask {
            Ask::Question(_) => self.threads.about(&self.web, &wish.spot).await,
            _ => None,
        }
    }
}

const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Answer => "with a passage",
        Tone::Unsure => "with suggestions",
        Tone::Nothing => "with nothing found",
        Tone::Info => "with a list",
        Tone::Notice => "with a notice",
        Tone::Wait => "with a wait",
    }
}
