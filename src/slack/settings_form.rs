//! Settings modal of a workspace or channel: its view, and the values of a submission.
//!
//! The `private_metadata` of the view is its scope. `settings.rs` checks the rights at each step.

use serde_json::{Value, json};

use super::blocks::{header, plain_text, section};
use super::modals::TITLE;
use super::{limits, mrkdwn};
use crate::chat::{Panel, SettingField, SettingOption, SettingOptions};
use crate::language::{Language, MessageArg};
use crate::platform::settings_form::{
    decode_id, decode_values, encode_id, encode_value, introduction, needs_every_message,
};

/// `callback_id` of the modal, `action_id` of the buttons that open it, and argument of the command.
pub(super) const SETTINGS: &str = "settings";
/// `action_id` of the button that switches the scope.
pub(super) const SCOPE: &str = "scope";

/// Scope of a settings modal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SettingsScope {
    /// Channel whose settings are shown; none for those of the workspace.
    pub(super) channel: Option<String>,
    /// Channel in which the modal was opened.
    pub(super) opened_in: Option<String>,
}

impl SettingsScope {
    /// Writes the scope as `private_metadata`.
    fn to_text(&self) -> String {
        let channel = encode_id(self.channel.as_deref());
        let opened_in = encode_id(self.opened_in.as_deref());
        format!("{channel} {opened_in}")
    }

    /// Parses the `private_metadata` of a modal; malformed text means the workspace.
    pub(super) fn parse(text: &str) -> Self {
        let (channel, opened_in) = text.split_once(' ').unwrap_or_default();
        Self {
            channel: decode_id(channel),
            opened_in: decode_id(opened_in),
        }
    }

    /// Switches between the workspace and the channel in which the modal was opened.
    pub(super) fn switched(self) -> Self {
        let channel = match self.channel {
            Some(_) => None,
            None => self.opened_in.clone(),
        };
        Self { channel, ..self }
    }
}

/// Returns the label of the button that opens the modal.
pub(super) fn button_label(language: Language) -> String {
    let values = [("scope", "community"), ("door", "slack")];
    let values = values.map(|(name, word)| (name, MessageArg::Key(word)));
    language.text("settings", &values)
}

/// Builds the view. `groups` are ids and names of the workspace's user groups; `receives_messages` says whether to offer
/// the option to answer every question.
pub(super) fn view(
    panel: &Panel,
    opened_in: Option<String>,
    groups: &[(String, String)],
    receives_messages: bool,
) -> Value {
    let Panel {
        channel,
        language,
        title,
        fields,
    } = panel;
    let text = |id: &str| language.text(id, &[("door", MessageArg::Key("slack"))]);
    let scope = SettingsScope {
        channel: channel.clone(),
        opened_in,
    };
    let other_scope = match (&scope.channel, &scope.opened_in) {
        (Some(_), _) => Some("settings-of-community"),
        (None, Some(_)) => Some("settings-of-channel"),
        (None, None) => None,
    };
    let introduction = introduction(*language, "slack", fields, receives_messages);
    let mut blocks = vec![header(title), section(&mrkdwn::escape(&introduction))];
    blocks.extend(other_scope.map(|id| {
        let label = plain_text(&text(id), limits::BUTTON);
        let button = json!({ "type": "button", "action_id": SCOPE, "text": label, "value": SCOPE });
        json!({ "type": "actions", "elements": [button] })
    }));
    let inputs = fields.iter().filter_map(|field| {
        // Slack keeps the input of a block by its id, which therefore depends on the scope.
        let block_id = format!("{}:{}", field.name, scope.to_text());
        let default = text("setting-default");
        Some(json!({
            "type": "input",
            "block_id": block_id,
            "optional": matches!(field.options, SettingOptions::Any(_) | SettingOptions::Channel),
            "label": plain_text(&field.label, limits::INPUT_LABEL),
            "element": element(field, &default, groups, receives_messages)?,
        }))
    });
    blocks.extend(inputs);
    blocks.truncate(limits::VIEW_BLOCKS);
    json!({
        "type": "modal",
        "callback_id": SETTINGS,
        "private_metadata": scope.to_text(),
        "title": plain_text(TITLE, limits::MODAL_TITLE),
        "submit": plain_text(&text("settings-save"), limits::MODAL_TITLE),
        "close": plain_text(&text("form-close"), limits::MODAL_TITLE),
        "blocks": blocks,
    })
}

/// Builds the select of a setting; none where it has no options.
fn element(
    field: &SettingField,
    default: &str,
    groups: &[(String, String)],
    receives_messages: bool,
) -> Option<Value> {
    let SettingField {
        name,
        label: _,
        chosen,
        options: offered,
    } = field;
    let option = |value: &str, label: &str| SettingOption {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    match offered {
        SettingOptions::One(offered) => {
            let possible = |one: &&SettingOption| {
                receives_messages
                    || !needs_every_message(name, std::slice::from_ref(&one.value))
                    || chosen.contains(&one.value)
            };
            let offered = offered.iter().filter(possible).cloned().collect();
            single_select(name, offered, chosen)
        }
        SettingOptions::Role => {
            let groups = groups.iter().map(|(id, name)| option(id, name));
            let offered: Vec<_> = std::iter::once(option("", default)).chain(groups).collect();
            let any = offered.len() > 1 || !chosen.is_empty();
            any.then(|| single_select(name, offered, chosen)).flatten()
        }
        SettingOptions::Any(offered) => {
            let options = options(offered.clone(), chosen);
            let initial = initial(&options, chosen);
            let mut select = json!({
                "type": "multi_static_select",
                "action_id": name,
                "options": options,
            });
            if let Some(select) = select.as_object_mut().filter(|_| !initial.is_empty()) {
                select.insert("initial_options".to_owned(), json!(initial));
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

/// Builds a select with one selected option, the default where nothing is chosen.
fn single_select(name: &str, offered: Vec<SettingOption>, chosen: &[String]) -> Option<Value> {
    let nothing = [String::new()];
    let chosen = if chosen.is_empty() { &nothing } else { chosen };
    let options = options(offered, chosen);
    let initial = initial(&options, chosen).into_iter().next()?;
    Some(json!({
        "type": "static_select",
        "action_id": name,
        "options": options,
        "initial_option": initial,
    }))
}

/// Builds at most [`limits::OPTIONS`] options, always with the chosen values, also those that are no longer offered.
fn options(mut offered: Vec<SettingOption>, chosen: &[String]) -> Vec<Value> {
    for value in chosen {
        if !offered.iter().any(|option| option.value == *value) {
            let (value, label) = (value.clone(), value.clone());
            offered.push(SettingOption { value, label });
        }
    }
    if offered.len() > limits::OPTIONS {
        offered.sort_by_key(|option| !chosen.contains(&option.value) && !option.value.is_empty());
    }
    let options = offered.iter().map(|SettingOption { value, label }| {
        let value = encode_value(value);
        let label = if label.trim().is_empty() {
            value
        } else {
            label
        };
        json!({ "text": plain_text(label, limits::OPTION), "value": value })
    });
    options.take(limits::OPTIONS).collect()
}

/// Returns the options of the chosen values.
fn initial(options: &[Value], chosen: &[String]) -> Vec<Value> {
    let is_chosen = |option: &&Value| {
        let value = option.get("value").and_then(Value::as_str);
        chosen
            .iter()
            .any(|chosen| Some(encode_value(chosen)) == value)
    };
    options.iter().filter(is_chosen).cloned().collect()
}

/// Returns the names of settings in a submission's state, each with its selected values; none for the
/// default.
pub(super) fn selected(state: &Value) -> Vec<(String, Vec<String>)> {
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
            (name.clone(), decode_values(values))
        })
        .collect()
}

#[cfg(test)]
mod tests;
