//! The role quiz: eight answers about what one likes, and the roles whose interests point the same way.

use super::graph::{CareerGraph, is_first_job};
use crate::knowledge::{Entry, Interest};

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuizAnswer {
    /// Much of it, or the first of two.
    First,
    /// Now and then, or the second of two.
    Second,
    /// Rather not, or neither.
    Third,
}

impl QuizAnswer {
    /// All answers, in the order of the buttons.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Third];

    /// Returns the answer as a button encodes it.
    #[must_use]
    pub const fn as_char(self) -> char {
        match self {
            Self::First => 'a',
            Self::Second => 'b',
            Self::Third => 'c',
        }
    }

    fn of_char(symbol: char) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_char() == symbol)
    }
}

/// The answers so far, in the order of the questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuizAnswers(Vec<QuizAnswer>);

impl QuizAnswers {
    /// Number of questions.
    pub const QUESTIONS: usize = 8;

    /// The interest of each question but the last, which chooses between leading and writing.
    const INTERESTS: [Interest; Self::QUESTIONS - 1] = [
        Interest::Building,
        Interest::People,
        Interest::Design,
        Interest::Numbers,
        Interest::Depth,
        Interest::Order,
        Interest::Risk,
    ];

    /// Returns the names of the questions in message ids.
    #[must_use]
    pub fn question(&self) -> Option<&'static str> {
        let last = Self::QUESTIONS - 1;
        match self.0.len() {
            at if at == last => Some("leading"),
            at => Self::INTERESTS.get(at).map(|interest| interest.as_str()),
        }
    }

    /// Returns the number of answers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no answer yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the answers with one more.
    #[must_use]
    pub fn with(&self, answer: QuizAnswer) -> Self {
        let mut answers = self.0.clone();
        answers.push(answer);
        Self(answers)
    }

    /// Returns the answers as a button encodes them: one letter each.
    #[must_use]
    pub fn encode(&self) -> String {
        self.0.iter().map(|answer| answer.as_char()).collect()
    }

    /// Parses the output of [`Self::encode`]; none for other texts and for more answers than questions.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let answers: Option<Vec<_>> = text.chars().map(QuizAnswer::of_char).collect();
        answers
            .filter(|answers| answers.len() <= Self::QUESTIONS)
            .map(Self)
    }

    /// Returns the value of each interest, -2 to 2.
    fn interests(&self) -> [(Interest, f64); 9] {
        let mut values = Interest::ALL.map(|interest| (interest, 0.0));
        let mut set = |interest, value| {
            if let Some(one) = values.iter_mut().find(|(one, _)| *one == interest) {
                one.1 = value;
            }
        };
        for (interest, answer) in Self::INTERESTS.into_iter().zip(&self.0) {
            let value = match answer {
                QuizAnswer::First => 2.0,
                QuizAnswer::Second => 0.0,
                QuizAnswer::Third => -2.0,
            };
            set(interest, value);
        }
        match self.0.get(Self::QUESTIONS - 1) {
            Some(QuizAnswer::First) => set(Interest::Leading, 2.0),
            Some(QuizAnswer::Second) => set(Interest::Writing, 2.0),
            Some(QuizAnswer::Third) => {
                set(Interest::Leading, -1.0);
                set(Interest::Writing, -1.0);
            }
            None => {}
        }
        values
    }
}

/// A role that fits the answers.
#[derive(Debug, Clone, PartialEq)]
pub struct QuizMatch<'l> {
    /// The role.
    pub role: &'l Entry,
    /// The score, -1 to 1.
    pub score: f64,
    /// The interests that speak for it, strongest first.
    pub(crate) reasons: Vec<Interest>,
    /// The interest that speaks most against it.
    pub(crate) against: Option<Interest>,
}

impl<'l> CareerGraph<'l> {
    /// Returns the roles that fit answers best, at most `limit` of those that people enter as their first job; equal ones
    /// by id. The score is the cosine between the answers and the role's interests less the mean of all roles.
    #[must_use]
    pub fn quiz(&self, answers: &QuizAnswers, limit: usize) -> Vec<QuizMatch<'l>> {
        let roles: Vec<&Entry> = self
            .roles()
            .filter(|role| !role.role_facts.likes.is_empty())
            .collect();
        let count = roles.len().max(1) as f64;
        let mean = |interest| {
            let values = roles
                .iter()
                .map(|role| f64::from(role.role_facts.likes.get(interest)));
            values.sum::<f64>() / count
        };
        let asked = answers
            .interests()
            .map(|(interest, value)| (interest, value, mean(interest)));
        let length: f64 = asked
            .iter()
            .map(|(_, value, _)| value * value)
            .sum::<f64>()
            .sqrt();
        let roles = roles.iter().copied().filter(|role| is_first_job(role));
        let mut matches: Vec<QuizMatch<'l>> = roles
            .map(|role| {
                let mut parts: Vec<(f64, Interest)> = Vec::new();
                let (mut product, mut square) = (0.0, 0.0);
                for (interest, value, mean) in asked {
                    let of_role = f64::from(role.role_facts.likes.get(interest)) - mean;
                    product += value * of_role;
                    square += of_role * of_role;
                    parts.push((value * of_role, interest));
                }
                let norm = length * square.sqrt();
                parts.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
                let reasons = parts.iter().filter(|(part, _)| *part > 0.5).take(3);
                let against = parts.last().filter(|(part, _)| *part < -0.5);
                QuizMatch {
                    role,
                    score: if norm > 0.0 {
                        (product / norm).clamp(-1.0, 1.0)
                    } else {
                        0.0
                    },
                    reasons: reasons.map(|(_, interest)| *interest).collect(),
                    against: against.map(|(_, interest)| *interest),
                }
            })
            .collect();
        matches.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| a.role.id.cmp(&b.role.id))
        });
        matches.truncate(limit);
        matches
    }
}
