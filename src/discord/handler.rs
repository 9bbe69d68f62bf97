//! What happens when Discord says something: one short function for each event.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde_json::Value;
use serenity::all::{
    ApplicationId, CommandInteraction, Context, EventHandler, Http, Interaction, Ready,
    ResumedEvent,
};
use serenity::http::{LightMethod, Request as HttpRequest, Route};
use tokio_util::sync::DropGuard;
use tracing::{debug, error, info, warn};

use super::call::{Failure, call};
use super::deliver::{self, Slip};
use super::limits::{COMPLETION_TEXT, COMPLETIONS, line};
use super::{decode, register};
use crate::assistant::Assistant;
use crate::telemetry::health::DoorHealth;

/// Answers what Discord sends.
pub(super) struct Handler {
    assistant: Arc<Assistant>,
    health: DoorHealth,
    ready: AtomicBool,
    lost: AtomicBool,
    registered: AtomicBool,
    /// Tells that nothing is being answered any more and nothing can come: every connection and
    /// everything that is being answered shares the handler.
    _done: DropGuard,
}

impl Handler {
    pub(super) fn new(assistant: Arc<Assistant>, health: DoorHealth, done: DropGuard) -> Self {
        Self {
            assistant,
            health,
            ready: AtomicBool::new(false),
            lost: AtomicBool::new(false),
            registered: AtomicBool::new(false),
            _done: done,
        }
    }

    /// Takes note of whether all connections stand; what they said last.
    pub(super) fn connected(&self, connected: bool) {
        // Before the first time, the door is still connecting, and says so.
        if !connected && self.ready.swap(false, Ordering::SeqCst) {
            warn!("the connection to Discord is lost; connecting again");
            self.health.down("the connection to Discord is lost");
            self.lost.store(true, Ordering::SeqCst);
        } else if connected && self.lost.swap(false, Ordering::SeqCst) {
            self.ready.store(true, Ordering::SeqCst);
            self.health.up();
        }
    }

    async fn answer(&self, http: &Http, interaction: &Interaction) {
        let Some((request, way)) = decode::request(interaction) else {
            return;
        };
        let started = Instant::now();
        let slip = Slip {
            http,
            application: interaction.application_id(),
            id: interaction.id(),
            token: token(interaction),
        };
        let reply = self.assistant.respond(&request);
        match deliver::deliver(&slip, way, reply, deliver::PATIENCE).await {
            Ok(tone) => debug!(
                request.id = %slip.id,
                ?tone,
                duration_ms = started.elapsed().as_millis(),
                "answered"
            ),
            Err(failure) => not_delivered(&slip, failure),
        }
    }

    async fn complete(&self, http: &Http, command: &CommandInteraction) {
        let offers = decode::completing(command).map_or_else(Vec::new, |(option, text)| {
            self.assistant.complete(
                &decode::place(command.guild_id, command.channel_id),
                option,
                text,
                COMPLETIONS,
            )
        });
        let offers = offers
            .into_iter()
            .filter_map(|offer| {
                let name = line(&offer.label, COMPLETION_TEXT)?;
                let value = line(&offer.value, COMPLETION_TEXT)?;
                Some((name, value))
            })
            .take(COMPLETIONS)
            .collect();
        let slip = Slip {
            http,
            application: command.application_id,
            id: command.id,
            token: &command.token,
        };
        if let Err(failure) = slip.respond(&deliver::completions(offers)).await {
            not_delivered(&slip, failure);
        }
    }
}

#[serenity::async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        info!(servers = ready.guilds.len(), "connected to Discord");
        // Once for the process: every connection and every new session is told that it is ready.
        if !self.registered.swap(true, Ordering::SeqCst) {
            match register(&context.http, ready.application.id).await {
                Ok(true) => info!("the slash commands are registered"),
                Ok(false) => debug!("the slash commands are registered already"),
                Err(failure) => {
                    self.registered.store(false, Ordering::SeqCst);
                    error!(
                        code = %failure,
                        "the slash commands could not be registered; those that Discord knows are \
                         answered, and it is tried again at the next connection"
                    );
                }
            }
        }
        self.ready.store(true, Ordering::SeqCst);
        self.health.up();
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        info!("connected to Discord again");
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if let Interaction::Autocomplete(command) = &interaction {
            self.complete(&context.http, command).await;
        } else {
            self.answer(&context.http, &interaction).await;
        }
    }
}

fn not_delivered(slip: &Slip<'_>, failure: Failure) {
    warn!(request.id = %slip.id, code = %failure, "a reply was not delivered");
}

fn token(interaction: &Interaction) -> &str {
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => &command.token,
        Interaction::Component(component) => &component.token,
        Interaction::Modal(modal) => &modal.token,
        Interaction::Ping(ping) => &ping.token,
        _ => "",
    }
}

/// Registers the commands where Discord does not have them as they are; whether it was needed.
/// Discord limits how often commands are registered, and shows new ones only after a while.
async fn register(http: &Http, application_id: ApplicationId) -> Result<bool, Failure> {
    let route = Route::Commands { application_id };
    // Without this, Discord leaves the localised names out, and they would always differ.
    let localised = vec![("with_localizations", "true".to_owned())];
    let get = HttpRequest::new(route, LightMethod::Get).params(Some(localised));
    let registered: Value = call(http.fire(get)).await?;
    let ours = register::commands();
    if register::same(&registered, &ours) {
        return Ok(false);
    }
    let put = HttpRequest::new(route, LightMethod::Put).body(Some(ours.to_string().into_bytes()));
    call(http.fire::<Value>(put)).await?;
    Ok(true)
}
