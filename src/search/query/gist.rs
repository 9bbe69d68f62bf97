//! The gist of a question, which groups questions that ask the same: the stems of its content words, each replaced by the
//! first of its synonyms.

use crate::search::text::{Lexicon, stem};

/// Returns the gist: stems, sorted, each once.
pub(crate) fn gist(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let all: Vec<String> = lexicon
        .words(text)
        .into_iter()
        .map(|word| word.surface)
        .collect();
    let telling = |word: &&String| !lexicon.is_function_word(word);
    let mut words: Vec<String> = all.iter().filter(telling).cloned().collect();
    // The gist of a question of function words only ("what should I do?") consists of these.
    if words.is_empty() {
        words = all;
    }
    let mut gist: Vec<String> = phrases(&words, lexicon)
        .iter()
        .map(|phrase| {
            let stems: Vec<_> = phrase.iter().map(|word| stem(word, lexicon)).collect();
            stems.join("-")
        })
        .collect();
    gist.sort();
    gist.dedup();
    gist
}

/// Splits the words into phrases of the lexicon (two words before one), each replaced by the first of its synonyms.
fn phrases(words: &[String], lexicon: &Lexicon) -> Vec<Vec<String>> {
    let mut phrases = Vec::new();
    let mut rest = words;
    while let Some((first, others)) = rest.split_first() {
        let pair = rest
            .get(..2)
            .filter(|pair| !lexicon.synonyms(pair).is_empty());
        let phrase = pair.unwrap_or(std::slice::from_ref(first));
        let all = lexicon.synonyms(phrase).iter().map(Vec::as_slice);
        let one = all.chain([phrase]).min().unwrap_or(phrase);
        phrases.push(one.to_vec());
        rest = rest.get(phrase.len()..).unwrap_or(others);
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_in_other_words_has_the_same_gist() {
        let lexicon = Lexicon::built_in().expect("the lexicon");
        let gist = |text| gist(text, &lexicon);
        assert_eq!(
            gist("How do I write a CV?"),
            gist("how should i write my resume")
        );
        assert_eq!(gist("what is the pay"), gist("what about pay"));
        assert_ne!(gist("visa for germany"), gist("visa for france"));
        assert!(!gist("what should I do?").is_empty());
        assert!(gist("🎉").is_empty());
    }
}
