//! The same through the doors: who somebody is there, and what is answered once.

use std::sync::Arc;

use guidepost::chat::{Ask, Asker};
use guidepost::store::{Of, Setting};
use serde_json::json;

use super::base::{Base, request};
use crate::discord::driver::{self as discord, Discord};
use crate::discord::payload::{self, ASKER, GUILD, IN_SERVER};
use crate::slack::driver::{Mode, Setup, Slack, USER};

#[tokio::test]
async fn on_discord_roles_and_permissions_say_who_sees_gaps_also_by_a_forged_button() {
    for base in Base::each().into_iter().map(Arc::new) {
        let mut discord = Discord::set_up(discord::Setup {
            kept: base.clone(),
            ..discord::Setup::default()
        })
        .await;
        let missed = discord
            .command("ask", &[("question", "how heavy is a trombone")])
            .await;
        assert!(missed.is_private());
        let store = base.open().await;
        let mut gaps = Vec::new();
        while gaps.is_empty() {
            gaps = store.gaps(Of::All, 0, 9).await.unwrap().0;
        }
        let id = gaps[0].id;
        let mut ask = async |permissions: &str, roles: &[&str]| {
            let number = discord.fake.next_interaction();
            let mut command = payload::command(IN_SERVER, number, "gaps", &[]);
            command["member"]["permissions"] = json!(permissions);
            command["member"]["roles"] = json!(roles);
            let seen = discord.send(command).await;
            assert!(seen.is_private());
            seen.title().to_owned()
        };
        let refused = "That is for mentors and admins";
        let listed = "Questions without an answer";
        assert_eq!(ask("0", &[]).await, refused);
        // Manage Server, Administrator.
        assert_eq!(ask("32", &[]).await, listed);
        assert_eq!(ask("8", &[]).await, listed);
        assert_eq!(ask("0", &["4711"]).await, refused);
        let mut admin = request("an admin", 1);
        admin.place.community = Some(GUILD.to_owned());
        store
            .set(&admin, None, Setting::MentorRole, Some("4711"))
            .await
            .unwrap();
        assert_eq!(ask("0", &["4711"]).await, listed);

        let answer = discord.command("what-is", &[("term", "api")]).await;
        let forged = format!("1:gap:not-for-us:{id}");
        let seen = discord.press_as(ASKER, &answer, &forged).await;
        assert_eq!(seen.title(), refused);
        assert_eq!(store.gaps(Of::All, 0, 9).await.unwrap().1, 1);
        let seen = discord.press(&answer, "Helpful").await;
        assert!(seen.is_private());
        assert_eq!(seen.title(), "Thank you");
        assert_eq!(store.votes("api").await.unwrap()[0].1, 1);
        let seen = discord.command_privately("forget-me", &[], false).await;
        assert!(seen.is_private());
        assert_eq!(seen.title(), "Forgotten");
        assert!(store.votes("api").await.unwrap().is_empty());
        store.end().await;
        discord.finish().await;
    }
}

#[tokio::test]
async fn on_slack_ids_and_user_groups_say_who_sees_gaps_also_by_a_forged_button() {
    for mode in Mode::BOTH {
        for (variable, id, allowed) in [
            ("GUIDEPOST_TEAM_ADMINS", USER, true),
            ("GUIDEPOST_TEAM_ADMINS", "USOMEBODYELSE", false),
            ("GUIDEPOST_TEAM_MENTORS", "S0MENTORS", true),
            ("GUIDEPOST_TEAM_MENTORS", "S0OTHERS", false),
            ("GUIDEPOST_TEAM_MENTORS", "S0GONE", false),
        ] {
            let setup = Setup {
                more: vec![(variable, id)],
                ..Setup::default()
            };
            let base = setup.kept.clone();
            let mut slack = Slack::start_with(mode, setup).await;
            slack.fake.group("S0MENTORS", &["U1", USER]);
            slack.fake.group("S0OTHERS", &["U1"]);
            slack.command("/ask", "how heavy is a trombone").await;
            let store = base.open().await;
            let mut gaps = Vec::new();
            while gaps.is_empty() {
                gaps = store.gaps(Of::All, 0, 9).await.unwrap().0;
            }
            let seen = slack.command("/gaps", "public:").await;
            assert!(seen.is_private());
            let listed = seen.title() == "Questions without an answer";
            assert_eq!(listed, allowed, "{id}");
            let forged = Ask::Gap {
                id: gaps[0].id,
                step: guidepost::chat::Step::NotForUs,
            };
            let action = json!({
                "type": "button", "action_id": "open-0", "value": forged.to_button().unwrap(),
                "text": { "type": "plain_text", "text": "x" },
            });
            let seen = slack.press(&seen, action).await;
            assert_eq!(seen.title() == "Closed", allowed, "{id}: {}", seen.title());
            let open = store.gaps(Of::All, 0, 9).await.unwrap().1;
            assert_eq!(open, usize::from(!allowed));
            store.end().await;
            slack.finish().await;
        }
    }
}

#[test]
fn what_a_door_says_of_a_person_is_shown_by_no_debug() {
    let asker = Asker::new("a-secret-id")
        .with_roles(["a-role".to_owned()])
        .managing(true);
    assert_eq!(format!("{asker:?}"), "Asker(…)");
}
