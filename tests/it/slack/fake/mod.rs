//! Stateful fake of Slack on loopback: Web API, Socket Mode with envelopes that must be acknowledged, and
//! `response_url`s that can be used five times.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot, watch};

use super::check;

mod api;
mod sockets;

use sockets::{OpenSocket, socket};

/// Bot token of the first workspace.
pub const BOT_TOKEN: &str = "xoxb-a-bot-of-the-tests";
/// Bot token of a second workspace.
pub const OTHER_BOT_TOKEN: &str = "xoxb-another-bot-of-the-tests";
/// App-level token of the first app.
pub const APP_TOKEN: &str = "xapp-an-app-of-the-tests";
/// App-level token of a second app, installed in the second workspace.
pub const OTHER_APP_TOKEN: &str = "xapp-another-app-of-the-tests";
/// Scopes of a token that was made from the manifest.
const SCOPES: &str =
    "app_mentions:read,assistant:write,chat:write,commands,im:history,usergroups:read,users:read";

/// Number of uses and lifetime of a `response_url`.
const USES: u32 = 5;
const GOOD_FOR: Duration = Duration::from_mins(30);

/// A message or view that the product sent.
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
    /// Number of connections greeted so far.
    greeted: watch::Sender<usize>,
    /// Methods of the calls that were failed, in order.
    failed: watch::Sender<Vec<String>>,
    /// True while private notices in channels wait before they are accepted.
    holds_notices: watch::Sender<bool>,
}

#[derive(Default)]
struct Memory {
    /// Violations of Slack's rules by the product.
    problems: Vec<String>,
    /// Failures that a method returns before its usual answer.
    failures: HashMap<String, Vec<(StatusCode, Option<u64>, Value)>>,
    /// Time until which a rate-limited method must not be called again.
    limited_until: HashMap<String, Instant>,
    /// Scopes of tokens, where not [`SCOPES`].
    scopes: Option<&'static str>,
    /// Locales of users.
    locales: HashMap<String, &'static str>,
    /// Admins of the workspace, and users of another workspace.
    admins: HashSet<String>,
    strangers: HashSet<String>,
    /// Members of user groups.
    groups: HashMap<String, Vec<String>>,
    /// Number of calls of methods that only read.
    looked_up: HashMap<String, usize>,
    /// Workspaces in which messages were posted, in order.
    senders: Vec<&'static str>,
    /// Posted messages, their `client_msg_id`s, and the number of next posts after which the call fails.
    posted: Vec<Value>,
    message_ids: HashSet<String>,
    failing_posts: usize,
    /// Channel and thread of each agent session that is `processing`.
    processing: HashSet<(String, String)>,
    /// Open views, and the number of views so far.
    views: HashSet<String>,
    viewed: usize,
    /// Number of times at which the last open connection was lost.
    gaps: usize,
    /// Tickets for new connections, with their apps.
    tickets: HashMap<usize, &'static str>,
    issued: usize,
    sockets: Vec<OpenSocket>,
    turn: usize,
    unacknowledged: HashMap<String, oneshot::Sender<Option<Value>>>,
    envelopes: usize,
    response_urls: HashMap<usize, (Instant, u32)>,
}

impl FakeSlack {
    /// Starts the fake; the receiver gets what the product sends.
    pub async fn start() -> (Self, mpsc::UnboundedReceiver<Delivery>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (delivered, deliveries) = mpsc::unbounded_channel();
        let fake = Self {
            address: listener.local_addr().unwrap(),
            state: Arc::default(),
            delivered,
            greeted: watch::Sender::new(0),
            failed: watch::Sender::default(),
            holds_notices: watch::Sender::new(false),
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

    /// Returns the violations so far and the envelopes that are not acknowledged.
    pub fn problems(&self) -> Vec<String> {
        let state = self.state();
        let mut problems = state.problems.clone();
        let waiting = state.unacknowledged.keys();
        problems.extend(waiting.map(|id| format!("{id} was not acknowledged")));
        problems
    }

    /// Returns the number of agent sessions that show that an answer is coming.
    pub fn processing(&self) -> usize {
        self.state().processing.len()
    }

    /// Fails the next call of a method.
    pub fn fail_next(&self, method: &str, status: StatusCode, body: Value) {
        let mut state = self.state();
        let failures = state.failures.entry(method.to_owned()).or_default();
        failures.push((status, None, body));
    }

    /// Lets private notices in channels wait, or no longer.
    pub fn hold_notices(&self, hold: bool) {
        self.holds_notices.send_replace(hold);
    }

    /// Posts the next message and fails the call.
    pub fn fail_after_next_post(&self) {
        self.state().failing_posts += 1;
    }

    /// Rate limits the next call of a method, with this `Retry-After`.
    pub fn limit_next(&self, method: &str, seconds: u64) {
        let mut state = self.state();
        let failures = state.failures.entry(method.to_owned()).or_default();
        let body = json!({ "ok": false, "error": "ratelimited" });
        failures.push((StatusCode::TOO_MANY_REQUESTS, Some(seconds), body));
    }

    /// Sets the scopes of all tokens.
    pub fn grant(&self, scopes: &'static str) {
        self.state().scopes = Some(scopes);
    }

    /// Sets a user's locale.
    pub fn speaks(&self, user: &str, locale: &'static str) {
        self.state().locales.insert(user.to_owned(), locale);
    }

    /// Makes a user an admin of the workspace, or no longer.
    pub fn administers(&self, user: &str, administers: bool) {
        let mut state = self.state();
        if administers {
            state.admins.insert(user.to_owned());
        } else {
            state.admins.remove(user);
        }
    }

    /// Makes a user a member of another workspace that shares a channel.
    pub fn visits(&self, user: &str) {
        self.state().strangers.insert(user.to_owned());
    }

    /// Sets the members of a user group.
    pub fn group(&self, group: &str, people: &[&str]) {
        let people = people.iter().map(|&one| one.to_owned()).collect();
        self.state().groups.insert(group.to_owned(), people);
    }

    /// Counts the calls of a method that only reads.
    pub fn looked_up(&self, method: &str) -> usize {
        let state = self.state();
        state.looked_up.get(method).copied().unwrap_or_default()
    }

    /// Closes all views, as users do.
    pub fn close_views(&self) {
        self.state().views.clear();
    }

    /// Returns the workspaces in which messages were posted, in order.
    pub fn senders(&self) -> Vec<&'static str> {
        self.state().senders.clone()
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

    /// Creates a `response_url`.
    pub fn response_url(&self) -> String {
        let mut state = self.state();
        let id = state.response_urls.len();
        state.response_urls.insert(id, (Instant::now(), 0));
        format!("http://{}/respond/{id}", self.address)
    }

    /// Creates a `response_url` without uses left.
    pub fn used_response_url(&self) -> String {
        let url = self.response_url();
        for (_, uses) in self.state().response_urls.values_mut() {
            *uses = USES;
        }
        url
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
