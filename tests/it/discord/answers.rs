//! Slash commands, buttons, selects and autocomplete.

use serde_json::json;

use super::driver::Discord;
use super::payload::{self, ASKER, IN_SERVER, OTHER, Sender};

#[tokio::test]
async fn a_command_is_answered_with_the_passage_and_its_source() {
    let mut discord = Discord::start().await;
    let seen = discord.command("what-is", &[("term", "backend")]).await;
    insta::assert_json_snapshot!("what_is_backend", seen.0);
    let seen = discord
        .command("compare", &[("a", "frontend"), ("b", "full stack")])
        .await;
    insta::assert_json_snapshot!("compare", seen.0);
    discord.finish().await;
}

#[tokio::test]
async fn every_command_is_answered() {
    let mut discord = Discord::start().await;
    let role = [("role", "backend developer")];
    for (name, options, title) in [
        ("skills", &role[..], "Skills"),
        ("responsibilities", &role, "What they do"),
        ("roadmap", &role, "Backend developer"),
        ("ask", &[("question", "do I need a degree?")], "degree"),
    ] {
        let seen = discord.command(name, options).await;
        assert!(seen.title().contains(title), "/{name}: {}", seen.title());
        assert!(!seen.is_private(), "/{name}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn lists_and_help_are_private_unless_the_user_says_public() {
    let mut discord = Discord::start().await;
    let topic = [("topic", "first job")];
    for (name, options, title) in [
        ("faq", &[][..], "Topics"),
        ("faq", &topic, "Questions: First job"),
        ("roles", &[], "Roles"),
        ("help", &[], "What I can do"),
    ] {
        let seen = discord.command(name, options).await;
        assert!(seen.title().contains(title), "/{name}: {}", seen.title());
        assert!(seen.is_private(), "/{name}");
        let seen = discord.command_privately(name, options, false).await;
        assert!(!seen.is_private(), "/{name}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn the_prefix_private_in_the_text_of_an_option_makes_the_answer_private() {
    let mut discord = Discord::start().await;
    for text in [
        "private: do I need a degree?",
        "(private) do I need a degree?",
        "do I need a degree? private please",
    ] {
        let seen = discord.command("ask", &[("question", text)]).await;
        assert!(seen.title().contains("degree"), "{text}: {}", seen.title());
        assert!(seen.is_private(), "{text}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn a_question_in_a_direct_message_is_answered() {
    let mut discord = Discord::start().await;
    let from = Sender {
        server: false,
        ..IN_SERVER
    };
    let seen = discord
        .command_from(from, "what-is", &[("term", "api")])
        .await;
    assert_eq!(seen.title(), "API");
    discord.finish().await;
}

#[tokio::test]
async fn every_command_has_the_option_private() {
    let mut discord = Discord::start().await;
    let role = [("role", "backend developer")];
    for (name, options) in [
        ("ask", &[("question", "do I need a degree?")][..]),
        ("what-is", &[("term", "backend")]),
        ("skills", &role),
        ("responsibilities", &role),
        ("roadmap", &role),
        ("compare", &[("a", "frontend"), ("b", "backend")]),
        ("faq", &[]),
        ("roles", &[]),
        ("help", &[]),
        ("my-data", &[]),
        ("gaps", &[]),
    ] {
        let seen = discord.command_privately(name, options, true).await;
        assert!(seen.is_private(), "/{name}");
    }
    let all = guidepost::testing::discord::commands();
    for command in all
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["type"] == 1)
    {
        let mut options = command["options"].as_array().unwrap().iter();
        let private = options.any(|option| option["name"] == "private");
        assert!(private || command["name"] == "guidepost", "{command:#}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn a_user_install_works_in_any_group_or_server() {
    let mut discord = Discord::start().await;
    for server in [false, true] {
        let id = discord.fake.next_interaction();
        let from = Sender {
            server,
            ..IN_SERVER
        };
        let mut command = payload::command(from, id, "what-is", &[("term", "api")]);
        // The bot is a member of neither.
        command["authorizing_integration_owners"] = json!({ "1": ASKER });
        if !server {
            command["context"] = json!(2);
            command["channel"]["type"] = json!(3);
        }
        let seen = discord.send(command).await;
        assert_eq!(seen.title(), "API");
    }
    discord.finish().await;
}

#[tokio::test]
async fn a_vote_on_a_public_answer_is_counted_there_and_told_to_its_person_alone() {
    let mut discord = Discord::start().await;
    let answer = discord.command("what-is", &[("term", "api")]).await;
    assert!(!answer.is_private());
    let note = discord.press(&answer, "Solved it").await;
    assert!(note.is_private());
    assert_eq!(note.title(), "Thank you");
    assert_eq!(note.labels(), ["Take it back"]);
    // Everybody sees the number alone.
    let counted = discord.counted.take().expect("an update");
    assert!(counted.is_in_place());
    assert!(
        counted.labels().contains(&"Solved it (1)"),
        "{:?}",
        counted.labels()
    );
    assert_eq!(counted.title(), answer.title());
    let button = counted.button("Solved it (1)");
    discord.press_as(OTHER, &counted, &button).await;
    let counted = discord.counted.take().expect("an update");
    assert!(
        counted.labels().contains(&"Solved it (2)"),
        "{:?}",
        counted.labels()
    );
    // Who is still stuck is nobody else's business: only the number of the others goes down.
    let button = counted.button("Still stuck");
    let note = discord.press_as(OTHER, &counted, &button).await;
    assert_eq!(note.title(), "Kept: still stuck");
    let counted = discord.counted.take().expect("an update");
    assert!(
        counted.labels().contains(&"Solved it (1)"),
        "{:?}",
        counted.labels()
    );
    assert!(
        counted.labels().contains(&"Still stuck"),
        "{:?}",
        counted.labels()
    );
    let note = discord.press_as(OTHER, &counted, &button).await;
    assert!(note.is_private() && discord.counted.is_none());
    discord.finish().await;
}

#[tokio::test]
async fn a_related_button_works_after_a_restart() {
    let mut discord = Discord::start().await;
    let seen = discord.command("what-is", &[("term", "backend")]).await;
    let mut discord = discord.restart().await;
    let opened = discord.press(&seen, "Frontend developer").await;
    assert_eq!(opened.title(), "Frontend developer");
    assert!(!opened.is_in_place() && !opened.is_private());
    discord.finish().await;
}

#[tokio::test]
async fn pages_turn_in_place_for_the_asker_and_privately_for_others() {
    let mut discord = Discord::start().await;
    let first = discord.command("faq", &[("topic", "first job")]).await;
    let second = discord.press(&first, "More").await;
    assert!(second.is_in_place());
    assert_ne!(second.title(), first.title());
    let back = discord.press(&second, "Back").await;
    assert!(back.is_in_place());
    assert_eq!(back.data()["components"], first.data()["components"]);
    let other = discord.press_as(OTHER, &first, &first.button("More")).await;
    assert!(other.is_private() && !other.is_in_place());
    assert_eq!(other.title(), second.title());
    discord.finish().await;
}

#[tokio::test]
async fn the_chosen_option_of_a_list_opens() {
    let mut discord = Discord::start().await;
    let roles = discord.command("roles", &[]).await;
    insta::assert_json_snapshot!("roles", roles.0);
    let opened = discord.pick(&roles, "Full-stack developer").await;
    assert_eq!(opened.title(), "Full-stack developer");
    assert!(!opened.is_in_place());
    discord.finish().await;
}

#[tokio::test]
async fn an_inexact_name_gets_private_suggestions() {
    let mut discord = Discord::start().await;
    let seen = discord
        .command("skills", &[("role", "backend person")])
        .await;
    insta::assert_json_snapshot!("unsure", seen.0);
    assert!(seen.is_private());
    let label = seen.options()[0]["label"].as_str().unwrap().to_owned();
    let opened = discord.pick(&seen, &label).await;
    assert_eq!(opened.title(), label);
    // The reply was private, so what it leads to is private until it is shown to the channel.
    assert!(opened.is_private());
    let shown = discord.press(&opened, "Show to channel").await;
    assert!(!shown.is_private());
    discord.finish().await;
}

#[tokio::test]
async fn autocomplete_offers_the_best_match_first_within_the_limits() {
    let mut discord = Discord::start().await;
    let offered = discord
        .autocomplete("what-is", &[("term", "backend")])
        .await;
    assert_eq!(offered[0], "Backend developer");
    let offered = discord.autocomplete("skills", &[("role", "full")]).await;
    assert_eq!(offered[0], "Full-stack developer");
    let compared = [("a", "SQL"), ("b", "pyth")];
    assert_eq!(
        discord.autocomplete("compare", &compared).await[0],
        "Python"
    );
    // Limits are checked with every body; empty and absurd input has to pass.
    let long = "x".repeat(6_000);
    for written in ["", " ", "a", "💥", "\u{0}", &long] {
        let offered = discord.autocomplete("ask", &[("question", written)]).await;
        assert!(offered.len() <= 25);
    }
    assert!(discord.autocomplete("gone", &[("x", "y")]).await.is_empty());
    discord.finish().await;
}

#[tokio::test]
async fn a_button_of_another_version_gets_a_private_explanation() {
    let mut discord = Discord::start().await;
    let seen = discord.command("what-is", &[("term", "backend")]).await;
    for button in ["0:old", "9:open:0:sql", "", "1:open:0:sql:#"] {
        let reply = discord.press_as(ASKER, &seen, button).await;
        assert!(reply.is_private());
        assert_eq!(reply.title(), "I do not know that command or button");
    }
    let gone = discord
        .press_as(ASKER, &seen, "1:open:0:no-such-entry")
        .await;
    assert!(gone.is_private());
    assert_eq!(gone.title(), "That text is no longer here");
    let command = discord.command("gone", &[]).await;
    assert!(command.is_private());
    discord.finish().await;
}

#[tokio::test]
async fn a_command_without_its_option_names_the_missing_option() {
    let mut discord = Discord::start().await;
    for name in ["what-is", "skills", "roadmap", "compare", "ask"] {
        let seen = discord.command(name, &[]).await;
        assert!(seen.is_private());
        assert_eq!(seen.title(), "Something is missing", "/{name}");
        assert!(seen.text().contains(&format!("`/{name} ")));
    }
    discord.finish().await;
}

#[tokio::test]
async fn odd_questions_get_a_private_explanation() {
    let mut discord = Discord::start().await;
    let long = "why ".repeat(1_500);
    for (question, title) in [
        (&*long, "That is more than I can read at once"),
        ("💥🎉👩‍👩‍👧‍👦", "I need words"),
        ("\u{0}\u{7}\u{1b}[2J", "I do not know that"),
        ("法国的首都是哪里？", "I do not know that"),
        ("What is the capital of France?", "I do not know that"),
        ("Wie wird das Wetter morgen?", "I do not know that"),
    ] {
        let seen = discord.command("ask", &[("question", question)]).await;
        assert!(seen.is_private(), "{question}");
        assert_eq!(seen.title(), title, "{question}");
        assert!(!seen.labels().is_empty() || question == long);
    }
    let controls = "what\u{0} is\u{7} an\r\n API?";
    let seen = discord.command("ask", &[("question", controls)]).await;
    assert_eq!(seen.title(), "API");
    discord.finish().await;
}

#[tokio::test]
async fn a_private_answer_leads_to_private_ones_until_it_is_shown_to_the_channel() {
    let mut discord = Discord::start().await;
    let term = [("term", "backend")];
    let alone = discord.command_privately("what-is", &term, true).await;
    let why = discord.press(&alone, "Why this?").await;
    assert!(why.is_private() && !why.is_in_place());
    assert_eq!(why.title(), "Why this?");
    let next = discord.press(&alone, "Frontend developer").await;
    assert!(next.is_private());
    let shown = discord.press(&next, "Show to channel").await;
    assert!(!shown.is_private() && !shown.is_in_place());
    assert_eq!(shown.title(), "Frontend developer");
    insta::assert_json_snapshot!("shown_to_all", shown.0);
    discord.finish().await;
}

#[tokio::test]
async fn the_option_private_decides_who_sees_an_answer() {
    let mut discord = Discord::start().await;
    for (private, name, options) in [
        (true, "what-is", &[("term", "backend")][..]),
        (false, "what-is", &[("term", "backend")]),
        (true, "roles", &[]),
    ] {
        let seen = discord.command_privately(name, options, private).await;
        assert_eq!(seen.is_private(), private, "/{name}");
    }
    let miss = [("question", "what is the capital of france")];
    let seen = discord.command_privately("ask", &miss, false).await;
    assert!(seen.is_private());
    discord.finish().await;
}
