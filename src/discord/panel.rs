//! `/guidepost settings`: a server's settings as selects in a private message, laid out in components, with an embed as the
//! fallback.
//!
//! A choice in a select is stored at once; the message is updated with the current values.

use serde_json::{Value, json};
use serenity::all::{ComponentInteraction, ComponentInteractionDataKind as Kind};

use super::controls::{ACTION_ROW, BUTTON, SECONDARY_STYLE, STRING_SELECT};
use super::limits::{BUTTON_LABEL, OPTION_TEXT, SELECT_OPTIONS, TITLE};
use super::render::{COMPONENTS_V2, MessagePayload};
use super::{accent, dialect, layout};
use crate::chat::{Panel, SettingField, SettingOption, SettingOptions};
use crate::language::MessageArg;
use crate::platform::settings_form;
use crate::platform::text::single_line;

/// Component types of selects
/// (<https://discord.com/developers/docs/components/reference#component-object-component-types>).
const ROLE_SELECT: u8 = 6;
const CHANNEL_SELECT: u8 = 8;
/// Channel types in which users write: text, announcement, forum
/// (<https://discord.com/developers/docs/resources/channel#channel-object-channel-types>).
const MESSAGE_CHANNEL_TYPES: [u8; 3] = [0, 5, 15];
/// Selects on a page; the fifth row holds the buttons.
const SELECTS_PER_PAGE: usize = 4;

/// A page of the settings panel to show, and a choice to apply before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PanelRequest {
    /// The channel whose settings are shown; `None` for the server.
    pub channel: Option<String>,
    /// The page, counted from 0.
    pub page: usize,
    /// The name of a setting and its new values.
    pub choice: Option<(String, Vec<String>)>,
}

impl PanelRequest {
    /// The first page of the server's settings.
    pub(super) const OPEN: Self = Self {
        channel: None,
        page: 0,
        choice: None,
    };

    fn custom_id(&self, verb: &str) -> String {
        let channel = settings_form::encode_id(self.channel.as_deref());
        format!("1:panel:{channel}:{}:{verb}", self.page)
    }

    /// Parses the custom id of a component; `None` where it is not part of a panel.
    pub(super) fn from_component(component: &ComponentInteraction) -> Option<Self> {
        let rest = component.data.custom_id.strip_prefix("1:panel:")?;
        let mut parts = rest.splitn(3, ':');
        let channel = settings_form::decode_id(parts.next()?);
        let page = parts.next()?.parse().ok()?;
        let name = parts.next()?;
        let values: Option<Vec<String>> = match &component.data.kind {
            Kind::StringSelect { values } => Some(values.clone()),
            Kind::RoleSelect { values } => Some(values.iter().map(ToString::to_string).collect()),
            Kind::ChannelSelect { values } => {
                Some(values.iter().map(ToString::to_string).collect())
            }
            _ => None,
        };
        let choice = values.map(|values| (name.to_owned(), settings_form::decode_values(values)));
        Some(Self {
            channel,
            page,
            choice,
        })
    }
}

/// Renders a page of the panel. `here` is the channel of the message; `reads_all` says whether the bot receives the text of
/// all messages.
pub(super) fn message(panel: Panel, page: usize, here: &str, reads_all: bool) -> MessagePayload {
    let Panel {
        channel,
        language,
        title,
        fields,
    } = panel;
    let text = |id: &str| language.text(id, &[("door", MessageArg::Key("discord"))]);
    let pages = fields.len().div_ceil(SELECTS_PER_PAGE).max(1);
    let page = page.min(pages - 1);
    let turn = |channel: Option<String>, page| PanelRequest {
        channel,
        page,
        choice: None,
    };
    let shown = fields
        .iter()
        .skip(page * SELECTS_PER_PAGE)
        .take(SELECTS_PER_PAGE);
    let mut rows: Vec<_> = shown
        .map(|field| {
            let id = turn(channel.clone(), page).custom_id(field.name);
            row(&[select(field, &id)])
        })
        .collect();
    let button = |id: &str, to: PanelRequest| {
        json!({
            "type": BUTTON,
            "style": SECONDARY_STYLE,
            "label": single_line(&text(id), BUTTON_LABEL),
            "custom_id": to.custom_id("turn"),
        })
    };
    let mut buttons = Vec::new();
    if page > 0 {
        buttons.push(button("back", turn(channel.clone(), page - 1)));
    }
    if page + 1 < pages {
        buttons.push(button("more", turn(channel.clone(), page + 1)));
    }
    buttons.push(match channel {
        None => button("settings-of-channel", turn(Some(here.to_owned()), 0)),
        Some(_) => button("settings-of-community", turn(None, 0)),
    });
    rows.push(row(&buttons));
    let introduction = settings_form::introduction(language, "discord", &fields, reads_all);
    let introduction = dialect::escape(&introduction);
    let title = single_line(&title, TITLE / 2).map(|title| dialect::escape(&title));
    let title = title.unwrap_or_default();
    let texts = [
        layout::text(&format!("## {title}")),
        layout::text(&introduction),
    ];
    let inside: Vec<Value> = texts.into_iter().chain(rows.iter().cloned()).collect();
    MessagePayload {
        body: json!({
            "components": [layout::container(accent::INFO, &inside)],
            "allowed_mentions": { "parse": [] },
            "flags": COMPONENTS_V2,
        }),
        fallback: Some(json!({
            "embeds": [{ "title": title, "description": introduction, "color": accent::INFO }],
            "components": rows,
            "allowed_mentions": { "parse": [] },
        })),
        picture: None,
    }
}

fn row(parts: &[Value]) -> Value {
    json!({ "type": ACTION_ROW, "components": parts })
}

fn select(field: &SettingField, id: &str) -> Value {
    let SettingField {
        name: _,
        label,
        chosen,
        options,
    } = field;
    let label = single_line(label, OPTION_TEXT);
    let by_id = |kind: u8, of: &str| {
        let defaults: Vec<_> = chosen
            .iter()
            .map(|id| json!({ "id": id, "type": of }))
            .take(1)
            .collect();
        json!({
            "type": kind,
            "custom_id": id,
            "placeholder": label,
            "min_values": 0,
            "max_values": 1,
            "default_values": defaults,
        })
    };
    match options {
        SettingOptions::One(options) => {
            string_select(id, label.as_deref(), chosen, options, (1, 1))
        }
        SettingOptions::Any(options) => {
            let most = options.len().min(SELECT_OPTIONS);
            string_select(id, label.as_deref(), chosen, options, (0, most))
        }
        SettingOptions::Role => by_id(ROLE_SELECT, "role"),
        SettingOptions::Channel => {
            let mut select = by_id(CHANNEL_SELECT, "channel");
            if let Some(fields) = select.as_object_mut() {
                fields.insert("channel_types".to_owned(), json!(MESSAGE_CHANNEL_TYPES));
            }
            select
        }
    }
}

/// Returns a string select. Its options repeat the label, as a select with a default option does not show its
/// placeholder.
fn string_select(
    id: &str,
    label: Option<&str>,
    chosen: &[String],
    options: &[SettingOption],
    (least, most): (usize, usize),
) -> Value {
    let options: Vec<_> = options
        .iter()
        .take(SELECT_OPTIONS)
        .map(|option| {
            let SettingOption { value, label: name } = option;
            let holds = chosen.contains(value) || (value.is_empty() && chosen.is_empty());
            let name = label.map_or_else(|| name.clone(), |label| format!("{label}: {name}"));
            let value = settings_form::encode_value(value);
            json!({ "label": single_line(&name, OPTION_TEXT), "value": value, "default": holds })
        })
        .collect();
    json!({
        "type": STRING_SELECT,
        "custom_id": id,
        "placeholder": label,
        "min_values": least,
        "max_values": most,
        "options": options,
    })
}
