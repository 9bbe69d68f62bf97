//! Chat exports: candidates for questions and answers, for a person to review.
//!
//! A question is a message that reads like one; its answer is the reply of another person that is linked to it, stands in
//! its thread, or follows it soon. Thanks of the asker and answers by mentors count. Names, ids, addresses of mailboxes and
//! telephone numbers are removed. Questions in nearly the same words are one, and the most asked come first.

mod discord;
mod pairs;
mod scrub;
mod slack;

use std::path::Path;

use crate::draft::{Draft, DraftKind, DraftQuestion, Origin};
use crate::error::{ImportError, Skipped};
use crate::format::{Format, Imported, ReadOptions};
use crate::source;
use crate::text::one_line;
use pairs::{Group, groups};

/// Questions of one file of drafts.
const MAX_QUESTIONS: usize = 25;
/// Questions of one channel.
const MAX_PER_CHANNEL: usize = 200;

/// A message of a channel.
#[derive(Debug, Clone, Default)]
pub(crate) struct Message {
    pub id: String,
    pub author: String,
    /// True if the author is a program.
    pub is_bot: bool,
    /// True if the author answers: has one of the roles that were named.
    pub is_mentor: bool,
    /// Text with people's names removed.
    pub text: String,
    /// Seconds since 1970.
    pub seconds: i64,
    /// The message that it replies to.
    pub reply_to: Option<String>,
    /// The thread that it stands in, by the id of its first message.
    pub thread: Option<String>,
    /// Number of reactions that say thanks or yes.
    pub approvals: usize,
}

/// A channel with its messages in the order of time.
#[derive(Debug, Default)]
pub(crate) struct Channel {
    pub name: String,
    pub messages: Vec<Message>,
}

pub(crate) fn read(
    format: Format,
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
    imported: &mut Imported,
) -> Result<(), ImportError> {
    let name = source::name(path);
    let channels = match format {
        Format::SlackExport => slack::read(path, options, progress, &mut imported.skipped)?,
        _ => discord::read(path, options, progress, &mut imported.skipped)?,
    };
    let mut asked = 0;
    for mut channel in channels {
        channel
            .messages
            .sort_by(|one, other| (one.seconds, &one.id).cmp(&(other.seconds, &other.id)));
        let groups = groups(&channel.messages);
        asked += groups.len();
        if groups.len() > MAX_PER_CHANNEL {
            let reason = format!(
                "only the {MAX_PER_CHANNEL} most asked of {} questions are used",
                groups.len()
            );
            imported.skipped.push(Skipped::new(
                &format!("{name}/#{}", channel.name),
                0,
                reason,
            ));
        }
        let kept: Vec<&Group> = groups.iter().take(MAX_PER_CHANNEL).collect();
        for (part, groups) in kept.chunks(MAX_QUESTIONS).enumerate() {
            imported
                .drafts
                .push(draft(&name, &channel.name, part + 1, groups));
        }
    }
    imported.notes.push(format!("{asked} questions with an answer are found; nobody reads these drafts before you have written their definitions"));
    Ok(())
}

fn draft(source: &str, channel: &str, part: usize, groups: &[&Group]) -> Draft {
    let channel = one_line(channel);
    let end = if part > 1 {
        format!(", part {part}")
    } else {
        String::new()
    };
    let mut origins: Vec<Origin> = Vec::new();
    for group in groups {
        let title = format!("Answered in #{channel}, {}", group.month);
        if !origins.iter().any(|origin| origin.title == title) {
            origins.push(Origin { title, url: None });
        }
    }
    let questions = groups.iter().map(|group| DraftQuestion {
        question: group.question.clone(),
        wordings: group.wordings.clone(),
        body: format!("{}\n<!-- {} -->", group.answer, group.evidence()),
        ..DraftQuestion::default()
    });
    Draft {
        key: format!("chat:{channel}#{part}"),
        source: source.to_owned(),
        kind: DraftKind::Faq,
        title: format!("Drafts from #{channel}{end}"),
        // The beginning of a template's text keeps a file from being answered from.
        definition: format!(
            "Write here what #{channel} is about, once you have read every answer below and kept the good ones."
        ),
        questions: questions.collect(),
        origins,
        ..Draft::default()
    }
}
