//! `/guidepost settings`: what a server may choose, as selects in a message to whoever manages it.
//!
//! Each select stands for itself: what is picked is kept at once, and the message shows what holds.

use serde_json::{Value, json};
use serenity::all::{ComponentInteraction, ComponentInteractionDataKind as Kind};

use super::dialect;
use super::limits::{BUTTON_LABEL, OPTION_TEXT, OPTIONS, TITLE, line};
use super::render::{BUTTON, ROW, SECONDARY, SELECT};
use crate::chat::{Field, Offer, Offers, Panel};
use crate::language::Value as Word;

/// Kinds of selects
/// (<https://discord.com/developers/docs/components/reference#component-object-component-types>).
const ROLE_SELECT: u8 = 6;
const CHANNEL_SELECT: u8 = 8;
/// Channels in which people write: text, announcements, forums
/// (<https://discord.com/developers/docs/resources/channel#channel-object-channel-types>).
const WRITTEN_IN: [u8; 3] = [0, 5, 15];
/// How many selects a page has: a row of buttons stands below them.
const SELECTS: usize = 4;
/// Stands for what holds everywhere else, as Discord takes no empty value.
const EVERYWHERE: &str = "-";
/// The colour of what is about the bot itself.
const COLOUR: u32 = 0x0058_65F2;

/// What somebody wants of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    /// The channel that it is about; none for the whole server.
    pub channel: Option<String>,
    /// Its page, counted from 0.
    pub page: usize,
    /// What is chosen: the name of a setting and values.
    pub choice: Option<(String, Vec<String>)>,
}

impl Turn {
    /// The panel as it first opens.
    pub(super) const FIRST: Self = Self {
        channel: None,
        page: 0,
        choice: None,
    };

    fn to_id(&self, verb: &str) -> String {
        let channel = self.channel.as_deref().unwrap_or("-");
        format!("1:panel:{channel}:{}:{verb}", self.page)
    }

    /// What was pressed or picked on a panel; nothing where it was on something else.
    pub(super) fn of(component: &ComponentInteraction) -> Option<Self> {
        let rest = component.data.custom_id.strip_prefix("1:panel:")?;
        let mut parts = rest.splitn(3, ':');
        let channel = Some(parts.next()?).filter(|id| *id != "-");
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
        let choice = values.map(|mut values| {
            values.retain(|value| value != EVERYWHERE);
            (name.to_owned(), values)
        });
        Some(Self {
            channel: channel.map(str::to_owned),
            page,
            choice,
        })
    }
}

/// The panel as a message. `here` is the channel in which it stands, and `reads` whether every
/// question can be answered.
pub(super) fn message(panel: Panel, page: usize, here: &str, reads: bool) -> Value {
    let Panel {
        channel,
        language,
        title,
        fields,
    } = panel;
    let text = |id: &str| language.text(id, &[("door", Word::Key("discord"))]);
    let pages = fields.len().div_ceil(SELECTS).max(1);
    let page = page.min(pages - 1);
    let turn = |channel: Option<String>, page| Turn {
        channel,
        page,
        choice: None,
    };
    let shown = fields.iter().skip(page * SELECTS).take(SELECTS);
    let mut rows: Vec<_> = shown
        .map(|field| {
            let id = turn(channel.clone(), page).to_id(field.name);
            row(&[select(field, &id)])
        })
        .collect();
    let button = |id: &str, to: Turn| {
        json!({
            "type": BUTTON,
            "style": SECONDARY,
            "label": line(&text(id), BUTTON_LABEL),
            "custom_id": to.to_id("turn"),
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
    let mut lines = vec![text("settings.text")];
    let all = |field: &Field| field.name == "mode" && field.chosen == ["all"];
    if !reads && fields.iter().any(all) {
        lines.push(text("settings.unread"));
    }
    let title = line(&title, TITLE / 2).map(|title| dialect::escape(&title));
    json!({
        "embeds": [{
            "title": title,
            "description": dialect::escape(&lines.join("\n\n")),
            "color": COLOUR,
        }],
        "components": rows,
        "allowed_mentions": { "parse": [] },
    })
}

fn row(parts: &[Value]) -> Value {
    json!({ "type": ROW, "components": parts })
}

fn select(field: &Field, id: &str) -> Value {
    let Field {
        name: _,
        label,
        chosen,
        offers,
    } = field;
    let label = line(label, OPTION_TEXT);
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
    match offers {
        Offers::One(offers) => strings(id, label.as_deref(), chosen, offers, (1, 1)),
        Offers::Any(offers) => {
            let most = offers.len().min(OPTIONS);
            strings(id, label.as_deref(), chosen, offers, (0, most))
        }
        Offers::Role => by_id(ROLE_SELECT, "role"),
        Offers::Channel => {
            let mut select = by_id(CHANNEL_SELECT, "channel");
            if let Some(fields) = select.as_object_mut() {
                fields.insert("channel_types".to_owned(), json!(WRITTEN_IN));
            }
            select
        }
    }
}

/// A select of texts. What holds is shown in it, with what it is about before it, as a select with
/// something chosen does not show its placeholder.
fn strings(
    id: &str,
    label: Option<&str>,
    chosen: &[String],
    offers: &[Offer],
    (least, most): (usize, usize),
) -> Value {
    let options: Vec<_> = offers
        .iter()
        .take(OPTIONS)
        .map(|offer| {
            let Offer { value, label: name } = offer;
            let holds = chosen.contains(value) || (value.is_empty() && chosen.is_empty());
            let name = label.map_or_else(|| name.clone(), |label| format!("{label}: {name}"));
            let value = if value.is_empty() { EVERYWHERE } else { value };
            json!({ "label": line(&name, OPTION_TEXT), "value": value, "default": holds })
        })
        .collect();
    json!({
        "type": SELECT,
        "custom_id": id,
        "placeholder": label,
        "min_values": least,
        "max_values": most,
        "options": options,
    })
}
