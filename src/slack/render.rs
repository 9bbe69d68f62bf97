//! Rendering of replies as Slack messages: blocks, and a fallback text for notifications and screen
//! readers.
//!
//! **Invariant:** every message is within [`limits`]: long texts are split into sections, labels are
//! clipped between grapheme clusters, and blocks that do not fit are left out with a remark.

use serde_json::{Value, json};

use super::blocks::{context, header, section, text_size};
use super::controls::{Controls, Subject};
use super::{limits, mrkdwn};
use crate::chat::{Ask, Audience, Reply, ReplyPart, select_items};
use crate::language::Language;
use crate::markup::{Markup, Span};
use crate::platform::choices;

mod fallback;
mod parts;
mod table;

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
    /// The blocks with tables instead of columns, which are tried first where a message can be sent again; none where
    /// nothing is a table.
    pub(super) with_tables: Option<Vec<Value>>,
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
    let unlisted = choices::unlisted(kind, &parts, &choices);
    let mut named = Markup::default();
    if let Some(heading) = choices::heading(kind, language).filter(|_| !unlisted.is_empty()) {
        named = Markup::paragraph(vec![Span::bold(heading)]);
    }
    named.append(Markup::list(
        unlisted.iter().map(|line| vec![Span::plain(line)]),
    ));
    let unlisted = named;
    let described = picture.as_ref().map(|one| one.in_words(language));
    let small = note.map(Markup::text).filter(|note| !note.is_empty());
    let notes = described.iter().chain([&unlisted]);
    let text = fallback::text(language, &title, &parts, notes, small.as_ref());
    let passage = passage(&parts);
    let mut head = Vec::new();
    let plain_title = mrkdwn::plain_text(&title);
    if !plain_title.trim().is_empty() {
        head.push(header(&plain_title));
    }
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
    let blocks = |tables: bool| {
        let (mut body, sources) = parts::blocks(language, &title, &parts, tables);
        // An upload needs the scope `files:write`, which the manifest does not request, so the picture is
        // described (<https://docs.slack.dev/messaging/working-with-files>).
        let notes = described.iter().chain([&unlisted]);
        let notes = notes.flat_map(parts::split_sections);
        body.extend(notes.map(|text| section(&text)));
        body.extend(sources);
        body.extend(small.iter().map(|note| context(&[mrkdwn::format(note)])));
        fit_blocks(language, &head, body, &tail)
    };
    let in_columns = blocks(false);
    // Slack says nothing of tables in private messages and in forms.
    let with_tables = (!private && surface != Surface::Modal).then(|| blocks(true));
    let with_tables = with_tables.filter(|blocks| *blocks != in_columns);
    SlackMessage {
        private,
        language,
        passage,
        text,
        with_tables,
        blocks: in_columns,
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

    /// Builds the bodies of the message with further fields, in the order in which they are tried: with tables, with
    /// columns, and the text alone, for where Slack refuses the blocks.
    pub(super) fn bodies<const N: usize>(mut self, fields: [(&str, Value); N]) -> Vec<Value> {
        let with_tables = self.with_tables.take();
        let whole = self.with(fields);
        let mut bodies = vec![whole.clone(), whole.clone()];
        if let Some(text) = bodies.last_mut().and_then(Value::as_object_mut) {
            text.remove("blocks");
        }
        if let Some(blocks) = with_tables {
            let mut table = whole;
            if let Some(table) = table.as_object_mut() {
                table.insert("blocks".to_owned(), json!(blocks));
            }
            bodies.insert(0, table);
        }
        bodies
    }
}

/// Joins head, body and tail. Blocks of the body that exceed a limit are replaced by a remark.
fn fit_blocks(language: Language, head: &[Value], body: Vec<Value>, tail: &[Value]) -> Vec<Value> {
    let note = context(&[mrkdwn::escape(&language.text("shortened", &[]))]);
    let frame = head.iter().chain(tail).chain([&note]);
    let mut taken = frame.map(text_size).sum::<usize>();
    let room = limits::MESSAGE_BLOCKS.saturating_sub(head.len() + tail.len() + 1);
    let mut blocks = head.to_vec();
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
    blocks.extend_from_slice(tail);
    blocks
}

#[cfg(test)]
mod control_tests;
#[cfg(test)]
mod tests;
