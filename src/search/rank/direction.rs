//! Moves from one thing to another, by the words around `to`: a passage about the opposite move does not answer.

use crate::search::index::Vocabulary;
use crate::search::query::{ParsedQuery, TermSet};
use crate::search::text::Lexicon;

/// The terms of a question on both sides of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Direction {
    from: TermSet,
    to: TermSet,
}

impl Direction {
    /// Returns the move that a question names: `from A to B`, `to B from A`, or `A to B`.
    pub(crate) fn of_query(query: &ParsedQuery) -> Option<Self> {
        let words = query.words.iter().zip(query.surfaces());
        let words = words.map(|((number, _), surface)| (surface, content_term(query, *number)));
        Self::of(&words.collect::<Vec<_>>())
    }

    /// Returns the move that a heading names, in terms of the question.
    pub(crate) fn of_heading(
        heading: &str,
        query: &ParsedQuery,
        lexicon: &Lexicon,
        vocabulary: &Vocabulary,
    ) -> Option<Self> {
        let words = lexicon.words(heading);
        let words = words.iter().map(|word| {
            let term = vocabulary.term(&word.surface, lexicon);
            let matches = term.map(|term| query.matches(term)).unwrap_or_default();
            let matches = matches.iter().map(|one| one.query_term);
            let related = query.words.iter().zip(query.surfaces());
            let related = related.filter(|(_, surface)| share_root(surface, &word.surface));
            let related = related.map(|((number, _), _)| *number);
            let terms = matches.chain(related);
            let terms = terms.fold(0, |all, number| all | content_term(query, number));
            (word.surface.as_str(), terms)
        });
        Self::of(&words.collect::<Vec<_>>())
    }

    /// Finds the first `to` with terms on both sides.
    fn of(words: &[(&str, TermSet)]) -> Option<Self> {
        let terms = |words: &[(&str, TermSet)]| words.iter().fold(0, |all, (_, term)| all | term);
        let splits = words
            .iter()
            .enumerate()
            .filter(|(_, (word, _))| matches!(*word, "to" | "into" | "become"));
        splits.into_iter().find_map(|(at, _)| {
            let (before, after) = words.split_at_checked(at)?;
            let is_from = |(word, _): &(&str, TermSet)| *word == "from";
            let (from, to) = match before.iter().rposition(is_from) {
                Some(start) => (before.get(start..)?, after),
                None => match after.iter().position(is_from) {
                    Some(end) => (after.get(end..)?, after.get(..end)?),
                    None => (before, after),
                },
            };
            let (from, to) = (terms(from), terms(to));
            (from != 0 && to != 0).then_some(Self { from, to })
        })
    }

    /// Returns whether the other move begins and ends where this one does.
    pub(crate) const fn is_same(self, other: Self) -> bool {
        self.from & other.from != 0 && self.to & other.to != 0
    }

    /// Returns whether the other move begins where this one ends, or ends where it begins, and shares neither its beginning
    /// nor its end. Terms on both sides of a move tell nothing: *from data analyst to data engineer*.
    pub(crate) const fn is_opposite(self, other: Self) -> bool {
        let telling = !(self.from & self.to) & !(other.from & other.to);
        let crosses = (self.from & other.to | self.to & other.from) & telling != 0;
        crosses && (self.from & other.from | self.to & other.to) & telling == 0
    }
}

/// Minimum length of a common beginning of related words.
const MIN_ROOT: usize = 4;
/// Maximum number of letters of the shorter word behind it: `tester` and `testing`, `scientist` and `science`.
const MAX_ENDING: usize = 2;

/// Returns whether one of two words names who does what the other names, by their common beginning.
fn share_root(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars());
    let common = common.take_while(|(one, other)| one == other).count();
    let shorter = one.chars().count().min(other.chars().count());
    common >= MIN_ROOT.max(shorter.saturating_sub(MAX_ENDING))
}

/// Returns the set of this query term, without function words.
fn content_term(query: &ParsedQuery, number: u8) -> TermSet {
    let term = query.term(number);
    term.map_or(0, |term| {
        if term.content_weight > 0.0 {
            1 << number
        } else {
            0
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the move in a text whose words are terms by their first letter, if it is a capital one.
    fn of(text: &str) -> Option<Direction> {
        let words = text.split(' ').map(|word| {
            let letter = word.bytes().next().filter(u8::is_ascii_uppercase);
            (word, letter.map_or(0, |letter| 1 << (letter - b'A')))
        });
        Direction::of(&words.collect::<Vec<_>>())
    }

    #[test]
    fn a_move_has_a_beginning_and_an_end() {
        let move_to = |from: u8, to: u8| {
            Some(Direction {
                from: 1 << (from - b'A'),
                to: 1 << (to - b'A'),
            })
        };
        for text in [
            "A to B",
            "how to go from A to B",
            "from A into B",
            "i want to move to B from A",
            "I to come from A to B",
        ] {
            assert_eq!(of(text), move_to(b'A', b'B'), "{text}");
        }
        for text in ["how to become A", "A", "from A", "A and B", "to A from"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_person_and_what_they_do_share_a_root() {
        for (one, other) in [
            ("tester", "testing"),
            ("scientist", "science"),
            ("developer", "development"),
            ("manager", "management"),
        ] {
            assert!(share_root(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("data", "date"),
            ("design", "development"),
            ("test", "tech"),
        ] {
            assert!(!share_root(one, other), "{one} {other}");
        }
    }

    #[test]
    fn opposite_moves_share_no_side() {
        let opposite = |one: &str, other: &str| {
            let (one, other) = (of(one).expect("a move"), of(other).expect("a move"));
            one.is_opposite(other)
        };
        assert!(opposite("from A to B", "from B to A"));
        assert!(opposite("from A to B", "from B to C"));
        assert!(opposite("from D A to D B", "from D B to D A"));
        assert!(!opposite("from D A to D B", "from D A to D B"));
        assert!(!opposite("from A to B", "from A to B"));
        assert!(!opposite("from A to B", "from A to C"));
        assert!(!opposite("from A to B", "from C to D"));
    }
}
