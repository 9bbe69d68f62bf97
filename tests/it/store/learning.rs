//! The upkeep of gaps: joined by meaning, closed by the library, pointed to a passage, and what people missed.

use guidepost::testing::assistant::{Assistant, GapUpkeep, PerCommunity};
use guidepost::testing::chat::{Ask, GapAction, ReplyKind};
use guidepost::testing::config::{Environment, Settings, TeamSettings};
use guidepost::testing::search::{Search, SearchResources};
use guidepost::testing::store::{GapFilter, GapReason, Store};
use jiff::Timestamp;

use super::base::{TestDatabase, flushed, unanswered};
use super::chat::{asks, assistant, button, library, text, wants};
use crate::fixtures::{entry, passage};
use crate::model::model;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// Asks one after the other, as of what is asked at once any may be the latest.
async fn ask_all(store: &Store, assistant: &Assistant, asked: &[(&str, &str)]) {
    for (later, (person, line)) in (0..).zip(asked) {
        let mut request = asks(person, line);
        request.at += jiff::SignedDuration::from_millis(later);
        assistant.respond(&request).await;
    }
    flushed(store).await;
}

async fn open(store: &Store) -> Vec<(Option<String>, i64)> {
    let gaps = store.gaps(GapFilter::All, 0, 99).await.unwrap().0;
    let pairs = gaps.into_iter().map(|gap| (gap.question, gap.count));
    pairs.collect()
}

#[tokio::test]
async fn a_gap_is_closed_by_itself_when_the_library_answers_it_and_not_where_that_answer_did_not_help()
 {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let anvil = assistant.respond(&asks("ada", "what is an anvil?")).await;
        assistant
            .respond(&wants("ada", button(&anvil, "Still stuck")))
            .await;
        ask_all(&store, &assistant, &[("bob", "how heavy is a trombone")]).await;
        assert_eq!(open(&store).await.len(), 2);
        assert_eq!(
            assistant.tend_gaps(NOW).await.unwrap(),
            GapUpkeep::default()
        );
        let written = entry(
            "Trombone",
            "term",
            "",
            "A trombone.\n\n## Questions\n\n### How heavy is a trombone?\n\nTwo kilograms.",
        );
        let library = library(&[("terms/trombone.md", &written)]);
        assistant.replace(&PerCommunity::shared(library)).unwrap();
        let done = assistant.tend_gaps(NOW).await.unwrap();
        assert_eq!((done.closed, done.joined), (1, 0));
        let left = open(&store).await;
        assert_eq!(left, [(Some("what is an anvil?".to_owned()), 1)]);
        // Nothing has changed since.
        let done = assistant.tend_gaps(NOW).await.unwrap();
        assert_eq!(done, GapUpkeep::default());
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn questions_that_ask_the_same_by_meaning_become_one_gap_that_old_buttons_reach() {
    let model = model();
    for base in TestDatabase::each() {
        let store = base.open().await;
        let mut settings = Settings::read(None, &Environment::default()).unwrap();
        settings.search.model = Some(model.path().to_owned());
        let libraries = PerCommunity::shared(library(&[]));
        let assistant =
            Assistant::with_search_settings(&libraries, &settings.answers, &settings.search)
                .unwrap();
        let team = TeamSettings {
            admins: vec!["boss".to_owned()],
            mentors: Vec::new(),
        };
        let assistant = assistant.with_store(store.clone(), team, Vec::new());
        let asked = [
            ("ada", "how long does it take to learn the trombone"),
            ("bob", "how much time do I need for learning trombone"),
            ("cyd", "where do walruses sleep"),
        ];
        ask_all(&store, &assistant, &asked).await;
        let gaps = store.gaps(GapFilter::All, 0, 9).await.unwrap().0;
        assert_eq!(gaps.len(), 3);
        let mut later = gaps.iter();
        let later = later.find(|gap| gap.question.as_deref() == Some(asked[1].1));
        let button_of_later = Ask::Gap {
            id: later.unwrap().id,
            action: GapAction::Look,
        };
        let done = assistant.tend_gaps(NOW).await.unwrap();
        assert_eq!((done.closed, done.joined), (0, 1));
        let left = open(&store).await;
        assert_eq!(left[0], (Some(asked[1].1.to_owned()), 2));
        assert_eq!(left.len(), 2);
        let seen = assistant.respond(&wants("boss", button_of_later)).await;
        assert_eq!(seen.title, "Without an answer");
        assert!(text(&seen).contains(asked[0].1), "{}", text(&seen));
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn a_mentor_points_a_gap_to_a_passage_and_takes_it_back() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let asked = asks("bob", "");
        let reason = GapReason::Nothing;
        unanswered(
            &store,
            &asked,
            "where do smiths bang iron flat",
            reason,
            &["anvil"],
        );
        flushed(&store).await;
        let list = assistant.respond(&asks("boss", "/gaps")).await;
        let looked = assistant
            .respond(&wants("boss", list.choices[0].ask.clone()))
            .await;
        let point = button(&looked, "Point to an entry");
        let which = assistant.respond(&wants("boss", point.clone())).await;
        assert_eq!(which.kind, ReplyKind::Asking);
        let anvil = which.choices.iter().find(|one| one.label == "Anvil");
        let anvil = anvil.expect("an offer").ask.clone();
        let refused = assistant.respond(&wants("ada", anvil.clone())).await;
        assert_eq!(refused.title, "That is for mentors and admins");
        let pointed = assistant.respond(&wants("boss", anvil.clone())).await;
        assert_eq!(pointed.title, "It leads there now");
        assert!(open(&store).await.is_empty());
        let twice = assistant.respond(&wants("old-hand", anvil)).await;
        assert_eq!(twice.title, "That is closed already");
        let added = store.contributions();
        assert_eq!(added.len(), 1);
        assert_eq!(added[0].text, "where do smiths bang iron flat");
        assert_eq!(added[0].target, "anvil");

        let mine = assistant.respond(&asks("boss", "/my-data")).await;
        assert!(text(&mine).contains("lead to a passage"), "{}", text(&mine));
        assistant.respond(&asks("boss", "/forget-me")).await;
        let mine = assistant.respond(&asks("boss", "/my-data")).await;
        assert!(!text(&mine).contains("smiths"), "{}", text(&mine));
        assert_eq!(store.contributions().len(), 1);

        // With the wording, as `serve` builds the library, the question is answered.
        let address = guidepost::testing::knowledge::Address::parse("anvil").unwrap();
        let wordings = [(address, added[0].text.clone())];
        let with = library(&[]).with_wordings(&wordings);
        assistant
            .replace(&PerCommunity::shared(with.into()))
            .unwrap();
        let answered = assistant
            .respond(&asks("cyd", "where do smiths bang iron flat?"))
            .await;
        assert_eq!(answered.kind, ReplyKind::Answer);
        assert_eq!(passage(&answered).as_deref(), Some("anvil"));

        let back = button(&pointed, "Take it back");
        let reopened = assistant.respond(&wants("boss", back)).await;
        assert_eq!(reopened.title, "Listed again");
        assert!(store.contributions().is_empty());
        assert_eq!(open(&store).await.len(), 1);
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn who_is_still_stuck_says_once_what_was_missing_and_mentors_see_how_often() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let anvil = assistant.respond(&asks("ada", "what is an anvil?")).await;
        let stuck = assistant
            .respond(&wants("ada", button(&anvil, "Still stuck")))
            .await;
        let outdated = button(&stuck, "Out of date");
        let kept = assistant.respond(&wants("ada", outdated.clone())).await;
        assert_eq!(kept.title, "Thank you");
        let again = assistant
            .respond(&wants("ada", button(&stuck, "Wrong")))
            .await;
        assert_eq!(again.title, "That is kept already");
        // Somebody who did not vote says nothing.
        let other = assistant.respond(&wants("bob", outdated)).await;
        assert_eq!(other.title, "That is kept already");
        flushed(&store).await;
        let list = assistant.respond(&asks("boss", "/gaps")).await;
        let looked = assistant
            .respond(&wants("boss", list.choices[0].ask.clone()))
            .await;
        let seen = text(&looked);
        assert!(
            seen.contains("Missing in “Anvil”: out of date (1)"),
            "{seen}"
        );
        let mine = text(&assistant.respond(&asks("ada", "/my-data")).await);
        assert!(
            mine.contains("what was missing in anvil: out of date"),
            "{mine}"
        );
        assistant.respond(&asks("ada", "/forget-me")).await;
        assert!(store.reasons("anvil", Some("77")).await.unwrap().is_empty());
        drop(assistant);
        store.close().await;
    }
}

/// Pairs of questions that ask the same, and pairs that do not, though they share most words.
const SAME: [[&str; 2]; 6] = [
    [
        "how long does it take to learn cobol",
        "how much time do I need for learning cobol",
    ],
    [
        "is cobol worth learning today",
        "should I still learn cobol",
    ],
    [
        "can I get a job with a tattoo",
        "do tattoos hurt my chances of getting hired",
    ],
    [
        "how do I quit a job politely",
        "what is a polite way of quitting a job",
    ],
    [
        "do I need a car for field work",
        "is a driving licence necessary for field work",
    ],
    [
        "how do I tell my boss that I am pregnant",
        "telling my manager about a pregnancy",
    ],
];
const OTHER: [[&str; 2]; 6] = [
    [
        "how long does it take to learn cobol",
        "how long does it take to learn fortran",
    ],
    [
        "can I get a job with a tattoo",
        "can I get a job with a criminal record",
    ],
    [
        "how do I quit a job politely",
        "how do I quit a course politely",
    ],
    [
        "should I work on weekends",
        "should I answer mails on weekends",
    ],
    [
        "how do I tell my boss that I am pregnant",
        "how do I tell my boss that I am sick",
    ],
    [
        "how do I get a visa for germany",
        "how do I get a visa for france",
    ],
];

#[test]
fn questions_are_the_same_by_meaning_and_not_where_one_word_makes_the_difference() {
    let model = model();
    let resources = SearchResources::load(None, Some(model.path())).unwrap();
    let search = Search::build(library(&[]), resources.into()).unwrap();
    let joined = |pair: &[&str; 2]| {
        !search
            .same_questions(&pair.map(|text| vec![text]))
            .is_empty()
    };
    let same: Vec<_> = SAME.iter().filter(|pair| joined(pair)).collect();
    let other: Vec<_> = OTHER.iter().filter(|pair| joined(pair)).collect();
    assert!(same.len() >= 2 && other.is_empty(), "{same:?} {other:?}");
}
