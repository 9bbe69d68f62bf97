//! Overload: more events at once than the bot can answer, as its only search thread is blocked.

use super::deferred::{block_thread, with_one_blocking_thread};
use super::driver::{Discord, in_time};
use super::fake::FakeOptions;
use super::payload::{self, BOT, IN_SERVER, OTHER, Sender};

/// Events that are accepted at a time.
const ACCEPTED: u64 = 1_000;

#[test]
fn above_the_limit_askers_get_a_busy_notice_and_the_next_question_is_answered() {
    with_one_blocking_thread(async {
        let options = FakeOptions {
            // Long enough for an acknowledgement that arrives behind the whole burst.
            heartbeat: Some(2_000),
            ..FakeOptions::default()
        };
        let mut discord = Discord::start_with(options).await;
        let blocked = block_thread();
        for number in 0..ACCEPTED {
            let person = (2_000_000_000_000_000_000 + number).to_string();
            let from = Sender {
                person: &person,
                ..IN_SERVER
            };
            let id = discord.fake.next_id();
            let asked = payload::user_message(from, &id, &format!("<@{BOT}> help"));
            discord.fake.dispatch("MESSAGE_CREATE", asked);
        }
        let seen = discord.command("what-is", &[("term", "api")]).await;
        assert_eq!(seen.title(), "Many ask at once");
        assert!(seen.is_private());
        // Who mentions the bot is told once, in direct messages.
        let from = Sender {
            person: OTHER,
            ..IN_SERVER
        };
        for _ in 0..2 {
            let id = discord.fake.next_id();
            discord.write(payload::user_message(from, &id, &format!("<@{BOT}> api")));
        }
        assert_eq!(
            discord.direct_message(OTHER).await.title(),
            "Many ask at once"
        );
        let ready = discord.readiness().await;
        let counted = "discord: 3 events answered with a request to ask again";
        assert!(ready.contains(counted), "{ready}");
        // The shard is not held up by events.
        let beats = discord.fake.heartbeats.get();
        in_time("a heartbeat", discord.fake.heartbeats.reaches(beats + 1)).await;

        drop(blocked);
        for _ in 0..ACCEPTED {
            discord.posted().await;
        }
        discord.answers().await;
        discord.finish().await;
    });
}
