//! Questions to the mentors, at both doors: asked without a name, posted in the mentors' channel with a thread, taken,
//! answered, relayed, written back; and the unhappy ways.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use guidepost::testing::chat::{Ask, Door, TicketAction};
use guidepost::testing::store::{Setting, Store};
use serde_json::{Value, json};

use super::base::{TestDatabase, dump, flushed, request};
use super::chat::{asks, assistant, button, text, wants};
use crate::discord::driver::{Discord, Setup as DiscordSetup, ShownMessage};
use crate::discord::fake::Refusals;
use crate::discord::payload::{self, ASKER, GUILD, IN_SERVER, OTHER, Sender};
use crate::slack::driver::{Mode, Setup, Slack, USER};

const QUESTION: &str = "how heavy is a trombone";
/// The mentors' channel on Discord.
const MENTORS: &str = "1100000000000000042";

async fn choose_channel(store: &Store, community: &str, channel: &str) {
    let mut boss = request("an admin", 1);
    boss.place.community = Some(community.to_owned());
    let setting = Setting::MentorChannel;
    store
        .change_setting(&boss, None, setting, Some(channel))
        .await
        .unwrap();
}

/// Somebody who may manage the server, and so may do what mentors do.
fn as_mentor(mut interaction: Value) -> Value {
    interaction["member"]["permissions"] = json!("32");
    interaction
}

/// A press of a mentor.
async fn mentor_presses(discord: &mut Discord, on: &ShownMessage, label: &str) -> ShownMessage {
    let from = Sender {
        person: OTHER,
        ..IN_SERVER
    };
    let id = discord.fake.next_interaction();
    let message = payload::message(ASKER, on.data());
    let press = payload::press(from, id, message, &on.button(label));
    discord.send(as_mentor(press)).await
}

async fn submits(
    discord: &mut Discord,
    from: Sender<'_>,
    modal: &ShownMessage,
    text: &str,
) -> ShownMessage {
    let id = discord.fake.next_interaction();
    let submitted = payload::submit(from, id, modal.data(), text);
    let submitted = if from.person == OTHER {
        as_mentor(submitted)
    } else {
        submitted
    };
    discord.send(submitted).await
}

/// Starts the product with a mentors' channel, and sends the question to it.
async fn sent_on_discord(base: &Arc<TestDatabase>) -> (Discord, ShownMessage) {
    let store = base.open().await;
    choose_channel(&store, GUILD, MENTORS).await;
    store.close().await;
    let setup = DiscordSetup {
        kept: base.clone(),
        ..DiscordSetup::default()
    };
    let mut discord = Discord::start_with_setup(setup).await;
    let missed = discord.command("ask", &[("question", QUESTION)]).await;
    let form = discord.press(&missed, "Ask a mentor").await;
    assert_eq!(form.0["type"], 9);
    let field = &form.data()["components"][0]["components"][0];
    assert_eq!(field["value"], QUESTION);
    let sent = submits(&mut discord, IN_SERVER, &form, QUESTION).await;
    assert!(sent.is_private());
    assert_eq!(sent.title(), "Sent to the mentors");
    (discord, form)
}

#[tokio::test]
async fn on_discord_a_question_goes_to_the_mentors_and_the_answer_comes_back_without_a_name() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let (mut discord, _) = sent_on_discord(&base).await;
        let ticket = discord.wait_for_post().await;
        assert_eq!(ticket.title(), "A question for the mentors");
        assert!(ticket.text().contains(QUESTION), "{}", ticket.text());
        assert!(!ticket.data().to_string().contains(ASKER));

        // Nobody but mentors may answer, whatever the button.
        let answer = ticket.button("Answer");
        let stranger = discord.press_as(OTHER, &ticket, &answer).await;
        assert_eq!(stranger.title(), "That is for mentors and admins");
        let taken = mentor_presses(&mut discord, &ticket, "I take it").await;
        assert_eq!(taken.title(), "It is yours");
        let note = discord.wait_for_post().await;
        assert!(note.title().starts_with("A mentor has taken the question"));
        let form = mentor_presses(&mut discord, &ticket, "Answer").await;
        let mentor = Sender {
            person: OTHER,
            ..IN_SERVER
        };
        let answer = "Two kilograms.\n@everyone <@1100000000000000071>";
        let said = submits(&mut discord, mentor, &form, answer).await;
        assert_eq!(said.title(), "On its way");
        let told = discord.direct_message(ASKER).await;
        assert_eq!(told.title(), "A mentor answers");
        assert!(told.text().contains("Two kilograms."), "{}", told.text());
        assert!(told.text().contains(QUESTION), "{}", told.text());
        assert!(!told.data().to_string().contains(OTHER));
        let note = discord.wait_for_post().await;
        assert!(note.text().contains("Two kilograms."), "{}", note.text());

        // In the direct messages, the asker writes back and ends it.
        let alone = Sender {
            server: false,
            ..IN_SERVER
        };
        let back = told.button("Write back");
        let back = discord.press_from(alone, &told, &back).await;
        let sent = submits(&mut discord, alone, &back, "With its case?").await;
        assert_eq!(sent.title(), "Sent");
        let note = discord.wait_for_post().await;
        assert!(note.text().contains("With its case?"), "{}", note.text());
        let solved = told.button("Solved it");
        let solved = discord.press_from(alone, &told, &solved).await;
        assert_eq!(solved.title(), "Glad to hear it");
        let note = discord.wait_for_post().await;
        assert!(note.title().ends_with("says that it is solved."));
        let late = mentor_presses(&mut discord, &ticket, "Answer").await;
        assert_eq!(late.title(), "That is closed already");

        let posted = discord.fake.posted_in.lock().unwrap().clone();
        assert_eq!(posted[0], MENTORS);
        // All further ones stand in its thread.
        let threads = discord.fake.threads.lock().unwrap().clone();
        assert!(posted[1..].iter().all(|one| threads.contains_key(one)));
        discord.finish().await;
        // What is deleted is overwritten, and a bot that has stopped leaves no log of changes.
        let all = dump(&base).await;
        assert!(!all.contains(ASKER), "the asker's id is kept");
    }
}

#[tokio::test]
async fn who_cannot_be_reached_is_told_to_the_other_side() {
    let base = Arc::new(TestDatabase::file());
    let (mut discord, _) = sent_on_discord(&base).await;
    let ticket = discord.wait_for_post().await;
    discord.fake.refuses_direct.store(true, Ordering::SeqCst);
    let form = mentor_presses(&mut discord, &ticket, "Answer").await;
    let mentor = Sender {
        person: OTHER,
        ..IN_SERVER
    };
    submits(&mut discord, mentor, &form, "Two kilograms.").await;
    let mut titles = Vec::new();
    for _ in 0..2 {
        titles.push(discord.wait_for_post().await.title().to_owned());
    }
    let unreachable = |title: &String| title.contains("cannot be reached");
    assert!(titles.iter().any(unreachable), "{titles:?}");

    // The mentors' channel is gone.
    discord.fake.refuses_direct.store(false, Ordering::SeqCst);
    *discord.fake.refusals.lock().unwrap() = Refusals::Messages;
    let missed = discord.command("ask", &[("question", QUESTION)]).await;
    let form = discord.press(&missed, "Ask a mentor").await;
    submits(&mut discord, IN_SERVER, &form, QUESTION).await;
    let told = discord.direct_message(ASKER).await;
    assert_eq!(told.title(), "The mentors cannot be reached");
    assert!(told.text().contains(QUESTION), "{}", told.text());
    discord.finish().await;
}

#[tokio::test]
async fn a_question_survives_a_restart_and_is_posted_once() {
    let base = Arc::new(TestDatabase::file());
    let store = base.open().await;
    choose_channel(&store, GUILD, MENTORS).await;
    let mut asked = request(ASKER, 1_700_000_000_000);
    asked.place.community = Some(GUILD.to_owned());
    asked.at = jiff::Timestamp::now();
    store.open_ticket(&asked, MENTORS, QUESTION).await.unwrap();
    store.close().await;
    let setup = DiscordSetup {
        kept: base.clone(),
        ..DiscordSetup::default()
    };
    let mut discord = Discord::start_with_setup(setup).await;
    let ticket = discord.wait_for_post().await;
    assert_eq!(ticket.title(), "A question for the mentors");
    let mut discord = discord.restart().await;
    discord.answers().await;
    let store = base.open().await;
    let later = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1);
    let left = store.claim_messages(Door::Discord, later, 9).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
    store.close().await;
    discord.finish().await;
}

#[tokio::test]
async fn a_handle_is_limited_blocked_and_forgotten_without_anybody_learning_who_it_is() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let open = |text: &str| {
            let of = Ask::Ticket {
                id: 0,
                action: TicketAction::Open,
            };
            of.filled(text.to_owned())
        };
        let none = assistant.respond(&wants("ada", open("why?"))).await;
        assert_eq!(none.title, "There is no channel for mentors here");
        let missed = assistant.respond(&asks("ada", QUESTION)).await;
        assert!(missed.buttons.iter().all(|one| one.label != "Ask a mentor"));
        choose_channel(&store, "77", "42").await;
        let missed = assistant.respond(&asks("ada", QUESTION)).await;
        flushed(&store).await;
        let ask = button(&missed, "Ask a mentor");
        let form = assistant.form(&wants("ada", ask.clone())).await;
        assert_eq!(form.unwrap().unwrap().value, QUESTION);
        // Somebody else who presses it sends words of their own.
        let form = assistant.form(&wants("bob", ask)).await;
        assert_eq!(form.unwrap().unwrap().value, "");
        let blank = assistant.respond(&wants("ada", open("  "))).await;
        assert_eq!(blank.title, "I need words");
        for _ in 0..3 {
            let sent = assistant.respond(&wants("ada", open(QUESTION))).await;
            assert_eq!(sent.title, "Sent to the mentors");
        }
        let many = assistant.respond(&wants("ada", open(QUESTION))).await;
        assert_eq!(many.title, "That is enough for today");
        let mine = text(&assistant.respond(&asks("ada", "/my-data")).await);
        assert!(mine.contains("you sent the mentors"), "{mine}");

        let list = text(&assistant.respond(&asks("boss", "/gaps")).await);
        let waiting = "3 questions wait in the mentors’ channel, the oldest since 2023-11-14.";
        assert!(list.contains(waiting), "{list}");
        let now = jiff::Timestamp::from_millisecond(1_700_000_100_000).unwrap();
        let owed = store.claim_messages(Door::Discord, now, 9).await.unwrap();
        assert_eq!(owed.len(), 3);
        let id = owed[0].body.split(':').nth(1).unwrap().parse().unwrap();
        let on = |action| Ask::Ticket { id, action };
        // Two mentors take it at once: one has it.
        let (one, other) = (
            wants("boss", on(TicketAction::Claim)),
            wants("old-hand", on(TicketAction::Claim)),
        );
        let (one, other) = tokio::join!(assistant.respond(&one), assistant.respond(&other));
        let mut titles = [one.title, other.title];
        titles.sort();
        assert_eq!(titles, ["It is yours", "That cannot be done any more"]);
        let refused = assistant
            .respond(&wants("ada", on(TicketAction::Block)))
            .await;
        assert_eq!(refused.title, "That is for mentors and admins");
        let mut elsewhere = wants("boss", on(TicketAction::Block));
        elsewhere.place.community = Some("78".to_owned());
        let refused = assistant.respond(&elsewhere).await;
        assert_eq!(refused.title, "That is closed already");
        let blocked = assistant
            .respond(&wants("boss", on(TicketAction::Block)))
            .await;
        assert_eq!(blocked.title, "Blocked");
        assert!(!text(&blocked).contains("ada"));
        let mut tomorrow = wants("ada", open(QUESTION));
        tomorrow.at += jiff::SignedDuration::from_hours(25);
        let refused = assistant.respond(&tomorrow).await;
        assert_eq!(refused.title, "The mentors take no question from you");

        assistant.respond(&asks("ada", "/forget-me")).await;
        flushed(&store).await;
        let mine = assistant.respond(&asks("ada", "/my-data")).await;
        assert_eq!(text(&mine), "Nothing: no opinion, no question, no message.");
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn on_slack_a_question_goes_to_the_mentors_and_the_answer_comes_back() {
    for (base, mode) in TestDatabase::each()
        .into_iter()
        .map(Arc::new)
        .zip(Mode::BOTH)
    {
        let setup = Setup {
            more: vec![("GUIDEPOST_TEAM_MENTORS", "U0MENTOR")],
            kept: base.clone(),
            ..Setup::default()
        };
        let store = base.open().await;
        choose_channel(&store, "T1", "C0MENTORS").await;
        let mut slack = Slack::start_with(mode, setup).await;
        let seen = slack.command("/ask", QUESTION).await;
        let form = slack.press(&seen, seen.button("Ask a mentor")).await;
        assert_eq!(form.method, "views.open");
        let element = &form.body["view"]["blocks"][1]["element"];
        assert_eq!(element["initial_value"], QUESTION);
        let submit = |slack: &Slack, form: &Value, user: &str, text: &str| {
            let mut view = form["view"].clone();
            view["id"] = json!("V1");
            view["state"] = json!({ "values": { "text": { "text": {
                "type": "plain_text_input", "value": text,
            } } } });
            json!({
                "type": "view_submission", "team": { "id": slack.team, "domain": "fake" },
                "user": { "id": user, "username": "ada", "team_id": slack.team },
                "trigger_id": format!("{text}.1"), "view": view, "response_urls": [],
            })
        };
        let payload = submit(&slack, &form.body, USER, QUESTION);
        let said = slack.send("interactive", &payload).await.unwrap();
        assert!(said.to_string().contains("Sent to the mentors"), "{said}");
        let ticket = slack.next().await;
        assert_eq!(ticket.method, "chat.postMessage");
        assert_eq!(ticket.body["channel"], "C0MENTORS");
        assert!(ticket.body.to_string().contains(QUESTION));
        assert!(!ticket.body.to_string().contains(USER));

        let mut pressed = slack.action_payload(&ticket, ticket.button("Answer"));
        pressed["user"]["id"] = json!("U0MENTOR");
        assert_eq!(slack.send("interactive", &pressed).await, None);
        let form = slack.next().await;
        assert_eq!(form.method, "views.open");
        let payload = submit(&slack, &form.body, "U0MENTOR", "Two kilograms. <!channel>");
        let said = slack.send("interactive", &payload).await.unwrap();
        assert!(said.to_string().contains("On its way"), "{said}");
        let mut seen = [slack.next().await, slack.next().await];
        seen.sort_by_key(|one| one.body["channel"].as_str().unwrap().to_owned());
        let [note, told] = seen;
        assert_eq!(note.body["channel"], "C0MENTORS");
        assert_eq!(note.body["thread_ts"], "1700000001.000200");
        assert_eq!(told.body["channel"], USER);
        assert!(told.body.to_string().contains("Two kilograms."));
        store.close().await;
        slack.finish().await;
    }
}
