//! Problems of passages that answer the same question: doubles, and among them contradictions.

use super::files::CheckedFiles;
use crate::knowledge::{Address, Library, Problem, Rule, same_words};
use crate::markup::Markup;
use crate::search::{Double, Search};

/// First words of an affirmative answer, in the languages of the bot's messages.
const AFFIRMATIVE: [&str; 7] = ["yes", "ja", "oui", "sí", "sim", "हाँ", "はい"];
/// First words of a negative answer, in the languages of the bot's messages.
const NEGATIVE: [&str; 6] = ["no", "nein", "non", "não", "नहीं", "いいえ"];

/// Returns a warning for each pair of passages that answer the same question: at the checked file where one of them is in
/// one, else at the later.
pub(super) fn problems(search: &Search, files: &CheckedFiles) -> Vec<Problem> {
    let doubles = search.doubles();
    let problems = doubles.iter().filter_map(|double| {
        let [one, other] = &double.passages;
        // The place of the problem: in a checked file, else in the later folder, else later in the library.
        let rank = |address: &Address| {
            let entry = search.library().entry(&address.entry);
            entry.map(|entry| (files.contains(&entry.file), entry.layer))
        };
        let first = usize::from(rank(one) <= rank(other));
        problem(search.library(), double, first)
    });
    problems.collect()
}

/// Builds the warning at passage `first` (0 or 1). Returns `None` for questions of the same words, which lint reports
/// as duplicates, unless their answers contradict each other.
fn problem(library: &Library, double: &Double, first: usize) -> Option<Problem> {
    let here = double.passages.get(first)?;
    let there = double.passages.get(1 - first)?;
    let one = double.wordings.get(first)?;
    let other = double.wordings.get(1 - first)?;
    let (entry, passage) = library.passage(here)?;
    let (other_entry, second) = library.passage(there)?;
    let wordings = if one == other {
        format!("“{one}”")
    } else {
        format!("“{one}” and “{other}”")
    };
    let warning = |rule, message| Problem::at(&entry.file, passage.line, rule, message).warning();
    if let (Some(yes), Some(no)) = (affirms(&passage.body), affirms(&second.body))
        && yes != no
    {
        let (yes, no) = if yes { (here, there) } else { (there, here) };
        let message =
            format!("`{yes}` begins with Yes and `{no}` with No, and both answer {wordings}");
        let hint = "make the answers agree, or say in the questions what differs";
        return Some(warning(Rule::Contradiction, message).hint(hint));
    }
    if same_words(one, other) {
        return None;
    }
    let more = match double.pairs {
        0 | 1 => String::new(),
        2 => ", and one more wording".to_owned(),
        pairs => format!(", and {} more wordings", pairs - 1),
    };
    let message = format!("`{here}` and `{there}` answer the same question: {wordings}{more}");
    let hint = if entry.layer == other_entry.layer {
        "merge them, or let one link to the other, or make the questions differ"
    } else {
        "of two that fit a question equally, that of the later collection is given; make the questions differ if both \
         are wanted"
    };
    Some(warning(Rule::Double, message).hint(hint))
}

/// Returns true if an answer begins with Yes, false if with No, as a word of its own; `None` for others, such as `No
/// certificate is needed`.
fn affirms(body: &Markup) -> Option<bool> {
    let text = body.plain();
    let end = text.find(|symbol: char| {
        symbol.is_whitespace() || symbol.is_ascii_punctuation() || "、。，！—–।".contains(symbol)
    });
    let (word, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    let word = word.to_lowercase();
    let stops = rest.trim_start_matches(' ');
    let stops = stops.is_empty() || !stops.starts_with(char::is_alphanumeric);
    match word.as_str() {
        _ if !stops => None,
        word if AFFIRMATIVE.contains(&word) => Some(true),
        word if NEGATIVE.contains(&word) => Some(false),
        _ => None,
    }
}
