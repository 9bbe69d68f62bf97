//! Slack door: slash commands, mentions, buttons, selects and modals, over Socket Mode or signed HTTP.
//!
//! Both receivers turn a delivery into a [`decode::SlackPayload`] and pass it to one
//! [`dispatcher::Dispatcher`], which decodes it, asks the assistant and renders the reply. No other
//! room knows a Slack type or field name.
//!
//! **Invariant:** a request without a valid Slack signature is not processed. No log line holds a
//! token, a message's text or a user id.

mod api;
mod blocks;
mod command_prefix;
mod controls;
mod decode;
mod deliver;
mod dispatcher;
mod error;
mod form_opening;
mod health;
mod home_tab;
mod http;
mod limits;
mod manifest;
mod modals;
mod mrkdwn;
mod outbox;
mod rate_limit;
mod refusal;
mod render;
mod retry;
mod scopes;
mod settings;
mod settings_form;
mod signature;
mod socket;
mod startup;
mod status;
mod suggestions;
mod text_form;
mod thread_context;
mod users;
mod votes;
mod workspace;

use std::future::Future;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use serde_json::Value;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use tracing::error;

use crate::assistant::Assistant;
use crate::chat::Reply;
use crate::config::{ExposeSecret as _, SecretString, SlackSettings, SlackWorkspace};
use crate::platform::admission::AdmissionControl;
use crate::platform::receiver::ReceiverThread;
use crate::telemetry::health::DoorHealth;
use api::ApiClient;
use dispatcher::Dispatcher;
use health::SlackHealth;
use workspace::Workspace;

pub use manifest::manifest;

/// Maximum log levels of the libraries of this room: at lower levels they log messages, and addresses with a ticket.
pub const LOG_LIMITS: [&str; 2] = ["tungstenite=warn", "tokio_tungstenite=warn"];

/// Serves Slack over Socket Mode until `stop` is cancelled.
///
/// # Errors
/// Slack rejects the only token; the message says how to fix it. While Slack is unreachable the call
/// retries without limit and reports the state to `health`.
pub(crate) async fn socket(
    settings: &SlackSettings,
    assistant: Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let mut tasks = JoinSet::new();
    let health = SlackHealth::new(health, settings.ready().count());
    let apps = apps(settings, &assistant, &health, |one| one.app_token.as_ref())?;
    let dispatchers = apps.iter().map(|app| app.dispatcher.clone()).collect();
    let sending = outbox::run(assistant.clone(), dispatchers, stop.clone());
    let _sending = AbortOnDropHandle::new(tokio::spawn(sending));
    for app in apps {
        let variable = format!("SLACK_APP_TOKEN{}", app.suffix);
        let (settings, health, stop) = (settings.clone(), health.clone(), stop.clone());
        let receiver = ReceiverThread::start("slack").context("Slack cannot be received")?;
        tasks.spawn(async move {
            let identified =
                startup::identify_workspaces(&settings, &app.dispatcher, &health, &stop).await;
            let mut served = identified.map(|_| ());
            if served.is_ok() {
                let (dispatcher, secret) = (app.dispatcher.clone(), app.secret);
                let receiver = receiver.handle();
                served = socket::serve(dispatcher, secret, &variable, health, receiver, stop).await;
            }
            app.dispatcher.finish().await;
            // Answers may be sent over connections that were opened on it.
            drop(receiver);
            served
        });
    }
    let only_app = tasks.len() == 1;
    while let Some(ended) = tasks.join_next().await {
        match ended.unwrap_or_else(|panic| Err(panic.into())) {
            Err(problem) if !only_app && !tasks.is_empty() => {
                error!("an app is not served: {problem}");
                health.count("apps whose token is refused");
            }
            ended => ended?,
        }
    }
    Ok(())
}

/// Returns the routes to which Slack posts, and a background future to run beside them until `stop`
/// is cancelled.
///
/// # Errors
/// The Web API client cannot be built. The background future fails where Slack rejects the only
/// token. Both messages say how to fix it.
pub(crate) fn http(
    settings: &SlackSettings,
    assistant: &Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<(
    Router,
    impl Future<Output = anyhow::Result<()>> + Send + 'static,
)> {
    let health = SlackHealth::new(health, settings.ready().count());
    let apps = apps(settings, assistant, &health, |one| {
        one.signing_secret.as_ref()
    })?;
    let dispatchers = apps.iter().map(|app| (&app.secret, app.dispatcher.clone()));
    let router = http::router(dispatchers, health.clone())?;
    let settings = settings.clone();
    let served = apps.iter().map(|app| app.dispatcher.clone()).collect();
    let sending = outbox::run(assistant.clone(), served, stop.clone());
    let background = async move {
        let _sending = AbortOnDropHandle::new(tokio::spawn(sending));
        for app in &apps {
            if startup::identify_workspaces(&settings, &app.dispatcher, &health, &stop).await? {
                health.up();
            }
        }
        stop.cancelled().await;
        for app in apps {
            app.dispatcher.finish().await;
        }
        Ok(())
    };
    Ok((router, background))
}

/// Renders a reply as the body that answers a slash command.
#[must_use]
pub fn preview(reply: Reply) -> Value {
    render::message(reply, render::Surface::Agent).response()
}

/// A Slack app, identified by its app-level token or signing secret, with its dispatcher.
struct App {
    secret: SecretString,
    /// Suffix of the environment variables that hold its secrets, such as `_2`.
    suffix: String,
    dispatcher: Arc<Dispatcher>,
}

/// Groups the configured workspaces by app: those with the same secret belong to one app.
fn apps(
    settings: &SlackSettings,
    assistant: &Arc<Assistant>,
    health: &SlackHealth,
    secret: impl Fn(&SlackWorkspace) -> Option<&SecretString>,
) -> anyhow::Result<Vec<App>> {
    let client = ApiClient::new(settings)?;
    let mut groups: Vec<(SecretString, String, Vec<Arc<Workspace>>)> = Vec::new();
    for one in settings.ready() {
        let secret = secret(one).context("a Slack secret is not set")?;
        let workspace = Workspace::new(settings, client.clone(), one, health.clone())?;
        let group = groups
            .iter_mut()
            .find(|(known, ..)| known.expose_secret() == secret.expose_secret());
        match group {
            Some((_, _, workspaces)) => workspaces.push(workspace),
            None => groups.push((secret.clone(), one.suffix.clone(), vec![workspace])),
        }
    }
    let admission = Arc::new(AdmissionControl::new(health.door().clone()));
    let app = |(secret, suffix, workspaces)| App {
        secret,
        suffix,
        dispatcher: Dispatcher::new(settings, assistant.clone(), workspaces, admission.clone()),
    };
    Ok(groups.into_iter().map(app).collect())
}
