//! Slack: the zip archive that a workspace exports, or its unpacked folder: a folder a channel, a file a day.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::scrub::scrub;
use super::{Channel, Message};
use crate::error::{ImportError, Skipped};
use crate::format::ReadOptions;
use crate::source;

#[derive(Deserialize)]
struct User {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    real_name: Option<String>,
    #[serde(default)]
    profile: Profile,
}

#[derive(Deserialize, Default)]
struct Profile {
    #[serde(default)]
    display_name: String,
    #[serde(default)]
    real_name: String,
    #[serde(default)]
    title: String,
}

#[derive(Deserialize)]
struct SlackMessage {
    #[serde(default)]
    ts: String,
    #[serde(default)]
    user: Option<String>,
    #[serde(default)]
    bot_id: Option<String>,
    #[serde(default)]
    subtype: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    thread_ts: Option<String>,
    #[serde(default)]
    reactions: Vec<Reaction>,
}

#[derive(Deserialize)]
struct Reaction {
    #[serde(default)]
    name: String,
    #[serde(default)]
    count: usize,
}

/// Reactions that say thanks or yes.
const APPROVALS: [&str; 8] = [
    "+1",
    "thumbsup",
    "heart",
    "white_check_mark",
    "pray",
    "100",
    "tada",
    "raised_hands",
];

pub(super) fn read(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
    skipped: &mut Vec<Skipped>,
) -> Result<Vec<Channel>, ImportError> {
    let name = source::name(path);
    let wanted = |path: &str| source::has_extension(path, &["json"]);
    let files = source::files(path, &options.limits, wanted, skipped)?;
    let mut names: Vec<String> = Vec::new();
    let mut mentors: Vec<String> = Vec::new();
    let mut channels: BTreeMap<String, Channel> = BTreeMap::new();
    let is_users = |path: &str| path.rsplit('/').next() == Some("users.json");
    for file in files.iter().filter(|file| is_users(&file.path)) {
        match serde_json::from_slice::<Vec<User>>(&file.bytes) {
            Ok(users) => {
                for user in users {
                    let title = &user.profile.title;
                    if options
                        .mentors
                        .iter()
                        .any(|mentor| mentor.eq_ignore_ascii_case(title))
                    {
                        mentors.push(user.id);
                    }
                    let own = [
                        Some(user.name),
                        user.real_name,
                        Some(user.profile.display_name),
                        Some(user.profile.real_name),
                    ];
                    names.extend(own.into_iter().flatten().filter(|name| !name.is_empty()));
                }
            }
            Err(error) => skipped.push(Skipped::new(
                &format!("{name}/{}", file.path),
                0,
                format!("it is damaged: {error}"),
            )),
        }
    }
    names.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
    names.dedup();
    for file in &files {
        // The name of the folder is that of the channel; files beside the folders describe the workspace.
        let Some((folder, day)) = file.path.rsplit_once('/') else {
            continue;
        };
        if !day.starts_with(|symbol: char| symbol.is_ascii_digit()) {
            continue;
        }
        progress(&file.path);
        let channel = folder.rsplit('/').next().unwrap_or(folder);
        match serde_json::from_slice::<Vec<SlackMessage>>(&file.bytes) {
            Ok(messages) => {
                let entry = channels.entry(channel.to_owned()).or_default();
                channel.clone_into(&mut entry.name);
                entry.messages.extend(
                    messages
                        .into_iter()
                        .filter_map(|one| message(one, &names, &mentors)),
                );
            }
            Err(error) => {
                let line = u64::try_from(error.line()).unwrap_or_default();
                skipped.push(Skipped::new(
                    &format!("{name}/{}", file.path),
                    line,
                    format!("it is damaged: {error}"),
                ));
            }
        }
    }
    if channels.is_empty() {
        return Err(ImportError::unusable(
            name,
            "it holds no channel as Slack exports it: a folder a channel, a JSON file a day",
        ));
    }
    Ok(channels.into_values().collect())
}

fn message(one: SlackMessage, names: &[String], mentors: &[String]) -> Option<Message> {
    let is_talk = one
        .subtype
        .as_deref()
        .is_none_or(|kind| matches!(kind, "thread_broadcast" | "bot_message"));
    let author = one.user.clone().or(one.bot_id.clone())?;
    if !is_talk {
        return None;
    }
    let text = one
        .text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let approvals = one
        .reactions
        .iter()
        .filter(|one| APPROVALS.contains(&one.name.as_str()));
    Some(Message {
        text: scrub(&text, names),
        seconds: one
            .ts
            .split('.')
            .next()
            .and_then(|seconds| seconds.parse().ok())
            .unwrap_or_default(),
        approvals: approvals.map(|one| one.count).sum(),
        is_bot: one.bot_id.is_some(),
        is_mentor: mentors.contains(&author),
        reply_to: None,
        thread: one.thread_ts,
        id: one.ts,
        author,
    })
}
