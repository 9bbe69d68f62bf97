//! What a workspace may choose for itself, as a form for its admins, and what was chosen in it.
//!
//! The form carries which channel it is about; who may open and send it is decided elsewhere, each
//! time anew.

use serde_json::{Value, json};

use super::blocks::{header, label, section};
use super::form::TITLE;
use super::{dialect, limits};
use crate::chat::{Panel, SettingField, SettingOption, SettingOptions};
use crate::language::{Language, MessageArg};

/// The form, and the button of the Home tab that opens it.
pub(super) const SETTINGS: &str = "settings";
/// The button from the whole workspace to one channel and back.
pub(super) const SCOPE: &str = "scope";

/// Stands for what holds everywhere else, as Slack takes no empty value.
const EVERYWHERE: &str = "-";
/// To answer every question, which the bot must hear.
const HEARING: (&str, &str) = ("mode", "all");

/// What a form is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// The channel; none for the whole workspace.
    pub(super) channel: Option<String>,
    /// The channel in which it was opened.
    pub(super) here: Option<String>,
}

impl Scope {
    fn to_text(&self) -> String {
        let id = |id: &Option<String>| id.clone().unwrap_or_else(|| EVERYWHERE.to_owned());
        format!("{} {}", id(&self.channel), id(&self.here))
    }

    /// What a form says of itself.
    pub(super) fn read(text: &str) -> Self {
        let id = |id: &str| Some(id.to_owned()).filter(|id| !id.is_empty() && id != EVERYWHERE);
        let (channel, here) = text.split_once(' ').unwrap_or((EVERYWHERE, EVERYWHERE));
        Self {
            channel: id(channel),
            here: id(here),
        }
    }

    /// The other one: the channel in which it was opened, or the whole workspace.
    pub(super) fn turned(self) -> Self {
        let channel = match self.channel {
            Some(_) => None,
            None => self.here.clone(),
        };
        Self { channel, ..self }
    }
}

/// What the button to the form is called.
pub(super) fn name(language: Language) -> String {
    let values = [("scope", "community"), ("door", "slack")];
    let values = values.map(|(name, word)| (name, MessageArg::Key(word)));
    language.text("settings", &values)
}

/// The form; `groups` are the workspace's user groups, by id and name, and `hears` whether the bot
/// hears every question.
pub(super) fn view(
    panel: &Panel,
    here: Option<String>,
    groups: &[(String, String)],
    hears: bool,
) -> Value {
    let Panel {
        channel,
        language,
        title,
        fields,
    } = panel;
    let text = |id: &str| language.text(id, &[("door", MessageArg::Key("slack"))]);
    let scope = Scope {
        channel: channel.clone(),
        here,
    };
    let other = match (&scope.channel, &scope.here) {
        (Some(_), _) => Some("settings-of-community"),
        (None, Some(_)) => Some("settings-of-channel"),
        (None, None) => None,
    };
    let mut lines = vec![text("settings.text")];
    let all = |field: &SettingField| field.name == HEARING.0 && field.chosen == [HEARING.1];
    if !hears && fields.iter().any(all) {
        lines.push(text("settings.unread"));
    }
    let mut blocks = vec![
        header(title),
        section(&dialect::literal(&lines.join("\n\n"))),
    ];
    blocks.extend(other.map(|id| {
        let name = label(&text(id), limits::BUTTON);
        let button = json!({ "type": "button", "action_id": SCOPE, "text": name, "value": SCOPE });
        json!({ "type": "actions", "elements": [button] })
    }));
    let inputs = fields.iter().filter_map(|field| {
        // What was chosen elsewhere for the same must not fill this form.
        let block = format!("{}:{}", field.name, scope.to_text());
        Some(json!({
            "type": "input",
            "block_id": block,
            "optional": matches!(field.options, SettingOptions::Any(_) | SettingOptions::Channel),
            "label": label(&field.label, limits::LABEL),
            "element": element(field, &text("setting-default"), groups, hears)?,
        }))
    });
    blocks.extend(inputs);
    blocks.truncate(limits::VIEW_BLOCKS);
    json!({
        "type": "modal",
        "callback_id": SETTINGS,
        "private_metadata": scope.to_text(),
        "title": label(TITLE, limits::TITLE),
        "submit": label(&text("settings-save"), limits::TITLE),
        "close": label(&text("form-close"), limits::TITLE),
        "blocks": blocks,
    })
}

/// What one chooses with; nothing where there is nothing to choose.
fn element(
    field: &SettingField,
    default: &str,
    groups: &[(String, String)],
    hears: bool,
) -> Option<Value> {
    let SettingField {
        name,
        label: _,
        chosen,
        options,
    } = field;
    let option = |value: &str, label: &str| SettingOption {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    match options {
        SettingOptions::One(options) => {
            let can = |one: &&SettingOption| {
                hears || (*name, one.value.as_str()) != HEARING || chosen.contains(&one.value)
            };
            let options = options.iter().filter(can).cloned().collect();
            one(name, options, chosen)
        }
        SettingOptions::Role => {
            let groups = groups.iter().map(|(id, name)| option(id, name));
            let options: Vec<SettingOption> =
                std::iter::once(option("", default)).chain(groups).collect();
            let any = options.len() > 1 || !chosen.is_empty();
            any.then(|| one(name, options, chosen)).flatten()
        }
        SettingOptions::Any(options) => {
            let options = option_objects(options.clone(), chosen);
            let picked: Vec<Value> = picked(&options, chosen);
            let mut select = json!({
                "type": "multi_static_select",
                "action_id": name,
                "options": options,
            });
            if let Some(select) = select.as_object_mut().filter(|_| !picked.is_empty()) {
                select.insert("initial_options".to_owned(), json!(picked));
            }
            (!options.is_empty()).then_some(select)
        }
        SettingOptions::Channel => {
            let mut select = json!({
                "type": "conversations_select",
                "action_id": name,
                "filter": { "include": ["public", "private"] },
            });
            if let (Some(select), Some(id)) = (select.as_object_mut(), chosen.first()) {
                select.insert("initial_conversation".to_owned(), json!(id));
            }
            Some(select)
        }
    }
}

/// One of several, of which one is chosen already, be it what holds everywhere else.
fn one(name: &str, options: Vec<SettingOption>, chosen: &[String]) -> Option<Value> {
    let nothing = [String::new()];
    let chosen = if chosen.is_empty() { &nothing } else { chosen };
    let options = option_objects(options, chosen);
    let picked = picked(&options, chosen).into_iter().next()?;
    Some(json!({
        "type": "static_select",
        "action_id": name,
        "options": options,
        "initial_option": picked,
    }))
}

/// As many options as Slack takes, what is chosen among them, even where it is offered no longer.
fn option_objects(mut options: Vec<SettingOption>, chosen: &[String]) -> Vec<Value> {
    for value in chosen {
        if !options.iter().any(|option| option.value == *value) {
            let (value, label) = (value.clone(), value.clone());
            options.push(SettingOption { value, label });
        }
    }
    if options.len() > limits::OPTIONS {
        options.sort_by_key(|option| !chosen.contains(&option.value) && !option.value.is_empty());
    }
    let options = options.iter().map(|SettingOption { value, label: name }| {
        let value = if value.is_empty() { EVERYWHERE } else { value };
        let name = if name.trim().is_empty() { value } else { name };
        json!({ "text": label(name, limits::OPTION), "value": value })
    });
    options.take(limits::OPTIONS).collect()
}

fn picked(options: &[Value], chosen: &[String]) -> Vec<Value> {
    let chosen = |option: &&Value| {
        let value = option.get("value").and_then(Value::as_str);
        let value = value.filter(|value| *value != EVERYWHERE);
        chosen
            .iter()
            .any(|chosen| chosen == value.unwrap_or_default())
    };
    options.iter().filter(chosen).cloned().collect()
}

/// What was chosen in a form: names of settings and values, none for what holds everywhere else.
pub(super) fn values(state: &Value) -> Vec<(String, Vec<String>)> {
    let blocks = state.get("values").and_then(Value::as_object);
    let actions = blocks.into_iter().flat_map(serde_json::Map::values);
    let elements = actions.filter_map(Value::as_object).flatten();
    elements
        .map(|(name, element)| {
            let text = |value: &Value| value.as_str().map(str::to_owned);
            let one = element.pointer("/selected_option/value").and_then(text);
            let channel = element.get("selected_conversation").and_then(text);
            let several = element.get("selected_options").and_then(Value::as_array);
            let several = several.into_iter().flatten();
            let several = several.filter_map(|option| text(option.get("value")?));
            let values = one.into_iter().chain(channel).chain(several);
            let values = values.filter(|value| value != EVERYWHERE).collect();
            (name.clone(), values)
        })
        .collect()
}

#[cfg(test)]
mod tests;
