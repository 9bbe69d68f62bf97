//! Home tab: popular questions, recently reviewed entries, topics, and buttons to the question form and the settings
//! (<https://docs.slack.dev/surfaces/app-home>).
//!
//! Depends on the library, on the popular entries, and on whether the user is an admin. Published only where its fingerprint
//! differs from that of the current view of the user.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::{Value, json};
use tracing::warn;

use super::blocks::{header, plain_text, section};
use super::decode::{self, AppHomeOpened};
use super::dispatcher::Dispatcher;
use super::workspace::Workspace;
use super::{controls, limits, modals, mrkdwn, settings_form};
use crate::assistant::StartPage;
use crate::chat::catalog::CompletionKind;
use crate::chat::{Button, Choice, ReplyKind, select_items};
use crate::language::Language;
use crate::platform::text::clip;

impl Dispatcher {
    /// Publishes the Home tab, or sets the suggested prompts of the Messages tab.
    pub(super) async fn fill_app_home(&self, workspace: &Workspace, opened: AppHomeOpened) {
        let place = decode::place(opened.team, None);
        let (method, body) = if opened.is_home_tab {
            let profile = workspace.users.profile(&workspace.api, &opened.user).await;
            let is_admin = profile.as_ref().is_some_and(|profile| profile.is_admin);
            let locale = profile.and_then(|profile| profile.locale);
            let page = self.assistant.start_page(&place, locale.as_deref());
            let (view, fingerprint) = view(&page, is_admin);
            if opened.shown_fingerprint.as_deref() == Some(fingerprint.as_str()) {
                return;
            }
            let body = json!({ "user_id": opened.user, "view": view });
            ("views.publish", body)
        } else {
            let Some(channel) = opened.channel.filter(|_| self.agent) else {
                return;
            };
            let prompts =
                self.assistant
                    .complete(&place, CompletionKind::Question, "", limits::PROMPTS);
            let prompts: Vec<Value> = prompts
                .iter()
                .map(|one| json!({ "title": one.label, "message": one.label }))
                .collect();
            // With a `thread_ts` the call silently does nothing for agent apps.
            let body = json!({ "channel_id": channel, "prompts": prompts });
            ("assistant.threads.setSuggestedPrompts", body)
        };
        if let Err(error) = workspace.api.call(method, &body).await {
            let code = error.code();
            warn!(code, method, "what the app shows could not be set: {code}");
        }
    }
}

/// Builds the view and its fingerprint, which is its `private_metadata`. Admins get a button to the settings.
pub(super) fn view(page: &StartPage, is_admin: bool) -> (Value, String) {
    let StartPage {
        language,
        topics,
        popular,
        recently_reviewed,
        navigation,
    } = page;
    let mut blocks = vec![
        header("Guidepost"),
        section(&mrkdwn::escape(&language.text("start-text", &[]))),
        entry_points(*language, navigation),
    ];
    blocks.extend(list(*language, "start-popular", popular));
    blocks.extend(list(*language, "start-fresh", recently_reviewed));
    if let Some(select) = controls::select(*language, ReplyKind::Info, &select_items(topics, &[])) {
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
