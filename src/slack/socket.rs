//! Slack over Socket Mode: connections that the bot opens, so that it needs no public address
//! (<https://docs.slack.dev/apis/events-api/using-socket-mode>).
//!
//! What comes in over one connection is answered side by side, so that a slow answer keeps no other
//! from being acknowledged in time.
//!
//! **Invariant:** a connection that Slack wants renewed goes on answering until Slack closes it, while
//! the next one is being opened. No log line holds an address, as it holds a ticket.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use slack_morphism::SlackApiToken;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info};

use super::decode::Payload;
use super::desk::Desk;
use super::trouble::{self, Trouble};
use super::web::Web;
use crate::telemetry::health::DoorHealth;

/// Two connections, so that one answers while the other is broken. Slack allows ten.
const SOCKETS: u32 = 2;
/// How far apart they are opened first.
const APART: Duration = Duration::from_secs(1);
/// How long opening one may take.
const OPENING: Duration = Duration::from_secs(15);
/// The pause after a connection that did not last, which doubles each time, up to the longest.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(30);
/// A connection that stood so long did not fail at once.
const STEADY: Duration = Duration::from_secs(10);
/// How often the bot asks whether Slack is still there, and how long it may say nothing at all.
const PING: Duration = Duration::from_secs(20);
const SILENCE: Duration = Duration::from_mins(1);
/// How long a connection is kept that Slack wants renewed and does not close, and how long one may
/// take to end what it is at when the bot stops.
const LEAVING: Duration = Duration::from_mins(1);
const FAREWELL: Duration = Duration::from_secs(2);
/// How many payloads of one connection are answered at a time.
const AT_ONCE: usize = 64;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What the connections of one app share.
struct Line {
    desk: Arc<Desk>,
    app: SlackApiToken,
    health: DoorHealth,
    stop: CancellationToken,
    /// How many connections Slack has greeted.
    open: AtomicUsize,
}

/// Answers over connections of an app until told to stop.
///
/// # Errors
/// Slack refuses the app's token: a sentence that says what to do.
pub(super) async fn serve(
    desk: Arc<Desk>,
    app: SlackApiToken,
    variable: &str,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let line = Arc::new(Line {
        desk,
        app,
        health,
        stop: stop.child_token(),
        open: AtomicUsize::new(0),
    });
    let mut kept = JoinSet::new();
    for number in 0..SOCKETS {
        let line = line.clone();
        kept.spawn(async move {
            tokio::select! {
                () = line.stop.cancelled() => return None,
                () = sleep(APART * number) => {}
            }
            line.keep().await
        });
    }
    let mut refused = None;
    while let Some(ended) = kept.join_next().await {
        if let Some(code) = ended? {
            line.stop.cancel();
            refused = Some(code);
        }
    }
    refused.map_or(Ok(()), |code| {
        Err(anyhow::anyhow!(trouble::advice(variable, &code)))
    })
}

impl Line {
    /// Keeps one connection open, until all is to stop or Slack refuses the token: gives its code.
    async fn keep(self: &Arc<Self>) -> Option<String> {
        let mut talks = JoinSet::new();
        let mut pause = PAUSE;
        let refused = loop {
            let begun = Instant::now();
            let opened = tokio::select! {
                () = self.stop.cancelled() => break None,
                opened = self.open() => opened,
            };
            match opened {
                Ok(socket) => {
                    let (needed, renewal) = oneshot::channel();
                    talks.spawn(self.clone().talk(socket, needed));
                    // It ends when Slack wants another one, and with the connection itself.
                    tokio::select! {
                        () = self.stop.cancelled() => break None,
                        _ = renewal => {}
                    }
                }
                Err(Trouble::Refused(code)) => break Some(code),
                Err(trouble) => super::unreachable(trouble.code(), &self.health),
            }
            if begun.elapsed() >= STEADY {
                pause = PAUSE;
                continue;
            }
            tokio::select! {
                () = self.stop.cancelled() => break None,
                () = sleep(pause) => pause = (pause * 2).min(LONGEST),
            }
        };
        while talks.join_next().await.is_some() {}
        refused
    }

    async fn open(&self) -> Result<Socket, Trouble> {
        let web = self.web()?;
        let url = web.socket_url(&self.app).await?;
        match timeout(OPENING, connect_async(url)).await {
            Ok(Ok((socket, _))) => Ok(socket),
            // What broke may name the address.
            Ok(Err(_)) => Err(Trouble::Passing("no_socket".to_owned())),
            Err(_) => Err(Trouble::Passing("timeout".to_owned())),
        }
    }

    fn web(&self) -> Result<&Web, Trouble> {
        let workspace = self.desk.workspaces().first();
        workspace
            .map(|workspace| &workspace.web)
            .ok_or_else(|| Trouble::Passing("no_workspace".to_owned()))
    }

    /// Answers what comes over a connection until it ends; `needed` goes when another one is.
    async fn talk(self: Arc<Self>, mut socket: Socket, needed: oneshot::Sender<()>) {
        let mut needed = Some(needed);
        let (acknowledge, mut acknowledged) = mpsc::channel::<String>(AT_ONCE);
        let mut answering = JoinSet::new();
        let mut greeted = false;
        let mut heard = Instant::now();
        let mut leaves: Option<Instant> = None;
        let mut ping = interval(PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = self.stop.cancelled() => break,
                Some(text) = acknowledged.recv() => {
                    if socket.send(Message::text(text)).await.is_err() {
                        break;
                    }
                }
                came = socket.next(), if answering.len() < AT_ONCE => {
                    heard = Instant::now();
                    let text = match came {
                        Some(Ok(Message::Text(text))) => text,
                        Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                        Some(Ok(_)) => continue,
                    };
                    match Envelope::read(&text) {
                        Some(Envelope::Hello) => {
                            greeted = true;
                            self.greeted();
                        }
                        Some(Envelope::Disconnect) => {
                            debug!("Slack asked for a new socket");
                            needed = None;
                            leaves = Some(Instant::now());
                        }
                        Some(Envelope::Delivery { id, payload }) => {
                            let (desk, acknowledge) = (self.desk.clone(), acknowledge.clone());
                            answering.spawn(async move {
                                let text = acknowledgement(&desk, id, payload).await;
                                // A connection that ended takes no more.
                                let _ = acknowledge.send(text).await;
                            });
                        }
                        None => debug!("Slack sent something that is no envelope"),
                    }
                }
                Some(_) = answering.join_next() => {}
                _ = ping.tick() => {
                    let overdue = leaves.is_some_and(|since| since.elapsed() > LEAVING);
                    let there = socket.send(Message::Ping(Vec::new())).await.is_ok();
                    if overdue || !there || heard.elapsed() > SILENCE {
                        break;
                    }
                }
            }
        }
        drop(needed);
        if greeted {
            self.left();
        }
        drop(acknowledge);
        let ending = async {
            while let Some(text) = acknowledged.recv().await {
                if socket.send(Message::text(text)).await.is_err() {
                    break;
                }
            }
            // It may be closed already.
            let _ = socket.close(None).await;
        };
        let _ = timeout(FAREWELL, ending).await;
        // What is answered by a call of its own goes on; only its acknowledgement is lost.
        answering.detach_all();
        debug!("a socket to Slack is closed");
    }

    fn greeted(&self) {
        self.open.fetch_add(1, Ordering::Relaxed);
        self.health.up();
        info!("a socket to Slack is open");
    }

    fn left(&self) {
        if self.open.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.health.down("its connection to Slack is being renewed");
        }
    }
}

/// Something that came over a connection.
enum Envelope {
    /// The connection is open.
    Hello,
    /// Slack will close it.
    Disconnect,
    /// Something to be acknowledged; without a payload where its kind is not used.
    Delivery {
        id: String,
        payload: Option<Payload>,
    },
}

impl Envelope {
    fn read(text: &str) -> Option<Self> {
        let mut envelope: Value = serde_json::from_str(text).ok()?;
        let payload = envelope.get_mut("payload").map(Value::take);
        let payload = payload.unwrap_or_default();
        let payload = match envelope.get("type").and_then(Value::as_str)? {
            "hello" => return Some(Self::Hello),
            "disconnect" => return Some(Self::Disconnect),
            "slash_commands" => Some(Payload::Command(payload)),
            "interactive" => Some(Payload::Interaction(payload)),
            "events_api" => Some(Payload::Event(payload)),
            _ => None,
        };
        let id = envelope.get("envelope_id")?.as_str()?.to_owned();
        Some(Self::Delivery { id, payload })
    }
}

async fn acknowledgement(desk: &Arc<Desk>, id: String, payload: Option<Payload>) -> String {
    let answer = match payload {
        Some(payload) => desk.take(payload).await,
        None => None,
    };
    let acknowledgement = match answer {
        Some(answer) => json!({ "envelope_id": id, "payload": answer }),
        None => json!({ "envelope_id": id }),
    };
    acknowledgement.to_string()
}
