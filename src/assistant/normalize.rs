//! What people write, as it is read: on one line, without what nobody sees, and not too long.

use crate::chat::Ask;

/// How many characters of a question are read.
pub(crate) const MAX_QUESTION: usize = 500;

/// The ask with its texts on one line, without control characters or runs of blanks; or the length
/// of a text that is longer than [`MAX_QUESTION`] characters.
pub(super) fn normalize(ask: &Ask) -> Result<Ask, usize> {
    let text = |text: &String| {
        let length = text.chars().count();
        if length > MAX_QUESTION {
            return Err(length);
        }
        let spaced: String = text
            .chars()
            .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
            .collect();
        let words: Vec<_> = spaced.split_whitespace().collect();
        Ok(words.join(" "))
    };
    let optional = |option: &Option<String>| {
        let cleaned = option.as_ref().map(text).transpose();
        cleaned.map(|cleaned| cleaned.filter(|text| !text.is_empty()))
    };
    Ok(match ask {
        Ask::WhatIs(term) => Ask::WhatIs(text(term)?),
        Ask::Skills(role) => Ask::Skills(text(role)?),
        Ask::Responsibilities(role) => Ask::Responsibilities(text(role)?),
        Ask::Roadmap(role) => Ask::Roadmap(text(role)?),
        Ask::Question(question) => Ask::Question(text(question)?),
        Ask::Compare { left, right } => Ask::Compare {
            left: text(left)?,
            right: optional(right)?,
        },
        Ask::Faq { topic, page } => Ask::Faq {
            topic: optional(topic)?,
            page: *page,
        },
        Ask::Roles { .. }
        | Ask::Help
        | Ask::Open { .. }
        | Ask::RoadmapOf(_)
        | Ask::Vote { .. }
        | Ask::Gaps { .. }
        | Ask::Gap { .. }
        | Ask::MyData { .. }
        | Ask::ForgetMe
        | Ask::SkillsOf(_)
        | Ask::CompareOf(..)
        | Ask::Why { .. }
        | Ask::Show(_)
        | Ask::Unknown => ask.clone(),
    })
}
