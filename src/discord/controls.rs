//! Controls of a message: the rows of buttons, and the select of everything else.
//!
//! Duplicates are dropped, as Discord refuses a message in which two components have the same custom id.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::limits::{BUTTON_LABEL, OPTION_TEXT, SELECT_OPTIONS};
use crate::chat::{Button, ButtonStyle, Choice, MAX_BUTTON, MAX_BUTTONS, ReplyKind};
use crate::language::Language;
use crate::platform::text::{says_something, single_line};

/// Component types
/// (<https://discord.com/developers/docs/components/reference#component-object-component-types>).
pub(super) const ACTION_ROW: u8 = 1;
pub(super) const BUTTON: u8 = 2;
pub(super) const STRING_SELECT: u8 = 3;
/// Button styles
/// (<https://discord.com/developers/docs/components/reference#button-button-styles>).
const PRIMARY_STYLE: u8 = 1;
pub(super) const SECONDARY_STYLE: u8 = 2;
const DANGER_STYLE: u8 = 4;
/// Custom id of the select; the asks are the values of its options.
pub(super) const SELECT_ID: &str = "1:pick";
/// Prefix of the custom id of a button that turns a page in place.
pub(super) const PAGE_PREFIX: char = '>';

/// Builds the row of the next steps and the row of the votes; `None` where one has no button.
pub(super) fn rows(buttons: &[Button], votes: &[Button]) -> (Option<Value>, Option<Value>) {
    let mut seen = HashSet::new();
    let votes: Vec<Value> = votes
        .iter()
        .filter_map(|vote| button(vote, &mut seen))
        .take(MAX_BUTTONS)
        .collect();
    let steps: Vec<Value> = buttons
        .iter()
        .filter_map(|step| button(step, &mut seen))
        .take(MAX_BUTTONS - votes.len())
        .collect();
    (row(&steps), row(&votes))
}

fn row(parts: &[Value]) -> Option<Value> {
    (!parts.is_empty()).then(|| json!({ "type": ACTION_ROW, "components": parts }))
}

/// Builds a button; `None` for one whose label says nothing, with an ask that no button can carry, or with an id in `seen`.
fn button(button: &Button, seen: &mut HashSet<String>) -> Option<Value> {
    let Button {
        label,
        ask,
        turns,
        style,
    } = button;
    let label = single_line(label, BUTTON_LABEL).filter(|label| says_something(label))?;
    let mut id = ask.to_button()?;
    if *turns && id.len() < MAX_BUTTON {
        id.insert(0, PAGE_PREFIX);
    }
    let style = match style {
        ButtonStyle::Plain => SECONDARY_STYLE,
        ButtonStyle::Primary => PRIMARY_STYLE,
        ButtonStyle::Danger => DANGER_STYLE,
    };
    seen.insert(id.clone())
        .then(|| json!({ "type": BUTTON, "style": style, "label": label, "custom_id": id }))
}

/// Builds the row with the select of these items; `None` where there is nothing to select.
pub(super) fn select(language: Language, kind: ReplyKind, items: &[&Choice]) -> Option<Value> {
    let options = options(items);
    (!options.is_empty()).then(|| {
        let select = json!({
            "type": STRING_SELECT,
            "custom_id": SELECT_ID,
            "placeholder": language.text(kind.select_message(), &[]),
            "options": options,
        });
        json!({ "type": ACTION_ROW, "components": [select] })
    })
}

/// Returns the options of the select.
fn options(items: &[&Choice]) -> Vec<Value> {
    let mut seen = HashSet::new();
    items
        .iter()
        .filter_map(|choice| {
            let Choice { label, detail, ask } = *choice;
            let label = single_line(label, OPTION_TEXT).filter(|label| says_something(label))?;
            let value = ask.to_button()?;
            if !seen.insert(value.clone()) {
                return None;
            }
            let detail = single_line(detail, OPTION_TEXT);
            Some(match detail {
                Some(detail) => json!({ "label": label, "value": value, "description": detail }),
                None => json!({ "label": label, "value": value }),
            })
        })
        .take(SELECT_OPTIONS)
        .collect()
}
