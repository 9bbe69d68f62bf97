//! Every payload that addresses the bot gets a reply, whatever its form.

use serde_json::{Value, json};

use super::driver::Discord;
use super::fake::FakeOptions;
use super::payload::{self, ASKER, BOT, IN_SERVER, OTHER, Sender, replying, user_message};
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
        let seen = discord.wait_for_post().await;
        let reference = &seen.data()["message_reference"]["message_id"];
        assert_eq!(*reference, json!(id), "{change:?}");
    }
    discord.finish().await;
}

/// Messages of unusual kinds: each with its text and further fields.
fn odd_messages() -> Vec<(&'static str, String, Value)> {
    let attachment = json!([{
        "id": "1200000000000000990", "filename": "cv.pdf", "size": 5, "url": "https://a.example/1",
        "proxy_url": "https://a.example/1", "content_type": "application/pdf",
    }]);
    let forwarded = json!([{ "message": {
        "type": 0, "content": "", "embeds": [], "attachments": attachment, "flags": 0,
        "timestamp": "2026-11-21T08:00:00.000000+00:00", "edited_timestamp": null,
        "mentions": [], "mention_roles": [],
    } }]);
    let thread = json!({ "id": "1200000000000000991", "type": 11, "name": "Careers" });
    let poll = json!({
        "question": { "text": "SQL?" }, "answers": [{ "answer_id": 1, "poll_media": { "text": "Yes" } }],
        "expiry": null, "allow_multiselect": false, "layout_type": 1,
    });
    let sticker = json!([{ "id": "1200000000000000992", "name": "Wave", "format_type": 1 }]);
    let none = || json!({});
    vec![
        (
            "an edited message",
            "what is sql?".to_owned(),
            json!({ "edited_timestamp": "2026-11-21T08:00:01+00:00" }),
        ),
        (
            "a forwarded file",
            String::new(),
            json!({
                "message_reference": { "type": 1, "channel_id": payload::CHANNEL, "message_id": "1200000000000000993" },
                "message_snapshots": forwarded, "flags": 16_384,
            }),
        ),
        ("nothing", String::new(), none()),
        ("blanks", " \u{200b}\n\u{2800} ".to_owned(), none()),
        (
            "a sticker",
            String::new(),
            json!({ "sticker_items": sticker }),
        ),
        ("a poll", String::new(), json!({ "poll": poll })),
        (
            "an attachment",
            String::new(),
            json!({ "attachments": attachment }),
        ),
        (
            "a voice message",
            String::new(),
            json!({ "attachments": attachment, "flags": 8_192 }),
        ),
        (
            "the first message of a thread",
            "what is sql?".to_owned(),
            json!({ "thread": thread }),
        ),
        ("a long text", "what is sql? ".repeat(307), none()),
        ("one long word", "ab".repeat(2_000), none()),
        (
            "right to left",
            "\u{202e}?lqs si tahw\u{202c} ما هو SQL؟".to_owned(),
            none(),
        ),
        ("2,000 emoji", "🧑🏽‍💻".repeat(400), none()),
        (
            "emoji of a server",
            "<:pepe:123> <a:wave:124>".to_owned(),
            none(),
        ),
        ("a code block", "```sql\nSELECT 1;\n```".to_owned(), none()),
        ("a spoiler", "||what is sql?||".to_owned(), none()),
        ("a link", "https://example.org/sql".to_owned(), none()),
        (
            "control characters",
            "\u{0}\u{7}\u{1b}[31msql\u{feff}".to_owned(),
            none(),
        ),
        ("marks without a letter", "\u{301}".repeat(1_000), none()),
        (
            "another mention",
            format!("what is sql <@{OTHER}> @everyone"),
            json!({ "mention_everyone": true }),
        ),
    ]
}

#[tokio::test]
async fn every_odd_message_that_addresses_the_bot_is_replied_to() {
    let mut discord = Discord::start_with(unlimited()).await;
    let alone = Sender {
        server: false,
        ..IN_SERVER
    };
    let before = user_message(IN_SERVER, "1200000000000000994", "");
    for (name, text, fields) in odd_messages() {
        for kind in ["direct", "mention", "mention at the end", "reply"] {
            let id = discord.fake.next_id();
            let mut message = match kind {
                "direct" => user_message(alone, &id, &text),
                "mention" => user_message(IN_SERVER, &id, &format!("<@{BOT}> {text}")),
                "mention at the end" => user_message(IN_SERVER, &id, &format!("{text} <@{BOT}>")),
                _ => {
                    let asked = user_message(IN_SERVER, &id, &format!("{text}<@{BOT}>"));
                    replying(asked, &before, true)
                }
            };
            if kind == "reply" {
                message["mentions"] = json!([payload::bot()]);
            }
            for (field, value) in fields.as_object().unwrap() {
                message[field] = value.clone();
            }
            discord.fake.dispatch("MESSAGE_CREATE", message);
            let seen = discord.wait_for_post().await;
            let reference = &seen.data()["message_reference"]["message_id"];
            assert_eq!(*reference, json!(id), "{name} ({kind})");
        }
    }
    discord.finish().await;
}
