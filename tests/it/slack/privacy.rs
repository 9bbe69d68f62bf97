//! Audience of replies: requests in the text, lists, and replies to controls.

use super::driver::{Mode, Setup, Slack};
use crate::fixtures::{entry, folder};

#[tokio::test]
async fn a_misspelt_prefix_private_makes_the_answer_private() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for text in [
            "private： do I need a degree?",
            "private; do I need a degree?",
            "(private) do I need a degree?",
            "*private:* do I need a degree?",
            "private do I need a degree?",
            "privat: do I need a degree?",
            "do I need a degree? (private)",
        ] {
            let seen = slack.command("/ask", text).await;
            assert!(seen.title().contains("degree"), "{text}: {}", seen.title());
            assert!(seen.is_private(), "{text}");
            let seen = slack.mention(&format!("<@U0BOT> {text}")).await;
            assert!(seen.title().contains("degree"), "{text}: {}", seen.title());
            assert!(seen.is_private(), "{text}");
        }
        let seen = slack.mention("<@U0BOT> /what-is private: backend").await;
        assert_eq!(seen.title(), "Backend developer");
        assert!(seen.is_private());
        slack.finish().await;
    }
}

#[tokio::test]
async fn lists_and_help_are_private_unless_the_user_says_public() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for (command, text) in [
            ("/help", ""),
            ("/roles", ""),
            ("/faq", ""),
            ("/faq", "first job"),
        ] {
            let seen = slack.command(command, text).await;
            assert!(seen.is_private(), "{command} {text}");
            let words = format!("<@U0BOT> {command} {text}");
            assert!(slack.mention(&words).await.is_private(), "{words}");
            let seen = slack.command(command, &format!("public: {text}")).await;
            assert!(!seen.is_private(), "{command} {text}");
        }
        // A greeting asks for help.
        assert!(slack.mention("<@U0BOT> hello").await.is_private());
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_page_of_a_public_list_is_turned_for_the_presser_alone() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let list = slack.command("/faq", "public: first job").await;
        for _ in 0..2 {
            let page = slack.press(&list, list.button("More")).await;
            assert!(page.is_private());
            assert_eq!(page.body["replace_original"], false);
            let back = slack.press(&page, page.button("Back")).await;
            assert!(back.is_private());
            assert_eq!(back.body["replace_original"], true);
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn controls_of_a_public_answer_reply_privately() {
    let text = (0..60).map(|number| format!("Box {number} holds a zither with {number} strings. "));
    let text = text.collect::<String>();
    let body = format!("A box.\n\n## Questions\n\n### Which boxes hold a zither?\n\n{text}");
    let knowledge = folder(&[("terms/zither.md", &entry("Zither", "term", "", &body))]);
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let answer = slack.command("/what-is", "backend").await;
        assert!(!answer.is_private());
        for control in ["Roadmap", "Frontend developer", "Roadmap"] {
            let seen = slack.press(&answer, answer.button(control)).await;
            assert!(seen.is_private(), "{control}");
        }
        slack.finish().await;

        let setup = Setup {
            knowledge: knowledge.path().to_owned(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        let answer = slack.mention("<@U0BOT> which boxes hold a zither?").await;
        assert!(!answer.is_private());
        // In a thread, too, a page is turned for the presser and not for all.
        let page = slack.press(&answer, answer.button("More")).await;
        assert!(page.is_private());
        assert_eq!(page.body["replace_original"], false);
        assert_eq!(page.body["thread_ts"], answer.body["thread_ts"]);
        slack.finish().await;
    }
}
