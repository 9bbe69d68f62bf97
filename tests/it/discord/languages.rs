//! The bot's own texts are in the user's language; quoted passages stay in the language of the knowledge.

use serde_json::Value;

use super::driver::Discord;
use super::payload::{IN_SERVER, Sender};

const GERMAN: Sender<'static> = Sender {
    locale: "de",
    ..IN_SERVER
};

#[tokio::test]
async fn a_german_user_reads_german_around_the_quoted_passage() {
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
    // Commands have their localized names.
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
async fn localized_page_buttons_turn_in_place() {
    let mut discord = Discord::start().await;
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
async fn unsupported_languages_get_english() {
    let mut discord = Discord::start().await;
    for locale in ["it", "zh-TW", "en-US", ""] {
        let from = Sender {
            locale,
            ..IN_SERVER
        };
        let seen = discord.command_from(from, "help", &[]).await;
        assert_eq!(seen.title(), "What I can do", "{locale}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn commands_are_localized_in_every_supported_language() {
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
