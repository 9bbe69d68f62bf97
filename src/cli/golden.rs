//! Output of `guidepost check` about the golden questions.

use serde_json::{Value, json};

use crate::config::CheckSettings;
use crate::eval::{GoldenResults, Miss};

/// Returns a message for each threshold of the settings that is not reached.
pub(super) fn failures(golden: &GoldenResults, thresholds: CheckSettings) -> Vec<String> {
    let shares = [
        (
            "hit@1",
            golden.hit_at_1(),
            thresholds.golden_hit_at_1,
            "golden_hit_at_1",
        ),
        (
            "hit@3",
            golden.hit_at_3(),
            thresholds.golden_hit_at_3,
            "golden_hit_at_3",
        ),
    ];
    let below = shares
        .into_iter()
        .filter(|(_, share, threshold, _)| share < threshold);
    below
        .map(|(name, share, threshold, key)| {
            format!(
                "golden questions: {name} is {share:.3}, below the threshold {threshold} (check.{key}); \
                 --misses lists what was found instead"
            )
        })
        .collect()
}

/// Prints the results and, if asked for, the misses.
pub(super) fn text(golden: &GoldenResults, misses: bool) {
    if golden.asked == 0 {
        return;
    }
    if misses {
        for miss in &golden.misses {
            super::print(&miss_line(miss));
        }
    }
    super::print(&format!(
        "{} golden questions: hit@1 {:.3}, hit@3 {:.3}, MRR {:.3}",
        golden.asked,
        golden.hit_at_1(),
        golden.hit_at_3(),
        golden.mrr()
    ));
    super::print(&format!(
        "{} would be answered ({} correctly), {} would get suggestions ({} with the expected \
         passage), {} would get no answer",
        golden.shown,
        golden.shown_right,
        golden.offered,
        golden.offered_right,
        golden.asked - golden.shown - golden.offered
    ));
}

/// Formats a miss as one line.
fn miss_line(miss: &Miss) -> String {
    let Miss {
        question,
        expected,
        file,
        line,
        rank,
        first,
        confidence,
    } = miss;
    let rank = rank.map_or("not found".to_owned(), |rank| format!("rank {rank}"));
    let first = first.as_ref().map_or("nothing".to_owned(), |first| {
        format!("{first} ({confidence:.2})")
    });
    format!("{file}:{line}: “{question}” wants {expected} ({rank}), won by {first}")
}

/// Returns the results with all misses.
pub(super) fn json(golden: &GoldenResults) -> Value {
    let misses = golden.misses.iter().map(|miss| {
        json!({
            "question": miss.question,
            "file": miss.file,
            "line": miss.line,
            "wanted": miss.expected.to_string(),
            "rank": miss.rank,
            "won": miss.first.as_ref().map(ToString::to_string),
            "confidence": miss.confidence,
        })
    });
    json!({
        "asked": golden.asked,
        "hit_at_1": golden.hit_at_1(),
        "hit_at_3": golden.hit_at_3(),
        "mrr": golden.mrr(),
        "shown": golden.shown,
        "shown_right": golden.shown_right,
        "offered": golden.offered,
        "offered_right": golden.offered_right,
        "misses": misses.collect::<Vec<_>>(),
    })
}
