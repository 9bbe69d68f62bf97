//! The running bot: the only place that wires the rooms together.
//!
//! Doors are on exactly when their secrets are there. When one of them cannot go on (a wrong token,
//! say), all stop, so that whoever watches the process notices.

mod http;
mod meanings;
mod reload;
mod shelves;
mod upkeep;

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

pub(crate) use shelves::libraries;

/// How long the doors may take to end what they are doing.
const GRACE: Duration = Duration::from_secs(10);

/// What to do where no secret is set.
pub const NO_DOOR: &str = "\
No platform is on. Set the secrets of one in the environment or in a file .env in this folder:
  Discord: DISCORD_TOKEN
  Slack:   SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or, with slack.mode = \"http\", SLACK_SIGNING_SECRET)";

/// Which doors the secrets of the settings switch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doors {
    /// Discord is on.
    pub discord: bool,
    /// Slack is on.
    pub slack: bool,
}

impl Doors {
    /// The doors that the settings switch on.
    #[must_use]
    pub(crate) fn of(settings: &Settings) -> Self {
        Self {
            discord: settings.discord.token.is_some(),
            slack: settings.slack.ready().next().is_some(),
        }
    }
}

/// The bot, running.
pub struct Running {
    address: SocketAddr,
    stop: CancellationToken,
    tasks: JoinSet<anyhow::Result<()>>,
    store: Store,
}

/// Serves until `shutdown` comes or a door cannot go on.
///
/// # Errors
/// As [`start`] and [`Running::until`].
pub async fn run(settings: Settings, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
    start(settings).await?.until(shutdown).await
}

/// Starts to serve.
///
/// # Errors
/// The knowledge is missing or broken, no door is on, the store cannot be used, or the listen address is
/// taken: in each case a sentence that says what to do.
pub async fn start(settings: Settings) -> anyhow::Result<Running> {
    let doors = Doors::of(&settings);
    warn_of_half_set(&settings);
    anyhow::ensure!(doors.discord || doors.slack, NO_DOOR);
    let store = Box::pin(Store::open(&settings.store)).await?;
    let chosen = store.chosen_collections();
    let libraries = libraries(&shelves::chosen(&settings, &chosen))?;
    let entries = libraries.everybody.entries().len();
    let assistant =
        Assistant::with_search_settings(&libraries, &settings.answers, &settings.search)?;
    let collections = settings.collections_of(None).into_iter();
    let collections = collections.map(|(name, _)| name.to_owned()).collect();
    let team = settings.team.clone();
    let assistant = Arc::new(assistant.with_store(store.clone(), team, collections));
    info!(entries, "knowledge is loaded and indexed");
    if settings.search.model.is_none() {
        info!("there is no model of meaning (search.model): questions are answered by their words");
    }

    meanings::complete(&assistant);

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
    {
        tasks.spawn(upkeep::tend(store.clone(), stop.clone()));
        let follower = reload::Follower {
            settings: settings.clone(),
            store: store.clone(),
            chosen,
            assistant: assistant.clone(),
            health: health.clone(),
        };
        tasks.spawn(follower.follow(libraries, stop.clone()));
    }
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
    /// Where HTTP is listened for: the address of the settings, with the port that was given where
    /// they ask for any (0).
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `shutdown` comes or a door cannot go on.
    ///
    /// # Errors
    /// A door could not go on: a sentence that says what to do.
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
        if tokio::time::timeout(GRACE, rest).await.is_err() {
            warn!("not everything ended in time; what was left is dropped");
        }
        if let Err(problem) = self.store.flush().await {
            warn!("what waited to be written may be lost: {problem}");
        }
        ended
    }
}

/// Says which secret is missing where a workspace has some of them.
fn warn_of_half_set(settings: &Settings) {
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

/// Resolves at Ctrl-C or SIGTERM.
pub(crate) async fn signal() {
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
