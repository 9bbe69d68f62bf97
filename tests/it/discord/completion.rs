//! What is offered while somebody writes: what fits best first, and never too much.

use super::driver::Discord;
use crate::fixtures::{entry, folder};

/// An entry whose review lies in this month.
fn term(title: &str, aliases: &str, month: u8, body: &str) -> String {
    let front = format!("aliases = [{aliases}]");
    let text = entry(title, "term", &front, body);
    text.replace("2026-01-31", &format!("2026-{month:02}-01"))
}

#[tokio::test]
async fn a_title_comes_before_an_alias_a_beginning_a_slip_and_a_meaning() {
    let files = [
        ("Kettle", "\"boiler\"", "A kettle boils water for tea."),
        ("Kettle stand", "", "A stand on which something is put."),
        (
            "Trivet",
            "\"kettle rest\"",
            "A trivet keeps a table from harm.",
        ),
        ("Whistling kettle", "", "It whistles when the water boils."),
        ("Boiler room", "", "A room below a house."),
    ];
    let files: Vec<(String, String)> = (1..)
        .zip(files)
        .map(|(month, (title, aliases, body))| {
            let path = format!("terms/{}.md", title.to_lowercase().replace(' ', "-"));
            (path, term(title, aliases, month, body))
        })
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let folder = folder(&files);
    let mut discord = Discord::over(folder.path()).await;
    for (written, offered) in [
        // The title, a title that begins so, an alias that begins so, a word of a title.
        (
            "kettle",
            &["Kettle", "Kettle stand", "Trivet", "Whistling kettle"][..],
        ),
        // An alias, then a title that begins so.
        ("boiler", &["Kettle", "Boiler room"]),
        // A slip, where nothing is written so.
        ("trivte", &["Trivet"]),
        // What means it, where nothing is called so, the likeliest first.
        (
            "something that boils water for tea",
            &["Kettle", "Whistling kettle"],
        ),
        ("zzyzx", &[]),
        // Before anything is written: what was reviewed last.
        (
            "",
            &[
                "Boiler room",
                "Whistling kettle",
                "Trivet",
                "Kettle stand",
                "Kettle",
            ],
        ),
    ] {
        let seen = discord.autocomplete("what-is", &[("term", written)]).await;
        assert_eq!(seen, offered, "{written:?}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn never_more_than_discord_takes_is_offered() {
    let knowledge = crate::fixtures::project("knowledge");
    let mut discord = Discord::over(&knowledge).await;
    for written in ["", "a", "s"] {
        let offered = discord.autocomplete("what-is", &[("term", written)]).await;
        assert_eq!(offered.len(), 25, "{written:?}");
    }
    discord.finish().await;
}
