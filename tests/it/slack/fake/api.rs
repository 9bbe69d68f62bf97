//! Web API of the fake.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{APP_TOKEN, BOT_TOKEN, Delivery, FakeSlack, OTHER_APP_TOKEN, OTHER_BOT_TOKEN, SCOPES};

pub(super) async fn api(
    State(fake): State<FakeSlack>,
    Path(method): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let failure = {
        let mut state = fake.state();
        let failures = state.failures.get_mut(&method);
        failures.and_then(|failures| (!failures.is_empty()).then(|| failures.remove(0)))
    };
    // Messages are limited by channel, so other channels may go on.
    if !method.starts_with("chat.") {
        let now = Instant::now();
        let until = fake.state().limited_until.get(&method).copied();
        if until.is_some_and(|until| now < until) {
            fake.problem(format!("{method} was called before its Retry-After"));
        }
        if let Some((_, Some(seconds), _)) = &failure {
            let until = now + Duration::from_secs(*seconds);
            fake.state().limited_until.insert(method.clone(), until);
        }
    }
    if let Some((status, after, body)) = failure {
        fake.failed.send_modify(|failed| failed.push(method));
        let mut answer = (status, Json(body)).into_response();
        if let Some(after) = after {
            answer.headers_mut().insert("retry-after", after.into());
        }
        return answer;
    }
    let token = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let team = match (method.as_str(), token) {
        ("apps.connections.open", Some(APP_TOKEN)) | (_, Some(BOT_TOKEN)) => "T1",
        ("apps.connections.open", Some(OTHER_APP_TOKEN)) | (_, Some(OTHER_BOT_TOKEN)) => "T2",
        _ => return Json(json!({ "ok": false, "error": "invalid_auth" })).into_response(),
    };
    if method == "auth.test" {
        let scopes = fake.state().scopes.unwrap_or(SCOPES);
        let answer = json!({
            "ok": true, "url": "https://fake.slack.com/", "team": "Fake", "user": "guidepost",
            "team_id": team, "user_id": "U0BOT", "bot_id": "B0BOT",
        });
        return ([("x-oauth-scopes", scopes)], Json(answer)).into_response();
    }
    if method.starts_with("views.") {
        return Json(view(&fake, method, body)).into_response();
    }
    let answer = match method.as_str() {
        "users.info" | "usergroups.list" | "usergroups.users.list" => {
            people(&fake, &method, &query, team)
        }
        "agents.sessions.setStatus" => session(&fake, body),
        "assistant.threads.setStatus" => {
            let method = "assistant.threads.setStatus";
            fake.delivered.send(Delivery { method, body }).ok();
            json!({ "ok": true })
        }
        "assistant.threads.setSuggestedPrompts" => {
            let method = "assistant.threads.setSuggestedPrompts";
            fake.delivered.send(Delivery { method, body }).ok();
            json!({ "ok": true })
        }
        "apps.connections.open" => {
            let mut state = fake.state();
            state.issued += 1;
            let ticket = state.issued;
            let app = if team == "T1" { "A1" } else { "A2" };
            state.tickets.insert(ticket, app);
            json!({ "ok": true, "url": format!("ws://{}/socket?ticket={ticket}", fake.address) })
        }
        "conversations.replies" => {
            *fake.state().looked_up.entry(method).or_default() += 1;
            thread(&fake, query.get("ts").map_or("", String::as_str))
        }
        "chat.postMessage" => {
            if post(&fake, body, team) {
                return StatusCode::BAD_GATEWAY.into_response();
            }
            json!({ "ok": true, "channel": "C1", "ts": "1700000001.000200" })
        }
        "chat.postEphemeral" => {
            let mut holds = fake.holds_notices.subscribe();
            holds
                .wait_for(|holds| !holds)
                .await
                .expect("the fake lives");
            fake.deliver(
                "chat.postEphemeral",
                body,
                &["channel", "thread_ts", "user"],
            );
            json!({ "ok": true, "message_ts": "1700000001.000200" })
        }
        _ => {
            fake.problem(format!("an unknown method was called: {method}"));
            json!({ "ok": false, "error": "unknown_method" })
        }
    };
    Json(answer).into_response()
}

/// Sets the status of an agent session. A session that is `processing` stays so until it is set to something else.
fn session(fake: &FakeSlack, body: Value) -> Value {
    let thread = ["channel_id", "thread_ts"].map(|name| body[name].as_str().map(str::to_owned));
    let [Some(channel), Some(thread)] = thread else {
        fake.problem(format!("a session has no thread: {body}"));
        return json!({ "ok": false, "error": "invalid_arguments" });
    };
    let key = (channel, thread);
    match body["status"].as_str() {
        Some("processing") => {
            fake.state().processing.insert(key);
            let method = "agents.sessions.setStatus";
            fake.delivered.send(Delivery { method, body }).ok();
        }
        Some("active") => {
            if !fake.state().processing.remove(&key) {
                fake.problem(format!("no session is at work: {body}"));
            }
        }
        _ => {
            fake.problem(format!("a session has no such status: {body}"));
            return json!({ "ok": false, "error": "invalid_arguments" });
        }
    }
    json!({ "ok": true })
}

/// Posts a message, unless one with its `client_msg_id` was posted before. Returns whether the call fails
/// all the same.
fn post(fake: &FakeSlack, mut body: Value, team: &'static str) -> bool {
    let id = body
        .as_object_mut()
        .and_then(|body| body.remove("client_msg_id"));
    let id = id
        .as_ref()
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let groups: Vec<usize> = id.split('-').map(str::len).collect();
    if groups != [8, 4, 4, 4, 12] {
        fake.problem(format!("client_msg_id is {id:?}, which is no UUID"));
    }
    let mut state = fake.state();
    if state.message_ids.insert(id) {
        let mut post = body.clone();
        post["bot_id"] = json!("B0BOT");
        state.posted.push(post);
        state.senders.push(team);
        drop(state);
        fake.deliver("chat.postMessage", body, &["channel", "thread_ts"]);
        state = fake.state();
    }
    let fails = state.failing_posts > 0;
    state.failing_posts = state.failing_posts.saturating_sub(1);
    fails
}

/// Methods about users and user groups.
fn people(fake: &FakeSlack, method: &str, query: &HashMap<String, String>, team: &str) -> Value {
    match method {
        "users.info" => {
            let user = query.get("user").cloned().unwrap_or_default();
            let mut state = fake.state();
            *state.looked_up.entry(method.to_owned()).or_default() += 1;
            let locale = state.locales.get(&user).copied().unwrap_or("en-US");
            let admin = state.admins.contains(&user);
            let stranger = state.strangers.contains(&user);
            let team = if stranger { "T9" } else { team };
            json!({ "ok": true, "user": {
                "id": user, "team_id": team, "is_admin": admin, "is_owner": false, "locale": locale,
            } })
        }
        "usergroups.list" => {
            let state = fake.state();
            let groups = state.groups.keys().map(
                |id| json!({ "id": id, "handle": id.to_lowercase(), "name": "People", "team_id": team }),
            );
            json!({ "ok": true, "usergroups": groups.collect::<Vec<_>>() })
        }
        _ => {
            let group = query.get("usergroup").cloned().unwrap_or_default();
            match fake.state().groups.get(&group) {
                Some(people) => json!({ "ok": true, "users": people }),
                None => json!({ "ok": false, "error": "no_such_subteam" }),
            }
        }
    }
}

/// The messages of a thread, the oldest first.
fn thread(fake: &FakeSlack, ts: &str) -> Value {
    let parent = json!({ "type": "message", "user": "U1", "ts": ts, "blocks": [] });
    let state = fake.state();
    let posted = state.posted.iter().filter(|one| one["thread_ts"] == ts);
    let replies: Vec<Value> = std::iter::once(parent).chain(posted.cloned()).collect();
    json!({ "ok": true, "messages": replies, "has_more": false })
}

/// A method that shows a view.
fn view(fake: &FakeSlack, method: String, body: Value) -> Value {
    match method.as_str() {
        "views.open" => {
            let id = {
                let mut state = fake.state();
                state.viewed += 1;
                let id = format!("V{}", state.viewed);
                state.views.insert(id.clone());
                id
            };
            fake.deliver_view("views.open", body, &["trigger_id"]);
            json!({ "ok": true, "view": { "id": id, "hash": "1.abc" } })
        }
        "views.update" => {
            let id = body["view_id"].as_str().unwrap_or_default();
            if !fake.state().views.contains(id) {
                let gone = json!({ "ok": false, "error": "not_found" });
                fake.failed.send_modify(|failed| failed.push(method));
                return gone;
            }
            fake.deliver_view("views.update", body, &["view_id"]);
            json!({ "ok": true, "view": { "id": "V1", "hash": "2.abc" } })
        }
        "views.publish" => {
            fake.deliver_view("views.publish", body, &["user_id"]);
            json!({ "ok": true, "view": { "id": "V0", "hash": "1.abc" } })
        }
        _ => {
            fake.problem(format!("an unknown method was called: {method}"));
            json!({ "ok": false, "error": "unknown_method" })
        }
    }
}
