//! Slack over HTTP: it posts to three endpoints and signs what it posts.
//!
//! **Invariant:** nothing that is not signed by Slack, or was signed more than five minutes ago,
//! gets further than this file.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Map, Value, json};
use slack_morphism::SlackSigningSecret;
use slack_morphism::signature_verifier::{
    SlackEventSignatureVerifier as Verifier, SlackEventSignatureVerifierError as Unverified,
};
use tracing::{debug, warn};

use super::decode::Payload;
use super::desk::Desk;
use crate::config::{ExposeSecret as _, SecretString};

/// What the endpoints share: how each app's requests are known, and who answers them.
#[derive(Clone)]
struct Door {
    apps: Arc<[(Verifier, Arc<Desk>)]>,
}

/// The endpoints, below `/slack`, for apps by their signing secrets.
pub(super) fn router<'a>(apps: impl Iterator<Item = (&'a SecretString, Arc<Desk>)>) -> Router {
    let apps = apps.map(|(secret, desk)| {
        let secret = SlackSigningSecret::from(secret.expose_secret());
        (Verifier::new(&secret), desk)
    });
    Router::new()
        .route("/slack/commands", post(commands))
        .route("/slack/interactivity", post(interactivity))
        .route("/slack/events", post(events))
        .with_state(Door {
            apps: apps.collect(),
        })
}

async fn commands(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> Response {
    let form = form(&body);
    // Slack checks the certificate so, without a signature, and wants to hear yes.
    // <https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling>
    if form.get("ssl_check").is_some_and(|check| check == "1") {
        return StatusCode::OK.into_response();
    }
    let desk = match door.verified(&headers, &body) {
        Ok(desk) => desk,
        Err(refused) => return refused.into_response(),
    };
    answer(desk, Payload::Command(Value::Object(form))).await
}

async fn interactivity(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> Response {
    let desk = match door.verified(&headers, &body) {
        Ok(desk) => desk,
        Err(refused) => return refused.into_response(),
    };
    let form = form(&body);
    let payload = form.get("payload").and_then(Value::as_str);
    match payload.and_then(|payload| serde_json::from_str(payload).ok()) {
        Some(payload) => answer(desk, Payload::Interaction(payload)).await,
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

async fn events(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> Response {
    let desk = match door.verified(&headers, &body) {
        Ok(desk) => desk,
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
        Some("event_callback") => answer(desk, Payload::Event(payload)).await,
        _ => {
            debug!("Slack sent an event of a kind that is not used");
            StatusCode::OK.into_response()
        }
    }
}

async fn answer(desk: &Arc<Desk>, payload: Payload) -> Response {
    match desk.take(payload).await {
        Some(answer) => Json(answer).into_response(),
        None => StatusCode::OK.into_response(),
    }
}

impl Door {
    /// Whose requests Slack signs like this, where it signed exactly this body, a short while ago.
    /// Of a request that it did not sign, nothing is told or logged but that it came.
    fn verified(&self, headers: &HeaderMap, body: &[u8]) -> Result<&Arc<Desk>, StatusCode> {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let signature = header(Verifier::SLACK_SIGNED_HASH_HEADER);
        let timestamp = header(Verifier::SLACK_SIGNED_TIMESTAMP);
        let body = std::str::from_utf8(body).ok();
        let mut reason = "it is not signed";
        if let (Some(signature), Some(timestamp), Some(body)) = (signature, timestamp, body) {
            for (verifier, desk) in self.apps.iter() {
                reason = match verifier.verify(signature, body, timestamp) {
                    Ok(()) => return Ok(desk),
                    Err(Unverified::IncorrectOrExpiredTimestampError(_)) => "it is too old",
                    Err(_) => "its signature is wrong",
                };
            }
        }
        warn!(
            "a request was refused: {reason}; if it came from Slack, check SLACK_SIGNING_SECRET \
             and this machine's clock"
        );
        Err(StatusCode::UNAUTHORIZED)
    }
}

/// A form's fields, each as a text.
fn form(body: &[u8]) -> Map<String, Value> {
    form_urlencoded::parse(body)
        .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From <https://docs.slack.dev/authentication/verifying-requests-from-slack>.
    #[test]
    fn the_published_signature_is_right_and_only_too_old() {
        let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow\
            &channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner\
            &command=%2Fwebhook-collect&text=\
            &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
            &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        let signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
        let secret = SlackSigningSecret::from("8f742231b10e8888abcd99yyyzzz85a5");
        let verifier = Verifier::new(&secret);
        let stale = verifier.verify(signature, body, "1531420618");
        assert!(matches!(
            stale,
            Err(Unverified::IncorrectOrExpiredTimestampError(_))
        ));
        let forged = verifier.verify(signature, &body.replace("foobar", "foobaz"), "1531420618");
        assert!(matches!(forged, Err(Unverified::WrongSignatureError(_))));
    }
}
