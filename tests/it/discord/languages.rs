//! The bot speaks the language of whoever asks it; what it quotes stays as it was written.

use serde_json::Value;

use super::driver::Discord;
use super::payload::{From, IN_SERVER};

const GERMAN: From<'static> = From {
    locale: "de",
    ..IN_SERVER
};

#[tokio::test]
async fn a_german_is_answered_in_german_around_the_passage_as_it_was_written() {
    let mut discord = Discord::start().await;
    let seen = discord
        .command_from(GERMAN, "what-is", &[("term", "backend")])
        .await;
    insta::assert_json_snapshot!("german", seen.0);
    let seen = discord
        .command_from(GERMAN, "ask", &[("question", "wie wird das Wetter?")])
        .await;
    assert_eq!(seen.title(), "Das weiß ich nicht");
    assert!(seen.is_private());
    assert!(
        seen.text().contains("„wie wird das Wetter?“"),
        "{}",
        seen.text()
    );
    // Commands are called what this person's Discord calls them.
    assert!(seen.text().contains("`/häufige-fragen`"), "{}", seen.text());
    let seen = discord.command_from(GERMAN, "ask", &[]).await;
    assert!(
        seen.text().contains("`/fragen do I need a degree?`"),
        "{}",
        seen.text()
    );
    discord.finish().await;
}

#[tokio::test]
async fn a_page_is_turned_in_its_place_whatever_its_button_is_called() {
    let mut discord = Discord::over(&crate::fixtures::project("knowledge")).await;
    let first = discord.command_from(GERMAN, "roles", &[]).await;
    assert!(
        first.title().starts_with("Berufe (1 von "),
        "{}",
        first.title()
    );
    let more = first.button("Mehr");
    let second = discord.press_from(GERMAN, &first, &more).await;
    assert!(second.is_in_place());
    assert!(
        second.title().starts_with("Berufe (2 von "),
        "{}",
        second.title()
    );
    let back = second.button("Zurück");
    let first = discord.press_from(GERMAN, &second, &back).await;
    assert!(first.is_in_place());
    assert!(
        first.title().starts_with("Berufe (1 von "),
        "{}",
        first.title()
    );
    discord.finish().await;
}

#[tokio::test]
async fn whose_language_the_bot_does_not_speak_is_answered_in_english() {
    let mut discord = Discord::start().await;
    for locale in ["it", "zh-TW", "en-US", ""] {
        let from = From {
            locale,
            ..IN_SERVER
        };
        let seen = discord.command_from(from, "help", &[]).await;
        assert_eq!(seen.title(), "What I can do", "{locale}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn commands_have_names_in_every_language_that_discord_knows() {
    let commands = guidepost::testing::discord::commands();
    let commands = commands.as_array().unwrap();
    let name = |command: &Value, locale: &str| command["name_localizations"][locale].clone();
    let what_is = commands
        .iter()
        .find(|one| one["name"] == "what-is")
        .unwrap();
    assert_eq!(name(what_is, "de"), "was-ist");
    assert_eq!(name(what_is, "es-419"), "qué-es");
    assert_eq!(name(&what_is["options"][0], "ja"), "用語");
    for command in commands {
        for locale in ["de", "fr", "es-ES", "es-419", "pt-BR", "hi", "ja"] {
            assert!(name(command, locale).is_string(), "{locale}: {command:#}");
        }
    }
}
