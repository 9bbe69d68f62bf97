//! The lexicon: function words, synonyms, spelling variants, shorthand, and the words by which the intent of a question
//! is detected.
//!
//! Read from `config/lexicon.toml`, which is built in, and from a community's own file, which adds to it. Independent of
//! indexes and rankings.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::countries::Countries;
use super::endings;
use super::lexicon_file::{CareerPhrases, LexiconError, LexiconFile, Phrase};
use super::question_words::QuestionWords;
use super::tokenizer::{Separator, scan};

/// The built-in lexicon, which documents its keys.
pub(crate) const DEFAULT: &str = include_str!("../../../config/lexicon.toml");
/// The language of the built-in rules for endings, spelling and stems.
pub(crate) const ENGLISH: &str = "en";
/// Maximum number of words of a phrase that is looked up in a question.
pub(crate) const MAX_PHRASE_WORDS: usize = 4;

/// A word of a text.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// In lower case, American spelling, without accents; a name of the lexicon as it is written.
    pub surface: String,
    /// Byte range in the text.
    pub range: Range<usize>,
    /// The separator in front of it.
    pub separator: Separator,
    /// True if it is part of the long form of shorthand; all parts have the range of that.
    pub written_out: bool,
}

/// The vocabulary and rules of the languages, from lexicon files.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// Function words by language; English ones under [`ENGLISH`].
    function_words: BTreeMap<String, FxHashSet<String>>,
    /// The words by which the intent of a question is detected.
    pub questions: QuestionWords,
    /// The countries, and what depends on them.
    pub countries: Countries,
    /// The phrases of sentences that the career graph answers.
    pub career: CareerPhrases,
    protected: FxHashSet<String>,
    /// By first letter: prefixes of words that share a stem with words of another meaning.
    apart: FxHashMap<u8, Vec<String>>,
    names: Vec<String>,
    synonyms: FxHashMap<Phrase, Vec<Phrase>>,
    /// By first letter: British and American prefixes.
    spelling: FxHashMap<u8, Vec<(String, String)>>,
    /// Chat shorthand, words joined by a space, with its long form.
    shorthand: FxHashMap<String, Phrase>,
}

impl Lexicon {
    /// Loads [`DEFAULT`].
    ///
    /// # Errors
    /// It is malformed, which a test rules out.
    pub(crate) fn built_in() -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        lexicon.extend(DEFAULT)?;
        Ok(lexicon)
    }

    /// Adds the content of a lexicon file.
    ///
    /// # Errors
    /// The text is not TOML of the expected form, or a phrase has no words.
    pub(crate) fn extend(&mut self, text: &str) -> Result<(), LexiconError> {
        let mut file: LexiconFile = toml::from_str(text)?;
        self.names.append(&mut file.names);
        self.career.extend(std::mem::take(&mut file.career));
        for (british, american) in std::mem::take(&mut file.spelling) {
            let first = british.bytes().next().unwrap_or_default();
            self.spelling
                .entry(first)
                .or_default()
                .push((british, american));
        }
        for word in &file.apart {
            let beginning = self.phrase(word)?.concat();
            let first = beginning.bytes().next().unwrap_or_default();
            self.apart.entry(first).or_default().push(beginning);
        }
        for (short, long) in &file.shorthand {
            let short = self.phrase(short)?.join(" ");
            let long = self.phrase(long)?;
            self.shorthand.insert(short, long);
        }
        for word in &file.protected {
            let joined = self.phrase(word)?.concat();
            self.protected.insert(joined);
        }
        for group in &file.mutual {
            let phrases = group
                .iter()
                .map(|phrase| self.phrase(phrase))
                .collect::<Result<Vec<_>, _>>()?;
            for from in &phrases {
                for to in &phrases {
                    self.link(from, to);
                }
            }
        }
        for (from, to) in &file.one_way {
            let from = self.phrase(from)?;
            for to in to {
                let to = self.phrase(to)?;
                self.link(&from, &to);
            }
        }
        for (language, words) in &file.function_words {
            let mut surfaces: Vec<String> = Vec::new();
            if language == ENGLISH {
                let words = self.words(words).into_iter();
                surfaces.extend(words.map(|word| word.surface));
            } else {
                // Shorthand is English: `yo` in a question is "years old", which are no Spanish words.
                scan(words, |word, _, _| {
                    if !self.shorthand.contains_key(word) {
                        surfaces.push(self.american(word).into_owned());
                    }
                });
            }
            let known = self.function_words.entry(language.clone()).or_default();
            known.extend(surfaces);
        }
        let named = std::mem::take(&mut file.countries);
        let mut countries = std::mem::take(&mut self.countries);
        let extended = countries.extend(&file.local, named, |text| self.phrase(text));
        self.countries = countries;
        extended?;
        let mut questions = std::mem::take(&mut self.questions);
        let extended = questions.extend(file, |text| self.phrase(text));
        self.questions = questions;
        extended
    }

    /// Returns whether an English word carries no content: an article, pronoun, auxiliary verb or word of politeness.
    pub(crate) fn is_function_word(&self, surface: &str) -> bool {
        self.is_function_word_of(ENGLISH, surface)
    }

    /// Returns whether a word of the language carries no content.
    pub(crate) fn is_function_word_of(&self, language: &str, surface: &str) -> bool {
        let words = self.function_words.get(language);
        words.is_some_and(|words| words.contains(surface))
    }

    /// Returns the language of which a text has the most function words; English where there are as many of it.
    pub(crate) fn language(&self, surfaces: &[&str]) -> &str {
        let count = |of: &FxHashSet<String>| {
            let words = surfaces.iter();
            words.filter(|word| of.contains(**word)).count()
        };
        let english = self.function_words.get(ENGLISH).map_or(0, count);
        let others = self
            .function_words
            .iter()
            .filter(|(name, _)| *name != ENGLISH);
        let best = others.max_by_key(|(_, words)| count(words));
        match best {
            Some((language, words)) if count(words) > english => language,
            _ => ENGLISH,
        }
    }

    fn phrase(&self, text: &str) -> Result<Phrase, LexiconError> {
        let phrase: Phrase = self
            .words(text)
            .into_iter()
            .map(|word| word.surface)
            .collect();
        if phrase.is_empty() {
            Err(LexiconError::Empty(text.to_owned()))
        } else {
            Ok(phrase)
        }
    }

    fn link(&mut self, from: &Phrase, to: &Phrase) {
        let known = self.synonyms.entry(from.clone()).or_default();
        if from != to && !known.contains(to) {
            known.push(to.clone());
        }
    }

    /// Returns the words of `text`, with shorthand (`ppl`, `w/o`, `idk`) in its long form.
    pub(crate) fn words(&self, text: &str) -> Vec<Word> {
        let mut found: Vec<Word> = Vec::new();
        scan(text, |word, range, separator| {
            let surface = match self.name(word, text, &range, separator) {
                Some(name) => name.to_owned(),
                None => self.american(word).into_owned(),
            };
            let word = Word {
                surface,
                range,
                separator,
                written_out: false,
            };
            let pair = found.last().filter(|_| separator == Separator::Tight);
            let pair = pair.map(|last| format!("{} {}", last.surface, word.surface));
            if let Some(long) = pair.and_then(|pair| self.shorthand.get(&pair))
                && let Some(first) = found.pop()
            {
                let range = first.range.start..word.range.end;
                found.extend(written_out(long, &Word { range, ..first }));
            } else if let Some(long) = self.shorthand.get(&word.surface) {
                found.extend(written_out(long, &word));
            } else {
                found.push(word);
            }
        });
        found
    }

    /// Returns the name that a word stands for, if it is written as one: `IT` in capitals, `Go` within a sentence. Capitals
    /// do not count at the beginning of a phrase, nor where the whole text is in capitals.
    pub(crate) fn name(
        &self,
        word: &str,
        text: &str,
        range: &Range<usize>,
        separator: Separator,
    ) -> Option<&str> {
        let name = self
            .names
            .iter()
            .find(|name| name.eq_ignore_ascii_case(word))?;
        let alone = text.trim().len() == range.len();
        let shouted = name.chars().all(char::is_uppercase);
        let telling = if shouted {
            alone || text.chars().any(char::is_lowercase)
        } else {
            alone || separator != Separator::Stop
        };
        (telling && text.get(range.clone()) == Some(name)).then_some(name)
    }

    /// Returns whether a word is never stemmed and never corrected.
    pub(crate) fn is_protected(&self, surface: &str) -> bool {
        self.protected.contains(surface)
            || !surface
                .chars()
                .all(|c| c.is_alphabetic() && !c.is_uppercase())
    }

    /// Returns whether a word has another meaning than other words with its stem.
    pub(crate) fn is_apart(&self, surface: &str) -> bool {
        let first = surface.bytes().next().unwrap_or_default();
        let mut beginnings = self.apart.get(&first).into_iter().flatten();
        beginnings.any(|beginning| surface.starts_with(beginning))
    }

    /// Returns the synonyms of `phrase`.
    pub(crate) fn synonyms(&self, phrase: &[String]) -> &[Phrase] {
        self.synonyms.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// Returns the American spelling of `word`, or its long form where it is shorthand for one word. Applied to
    /// questions and passages alike.
    pub(crate) fn american<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if let Some([long]) = self.shorthand.get(word).map(Vec::as_slice) {
            return Cow::Owned(long.clone());
        }
        if word.len() <= 4 || !word.is_ascii() || self.protected.contains(word) {
            return Cow::Borrowed(word);
        }
        let first = word.bytes().next().unwrap_or_default();
        let begun = self
            .spelling
            .get(&first)
            .into_iter()
            .flatten()
            .find(|(british, american)| {
                // `fulfil` begins `fulfill`, which is American already.
                let done =
                    american.starts_with(british.as_str()) && word.starts_with(american.as_str());
                word.starts_with(british.as_str()) && !done
            })
            .and_then(|(british, american)| {
                Some(format!(
                    "{american}{}",
                    word.strip_prefix(british.as_str())?
                ))
            });
        let word = begun.map_or(Cow::Borrowed(word), Cow::Owned);
        match endings::american(&word) {
            Some(american) => Cow::Owned(american),
            None => word,
        }
    }
}

/// Returns the words of a long form, each with the byte range of the shorthand.
fn written_out(long: &[String], short: &Word) -> impl Iterator<Item = Word> {
    long.iter().enumerate().map(|(at, surface)| Word {
        surface: surface.clone(),
        range: short.range.clone(),
        separator: if at == 0 {
            short.separator
        } else {
            Separator::Space
        },
        written_out: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(text: &str) -> Vec<String> {
        let lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        let words = lexicon.words(text).into_iter();
        words.map(|word| word.surface).collect()
    }

    #[test]
    fn british_and_american_spellings_are_unified() {
        for (british, american) in [
            ("organisation", "organization"),
            ("specialising", "specializing"),
            ("colour", "color"),
            ("favourite", "favorite"),
            ("analyse", "analyze"),
            ("licence", "license"),
            ("data centre", "data center"),
            ("travelling", "traveling"),
        ] {
            assert_eq!(surfaces(british), surfaces(american));
        }
    }

    #[test]
    fn a_word_that_is_also_a_name_is_told_by_its_capitals() {
        assert_eq!(surfaces("a job in IT"), ["a", "job", "in", "IT"]);
        assert_eq!(surfaces("is it a job"), ["is", "it", "a", "job"]);
        assert_eq!(surfaces("IS IT A JOB"), ["is", "it", "a", "job"]);
        assert_eq!(surfaces("learn Go"), ["learn", "Go"]);
        assert_eq!(surfaces("Go home"), ["go", "home"]);
        assert_eq!(surfaces("Go"), ["Go"]);
    }

    #[test]
    fn a_community_file_extends_the_built_in_lexicon() {
        let mut lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        lexicon
            .extend("protected = [\"Zig\"]\nmutual = [[\"guild\", \"server\"]]")
            .expect("a sound file");
        assert!(lexicon.is_protected("zig") && lexicon.is_protected("java"));
        assert_eq!(lexicon.synonyms(&["guild".to_owned()]), [["server"]]);
        lexicon
            .extend("shorthand = { \"gg\" = \"good game\", \"a/f\" = \"after\" }")
            .expect("a sound file");
        let words = lexicon.words("gg, ask a/f that");
        let words: Vec<_> = words.iter().map(|word| word.surface.as_str()).collect();
        assert_eq!(words, ["good", "game", "ask", "after", "that"]);
        assert!(lexicon.extend("synonyms = []").is_err());
        assert!(matches!(
            lexicon.extend("mutual = [[\"a\", \"!\"]]"),
            Err(LexiconError::Empty(_))
        ));
    }
}
