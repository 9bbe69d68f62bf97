//! Permissions for gaps at the doors: decided anew for each request by the rights that the platform reports, whatever
//! the button or payload.

use std::sync::Arc;

use guidepost::testing::chat::{Ask, Asker, GapAction};
use guidepost::testing::store::{GapFilter, Setting, Store};
use serde_json::{Value, json};

use super::base::{TestDatabase, request};
use crate::discord::driver::{self as discord, Discord, ShownMessage};
use crate::discord::payload::{self, ASKER, GUILD, IN_SERVER};
use crate::slack::driver::{Mode, Setup, Slack, USER};

const REFUSED: &str = "That is for mentors and admins";
const LISTED: &str = "Questions without an answer";

/// The number of the gap of this question, as soon as it is kept.
async fn gap(store: &Store, question: &str) -> i64 {
    loop {
        let (gaps, _) = store.gaps(GapFilter::All, 0, 99).await.unwrap();
        let mut found = gaps.into_iter();
        let found = found.find(|gap| gap.question.as_deref() == Some(question));
        if let Some(found) = found {
            return found.id;
        }
        tokio::task::yield_now().await;
    }
}

/// The same interaction by somebody with these permissions and roles.
fn with_rights(mut interaction: Value, permissions: &str, roles: &[&str]) -> Value {
    interaction["member"]["permissions"] = json!(permissions);
    interaction["member"]["roles"] = json!(roles);
    interaction
}

/// Picks what has this label from a select, with these roles.
async fn pick(
    discord: &mut Discord,
    on: &ShownMessage,
    label: &str,
    roles: &[&str],
) -> ShownMessage {
    let id = discord.fake.next_interaction();
    let options = on.options();
    let mut options = options.iter();
    let option = options.find(|option| option["label"] == label).unwrap();
    let value = option["value"].as_str().unwrap().to_owned();
    let select = on.select().unwrap()["custom_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let message = payload::message(ASKER, on.data());
    let pick = payload::pick(IN_SERVER, id, message, &select, &value);
    discord.send(with_rights(pick, "0", roles)).await
}

/// Presses something that carries this, with these roles.
async fn press(
    discord: &mut Discord,
    on: &ShownMessage,
    custom_id: &str,
    roles: &[&str],
) -> ShownMessage {
    let id = discord.fake.next_interaction();
    let message = payload::message(ASKER, on.data());
    let press = payload::press(IN_SERVER, id, message, custom_id);
    discord.send(with_rights(press, "0", roles)).await
}

#[tokio::test]
async fn on_discord_permissions_roles_and_ids_say_who_sees_gaps_at_each_request_anew() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let setup = discord::Setup {
            kept: base.clone(),
            options: crate::discord::fake::FakeOptions {
                settings: Some(|settings| {
                    settings.team.admins = vec!["1100000000000000071".to_owned()];
                    settings.team.mentors = vec!["4712".to_owned()];
                }),
                ..Default::default()
            },
            ..discord::Setup::default()
        };
        let mut discord = Discord::start_with_setup(setup).await;
        let question = "how heavy is a trombone";
        let missed = discord.command("ask", &[("question", question)]).await;
        assert!(missed.is_private());
        let store = base.open().await;
        let id = gap(&store, question).await;
        let mut ask = async |person: &str, permissions: &str, roles: &[&str]| {
            let number = discord.fake.next_interaction();
            let from = payload::Sender {
                person,
                ..IN_SERVER
            };
            let command = payload::command(from, number, "gaps", &[]);
            let seen = discord.send(with_rights(command, permissions, roles)).await;
            assert!(seen.is_private());
            seen
        };
        assert_eq!(ask(ASKER, "0", &[]).await.title(), REFUSED);
        // Manage Server, Administrator, an id of the settings, a role of the settings.
        assert_eq!(ask(ASKER, "32", &[]).await.title(), LISTED);
        assert_eq!(ask(ASKER, "8", &[]).await.title(), LISTED);
        let admin = "1100000000000000071";
        assert_eq!(ask(admin, "0", &[]).await.title(), LISTED);
        assert_eq!(ask(ASKER, "0", &["4712"]).await.title(), LISTED);
        // A role that the server names.
        assert_eq!(ask(ASKER, "0", &["4711"]).await.title(), REFUSED);
        let mut boss = request("an admin", 1);
        boss.place.community = Some(GUILD.to_owned());
        let role = Setting::MentorRole;
        store
            .change_setting(&boss, None, role, Some("4711"))
            .await
            .unwrap();
        let list = ask(ASKER, "0", &["4711"]).await;
        assert_eq!(list.title(), LISTED);

        // A mentor's buttons work for as long as they have the role, and a forged one never.
        let looked = pick(&mut discord, &list, question, &["4711"]).await;
        assert!(looked.is_private());
        let step = |label: &str| looked.button(label);
        let all = [step("Answered now?"), step("Not for us")];
        let forged = format!("1:gap:not-for-us:{id}");
        for carried in all.iter().chain([&forged]) {
            let seen = press(&mut discord, &looked, carried, &[]).await;
            assert!(seen.is_private());
            assert_eq!(seen.title(), REFUSED, "{carried}");
        }
        let seen = pick(&mut discord, &list, question, &[]).await;
        assert_eq!(seen.title(), REFUSED);
        assert_eq!(store.gaps(GapFilter::All, 0, 9).await.unwrap().1, 1);
        // So do they where the role is no longer the mentors'.
        store
            .change_setting(&boss, None, role, Some("4799"))
            .await
            .unwrap();
        let seen = press(&mut discord, &looked, &all[1], &["4711"]).await;
        assert_eq!(seen.title(), REFUSED);
        store
            .change_setting(&boss, None, role, Some("4711"))
            .await
            .unwrap();
        let seen = press(&mut discord, &looked, &all[1], &["4711"]).await;
        assert_eq!(seen.title(), "Closed");
        assert_eq!(store.gaps(GapFilter::All, 0, 9).await.unwrap().1, 0);
        store.close().await;
        discord.finish().await;
    }
}

#[tokio::test]
async fn on_slack_admins_user_groups_and_ids_say_who_sees_gaps_at_each_request_anew() {
    for (variable, id, allowed) in [
        ("GUIDEPOST_TEAM_ADMINS", USER, true),
        ("GUIDEPOST_TEAM_ADMINS", "USOMEBODYELSE", false),
        ("GUIDEPOST_TEAM_MENTORS", "S0MENTORS", true),
        ("GUIDEPOST_TEAM_MENTORS", "S0OTHERS", false),
        ("GUIDEPOST_TEAM_MENTORS", "S0GONE", false),
    ] {
        for (base, mode) in TestDatabase::each()
            .into_iter()
            .map(Arc::new)
            .zip(Mode::BOTH)
        {
            let setup = Setup {
                more: vec![(variable, id)],
                kept: base.clone(),
                ..Setup::default()
            };
            let mut slack = Slack::start_with(mode, setup).await;
            slack.fake.group("S0MENTORS", &["U1", USER]);
            slack.fake.group("S0OTHERS", &["U1"]);
            let question = "how heavy is a trombone";
            slack.command("/ask", question).await;
            let store = base.open().await;
            let gap = gap(&store, question).await;
            let seen = slack.command("/gaps", "public:").await;
            assert!(seen.is_private());
            let listed = seen.title() == LISTED;
            assert_eq!(listed, allowed, "{id}: {}", seen.title());
            let seen = slack.press(&seen, forged(gap, GapAction::NotForUs)).await;
            assert!(seen.is_private());
            assert_eq!(seen.title() == "Closed", allowed, "{id}: {}", seen.title());
            let community = Some(slack.team);
            let open = store.gap(gap, community).await.unwrap().is_some();
            assert_eq!(open, !allowed);
            store.close().await;
            slack.finish().await;
        }
    }
}

/// A button that nobody was shown.
fn forged(gap: i64, action: GapAction) -> Value {
    let ask = Ask::Gap { id: gap, action };
    json!({
        "type": "button", "action_id": "open-0", "value": ask.to_button().unwrap(),
        "text": { "type": "plain_text", "text": "x" },
    })
}

#[tokio::test]
async fn on_slack_who_leaves_the_mentors_or_the_admins_has_no_use_of_an_old_button() {
    for (base, mode) in TestDatabase::each()
        .into_iter()
        .map(Arc::new)
        .zip(Mode::BOTH)
    {
        let setup = Setup {
            more: vec![("GUIDEPOST_TEAM_MENTORS", "S0MENTORS")],
            kept: base.clone(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        let question = "how heavy is a trombone";
        slack.command("/ask", question).await;
        let store = base.open().await;
        gap(&store, question).await;
        slack.fake.group("S0MENTORS", &[USER]);
        let list = slack.command("/gaps", "").await;
        assert_eq!(list.title(), LISTED);
        let choice = list.choice(question);
        let looked = slack.press(&list, choice.clone()).await;
        let close = looked.button("Not for us");

        slack.fake.group("S0MENTORS", &[]);
        for (on, action) in [(&list, &choice), (&looked, &close)] {
            let seen = slack.press(on, action.clone()).await;
            assert!(seen.is_private());
            assert_eq!(seen.title(), REFUSED);
        }
        // An admin may, until they are one no longer.
        slack.fake.administers(USER, true);
        let seen = slack.press(&list, choice.clone()).await;
        assert_ne!(seen.title(), REFUSED);
        slack.fake.administers(USER, false);
        let seen = slack.press(&looked, close.clone()).await;
        assert_eq!(seen.title(), REFUSED);
        assert_eq!(store.gaps(GapFilter::All, 0, 9).await.unwrap().1, 1);
        slack.fake.administers(USER, true);
        assert_eq!(slack.press(&looked, close).await.title(), "Closed");
        assert_eq!(store.gaps(GapFilter::All, 0, 9).await.unwrap().1, 0);
        store.close().await;
        slack.finish().await;
    }
}

#[test]
fn debug_output_contains_no_data_about_a_person() {
    let asker = Asker::new("a-secret-id")
        .with_roles(["a-role".to_owned()])
        .managing(true);
    assert_eq!(format!("{asker:?}"), "Asker(…)");
}
