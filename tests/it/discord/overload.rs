//! More events at once than the bot can answer.

use tokio::sync::Semaphore;

use super::driver::{Discord, in_time};
use super::fake::FakeOptions;
use super::payload::{self, IN_SERVER};

/// Events that are accepted at a time.
const ACCEPTED: u64 = 1_000;
/// Senders who are told at a time that there is no room.
const REFUSED: u64 = 64;
/// Events that are dropped.
const EXCESS: u64 = 200;

/// The number of dropped events in the body of `/readyz`.
fn dropped(readiness: &str) -> u64 {
    let count = readiness
        .lines()
        .filter_map(|line| line.strip_suffix(" events dropped because too many came at once"))
        .find_map(|line| line.strip_prefix("discord: "));
    count.map_or(0, |count| count.parse().expect("a number"))
}

#[tokio::test]
async fn in_a_burst_the_newest_events_are_refused_or_dropped_and_the_next_question_is_answered() {
    let options = FakeOptions {
        // Long enough for an acknowledgement that arrives behind the whole burst.
        heartbeat: Some(2_000),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_with(options).await;
    discord.fake.hold_responses();
    // Nobody waits for these interactions: the fake answers 404 and checks no body.
    let burst = ACCEPTED + REFUSED + EXCESS;
    for id in 1..=burst {
        let typing = payload::autocomplete(IN_SERVER, id, "gone", &[("x", "y")]);
        discord.fake.dispatch("INTERACTION_CREATE", typing);
    }
    for _ in 0..ACCEPTED + REFUSED {
        discord.response_held().await;
    }
    let beats = discord.fake.heartbeats.get();
    in_time("a heartbeat", discord.fake.heartbeats.reaches(beats + 1)).await;
    // A held response times out after 5 s, and makes room.
    let bounds = 1..=EXCESS;
    let all_arrived = async {
        while dropped(&discord.readiness().await) < 1 {
            tokio::task::yield_now().await;
        }
    };
    in_time("the rest of the burst", all_arrived).await;

    discord
        .fake
        .response_permits
        .add_permits(Semaphore::MAX_PERMITS);
    // Until there is room again, who asks is told so.
    while let seen = discord.command("what-is", &[("term", "api")]).await
        && seen.title() != "API"
    {
        assert_eq!(seen.title(), "Many ask at once");
        assert!(seen.is_private());
    }
    discord.forget_held();
    let lost = dropped(&discord.readiness().await);
    assert!(bounds.contains(&lost), "{lost} of {burst} were dropped");
    discord.finish().await;
}
