//! Follow-ups: a question in a thread goes on about the entry of the answer before.

use super::driver::{Mode, Setup, Slack};
use crate::fixtures::project;

/// What the answers are called to the question of [`goes_on`], by what is talked about.
const ANALYST: &str = "Data analyst: Skills";
const BACKEND: &str = "Backend developer: Skills";

/// Asks in a thread, and gives the title of the answer.
async fn goes_on(slack: &mut Slack, thread: &str) -> String {
    let event = slack.mention_payload("<@U0BOT> and the skills?", Some(thread));
    slack.send_event(&event).await;
    slack.next().await.title().to_owned()
}

/// Over the shipped knowledge, where every role has skills.
fn setup(threads: &'static str) -> Setup<'static> {
    Setup {
        knowledge: project("knowledge"),
        more: vec![("SLACK_THREADS", threads)],
        ..Setup::default()
    }
}

#[tokio::test]
async fn a_question_in_a_thread_goes_on_about_the_entry_of_the_answer_before() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start_with(mode, setup("false")).await;
        let first = slack.mention("<@U0BOT> what is a data analyst?").await;
        let thread = first.body["thread_ts"].as_str().unwrap().to_owned();
        assert_eq!(goes_on(&mut slack, &thread).await, ANALYST);
        // Another thread is another matter.
        assert_ne!(goes_on(&mut slack, "1600000000.000001").await, ANALYST);
        let event = slack.mention_payload("<@U0BOT> what is a backend developer?", Some(&thread));
        slack.send_event(&event).await;
        slack.next().await;
        assert_eq!(goes_on(&mut slack, &thread).await, BACKEND);
        slack.finish().await;
    }
}

#[tokio::test]
async fn where_threads_may_be_read_a_restart_forgets_nothing() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start_with(mode, setup("true")).await;
        let first = slack.mention("<@U0BOT> what is a data analyst?").await;
        let thread = first.body["thread_ts"].as_str().unwrap().to_owned();
        let mut slack = slack.restart(setup("true")).await;
        for _ in 0..2 {
            assert_eq!(goes_on(&mut slack, &thread).await, ANALYST);
        }
        assert_eq!(slack.fake.looked_up("conversations.replies"), 1);
        slack.finish().await;
    }
}

#[tokio::test]
async fn threads_of_direct_messages_are_always_read_and_those_of_channels_only_where_one_says_so() {
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
        assert_ne!(goes_on(&mut slack, "1600000000.000001").await, ANALYST);
        assert_eq!(slack.fake.looked_up("conversations.replies"), 1);
        slack.finish().await;
    }
}
