//! Adds the configured prefix to the slash commands that a reply names.

use crate::chat::{Reply, ReplyPart, catalog};
use crate::markup::{Block, Span};

/// Prefixes the commands in the bot's own texts; quoted passages stay unchanged.
pub(super) fn apply(mut reply: Reply, prefix: &str) -> Reply {
    if !prefix.is_empty() {
        let own = reply.parts.iter_mut();
        for part in own.filter(|part| part.citation.is_none()) {
            for span in spans(part).filter(|span| span.code) {
                if let Some(rest) = span.text.strip_prefix('/').filter(|rest| is_command(rest)) {
                    span.text = format!("/{prefix}{rest}");
                }
            }
        }
    }
    reply
}

fn is_command(text: &str) -> bool {
    let name = text.split(char::is_whitespace).next().unwrap_or_default();
    catalog::command(name).is_some()
}

fn spans(part: &mut ReplyPart) -> impl Iterator<Item = &mut Span> {
    let blocks = part.body.blocks.iter_mut();
    blocks.flat_map(|block| -> Box<dyn Iterator<Item = &mut Span> + '_> {
        match block {
            Block::Paragraph(spans) => Box::new(spans.iter_mut()),
            Block::List(items) => Box::new(items.iter_mut().flat_map(|item| &mut item.spans)),
            Block::Code { .. } => Box::new(std::iter::empty()),
        }
    })
}
