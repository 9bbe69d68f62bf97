//! Connecting, registering, losing the connection, and not being able to go on.

use std::sync::Mutex;
use std::sync::atomic::Ordering;

use guidepost::testing::config::Shards;
use serde_json::json;

use super::driver::{Discord, failure};
use super::fake::{Event, Order, Rules, TOKEN};
use super::payload;

#[tokio::test]
async fn no_privileged_intent_is_asked_for_and_commands_are_registered_once() {
    let discord = Discord::start().await;
    // Messages in servers and direct messages, without what they say unless it is to the bot.
    assert_eq!(discord.session["intents"], (1 << 9) | (1 << 12));
    assert_eq!(discord.session["shard"], json!([0, 1]));
    // Had it registered anew, the end would find that left over.
    let mut discord = discord.restart().await;
    discord.command("help", &[]).await;
    discord.finish().await;
}

#[tokio::test]
async fn a_changed_catalog_is_registered_anew() {
    let discord = Discord::start().await;
    discord.fake.replace_commands(|commands| {
        commands[0]["description"] = json!("As an older version had it");
    });
    let mut discord = discord.restart().await;
    let commands = discord.registered().await;
    insta::assert_json_snapshot!("commands", commands);
    discord.finish().await;
}

#[tokio::test]
async fn a_lost_connection_is_taken_up_again_and_the_next_question_answered() {
    let mut discord = Discord::start().await;
    for order in [Order::Close(4_000), Order::Drop] {
        discord.fake.order(order);
        discord.resumed().await;
        discord.answers().await;
    }
    discord.finish().await;
}

#[tokio::test]
async fn after_every_close_that_discord_lets_one_come_back_from_the_next_question_is_answered() {
    // <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>
    for code in [
        1_000, 1_001, 4_000, 4_001, 4_002, 4_003, 4_005, 4_008, 4_999, 4_007, 4_009,
    ] {
        let mut discord = Discord::start().await;
        discord.fake.order(Order::Close(code));
        if matches!(code, 4_007 | 4_009) {
            discord.identified().await;
        } else {
            discord.resumed().await;
        }
        discord.answers().await;
        discord.finish().await;
    }
}

#[tokio::test]
async fn a_bot_that_is_told_to_connect_again_does_so_in_the_same_session() {
    for said in [r#"{"op":7,"d":null}"#, r#"{"op":9,"d":true}"#] {
        let mut discord = Discord::start().await;
        discord.fake.order(Order::Say(said.to_owned()));
        discord.closed(4_000).await;
        discord.resumed().await;
        discord.answers().await;
        discord.finish().await;
    }
}

#[tokio::test]
async fn a_connection_over_which_nothing_comes_back_is_replaced() {
    let rules = Rules {
        heartbeat: Some(10),
        ..Rules::default()
    };
    let mut discord = Discord::start_with(rules).await;
    discord.fake.deaf.store(true, Ordering::SeqCst);
    discord.resumed().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_session_that_is_over_is_followed_by_a_new_one() {
    let mut discord = Discord::start().await;
    discord
        .fake
        .order(Order::Say(r#"{"op":9,"d":false}"#.to_owned()));
    discord.closed(4_000).await;
    discord.identified().await;
    discord.answers().await;
    discord.fake.order(Order::Close(4_009));
    discord.identified().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_gateway_that_is_away_for_a_while_is_found_again() {
    let mut discord = Discord::start().await;
    discord.fake.turn_away(2);
    discord.fake.order(Order::Drop);
    discord.resumed().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_bot_that_was_started_too_often_waits_until_a_session_may_begin() {
    let rules = Rules {
        // None left, then a few: the first are never used, the others come with a pause between.
        sessions: Mutex::new([(0, 50), (100, 50), (200, 2_000)].into()),
        ..Rules::default()
    };
    let mut discord = Discord::start_with(rules).await;
    assert_eq!(*discord.fake.rules.sessions.lock().unwrap(), []);
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn as_many_connections_as_discord_advises_serve_from_one_process() {
    let rules = Rules {
        shards: Some(2),
        ..Rules::default()
    };
    let mut discord = Discord::connecting(rules).await;
    discord.connections = 2;
    let sessions = [discord.identified().await, discord.identified().await];
    let mut shards = sessions.map(|session| session["shard"][0].as_u64());
    shards.sort_unstable();
    assert_eq!(shards, [Some(0), Some(1)]);
    // One of them sees to the commands.
    discord.listed().await;
    discord.registered().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_process_serves_the_connections_that_its_settings_name() {
    let rules = Rules {
        settings: Some(|settings| {
            settings.discord.shards = Some(Shards {
                first: 6,
                last: 6,
                total: 8,
            });
        }),
        ..Rules::default()
    };
    let mut discord = Discord::connecting(rules).await;
    assert_eq!(discord.identified().await["shard"], json!([6, 8]));
    // The commands are the business of the process with the first connection.
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn what_cannot_be_read_or_answered_is_passed_over_and_counted() {
    let mut discord = Discord::start().await;
    let orders = [
        Order::Say("no JSON".to_owned()),
        Order::Say(r#"{"op":99,"d":1}"#.to_owned()),
        Order::Dispatch("SOMETHING_NEW", json!({ "a": 1 })),
        Order::Dispatch("INTERACTION_CREATE", json!({ "id": "1", "type": 2 })),
        // Nobody waits for this one any more: Discord says 404.
        Order::Dispatch(
            "INTERACTION_CREATE",
            payload::command(payload::IN_SERVER, 1, "help", &[]),
        ),
    ];
    for order in orders {
        discord.fake.order(order);
    }
    discord.answers().await;
    let readiness = discord.readiness().await;
    assert_eq!(
        readiness,
        "ready\ndiscord: 1 events of an unknown kind\ndiscord: 3 events that could not be read\n"
    );
    discord.finish().await;
}

#[tokio::test]
async fn what_discord_says_twice_is_answered_once() {
    let mut discord = Discord::start().await;
    let id = discord.fake.next_interaction();
    let help = payload::command(payload::IN_SERVER, id, "help", &[]);
    for _ in 0..2 {
        let order = Order::Dispatch("INTERACTION_CREATE", help.clone());
        discord.fake.order(order);
    }
    assert_eq!(discord.seen().await.title(), "What I can do");
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_mishap_of_discords_is_survived() {
    let mut discord = Discord::start().await;
    discord.fake.fail(1);
    discord.answers().await;
    // Both attempts fail, so nothing can be shown; the next question is answered.
    discord.fake.fail(2);
    let id = discord.fake.next_interaction();
    let help = payload::command(payload::IN_SERVER, id, "help", &[]);
    discord
        .fake
        .order(Order::Dispatch("INTERACTION_CREATE", help));
    discord.fake.until_mishaps_are_over().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn what_is_being_answered_is_answered_before_the_end() {
    let mut discord = Discord::start().await;
    let id = discord.fake.next_interaction();
    let help = payload::command(payload::IN_SERVER, id, "help", &[]);
    let seen = discord.stop_while_it_responds(help).await;
    assert_eq!(seen.title(), "What I can do");
    discord.ended().await;
}

#[tokio::test]
async fn a_wrong_token_ends_with_what_to_do() {
    let (said, received) = failure(Rules::default(), "a.wrong.token").await;
    insta::assert_snapshot!(said, @"Discord refuses the token in DISCORD_TOKEN; copy the bot's token anew from https://discord.com/developers/applications (your application, Bot, Reset Token)");
    assert_eq!(received, []);
    let closes = Rules {
        closes_with: Some(4_004),
        ..Rules::default()
    };
    let (again, received) = failure(closes, TOKEN).await;
    assert_eq!(again, said);
    assert!(matches!(received[..], [Event::Identified(_)]));
    assert!(!said.contains(TOKEN) && !said.contains("wrong"));
}

#[tokio::test]
async fn a_connection_that_discord_does_not_want_ends_with_what_to_do() {
    for code in [4_010, 4_011, 4_012, 4_013, 4_014] {
        let closes = Rules {
            closes_with: Some(code),
            ..Rules::default()
        };
        let (said, _) = failure(closes, TOKEN).await;
        assert!(said.contains(&code.to_string()), "{said}");
    }
}

#[tokio::test]
async fn the_public_gateway_is_never_used_in_place_of_ones_own() {
    let rules = Rules {
        no_gateway: true,
        ..Rules::default()
    };
    let (said, received) = failure(rules, TOKEN).await;
    assert!(said.starts_with("discord.api_url = \"http://127.0.0.1:"));
    assert!(
        said.contains("the public one is not used instead"),
        "{said}"
    );
    assert_eq!(received, []);
}

#[tokio::test]
async fn a_gateway_of_ones_own_is_used_whatever_the_api_says() {
    let elsewhere = Rules {
        gateway_elsewhere: true,
        ..Rules::default()
    };
    let mut discord = Discord::start_with(elsewhere).await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert_eq!(seen.title(), "API");
    discord.finish().await;
}
