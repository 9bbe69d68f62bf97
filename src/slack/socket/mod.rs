//! Socket Mode receiver: WebSocket connections that the bot opens, so that it needs no public address
//! (<https://docs.slack.dev/apis/events-api/using-socket-mode>). The payloads of a connection are handled concurrently, so
//! that a slow answer does not delay other acknowledgements.
//!
//! **Invariant:** a connection that Slack wants renewed keeps answering until Slack closes it, while
//! its successor is being opened. No log line holds an address, as it holds a ticket.

mod envelope;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info};

use super::api::SlackApi;
use super::dispatcher::{Acknowledgement, Dispatcher};
use super::error::{SlackError, token_advice};
use super::health::SlackHealth;
use super::startup::report_unreachable;
use crate::config::SecretString;
use crate::network::{self, Message, WebSocket};
use crate::platform::backoff::Backoff;
use crate::telemetry::repeats::Repeats;
use envelope::{Envelope, acknowledgement};

/// Number of connections of one app, so that one answers while the other is broken; Slack allows ten.
const CONNECTIONS: u32 = 2;
/// Interval between the first attempts to open them.
const OPEN_INTERVAL: Duration = Duration::from_secs(1);
/// Timeout of a WebSocket handshake.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// First and maximum delay before a connection is opened again.
const INITIAL_RETRY_DELAY: Duration = Duration::from_millis(500);
const MAX_RETRY_DELAY: Duration = Duration::from_secs(30);
/// Lifetime of a connection after which the back-off begins again.
const STABLE_AFTER: Duration = Duration::from_secs(10);
/// Interval between pings.
const PING_INTERVAL: Duration = Duration::from_secs(20);
/// Time without any message after which a connection counts as broken.
const IDLE_TIMEOUT: Duration = Duration::from_mins(1);
/// Time that Slack has to close a connection it wants renewed, before the bot closes it.
const RENEWAL_TIMEOUT: Duration = Duration::from_mins(1);
/// Timeout of sending the last acknowledgements and closing.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);
/// Capacity of the queue of acknowledgements of one connection.
const MAX_QUEUED: usize = 64;
/// Timeout of sending a message, after which a connection counts as broken.
const SEND_TIMEOUT: Duration = Duration::from_secs(10);

/// State that the connections of one app share.
struct SocketMode {
    dispatcher: Arc<Dispatcher>,
    app_token: SecretString,
    health: SlackHealth,
    stop: CancellationToken,
    /// Number of connections on which Slack has said hello.
    open: AtomicUsize,
}

/// Serves an app over [`CONNECTIONS`] connections until `stop` is cancelled. They run on the runtime `receiver`.
///
/// # Errors
/// Slack rejects the app's token; the message says how to fix it.
pub(super) async fn serve(
    dispatcher: Arc<Dispatcher>,
    app_token: SecretString,
    variable: &str,
    health: SlackHealth,
    receiver: &Handle,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let app = Arc::new(SocketMode {
        dispatcher,
        app_token,
        health,
        stop: stop.child_token(),
        open: AtomicUsize::new(0),
    });
    let mut connections = JoinSet::new();
    for number in 0..CONNECTIONS {
        let app = app.clone();
        let connection = async move {
            tokio::select! {
                () = app.stop.cancelled() => return None,
                () = sleep(OPEN_INTERVAL * number) => {}
            }
            app.keep_connected().await
        };
        connections.spawn_on(connection, receiver);
    }
    let mut rejected = None;
    while let Some(ended) = connections.join_next().await {
        if let Some(code) = ended? {
            app.stop.cancel();
            rejected = Some(code);
        }
    }
    rejected.map_or(Ok(()), |code| {
        Err(anyhow::anyhow!(token_advice(variable, &code)))
    })
}

impl SocketMode {
    /// Keeps one connection open. Ends on `stop`, or with Slack's error code where it rejects the
    /// token.
    async fn keep_connected(self: &Arc<Self>) -> Option<String> {
        let mut running = JoinSet::new();
        let mut backoff = Backoff::new(INITIAL_RETRY_DELAY, MAX_RETRY_DELAY);
        let failures = Repeats::new();
        let rejected = loop {
            let started = Instant::now();
            let opened = tokio::select! {
                () = self.stop.cancelled() => break None,
                opened = self.open() => opened,
            };
            let retry_after = match opened {
                Ok(socket) => {
                    let (successor_needed, renewal) = oneshot::channel();
                    running.spawn(self.clone().run(socket, successor_needed));
                    // Completes when Slack asks for a renewal, and when the connection ends.
                    tokio::select! {
                        () = self.stop.cancelled() => break None,
                        _ = renewal => {}
                    }
                    Duration::ZERO
                }
                Err(SlackError::TokenRejected(code)) => break Some(code),
                Err(error) => {
                    report_unreachable(&error, &self.health, &failures);
                    error.retry_after()
                }
            };
            if retry_after.is_zero() && started.elapsed() >= STABLE_AFTER {
                backoff.reset();
                failures.reset();
                continue;
            }
            tokio::select! {
                () = self.stop.cancelled() => break None,
                () = sleep(backoff.next_wait().max(retry_after)) => {}
            }
        };
        while running.join_next().await.is_some() {}
        rejected
    }

    async fn open(&self) -> Result<WebSocket, SlackError> {
        let url = self.api()?.socket_url(&self.app_token).await?;
        match timeout(CONNECT_TIMEOUT, network::connect(&url)).await {
            Ok(Ok(socket)) => Ok(socket),
            // The error may contain the address.
            Ok(Err(_)) => Err(SlackError::Failed("no_socket".to_owned())),
            Err(_) => Err(SlackError::Failed("timeout".to_owned())),
        }
    }

    fn api(&self) -> Result<&SlackApi, SlackError> {
        let workspace = self.dispatcher.workspaces().first();
        workspace
            .map(|workspace| &workspace.api)
            .ok_or_else(|| SlackError::Failed("no_workspace".to_owned()))
    }

    /// Runs a connection until it ends. Drops `successor_needed` when another one must be opened.
    async fn run(self: Arc<Self>, mut socket: WebSocket, successor_needed: oneshot::Sender<()>) {
        let mut successor_needed = Some(successor_needed);
        let (acknowledge, mut acknowledgements) = mpsc::channel::<String>(MAX_QUEUED);
        let mut in_flight = JoinSet::new();
        let mut ready = false;
        let mut last_received = Instant::now();
        let mut renewal_requested_at: Option<Instant> = None;
        let mut ping = interval(PING_INTERVAL);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                // Acknowledgements are sent before further deliveries are read.
                biased;
                () = self.stop.cancelled() => break,
                Some(text) = acknowledgements.recv() => {
                    if !send(&mut socket, Message::text(text)).await {
                        break;
                    }
                }
                Some(_) = in_flight.join_next() => {}
                _ = ping.tick() => {
                    let overdue = renewal_requested_at.is_some_and(|at| at.elapsed() > RENEWAL_TIMEOUT);
                    let sent = send(&mut socket, Message::Ping(Vec::new().into())).await;
                    if overdue || !sent || last_received.elapsed() > IDLE_TIMEOUT {
                        break;
                    }
                }
                received = socket.next() => {
                    last_received = Instant::now();
                    let text = match received {
                        Some(Ok(Message::Text(text))) => text,
                        Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                        Some(Ok(_)) => continue,
                    };
                    match Envelope::parse(&text) {
                        Some(Envelope::Hello) => {
                            ready = true;
                            self.on_ready();
                        }
                        Some(Envelope::Disconnect) => {
                            debug!("Slack asked for a new socket");
                            successor_needed = None;
                            renewal_requested_at = Some(Instant::now());
                        }
                        Some(Envelope::Delivery { id, payload }) => {
                            let body = payload.map_or(Acknowledgement::Now(None), |payload| {
                                self.dispatcher.dispatch(payload, last_received)
                            });
                            match body {
                                Acknowledgement::Now(body) => {
                                    let text = acknowledgement(&id, body);
                                    if !send(&mut socket, Message::text(text)).await {
                                        break;
                                    }
                                }
                                Acknowledgement::Later(body) => {
                                    let acknowledge = acknowledge.clone();
                                    let answer = async move {
                                        let text = acknowledgement(&id, body.await);
                                        // Fails where the connection has ended meanwhile.
                                        let _ = acknowledge.send(text).await;
                                    };
                                    in_flight.spawn_on(answer, &self.dispatcher.answering);
                                }
                            }
                        }
                        None => debug!("Slack sent something that is no envelope"),
                    }
                }
            }
        }
        drop(successor_needed);
        if ready {
            self.on_closed();
        }
        drop(acknowledge);
        let closing = async {
            while let Some(text) = acknowledgements.recv().await {
                if !send(&mut socket, Message::text(text)).await {
                    break;
                }
            }
            // Fails where it is closed already.
            let _ = socket.close(None).await;
        };
        let _ = timeout(CLOSE_TIMEOUT, closing).await;
        // Answers that are sent by calls go on; only acknowledgements are lost.
        in_flight.detach_all();
        debug!("a socket to Slack is closed");
    }

    fn on_ready(&self) {
        self.open.fetch_add(1, Ordering::Relaxed);
        self.health.up();
        info!("a socket to Slack is open");
    }

    fn on_closed(&self) {
        if self.open.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.health.down("its connection to Slack is being renewed");
        }
    }
}

/// Sends a message; returns whether it was taken within [`SEND_TIMEOUT`].
async fn send(socket: &mut WebSocket, message: Message) -> bool {
    matches!(
        timeout(SEND_TIMEOUT, socket.send(message)).await,
        Ok(Ok(()))
    )
}
