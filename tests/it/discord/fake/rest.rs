//! The REST API of the fake: commands, interactions, webhooks, channels and messages.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::super::{check, payload};
use super::{FakeDiscord, InteractionState, Received, Refusals, Shared, TOKEN, decrement};

/// The routes below `/api/v10`.
pub(super) fn routes(fake: &Arc<FakeDiscord>) -> Router<Arc<FakeDiscord>> {
    Router::new()
        .route("/gateway/bot", get(gateway))
        .route("/gateway", get(gateway))
        .route(
            "/applications/{application}/commands",
            get(list).put(register),
        )
        .route("/guilds/{guild}/roles", get(roles))
        .route("/users/@me/channels", post(open_direct))
        .route("/channels/{channel}", get(channel))
        .route("/channels/{channel}/messages", post(write))
        .route(
            "/channels/{channel}/messages/{id}",
            get(show).delete(delete),
        )
        .route(
            "/channels/{channel}/messages/{id}/threads",
            post(open_thread),
        )
        .layer(from_fn_with_state(fake.clone(), authorize))
        .route("/interactions/{id}/{token}/callback", post(respond))
        .route(
            "/webhooks/{application}/{token}/messages/@original",
            patch(edit).delete(delete_original),
        )
        .route("/webhooks/{application}/{token}", post(follow_up))
}
fn error(status: StatusCode, code: u32, message: &str) -> Response {
    (status, Json(json!({ "code": code, "message": message }))).into_response()
}

async fn authorize(State(_): Shared, headers: HeaderMap, request: Request, next: Next) -> Response {
    let right = format!("Bot {TOKEN}");
    if headers
        .get("authorization")
        .is_some_and(|given| *given == *right)
    {
        next.run(request).await
    } else {
        error(StatusCode::UNAUTHORIZED, 0, "401: Unauthorized")
    }
}

pub(super) async fn unknown(State(fake): Shared, request: Request) -> Response {
    let problem = format!("nothing is at {} {}", request.method(), request.uri());
    fake.report(Received::Invalid(problem));
    error(StatusCode::NOT_FOUND, 0, "404: Not Found")
}

async fn gateway(State(fake): Shared) -> Response {
    if fake.options.gateway_fails {
        return error(StatusCode::INTERNAL_SERVER_ERROR, 0, "no");
    }
    let url = if fake.options.wrong_gateway_url {
        "wss://gateway.invalid".to_owned()
    } else {
        format!("ws://{}", fake.address)
    };
    let session_limits = fake.options.session_limits.lock().unwrap().pop_front();
    let (remaining, reset_after) = session_limits.unwrap_or((999, 14_400_000));
    Json(json!({
        "url": url,
        "shards": fake.options.shards.unwrap_or(1),
        "session_start_limit": {
            "total": 1000,
            "remaining": remaining,
            "reset_after": reset_after,
            "max_concurrency": 16,
        },
    }))
    .into_response()
}

async fn list(State(fake): Shared) -> Json<Value> {
    fake.report(Received::Listed);
    Json(fake.commands.lock().unwrap().clone())
}

/// Stores the commands in the form in which Discord returns them: with ids and defaults, in another
/// action.
async fn register(State(fake): Shared, Json(body): Json<Value>) -> Response {
    if decrement(&fake.options.failing_registrations) {
        return error(StatusCode::INTERNAL_SERVER_ERROR, 0, "no");
    }
    fake.report_invalid(check::commands(&body));
    let mut kept = body.clone();
    for command in kept.as_array_mut().into_iter().flatten() {
        let id = fake.ids.fetch_add(1, Ordering::SeqCst);
        command["id"] = json!(id.to_string());
        command["version"] = json!((id + 1).to_string());
        command["application_id"] = json!(payload::APPLICATION);
        // Sent as a number, returned as a string.
        let permissions = command["default_member_permissions"].as_u64();
        command["default_member_permissions"] = json!(permissions.map(|one| one.to_string()));
        command["nsfw"] = json!(false);
        let fields = command.as_object_mut().expect("an object");
        if fields.get("options") == Some(&json!([])) {
            fields.remove("options");
        }
        let options = fields.get_mut("options").and_then(Value::as_array_mut);
        for option in options.into_iter().flatten() {
            let option = option.as_object_mut().expect("an object");
            option.retain(|_, value| *value != json!(false));
        }
    }
    kept.as_array_mut().expect("a list").reverse();
    *fake.commands.lock().unwrap() = kept.clone();
    fake.report(Received::Registered(body));
    Json(kept).into_response()
}

/// The roles of a server: that of everybody, another bot's and the bot's own.
async fn roles() -> Json<Value> {
    Json(json!([
        { "id": payload::GUILD, "name": "@everyone", "managed": false },
        { "id": payload::OTHER_ROLE, "name": "Other", "tags": { "bot_id": payload::OTHER } },
        { "id": payload::BOT_ROLE, "name": "Guidepost", "tags": { "bot_id": payload::BOT } },
    ]))
}

/// Opens the channel of direct messages with a user, whose id is the user's.
async fn open_direct(Json(body): Json<Value>) -> Json<Value> {
    Json(json!({ "id": body["recipient_id"], "type": 1, "recipients": [] }))
}

async fn respond(
    State(fake): Shared,
    Path((_, token)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    if let Some(observe) = &fake.options.observer {
        observe(&token, &body);
        return StatusCode::NO_CONTENT.into_response();
    }
    if decrement(&fake.failures) {
        fake.failed.notify_one();
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let laid_out = body["data"]["flags"].as_u64().unwrap_or(0) & (1 << 15) > 0;
    if laid_out && fake.refuses_components.load(Ordering::SeqCst) {
        return error(StatusCode::BAD_REQUEST, 50_035, "Invalid Form Body");
    }
    if fake.response_permits.available_permits() == 0 {
        fake.report(Received::ResponseHeld);
    }
    let pass = fake.response_permits.acquire().await;
    pass.expect("it is never closed").forget();
    let stage = match body["type"].as_u64() {
        Some(5 | 6) => InteractionState::Deferred,
        Some(7) => InteractionState::Updated,
        _ => InteractionState::Answered,
    };
    let before = {
        let mut waiting = fake.waiting.lock().unwrap();
        let before = waiting.get_mut(&token);
        before.map(|before| match *before {
            InteractionState::Open => std::mem::replace(before, stage),
            responded => responded,
        })
    };
    match before {
        None => {
            fake.expired.add_one();
            error(StatusCode::NOT_FOUND, 10_062, "Unknown interaction")
        }
        Some(
            InteractionState::Answered | InteractionState::Updated | InteractionState::Deferred,
        ) => {
            let twice = "an interaction was responded to twice".to_owned();
            fake.report(Received::Invalid(twice));
            error(
                StatusCode::BAD_REQUEST,
                40_060,
                "Interaction has already been acknowledged.",
            )
        }
        Some(InteractionState::Open) => {
            fake.report_invalid(check::response(&body));
            fake.report(Received::Responded(body));
            StatusCode::NO_CONTENT.into_response()
        }
    }
}

/// Accepts a request after a deferred response.
fn after_deferral(fake: &FakeDiscord, token: &str, event: Received) -> Response {
    if decrement(&fake.failures) {
        fake.failed.notify_one();
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let stage = fake.waiting.lock().unwrap().get(token).copied();
    match stage {
        None => error(StatusCode::UNAUTHORIZED, 50_027, "Invalid Webhook Token"),
        // A message may follow an update, too.
        Some(InteractionState::Updated) if matches!(event, Received::FollowedUp(_)) => {
            fake.report(event);
            Json(payload::message(payload::ASKER, &json!({}))).into_response()
        }
        Some(InteractionState::Deferred) => {
            fake.report(event);
            Json(payload::message(payload::ASKER, &json!({}))).into_response()
        }
        Some(InteractionState::Open | InteractionState::Answered | InteractionState::Updated) => {
            let nothing = "something came that was not deferred".to_owned();
            fake.report(Received::Invalid(nothing));
            error(StatusCode::NOT_FOUND, 10_015, "Unknown Webhook")
        }
    }
}

async fn edit(
    State(fake): Shared,
    Path((_, token)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    if let Some(observe) = &fake.options.observer {
        observe(&token, &body);
        return Json(payload::message(payload::ASKER, &json!({}))).into_response();
    }
    fake.report_invalid(check::edit_body(&body));
    after_deferral(&fake, &token, Received::Edited(body))
}

async fn delete_original(
    State(fake): Shared,
    Path((_, token)): Path<(String, String)>,
) -> Response {
    if fake.options.observer.is_some() {
        return StatusCode::NO_CONTENT.into_response();
    }
    after_deferral(&fake, &token, Received::OriginalDeleted)
}

async fn follow_up(
    State(fake): Shared,
    Path((_, token)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    if let Some(observe) = &fake.options.observer {
        observe(&token, &body);
        return Json(payload::message(payload::ASKER, &json!({}))).into_response();
    }
    fake.report_invalid(check::followed_up(&body));
    after_deferral(&fake, &token, Received::FollowedUp(body))
}

/// Returns a channel below a category, or a thread below a channel.
async fn channel(State(fake): Shared, Path(id): Path<String>) -> Response {
    fake.channel_requests.fetch_add(1, Ordering::SeqCst);
    if decrement(&fake.failures) {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let heading = "1100000000000000099".to_owned();
    let parent = fake.threads.lock().unwrap().get(&id).cloned();
    let kind = if parent.is_some() { 11 } else { 0 };
    let parent = parent.unwrap_or(heading);
    Json(json!({ "id": id, "type": kind, "parent_id": parent, "guild_id": payload::GUILD }))
        .into_response()
}

/// Stores a message, unless its nonce is known.
async fn write(
    State(fake): Shared,
    Path(channel): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    if channel == payload::ASKER || channel == payload::OTHER {
        if fake.refuses_direct.load(Ordering::SeqCst) {
            let what = "Cannot send messages to this user";
            return error(StatusCode::FORBIDDEN, 50_007, what);
        }
        fake.report(Received::Told(channel, body));
        return Json(payload::message(payload::ASKER, &json!({}))).into_response();
    }
    fake.report_invalid(check::posted(&body));
    let embeds = body["embeds"]
        .as_array()
        .is_some_and(|embeds| !embeds.is_empty());
    let refusals = *fake.refusals.lock().unwrap();
    let refused = match refusals {
        Refusals::Nothing => None,
        Refusals::Embeds => (embeds || body.get("flags").is_some()).then_some(50_013),
        Refusals::Replies => body.get("message_reference").map(|_| 160_002),
        Refusals::Messages => Some(50_013),
    };
    if let Some(code) = refused {
        return error(StatusCode::FORBIDDEN, code, "Missing Permissions");
    }
    let nonce = body["nonce"].as_str().unwrap_or_default().to_owned();
    let known = fake.nonces.lock().unwrap().get(&nonce).cloned();
    let id = known.clone().unwrap_or_else(|| fake.next_id());
    let mut message = payload::message(payload::ASKER, &body);
    message["id"] = json!(id);
    if known.is_none() {
        fake.nonces.lock().unwrap().insert(nonce, id);
        fake.store_message(&message);
        fake.report(Received::Posted(body));
        fake.posted_in.lock().unwrap().push(channel);
    }
    if decrement(&fake.failures) {
        fake.failed.notify_one();
        return StatusCode::BAD_GATEWAY.into_response();
    }
    Json(message).into_response()
}

/// Opens a thread from a message; its id is that of the message.
async fn open_thread(
    State(fake): Shared,
    Path((channel, id)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    fake.report_invalid(check::thread(&body));
    fake.threads.lock().unwrap().insert(id.clone(), channel);
    Json(json!({ "id": id, "type": 11, "name": body["name"] })).into_response()
}

async fn show(State(fake): Shared, Path((_, id)): Path<(String, String)>) -> Response {
    match fake.messages.lock().unwrap().get(&id) {
        Some(message) => Json(message.clone()).into_response(),
        None => error(StatusCode::NOT_FOUND, 10_008, "Unknown Message"),
    }
}

async fn delete(State(fake): Shared, Path((_, id)): Path<(String, String)>) -> Response {
    match fake.messages.lock().unwrap().remove(&id) {
        Some(_) => {
            fake.report(Received::Deleted(id));
            StatusCode::NO_CONTENT.into_response()
        }
        None => error(StatusCode::NOT_FOUND, 10_008, "Unknown Message"),
    }
}
