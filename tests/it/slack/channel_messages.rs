//! Channel messages that do not mention the bot, in channels where every question is answered.

use serde_json::json;

use super::driver::{Mode, Setup, Slack, USER};
use super::settings::{chosen, open, save, turn};

#[tokio::test]
async fn a_channel_that_answers_every_question_ignores_conversations() {
    for mode in Mode::BOTH {
        let hearing = Setup {
            more: vec![("SLACK_MESSAGES", "true")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, hearing).await;
        slack.fake.administers(USER, true);
        // The default ignores channel messages.
        let early = slack.channel_message_payload("what is an API?");
        slack.send_event(&early).await;
        let form = open(&mut slack).await;
        let channel = turn(&mut slack, &form, "This channel").await;
        save(&mut slack, &channel, &[("mode", json!("all"))]).await;
        let mut others = vec![
            slack.channel_message_payload("thanks, see you tomorrow!"),
            slack.channel_message_payload("what is the capital of France?"),
            slack.channel_message_payload("<@U0SOMEBODY> what is an API?"),
            slack.channel_message_payload(" "),
        ];
        let mut inside = slack.channel_message_payload("what is an API?");
        inside["event"]["thread_ts"] = json!("1600000000.000001");
        let mut elsewhere = slack.channel_message_payload("what is an API?");
        elsewhere["event"]["channel"] = json!("C2");
        others.extend([inside, elsewhere]);
        for other in &others {
            slack.send_event(other).await;
        }
        let question = slack.channel_message_payload("what is SQL?");
        slack.send_event(&question).await;
        let answer = slack.next().await;
        assert_eq!((answer.method, answer.title()), ("chat.postMessage", "SQL"));
        assert_eq!(answer.body["thread_ts"], question["event"]["ts"]);
        // A mention in such a channel is answered once, also where nothing is found.
        let mention = slack.mention_payload("<@U0BOT> what is the capital of France?", None);
        let mut message = mention.clone();
        message["event_id"] = json!("EvOfTheMessage");
        message["event"]["type"] = json!("message");
        message["event"]["channel_type"] = json!("channel");
        slack.send_event(&message).await;
        slack.send_event(&mention).await;
        assert_eq!(slack.next().await.title(), "I do not know that");
        slack.finish().await;
    }
}

#[tokio::test]
async fn every_question_is_offered_only_where_the_bot_receives_channel_messages() {
    for mode in Mode::BOTH {
        let setup = Setup::default();
        let kept = setup.kept.clone();
        let mut slack = Slack::start_with(mode, setup).await;
        slack.fake.administers(USER, true);
        assert!(
            !open(&mut slack)
                .await
                .body
                .to_string()
                .contains("every question")
        );
        let hearing = Setup {
            more: vec![("SLACK_MESSAGES", "true")],
            kept: kept.clone(),
            ..Setup::default()
        };
        let mut slack = slack.restart(hearing).await;
        let form = open(&mut slack).await;
        save(&mut slack, &form, &[("mode", json!("all"))]).await;
        // Without channel messages the modal names the missing setting.
        let deaf = Setup {
            kept,
            ..Setup::default()
        };
        let mut slack = slack.restart(deaf).await;
        let form = open(&mut slack).await;
        assert_eq!(chosen(&form, "mode"), "all");
        assert!(form.body.to_string().contains("slack.messages"));
        let said = slack.channel_message_payload("what is SQL?");
        slack.send_event(&said).await;
        assert_eq!(slack.command("/what-is", "api").await.title(), "API");
        slack.finish().await;
    }
}
