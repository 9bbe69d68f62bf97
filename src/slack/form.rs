//! The form to ask by, and an answer in its place: what Slack calls a modal
//! (<https://docs.slack.dev/surfaces/modals>).

use serde_json::{Value, json};

use super::blocks::{self, length, section};
use super::render::Message;
use super::{dialect, limits};
use crate::assistant::{Completion, MAX_QUESTION};
use crate::language::Language;

/// The form, the shortcut to it and the buttons that open it.
pub(super) const ASK: &str = "ask";
/// The shortcut on somebody's message.
pub(super) const ANSWER: &str = "answer";

/// Where one picks a question, and where one writes one.
const PICK: &str = "pick";
const WORDS: &str = "words";

/// What stands on top of everything that opens.
pub(super) const TITLE: &str = "Guidepost";

/// The empty form.
pub(super) fn view(language: Language) -> Value {
    let said = |id, limit| blocks::label(&language.text(id, &[]), limit);
    json!({
        "type": "modal",
        "callback_id": ASK,
        "title": blocks::label(TITLE, limits::TITLE),
        "submit": said("form-ask", limits::TITLE),
        "close": said("form-close", limits::TITLE),
        "blocks": [
            {
                "type": "input",
                "block_id": PICK,
                "optional": true,
                "label": said("form-pick", limits::LABEL),
                "element": {
                    "type": "external_select",
                    "action_id": PICK,
                    "min_query_length": 0,
                    "placeholder": said("form-begin", limits::OPTION),
                },
            },
            {
                "type": "input",
                "block_id": WORDS,
                "optional": true,
                "label": said("form-words", limits::LABEL),
                "element": {
                    "type": "plain_text_input",
                    "action_id": WORDS,
                    "max_length": MAX_QUESTION,
                },
            },
        ],
    })
}

/// What was asked by the form: one's own words before what was picked; nothing where it is empty.
pub(super) fn question(state: &Value) -> Option<String> {
    let at = |path: &str| state.pointer(path).and_then(Value::as_str).map(str::trim);
    let written = at("/values/words/words/value");
    let picked = at("/values/pick/pick/selected_option/value");
    let filled = |text: &&str| !text.is_empty();
    let question = written.filter(filled).or(picked.filter(filled));
    question.map(str::to_owned)
}

/// What the acknowledgement of an empty form holds.
pub(super) fn empty(language: Language) -> Value {
    json!({
        "response_action": "errors",
        "errors": { WORDS: language.text("form-empty", &[]) },
    })
}

/// What the acknowledgement holds where suggestions are asked for. An option carries the whole
/// question, as its text may be clipped.
pub(super) fn options(completions: impl IntoIterator<Item = Completion>) -> Value {
    let mut values = Vec::new();
    let mut options = Vec::new();
    for Completion { label, value } in completions {
        let fits = length(&value) <= limits::OPTION_VALUE && !label.trim().is_empty();
        if !fits || value.is_empty() || values.contains(&value) || options.len() >= limits::OPTIONS
        {
            continue;
        }
        options.push(json!({ "text": blocks::label(&label, limits::OPTION), "value": value }));
        values.push(value);
    }
    json!({ "options": options })
}

/// An answer in a modal.
pub(super) fn answer(message: &Message) -> Value {
    modal(message.language, &message.blocks)
}

/// What stands there until the answer comes.
pub(super) fn waiting(language: Language) -> Value {
    let text = dialect::literal(&language.text("looking", &[]));
    modal(language, &[section(&text)])
}

fn modal(language: Language, blocks: &[Value]) -> Value {
    json!({
        "type": "modal",
        "title": blocks::label(TITLE, limits::TITLE),
        "close": blocks::label(&language.text("form-close", &[]), limits::TITLE),
        "blocks": blocks,
    })
}

/// What the acknowledgement of the form holds to show something in its place.
pub(super) fn shown(view: &Value) -> Value {
    json!({ "response_action": "update", "view": view })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(written: &Value, picked: &Value) -> Option<String> {
        question(&json!({ "values": {
            "words": { "words": { "type": "plain_text_input", "value": written } },
            "pick": { "pick": { "type": "external_select", "selected_option": picked } },
        } }))
    }

    #[test]
    fn ones_own_words_count_before_what_was_picked() {
        let picked = json!({ "value": "What is SQL?" });
        let question = |text: &str| Some(text.to_owned());
        assert_eq!(asked(&json!(" why? "), &picked), question("why?"));
        assert_eq!(asked(&json!(null), &picked), question("What is SQL?"));
        assert_eq!(asked(&json!("  "), &json!(null)), None);
        assert_eq!(super::question(&json!(7)), None);
    }

    #[test]
    fn options_keep_to_the_limits_and_are_offered_once() {
        let completion = |label: &str, value: &str| Completion {
            label: label.to_owned(),
            value: value.to_owned(),
        };
        let long = "why ".repeat(60);
        let many = (0..300).map(|number| completion("x", &number.to_string()));
        let first = [
            completion(&long, "a#b"),
            completion("again", "a#b"),
            completion("too long", &long),
            completion(" ", "blank"),
        ];
        let options = options(first.into_iter().chain(many));
        let options = options["options"].as_array().expect("options");
        assert_eq!(options.len(), 100);
        assert_eq!(options[1]["value"], "0");
        let shown = options[0]["text"]["text"].as_str().expect("a text");
        assert!(shown.ends_with('…') && shown.chars().count() <= 75);
    }
}
