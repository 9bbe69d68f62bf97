//! The reasons why a passage was found as a code of six hexadecimal digits, which fits into a button and contains no text of
//! a person.

use std::fmt;

/// The match signals of a passage that was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The confidence in percent.
    pub percent: u8,
    /// The number of the entry's name that was matched: 0 for the title, then the aliases in order.
    pub name: Option<u8>,
    signals: u8,
}

/// A signal that a passage matches a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum MatchSignal {
    /// The conversation was about its entry.
    About = 1,
    /// Its entry's name was matched in spite of a misspelling.
    Spelling = 1 << 1,
    /// The question is worded as one that it answers.
    Wording = 1 << 2,
    /// The question asks for its section.
    Section = 1 << 3,
    /// Its heading shares words with the question.
    Heading = 1 << 4,
    /// Its text shares words with the question.
    Text = 1 << 5,
    /// A misspelt word of the question was corrected.
    Typo = 1 << 6,
    /// Its embedding is near that of the question.
    Embedding = 1 << 7,
}

/// The code for the absence of a name.
const NO_NAME: u8 = u8::MAX;

impl Explanation {
    /// Creates an explanation without signals; `confidence` is from 0 to 1.
    #[must_use]
    pub fn new(confidence: f32) -> Self {
        let percent = (1..=100_u8).rev();
        let percent = percent
            .into_iter()
            .find(|one| f32::from(*one) <= confidence * 100.0 + 0.5);
        Self {
            percent: percent.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Adds a signal.
    pub fn add(&mut self, signal: MatchSignal) {
        self.signals |= signal as u8;
    }

    /// Returns whether the signal was added.
    #[must_use]
    pub const fn has(self, signal: MatchSignal) -> bool {
        self.signals & signal as u8 != 0
    }

    /// Parses the output of [`Display`](fmt::Display).
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let digits = code.bytes().all(|digit| digit.is_ascii_hexdigit());
        let byte = |at: usize| u8::from_str_radix(code.get(at..at + 2)?, 16).ok();
        let (percent, signals, name) = (byte(0)?, byte(2)?, byte(4)?);
        (digits && code.len() == 6 && percent <= 100).then_some(Self {
            percent,
            name: Some(name).filter(|name| *name != NO_NAME),
            signals,
        })
    }
}

/// Six hexadecimal digits: percent, signals, name.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.unwrap_or(NO_NAME);
        write!(f, "{:02x}{:02x}{name:02x}", self.percent, self.signals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoded_explanation_parses_to_itself() {
        for (confidence, percent) in [(0.0, 0), (0.004, 0), (0.876, 88), (1.0, 100), (f32::NAN, 0)]
        {
            let mut why = Explanation::new(confidence);
            assert_eq!(why.percent, percent);
            why.name = Some(12);
            why.add(MatchSignal::Spelling);
            why.add(MatchSignal::Embedding);
            let read = Explanation::parse(&why.to_string()).expect("a code");
            assert_eq!(read, why);
            assert!(read.has(MatchSignal::Embedding) && !read.has(MatchSignal::About));
        }
        assert_eq!(
            Explanation::parse(&Explanation::new(0.5).to_string()).and_then(|why| why.name),
            None
        );
    }

    #[test]
    fn malformed_codes_are_refused() {
        for text in [
            "", "64", "6400f", "6400fff", "ff00ff", "x400ff", "64ü0f", "+1+1+1",
        ] {
            assert_eq!(Explanation::parse(text), None, "{text}");
        }
    }
}
