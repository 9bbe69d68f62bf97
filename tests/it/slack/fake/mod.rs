//! A Slack on loopback that remembers: its Web API, its sockets with envelopes that must be
//! acknowledged, and `response_url`s that can be used five times.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot, watch};

use super::check;

mod api;

/// The bot's token that this workspace knows.
pub const BOT_TOKEN: &str = "xoxb-a-bot-of-the-tests";
/// The bot's token in a second workspace.
pub const OTHER_BOT_TOKEN: &str = "xoxb-another-bot-of-the-tests";
/// The app's token that this workspace knows.
pub const APP_TOKEN: &str = "xapp-an-app-of-the-tests";
/// The token of a second app, which is in the second workspace.
pub const OTHER_APP_TOKEN: &str = "xapp-another-app-of-the-tests";
/// What a token may do that the manifest was pasted for.
const SCOPES: &str =
    "app_mentions:read,assistant:write,chat:write,commands,im:history,usergroups:read,users:read";

/// How often and how long a `response_url` can be used.
const USES: u32 = 5;
const GOOD_FOR: Duration = Duration::from_mins(30);

/// A message that reached Slack.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The method, or `response_url`.
    pub method: &'static str,
    pub body: Value,
}

#[derive(Clone)]
pub struct FakeSlack {
    address: SocketAddr,
    state: Arc<Mutex<Memory>>,
    delivered: mpsc::UnboundedSender<Delivery>,
    /// How many sockets were greeted so far.
    greeted: watch::Sender<usize>,
    /// The methods whose calls were failed, one by one.
    failed: watch::Sender<Vec<String>>,
}

#[derive(Default)]
struct Memory {
    /// What is wrong with what came in.
    problems: Vec<String>,
    /// Answers that a method gives before its usual one.
    failures: HashMap<String, Vec<(StatusCode, Option<u64>, Value)>>,
    /// What tokens may do, where it is not [`SCOPES`].
    scopes: Option<&'static str>,
    /// People's languages.
    locales: HashMap<String, &'static str>,
    /// Who administers the workspace, and who is of another one.
    admins: HashSet<String>,
    strangers: HashSet<String>,
    /// Who is in which user group.
    groups: HashMap<String, Vec<String>>,
    /// How often each method was called that leaves nothing to see.
    looked_up: HashMap<String, usize>,
    /// The workspaces in which messages were posted.
    senders: Vec<&'static str>,
    /// What was posted.
    posted: Vec<Value>,
    /// The views that are open, and how many there were.
    views: HashSet<String>,
    viewed: usize,
    /// How often no socket was open, after one had been.
    gaps: usize,
    /// What opens a socket, and for which app.
    tickets: HashMap<usize, &'static str>,
    issued: usize,
    sockets: Vec<OpenSocket>,
    turn: usize,
    unacknowledged: HashMap<String, oneshot::Sender<Option<Value>>>,
    envelopes: usize,
    response_urls: HashMap<usize, (Instant, u32)>,
}

/// A socket that is open.
struct OpenSocket {
    ticket: usize,
    app: &'static str,
    say: mpsc::UnboundedSender<Out>,
}

enum Out {
    Say(Value),
    Close,
}

impl FakeSlack {
    /// Starts it; what reaches it comes out of the receiver.
    pub async fn start() -> (Self, mpsc::UnboundedReceiver<Delivery>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (delivered, deliveries) = mpsc::unbounded_channel();
        let fake = Self {
            address: listener.local_addr().unwrap(),
            state: Arc::default(),
            delivered,
            greeted: watch::Sender::new(0),
            failed: watch::Sender::default(),
        };
        let router = Router::new()
            .route("/api/{method}", post(api::api).get(api::api))
            .route("/respond/{id}", post(respond))
            .route("/socket", get(socket))
            .fallback(elsewhere)
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (fake, deliveries)
    }

    pub fn api_url(&self) -> String {
        format!("http://{}/api", self.address)
    }

    /// What was wrong with what came in, and what is still to be acknowledged.
    pub fn problems(&self) -> Vec<String> {
        let state = self.state();
        let mut problems = state.problems.clone();
        let waiting = state.unacknowledged.keys();
        problems.extend(waiting.map(|id| format!("{id} was not acknowledged")));
        problems
    }

    /// Has the next call of a method fail.
    pub fn fail_next(&self, method: &str, status: StatusCode, body: Value) {
        let mut state = self.state();
        let failures = state.failures.entry(method.to_owned()).or_default();
        failures.push((status, None, body));
    }

    /// Has the next call of a method fail because too much was asked, for so many seconds.
    pub fn limit_next(&self, method: &str, seconds: u64) {
        let mut state = self.state();
        let failures = state.failures.entry(method.to_owned()).or_default();
        let body = json!({ "ok": false, "error": "ratelimited" });
        failures.push((StatusCode::TOO_MANY_REQUESTS, Some(seconds), body));
    }

    /// Has every token do only this.
    pub fn grant(&self, scopes: &'static str) {
        self.state().scopes = Some(scopes);
    }

    /// Has a person speak a language.
    pub fn speaks(&self, user: &str, locale: &'static str) {
        self.state().locales.insert(user.to_owned(), locale);
    }

    /// Has somebody administer the workspace, or no longer.
    pub fn administers(&self, user: &str, administers: bool) {
        let mut state = self.state();
        if administers {
            state.admins.insert(user.to_owned());
        } else {
            state.admins.remove(user);
        }
    }

    /// Has somebody be of another workspace, with which a channel is shared.
    pub fn visits(&self, user: &str) {
        self.state().strangers.insert(user.to_owned());
    }

    /// Has a user group of these people.
    pub fn group(&self, group: &str, people: &[&str]) {
        let people = people.iter().map(|&one| one.to_owned()).collect();
        self.state().groups.insert(group.to_owned(), people);
    }

    /// How often a method was called that leaves nothing to see.
    pub fn looked_up(&self, method: &str) -> usize {
        let state = self.state();
        state.looked_up.get(method).copied().unwrap_or_default()
    }

    /// Closes all views, as people do.
    pub fn close_views(&self) {
        self.state().views.clear();
    }

    /// The workspaces in which messages were posted, one by one.
    pub fn senders(&self) -> Vec<&'static str> {
        self.state().senders.clone()
    }

    /// How often no socket was open, after one had been.
    pub fn gaps(&self) -> usize {
        self.state().gaps
    }

    /// Waits until so many calls of a method were failed.
    pub async fn failed(&self, method: &str, times: usize) {
        let mut failed = self.failed.subscribe();
        let often = |failed: &Vec<String>| failed.iter().filter(|one| *one == method).count();
        failed
            .wait_for(|failed| often(failed) >= times)
            .await
            .expect("the fake lives");
    }

    /// A new `response_url`.
    pub fn response_url(&self) -> String {
        let mut state = self.state();
        let id = state.response_urls.len();
        state.response_urls.insert(id, (Instant::now(), 0));
        format!("http://{}/respond/{id}", self.address)
    }

    /// A `response_url` that has been used up.
    pub fn used_response_url(&self) -> String {
        let url = self.response_url();
        for (_, uses) in self.state().response_urls.values_mut() {
            *uses = USES;
        }
        url
    }

    /// How many sockets are open.
    pub fn sockets(&self) -> usize {
        self.state().sockets.len()
    }

    /// How many sockets were greeted since the start.
    pub fn greeted_so_far(&self) -> usize {
        *self.greeted.borrow()
    }

    /// Waits until so many sockets were greeted since the start.
    pub async fn greeted(&self, sockets: usize) {
        let mut greeted = self.greeted.subscribe();
        greeted
            .wait_for(|so_far| *so_far >= sockets)
            .await
            .expect("the fake lives");
    }

    /// Sends an envelope over one of the app's open sockets, each in turn; its acknowledgement's
    /// payload comes out of the receiver.
    pub fn envelope(
        &self,
        app: &str,
        kind: &str,
        payload: &Value,
    ) -> oneshot::Receiver<Option<Value>> {
        self.state().turn += 1;
        self.envelope_again(app, kind, payload)
    }

    /// Sends an envelope over the same socket as the one before.
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

    /// Sends something that is no envelope over all sockets.
    pub fn say(&self, value: &Value) {
        for socket in &self.state().sockets {
            socket.say.send(Out::Say(value.clone())).unwrap();
        }
    }

    /// Asks for new sockets in the place of all that are open, and closes those.
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

    /// Warns that all sockets will be closed, and leaves that to the bot.
    pub fn warn_sockets(&self) {
        self.say(&json!({ "type": "disconnect", "reason": "warning", "debug_info": {} }));
    }

    /// Closes so many sockets, the oldest first.
    pub fn close_sockets(&self, sockets: usize) {
        let mut state = self.state();
        for OpenSocket { say: socket, .. } in state.sockets.drain(..sockets) {
            socket.send(Out::Close).unwrap();
        }
        if state.sockets.is_empty() {
            state.gaps += 1;
        }
    }

    /// Cuts all sockets without a word.
    pub fn cut_sockets(&self) {
        self.state().sockets.clear();
    }

    fn state(&self) -> MutexGuard<'_, Memory> {
        self.state.lock().unwrap()
    }

    fn problem(&self, problem: String) {
        self.state().problems.push(problem);
    }

    fn deliver_view(&self, method: &'static str, body: Value, fields: &[&str]) {
        let problems = check::view(&body, fields);
        let told = problems
            .iter()
            .map(|problem| format!("{method}: {problem}"));
        self.state().problems.extend(told);
        self.delivered.send(Delivery { method, body }).ok();
    }

    fn deliver(&self, method: &'static str, body: Value, fields: &[&str]) {
        let problems = check::message(&body, fields);
        let told = problems
            .iter()
            .map(|problem| format!("{method}: {problem}"));
        self.state().problems.extend(told);
        self.delivered.send(Delivery { method, body }).ok();
    }
}

async fn respond(
    State(fake): State<FakeSlack>,
    Path(id): Path<usize>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    if headers.contains_key("authorization") {
        fake.problem("a token was sent to a response_url".to_owned());
    }
    let failure = {
        let mut state = fake.state();
        let failures = state.failures.get_mut("response_url");
        failures.and_then(|failures| (!failures.is_empty()).then(|| failures.remove(0)))
    };
    if let Some((status, after, body)) = failure {
        let failed = "response_url".to_owned();
        fake.failed.send_modify(|all| all.push(failed));
        let mut answer = (status, Json(body)).into_response();
        if let Some(after) = after {
            answer.headers_mut().insert("retry-after", after.into());
        }
        return answer;
    }
    let usable = {
        let mut state = fake.state();
        let url = state.response_urls.get_mut(&id);
        url.is_some_and(|(made, uses)| {
            *uses += 1;
            *uses <= USES && made.elapsed() < GOOD_FOR
        })
    };
    if !usable {
        let answer = json!({ "ok": false, "error": "used_url" });
        return (StatusCode::NOT_FOUND, Json(answer)).into_response();
    }
    let fields = ["response_type", "replace_original", "thread_ts"];
    fake.deliver("response_url", body, &fields);
    Json(json!({ "ok": true })).into_response()
}

async fn elsewhere(State(fake): State<FakeSlack>, uri: Uri) -> StatusCode {
    fake.problem(format!("an unknown address was called: {uri}"));
    StatusCode::NOT_FOUND
}

async fn socket(
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
        None => fake.problem(format!("nothing waits for this acknowledgement: {value}")),
    }
}
