//! Every message is within Slack's limits, whatever its reply holds.

use jiff::civil::date;

use super::*;
use crate::chat::{Button, Choice, Citation, Opinion, ReplyKind};
use crate::markup::Block;
use crate::platform::text::utf16_len;

pub(super) fn message(reply: Reply) -> SlackMessage {
    super::message(reply, Surface::Agent)
}

pub(super) fn reply(parts: Vec<ReplyPart>) -> Reply {
    Reply {
        kind: ReplyKind::Answer,
        language: Language::English,
        title: "A title".to_owned(),
        parts,
        picture: None,
        note: None,
        menu: Vec::new(),
        votes: Vec::new(),
        choices: Vec::new(),
        buttons: Vec::new(),
        audience: Audience::Public,
        match_info: None,
    }
}

#[test]
fn a_picture_is_described() {
    let picture = crate::chat::Picture {
        name: "roadmap".to_owned(),
        format: crate::chat::PictureFormat::Png,
        bytes: [0; 3].into(),
        alternative: "Three stages".to_owned(),
    };
    let message = message(Reply {
        picture: Some(picture),
        ..reply(Vec::new())
    });
    let blocks = serde_json::to_string(&message.blocks).expect("JSON");
    assert!(blocks.contains("Picture: Three stages"), "{blocks}");
}

pub(super) fn part_of(body: Markup) -> ReplyPart {
    ReplyPart {
        body,
        ..ReplyPart::default()
    }
}

pub(super) fn open_ask() -> Ask {
    Ask::from_button("1:open:1:backend-developer")
}

pub(super) fn citation_with(sources: usize) -> Citation {
    let Ask::Open { address, .. } = open_ask() else {
        panic!("a button opens a passage");
    };
    Citation {
        address,
        entry: "Backend <developer>".to_owned(),
        sources: (0..sources)
            .map(|n| {
                (
                    format!("Source {n}"),
                    Some(format!("https://example.org/?a={n}&b")),
                )
            })
            .collect(),
        reviewed: date(2026, 11, 20),
        region: Some("UK".to_owned()),
    }
}

pub(super) fn open(label: &str) -> Button {
    Button::open(label, open_ask())
}

/// Returns the texts of all sections, each checked against its limit.
fn sections(message: &SlackMessage) -> Vec<&str> {
    let texts = message
        .blocks
        .iter()
        .filter(|block| block["type"] == "section");
    let texts: Vec<_> = texts
        .filter_map(|block| block["text"]["text"].as_str())
        .collect();
    assert!(texts.iter().all(|text| utf16_len(text) <= limits::SECTION));
    texts
}

fn total_size(message: &SlackMessage) -> usize {
    message.blocks.iter().map(text_size).sum()
}

#[test]
fn a_long_text_is_split_and_no_entity_is_cut() {
    let long = "R&D <teams> grow. ".repeat(300);
    let message = message(reply(vec![part_of(Markup::text(&long))]));
    let texts = sections(&message);
    assert!(texts.len() > 1);
    let joined = texts.join(" ");
    let back = joined
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    assert_eq!(back, long.trim());
    for text in texts {
        let entities = text.matches('&').count();
        let whole = ["&amp;", "&lt;", "&gt;"].map(|entity| text.matches(entity).count());
        assert_eq!(entities, whole.iter().sum::<usize>());
    }
}

#[test]
fn a_text_of_escapes_alone_is_split_too() {
    let message = message(reply(vec![part_of(Markup::text("&".repeat(2_900)))]));
    let written: usize = sections(&message)
        .iter()
        .map(|text| text.matches("&amp;").count())
        .sum();
    // Sections that exceed the limit of the whole message are left out.
    assert!(written > 1_500);
    assert!(total_size(&message) < limits::ALL_BLOCKS);
}

#[test]
fn blocks_beyond_the_limits_are_left_out_with_a_remark() {
    let part = part_of(Markup::text("word ".repeat(500)));
    let heavy = message(reply(vec![part; 20]));
    assert!(total_size(&heavy) < limits::ALL_BLOCKS);
    assert!(heavy.blocks.iter().any(|block| {
        block
            .to_string()
            .contains("The rest is too long for one message.")
    }));
    let part = part_of(Markup::text("word"));
    let mut many = reply(vec![part; 80]);
    many.buttons = vec![open("More")];
    let many = message(many);
    assert_eq!(many.blocks.len(), limits::MESSAGE_BLOCKS);
    assert_eq!(many.blocks.last().expect("a block")["type"], "actions");
}

#[test]
fn every_surface_keeps_to_the_limits() {
    let mut reply = reply(vec![part_of(Markup::text("word ".repeat(500))); 20]);
    let Ask::Open { address, .. } = open_ask() else {
        panic!("a button opens a passage");
    };
    reply.votes = [Opinion::Helpful, Opinion::Unhelpful]
        .map(|opinion| {
            let address = address.clone();
            Button::open("An opinion", Ask::Vote { address, opinion })
        })
        .to_vec();
    reply
        .buttons
        .extend((0..30).map(|_| open(&"More ".repeat(40))));
    for surface in [Surface::Message, Surface::Agent, Surface::Modal] {
        let message = super::message(reply.clone(), surface);
        assert!(total_size(&message) < limits::ALL_BLOCKS);
        assert!(message.blocks.len() <= limits::MESSAGE_BLOCKS);
        // The buttons for which there is no room are in the select.
        let rows = message.blocks.iter().filter(|one| one["type"] == "actions");
        let elements = rows.filter_map(|one| one["elements"].as_array()).flatten();
        let (buttons, selects): (Vec<_>, Vec<_>) =
            elements.partition(|element| element["type"] == "button");
        let native = message
            .blocks
            .iter()
            .any(|one| one["type"] == "context_actions");
        assert_eq!(buttons.len(), if native { 3 } else { 5 });
        let options = selects.first().and_then(|one| one["options"].as_array());
        assert_eq!(options.map(Vec::len), Some(27));
    }
}

#[test]
fn a_character_with_thousands_of_marks_is_dropped() {
    let zalgo = format!("a{}", "\u{0301}".repeat(9_000));
    let mut reply = reply(vec![part_of(Markup::text(&zalgo))]);
    reply.title.clone_from(&zalgo);
    reply.buttons = vec![open(&zalgo)];
    let message = message(reply);
    assert!(total_size(&message) < limits::ALL_BLOCKS);
    assert!(utf16_len(&message.text) <= limits::FALLBACK_TEXT);
    sections(&message);
}

#[test]
fn sources_are_listed_once_as_links() {
    let citation_with = |sources| ReplyPart {
        citation: Some(citation_with(sources)),
        ..part_of(Markup::text("Words."))
    };
    let twice = message(reply(vec![citation_with(2), citation_with(2)]));
    let text = json!(twice.blocks).to_string();
    assert_eq!(
        text.matches("<https://example.org/?a=0&amp;b|Source 0>")
            .count(),
        1
    );
    assert_eq!(
        text.matches("From Backend &lt;developer&gt; · reviewed 2026-11 · holds in UK")
            .count(),
        1
    );
    let many = message(reply(vec![citation_with(500)]));
    let line = many.blocks[2]["elements"][0]["text"]
        .as_str()
        .expect("sources");
    assert!(utf16_len(line) <= limits::CONTEXT && line.ends_with('>'));
}

#[test]
fn a_choice_is_listed_in_full_and_can_be_selected() {
    let label =
        "Can I become a backend developer without a degree, and if so, how long will that take me?";
    let mut reply = reply(vec![part_of(Markup::text("One of these:"))]);
    reply.kind = ReplyKind::Unsure;
    reply.choices = vec![Choice {
        label: label.to_owned(),
        detail: "Backend developer".to_owned(),
        ask: open_ask(),
    }];
    let message = message(reply);
    assert_eq!(
        sections(&message)[1],
        format!("• {label} (Backend developer)")
    );
    let select = &message.blocks[3]["elements"][0];
    assert_eq!(select["placeholder"]["text"], "Did you mean …");
    let option = &select["options"][0];
    assert_eq!(option["value"], "1:open:1:backend-developer");
    let shown = option["text"]["text"].as_str().expect("a text");
    assert!(shown.ends_with('…') && utf16_len(shown) <= limits::OPTION);
    assert!(message.text.contains(label));
}

#[test]
fn an_empty_reply_is_still_a_message() {
    let mut reply = reply(vec![ReplyPart::default()]);
    reply.title = " ".to_owned();
    let message = message(reply);
    assert_eq!(message.text, "Guidepost");
}

#[test]
fn code_and_lists_are_split_without_losing_their_format() {
    let mut body = Markup::default();
    body.push(Block::Code {
        language: "rust".to_owned(),
        text: "let a = b && c;\n".repeat(400),
    });
    body.append(Markup::list(
        (0..400).map(|n| vec![Span::bold(format!("item {n}"))]),
    ));
    let message = message(reply(vec![part_of(body)]));
    for text in sections(&message) {
        assert_eq!(text.matches("```").count() % 2, 0);
        assert_eq!(text.matches('*').count() % 2, 0);
    }
}

#[test]
fn lists_and_short_passages_of_one_aspect_stand_in_columns() {
    let list = |heading: &str| ReplyPart {
        heading: Some(heading.to_owned()),
        ..part_of(Markup::list([vec![Span::plain("Git")]]))
    };
    let columns = |parts: Vec<ReplyPart>| {
        let blocks = message(reply(parts)).blocks;
        let fields = blocks.iter().filter_map(|one| one["fields"].as_array());
        fields.map(Vec::len).collect::<Vec<_>>()
    };
    assert_eq!(columns(vec![list("1. First"); 12]), [10, 2]);
    assert_eq!(columns(vec![list("One")]), [0; 0]);
    let quoted = |aspect: &str, words: usize| ReplyPart {
        aspect: Some(aspect.to_owned()),
        heading: Some("A heading".to_owned()),
        citation: Some(citation_with(1)),
        ..part_of(Markup::text("word ".repeat(words)))
    };
    assert_eq!(columns(vec![quoted("Pay", 9), quoted("Pay", 9)]), [2]);
    assert_eq!(columns(vec![quoted("Pay", 9), quoted("Day", 9)]), [0; 0]);
    assert_eq!(columns(vec![quoted("Pay", 9), quoted("Pay", 300)]), [0; 0]);
}

#[test]
fn lists_of_one_aspect_are_a_table_in_public_messages_unless_a_cell_is_empty() {
    let list = |heading: &str, items: &[&str]| ReplyPart {
        aspect: Some("Skills".to_owned()),
        heading: Some(heading.to_owned()),
        ..part_of(Markup::list(
            items.iter().map(|item| vec![Span::plain(*item)]),
        ))
    };
    let lists = vec![list("Core", &["Git", "SQL"]), list("Helpful", &["<!here>"])];
    let shown = message(reply(lists.clone()));
    let blocks = shown.with_tables.clone().expect("a table");
    let table = blocks.iter().find(|block| block["type"] == "data_table");
    let table = table.expect("a table");
    assert_eq!(table["caption"], "A title: Skills");
    let rows = table["rows"].as_array().expect("rows").iter();
    let texts = rows.map(|row| {
        [&row[0]["text"], &row[1]["text"]]
            .map(Value::to_string)
            .join(" ")
    });
    let expected = [
        r#""Skills" "Group""#,
        r#""Git" "Core""#,
        r#""SQL" "Core""#,
        "\"<\u{2060}!here>\" \"Helpful\"",
    ];
    assert_eq!(texts.collect::<Vec<_>>(), expected);
    assert_eq!(table["page_size"], 3);
    // With tables, with columns, as text.
    let bodies = shown.bodies([]);
    let types = bodies.iter().map(|body| body["blocks"][1]["type"].clone());
    let types: Vec<Value> = types.collect();
    assert_eq!(types, [json!("data_table"), json!("section"), json!(null)]);
    let mut private = reply(lists);
    private.audience = Audience::Private;
    assert_eq!(message(private).with_tables, None);
    let blank = vec![list("Core", &["Git", "\u{7}"]), list("Helpful", &["SQL"])];
    assert_eq!(message(reply(blank)).with_tables, None);
}
