//! JSON output of a reply, for programs.

use std::time::Duration;

use serde_json::{Value, json};

use crate::chat::{Certainty, MatchInfo, Reply, ReplyKind};

/// Returns the reply as one JSON object.
///
/// Keys: `verdict` (`sure`, `unsure`, `nothing`), `confidence` (0 to 1), `entry` (id), `passage`
/// (address), `title`, `text`, `source` (title and URL), `suggestions` and `related` (title,
/// detail, passage), `why`, `took_us` (response time in microseconds).
#[must_use]
pub(crate) fn json(reply: Reply, response_time: Duration) -> Value {
    let Reply {
        kind,
        language,
        title,
        parts,
        picture,
        note: _,
        choices,
        menu: _,
        buttons: _,
        votes: _,
        audience: _,
        match_info,
    } = reply;
    let match_info = match_info.unwrap_or(MatchInfo {
        certainty: match kind {
            ReplyKind::Answer | ReplyKind::Info => Certainty::Sure,
            ReplyKind::Likely => Certainty::Likely,
            ReplyKind::Unsure => Certainty::Unsure,
            ReplyKind::Nothing
            | ReplyKind::Asking
            | ReplyKind::Notice
            | ReplyKind::Wait
            | ReplyKind::Silent => Certainty::Nothing,
        },
        confidence: 1.0,
        reasons: Vec::new(),
        why: None,
        near: Vec::new(),
    });
    let citation = parts.iter().find_map(|part| part.citation.as_ref());
    let text: Vec<String> = parts
        .iter()
        .map(|part| match &part.heading {
            Some(heading) if !part.body.is_empty() => {
                format!("{heading}\n{}", part.body.plain())
            }
            Some(heading) => heading.clone(),
            None => part.body.plain(),
        })
        .chain(picture.map(|picture| picture.in_words(language).plain()))
        .filter(|text| !text.is_empty())
        .collect();
    let sources: Vec<_> = citation
        .iter()
        .flat_map(|citation| &citation.sources)
        .map(|(title, url)| json!({ "title": title, "url": url }))
        .collect();
    let chosen: Vec<_> = choices
        .iter()
        .map(|choice| {
            let passage = match &choice.ask {
                crate::chat::Ask::Open { address, .. } => Some(address.to_string()),
                _ => None,
            };
            json!({ "title": choice.label, "detail": choice.detail, "passage": passage })
        })
        .collect();
    let (related, suggestions) = if kind == ReplyKind::Answer {
        (chosen, Vec::new())
    } else {
        (Vec::new(), chosen)
    };
    json!({
        "verdict": match_info.certainty.as_str(),
        "confidence": (f64::from(match_info.confidence) * 1_000.0).round() / 1_000.0,
        "entry": citation.map(|citation| citation.address.entry.to_string()),
        "passage": citation.map(|citation| citation.address.to_string()),
        "title": title,
        "text": text.join("\n\n"),
        "source": sources,
        "suggestions": suggestions,
        "related": related,
        "why": match_info.reasons,
        "took_us": u64::try_from(response_time.as_micros()).unwrap_or(u64::MAX),
    })
}
