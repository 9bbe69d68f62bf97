//! Unanswered questions in chat: `/gaps` for mentors and admins, and nobody else.

use guidepost::testing::assistant::PerCommunity;
use guidepost::testing::chat::{Ask, Asker, Audience, GapAction, ReplyKind, Request};
use guidepost::testing::store::{GapFilter, Setting};

use super::base::{TestDatabase, flushed};
use super::chat::{asks, assistant, button, library, text, wants};
use crate::fixtures::{entry, passage};

#[tokio::test]
async fn mentors_see_what_has_no_answer_and_close_what_the_library_answers_by_now() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        // One after the other: of what was asked at once, any may be shown.
        for (later, person, line) in [
            (0, "ada", "how heavy is a trombone"),
            (1, "bob", "trombone: how heavy?"),
            (2, "cyd", "where do walruses sleep"),
        ] {
            let mut asked = asks(person, line);
            asked.at += jiff::SignedDuration::from_millis(later);
            let reply = assistant.respond(&asked).await;
            assert_eq!(reply.kind, ReplyKind::Nothing);
        }
        flushed(&store).await;
        let list = assistant.respond(&asks("old-hand", "/gaps")).await;
        assert_eq!(
            (list.kind, list.audience),
            (ReplyKind::Info, Audience::Private)
        );
        assert_eq!(list.choices.len(), 2);
        assert_eq!(list.choices[0].label, "trombone: how heavy?");
        assert!(
            text(&list).contains("asked 2 times, last on 2023-11-14"),
            "{}",
            text(&list)
        );

        // Not for us.
        let walrus = assistant
            .respond(&wants("boss", list.choices[1].ask.clone()))
            .await;
        assert!(text(&walrus).contains("where do walruses sleep"));
        let closed = assistant
            .respond(&wants("boss", button(&walrus, "Not for us")))
            .await;
        assert_eq!(closed.title, "Closed");
        let again = assistant
            .respond(&wants("boss", button(&walrus, "Not for us")))
            .await;
        assert_eq!(again.title, "That is closed already");

        // Answered now?
        let trombone = assistant
            .respond(&wants("boss", list.choices[0].ask.clone()))
            .await;
        let ask = button(&trombone, "Answered now?");
        let still = assistant.respond(&wants("boss", ask.clone())).await;
        assert_eq!(still.title, "Still without an answer");
        let written = entry(
            "Trombone",
            "term",
            "",
            "A trombone.\n\n## Questions\n\n### How heavy is a trombone?\n\nTwo kilograms.",
        );
        let library = library(&[("terms/trombone.md", &written)]);
        assistant.replace(&PerCommunity::shared(library)).unwrap();
        let answered = assistant.respond(&wants("boss", ask)).await;
        assert_eq!(
            passage(&answered).as_deref(),
            Some("trombone#how-heavy-is-a-trombone")
        );
        assert_eq!(answered.audience, Audience::Private);
        let list = assistant
            .respond(&wants("boss", button(&answered, "All of them")))
            .await;
        assert_eq!(
            text(&list),
            "There is none: everything that was asked is answered."
        );
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn ignored_suggestions_become_gaps_and_gaps_are_paged() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        for person in ["ada", "bob"] {
            let asked = asks(
                person,
                "would an anvil survive a fall from the tower of pisa",
            );
            let unsure = assistant.respond(&asked).await;
            assert_eq!(unsure.kind, ReplyKind::Unsure);
            if person == "ada" {
                let taken = wants(person, unsure.choices[0].ask.clone());
                let opened = assistant.respond(&taken).await;
                assert_eq!(passage(&opened).as_deref(), Some("anvil"));
            }
        }
        for animal in ["walrus", "zebra", "badger", "lynx", "otter", "quokka"] {
            let line = format!("where does a {animal} sleep");
            assistant.respond(&asks("ada", &line)).await;
            let line = format!("{animal} {animal}town {animal}ville");
            assistant.respond(&asks("bob", &line)).await;
        }
        flushed(&store).await;
        let later = asks("boss", "").at + jiff::SignedDuration::from_mins(11);
        store.run_maintenance(later).await.unwrap();
        let mut page = assistant.respond(&asks("boss", "/gaps")).await;
        let mut seen = text(&page);
        let mut pages = 1;
        while page.buttons.iter().any(|button| button.label == "More") {
            page = assistant
                .respond(&wants("boss", button(&page, "More")))
                .await;
            assert_eq!(page.audience, Audience::Private);
            seen.push_str(&text(&page));
            pages += 1;
        }
        let (gaps, count) = store.gaps(GapFilter::All, 0, 99).await.unwrap();
        assert!(
            pages > 1 && pages == count.div_ceil(5),
            "{pages} of {count}"
        );
        for gap in &gaps {
            assert!(seen.contains(gap.question.as_deref().unwrap()), "{seen}");
        }
        let unsure = gaps.iter().find(|gap| gap.nearest == ["anvil"]);
        let unsure = unsure.expect("nobody took what bob was offered");
        assert_eq!(unsure.count, 1);
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn only_mentors_and_admins_see_and_close_gaps_whatever_the_button() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        assistant
            .respond(&asks("ada", "how heavy is a trombone"))
            .await;
        flushed(&store).await;
        let id = store.gaps(GapFilter::All, 0, 9).await.unwrap().0[0].id;
        let asked = [
            Ask::Gaps { page: 0 },
            Ask::Gap {
                id,
                action: GapAction::Look,
            },
            Ask::Gap {
                id,
                action: GapAction::AskAgain,
            },
            Ask::Gap {
                id,
                action: GapAction::NotForUs,
            },
        ];
        let allowed = async |asker: Asker| {
            let mut all = Vec::new();
            for ask in &asked[..3] {
                let request = Request {
                    asker: asker.clone(),
                    ..wants("", ask.clone())
                };
                let reply = assistant.respond(&request).await;
                assert_eq!(reply.audience, Audience::Private);
                all.push(reply.title != "That is for mentors and admins");
            }
            assert!(all.iter().all(|one| *one == all[0]));
            all[0]
        };
        let with_role = |role: &str| Asker::new("ada").with_roles([role.to_owned()]);
        assert!(!allowed(Asker::new("ada")).await);
        assert!(!allowed(Asker::new("")).await);
        assert!(!allowed(with_role("4711")).await);
        assert!(allowed(Asker::new("boss")).await);
        assert!(allowed(Asker::new("old-hand")).await);
        assert!(allowed(with_role("old-hand")).await);
        assert!(allowed(Asker::new("ada").managing(true)).await);
        // A role that the community names gives the right at once, and takes it at once.
        let boss = wants("boss", Ask::Help);
        store
            .change_setting(&boss, None, Setting::MentorRole, Some("4711"))
            .await
            .unwrap();
        assert!(allowed(with_role("4711")).await);
        assert!(!allowed(with_role("4712")).await);
        let elsewhere = base.open().await;
        elsewhere
            .change_setting(&boss, None, Setting::MentorRole, None)
            .await
            .unwrap();
        assert!(!allowed(with_role("4711")).await);
        elsewhere.close().await;

        // Who manages one community closes nothing of another one.
        let mut stranger = wants("ada", asked[3].clone());
        stranger.asker = stranger.asker.managing(true);
        stranger.place.community = Some("78".to_owned());
        let reply = assistant.respond(&stranger).await;
        assert_eq!(reply.title, "That is closed already");
        let reply = assistant.respond(&wants("ada", asked[3].clone())).await;
        assert_eq!(reply.title, "That is for mentors and admins");
        assert_eq!(store.gaps(GapFilter::All, 0, 9).await.unwrap().1, 1);
        drop(assistant);
        store.close().await;
    }
}
