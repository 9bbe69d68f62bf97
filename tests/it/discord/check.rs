//! Whether a body is one that Discord takes: by its `OpenAPI` document, and by the documented limits
//! that the document leaves out.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Value, json};

/// The document; none where it is not there.
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

/// Schemas are large: each is prepared once.
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

/// What is wrong with a response to an interaction.
pub fn response(body: &Value) -> Vec<String> {
    let data = &body["data"];
    let (schema, mut problems) = match body["type"].as_u64() {
        Some(4) => ("CreateMessageInteractionCallbackRequest", message(data)),
        Some(5) => ("CreateMessageInteractionCallbackRequest", Vec::new()),
        Some(6) => ("UpdateMessageInteractionCallbackRequest", Vec::new()),
        Some(7) => ("UpdateMessageInteractionCallbackRequest", edit(data)),
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

/// What is wrong with the edit of a message.
pub fn edit_body(body: &Value) -> Vec<String> {
    let mut problems = edit(body);
    let schema = component("IncomingWebhookUpdateRequestPartial");
    problems.extend(against(&schema, body));
    problems
}

/// What is wrong with a further message behind a response.
pub fn followed_up(body: &Value) -> Vec<String> {
    let mut problems = message(body);
    let schema = component("IncomingWebhookRequestPartial");
    problems.extend(against(&schema, body));
    problems
}

/// What is wrong with a message in a channel: it replies, and pings nobody, not even whom it replies
/// to.
pub fn posted(body: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let keys = [
        "embeds",
        "components",
        "attachments",
        "allowed_mentions",
        "message_reference",
        "nonce",
        "enforce_nonce",
    ];
    known(&mut problems, "message", body, &keys);
    if body["allowed_mentions"] != json!({ "parse": [], "replied_user": false }) {
        problems.push(format!("allowed_mentions {}", body["allowed_mentions"]));
    }
    if body["message_reference"]["fail_if_not_exists"] != json!(false)
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

/// What is wrong with a bulk overwrite of commands.
pub fn commands(body: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let mut names = HashSet::new();
    let list = body.as_array().cloned().unwrap_or_default();
    if list.is_empty() || list.len() > 100 {
        problems.push(format!("{} commands", list.len()));
    }
    for command in &list {
        let keys = [
            "type",
            "name",
            "name_localizations",
            "description",
            "description_localizations",
            "options",
            "integration_types",
            "contexts",
            "default_member_permissions",
        ];
        known(&mut problems, "command", command, &keys);
        let name = command["name"].as_str().unwrap_or_default();
        let mut all = named(&mut problems, command, &mut names);
        let options = command["options"].as_array().cloned().unwrap_or_default();
        if options.len() > 25 {
            problems.push(format!("/{name} has {} options", options.len()));
        }
        let mut optional = false;
        let mut option_names = HashSet::new();
        for option in &options {
            let keys = [
                "type",
                "name",
                "name_localizations",
                "description",
                "description_localizations",
                "required",
                "autocomplete",
            ];
            known(&mut problems, "option", option, &keys);
            all += named(&mut problems, option, &mut option_names);
            let required = option["required"] == json!(true);
            if required && optional {
                problems.push(format!("/{name}: a required option behind an optional one"));
            }
            optional |= !required;
        }
        if all > 8_000 {
            problems.push(format!("/{name} has {all} characters in all"));
        }
    }
    let schema = json!({
        "type": "array",
        "items": { "$ref": "#/components/schemas/ApplicationCommandUpdateRequest" },
        "maxItems": 130,
    });
    problems.extend(against(&schema.to_string(), body));
    problems
}

/// Checks name and description in each language, and that nothing before has the name in that
/// language; gives the length of the longest of each
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming>).
fn named(
    problems: &mut Vec<String>,
    object: &Value,
    known: &mut HashSet<(String, String)>,
) -> usize {
    let mut longest = [0, 0];
    // A command on a message has a name as people write it, and no description.
    let on_message = object["type"] == json!(3) && object.get("description").is_none();
    let texts = if on_message {
        &["name"][..]
    } else {
        &["name", "description"]
    };
    for (key, longest) in texts.iter().copied().zip(&mut longest) {
        let mut texts = vec![("", object[key].as_str().unwrap_or_default())];
        let localised = object[format!("{key}_localizations")].as_object();
        texts.extend(
            localised
                .into_iter()
                .flatten()
                .map(|(locale, text)| (locale.as_str(), text.as_str().unwrap_or_default())),
        );
        for (locale, text) in texts {
            let limit = if key == "name" { 32 } else { 100 };
            if text.trim().is_empty() || length(text) > limit {
                problems.push(format!("the {key} {text:?} in {locale:?}"));
            }
            let plain = |symbol: char| {
                let devanagari = ('\u{900}'..='\u{97f}').contains(&symbol);
                symbol == '-' || symbol.is_alphanumeric() || devanagari
            };
            if key == "name" {
                let lower = text.chars().all(plain) && text.to_lowercase() == text;
                if !lower && !on_message {
                    problems.push(format!("the name {text:?} in {locale:?}"));
                }
                if !known.insert((locale.to_owned(), text.to_owned())) {
                    problems.push(format!("two are called {text:?} in {locale:?}"));
                }
            }
            *longest = (*longest).max(length(text));
        }
    }
    longest.iter().sum()
}

/// A new message: who reads it is said here, and that nobody is pinged.
fn message(data: &Value) -> Vec<String> {
    let mut problems = content(data);
    let keys = [
        "embeds",
        "components",
        "attachments",
        "allowed_mentions",
        "flags",
    ];
    known(&mut problems, "message", data, &keys);
    if !(data.get("flags").is_none() || data["flags"] == json!(64)) {
        problems.push(format!("flags {}", data["flags"]));
    }
    problems
}

fn edit(data: &Value) -> Vec<String> {
    let mut problems = content(data);
    let keys = ["embeds", "components", "attachments", "allowed_mentions"];
    known(&mut problems, "edit", data, &keys);
    problems
}

fn content(data: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    if data["allowed_mentions"] != json!({ "parse": [] }) {
        problems.push(format!("allowed_mentions {}", data["allowed_mentions"]));
    }
    let embeds = data["embeds"].as_array().cloned().unwrap_or_default();
    if embeds.is_empty() || embeds.len() > 10 {
        problems.push(format!("{} embeds", embeds.len()));
    }
    let total: usize = embeds.iter().map(|one| embed(&mut problems, one)).sum();
    if total > 6_000 {
        problems.push(format!("{total} characters in embeds"));
    }
    components(&mut problems, data);
    attachments(&mut problems, data);
    problems
}

/// The files beside a message
/// (<https://discord.com/developers/docs/reference#editing-message-attachments-using-attachments-within-embeds>).
fn attachments(problems: &mut Vec<String>, data: &Value) {
    let attachments = data["attachments"].as_array().cloned().unwrap_or_default();
    if attachments.len() > 10 {
        problems.push(format!("{} attachments", attachments.len()));
    }
    let mut names = HashSet::new();
    for attachment in &attachments {
        known(
            problems,
            "attachment",
            attachment,
            &["id", "filename", "description"],
        );
        if attachment["description"] != Value::Null {
            text(problems, attachment, "description", 1_024);
        }
        let name = attachment["filename"].as_str().unwrap_or_default();
        let plain = |symbol: char| symbol.is_ascii_alphanumeric() || "_-.".contains(symbol);
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        if !name.chars().all(plain) || !matches!(ending, Some("png" | "jpg")) {
            problems.push(format!("a file called {name:?}"));
        }
        names.insert(format!("attachment://{name}"));
    }
    for embed in data["embeds"].as_array().into_iter().flatten() {
        if let Some(image) = embed.get("image") {
            known(problems, "image", image, &["url"]);
            if !names.contains(image["url"].as_str().unwrap_or_default()) {
                problems.push(format!("the image {image} is no file of this message"));
            }
        }
    }
}

fn embed(problems: &mut Vec<String>, embed: &Value) -> usize {
    let keys = ["title", "description", "fields", "footer", "image", "color"];
    known(problems, "embed", embed, &keys);
    let mut total = 0;
    for (key, limit) in [("title", 256), ("description", 4_096)] {
        if embed.get(key).is_some() {
            total += text(problems, embed, key, limit);
        }
    }
    let fields = embed["fields"].as_array().cloned().unwrap_or_default();
    if fields.len() > 25 {
        problems.push(format!("{} fields", fields.len()));
    }
    for field in &fields {
        known(problems, "field", field, &["name", "value", "inline"]);
        total += text(problems, field, "name", 256) + text(problems, field, "value", 1_024);
    }
    if let Some(footer) = embed.get("footer") {
        total += text(problems, footer, "text", 2_048);
    }
    if total == 0 {
        problems.push("an embed with nothing in it".to_owned());
    }
    total
}

fn components(problems: &mut Vec<String>, data: &Value) {
    let rows = data["components"].as_array().cloned().unwrap_or_default();
    if rows.len() > 5 {
        problems.push(format!("{} rows", rows.len()));
    }
    let mut ids = HashSet::new();
    for row in &rows {
        known(problems, "row", row, &["type", "components"]);
        let parts = row["components"].as_array().cloned().unwrap_or_default();
        let select = parts.iter().any(|part| part["type"] != json!(2));
        if row["type"] != json!(1) || parts.is_empty() || parts.len() > if select { 1 } else { 5 } {
            problems.push(format!("a row with {} parts", parts.len()));
        }
        for part in &parts {
            text(problems, part, "custom_id", 100);
            if !ids.insert(part["custom_id"].to_string()) {
                problems.push(format!("custom_id {} twice", part["custom_id"]));
            }
            if select {
                options(problems, part);
            } else {
                let keys = ["type", "style", "label", "custom_id"];
                known(problems, "button", part, &keys);
                text(problems, part, "label", 80);
            }
        }
    }
}

fn options(problems: &mut Vec<String>, select: &Value) {
    text(problems, select, "placeholder", 150);
    let mut keys = vec![
        "type",
        "custom_id",
        "placeholder",
        "min_values",
        "max_values",
    ];
    let number = |key: &str| {
        select
            .get(key)
            .map_or(1, |number| number.as_u64().unwrap_or(99))
    };
    let (least, most) = (number("min_values"), number("max_values"));
    if least > most || most == 0 || most > 25 {
        problems.push(format!("a select of {least} to {most}"));
    }
    if let Some(kind @ ("role" | "channel")) = match select["type"].as_u64() {
        Some(6) => Some("role"),
        Some(8) => Some("channel"),
        _ => None,
    } {
        keys.extend(["default_values", "channel_types"]);
        known(problems, "select", select, &keys);
        let chosen = select["default_values"].as_array().cloned();
        let chosen = chosen.unwrap_or_default();
        if chosen.len() as u64 > most || chosen.iter().any(|one| one["type"] != kind) {
            problems.push(format!("default_values {chosen:?}"));
        }
        return;
    }
    keys.push("options");
    known(problems, "select", select, &keys);
    let options = select["options"].as_array().cloned().unwrap_or_default();
    let chosen = options.iter().filter(|option| option["default"] == true);
    if options.is_empty() || options.len() > 25 || chosen.count() as u64 > most {
        problems.push(format!("{} options of {most}", options.len()));
    }
    let mut values = HashSet::new();
    for option in &options {
        known(
            problems,
            "option",
            option,
            &["label", "value", "description", "default"],
        );
        text(problems, option, "label", 100);
        text(problems, option, "value", 100);
        if option.get("description").is_some() {
            text(problems, option, "description", 100);
        }
        if !values.insert(option["value"].to_string()) {
            problems.push(format!("value {} twice", option["value"]));
        }
    }
}

fn completions(data: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let choices = data["choices"].as_array().cloned().unwrap_or_default();
    if choices.len() > 25 {
        problems.push(format!("{} choices", choices.len()));
    }
    for choice in &choices {
        known(&mut problems, "choice", choice, &["name", "value"]);
        text(&mut problems, choice, "name", 100);
        text(&mut problems, choice, "value", 100);
    }
    problems
}

/// The length of a text that must be there, seen and within its limit.
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

/// The document takes any key; one that it does not know is a slip all the same.
fn known(problems: &mut Vec<String>, what: &str, object: &Value, keys: &[&str]) {
    for key in object.as_object().into_iter().flat_map(|one| one.keys()) {
        if !keys.contains(&key.as_str()) {
            problems.push(format!("a {what} has the unexpected key {key}"));
        }
    }
}

#[test]
fn the_check_finds_what_discord_would_refuse() {
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
