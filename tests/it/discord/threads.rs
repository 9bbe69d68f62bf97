//! Settings of a channel apply to its threads.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::driver::{Discord, ShownMessage};
use super::fake::FakeOptions;
use super::payload::{self, BOT, CHANNEL, IN_SERVER, user_message};
use super::settings::{manager, open, pick, press, settings};

const THREAD: &str = "1100000000000000033";
/// A thread of another channel.
const ELSEWHERE: &str = "1100000000000000034";
const OTHER_CHANNEL: &str = "1100000000000000035";

/// The settings panel of the default channel.
async fn channel_panel(discord: &mut Discord) -> ShownMessage {
    let threads = [(THREAD, CHANNEL), (ELSEWHERE, OTHER_CHANNEL)];
    let threads = threads.map(|(thread, channel)| (thread.to_owned(), channel.to_owned()));
    discord.fake.threads.lock().unwrap().extend(threads);
    let panel = open(discord).await;
    press(discord, &panel, "This channel").await
}

fn said_in(discord: &Discord, channel: &str, text: &str) -> Value {
    let mut message = user_message(IN_SERVER, &discord.fake.next_id(), text);
    message["channel_id"] = json!(channel);
    message
}

/// Moves the interaction into a thread.
fn in_thread(mut interaction: Value, thread: &str, channel: &str) -> Value {
    interaction["channel_id"] = json!(thread);
    interaction["channel"]["id"] = json!(thread);
    interaction["channel"]["type"] = json!(11);
    interaction["channel"]["parent_id"] = json!(channel);
    interaction
}

#[tokio::test]
async fn a_mention_in_a_thread_of_a_disabled_channel_is_told_so_once_and_alone() {
    let mut discord = Discord::start().await;
    let call = format!("<@{BOT}> what is an api");
    // No channel has settings of its own, so no channel is read.
    let early = said_in(&discord, THREAD, &call);
    assert_eq!(discord.reply_to(early).await.title(), "API");
    assert_eq!(discord.fake.channel_requests.load(Ordering::SeqCst), 0);

    let panel = channel_panel(&mut discord).await;
    pick(&mut discord, &panel, "mode", "off").await;
    for _ in 0..2 {
        let message = said_in(&discord, THREAD, &call);
        discord.write(message);
    }
    // The person is told why, once and alone.
    let told = discord.direct_message(payload::ASKER).await;
    assert_eq!(told.title(), "I do not answer here");
    for channel in [ELSEWHERE, OTHER_CHANNEL] {
        let message = said_in(&discord, channel, &call);
        assert_eq!(discord.reply_to(message).await.title(), "API");
    }
    // Once per channel, or once more where two messages arrive before the first answer.
    let channel_requests = discord.fake.channel_requests.load(Ordering::SeqCst);
    assert!((3..=4).contains(&channel_requests), "{channel_requests}");
    let message = said_in(&discord, ELSEWHERE, &call);
    assert_eq!(discord.reply_to(message).await.title(), "API");
    assert_eq!(
        discord.fake.channel_requests.load(Ordering::SeqCst),
        channel_requests
    );
    discord.finish().await;
}

#[tokio::test]
async fn a_thread_counts_as_a_channel_where_its_parent_is_unknown() {
    let mut discord = Discord::start().await;
    let panel = channel_panel(&mut discord).await;
    pick(&mut discord, &panel, "audience", "private").await;
    discord.fake.fail_responses(1);
    let call = format!("<@{BOT}> what is an api");
    let message = said_in(&discord, THREAD, &call);
    assert_eq!(discord.reply_to(message).await.title(), "API");
    // The second time Discord answers, and the channel's setting applies.
    let message = said_in(&discord, THREAD, &call);
    let kept = discord.reply_to(message).await;
    assert_eq!(kept.labels(), ["Read it privately"]);
    discord.finish().await;
}

#[tokio::test]
async fn answer_all_mode_applies_to_the_threads_of_a_channel() {
    let options = FakeOptions {
        settings: Some(|settings| settings.discord.message_content = true),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_with(options).await;
    let panel = channel_panel(&mut discord).await;
    pick(&mut discord, &panel, "mode", "all").await;
    let elsewhere = said_in(&discord, ELSEWHERE, "what is an api?");
    discord.write(elsewhere);
    let question = said_in(&discord, THREAD, "what is an api?");
    assert_eq!(discord.reply_to(question).await.title(), "API");
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn the_audience_of_a_channel_applies_to_its_threads() {
    let mut discord = Discord::start().await;
    let panel = channel_panel(&mut discord).await;
    pick(&mut discord, &panel, "audience", "private").await;
    for (thread, channel, private) in [(THREAD, CHANNEL, true), (ELSEWHERE, OTHER_CHANNEL, false)] {
        let id = discord.fake.next_interaction();
        let command = payload::command(IN_SERVER, id, "what-is", &[("term", "api")]);
        let seen = discord.send(in_thread(command, thread, channel)).await;
        assert_eq!(seen.is_private(), private, "{thread}");
        // The same for a component.
        let id = discord.fake.next_interaction();
        let message = payload::message(payload::ASKER, seen.data());
        let press = payload::press(IN_SERVER, id, message, "1:skills:backend-developer");
        let skills = discord.send(in_thread(press, thread, channel)).await;
        assert_eq!(skills.is_private(), private, "{thread}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn settings_chosen_in_a_thread_are_its_channels() {
    let mut discord = Discord::start().await;
    let command = in_thread(manager(settings(&discord)), THREAD, CHANNEL);
    let panel = discord.send(command).await;
    let panel = press(&mut discord, &panel, "This channel").await;
    pick(&mut discord, &panel, "audience", "private").await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert!(seen.is_private());
    discord.finish().await;
}
