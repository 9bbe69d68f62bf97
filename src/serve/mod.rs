//! `guidepost serve`: the only place that wires the modules together.
//!
//! A platform is on exactly when its secrets are set. One that fails for good, such as with a wrong token,
//! is off from then on; the process ends when none is left.

mod connections;
mod embeddings;
mod gaps;
mod http;
mod libraries;
mod maintenance;
mod reload;
mod running;
mod signals;
mod watch;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tracing::{info, warn};

use crate::assistant::Assistant;
use crate::config::{Settings, SlackMode};
use crate::store::Store;
use crate::telemetry::health::Health;
use crate::{discord, slack};

pub(crate) use libraries::{BrokenFiles, limits, load_libraries};
pub use running::Running;
pub(crate) use signals::ShutdownSignal;

/// Time that a start gets to complete when it is told to stop.
const START_TIMEOUT: Duration = Duration::from_secs(2);

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

/// Serves until `shutdown` resolves or no door is left.
///
/// # Errors
/// As [`start`] and [`Running::until`].
pub(crate) async fn run(
    settings: Settings,
    broken: BrokenFiles,
    shutdown: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let mut shutdown = std::pin::pin!(shutdown);
    // In a separate task, as loading and indexing do not yield.
    let mut starting = tokio::spawn(start_with(settings, broken));
    let running = tokio::select! {
        biased;
        () = &mut shutdown => {
            info!("stopping before the start is complete");
            if let Ok(Ok(Ok(running))) = tokio::time::timeout(START_TIMEOUT, starting).await {
                return running.until(std::future::ready(())).await;
            }
            return Ok(());
        }
        started = &mut starting => started??,
    };
    running.until(shutdown).await
}

/// Starts the bot. Knowledge files with problems are left out.
///
/// # Errors
/// As [`start_with`].
pub async fn start(settings: Settings) -> anyhow::Result<Running> {
    start_with(settings, BrokenFiles::LeaveOut).await
}

/// Starts the bot.
///
/// # Errors
/// The knowledge is missing or, as `broken` says, invalid, no platform is on, the store cannot be used, or the listen
/// address is taken. Each message says what to do.
pub(crate) async fn start_with(settings: Settings, broken: BrokenFiles) -> anyhow::Result<Running> {
    let doors = EnabledDoors::of(&settings);
    warn_of_missing_secrets(&settings);
    anyhow::ensure!(doors.discord || doors.slack, NO_DOOR);
    let store = Box::pin(Store::open(&settings.store)).await?;
    let chosen = store.chosen_collections();
    // Before anything is read, so that a change from now on is seen.
    let health = Health::default();
    let watch = watch::Watch::begin(
        libraries::folders(&settings),
        libraries::limits(&settings),
        health.clone(),
    );
    let chosen_settings = libraries::with_chosen_collections(&settings, &chosen);
    let (libraries, left_out) = load_libraries(&chosen_settings, broken)?;
    let contributions = store.contributions();
    let libraries = libraries::with_contributions(libraries, &contributions);
    let entries = libraries.default.entries().len();
    let assistant =
        Assistant::with_search_settings(&libraries, &settings.answers, &settings.search)?;
    let collections = settings.collections_of(None).into_iter();
    let collections = collections.map(|(name, _)| name.to_owned()).collect();
    let team = settings.team.clone();
    let assistant = Arc::new(assistant.with_store(store.clone(), team, collections));
    info!(entries, "knowledge is loaded and indexed");
    if let Some(warning) = settings.search.model_warning() {
        warn!("{warning}");
    }

    embeddings::compute_missing(&assistant);

    reload::report_left_out(&left_out, &health);
    let in_use = reload::LibrariesInUse::of(libraries, left_out);
    in_use.report(&settings, &health);
    let mut running = Running::new(health.clone(), store.clone());
    let stop = running.stop_token();
    let mut router = http::router(health.clone(), store.clone());
    if doors.slack && settings.slack.mode == SlackMode::Http {
        let slack = health.door("slack");
        match slack::http(&settings.slack, &assistant, slack.clone(), stop.clone()) {
            Ok((door, beside)) => {
                router = router.merge(door);
                running.door(slack, beside);
            }
            Err(problem) => running.door(slack, async { Err(problem) }),
        }
    }
    let listener = TcpListener::bind(settings.http.listen)
        .await
        .with_context(|| {
            let listen = settings.http.listen;
            format!("http.listen = \"{listen}\" cannot be used; choose another address or port")
        })?;
    let address = listener.local_addr()?;
    info!(listen = %address, "listening for HTTP");
    running.listener(address, connections::serve(listener, router, stop.clone()));
    if doors.slack && settings.slack.mode == SlackMode::Socket {
        let health = health.door("slack");
        let (settings, assistant, stop) = (settings.slack.clone(), assistant.clone(), stop.clone());
        running.door(health.clone(), async move {
            slack::socket(&settings, assistant, health, stop).await
        });
    }
    running.background("store", maintenance::run(store.clone(), stop.clone()));
    running.background("gaps", gaps::run(assistant.clone(), stop.clone()));
    let reloader = reload::Reloader {
        settings: settings.clone(),
        store,
        chosen,
        contributions,
        assistant: assistant.clone(),
        health: health.clone(),
        watch,
    };
    running.background("knowledge", reloader.run(in_use, stop.clone()));
    if doors.discord {
        let health = health.door("discord");
        running.door(health.clone(), async move {
            discord::run(&settings.discord, assistant, health, stop).await
        });
    }
    Ok(running)
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
