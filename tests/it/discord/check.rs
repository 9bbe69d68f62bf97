//! Checks of request bodies against Discord's `OpenAPI` document and the documented limits that it
//! omits.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Value, json};

mod commands;
mod components;
mod message;

pub use self::commands::commands;
use self::message::{completions, content, edit, message};

/// The document; `None` where the file is absent.
static DOCUMENT: LazyLock<Option<Value>> = LazyLock::new(|| {
    let shared = std::env::var_os("GUIDEPOST_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("specs/discord-openapi.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!(
            "SKIPPED: bodies are not checked against Discord's OpenAPI document, as {} is not there",
            path.display()
        );
        return None;
    };
    Some(serde_json::from_str(&text).expect("the OpenAPI document is JSON"))
});

/// Compiled schemas; compiling is slow.
static PREPARED: LazyLock<Mutex<HashMap<String, &'static Validator>>> =
    LazyLock::new(Mutex::default);

fn against(schema: &str, body: &Value) -> Vec<String> {
    let Some(document) = DOCUMENT.as_ref() else {
        return Vec::new();
    };
    let mut prepared = PREPARED.lock().expect("no poison");
    let validator = prepared.entry(schema.to_owned()).or_insert_with(|| {
        let mut root: Value = serde_json::from_str(schema).expect("a schema");
        root["components"] = document["components"].clone();
        let validator = jsonschema::validator_for(&root).expect("a schema that can be used");
        Box::leak(Box::new(validator))
    });
    validator
        .iter_errors(body)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn component(name: &str) -> String {
    json!({ "$ref": format!("#/components/schemas/{name}") }).to_string()
}

/// Checks a response to an interaction.
pub fn response(body: &Value) -> Vec<String> {
    let data = &body["data"];
    let (schema, mut problems) = match body["type"].as_u64() {
        Some(4) => ("CreateMessageInteractionCallbackRequest", message(data)),
        Some(5) => ("CreateMessageInteractionCallbackRequest", Vec::new()),
        Some(6) => ("UpdateMessageInteractionCallbackRequest", Vec::new()),
        Some(7) => ("UpdateMessageInteractionCallbackRequest", edit(data)),
        Some(9) => ("ModalInteractionCallbackRequest", Vec::new()),
        Some(8) => (
            "ApplicationCommandAutocompleteCallbackRequest",
            completions(data),
        ),
        _ => return vec![format!("there is no response of type {}", body["type"])],
    };
    known(&mut problems, "response", body, &["type", "data"]);
    problems.extend(against(&component(schema), body));
    problems
}

/// Checks the edit of a message.
pub fn edit_body(body: &Value) -> Vec<String> {
    let mut problems = edit(body);
    let schema = component("IncomingWebhookUpdateRequestPartial");
    problems.extend(against(&schema, body));
    problems
}

/// Checks a follow-up message.
pub fn followed_up(body: &Value) -> Vec<String> {
    let mut problems = message(body);
    let schema = component("IncomingWebhookRequestPartial");
    problems.extend(against(&schema, body));
    problems
}

/// Checks a message in a channel: it has to be a reply that pings nobody, not even its target.
pub fn posted(body: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let keys = [
        "content",
        "embeds",
        "components",
        "attachments",
        "allowed_mentions",
        "flags",
        "message_reference",
        "nonce",
        "enforce_nonce",
    ];
    known(&mut problems, "message", body, &keys);
    // A message of the bot's own accord is no reply.
    let own = body.get("message_reference").is_none() && body.get("flags").is_some();
    let mentions = if own {
        json!({ "parse": [] })
    } else {
        json!({ "parse": [], "replied_user": false })
    };
    if body["allowed_mentions"] != mentions {
        problems.push(format!("allowed_mentions {}", body["allowed_mentions"]));
    }
    let reference = body.get("message_reference");
    let plain = reference.is_none() && body.get("content").is_some();
    components::allowed_flags(&mut problems, body, false);
    if (!plain && !own && body["message_reference"]["fail_if_not_exists"] != json!(false))
        || body["enforce_nonce"] != json!(true)
    {
        problems.push("a message that is no reply, or may stand there twice".to_owned());
    }
    let mut same = body.clone();
    same["allowed_mentions"] = json!({ "parse": [] });
    problems.extend(content(&same));
    problems.extend(against(&component("MessageCreateRequest"), body));
    problems
}

/// Checks a thread that is opened from a message.
pub fn thread(body: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    known(&mut problems, "thread", body, &["name"]);
    text(&mut problems, body, "name", 100);
    problems
}

/// Checks that a text is neither blank nor too long; returns its length.
fn text(problems: &mut Vec<String>, object: &Value, key: &str, limit: usize) -> usize {
    let text = object[key].as_str().unwrap_or_default();
    let length = length(text);
    if text.trim().is_empty() || length > limit {
        problems.push(format!("{key} has {length} characters of {limit}"));
    }
    length
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Checks for unexpected keys, which the document allows.
fn known(problems: &mut Vec<String>, what: &str, object: &Value, keys: &[&str]) {
    for key in object.as_object().into_iter().flat_map(|one| one.keys()) {
        if !keys.contains(&key.as_str()) {
            problems.push(format!("a {what} has the unexpected key {key}"));
        }
    }
}

#[test]
fn the_check_finds_bodies_that_discord_would_refuse() {
    let fine = json!({ "type": 4, "data": {
        "embeds": [{ "title": "a" }],
        "components": [],
        "allowed_mentions": { "parse": [] },
    }});
    assert_eq!(response(&fine), [""; 0]);
    let button = json!({ "type": 2, "style": 2, "label": "a", "custom_id": "b" });
    for (place, wrong) in [
        ("/data/allowed_mentions/parse", json!(["everyone"])),
        ("/data/embeds/0/title", json!("a".repeat(257))),
        ("/data/embeds/0", json!({})),
        (
            "/data/embeds/0",
            json!({ "title": "a", "image": { "url": "attachment://a.png" } }),
        ),
        (
            "/data/components",
            json!([{ "type": 1, "components": [button, button] }]),
        ),
        ("/data/components", json!([{ "type": 1, "components": [] }])),
        ("/type", json!(3)),
    ] {
        let mut body = fine.clone();
        *body.pointer_mut(place).expect("a place") = wrong;
        assert_ne!(response(&body), [""; 0], "{place}");
    }
}
