//! Driver: the whole product in a workspace of the fake Slack, by either receiver.

mod payloads;
mod setup;
mod shown_message;
mod user;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use guidepost::testing::serve;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::fake::{Delivery, FakeSlack};
use super::wire::{self, Answer};
use crate::store::base::TestDatabase;

pub use setup::Setup;
pub use shown_message::ShownMessage;

/// Longest wait for anything.
const DEADLINE: Duration = Duration::from_secs(10);
/// Signing secret of the fake.
pub const SIGNING_SECRET: &str = "a-signing-secret-of-the-tests";

/// User id of the user.
pub const USER: &str = "U0ADALOVELACE";

/// Receiver by which Slack reaches the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Socket,
    Http,
}

impl Mode {
    pub const BOTH: [Self; 2] = [Self::Socket, Self::Http];
}

/// The running product with a fake Slack.
pub struct Slack {
    pub fake: FakeSlack,
    mode: Mode,
    address: SocketAddr,
    deliveries: mpsc::UnboundedReceiver<Delivery>,
    stop: oneshot::Sender<()>,
    product: JoinHandle<anyhow::Result<()>>,
    events: AtomicUsize,
    /// Workspace id of the user.
    pub team: &'static str,
    /// Id and signing secret of the app that receives the deliveries.
    pub app: (&'static str, &'static str),
    _kept: Arc<TestDatabase>,
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

    /// Starts the product with an existing fake, and does not wait until it is ready.
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

    /// Waits until the product accepts deliveries.
    pub async fn ready(&self) {
        if self.mode == Mode::Socket {
            soon("a socket", self.fake.greeted(1)).await;
        }
    }

    /// Waits until `auth.test` has succeeded for all workspaces.
    pub async fn wait_for_introduction(&self) {
        soon("readiness", async {
            while self.readiness().await.status != StatusCode::OK {
                tokio::task::yield_now().await;
            }
        })
        .await;
    }

    /// Stops the product. Fails where it ends with an error or sent a message that no test read.
    pub async fn finish(self) {
        self.end().await;
    }

    async fn end(mut self) -> mpsc::UnboundedReceiver<Delivery> {
        self.stop.send(()).unwrap();
        let ended = soon("the end", self.product).await.unwrap();
        ended.unwrap();
        assert_eq!(self.fake.problems(), Vec::<String>::new());
        assert_eq!(self.fake.processing(), 0, "a session is left at work");
        let left = self.deliveries.try_recv();
        assert!(left.is_err(), "not read by the test: {left:?}");
        self.deliveries
    }

    /// Stops the product and starts it again with the same fake.
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

    pub async fn send_event(&mut self, event: &Value) {
        let acknowledgement = self.send("events_api", event).await;
        assert_eq!(acknowledgement, None, "an event has no answer of its own");
    }

    /// Delivers a payload and returns the body of its acknowledgement.
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

    /// Posts a signed body to the product.
    pub async fn post(&self, path: &str, body: String) -> Answer {
        let headers = wire::signed(self.app.1, &wire::now(), &body);
        self.post_with(path, &headers, &body).await
    }

    pub async fn post_with(&self, path: &str, headers: &[(&str, String)], body: &str) -> Answer {
        let call = wire::call(self.address, "POST", path, headers, body);
        soon("an answer", call).await
    }

    /// Returns the address of the product's listener.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Requests `/readyz`.
    pub async fn readiness(&self) -> Answer {
        let call = wire::call(self.address, "GET", "/readyz", &[], "");
        soon("an answer", call).await
    }

    /// Waits for the next message that is sent outside an acknowledgement.
    pub async fn next(&mut self) -> ShownMessage {
        let delivery = soon("a message", self.deliveries.recv()).await.unwrap();
        assert_eq!(self.fake.problems(), Vec::<String>::new());
        let Delivery { method, body } = delivery;
        ShownMessage { method, body }
    }
}

/// Waits for a future for at most [`DEADLINE`].
pub async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    let waited = tokio::time::timeout(DEADLINE, future).await;
    waited.unwrap_or_else(|_| panic!("{what} did not come in {DEADLINE:?}"))
}
