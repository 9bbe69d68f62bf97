//! Text analysis: tokenization, folding, spelling variants, stemming, the lexicon, and spelling correction. Knows
//! neither passages nor questions.

mod endings;
mod function_words;
mod lexicon;
mod spelling;
mod stems;
mod words;

pub(crate) use function_words::is_function_word;
pub(crate) use lexicon::LONGEST_PHRASE;
pub(crate) use lexicon::{Lexicon, LexiconError, Word};
pub(crate) use spelling::{SpellingIndex, allowed, distance};
pub(crate) use stems::stem;
pub(crate) use words::Separator;
pub(crate) use words::{joinable, scan};
