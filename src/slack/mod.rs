//! The Slack door: slash commands, mentions, buttons and selects, over Socket Mode or signed HTTP.
//!
//! Both receivers bring what Slack sends into one form (`decode::Payload`) and hand it to one
//! `desk`, where it is decoded, answered by the assistant and rendered. Nothing outside of this
//! folder knows a word of Slack's.
//!
//! **Invariant:** a request that Slack did not sign reaches nothing, and no log line holds a token,
//! a message's text or a person's id.

mod blocks;
mod controls;
mod decode;
mod deliver;
mod desk;
mod dialect;
mod form;
mod home;
mod http;
mod limits;
mod manifest;
mod pace;
mod panel;
mod patience;
mod people;
mod prefix;
mod render;
mod scopes;
mod settings;
mod socket;
mod text;
mod threads;
mod trouble;
mod web;
mod workspace;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use serde_json::Value;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::assistant::Assistant;
use crate::chat::Reply;
use crate::config::{ExposeSecret as _, SecretString, SlackSettings, SlackWorkspace};
use crate::telemetry::health::DoorHealth;
use desk::Desk;
use trouble::Trouble;
use workspace::Workspace;

pub use manifest::manifest;

/// What this door needs of the log whatever the settings say: the client library is silent, as it
/// writes the addresses of its sockets, which hold a ticket, and messages' texts.
pub const LOG_LIMITS: [&str; 1] = ["slack_morphism=off"];

/// The first wait before something that failed is tried again; each next one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// Answers over Socket Mode until told to stop.
///
/// # Errors
/// Slack refuses the only token there is: a sentence that says what to do. Where Slack cannot be
/// reached, this is tried again for ever, and `health` says so.
pub(crate) async fn socket(
    settings: &SlackSettings,
    assistant: Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let mut apps = JoinSet::new();
    for app in apps_of(settings, &assistant, |one| one.app_token.as_ref())? {
        let variable = format!("SLACK_APP_TOKEN{}", app.suffix);
        let token = web::token(Some(&app.secret), &variable)?;
        let (settings, health, stop) = (settings.clone(), health.clone(), stop.clone());
        apps.spawn(async move {
            let mut served = introduced(&settings, &app.desk, &health, &stop)
                .await
                .map(|_| ());
            if served.is_ok() {
                served = socket::serve(app.desk.clone(), token, &variable, health, stop).await;
            }
            app.desk.finish().await;
            served
        });
    }
    let alone = apps.len() == 1;
    while let Some(ended) = apps.join_next().await {
        match ended.unwrap_or_else(|panic| Err(panic.into())) {
            Err(problem) if !alone && !apps.is_empty() => {
                error!("an app is not served: {problem}");
                health.count("apps whose token is refused");
            }
            ended => ended?,
        }
    }
    Ok(())
}

/// The endpoints to which Slack posts, and what has to run beside them until told to stop.
///
/// # Errors
/// Slack cannot be used: a sentence that says what to do. What runs beside ends with such a sentence
/// where Slack refuses the only token there is.
pub(crate) fn http(
    settings: &SlackSettings,
    assistant: &Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<(
    Router,
    impl Future<Output = anyhow::Result<()>> + Send + 'static,
)> {
    let apps = apps_of(settings, assistant, |one| one.signing_secret.as_ref())?;
    let router = http::router(apps.iter().map(|app| (&app.secret, app.desk.clone())));
    let settings = settings.clone();
    let beside = async move {
        for app in &apps {
            if introduced(&settings, &app.desk, &health, &stop).await? {
                health.up();
            }
        }
        stop.cancelled().await;
        for app in apps {
            app.desk.finish().await;
        }
        Ok(())
    };
    Ok((router, beside))
}

/// One app, known by its token or signing secret, and the desk for all its workspaces.
struct App {
    secret: SecretString,
    /// What stands behind the names of its variables.
    suffix: String,
    desk: Arc<Desk>,
}

/// The apps of the settings: workspaces with the same secret are of one app.
fn apps_of(
    settings: &SlackSettings,
    assistant: &Arc<Assistant>,
    secret: impl Fn(&SlackWorkspace) -> Option<&SecretString>,
) -> anyhow::Result<Vec<App>> {
    let mut apps: Vec<(SecretString, String, Vec<Arc<Workspace>>)> = Vec::new();
    for one in settings.ready() {
        let secret = secret(one).context("a secret of Slack's is not set")?;
        let workspace = Workspace::new(settings, one)?;
        let known = apps
            .iter_mut()
            .find(|(known, ..)| known.expose_secret() == secret.expose_secret());
        match known {
            Some((_, _, workspaces)) => workspaces.push(workspace),
            None => apps.push((secret.clone(), one.suffix.clone(), vec![workspace])),
        }
    }
    let of = |(secret, suffix, workspaces)| App {
        secret,
        suffix,
        desk: Desk::new(settings, assistant.clone(), workspaces),
    };
    Ok(apps.into_iter().map(of).collect())
}

/// The body with which a slash command is answered: exactly what Slack would get.
#[must_use]
pub fn preview(reply: Reply) -> Value {
    render::message(reply, render::Surface::Agent).response()
}

/// Asks Slack who the bot is in each workspace of an app, and says which scopes its token lacks.
/// Gives false where all is to stop. A workspace that refuses its token is left out, as long as
/// there are others.
async fn introduced(
    settings: &SlackSettings,
    desk: &Desk,
    health: &DoorHealth,
    stop: &CancellationToken,
) -> anyhow::Result<bool> {
    let alone = settings.ready().count() == 1;
    for workspace in desk.workspaces() {
        let variable = workspace.web.variable();
        match persist(variable, || workspace.web.identity(), health, stop).await {
            Ok(Some(identity)) => {
                if let Some(missing) = scopes::missing(settings, &identity.scopes) {
                    warn!("{variable}: {missing}");
                    health.count("workspaces whose token lacks scopes");
                }
                workspace.introduce(identity);
            }
            Ok(None) => return Ok(false),
            Err(refused) if alone => return Err(refused),
            Err(refused) => {
                error!("a workspace is not served: {refused}");
                health.count("workspaces whose token is refused");
            }
        }
    }
    Ok(true)
}

/// Calls until it goes well or all is to stop, with growing waits between.
async fn persist<T, F: Future<Output = Result<T, Trouble>>>(
    variable: &str,
    call: impl Fn() -> F,
    health: &DoorHealth,
    stop: &CancellationToken,
) -> anyhow::Result<Option<T>> {
    let mut wait = FIRST_WAIT;
    loop {
        let called = tokio::select! {
            () = stop.cancelled() => return Ok(None),
            called = call() => called,
        };
        match called {
            Ok(told) => {
                info!("Slack accepts {variable}");
                return Ok(Some(told));
            }
            Err(Trouble::Refused(code)) => anyhow::bail!(trouble::advice(variable, &code)),
            Err(trouble) => {
                unreachable(trouble.code(), health);
                if let Trouble::Limited(asked) = trouble {
                    wait = wait.max(asked);
                }
            }
        }
        tokio::select! {
            () = stop.cancelled() => return Ok(None),
            () = tokio::time::sleep(wait) => {}
        }
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

fn unreachable(code: &str, health: &DoorHealth) {
    warn!(code, "Slack cannot be reached ({code}); it is tried again");
    health.down(format!(
        "Slack cannot be reached ({code}); it is tried again"
    ));
}
