//! The whole product on a fake Discord, and a person in front of it.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use guidepost::testing::config::Settings;
use guidepost::testing::serve;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::fake::{Event, Fake, Order, Rules, TOKEN};
use super::payload::{self, ASKER, From, IN_SERVER};
use crate::store::base::Base;

/// How long anything may take before a test gives up.
const DEADLINE: Duration = Duration::from_secs(10);

pub struct Discord {
    pub fake: Arc<Fake>,
    /// With what the bot began its session.
    pub session: Value,
    /// How many connections the bot has.
    pub connections: u32,
    events: UnboundedReceiver<Event>,
    unseen: VecDeque<Event>,
    product: Product,
    setup: Setup,
    _folder: Option<TempDir>,
}

/// What the product is started with.
pub struct Setup {
    pub rules: Rules,
    pub knowledge: PathBuf,
    /// Collections beside the knowledge.
    pub collections: Vec<(&'static str, PathBuf)>,
    /// Where the product keeps what it remembers.
    pub kept: Arc<Base>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            rules: Rules::default(),
            knowledge: of_the_tests(),
            collections: Vec::new(),
            kept: Arc::new(Base::file()),
        }
    }
}

struct Product {
    stop: CancellationToken,
    ended: JoinHandle<anyhow::Result<()>>,
    address: SocketAddr,
}

impl Product {
    async fn start(fake: &Fake, token: &str, setup: &Setup) -> Self {
        let api = format!("http://{}", fake.address);
        // Where the API names the wrong gateway, the settings name the right one.
        let gateway = if fake.rules.gateway_elsewhere {
            format!("ws://{}/", fake.address)
        } else {
            String::new()
        };
        let knowledge = setup.knowledge.display().to_string();
        let usual = [
            ("DISCORD_TOKEN", token),
            ("DISCORD_API_URL", &api),
            ("DISCORD_GATEWAY_URL", &gateway),
            ("GUIDEPOST_LISTEN", "127.0.0.1:0"),
            ("GUIDEPOST_KNOWLEDGE_PATH", &knowledge),
        ];
        let kept = setup.kept.variables();
        let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
        let all = usual.into_iter().chain(kept).collect();
        let mut settings = Settings::read(None, &all).expect("settings");
        for (name, folder) in &setup.collections {
            settings
                .collections
                .insert((*name).to_owned(), folder.clone());
        }
        if let Some(change) = fake.rules.settings {
            change(&mut settings);
        }
        let stop = CancellationToken::new();
        let running = serve::start(settings).await.expect("a start");
        Self {
            address: running.address(),
            ended: tokio::spawn(running.until(stop.clone().cancelled_owned())),
            stop,
        }
    }

    /// Stops it, and sees that it ends cleanly.
    async fn end(&mut self) {
        self.stop.cancel();
        let ended = in_time("the end of the product", &mut self.ended).await;
        ended.expect("no panic").expect("a clean end");
    }
}

/// The knowledge of the tests, so that what is shipped may change freely.
fn of_the_tests() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge")
}

/// Runs the product where it cannot go on, and gives what it says.
pub async fn failure(rules: Rules, token: &str) -> (String, Vec<Event>) {
    let (fake, mut events) = Fake::start(rules).await;
    let setup = Setup::default();
    let product = Product::start(&fake, token, &setup).await;
    let ended = in_time("the end of the product", product.ended).await;
    let error = ended.expect("no panic").expect_err("it cannot go on");
    let mut received = Vec::new();
    while let Ok(event) = events.try_recv() {
        received.push(event);
    }
    (format!("{error:#}"), received)
}

async fn in_time<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(DEADLINE, future)
        .await
        .unwrap_or_else(|_| panic!("waited too long for {what}"))
}

impl Discord {
    /// The product with the knowledge of the tests, connected and registered.
    pub async fn start() -> Self {
        Self::set_up(Setup::default()).await
    }

    /// The same on a Discord with rules of its own.
    pub async fn start_with(rules: Rules) -> Self {
        let setup = Setup {
            rules,
            ..Setup::default()
        };
        Self::set_up(setup).await
    }

    /// The product with a folder of knowledge.
    pub async fn over(knowledge: &Path) -> Self {
        let knowledge = knowledge.to_owned();
        let setup = Setup {
            knowledge,
            ..Setup::default()
        };
        Self::set_up(setup).await
    }

    /// The product with one file of knowledge of its own.
    pub async fn knowing(file: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("terms")).expect("a folder");
        std::fs::write(folder.path().join("terms/only.md"), file).expect("a file");
        let discord = Self::over(folder.path()).await;
        Self {
            _folder: Some(folder),
            ..discord
        }
    }

    /// The same, before it is connected.
    pub async fn connecting(rules: Rules) -> Self {
        let setup = Setup {
            rules,
            ..Setup::default()
        };
        Self::begin(setup).await
    }

    /// The product set up like this, connected and registered.
    pub async fn set_up(setup: Setup) -> Self {
        let mut discord = Self::begin(setup).await;
        discord.session = discord.identified().await;
        discord.listed().await;
        discord.registered().await;
        discord
    }

    async fn begin(mut setup: Setup) -> Self {
        let (fake, events) = Fake::start(std::mem::take(&mut setup.rules)).await;
        let product = Product::start(&fake, TOKEN, &setup).await;
        Self {
            fake,
            session: Value::Null,
            connections: 1,
            events,
            unseen: VecDeque::new(),
            product,
            setup,
            _folder: None,
        }
    }

    /// The product stopped and started anew, on the same Discord; connected, and it has looked at
    /// what is registered.
    pub async fn restart(mut self) -> Self {
        self.product.end().await;
        self.left().await;
        self.product = Product::start(&self.fake, TOKEN, &self.setup).await;
        self.identified().await;
        self.listed().await;
        self
    }

    /// Waits for the first event that is the one, and keeps all others for later.
    async fn wait<T>(&mut self, what: &str, one: impl Fn(&Event) -> Option<T>) -> T {
        if let Some((at, found)) = self
            .unseen
            .iter()
            .enumerate()
            .find_map(|(at, event)| Some((at, one(event)?)))
        {
            self.unseen.remove(at);
            return found;
        }
        loop {
            let event = in_time(what, self.events.recv()).await.expect("the fake");
            if let Event::Refused(problem) = &event {
                panic!("Discord would refuse this: {problem}");
            }
            if let Some(found) = one(&event) {
                return found;
            }
            self.unseen.push_back(event);
        }
    }

    pub async fn identified(&mut self) -> Value {
        self.wait("a new session", |event| match event {
            Event::Identified(data) => Some(data.clone()),
            _ => None,
        })
        .await
    }

    pub async fn resumed(&mut self) {
        self.wait("a session taken up", |event| {
            (*event == Event::Resumed).then_some(())
        })
        .await;
    }

    pub async fn listed(&mut self) {
        self.wait("a look at the commands", |event| {
            (*event == Event::Listed).then_some(())
        })
        .await;
    }

    pub async fn registered(&mut self) -> Value {
        self.wait("commands", |event| match event {
            Event::Registered(commands) => Some(commands.clone()),
            _ => None,
        })
        .await
    }

    async fn left(&mut self) {
        self.closed(1_000).await;
    }

    /// The bot closes the connection with this code.
    pub async fn closed(&mut self, with: u16) {
        self.wait("the end of the connection", |event| {
            (*event == Event::Left(Some(with))).then_some(())
        })
        .await;
    }

    /// What the bot says of whether it is ready.
    pub async fn readiness(&self) -> String {
        let url = format!("http://{}/readyz", self.product.address);
        let answer = reqwest::get(url).await.expect("an answer");
        answer.text().await.expect("text")
    }

    /// Has a response to an interaction wait, tells the product to stop, and lets the response
    /// through.
    pub async fn stop_while_it_responds(&mut self, interaction: Value) -> Seen {
        self.fake.hold();
        self.fake
            .order(Order::Dispatch("INTERACTION_CREATE", interaction));
        self.wait("a response on its way", |event| {
            (*event == Event::Waiting).then_some(())
        })
        .await;
        self.stop().await;
        self.fake.passes.add_permits(1);
        Seen(self.responded().await)
    }

    /// Sees that the product has ended cleanly and left nothing over.
    pub async fn ended(mut self) {
        self.product.end().await;
        self.nothing_left_over();
    }

    async fn responded(&mut self) -> Value {
        self.wait("a response", |event| match event {
            Event::Responded(body) => Some(body.clone()),
            _ => None,
        })
        .await
    }

    pub async fn send(&mut self, interaction: Value) -> Seen {
        self.fake
            .order(Order::Dispatch("INTERACTION_CREATE", interaction));
        self.seen().await
    }

    /// The next response.
    pub async fn seen(&mut self) -> Seen {
        Seen(self.responded().await)
    }

    /// What was announced is filled in.
    pub async fn edited(&mut self) -> Seen {
        let body = self
            .wait("what was announced", |event| match event {
                Event::Edited(body) => Some(body.clone()),
                _ => None,
            })
            .await;
        Seen(json!({ "data": body }))
    }

    /// What was announced is taken back, and something said to the asker alone.
    pub async fn followed_up(&mut self) -> Seen {
        self.wait("the end of what was announced", |event| {
            (*event == Event::TakenBack).then_some(())
        })
        .await;
        let body = self
            .wait("a further message", |event| match event {
                Event::FollowedUp(body) => Some(body.clone()),
                _ => None,
            })
            .await;
        Seen(json!({ "data": body }))
    }

    /// Tells the product to stop, and sees that it hears no more.
    pub async fn stop(&mut self) {
        self.product.stop.cancel();
        self.left().await;
    }

    /// The next question is answered.
    pub async fn answers(&mut self) {
        let seen = self.command("what-is", &[("term", "api")]).await;
        assert_eq!(seen.title(), "API");
    }

    /// A person writes a command in a server.
    pub async fn command(&mut self, name: &str, options: &[(&str, &str)]) -> Seen {
        self.command_from(IN_SERVER, name, options).await
    }

    pub async fn command_from(
        &mut self,
        from: From<'_>,
        name: &str,
        options: &[(&str, &str)],
    ) -> Seen {
        let id = self.fake.next_interaction();
        self.send(payload::command(from, id, name, options)).await
    }

    /// The same with the option `private`.
    pub async fn command_privately(
        &mut self,
        name: &str,
        options: &[(&str, &str)],
        private: bool,
    ) -> Seen {
        let id = self.fake.next_interaction();
        let mut command = payload::command(IN_SERVER, id, name, options);
        let mut given = command["data"]["options"].as_array().cloned();
        given
            .get_or_insert_default()
            .push(serde_json::json!({ "type": 5, "name": "private", "value": private }));
        command["data"]["options"] = given.into();
        self.send(command).await
    }

    /// What is offered while a person writes the last of these options.
    pub async fn autocomplete(&mut self, name: &str, options: &[(&str, &str)]) -> Vec<String> {
        let id = self.fake.next_interaction();
        let interaction = payload::autocomplete(IN_SERVER, id, name, options);
        let Seen(body) = self.send(interaction).await;
        assert_eq!(body["type"], 8);
        let choices = body["data"]["choices"].as_array().expect("choices");
        choices
            .iter()
            .map(|choice| choice["name"].as_str().expect("a name").to_owned())
            .collect()
    }

    /// The asker presses the button with this label.
    pub async fn press(&mut self, on: &Seen, label: &str) -> Seen {
        self.press_as(ASKER, on, &on.button(label)).await
    }

    pub async fn press_as(&mut self, person: &str, on: &Seen, custom_id: &str) -> Seen {
        let from = From {
            person,
            ..IN_SERVER
        };
        self.press_from(from, on, custom_id).await
    }

    pub async fn press_from(&mut self, from: From<'_>, on: &Seen, custom_id: &str) -> Seen {
        let id = self.fake.next_interaction();
        let message = payload::message(ASKER, on.data());
        self.send(payload::press(from, id, message, custom_id))
            .await
    }

    /// The asker picks what has this label from the select.
    pub async fn pick(&mut self, on: &Seen, label: &str) -> Seen {
        let id = self.fake.next_interaction();
        let select = on.select().expect("a select");
        let value = on
            .options()
            .into_iter()
            .find(|option| option["label"] == label)
            .unwrap_or_else(|| panic!("no option {label} in {:?}", on.options()))["value"]
            .as_str()
            .expect("a value")
            .to_owned();
        let custom_id = select["custom_id"].as_str().expect("a custom_id");
        let message = payload::message(ASKER, on.data());
        self.send(payload::pick(IN_SERVER, id, message, custom_id, &value))
            .await
    }

    /// Somebody writes a message. Discord tells the bot what its intents ask for, and lets it read
    /// what speaks to it.
    pub fn write(&mut self, mut message: Value) {
        let intents = self.session["intents"].as_u64().expect("intents");
        let server = message.get("guild_id").is_some();
        let told = intents & if server { 1 << 9 } else { 1 << 12 } != 0;
        let reads = intents & (1 << 15) != 0;
        let to_bot = |message: &Value| {
            let mentions = message["mentions"].as_array().expect("mentions");
            let mut people = mentions.iter().chain([&message["author"]]);
            people.any(|one| one["id"] == payload::BOT)
        };
        self.fake.keep(&message);
        if server && !reads {
            if !to_bot(&message) {
                message["content"] = Value::from("");
            }
            if let Some(said) = message.get_mut("referenced_message")
                && !to_bot(said)
            {
                said["content"] = Value::from("");
            }
        }
        if told {
            self.fake.dispatch("MESSAGE_CREATE", message);
        }
    }

    /// What the bot writes into the channel.
    pub async fn posted(&mut self) -> Seen {
        let body = self
            .wait("a message", |event| match event {
                Event::Posted(body) => Some(body.clone()),
                _ => None,
            })
            .await;
        Seen(json!({ "data": body }))
    }

    /// Somebody writes a message, and the bot replies.
    pub async fn reply_to(&mut self, message: Value) -> Seen {
        let id = message["id"].clone();
        self.write(message);
        let seen = self.posted().await;
        assert_eq!(seen.data()["message_reference"]["message_id"], id);
        seen
    }

    /// The message that came of what the bot wrote in reply to another one.
    pub fn as_reply(&self, seen: &Seen, to: &Value) -> Value {
        let mut message = payload::message(ASKER, seen.data());
        message["id"] = Value::from(self.fake.next_id());
        let message = message.as_object_mut().expect("an object");
        for key in ["interaction_metadata", "webhook_id", "application_id"] {
            message.remove(key);
        }
        let message = payload::replying(Value::Object(message.clone()), to, false);
        self.fake.keep(&message);
        message
    }

    /// The message that came of a response, which can be taken away.
    pub fn message(&self, seen: &Seen) -> Value {
        let mut message = payload::message(ASKER, seen.data());
        message["id"] = Value::from(self.fake.next_id());
        self.fake.keep(&message);
        message
    }

    /// A person uses a command on a message.
    pub async fn on_message(&mut self, from: From<'_>, name: &str, message: &Value) -> Seen {
        let id = self.fake.next_interaction();
        self.send(payload::on_message(from, id, name, message))
            .await
    }

    /// The message is gone.
    pub async fn deleted(&mut self, message: &Value) {
        let id = message["id"].as_str().expect("an id").to_owned();
        self.wait("the end of a message", |event| {
            (*event == Event::Deleted(id.clone())).then_some(())
        })
        .await;
    }

    /// Stops the product, and sees that it ended cleanly and left nothing over.
    pub async fn finish(mut self) {
        // What it may have been doing beside is done before it ends.
        self.product.end().await;
        for _ in 0..self.connections {
            self.left().await;
        }
        self.nothing_left_over();
    }

    fn nothing_left_over(mut self) {
        let rest = std::iter::from_fn(|| self.events.try_recv().ok());
        let left_over: Vec<_> = self.unseen.into_iter().chain(rest).collect();
        assert_eq!(left_over, []);
    }
}

/// The body of a response, as a person sees it.
#[derive(Debug, Clone)]
pub struct Seen(pub Value);

impl Seen {
    pub fn data(&self) -> &Value {
        &self.0["data"]
    }

    pub fn title(&self) -> &str {
        self.data()["embeds"][0]["title"].as_str().unwrap_or("")
    }

    pub fn text(&self) -> &str {
        self.data()["embeds"][0]["description"]
            .as_str()
            .unwrap_or("")
    }

    /// Whether only the asker sees it.
    pub fn is_private(&self) -> bool {
        self.data()["flags"] == 64
    }

    /// Whether it took the place of the message that was pressed.
    pub fn is_in_place(&self) -> bool {
        self.0["type"] == 7
    }

    fn components(&self) -> Vec<&Value> {
        let rows = self.data()["components"].as_array().expect("rows");
        rows.iter()
            .flat_map(|row| row["components"].as_array().expect("components"))
            .collect()
    }

    pub fn labels(&self) -> Vec<&str> {
        self.components()
            .into_iter()
            .filter_map(|part| part["label"].as_str())
            .collect()
    }

    /// What the button with this label carries.
    pub fn button(&self, label: &str) -> String {
        let button = self
            .components()
            .into_iter()
            .find(|part| part["label"] == label)
            .unwrap_or_else(|| panic!("no button {label} among {:?}", self.labels()));
        button["custom_id"].as_str().expect("custom_id").to_owned()
    }

    pub fn select(&self) -> Option<&Value> {
        self.components().into_iter().find(|part| part["type"] == 3)
    }

    pub fn options(&self) -> Vec<Value> {
        self.select()
            .and_then(|select| select["options"].as_array().cloned())
            .unwrap_or_default()
    }
}
