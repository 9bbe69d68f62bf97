//! Home tab: popular questions, recently reviewed entries, one select of these and of the topics, and buttons to the question
//! form and the settings (<https://docs.slack.dev/surfaces/app-home>).
//!
//! Depends on the library, on the popular entries, and on whether the user is an admin. Published only where its fingerprint
//! differs from that of the current view of the user.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::{Value, json};
use tracing::warn;

use super::blocks::{context, header, plain_text, section};
use super::controls::Subject;
use super::decode::{self, AppHomeOpened};
use super::dispatcher::Dispatcher;
use super::workspace::Workspace;
use super::{controls, limits, modals, mrkdwn, settings_form};
use crate::assistant::StartPage;
use crate::chat::catalog::CompletionKind;
use crate::chat::{Button, Choice, ReplyKind};
use crate::language::Language;
use crate::platform::text::clip;

/// Number of questions with a button of their own.
const MAX_ROWS: usize = 3;

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

/// Builds the view and its fingerprint, which is its `private_metadata`. It has at most five buttons, the last of them for
/// admins, and one select of everything else.
pub(super) fn view(page: &StartPage, is_admin: bool) -> (Value, String) {
    let StartPage {
        language,
        topics,
        popular,
        recently_reviewed,
        navigation,
    } = page;
    let text = |id: &str| language.text(id, &[]);
    let mut blocks = vec![
        header("Guidepost"),
        section(&mrkdwn::escape(&text("start-text"))),
        entry_points(*language, is_admin),
    ];
    let popular = popular.as_slice();
    let (asked, other) = popular.split_at_checked(MAX_ROWS).unwrap_or((popular, &[]));
    let rows: Vec<Value> = (0..)
        .zip(asked)
        .filter_map(|(number, choice): (usize, _)| row(*language, number, choice))
        .collect();
    if !rows.is_empty() {
        blocks.push(header(&text("start-popular")));
        blocks.extend(rows);
    }
    if !recently_reviewed.is_empty() {
        let lines: Vec<String> = recently_reviewed
            .iter()
            .map(|choice| format!("• {}", titled(choice, " · ")))
            .collect();
        blocks.push(header(&text("start-fresh")));
        blocks.push(section(&lines.join("\n")));
    }
    let lists: Vec<Choice> = navigation.iter().map(item).collect();
    let groups = [
        ("start-popular", other.iter().collect()),
        ("start-fresh", recently_reviewed.iter().collect()),
        ("topics-listed", topics.iter().chain(&lists).collect()),
    ];
    let groups = groups.map(|(label, choices): (_, Vec<&Choice>)| (text(label), choices));
    let placeholder = text(ReplyKind::Info.select_message());
    let select = controls::select(&placeholder, &groups);
    blocks.extend(select.map(|select| controls::actions(&[select])));
    blocks.push(context(&[mrkdwn::escape(&text("by-people"))]));
    blocks.truncate(limits::VIEW_BLOCKS);
    let mut hasher = DefaultHasher::new();
    json!(blocks).to_string().hash(&mut hasher);
    let fingerprint = format!("{:016x}", hasher.finish());
    let view = json!({ "type": "home", "private_metadata": fingerprint, "blocks": blocks });
    (view, fingerprint)
}

/// Builds the button that opens the question form, and for admins that of the settings.
fn entry_points(language: Language, is_admin: bool) -> Value {
    let ask = json!({
        "type": "button",
        "action_id": modals::ASK,
        "style": "primary",
        "text": plain_text(&language.text("start-ask", &[]), limits::BUTTON),
        "value": "ask",
    });
    let settings = is_admin.then(|| {
        let text = plain_text(&settings_form::button_label(language), limits::BUTTON);
        let id = settings_form::SETTINGS;
        json!({ "type": "button", "action_id": id, "text": text, "value": id })
    });
    let elements: Vec<Value> = std::iter::once(ask).chain(settings).collect();
    controls::actions(&elements)
}

/// Builds a section with a question and the button that opens its answer; none where no button can.
fn row(language: Language, number: usize, choice: &Choice) -> Option<Value> {
    let read = Button::open(language.text("start-read", &[]), choice.ask.clone());
    let mut button = controls::button(&format!("read-{number}"), &read, Subject::default())?;
    let name = format!("{}: {}", read.label, choice.label);
    let name = controls::accessibility_label(&name);
    button
        .as_object_mut()?
        .insert("accessibility_label".to_owned(), name);
    let mut row = section(&titled(choice, "\n"));
    row.as_object_mut()?.insert("accessory".to_owned(), button);
    Some(row)
}

/// Formats a choice: its label in bold, and its detail where it says something else.
fn titled(choice: &Choice, gap: &str) -> String {
    let Choice {
        label,
        detail,
        ask: _,
    } = choice;
    let mut text = format!("*{}*", mrkdwn::escape(&clip(label, limits::HEADER)));
    if !detail.trim().is_empty() && detail != label {
        text.push_str(gap);
        text.push_str(&mrkdwn::escape(&clip(detail, limits::OPTION)));
    }
    text
}

/// Returns a button as an item of the select.
fn item(button: &Button) -> Choice {
    Choice {
        label: button.label.clone(),
        detail: String::new(),
        ask: button.ask.clone(),
    }
}
