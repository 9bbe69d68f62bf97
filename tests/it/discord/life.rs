//! Connecting, registering, losing the connection, and not being able to go on.

use serde_json::json;

use super::driver::{Discord, failure};
use super::fake::{Event, Order, Rules, TOKEN};
use super::payload;

#[tokio::test]
async fn no_intent_is_asked_for_and_commands_are_registered_once() {
    let discord = Discord::start().await;
    assert_eq!(discord.session["intents"], 0);
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
        let seen = discord.command("what-is", &[("term", "api")]).await;
        assert_eq!(seen.title(), "API");
    }
    discord.finish().await;
}

#[tokio::test]
async fn a_gateway_that_is_away_for_a_while_is_found_again() {
    let mut discord = Discord::start().await;
    // Both attempts to resume fail; the next one begins a session of its own.
    discord.fake.turn_away(2);
    discord.fake.order(Order::Drop);
    discord.identified().await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert_eq!(seen.title(), "API");
    discord.finish().await;
}

#[tokio::test]
async fn what_cannot_be_read_or_answered_is_passed_over() {
    let mut discord = Discord::start().await;
    let orders = [
        Order::Garbage("no JSON".to_owned()),
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
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert_eq!(seen.title(), "API");
    discord.finish().await;
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
async fn a_refused_intent_ends_with_what_to_do() {
    for code in [4_013, 4_014] {
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
