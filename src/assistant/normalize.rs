//! Normalisation of free text in asks: one line, no control characters, bounded length.

use crate::chat::Ask;

/// Maximum length of a text in characters.
pub(crate) const MAX_QUESTION: usize = 500;

/// Replaces control characters by blanks, and runs of blanks by one.
///
/// # Errors
/// The length of a text that is longer than [`MAX_QUESTION`].
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
        Ask::Switch { from, to } => Ask::Switch {
            from: text(from)?,
            to: optional(to)?,
        },
        Ask::Next(skills) => Ask::Next(text(skills)?),
        Ask::Levels(role) => Ask::Levels(text(role)?),
        Ask::Interview { role, level } => Ask::Interview {
            role: text(role)?,
            level: optional(level)?,
        },
        Ask::Faq { topic, page } => Ask::Faq {
            topic: optional(topic)?,
            page: *page,
        },
        Ask::Roles { .. }
        | Ask::Help
        | Ask::Open { .. }
        | Ask::Offers(_)
        | Ask::RoadmapOf(_)
        | Ask::Vote { .. }
        | Ask::Missed { .. }
        | Ask::PointGap { .. }
        | Ask::Ticket { .. }
        | Ask::Filled { .. }
        | Ask::Gaps { .. }
        | Ask::Gap { .. }
        | Ask::MyData { .. }
        | Ask::ForgetMe
        | Ask::Country { .. }
        | Ask::SkillsOf(_)
        | Ask::CompareOf(..)
        | Ask::SwitchOf(..)
        | Ask::LevelsOf(_)
        | Ask::Progress
        | Ask::ProgressOf(_)
        | Ask::Tick { .. }
        | Ask::ExportProgress
        | Ask::Practice { .. }
        | Ask::Quiz(_)
        | Ask::Why { .. }
        | Ask::Show(_)
        | Ask::Unknown => ask.clone(),
    })
}
