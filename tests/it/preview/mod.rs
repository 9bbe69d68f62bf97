//! Small HTML pages that look like a client, so that answers can be looked at in a browser, and checks that such a page shows
//! the whole message.
//!
//! `cargo test --test it preview` writes the pages of common answers to `target/tmp/preview`, with `GUIDEPOST_PREVIEW=shipped`
//! from the shipped knowledge; a browser makes pictures of them:
//! `chromium --headless --screenshot=a.png --window-size=390,900 FILE`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use guidepost::testing::chat::{Ask, Audience, Button, Opinion, Reply, ReplyKind, line};
use guidepost::testing::knowledge::Address;
use serde_json::Value;

use crate::fixtures::{Terminal as _, assistant, library};

mod discord;
mod discord_markdown;
mod slack;

/// Colours of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// The commonest kinds of replies, each by a line that gets it from the knowledge of the tests.
const LINES: [(&str, &str); 11] = [
    ("definition", "/what-is backend developer"),
    ("question", "do I need a degree?"),
    ("skills", "/skills backend developer"),
    ("responsibilities", "/responsibilities backend developer"),
    ("roadmap", "/roadmap backend developer"),
    ("comparison", "/compare frontend vs backend"),
    ("likely", "how long until i can work as a programmer"),
    ("unsure", "/skills backend person"),
    ("list", "/faq first job"),
    ("miss", "what is the capital of France?"),
    ("help", "/help"),
];

/// Builds a page with a style sheet and the content of its body.
fn document(style: &str, theme: Theme, body: &str) -> String {
    let theme = match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Guidepost</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{style}</style></head>\
         <body class=\"{theme}\">{body}</body></html>\n"
    )
}

/// Appends an element with a class; `inside` is HTML.
fn element(out: &mut String, name: &str, class: &str, inside: &str) {
    write!(out, "<{name} class=\"{class}\">{inside}</{name}>").unwrap();
}

/// Escapes a text for HTML.
fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}

/// Returns the text that a page shows, without blanks.
fn shown(page: &str) -> String {
    let body = page.split_once("<body").unwrap().1;
    let pieces = body.split('<');
    let texts = pieces.map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let shown = texts.collect::<String>();
    let shown = shown.replace("&lt;", "<").replace("&gt;", ">");
    without_blanks(&shown.replace("&amp;", "&"))
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Adds what a reply has where there is a store, with the audience that it has in a channel.
fn in_channel(mut reply: Reply) -> Reply {
    let cited = reply.parts.iter().filter(|part| part.citation.is_some());
    if reply.kind == ReplyKind::Answer && cited.count() == 1 {
        let vote = |label: &str, opinion| {
            let address = Address::parse("sql").unwrap();
            Button::open(label, Ask::Vote { address, opinion })
        };
        reply.votes = vec![
            vote("Solved it", Opinion::Helpful),
            vote("Still stuck", Opinion::Unhelpful),
        ];
    }
    reply.audience = match reply.kind {
        ReplyKind::Answer => Audience::Public,
        _ => Audience::Private,
    };
    reply
}

/// Writes the pages of a message of Discord, and returns them.
pub fn keep_discord(name: &str, message: &Value) -> [String; 2] {
    keep("discord", name, |theme| discord::page(message, theme))
}

/// Writes the pages of a message or view of Slack, and returns them.
pub fn keep_slack(name: &str, body: &Value) -> [String; 2] {
    keep("slack", name, |theme| slack::page(body, theme))
}

fn keep(platform: &str, name: &str, page: impl Fn(Theme) -> String) -> [String; 2] {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("preview");
    fs::create_dir_all(&folder).unwrap();
    [("light", Theme::Light), ("dark", Theme::Dark)].map(|(colors, theme)| {
        let page = page(theme);
        fs::write(
            folder.join(format!("{platform}-{name}-{colors}.html")),
            &page,
        )
        .unwrap();
        page
    })
}

/// Counts the controls of a payload, and the items of its selects.
fn controls(part: &Value) -> (usize, usize) {
    match part {
        Value::Array(parts) => {
            let counts = parts.iter().map(controls);
            counts.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
        }
        Value::Object(_) => {
            let inside = controls(&part["components"]);
            let own = usize::from(part.get("custom_id").is_some());
            let items = part["options"].as_array().map_or(0, Vec::len);
            (inside.0 + own, inside.1 + items)
        }
        _ => (0, 0),
    }
}

/// Panics if a page does not show the words of a reply, unless they are cut, and the labels of its controls.
fn assert_shows(name: &str, page: &str, reply: &Reply, is_cut: bool) {
    let seen = shown(page);
    for part in reply.parts.iter().filter(|_| !is_cut) {
        let heading = part.heading.clone().unwrap_or_default();
        for word in format!("{heading} {}", part.body.plain()).split_whitespace() {
            // Lists have other bullets, and numbers stand apart.
            let word = word.trim_matches(|symbol: char| !symbol.is_alphanumeric());
            assert!(seen.contains(word), "{name}: no {word:?} in {seen}");
        }
    }
    for button in reply.buttons.iter().chain(&reply.votes) {
        // Clients clip long labels.
        let start: String = without_blanks(&button.label).chars().take(25).collect();
        assert!(seen.contains(&start), "{name}: no {start:?} in {seen}");
    }
}

#[test]
fn the_page_of_a_common_answer_shows_all_of_it_in_either_theme_of_both_platforms() {
    let shipped = std::env::var("GUIDEPOST_PREVIEW").is_ok_and(|wanted| wanted == "shipped");
    let own = (!shipped).then(|| assistant(library()));
    let assistant = own.as_ref().unwrap_or_else(|| crate::content::answering());
    for (name, line) in LINES {
        let reply = in_channel(assistant.ask(line::parse(line)));
        let body = guidepost::testing::discord::preview(reply.clone());
        let message = &body["data"];
        let (controls, items) = controls(&message["components"]);
        let bytes = message.to_string().len();
        println!("{name}: {controls} controls, {items} items of a menu, {bytes} bytes");
        let on_slack = guidepost::testing::slack::preview(reply.clone());
        println!("{name} on Slack: {} bytes", on_slack.to_string().len());
        let is_cut = message.to_string().contains("\\n…");
        for page in keep_discord(name, message) {
            assert_shows(name, &page, &reply, is_cut);
        }
        for page in keep_slack(name, &on_slack) {
            assert_shows(name, &page, &reply, false);
        }
    }
}
