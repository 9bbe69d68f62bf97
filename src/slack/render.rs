//! A reply as a Slack message: blocks, and a text that reads well alone.
//!
//! Whatever the reply holds, the message stays within [`limits`]: long texts are parted, labels are
//! clipped between what a reader sees as characters, and what is too much for one message is left
//! out with a remark. Buttons carry their [`Ask`](crate::chat::Ask) themselves, so that they work
//! after a restart.

use serde_json::{Value, json};

use super::blocks::{clip, context, header, length, section, weight};
use super::{controls, dialect, limits};
use crate::chat::{Ask, Audience, Choice, Citation, Reply, ReplyPart, Tone};
use crate::language::Language;
use crate::markup::Markup;

/// Where a reply is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surface {
    /// As a message.
    Message,
    /// As a message of an app with the agent view, for which Slack has controls of its own.
    Agent,
    /// In a modal.
    Modal,
}

/// A message, before it is known by which way it goes.
#[derive(Debug, Clone)]
pub(super) struct Message {
    /// Whether only the asker may read it.
    pub(super) private: bool,
    /// The language of the bot's own words in it.
    pub(super) language: Language,
    /// What would open the passage that it is about.
    pub(super) passage: Option<Ask>,
    text: String,
    pub(super) blocks: Vec<Value>,
}

/// The reply as a message, or as what stands in a modal.
pub(super) fn message(reply: Reply, surface: Surface) -> Message {
    let Reply {
        tone,
        language,
        title,
        parts,
        picture,
        choices,
        buttons,
        audience,
        // How it was found is told when somebody asks why.
        match_info: _,
    } = reply;
    // Related questions are offered and not read out.
    let listed = if tone == Tone::Answer {
        &[]
    } else {
        choices.as_slice()
    };
    let text = fallback(&title, &parts, listed);
    let passage = passage(&parts);
    let mut head = Vec::new();
    let title = dialect::plain(&title);
    if !title.trim().is_empty() {
        head.push(header(&title));
    }
    let mut body = Vec::new();
    let mut shown: Vec<&[(String, String)]> = Vec::new();
    for part in &parts {
        self::part(language, &mut body, part, &mut shown);
    }
    // To show the picture itself, Slack asks for another scope (`files:write`), which nothing needs yet
    // (<https://docs.slack.dev/messaging/working-with-files>): what it shows is said.
    for text in picture
        .iter()
        .flat_map(|one| pieces(&one.in_words(language)))
    {
        body.push(section(&text));
    }
    let unseen = unseen(&parts, listed);
    for text in pieces(&unseen) {
        body.push(section(&text));
    }
    let private = audience == Audience::Private;
    let mut tail = Vec::new();
    tail.extend(controls::select(language, tone, &choices));
    // Slack has its own look for an agent's answers, in messages that stay.
    let stays = surface == Surface::Agent && !private;
    tail.extend(controls::buttons(&buttons, stays));
    Message {
        private,
        language,
        passage,
        text,
        blocks: fitted(language, head, body, tail),
    }
}

/// What the message is about.
fn passage(parts: &[ReplyPart]) -> Option<Ask> {
    let citation = parts.iter().find_map(|part| part.citation.as_ref())?;
    let address = citation.address.clone();
    Some(Ask::Open { address, page: 0 })
}

impl Message {
    /// The answer to a slash command, which is the acknowledgement itself.
    pub(super) fn response(self) -> Value {
        let kind = if self.private {
            "ephemeral"
        } else {
            "in_channel"
        };
        self.with([("response_type", json!(kind))])
    }

    /// The message with further fields.
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

/// A part: its heading, its text, and where that comes from.
fn part<'a>(
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
    let mut texts = pieces(body);
    if let Some(heading) = heading
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let heading = format!("*{}*", dialect::literal(&clip(heading, limits::HEADER)));
        match texts.first_mut() {
            Some(first) if length(first) + length(&heading) < limits::SECTION => {
                *first = format!("{heading}\n{first}");
            }
            _ => texts.insert(0, heading),
        }
    }
    out.extend(texts.iter().map(|text| section(text)));
    if let Some(citation) = citation {
        let news = !shown.contains(&citation.sources.as_slice());
        shown.push(&citation.sources);
        out.push(context(&self::citation(language, citation, news)));
    }
}

/// Where a passage comes from: its entry, its review, and its sources where they are not on the
/// same message already.
fn citation(language: Language, citation: &Citation, with_sources: bool) -> Vec<String> {
    let Citation {
        // A person finds it by the entry's name.
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
    let mut lines = vec![dialect::literal(&origin.join(" · "))];
    if with_sources && !sources.is_empty() {
        // What is written around the list; the list itself is in Slack's own form already.
        let frame = dialect::literal(&language.text("sources", &[("list", "".into())]));
        let mut line = String::new();
        for (number, (title, url)) in sources.iter().enumerate() {
            let source = dialect::link(url, &clip(title, limits::OPTION));
            let gap = if number == 0 { "" } else { " · " };
            if length(&frame) + length(&line) + length(gap) + length(&source) > limits::CONTEXT {
                break;
            }
            line.push_str(gap);
            line.push_str(&source);
        }
        lines.push(frame + &line);
    }
    lines
}

/// Choices that the text does not show: all of their label, as an option may have to clip it.
fn unseen(parts: &[ReplyPart], choices: &[Choice]) -> Markup {
    use crate::markup::Span;
    let text: String = parts.iter().map(|part| part.body.plain()).collect();
    let unseen = choices
        .iter()
        .filter(|choice| !text.contains(choice.label.as_str()));
    Markup::list(unseen.map(|choice| {
        let Choice {
            label,
            detail,
            ask: _,
        } = choice;
        vec![Span::plain(label), Span::plain(format!(" ({detail})"))]
    }))
}

/// The text in pieces that fit into a section each. It is cut as [`Markup`], before anything is
/// escaped, so that no entity, link or style is torn.
fn pieces(body: &Markup) -> Vec<String> {
    fn cut(body: &Markup, size: usize, out: &mut Vec<String>) {
        let text = dialect::mrkdwn(body);
        if length(&text) <= limits::SECTION {
            out.push(text);
        } else if size > 1 {
            // Escapes make a text longer by a measure that only writing it tells.
            for page in body.pages(size) {
                cut(&page, size / 2, out);
            }
        }
        // What is left is one single character of thousands of marks, which nobody can read.
    }
    let mut out = Vec::new();
    if !body.is_empty() {
        cut(body, limits::SECTION * 9 / 10, &mut out);
    }
    out
}

/// As much of the body as fits between head and tail, with a remark where that is not all.
fn fitted(language: Language, head: Vec<Value>, body: Vec<Value>, tail: Vec<Value>) -> Vec<Value> {
    let note = context(&[dialect::literal(&language.text("shortened", &[]))]);
    let frame = head.iter().chain(&tail).chain([&note]);
    let mut taken = frame.map(weight).sum::<usize>();
    let room = limits::BLOCKS.saturating_sub(head.len() + tail.len() + 1);
    let mut blocks = head;
    let whole = body.len();
    let fitting: Vec<Value> = body
        .into_iter()
        .take(room)
        .take_while(|block| {
            taken += weight(block);
            taken < limits::SUM
        })
        .collect();
    let shortened = fitting.len() < whole;
    blocks.extend(fitting);
    blocks.extend(shortened.then_some(note));
    blocks.extend(tail);
    blocks
}

/// What a notification and a screen reader say.
fn fallback(title: &str, parts: &[ReplyPart], choices: &[Choice]) -> String {
    let mut lines = vec![title.to_owned()];
    for part in parts {
        lines.extend(part.heading.clone());
        if !part.body.is_empty() {
            lines.push(part.body.plain());
        }
    }
    let unseen = unseen(parts, choices);
    if !unseen.is_empty() {
        lines.push(unseen.plain());
    }
    let text = lines.join("\n");
    let text = if text.trim().is_empty() {
        "Guidepost"
    } else {
        text.trim()
    };
    let mut size = limits::TEXT;
    loop {
        let text = dialect::literal(&clip(text, size));
        if length(&text) <= limits::TEXT || size < 2 {
            return text;
        }
        size /= 2;
    }
}

#[cfg(test)]
mod tests;
