//! Repeated deliveries are answered and counted once, also after a restart.

use std::sync::Arc;

use super::base::{TestDatabase, flushed};
use crate::discord::driver::{self as discord, Discord};
use crate::discord::payload::{self, BOT, IN_SERVER};
use crate::slack::driver::{Mode, Setup, Slack};

/// Returns how often an entry was shown, as stored.
async fn shown(base: &TestDatabase, entry: &str) -> i64 {
    let store = base.open().await;
    flushed(&store).await;
    store.close().await;
    let mut connection = base.connect().await;
    let counted = connection
        .pairs("SELECT entry, count FROM popularity")
        .await;
    connection.close().await;
    let found = counted.into_iter().filter(|(one, _)| one == entry);
    found.map(|(_, count)| count).sum()
}

#[tokio::test]
async fn a_discord_event_repeated_after_a_restart_is_answered_and_counted_once() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let setup = discord::Setup {
            kept: base.clone(),
            ..discord::Setup::default()
        };
        let mut discord = Discord::start_with_setup(setup).await;
        let id = discord.fake.next_interaction();
        let command = payload::command(IN_SERVER, id, "what-is", &[("term", "http")]);
        assert_eq!(discord.send(command.clone()).await.title(), "HTTP");
        let text = format!("<@{BOT}> what is sql?");
        let message = payload::user_message(IN_SERVER, &discord.fake.next_id(), &text);
        assert_eq!(discord.reply_to(message.clone()).await.title(), "SQL");
        for _ in 0..2 {
            discord = discord.restart().await;
            // Discord would take a second reply by now.
            discord.fake.forget_nonces();
            discord.fake.dispatch("INTERACTION_CREATE", command.clone());
            discord.write(message.clone());
            // Nothing comes but what is new.
            discord.answers().await;
        }
        discord.finish().await;
        assert_eq!(shown(&base, "http").await, 1);
        assert_eq!(shown(&base, "sql").await, 1);
        assert_eq!(shown(&base, "api").await, 2);
    }
}

#[tokio::test]
async fn a_slack_event_repeated_after_a_restart_is_answered_and_counted_once() {
    for mode in Mode::BOTH {
        for base in TestDatabase::each().into_iter().map(Arc::new) {
            let setup = || Setup {
                kept: base.clone(),
                ..Setup::default()
            };
            let mut slack = Slack::start_with(mode, setup()).await;
            let event = slack.mention_payload("<@U0BOT> what-is http", None);
            slack.send_event(&event).await;
            assert_eq!(slack.next().await.title(), "HTTP");
            let command = slack.command_payload("/what-is", "sql");
            assert!(slack.send("slash_commands", &command).await.is_some());
            let mut slack = slack.restart(setup()).await;
            slack.send_event(&event).await;
            assert_eq!(slack.send("slash_commands", &command).await, None);
            // Nothing comes but what is new.
            let other = slack.mention("<@U0BOT> what-is api").await;
            assert_eq!(other.title(), "API");
            slack.finish().await;
            assert_eq!(shown(&base, "http").await, 1);
            assert_eq!(shown(&base, "sql").await, 1);
        }
    }
}
