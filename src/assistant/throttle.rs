//! Rate limits per person and per channel, by the generic cell rate algorithm (GCRA, ITU-T I.371;
//! <https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm>).
//!
//! The state of a person or channel is one instant, the theoretical arrival time. The current one is
//! [`Request::received`], which no change of the clock affects.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::chat::{Ask, CountryAction, Door, Request};
use crate::config::AnswerSettings;

/// Maximum number of people, and of channels, with stored state.
const MAX_TRACKED: usize = 10_000;

/// The rate limits with their state.
pub(super) struct Throttle {
    person: Rate,
    channel: Rate,
    /// By id alone: a platform sends a person's roles with some requests and not with others.
    people: Mutex<HashMap<(Door, String), Tat>>,
    channels: Mutex<HashMap<(Door, String), Tat>>,
}

/// Theoretical arrival time of GCRA: the instant at which the counted requests no longer count at the allowed rate.
type Tat = Instant;

/// A rate limit.
#[derive(Debug, Clone, Copy)]
struct Rate {
    /// Number of requests that may come at once.
    burst: u32,
    /// Time per request; zero for no limit.
    interval: Duration,
}

/// The effect of a check on the state.
#[derive(Clone, Copy)]
enum Effect {
    /// Counts the request if it is within the limits.
    Count,
    /// Leaves the state unchanged.
    Check,
}

impl Rate {
    /// Creates a limit of `number` requests in `seconds`; 0 requests for no limit.
    fn new(number: u32, seconds: u32) -> Self {
        let period = Duration::from_secs(seconds.into());
        Self {
            burst: number,
            interval: period.checked_div(number).unwrap_or_default(),
        }
    }

    /// Returns the theoretical arrival time after one more request at `now`.
    ///
    /// # Errors
    /// The time until the request is within the limit.
    fn take(self, tat: Tat, now: Instant) -> Result<Tat, Duration> {
        if self.interval.is_zero() {
            return Ok(now);
        }
        let next = tat.max(now) + self.interval;
        let over = next.saturating_duration_since(now + self.burst * self.interval);
        if over.is_zero() { Ok(next) } else { Err(over) }
    }
}

impl Throttle {
    pub(super) fn new(settings: &AnswerSettings) -> Self {
        let rate = |number| Rate::new(number, settings.cooldown_seconds);
        Self {
            person: rate(settings.cooldown_person),
            channel: rate(settings.cooldown_channel),
            people: Mutex::default(),
            channels: Mutex::default(),
        }
    }

    /// Counts the request if it is within the limits, else returns the seconds until it is.
    pub(super) fn wait(&self, request: &Request) -> Option<usize> {
        self.apply(request, Effect::Count)
    }

    /// Returns the seconds until the request is within the limits, without counting it; `None` if
    /// it is.
    pub(super) fn wait_uncounted(&self, request: &Request) -> Option<usize> {
        self.apply(request, Effect::Check)
    }

    fn apply(&self, request: &Request, effect: Effect) -> Option<usize> {
        let place = &request.place;
        // A terminal has one user.
        if place.door == Door::Console || !is_new(&request.ask) {
            return None;
        }
        let now = request.received;
        let person = (place.door, request.asker.id().to_owned());
        // Only answers to messages that do not address the bot count for the limit of a channel.
        let shared = place.community.is_some() && !request.addressed;
        let channel = place.channel.as_ref().filter(|_| shared);
        let channel = channel.map(|channel| (place.door, channel.clone()));
        let apply = |effect| {
            let over = take(&self.people, self.person, person.clone(), now, effect);
            over.or_else(|| take(&self.channels, self.channel, channel.clone()?, now, effect))
        };
        // Both limits are checked before either counts, so that a request over the channel's limit does not count for the
        // person.
        let over = match (apply(Effect::Check), effect) {
            (None, Effect::Count) => apply(Effect::Count),
            (over, _) => over,
        };
        over.map(|over| usize::try_from(over.as_secs() + 1).unwrap_or(usize::MAX))
    }
}

/// Returns whether the ask counts: new look-ups do, pages and passages opened from a reply do not.
fn is_new(ask: &Ask) -> bool {
    matches!(
        ask,
        Ask::WhatIs(_)
            | Ask::Question(_)
            | Ask::Skills(_)
            | Ask::Responsibilities(_)
            | Ask::Roadmap(_)
            | Ask::Compare { .. }
            | Ask::Faq { page: 0, .. }
            | Ask::Roles { page: 0 }
            | Ask::Help
            // The answer is looked up again for the country.
            | Ask::Country {
                action: CountryAction::Set(_),
                ..
            }
    )
}

fn take<K: Eq + Hash>(
    all: &Mutex<HashMap<K, Tat>>,
    rate: Rate,
    key: K,
    now: Instant,
    effect: Effect,
) -> Option<Duration> {
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    if all.len() >= MAX_TRACKED {
        all.retain(|_, tat| *tat > now);
        // If none has expired, all state is dropped, which bounds the memory.
        if all.len() >= MAX_TRACKED {
            all.clear();
        }
    }
    let tat = all.get(&key).copied().unwrap_or(now);
    match rate.take(tat, now) {
        Ok(tat) => {
            if let Effect::Count = effect {
                all.insert(key, tat);
            }
            None
        }
        Err(over) => Some(over),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::{SignedDuration, Timestamp};

    use super::*;
    use crate::chat::{Asker, Place};
    use crate::config::AudienceSetting;

    /// Second 0 of the tests.
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    fn asks(person: &str, channel: &str, seconds: u64) -> Request {
        Request {
            ask: Ask::Help,
            asker: Asker::new(person),
            place: Place {
                door: Door::Discord,
                community: Some("1".to_owned()),
                channel: Some(channel.to_owned()),
            },
            addressed: true,
            delivery_id: None,
            about: None,
            audience: None,
            locale: None,
            at: Timestamp::UNIX_EPOCH,
            received: *START + Duration::from_secs(seconds),
        }
    }

    fn throttle(person: u32, channel: u32) -> Throttle {
        Throttle::new(&AnswerSettings {
            audience: AudienceSetting::Public,
            cooldown_seconds: 60,
            cooldown_person: person,
            cooldown_channel: channel,
            elsewhere: Vec::new(),
        })
    }

    #[test]
    fn a_person_over_the_limit_waits_and_others_do_not() {
        let throttle = throttle(3, 0);
        for _ in 0..3 {
            assert_eq!(throttle.wait(&asks("a", "x", 100)), None);
        }
        assert_eq!(throttle.wait(&asks("a", "y", 100)), Some(21));
        assert_eq!(throttle.wait(&asks("b", "x", 100)), None);
        assert_eq!(throttle.wait(&asks("a", "x", 110)), Some(11));
        assert_eq!(throttle.wait(&asks("a", "x", 121)), None);
        assert_eq!(throttle.wait(&asks("a", "x", 121)), Some(20));
    }

    #[test]
    fn the_choice_of_a_country_counts_and_taking_it_back_does_not() {
        let throttle = throttle(1, 0);
        let chooses = |action| Request {
            ask: Ask::Country {
                action,
                address: None,
            },
            ..asks("a", "x", 0)
        };
        let keep = chooses(CountryAction::Set(crate::chat::Country::NotListed));
        assert_eq!(throttle.wait(&keep), None);
        assert_eq!(throttle.wait(&keep), Some(61));
        for free in [CountryAction::ShowChoices, CountryAction::Clear] {
            assert_eq!(throttle.wait(&chooses(free)), None);
        }
    }

    #[test]
    fn the_limit_of_a_person_does_not_depend_on_their_roles() {
        let throttle = throttle(1, 0);
        let with_roles = Request {
            asker: Asker::new("a").with_roles(["7".to_owned()]),
            ..asks("a", "x", 100)
        };
        assert_eq!(throttle.wait(&with_roles), None);
        assert_eq!(throttle.wait(&asks("a", "x", 100)), Some(61));
    }

    #[test]
    fn jumps_of_the_wall_clock_do_not_affect_the_limits() {
        for jump in [-1, 1, 24 * 400] {
            let throttle = throttle(1, 0);
            let after_jump = |seconds| Request {
                at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(jump),
                ..asks("a", "x", seconds)
            };
            assert_eq!(throttle.wait(&asks("a", "x", 100)), None);
            assert_eq!(throttle.wait(&after_jump(130)), Some(31));
            assert_eq!(throttle.wait(&after_jump(160)), None);
            assert_eq!(throttle.wait(&asks("a", "x", 190)), Some(31));
        }
    }

    #[test]
    fn requests_out_of_order_pass_where_there_is_no_limit() {
        let throttle = throttle(0, 0);
        for seconds in [2, 1, 3, 0] {
            assert_eq!(throttle.wait(&asks("a", "x", seconds)), None);
        }
    }

    #[test]
    fn a_check_counts_nothing() {
        let throttle = throttle(1, 1);
        let request = says("a", "x", 0);
        for _ in 0..3 {
            assert_eq!(throttle.wait_uncounted(&request), None);
        }
        assert_eq!(throttle.wait(&request), None);
        assert_eq!(throttle.wait_uncounted(&request), Some(61));
    }

    /// A message that does not address the bot.
    fn says(person: &str, channel: &str, seconds: u64) -> Request {
        Request {
            addressed: false,
            ..asks(person, channel, seconds)
        }
    }

    #[test]
    fn only_unaddressed_messages_count_for_the_limit_of_a_channel() {
        let throttle = throttle(0, 2);
        for _ in 0..9 {
            assert_eq!(throttle.wait(&asks("a", "x", 0)), None);
        }
        assert_eq!(throttle.wait(&says("a", "x", 0)), None);
        assert_eq!(throttle.wait(&says("b", "x", 0)), None);
        assert_eq!(throttle.wait(&says("c", "x", 0)), Some(31));
        assert_eq!(throttle.wait(&asks("c", "x", 0)), None);
        assert_eq!(throttle.wait(&says("c", "y", 0)), None);
        let mut alone = says("c", "x", 0);
        alone.place.community = None;
        assert_eq!(throttle.wait(&alone), None);
    }

    #[test]
    fn a_message_over_the_limit_of_a_channel_does_not_count_for_the_person() {
        let throttle = throttle(2, 1);
        assert_eq!(throttle.wait(&says("a", "x", 0)), None);
        for _ in 0..5 {
            assert!(throttle.wait(&says("b", "x", 0)).is_some());
        }
        assert_eq!(throttle.wait(&says("b", "y", 0)), None);
        assert_eq!(throttle.wait(&says("b", "z", 0)), None);
        assert!(throttle.wait(&says("b", "w", 0)).is_some());
    }

    #[test]
    fn pages_do_not_count_and_the_memory_is_bounded() {
        let throttle = throttle(1, 0);
        let mut page = asks("a", "x", 0);
        page.ask = Ask::Roles { page: 1 };
        for _ in 0..9 {
            assert_eq!(throttle.wait(&page), None);
        }
        for person in 0..2 * MAX_TRACKED {
            throttle.wait(&asks(&person.to_string(), "x", 0));
        }
        assert!(throttle.people.lock().expect("no poison").len() <= MAX_TRACKED);
    }
}
