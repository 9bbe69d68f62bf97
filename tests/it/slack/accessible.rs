//! Messages that people with a screen reader, a keyboard or notifications alone can use, whatever the reply holds.

use guidepost::testing::chat::{
    Ask, Audience, Button, ButtonStyle, Choice, Citation, Opinion, Picture, PictureFormat, Reply,
    ReplyKind, ReplyPart,
};
use guidepost::testing::knowledge::Address;
use guidepost::testing::language::Language;
use guidepost::testing::markup::{Block, Item, Markup, Span};
use guidepost::testing::slack;
use serde_json::Value;

use super::check;
use crate::fixtures::{Terminal as _, assistant, library};

/// Number of arbitrary replies.
const REPLIES: u64 = 400;

/// Pseudo-random numbers (`SplitMix64`), the same for the same seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// A text of up to so many words, some of them with signs that Slack reads.
    fn text(&mut self, words: usize) -> String {
        const WORDS: [&str; 16] = [
            "career",
            "learn",
            "R&D",
            "<!channel>",
            "<@U1>",
            "*bold*",
            "_it_",
            ":tada:",
            "🎉",
            "Über",
            "開発者",
            "मार्ग",
            "a<b",
            "`x`",
            ">",
            "~no~",
        ];
        let count = self.below(words + 1);
        let words = (0..count).map(|_| WORDS[self.below(WORDS.len())]);
        words.collect::<Vec<_>>().join(" ")
    }

    fn many<T>(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| one(self)).collect()
    }

    fn spans(&mut self) -> Vec<Span> {
        self.many(4, |random| Span {
            bold: random.one_in(4),
            italic: random.one_in(4),
            code: random.one_in(6),
            link: random
                .one_in(6)
                .then(|| "https://example.org/?a=1&b=2".to_owned()),
            ..Span::plain(random.text(30))
        })
    }

    fn markup(&mut self) -> Markup {
        let mut markup = Markup::default();
        for _ in 0..self.below(4) {
            let block = match self.below(4) {
                0 => Block::List(self.many(6, |random| Item {
                    depth: 0,
                    number: random.one_in(2).then_some(1),
                    spans: random.spans(),
                })),
                1 => Block::Code {
                    language: String::new(),
                    text: self.text(20),
                },
                _ => Block::Paragraph(self.spans()),
            };
            markup.push(block);
        }
        markup
    }

    fn address(&mut self) -> Address {
        const BUTTONS: [&str; 3] = [
            "1:open:0:backend-developer",
            "1:open:0:backend-developer#skills",
            "1:open:0:sql",
        ];
        match Ask::from_button(BUTTONS[self.below(BUTTONS.len())]) {
            Ask::Open { address, .. } => address,
            other => panic!("no passage: {other:?}"),
        }
    }

    fn ask(&mut self) -> Ask {
        match self.below(5) {
            0 => Ask::RoadmapOf(self.address().entry),
            1 => Ask::SkillsOf(self.address().entry),
            2 => Ask::Help,
            // No button can carry it.
            3 => Ask::Question(self.text(3)),
            _ => Ask::Open {
                address: self.address(),
                page: 0,
            },
        }
    }

    fn button(&mut self) -> Button {
        let button = Button::open(self.text(12), self.ask());
        match self.below(4) {
            0 => button.styled(ButtonStyle::Primary),
            1 => button.styled(ButtonStyle::Danger),
            _ => button,
        }
    }

    fn vote(&mut self, opinion: Opinion, label: &str) -> Button {
        let address = self.address();
        Button::open(label, Ask::Vote { address, opinion })
    }

    fn choice(&mut self) -> Choice {
        Choice {
            label: self.text(20),
            detail: self.text(5),
            ask: self.ask(),
        }
    }

    fn part(&mut self) -> ReplyPart {
        let citation = self.one_in(2).then(|| Citation {
            address: self.address(),
            entry: self.text(4),
            sources: self.many(3, |random| {
                let url = "https://example.org/a".to_owned();
                (random.text(4), random.one_in(2).then_some(url))
            }),
            reviewed: "2026-11-20".parse().unwrap(),
            region: self.one_in(3).then(|| self.text(2)),
        });
        ReplyPart {
            aspect: [None, None, Some("Skills"), Some("R&D <@U1>")][self.below(4)]
                .map(str::to_owned),
            heading: self.one_in(2).then(|| self.text(6)),
            body: self.markup(),
            citation,
        }
    }

    fn reply(&mut self) -> Reply {
        const KINDS: [ReplyKind; 6] = [
            ReplyKind::Answer,
            ReplyKind::Likely,
            ReplyKind::Unsure,
            ReplyKind::Nothing,
            ReplyKind::Info,
            ReplyKind::Notice,
        ];
        let votes = match self.below(3) {
            0 => Vec::new(),
            1 => vec![self.vote(Opinion::None, "Take it back")],
            _ => vec![
                self.vote(Opinion::Helpful, "Solved it"),
                self.vote(Opinion::Unhelpful, "Still stuck"),
            ],
        };
        Reply {
            kind: KINDS[self.below(KINDS.len())],
            language: Language::English,
            title: self.text(10),
            parts: self.many(8, Self::part),
            picture: self.one_in(5).then(|| Picture {
                name: "roadmap".to_owned(),
                format: PictureFormat::Png,
                bytes: [0; 3].into(),
                alternative: self.text(9),
            }),
            note: self.one_in(3).then(|| self.text(8)),
            choices: self.many(6, Self::choice),
            menu: self.many(12, Self::choice),
            buttons: self.many(9, Self::button),
            votes,
            audience: if self.one_in(2) {
                Audience::Public
            } else {
                Audience::Private
            },
            match_info: None,
        }
    }
}

/// A control of a message.
struct Control {
    kind: String,
    /// The text that is seen.
    label: String,
    /// The name that screen readers read.
    name: String,
    value: String,
}

/// Returns the buttons and selects of a message.
fn controls(message: &Value) -> Vec<Control> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let control = |element: &Value, kind: &str| {
        let label = if kind == "static_select" {
            &element["placeholder"]["text"]
        } else {
            &element["text"]["text"]
        };
        let name = &element["accessibility_label"];
        Control {
            kind: kind.to_owned(),
            label: text(label),
            name: text(if name.is_null() { label } else { name }),
            value: text(&element["value"]),
        }
    };
    let blocks = message["blocks"].as_array().unwrap().iter();
    let elements = blocks.filter(|block| block["type"] != "context");
    let elements = elements.filter_map(|block| block["elements"].as_array());
    elements
        .flatten()
        .flat_map(|element| match element["type"].as_str().unwrap() {
            "feedback_buttons" => ["positive_button", "negative_button"]
                .map(|which| control(&element[which], "button"))
                .into(),
            kind => vec![control(element, kind)],
        })
        .collect()
}

/// Removes what mrkdwn adds to a text: entities and invisible signs.
fn read(text: &str) -> String {
    let text = text.replace(['\u{2060}', '\u{200b}'], "");
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&amp;", "&")
}

#[test]
fn whatever_a_reply_holds_its_message_can_be_read_and_used_without_seeing_it() {
    for seed in 0..REPLIES {
        let reply = Random(seed).reply();
        let message = slack::preview(reply.clone());
        let problems = check::message(&message, &["response_type"]);
        assert_eq!(problems, Vec::<String>::new(), "seed {seed}");

        let controls = controls(&message);
        let (selects, buttons): (Vec<_>, Vec<_>) = controls
            .iter()
            .partition(|control| control.kind == "static_select");
        assert!(selects.len() <= 1, "seed {seed}: {} selects", selects.len());
        assert!(buttons.len() <= 5, "seed {seed}: {} buttons", buttons.len());
        for Control { label, name, .. } in &controls {
            // The name begins with what is seen, so that people who speak to their computer can say it.
            let seen = label.trim_end_matches('…');
            let has_word = seen.chars().any(char::is_alphanumeric);
            assert!(has_word, "seed {seed}: a label of signs alone: {label:?}");
            assert!(name.starts_with(seen), "seed {seed}: {label:?} is {name:?}");
        }

        // Title, text with its sources, then the controls.
        let kinds = message["blocks"].as_array().unwrap().iter();
        let kinds: Vec<&str> = kinds.map(|block| block["type"].as_str().unwrap()).collect();
        let is_control = |kind: &&str| ["actions", "context_actions"].contains(kind);
        let first = kinds.iter().position(is_control).unwrap_or(kinds.len());
        assert!(
            kinds[first..].iter().all(is_control),
            "seed {seed}: {kinds:?}"
        );
        let headers = kinds.iter().skip(1).filter(|kind| **kind == "header");
        assert_eq!(headers.count(), 0, "seed {seed}: {kinds:?}");

        // Nothing but text carries the answer, and all of it is in the text for notifications.
        let text = message["text"].as_str().unwrap();
        let is_cut = text.contains('…') || text.encode_utf16().count() > 3_950;
        let text = read(text);
        let mut rest = text.as_str();
        for part in &reply.parts {
            let heading = part.heading.clone().unwrap_or_default();
            for said in [heading.as_str(), part.body.plain().trim()] {
                let said = said.trim();
                match rest.find(said) {
                    Some(at) => rest = &rest[at + said.len()..],
                    None => assert!(is_cut, "seed {seed}: {said:?} is not in {text:?}"),
                }
            }
        }
        let blocks = read(&message["blocks"].to_string());
        assert!(!blocks.contains("\"image\""), "seed {seed}");
        if let Some(picture) = reply.picture.filter(|_| !is_cut) {
            let alternative = picture.alternative.trim();
            assert!(text.contains(alternative), "seed {seed}: {text:?}");
        }
    }
}

#[test]
fn every_button_of_an_answer_has_a_name_of_its_own_that_tells_what_it_is_about() {
    let library = library();
    let assistant = assistant(library.clone());
    for entry in library.entries() {
        for passage in &entry.passages {
            let ask = Ask::Open {
                address: entry.address(passage),
                page: 0,
            };
            let reply = assistant.ask(ask);
            let title = reply.title.clone();
            let controls = controls(&slack::preview(reply));
            for control in &controls {
                let same = controls.iter().filter(|other| other.name == control.name);
                assert_eq!(same.count(), 1, "{title}: {} twice", control.name);
                let of_entry = control.value.contains("roadmap") || control.value.contains("vote");
                let told = control.name.contains(entry.title.as_str());
                let long = control.name.ends_with('…');
                assert!(!of_entry || told || long, "{title}: {}", control.name);
            }
        }
    }
}
