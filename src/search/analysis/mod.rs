//! How text becomes words: cut, folded, brought to one spelling and one stem, with what the lexicon says
//! they mean and what a mistyped one may have meant. Knows no passage and no question.

mod endings;
mod function_words;
mod lexicon;
mod spelling;
mod stems;
mod words;

pub use function_words::is_function_word;
pub use lexicon::{LONGEST_PHRASE, Lexicon, LexiconError, Word};
pub use spelling::{SpellingIndex, allowed, distance};
pub use stems::stem;
pub use words::{Glue, joinable, scan};
