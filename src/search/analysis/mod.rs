//! How text becomes words: cut, folded, brought to one spelling and one stem, with what the lexicon says
//! they mean and what a mistyped one may have meant. Knows no passage and no question.

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
pub(crate) use words::Glue;
pub(crate) use words::{joinable, scan};
