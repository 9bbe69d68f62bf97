//! Slack over Socket Mode: connections that the bot opens, so that it needs no public address.
//!
//! slack-morphism opens the sockets, keeps them alive and opens new ones; what comes in is read here
//! as plain JSON, so that a field or a kind of event that its types do not know is no failure.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use async_trait::async_trait;
use serde_json::{Value, json};
use slack_morphism::clients_manager::{
    SlackSocketModeClientsManager as Manager, SlackSocketModeClientsManagerFactory as _,
};
use slack_morphism::listener::SlackClientEventsListenerEnvironment;
use slack_morphism::{
    SlackApiToken, SlackClientSocketModeConfig, SlackSocketModeClientListener,
    SlackSocketModeWssClientId as SocketId,
};
use tracing::{debug, info};

use super::decode::Payload;
use super::desk::Desk;
use crate::telemetry::health::DoorHealth;

/// Two sockets, so that one answers while Slack has the other renewed
/// (<https://docs.slack.dev/apis/events-api/using-socket-mode#connections>).
const SOCKETS: u32 = 2;
/// Seconds between the openings of the two.
const APART: u64 = 1;
/// Seconds until a socket that could not be opened is tried again.
const AGAIN: u64 = 5;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The sockets, from when they are opened.
pub(super) struct Sockets {
    manager: Arc<dyn Manager + Send + Sync>,
    open: Arc<Open>,
}

/// Which sockets Slack has greeted.
struct Open {
    ids: Mutex<HashSet<SocketId>>,
    health: DoorHealth,
}

impl Sockets {
    /// Opens the sockets, and again whenever one closes, until they are shut.
    pub(super) async fn open(
        desk: &Arc<Desk>,
        app: SlackApiToken,
        health: DoorHealth,
    ) -> anyhow::Result<Self> {
        let client = desk.web().client();
        let environment = Arc::new(SlackClientEventsListenerEnvironment::new(client.clone()));
        let manager = client.http_api.connector.new_clients_manager(environment);
        let open = Arc::new(Open {
            ids: Mutex::default(),
            health,
        });
        let listener = Arc::new(Listener {
            desk: desk.clone(),
            open: open.clone(),
            manager: Arc::downgrade(&manager),
        });
        let config = SlackClientSocketModeConfig::new()
            .with_max_connections_count(SOCKETS)
            .with_initial_backoff_in_seconds(APART)
            .with_reconnect_timeout_in_seconds(AGAIN);
        manager.register_new_token(&config, app, listener).await?;
        manager.start().await;
        Ok(Self { manager, open })
    }

    /// Whether no socket is open.
    pub(super) fn all_closed(&self) -> bool {
        self.open.ids().is_empty()
    }

    /// Closes the sockets for good.
    pub(super) async fn shut(&self) {
        self.manager.shutdown().await;
    }
}

impl Open {
    fn ids(&self) -> std::sync::MutexGuard<'_, HashSet<SocketId>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened(&self, id: &SocketId) {
        self.ids().insert(id.clone());
        self.health.up();
        info!("a socket to Slack is open");
    }

    fn closed(&self, id: &SocketId) {
        let mut ids = self.ids();
        if ids.remove(id) && ids.is_empty() {
            self.health.down("its connection to Slack is being renewed");
        }
    }
}

/// Takes what comes in over all sockets.
struct Listener {
    desk: Arc<Desk>,
    open: Arc<Open>,
    manager: Weak<dyn Manager + Send + Sync>,
}

impl Listener {
    async fn renew(&self, id: &SocketId) {
        self.open.closed(id);
        if let Some(manager) = self.manager.upgrade() {
            manager.restart_client(id).await;
        }
    }
}

#[async_trait]
impl SlackSocketModeClientListener for Listener {
    /// What comes back goes to Slack as the acknowledgement.
    async fn on_message(&self, id: &SocketId, message: String) -> Option<String> {
        let mut envelope: Value = serde_json::from_str(&message).ok()?;
        let payload = envelope.get_mut("payload").map(Value::take);
        let payload = payload.unwrap_or_default();
        let answer = match envelope.get("type").and_then(Value::as_str) {
            Some("hello") => {
                self.open.opened(id);
                None
            }
            Some("disconnect") => {
                debug!("Slack asked for a new socket");
                self.renew(id).await;
                None
            }
            Some("slash_commands") => self.desk.take(Payload::Command(payload)).await,
            Some("interactive") => self.desk.take(Payload::Interaction(payload)).await,
            Some("events_api") => self.desk.take(Payload::Event(payload)).await,
            _ => {
                debug!("Slack sent an envelope of a kind that is not used");
                None
            }
        };
        let envelope_id = envelope.get("envelope_id")?;
        let acknowledgement = match answer {
            Some(answer) => json!({ "envelope_id": envelope_id, "payload": answer }),
            None => json!({ "envelope_id": envelope_id }),
        };
        Some(acknowledgement.to_string())
    }

    async fn on_error(&self, _: Failure) {
        // What broke is a socket, and that it closes is told next.
        debug!("a socket to Slack broke");
    }

    async fn on_disconnect(&self, id: &SocketId) {
        debug!("a socket to Slack closed");
        self.renew(id).await;
    }
}
