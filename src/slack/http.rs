//! HTTP receiver: three signed endpoints to which Slack posts.
//!
//! **Invariant:** a body is parsed only after its signature has been verified over its raw bytes.

use std::sync::Arc;
use std::time::Instant;

use anyhow::Context as _;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tracing::{debug, warn};

use super::decode::SlackPayload;
use super::dispatcher::{Acknowledgement, Dispatcher};
use super::health::SlackHealth;
use super::signature::{
    self, SIGNATURE_HEADER, SignatureError, SignatureVerifier, TIMESTAMP_HEADER,
};
use crate::config::SecretString;
use crate::telemetry::repeats::Repeats;

/// Maximum size of a body in bytes. Slack's largest are submitted modals, of some hundred kilobytes.
const MAX_BODY: usize = 1_024 * 1_024;
/// Maximum size of Slack's certificate check in bytes.
const MAX_SSL_CHECK: usize = 512;

/// State of the endpoints: the verifier and the dispatcher of each app.
#[derive(Clone)]
struct Endpoints {
    apps: Arc<[(SignatureVerifier, Arc<Dispatcher>)]>,
    health: SlackHealth,
    refused: Arc<Repeats>,
}

/// Builds the endpoints below `/slack` for apps with their signing secrets.
///
/// # Errors
/// A signing secret is empty.
pub(super) fn router<'a>(
    apps: impl Iterator<Item = (&'a SecretString, Arc<Dispatcher>)>,
    health: SlackHealth,
) -> anyhow::Result<Router> {
    let apps = apps.map(|(secret, dispatcher)| Some((SignatureVerifier::new(secret)?, dispatcher)));
    let apps = apps.collect::<Option<_>>();
    let apps = apps.context("a Slack signing secret is empty")?;
    let endpoints = Endpoints {
        apps,
        health,
        refused: Arc::default(),
    };
    Ok(Router::new()
        .route("/slack/commands", post(commands))
        .route("/slack/interactivity", post(interactivity))
        .route("/slack/events", post(events))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(endpoints.clone(), check_headers))
        .with_state(endpoints))
}

async fn commands(State(endpoints): State<Endpoints>, headers: HeaderMap, body: Bytes) -> Response {
    if body.len() <= MAX_SSL_CHECK && is_ssl_check(&body) {
        return StatusCode::OK.into_response();
    }
    let dispatcher = match endpoints.authenticate(&headers, &body) {
        Ok(dispatcher) => dispatcher,
        Err(refused) => return refused.into_response(),
    };
    answer(dispatcher, SlackPayload::Command(form(&body).into())).await
}

async fn interactivity(
    State(endpoints): State<Endpoints>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let dispatcher = match endpoints.authenticate(&headers, &body) {
        Ok(dispatcher) => dispatcher,
        Err(refused) => return refused.into_response(),
    };
    let form = form(&body);
    let payload = form.get("payload").and_then(Value::as_str);
    match payload.and_then(|payload| serde_json::from_str(payload).ok()) {
        Some(payload) => answer(dispatcher, SlackPayload::Interaction(payload)).await,
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

async fn events(State(endpoints): State<Endpoints>, headers: HeaderMap, body: Bytes) -> Response {
    let dispatcher = match endpoints.authenticate(&headers, &body) {
        Ok(dispatcher) => dispatcher,
        Err(refused) => return refused.into_response(),
    };
    let Ok(payload) = serde_json::from_slice::<Value>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match payload.get("type").and_then(Value::as_str) {
        Some("url_verification") => {
            let challenge = payload.get("challenge").cloned().unwrap_or_default();
            Json(json!({ "challenge": challenge })).into_response()
        }
        Some("event_callback") => answer(dispatcher, SlackPayload::Event(payload)).await,
        _ => {
            debug!("Slack sent an event of a kind that is not used");
            StatusCode::OK.into_response()
        }
    }
}

async fn answer(dispatcher: &Arc<Dispatcher>, payload: SlackPayload) -> Response {
    let body = match dispatcher.dispatch(payload, Instant::now()) {
        Acknowledgement::Now(body) => body,
        Acknowledgement::Later(body) => body.await,
    };
    match body {
        Some(answer) => Json(answer).into_response(),
        None => StatusCode::OK.into_response(),
    }
}

impl Endpoints {
    /// Returns the dispatcher of the app whose secret signed the request.
    ///
    /// # Errors
    /// No secret did, which is logged without the content of the request.
    fn authenticate(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<&Arc<Dispatcher>, StatusCode> {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let mut reason = "it is not signed";
        if let (Some(signature), Some(timestamp)) =
            (header(SIGNATURE_HEADER), header(TIMESTAMP_HEADER))
        {
            reason = "its signature is wrong";
            let now = Timestamp::now().as_second();
            for (verifier, dispatcher) in self.apps.iter() {
                match verifier.verify(signature, timestamp, body, now) {
                    Ok(()) => return Ok(dispatcher),
                    Err(SignatureError::Stale) => reason = "it is too old",
                    Err(SignatureError::Mismatch) => {}
                }
            }
        }
        Err(self.refuse(reason))
    }
}

impl Endpoints {
    /// Counts and logs a refused request, without its content.
    fn refuse(&self, reason: &str) -> StatusCode {
        self.health.count("requests that were refused");
        // Only some are logged, as anybody can send such requests.
        if let Some(count) = self.refused.count() {
            warn!(
                count,
                "a request was refused: {reason}; if it came from Slack, check SLACK_SIGNING_SECRET \
                 and this machine's clock (refused so far: {count})"
            );
        }
        StatusCode::UNAUTHORIZED
    }
}

/// Refuses requests before their body is read: those without the signature headers, and those with a stale timestamp.
async fn check_headers(
    State(endpoints): State<Endpoints>,
    request: Request,
    next: Next,
) -> Response {
    match refusal(&request) {
        Some(reason) => endpoints.refuse(reason).into_response(),
        None => next.run(request).await,
    }
}

/// Returns the reason to refuse a request before its body is read; `None` where the body must be read.
fn refusal(request: &Request) -> Option<&'static str> {
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
    let length = header(CONTENT_LENGTH.as_str()).and_then(|length| length.parse::<usize>().ok());
    // Slack's certificate check is short and not signed.
    let short = length.is_some_and(|length| length <= MAX_SSL_CHECK);
    if short && request.uri().path().ends_with("/commands") {
        return None;
    }
    let now = Timestamp::now().as_second();
    match (header(SIGNATURE_HEADER), header(TIMESTAMP_HEADER)) {
        (Some(_), Some(time)) if signature::is_fresh(time, now) => None,
        (Some(_), Some(_)) => Some("it is too old"),
        _ => Some("it is not signed"),
    }
}

/// Returns whether a body is Slack's certificate check, which is not signed and must get 200. Compares raw
/// bytes; nothing else is done with such a body
/// (<https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling>).
fn is_ssl_check(body: &[u8]) -> bool {
    let mut fields = body.split(|byte| *byte == b'&');
    fields.any(|field| field == b"ssl_check=1")
}

/// Parses a form body.
fn form(body: &[u8]) -> Map<String, Value> {
    form_urlencoded::parse(body)
        .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
        .collect()
}
