//! Deletion of personal data, from tables and files.

use std::sync::mpsc;
use std::time::Duration;

use guidepost::testing::chat::{Ask, ReplyKind};
use guidepost::testing::store::{GapFilter, GapReason, PersonalData, Setting};
use jiff::Timestamp;

use super::base::{TestDatabase, dump, flushed, request, unanswered};
use super::chat::{asks, assistant, wants};

const DAY: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test]
async fn a_person_sees_all_that_is_kept_about_them_and_has_it_forgotten() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let (ada, bob) = (request("ada", 1_000), request("bob", 1_000));
        let until = Timestamp::from_millisecond(9_000).unwrap();
        for person in [&ada, &bob] {
            store.vote(person, "sql", Some(true)).await.unwrap();
            unanswered(
                &store,
                person,
                "secret zebra question",
                GapReason::Nothing,
                &[],
            );
            store
                .change_setting(person, None, Setting::Language, Some("de"))
                .await
                .unwrap();
            store
                .enqueue_message(person, "1:help", person.at, until)
                .await
                .unwrap();
        }
        // Still waiting to be written.
        unanswered(
            &store,
            &ada,
            "unsure walrus question",
            GapReason::Unsure,
            &["sql"],
        );

        let mine = store.personal_data(&ada).await.unwrap();
        // Of a vote, the day is kept.
        assert_eq!(
            mine.votes,
            [("sql".to_owned(), true, Timestamp::UNIX_EPOCH)]
        );
        let mut questions: Vec<_> = mine
            .questions
            .iter()
            .map(|(text, _)| text.as_str())
            .collect();
        questions.sort_unstable();
        assert_eq!(
            questions,
            ["secret zebra question", "unsure walrus question"]
        );
        assert_eq!(mine.settings, [("language".to_owned(), ada.at)]);
        assert_eq!(mine.messages, [("1:help".to_owned(), until)]);

        unanswered(
            &store,
            &ada,
            "another badger question",
            GapReason::Nothing,
            &[],
        );
        store.forget(&ada).await.unwrap();
        assert_eq!(
            store.personal_data(&ada).await.unwrap(),
            PersonalData::default()
        );
        assert_eq!(store.personal_data(&bob).await.unwrap().votes.len(), 1);
        // That it was asked is still counted.
        let (gaps, _) = store.gaps(GapFilter::All, 0, 10).await.unwrap();
        let found: Vec<_> = gaps
            .iter()
            .map(|gap| (gap.count, gap.question.as_deref()))
            .collect();
        assert_eq!(found, [(2, Some("secret zebra question")), (1, None)]);
        store.close().await;
    }
}

#[test]
fn nothing_is_kept_of_a_question_whose_answer_is_looked_up_when_its_person_is_forgotten() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build();
    runtime.unwrap().block_on(async {
        let base = TestDatabase::file();
        let store = base.open().await;
        let assistant = assistant(&store);
        for (forgets, kept) in [("bob", 1), ("ada", 0)] {
            // The only thread that searches is busy.
            let (release, held) = mpsc::channel::<()>();
            drop(tokio::task::spawn_blocking(move || held.recv()));
            let asked = asks("ada", "where do walruses work");
            let mut answer = Box::pin(assistant.respond(&asked));
            let waited = tokio::time::timeout(Duration::ZERO, &mut answer).await;
            assert!(waited.is_err(), "it is looked up");
            assistant.respond(&wants(forgets, Ask::ForgetMe)).await;
            release.send(()).unwrap();
            assert_eq!(answer.await.kind, ReplyKind::Nothing);
            flushed(&store).await;
            let data = store.personal_data(&request("ada", 1_000)).await.unwrap();
            assert_eq!(data.questions.len(), kept, "{forgets}");
        }
        store.close().await;
    });
}

#[tokio::test]
async fn no_file_or_table_contains_data_of_a_forgotten_person() {
    for base in TestDatabase::each() {
        let holds = async |needle: &str| dump(&base).await.contains(needle);
        let store = base.open().await;
        let ada = request("ada-9876543210", 1_000);
        let until = Timestamp::from_millisecond(9_000).unwrap();
        // Enough to fill pages, among what others asked.
        for number in 0..200 {
            unanswered(
                &store,
                &ada,
                &format!("xylophone number {number}"),
                GapReason::Nothing,
                &[],
            );
            let other = request(&format!("bob-{number}"), 1_000);
            unanswered(
                &store,
                &other,
                &format!("trombone number {number}"),
                GapReason::Nothing,
                &[],
            );
        }
        flushed(&store).await;
        store.vote(&ada, "sql", Some(true)).await.unwrap();
        store
            .enqueue_message(&ada, "1:help", ada.at, until)
            .await
            .unwrap();
        store
            .change_setting(&ada, None, Setting::Language, Some("de"))
            .await
            .unwrap();
        let person = store.setting_changes(Some("77"), 1).await.unwrap()[0]
            .person
            .clone()
            .unwrap();
        assert!(holds("xylophone").await);
        assert!(holds(&person).await);
        assert!(holds("ada-9876543210").await);
        // Who is owed nothing is nowhere by their own id.
        assert!(!holds("bob-7").await);

        unanswered(&store, &ada, "xylophone once more", GapReason::Unsure, &[]);
        store.forget(&ada).await.unwrap();
        assert!(!holds("xylophone").await);
        assert!(!holds(&person).await);
        assert!(!holds("ada-9876543210").await);
        assert!(holds("trombone").await);
        store.close().await;
        assert!(!holds("xylophone").await);
    }
}

#[tokio::test]
async fn the_words_of_a_question_expire_and_their_count_stays() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        unanswered(
            &store,
            &request("ada", DAY),
            "where do walruses work",
            GapReason::Nothing,
            &[],
        );
        unanswered(
            &store,
            &request("ada", 5 * DAY),
            "where do walruses work",
            GapReason::Nothing,
            &[],
        );
        flushed(&store).await;
        let gap = async || store.gaps(GapFilter::All, 0, 10).await.unwrap().0.remove(0);
        store
            .run_maintenance(Timestamp::from_millisecond(92 * DAY).unwrap())
            .await
            .unwrap();
        let found = gap().await;
        assert_eq!((found.count, found.question.is_some()), (2, true));
        store
            .run_maintenance(Timestamp::from_millisecond(96 * DAY).unwrap())
            .await
            .unwrap();
        let found = gap().await;
        assert_eq!((found.count, found.question), (2, None));
        assert!(!dump(&base).await.contains("walruses"));
        store.close().await;
    }
}

#[tokio::test]
async fn a_message_that_was_owed_takes_the_id_with_it_when_it_is_sent_or_expires() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let ada = request("ada-9876543210", 1_000);
        let time = |at| Timestamp::from_millisecond(at).unwrap();
        let id = store
            .enqueue_message(&ada, "1:help", time(1_000), time(9_000))
            .await
            .unwrap();
        store
            .enqueue_message(&ada, "1:help", time(2_000), time(3_000))
            .await
            .unwrap();
        assert!(dump(&base).await.contains("ada-9876543210"));
        store.mark_sent(id).await.unwrap();
        assert_eq!(store.personal_data(&ada).await.unwrap().messages.len(), 1);
        store.run_maintenance(time(3_001)).await.unwrap();
        assert!(store.personal_data(&ada).await.unwrap().messages.is_empty());
        assert!(!dump(&base).await.contains("ada-9876543210"));
        store.close().await;
    }
}
