//! Checks of the components of a message with the flag `IS_COMPONENTS_V2`.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::message::row;
use super::{known, length, text};

/// Message flags.
const EPHEMERAL: u64 = 1 << 6;
const COMPONENTS_V2: u64 = 1 << 15;

/// Returns whether the components of a message are its layout.
pub(super) fn is_layout(data: &Value) -> bool {
    flags(data) & COMPONENTS_V2 > 0
}

fn flags(data: &Value) -> u64 {
    data["flags"].as_u64().unwrap_or(0)
}

/// Checks the flags of a message.
pub(super) fn allowed_flags(problems: &mut Vec<String>, data: &Value, private: bool) {
    let allowed = COMPONENTS_V2 | if private { EPHEMERAL } else { 0 };
    let given = data.get("flags").is_none() || flags(data) > 0;
    if flags(data) & !allowed > 0 || !given {
        problems.push(format!("flags {}", data["flags"]));
    }
}

/// Checks the limits on all components, and each of them
/// (<https://discord.com/developers/docs/components/reference>).
pub(super) fn layout(problems: &mut Vec<String>, data: &Value) {
    for key in ["content", "embeds"] {
        if data.get(key).is_some() {
            problems.push(format!("{key} beside components"));
        }
    }
    let mut all = Vec::new();
    collect(&data["components"], &mut all);
    if all.is_empty() || all.len() > 40 {
        problems.push(format!("{} components", all.len()));
    }
    let texts = all.iter().filter_map(|part| part["content"].as_str());
    let total: usize = texts.map(length).sum();
    if total == 0 || total > 4_000 {
        problems.push(format!("{total} characters of text"));
    }
    let mut ids = HashSet::new();
    for part in &data["components"].as_array().cloned().unwrap_or_default() {
        top(problems, part, data, &mut ids);
    }
}

fn collect<'a>(parts: &'a Value, all: &mut Vec<&'a Value>) {
    for part in parts.as_array().into_iter().flatten() {
        all.push(part);
        collect(&part["components"], all);
        all.extend(part.get("accessory"));
    }
}

fn top(problems: &mut Vec<String>, part: &Value, data: &Value, ids: &mut HashSet<String>) {
    match part["type"].as_u64() {
        Some(17) => {
            known(
                problems,
                "container",
                part,
                &["type", "accent_color", "components"],
            );
            for part in part["components"].as_array().into_iter().flatten() {
                if part["type"] == json!(17) {
                    problems.push("a container in a container".to_owned());
                }
                top(problems, part, data, ids);
            }
        }
        Some(1) => row(problems, part, ids),
        Some(10) => {
            known(problems, "text display", part, &["type", "content"]);
            text(problems, part, "content", 4_000);
        }
        Some(12) => {
            known(problems, "gallery", part, &["type", "items"]);
            for item in part["items"].as_array().into_iter().flatten() {
                known(problems, "gallery item", item, &["media", "description"]);
                if item.get("description").is_some() {
                    text(problems, item, "description", 1_024);
                }
                let url = item["media"]["url"].as_str().unwrap_or_default();
                let files = data["attachments"].as_array().into_iter().flatten();
                let mut names = files.filter_map(|file| file["filename"].as_str());
                if !names.any(|name| url == format!("attachment://{name}")) {
                    problems.push(format!("the picture {url} is no file of this message"));
                }
            }
        }
        Some(14) => known(problems, "separator", part, &["type", "divider", "spacing"]),
        other => problems.push(format!("a component of type {other:?}")),
    }
}
