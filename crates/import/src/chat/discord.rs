//! Discord: the JSON files of `DiscordChatExporter`, and the package in which Discord sends one's own messages. The package
//! holds nobody else's messages, and so no answers to one's questions.

use std::path::Path;

use serde::Deserialize;

use super::scrub::scrub;
use super::{Channel, Message};
use crate::error::{ImportError, Skipped};
use crate::format::ReadOptions;
use crate::source;

#[derive(Deserialize)]
struct Export {
    channel: ExportChannel,
    #[serde(default)]
    messages: Vec<ExportMessage>,
}

#[derive(Deserialize)]
struct ExportChannel {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExportMessage {
    id: String,
    #[serde(default)]
    timestamp: String,
    #[serde(default)]
    content: String,
    author: Author,
    #[serde(default)]
    mentions: Vec<Author>,
    #[serde(default)]
    reference: Option<Reference>,
    #[serde(default)]
    reactions: Vec<Reaction>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Author {
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    nickname: Option<String>,
    #[serde(default)]
    is_bot: bool,
    #[serde(default)]
    roles: Vec<Role>,
}

#[derive(Deserialize)]
struct Role {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    #[serde(default)]
    message_id: Option<String>,
}

#[derive(Deserialize)]
struct Reaction {
    emoji: Emoji,
    #[serde(default)]
    count: usize,
}

#[derive(Deserialize)]
struct Emoji {
    #[serde(default)]
    name: String,
}

/// Reactions that say thanks or yes.
const APPROVALS: [&str; 10] = [
    "👍",
    "❤️",
    "✅",
    "🙏",
    "💯",
    "⬆️",
    "🎉",
    "thumbsup",
    "+1",
    "white_check_mark",
];

pub(super) fn read(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
    skipped: &mut Vec<Skipped>,
) -> Result<Vec<Channel>, ImportError> {
    let name = source::name(path);
    let wanted = |path: &str| source::has_extension(path, &["json"]);
    let mut channels = Vec::new();
    let mut own_messages = 0;
    let mut limits = options.limits;
    // An export of a busy channel is one large file.
    limits.document_bytes = limits.archive_bytes / 4;
    for file in source::files(path, &limits, wanted, skipped)? {
        progress(&file.path);
        let shown = if path.is_file() {
            name.clone()
        } else {
            format!("{name}/{}", file.path)
        };
        if file.path.ends_with("messages.json") {
            own_messages += 1;
            continue;
        }
        match serde_json::from_slice::<Export>(&file.bytes) {
            Ok(export) => channels.push(channel(export, &options.mentors)),
            Err(error) => {
                let line = u64::try_from(error.line()).unwrap_or_default();
                skipped.push(Skipped::new(
                    &shown,
                    line,
                    format!("it is no channel as DiscordChatExporter writes it: {error}"),
                ));
            }
        }
    }
    if channels.is_empty() {
        let reason = if own_messages > 0 {
            "Discord's own package holds your messages only, and no answers to them; export the channels with DiscordChatExporter as JSON"
        } else {
            "it holds no channel as DiscordChatExporter writes it to JSON"
        };
        return Err(ImportError::unusable(name, reason));
    }
    Ok(channels)
}

fn channel(export: Export, mentors: &[String]) -> Channel {
    let Export { channel, messages } = export;
    let mut names: Vec<String> = Vec::new();
    for author in messages
        .iter()
        .flat_map(|message| std::iter::once(&message.author).chain(&message.mentions))
    {
        for name in std::iter::once(&author.name).chain(&author.nickname) {
            if !names.contains(name) && names.len() < 5_000 {
                names.push(name.clone());
            }
        }
    }
    // A name may be the beginning of another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let messages = messages.into_iter().map(|message| {
        let author = message.author;
        let is_mentor = author.roles.iter().any(|role| {
            mentors
                .iter()
                .any(|mentor| mentor.eq_ignore_ascii_case(&role.name))
        });
        let approvals = message
            .reactions
            .iter()
            .filter(|one| APPROVALS.contains(&one.emoji.name.as_str()));
        Message {
            text: scrub(&message.content, &names),
            seconds: message
                .timestamp
                .parse::<jiff::Timestamp>()
                .map_or(0, jiff::Timestamp::as_second),
            reply_to: message.reference.and_then(|reference| reference.message_id),
            approvals: approvals.map(|one| one.count).sum(),
            is_bot: author.is_bot,
            author: author.id,
            id: message.id,
            is_mentor,
            thread: None,
        }
    });
    Channel {
        name: channel.name,
        messages: messages.collect(),
    }
}
