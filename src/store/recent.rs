//! Which question each passage answered of late: in memory alone, for the question behind a bad opinion.

use std::collections::VecDeque;
use std::sync::{MutexGuard, PoisonError};

use super::people::Person;
use super::questions::{Cause, Question};
use super::write::Write;
use super::{Store, upkeep};
use crate::chat::Request;

/// How many answers are remembered, in memory alone, for the question behind a bad opinion.
const RECENT: usize = 2_048;

/// Which question a passage answered.
pub(super) struct Answered {
    person: Person,
    passage: String,
    question: String,
    gist: String,
}

impl Store {
    /// Takes note that an entry was shown, some time; and in memory alone, for which question.
    pub fn shown(&self, request: &Request, passage: &str, question: Option<(&str, &[String])>) {
        let entry = passage.split('#').next().unwrap_or(passage).to_owned();
        let day = request.at.as_millisecond() / upkeep::DAY;
        self.later(Write::Shown { entry, day });
        if let Some((question, gist)) = question {
            let answered = Answered {
                person: self.person(request),
                passage: passage.to_owned(),
                question: question.to_owned(),
                gist: gist.join(" "),
            };
            let mut recent = self.recent();
            recent.push_back(answered);
            if recent.len() > RECENT {
                recent.pop_front();
            }
        }
    }

    /// The question that a passage answered this person.
    pub(super) fn behind(
        &self,
        request: &Request,
        person: &Person,
        passage: &str,
    ) -> Option<Question> {
        let recent = self.recent();
        let answered = recent
            .iter()
            .rev()
            .find(|one| one.person == *person && one.passage == passage)?;
        Some(Question {
            person: person.clone(),
            community: request.place.community.clone().unwrap_or_default(),
            text: answered.question.clone(),
            gist: answered.gist.clone(),
            cause: Cause::Unhelpful,
            nearest: passage.to_owned(),
            at: request.at.as_millisecond(),
        })
    }

    /// Forgets what was answered to this person.
    pub(super) fn forget_recent(&self, person: &Person) {
        self.recent().retain(|one| one.person != *person);
    }

    fn recent(&self) -> MutexGuard<'_, VecDeque<Answered>> {
        let recent = &self.inner.recent;
        recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
