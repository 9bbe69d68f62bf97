//! The gateway of the fake: one WebSocket connection at a time.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::super::payload;
use super::{FakeDiscord, GatewayAction, Received, Shared, TOKEN, decrement, text};

pub(super) async fn connect(State(fake): Shared, upgrade: WebSocketUpgrade) -> Response {
    if decrement(&fake.rejected_connections) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    upgrade.on_upgrade(move |socket| serve(fake, socket))
}

/// Serves one gateway connection.
async fn serve(fake: Arc<FakeDiscord>, mut socket: WebSocket) {
    let (actions, mut receiver) = unbounded_channel();
    let interval = fake.options.heartbeat.unwrap_or(41_250);
    let hello = json!({ "op": 10, "t": null, "s": null, "d": { "heartbeat_interval": interval } });
    if socket.send(text(&hello)).await.is_err() {
        return;
    }
    loop {
        let sent = tokio::select! {
            action = receiver.recv() => match action {
                Some(GatewayAction::Dispatch(kind, data)) => socket.send(fake.envelope(kind, &data)).await,
                Some(GatewayAction::SendRaw(body)) => socket.send(Message::Text(body.into())).await,
                Some(GatewayAction::Close(code)) => {
                    close(&mut socket, code).await;
                    return;
                }
                Some(GatewayAction::Drop) | None => return,
            },
            frame = socket.recv() => match frame {
                Some(Ok(Message::Text(body))) => {
                    let body: Value = serde_json::from_str(&body).expect("JSON");
                    match answer(&fake, &actions, &body) {
                        Ok(Some(answer)) => socket.send(answer).await,
                        Ok(None) => Ok(()),
                        Err(code) => {
                            close(&mut socket, code).await;
                            return;
                        }
                    }
                }
                Some(Ok(Message::Close(frame))) => {
                    fake.report(Received::Closed(frame.map(|frame| frame.code)));
                    // Reading on sends the close reply.
                    while socket.recv().await.is_some() {}
                    return;
                }
                Some(Ok(_)) => Ok(()),
                Some(Err(_)) | None => return,
            },
        };
        if sent.is_err() {
            return;
        }
    }
}

/// Returns the answer to a payload, or the code with which the gateway closes.
fn answer(
    fake: &FakeDiscord,
    actions: &UnboundedSender<GatewayAction>,
    body: &Value,
) -> Result<Option<Message>, u16> {
    let data = &body["d"];
    let authorized = data["token"] == TOKEN;
    let open = || *fake.connection.lock().unwrap() = Some(actions.clone());
    match body["op"].as_u64() {
        Some(1) if fake.ignores_heartbeats.load(Ordering::SeqCst) => Ok(None),
        Some(1) => {
            fake.heartbeats.add_one();
            Ok(Some(text(&json!({ "op": 11 }))))
        }
        Some(2) => {
            let refused = (!authorized).then_some(4_004);
            if let Some(code) = fake.options.close_code.or(refused) {
                fake.report(Received::Identified(data.clone()));
                return Err(code);
            }
            fake.sequence.store(0, Ordering::SeqCst);
            open();
            fake.report(Received::Identified(data.clone()));
            Ok(Some(fake.envelope("READY", &payload::ready())))
        }
        Some(6) if authorized && data["session_id"] == json!("session-1") => {
            fake.ignores_heartbeats.store(false, Ordering::SeqCst);
            open();
            fake.report(Received::Resumed);
            Ok(Some(fake.envelope("RESUMED", &json!({ "_trace": [] }))))
        }
        _ => Err(4_001),
    }
}

async fn close(socket: &mut WebSocket, code: u16) {
    let frame = CloseFrame {
        code,
        reason: "".into(),
    };
    let _ = socket.send(Message::Close(Some(frame))).await;
    // The bot sends its close reply before the connection is dropped.
    while let Some(Ok(_)) = socket.recv().await {}
}
