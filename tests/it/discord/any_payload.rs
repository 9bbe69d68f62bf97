//! Whoever addresses the bot gets a reply, whatever form the payload has.

use serde_json::{Value, json};

use super::driver::Discord;
use super::fake::FakeOptions;
use super::payload::{self, ASKER, IN_SERVER, Sender, user_message};
use crate::fixtures::mutations;

/// No limit of questions per person.
fn unlimited() -> FakeOptions {
    FakeOptions {
        settings: Some(|settings| settings.answers.cooldown_person = 0),
        ..FakeOptions::default()
    }
}

#[tokio::test]
async fn every_interaction_is_responded_to_whatever_its_form() {
    let mut discord = Discord::start_with(unlimited()).await;
    let shown = discord.command("what-is", &[("term", "backend")]).await;
    let message = payload::message(ASKER, shown.data());
    let button = shown.button("Roadmap");
    let target = user_message(IN_SERVER, "1200000000000000999", "what is sql?");
    let interactions: [&dyn Fn(u64) -> Value; 4] = [
        &|id| payload::command(IN_SERVER, id, "what-is", &[("term", "api")]),
        &|id| payload::press(IN_SERVER, id, message.clone(), &button),
        &|id| payload::on_message(IN_SERVER, id, "Answer this", &target),
        &|id| payload::autocomplete(IN_SERVER, id, "ask", &[("question", "what")]),
    ];
    for interaction in interactions {
        // Without these Discord itself could not be answered.
        for change in mutations(
            &interaction(0),
            &["/id", "/token", "/type", "/application_id"],
        ) {
            let mut changed = interaction(discord.fake.next_interaction());
            change.apply(&mut changed);
            let seen = discord.send(changed).await;
            assert!(seen.0["type"].is_u64(), "{change:?}");
        }
    }
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn every_direct_message_is_replied_to_whatever_its_form() {
    let mut discord = Discord::start_with(unlimited()).await;
    let alone = Sender {
        server: false,
        ..IN_SERVER
    };
    let asked = |id: &str| {
        let mut message = user_message(alone, id, "what is an api");
        message["referenced_message"] = user_message(alone, "1200000000000000998", "before");
        message
    };
    // A message without an author, of another kind, or of a bot is none of a person.
    let needed = ["/id", "/channel_id", "/author", "/type", "/webhook_id"];
    for change in mutations(&asked("1"), &needed) {
        let id = discord.fake.next_id();
        let mut message = asked(&id);
        change.apply(&mut message);
        discord.fake.dispatch("MESSAGE_CREATE", message);
        let seen = discord.posted().await;
        let reference = &seen.data()["message_reference"]["message_id"];
        assert_eq!(*reference, json!(id), "{change:?}");
    }
    discord.finish().await;
}
