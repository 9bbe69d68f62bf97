//! Checks of a bulk overwrite of application commands.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{against, known, length};

/// Checks a bulk overwrite of commands.
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
                "max_length",
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

/// Checks name and description in each language and that names are unique per language. Returns the
/// length of the longest of each
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming>).
fn named(
    problems: &mut Vec<String>,
    object: &Value,
    known: &mut HashSet<(String, String)>,
) -> usize {
    let mut longest = [0, 0];
    // Message commands have names with spaces and capitals, and no description.
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
