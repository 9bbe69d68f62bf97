//! Deliveries are counted once across replicas; entries are counted each time they are shown.

use guidepost::testing::chat::Door;
use jiff::Timestamp;

use guidepost::testing::store::GapReason;

use super::base::{TestDatabase, dump, flushed, request, unanswered};
use crate::log::Log;

const DAY: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test]
async fn a_delivery_is_the_first_once_for_all_replicas_and_after_a_restart() {
    for base in TestDatabase::each() {
        let (store, other) = (base.open().await, base.open().await);
        let now = Timestamp::from_millisecond(10 * DAY).unwrap();
        assert!(
            store
                .is_first_delivery(Door::Slack, "Ev1", now)
                .await
                .unwrap()
        );
        assert!(
            !store
                .is_first_delivery(Door::Slack, "Ev1", now)
                .await
                .unwrap()
        );
        assert!(
            !other
                .is_first_delivery(Door::Slack, "Ev1", now)
                .await
                .unwrap()
        );
        assert!(
            other
                .is_first_delivery(Door::Discord, "Ev1", now)
                .await
                .unwrap()
        );
        store.close().await;
        let store = base.open().await;
        assert!(
            !store
                .is_first_delivery(Door::Slack, "Ev1", now)
                .await
                .unwrap()
        );
        // No retry comes after a day.
        let later = Timestamp::from_millisecond(11 * DAY + 1).unwrap();
        store.run_maintenance(later).await.unwrap();
        assert_eq!(store.stats().await.unwrap().rows[5], ("deliveries", 0));
        store.close().await;
        other.close().await;
    }
}

#[tokio::test]
async fn popular_entries_are_the_most_shown_of_the_last_month() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        for (entry, day, times) in [
            ("git", 0, 5),
            ("sql#why", 100, 2),
            ("sql#joins", 101, 1),
            ("http", 101, 1),
        ] {
            for _ in 0..times {
                store.record_shown(&request("ada", day * DAY), entry, None, 1.0);
            }
        }
        flushed(&store).await;
        store
            .run_maintenance(Timestamp::from_millisecond(102 * DAY).unwrap())
            .await
            .unwrap();
        assert_eq!(*store.popular_entries(), ["sql", "http"]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_stored_delivery_contains_no_person_and_no_exact_time() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        // Slack's id of a message contains its channel, and a direct channel has one person.
        let at = Timestamp::from_millisecond(10 * DAY + 12_345_678).unwrap();
        for id in ["D0DIRECT1:1700000000.000100", "1200000000000000077"] {
            assert!(store.is_first_delivery(Door::Slack, id, at).await.unwrap());
            assert!(!store.is_first_delivery(Door::Slack, id, at).await.unwrap());
        }
        let ada = request("ada-0123456789", 10 * DAY + 12_345_678);
        store.vote(&ada, "sql", Some(true)).await.unwrap();
        store.forget(&ada).await.unwrap();
        store.vote(&ada, "sql", Some(true)).await.unwrap();
        let all = dump(&base).await;
        for trace in ["D0DIRECT1", "1200000000000000077", "ada-0123456789"] {
            assert!(!all.contains(trace), "{trace}");
        }
        let mut connection = base.connect().await;
        // The hour of a delivery and the day of a vote do not lead from one to the other.
        assert_eq!(
            connection.number("SELECT max(at) FROM deliveries").await,
            10 * DAY + 3 * 60 * 60 * 1_000
        );
        assert_eq!(
            connection.number("SELECT max(at) FROM votes").await,
            10 * DAY
        );
        connection.close().await;
        store.close().await;
    }
}

#[tokio::test]
async fn a_clock_that_jumps_ahead_does_not_delete_all_questions_at_once() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        for number in 0..450 {
            let asked = request("ada", DAY + number);
            let text = format!("walrus {number}");
            unanswered(&store, &asked, &text, GapReason::Nothing, &[]);
            // The queue is bounded.
            if number % 200 == 0 {
                flushed(&store).await;
            }
        }
        flushed(&store).await;
        let time = |at| Timestamp::from_millisecond(at).unwrap();
        for number in 0..250 {
            let ada = request("ada", DAY);
            store.record_shown(&ada, &format!("entry-{number}"), None, 1.0);
        }
        flushed(&store).await;
        let mut connection = base.connect().await;
        connection
            .run(
                "INSERT INTO outbox (id, door, community, person, address, body, due_at, expires_at, state, \
                 claimed_by, claimed_until) \
                 WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 250) \
                 SELECT n, 'slack', '', 'ada', 'a', '1:help', 0, 1, 'waiting', '', 0 FROM numbers",
            )
            .await;
        connection.close().await;
        let (log, _guard) = Log::of_this_thread();
        let later = time(401 * DAY);
        for (questions, others) in [(250, 50), (50, 0), (0, 0), (0, 0)] {
            store.run_maintenance(later).await.unwrap();
            let rows = store.stats().await.unwrap().rows;
            assert_eq!(rows[2], ("questions", questions));
            assert_eq!(rows[6], ("popularity", others));
            assert_eq!(rows[7], ("messages owed", others));
        }
        // Said once in a row, naming what is deleted.
        assert_eq!(log.count("check this machine's clock"), 1);
        assert_eq!(log.count("questions, messages to send, daily counts"), 1);
        store.close().await;
    }
}
