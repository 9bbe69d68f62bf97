//! A reply as a message on Discord: an embed, a select, and buttons, within Discord's limits.
//!
//! The message is JSON as the API takes it, and perhaps a file beside it, so that what a preview
//! prints is what is sent. This file knows nothing of how a message is delivered.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::limits::{
    BUTTON_LABEL, BUTTONS_IN_ROW, DESCRIPTION, OPTION_TEXT, OPTIONS, ROWS, TITLE, length, line,
};
use super::sources;
use super::{dialect, picture};
use crate::chat::{Audience, Button, Choice, MAX_BUTTON, Part, Picture, Reply, Tone};
use crate::language::Language;
use crate::markup::{Block, Markup};

/// Seen by the asker alone (`EPHEMERAL`,
/// <https://discord.com/developers/docs/resources/message#message-object-message-flags>).
pub(super) const PRIVATE: u8 = 1 << 6;
/// Kinds of components (<https://discord.com/developers/docs/components/reference#component-object-component-types>).
pub(super) const ROW: u8 = 1;
pub(super) const BUTTON: u8 = 2;
pub(super) const SELECT: u8 = 3;
/// A grey button (<https://discord.com/developers/docs/components/reference#button-button-styles>).
pub(super) const SECONDARY: u8 = 2;
/// What the select is called. What it asks stands in its options' values.
pub(super) const PICK: &str = "1:pick";
/// Stands before what a button carries that turns a page of the message it stands on.
pub(super) const TURN: char = '>';
/// Stands where a text was cut, on a line of its own.
const CUT: &str = "\n…";

/// A body for the API, and the file that it names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Message {
    pub body: Value,
    pub picture: Option<Picture>,
}

impl From<Value> for Message {
    fn from(body: Value) -> Self {
        Self {
            body,
            picture: None,
        }
    }
}

impl Message {
    /// The same with another body around it.
    pub(super) fn map(self, body: impl FnOnce(Value) -> Value) -> Self {
        Self {
            body: body(self.body),
            ..self
        }
    }
}

/// The message. Nothing in it can ping anybody, whatever the content says.
pub(super) fn message(reply: Reply) -> Message {
    let Reply {
        tone,
        language,
        title,
        mut parts,
        picture,
        choices,
        buttons,
        audience,
        // How it was found is told when somebody asks why.
        finding: _,
    } = reply;
    let (picture, unfit) = match picture {
        Some(picture) if picture::fits(&picture) => (Some(picture), None),
        unfit => (None, unfit),
    };
    // Of what cannot be shown is said what it would show.
    parts.extend(unfit.map(|picture| Part {
        body: picture.in_words(language),
        ..Part::default()
    }));
    // Discord refuses an embed with nothing to read in it.
    let title = titled(&title).unwrap_or_else(|| "…".to_owned());
    let mut embed = json!({ "title": title, "color": colour(tone) });
    let description = description(&parts);
    if !description.trim().is_empty() {
        put(&mut embed, "description", description);
    }
    let receipts = parts.iter().filter_map(|part| part.receipt.as_ref());
    let (fields, footer) = sources::of(language, receipts);
    if !fields.is_empty() {
        put(&mut embed, "fields", fields);
    }
    if let Some(footer) = footer {
        put(&mut embed, "footer", json!({ "text": footer }));
    }
    if let Some(picture) = &picture {
        put(&mut embed, "image", picture::image(picture));
    }
    let mut body = json!({
        "embeds": [embed],
        "components": rows(language, tone, &choices, &buttons),
        "allowed_mentions": { "parse": [] },
    });
    if let Some(picture) = &picture {
        put(&mut body, "attachments", vec![picture::attachment(picture)]);
    }
    if audience == Audience::Private {
        put(&mut body, "flags", PRIVATE);
    }
    Message { body, picture }
}

/// Puts a field into an object.
fn put(object: &mut Value, key: &str, value: impl Into<Value>) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(key.to_owned(), value.into());
    }
}

const fn colour(tone: Tone) -> u32 {
    match tone {
        Tone::Answer => 0x0057_F287,
        Tone::Unsure => 0x00FE_E75C,
        Tone::Nothing => 0x0099_AAB5,
        Tone::Info => 0x0058_65F2,
        Tone::Notice | Tone::Wait => 0x00ED_4245,
    }
}

/// The title, escaped, as long as it may be. It is cut before it is escaped, so that no escape is
/// cut off from its sign.
fn titled(title: &str) -> Option<String> {
    let mut limit = TITLE;
    loop {
        let escaped = dialect::escape(&line(title, limit)?);
        let over = length(&escaped).saturating_sub(TITLE);
        if over == 0 {
            // A title of nothing but signs that are left out is none.
            return Some(escaped).filter(|title| !title.trim().is_empty());
        }
        limit = limit.saturating_sub(over).max(1);
    }
}

/// The parts, one below the other; what does not fit is left out, and said to be.
fn description(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        let Part {
            heading,
            body,
            // All receipts stand together, behind the text.
            receipt: _,
        } = part;
        let gap = if text.is_empty() { "" } else { "\n\n" };
        let heading = heading
            .as_deref()
            .and_then(|heading| line(heading, TITLE))
            .map(|heading| format!("**{}**", dialect::escape(&heading)));
        let mut next = heading.map_or_else(String::new, |heading| format!("{gap}{heading}"));
        if !body.is_empty() {
            next.push_str(if next.is_empty() { gap } else { "\n" });
        }
        let room = DESCRIPTION.saturating_sub(length(&text) + length(&next) + length(CUT));
        let Some((body, whole)) = fitting(body, room) else {
            text.push_str(CUT);
            break;
        };
        text.push_str(&next);
        text.push_str(&body);
        if !whole {
            text.push_str(CUT);
            break;
        }
    }
    text
}

/// As much of the text as fits, cut where a reader would cut it, and whether that is all; nothing
/// where there is no room at all.
fn fitting(body: &Markup, room: usize) -> Option<(String, bool)> {
    let whole = dialect::text(body);
    if room > 0 && length(&whole) <= room {
        return Some((whole, true));
    }
    let mut limit = room;
    while limit > 0 {
        let mut first = body.pages(limit).into_iter().next()?;
        // Half of a piece of code is worth less than what stands before it alone.
        if first.blocks.len() > 1 && is_cut_code(body, &first) {
            first.blocks.pop();
        }
        let text = dialect::text(&first);
        if length(&text) <= room {
            return Some((text, false));
        }
        // Escapes take room of their own, at most as much again as the text.
        limit = limit * 3 / 4;
    }
    None
}

/// Whether the first page of a text ends inside a block of code.
fn is_cut_code(whole: &Markup, first: &Markup) -> bool {
    let last = first.blocks.last();
    let same = first.blocks.len().checked_sub(1);
    let same = same.and_then(|at| whole.blocks.get(at));
    matches!(last, Some(Block::Code { .. })) && last != same
}

/// The select, then the buttons. What is offered twice is offered once: Discord refuses a message
/// in which two components carry the same.
fn rows(language: Language, tone: Tone, choices: &[Choice], buttons: &[Button]) -> Vec<Value> {
    let mut rows = Vec::new();
    let options = options(choices);
    if !options.is_empty() {
        let select = json!({
            "type": SELECT,
            "custom_id": PICK,
            "placeholder": language.text(tone.choosing(), &[]),
            "options": options,
        });
        rows.push(json!({ "type": ROW, "components": [select] }));
    }
    let mut seen = HashSet::new();
    let buttons: Vec<_> = buttons
        .iter()
        .filter_map(|button| {
            let Button { label, ask, turns } = button;
            let label = line(label, BUTTON_LABEL)?;
            let mut id = ask.to_button()?;
            if *turns && id.len() < MAX_BUTTON {
                id.insert(0, TURN);
            }
            seen.insert(id.clone()).then(
                || json!({ "type": BUTTON, "style": SECONDARY, "label": label, "custom_id": id }),
            )
        })
        .collect();
    let room = ROWS - rows.len();
    rows.extend(
        buttons
            .chunks(BUTTONS_IN_ROW)
            .take(room)
            .map(|buttons| json!({ "type": ROW, "components": buttons })),
    );
    rows
}

fn options(choices: &[Choice]) -> Vec<Value> {
    let mut seen = HashSet::new();
    choices
        .iter()
        .filter_map(|choice| {
            let Choice { label, detail, ask } = choice;
            let label = line(label, OPTION_TEXT)?;
            let value = ask.to_button()?;
            if !seen.insert(value.clone()) {
                return None;
            }
            let mut option = json!({ "label": label, "value": value });
            if let Some(detail) = line(detail, OPTION_TEXT) {
                put(&mut option, "description", detail);
            }
            Some(option)
        })
        .take(OPTIONS)
        .collect()
}
