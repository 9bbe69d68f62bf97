//! The Slack door: slash commands, mentions, buttons and selects, over Socket Mode or signed HTTP.
//!
//! Both receivers bring what Slack sends into one form (`decode::Payload`) and hand it to one
//! `desk`, where it is decoded, answered by the assistant and rendered. Nothing outside of this
//! folder knows a word of Slack's.
//!
//! **Invariant:** a request that Slack did not sign reaches nothing, and no log line holds a token,
//! a message's text or a person's id.

mod decode;
mod desk;
mod dialect;
mod http;
mod limits;
mod manifest;
mod render;
mod seen;
mod socket;
mod text;
mod web;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::assistant::Assistant;
use crate::chat::Reply;
use crate::config;
use crate::telemetry::health::DoorHealth;
use desk::Desk;
use socket::Sockets;
use web::{Trouble, Web};

pub use manifest::manifest;

/// What this door needs of the log whatever the settings say: the client library is silent, as it
/// writes the addresses of its sockets, which hold a ticket, and messages' texts.
pub const LOG_LIMITS: [&str; 1] = ["slack_morphism=off"];

/// The first wait before something that failed is tried again; each next one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_mins(1);
/// How often it is looked whether any socket is open.
const WATCH: Duration = Duration::from_secs(30);

/// Answers over Socket Mode until told to stop.
///
/// # Errors
/// Slack refuses a token: a sentence that says what to do. Where Slack cannot be reached, this is
/// tried again for ever, and `health` says so.
pub async fn socket(
    settings: &config::Slack,
    assistant: Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let app = web::token(settings.app_token.as_ref(), "SLACK_APP_TOKEN")?;
    let desk = Desk::new(assistant, Web::new(settings)?);
    let web = desk.web();
    let ready = persist("SLACK_BOT_TOKEN", || web.check(), &health, &stop).await?
        && persist(
            "SLACK_APP_TOKEN",
            || web.check_sockets(&app),
            &health,
            &stop,
        )
        .await?;
    if !ready {
        return Ok(());
    }
    let sockets = Sockets::open(&desk, app.clone(), health.clone()).await?;
    let refused = loop {
        tokio::select! {
            () = stop.cancelled() => break None,
            () = tokio::time::sleep(WATCH) => {}
        }
        // The library opens sockets again and again without a word why it cannot.
        if !sockets.all_closed() {
            continue;
        }
        match web.check_sockets(&app).await {
            Ok(()) => {}
            Err(Trouble::Refused(code)) => break Some(web::advice("SLACK_APP_TOKEN", &code)),
            Err(Trouble::Passing(code)) => unreachable(&code, &health),
        }
    };
    sockets.shut().await;
    desk.finish().await;
    refused.map_or(Ok(()), |advice| Err(anyhow::anyhow!(advice)))
}

/// The endpoints to which Slack posts, and what has to run beside them until told to stop.
///
/// # Errors
/// Slack cannot be used: a sentence that says what to do. What runs beside ends with such a sentence
/// where Slack refuses the token.
pub fn http(
    settings: &config::Slack,
    assistant: Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<(
    Router,
    impl Future<Output = anyhow::Result<()>> + Send + 'static,
)> {
    let secret = settings.signing_secret.as_ref();
    let secret = secret.context("SLACK_SIGNING_SECRET is not set")?;
    let desk = Desk::new(assistant, Web::new(settings)?);
    let router = http::router(desk.clone(), secret);
    let beside = async move {
        if persist("SLACK_BOT_TOKEN", || desk.web().check(), &health, &stop).await? {
            health.up();
            stop.cancelled().await;
        }
        desk.finish().await;
        Ok(())
    };
    Ok((router, beside))
}

/// The body with which a slash command is answered: exactly what Slack would get.
#[must_use]
pub fn preview(reply: Reply) -> Value {
    render::message(reply).response()
}

/// Calls until it goes well (true) or all is to stop (false), with growing waits between.
async fn persist<F: Future<Output = Result<(), Trouble>>>(
    token: &str,
    call: impl Fn() -> F,
    health: &DoorHealth,
    stop: &CancellationToken,
) -> anyhow::Result<bool> {
    let mut wait = FIRST_WAIT;
    loop {
        let called = tokio::select! {
            () = stop.cancelled() => return Ok(false),
            called = call() => called,
        };
        match called {
            Ok(()) => {
                info!("Slack accepts {token}");
                return Ok(true);
            }
            Err(Trouble::Refused(code)) => anyhow::bail!(web::advice(token, &code)),
            Err(Trouble::Passing(code)) => unreachable(&code, health),
        }
        tokio::select! {
            () = stop.cancelled() => return Ok(false),
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
