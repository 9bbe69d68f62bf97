//! Layout of a reply in components (Components V2): a container with the title, the text, the picture, the sources and the
//! controls, in reading order; the votes below it
//! (<https://discord.com/developers/docs/components/reference>).

use serde_json::{Value, json};

use super::card::{Card, escaped_heading};
use super::limits::{COMPONENTS, NOTE, PARTS, SOURCES, TEXT_TOTAL, TITLE};
use super::text_fit::{CUT_MARK, escaped_line, fit};
use super::{accent, citations, controls, picture};
use crate::chat::ReplyPart;
use crate::platform::text::utf16_len;

/// Component types
/// (<https://discord.com/developers/docs/components/reference#component-object-component-types>).
const TEXT_DISPLAY: u8 = 10;
const MEDIA_GALLERY: u8 = 12;
const SEPARATOR: u8 = 14;
const CONTAINER: u8 = 17;
/// The small spacing of a separator
/// (<https://discord.com/developers/docs/components/reference#separator-separator-structure>).
const SMALL_SPACING: u8 = 1;

/// Builds the components of a message.
pub(super) fn components(card: &Card) -> Vec<Value> {
    let title = format!("## {}", card.escaped_title());
    let citations = card.parts.iter().filter_map(|part| part.citation.as_ref());
    let mut small = citations::lines(card.language, citations, SOURCES);
    small.extend(card.escaped_note());
    let small: Vec<String> = small.iter().map(|line| format!("-# {line}")).collect();
    let small = small.join("\n");
    let room = TEXT_TOTAL.saturating_sub(utf16_len(&title) + utf16_len(&small));
    let mut inside = vec![text(&title)];
    inside.extend(texts(&card.parts, room).iter().map(|one| text(one)));
    inside.extend(card.picture.as_ref().map(
        |picture| json!({ "type": MEDIA_GALLERY, "items": [picture::gallery_item(picture)] }),
    ));
    if !small.is_empty() {
        inside.push(json!({ "type": SEPARATOR, "divider": true, "spacing": SMALL_SPACING }));
        inside.push(text(&small));
    }
    let (steps, votes) = controls::rows(&card.buttons, &card.votes);
    inside.extend(steps);
    inside.extend(controls::select(card.language, card.kind, &card.items));
    let mut components = vec![json!({
        "type": CONTAINER,
        "accent_color": accent::color(card.kind),
        "components": inside,
    })];
    components.extend(votes);
    debug_assert!(components.iter().map(count).sum::<usize>() <= COMPONENTS);
    components
}

/// Builds a text display with one line in small print; `None` where there is nothing to say.
pub(super) fn small_text(line: &str) -> Option<Value> {
    let line = escaped_line(line, NOTE.max(TITLE))?;
    Some(text(&format!("-# {line}")))
}

/// Returns whether a component is a text display.
pub(super) fn is_text(component: &Value) -> bool {
    component.get("type").and_then(Value::as_u64) == Some(TEXT_DISPLAY.into())
}

fn text(content: &str) -> Value {
    json!({ "type": TEXT_DISPLAY, "content": content })
}

/// Counts a component and those inside it, as Discord does.
fn count(component: &Value) -> usize {
    let inside = component.get("components").and_then(Value::as_array);
    1 + inside.map_or(0, |inside| inside.iter().map(count).sum())
}

/// Returns the texts of the parts within `room` units; a cut mark replaces what does not fit.
fn texts(parts: &[ReplyPart], mut room: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        // All citations follow the text.
        let body = &part.body;
        let heading = escaped_heading(part).map(|heading| format!("### {heading}"));
        let mut text = heading.unwrap_or_default();
        if text.is_empty() && body.is_empty() {
            continue;
        }
        if !text.is_empty() && !body.is_empty() {
            text.push('\n');
        }
        let left = room.saturating_sub(utf16_len(&text) + utf16_len(CUT_MARK));
        let fitting = if body.is_empty() {
            (left > 0).then(|| (String::new(), true))
        } else {
            fit(body, left)
        };
        let whole = fitting.as_ref().is_some_and(|(_, whole)| *whole);
        if let Some((body, _)) = &fitting {
            text.push_str(body);
            room = room.saturating_sub(utf16_len(&text));
            if !text.trim().is_empty() {
                texts.push(text);
            }
        }
        let is_last = number + 1 == PARTS && parts.len() > PARTS;
        if !whole || is_last {
            match texts.last_mut() {
                Some(last) => last.push_str(CUT_MARK),
                None => texts.push(CUT_MARK.trim_start().to_owned()),
            }
            break;
        }
    }
    texts
}
