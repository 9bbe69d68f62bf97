//! Style rules: the phrases and hedges of `config/style.toml`.

use std::sync::LazyLock;

use crate::knowledge::{Entry, Problem, Rule};

static STYLE: LazyLock<Style> = LazyLock::new(|| {
    // A test rules out that the file is malformed.
    toml::from_str(include_str!("../../../config/style.toml")).unwrap_or_default()
});

/// The embedded `config/style.toml`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Style {
    phrase: Vec<Phrase>,
    hedges: Hedges,
}

/// Phrases to avoid, each with advice.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    find: Vec<String>,
    say: String,
}

/// Words that weaken a statement.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Hedges {
    /// The number of hedges at which a passage is reported.
    passage: usize,
    words: Vec<String>,
}

/// Warns of phrases to avoid and of hedges in an entry's passages, at the line of each passage's heading.
pub(super) fn style(entry: &Entry, problems: &mut Vec<Problem>) {
    for passage in &entry.passages {
        let mut warn = |message: String, hint: &str| {
            let problem = Problem::at(&entry.file, passage.line, Rule::Style, message);
            problems.push(problem.hint(hint).warning());
        };
        let text = passage.body.plain();
        let words_of_text = words(&text);
        for phrase in &STYLE.phrase {
            for found in found(&phrase.find, &words_of_text) {
                warn(format!("“{found}” is a habit to avoid"), &phrase.say);
            }
        }
        let first = found(&STYLE.hedges.words, &words(first_sentence(&text)));
        if !first.is_empty() {
            let message = format!("the first sentence hedges: “{}”", first.join("”, “"));
            warn(
                message,
                "state what holds for most readers, then what differs",
            );
        }
        let all = found(&STYLE.hedges.words, &words_of_text);
        if all.len() >= STYLE.hedges.passage {
            let message = format!("the passage hedges {} times: {}", all.len(), all.join(", "));
            warn(
                message,
                "keep the hedge that matters, and say when it applies",
            );
        }
    }
}

/// Returns the phrases that `words` contains, each as often as it does.
fn found<'a>(phrases: &'a [String], words: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    for phrase in phrases {
        let count = words.matches(&format!(" {phrase} ")).count();
        found.extend(std::iter::repeat_n(phrase.as_str(), count));
    }
    found
}

/// Returns the text up to the first full stop, question mark, exclamation mark or line break.
fn first_sentence(text: &str) -> &str {
    let end = text.find(['\n']).unwrap_or(text.len());
    let stops = [". ", "? ", "! "].map(|stop| text.find(stop));
    let end = stops.into_iter().flatten().min().unwrap_or(end).min(end);
    text.get(..end).unwrap_or(text)
}

/// Returns the words of a text in lower case, each between two blanks. `May` keeps its capital: it is the month and not the
/// hedge.
fn words(text: &str) -> String {
    let mut words = String::from(" ");
    let text = text.replace('’', "'");
    for word in text.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '\'') {
        if word.is_empty() {
            continue;
        }
        if word == "May" {
            words.push_str(word);
        } else {
            words.push_str(&word.to_lowercase());
        }
        words.push(' ');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_style_file_is_valid() {
        let style: Style = toml::from_str(include_str!("../../../config/style.toml")).unwrap();
        let phrases = style.phrase.iter().flat_map(|phrase| &phrase.find);
        for phrase in phrases.chain(&style.hedges.words) {
            assert_eq!(words(phrase), format!(" {phrase} "), "{phrase}");
        }
        assert!(style.hedges.passage > 1);
    }

    #[test]
    fn phrases_are_found_as_whole_words() {
        let phrases = ["it depends".to_owned(), "may".to_owned()];
        let found = |text| found(&phrases, &words(text));
        assert_eq!(
            found("It depends, and it may; it may."),
            ["it depends", "may", "may"]
        );
        assert_eq!(found("In May it depended on Maya."), Vec::<&str>::new());
        assert_eq!(first_sentence("One, e.g. two. Three"), "One, e.g");
        assert_eq!(first_sentence("Why? Because."), "Why");
    }
}
