//! Slack over Socket Mode: connections that the bot opens, so that it needs no public address.
//!
//! slack-morphism opens the sockets, keeps them alive and opens new ones; what comes in is read here
//! as plain JSON, so that a field or a kind of event that its types do not know is no failure.
//!
//! **Invariant:** a socket that Slack wants renewed is given up only when another one is open.

use std::collections::HashSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

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
use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};

use super::decode::Payload;
use super::desk::Desk;
use super::web::{self, Trouble, Web};
use crate::telemetry::health::DoorHealth;

/// Two sockets, so that one answers while Slack has the other renewed
/// (<https://docs.slack.dev/apis/events-api/using-socket-mode#connections>).
const SOCKETS: u32 = 2;
/// Seconds between the openings of the two.
const APART: u64 = 1;
/// Seconds until a socket that could not be opened is tried again.
const AGAIN: u64 = 5;
/// How long a socket that is to be renewed waits for another one: Slack warns about ten seconds
/// before it closes (<https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect>).
const WARNED: Duration = Duration::from_secs(8);
/// How often it is looked whether any socket is open.
const WATCH: Duration = Duration::from_secs(30);

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The sockets of an app, from when they are opened.
pub(super) struct Sockets {
    manager: Arc<dyn Manager + Send + Sync>,
    open: Arc<Open>,
}

/// Which sockets Slack has greeted.
struct Open {
    ids: watch::Sender<HashSet<SocketId>>,
    health: DoorHealth,
}

impl Sockets {
    /// Answers over sockets until told to stop.
    ///
    /// # Errors
    /// Slack refuses the app's token: a sentence that says what to do.
    pub(super) async fn serve(
        desk: &Arc<Desk>,
        app: &SlackApiToken,
        variable: &str,
        health: &DoorHealth,
        stop: &CancellationToken,
    ) -> anyhow::Result<()> {
        let Some(workspace) = desk.workspaces().first() else {
            return Ok(());
        };
        let web = &workspace.web;
        let checked = super::persist(variable, || web.check_sockets(app), health, stop).await?;
        if checked.is_none() {
            return Ok(());
        }
        let sockets = Self::open(web, desk, app.clone(), health.clone()).await?;
        let refused = sockets.watch(web, app, health, stop).await;
        sockets.manager.shutdown().await;
        refused.map_or(Ok(()), |code| {
            Err(anyhow::anyhow!(web::advice(variable, &code)))
        })
    }

    /// Opens the sockets, and again whenever one closes, until they are shut.
    async fn open(
        web: &Web,
        desk: &Arc<Desk>,
        app: SlackApiToken,
        health: DoorHealth,
    ) -> anyhow::Result<Self> {
        let client = web.client();
        let environment = Arc::new(SlackClientEventsListenerEnvironment::new(client.clone()));
        let manager = client.http_api.connector.new_clients_manager(environment);
        let open = Arc::new(Open {
            ids: watch::Sender::default(),
            health,
        });
        let listener = Arc::new(Listener {
            desk: desk.clone(),
            open: open.clone(),
            manager: Arc::downgrade(&manager),
            turn: Arc::default(),
        });
        let config = SlackClientSocketModeConfig::new()
            .with_max_connections_count(SOCKETS)
            .with_initial_backoff_in_seconds(APART)
            .with_reconnect_timeout_in_seconds(AGAIN);
        manager.register_new_token(&config, app, listener).await?;
        manager.start().await;
        Ok(Self { manager, open })
    }

    /// Waits until all is to stop, or Slack refuses the app's token: gives its code. The library
    /// opens sockets again and again without a word why it cannot.
    async fn watch(
        &self,
        web: &Web,
        app: &SlackApiToken,
        health: &DoorHealth,
        stop: &CancellationToken,
    ) -> Option<String> {
        loop {
            tokio::select! {
                () = stop.cancelled() => return None,
                () = tokio::time::sleep(WATCH) => {}
            }
            if !self.open.ids.borrow().is_empty() {
                continue;
            }
            match web.check_sockets(app).await {
                Ok(()) => {}
                Err(Trouble::Refused(code)) => return Some(code),
                Err(trouble) => super::unreachable(trouble.code(), health),
            }
        }
    }
}

impl Open {
    fn opened(&self, id: &SocketId) {
        self.ids.send_if_modified(|ids| ids.insert(id.clone()));
        self.health.up();
        info!("a socket to Slack is open");
    }

    fn closed(&self, id: &SocketId) {
        let was_open = self.ids.send_if_modified(|ids| ids.remove(id));
        if was_open && self.ids.borrow().is_empty() {
            self.health.down("its connection to Slack is being renewed");
        }
    }

    /// Waits until a socket beside this one is open.
    async fn another(&self, id: &SocketId) {
        let mut ids = self.ids.subscribe();
        // It ends only with the sockets themselves.
        let _ = ids.wait_for(|ids| ids.iter().any(|one| one != id)).await;
    }
}

/// Takes what comes in over all sockets.
#[derive(Clone)]
struct Listener {
    desk: Arc<Desk>,
    open: Arc<Open>,
    manager: Weak<dyn Manager + Send + Sync>,
    /// Whose turn it is to be renewed.
    turn: Arc<Mutex<()>>,
}

impl Listener {
    /// Opens a new socket in the place of one.
    async fn renew(&self, id: &SocketId) {
        self.open.closed(id);
        if let Some(manager) = self.manager.upgrade() {
            manager.restart_client(id).await;
        }
    }

    /// Opens a new socket in the place of one that Slack is about to close, once another is open.
    fn renew_in_turn(&self, id: SocketId) {
        let listener = self.clone();
        tokio::spawn(async move {
            let _turn = listener.turn.lock().await;
            if tokio::time::timeout(WARNED, listener.open.another(&id))
                .await
                .is_err()
            {
                warn!("no other socket to Slack is open while one is renewed");
            }
            listener.renew(&id).await;
        });
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
                self.renew_in_turn(id.clone());
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
