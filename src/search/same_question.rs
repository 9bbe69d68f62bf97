//! Questions of people that ask the same in other words, by the comparison of `doubles`.

use super::Search;
use super::doubles::{Wording, closeness};

/// Minimum cosine of two questions that ask the same in other words. Lower than for `doubles`, as mentors see what was
/// joined. Of 13 pairs written for this that ask the same, 6 are above it; of 15 that differ in one word, none, the nearest
/// with 0.905.
const MIN_COSINE: f32 = 0.91;
/// Maximum number of groups that are compared, as each pair of questions is.
const MAX_GROUPS: usize = 150;

impl Search {
    /// Returns the pairs of groups of which a question of one asks the same as a question of the other, with the smaller
    /// number first. Compares the first 150 groups.
    #[must_use]
    pub fn same_questions(&self, groups: &[Vec<&str>]) -> Vec<[usize; 2]> {
        let groups = groups.iter().take(MAX_GROUPS);
        let wordings: Vec<Vec<Wording>> = groups
            .enumerate()
            .map(|(number, texts)| {
                let wordings = texts.iter().map(|text| self.wording_of(number, text));
                wordings.collect()
            })
            .collect();
        let mut pairs = Vec::new();
        for (one, of_one) in wordings.iter().enumerate() {
            for (other, of_other) in wordings.iter().enumerate().skip(one + 1) {
                let same = |a: &Wording| of_other.iter().any(|b| ask_the_same(a, b));
                if of_one.iter().any(same) {
                    pairs.push([one, other]);
                }
            }
        }
        pairs
    }

    /// Parses a question of a group, and encodes it where there is a model.
    fn wording_of(&self, group: usize, text: &str) -> Wording {
        let query = self.engine.parse(&self.library, text, None);
        let model = self.resources.embeddings.as_ref();
        let vector = model.and_then(|model| model.encode(text));
        self.wording(group, text, &query, vector)
    }
}

/// Returns whether two questions of different groups name the same entries and ask the same of them.
fn ask_the_same(one: &Wording, other: &Wording) -> bool {
    one.group == other.group && closeness(one, other, MIN_COSINE).is_some()
}
