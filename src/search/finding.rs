//! What search says of a question: a verdict, how sure it is, and why.

use crate::knowledge::Address;

/// How many passages are offered where none is sure.
pub(crate) const MAX_SUGGESTIONS: usize = 5;

/// What search says of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub verdict: Verdict,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
    /// Why, best reason first.
    pub reasons: Vec<Reason>,
    /// Where nothing answers, the passages that come nearest, best first; five at most.
    pub near: Vec<Address>,
}

/// What answers a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This passage does.
    Sure(Address),
    /// The question is about how two entries differ.
    Compare(Address, Address),
    /// One of these may, best first; one to five.
    Unsure(Vec<Address>),
    /// Nothing does.
    Nothing,
}

/// Why a passage was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The question names the entry, in these words.
    Name(String),
    /// The question nearly names the entry: as written, as known.
    Spelling(String, String),
    /// The passage answers this very question.
    Wording,
    /// The question asks for this section.
    Section(String),
    /// These words stand in the passage's question or heading, or in another wording of it.
    Heading(Vec<String>),
    /// These words stand in the passage.
    Text(Vec<String>),
    /// A word was taken for a mistyped one: as asked, as read.
    Typo(String, String),
    /// It means nearly the same.
    Meaning,
    /// The question goes on about this entry.
    About(String),
}

/// A passage in the order of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Where it lives.
    pub address: Address,
    /// Its score: higher is better, comparable within one question.
    pub score: f32,
    /// The chance, from 0 to 1, that it answers the question; never more than that of a better one.
    pub confidence: f32,
}
