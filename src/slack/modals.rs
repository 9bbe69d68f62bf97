//! Modals: the question form, answers and the loading view (<https://docs.slack.dev/surfaces/modals>),
//! and the acknowledgements that update them.

use serde_json::{Value, json};

use super::blocks::{plain_text, section};
use super::render::{self, SlackMessage};
use super::{limits, mrkdwn};
use crate::assistant::{Completion, MAX_QUESTION};
use crate::language::Language;
use crate::platform::text::utf16_len;

/// `callback_id` of the question form and its shortcut, `action_id` of the buttons that open it.
pub(super) const ASK: &str = "ask";
/// `callback_id` of the message shortcut.
pub(super) const ANSWER: &str = "answer";

/// `block_id` and `action_id` of the select of known questions.
const QUESTION_SELECT: &str = "pick";
/// `block_id` and `action_id` of the text input.
const QUESTION_INPUT: &str = "words";

/// Title of every modal.
pub(super) const TITLE: &str = "Guidepost";

/// Builds the empty question form.
pub(super) fn ask_form(language: Language) -> Value {
    let text = |id, limit| plain_text(&language.text(id, &[]), limit);
    json!({
        "type": "modal",
        "callback_id": ASK,
        "title": plain_text(TITLE, limits::MODAL_TITLE),
        "submit": text("form-ask", limits::MODAL_TITLE),
        "close": text("form-close", limits::MODAL_TITLE),
        "blocks": [
            {
                "type": "input",
                "block_id": QUESTION_SELECT,
                "optional": true,
                "label": text("form-pick", limits::INPUT_LABEL),
                "element": {
                    "type": "external_select",
                    "action_id": QUESTION_SELECT,
                    "min_query_length": 0,
                    "placeholder": text("form-begin", limits::OPTION),
                },
            },
            {
                "type": "input",
                "block_id": QUESTION_INPUT,
                "optional": true,
                "label": text("form-words", limits::INPUT_LABEL),
                "element": {
                    "type": "plain_text_input",
                    "action_id": QUESTION_INPUT,
                    "max_length": MAX_QUESTION,
                },
            },
        ],
    })
}

/// Returns the question of a submitted form: the typed text, or else the selected question; `None` where both are empty.
pub(super) fn question(state: &Value) -> Option<String> {
    let at = |path: &str| state.pointer(path).and_then(Value::as_str).map(str::trim);
    let typed = at("/values/words/words/value");
    let selected = at("/values/pick/pick/selected_option/value");
    let filled = |text: &&str| !text.is_empty();
    let question = typed.filter(filled).or(selected.filter(filled));
    question.map(str::to_owned)
}

/// Builds the acknowledgement of a form that was submitted empty.
pub(super) fn empty_form_error(language: Language) -> Value {
    json!({
        "response_action": "errors",
        "errors": { QUESTION_INPUT: language.text("form-empty", &[]) },
    })
}

/// Builds the acknowledgement of a suggestion query. The value of an option is the whole question; its text may be
/// clipped.
pub(super) fn suggestions(completions: impl IntoIterator<Item = Completion>) -> Value {
    let mut values = Vec::new();
    let mut options = Vec::new();
    for Completion { label, value } in completions {
        let fits = utf16_len(&value) <= limits::OPTION_VALUE && !label.trim().is_empty();
        if !fits || value.is_empty() || values.contains(&value) || options.len() >= limits::OPTIONS
        {
            continue;
        }
        options.push(json!({ "text": plain_text(&label, limits::OPTION), "value": value }));
        values.push(value);
    }
    json!({ "options": options })
}

/// Builds a modal that shows an answer.
pub(super) fn answer(message: &SlackMessage) -> Value {
    modal(message.language, &message.blocks)
}

/// Builds a modal that shows an answer as text alone, for where Slack refuses its blocks.
pub(super) fn answer_as_text(message: &SlackMessage) -> Value {
    let texts = render::split_text(&message.text);
    let sections: Vec<Value> = texts.iter().map(|text| section(text)).collect();
    modal(message.language, &sections)
}

/// Builds a modal for the time until the answer is ready.
pub(super) fn loading(language: Language) -> Value {
    let text = mrkdwn::escape(&language.text("looking", &[]));
    modal(language, &[section(&text)])
}

fn modal(language: Language, blocks: &[Value]) -> Value {
    json!({
        "type": "modal",
        "title": plain_text(TITLE, limits::MODAL_TITLE),
        "close": plain_text(&language.text("form-close", &[]), limits::MODAL_TITLE),
        "blocks": blocks,
    })
}

/// Builds the acknowledgement of a submission that replaces the modal's view.
pub(super) fn update_response(view: &Value) -> Value {
    json!({ "response_action": "update", "view": view })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn submitted(typed: &Value, selected: &Value) -> Option<String> {
        question(&json!({ "values": {
            "words": { "words": { "type": "plain_text_input", "value": typed } },
            "pick": { "pick": { "type": "external_select", "selected_option": selected } },
        } }))
    }

    #[test]
    fn typed_text_is_preferred_to_a_selected_question() {
        let selected = json!({ "value": "What is SQL?" });
        let question = |text: &str| Some(text.to_owned());
        assert_eq!(submitted(&json!(" why? "), &selected), question("why?"));
        assert_eq!(submitted(&json!(null), &selected), question("What is SQL?"));
        assert_eq!(submitted(&json!("  "), &json!(null)), None);
        assert_eq!(super::question(&json!(7)), None);
    }

    #[test]
    fn suggestions_are_unique_and_within_the_limits() {
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
        let options = suggestions(first.into_iter().chain(many));
        let options = options["options"].as_array().expect("options");
        assert_eq!(options.len(), 100);
        assert_eq!(options[1]["value"], "0");
        let shown = options[0]["text"]["text"].as_str().expect("a text");
        assert!(shown.ends_with('…') && shown.chars().count() <= 75);
    }
}
