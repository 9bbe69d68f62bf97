//! Rendering of replies as Slack messages: blocks, and a fallback text for notifications and screen
//! readers.
//!
//! **Invariant:** every message is within [`limits`]: long texts are split into sections, labels are
//! clipped between grapheme clusters, and blocks that do not fit are left out with a remark.

use serde_json::{Value, json};

use super::blocks::{context, header, section, text_size};
use super::{controls, limits, mrkdwn};
use crate::chat::{
    Ask, Audience, Button, Choice, Citation, Reply, ReplyKind, ReplyPart, select_items,
};
use crate::language::Language;
use crate::markup::Markup;
use crate::platform::text::{clip, utf16_len};

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
    /// The fallback text.
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
    let text = fallback_text(&title, &parts, listed);
    let passage = passage(&parts);
    let mut head = Vec::new();
    let title = mrkdwn::plain_text(&title);
    if !title.trim().is_empty() {
        head.push(header(&title));
    }
    let mut body = Vec::new();
    let mut shown: Vec<&[(String, String)]> = Vec::new();
    for part in &parts {
        push_part(language, &mut body, part, &mut shown);
    }
    // An upload needs the scope `files:write`, which the manifest does not request, so the picture is
    // described (<https://docs.slack.dev/messaging/working-with-files>).
    for text in picture
        .iter()
        .flat_map(|one| split_sections(&one.in_words(language)))
    {
        body.push(section(&text));
    }
    for text in split_sections(&unlisted(&parts, listed)) {
        body.push(section(&text));
    }
    body.extend(note.map(|note| context(&[mrkdwn::escape(&note)])));
    let private = audience == Audience::Private;
    let mut tail = Vec::new();
    tail.extend(controls::select(
        language,
        kind,
        &select_items(&choices, &menu),
    ));
    // Native feedback buttons exist for agent apps, and are not shown in ephemeral messages.
    let native_feedback = surface == Surface::Agent && !private;
    let buttons: Vec<Button> = buttons.into_iter().chain(votes).collect();
    tail.extend(controls::buttons(&buttons, native_feedback));
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
    pub(super) fn with<const N: usize>(self, fields: [(&str, Value); N]) -> Value {
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
}

/// Appends the sections of a part and its citation. `shown` holds the sources that the message already
/// lists.
fn push_part<'a>(
    language: Language,
    out: &mut Vec<Value>,
    part: &'a ReplyPart,
    shown: &mut Vec<&'a [(String, String)]>,
) {
    let ReplyPart {
        heading,
        body,
        citation,
    } = part;
    let mut texts = split_sections(body);
    if let Some(heading) = heading
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let heading = format!("*{}*", mrkdwn::escape(&clip(heading, limits::HEADER)));
        match texts.first_mut() {
            Some(first) if utf16_len(first) + utf16_len(&heading) < limits::SECTION => {
                *first = format!("{heading}\n{first}");
            }
            _ => texts.insert(0, heading),
        }
    }
    out.extend(texts.iter().map(|text| section(text)));
    if let Some(citation) = citation {
        let new = !shown.contains(&citation.sources.as_slice());
        shown.push(&citation.sources);
        out.push(context(&self::citation(language, citation, new)));
    }
}

/// Formats a citation: the entry, its review and region, and its sources where `with_sources`.
fn citation(language: Language, citation: &Citation, with_sources: bool) -> Vec<String> {
    let Citation {
        // Not shown; the entry's name is.
        address: _,
        entry,
        sources,
        reviewed: _,
        region,
    } = citation;
    let mut origin = vec![
        language.text("from", &[("entry", entry.into())]),
        language.text("reviewed", &[("month", (&citation.month()).into())]),
    ];
    origin.extend(
        region
            .as_ref()
            .map(|region| language.text("region", &[("region", region.into())])),
    );
    let mut lines = vec![mrkdwn::escape(&origin.join(" · "))];
    if with_sources && !sources.is_empty() {
        // Only the text around the list is escaped; the links are mrkdwn already.
        let frame = mrkdwn::escape(&language.text("sources", &[("list", "".into())]));
        let mut line = String::new();
        for (number, (title, url)) in sources.iter().enumerate() {
            let source = mrkdwn::link(url, &clip(title, limits::OPTION));
            let gap = if number == 0 { "" } else { " · " };
            if utf16_len(&frame) + utf16_len(&line) + utf16_len(gap) + utf16_len(&source)
                > limits::CONTEXT
            {
                break;
            }
            line.push_str(gap);
            line.push_str(&source);
        }
        lines.push(frame + &line);
    }
    lines
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
        vec![Span::plain(label), Span::plain(format!(" ({detail})"))]
    }))
}

/// Splits a text into sections, before it is escaped, so that no entity, link or style is cut.
fn split_sections(body: &Markup) -> Vec<String> {
    fn cut(body: &Markup, size: usize, out: &mut Vec<String>) {
        let text = mrkdwn::format(body);
        if utf16_len(&text) <= limits::SECTION {
            out.push(text);
        } else if size > 1 {
            // The length of escapes is known only after formatting.
            for page in body.pages(size) {
                cut(&page, size / 2, out);
            }
        }
        // A single character with thousands of combining marks is dropped.
    }
    let mut out = Vec::new();
    if !body.is_empty() {
        cut(body, limits::SECTION * 9 / 10, &mut out);
    }
    out
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

/// Builds the `text` of a message, which notifications and screen readers use.
fn fallback_text(title: &str, parts: &[ReplyPart], choices: &[Choice]) -> String {
    let mut lines = vec![title.to_owned()];
    for part in parts {
        lines.extend(part.heading.clone());
        if !part.body.is_empty() {
            lines.push(part.body.plain());
        }
    }
    let unlisted = unlisted(parts, choices);
    if !unlisted.is_empty() {
        lines.push(unlisted.plain());
    }
    let text = lines.join("\n");
    let text = if text.trim().is_empty() {
        "Guidepost"
    } else {
        text.trim()
    };
    let mut size = limits::FALLBACK_TEXT;
    loop {
        let text = mrkdwn::escape(&clip(text, size));
        if utf16_len(&text) <= limits::FALLBACK_TEXT || size < 2 {
            return text;
        }
        size /= 2;
    }
}

#[cfg(test)]
mod tests;
