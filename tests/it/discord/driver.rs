//! A test driver: the whole product, connected to a fake Discord.

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

use super::fake::{FakeDiscord, FakeOptions, GatewayAction, Received, TOKEN};
use crate::store::base::TestDatabase;

mod shown_message;
mod user;

pub use self::shown_message::ShownMessage;
/// Time limit of every wait.
const DEADLINE: Duration = Duration::from_secs(10);

pub struct Discord {
    pub fake: Arc<FakeDiscord>,
    /// The data of the bot's IDENTIFY.
    pub session: Value,
    /// The number of the bot's gateway connections.
    pub connections: u32,
    events: UnboundedReceiver<Received>,
    unseen: VecDeque<Received>,
    /// The latest update of a public message by a vote.
    pub counted: Option<ShownMessage>,
    product: Product,
    setup: Setup,
    _folder: Option<TempDir>,
}

/// Options with which the product is started.
pub struct Setup {
    pub options: FakeOptions,
    pub knowledge: PathBuf,
    /// Further collections of knowledge, by name.
    pub collections: Vec<(&'static str, PathBuf)>,
    /// The store.
    pub kept: Arc<TestDatabase>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            options: FakeOptions::default(),
            knowledge: test_knowledge(),
            collections: Vec::new(),
            kept: Arc::new(TestDatabase::file()),
        }
    }
}

struct Product {
    stop: CancellationToken,
    ended: JoinHandle<anyhow::Result<()>>,
    address: SocketAddr,
}

impl Product {
    async fn start(fake: &FakeDiscord, token: &str, setup: &Setup) -> Self {
        let api = format!("http://{}", fake.address);
        // Where the API returns an unusable gateway address, the settings override it.
        let gateway = if fake.options.wrong_gateway_url {
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
        if let Some(change) = fake.options.settings {
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

    /// Stops the product and checks that it ends without an error.
    async fn end(&mut self) {
        self.stop.cancel();
        let ended = in_time("the end of the product", &mut self.ended).await;
        ended.expect("no panic").expect("a clean end");
    }
}

/// Knowledge of the tests, independent of the knowledge that is shipped.
fn test_knowledge() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge")
}

/// Runs the product until it fails; returns its error and what came.
pub async fn failure(options: FakeOptions, token: &str) -> (String, Vec<Received>) {
    let (fake, mut events) = FakeDiscord::start(options).await;
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

/// Runs the product until `/readyz` says that Discord cannot be reached; returns that and what came.
pub async fn unreachable(options: FakeOptions) -> (String, Vec<Received>) {
    let (fake, mut events) = FakeDiscord::start(options).await;
    let mut product = Product::start(&fake, TOKEN, &Setup::default()).await;
    let mut said = String::new();
    while !said.contains("cannot be reached") {
        said = in_time("readiness", readiness(product.address)).await;
    }
    product.end().await;
    (
        said,
        std::iter::from_fn(|| events.try_recv().ok()).collect(),
    )
}

async fn readiness(address: SocketAddr) -> String {
    let answer = reqwest::get(format!("http://{address}/readyz")).await;
    answer.expect("an answer").text().await.expect("text")
}

pub async fn in_time<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(DEADLINE, future)
        .await
        .unwrap_or_else(|_| panic!("waited too long for {what}"))
}

impl Discord {
    /// Starts the product with the knowledge of the tests, and waits until it is registered.
    pub async fn start() -> Self {
        Self::start_with_setup(Setup::default()).await
    }

    /// Starts the product against a fake with these options.
    pub async fn start_with(options: FakeOptions) -> Self {
        let setup = Setup {
            options,
            ..Setup::default()
        };
        Self::start_with_setup(setup).await
    }

    /// Starts the product with this folder of knowledge.
    pub async fn with_knowledge(knowledge: &Path) -> Self {
        let knowledge = knowledge.to_owned();
        let setup = Setup {
            knowledge,
            ..Setup::default()
        };
        Self::start_with_setup(setup).await
    }

    /// Starts the product with one knowledge file.
    pub async fn with_entry(file: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("terms")).expect("a folder");
        std::fs::write(folder.path().join("terms/only.md"), file).expect("a file");
        let discord = Self::with_knowledge(folder.path()).await;
        Self {
            _folder: Some(folder),
            ..discord
        }
    }

    /// Starts the product without waiting for its connection.
    pub async fn start_connecting(options: FakeOptions) -> Self {
        let rest = Setup::default();
        Self::begin(Setup { options, ..rest }).await
    }

    /// Starts the product with this setup, and waits until it is registered.
    pub async fn start_with_setup(setup: Setup) -> Self {
        let mut discord = Self::begin(setup).await;
        discord.session = discord.wait_for_identify().await;
        discord.wait_for_command_list().await;
        discord.wait_for_registration().await;
        discord
    }

    async fn begin(mut setup: Setup) -> Self {
        let (fake, events) = FakeDiscord::start(std::mem::take(&mut setup.options)).await;
        let product = Product::start(&fake, TOKEN, &setup).await;
        Self {
            fake,
            session: Value::Null,
            connections: 1,
            events,
            unseen: VecDeque::new(),
            counted: None,
            product,
            setup,
            _folder: None,
        }
    }

    /// Restarts the product against the same fake, and waits until it has read the commands.
    pub async fn restart(mut self) -> Self {
        self.product.end().await;
        self.left().await;
        self.product = Product::start(&self.fake, TOKEN, &self.setup).await;
        self.wait_for_identify().await;
        self.wait_for_command_list().await;
        self
    }

    /// Waits for the first event that matches, and keeps all others for later.
    async fn wait<T>(&mut self, what: &str, one: impl Fn(&Received) -> Option<T>) -> T {
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
            if let Received::Invalid(problem) = &event {
                panic!("Discord would refuse this: {problem}");
            }
            if let Some(found) = one(&event) {
                return found;
            }
            self.unseen.push_back(event);
        }
    }

    pub async fn wait_for_identify(&mut self) -> Value {
        self.wait("a new session", |event| match event {
            Received::Identified(data) => Some(data.clone()),
            _ => None,
        })
        .await
    }

    pub async fn wait_for_resume(&mut self) {
        self.wait("a resumed session", |event| {
            (*event == Received::Resumed).then_some(())
        })
        .await;
    }

    pub async fn wait_for_command_list(&mut self) {
        self.wait("a look at the commands", |event| {
            (*event == Received::Listed).then_some(())
        })
        .await;
    }

    pub async fn wait_for_registration(&mut self) -> Value {
        self.wait("commands", |event| match event {
            Received::Registered(commands) => Some(commands.clone()),
            _ => None,
        })
        .await
    }

    async fn left(&mut self) {
        self.wait_for_close(1_000).await;
    }

    /// Waits until a response is held.
    pub async fn response_held(&mut self) {
        self.wait("a held response", |event| {
            (*event == Received::ResponseHeld).then_some(())
        })
        .await;
    }

    /// Waits until the bot closes the connection with this code.
    pub async fn wait_for_close(&mut self, with: u16) {
        self.wait("the end of the connection", |event| {
            (*event == Received::Closed(Some(with))).then_some(())
        })
        .await;
    }

    /// The body of `/readyz`.
    pub async fn readiness(&self) -> String {
        readiness(self.product.address).await
    }

    /// Holds a response, tells the product to stop, and then accepts the response.
    pub async fn stop_while_it_responds(&mut self, interaction: Value) -> ShownMessage {
        self.fake.hold_responses();
        self.fake
            .act(GatewayAction::Dispatch("INTERACTION_CREATE", interaction));
        self.response_held().await;
        self.stop().await;
        self.fake.response_permits.add_permits(1);
        ShownMessage(self.responded().await)
    }

    /// Checks that the product has ended without an error, and that no event is left.
    pub async fn wait_for_end(mut self) {
        self.product.end().await;
        self.no_event_is_left();
    }

    async fn responded(&mut self) -> Value {
        self.wait("a response", |event| match event {
            Received::Responded(body) => Some(body.clone()),
            _ => None,
        })
        .await
    }

    pub async fn send(&mut self, interaction: Value) -> ShownMessage {
        self.fake
            .act(GatewayAction::Dispatch("INTERACTION_CREATE", interaction));
        self.next_response().await
    }

    /// Waits for the next response to an interaction.
    pub async fn next_response(&mut self) -> ShownMessage {
        ShownMessage(self.responded().await)
    }

    /// Waits until a deferred response is edited.
    pub async fn wait_for_edit(&mut self) -> ShownMessage {
        let body = self
            .wait("an edit of a deferred response", |event| match event {
                Received::Edited(body) => Some(body.clone()),
                _ => None,
            })
            .await;
        ShownMessage(json!({ "data": body }))
    }

    /// Waits until a deferred response is deleted and a follow-up message arrives.
    pub async fn wait_for_follow_up(&mut self) -> ShownMessage {
        self.wait("the deletion of a deferred response", |event| {
            (*event == Received::OriginalDeleted).then_some(())
        })
        .await;
        let body = self
            .wait("a further message", |event| match event {
                Received::FollowedUp(body) => Some(body.clone()),
                _ => None,
            })
            .await;
        ShownMessage(json!({ "data": body }))
    }

    /// Tells the product to stop, and waits until the gateway connection is closed.
    pub async fn stop(&mut self) {
        self.product.stop.cancel();
        self.left().await;
    }

    /// Stops the product, and checks that it ends without an error and that no event is left.
    pub async fn finish(mut self) {
        // Running tasks end before the product does.
        self.product.end().await;
        for _ in 0..self.connections {
            self.left().await;
        }
        self.no_event_is_left();
    }

    fn no_event_is_left(mut self) {
        let rest = std::iter::from_fn(|| self.events.try_recv().ok());
        let left_over: Vec<_> = self.unseen.into_iter().chain(rest).collect();
        assert_eq!(left_over, []);
    }
}
