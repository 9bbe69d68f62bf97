//! The Home tab: what the app shows before anything is asked
//! (<https://docs.slack.dev/surfaces/app-home>).
//!
//! It is made of the library and of what is looked at most, and of the person only what they may do,
//! so it is cheap, and is published only where what the person sees is not what it would be.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::{Value, json};

use super::blocks::{clip, header, label, section};
use super::{controls, dialect, form, limits, panel};
use crate::assistant::StartPage;
use crate::chat::{Button, Choice, Tone};
use crate::language::Language;

/// The tab, and its fingerprint, which it also carries. Admins find the workspace's settings on it.
pub(super) fn view(page: &StartPage, administers: bool) -> (Value, String) {
    let StartPage {
        language,
        topics,
        popular,
        fresh,
        ways_on,
    } = page;
    let mut blocks = vec![
        header("Guidepost"),
        section(&dialect::literal(&language.text("start-text", &[]))),
        search(*language, ways_on),
    ];
    // What a person is learning will stand here.
    blocks.extend(listed(*language, "start-popular", popular));
    blocks.extend(listed(*language, "start-fresh", fresh));
    if let Some(select) = controls::select(*language, Tone::Info, topics) {
        blocks.push(header(&language.text("topics-listed", &[])));
        blocks.push(select);
    }
    blocks.extend(administers.then(|| {
        let name = label(&panel::name(*language), limits::BUTTON);
        let open = panel::SETTINGS;
        let button = json!({ "type": "button", "action_id": open, "text": name, "value": open });
        json!({ "type": "actions", "elements": [button] })
    }));
    blocks.truncate(limits::VIEW_BLOCKS);
    let mut hasher = DefaultHasher::new();
    json!(blocks).to_string().hash(&mut hasher);
    let fingerprint = format!("{:016x}", hasher.finish());
    let view = json!({ "type": "home", "private_metadata": fingerprint, "blocks": blocks });
    (view, fingerprint)
}

/// The way to the form, and the ways to lists.
fn search(language: Language, ways_on: &[Button]) -> Value {
    let ask = json!({
        "type": "button",
        "action_id": form::ASK,
        "style": "primary",
        "text": label(&language.text("start-ask", &[]), limits::BUTTON),
        "value": "ask",
    });
    let ways = ways_on.iter().enumerate().filter_map(|(number, way)| {
        controls::button(&format!("way-{number}"), &way.label, &way.ask)
    });
    let elements: Vec<Value> = std::iter::once(ask).chain(ways).collect();
    json!({ "type": "actions", "elements": elements })
}

fn listed(language: Language, title: &str, choices: &[Choice]) -> Vec<Value> {
    let rows: Vec<Value> = choices
        .iter()
        .enumerate()
        .filter_map(|(number, choice)| {
            let Choice { label, detail, ask } = choice;
            let mut text = format!("*{}*", dialect::literal(&clip(label, limits::HEADER)));
            if !detail.trim().is_empty() && detail != label {
                let detail = clip(detail, limits::OPTION);
                text.push('\n');
                text.push_str(&dialect::literal(&detail));
            }
            let mut row = section(&text);
            let name = format!("{title}-{number}");
            let read = language.text("start-read", &[]);
            row.as_object_mut()?
                .insert("accessory".to_owned(), controls::button(&name, &read, ask)?);
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
