//! The outbox: each pending message is sent once, by one replica.

use guidepost::testing::chat::Door;
use guidepost::testing::store::CLAIM_MS;
use jiff::Timestamp;

use super::base::{TestDatabase, request};

fn time(at: i64) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap()
}

#[tokio::test]
async fn a_due_message_is_claimed_by_one_replica_and_released_when_the_claim_expires() {
    for base in TestDatabase::each() {
        let (one, other) = (base.open().await, base.open().await);
        for number in 0..4 {
            let owed = request(&format!("p{number}"), 0);
            one.enqueue_message(&owed, "1:help", time(1_000), time(1_000_000))
                .await
                .unwrap();
        }
        one.enqueue_message(
            &request("later", 0),
            "1:help",
            time(500_000),
            time(1_000_000),
        )
        .await
        .unwrap();
        assert!(
            one.claim_messages(Door::Slack, time(2_000), 10)
                .await
                .unwrap()
                .is_empty()
        );
        let mine = one
            .claim_messages(Door::Discord, time(2_000), 3)
            .await
            .unwrap();
        let theirs = other
            .claim_messages(Door::Discord, time(2_000), 3)
            .await
            .unwrap();
        assert_eq!((mine.len(), theirs.len()), (3, 1));
        assert_eq!(mine[0].body, "1:help");

        // Only who claimed it sends it, once, and not after the claim has ended.
        assert!(!other.mark_sending(mine[0].id, time(2_000)).await.unwrap());
        assert!(one.mark_sending(mine[0].id, time(2_000)).await.unwrap());
        assert!(!one.mark_sending(mine[0].id, time(2_000)).await.unwrap());
        assert!(
            !one.mark_sending(mine[1].id, time(2_000 + CLAIM_MS))
                .await
                .unwrap()
        );
        one.release_message(mine[2].id, time(3_000)).await.unwrap();

        // What was given back is free at once, the rest when the claim ends; what was being sent never.
        let freed = other
            .claim_messages(Door::Discord, time(3_000), 10)
            .await
            .unwrap();
        assert_eq!(freed, [mine[2].clone()]);
        let freed = other
            .claim_messages(Door::Discord, time(2_000 + CLAIM_MS), 10)
            .await
            .unwrap();
        let mut ids: Vec<_> = freed.iter().map(|owed| owed.id).collect();
        let mut expected = vec![mine[1].id, theirs[0].id];
        ids.sort_unstable();
        expected.sort_unstable();
        assert_eq!(ids, expected);
        one.close().await;
        other.close().await;
    }
}

#[tokio::test]
async fn pending_messages_of_a_forgotten_person_are_not_sent() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let ada = request("ada", 0);
        store
            .enqueue_message(&ada, "1:help", time(1), time(9))
            .await
            .unwrap();
        let claimed = store
            .claim_messages(Door::Discord, time(2), 1)
            .await
            .unwrap();
        store.forget(&ada).await.unwrap();
        assert!(!store.mark_sending(claimed[0].id, time(2)).await.unwrap());
        store.close().await;
    }
}
