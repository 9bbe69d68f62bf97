//! Rendering of a reply as an embed with action rows, for messages and places that cannot have components as their layout.

use serde_json::{Value, json};

use super::card::{Card, set};
use super::limits::{DESCRIPTION, NOTE, TITLE};
use super::text_fit::{CUT_MARK, escaped_line, fit};
use super::{accent, citations, controls, picture};
use crate::chat::ReplyPart;
use crate::platform::text::utf16_len;

/// Builds the body of a message with an embed, without flags and attachments.
pub(super) fn body(card: &Card) -> Value {
    let Card {
        language,
        kind,
        title,
        parts,
        picture,
        note,
        items,
        buttons,
        votes,
    } = card;
    // Discord refuses an empty embed.
    let title = escaped_line(title, TITLE).unwrap_or_else(|| "…".to_owned());
    let mut embed = json!({ "title": title, "color": accent::color(*kind) });
    let description = description(parts, note.as_deref());
    if !description.trim().is_empty() {
        set(&mut embed, "description", description);
    }
    let citations = parts.iter().filter_map(|part| part.citation.as_ref());
    let (fields, footer) = citations::fields_and_footer(*language, citations);
    if !fields.is_empty() {
        set(&mut embed, "fields", fields);
    }
    if let Some(footer) = footer {
        set(&mut embed, "footer", json!({ "text": footer }));
    }
    if let Some(picture) = picture {
        set(&mut embed, "image", picture::image(picture));
    }
    let select = controls::select(*language, *kind, items);
    let (steps, votes) = controls::rows(buttons, votes);
    let rows: Vec<Value> = select.into_iter().chain(steps).chain(votes).collect();
    json!({
        "embeds": [embed],
        "components": rows,
        "allowed_mentions": { "parse": [] },
    })
}

/// Returns the parts and the note as text, separated by empty lines; a cut mark replaces parts that do not fit.
fn description(parts: &[ReplyPart], note: Option<&str>) -> String {
    let note = note.and_then(|note| escaped_line(note, NOTE));
    let note = note.map_or_else(String::new, |note| format!("\n\n{note}"));
    let limit = DESCRIPTION - utf16_len(&note);
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
            .and_then(|heading| escaped_line(heading, TITLE))
            .map(|heading| format!("**{heading}**"));
        let mut next = heading.map_or_else(String::new, |heading| format!("{gap}{heading}"));
        if !body.is_empty() {
            next.push_str(if next.is_empty() { gap } else { "\n" });
        }
        let room = limit.saturating_sub(utf16_len(&text) + utf16_len(&next) + utf16_len(CUT_MARK));
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
    text.push_str(&note);
    text
}
