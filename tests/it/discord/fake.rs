//! Discord on loopback: its REST API and its gateway, as far as a bot with slash commands meets
//! them. It keeps what was registered, knows which interactions wait for a response, and tells
//! everything it receives.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use guidepost::testing::config::Settings;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Notify, Semaphore};

use super::{check, payload};

/// The token that this Discord knows.
pub const TOKEN: &str = "the.right.token";

/// What the fake received.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A new session was begun.
    Identified(Value),
    /// A session was taken up again.
    Resumed,
    /// The bot closed the connection, with this code.
    Left(Option<u16>),
    /// Commands were asked for.
    Listed,
    /// Commands were registered.
    Registered(Value),
    /// A response to an interaction waits to be taken.
    Waiting,
    /// An interaction was responded to.
    Responded(Value),
    /// What was announced was filled in.
    Edited(Value),
    /// What was announced was taken back.
    TakenBack,
    /// A further message was sent behind what was announced.
    FollowedUp(Value),
    /// A message was written into a channel.
    Posted(Value),
    /// A message was taken away.
    Deleted(String),
    /// Something that Discord would refuse.
    Refused(String),
}

/// What the gateway is to do.
pub enum Order {
    /// Send this event.
    Dispatch(&'static str, Value),
    /// Send something as it is.
    Say(String),
    /// Close with this code.
    Close(u16),
    /// Go away without a word.
    Drop,
}

#[derive(Default)]
pub struct Rules {
    /// The gateway's address is not given.
    pub no_gateway: bool,
    /// Another address of the gateway is given, at which nobody is.
    pub gateway_elsewhere: bool,
    /// The code with which a new session is closed.
    pub closes_with: Option<u16>,
    /// What is said of the sessions that may begin, one after the other: how many are left, and in
    /// how many milliseconds there are more. After that there are enough.
    pub sessions: Mutex<VecDeque<(u64, u64)>>,
    /// How many connections the bot is advised to have, if not one.
    pub shards: Option<u32>,
    /// In how many milliseconds the bot is to say that it lives.
    pub heartbeat: Option<u64>,
    /// What the settings of the bot say beside where this Discord is.
    pub settings: Option<fn(&mut Settings)>,
}

/// How far an interaction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It waits for a response.
    Open,
    /// It was responded to.
    Answered,
    /// It was said that an answer is coming.
    Announced,
}

pub struct Fake {
    pub address: String,
    pub rules: Rules,
    events: UnboundedSender<Event>,
    connection: Mutex<Option<UnboundedSender<Order>>>,
    /// How many attempts to connect are turned away before one is let in.
    turned_away: AtomicU32,
    /// Whether it says nothing to the bot's saying that it lives, until the next connection.
    pub deaf: AtomicBool,
    /// How many responses to interactions meet a mishap before one is taken.
    mishaps: AtomicU32,
    mishap: Notify,
    /// A response to an interaction is taken with one of these.
    pub passes: Semaphore,
    commands: Mutex<Value>,
    /// Messages that people and the bot wrote, by their ids.
    messages: Mutex<HashMap<String, Value>>,
    /// Threads, by their ids, and the channel in which each stands; everything else is a channel.
    pub threads: Mutex<HashMap<String, String>>,
    /// How often it was asked what a channel is.
    pub looked_up: AtomicU32,
    /// Nonces of messages that the bot wrote.
    nonces: Mutex<HashMap<String, String>>,
    /// Interactions by their token, and how far they are.
    waiting: Mutex<HashMap<String, Stage>>,
    sequence: AtomicU64,
    ids: AtomicU64,
}

impl Fake {
    pub async fn start(rules: Rules) -> (Arc<Self>, UnboundedReceiver<Event>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (events, received) = unbounded_channel();
        let fake = Arc::new(Self {
            address: listener.local_addr().expect("an address").to_string(),
            rules,
            events,
            connection: Mutex::default(),
            turned_away: AtomicU32::new(0),
            deaf: AtomicBool::new(false),
            mishaps: AtomicU32::new(0),
            mishap: Notify::new(),
            passes: Semaphore::new(Semaphore::MAX_PERMITS),
            commands: Mutex::new(json!([])),
            messages: Mutex::default(),
            threads: Mutex::default(),
            looked_up: AtomicU32::new(0),
            nonces: Mutex::default(),
            waiting: Mutex::default(),
            sequence: AtomicU64::new(0),
            ids: AtomicU64::new(1_200_000_000_000_000_000),
        });
        let rest = Router::new()
            .route("/gateway/bot", get(gateway))
            .route("/gateway", get(gateway))
            .route(
                "/applications/{application}/commands",
                get(list).put(register),
            )
            .route("/channels/{channel}", get(channel))
            .route("/channels/{channel}/messages", post(write))
            .route(
                "/channels/{channel}/messages/{id}",
                get(show).delete(delete),
            )
            .layer(from_fn_with_state(fake.clone(), authorize))
            .route("/interactions/{id}/{token}/callback", post(respond))
            .route(
                "/webhooks/{application}/{token}/messages/@original",
                patch(edit).delete(take_back),
            )
            .route("/webhooks/{application}/{token}", post(follow_up));
        let router = Router::new()
            .nest("/api/v10", rest)
            .route("/", get(connect))
            .fallback(unknown)
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (fake, received)
    }

    /// Forgets which messages the bot wrote, as Discord does after some minutes.
    pub fn forget_nonces(&self) {
        self.nonces.lock().unwrap().clear();
    }

    /// An id for the next message.
    pub fn next_id(&self) -> String {
        self.ids.fetch_add(1, Ordering::SeqCst).to_string()
    }

    /// Keeps a message, so that it can be looked at and taken away.
    pub fn keep(&self, message: &Value) {
        let id = message["id"].as_str().expect("an id").to_owned();
        self.messages.lock().unwrap().insert(id, message.clone());
    }

    /// An id for the next interaction, which now waits for a response.
    pub fn next_interaction(&self) -> u64 {
        let id = self.ids.fetch_add(1, Ordering::SeqCst);
        let token = payload::token(id);
        self.waiting.lock().unwrap().insert(token, Stage::Open);
        id
    }

    /// Waits no more for the interaction, as if it were older than its token.
    pub fn expire(&self, id: u64) {
        let token = payload::token(id);
        self.waiting.lock().unwrap().remove(&token);
    }

    pub fn order(&self, order: Order) {
        let connection = self.connection.lock().unwrap();
        let connection = connection.as_ref().expect("a connection");
        connection.send(order).expect("a connection");
    }

    pub fn dispatch(&self, kind: &'static str, data: Value) {
        self.order(Order::Dispatch(kind, data));
    }

    pub fn turn_away(&self, attempts: u32) {
        self.turned_away.store(attempts, Ordering::SeqCst);
    }

    /// Fails at the next responses to interactions, or at what comes after them.
    pub fn fail(&self, responses: u32) {
        self.mishaps.store(responses, Ordering::SeqCst);
    }

    /// Waits until every mishap has happened.
    pub async fn until_mishaps_are_over(&self) {
        while self.mishaps.load(Ordering::SeqCst) > 0 {
            self.mishap.notified().await;
        }
    }

    /// Lets responses to interactions wait until there are passes.
    pub fn hold(&self) {
        self.passes.forget_permits(Semaphore::MAX_PERMITS);
    }

    /// Has other commands than were registered, as if by an older version.
    pub fn replace_commands(&self, change: impl FnOnce(&mut Value)) {
        change(&mut self.commands.lock().unwrap());
    }

    fn tell(&self, event: Event) {
        // Nobody listens any more once a test has ended.
        let _ = self.events.send(event);
    }

    fn refuse(&self, problems: Vec<String>) {
        for problem in problems {
            self.tell(Event::Refused(problem));
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

type Shared = State<Arc<Fake>>;

fn error(status: StatusCode, code: u32, message: &str) -> Response {
    (status, Json(json!({ "code": code, "message": message }))).into_response()
}

async fn authorize(State(_): Shared, headers: HeaderMap, request: Request, next: Next) -> Response {
    let right = format!("Bot {TOKEN}");
    if headers
        .get("authorization")
        .is_some_and(|given| *given == *right)
    {
        next.run(request).await
    } else {
        error(StatusCode::UNAUTHORIZED, 0, "401: Unauthorized")
    }
}

async fn unknown(State(fake): Shared, request: Request) -> Response {
    let problem = format!("nothing is at {} {}", request.method(), request.uri());
    fake.tell(Event::Refused(problem));
    error(StatusCode::NOT_FOUND, 0, "404: Not Found")
}

async fn gateway(State(fake): Shared) -> Response {
    if fake.rules.no_gateway {
        return error(StatusCode::INTERNAL_SERVER_ERROR, 0, "no");
    }
    let url = if fake.rules.gateway_elsewhere {
        "wss://gateway.invalid".to_owned()
    } else {
        format!("ws://{}", fake.address)
    };
    let sessions = fake.rules.sessions.lock().unwrap().pop_front();
    let (remaining, reset_after) = sessions.unwrap_or((999, 14_400_000));
    Json(json!({
        "url": url,
        "shards": fake.rules.shards.unwrap_or(1),
        "session_start_limit": {
            "total": 1000,
            "remaining": remaining,
            "reset_after": reset_after,
            "max_concurrency": 16,
        },
    }))
    .into_response()
}

async fn list(State(fake): Shared) -> Json<Value> {
    fake.tell(Event::Listed);
    Json(fake.commands.lock().unwrap().clone())
}

/// Keeps the commands the way Discord gives them back: with ids, filled in, in an order of its own.
async fn register(State(fake): Shared, Json(body): Json<Value>) -> Json<Value> {
    fake.refuse(check::commands(&body));
    let mut kept = body.clone();
    for command in kept.as_array_mut().into_iter().flatten() {
        let id = fake.ids.fetch_add(1, Ordering::SeqCst);
        command["id"] = json!(id.to_string());
        command["version"] = json!((id + 1).to_string());
        command["application_id"] = json!(payload::APPLICATION);
        // Taken as a number, and given back as a text.
        let permissions = command["default_member_permissions"].as_u64();
        command["default_member_permissions"] = json!(permissions.map(|one| one.to_string()));
        command["nsfw"] = json!(false);
        let fields = command.as_object_mut().expect("an object");
        if fields.get("options") == Some(&json!([])) {
            fields.remove("options");
        }
        let options = fields.get_mut("options").and_then(Value::as_array_mut);
        for option in options.into_iter().flatten() {
            let option = option.as_object_mut().expect("an object");
            option.retain(|_, value| *value != json!(false));
        }
    }
    kept.as_array_mut().expect("a list").reverse();
    *fake.commands.lock().unwrap() = kept.clone();
    fake.tell(Event::Registered(body));
    Json(kept)
}

async fn respond(
    State(fake): Shared,
    Path((_, token)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    if counted_down(&fake.mishaps) {
        fake.mishap.notify_one();
        return StatusCode::BAD_GATEWAY.into_response();
    }
    if fake.passes.available_permits() == 0 {
        fake.tell(Event::Waiting);
    }
    let pass = fake.passes.acquire().await;
    pass.expect("it is never closed").forget();
    let stage = match body["type"].as_u64() {
        Some(5 | 6) => Stage::Announced,
        _ => Stage::Answered,
    };
    let before = {
        let mut waiting = fake.waiting.lock().unwrap();
        let before = waiting.get_mut(&token);
        before.map(|before| match *before {
            Stage::Open => std::mem::replace(before, stage),
            responded => responded,
        })
    };
    match before {
        None => error(StatusCode::NOT_FOUND, 10_062, "Unknown interaction"),
        Some(Stage::Answered | Stage::Announced) => {
            let twice = "an interaction was responded to twice".to_owned();
            fake.tell(Event::Refused(twice));
            error(
                StatusCode::BAD_REQUEST,
                40_060,
                "Interaction has already been acknowledged.",
            )
        }
        Some(Stage::Open) => {
            fake.refuse(check::response(&body));
            fake.tell(Event::Responded(body));
            StatusCode::NO_CONTENT.into_response()
        }
    }
}

/// Takes what comes after a response, of which it was said that it is coming.
fn later(fake: &Fake, token: &str, event: Event) -> Response {
    if counted_down(&fake.mishaps) {
        fake.mishap.notify_one();
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let stage = fake.waiting.lock().unwrap().get(token).copied();
    match stage {
        None => error(StatusCode::UNAUTHORIZED, 50_027, "Invalid Webhook Token"),
        Some(Stage::Announced) => {
            fake.tell(event);
            Json(payload::message(payload::ASKER, &json!({}))).into_response()
        }
        Some(Stage::Open | Stage::Answered) => {
            let nothing = "something came that was not announced".to_owned();
            fake.tell(Event::Refused(nothing));
            error(StatusCode::NOT_FOUND, 10_015, "Unknown Webhook")
        }
    }
}

async fn edit(
    State(fake): Shared,
    Path((_, token)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    fake.refuse(check::edit_body(&body));
    later(&fake, &token, Event::Edited(body))
}

async fn take_back(State(fake): Shared, Path((_, token)): Path<(String, String)>) -> Response {
    later(&fake, &token, Event::TakenBack)
}

async fn follow_up(
    State(fake): Shared,
    Path((_, token)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    fake.refuse(check::followed_up(&body));
    later(&fake, &token, Event::FollowedUp(body))
}

/// What a channel is. A channel stands under a heading, a thread in a channel.
async fn channel(State(fake): Shared, Path(id): Path<String>) -> Response {
    fake.looked_up.fetch_add(1, Ordering::SeqCst);
    if counted_down(&fake.mishaps) {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let heading = "1100000000000000099".to_owned();
    let parent = fake.threads.lock().unwrap().get(&id).cloned();
    let kind = if parent.is_some() { 11 } else { 0 };
    let parent = parent.unwrap_or(heading);
    Json(json!({ "id": id, "type": kind, "parent_id": parent, "guild_id": payload::GUILD }))
        .into_response()
}

/// A message with a nonce that was there before is the message that was there before.
async fn write(State(fake): Shared, Json(body): Json<Value>) -> Response {
    fake.refuse(check::posted(&body));
    let nonce = body["nonce"].as_str().unwrap_or_default().to_owned();
    let known = fake.nonces.lock().unwrap().get(&nonce).cloned();
    let id = known.clone().unwrap_or_else(|| fake.next_id());
    let mut message = payload::message(payload::ASKER, &body);
    message["id"] = json!(id);
    if known.is_none() {
        fake.nonces.lock().unwrap().insert(nonce, id);
        fake.keep(&message);
        fake.tell(Event::Posted(body));
    }
    if counted_down(&fake.mishaps) {
        fake.mishap.notify_one();
        return StatusCode::BAD_GATEWAY.into_response();
    }
    Json(message).into_response()
}

async fn show(State(fake): Shared, Path((_, id)): Path<(String, String)>) -> Response {
    match fake.messages.lock().unwrap().get(&id) {
        Some(message) => Json(message.clone()).into_response(),
        None => error(StatusCode::NOT_FOUND, 10_008, "Unknown Message"),
    }
}

async fn delete(State(fake): Shared, Path((_, id)): Path<(String, String)>) -> Response {
    match fake.messages.lock().unwrap().remove(&id) {
        Some(_) => {
            fake.tell(Event::Deleted(id));
            StatusCode::NO_CONTENT.into_response()
        }
        None => error(StatusCode::NOT_FOUND, 10_008, "Unknown Message"),
    }
}

async fn connect(State(fake): Shared, upgrade: WebSocketUpgrade) -> Response {
    if counted_down(&fake.turned_away) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    upgrade.on_upgrade(move |socket| converse(fake, socket))
}

/// Whether there was one left, of which there is one less now.
fn counted_down(left: &AtomicU32) -> bool {
    let order = Ordering::SeqCst;
    let down = |left: u32| left.checked_sub(1);
    left.fetch_update(order, order, down).is_ok()
}

/// One connection of the bot to the gateway.
async fn converse(fake: Arc<Fake>, mut socket: WebSocket) {
    let (orders, mut ordered) = unbounded_channel();
    let every = fake.rules.heartbeat.unwrap_or(41_250);
    let hello = json!({ "op": 10, "t": null, "s": null, "d": { "heartbeat_interval": every } });
    if socket.send(text(&hello)).await.is_err() {
        return;
    }
    loop {
        let sent = tokio::select! {
            order = ordered.recv() => match order {
                Some(Order::Dispatch(kind, data)) => socket.send(fake.envelope(kind, &data)).await,
                Some(Order::Say(said)) => socket.send(Message::Text(said.into())).await,
                Some(Order::Close(code)) => {
                    close(&mut socket, code).await;
                    return;
                }
                Some(Order::Drop) | None => return,
            },
            received = socket.recv() => match received {
                Some(Ok(Message::Text(said))) => {
                    let said: Value = serde_json::from_str(&said).expect("JSON");
                    match hear(&fake, &orders, &said) {
                        Ok(Some(answer)) => socket.send(answer).await,
                        Ok(None) => Ok(()),
                        Err(code) => {
                            close(&mut socket, code).await;
                            return;
                        }
                    }
                }
                Some(Ok(Message::Close(frame))) => {
                    fake.tell(Event::Left(frame.map(|frame| frame.code)));
                    // Reading on sends the answer to it.
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

/// What the gateway answers; or the code with which it closes.
fn hear(
    fake: &Fake,
    orders: &UnboundedSender<Order>,
    said: &Value,
) -> Result<Option<Message>, u16> {
    let data = &said["d"];
    let right = data["token"] == TOKEN;
    let open = || *fake.connection.lock().unwrap() = Some(orders.clone());
    match said["op"].as_u64() {
        Some(1) if fake.deaf.load(Ordering::SeqCst) => Ok(None),
        Some(1) => Ok(Some(text(&json!({ "op": 11 })))),
        Some(2) => {
            let refused = (!right).then_some(4_004);
            if let Some(code) = fake.rules.closes_with.or(refused) {
                fake.tell(Event::Identified(data.clone()));
                return Err(code);
            }
            fake.sequence.store(0, Ordering::SeqCst);
            open();
            fake.tell(Event::Identified(data.clone()));
            Ok(Some(fake.envelope("READY", &payload::ready())))
        }
        Some(6) if right && data["session_id"] == json!("session-1") => {
            fake.deaf.store(false, Ordering::SeqCst);
            open();
            fake.tell(Event::Resumed);
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
    // The other side answers before the connection goes.
    while let Some(Ok(_)) = socket.recv().await {}
}
