//! Properties on which people with a screen reader, without embeds or on a phone depend (`docs/accessibility.md`).

use std::collections::HashSet;

use guidepost::testing::chat::{Request, line};
use guidepost::testing::console;
use guidepost::testing::discord;
use guidepost::testing::language::Language;
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

#[test]
fn whatever_is_said_text_carries_it_and_each_control_has_a_label() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for number in 0..200 {
        let reply = random.reply();
        let alternative = reply.picture.as_ref().map(|one| one.alternative.clone());
        let body = discord::preview(reply);
        let data = &body["data"];
        // Whoever switched embeds off sees all of it.
        assert!(data.get("embeds").is_none() && data.get("content").is_none());
        let (kinds, labels) = seen(data);
        let buttons = kinds.iter().filter(|kind| **kind == 2).count();
        let selects = kinds.iter().filter(|kind| **kind == 3).count();
        assert!(buttons <= 5 && selects <= 1, "reply {number}: {body:#}");
        assert!(labels.iter().all(|label| !label.trim().is_empty()));
        // The title comes first, the votes come last.
        let inside = &data["components"][0]["components"];
        let title = inside[0]["content"].as_str().expect("a title");
        assert!(
            title.starts_with("## ") && title.len() > 3,
            "reply {number}"
        );
        // A picture has its alternative text, or is replaced by it.
        for gallery in inside
            .as_array()
            .into_iter()
            .flatten()
            .filter(|part| part["type"] == 12)
        {
            let description = gallery["items"][0]["description"].as_str();
            let words = alternative.as_deref().unwrap_or_default();
            let given = words.chars().any(char::is_alphanumeric);
            assert!(description.is_some() || !given, "reply {number}");
        }
    }
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
