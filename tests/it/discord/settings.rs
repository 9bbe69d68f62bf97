//! `/guidepost settings`: the settings of a server and its channels.

use serde_json::{Value, json};

use super::driver::{Discord, ShownMessage};
use super::fake::{FakeOptions, GatewayAction};
use super::payload::{self, ASKER, BOT, IN_SERVER, user_message};

/// The permission Manage Server.
const MANAGES: &str = "32";

pub fn manager(mut interaction: Value) -> Value {
    interaction["member"]["permissions"] = json!(MANAGES);
    interaction
}

pub fn settings(discord: &Discord) -> Value {
    let id = discord.fake.next_interaction();
    let mut command = payload::command(IN_SERVER, id, "guidepost", &[]);
    command["data"]["options"] = json!([{ "type": 1, "name": "settings", "options": [] }]);
    command
}

pub async fn open(discord: &mut Discord) -> ShownMessage {
    let command = manager(settings(discord));
    discord.send(command).await
}

/// The custom id of the select for a setting.
fn select(panel: &ShownMessage, setting: &str) -> String {
    let end = format!(":{setting}");
    let controls = panel.controls().into_iter();
    let mut ids = controls.map(|part| part["custom_id"].as_str().unwrap());
    ids.find(|id| id.ends_with(&end)).unwrap().to_owned()
}

/// Chooses a value as a manager.
pub async fn pick(
    discord: &mut Discord,
    panel: &ShownMessage,
    setting: &str,
    value: &str,
) -> ShownMessage {
    let id = discord.fake.next_interaction();
    let message = payload::message(ASKER, panel.data());
    let pick = payload::pick(IN_SERVER, id, message, &select(panel, setting), value);
    let seen = discord.send(manager(pick)).await;
    assert!(seen.is_in_place());
    seen
}

pub async fn press(discord: &mut Discord, panel: &ShownMessage, label: &str) -> ShownMessage {
    let id = discord.fake.next_interaction();
    let message = payload::message(ASKER, panel.data());
    let press = payload::press(IN_SERVER, id, message, &panel.button(label));
    discord.send(manager(press)).await
}

/// The values that are shown as chosen.
fn chosen(panel: &ShownMessage, setting: &str) -> Vec<String> {
    let id = select(panel, setting);
    let mut selects = panel.controls().into_iter();
    let select = selects.find(|select| select["custom_id"] == id).unwrap();
    let options = select["options"].as_array().into_iter().flatten();
    let options = options.filter(|option| option["default"] == true);
    let defaults = select["default_values"].as_array().into_iter().flatten();
    options
        .map(|option| option["value"].as_str().unwrap())
        .chain(defaults.map(|one| one["id"].as_str().unwrap()))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_manager_changes_settings_and_they_apply_at_once() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    assert!(panel.is_private());
    insta::assert_json_snapshot!("panel", panel.0);
    crate::preview::keep_discord("settings", panel.data());
    let panel = pick(&mut discord, &panel, "audience", "private").await;
    assert_eq!(chosen(&panel, "audience"), ["private"]);
    let answer = discord.command("what-is", &[("term", "api")]).await;
    assert!(answer.is_private());
    // A channel may differ; a choice that is taken back inherits again.
    let channel = press(&mut discord, &panel, "This channel").await;
    assert_eq!(channel.title(), "Settings of this channel");
    assert_eq!(chosen(&channel, "audience"), ["-"]);
    let channel = pick(&mut discord, &channel, "audience", "public").await;
    let answer = discord.command("what-is", &[("term", "api")]).await;
    assert!(!answer.is_private());
    pick(&mut discord, &channel, "audience", "-").await;
    let answer = discord.command("what-is", &[("term", "api")]).await;
    assert!(answer.is_private());
    // Choices survive a restart.
    let mut discord = discord.restart().await;
    let panel = open(&mut discord).await;
    assert_eq!(chosen(&panel, "audience"), ["private"]);
    discord.finish().await;
}

#[tokio::test]
async fn the_language_setting_is_the_bots_language() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    pick(&mut discord, &panel, "language", "de").await;
    let message = user_message(IN_SERVER, &discord.fake.next_id(), &format!("<@{BOT}>"));
    let help = discord.reply_to(message).await;
    assert_eq!(help.title(), "Was ich kann");
    discord.finish().await;
}

#[tokio::test]
async fn the_panel_speaks_the_language_that_was_just_chosen() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    let german = pick(&mut discord, &panel, "language", "de").await;
    assert_eq!(german.title(), "Einstellungen dieses Servers");
    assert!(
        german.labels().contains(&"Dieser Kanal"),
        "{:?}",
        german.labels()
    );
    discord.finish().await;
}

#[tokio::test]
async fn an_open_panel_of_an_earlier_version_stays_an_embed_and_one_that_is_refused_becomes_one() {
    let mut discord = Discord::start().await;
    discord.fake.refuse_components();
    let command = manager(settings(&discord));
    let embed = discord.send(command).await;
    assert!(embed.is_private());
    assert_eq!(
        embed.data()["embeds"][0]["title"],
        "Settings of this server"
    );
    // The message that the panel stands on has an embed, which cannot become components.
    let changed = pick(&mut discord, &embed, "audience", "private").await;
    assert_eq!(
        changed.data()["embeds"][0]["title"],
        "Settings of this server"
    );
    assert_eq!(chosen(&changed, "audience"), ["private"]);
    discord.finish().await;
}

#[tokio::test]
async fn mentors_have_a_role() {
    let mut discord = Discord::start().await;
    let first = open(&mut discord).await;
    let mut panel = press(&mut discord, &first, "More").await;
    for chooses in [vec!["1100000000000000055"], vec![]] {
        let interaction = discord.fake.next_interaction();
        let message = payload::message(ASKER, panel.data());
        let custom_id = select(&panel, "mentor-role");
        let mut pick = payload::pick(IN_SERVER, interaction, message, &custom_id, "");
        pick["data"]["component_type"] = json!(6);
        pick["data"]["values"] = json!(chooses);
        panel = discord.send(manager(pick)).await;
        assert_eq!(chosen(&panel, "mentor-role"), chooses);
    }
    // The mentors' channel stands beside their role.
    assert!(!first.data().to_string().contains("mentor-channel"));
    assert!(panel.data().to_string().contains("mentor-channel"));
    discord.finish().await;
}

#[tokio::test]
async fn only_managers_see_and_change_settings() {
    let mut discord = Discord::start().await;
    let command = settings(&discord);
    let refused = discord.send(command).await;
    assert!(refused.is_private());
    assert_eq!(refused.title(), "That is for whoever manages this server");
    // A panel from the time when the user managed the server gives no access.
    let panel = open(&mut discord).await;
    let id = discord.fake.next_interaction();
    let message = payload::message(ASKER, panel.data());
    let pick = payload::pick(IN_SERVER, id, message, &select(&panel, "mode"), "off");
    let refused = discord.send(pick).await;
    assert!(refused.is_private() && !refused.is_in_place());
    assert_eq!(chosen(&open(&mut discord).await, "mode"), ["-"]);
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_disabled_channel_gets_no_answers() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    let panel = pick(&mut discord, &panel, "mode", "off").await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert!(seen.is_private());
    assert_eq!(seen.title(), "I do not answer here");
    let mention = user_message(IN_SERVER, &discord.fake.next_id(), &format!("<@{BOT}> api"));
    discord.write(mention);
    // The person is told why, alone.
    let told = discord.direct_message(payload::ASKER).await;
    assert_eq!(told.title(), "I do not answer here");
    pick(&mut discord, &panel, "mode", "-").await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn in_answer_all_mode_questions_are_answered_and_talk_is_not() {
    let options = FakeOptions {
        settings: Some(|settings| settings.discord.message_content = true),
        ..FakeOptions::default()
    };
    let mut discord = Discord::start_with(options).await;
    assert_eq!(discord.session["intents"], (1 << 9) | (1 << 12) | (1 << 15));
    let say =
        |discord: &Discord, text: &str| user_message(IN_SERVER, &discord.fake.next_id(), text);
    // Not chosen yet.
    let early = say(&discord, "what is an api?");
    discord.write(early);
    let panel = open(&mut discord).await;
    pick(&mut discord, &panel, "mode", "all").await;
    for talk in [
        "thanks, see you tomorrow!",
        "what is the capital of France?",
    ] {
        let talk = say(&discord, talk);
        discord.write(talk);
    }
    let question = say(&discord, "what is an api?");
    let seen = discord.reply_to(question.clone()).await;
    assert_eq!(seen.title(), "API");
    // Replies between users are ignored.
    let reply = payload::replying(say(&discord, "what is sql?"), &question, true);
    discord.write(reply);
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn the_panel_names_the_setting_that_the_operator_has_to_change() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    assert!(!panel.text().contains("message"));
    let panel = pick(&mut discord, &panel, "mode", "all").await;
    assert!(panel.text().contains(r"discord.message\_content"));
    // A forged custom id changes nothing and breaks nothing.
    for odd in ["1:panel:", "1:panel:-:x:mode", "1:panel:-:0:no-such"] {
        let id = discord.fake.next_interaction();
        let message = payload::message(ASKER, panel.data());
        let pick = payload::pick(IN_SERVER, id, message, odd, "all");
        discord
            .fake
            .act(GatewayAction::Dispatch("INTERACTION_CREATE", manager(pick)));
        assert!(discord.next_response().await.is_private());
    }
    discord.finish().await;
}
