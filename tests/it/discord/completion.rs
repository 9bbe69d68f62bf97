//! Ranking and number of autocomplete choices.

use super::driver::Discord;
use crate::fixtures::{entry, folder_of};

/// An entry that was reviewed in this month of 2026.
fn term(title: &str, aliases: &str, month: u8, body: &str) -> String {
    let front = format!("aliases = [{aliases}]");
    let text = entry(title, "term", &front, body);
    text.replace("2026-01-31", &format!("2026-{month:02}-01"))
}

#[tokio::test]
async fn completions_by_title_rank_before_aliases_prefixes_typos_and_embeddings() {
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
    let files = (1..).zip(files).map(|(month, (title, aliases, body))| {
        let path = format!("terms/{}.md", title.to_lowercase().replace(' ', "-"));
        (path, term(title, aliases, month, body))
    });
    let folder = folder_of(files);
    let mut discord = Discord::with_knowledge(folder.path()).await;
    for (written, offered) in [
        // A title, a title with this prefix, an alias with this prefix, a word of a title.
        (
            "kettle",
            &["Kettle", "Kettle stand", "Trivet", "Whistling kettle"][..],
        ),
        // An alias, then a title with this prefix.
        ("boiler", &["Kettle", "Boiler room"]),
        // A typo, where nothing matches exactly.
        ("trivte", &["Trivet"]),
        // Search in the texts, where no name matches, most relevant first.
        ("what keeps my table from harm", &["Trivet"]),
        ("zzyzx", &[]),
        // Nothing typed: latest review first.
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
async fn at_most_25_choices_are_offered() {
    let files = (0..40).map(|number| {
        let title = format!("Spare part {number}");
        let text = entry(&title, "term", "", "A part that is kept for later.");
        (format!("terms/part-{number}.md"), text)
    });
    let folder = folder_of(files);
    let mut discord = Discord::with_knowledge(folder.path()).await;
    // What is typed beyond 100 characters is not read: reading it would take longer with its square.
    let long = format!("{:100}{}", "spare part", "of a ship ".repeat(600));
    for written in ["", "p", "s", &long] {
        let offered = discord.autocomplete("what-is", &[("term", written)]).await;
        assert_eq!(offered.len(), 25, "{written:?}");
    }
    discord.finish().await;
}
