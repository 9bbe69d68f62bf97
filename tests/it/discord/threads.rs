//! What holds in a channel holds in its threads.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::driver::{Discord, Seen};
use super::fake::Rules;
use super::payload::{self, BOT, CHANNEL, IN_SERVER, written};
use super::settings::{manager, open, pick, press, settings};

const THREAD: &str = "1100000000000000033";
/// A thread in another channel.
const ELSEWHERE: &str = "1100000000000000034";
const OTHER_CHANNEL: &str = "1100000000000000035";

/// The panel of the channel in which everything happens that does not happen elsewhere.
async fn of_the_channel(discord: &mut Discord) -> Seen {
    let threads = [(THREAD, CHANNEL), (ELSEWHERE, OTHER_CHANNEL)];
    let threads = threads.map(|(thread, channel)| (thread.to_owned(), channel.to_owned()));
    discord.fake.threads.lock().unwrap().extend(threads);
    let panel = open(discord).await;
    press(discord, &panel, "This channel").await
}

fn said_in(discord: &Discord, channel: &str, text: &str) -> Value {
    let mut message = written(IN_SERVER, &discord.fake.next_id(), text);
    message["channel_id"] = json!(channel);
    message
}

/// The interaction as if it happened in a thread.
fn in_thread(mut interaction: Value, thread: &str, channel: &str) -> Value {
    interaction["channel_id"] = json!(thread);
    interaction["channel"]["id"] = json!(thread);
    interaction["channel"]["type"] = json!(11);
    interaction["channel"]["parent_id"] = json!(channel);
    interaction
}

#[tokio::test]
async fn a_mention_in_a_thread_is_passed_over_where_its_channel_is_switched_off() {
    let mut discord = Discord::start().await;
    let call = format!("<@{BOT}> what is an api");
    // Nobody has chosen anything for a channel: nothing has to be looked up.
    let early = said_in(&discord, THREAD, &call);
    assert_eq!(discord.reply_to(early).await.title(), "API");
    assert_eq!(discord.fake.looked_up.load(Ordering::SeqCst), 0);

    let panel = of_the_channel(&mut discord).await;
    pick(&mut discord, &panel, "mode", "off").await;
    for _ in 0..2 {
        let message = said_in(&discord, THREAD, &call);
        discord.write(message);
    }
    for channel in [ELSEWHERE, OTHER_CHANNEL] {
        let message = said_in(&discord, channel, &call);
        assert_eq!(discord.reply_to(message).await.title(), "API");
    }
    // Once for each, or once more where two were heard before the first was looked up.
    let looked_up = discord.fake.looked_up.load(Ordering::SeqCst);
    assert!((3..=4).contains(&looked_up), "{looked_up}");
    let message = said_in(&discord, ELSEWHERE, &call);
    assert_eq!(discord.reply_to(message).await.title(), "API");
    assert_eq!(discord.fake.looked_up.load(Ordering::SeqCst), looked_up);
    discord.finish().await;
}

#[tokio::test]
async fn a_thread_is_taken_for_a_channel_where_discord_does_not_say_what_it_is() {
    let mut discord = Discord::start().await;
    let panel = of_the_channel(&mut discord).await;
    pick(&mut discord, &panel, "audience", "private").await;
    discord.fake.fail(1);
    let call = format!("<@{BOT}> what is an api");
    let message = said_in(&discord, THREAD, &call);
    assert_eq!(discord.reply_to(message).await.title(), "API");
    // The next time it says so, and what the channel chose holds.
    let message = said_in(&discord, THREAD, &call);
    let kept = discord.reply_to(message).await;
    assert_eq!(kept.labels(), ["Read it privately"]);
    discord.finish().await;
}

#[tokio::test]
async fn every_question_is_answered_in_the_threads_of_a_channel_that_chose_so() {
    let rules = Rules {
        settings: Some(|settings| settings.discord.message_content = true),
        ..Rules::default()
    };
    let mut discord = Discord::start_with(rules).await;
    let panel = of_the_channel(&mut discord).await;
    pick(&mut discord, &panel, "mode", "all").await;
    let elsewhere = said_in(&discord, ELSEWHERE, "what is an api?");
    discord.write(elsewhere);
    let question = said_in(&discord, THREAD, "what is an api?");
    assert_eq!(discord.reply_to(question).await.title(), "API");
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_command_in_a_thread_is_answered_to_whom_its_channel_chose() {
    let mut discord = Discord::start().await;
    let panel = of_the_channel(&mut discord).await;
    pick(&mut discord, &panel, "audience", "private").await;
    for (thread, channel, private) in [(THREAD, CHANNEL, true), (ELSEWHERE, OTHER_CHANNEL, false)] {
        let id = discord.fake.next_interaction();
        let command = payload::command(IN_SERVER, id, "what-is", &[("term", "api")]);
        let seen = discord.send(in_thread(command, thread, channel)).await;
        assert_eq!(seen.is_private(), private, "{thread}");
        // What is pressed there is there, too.
        let id = discord.fake.next_interaction();
        let message = payload::message(payload::ASKER, seen.data());
        let press = payload::press(IN_SERVER, id, message, "1:help");
        let help = discord.send(in_thread(press, thread, channel)).await;
        assert_eq!(help.is_private(), private, "{thread}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn what_is_chosen_in_a_thread_is_chosen_for_its_channel() {
    let mut discord = Discord::start().await;
    let command = in_thread(manager(settings(&discord)), THREAD, CHANNEL);
    let panel = discord.send(command).await;
    let panel = press(&mut discord, &panel, "This channel").await;
    pick(&mut discord, &panel, "audience", "private").await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert!(seen.is_private());
    discord.finish().await;
}
