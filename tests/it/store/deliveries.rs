//! Deliveries are counted once over all replicas, and entries by how often they are shown.

use guidepost::testing::chat::Door;
use jiff::Timestamp;

use super::base::{Base, request, settled};

const DAY: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test]
async fn a_delivery_is_the_first_once_for_all_replicas_and_after_a_restart() {
    for base in Base::each() {
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
async fn popular_is_what_was_shown_most_in_the_last_month() {
    for base in Base::each() {
        let store = base.open().await;
        for (entry, day, times) in [
            ("git", 0, 5),
            ("sql#why", 100, 2),
            ("sql#joins", 101, 1),
            ("http", 101, 1),
        ] {
            for _ in 0..times {
                store.record_shown(&request("ada", day * DAY), entry, None);
            }
        }
        settled(&store).await;
        store
            .run_maintenance(Timestamp::from_millisecond(102 * DAY).unwrap())
            .await
            .unwrap();
        assert_eq!(*store.popular_entries(), ["sql", "http"]);
        store.close().await;
    }
}
