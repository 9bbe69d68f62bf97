//! Properties on which people with a screen reader, without embeds or on a phone depend (`docs/accessibility.md`).

use std::collections::HashSet;

use guidepost::testing::chat::{Reply, Request, line};
use guidepost::testing::console;
use guidepost::testing::discord;
use guidepost::testing::language::Language;
use guidepost::testing::markup::{Block, Span};
use serde_json::Value;

use super::limits::Random;
use crate::fixtures::{assistant, library};

/// Visits components and those inside them, in reading order.
fn walk<'a>(parts: &'a Value, visit: &mut impl FnMut(&'a Value)) {
    for part in parts.as_array().into_iter().flatten() {
        visit(part);
        walk(&part["components"], visit);
        walk(&part["options"], visit);
    }
}

/// The types of the components of a payload and the labels of its buttons, options and selects.
fn seen(data: &Value) -> (Vec<u64>, Vec<&str>) {
    let (mut kinds, mut labels) = (Vec::new(), Vec::new());
    walk(&data["components"], &mut |part| {
        kinds.extend(part["type"].as_u64());
        for key in ["label", "placeholder"] {
            labels.extend(part[key].as_str());
        }
        assert!(part.get("emoji").is_none(), "{part}");
    });
    (kinds, labels)
}

/// The letters and digits of the texts of a reply, in the order in which they have to be read.
fn said(reply: &Reply) -> String {
    let spans = |spans: &[Span]| spans.iter().map(|span| span.text.clone()).collect();
    let mut said = vec![reply.title.clone()];
    for part in &reply.parts {
        said.extend(part.heading.clone());
        said.extend(part.body.blocks.iter().map(|block| match block {
            Block::Paragraph(run) => spans(run),
            Block::List(items) => items.iter().map(|item| spans(&item.spans)).collect(),
            Block::Code { text, .. } => text.clone(),
        }));
    }
    said.concat()
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect()
}

/// Returns whether the letters of a text have those of another one in their order.
fn has_in_order(text: &str, wanted: &str) -> bool {
    let mut shown = text.chars();
    wanted.chars().all(|sign| shown.any(|one| one == sign))
}

#[test]
fn whatever_is_said_text_carries_it_in_order_and_each_control_has_a_label() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut whole = 0;
    for number in 0..500 {
        let reply = random.reply();
        let body = discord::preview(reply.clone());
        let data = &body["data"];
        // Whoever switched embeds off sees all of it.
        assert!(data.get("embeds").is_none() && data.get("content").is_none());
        let (kinds, labels) = seen(data);
        let buttons = kinds.iter().filter(|kind| **kind == 2).count();
        let selects = kinds.iter().filter(|kind| **kind == 3).count();
        assert!(buttons <= 5 && selects <= 1, "reply {number}: {body:#}");
        for label in labels {
            let has_word = label.chars().any(char::is_alphanumeric);
            assert!(
                has_word,
                "reply {number}: a label of signs alone: {label:?}"
            );
        }
        // Title, text and picture, a separator, sources, then the controls; the votes last.
        let inside = data["components"][0]["components"].as_array().unwrap();
        let kinds: Vec<u64> = inside
            .iter()
            .filter_map(|part| part["type"].as_u64())
            .collect();
        let first = kinds
            .iter()
            .position(|kind| *kind == 1)
            .unwrap_or(kinds.len());
        assert!(
            kinds[first..].iter().all(|kind| *kind == 1),
            "reply {number}: {kinds:?}"
        );
        let above = &kinds[..first];
        let line = above.iter().position(|kind| *kind == 14).unwrap_or(first);
        assert_eq!(above[0], 10, "reply {number}");
        assert!(
            above[..line].iter().all(|kind| [10, 12].contains(kind)),
            "{kinds:?}"
        );
        let sources = above.get(line + 1..).unwrap_or_default();
        assert!(
            sources.iter().all(|kind| *kind == 10),
            "reply {number}: {kinds:?}"
        );
        let title = inside[0]["content"].as_str().expect("a title");
        assert!(
            title.starts_with("## ") && title.len() > 3,
            "reply {number}"
        );
        for below in &inside[..first] {
            let text = below["content"].as_str().unwrap_or_default();
            assert!(
                !text.starts_with("## ") || text == title,
                "two titles: {text}"
            );
        }
        let apart = data["components"].as_array().unwrap().iter().skip(1);
        assert!(apart.clone().all(|row| row["type"] == 1) && apart.count() <= 1);
        // Nothing but text carries the answer.
        let shown: Vec<&str> = inside[..line]
            .iter()
            .filter_map(|part| part["content"].as_str())
            .collect();
        let shown = shown.concat();
        let said = said(&reply);
        if !shown.contains('…') {
            whole += 1;
            assert!(
                has_in_order(&shown, &said),
                "reply {number}: {said:?} in {shown:?}"
            );
        }
        // A picture has an alternative text, or is replaced by it.
        for gallery in inside.iter().filter(|part| part["type"] == 12) {
            let described = gallery["items"][0]["description"].is_string();
            let words = reply
                .picture
                .as_ref()
                .map_or("", |one| one.alternative.as_str());
            let given = [words, &reply.title].concat();
            let given = given.chars().any(char::is_alphanumeric);
            assert!(described || !given, "reply {number}");
        }
    }
    assert!(whole > 40, "{whole} replies were short enough to be whole");
}

#[test]
fn the_labels_of_an_answer_make_sense_alone_in_every_language() {
    let assistant = assistant(library());
    let tell = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    for language in Language::ALL {
        for said in [
            "/what-is backend",
            "/skills backend",
            "/roadmap backend",
            "/compare backend frontend",
            "how long should my CV be?",
            "/skills backend person",
            "what is the capital of France?",
            "/roles",
            "/help",
        ] {
            let request = Request {
                locale: Some(language.tag().to_owned()),
                ..console::request(line::parse(said))
            };
            let reply = tell.block_on(assistant.respond(&request));
            let body = discord::preview(reply);
            let (_, labels) = seen(&body["data"]);
            let distinct: HashSet<_> = labels.iter().collect();
            assert_eq!(distinct.len(), labels.len(), "{said}: {labels:?}");
            for label in labels {
                // A Spanish question begins with its mark.
                let first = label.trim_start_matches('¿').chars().next().unwrap();
                let is_word = first.is_alphanumeric() || first == '.';
                assert!(
                    is_word && label.chars().filter(|one| one.is_alphabetic()).count() > 0,
                    "{said}: {label}"
                );
            }
        }
    }
}
