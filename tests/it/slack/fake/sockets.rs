//! Socket Mode of the fake: connections, envelopes and acknowledgements.

use std::collections::HashMap;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};

use super::FakeSlack;

/// An open connection.
pub(super) struct OpenSocket {
    ticket: usize,
    app: &'static str,
    say: mpsc::UnboundedSender<Out>,
}

pub(super) enum Out {
    Say(Value),
    Close,
}

impl FakeSlack {
    /// Counts the open connections.
    pub fn sockets(&self) -> usize {
        self.state().sockets.len()
    }

    /// Counts the connections that were greeted since the start.
    pub fn greeted_so_far(&self) -> usize {
        *self.greeted.borrow()
    }

    /// Waits until so many connections were greeted since the start.
    pub async fn greeted(&self, sockets: usize) {
        let mut greeted = self.greeted.subscribe();
        greeted
            .wait_for(|so_far| *so_far >= sockets)
            .await
            .expect("the fake lives");
    }

    /// Counts the times at which the last open connection was lost.
    pub fn gaps(&self) -> usize {
        self.state().gaps
    }

    /// Sends an envelope over the app's connections in turn; the receiver gets the payload of its
    /// acknowledgement.
    pub fn envelope(
        &self,
        app: &str,
        kind: &str,
        payload: &Value,
    ) -> oneshot::Receiver<Option<Value>> {
        self.state().turn += 1;
        self.envelope_again(app, kind, payload)
    }

    /// Sends an envelope over the same connection as the one before.
    pub fn envelope_again(
        &self,
        app: &str,
        kind: &str,
        payload: &Value,
    ) -> oneshot::Receiver<Option<Value>> {
        let (acknowledge, acknowledged) = oneshot::channel();
        let mut state = self.state();
        state.envelopes += 1;
        let id = format!("envelope-{}", state.envelopes);
        state.unacknowledged.insert(id.clone(), acknowledge);
        let sockets: Vec<_> = state.sockets.iter().filter(|one| one.app == app).collect();
        let say = sockets[state.turn % sockets.len()].say.clone();
        let envelope = json!({
            "envelope_id": id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind == "slash_commands",
        });
        say.send(Out::Say(envelope)).unwrap();
        acknowledged
    }

    /// Sends any JSON over all connections.
    pub fn say(&self, value: &Value) {
        for socket in &self.state().sockets {
            socket.say.send(Out::Say(value.clone())).unwrap();
        }
    }

    /// Sends `refresh_requested` over all connections and closes them.
    pub fn renew_sockets(&self) {
        for OpenSocket { say: socket, .. } in self.state().sockets.drain(..) {
            let debug = json!({ "host": "fake", "approximate_connection_time": 18_060 });
            let disconnect = json!({
                "type": "disconnect", "reason": "refresh_requested", "debug_info": debug,
            });
            socket.send(Out::Say(disconnect)).unwrap();
            socket.send(Out::Close).unwrap();
        }
    }

    /// Sends a `warning` over all connections and leaves them open.
    pub fn warn_sockets(&self) {
        self.say(&json!({ "type": "disconnect", "reason": "warning", "debug_info": {} }));
    }

    /// Closes the oldest connections.
    pub fn close_sockets(&self, sockets: usize) {
        let mut state = self.state();
        for OpenSocket { say: socket, .. } in state.sockets.drain(..sockets) {
            socket.send(Out::Close).unwrap();
        }
        if state.sockets.is_empty() {
            state.gaps += 1;
        }
    }

    /// Drops all connections without a close frame.
    pub fn cut_sockets(&self) {
        self.state().sockets.clear();
    }
}

pub(super) async fn socket(
    State(fake): State<FakeSlack>,
    Query(query): Query<HashMap<String, usize>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let ticket = query.get("ticket").copied().unwrap_or_default();
    let Some(app) = fake.state().tickets.remove(&ticket) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    upgrade.on_upgrade(move |socket| converse(fake, ticket, app, socket))
}

async fn converse(fake: FakeSlack, ticket: usize, app: &'static str, mut socket: WebSocket) {
    let (say, mut said) = mpsc::unbounded_channel();
    let hello = json!({
        "type": "hello", "num_connections": 1, "connection_info": { "app_id": "A1" },
        "debug_info": { "host": "fake", "started": "today", "approximate_connection_time": 18_060 },
    });
    if socket.send(Message::text(hello.to_string())).await.is_err() {
        return;
    }
    fake.state().sockets.push(OpenSocket { ticket, app, say });
    fake.greeted.send_modify(|greeted| *greeted += 1);
    loop {
        tokio::select! {
            out = said.recv() => match out {
                Some(Out::Say(value)) => {
                    socket.send(Message::text(value.to_string())).await.ok();
                }
                Some(Out::Close) => {
                    socket.send(Message::Close(None)).await.ok();
                    return;
                }
                None => return,
            },
            heard = socket.recv() => match heard {
                Some(Ok(Message::Text(text))) => acknowledged(&fake, text.as_str()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                _ => break,
            },
        }
    }
    let mut state = fake.state();
    let before = state.sockets.len();
    state.sockets.retain(|one| one.ticket != ticket);
    if before > 0 && state.sockets.is_empty() {
        state.gaps += 1;
    }
}

fn acknowledged(fake: &FakeSlack, text: &str) {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let id = value["envelope_id"].as_str().unwrap_or_default();
    let waiting = fake.state().unacknowledged.remove(id);
    match waiting {
        Some(waiting) => drop(waiting.send(value.get("payload").cloned())),
        None => fake.problem(format!("an unexpected acknowledgement: {value}")),
    }
}
