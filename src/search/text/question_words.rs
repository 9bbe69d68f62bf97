//! The words and phrases of the lexicon by which the intent of a question is detected.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon_file::{LexiconError, LexiconFile, Phrase};
use crate::knowledge::Facet;
use crate::search::result::SmallTalk;

/// A phrase that asks for a facet.
#[derive(Clone, Debug)]
pub(crate) struct FacetPhrase {
    /// Its words.
    pub words: Phrase,
    /// The place of its facet in the file: of phrases of the same length that of the earlier facet counts.
    pub place: usize,
    /// The facet.
    pub facet: Facet,
}

/// The words and phrases by which the intent of a question is detected.
#[derive(Debug, Default)]
pub(crate) struct QuestionWords {
    /// Words that ask for a definition.
    pub define: FxHashSet<String>,
    /// Words that ask for a comparison.
    pub compare: FxHashSet<String>,
    /// Question words: they begin a question, or make one of a sentence.
    pub ask: FxHashSet<String>,
    /// Phrases that ask somebody to do or repair something; `chores` in the file.
    pub task_requests: FxHashSet<Phrase>,
    /// Question words that ask for more than a definition.
    pub beyond_definition: FxHashSet<String>,
    /// Words without content that may precede a question word; `connectors` in the file.
    pub discourse_markers: FxHashSet<String>,
    /// Words that may refer to something said before.
    pub refer: FxHashSet<String>,
    /// Phrases with which a self-description begins.
    pub about_oneself: FxHashSet<Phrase>,
    /// Phrases that ask for a facet, by their first words.
    pub facet_phrases: FxHashMap<String, Vec<FacetPhrase>>,
    /// Words that hint at a facet, with the place of the facet in the file and the facet.
    pub facet_words: FxHashMap<String, (usize, Facet)>,
    /// Occupations that the library does not cover.
    pub other_trades: FxHashSet<Phrase>,
    /// Words of the fields that the library covers.
    pub covered: FxHashSet<String>,
    /// Phrases of small talk, words joined by a space.
    pub small_talk: FxHashMap<String, SmallTalk>,
    /// Words that may accompany a phrase of small talk.
    pub polite: FxHashSet<String>,
    /// Number of facets so far.
    facets: usize,
}

impl QuestionWords {
    /// Adds the words of a lexicon file; `phrase` cuts a text into words.
    pub(super) fn extend(
        &mut self,
        file: LexiconFile,
        phrase: impl Fn(&str) -> Result<Phrase, LexiconError>,
    ) -> Result<(), LexiconError> {
        for facet in file.facets {
            let place = self.facets;
            self.facets += 1;
            for text in &facet.phrases {
                let words = phrase(text)?;
                let first = words.first().cloned().unwrap_or_default();
                let facet = facet.facet;
                let among = self.facet_phrases.entry(first).or_default();
                among.push(FacetPhrase {
                    words,
                    place,
                    facet,
                });
            }
            for word in &facet.words {
                let word = phrase(word)?.concat();
                let known = self.facet_words.entry(word);
                known.or_insert((place, facet.facet));
            }
        }
        let small_talk = file.small_talk;
        for (phrases, kind) in [
            (small_talk.greeting, SmallTalk::Greeting),
            (small_talk.well_being, SmallTalk::WellBeing),
            (small_talk.thanks, SmallTalk::Thanks),
            (small_talk.goodbye, SmallTalk::Goodbye),
            (small_talk.agreement, SmallTalk::Agreement),
            (small_talk.identity, SmallTalk::Identity),
        ] {
            for text in phrases {
                let text = phrase(&text)?.join(" ");
                self.small_talk.insert(text, kind);
            }
        }
        let phrases = |phrases: Vec<String>| -> Result<Vec<Phrase>, LexiconError> {
            phrases.iter().map(|text| phrase(text)).collect()
        };
        let words = |words: Vec<String>| -> Result<Vec<String>, LexiconError> {
            Ok(phrases(words)?
                .into_iter()
                .map(|word| word.concat())
                .collect())
        };
        let trades = phrases(file.scope.other_trades)?;
        let covered = words(file.scope.covered)?;
        let oneself = phrases(file.questions.about_oneself)?;
        let define = words(file.questions.define)?;
        let compare = words(file.questions.compare)?;
        let ask = words(file.questions.ask)?;
        let task_requests = phrases(file.questions.task_requests)?;
        let beyond_definition = words(file.questions.beyond_definition)?;
        let discourse_markers = words(file.questions.discourse_markers)?;
        let refer = words(file.questions.refer)?;
        let polite = words(small_talk.polite)?;
        let questions = self;
        questions.other_trades.extend(trades);
        questions.covered.extend(covered);
        questions.about_oneself.extend(oneself);
        questions.define.extend(define);
        questions.compare.extend(compare);
        questions.ask.extend(ask);
        questions.task_requests.extend(task_requests);
        questions.beyond_definition.extend(beyond_definition);
        questions.discourse_markers.extend(discourse_markers);
        questions.refer.extend(refer);
        questions.polite.extend(polite);
        Ok(())
    }
}
