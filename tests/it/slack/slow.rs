//! Answers that miss the deadline of their acknowledgement: the only thread that searches is busy until
//! Slack has its acknowledgement.

use std::sync::mpsc;

use serde_json::{Value, json};

use super::driver::{Mode, Slack, USER};

/// Runs a test with one blocking thread.
pub fn alone(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(1)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(test);
}

/// Occupies the blocking thread until the sender is used.
pub fn busy() -> mpsc::Sender<()> {
    let (release, held) = mpsc::channel();
    tokio::task::spawn_blocking(move || held.recv().ok());
    release
}

#[test]
fn a_slow_answer_is_sent_after_its_acknowledgement_by_every_route() {
    alone(async {
        for mode in Mode::BOTH {
            let mut slack = Slack::start(mode).await;
            slack.open_tab("home", None).await;
            let home = slack.next().await;
            let form = slack.shortcut_payload("ask", None);
            slack.send("interactive", &form).await;
            let form = slack.next().await;
            let release = busy();

            let mention = slack.mention_payload("<@U0BOT> what is an API?", None);
            slack.send_event(&mention).await;
            let read = slack.view_action_payload(&home.body["view"], "V0", home.button("Read"));
            assert_eq!(slack.send("interactive", &read).await, None);
            // Quick payloads are acknowledged meanwhile.
            let typing = json!({
                "type": "block_suggestion", "action_id": "pick", "block_id": "pick", "value": "back",
                "team": { "id": "T1" }, "user": { "id": USER },
            });
            let offered = slack.send("interactive", &typing).await.unwrap();
            assert!(!offered["options"].as_array().unwrap().is_empty());

            let command = slack.command_payload("/what-is", "sql");
            assert_eq!(slack.send("slash_commands", &command).await, None);
            let waiting = slack.submit(&form, "what is HTTP?", "").await.unwrap();
            assert_eq!(waiting["response_action"], "update");
            let text = &waiting["view"]["blocks"][0]["text"]["text"];
            assert_eq!(text, "Looking that up …");

            // Other routes have announced their answers by now.
            let mut told = [slack.next().await, slack.next().await];
            told.sort_by_key(|one| one.method);
            let [status, modal] = &told;
            assert_eq!(status.method, "agents.sessions.setStatus");
            assert_eq!(status.body["status"], "processing");
            assert_eq!(status.body["thread_ts"], mention["event"]["ts"]);
            assert_eq!(modal.method, "views.open");

            release.send(()).unwrap();
            let mut answers = Vec::new();
            for _ in 0..4 {
                let answer = slack.next().await;
                let place = ["channel", "view_id"].map(|name| answer.body[name].clone());
                answers.push((answer.method, place, answer.title().to_owned()));
            }
            answers.sort_by(|one, other| one.0.cmp(other.0).then(one.2.cmp(&other.2)));
            let titles = answers.iter().map(|(_, _, title)| title.as_str());
            let methods = answers.iter().map(|(method, ..)| *method);
            assert_eq!(
                methods.collect::<Vec<_>>(),
                [
                    "chat.postMessage",
                    "response_url",
                    "views.update",
                    "views.update"
                ]
            );
            let titles: Vec<_> = titles.collect();
            assert_eq!(titles[..2], ["API", "SQL"]);
            assert!(titles[2..].contains(&"HTTP"), "{titles:?}");
            assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
            slack.finish().await;
        }
    });
}

#[test]
fn two_slow_answers_in_one_thread_have_one_sign_until_the_last() {
    alone(async {
        let mut slack = Slack::start(Mode::Socket).await;
        let release = busy();
        let thread = Some("1600000000.000001");
        for term in ["an API", "SQL"] {
            let text = format!("<@U0BOT> what is {term}?");
            let mention = slack.mention_payload(&text, thread);
            slack.send_event(&mention).await;
        }
        let sign = slack.next().await;
        assert_eq!(sign.body["status"], "processing");
        // Both have missed the deadline once a third one, in another thread, has.
        let other = slack.mention_payload("<@U0BOT> what is HTTP?", None);
        slack.send_event(&other).await;
        assert_eq!(slack.next().await.body["status"], "processing");
        release.send(()).unwrap();
        // No further sign comes between the answers.
        let mut titles = Vec::new();
        for _ in 0..3 {
            titles.push(slack.next().await.title().to_owned());
        }
        titles.sort();
        assert_eq!(titles, ["API", "HTTP", "SQL"]);
        slack.finish().await;
    });
}

#[test]
fn a_slow_payload_does_not_delay_other_acknowledgements_of_its_socket() {
    alone(async {
        let mut slack = Slack::start(Mode::Socket).await;
        let release = busy();
        let fake = slack.fake.clone();
        let slow = slack.command_payload("/what-is", "sql");
        let slow = fake.envelope("A1", "slash_commands", &slow);
        let typing = |text: &str| {
            json!({
                "type": "block_suggestion", "action_id": "pick", "block_id": "pick", "value": text,
                "team": { "id": "T1" }, "user": { "id": USER },
            })
        };
        let quick = ["back", "front", "data", ""].map(|text| {
            let typing = typing(text);
            fake.envelope_again("A1", "interactive", &typing)
        });
        for quick in quick {
            let offered = super::driver::soon("an acknowledgement", quick)
                .await
                .unwrap();
            assert!(!offered.unwrap()["options"].as_array().unwrap().is_empty());
        }
        release.send(()).unwrap();
        let slow = super::driver::soon("an acknowledgement", slow)
            .await
            .unwrap();
        match slow {
            Some(answer) => assert_eq!(answer["blocks"][0]["text"]["text"], "SQL"),
            None => assert_eq!(slack.next().await.title(), "SQL"),
        }
        slack.finish().await;
    });
}

#[tokio::test]
async fn many_payloads_at_once_over_one_socket_each_get_their_own_answer() {
    let slack = Slack::start(Mode::Socket).await;
    let terms = [
        "SQL", "API", "HTTP", "SQL", "API", "HTTP", "SQL", "API", "HTTP",
    ];
    let mut acknowledged = Vec::new();
    for term in terms {
        let command = slack.command_payload("/what-is", term);
        acknowledged.push(slack.fake.envelope_again("A1", "slash_commands", &command));
    }
    for (term, acknowledged) in terms.into_iter().zip(acknowledged) {
        let answer: Option<Value> = super::driver::soon("an acknowledgement", acknowledged)
            .await
            .unwrap();
        assert_eq!(answer.unwrap()["blocks"][0]["text"]["text"], term);
    }
    slack.finish().await;
}
