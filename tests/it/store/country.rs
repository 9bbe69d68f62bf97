//! A person's country is kept on their press alone, found by them, copied with everything else, and forgotten.

use guidepost::testing::chat::{Country, CountryCode};
use guidepost::testing::config::SecretString;
use guidepost::testing::store::Store;
use jiff::Timestamp;

use super::base::{RawConnection, TestDatabase, dump, request};

const DAY: i64 = 24 * 60 * 60 * 1_000;

fn germany() -> Country {
    Country::In(CountryCode::parse("DE").unwrap())
}

#[tokio::test]
async fn a_country_is_kept_changed_shown_taken_back_and_forgotten() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let (ada, bob) = (request("ada", DAY + 1_000), request("bob", 1_000));
        assert_eq!(store.country(&ada).await.unwrap(), None);
        for country in [germany(), Country::NotListed, Country::Undisclosed] {
            store.set_country(&ada, Some(country)).await.unwrap();
            assert_eq!(store.country(&ada).await.unwrap(), Some(country));
            // The day is all that is kept of the time.
            let day = Timestamp::from_millisecond(DAY).unwrap();
            let kept = store.personal_data(&ada).await.unwrap();
            assert_eq!(kept.country, Some((country, day)));
            assert!(!kept.is_empty());
        }
        assert_eq!(store.country(&bob).await.unwrap(), None);
        // The id of one person on another platform is somebody else.
        let mut elsewhere = ada.clone();
        elsewhere.place.door = guidepost::testing::chat::Door::Slack;
        assert_eq!(store.country(&elsewhere).await.unwrap(), None);

        store.set_country(&ada, None).await.unwrap();
        assert_eq!(store.country(&ada).await.unwrap(), None);
        assert!(store.personal_data(&ada).await.unwrap().is_empty());

        store.set_country(&ada, Some(germany())).await.unwrap();
        store
            .set_country(&bob, Some(Country::Undisclosed))
            .await
            .unwrap();
        store.forget(&ada).await.unwrap();
        assert_eq!(store.country(&ada).await.unwrap(), None);
        let bobs = store.country(&bob).await.unwrap();
        assert_eq!(bobs, Some(Country::Undisclosed));
        assert!(dump(&base).await.contains("unsaid"));
        store.forget(&bob).await.unwrap();
        assert!(!dump(&base).await.contains("unsaid"));
        store.close().await;
    }
}

#[tokio::test]
async fn a_country_goes_into_a_backup_and_is_deleted_with_a_lost_key() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let ada = request("ada", 1_000);
        store.set_country(&ada, Some(germany())).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("copy.db");
        store.backup(&backup).await.unwrap();
        store.close().await;

        let restored = TestDatabase::file();
        Store::restore(&restored.settings(), &backup).await.unwrap();
        let store = restored.open().await;
        assert_eq!(store.country(&ada).await.unwrap(), Some(germany()));
        store.close().await;

        let mut settings = base.settings();
        settings.people_key = Some(SecretString::from("another key that is long enough"));
        let rekeyed = Store::rekey(&settings).await.unwrap().unwrap();
        assert_eq!(rekeyed.personal_settings, 1);
        let store = Store::open(&settings).await.unwrap();
        assert_eq!(store.country(&ada).await.unwrap(), None);
        store.close().await;
    }
}

#[tokio::test]
async fn a_database_of_the_version_before_gets_the_table() {
    for base in TestDatabase::each() {
        base.open().await.close().await;
        let mut connection: RawConnection = base.connect().await;
        connection.undo_migrations().await;
        connection.close().await;
        let store = base.open().await;
        let ada = request("ada", 1_000);
        store.set_country(&ada, Some(germany())).await.unwrap();
        assert_eq!(store.country(&ada).await.unwrap(), Some(germany()));
        store.close().await;
    }
}
