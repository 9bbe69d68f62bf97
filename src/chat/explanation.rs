//! Why a passage was found, short enough for a button and without a word of the person's.

use std::fmt;

/// Why a passage was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Explanation {
    /// How sure that was, in percent.
    pub percent: u8,
    /// By which of its names its entry was meant: 0 for its title, then its aliases in order.
    pub name: Option<u8>,
    signals: u8,
}

/// One signal that a passage fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum MatchSignal {
    /// Its entry was being talked about.
    About = 1,
    /// Its entry was named nearly as it is spelt.
    Spelling = 1 << 1,
    /// It answers the very question.
    Wording = 1 << 2,
    /// Its section was asked for.
    Section = 1 << 3,
    /// Its question or heading has words of the question.
    Heading = 1 << 4,
    /// Its text has words of the question.
    Text = 1 << 5,
    /// A word of the question was taken for a mistyped one.
    Typo = 1 << 6,
    /// It means nearly the same.
    Meaning = 1 << 7,
}

/// Stands for no name.
const NO_NAME: u8 = u8::MAX;

impl Explanation {
    /// Found with this confidence, from 0 to 1.
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

    /// Takes note of a signal.
    pub fn add(&mut self, signal: MatchSignal) {
        self.signals |= signal as u8;
    }

    /// Whether there was this signal.
    #[must_use]
    pub const fn has(self, signal: MatchSignal) -> bool {
        self.signals & signal as u8 != 0
    }

    /// Reads what [`Display`](fmt::Display) writes.
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

/// Six hexadecimal digits.
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
    fn a_code_reads_back_as_it_was_written() {
        for (confidence, percent) in [(0.0, 0), (0.004, 0), (0.876, 88), (1.0, 100), (f32::NAN, 0)]
        {
            let mut why = Explanation::new(confidence);
            assert_eq!(why.percent, percent);
            why.name = Some(12);
            why.add(MatchSignal::Spelling);
            why.add(MatchSignal::Meaning);
            let read = Explanation::parse(&why.to_string()).expect("a code");
            assert_eq!(read, why);
            assert!(read.has(MatchSignal::Meaning) && !read.has(MatchSignal::About));
        }
        assert_eq!(
            Explanation::parse(&Explanation::new(0.5).to_string()).and_then(|why| why.name),
            None
        );
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "", "64", "6400f", "6400fff", "ff00ff", "x400ff", "64ü0f", "+1+1+1",
        ] {
            assert_eq!(Explanation::parse(text), None, "{text}");
        }
    }
}
