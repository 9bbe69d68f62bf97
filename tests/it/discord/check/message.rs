//! Checks of messages, edits and autocomplete choices.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::components::{allowed_flags, is_layout, layout};
use super::{known, text};

/// Checks a new message, which also sets its flags.
pub(super) fn message(data: &Value) -> Vec<String> {
    let mut problems = content(data);
    let keys = [
        "content",
        "embeds",
        "components",
        "attachments",
        "allowed_mentions",
        "flags",
    ];
    known(&mut problems, "message", data, &keys);
    allowed_flags(&mut problems, data, true);
    problems
}

pub(super) fn edit(data: &Value) -> Vec<String> {
    let mut problems = content(data);
    let keys = [
        "content",
        "embeds",
        "components",
        "attachments",
        "allowed_mentions",
        "flags",
    ];
    known(&mut problems, "edit", data, &keys);
    allowed_flags(&mut problems, data, false);
    problems
}

pub(super) fn content(data: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    if data["allowed_mentions"] != json!({ "parse": [] }) {
        problems.push(format!("allowed_mentions {}", data["allowed_mentions"]));
    }
    attachments(&mut problems, data);
    if is_layout(data) {
        layout(&mut problems, data);
        return problems;
    }
    let embeds = data["embeds"].as_array().cloned().unwrap_or_default();
    let plain = data["content"].as_str().unwrap_or_default();
    if plain.encode_utf16().count() > 2_000 {
        problems.push("content is too long".to_owned());
    }
    if (embeds.is_empty() && plain.is_empty()) || embeds.len() > 10 {
        problems.push(format!("{} embeds", embeds.len()));
    }
    let total: usize = embeds.iter().map(|one| embed(&mut problems, one)).sum();
    if total > 6_000 {
        problems.push(format!("{total} characters in embeds"));
    }
    components(&mut problems, data);
    problems
}

/// Checks attachments and the images that refer to them
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
    for one in &rows {
        row(problems, one, &mut ids);
    }
}

/// Checks an action row; `ids` are the custom ids of the message so far.
pub(super) fn row(problems: &mut Vec<String>, row: &Value, ids: &mut HashSet<String>) {
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

pub(super) fn completions(data: &Value) -> Vec<String> {
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
