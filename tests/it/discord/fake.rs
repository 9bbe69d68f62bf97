//! A fake Discord on loopback: REST API and gateway. It stores registered commands, messages and
//! the state of interactions, checks every body, and reports everything it receives.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::extract::ws::Message;
use axum::routing::get;
use guidepost::testing::config::Settings;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Notify, Semaphore};

use super::payload;

mod gateway;
mod rest;

/// The only valid token.
pub const TOKEN: &str = "the.right.token";

/// A request or payload that the fake received.
#[derive(Debug, Clone, PartialEq)]
pub enum Received {
    /// IDENTIFY, with its data.
    Identified(Value),
    /// RESUME.
    Resumed,
    /// The bot closed the gateway connection with this code.
    Closed(Option<u16>),
    /// The registered commands were read.
    Listed,
    /// Commands were registered.
    Registered(Value),
    /// A response to an interaction is held until there is a permit.
    ResponseHeld,
    /// The first response to an interaction.
    Responded(Value),
    /// A deferred response was edited.
    Edited(Value),
    /// A deferred response was deleted.
    OriginalDeleted,
    /// A follow-up message.
    FollowedUp(Value),
    /// A message in a channel.
    Posted(Value),
    /// A direct message to the user with this id.
    Told(String, Value),
    /// A message was deleted.
    Deleted(String),
    /// A request that Discord would refuse, with the reason.
    Invalid(String),
}

/// An action of the gateway.
pub enum GatewayAction {
    /// Sends a dispatch event.
    Dispatch(&'static str, Value),
    /// Sends a text frame unchanged.
    SendRaw(String),
    /// Closes with this code.
    Close(u16),
    /// Drops the TCP connection.
    Drop,
}

/// A function that is called with the token and body of a response.
pub type Observer = Box<dyn Fn(&str, &Value) + Send + Sync>;

#[derive(Default)]
pub struct FakeOptions {
    /// `GET /gateway/bot` fails.
    pub gateway_fails: bool,
    /// `GET /gateway/bot` returns an address at which nothing listens.
    pub wrong_gateway_url: bool,
    /// The code with which IDENTIFY is answered.
    pub close_code: Option<u16>,
    /// Session start limits to report, one per request, as `remaining` and `reset_after` in ms.
    /// After them there is no shortage.
    pub session_limits: Mutex<VecDeque<(u64, u64)>>,
    /// The recommended number of shards; 1 where absent.
    pub shards: Option<u32>,
    /// Number of first registrations of commands that fail with 500.
    pub failing_registrations: AtomicU32,
    /// The heartbeat interval in ms; 41,250 where absent.
    pub heartbeat: Option<u64>,
    /// A change of the product's settings.
    pub settings: Option<fn(&mut Settings)>,
    /// Gets the token and body of each response and edit of one, in the place of all checks.
    pub observer: Option<Observer>,
}

/// Permissions that the bot lacks in channels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Refusals {
    /// None.
    #[default]
    Nothing,
    /// Embed Links.
    Embeds,
    /// Read Message History, so that replies are refused, and Embed Links.
    Replies,
    /// Send Messages.
    Messages,
}

/// The state of an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InteractionState {
    /// No response yet.
    Open,
    /// Responded to.
    Answered,
    /// The message of the component was updated.
    Updated,
    /// Deferred.
    Deferred,
}

/// A counter that can be waited for.
#[derive(Default)]
pub struct Count {
    number: AtomicU32,
    grown: Notify,
}

impl Count {
    pub fn get(&self) -> u32 {
        self.number.load(Ordering::SeqCst)
    }

    fn add_one(&self) {
        self.number.fetch_add(1, Ordering::SeqCst);
        self.grown.notify_one();
    }

    pub async fn reaches(&self, number: u32) {
        while self.get() < number {
            self.grown.notified().await;
        }
    }
}

pub struct FakeDiscord {
    pub address: String,
    pub options: FakeOptions,
    events: UnboundedSender<Received>,
    connection: Mutex<Option<UnboundedSender<GatewayAction>>>,
    /// Number of next connections that are rejected.
    rejected_connections: AtomicU32,
    /// True if heartbeats stay unacknowledged until the next RESUME.
    pub ignores_heartbeats: AtomicBool,
    /// Heartbeats that were acknowledged.
    pub heartbeats: Count,
    /// Responses to interactions that have expired.
    pub expired: Count,
    /// Number of next responses that fail with 502.
    failures: AtomicU32,
    failed: Notify,
    /// Messages in channels that are refused with 403.
    pub refusals: Mutex<Refusals>,
    /// True if responses that are laid out in components are refused with 400.
    refuses_components: AtomicBool,
    /// True if direct messages are refused, as by a user who blocks the bot.
    pub refuses_direct: AtomicBool,
    /// The channels and threads of the messages in channels, in their order.
    pub posted_in: Mutex<Vec<String>>,
    /// One permit per accepted response.
    pub response_permits: Semaphore,
    commands: Mutex<Value>,
    /// Messages by id.
    messages: Mutex<HashMap<String, Value>>,
    /// Parent channels of threads by the thread's id; all other ids are channels.
    pub threads: Mutex<HashMap<String, String>>,
    /// Number of requests for a channel.
    pub channel_requests: AtomicU32,
    /// Nonces of the bot's messages, with the ids of the messages.
    nonces: Mutex<HashMap<String, String>>,
    /// Interactions by token.
    waiting: Mutex<HashMap<String, InteractionState>>,
    sequence: AtomicU64,
    ids: AtomicU64,
}

impl FakeDiscord {
    pub async fn start(options: FakeOptions) -> (Arc<Self>, UnboundedReceiver<Received>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (events, received) = unbounded_channel();
        let fake = Arc::new(Self {
            address: listener.local_addr().expect("an address").to_string(),
            options,
            events,
            connection: Mutex::default(),
            rejected_connections: AtomicU32::new(0),
            ignores_heartbeats: AtomicBool::new(false),
            heartbeats: Count::default(),
            expired: Count::default(),
            failures: AtomicU32::new(0),
            failed: Notify::new(),
            refusals: Mutex::default(),
            refuses_components: AtomicBool::new(false),
            refuses_direct: AtomicBool::new(false),
            posted_in: Mutex::default(),
            response_permits: Semaphore::new(Semaphore::MAX_PERMITS),
            commands: Mutex::new(json!([])),
            messages: Mutex::default(),
            threads: Mutex::default(),
            channel_requests: AtomicU32::new(0),
            nonces: Mutex::default(),
            waiting: Mutex::default(),
            sequence: AtomicU64::new(0),
            ids: AtomicU64::new(1_200_000_000_000_000_000),
        });
        let router = Router::new()
            .nest("/api/v10", rest::routes(&fake))
            .route("/", get(gateway::connect))
            .fallback(rest::unknown)
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (fake, received)
    }

    /// Forgets all nonces, as Discord does after some minutes.
    pub fn forget_nonces(&self) {
        self.nonces.lock().unwrap().clear();
    }

    /// A new message id.
    pub fn next_id(&self) -> String {
        self.ids.fetch_add(1, Ordering::SeqCst).to_string()
    }

    /// Stores a message, so that it can be read and deleted.
    pub fn store_message(&self, message: &Value) {
        let id = message["id"].as_str().expect("an id").to_owned();
        self.messages.lock().unwrap().insert(id, message.clone());
    }

    /// A new interaction id that can be responded to.
    pub fn next_interaction(&self) -> u64 {
        let id = self.ids.fetch_add(1, Ordering::SeqCst);
        let token = payload::token(id);
        self.waiting
            .lock()
            .unwrap()
            .insert(token, InteractionState::Open);
        id
    }

    /// Forgets an interaction, as if its token had expired.
    pub fn expire(&self, id: u64) {
        let token = payload::token(id);
        self.waiting.lock().unwrap().remove(&token);
    }

    pub fn act(&self, action: GatewayAction) {
        let connection = self.connection.lock().unwrap();
        let connection = connection.as_ref().expect("a connection");
        connection.send(action).expect("a connection");
    }

    pub fn dispatch(&self, kind: &'static str, data: Value) {
        self.act(GatewayAction::Dispatch(kind, data));
    }

    pub fn reject_connections(&self, attempts: u32) {
        self.rejected_connections.store(attempts, Ordering::SeqCst);
    }

    /// Fails the next responses to interactions and the requests after them.
    pub fn fail_responses(&self, responses: u32) {
        self.failures.store(responses, Ordering::SeqCst);
    }

    /// Waits until all failures have happened.
    pub async fn wait_for_failures(&self) {
        while self.failures.load(Ordering::SeqCst) > 0 {
            self.failed.notified().await;
        }
    }

    /// Refuses responses that are laid out in components.
    pub fn refuse_components(&self) {
        self.refuses_components.store(true, Ordering::SeqCst);
    }

    /// Holds responses until permits are added.
    pub fn hold_responses(&self) {
        self.response_permits.forget_permits(Semaphore::MAX_PERMITS);
    }

    /// Changes the registered commands, as if an older version had registered them.
    pub fn replace_commands(&self, change: impl FnOnce(&mut Value)) {
        change(&mut self.commands.lock().unwrap());
    }

    fn report(&self, event: Received) {
        // The receiver is gone once a test has ended.
        let _ = self.events.send(event);
    }

    fn report_invalid(&self, problems: Vec<String>) {
        for problem in problems {
            self.report(Received::Invalid(problem));
        }
    }

    fn envelope(&self, kind: &str, data: &Value) -> Message {
        let sequence = self.sequence.fetch_add(1, Ordering::SeqCst) + 1;
        text(&json!({ "op": 0, "t": kind, "s": sequence, "d": data }))
    }
}

fn text(value: &Value) -> Message {
    Message::Text(value.to_string().into())
}

type Shared = State<Arc<FakeDiscord>>;

/// Decrements the counter, and returns whether it was above zero.
fn decrement(left: &AtomicU32) -> bool {
    let action = Ordering::SeqCst;
    let down = |left: u32| left.checked_sub(1);
    left.fetch_update(action, action, down).is_ok()
}
