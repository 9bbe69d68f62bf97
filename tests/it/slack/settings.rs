//! Settings modal, and its rights.

use axum::http::StatusCode;
use guidepost::testing::language::Language;
use serde_json::{Value, json};

use super::driver::{Mode, Setup, ShownMessage, Slack, USER, soon};

/// Title of the refusal.
const REFUSED: &str = "That is for the admins of this workspace";

/// Opens the modal by the command.
pub(super) async fn open(slack: &mut Slack) -> ShownMessage {
    let command = slack.command_payload("/guidepost", "settings");
    assert_eq!(slack.send("slash_commands", &command).await, None);
    let form = slack.next().await;
    assert_eq!(form.method, "views.open");
    assert_eq!(form.body["trigger_id"], command["trigger_id"]);
    form
}

/// Submits the modal; it closes, as everything was saved, or stays open in a language that was chosen.
pub(super) async fn save(slack: &mut Slack, form: &ShownMessage, chosen: &[(&str, Value)]) {
    let payload = slack.settings_payload(&form.body["view"], chosen);
    let acknowledgement = slack.send("interactive", &payload).await;
    if chosen.iter().any(|(name, _)| *name == "language") {
        let title = shown_instead(acknowledgement.as_ref());
        assert!(
            ["Settings", "Einstellungen"]
                .iter()
                .any(|start| title.starts_with(start))
        );
    } else {
        assert_eq!(acknowledgement, None);
    }
}

/// Presses the button that switches the scope.
pub(super) async fn turn(slack: &mut Slack, form: &ShownMessage, label: &str) -> ShownMessage {
    let button = form.button(label);
    let payload = slack.view_action_payload(&form.body["view"], "V1", button);
    assert_eq!(slack.send("interactive", &payload).await, None);
    let turned = slack.next().await;
    assert_eq!(turned.method, "views.update");
    assert_eq!(turned.body["view_id"], "V1");
    turned
}

/// Returns the value that a modal shows for a setting.
pub(super) fn chosen(form: &ShownMessage, setting: &str) -> Value {
    let blocks = form.body["view"]["blocks"].as_array().unwrap().iter();
    let mut elements = blocks.map(|block| &block["element"]);
    let element = elements.find(|one| one["action_id"] == setting).unwrap();
    match element["type"].as_str().unwrap() {
        "static_select" => element["initial_option"]["value"].clone(),
        "multi_static_select" => element["initial_options"].clone(),
        _ => element["initial_conversation"].clone(),
    }
}

/// Returns the title of the view with which an acknowledgement replaces the modal.
fn shown_instead(acknowledgement: Option<&Value>) -> &str {
    let shown = acknowledgement.expect("something instead");
    assert_eq!(shown["response_action"], "update");
    shown["view"]["blocks"][0]["text"]["text"].as_str().unwrap()
}

#[tokio::test]
async fn settings_saved_by_admins_hold_at_once_and_after_a_restart() {
    for mode in Mode::BOTH {
        let setup = Setup::default();
        let kept = setup.kept.clone();
        let mut slack = Slack::start_with(mode, setup).await;
        slack.fake.administers(USER, true);
        slack.fake.group("S0MENTORS", &["U1"]);
        let form = open(&mut slack).await;
        insta::assert_json_snapshot!("the_settings", form.body["view"]);
        crate::preview::keep_slack("settings", &form.body);
        save(&mut slack, &form, &[("audience", json!("private"))]).await;
        assert!(slack.command("/what-is", "api").await.is_private());

        // A channel may have its own value, and returns to the default.
        let form = open(&mut slack).await;
        assert_eq!(chosen(&form, "audience"), "private");
        let channel = turn(&mut slack, &form, "This channel").await;
        assert_eq!(channel.title(), "Settings of this channel");
        assert_eq!(chosen(&channel, "audience"), "-");
        save(&mut slack, &channel, &[("audience", json!("public"))]).await;
        assert!(!slack.command("/what-is", "api").await.is_private());
        let channel = turn(&mut slack, &form, "This channel").await;
        save(&mut slack, &channel, &[("audience", json!("-"))]).await;
        assert!(slack.command("/what-is", "api").await.is_private());
        let whole = turn(&mut slack, &channel, "The whole workspace").await;
        assert_eq!(whole.title(), "Settings of this workspace");

        // Every setting can be set and reset.
        let all = [
            ("mode", json!("called"), json!("-")),
            ("language", json!("de"), json!("-")),
            ("collections", json!(["shipped"]), json!([])),
            ("mentor-role", json!("S0MENTORS"), json!("-")),
        ];
        let new = all.clone().map(|(name, new, _)| (name, new));
        save(&mut slack, &form, &new).await;
        let form = open(&mut slack).await;
        assert_eq!(form.title(), "Einstellungen des Workspace");
        assert_eq!(chosen(&form, "mentor-role"), "S0MENTORS");
        assert_eq!(chosen(&form, "collections")[0]["value"], "shipped");
        let old = all.clone().map(|(name, _, old)| (name, old));
        save(&mut slack, &form, &old).await;
        let form = open(&mut slack).await;
        assert_eq!(chosen(&form, "mentor-role"), "-");

        // Changes are stored with a pseudonym; unchanged values are no change.
        let store = kept.open().await;
        let changes = store.setting_changes(Some("T1"), 99).await.unwrap();
        assert_eq!(changes.len(), 3 + 2 * all.len());
        assert!(changes.iter().all(|one| {
            let person = one.person.as_deref();
            person.is_some_and(|person| !person.contains(USER))
        }));
        store.close().await;
        let again = Setup {
            kept,
            ..Setup::default()
        };
        let mut slack = slack.restart(again).await;
        let form = open(&mut slack).await;
        assert_eq!(chosen(&form, "audience"), "private");
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_form_speaks_the_language_that_was_just_chosen() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.fake.administers(USER, true);
        let form = open(&mut slack).await;
        let payload = slack.settings_payload(&form.body["view"], &[("language", json!("de"))]);
        let shown = slack.send("interactive", &payload).await;
        assert_eq!(shown_instead(shown.as_ref()), "Einstellungen des Workspace");
        let view = &shown.as_ref().unwrap()["view"];
        assert_eq!(view["submit"]["text"], "Speichern");
        assert_eq!(view["callback_id"], "settings");
        slack.finish().await;
    }
}

#[tokio::test]
async fn only_admins_see_and_change_settings_whatever_the_payload() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.fake.administers(USER, true);
        let form = open(&mut slack).await;
        let turn = form.button("This channel");
        slack.fake.administers(USER, false);

        let command = slack.command_payload("/guidepost", "settings");
        assert_eq!(slack.send("slash_commands", &command).await, None);
        let refused = slack.next().await;
        assert_eq!(refused.method, "response_url");
        assert!(refused.is_private());
        assert_eq!(refused.title(), REFUSED);
        // A modal that was opened as an admin grants no right.
        let view = &form.body["view"];
        let sent = slack.settings_payload(view, &[("mode", json!("off"))]);
        let acknowledged = slack.send("interactive", &sent).await;
        assert_eq!(shown_instead(acknowledged.as_ref()), REFUSED);
        let pressed = slack.view_action_payload(view, "V1", turn);
        slack.send("interactive", &pressed).await;
        let refused = slack.next().await;
        assert_eq!((refused.method, refused.title()), ("views.update", REFUSED));
        // Nor does a forged button.
        let button = json!({ "type": "button", "action_id": "settings", "value": "settings" });
        let pressed = slack.view_action_payload(&json!({ "type": "home" }), "V0", button);
        slack.send("interactive", &pressed).await;
        let refused = slack.next().await;
        assert_eq!((refused.method, refused.title()), ("views.open", REFUSED));
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");

        // Values that are not offered are refused.
        slack.fake.administers(USER, true);
        for odd in [
            ("mode", json!("sometimes")),
            ("language", json!("tlh")),
            ("collections", json!(["shipped", "theirs"])),
        ] {
            let sent = slack.settings_payload(view, &[odd]);
            let acknowledged = slack.send("interactive", &sent).await;
            let unknown = "I do not know that command or button";
            assert_eq!(shown_instead(acknowledged.as_ref()), unknown);
        }
        let form = open(&mut slack).await;
        for setting in ["mode", "language"] {
            assert_eq!(chosen(&form, setting), "-");
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn with_slack_people_off_nobody_is_an_admin() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("SLACK_PEOPLE", "false")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        slack.fake.administers(USER, true);
        let command = slack.command_payload("/guidepost", "settings");
        slack.send("slash_commands", &command).await;
        assert_eq!(slack.next().await.title(), REFUSED);
        slack.finish().await;
    }
}

#[tokio::test]
async fn admins_of_another_workspace_have_no_rights_in_a_shared_channel() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.wait_for_introduction().await;
        slack.fake.administers(USER, true);
        slack.fake.visits(USER);
        let command = slack.command_payload("/guidepost", "settings");
        slack.send("slash_commands", &command).await;
        assert_eq!(slack.next().await.title(), REFUSED);
        let gaps = slack.command("/gaps", "").await;
        assert_eq!(gaps.title(), "That is for mentors and admins");
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_home_tab_has_a_settings_button_for_admins() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.open_tab("home", None).await;
        let home = slack.next().await;
        assert!(!home.body.to_string().contains("Settings of"));

        // Profiles are cached for an hour; a restart clears them.
        let mut slack = slack.restart(Setup::default()).await;
        slack.fake.administers(USER, true);
        slack.open_tab("home", None).await;
        let home = slack.next().await;
        let button = home.button("Settings of this workspace");
        let pressed = slack.view_action_payload(&home.body["view"], "V0", button);
        assert_eq!(slack.send("interactive", &pressed).await, None);
        let form = slack.next().await;
        assert_eq!(form.method, "views.open");
        assert_eq!(form.title(), "Settings of this workspace");
        save(&mut slack, &form, &[("audience", json!("private"))]).await;
        assert!(slack.command("/what-is", "api").await.is_private());
        slack.finish().await;
    }
}

#[tokio::test]
async fn admins_and_the_mentors_user_group_may_list_gaps() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.fake.group("S0MENTORS", &["U0MENTOR"]);
        slack.fake.administers("U0ADMIN", true);
        let gaps = async |slack: &mut Slack, user: &str| {
            let mut command = slack.command_payload("/gaps", "");
            command["user_id"] = json!(user);
            let answer = slack.send("slash_commands", &command).await.unwrap();
            assert_eq!(answer["response_type"], "ephemeral");
            answer["blocks"][0]["text"]["text"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let (listed, refused) = (
            "Questions without an answer",
            "That is for mentors and admins",
        );
        assert_eq!(gaps(&mut slack, "U0ADMIN").await, listed);
        assert_eq!(gaps(&mut slack, "U0MENTOR").await, refused);
        slack.fake.administers(USER, true);
        let form = open(&mut slack).await;
        save(&mut slack, &form, &[("mentor-role", json!("S0MENTORS"))]).await;
        assert_eq!(gaps(&mut slack, "U0MENTOR").await, listed);
        assert_eq!(gaps(&mut slack, "U0SOMEBODY").await, refused);
        // Rights end with the membership.
        slack.fake.group("S0MENTORS", &[]);
        slack.fake.administers("U0ADMIN", false);
        assert_eq!(gaps(&mut slack, "U0MENTOR").await, refused);
        assert_eq!(gaps(&mut slack, "U0ADMIN").await, refused);
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_failed_request_for_rights_grants_nothing_and_is_made_again_the_next_time() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.fake.administers(USER, true);
        // That for the language and that for the rights.
        for _ in 0..2 {
            let failed = json!({ "ok": false, "error": "internal_error" });
            slack.fake.fail_next("users.info", StatusCode::OK, failed);
        }
        let refused = slack.command("/gaps", "").await;
        assert_eq!(refused.title(), "That is for mentors and admins");
        let listed = slack.command("/gaps", "").await;
        assert_eq!(listed.title(), "Questions without an answer");
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_settings_modal_is_within_the_limits_in_every_language() {
    let locales = Language::ALL.map(|language| (language, format!("U0{}", language.tag())));
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        for number in 0..150 {
            slack.fake.group(&format!("S{number}"), &[]);
        }
        for (language, user) in &locales {
            slack.fake.speaks(user, language.tag());
            slack.fake.administers(user, true);
            let mut command = slack.command_payload("/guidepost", "settings");
            command["user_id"] = json!(user);
            slack.send("slash_commands", &command).await;
            // The fake checks each view against the limits.
            let form = slack.next().await;
            let named = form.body.to_string();
            assert!(!named.to_lowercase().contains("discord"), "{named}");
        }
        slack.finish().await;
    }
}

#[tokio::test]
async fn the_argument_of_the_guidepost_command_is_a_command_or_a_question() {
    for mode in Mode::BOTH {
        let setup = Setup {
            more: vec![("SLACK_PREFIX", "gp-")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        let help = slack.command("/gp-guidepost", "").await;
        assert_eq!(help.title(), "What I can do");
        let answer = slack.command("/gp-guidepost", "what-is sql").await;
        assert_eq!(answer.title(), "SQL");
        let other = slack.command("/guidepost", "settings").await;
        assert_eq!(other.title(), "I do not know that command or button");
        slack.fake.administers(USER, true);
        let command = slack.command_payload("/gp-guidepost", "settings");
        slack.send("slash_commands", &command).await;
        assert_eq!(slack.next().await.method, "views.open");
        slack.finish().await;
    }
}

#[tokio::test]
async fn after_a_failed_settings_modal_the_next_question_is_answered() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        slack.fake.administers(USER, true);
        let late = json!({ "ok": false, "error": "expired_trigger_id" });
        let ok = axum::http::StatusCode::OK;
        slack.fake.fail_next("views.open", ok, late);
        let command = slack.command_payload("/guidepost", "settings");
        slack.send("slash_commands", &command).await;
        soon("a failure", slack.fake.failed("views.open", 1)).await;
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        slack.finish().await;
    }
}
