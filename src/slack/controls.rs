//! Controls of messages and views: the next steps, one select of everything else, and the votes apart. The value of a control
//! is its encoded [`Ask`], so that it works after a restart; an [`Ask`] that cannot be encoded gets no control.

use serde_json::{Value, json};

use super::blocks::plain_text;
use super::{limits, mrkdwn};
use crate::chat::{Ask, Button, ButtonStyle, Choice, Citation, MAX_BUTTONS, Opinion};
use crate::platform::text::{clip, says_something, utf16_len};

/// Prefix of the `action_id` of buttons that turn a page.
pub(super) const TURN_PAGE: &str = "turn";

/// Title and first citation of the reply below which controls stand. They are part of the names that screen readers read, as
/// these list controls without the text around them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Subject<'a> {
    pub(super) title: &'a str,
    pub(super) cited: Option<&'a Citation>,
}

/// The controls of a reply.
pub(super) struct Controls<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) buttons: &'a [Button],
    pub(super) votes: &'a [Button],
    /// Items of the select.
    pub(super) items: Vec<&'a Choice>,
    /// Placeholder of the select.
    pub(super) placeholder: String,
    /// True if the votes are Slack's feedback buttons, which exist in messages only
    /// (<https://docs.slack.dev/reference/block-kit/blocks/context-actions-block>); ephemeral messages keep ordinary buttons,
    /// which every client shows.
    pub(super) native_votes: bool,
}

impl Controls<'_> {
    /// Builds the rows: the buttons with the select, then the votes. Buttons above [`MAX_BUTTONS`] are items of the select.
    pub(super) fn rows(&self) -> Vec<Value> {
        let most = MAX_BUTTONS.saturating_sub(self.votes.len());
        let (shown, rest) = self
            .buttons
            .split_at_checked(most)
            .unwrap_or((self.buttons, &[]));
        let mut row: Vec<Value> = (0..)
            .zip(shown)
            .filter_map(|(number, button): (usize, _)| {
                let prefix = if button.turns { TURN_PAGE } else { "open" };
                self::button(&format!("{prefix}-{number}"), button, self.subject)
            })
            .collect();
        let rest: Vec<Choice> = rest
            .iter()
            .map(|button| Choice {
                label: button.label.clone(),
                detail: String::new(),
                ask: button.ask.clone(),
            })
            .collect();
        let items = self.items.iter().copied().chain(&rest);
        row.extend(select(
            &self.placeholder,
            &[(String::new(), items.collect())],
        ));
        let mut rows = Vec::new();
        rows.extend((!row.is_empty()).then(|| actions(&row)));
        rows.extend(self.vote_row());
        rows
    }

    fn vote_row(&self) -> Option<Value> {
        let vote = |wanted| {
            let mut votes = self.votes.iter();
            votes.find(
                |button| matches!(&button.ask, Ask::Vote { opinion, .. } if *opinion == wanted),
            )
        };
        let native = vote(Opinion::Helpful).zip(vote(Opinion::Unhelpful));
        let native = native.filter(|_| self.native_votes && self.votes.len() == 2);
        if let Some((yes, no)) = native {
            return feedback(yes, no, self.subject);
        }
        let row: Vec<Value> = (0..)
            .zip(self.votes)
            .filter_map(|(number, vote): (usize, _)| {
                self::button(&format!("vote-{number}"), vote, self.subject)
            })
            .collect();
        (!row.is_empty()).then(|| actions(&row))
    }
}

/// Builds an actions block.
pub(super) fn actions(elements: &[Value]) -> Value {
    json!({ "type": "actions", "elements": elements })
}

/// Builds a select menu of groups of choices, each below its label; without labels where there is one group only. None where
/// there is nothing to select.
pub(super) fn select(placeholder: &str, groups: &[(String, Vec<&Choice>)]) -> Option<Value> {
    let mut room = limits::OPTIONS;
    let groups: Vec<(&str, Vec<Value>)> = groups
        .iter()
        .map(|(label, choices)| {
            let options: Vec<Value> = choices
                .iter()
                .filter_map(|choice| option(choice))
                .take(room)
                .collect();
            room -= options.len();
            (label.as_str(), options)
        })
        .filter(|(_, options)| !options.is_empty())
        .collect();
    let mut select = json!({
        "type": "static_select",
        "action_id": "pick",
        "placeholder": plain_text(placeholder, limits::OPTION),
    });
    let (name, options) = match groups.as_slice() {
        [] => return None,
        [(_, options)] => ("options", json!(options)),
        _ => {
            let groups = groups.iter().map(|(label, options)| {
                json!({ "label": plain_text(label, limits::OPTION), "options": options })
            });
            ("option_groups", groups.collect())
        }
    };
    select.as_object_mut()?.insert(name.to_owned(), options);
    Some(select)
}

/// Builds an option of a select; none where its label says nothing or its [`Ask`] does not fit into a value.
fn option(choice: &Choice) -> Option<Value> {
    let Choice { label, detail, ask } = choice;
    let value = ask.to_button()?;
    if !says_something(label) {
        return None;
    }
    let mut option = json!({ "text": plain_text(label, limits::OPTION), "value": value });
    if !mrkdwn::plain_text(detail).trim().is_empty()
        && let Some(option) = option.as_object_mut()
    {
        let detail = plain_text(detail, limits::OPTION);
        option.insert("description".to_owned(), detail);
    }
    Some(option)
}

/// Builds a button; none where its label says nothing or its [`Ask`] does not fit into a value.
pub(super) fn button(action_id: &str, button: &Button, subject: Subject<'_>) -> Option<Value> {
    let Button {
        label,
        ask,
        turns: _,
        style,
    } = button;
    let value = ask.to_button()?;
    if !says_something(label) {
        return None;
    }
    let mut built = json!({
        "type": "button",
        "action_id": action_id,
        "text": plain_text(label, limits::BUTTON),
        "value": value,
    });
    let fields = built.as_object_mut()?;
    let name = accessible_name(label, ask, subject);
    if name != *label || utf16_len(label) > limits::BUTTON {
        fields.insert("accessibility_label".to_owned(), accessibility_label(&name));
    }
    let style = match style {
        ButtonStyle::Plain => None,
        ButtonStyle::Primary => Some("primary"),
        ButtonStyle::Danger => Some("danger"),
    };
    fields.extend(style.map(|style| ("style".to_owned(), json!(style))));
    Some(built)
}

/// Builds Slack's feedback buttons
/// (<https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element>).
fn feedback(yes: &Button, no: &Button, subject: Subject<'_>) -> Option<Value> {
    let button = |button: &Button| {
        let value = button.ask.to_button()?;
        let label = &button.label;
        let name = accessible_name(label, &button.ask, subject);
        says_something(label).then(|| {
            json!({
                "text": plain_text(label, limits::BUTTON),
                "value": value,
                "accessibility_label": accessibility_label(&name),
            })
        })
    };
    Some(json!({
        "type": "context_actions",
        "elements": [{
            "type": "feedback_buttons",
            "action_id": "opinion",
            "positive_button": button(yes)?,
            "negative_button": button(no)?,
        }],
    }))
}

/// Returns the name that screen readers read: the label, and after it what it is about, where the label does not say that.
fn accessible_name(label: &str, ask: &Ask, subject: Subject<'_>) -> String {
    let Subject { title, cited } = subject;
    let about = cited.and_then(|cited| match ask {
        Ask::Vote { .. } | Ask::Why { .. } | Ask::Show(_) | Ask::Country { .. } => Some(title),
        Ask::Open { address, .. } => {
            (address.entry == cited.address.entry).then_some(cited.entry.as_str())
        }
        Ask::RoadmapOf(entry) | Ask::SkillsOf(entry) | Ask::LevelsOf(entry) => {
            (*entry == cited.address.entry).then_some(cited.entry.as_str())
        }
        _ => None,
    });
    match about {
        Some(about) if !label.contains(about) && says_something(about) => {
            format!("{label}: {about}")
        }
        _ => label.to_owned(),
    }
}

/// Builds the label that screen readers read.
pub(super) fn accessibility_label(name: &str) -> Value {
    json!(clip(
        &mrkdwn::plain_text(name),
        limits::BUTTON_ACCESSIBILITY
    ))
}
