//! A person in a workspace, and Slack between them and the whole product.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use guidepost::testing::config::Settings;
use guidepost::testing::serve;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::check;
use super::fake::{APP_TOKEN, BOT_TOKEN, Delivery, FakeSlack};
use super::wire::{self, Answer};
use crate::store::base::Base;

/// How long anything may take.
const DEADLINE: Duration = Duration::from_secs(10);
/// What the fake signs with.
pub const SIGNING_SECRET: &str = "a-signing-secret-of-the-tests";

/// Who asks.
pub const USER: &str = "U0ADALOVELACE";

/// How Slack reaches the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Socket,
    Http,
}

impl Mode {
    pub const BOTH: [Self; 2] = [Self::Socket, Self::Http];
}

/// The whole product, in a workspace.
pub struct Slack {
    pub fake: FakeSlack,
    mode: Mode,
    address: SocketAddr,
    deliveries: mpsc::UnboundedReceiver<Delivery>,
    stop: oneshot::Sender<()>,
    product: JoinHandle<anyhow::Result<()>>,
    events: AtomicUsize,
    /// The workspace that the person is in.
    pub team: &'static str,
    /// The app to which Slack hands what they do, and what it signs with.
    pub app: (&'static str, &'static str),
    _kept: Arc<Base>,
}

/// What a person sees.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// By which way it came: `acknowledgement`, `response_url`, or a method of the Web API.
    pub method: &'static str,
    pub body: Value,
}

/// Secrets and settings as the environment names them; what is empty is not set.
pub struct Setup<'a> {
    pub bot_token: &'a str,
    pub app_token: &'a str,
    pub signing_secret: &'a str,
    pub knowledge: PathBuf,
    /// Further variables.
    pub more: Vec<(&'a str, &'a str)>,
    /// Where the product keeps what it remembers.
    pub kept: Arc<Base>,
    /// Collections beside the knowledge.
    pub collections: Vec<(&'a str, PathBuf)>,
}

impl Default for Setup<'_> {
    fn default() -> Self {
        Self {
            bot_token: BOT_TOKEN,
            app_token: APP_TOKEN,
            signing_secret: SIGNING_SECRET,
            knowledge: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge"),
            more: Vec::new(),
            kept: Arc::new(Base::file()),
            collections: Vec::new(),
        }
    }
}

impl Setup<'_> {
    fn settings(&self, mode: Mode, fake: &FakeSlack) -> Settings {
        let mode = match mode {
            Mode::Socket => "socket",
            Mode::Http => "http",
        };
        let api_url = fake.api_url();
        let kept = self.kept.variables();
        let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
        let usual = [
            ("SLACK_BOT_TOKEN", self.bot_token),
            ("SLACK_APP_TOKEN", self.app_token),
            ("SLACK_SIGNING_SECRET", self.signing_secret),
            ("SLACK_API_URL", api_url.as_str()),
            ("SLACK_MODE", mode),
            ("GUIDEPOST_KNOWLEDGE_PATH", self.knowledge.to_str().unwrap()),
            ("GUIDEPOST_LISTEN", "127.0.0.1:0"),
        ];
        let all = usual.into_iter().chain(kept).chain(self.more.clone());
        let mut settings = Settings::read(None, &all.collect()).unwrap();
        for (name, folder) in &self.collections {
            settings
                .collections
                .insert((*name).to_owned(), folder.clone());
        }
        settings
    }

    /// How the product ends that cannot go on.
    pub async fn ends_with(&self, mode: Mode) -> String {
        let (fake, _deliveries) = FakeSlack::start().await;
        let served = serve::run(self.settings(mode, &fake), std::future::pending());
        let ended = soon("the end", served).await;
        format!("{:#}", ended.expect_err("it cannot go on"))
    }
}

impl Slack {
    /// Starts the product with the knowledge of the tests.
    pub async fn start(mode: Mode) -> Self {
        Self::start_with(mode, Setup::default()).await
    }

    pub async fn start_with(mode: Mode, setup: Setup<'_>) -> Self {
        let slack = Self::start_over(mode, setup, FakeSlack::start().await).await;
        slack.ready().await;
        slack
    }

    /// Starts the product in a workspace that is there already, and does not wait for it.
    pub async fn start_over(
        mode: Mode,
        setup: Setup<'_>,
        (fake, deliveries): (FakeSlack, mpsc::UnboundedReceiver<Delivery>),
    ) -> Self {
        let running = serve::start(setup.settings(mode, &fake)).await.unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        Self {
            fake,
            mode,
            address: running.address(),
            deliveries,
            stop,
            product: tokio::spawn(running.until(async move {
                stopped.await.ok();
            })),
            events: AtomicUsize::new(0),
            team: "T1",
            app: ("A1", SIGNING_SECRET),
            _kept: setup.kept,
        }
    }

    /// Waits until the product can be asked.
    pub async fn ready(&self) {
        if self.mode == Mode::Socket {
            soon("a socket", self.fake.greeted(1)).await;
        }
    }

    /// Waits until the product knows its workspaces.
    pub async fn introduced(&self) {
        soon("readiness", async {
            while self.readiness().await.status != StatusCode::OK {
                tokio::task::yield_now().await;
            }
        })
        .await;
    }

    /// Stops the product: it ends well, and nothing is left that nobody looked at.
    pub async fn finish(self) {
        self.end().await;
    }

    async fn end(mut self) -> mpsc::UnboundedReceiver<Delivery> {
        self.stop.send(()).unwrap();
        let ended = soon("the end", self.product).await.unwrap();
        ended.unwrap();
        assert_eq!(self.fake.problems(), Vec::<String>::new());
        let left = self.deliveries.try_recv();
        assert!(left.is_err(), "nobody looked at {left:?}");
        self.deliveries
    }

    /// Writes a slash command.
    pub async fn command(&mut self, command: &str, text: &str) -> Seen {
        let payload = self.command_payload(command, text);
        let body = self.send("slash_commands", &payload).await;
        let body = body.expect("the acknowledgement is the answer");
        let problems = check::message(&body, &["response_type"]);
        assert_eq!(problems, Vec::<String>::new());
        Seen {
            method: "acknowledgement",
            body,
        }
    }

    pub fn command_payload(&self, command: &str, text: &str) -> Value {
        json!({
            "token": "legacy", "team_id": self.team, "team_domain": "fake", "channel_id": "C1",
            "channel_name": "careers", "user_id": USER, "user_name": "ada", "command": command,
            "text": text, "api_app_id": "A1", "is_enterprise_install": "false",
            "response_url": self.fake.response_url(), "trigger_id": self.trigger(),
        })
    }

    /// Presses a button or picks a choice of a message, and waits for what comes of it.
    pub async fn press(&mut self, on: &Seen, action: Value) -> Seen {
        let payload = self.action_payload(on, action);
        let acknowledgement = self.send("interactive", &payload).await;
        assert_eq!(acknowledgement, None, "Slack would ignore it");
        self.next().await
    }

    pub fn action_payload(&self, on: &Seen, mut action: Value) -> Value {
        action["action_ts"] = json!("1700000002.000300");
        action["block_id"] = json!("made by Slack");
        let thread = &on.body["thread_ts"];
        json!({
            "type": "block_actions", "api_app_id": "A1", "token": "legacy",
            "user": { "id": USER, "username": "ada", "name": "ada", "team_id": self.team },
            "team": { "id": self.team, "domain": "fake" }, "enterprise": null,
            "is_enterprise_install": false, "trigger_id": self.trigger(),
            "channel": { "id": "C1", "name": "careers" },
            "container": {
                "type": "message", "message_ts": "1700000001.000200", "channel_id": "C1",
                "is_ephemeral": on.is_private(), "thread_ts": thread,
            },
            "message": { "type": "message", "ts": "1700000001.000200", "bot_id": "B0BOT" },
            "state": { "values": {} }, "response_url": self.fake.response_url(),
            "actions": [action],
        })
    }

    /// Mentions the bot in a channel, and waits for the answer.
    pub async fn mention(&mut self, text: &str) -> Seen {
        let event = self.mention_payload(text, None);
        self.send_event(&event).await;
        self.next().await
    }

    /// Stops the product and starts it again in the same workspace.
    pub async fn restart(self, setup: Setup<'_>) -> Self {
        let (fake, mode) = (self.fake.clone(), self.mode);
        let events = self.events.load(Ordering::Relaxed);
        if mode == Mode::Socket {
            soon("both sockets", fake.greeted(2)).await;
        }
        let greeted = fake.greeted_so_far();
        let deliveries = self.end().await;
        soon("the end of the sockets", async {
            while fake.sockets() > 0 {
                tokio::task::yield_now().await;
            }
        })
        .await;
        let slack = Self::start_over(mode, setup, (fake, deliveries)).await;
        slack.events.store(events, Ordering::Relaxed);
        if mode == Mode::Socket {
            soon("a socket", slack.fake.greeted(greeted + 1)).await;
        }
        slack
    }

    pub fn mention_payload(&self, text: &str, thread: Option<&str>) -> Value {
        let ts = self.ts();
        let mut event = json!({
            "type": "app_mention", "user": USER, "team": self.team, "channel": "C1",
            "text": text, "ts": ts, "event_ts": ts,
            "client_msg_id": "a-message", "blocks": [{ "type": "rich_text", "elements": [] }],
        });
        if let Some(thread) = thread {
            event["thread_ts"] = json!(thread);
        }
        self.event(&event)
    }

    /// Writes to the bot in direct messages, and waits for the answer.
    pub async fn write(&mut self, text: &str) -> Seen {
        let event = self.direct_payload(text);
        self.send_event(&event).await;
        self.next().await
    }

    /// Somebody says something in a channel that the bot is in.
    pub fn said_payload(&self, text: &str) -> Value {
        let ts = self.ts();
        self.event(&json!({
            "type": "message", "user": USER, "team": self.team, "channel": "C1", "text": text,
            "ts": ts, "event_ts": ts, "client_msg_id": "a-message", "channel_type": "channel",
        }))
    }

    pub fn direct_payload(&self, text: &str) -> Value {
        let ts = self.ts();
        self.event(&json!({
            "type": "message", "user": USER, "team": self.team, "channel": "D1", "text": text,
            "ts": ts, "event_ts": ts, "client_msg_id": "a-message", "channel_type": "im",
        }))
    }

    /// Opens one of the app's tabs, as which the person last saw it.
    pub async fn open_tab(&mut self, tab: &str, shown: Option<&Value>) {
        let mut event = json!({
            "type": "app_home_opened", "user": USER, "channel": "D1", "tab": tab, "event_ts": "1.0",
        });
        if let Some(view) = shown {
            event["view"] = view.clone();
        }
        let event = self.event(&event);
        self.send_event(&event).await;
    }

    /// An event as Slack wraps it.
    pub fn event(&self, event: &Value) -> Value {
        let number = self.events.fetch_add(1, Ordering::Relaxed);
        json!({
            "type": "event_callback", "token": "legacy", "team_id": self.team, "api_app_id": "A1",
            "event_id": format!("Ev{number}"), "event_time": 1_700_000_000,
            "event": event, "event_context": "4-abc", "is_ext_shared_channel": false,
            "authorizations": [{ "team_id": self.team, "user_id": "U0BOT", "is_bot": true }],
        })
    }

    /// A new message's timestamp, which is its id.
    fn ts(&self) -> String {
        let number = self.events.fetch_add(1, Ordering::Relaxed);
        format!("1700000000.{number:06}")
    }

    fn trigger(&self) -> String {
        let number = self.events.fetch_add(1, Ordering::Relaxed);
        format!("{number}.2.abc")
    }

    /// Calls a shortcut from the global menu, or from a message's menu.
    pub fn shortcut_payload(&self, callback: &str, message: Option<&Value>) -> Value {
        let mut payload = json!({
            "type": "shortcut", "token": "legacy", "callback_id": callback, "action_ts": "1.0",
            "team": { "id": self.team, "domain": "fake" }, "trigger_id": self.trigger(),
            "user": { "id": USER, "username": "ada", "team_id": self.team },
        });
        if let Some(message) = message {
            payload["type"] = json!("message_action");
            payload["channel"] = json!({ "id": "C1", "name": "careers" });
            payload["message"] = message.clone();
            payload["message_ts"] = message["ts"].clone();
            payload["response_url"] = json!(self.fake.response_url());
        }
        payload
    }

    /// Sends a form that was opened, filled like this; gives what the acknowledgement holds.
    pub async fn submit(&mut self, form: &Seen, written: &str, picked: &str) -> Option<Value> {
        let payload = self.submission_payload(form, written, picked);
        self.send("interactive", &payload).await
    }

    pub fn submission_payload(&self, form: &Seen, written: &str, picked: &str) -> Value {
        let mut view = form.body["view"].clone();
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        view["id"] = json!("V1");
        view["state"] = json!({ "values": {
            "pick": { "pick": { "type": "external_select", "selected_option":
                filled(picked).map(|picked| json!({
                    "text": { "type": "plain_text", "text": picked }, "value": picked,
                })) } },
            "words": { "words": { "type": "plain_text_input", "value": filled(written) } },
        } });
        json!({
            "type": "view_submission", "team": { "id": self.team, "domain": "fake" },
            "user": { "id": USER, "username": "ada", "team_id": self.team },
            "trigger_id": self.trigger(), "view": view, "response_urls": [],
        })
    }

    /// Presses a button of a view.
    pub fn view_action_payload(&self, view: &Value, id: &str, mut action: Value) -> Value {
        action["action_ts"] = json!("1700000002.000300");
        let mut view = view.clone();
        view["id"] = json!(id);
        json!({
            "type": "block_actions", "api_app_id": "A1", "token": "legacy",
            "user": { "id": USER, "username": "ada", "name": "ada", "team_id": self.team },
            "team": { "id": self.team, "domain": "fake" }, "trigger_id": self.trigger(),
            "container": { "type": "view", "view_id": id }, "view": view, "actions": [action],
        })
    }

    /// Sends a form of settings in which these were chosen by their names: one or several values, or
    /// nothing. What is not named stays as the form shows it.
    pub fn settings_payload(&self, view: &Value, chosen: &[(&str, Value)]) -> Value {
        let mut view = view.clone();
        view["id"] = json!("V1");
        let option = |value: &Value| json!({ "value": value });
        let mut values = json!({});
        for block in view["blocks"].as_array().unwrap() {
            let element = &block["element"];
            let Some(name) = element["action_id"].as_str() else {
                continue;
            };
            let new = chosen.iter().find(|(one, _)| *one == name);
            let state = match element["type"].as_str().unwrap() {
                "static_select" => {
                    let new = new.map(|(_, value)| option(value));
                    json!({ "selected_option": new.unwrap_or(element["initial_option"].clone()) })
                }
                "multi_static_select" => {
                    let new = new.map(|(_, values)| {
                        let values = values.as_array().unwrap().iter();
                        json!(values.map(option).collect::<Vec<_>>())
                    });
                    let new = new.unwrap_or(element["initial_options"].clone());
                    json!({ "selected_options": new })
                }
                _ => {
                    let new = new.map(|(_, value)| value.clone());
                    let new = new.unwrap_or(element["initial_conversation"].clone());
                    json!({ "selected_conversation": new })
                }
            };
            values[block["block_id"].as_str().unwrap()][name] = state;
        }
        view["state"] = json!({ "values": values });
        json!({
            "type": "view_submission", "team": { "id": self.team, "domain": "fake" },
            "user": { "id": USER, "username": "ada", "team_id": self.team },
            "trigger_id": self.trigger(), "view": view, "response_urls": [],
        })
    }

    pub async fn send_event(&mut self, event: &Value) {
        let acknowledgement = self.send("events_api", event).await;
        assert_eq!(acknowledgement, None, "an event has no answer of its own");
    }

    /// Hands the product a payload as Slack would, and gives what the acknowledgement holds.
    pub async fn send(&mut self, kind: &str, payload: &Value) -> Option<Value> {
        if self.mode == Mode::Socket {
            let acknowledged = self.fake.envelope(self.app.0, kind, payload);
            return soon("an acknowledgement", acknowledged).await.unwrap();
        }
        let answer = match kind {
            "slash_commands" => self.post("/slack/commands", wire::form(payload)).await,
            "interactive" => {
                let form = wire::form(&json!({ "payload": payload.to_string() }));
                self.post("/slack/interactivity", form).await
            }
            _ => self.post("/slack/events", payload.to_string()).await,
        };
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        (!answer.body.is_empty()).then(|| serde_json::from_str(&answer.body).unwrap())
    }

    /// Posts a body to the product, signed as Slack signs it.
    pub async fn post(&self, path: &str, body: String) -> Answer {
        let headers = wire::signed(self.app.1, &wire::now(), &body);
        self.post_with(path, &headers, &body).await
    }

    pub async fn post_with(&self, path: &str, headers: &[(&str, String)], body: &str) -> Answer {
        let call = wire::call(self.address, "POST", path, headers, body);
        soon("an answer", call).await
    }

    /// What `/readyz` says.
    pub async fn readiness(&self) -> Answer {
        let call = wire::call(self.address, "GET", "/readyz", &[], "");
        soon("an answer", call).await
    }

    /// The next message that comes by a call of its own.
    pub async fn next(&mut self) -> Seen {
        let delivery = soon("a message", self.deliveries.recv()).await.unwrap();
        assert_eq!(self.fake.problems(), Vec::<String>::new());
        let Delivery { method, body } = delivery;
        Seen { method, body }
    }
}

impl Seen {
    /// Whether only the asker sees it.
    pub fn is_private(&self) -> bool {
        match self.method {
            "chat.postMessage" => false,
            "chat.postEphemeral" => true,
            _ => self.body["response_type"] != "in_channel",
        }
    }

    pub fn text(&self) -> &str {
        self.body["text"].as_str().unwrap()
    }

    /// What stands on top.
    pub fn title(&self) -> &str {
        let blocks = self.blocks().as_array().unwrap();
        blocks[0]["text"]["text"].as_str().unwrap()
    }

    /// The button with this text, as Slack hands it back when it is pressed.
    pub fn button(&self, text: &str) -> Value {
        let found = self.elements().find(|one| one["text"]["text"] == text);
        found.unwrap_or_else(|| panic!("no button {text:?} on {:#}", self.body))
    }

    /// The choice with this text, as Slack hands it back when it is picked.
    pub fn choice(&self, text: &str) -> Value {
        let mut select = self
            .elements()
            .find(|one| one["type"] == "static_select")
            .expect("something to pick");
        let options = select["options"].as_array().unwrap();
        let option = options.iter().find(|one| one["text"]["text"] == text);
        let option = option.unwrap_or_else(|| panic!("no choice {text:?} in {select:#}"));
        select["selected_option"] = option.clone();
        select
    }

    /// The blocks of a message or of a view.
    fn blocks(&self) -> &Value {
        let view = &self.body["view"];
        if view.is_null() {
            &self.body["blocks"]
        } else {
            &view["blocks"]
        }
    }

    fn elements(&self) -> impl Iterator<Item = Value> {
        let blocks = self.blocks().as_array().unwrap();
        let actions = ["actions", "context_actions"].map(Value::from);
        let actions = blocks
            .iter()
            .filter(move |one| actions.contains(&one["type"]));
        let elements = actions.flat_map(|block| block["elements"].as_array().unwrap().clone());
        let elements = elements.flat_map(|one| {
            // Of two opinions Slack hands back the one that was pressed.
            let opinion = |which: &str| {
                let mut pressed = one[which].clone();
                pressed["type"] = json!("feedback_buttons");
                pressed["action_id"] = one["action_id"].clone();
                pressed
            };
            if one["type"] == "feedback_buttons" {
                vec![opinion("positive_button"), opinion("negative_button")]
            } else {
                vec![one]
            }
        });
        let accessories = blocks.iter().map(|block| block["accessory"].clone());
        elements.chain(accessories.filter(|one| !one.is_null()))
    }
}

/// Waits, but not for ever.
pub async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    let waited = tokio::time::timeout(DEADLINE, future).await;
    waited.unwrap_or_else(|_| panic!("{what} did not come in {DEADLINE:?}"))
}
