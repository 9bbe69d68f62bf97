//! `guidepost serve`: the only place that wires the modules together.
//!
//! A platform is on exactly when its secrets are set. When one of them fails for good, such as with a
//! wrong token, the whole process stops, so that a supervisor notices.

mod embeddings;
mod http;
mod libraries;
mod maintenance;
mod reload;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::assistant::Assistant;
use crate::config::{Settings, SlackMode};
use crate::store::Store;
use crate::telemetry::health::Health;
use crate::{discord, slack};

pub(crate) use libraries::load_libraries;

/// Time limit for the doors at shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

/// Time limit for writing what the store has queued and closing it.
const STORE_CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Error message where no platform has its secrets.
pub const NO_DOOR: &str = "\
No platform is on. Set the secrets of one in the environment or in a file .env in this folder:
  Discord: DISCORD_TOKEN
  Slack:   SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or, with slack.mode = \"http\", SLACK_SIGNING_SECRET)";

/// The platforms that the secrets in the settings switch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct EnabledDoors {
    discord: bool,
    slack: bool,
}

impl EnabledDoors {
    fn of(settings: &Settings) -> Self {
        Self {
            discord: settings.discord.token.is_some(),
            slack: settings.slack.ready().next().is_some(),
        }
    }
}

/// A running bot.
pub struct Running {
    address: SocketAddr,
    stop: CancellationToken,
    tasks: JoinSet<anyhow::Result<()>>,
    store: Store,
}

/// Serves until `shutdown` resolves or a door fails for good.
///
/// # Errors
/// As [`start`] and [`Running::until`].
pub async fn run(settings: Settings, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
    start(settings).await?.until(shutdown).await
}

/// Starts the bot.
///
/// # Errors
/// The knowledge is missing or invalid, no platform is on, the store cannot be used, or the listen
/// address is taken. Each message says what to do.
pub async fn start(settings: Settings) -> anyhow::Result<Running> {
    let doors = EnabledDoors::of(&settings);
    warn_of_missing_secrets(&settings);
    anyhow::ensure!(doors.discord || doors.slack, NO_DOOR);
    let store = Box::pin(Store::open(&settings.store)).await?;
    let chosen = store.chosen_collections();
    let libraries = load_libraries(&libraries::with_chosen_collections(&settings, &chosen))?;
    let entries = libraries.everybody.entries().len();
    let assistant =
        Assistant::with_search_settings(&libraries, &settings.answers, &settings.search)?;
    let collections = settings.collections_of(None).into_iter();
    let collections = collections.map(|(name, _)| name.to_owned()).collect();
    let team = settings.team.clone();
    let assistant = Arc::new(assistant.with_store(store.clone(), team, collections));
    info!(entries, "knowledge is loaded and indexed");
    if settings.search.model.is_none() {
        info!(
            "no embedding model is set (search.model): questions are answered by keyword search alone"
        );
    }

    embeddings::compute_missing(&assistant);

    let health = Health::default();
    let stop = CancellationToken::new();
    let mut tasks: JoinSet<anyhow::Result<()>> = JoinSet::new();
    let mut router = http::router(health.clone(), store.clone());
    if doors.slack && settings.slack.mode == SlackMode::Http {
        let (health, stop) = (health.door("slack"), stop.clone());
        let (door, beside) = slack::http(&settings.slack, &assistant, health, stop)?;
        router = router.merge(door);
        tasks.spawn(beside);
    }
    let listener = TcpListener::bind(settings.http.listen)
        .await
        .with_context(|| {
            let listen = settings.http.listen;
            format!("http.listen = \"{listen}\" cannot be used; choose another address or port")
        })?;
    let address = listener.local_addr()?;
    info!(listen = %address, "listening for HTTP");
    tasks.spawn(http::serve(listener, router, stop.clone()));
    if doors.slack && settings.slack.mode == SlackMode::Socket {
        let health = health.door("slack");
        let (slack, assistant, stop) = (settings.slack.clone(), assistant.clone(), stop.clone());
        tasks.spawn(async move { slack::socket(&slack, assistant, health, stop).await });
    }
    tasks.spawn(maintenance::run(store.clone(), stop.clone()));
    let reloader = reload::Reloader {
        settings: settings.clone(),
        store: store.clone(),
        chosen,
        assistant: assistant.clone(),
        health: health.clone(),
    };
    tasks.spawn(reloader.run(libraries, stop.clone()));
    if doors.discord {
        let health = health.door("discord");
        let (discord, stop) = (settings.discord.clone(), stop.clone());
        tasks.spawn(async move { discord::run(&discord, assistant, health, stop).await });
    }

    Ok(Running {
        address,
        stop,
        tasks,
        store,
    })
}

impl Running {
    /// Returns the address of the HTTP listener, with the actual port where the settings say 0.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `shutdown` resolves or a door fails for good, then stops all doors within ten
    /// seconds and writes what the store has queued.
    ///
    /// # Errors
    /// A door failed; the message says what to do.
    pub async fn until(mut self, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
        let ended = tokio::select! {
            () = shutdown => {
                info!("stopping");
                Ok(())
            }
            Some(ended) = self.tasks.join_next() => ended.unwrap_or_else(|panic| Err(panic.into())),
        };
        self.stop.cancel();
        let rest = async {
            let mut failed = None;
            while let Some(ended) = self.tasks.join_next().await {
                if let Err(problem) = ended.unwrap_or_else(|panic| Err(panic.into())) {
                    error!("{problem:#}");
                    failed = Some(problem);
                }
            }
            failed
        };
        if tokio::time::timeout(SHUTDOWN_TIMEOUT, rest).await.is_err() {
            warn!("shutdown took too long; what was unfinished is dropped");
        }
        let closed = tokio::time::timeout(STORE_CLOSE_TIMEOUT, self.store.close()).await;
        if closed.is_err() {
            warn!("the store did not close in time; queued writes may be lost");
        }
        ended
    }
}

/// Logs which secret is missing where a workspace has only some of them.
fn warn_of_missing_secrets(settings: &Settings) {
    for workspace in &settings.slack.workspaces {
        let needed = workspace.needed(settings.slack.mode);
        let missing = needed.iter().filter(|(_, there)| !there);
        let missing: Vec<_> = missing.map(|(name, _)| name.as_str()).collect();
        if (1..needed.len()).contains(&missing.len()) {
            let missing = missing.join(" and ");
            let where_ = if workspace.suffix.is_empty() {
                "Slack is off"
            } else {
                "a workspace on Slack is off"
            };
            warn!("{where_}: {missing} is not set");
        }
    }
}

/// Resolves on Ctrl-C or SIGTERM.
pub(crate) async fn shutdown_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
