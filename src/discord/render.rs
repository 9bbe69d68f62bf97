//! Rendering of replies as message payloads: an embed, a select and buttons, within Discord's
//! limits.
//!
//! The payload is the JSON body of the request and an optional file.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::limits::{
    ACTION_ROWS, BUTTON_LABEL, BUTTONS_PER_ROW, DESCRIPTION, OPTION_TEXT, SELECT_OPTIONS, TITLE,
};
use super::{citations, dialect, picture};
use crate::chat::{
    Audience, Button, Choice, MAX_BUTTON, Picture, Reply, ReplyKind, ReplyPart, select_items,
};
use crate::language::Language;
use crate::markup::{Block, Markup};
use crate::platform::text::{single_line, utf16_len};

/// The message flag `EPHEMERAL`: only the user sees the message
/// (<https://discord.com/developers/docs/resources/message#message-object-message-flags>).
pub(super) const EPHEMERAL: u8 = 1 << 6;
/// Component types
/// (<https://discord.com/developers/docs/components/reference#component-object-component-types>).
pub(super) const ACTION_ROW: u8 = 1;
pub(super) const BUTTON: u8 = 2;
pub(super) const STRING_SELECT: u8 = 3;
/// The grey button style
/// (<https://discord.com/developers/docs/components/reference#button-button-styles>).
pub(super) const SECONDARY_STYLE: u8 = 2;
/// Custom id of the select; the asks are the values of its options.
pub(super) const SELECT_ID: &str = "1:pick";
/// Prefix of the custom id of a button that turns a page in place.
pub(super) const PAGE_PREFIX: char = '>';
/// The last line of text that was cut.
const CUT_MARK: &str = "\n…";

/// The JSON body of a message, and the file that it refers to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MessagePayload {
    pub body: Value,
    pub picture: Option<Picture>,
}

impl From<Value> for MessagePayload {
    fn from(body: Value) -> Self {
        Self {
            body,
            picture: None,
        }
    }
}

impl MessagePayload {
    /// Replaces the body.
    pub(super) fn map(self, body: impl FnOnce(Value) -> Value) -> Self {
        Self {
            body: body(self.body),
            ..self
        }
    }
}

/// Renders a reply. The payload mentions nobody, whatever the content is.
pub(super) fn message(reply: Reply) -> MessagePayload {
    let Reply {
        kind,
        language,
        title,
        mut parts,
        picture,
        note,
        choices,
        menu,
        buttons,
        votes,
        audience,
        // Only **Why this?** shows it.
        match_info: _,
    } = reply;
    let (picture, unfit) = match picture {
        Some(picture) if picture::fits(&picture) => (Some(picture), None),
        unfit => (None, unfit),
    };
    // A picture that Discord would refuse is replaced by its description.
    parts.extend(unfit.map(|picture| ReplyPart {
        body: picture.in_words(language),
        ..ReplyPart::default()
    }));
    parts.extend(note.map(|note| ReplyPart {
        body: Markup::text(note),
        ..ReplyPart::default()
    }));
    let items = select_items(&choices, &menu);
    let buttons: Vec<Button> = buttons.into_iter().chain(votes).collect();
    // Discord refuses an empty embed.
    let title = embed_title(&title).unwrap_or_else(|| "…".to_owned());
    let mut embed = json!({ "title": title, "color": color(kind) });
    let description = description(&parts);
    if !description.trim().is_empty() {
        set(&mut embed, "description", description);
    }
    let citations = parts.iter().filter_map(|part| part.citation.as_ref());
    let (fields, footer) = citations::fields_and_footer(language, citations);
    if !fields.is_empty() {
        set(&mut embed, "fields", fields);
    }
    if let Some(footer) = footer {
        set(&mut embed, "footer", json!({ "text": footer }));
    }
    if let Some(picture) = &picture {
        set(&mut embed, "image", picture::image(picture));
    }
    let mut body = json!({
        "embeds": [embed],
        "components": rows(language, kind, &items, &buttons),
        "allowed_mentions": { "parse": [] },
    });
    if let Some(picture) = &picture {
        set(&mut body, "attachments", vec![picture::attachment(picture)]);
    }
    if audience == Audience::Private {
        set(&mut body, "flags", EPHEMERAL);
    }
    MessagePayload { body, picture }
}

/// Inserts a field into a JSON object.
fn set(object: &mut Value, key: &str, value: impl Into<Value>) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(key.to_owned(), value.into());
    }
}

/// Returns the color of the embed.
const fn color(kind: ReplyKind) -> u32 {
    match kind {
        ReplyKind::Answer => 0x0057_F287,
        ReplyKind::Likely | ReplyKind::Unsure => 0x00FE_E75C,
        ReplyKind::Nothing => 0x0099_AAB5,
        ReplyKind::Asking | ReplyKind::Info => 0x0058_65F2,
        ReplyKind::Notice | ReplyKind::Wait | ReplyKind::Silent => 0x00ED_4245,
    }
}

/// Returns the escaped title within its limit, cut before it is escaped, so that no escape sequence is cut.
fn embed_title(title: &str) -> Option<String> {
    let mut limit = TITLE;
    loop {
        let escaped = dialect::escape(&single_line(title, limit)?);
        let over = utf16_len(&escaped).saturating_sub(TITLE);
        if over == 0 {
            // Nothing may be left after characters are dropped.
            return Some(escaped).filter(|title| !title.trim().is_empty());
        }
        limit = limit.saturating_sub(over).max(1);
    }
}

/// Returns the parts as text, separated by empty lines; a cut mark replaces parts that do not fit.
fn description(parts: &[ReplyPart]) -> String {
    let mut text = String::new();
    for part in parts {
        let ReplyPart {
            heading,
            body,
            // All citations follow the text.
            citation: _,
        } = part;
        let gap = if text.is_empty() { "" } else { "\n\n" };
        let heading = heading
            .as_deref()
            .and_then(|heading| single_line(heading, TITLE))
            .map(|heading| format!("**{}**", dialect::escape(&heading)));
        let mut next = heading.map_or_else(String::new, |heading| format!("{gap}{heading}"));
        if !body.is_empty() {
            next.push_str(if next.is_empty() { gap } else { "\n" });
        }
        let room =
            DESCRIPTION.saturating_sub(utf16_len(&text) + utf16_len(&next) + utf16_len(CUT_MARK));
        let Some((body, whole)) = fit(body, room) else {
            text.push_str(CUT_MARK);
            break;
        };
        text.push_str(&next);
        text.push_str(&body);
        if !whole {
            text.push_str(CUT_MARK);
            break;
        }
    }
    text
}

/// Returns as much of the text as fits into `room` UTF-16 code units, and whether that is all; `None` where nothing fits.
fn fit(body: &Markup, room: usize) -> Option<(String, bool)> {
    let whole = dialect::text(body);
    if room > 0 && utf16_len(&whole) <= room {
        return Some((whole, true));
    }
    let mut limit = room;
    while limit > 0 {
        let mut first = body.pages(limit).into_iter().next()?;
        // A cut code block is dropped where a block precedes it.
        if first.blocks.len() > 1 && is_cut_code(body, &first) {
            first.blocks.pop();
        }
        let text = dialect::text(&first);
        if utf16_len(&text) <= room {
            return Some((text, false));
        }
        // Escaping lengthens the text, so a shorter page is tried.
        limit = limit * 3 / 4;
    }
    None
}

/// Returns whether the first page ends inside a code block.
fn is_cut_code(whole: &Markup, first: &Markup) -> bool {
    let last = first.blocks.last();
    let same = first.blocks.len().checked_sub(1);
    let same = same.and_then(|at| whole.blocks.get(at));
    matches!(last, Some(Block::Code { .. })) && last != same
}

/// Returns the action rows: the select, then the buttons. Duplicates are dropped, as Discord refuses a message in which two
/// components have the same custom id.
fn rows(language: Language, kind: ReplyKind, items: &[&Choice], buttons: &[Button]) -> Vec<Value> {
    let mut rows = Vec::new();
    let options = options(items);
    if !options.is_empty() {
        let select = json!({
            "type": STRING_SELECT,
            "custom_id": SELECT_ID,
            "placeholder": language.text(kind.select_message(), &[]),
            "options": options,
        });
        rows.push(json!({ "type": ACTION_ROW, "components": [select] }));
    }
    let mut seen = HashSet::new();
    let buttons: Vec<_> = buttons
        .iter()
        .filter_map(|button| {
            let Button {
                label,
                ask,
                turns,
                style: _,
            } = button;
            let label = single_line(label, BUTTON_LABEL)?;
            let mut id = ask.to_button()?;
            if *turns && id.len() < MAX_BUTTON {
                id.insert(0, PAGE_PREFIX);
            }
            seen.insert(id.clone()).then(
                || json!({ "type": BUTTON, "style": SECONDARY_STYLE, "label": label, "custom_id": id }),
            )
        })
        .collect();
    let room = ACTION_ROWS - rows.len();
    rows.extend(
        buttons
            .chunks(BUTTONS_PER_ROW)
            .take(room)
            .map(|buttons| json!({ "type": ACTION_ROW, "components": buttons })),
    );
    rows
}

/// Returns the options of the select.
fn options(items: &[&Choice]) -> Vec<Value> {
    let mut seen = HashSet::new();
    items
        .iter()
        .filter_map(|choice| {
            let Choice { label, detail, ask } = *choice;
            let label = single_line(label, OPTION_TEXT)?;
            let value = ask.to_button()?;
            if !seen.insert(value.clone()) {
                return None;
            }
            let mut option = json!({ "label": label, "value": value });
            if let Some(detail) = single_line(detail, OPTION_TEXT) {
                set(&mut option, "description", detail);
            }
            Some(option)
        })
        .take(SELECT_OPTIONS)
        .collect()
}
