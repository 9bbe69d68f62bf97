//! Buttons and selects.

use serde_json::json;

use super::driver::{Mode, Slack};

#[tokio::test]
async fn a_button_answers_with_a_new_message() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let definition = slack.command("/what-is", "backend").await;
        let button = definition.button("Frontend developer");
        let seen = slack.press(&definition, button).await;
        assert_eq!(seen.method, "response_url");
        assert_eq!(seen.title(), "Frontend developer");
        assert_eq!(seen.body["replace_original"], false);
        insta::assert_json_snapshot!("a_button", seen.body);
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_button_in_a_thread_answers_in_that_thread() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let definition = slack.mention("<@U0BOT> what is a backend developer?").await;
        let button = definition.button("Roadmap");
        let seen = slack.press(&definition, button).await;
        assert_eq!(seen.title(), "Backend developer: Roadmap");
        assert_eq!(seen.body["thread_ts"], definition.body["thread_ts"]);
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_choice_opens_what_it_names() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let topics = slack.command("/faq", "").await;
        let choice = topics.choice("First job");
        let questions = slack.press(&topics, choice).await;
        assert_eq!(questions.title(), "Questions: First job (1 of 2)");
        slack.finish().await;
    }
}

#[tokio::test]
async fn another_page_replaces_the_message() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let first = slack.command("/faq", "first job").await;
        let second = slack.press(&first, first.button("More")).await;
        assert_eq!(second.body["replace_original"], true);
        assert_ne!(first.title(), second.title());
        let back = slack.press(&second, second.button("Back")).await;
        assert_eq!(back.body["replace_original"], true);
        assert_eq!(back.title(), first.title());
        slack.finish().await;
    }
}

#[tokio::test]
async fn another_page_of_a_private_message_stays_private() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let list = slack.command("/faq", "first job").await;
        let mut private = list.clone();
        private.body["response_type"] = json!("ephemeral");
        let seen = slack.press(&private, list.button("More")).await;
        assert_eq!(seen.body["replace_original"], true);
        assert!(seen.is_private());
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_button_works_after_a_restart() {
    for mode in Mode::BOTH {
        let mut before = Slack::start(mode).await;
        let old = before.command("/what-is", "backend").await;
        before.finish().await;
        let mut after = Slack::start(mode).await;
        let seen = after.press(&old, old.button("Frontend developer")).await;
        assert_eq!(seen.title(), "Frontend developer");
        after.finish().await;
    }
}

#[tokio::test]
async fn a_button_of_another_version_gets_an_ephemeral_notice() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let shown = slack.command("/what-is", "backend").await;
        for (action, value) in [
            ("open-0", "0:from-the-past"),
            ("turn-0", "9:from-the-future"),
            ("turn-1", "1:open:0:no-such-entry"),
            ("", ""),
        ] {
            let action = json!({ "type": "button", "action_id": action, "value": value });
            let seen = slack.press(&shown, action).await;
            assert!(seen.is_private());
            // An ephemeral notice must not replace a public message.
            assert_eq!(seen.body["replace_original"], false);
            let known = [
                "I do not know that command or button",
                "That text is no longer here",
            ];
            assert!(known.contains(&seen.title()), "{}", seen.title());
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn controls_on_a_private_answer_answer_privately_except_show_to_channel() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let alone = slack.command("/what-is", "private: backend").await;
        let why = slack.press(&alone, alone.button("Why this?")).await;
        assert!(why.is_private());
        assert_eq!(why.title(), "Why this?");
        let next = slack
            .press(&alone, alone.button("Frontend developer"))
            .await;
        assert!(next.is_private());
        let shown = slack.press(&next, next.button("Show to channel")).await;
        assert!(!shown.is_private());
        assert_eq!(shown.body["replace_original"], false);
        assert_eq!(shown.title(), "Frontend developer");
        slack.finish().await;
    }
}

#[tokio::test]
async fn native_feedback_buttons_and_ordinary_buttons_store_a_vote() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for text in ["backend", "private: backend"] {
            let answer = slack.command("/what-is", text).await;
            let apart = answer.body.to_string().contains("feedback_buttons");
            assert_eq!(apart, !answer.is_private());
            for (opinion, title, said) in [
                ("Solved it", "Thank you", "developer” solved it"),
                (
                    "Still stuck",
                    "Kept: still stuck",
                    "developer” did not solve",
                ),
            ] {
                let thanks = slack.press(&answer, answer.button(opinion)).await;
                assert!(thanks.is_private());
                assert_eq!(thanks.title(), title);
                assert!(thanks.text().contains(said), "{}", thanks.text());
            }
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_vote_on_a_public_answer_is_counted_there_and_told_to_its_person_alone() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let answer = slack.command("/what-is", "backend").await;
        let mut press = slack.action_payload(&answer, answer.button("Solved it"));
        press["message"]["text"] = answer.body["text"].clone();
        press["message"]["blocks"] = answer.body["blocks"].clone();
        slack.send("interactive", &press).await;
        let note = slack.next().await;
        assert!(note.is_private());
        assert_eq!(note.title(), "Thank you");
        let counted = slack.next().await;
        assert_eq!(counted.method, "response_url");
        assert_eq!(counted.body["replace_original"], true);
        assert_eq!(counted.body["text"], answer.body["text"]);
        assert_eq!(counted.title(), "Backend developer");
        let button = counted.button("Solved it (1)");
        assert_eq!(
            button["accessibility_label"],
            "Solved it (1): Backend developer"
        );
        counted.button("Still stuck");
        slack.finish().await;
    }
}

#[tokio::test]
async fn show_to_channel_is_offered_on_private_answers_in_channels_alone() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let offers =
            |seen: &super::driver::ShownMessage| seen.body.to_string().contains("Show to channel");
        assert!(offers(&slack.command("/what-is", "private: backend").await));
        assert!(!offers(&slack.command("/what-is", "backend").await));
        // Between two, and in a form, there is no channel.
        assert!(!offers(&slack.write("private: what is backend?").await));
        let form = slack.shortcut_payload("ask", None);
        slack.send("interactive", &form).await;
        let form = slack.next().await;
        let answer = slack.submit(&form, "what is backend?", "").await.unwrap();
        assert!(!answer.to_string().contains("Show to channel"));
        slack.finish().await;
    }
}
