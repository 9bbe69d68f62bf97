//! A shard: one session with Discord over consecutive connections.
//!
//! After a lost connection the session is resumed, so that no event is missed and no session start is used up. A new session
//! begins only where Discord says that the old one has ended.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serenity::futures::StreamExt as _;
use tokio::sync::mpsc::Sender;
use tokio::time::{Instant, interval_at, sleep};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info};

use super::super::connect;
use super::event::GatewayEvent;
use super::payload::{self, GatewayPayload, PayloadText};
use super::session_limit::{IdentifyPermit, SessionLimiter};
use super::shard_status::ShardStatus;
use super::socket::{self, Socket};
use crate::config::{ExposeSecret as _, SecretString};
use crate::network::Message;
use crate::platform::backoff::Backoff;

/// Duration of a connection after which the count of failures is reset.
const STABLE_AFTER: Duration = Duration::from_mins(1);
/// Delay after the second failed connection in a row; it doubles with each further one. After the first there is none.
const INITIAL_RETRY_DELAY: Duration = Duration::from_millis(500);
/// Maximum delay between two connections.
const MAX_RETRY_DELAY: Duration = Duration::from_mins(2);
/// Minimum heartbeat interval.
const MIN_HEARTBEAT_INTERVAL: Duration = Duration::from_millis(500);
/// Resume attempts at `resume_gateway_url` before the default gateway is used.
const RESUME_URL_ATTEMPTS: u32 = 2;

/// Close code that ends the session; Discord shows the bot as offline
/// (<https://discord.com/developers/docs/events/gateway#initiating-a-disconnect>).
const CLOSE_SESSION: u16 = 1_000;
/// Close code that keeps the session, so that it can be resumed (same page).
const CLOSE_RESUMABLE: u16 = 4_000;
/// Close codes of the gateway after which a session cannot be resumed
/// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>).
const SESSION_ENDED_CODES: [u16; 2] = [4_007, 4_009];

/// Configuration that all shards of the process share.
pub(super) struct ShardConfig {
    pub token: SecretString,
    /// The address at which sessions begin.
    pub gateway_url: String,
    /// True if the settings name the API or the gateway; then `resume_gateway_url` is ignored.
    pub custom_endpoint: bool,
    pub intents: u64,
    pub sessions: SessionLimiter,
    pub status: ShardStatus,
}

/// A shard, which [`Shard::run`] connects.
pub(super) struct Shard {
    pub number: u32,
    pub total: u32,
    pub config: Arc<ShardConfig>,
    pub events: Sender<GatewayEvent>,
    pub stop: CancellationToken,
}

/// A session that can be resumed.
struct Session {
    id: String,
    /// Sequence number of the last event.
    sequence: u64,
    /// `resume_gateway_url` of the session's `READY`.
    resume_url: String,
}

/// The reason why a connection ended after which the shard may go on.
#[derive(Debug, PartialEq, Eq)]
enum ConnectionEnd {
    /// The connection broke; the session can be resumed.
    Disconnected,
    /// The session has ended; the next connection begins a new one.
    SessionEnded,
    /// The process is stopping.
    Stopped,
}

impl Shard {
    /// Keeps a session until `stop` is cancelled.
    ///
    /// # Errors
    /// Discord refuses this bot; the message says what the operator can do.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let stop = self.stop.clone();
        let mut session = None;
        // Connections in a row that did not last.
        let mut failures = 0_u32;
        let mut backoff = Backoff::new(INITIAL_RETRY_DELAY, MAX_RETRY_DELAY);
        loop {
            let mut permit = None;
            if session.is_none() {
                tokio::select! {
                    () = stop.cancelled() => return Ok(()),
                    acquired = self.config.sessions.acquire(self.number) => {
                        permit = Some(acquired.map_err(|_| connect::invalid_token())?);
                    }
                }
            }
            let started = Instant::now();
            let end = self.connection(&mut session, permit, failures).await?;
            if end != ConnectionEnd::Stopped {
                let attempt = u64::from(failures) + 1;
                self.config.status.disconnected(self.number, attempt);
            }
            if started.elapsed() >= STABLE_AFTER {
                failures = 0;
                backoff.reset();
            }
            let mut wait = match failures {
                0 => Duration::ZERO,
                _ => backoff.next_wait(),
            };
            failures = failures.saturating_add(1);
            match end {
                ConnectionEnd::Stopped => return Ok(()),
                ConnectionEnd::Disconnected => {}
                ConnectionEnd::SessionEnded => {
                    session = None;
                    // Discord asks for a random wait of one to five seconds
                    // (<https://discord.com/developers/docs/events/gateway#resuming>).
                    let random = Duration::from_secs(4).mul_f64(random_fraction());
                    wait = wait.max(Duration::from_secs(1) + random);
                }
            }
            debug!(shard = self.number, failures, ?end, "connecting again");
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                () = sleep(wait) => {}
            }
        }
    }

    /// Opens a connection, identifies with the permit or resumes, and reads until the connection ends.
    async fn connection(
        &self,
        session: &mut Option<Session>,
        permit: Option<IdentifyPermit>,
        failures: u32,
    ) -> anyhow::Result<ConnectionEnd> {
        let url = match session {
            Some(session) if !self.config.custom_endpoint && failures < RESUME_URL_ATTEMPTS => {
                &session.resume_url
            }
            _ => &self.config.gateway_url,
        };
        let opened = tokio::select! {
            () = self.stop.cancelled() => return Ok(ConnectionEnd::Stopped),
            opened = socket::open(url) => opened,
        };
        let Some((mut socket, interval)) = opened else {
            return Ok(ConnectionEnd::Disconnected);
        };
        let token = self.config.token.expose_secret();
        let opening = match session {
            Some(session) => payload::resume(token, &session.id, session.sequence),
            None => payload::identify(token, [self.number, self.total], self.config.intents),
        };
        let sent = socket::send(&mut socket, opening).await;
        if let Some(permit) = permit {
            permit.identified();
        }
        if !sent {
            return Ok(ConnectionEnd::Disconnected);
        }
        self.read(&mut socket, interval, session).await
    }

    /// Reads payloads and sends heartbeats until the connection ends.
    async fn read(
        &self,
        socket: &mut Socket,
        interval: Duration,
        session: &mut Option<Session>,
    ) -> anyhow::Result<ConnectionEnd> {
        // The first heartbeat has jitter, so that bots that reconnect together send theirs at different times
        // (<https://discord.com/developers/docs/events/gateway#sending-heartbeats>).
        let mut heartbeats = interval_at(
            Instant::now() + interval.mul_f64(random_fraction()),
            interval.max(MIN_HEARTBEAT_INTERVAL),
        );
        let mut acknowledged = true;
        loop {
            let received = tokio::select! {
                () = self.stop.cancelled() => {
                    socket::close(socket, CLOSE_SESSION).await;
                    return Ok(ConnectionEnd::Stopped);
                }
                _ = heartbeats.tick() => {
                    // Without an acknowledgement of the last heartbeat the connection is dead, even
                    // where TCP reports no error.
                    let alive = std::mem::take(&mut acknowledged);
                    if !alive || !heartbeat(socket, session.as_ref()).await {
                        return Ok(ConnectionEnd::Disconnected);
                    }
                    continue;
                }
                received = socket.next() => received,
            };
            let text = match received {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(frame))) => {
                    return after_close(frame.map(|frame| u16::from(frame.code)));
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return Ok(ConnectionEnd::Disconnected),
            };
            match GatewayPayload::parse(&text) {
                Some(GatewayPayload::Dispatch {
                    sequence,
                    name,
                    text,
                }) => self.dispatch(session, sequence, name, text).await,
                Some(GatewayPayload::HeartbeatAck) => acknowledged = true,
                Some(GatewayPayload::HeartbeatRequest) => {
                    if !heartbeat(socket, session.as_ref()).await {
                        return Ok(ConnectionEnd::Disconnected);
                    }
                }
                Some(
                    GatewayPayload::Reconnect | GatewayPayload::InvalidSession { resumable: true },
                ) => {
                    socket::close(socket, CLOSE_RESUMABLE).await;
                    return Ok(ConnectionEnd::Disconnected);
                }
                Some(GatewayPayload::InvalidSession { resumable: false }) => {
                    socket::close(socket, CLOSE_RESUMABLE).await;
                    return Ok(ConnectionEnd::SessionEnded);
                }
                Some(GatewayPayload::Hello(_) | GatewayPayload::Unknown) | None => {
                    self.queue(GatewayEvent::Unreadable).await;
                }
            }
        }
    }

    /// Records the session, the sequence number and the status, and queues the event.
    async fn dispatch(
        &self,
        session: &mut Option<Session>,
        sequence: u64,
        name: String,
        text: PayloadText,
    ) {
        if name == "READY"
            && let Some(data) = text.data::<Value>()
            && let Some(id) = data.get("session_id").and_then(Value::as_str)
        {
            info!(shard = self.number, "connected to Discord");
            let resume_url = data.get("resume_gateway_url").and_then(Value::as_str);
            *session = Some(Session {
                id: id.to_owned(),
                sequence,
                resume_url: resume_url.unwrap_or(&self.config.gateway_url).to_owned(),
            });
        }
        if let Some(session) = session {
            session.sequence = sequence;
        }
        if matches!(name.as_str(), "READY" | "RESUMED") {
            self.config.status.connected(self.number);
        }
        let received = std::time::Instant::now();
        self.queue(GatewayEvent::Dispatch {
            name,
            text,
            received,
        })
        .await;
    }

    /// Queues an event. Waits while the queue is full; what Discord sends meanwhile stays in the socket.
    async fn queue(&self, event: GatewayEvent) {
        // The queue is closed only when the process stops.
        let _ = self.events.send(event).await;
    }
}

/// Decides by the close code whether to resume, to begin a new session, or to fail.
fn after_close(code: Option<u16>) -> anyhow::Result<ConnectionEnd> {
    debug!(code, "Discord closed the connection");
    match code {
        Some(code) if SESSION_ENDED_CODES.contains(&code) => Ok(ConnectionEnd::SessionEnded),
        Some(code) => connect::fatal_close(code).map_or(Ok(ConnectionEnd::Disconnected), Err),
        None => Ok(ConnectionEnd::Disconnected),
    }
}

/// Returns a random number from 0 to 1, made of the random seed of the standard hasher.
fn random_fraction() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    random as f64 / u64::MAX as f64
}

/// Sends a heartbeat, and returns whether that succeeded.
async fn heartbeat(socket: &mut Socket, session: Option<&Session>) -> bool {
    let sequence = session.map(|session| session.sequence);
    socket::send(socket, payload::heartbeat(sequence)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_code_ends_the_session_the_connection_or_the_bot() {
        let end = |code| after_close(code).expect("the shard goes on");
        assert_eq!(end(Some(4_000)), ConnectionEnd::Disconnected);
        assert_eq!(end(None), ConnectionEnd::Disconnected);
        assert_eq!(end(Some(4_009)), ConnectionEnd::SessionEnded);
        for code in [4_004, 4_010, 4_011, 4_012, 4_013, 4_014] {
            assert!(after_close(Some(code)).is_err(), "{code}");
        }
        assert!((0.0..=1.0).contains(&random_fraction()));
    }
}
