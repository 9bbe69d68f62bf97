//! Follow-ups: a question in a thread refers to the entry of the last answer.

use super::driver::{Mode, Setup, Slack};

/// Titles of the answers to the question of [`follow_up`], by the entry it refers to.
const ANALYST: &str = "Data analyst: Skills";
const BACKEND: &str = "Backend developer: Skills";

/// Asks in a thread and returns the title of the answer.
async fn follow_up(slack: &mut Slack, thread: &str) -> String {
    let event = slack.mention_payload("<@U0BOT> and the skills?", Some(thread));
    slack.send_event(&event).await;
    slack.next().await.title().to_owned()
}

fn setup(threads: &'static str) -> Setup<'static> {
    Setup {
        more: vec![("SLACK_THREADS", threads)],
        ..Setup::default()
    }
}

#[tokio::test]
async fn a_question_in_a_thread_follows_up_on_the_entry_of_the_last_answer() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start_with(mode, setup("false")).await;
        let first = slack.mention("<@U0BOT> what is a data analyst?").await;
        let thread = first.body["thread_ts"].as_str().unwrap().to_owned();
        assert_eq!(follow_up(&mut slack, &thread).await, ANALYST);
        // Another thread has no entry: it is asked for, alone.
        let event = slack.mention_payload("<@U0BOT> and the skills?", Some("1600000000.000001"));
        slack.send_event(&event).await;
        let asked = slack.next().await;
        assert!(asked.is_private());
        assert_eq!(asked.title(), "Of which role?");
        assert!(!asked.body.to_string().contains("()"), "{}", asked.body);
        let picked = asked.choice("Data analyst");
        assert_eq!(slack.press(&asked, picked).await.title(), ANALYST);
        let event = slack.mention_payload("<@U0BOT> what is a backend developer?", Some(&thread));
        slack.send_event(&event).await;
        slack.next().await;
        assert_eq!(follow_up(&mut slack, &thread).await, BACKEND);
        slack.finish().await;
    }
}

#[tokio::test]
async fn with_slack_threads_a_follow_up_is_understood_after_a_restart() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start_with(mode, setup("true")).await;
        let first = slack.mention("<@U0BOT> what is a data analyst?").await;
        let thread = first.body["thread_ts"].as_str().unwrap().to_owned();
        let mut slack = slack.restart(setup("true")).await;
        for _ in 0..2 {
            assert_eq!(follow_up(&mut slack, &thread).await, ANALYST);
        }
        assert_eq!(slack.fake.looked_up("conversations.replies"), 1);
        slack.finish().await;
    }
}

#[tokio::test]
async fn threads_are_read_in_direct_messages_and_in_channels_only_with_the_setting() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start_with(mode, setup("false")).await;
        let direct = slack.write("what is a data analyst?").await;
        let thread = direct.body["thread_ts"].clone();
        let mut slack = slack.restart(setup("false")).await;
        let mut event = slack.direct_payload("and the skills?");
        event["event"]["thread_ts"] = thread;
        slack.send_event(&event).await;
        assert_eq!(slack.next().await.title(), ANALYST);
        assert_eq!(slack.fake.looked_up("conversations.replies"), 1);
        assert_ne!(follow_up(&mut slack, "1600000000.000001").await, ANALYST);
        assert_eq!(slack.fake.looked_up("conversations.replies"), 1);
        slack.finish().await;
    }
}
