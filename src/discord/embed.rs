//! Rendering of a reply as an embed with action rows, for messages and places that cannot have components as their layout.

use serde_json::{Value, json};

use super::card::{Card, escaped_aspect, escaped_heading, set};
use super::limits::DESCRIPTION;
use super::text_fit::{CUT_MARK, fit};
use super::{accent, citations, controls, picture};
use crate::platform::text::utf16_len;

/// Builds the body of a message with an embed, without flags and attachments.
pub(super) fn body(card: &Card) -> Value {
    let mut embed = json!({ "title": card.escaped_title(), "color": accent::color(card.kind) });
    let description = description(card);
    if !description.trim().is_empty() {
        set(&mut embed, "description", description);
    }
    let citations = card.parts.iter().filter_map(|part| part.citation.as_ref());
    let (fields, footer) = citations::fields_and_footer(card.language, citations);
    if !fields.is_empty() {
        set(&mut embed, "fields", fields);
    }
    if let Some(footer) = footer {
        set(&mut embed, "footer", json!({ "text": footer }));
    }
    if let Some(picture) = &card.picture {
        set(&mut embed, "image", picture::image(picture));
    }
    let select = controls::select(card.language, card.kind, &card.items);
    let (steps, votes) = controls::rows(&card.buttons, &card.votes);
    let rows: Vec<Value> = select.into_iter().chain(steps).chain(votes).collect();
    json!({
        "embeds": [embed],
        "components": rows,
        "allowed_mentions": { "parse": [] },
    })
}

/// Returns the parts and the note as text, separated by empty lines; a cut mark replaces parts that do not fit.
fn description(card: &Card) -> String {
    let note = card.escaped_note();
    let note = note.map_or_else(String::new, |note| format!("\n\n{note}"));
    let limit = DESCRIPTION - utf16_len(&note);
    let mut text = String::new();
    // All citations follow the text.
    for part in &card.parts {
        let body = &part.body;
        let gap = if text.is_empty() { "" } else { "\n\n" };
        let named = [escaped_aspect(part, &card.title), escaped_heading(part)];
        let named: Vec<String> = named.into_iter().flatten().collect();
        let heading = (!named.is_empty()).then(|| format!("**{}**", named.join(" · ")));
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
