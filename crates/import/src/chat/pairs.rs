//! Pairs of questions and answers in the messages of a channel, grouped by question.

use std::collections::{HashMap, HashSet};

use super::Message;
use super::scrub::question_of;
use crate::document::markdown;
use crate::prose::plain_blocks;
use crate::settle::same_words;

/// Seconds within which a message without a link may answer a question.
const SOON: i64 = 15 * 60;
/// Messages after a question among which its answer is looked for.
const NEXT: usize = 12;
/// Minimum characters of an answer.
const MIN_ANSWER: usize = 40;
/// Minimum share of common words of two questions that are one.
const MIN_COMMON: f64 = 0.7;
/// Wordings that are kept of one question.
const MAX_WORDINGS: usize = 8;

/// A question with its best answer.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub question: String,
    pub wordings: Vec<String>,
    /// Markdown.
    pub answer: String,
    /// Times that it was asked.
    pub asked: usize,
    pub thanked: bool,
    pub by_mentor: bool,
    /// The month of the answer, such as `March 2026`.
    pub month: String,
    score: u32,
    words: HashSet<String>,
}

impl Group {
    /// Says how often it was asked and what speaks for the answer.
    pub(super) fn evidence(&self) -> String {
        let mut said = vec![format!("asked {} times", self.asked)];
        if self.asked == 1 {
            said = vec!["asked once".to_owned()];
        }
        if self.by_mentor {
            said.push("answered by a mentor".to_owned());
        }
        if self.thanked {
            said.push("the asker said thanks".to_owned());
        }
        said.join(", ")
    }
}

/// Returns the questions of a channel, most asked first; `messages` are in the order of time.
pub(super) fn groups(messages: &[Message]) -> Vec<Group> {
    let replies = replies(messages);
    let mut groups: Vec<Group> = Vec::new();
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, message) in messages.iter().enumerate() {
        if message.is_bot {
            continue;
        }
        let Some(question) = question_of(&message.text) else {
            continue;
        };
        let Some(pair) = answer(messages, at, &replies, question) else {
            continue;
        };
        if let Some(known) = find(&groups, &by_word, &pair.words) {
            if let Some(group) = groups.get_mut(known) {
                join(group, pair);
            }
        } else {
            for word in &pair.words {
                by_word.entry(word.clone()).or_default().push(groups.len());
            }
            groups.push(pair);
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse((group.asked, group.score)));
    groups
}

/// Returns the messages that reply to each message or stand in its thread.
fn replies(messages: &[Message]) -> HashMap<&str, Vec<usize>> {
    let mut replies: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, message) in messages.iter().enumerate() {
        for to in [&message.reply_to, &message.thread].into_iter().flatten() {
            if *to != message.id {
                replies.entry(to.as_str()).or_default().push(at);
            }
        }
    }
    replies
}

/// Finds the best answer to the question at a place.
fn answer(
    messages: &[Message],
    at: usize,
    replies: &HashMap<&str, Vec<usize>>,
    question: String,
) -> Option<Group> {
    let asker = messages.get(at)?;
    let linked = replies.get(asker.id.as_str());
    let mut candidates: Vec<(usize, bool)> =
        linked.into_iter().flatten().map(|at| (*at, true)).collect();
    if candidates.is_empty() {
        let next = (at + 1..messages.len()).take(NEXT);
        let soon = next.filter(|next| {
            messages.get(*next).is_some_and(|one| {
                one.seconds - asker.seconds <= SOON
                    && one.reply_to.is_none()
                    && one.thread == asker.thread
            })
        });
        candidates.extend(soon.map(|at| (at, false)));
    }
    let mut best: Option<(u32, usize, bool)> = None;
    for (place, is_linked) in candidates {
        let Some(message) = messages.get(place) else {
            continue;
        };
        if message.is_bot
            || message.author == asker.author
            || message.text.chars().count() < MIN_ANSWER
            || question_of(&message.text).is_some() && message.text.len() < 200
        {
            continue;
        }
        let thanked = thanks_after(messages, place, asker);
        let mut score = 1 + u32::try_from(message.approvals.min(5)).unwrap_or_default();
        score += if is_linked { 3 } else { 0 }
            + if thanked { 3 } else { 0 }
            + if message.is_mentor { 4 } else { 0 };
        if best.is_none_or(|(known, ..)| score > known) {
            best = Some((score, place, thanked));
        }
    }
    let (score, place, thanked) = best?;
    // A message that merely follows is no answer without a sign that it is one.
    let message = messages.get(place)?;
    let is_linked = linked.is_some_and(|linked| linked.contains(&place));
    if !is_linked && !thanked && !message.is_mentor {
        return None;
    }
    let words: HashSet<String> = content_words(&question);
    let answer = markdown(&plain_blocks(&message.text));
    if words.len() < 2 || answer.is_empty() {
        return None;
    }
    Some(Group {
        question,
        wordings: Vec::new(),
        answer,
        asked: 1,
        thanked,
        by_mentor: message.is_mentor,
        month: month(message.seconds),
        score,
        words,
    })
}

/// Returns whether the asker says thanks within the next messages.
fn thanks_after(messages: &[Message], place: usize, asker: &Message) -> bool {
    const THANKS: [&str; 12] = [
        "thank",
        "thx",
        "tysm",
        "cheers",
        "that helps",
        "that helped",
        "solved",
        "works now",
        "danke",
        "gracias",
        "merci",
        "obrigad",
    ];
    let next = messages.iter().skip(place + 1).take(NEXT);
    let mut own = next.filter(|one| one.author == asker.author && one.text.chars().count() < 200);
    own.any(|one| {
        let lower = one.text.to_lowercase();
        THANKS.iter().any(|word| lower.contains(word))
    })
}

/// Returns the group whose question has nearly the same words.
fn find(
    groups: &[Group],
    by_word: &HashMap<String, Vec<usize>>,
    words: &HashSet<String>,
) -> Option<usize> {
    let mut common: HashMap<usize, usize> = HashMap::new();
    for word in words {
        for group in by_word.get(word).into_iter().flatten().take(2_000) {
            *common.entry(*group).or_default() += 1;
        }
    }
    let share = |(group, common): &(usize, usize)| {
        let all = groups
            .get(*group)
            .map_or(1, |group| group.words.union(words).count());
        f64::from(u32::try_from(*common).unwrap_or_default())
            / f64::from(u32::try_from(all).unwrap_or(1))
    };
    let best = common.into_iter().max_by(|one, other| {
        share(one)
            .total_cmp(&share(other))
            .then(other.0.cmp(&one.0))
    })?;
    (share(&best) >= MIN_COMMON).then_some(best.0)
}

fn join(group: &mut Group, pair: Group) {
    group.asked += 1;
    let is_new = same_words(&group.question) != same_words(&pair.question)
        && !group
            .wordings
            .iter()
            .any(|known| same_words(known) == same_words(&pair.question));
    if is_new && group.wordings.len() < MAX_WORDINGS {
        group.wordings.push(pair.question);
    }
    if pair.score > group.score {
        group.answer = pair.answer;
        group.score = pair.score;
        group.thanked = pair.thanked;
        group.by_mentor = pair.by_mentor;
        group.month = pair.month;
    }
}

fn content_words(question: &str) -> HashSet<String> {
    const DROPPED: [&str; 30] = [
        "i", "to", "do", "doe", "is", "are", "it", "in", "on", "for", "of", "and", "or", "how",
        "what", "can", "should", "you", "me", "we", "be", "have", "hi", "hey", "any", "anyone",
        "know", "there", "that", "thi",
    ];
    let words = same_words(question);
    let words = words
        .split(' ')
        .filter(|word| !word.is_empty() && !DROPPED.contains(word));
    words.map(str::to_owned).collect()
}

fn month(seconds: i64) -> String {
    let Ok(time) = jiff::Timestamp::from_second(seconds) else {
        return "an unknown month".to_owned();
    };
    time.to_zoned(jiff::tz::TimeZone::UTC)
        .strftime("%B %Y")
        .to_string()
}
