//! Text analysis: tokenization, folding, spelling variants, stemming, the lexicon, and spelling correction.
//! Independent of passages and questions.

mod countries;
mod endings;
mod language;
mod lexicon;
mod lexicon_file;
mod places;
mod question_words;
mod spelling;
mod stemmer;
mod tokenizer;

pub(crate) use countries::{KnownCountry, MentionedLocation};
pub(crate) use language::foreign_language;
pub(crate) use lexicon::{ENGLISH, Lexicon, MAX_PHRASE_WORDS, Word};
pub(crate) use lexicon_file::{CareerPhrases, LexiconError, Phrase};
pub(crate) use spelling::{Correction, SpellingIndex, allowed, distance};
pub(crate) use stemmer::{stem, stem_in};
pub(crate) use tokenizer::{Separator, joinable, scan};
