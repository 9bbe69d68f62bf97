//! Property tests: whatever a reply contains, both platforms accept the message.

use guidepost::testing::chat::{
    Ask, Audience, Button, ButtonStyle, Choice, Citation, Opinion, Picture, PictureFormat, Reply,
    ReplyKind, ReplyPart,
};
use guidepost::testing::discord;
use guidepost::testing::knowledge::Address;
use guidepost::testing::language::Language;
use guidepost::testing::markup::{Block, Item, Markup, Span};
use serde_json::{Value, json};

use super::check;

/// A pseudo-random generator with a fixed seed (xorshift,
/// <https://www.jstatsoft.org/article/view/v008i14>).
pub struct Random(pub u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn text(&mut self, at_most: usize) -> String {
        const PIECES: [&str; 24] = [
            "a",
            " ",
            "word ",
            "Sentence. ",
            "👩‍👩‍👧‍👦",
            "𝕏",
            "é\u{301}",
            "*",
            "**",
            "_",
            "`",
            "```",
            "||",
            "@everyone",
            "<@1>",
            "[x](https://y.z)",
            "\n",
            "\n# ",
            "\u{0}",
            "\u{202e}",
            "\u{200b}",
            "https://example.org/",
            "\\",
            "漢字",
        ];
        // Mostly short texts, some far too long.
        let pieces = match self.below(6) {
            0 => 0,
            1..=3 => self.below(6),
            4 => self.below(60),
            _ => self.below(at_most),
        };
        (0..pieces)
            .map(|_| {
                // Sometimes any Unicode scalar value.
                if self.below(8) == 0 {
                    let sign = u32::try_from(self.below(0x11_0000)).unwrap();
                    return char::from_u32(sign).unwrap_or('?').to_string();
                }
                PIECES[self.below(PIECES.len())].to_owned()
            })
            .collect()
    }

    fn spans(&mut self) -> Vec<Span> {
        (0..self.below(4))
            .map(|_| Span {
                text: self.text(2_000),
                bold: self.coin(),
                italic: self.coin(),
                code: self.coin(),
                link: self.coin().then(|| format!("https://{}", self.text(20))),
            })
            .collect()
    }

    fn markup(&mut self) -> Markup {
        let mut markup = Markup::default();
        for _ in 0..self.below(5) {
            let block = match self.below(3) {
                0 => Block::Paragraph(self.spans()),
                1 => {
                    let items = (0..self.below(30)).map(|number| Item {
                        depth: u8::try_from(self.below(4)).unwrap(),
                        number: self.coin().then_some(number as u64),
                        spans: self.spans(),
                    });
                    Block::List(items.collect())
                }
                _ => Block::Code {
                    language: self.text(3),
                    text: self.text(3_000),
                },
            };
            markup.push(block);
        }
        markup
    }

    fn ask(&mut self) -> Ask {
        match self.below(5) {
            0 => Ask::Help,
            1 => Ask::Question(self.text(10)),
            2 => Ask::Vote {
                address: Address::parse("sql").unwrap(),
                opinion: [Opinion::Helpful, Opinion::Unhelpful][self.below(2)],
            },
            3 => Ask::Faq {
                topic: Some(format!("topic-{}", self.below(60))),
                page: 1,
            },
            _ => Ask::Roles {
                page: u16::try_from(self.below(60)).unwrap(),
            },
        }
    }

    fn aspect(&mut self) -> Option<String> {
        let aspects = [None, None, Some("Skills"), Some("*Pay* @everyone")];
        aspects[self.below(4)].map(str::to_owned)
    }

    fn citation(&mut self) -> Citation {
        let ids = ["sql", "git", "api"];
        let id = ids[self.below(ids.len())];
        Citation {
            address: Address::parse(id).unwrap(),
            entry: self.text(300),
            sources: (0..self.below(9))
                .map(|_| {
                    let url = format!("https://{}", self.text(200));
                    (self.text(200), self.coin().then_some(url))
                })
                .collect(),
            reviewed: "2026-11-20".parse().unwrap(),
            region: self.coin().then(|| self.text(300)),
        }
    }

    fn picture(&mut self) -> Picture {
        // Mostly small, some empty or too large.
        let size = [0, 1, 1_000, 1_000, 1_000, 11_000_000][self.below(6)];
        Picture {
            name: self.text(300),
            format: [PictureFormat::Png, PictureFormat::Jpeg][self.below(2)],
            bytes: vec![0; size].into(),
            alternative: self.text(600),
        }
    }

    fn choice(&mut self) -> Choice {
        Choice {
            label: self.text(150),
            detail: self.text(150),
            ask: self.ask(),
        }
    }

    fn button(&mut self) -> Button {
        let styles = [
            ButtonStyle::Plain,
            ButtonStyle::Primary,
            ButtonStyle::Danger,
        ];
        Button {
            label: self.text(100),
            ask: self.ask(),
            turns: self.coin(),
            style: styles[self.below(3)],
        }
    }

    pub fn reply(&mut self) -> Reply {
        let kinds = [
            ReplyKind::Answer,
            ReplyKind::Unsure,
            ReplyKind::Nothing,
            ReplyKind::Info,
            ReplyKind::Notice,
            ReplyKind::Wait,
        ];
        Reply {
            kind: kinds[self.below(kinds.len())],
            language: Language::ALL[self.below(Language::ALL.len())],
            title: self.text(500),
            parts: (0..self.below(5))
                .map(|_| ReplyPart {
                    aspect: self.aspect(),
                    heading: self.coin().then(|| self.text(300)),
                    body: self.markup(),
                    citation: self.coin().then(|| self.citation()),
                })
                .collect(),
            picture: self.coin().then(|| self.picture()),
            note: self.coin().then(|| format!("Note: {}", self.text(300))),
            menu: (0..self.below(20)).map(|_| self.choice()).collect(),
            votes: (0..self.below(3)).map(|_| self.button()).collect(),
            choices: (0..self.below(40)).map(|_| self.choice()).collect(),
            buttons: (0..self.below(40)).map(|_| self.button()).collect(),
            audience: if self.coin() {
                Audience::Public
            } else {
                Audience::Private
            },
            match_info: None,
        }
    }
}

/// The contents of the text displays of a response.
fn texts(body: &Value) -> Vec<String> {
    let inside = body["data"]["components"][0]["components"]
        .as_array()
        .unwrap();
    let texts = inside.iter().filter_map(|part| part["content"].as_str());
    texts.map(str::to_owned).collect()
}

#[test]
fn discord_accepts_every_rendered_reply() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for number in 0..120 {
        let body = discord::preview(random.reply());
        assert_eq!(check::response(&body), [""; 0], "reply {number}: {body:#}");
        // The same payload as a follow-up message and as an edit.
        let mut edit = body["data"].clone();
        assert_eq!(check::followed_up(&edit), [""; 0], "reply {number}");
        edit["flags"] = json!(1 << 15);
        assert_eq!(check::edit_body(&edit), [""; 0], "reply {number}");
        let update = json!({ "type": 7, "data": edit });
        assert_eq!(check::response(&update), [""; 0], "reply {number}");
        for text in texts(&body) {
            // No code block is left open.
            assert_eq!(text.matches("```").count() % 2, 0, "reply {number}: {text}");
        }
    }
}

#[test]
fn slack_accepts_every_rendered_reply() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for number in 0..120 {
        let body = guidepost::testing::slack::preview(random.reply());
        let problems = crate::slack::check::message(&body, &["response_type"]);
        assert_eq!(problems, [""; 0], "reply {number}: {body:#}");
    }
}

#[test]
fn omitted_text_and_sources_are_marked() {
    let source = |number: usize| {
        let url = format!("https://example.org/{number}/{}", "a".repeat(300));
        (format!("Source {number}"), Some(url))
    };
    let reply = Reply {
        kind: ReplyKind::Answer,
        language: Language::English,
        title: "Long".to_owned(),
        parts: vec![ReplyPart {
            aspect: None,
            heading: None,
            body: Markup::text("A sentence of six words here. ".repeat(300)),
            citation: Some(Citation {
                address: Address::parse("sql").unwrap(),
                entry: "SQL".to_owned(),
                sources: (1..=5).map(source).collect(),
                reviewed: "2026-11-20".parse().unwrap(),
                region: None,
            }),
        }],
        picture: None,
        note: None,
        menu: Vec::new(),
        votes: Vec::new(),
        choices: Vec::new(),
        buttons: Vec::new(),
        audience: Audience::Public,
        match_info: None,
    };
    let body = discord::preview(reply);
    assert_eq!(check::response(&body), [""; 0]);
    let texts = texts(&body);
    assert!(texts[1].ends_with("words here.\n…"), "{texts:?}");
    let sources = texts[2].lines().next().unwrap();
    assert!(sources.ends_with(" · … and 2 more"), "{sources}");
}

#[test]
fn a_code_block_is_shown_whole_or_omitted() {
    let mut body = Markup::text("A sentence of six words here. ".repeat(100));
    body.push(Block::Code {
        language: "sql".to_owned(),
        text: "select 1;\n".repeat(200),
    });
    let reply = Reply {
        kind: ReplyKind::Answer,
        language: Language::English,
        title: "Code".to_owned(),
        parts: vec![ReplyPart {
            body,
            ..ReplyPart::default()
        }],
        picture: None,
        note: None,
        menu: Vec::new(),
        votes: Vec::new(),
        choices: Vec::new(),
        buttons: Vec::new(),
        audience: Audience::Public,
        match_info: None,
    };
    let body = discord::preview(reply);
    let text = &texts(&body)[1];
    assert!(text.ends_with("words here.\n…"), "{text}");
}
