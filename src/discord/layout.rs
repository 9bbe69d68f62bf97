//! Layout of a reply in components (Components V2): a container with the title, the text, the picture, the sources and the
//! controls, in reading order; the votes below it
//! (<https://discord.com/developers/docs/components/reference>).

use serde_json::{Value, json};

use super::card::{Card, escaped_aspect, escaped_heading};
use super::limits::{COMPONENTS, NOTE, PARTS, SOURCES, TEXT_TOTAL, TITLE};
use super::text_fit::{CUT_MARK, escaped_line, fit};
use super::{accent, citations, controls, dialect, picture};
use crate::chat::{ReplyPart, side_by_side};
use crate::markup::{Block, Markup};
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
    inside.extend(
        texts(&card.title, &card.parts, room)
            .iter()
            .map(|one| text(one)),
    );
    inside.extend(card.picture.as_ref().map(
        |picture| json!({ "type": MEDIA_GALLERY, "items": [picture::gallery_item(picture, &card.title)] }),
    ));
    if !small.is_empty() {
        inside.push(json!({ "type": SEPARATOR, "divider": true, "spacing": SMALL_SPACING }));
        inside.push(text(&small));
    }
    let (steps, votes) = controls::rows(&card.buttons, &card.votes);
    inside.extend(steps);
    inside.extend(controls::select(card.language, card.kind, &card.items));
    let mut components = vec![container(accent::color(card.kind), &inside)];
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

/// Builds a text display.
pub(super) fn text(content: &str) -> Value {
    json!({ "type": TEXT_DISPLAY, "content": content })
}

/// Builds a container with an accent color.
pub(super) fn container(accent_color: u32, inside: &[Value]) -> Value {
    json!({ "type": CONTAINER, "accent_color": accent_color, "components": inside })
}

/// Counts a component and those inside it, as Discord does.
fn count(component: &Value) -> usize {
    let inside = component.get("components").and_then(Value::as_array);
    1 + inside.map_or(0, |inside| inside.iter().map(count).sum())
}

/// Returns the texts of the parts within `room` units, one for those that stand side by side; a cut mark replaces what does
/// not fit.
fn texts(title: &str, parts: &[ReplyPart], mut room: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    // All citations follow the text.
    let mut runs = side_by_side(parts).peekable();
    while let Some(run) = runs.next() {
        let mut text = Text::default();
        let aspect = run.first().and_then(|part| escaped_aspect(part, title));
        let aspect = aspect.map(|aspect| format!("### {aspect}"));
        text.push(aspect, None, '\n', room);
        for part in run {
            let heading = escaped_heading(part);
            let body = part.in_line();
            match heading {
                // An item of a list, which is read with its number.
                Some(heading) if part.aspect.is_some() && is_line(&body) => {
                    text.push(Some(format!("- **{heading}:**")), Some(&body), ' ', room);
                }
                heading if part.aspect.is_some() => {
                    let heading = heading.map(|heading| format!("**{heading}**"));
                    text.push(heading, Some(&body), '\n', room);
                }
                heading => {
                    let heading = heading.map(|heading| format!("### {heading}"));
                    text.push(heading, Some(&part.body), '\n', room);
                }
            }
        }
        room = room.saturating_sub(utf16_len(&text.written));
        let is_full = text.is_full || (texts.len() + 1 == PARTS && runs.peek().is_some());
        if !text.written.trim().is_empty() {
            texts.push(text.written);
        }
        if is_full {
            match texts.last_mut() {
                Some(last) => last.push_str(CUT_MARK),
                None => texts.push(CUT_MARK.trim_start().to_owned()),
            }
            break;
        }
    }
    texts
}

/// Returns whether a body is one line of text.
fn is_line(body: &Markup) -> bool {
    matches!(body.blocks.as_slice(), [Block::Paragraph(_)]) && !dialect::text(body).contains('\n')
}

/// A text that grows up to the room for it.
#[derive(Default)]
struct Text {
    written: String,
    /// True if something did not fit, after which nothing is appended.
    is_full: bool,
}

impl Text {
    /// Appends a heading and, behind `joint`, the beginning of a body that fits into `room` units, with room for a cut mark.
    fn push(&mut self, heading: Option<String>, body: Option<&Markup>, joint: char, room: usize) {
        let body = body.filter(|body| !body.is_empty());
        if self.is_full || (heading.is_none() && body.is_none()) {
            return;
        }
        let mut added = String::new();
        if !self.written.is_empty() {
            added.push('\n');
        }
        added.extend(heading);
        if let (Some(_), false) = (body, added.trim().is_empty()) {
            added.push(joint);
        }
        let taken = utf16_len(&self.written) + utf16_len(&added) + utf16_len(CUT_MARK);
        let left = room.saturating_sub(taken);
        let fitting = match body {
            None => (left > 0).then(|| (String::new(), true)),
            Some(body) => fit(body, left),
        };
        let is_whole = fitting.as_ref().is_some_and(|(_, whole)| *whole);
        self.is_full = !is_whole;
        if let Some((body, _)) = fitting {
            self.written.push_str(&added);
            self.written.push_str(&body);
        }
    }
}
