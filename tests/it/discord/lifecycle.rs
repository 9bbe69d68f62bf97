//! Connecting, registering commands, reconnecting, shutdown and fatal errors.

use std::sync::Mutex;
use std::sync::atomic::Ordering;

use guidepost::testing::config::Shards;
use serde_json::json;

use super::driver::{Discord, failure, unreachable};
use super::fake::{FakeOptions, GatewayAction, Received, TOKEN};
use super::overload::counts;
use super::payload;

#[tokio::test]
async fn no_privileged_intent_is_asked_for_and_commands_are_registered_once() {
    let discord = Discord::start().await;
    // `GUILD_MESSAGES` and `DIRECT_MESSAGES`, without `MESSAGE_CONTENT`.
    assert_eq!(discord.session["intents"], (1 << 9) | (1 << 12));
    assert_eq!(discord.session["shard"], json!([0, 1]));
    // A second registration would be an unexpected event at the end.
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
    let commands = discord.wait_for_registration().await;
    insta::assert_json_snapshot!("commands", commands);
    discord.finish().await;
}

#[tokio::test]
async fn a_lost_connection_is_resumed_and_the_next_question_answered() {
    let mut discord = Discord::start().await;
    for action in [GatewayAction::Close(4_000), GatewayAction::Drop] {
        discord.fake.act(action);
        discord.wait_for_resume().await;
        discord.answers().await;
    }
    discord.finish().await;
}

#[tokio::test]
async fn after_every_recoverable_close_code_the_next_question_is_answered() {
    // <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>
    for code in [
        1_000, 1_001, 4_000, 4_001, 4_002, 4_003, 4_005, 4_008, 4_999, 4_007, 4_009,
    ] {
        let mut discord = Discord::start().await;
        discord.fake.act(GatewayAction::Close(code));
        if matches!(code, 4_007 | 4_009) {
            discord.wait_for_identify().await;
        } else {
            discord.wait_for_resume().await;
        }
        discord.answers().await;
        discord.finish().await;
    }
}

#[tokio::test]
async fn a_reconnect_request_is_followed_by_a_resume() {
    for said in [r#"{"op":7,"d":null}"#, r#"{"op":9,"d":true}"#] {
        let mut discord = Discord::start().await;
        discord.fake.act(GatewayAction::SendRaw(said.to_owned()));
        discord.wait_for_close(4_000).await;
        discord.wait_for_resume().await;
        discord.answers().await;
        discord.finish().await;
    }
}

#[tokio::test]
async fn a_connection_without_heartbeat_acknowledgements_is_replaced() {
    let options = FakeOptions {
        heartbeat: Some(10),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_with(options).await;
    discord
        .fake
        .ignores_heartbeats
        .store(true, Ordering::SeqCst);
    discord.wait_for_resume().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn an_ended_session_is_followed_by_a_new_one() {
    let mut discord = Discord::start().await;
    discord
        .fake
        .act(GatewayAction::SendRaw(r#"{"op":9,"d":false}"#.to_owned()));
    discord.wait_for_close(4_000).await;
    discord.wait_for_identify().await;
    discord.answers().await;
    discord.fake.act(GatewayAction::Close(4_009));
    discord.wait_for_identify().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn an_unavailable_gateway_is_tried_until_it_is_back() {
    let mut discord = Discord::start().await;
    discord.fake.reject_connections(2);
    discord.fake.act(GatewayAction::Drop);
    discord.wait_for_resume().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_used_up_session_limit_delays_the_session() {
    let options = FakeOptions {
        // None left, then a few: the first report is never used, the others delay the session.
        session_limits: Mutex::new([(0, 50), (100, 50), (200, 2_000)].into()),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_with(options).await;
    assert_eq!(*discord.fake.options.session_limits.lock().unwrap(), []);
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn one_process_runs_the_recommended_number_of_shards() {
    let options = FakeOptions {
        shards: Some(2),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_connecting(options).await;
    discord.connections = 2;
    let session_limits = [
        discord.wait_for_identify().await,
        discord.wait_for_identify().await,
    ];
    let mut shards = session_limits.map(|session| session["shard"][0].as_u64());
    shards.sort_unstable();
    assert_eq!(shards, [Some(0), Some(1)]);
    // One shard registers the commands.
    discord.wait_for_command_list().await;
    discord.wait_for_registration().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_process_runs_the_shards_of_its_settings() {
    let options = FakeOptions {
        settings: Some(|settings| {
            settings.discord.shards = Some(Shards {
                first: 6,
                last: 6,
                total: 8,
            });
        }),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_connecting(options).await;
    assert_eq!(discord.wait_for_identify().await["shard"], json!([6, 8]));
    // Another process, the one with shard 0, registers the commands.
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn unreadable_and_unknown_events_are_counted_and_ignored() {
    let mut discord = Discord::start().await;
    let actions = [
        GatewayAction::SendRaw("no JSON".to_owned()),
        GatewayAction::SendRaw(r#"{"op":99,"d":1}"#.to_owned()),
        GatewayAction::Dispatch("SOMETHING_NEW", json!({ "a": 1 })),
        GatewayAction::Dispatch("INTERACTION_CREATE", json!({ "id": "1", "type": 2 })),
        // An expired interaction: Discord answers 404.
        GatewayAction::Dispatch(
            "INTERACTION_CREATE",
            payload::command(payload::IN_SERVER, 1, "help", &[]),
        ),
    ];
    for action in actions {
        discord.fake.act(action);
    }
    discord.answers().await;
    let late = "discord: 1 events not answered within the platform's three seconds";
    counts(&discord, late).await;
    let readiness = discord.readiness().await;
    assert_eq!(
        crate::fixtures::degraded(&readiness),
        [
            late,
            "discord: 1 events of an unknown kind",
            "discord: 3 events that could not be read"
        ]
    );
    discord.finish().await;
}

#[tokio::test]
async fn a_repeated_interaction_is_answered_once() {
    let mut discord = Discord::start().await;
    let id = discord.fake.next_interaction();
    let help = payload::command(payload::IN_SERVER, id, "help", &[]);
    for _ in 0..2 {
        let action = GatewayAction::Dispatch("INTERACTION_CREATE", help.clone());
        discord.fake.act(action);
    }
    assert_eq!(discord.next_response().await.title(), "What I can do");
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_failed_response_is_retried_once() {
    let mut discord = Discord::start().await;
    discord.fake.fail_responses(1);
    discord.answers().await;
    // Both attempts fail, so this question stays unanswered.
    discord.fake.fail_responses(2);
    let id = discord.fake.next_interaction();
    let help = payload::command(payload::IN_SERVER, id, "help", &[]);
    discord
        .fake
        .act(GatewayAction::Dispatch("INTERACTION_CREATE", help));
    discord.fake.wait_for_failures().await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn the_registration_of_commands_is_tried_again_after_errors() {
    let options = FakeOptions {
        failing_registrations: 2.into(),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_connecting(options).await;
    discord.wait_for_identify().await;
    for _ in 0..3 {
        discord.wait_for_command_list().await;
    }
    discord.wait_for_registration().await;
    discord.finish().await;
}

#[tokio::test]
async fn running_answers_are_delivered_before_shutdown() {
    let mut discord = Discord::start().await;
    let id = discord.fake.next_interaction();
    let help = payload::command(payload::IN_SERVER, id, "help", &[]);
    let seen = discord.stop_while_it_responds(help).await;
    assert_eq!(seen.title(), "What I can do");
    discord.wait_for_end().await;
}

#[tokio::test]
async fn a_wrong_token_ends_with_instructions() {
    let (said, received) = failure(FakeOptions::default(), "a.wrong.token").await;
    insta::assert_snapshot!(said, @"Discord refuses the token in DISCORD_TOKEN; copy the bot's token anew from https://discord.com/developers/applications (your application, Bot, Reset Token)");
    assert_eq!(received, []);
    let closes = FakeOptions {
        close_code: Some(4_004),
        ..FakeOptions::default()
    };
    let (again, received) = failure(closes, TOKEN).await;
    assert_eq!(again, said);
    assert!(matches!(received[..], [Received::Identified(_)]));
    assert!(!said.contains(TOKEN) && !said.contains("wrong"));
}

#[tokio::test]
async fn a_fatal_close_code_ends_with_instructions() {
    for code in [4_010, 4_011, 4_012, 4_013, 4_014] {
        let closes = FakeOptions {
            close_code: Some(code),
            ..FakeOptions::default()
        };
        let (said, _) = failure(closes, TOKEN).await;
        assert!(said.contains(&code.to_string()), "{said}");
    }
}

#[tokio::test]
async fn the_public_gateway_never_replaces_a_custom_one() {
    let options = FakeOptions {
        gateway_fails: true,
        ..FakeOptions::default()
    };
    let (said, received) = unreachable(options).await;
    assert!(said.starts_with("discord: Discord cannot be reached"));
    assert_eq!(received, []);
}

#[tokio::test]
async fn a_custom_gateway_overrides_the_address_of_the_api() {
    let elsewhere = FakeOptions {
        wrong_gateway_url: true,
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_with(elsewhere).await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert_eq!(seen.title(), "API");
    discord.finish().await;
}
