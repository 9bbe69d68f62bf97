//! Visible text and addressee of messages, and notices to people who address the bot.

use serde_json::{Value, json};

use super::driver::Discord;
use super::fake::{FakeOptions, Refusals};
use super::payload::{
    ASKER, BOT, BOT_ROLE, CHANNEL, IN_SERVER, OTHER, OTHER_ROLE, Sender, replying, user,
    user_message,
};
use crate::log::Log;

const ALONE: Sender<'static> = Sender {
    server: false,
    ..IN_SERVER
};

/// No limit of questions per person.
fn unlimited() -> FakeOptions {
    FakeOptions {
        settings: Some(|settings| settings.answers.cooldown_person = 0),
        ..FakeOptions::default()
    }
}

fn said(discord: &Discord, text: &str) -> Value {
    user_message(IN_SERVER, &discord.fake.next_id(), text)
}

fn mention(discord: &Discord, text: &str) -> Value {
    said(discord, &format!("<@{BOT}> {text}"))
}

/// A message that mentions a role, with its text.
pub fn role_mention(discord: &Discord, role: &str, text: &str) -> Value {
    let mut message = said(discord, &format!("<@&{role}> {text}"));
    message["mention_roles"] = json!([role]);
    message
}

#[tokio::test]
async fn chat_markup_is_not_read_as_words_at_any_entry() {
    let mut discord = Discord::start_with(unlimited()).await;
    for text in [
        "what is sql <:pepe:123>",
        "what is sql <@1100000000000000005>",
        "what is sql <#1100000000000000003>",
        "what is sql </ask:1>",
        "<t:1700000000:R> what is sql",
        "what is sql https://example.org/sql?a=b",
        "what is [sql](https://example.org)",
        "what is sql :thinking_face:",
        "what is **sql**",
    ] {
        let seen = discord.command("ask", &[("question", text)]).await;
        assert_eq!(seen.title(), "SQL", "{text}");
        let asked = mention(&discord, text);
        assert_eq!(discord.reply_to(asked).await.title(), "SQL", "{text}");
        let asked = user_message(ALONE, &discord.fake.next_id(), text);
        assert_eq!(discord.reply_to(asked).await.title(), "SQL", "{text}");
        let target = user_message(IN_SERVER, &discord.fake.next_id(), text);
        let seen = discord.on_message(IN_SERVER, "Answer this", &target).await;
        assert_eq!(seen.title(), "SQL", "{text}");
    }
    let seen = discord
        .command("what-is", &[("term", "sql <:pepe:1>")])
        .await;
    assert_eq!(seen.title(), "SQL");
    discord.finish().await;
}

#[tokio::test]
async fn answer_this_reads_the_text_that_people_see() {
    let mut discord = Discord::start().await;
    let embed = json!({ "type": "rich", "title": "A question", "description": "what is sql?" });
    let forwarded = json!([{ "message": { "content": "what is sql?", "embeds": [] } }]);
    // A kind of component that the library does not know.
    let components =
        json!([{ "type": 17, "components": [{ "type": 10, "content": "what is sql?" }] }]);
    for (field, value) in [
        ("embeds", json!([embed])),
        ("message_snapshots", forwarded),
        ("components", components),
    ] {
        let mut target = user_message(IN_SERVER, &discord.fake.next_id(), "");
        target[field] = value;
        let seen = discord.on_message(IN_SERVER, "Answer this", &target).await;
        assert_eq!(seen.title(), "SQL", "{field}");
        // The same by a bare mention in a reply.
        let reply = replying(mention(&discord, ""), &target, false);
        assert_eq!(discord.reply_to(reply).await.title(), "SQL", "{field}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn a_mention_of_the_bots_own_role_is_answered_or_told_why_not() {
    let mut discord = Discord::start().await;
    // Discord hides the text where only the role is mentioned.
    let asked = role_mention(&discord, BOT_ROLE, "what is sql?");
    let seen = discord.reply_to(asked).await;
    assert_eq!(seen.title(), "I cannot see your text");
    let others = role_mention(&discord, OTHER_ROLE, "what is sql?");
    discord.write(others);
    discord.answers().await;
    discord.finish().await;

    let mut discord = Discord::start_with(FakeOptions {
        settings: Some(|settings| settings.discord.message_content = true),
        ..FakeOptions::default()
    })
    .await;
    let asked = role_mention(&discord, BOT_ROLE, "what is sql?");
    assert_eq!(discord.reply_to(asked).await.title(), "SQL");
    let others = role_mention(&discord, OTHER_ROLE, "what is sql?");
    discord.write(others);
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn messages_addressed_to_other_people_are_ignored() {
    let mut discord = Discord::start().await;
    for text in [
        format!("<@{OTHER}> ask <@{BOT}> what sql is"),
        format!("  <@!{OTHER}> did you see <@{BOT}>?"),
    ] {
        let mut talk = said(&discord, &text);
        talk["mentions"] = json!([user(OTHER), super::payload::bot()]);
        discord.write(talk);
    }
    let asked = mention(&discord, "what is an api");
    let first = discord.reply_to(asked.clone()).await;
    let answer = discord.as_reply(&first, &asked);
    let talk = said(&discord, &format!("<@{OTHER}> look, what is sql?"));
    discord.write(replying(talk, &answer, true));
    let theirs = user_message(IN_SERVER, &discord.fake.next_id(), "what is sql?");
    discord.write(replying(said(&discord, "what is an api?"), &theirs, true));
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_direct_message_with_a_picture_alone_is_told_that_words_are_needed() {
    let mut discord = Discord::start().await;
    let mut picture = user_message(ALONE, &discord.fake.next_id(), "");
    picture["attachments"] = json!([{ "id": "1", "filename": "a.png" }]);
    let seen = discord.reply_to(picture).await;
    assert_eq!(seen.title(), "Something is missing");
    discord.finish().await;
}

#[tokio::test]
async fn without_a_permission_the_answer_comes_as_plain_text_or_to_the_person_alone() {
    let (log, _guard) = Log::of_this_thread();
    let mut discord = Discord::start().await;
    for (refusals, permission) in [
        (Refusals::Embeds, "Embed Links"),
        (Refusals::Replies, "Read Message History"),
    ] {
        *discord.fake.refusals.lock().unwrap() = refusals;
        let asked = mention(&discord, "what is an api");
        discord.write(asked);
        let seen = discord.wait_for_post().await;
        assert!(seen.content().starts_with("**API**"), "{}", seen.content());
        discord.answers().await;
        assert!(log.text().contains(permission), "{}", log.text());
    }
    *discord.fake.refusals.lock().unwrap() = Refusals::Messages;
    let asked = mention(&discord, "what is an api");
    discord.write(asked);
    assert_eq!(discord.direct_message(ASKER).await.title(), "API");
    discord.answers().await;
    assert!(log.text().contains("Send Messages"), "{}", log.text());
    assert!(!log.text().contains(CHANNEL));
    discord.finish().await;
}

#[tokio::test]
async fn a_rate_limited_mention_gets_one_private_wait_notice() {
    let mut discord = Discord::start_with(FakeOptions {
        settings: Some(|settings| settings.answers.cooldown_person = 1),
        ..FakeOptions::default()
    })
    .await;
    for _ in 0..50 {
        let asked = mention(&discord, "what is an api");
        discord.write(asked);
    }
    assert_eq!(discord.wait_for_post().await.title(), "API");
    assert_eq!(
        discord.direct_message(ASKER).await.title(),
        "One moment, please"
    );
    discord.finish().await;
}
