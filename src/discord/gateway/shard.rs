//! One shard: a session with Discord, and one connection after another over which it lives.
//!
//! A session that was lost is taken up again, so that nothing is missed and no new one is used up.
//! A new one begins only where Discord says that the old one is gone.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serenity::futures::StreamExt as _;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::{Instant, interval_at, sleep};
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info};

use super::super::connect;
use super::frame::{self, Frame};
use super::socket::{self, Socket};
use super::starts::Starts;
use crate::config::{ExposeSecret as _, SecretString};

/// A connection that stood so long did not fail at once.
const STEADY: Duration = Duration::from_mins(1);
/// The pause before the second connection in a row that did not last, which doubles each time, up
/// to the longest.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_mins(2);
/// How many attempts to take a session up are made where Discord asked for that, before it is tried
/// where sessions begin.
const AT_ITS_PLACE: u32 = 2;

/// Codes with which the bot closes: the first ends the session, and the bot is shown as offline;
/// the second keeps it
/// (<https://discord.com/developers/docs/events/gateway#initiating-a-disconnect>).
const GOODBYE: u16 = 1_000;
const SEE_YOU: u16 = 4_000;
/// Codes of the gateway after which a session cannot be taken up
/// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>).
const SESSION_GONE: [u16; 2] = [4_007, 4_009];

/// What all shards share.
pub(super) struct Line {
    pub token: SecretString,
    /// Where sessions begin.
    pub gateway: String,
    /// Whether the settings name where Discord is. Then it is nowhere else, whatever Discord says.
    pub named: bool,
    pub intents: u64,
    pub starts: Starts,
}

/// What a shard has to tell.
#[derive(Debug)]
pub(in crate::discord) enum Heard {
    /// The session stands.
    Up { shard: u32 },
    /// The session stands no more, for now.
    Lost { shard: u32 },
    /// Something happened on Discord.
    Event { name: String, data: Value },
    /// Something was said that nobody understands.
    Unreadable,
}

pub(super) struct Shard {
    pub number: u32,
    pub total: u32,
    pub line: Arc<Line>,
    pub heard: UnboundedSender<Heard>,
    pub stop: CancellationToken,
}

struct Session {
    id: String,
    sequence: u64,
    /// Where Discord wants it to be taken up again.
    place: String,
}

/// How a connection ended, where it is to be followed by another one.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// It broke; the session may go on.
    Lost,
    /// The session is over.
    Over,
    /// The bot is told to stop.
    Stopped,
}

impl Shard {
    /// Keeps a session until told to stop.
    ///
    /// # Errors
    /// Discord does not let this bot connect: a sentence that says what to do.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let stop = self.stop.clone();
        let mut session = None;
        // How many connections in a row did not last.
        let mut failures = 0_u32;
        loop {
            if session.is_none() {
                tokio::select! {
                    () = stop.cancelled() => return Ok(()),
                    permit = self.line.starts.permit() => permit.map_err(|_| connect::refused())?,
                }
            }
            let begun = Instant::now();
            let end = self.connection(&mut session, failures).await?;
            self.tell(Heard::Lost { shard: self.number });
            failures = if begun.elapsed() < STEADY {
                failures + 1
            } else {
                1
            };
            let pause = match end {
                End::Stopped => return Ok(()),
                End::Lost => pause(failures),
                End::Over => {
                    session = None;
                    // Discord asks for a pause of one to five seconds
                    // (<https://discord.com/developers/docs/events/gateway#resuming>).
                    pause(failures)
                        .max(Duration::from_secs(1) + Duration::from_secs(4).mul_f64(chance()))
                }
            };
            debug!(shard = self.number, failures, ?end, "connecting again");
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                () = sleep(pause) => {}
            }
        }
    }

    /// One connection, from its beginning to its end.
    async fn connection(
        &self,
        session: &mut Option<Session>,
        failures: u32,
    ) -> anyhow::Result<End> {
        let place = match session {
            Some(session) if !self.line.named && failures < AT_ITS_PLACE => &session.place,
            _ => &self.line.gateway,
        };
        let opened = tokio::select! {
            () = self.stop.cancelled() => return Ok(End::Stopped),
            opened = socket::open(place) => opened,
        };
        let Some((mut socket, every)) = opened else {
            return Ok(End::Lost);
        };
        let token = self.line.token.expose_secret();
        let opening = match session {
            Some(session) => frame::resume(token, &session.id, session.sequence),
            None => frame::identify(token, [self.number, self.total], self.line.intents),
        };
        if !socket::say(&mut socket, opening).await {
            return Ok(End::Lost);
        }
        self.converse(&mut socket, every, session).await
    }

    /// Hears what the gateway says, and says that the bot lives.
    async fn converse(
        &self,
        socket: &mut Socket,
        every: Duration,
        session: &mut Option<Session>,
    ) -> anyhow::Result<End> {
        // Bots that were cut off together are not to come back as one.
        let mut beats = interval_at(Instant::now() + every.mul_f64(chance()), every.max(PAUSE));
        let mut acknowledged = true;
        loop {
            let said = tokio::select! {
                () = self.stop.cancelled() => {
                    socket::leave(socket, GOODBYE).await;
                    return Ok(End::Stopped);
                }
                _ = beats.tick() => {
                    // A connection over which nothing comes back is dead, whatever it looks like.
                    if !std::mem::take(&mut acknowledged) || !beat(socket, session.as_ref()).await {
                        return Ok(End::Lost);
                    }
                    continue;
                }
                said = socket.next() => said,
            };
            let text = match said {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(frame))) => {
                    return closed(frame.map(|frame| u16::from(frame.code)));
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return Ok(End::Lost),
            };
            match Frame::read(&text) {
                Some(Frame::Event {
                    sequence,
                    name,
                    data,
                }) => self.event(session, sequence, name, data),
                Some(Frame::Acknowledged) => acknowledged = true,
                Some(Frame::Beat) => {
                    if !beat(socket, session.as_ref()).await {
                        return Ok(End::Lost);
                    }
                }
                Some(Frame::Reconnect | Frame::Invalid { resumable: true }) => {
                    socket::leave(socket, SEE_YOU).await;
                    return Ok(End::Lost);
                }
                Some(Frame::Invalid { resumable: false }) => {
                    socket::leave(socket, SEE_YOU).await;
                    return Ok(End::Over);
                }
                Some(Frame::Hello(_) | Frame::Unknown) | None => self.tell(Heard::Unreadable),
            }
        }
    }

    fn event(&self, session: &mut Option<Session>, sequence: u64, name: String, data: Value) {
        let text = |key: &str| data.get(key).and_then(Value::as_str).map(str::to_owned);
        if name == "READY"
            && let Some(id) = text("session_id")
        {
            info!(shard = self.number, "connected to Discord");
            *session = Some(Session {
                id,
                sequence,
                place: text("resume_gateway_url").unwrap_or_else(|| self.line.gateway.clone()),
            });
        }
        if let Some(session) = session {
            session.sequence = sequence;
        }
        let up = matches!(name.as_str(), "READY" | "RESUMED");
        self.tell(Heard::Event { name, data });
        if up {
            self.tell(Heard::Up { shard: self.number });
        }
    }

    fn tell(&self, heard: Heard) {
        // Nobody listens any more only where the door is ending.
        let _ = self.heard.send(heard);
    }
}

/// What the code with which the gateway closed means.
fn closed(code: Option<u16>) -> anyhow::Result<End> {
    debug!(code, "Discord closed the connection");
    match code {
        Some(code) if SESSION_GONE.contains(&code) => Ok(End::Over),
        Some(code) => connect::ended(code).map_or(Ok(End::Lost), Err),
        None => Ok(End::Lost),
    }
}

async fn beat(socket: &mut Socket, session: Option<&Session>) -> bool {
    let sequence = session.map(|session| session.sequence);
    socket::say(socket, frame::beat(sequence)).await
}

/// The first connection that does not last is followed by the next at once, and then ever later.
fn pause(failures: u32) -> Duration {
    match failures.checked_sub(2) {
        None => Duration::ZERO,
        Some(doubled) => PAUSE.saturating_mul(1 << doubled.min(16)).min(LONGEST),
    }
}

/// A number from 0 to 1 that is another one each time.
fn chance() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    random as f64 / u64::MAX as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_longest_one() {
        let pauses: Vec<_> = [1, 2, 3, 4, 9, 10, 11, u32::MAX].map(pause).into();
        let seconds: Vec<_> = pauses.iter().map(Duration::as_secs_f64).collect();
        assert_eq!(seconds, [0.0, 0.5, 1.0, 2.0, 64.0, 120.0, 120.0, 120.0]);
        assert!((0.0..=1.0).contains(&chance()));
    }

    #[test]
    fn a_close_code_ends_the_session_the_connection_or_everything() {
        assert_eq!(closed(Some(4_000)).expect("it goes on"), End::Lost);
        assert_eq!(closed(None).expect("it goes on"), End::Lost);
        assert_eq!(closed(Some(4_009)).expect("it goes on"), End::Over);
        for code in [4_004, 4_010, 4_011, 4_012, 4_013, 4_014] {
            assert!(closed(Some(code)).is_err(), "{code}");
        }
    }
}
