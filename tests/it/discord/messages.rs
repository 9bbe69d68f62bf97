//! Mentions, direct messages, replies, and commands on messages.

use serde_json::{Value, json};

use super::driver::Discord;
use super::fake::FakeOptions;
use super::payload::{
    ASKER, BOT, IN_SERVER, OTHER, Sender, on_message, press, replying, user, user_message,
};
use crate::fixtures::entry;

const ALONE: Sender<'static> = Sender {
    server: false,
    ..IN_SERVER
};

const SOMEBODY_ELSE: Sender<'static> = Sender {
    person: OTHER,
    ..IN_SERVER
};

/// A message of the asker in a server.
fn said(discord: &Discord, text: &str) -> Value {
    user_message(IN_SERVER, &discord.fake.next_id(), text)
}

fn mention(discord: &Discord, text: &str) -> Value {
    said(discord, &format!("<@{BOT}> {text}"))
}

#[tokio::test]
async fn a_mention_is_answered_with_a_reply_that_pings_nobody() {
    let mut discord = Discord::start().await;
    let asked = mention(&discord, "what does a backend developer do?");
    let mut seen = discord.reply_to(asked).await;
    for moving in ["/data/nonce", "/data/message_reference/message_id"] {
        *seen.0.pointer_mut(moving).unwrap() = json!("…");
    }
    insta::assert_json_snapshot!("mention", seen.0);
    // A command in words works, and a bare mention shows the help.
    let asked = mention(&discord, "what-is api");
    assert_eq!(discord.reply_to(asked).await.title(), "API");
    let asked = mention(&discord, "");
    let help = discord.reply_to(asked).await;
    assert_eq!(help.title(), "What I can do");
    discord.finish().await;
}

#[tokio::test]
async fn a_direct_message_is_answered_without_a_mention() {
    let mut discord = Discord::start().await;
    let asked = user_message(ALONE, &discord.fake.next_id(), "do I need a degree?");
    let seen = discord.reply_to(asked).await;
    assert!(seen.title().contains("degree"), "{}", seen.title());
    // In a direct message, a miss is shown in full.
    let asked = user_message(
        ALONE,
        &discord.fake.next_id(),
        "what is the capital of France?",
    );
    let miss = discord.reply_to(asked).await;
    assert!(miss.text().contains("/faq"), "{}", miss.text());
    discord.finish().await;
}

#[tokio::test]
async fn a_reply_that_pings_the_bot_is_answered() {
    let mut discord = Discord::start().await;
    let asked = mention(&discord, "what is an api");
    let first = discord.reply_to(asked.clone()).await;
    let answer = discord.as_reply(&first, &asked);
    let text = said(&discord, "do I need a degree?");
    let seen = discord.reply_to(replying(text, &answer, true)).await;
    assert!(seen.title().contains("degree"), "{}", seen.title());
    // The entry of the bot's message is the topic.
    let asked = mention(&discord, "what is a backend developer");
    let first = discord.reply_to(asked.clone()).await;
    let answer = discord.as_reply(&first, &asked);
    let text = said(&discord, "and the skills?");
    let seen = discord.reply_to(replying(text, &answer, true)).await;
    assert!(
        seen.title().contains("Backend developer"),
        "{}",
        seen.title()
    );
    // Without a ping, Discord hides the text.
    let text = said(&discord, "and how much is it?");
    discord.write(replying(text, &answer, false));
    discord.answers().await;
    discord.finish().await;
}

/// A knowledge file whose text has several pages.
fn long_entry() -> String {
    let text = (0..60).map(|number| format!("Box {number} holds a zither with {number} strings. "));
    let text = text.collect::<String>();
    let body = format!("A box.\n\n## Questions\n\n### Which boxes hold a zither?\n\n{text}");
    entry("Zither", "term", "", &body)
}

#[tokio::test]
async fn more_below_the_answer_to_a_message_turns_the_page_for_who_wrote_it() {
    let mut discord = Discord::with_entry(&long_entry()).await;
    let asked = mention(&discord, "which boxes hold a zither?");
    let first = discord.reply_to(asked.clone()).await;
    let mut answer = discord.as_reply(&first, &asked);
    let press = async |discord: &mut Discord, from, message: &Value| {
        let id = discord.fake.next_interaction();
        let press = press(from, id, message.clone(), &first.button("More"));
        discord.send(press).await
    };
    let second = press(&mut discord, IN_SERVER, &answer).await;
    assert!(second.is_in_place());
    assert_ne!(second.text(), first.text());
    let theirs = press(&mut discord, SOMEBODY_ELSE, &answer).await;
    assert!(theirs.is_private() && !theirs.is_in_place());
    // Discord may leave out the message that was replied to; then it is asked for it.
    answer.as_object_mut().unwrap().remove("referenced_message");
    assert!(press(&mut discord, IN_SERVER, &answer).await.is_in_place());
    let theirs = press(&mut discord, SOMEBODY_ELSE, &answer).await;
    assert!(theirs.is_private() && !theirs.is_in_place());
    discord.finish().await;
}

#[tokio::test]
async fn more_below_an_answer_in_a_direct_message_turns_the_page() {
    let mut discord = Discord::with_entry(&long_entry()).await;
    let asked = user_message(ALONE, &discord.fake.next_id(), "which boxes hold a zither?");
    let first = discord.reply_to(asked.clone()).await;
    let mut answer = discord.as_reply(&first, &asked);
    answer.as_object_mut().unwrap().remove("referenced_message");
    let id = discord.fake.next_interaction();
    let press = press(ALONE, id, answer, &first.button("More"));
    assert!(discord.send(press).await.is_in_place());
    discord.finish().await;
}

#[tokio::test]
async fn a_list_after_a_mention_opens_privately_by_a_button() {
    let mut discord = Discord::start().await;
    for (text, title) in [
        ("/roles", "Roles (1 of 2)"),
        ("faq first job", "Questions: First job (1 of 2)"),
        ("", "What I can do"),
        ("help", "What I can do"),
    ] {
        let asked = mention(&discord, text);
        let seen = discord.reply_to(asked).await;
        assert_eq!(seen.title(), title);
        assert!(seen.options().is_empty(), "{text}");
        let button = seen.button("Read it privately");
        let opened = discord.press_as(OTHER, &seen, &button).await;
        assert!(opened.is_private() && opened.text().len() > seen.text().len());
        assert_eq!(opened.title(), title);
    }
    let asked = mention(&discord, "public: /roles");
    assert!(!discord.reply_to(asked).await.options().is_empty());
    discord.finish().await;
}

#[tokio::test]
async fn a_miss_in_a_channel_is_short() {
    let mut discord = Discord::start().await;
    let asked = mention(&discord, "what is the capital of France?");
    let seen = discord.reply_to(asked).await;
    assert_eq!(seen.title(), "I do not know that");
    assert!(!seen.text().contains("/faq"), "{}", seen.text());
    assert!(!seen.labels().is_empty());
    discord.finish().await;
}

#[tokio::test]
async fn messages_that_do_not_address_the_bot_are_ignored() {
    let mut discord = Discord::start().await;
    let talk = said(&discord, "what is an api?");
    let to_somebody = replying(said(&discord, "an api is …"), &talk, true);
    let mut everybody = said(&discord, "@everyone what is an api?");
    everybody["mention_everyone"] = json!(true);
    let mut of_a_bot = mention(&discord, "what is an api");
    of_a_bot["author"]["bot"] = json!(true);
    let mut of_a_webhook = mention(&discord, "what is an api");
    of_a_webhook["webhook_id"] = json!("1100000000000000077");
    let mut its_own = mention(&discord, "what is an api");
    its_own["author"] = user(BOT);
    its_own["author"]["bot"] = json!(true);
    let mut of_discord = mention(&discord, "somebody joined");
    of_discord["type"] = json!(7);
    for message in [
        talk,
        to_somebody,
        everybody,
        of_a_bot,
        of_a_webhook,
        its_own,
        of_discord,
    ] {
        discord.write(message);
    }
    let edited = mention(&discord, "what is an api");
    discord.fake.dispatch("MESSAGE_UPDATE", edited);
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_repeated_mention_whose_reply_fails_once_is_answered_once() {
    let mut discord = Discord::start().await;
    let asked = mention(&discord, "what is an api");
    discord.fake.fail_responses(1);
    discord.write(asked.clone());
    discord.write(asked);
    assert_eq!(discord.wait_for_post().await.title(), "API");
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn with_private_answers_a_mention_gets_a_button_that_opens_the_answer() {
    let options = FakeOptions {
        settings: Some(|settings| {
            settings.answers.audience = guidepost::testing::config::AudienceSetting::Private;
        }),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_with(options).await;
    let asked = mention(&discord, "what is an api");
    let seen = discord.reply_to(asked.clone()).await;
    insta::assert_json_snapshot!("kept_private", seen.data()["components"]);
    let button = seen.button("Read it privately");
    let opened = discord.press_as(ASKER, &seen, &button).await;
    assert!(opened.is_private());
    assert_eq!(opened.title(), "API");
    discord.finish().await;
}

#[tokio::test]
async fn with_private_answers_what_may_be_meant_is_offered_privately_by_a_button() {
    let mut discord = Discord::start_with(FakeOptions {
        settings: Some(|settings| {
            settings.answers.audience = guidepost::testing::config::AudienceSetting::Private;
        }),
        ..FakeOptions::default()
    })
    .await;
    let asked = mention(&discord, "hw do i become a pm");
    let seen = discord.reply_to(asked).await;
    assert_eq!(seen.title(), "I may have something on that");
    assert!(seen.options().is_empty());
    assert_eq!(seen.labels(), ["Read it privately"]);
    let button = seen.button("Read it privately");
    let opened = discord.press_as(OTHER, &seen, &button).await;
    assert!(opened.is_private());
    assert_eq!(opened.title(), "I am not sure what you mean");
    let offered = opened.options();
    assert!(offered.len() > 1);
    let label = offered[0]["label"].as_str().unwrap().to_owned();
    assert!(label.contains("manager"), "{label}");
    let picked = discord.pick(&opened, &label).await;
    assert!(picked.is_private());
    assert_eq!(picked.title(), label);
    discord.finish().await;

    // Where answers are public, so are offers.
    let mut discord = Discord::start().await;
    let asked = mention(&discord, "hw do i become a pm");
    assert_eq!(discord.reply_to(asked).await.options(), offered);
    // Where the person asks for privacy, they are not.
    let asked = mention(&discord, "private: hw do i become a pm");
    assert!(discord.reply_to(asked).await.options().is_empty());
    discord.finish().await;
}

#[tokio::test]
async fn answer_this_answers_the_target_message() {
    let mut discord = Discord::start().await;
    let question = user_message(SOMEBODY_ELSE, "1200000000000000999", "do I need a degree?");
    let seen = discord
        .on_message(IN_SERVER, "Answer this", &question)
        .await;
    assert!(seen.title().contains("degree"), "{}", seen.title());
    assert!(!seen.is_private());
    let picture = user_message(SOMEBODY_ELSE, "1200000000000000998", "");
    let seen = discord.on_message(IN_SERVER, "Answer this", &picture).await;
    assert!(seen.is_private());
    discord.finish().await;
}

#[tokio::test]
async fn the_asker_dismisses_an_answer_and_nobody_else_does() {
    let mut discord = Discord::start().await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    let answer = discord.message(&seen);
    let refused = discord.on_message(SOMEBODY_ELSE, "Dismiss", &answer).await;
    assert_eq!(refused.title(), "That is not yours to dismiss");
    let done = discord.on_message(IN_SERVER, "Dismiss", &answer).await;
    assert!(refused.is_private() && done.is_private());
    assert_eq!(done.title(), "Dismissed");
    discord.wait_for_deletion(&answer).await;
    // A message that is already deleted counts as dismissed.
    let done = discord.on_message(IN_SERVER, "Dismiss", &answer).await;
    assert_eq!(done.title(), "Dismissed");

    // The reply reference identifies the asker, even where Discord omits the referenced message.
    let asked = mention(&discord, "what is an api");
    let seen = discord.reply_to(asked.clone()).await;
    let mut answer = discord.as_reply(&seen, &asked);
    answer.as_object_mut().unwrap().remove("referenced_message");
    let refused = discord.on_message(SOMEBODY_ELSE, "Dismiss", &answer).await;
    assert_eq!(refused.title(), "That is not yours to dismiss");
    let done = discord.on_message(IN_SERVER, "Dismiss", &answer).await;
    assert_eq!(done.title(), "Dismissed");
    discord.wait_for_deletion(&answer).await;
    discord.finish().await;
}

#[tokio::test]
async fn a_moderator_dismisses_any_answer_but_no_message_of_a_user() {
    let mut discord = Discord::start().await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    let answer = discord.message(&seen);
    let id = discord.fake.next_interaction();
    let mut dismiss = on_message(SOMEBODY_ELSE, id, "Dismiss", &answer);
    // Manage Messages.
    dismiss["member"]["permissions"] = json!("8192");
    assert_eq!(discord.send(dismiss).await.title(), "Dismissed");
    discord.wait_for_deletion(&answer).await;
    let theirs = said(&discord, "hello");
    discord.fake.store_message(&theirs);
    let refused = discord.on_message(IN_SERVER, "Dismiss", &theirs).await;
    assert_eq!(refused.title(), "I did not write that");
    discord.finish().await;
}

#[tokio::test]
async fn a_throttled_user_gets_a_private_note_or_none() {
    let options = FakeOptions {
        settings: Some(|settings| settings.answers.cooldown_person = 1),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_with(options).await;
    discord.answers().await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert!(seen.is_private());
    assert_eq!(seen.title(), "One moment, please");
    // In a channel the note is not posted.
    let asked = mention(&discord, "what is an api");
    discord.write(asked);
    assert_eq!(
        discord.direct_message(ASKER).await.title(),
        "One moment, please"
    );
    let alone = user_message(ALONE, &discord.fake.next_id(), "what is an api");
    let seen = discord.reply_to(alone).await;
    assert_eq!(seen.title(), "One moment, please");
    let other = discord.command_from(SOMEBODY_ELSE, "help", &[]).await;
    assert_eq!(other.title(), "What I can do");
    discord.finish().await;
}

#[tokio::test]
async fn the_closest_passage_after_a_mention_is_opened_privately_by_a_button() {
    let mut discord = Discord::start().await;
    let asked = mention(&discord, "how long until i can work as a programmer");
    let seen = discord.reply_to(asked).await;
    assert_eq!(seen.title(), "I may have something on that");
    assert!(
        !seen.text().contains("a year of steady evenings"),
        "{}",
        seen.text()
    );
    let button = seen.button("Read it privately");
    let opened = discord.press_as(OTHER, &seen, &button).await;
    assert!(opened.is_private());
    assert!(
        opened.text().contains("a year of steady evenings"),
        "{}",
        opened.text()
    );
    discord.finish().await;
}
