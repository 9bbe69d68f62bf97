//! Home tab: popular and new questions, topics, and the way to the question form and the settings
//! (<https://docs.slack.dev/surfaces/app-home>).
//!
//! Depends on the library, on what is asked most, and on whether the user is an admin. Published only
//! where its fingerprint differs from that of the view the user sees.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::{Value, json};

use super::blocks::{header, plain_text, section};
use super::{controls, limits, modals, mrkdwn, settings_form};
use crate::assistant::StartPage;
use crate::chat::{Button, Choice, Tone};
use crate::language::Language;
use crate::platform::text::clip;

/// Builds the view and its fingerprint, which it carries as `private_metadata`. Admins get a button to
/// the settings.
pub(super) fn view(page: &StartPage, is_admin: bool) -> (Value, String) {
    let StartPage {
        language,
        topics,
        popular,
        fresh,
        ways_on,
    } = page;
    let mut blocks = vec![
        header("Guidepost"),
        section(&mrkdwn::escape(&language.text("start-text", &[]))),
        entry_points(*language, ways_on),
    ];
    blocks.extend(list(*language, "start-popular", popular));
    blocks.extend(list(*language, "start-fresh", fresh));
    if let Some(select) = controls::select(*language, Tone::Info, topics) {
        blocks.push(header(&language.text("topics-listed", &[])));
        blocks.push(select);
    }
    blocks.extend(is_admin.then(|| {
        let text = plain_text(&settings_form::button_label(*language), limits::BUTTON);
        let id = settings_form::SETTINGS;
        let button = json!({ "type": "button", "action_id": id, "text": text, "value": id });
        json!({ "type": "actions", "elements": [button] })
    }));
    blocks.truncate(limits::VIEW_BLOCKS);
    let mut hasher = DefaultHasher::new();
    json!(blocks).to_string().hash(&mut hasher);
    let fingerprint = format!("{:016x}", hasher.finish());
    let view = json!({ "type": "home", "private_metadata": fingerprint, "blocks": blocks });
    (view, fingerprint)
}

/// Builds the buttons that open the question form and the lists.
fn entry_points(language: Language, lists: &[Button]) -> Value {
    let ask = json!({
        "type": "button",
        "action_id": modals::ASK,
        "style": "primary",
        "text": plain_text(&language.text("start-ask", &[]), limits::BUTTON),
        "value": "ask",
    });
    let lists = lists.iter().enumerate().filter_map(|(number, button)| {
        controls::button(&format!("way-{number}"), &button.label, &button.ask)
    });
    let elements: Vec<Value> = std::iter::once(ask).chain(lists).collect();
    json!({ "type": "actions", "elements": elements })
}

/// Builds a header and one section a choice; nothing where no choice has a button.
fn list(language: Language, title: &str, choices: &[Choice]) -> Vec<Value> {
    let rows: Vec<Value> = choices
        .iter()
        .enumerate()
        .filter_map(|(number, choice)| {
            let Choice { label, detail, ask } = choice;
            let mut text = format!("*{}*", mrkdwn::escape(&clip(label, limits::HEADER)));
            if !detail.trim().is_empty() && detail != label {
                let detail = clip(detail, limits::OPTION);
                text.push('\n');
                text.push_str(&mrkdwn::escape(&detail));
            }
            let mut row = section(&text);
            let action_id = format!("{title}-{number}");
            let read = language.text("start-read", &[]);
            let button = controls::button(&action_id, &read, ask)?;
            row.as_object_mut()?.insert("accessory".to_owned(), button);
            Some(row)
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    std::iter::once(header(&language.text(title, &[])))
        .chain(rows)
        .collect()
}
