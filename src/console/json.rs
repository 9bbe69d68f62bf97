//! A reply as one JSON object, for programs.

use std::time::Duration;

use serde_json::json;

use crate::chat::{Finding, Reply, Tone, Verdict};

/// The reply as one JSON object on several lines.
///
/// Keys: `verdict` (`sure`, `unsure`, `nothing`), `confidence` (0 to 1), `entry` (id), `passage`
/// (address), `title`, `text`, `source` (title and url), `suggestions` and `related` (title, passage), `why`,
/// `took_us` (microseconds that the reply took).
#[must_use]
pub(crate) fn json(reply: Reply, took: Duration) -> String {
    let Reply {
        tone,
        language,
        title,
        parts,
        picture,
        choices,
        buttons: _,
        audience: _,
        finding,
    } = reply;
    let finding = finding.unwrap_or(Finding {
        verdict: match tone {
            Tone::Answer | Tone::Info => Verdict::Sure,
            Tone::Unsure => Verdict::Unsure,
            Tone::Nothing | Tone::Notice | Tone::Wait => Verdict::Nothing,
        },
        confidence: 1.0,
        reasons: Vec::new(),
        why: None,
        near: Vec::new(),
    });
    let receipt = parts.iter().find_map(|part| part.receipt.as_ref());
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
    let sources: Vec<_> = receipt
        .iter()
        .flat_map(|receipt| &receipt.sources)
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
    let (related, suggestions) = if tone == Tone::Answer {
        (chosen, Vec::new())
    } else {
        (Vec::new(), chosen)
    };
    let object = json!({
        "verdict": finding.verdict.as_str(),
        "confidence": (f64::from(finding.confidence) * 1_000.0).round() / 1_000.0,
        "entry": receipt.map(|receipt| receipt.address.entry.to_string()),
        "passage": receipt.map(|receipt| receipt.address.to_string()),
        "title": title,
        "text": text.join("\n\n"),
        "source": sources,
        "suggestions": suggestions,
        "related": related,
        "why": finding.reasons,
        "took_us": u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
    });
    format!("{object:#}")
}
