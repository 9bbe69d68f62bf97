//! Stored rows, on each kind of database.

use guidepost::testing::chat::{Door, Place};
use guidepost::testing::config::AudienceSetting;
use guidepost::testing::store::{AnswerMode, GapFilter, GapReason, GapResolution, Setting};
use jiff::Timestamp;

use super::base::{TestDatabase, flushed, request, unanswered};

const DAY: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test]
async fn a_person_has_one_vote_per_passage_and_can_change_or_withdraw_it() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let (ada, bob) = (request("ada", DAY), request("bob", 2 * DAY));
        store.vote(&ada, "sql#why", Some(true)).await.unwrap();
        store.vote(&ada, "sql#why", Some(true)).await.unwrap();
        store.vote(&bob, "sql#why", Some(false)).await.unwrap();
        store.vote(&ada, "http#why", Some(false)).await.unwrap();
        assert_eq!(
            store.votes("sql#why").await.unwrap(),
            [(1, 1, 0), (2, 0, 1)]
        );
        store.vote(&ada, "sql#why", Some(false)).await.unwrap();
        assert_eq!(
            store.votes("sql#why").await.unwrap(),
            [(1, 0, 1), (2, 0, 1)]
        );
        store.vote(&ada, "sql#why", None).await.unwrap();
        assert_eq!(store.votes("sql#why").await.unwrap(), [(2, 0, 1)]);
        // It is there for the next process, too.
        store.close().await;
        let store = base.open().await;
        assert_eq!(store.votes("sql#why").await.unwrap(), [(2, 0, 1)]);
        store.close().await;
    }
}

#[tokio::test]
async fn questions_that_ask_the_same_are_one_gap_with_its_counts_and_times() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let reason = GapReason::Nothing;
        unanswered(
            &store,
            &request("ada", 1_000),
            "visa sponsor germany",
            reason,
            &["visa"],
        );
        unanswered(
            &store,
            &request("bob", 2_000),
            "germany sponsor visa company",
            reason,
            &["visa", "remote"],
        );
        unanswered(
            &store,
            &request("bob", 3_000),
            "best pizza in town",
            reason,
            &[],
        );
        unanswered(
            &store,
            &request("cyd", 4_000),
            "visa sponsor germany",
            reason,
            &["visa"],
        );
        let mut elsewhere = request("ada", 5_000);
        elsewhere.place.community = None;
        unanswered(&store, &elsewhere, "visa sponsor germany", reason, &[]);
        flushed(&store).await;

        let (gaps, count) = store
            .gaps(GapFilter::Community(Some("77")), 0, 10)
            .await
            .unwrap();
        assert_eq!(count, 2);
        let visa = &gaps[0];
        assert_eq!(visa.question.as_deref(), Some("visa sponsor germany"));
        assert_eq!(visa.count, 3);
        assert_eq!(visa.first.as_millisecond(), 1_000);
        assert_eq!(visa.last.as_millisecond(), 4_000);
        assert_eq!(visa.nearest, ["visa"]);
        assert_eq!(visa.community.as_deref(), Some("77"));
        assert_eq!(gaps[1].question.as_deref(), Some("best pizza in town"));
        let (gaps, count) = store.gaps(GapFilter::All, 1, 2).await.unwrap();
        assert_eq!((gaps.len(), count), (1, 3));
        let (gaps, _) = store.gaps(GapFilter::Community(None), 0, 10).await.unwrap();
        assert_eq!(gaps.len(), 1);
        store.close().await;
    }
}

#[tokio::test]
async fn a_closed_gap_reopens_only_when_its_question_is_asked_again() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let open = async || {
            store
                .gaps(GapFilter::Community(Some("77")), 0, 10)
                .await
                .unwrap()
                .0
        };
        unanswered(
            &store,
            &request("ada", 1),
            "visa sponsor germany",
            GapReason::Nothing,
            &[],
        );
        flushed(&store).await;
        let id = open().await[0].id;
        // Nobody closes what is another community's.
        assert!(
            !store
                .close_gap(id, Some("78"), GapResolution::NotForUs)
                .await
                .unwrap()
        );
        assert!(
            !store
                .close_gap(id, None, GapResolution::NotForUs)
                .await
                .unwrap()
        );
        assert!(
            store
                .close_gap(id, Some("77"), GapResolution::Answered)
                .await
                .unwrap()
        );
        assert!(
            !store
                .close_gap(id, Some("77"), GapResolution::NotForUs)
                .await
                .unwrap()
        );
        assert!(open().await.is_empty());
        unanswered(
            &store,
            &request("bob", 2),
            "visa sponsor germany",
            GapReason::Nothing,
            &[],
        );
        flushed(&store).await;
        assert_eq!(open().await[0].count, 2);
        assert!(
            store
                .close_gap(id, Some("77"), GapResolution::NotForUs)
                .await
                .unwrap()
        );
        unanswered(
            &store,
            &request("bob", 3),
            "visa sponsor germany",
            GapReason::Nothing,
            &[],
        );
        flushed(&store).await;
        assert!(open().await.is_empty());
        store.close().await;
    }
}

#[tokio::test]
async fn an_unsure_question_is_a_gap_only_if_no_suggestion_is_opened() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let (ada, bob) = (request("ada", 1_000), request("bob", 1_000));
        unanswered(
            &store,
            &ada,
            "query language",
            GapReason::Unsure,
            &["sql", "graphql"],
        );
        unanswered(
            &store,
            &bob,
            "query language",
            GapReason::Unsure,
            &["sql", "graphql"],
        );
        store.record_opened(&ada, "graphql");
        store.record_opened(&bob, "http");
        flushed(&store).await;
        let gaps = async || store.gaps(GapFilter::All, 0, 10).await.unwrap().0;
        assert!(gaps().await.is_empty());
        store
            .run_maintenance(Timestamp::from_millisecond(2_000).unwrap())
            .await
            .unwrap();
        assert!(gaps().await.is_empty());
        store
            .run_maintenance(Timestamp::from_millisecond(700_000).unwrap())
            .await
            .unwrap();
        let found = gaps().await;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].count, found[0].last.as_millisecond()), (1, 1_000));
        store.close().await;
    }
}

#[tokio::test]
async fn an_uncertain_answer_counts_as_doubt_where_the_question_is_asked_again_in_other_words() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let gist = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let people = [
            // Person, confidence of the answer, time and words of the next question.
            ("ada", 0.84, 60_000, "join sql tabl"),
            ("bob", 0.97, 60_000, "join sql tabl"),
            ("cid", 0.84, 700_000, "join sql tabl"),
            ("dee", 0.84, 60_000, "learn kubernet"),
            ("eve", 0.84, 60_000, "join tabl"),
        ];
        for (person, confidence, later, words) in people {
            let first = gist("join tabl");
            let asked = Some(("how do i join tables", first.as_slice()));
            store.record_shown(&request(person, 1_000), "sql#joins", asked, confidence);
            store.record_asked_again(&request(person, 1_000 + later), &gist(words));
            // An answer counts once, however often it is asked again.
            store.record_asked_again(&request(person, 1_001 + later), &gist(words));
        }
        flushed(&store).await;
        let settles = Timestamp::from_millisecond(2_000_000).unwrap();
        store.run_maintenance(settles).await.unwrap();
        let (gaps, _) = store.gaps(GapFilter::All, 0, 10).await.unwrap();
        assert_eq!(gaps.len(), 1);
        assert_eq!((gaps[0].count, gaps[0].doubts), (1, 1));
        assert_eq!(gaps[0].question.as_deref(), Some("how do i join tables"));
        assert_eq!(gaps[0].nearest, ["sql#joins"]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_question_of_a_direct_message_is_no_gap_of_a_server_where_its_answer_is_voted_down() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let gist = ["join".to_owned(), "tabl".to_owned()];
        let mut direct = request("ada", 1_000);
        direct.place.community = None;
        let asked = Some(("how do i join tables", gist.as_slice()));
        store.record_shown(&direct, "sql#joins", asked, 1.0);
        let mut server = request("ada", 2_000);
        server.place.community = Some("77".to_owned());
        store.vote(&server, "sql#joins", Some(false)).await.unwrap();
        let (gaps, _) = store.gaps(GapFilter::All, 0, 10).await.unwrap();
        assert_eq!(gaps.len(), 1);
        assert_eq!(gaps[0].community, None);
        store.close().await;
    }
}

#[tokio::test]
async fn a_negative_vote_is_a_gap_until_it_is_withdrawn() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let ada = request("ada", 1_000);
        let gist = ["join".to_owned(), "tabl".to_owned()];
        store.record_shown(
            &ada,
            "sql#joins",
            Some(("how do i join tables", &gist)),
            1.0,
        );
        store.vote(&ada, "sql#joins", Some(false)).await.unwrap();
        let (gaps, _) = store.gaps(GapFilter::All, 0, 10).await.unwrap();
        assert_eq!(gaps[0].question.as_deref(), Some("how do i join tables"));
        assert_eq!(gaps[0].nearest, ["sql#joins"]);
        store.vote(&ada, "sql#joins", Some(true)).await.unwrap();
        assert!(
            store
                .gaps(GapFilter::All, 0, 10)
                .await
                .unwrap()
                .0
                .is_empty()
        );
        // Without the question, an opinion is an opinion and nothing else.
        store
            .vote(&request("bob", 1), "sql#joins", Some(false))
            .await
            .unwrap();
        assert!(
            store
                .gaps(GapFilter::All, 0, 10)
                .await
                .unwrap()
                .0
                .is_empty()
        );
        store.close().await;
    }
}

#[tokio::test]
async fn settings_of_a_channel_lie_over_those_of_its_community_and_each_change_is_recorded() {
    for base in TestDatabase::each() {
        let (store, other) = (base.open().await, base.open().await);
        let ada = request("ada", 1_000);
        store
            .change_setting(&ada, None, Setting::Audience, Some("private"))
            .await
            .unwrap();
        store
            .change_setting(&ada, None, Setting::Mode, Some("off"))
            .await
            .unwrap();
        store
            .change_setting(&ada, Some("7"), Setting::Mode, Some("all"))
            .await
            .unwrap();
        store
            .change_setting(&ada, None, Setting::Collections, Some("shipped, club"))
            .await
            .unwrap();
        let here = store.settings_at(&ada.place);
        assert_eq!(here.audience(), Some(AudienceSetting::Private));
        assert_eq!(here.mode(), AnswerMode::All);
        let channel = Some("8".to_owned());
        let there = store.settings_at(&Place {
            channel,
            ..ada.place.clone()
        });
        assert_eq!(there.mode(), AnswerMode::Off);
        assert_eq!(store.chosen_collections()["77"], ["shipped", "club"]);
        let nowhere = Place {
            door: Door::Discord,
            community: None,
            channel: None,
        };
        assert_eq!(store.settings_at(&nowhere).audience(), None);

        // Another replica hears of it, and a change that is taken back is gone.
        other.run_maintenance(Timestamp::UNIX_EPOCH).await.unwrap();
        assert_eq!(other.settings_at(&ada.place), here);
        store
            .change_setting(&ada, Some("7"), Setting::Mode, None)
            .await
            .unwrap();
        assert_eq!(store.settings_at(&ada.place).mode(), AnswerMode::Off);

        let changes = store.setting_changes(Some("77"), 10).await.unwrap();
        assert_eq!(changes.len(), 5);
        assert!(
            changes
                .iter()
                .all(|change| change.at.as_millisecond() == 1_000)
        );
        let person = changes[0].person.clone().unwrap();
        assert_eq!(person.len(), 32);
        assert!(
            changes
                .iter()
                .all(|change| change.person.as_ref() == Some(&person))
        );
        for (setting, value) in [
            (Setting::Audience, "loud"),
            (Setting::MentorRole, "<@&1>"),
            (Setting::Language, ""),
        ] {
            let refused = store
                .change_setting(&ada, None, setting, Some(value))
                .await
                .unwrap_err();
            assert_eq!(
                refused.to_string(),
                format!("{} must be {}", setting.name(), setting.valid_values())
            );
        }
        assert!(
            store
                .change_setting(&ada, Some("7"), Setting::Collections, Some("club"))
                .await
                .is_err()
        );
        store.close().await;
        other.close().await;
    }
}
