//! What is known of people: their language, remembered for a while and for a bounded number of them,
//! and whether they are admins, which is asked whenever it matters.
//!
//! Reads <https://docs.slack.dev/reference/methods/users.info>; without the scope for it nothing is
//! known of anybody, and everything else works.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use tracing::debug;

use super::web::Web;
use crate::language::Language;

/// How long an answer waits for a person's language.
const PATIENCE: Duration = Duration::from_millis(700);
/// How long a language is remembered.
const FRESH: Duration = Duration::from_hours(1);
/// How many people are remembered.
const REMEMBERED: usize = 2_000;

/// The people of one workspace.
pub(super) struct People {
    on: bool,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    locales: HashMap<String, Told>,
    order: VecDeque<String>,
}

/// What was told of a person, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    locale: Option<String>,
    at: Instant,
}

impl People {
    /// Nobody yet; where it is not on, nobody ever.
    pub(super) fn new(on: bool) -> Self {
        Self {
            on,
            known: Mutex::default(),
        }
    }

    /// A person's language such as `de-DE`, where it is known or told in time.
    pub(super) async fn locale(&self, web: &Web, user: &str) -> Option<String> {
        if !self.on || user.is_empty() {
            return None;
        }
        let now = Instant::now();
        if let Some(known) = self.remembered(user, now) {
            return known.locale;
        }
        let fields = [("user", user), ("include_locale", "true")];
        let asked = tokio::time::timeout(PATIENCE, web.look_up("users.info", &fields)).await;
        let told = match asked {
            Ok(Ok(told)) => Some(told),
            Ok(Err(trouble)) => {
                debug!(code = trouble.code(), "a person's language is not known");
                None
            }
            Err(_) => None,
        };
        let locale = told.and_then(|told| {
            let locale = told.pointer("/user/locale").and_then(Value::as_str);
            locale.map(str::to_owned)
        });
        // What was not told is remembered, too, so that nobody waits for it again and again.
        self.remember(user, locale.clone(), now);
        locale
    }

    /// The language in which to speak to a person while nothing more is known.
    pub(super) fn language(&self, user: Option<&str>) -> Language {
        let known = user.and_then(|user| self.remembered(user, Instant::now()));
        let locale = known.and_then(|told| told.locale);
        locale.as_deref().and_then(Language::of).unwrap_or_default()
    }

    fn remembered(&self, user: &str, now: Instant) -> Option<Told> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let told = known.locales.get(user)?;
        (now.saturating_duration_since(told.at) < FRESH).then(|| told.clone())
    }

    fn remember(&self, user: &str, locale: Option<String>, now: Instant) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let Known { locales, order } = &mut *known;
        let told = Told { locale, at: now };
        if locales.insert(user.to_owned(), told).is_none() {
            order.push_back(user.to_owned());
        }
        if order.len() > REMEMBERED
            && let Some(oldest) = order.pop_front()
        {
            locales.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_remembered_for_a_while_and_for_so_many_people() {
        let (people, now) = (People::new(true), Instant::now());
        people.remember("U1", Some("de-DE".to_owned()), now);
        people.remember("U2", None, now);
        let told = |locale: Option<&str>| Told {
            locale: locale.map(str::to_owned),
            at: now,
        };
        assert_eq!(people.remembered("U1", now), Some(told(Some("de-DE"))));
        assert_eq!(people.remembered("U2", now), Some(told(None)));
        assert_eq!(people.remembered("U3", now), None);
        assert_eq!(people.remembered("U1", now + FRESH), None);
        for number in 0..5_000 {
            people.remember(&format!("W{number}"), None, now);
        }
        let known = people.known.lock().expect("no poison");
        assert_eq!((known.locales.len(), known.order.len()), (2_000, 2_000));
    }
}
