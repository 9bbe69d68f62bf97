//! The result of a search: a verdict, its confidence and its reasons.

use crate::knowledge::{Address, EntryId, Facet};

/// Most passages of [`Verdict::Unsure`].
pub(crate) const MAX_SUGGESTIONS: usize = 5;

/// The result of a search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResult {
    /// The decision.
    pub verdict: Verdict,
    /// Estimated probability that the first passage answers the question, from 0 to 1.
    pub confidence: f32,
    /// Reasons, strongest first.
    pub reasons: Vec<Reason>,
    /// The best passages where the verdict is [`Verdict::Nothing`], best first; at most five.
    pub near: Vec<Address>,
    /// A remark for the asker, if there is one.
    pub note: Option<Note>,
    /// The tag of the question's language where it is another than English and was compared by the multilingual
    /// embeddings: de, es, fr, hi, ja or pt.
    pub language: Option<&'static str>,
}

impl SearchResult {
    /// Makes a result without further remarks.
    pub(crate) const fn new(verdict: Verdict, confidence: f32, reasons: Vec<Reason>) -> Self {
        Self {
            verdict,
            confidence,
            reasons,
            near: Vec::new(),
            note: None,
            language: None,
        }
    }

    /// Makes the result that nothing answers, with a remark.
    pub(crate) fn nothing(note: Note) -> Self {
        Self {
            note: Some(note),
            ..Self::new(Verdict::Nothing, 0.0, Vec::new())
        }
    }
}

/// A remark on a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The question is about this occupation, which the library does not cover.
    OtherTrade(String),
    /// The entry that is named has no section of the kind that is asked for.
    MissingSection(EntryId),
    /// The passage tells nothing of this place, which the question names and its answer depends on.
    MissingPlace {
        /// Its ISO 3166-1 code; empty if it is no country.
        code: String,
        /// Its English name.
        name: String,
    },
    /// The question asks for this section of something, but nothing says of what.
    WithoutTopic(Facet),
}

/// The kind of a message that asks for nothing; of several in one message the greatest gets the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SmallTalk {
    /// Agreement, laughter, praise: nothing that needs an answer.
    Agreement,
    /// Hello.
    Greeting,
    /// A question after the bot's well-being.
    WellBeing,
    /// Goodbye.
    Goodbye,
    /// Thanks.
    Thanks,
    /// A question about the bot itself.
    Identity,
}

/// The decision of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This passage answers.
    Sure(Address),
    /// The question is about how two entries differ.
    Compare(Address, Address),
    /// This passage probably answers; up to two others, best first, may as well.
    Likely(Address, Vec<Address>),
    /// One of these passages may answer, best first; one to five.
    Unsure(Vec<Address>),
    /// No passage answers.
    Nothing,
    /// The message asks for nothing.
    SmallTalk(SmallTalk),
}

/// The reason why a passage was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The question has this name of the entry.
    Name(String),
    /// The question has a misspelt name of the entry: as written, as known.
    Spelling(String, String),
    /// The question equals a wording of the passage, apart from case, accents and punctuation.
    Wording,
    /// The question asks for this section.
    Section(String),
    /// These words of the question are in the passage's heading or in another wording.
    Heading(Vec<String>),
    /// These words of the question are in the passage's text.
    Text(Vec<String>),
    /// A word was corrected: as asked, as corrected.
    Typo(String, String),
    /// The embeddings of question and passage are similar.
    Embedding,
    /// The question follows up on this entry.
    About(String),
}

/// A passage of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedPassage {
    /// The address of the passage.
    pub address: Address,
    /// The score; higher is better, comparable within one question only.
    pub score: f32,
    /// Estimated probability that it answers the question, from 0 to 1; never above that of a better passage.
    pub confidence: f32,
}
