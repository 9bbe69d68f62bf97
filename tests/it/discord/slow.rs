//! A search that takes long: what is coming is announced to those who may read it, and filled in.

use std::sync::mpsc::{Sender, channel};

use serde_json::{Value, json};
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;

use super::driver::{Discord, Seen};
use super::fake::{Order, Rules};
use super::payload::{self, ASKER, From, IN_SERVER, OTHER};

/// Runs a test in which one thing is thought about at a time.
fn one_thought_at_a_time(test: impl Future<Output = ()>) {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build();
    runtime.expect("a runtime").block_on(test);
}

/// Something else that is thought about, until this is dropped.
struct Busy(#[expect(dead_code, reason = "its end is what is heard")] Sender<()>);

fn think() -> Busy {
    let (end, ended) = channel();
    drop(spawn_blocking(move || ended.recv()));
    Busy(end)
}

fn ask(discord: &Discord, term: &str) -> (u64, Value) {
    let id = discord.fake.next_interaction();
    let command = payload::command(IN_SERVER, id, "what-is", &[("term", term)]);
    (id, command)
}

fn tell(discord: &Discord, interaction: Value) {
    let order = Order::Dispatch("INTERACTION_CREATE", interaction);
    discord.fake.order(order);
}

/// What is announced while something else is thought about.
async fn announced(discord: &mut Discord, interaction: Value) -> (Busy, Seen) {
    let busy = think();
    let announced = discord.send(interaction).await;
    (busy, announced)
}

#[test]
fn a_slow_answer_is_announced_to_all_and_filled_in() {
    one_thought_at_a_time(async {
        let mut discord = Discord::start().await;
        let (_, command) = ask(&discord, "api");
        let (busy, coming) = announced(&mut discord, command).await;
        assert_eq!(coming.0, json!({ "type": 5 }));
        drop(busy);
        assert_eq!(discord.edited().await.title(), "API");
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn a_slow_answer_to_the_asker_alone_is_announced_to_the_asker_alone() {
    one_thought_at_a_time(async {
        let rules = Rules {
            settings: Some(|settings| {
                settings.answers.audience = guidepost::testing::config::AudienceSetting::Private;
            }),
            ..Rules::default()
        };
        let mut discord = Discord::start_with(rules).await;
        let (_, command) = ask(&discord, "api");
        let (busy, coming) = announced(&mut discord, command).await;
        assert_eq!(coming.0, json!({ "type": 5, "data": { "flags": 64 } }));
        drop(busy);
        assert_eq!(discord.edited().await.title(), "API");
        let next = discord.command("what-is", &[("term", "api")]).await;
        assert!(next.is_private());
        discord.finish().await;
    });
}

#[test]
fn a_slow_miss_is_said_to_the_asker_alone_although_an_answer_was_announced_to_all() {
    one_thought_at_a_time(async {
        let mut discord = Discord::start().await;
        let (_, command) = ask(&discord, "the capital of france");
        let (busy, coming) = announced(&mut discord, command).await;
        assert_eq!(coming.0, json!({ "type": 5 }));
        drop(busy);
        let miss = discord.followed_up().await;
        assert!(miss.is_private());
        assert_eq!(miss.title(), "I do not know that");
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn a_slow_page_takes_the_place_of_the_one_before_and_for_others_stands_aside() {
    one_thought_at_a_time(async {
        let mut discord = Discord::start().await;
        let first = discord.command("faq", &[("topic", "first job")]).await;
        for (person, announcement) in [
            (ASKER, json!({ "type": 6 })),
            (OTHER, json!({ "type": 5, "data": { "flags": 64 } })),
        ] {
            let id = discord.fake.next_interaction();
            let from = From {
                person,
                ..IN_SERVER
            };
            let message = payload::message(ASKER, first.data());
            let press = payload::press(from, id, message, &first.button("More"));
            let (busy, coming) = announced(&mut discord, press).await;
            assert_eq!(coming.0, announcement);
            drop(busy);
            assert_ne!(discord.edited().await.title(), first.title());
        }
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn an_answer_that_comes_when_nobody_waits_any_more_is_given_up() {
    one_thought_at_a_time(async {
        let mut discord = Discord::start().await;
        // The token is gone when it is filled in: Discord says 401 and 50027.
        let (id, command) = ask(&discord, "api");
        let (busy, _) = announced(&mut discord, command).await;
        discord.fake.expire(id);
        drop(busy);
        discord.answers().await;
        // The token is gone before it is announced: Discord says 404 and 10062.
        let (id, command) = ask(&discord, "api");
        discord.fake.expire(id);
        tell(&discord, command);
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn a_mishap_of_discords_does_not_leave_an_announcement_unfilled() {
    one_thought_at_a_time(async {
        let mut discord = Discord::start().await;
        let (_, command) = ask(&discord, "api");
        let (busy, _) = announced(&mut discord, command).await;
        discord.fake.fail(1);
        drop(busy);
        assert_eq!(discord.edited().await.title(), "API");
        discord.answers().await;
        discord.finish().await;
    });
}

#[test]
fn a_slow_answer_is_given_before_the_end() {
    one_thought_at_a_time(async {
        let mut discord = Discord::start().await;
        let (_, command) = ask(&discord, "api");
        let (busy, _) = announced(&mut discord, command).await;
        discord.stop().await;
        drop(busy);
        assert_eq!(discord.edited().await.title(), "API");
        discord.ended().await;
    });
}
