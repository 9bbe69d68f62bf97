//! Rendering of replies as Slack messages: blocks, and a fallback text for notifications and screen
//! readers.
//!
//! **Invariant:** every message is within [`limits`]: long texts are split into sections, labels are
//! clipped between grapheme clusters, and blocks that do not fit are left out with a remark.

use serde_json::{Value, json};

use super::blocks::{context, header, section, text_size};
use super::controls::{Controls, Subject};
use super::{limits, mrkdwn};
use crate::chat::{Ask, Audience, Choice, Reply, ReplyKind, ReplyPart, select_items};
use crate::language::Language;
use crate::markup::Markup;

mod fallback;
mod parts;

pub(super) use fallback::split_text;

/// The surface on which a reply is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surface {
    /// A message.
    Message,
    /// A message of an app with the agent view, which has native feedback buttons.
    Agent,
    /// A modal.
    Modal,
}

/// A rendered message, independent of its route.
#[derive(Debug, Clone, Default)]
pub(super) struct SlackMessage {
    /// True if only the asker may see it.
    pub(super) private: bool,
    /// The language of the bot's own texts in it.
    pub(super) language: Language,
    /// [`Ask`] that opens the passage it shows.
    pub(super) passage: Option<Ask>,
    /// The whole answer as text, for notifications and screen readers, and for where Slack refuses the blocks.
    pub(super) text: String,
    pub(super) blocks: Vec<Value>,
}

/// Renders a reply for a surface.
pub(super) fn message(reply: Reply, surface: Surface) -> SlackMessage {
    let Reply {
        kind,
        language,
        title,
        parts,
        picture,
        note,
        choices,
        menu,
        buttons,
        votes,
        audience,
        // Only **Why this?** shows it.
        match_info: _,
    } = reply;
    // Related questions below an answer, and answers to a question of the bot, appear in the select only.
    let listed = if matches!(kind, ReplyKind::Answer | ReplyKind::Asking) {
        &[]
    } else {
        choices.as_slice()
    };
    let unlisted = unlisted(&parts, listed);
    let described = picture.as_ref().map(|one| one.in_words(language));
    let small = note.map(Markup::text).filter(|note| !note.is_empty());
    let notes = described.iter().chain([&unlisted]).chain(&small);
    let text = fallback::text(language, &title, &parts, notes);
    let passage = passage(&parts);
    let mut head = Vec::new();
    let plain_title = mrkdwn::plain_text(&title);
    if !plain_title.trim().is_empty() {
        head.push(header(&plain_title));
    }
    let mut body = parts::blocks(language, &parts);
    // An upload needs the scope `files:write`, which the manifest does not request, so the picture is
    // described (<https://docs.slack.dev/messaging/working-with-files>).
    let notes = described.iter().chain([&unlisted]);
    for text in notes.flat_map(parts::split_sections) {
        body.push(section(&text));
    }
    body.extend(small.iter().map(|note| context(&[mrkdwn::format(note)])));
    let private = audience == Audience::Private;
    let controls = Controls {
        subject: Subject {
            title: &plain_title,
            cited: parts.iter().find_map(|part| part.citation.as_ref()),
        },
        buttons: &buttons,
        votes: &votes,
        items: select_items(&choices, &menu),
        placeholder: language.text(kind.select_message(), &[]),
        // Only apps with the agent view have them, and ephemeral messages do not show them.
        native_votes: surface == Surface::Agent && !private,
    };
    let tail = controls.rows();
    SlackMessage {
        private,
        language,
        passage,
        text,
        blocks: fit_blocks(language, head, body, tail),
    }
}

/// Returns the [`Ask`] that opens the first quoted passage.
fn passage(parts: &[ReplyPart]) -> Option<Ask> {
    let citation = parts.iter().find_map(|part| part.citation.as_ref())?;
    let address = citation.address.clone();
    Some(Ask::Open { address, page: 0 })
}

impl SlackMessage {
    /// Builds the acknowledgement of a slash command.
    pub(super) fn response(self) -> Value {
        let kind = if self.private {
            "ephemeral"
        } else {
            "in_channel"
        };
        self.with([("response_type", json!(kind))])
    }

    /// Builds the body of the message with further fields.
    fn with<const N: usize>(self, fields: [(&str, Value); N]) -> Value {
        let mut body = json!({
            "text": self.text,
            "blocks": self.blocks,
            "unfurl_links": false,
            "unfurl_media": false,
        });
        if let Some(body) = body.as_object_mut() {
            body.extend(fields.map(|(name, value)| (name.to_owned(), value)));
        }
        body
    }

    /// Builds the bodies of the message with further fields, in the order in which they are tried: with its blocks, and the
    /// text alone, for where Slack refuses the blocks.
    pub(super) fn bodies<const N: usize>(self, fields: [(&str, Value); N]) -> Vec<Value> {
        let whole = self.with(fields);
        let mut text = whole.clone();
        if let Some(text) = text.as_object_mut() {
            text.remove("blocks");
        }
        vec![whole, text]
    }
}

/// Lists the choices whose labels are not in the text, as the labels of options are clipped.
fn unlisted(parts: &[ReplyPart], choices: &[Choice]) -> Markup {
    use crate::markup::Span;
    let text: String = parts.iter().map(|part| part.body.plain()).collect();
    let unlisted = choices
        .iter()
        .filter(|choice| !text.contains(choice.label.as_str()));
    Markup::list(unlisted.map(|choice| {
        let Choice {
            label,
            detail,
            ask: _,
        } = choice;
        let mut spans = vec![Span::plain(label)];
        if !detail.is_empty() {
            spans.push(Span::plain(format!(" ({detail})")));
        }
        spans
    }))
}

/// Joins head, body and tail. Blocks of the body that exceed a limit are replaced by a remark.
fn fit_blocks(
    language: Language,
    head: Vec<Value>,
    body: Vec<Value>,
    tail: Vec<Value>,
) -> Vec<Value> {
    let note = context(&[mrkdwn::escape(&language.text("shortened", &[]))]);
    let frame = head.iter().chain(&tail).chain([&note]);
    let mut taken = frame.map(text_size).sum::<usize>();
    let room = limits::MESSAGE_BLOCKS.saturating_sub(head.len() + tail.len() + 1);
    let mut blocks = head;
    let whole = body.len();
    let fitting: Vec<Value> = body
        .into_iter()
        .take(room)
        .take_while(|block| {
            taken += text_size(block);
            taken < limits::ALL_BLOCKS
        })
        .collect();
    let shortened = fitting.len() < whole;
    blocks.extend(fitting);
    blocks.extend(shortened.then_some(note));
    blocks.extend(tail);
    blocks
}

#[cfg(test)]
mod control_tests;
#[cfg(test)]
mod tests;
