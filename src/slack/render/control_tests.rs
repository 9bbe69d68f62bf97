//! Buttons, votes and selects: labels within Slack's limits, names for screen readers, votes apart.

use super::tests::{citation_with, message, open, open_ask, part_of, reply};
use super::*;
use crate::chat::{Button, Citation, Opinion};
use crate::platform::text::utf16_len;

#[test]
fn labels_are_clipped_between_graphemes_and_longer_for_screen_readers() {
    let family = "👩‍👩‍👧‍👦";
    let mut reply = reply(Vec::new());
    reply.title = family.repeat(60);
    reply.buttons = vec![
        open(&format!("All {}", family.repeat(9))),
        Button::turn("More", open_ask()),
        Button::turn("Back", open_ask()),
    ];
    let message = message(reply);
    let header = message.blocks[0]["text"]["text"]
        .as_str()
        .expect("a header");
    assert!(utf16_len(header) <= limits::HEADER);
    assert_eq!(header.replace(family, ""), "…");
    let buttons = message.blocks[1]["elements"].as_array().expect("buttons");
    let ids: Vec<_> = buttons.iter().map(|button| &button["action_id"]).collect();
    assert_eq!(ids, ["open-0", "turn-1", "turn-2"]);
    let shown = buttons[0]["text"]["text"].as_str().expect("a text");
    assert!(utf16_len(shown) <= limits::BUTTON && shown.starts_with(&format!("All {family}")));
    let accessible = buttons[0]["accessibility_label"].as_str().expect("a text");
    assert!(
        utf16_len(accessible) <= limits::BUTTON_ACCESSIBILITY
            && utf16_len(accessible) > utf16_len(shown)
    );
}

#[test]
fn an_ask_that_a_button_cannot_carry_has_no_button() {
    let mut reply = reply(Vec::new());
    reply.buttons = vec![Button::open("Own words", Ask::Question("why?".to_owned()))];
    assert_eq!(message(reply).blocks.len(), 1);
}

#[test]
fn public_agent_messages_have_native_feedback_buttons_and_others_ordinary_ones() {
    let vote = |opinion, label: &str| {
        let Ask::Open { address, .. } = open_ask() else {
            panic!("a button opens a passage");
        };
        Button::open(label, Ask::Vote { address, opinion })
    };
    let yes = vote(Opinion::Helpful, "Helpful");
    let no = vote(Opinion::Unhelpful, "Not helpful");
    let kinds = |votes: Vec<Button>, audience, surface| {
        let mut reply = reply(Vec::new());
        reply.buttons = vec![open("More")];
        reply.votes = votes;
        reply.audience = audience;
        let blocks = super::message(reply, surface).blocks;
        let rows = blocks
            .iter()
            .filter_map(|block| block["elements"].as_array());
        let kinds = |row: &Vec<Value>| {
            let kinds = row.iter().filter_map(|one| one["type"].as_str());
            kinds.map(str::to_owned).collect::<Vec<_>>()
        };
        rows.map(kinds).collect::<Vec<_>>()
    };
    let both = || vec![yes.clone(), no.clone()];
    let (public, private) = (Audience::Public, Audience::Private);
    let native = vec![vec!["button"], vec!["feedback_buttons"]];
    let ordinary = vec![vec!["button"], vec!["button"; 2]];
    assert_eq!(kinds(both(), public, Surface::Agent), native);
    assert_eq!(kinds(both(), private, Surface::Agent), ordinary);
    assert_eq!(kinds(both(), public, Surface::Modal), ordinary);
    assert_eq!(kinds(both(), public, Surface::Message), ordinary);
    // Native feedback needs one vote of each kind.
    let one = vec![vec!["button"], vec!["button"]];
    assert_eq!(kinds(vec![yes.clone()], public, Surface::Agent), one);
    let same = vec![yes.clone(), yes.clone()];
    assert_eq!(kinds(same, public, Surface::Agent), ordinary);
}

#[test]
fn a_control_has_a_name_that_tells_what_it_is_about() {
    let Ask::Open { address, .. } = open_ask() else {
        panic!("a button opens a passage");
    };
    let mut reply = reply(vec![ReplyPart {
        citation: Some(Citation {
            entry: "Backend developer".to_owned(),
            ..citation_with(0)
        }),
        ..part_of(Markup::text("Words."))
    }]);
    reply.title = "Do I need a degree?".to_owned();
    reply.buttons = vec![
        Button::open("Roadmap", Ask::RoadmapOf(address.entry.clone())),
        Button::open("Backend developer", open_ask()),
        Button::open("SQL", Ask::from_button("1:open:0:sql")),
    ];
    let opinion = Opinion::Helpful;
    reply.votes = vec![Button::open("Solved it", Ask::Vote { address, opinion })];
    let message = message(reply);
    let rows = message.blocks.iter().filter(|one| one["type"] == "actions");
    let elements = rows.filter_map(|one| one["elements"].as_array()).flatten();
    let names: Vec<_> = elements
        .map(|one| one["accessibility_label"].as_str().unwrap_or("the label"))
        .collect();
    assert_eq!(
        names,
        [
            "Roadmap: Backend developer",
            "the label",
            "the label",
            "Solved it: Do I need a degree?",
        ]
    );
}
