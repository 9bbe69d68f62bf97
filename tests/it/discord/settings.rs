//! `/guidepost settings`: what a server chooses for itself.

use serde_json::{Value, json};

use super::driver::{Discord, Seen};
use super::fake::{Order, Rules};
use super::payload::{self, ASKER, BOT, CHANNEL, IN_SERVER, written};

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

pub async fn open(discord: &mut Discord) -> Seen {
    let command = manager(settings(discord));
    discord.send(command).await
}

/// The custom id of the select of a setting.
fn select(panel: &Seen, setting: &str) -> String {
    let ids = panel.data()["components"].as_array().unwrap().iter();
    let mut ids = ids.map(|row| row["components"][0]["custom_id"].as_str().unwrap());
    let end = format!(":{setting}");
    ids.find(|id| id.ends_with(&end)).unwrap().to_owned()
}

/// The manager picks a value.
pub async fn pick(discord: &mut Discord, panel: &Seen, setting: &str, value: &str) -> Seen {
    let id = discord.fake.next_interaction();
    let message = payload::message(ASKER, panel.data());
    let pick = payload::pick(IN_SERVER, id, message, &select(panel, setting), value);
    let seen = discord.send(manager(pick)).await;
    assert!(seen.is_in_place());
    seen
}

pub async fn press(discord: &mut Discord, panel: &Seen, label: &str) -> Seen {
    let id = discord.fake.next_interaction();
    let message = payload::message(ASKER, panel.data());
    let press = payload::press(IN_SERVER, id, message, &panel.button(label));
    discord.send(manager(press)).await
}

/// What is shown as chosen for a setting.
fn chosen(panel: &Seen, setting: &str) -> Vec<String> {
    let id = select(panel, setting);
    let rows = panel.data()["components"].as_array().unwrap().iter();
    let mut selects = rows.map(|row| &row["components"][0]);
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
async fn who_manages_the_server_chooses_and_it_holds_at_once() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    assert!(panel.is_private());
    insta::assert_json_snapshot!("panel", panel.0);
    let panel = pick(&mut discord, &panel, "audience", "private").await;
    assert_eq!(chosen(&panel, "audience"), ["private"]);
    let answer = discord.command("what-is", &[("term", "api")]).await;
    assert!(answer.is_private());
    // A channel may differ, and what is taken back is as everywhere else.
    let channel = press(&mut discord, &panel, "This channel").await;
    assert_eq!(channel.title(), "Settings of this channel");
    assert_eq!(chosen(&channel, "audience"), ["-"]);
    let channel = pick(&mut discord, &channel, "audience", "public").await;
    let answer = discord.command("what-is", &[("term", "api")]).await;
    assert!(!answer.is_private());
    pick(&mut discord, &channel, "audience", "-").await;
    let answer = discord.command("what-is", &[("term", "api")]).await;
    assert!(answer.is_private());
    // What was chosen is there after a restart.
    let mut discord = discord.restart().await;
    let panel = open(&mut discord).await;
    assert_eq!(chosen(&panel, "audience"), ["private"]);
    discord.finish().await;
}

#[tokio::test]
async fn the_language_of_a_server_is_the_bots_language_there() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    pick(&mut discord, &panel, "language", "de").await;
    let message = written(IN_SERVER, &discord.fake.next_id(), &format!("<@{BOT}>"));
    let help = discord.reply_to(message).await;
    assert_eq!(help.title(), "Was ich kann");
    discord.finish().await;
}

#[tokio::test]
async fn mentors_have_a_channel_and_a_role() {
    let mut discord = Discord::start().await;
    let first = open(&mut discord).await;
    let mut panel = press(&mut discord, &first, "More").await;
    for (setting, kind, id) in [
        ("mentor-channel", 8, CHANNEL),
        ("mentor-role", 6, "1100000000000000055"),
    ] {
        for chooses in [vec![id], vec![]] {
            let interaction = discord.fake.next_interaction();
            let message = payload::message(ASKER, panel.data());
            let custom_id = select(&panel, setting);
            let mut pick = payload::pick(IN_SERVER, interaction, message, &custom_id, id);
            pick["data"]["component_type"] = json!(kind);
            pick["data"]["values"] = json!(chooses);
            panel = discord.send(manager(pick)).await;
            assert_eq!(chosen(&panel, setting), chooses, "{setting}");
        }
    }
    discord.finish().await;
}

#[tokio::test]
async fn nobody_else_sees_or_changes_what_a_server_chose() {
    let mut discord = Discord::start().await;
    let command = settings(&discord);
    let refused = discord.send(command).await;
    assert!(refused.is_private());
    assert_eq!(refused.title(), "That is for whoever manages this server");
    // A panel from when they did manage it gives them nothing.
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
async fn a_channel_that_is_switched_off_is_left_alone() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    let panel = pick(&mut discord, &panel, "mode", "off").await;
    let seen = discord.command("what-is", &[("term", "api")]).await;
    assert!(seen.is_private());
    assert_eq!(seen.title(), "I do not answer here");
    let mention = written(IN_SERVER, &discord.fake.next_id(), &format!("<@{BOT}> api"));
    discord.write(mention);
    pick(&mut discord, &panel, "mode", "-").await;
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn where_every_question_is_answered_talk_is_not() {
    let rules = Rules {
        settings: Some(|settings| settings.discord.message_content = true),
        ..Rules::default()
    };
    let mut discord = Discord::start_with(rules).await;
    assert_eq!(discord.session["intents"], (1 << 9) | (1 << 12) | (1 << 15));
    let say = |discord: &Discord, text: &str| written(IN_SERVER, &discord.fake.next_id(), text);
    // Nobody has chosen it yet.
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
    // What people reply to each other is theirs.
    let reply = payload::replying(say(&discord, "what is sql?"), &question, true);
    discord.write(reply);
    discord.answers().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_panel_says_where_the_operator_has_to_help() {
    let mut discord = Discord::start().await;
    let panel = open(&mut discord).await;
    assert!(!panel.text().contains("message"));
    let panel = pick(&mut discord, &panel, "mode", "all").await;
    assert!(panel.text().contains(r"discord.message\_content"));
    // A custom id that nobody wrote changes nothing and breaks nothing.
    for odd in ["1:panel:", "1:panel:-:x:mode", "1:panel:-:0:no-such"] {
        let id = discord.fake.next_interaction();
        let message = payload::message(ASKER, panel.data());
        let pick = payload::pick(IN_SERVER, id, message, odd, "all");
        discord
            .fake
            .order(Order::Dispatch("INTERACTION_CREATE", manager(pick)));
        assert!(discord.seen().await.is_private());
    }
    discord.finish().await;
}
