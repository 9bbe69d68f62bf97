//! Slow answers: deferred to their audience, and edited in later.

use std::sync::mpsc::{self, channel};

use serde_json::{Value, json};
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;

use super::driver::{Discord, ShownMessage};
use super::fake::{FakeOptions, GatewayAction};
use super::payload::{self, ASKER, IN_SERVER, OTHER, Sender};

/// Runs a test on a runtime with one blocking thread, so that one search runs at a time.
pub fn with_one_blocking_thread(test: impl Future<Output = ()>) {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build();
    runtime.expect("a runtime").block_on(test);
}

/// Occupies the blocking thread until it is dropped.
pub struct BlockedThread(
    #[expect(dead_code, reason = "dropping it ends the blocked task")] mpsc::Sender<()>,
);

pub fn block_thread() -> BlockedThread {
    let (end, ended) = channel();
    drop(spawn_blocking(move || ended.recv()));
    BlockedThread(end)
}

fn ask(discord: &Discord, term: &str) -> (u64, Value) {
    let id = discord.fake.next_interaction();
    let command = payload::command(IN_SERVER, id, "what-is", &[("term", term)]);
    (id, command)
}

fn dispatch(discord: &Discord, interaction: Value) {
    let action = GatewayAction::Dispatch("INTERACTION_CREATE", interaction);
    discord.fake.act(action);
}

/// Sends an interaction while the blocking thread is occupied, and returns the deferred response.
async fn deferred(discord: &mut Discord, interaction: Value) -> (BlockedThread, ShownMessage) {
    let blocked = block_thread();
    let deferred = discord.send(interaction).await;
    (blocked, deferred)
}

#[test]
fn a_slow_answer_is_deferred_publicly_and_edited_in() {
    with_one_blocking_thread(async {
        let mut discord = Discord::start().await;
        let (_, command) = ask(&discord, "api");
        let (blocked, deferral) = deferred(&mut discord, command).await;
        assert_eq!(deferral.0, json!({ "type": 5 }));
        drop(blocked);
        assert_eq!(discord.wait_for_edit().await.title(), "API");
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn a_slow_private_answer_is_deferred_privately() {
    with_one_blocking_thread(async {
        let options = FakeOptions {
            settings: Some(|settings| {
                settings.answers.audience = guidepost::testing::config::AudienceSetting::Private;
            }),
            ..FakeOptions::default()
        };
        let mut discord = Discord::start_with(options).await;
        let (_, command) = ask(&discord, "api");
        let (blocked, deferral) = deferred(&mut discord, command).await;
        assert_eq!(deferral.0, json!({ "type": 5, "data": { "flags": 64 } }));
        drop(blocked);
        assert_eq!(discord.wait_for_edit().await.title(), "API");
        let next = discord.command("what-is", &[("term", "api")]).await;
        assert!(next.is_private());
        discord.finish().await;
    });
}

#[test]
fn a_slow_miss_stays_private_after_a_public_deferral() {
    with_one_blocking_thread(async {
        let mut discord = Discord::start().await;
        let (_, command) = ask(&discord, "the capital of france");
        let (blocked, deferral) = deferred(&mut discord, command).await;
        assert_eq!(deferral.0, json!({ "type": 5 }));
        drop(blocked);
        let miss = discord.wait_for_follow_up().await;
        assert!(miss.is_private());
        assert_eq!(miss.title(), "I do not know that");
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn a_slow_page_turns_in_place_for_the_asker_and_privately_for_others() {
    with_one_blocking_thread(async {
        let mut discord = Discord::start().await;
        let first = discord.command("faq", &[("topic", "first job")]).await;
        for (person, announcement) in [
            (ASKER, json!({ "type": 6 })),
            (OTHER, json!({ "type": 5, "data": { "flags": 64 } })),
        ] {
            let id = discord.fake.next_interaction();
            let from = Sender {
                person,
                ..IN_SERVER
            };
            let message = payload::message(ASKER, first.data());
            let press = payload::press(from, id, message, &first.button("More"));
            let (blocked, deferral) = deferred(&mut discord, press).await;
            assert_eq!(deferral.0, announcement);
            drop(blocked);
            assert_ne!(discord.wait_for_edit().await.title(), first.title());
        }
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn an_answer_to_an_expired_interaction_is_dropped() {
    with_one_blocking_thread(async {
        let mut discord = Discord::start().await;
        // The token has expired before the edit: 401, code 50027.
        let (id, command) = ask(&discord, "api");
        let (blocked, _) = deferred(&mut discord, command).await;
        discord.fake.expire(id);
        drop(blocked);
        discord.answers().await;
        // The token has expired before the deferral: 404, code 10062.
        let (id, command) = ask(&discord, "api");
        discord.fake.expire(id);
        dispatch(&discord, command);
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn a_failed_edit_of_a_deferred_response_is_retried() {
    with_one_blocking_thread(async {
        let mut discord = Discord::start().await;
        let (_, command) = ask(&discord, "api");
        let (blocked, _) = deferred(&mut discord, command).await;
        discord.fake.fail_responses(1);
        drop(blocked);
        assert_eq!(discord.wait_for_edit().await.title(), "API");
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn a_slow_answer_is_delivered_before_shutdown() {
    with_one_blocking_thread(async {
        let mut discord = Discord::start().await;
        let (_, command) = ask(&discord, "api");
        let (blocked, _) = deferred(&mut discord, command).await;
        discord.stop().await;
        drop(blocked);
        assert_eq!(discord.wait_for_edit().await.title(), "API");
        discord.wait_for_end().await;
    });
}
