//! Progress on roadmaps: ticked once for all maps, kept when maps change, found by its person alone, and forgotten.

use std::sync::Arc;

use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::{Ask, Audience, Door, Reply, ReplyKind, line};
use guidepost::testing::config::{Environment, SecretString, Settings, TeamSettings};
use guidepost::testing::store::Store;
use tempfile::TempDir;

use super::base::{RawConnection, TestDatabase, dump, request};
use super::chat::{button, text, wants};
use crate::discord::driver::{self as discord, Discord};
use crate::fixtures::{entry, folder};
use crate::slack::driver::{Mode, Setup, Slack};

/// Two roles that share a skill, and a choice of clouds; `skills` are further ones, `steps` those of the engineer.
fn knowledge(skills: &[(&str, &str)], steps: &str) -> TempDir {
    let role = |title: &str, steps: &str, tables: &str| {
        let front = "";
        let text = entry(title, "role", front, &format!("A {title} works."));
        let stage =
            format!("[[roadmap]]\nstage = \"All\"\nhours = [10, 20]\nsteps = [{steps}]\n{tables}");
        text.replacen("\n+++\n", &format!("\n{stage}\n+++\n"), 1)
    };
    let engineer = role(
        "Engineer",
        steps,
        "[[skills.choice]]\nany = [\"aws\", \"azure\"]\nneed = \"core\"\n",
    );
    let analyst = role("Analyst", "\"sql\"", "[skills]\ncore = [\"sql\"]\n");
    let skill =
        |title: &str, front: &str| entry(title, "skill", front, &format!("{title} is one."));
    let mut files = vec![
        ("roles/engineer.md".to_owned(), engineer),
        ("roles/analyst.md".to_owned(), analyst),
        (
            "skills/sql.md".to_owned(),
            skill("SQL", "done = \"You can join.\""),
        ),
        ("skills/aws.md".to_owned(), skill("AWS", "")),
        ("skills/azure.md".to_owned(), skill("Azure", "")),
    ];
    for (id, front) in skills {
        let title = id.replace('-', " ");
        files.push((format!("skills/{id}.md"), skill(&title, front)));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    folder(&files)
}

const STEPS: &str = "\"sql\", \"python\", \"django\", \"aws\"";

fn first() -> TempDir {
    knowledge(
        &[("python", ""), ("django", "implies = [\"python\"]")],
        STEPS,
    )
}

fn assistant(store: &Store, knowledge: &TempDir) -> Assistant {
    let library = guidepost::testing::knowledge::load(knowledge.path()).unwrap();
    let settings = Settings::read(None, &Environment::default()).unwrap();
    let assistant =
        Assistant::new(&PerCommunity::shared(Arc::new(library)), &settings.answers).unwrap();
    let team = TeamSettings {
        admins: Vec::new(),
        mentors: Vec::new(),
    };
    assistant.with_store(store.clone(), team, Vec::new())
}

fn pick(reply: &Reply, label: &str) -> Ask {
    let labels: Vec<_> = reply.choices.iter().map(|one| &one.label).collect();
    let found = reply.choices.iter().find(|choice| choice.label == label);
    let carried = found
        .unwrap_or_else(|| panic!("no {label} in {labels:?}"))
        .ask
        .to_button();
    Ask::from_button(&carried.expect("it fits"))
}

#[tokio::test]
async fn a_tick_counts_on_every_map_and_is_found_exported_and_forgotten_by_its_person() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store, &first());
        let say = async |ask: Ask| assistant.respond(&wants("ada", ask)).await;
        let empty = say(Ask::Progress).await;
        assert_eq!(
            (empty.title.as_str(), empty.audience),
            ("Nothing is ticked yet", Audience::Private)
        );
        let map = say(line::parse("/roadmap engineer")).await;
        let mine = say(button(&map, "My progress")).await;
        assert_eq!(mine.title, "Your progress: Engineer (0 of 4)");
        assert_eq!(mine.audience, Audience::Private);
        assert!(
            text(&mine).contains("○ SQL – You can join."),
            "{}",
            text(&mine)
        );
        let ticked = say(pick(&mine, "Done: SQL")).await;
        assert_eq!(ticked.title, "Your progress: Engineer (1 of 4)");
        assert!(text(&ticked).contains("I keep that you have SQL."));
        // Two devices tick at once.
        let (one, other) = (
            say(pick(&mine, "Done: django")),
            say(pick(&mine, "Done: django")),
        );
        let (one, other) = tokio::join!(one, other);
        assert_eq!(
            (one.title.as_str(), other.title.as_str()),
            (
                "Your progress: Engineer (2 of 4)",
                "Your progress: Engineer (2 of 4)"
            )
        );
        assert!(
            text(&one).contains("○ python – part of django"),
            "{}",
            text(&one)
        );
        let all = say(Ask::Progress).await;
        assert!(text(&all).contains("Analyst: 1 of 1"), "{}", text(&all));
        assert!(text(&all).contains("Engineer: 2 of 4"));
        // The nearest roles build on the ticks.
        let fits = say(button(&all, "What fits me now?")).await;
        assert_eq!(fits.title, "What fits django, SQL");
        assert_eq!(fits.audience, Audience::Private);
        let exported = text(&say(button(&all, "Export")).await);
        assert!(
            exported.contains("\"id\": \"django\"") && exported.contains("- [x] SQL"),
            "{exported}"
        );
        let data = say(Ask::MyData { page: 0 }).await;
        assert!(
            text(&data).contains("you ticked “SQL” as done"),
            "{}",
            text(&data)
        );
        let back = say(pick(&one, "Take back: SQL")).await;
        assert_eq!(back.title, "Your progress: Engineer (1 of 4)");
        // Somebody else, and the same id on another platform, have their own.
        let bob = assistant.respond(&wants("bob", Ask::Progress)).await;
        assert_eq!(bob.title, "Nothing is ticked yet");
        let mut slack = wants("ada", Ask::Progress);
        slack.place.door = Door::Slack;
        assert_eq!(
            assistant.respond(&slack).await.title,
            "Nothing is ticked yet"
        );
        say(Ask::ForgetMe).await;
        assert_eq!(say(Ask::Progress).await.title, "Nothing is ticked yet");
        assert!(!dump(&base).await.contains("django"));
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn edited_renamed_split_and_removed_steps_lose_no_tick() {
    let base = TestDatabase::file();
    let store = base.open().await;
    let before = assistant(&store, &first());
    for skill in ["sql", "python", "django", "azure"] {
        let tick = Ask::from_button(&format!("1:tick:1:engineer:{skill}"));
        let reply = before.respond(&wants("ada", tick)).await;
        assert_eq!(reply.kind, ReplyKind::Asking, "{skill}");
    }
    let shown = before
        .respond(&wants("ada", Ask::from_button("1:progress:engineer")))
        .await;
    assert_eq!(shown.title, "Your progress: Engineer (4 of 4)");
    assert!(
        text(&shown).contains("✓ AWS – counts, as you have Azure"),
        "{}",
        text(&shown)
    );
    // Python is renamed, Django is split, Azure stays without a step of its own.
    let edited = knowledge(
        &[
            ("python-3", "aliases = [\"python\"]"),
            ("views", ""),
            ("models", ""),
        ],
        "\"python-3\", \"views\", \"models\", \"sql\", \"aws\"",
    );
    let after = assistant(&store, &edited);
    let shown = after
        .respond(&wants("ada", Ask::from_button("1:progress:engineer")))
        .await;
    assert_eq!(shown.title, "Your progress: Engineer (3 of 5)");
    assert!(text(&shown).contains("✓ python 3"), "{}", text(&shown));
    assert!(
        text(&shown).contains("no longer on a map: django"),
        "{}",
        text(&shown)
    );
    let untick = Ask::from_button("1:tick:0:engineer:python-3");
    let shown = after.respond(&wants("ada", untick)).await;
    assert_eq!(shown.title, "Your progress: Engineer (2 of 5)");
    // The old map comes back, and with it what was ticked there.
    let again = assistant(&store, &first());
    let shown = again
        .respond(&wants("ada", Ask::from_button("1:progress:engineer")))
        .await;
    assert_eq!(shown.title, "Your progress: Engineer (3 of 4)");
    for old in [
        "1:tick:1:engineer:no-such",
        "1:progress:no-such",
        "1:tick:1:no-such:sql",
    ] {
        let reply = again.respond(&wants("ada", Ask::from_button(old))).await;
        assert_eq!(reply.kind, ReplyKind::Notice, "{old}");
    }
    store.close().await;
}

#[tokio::test]
async fn progress_goes_into_a_backup_is_deleted_with_a_lost_key_and_an_older_database_gets_the_table()
 {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let ada = request("ada", 1_000);
        store.set_progress(&ada, "sql", true).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("copy.db");
        store.backup(&backup).await.unwrap();
        store.close().await;
        let restored = TestDatabase::file();
        Store::restore(&restored.settings(), &backup).await.unwrap();
        let store = restored.open().await;
        assert_eq!(store.progress(&ada).await.unwrap()[0].0, "sql");
        store.close().await;

        let mut settings = base.settings();
        settings.people_key = Some(SecretString::from("another key that is long enough"));
        let rekeyed = Store::rekey(&settings).await.unwrap().unwrap();
        assert_eq!(rekeyed.progress, 1);

        let base = TestDatabase::file();
        base.open().await.close().await;
        let mut connection: RawConnection = base.connect().await;
        connection.run("DROP TABLE roadmap_progress").await;
        connection
            .run("DELETE FROM _sqlx_migrations WHERE version = 4")
            .await;
        connection.close().await;
        let store = base.open().await;
        store.set_progress(&ada, "sql", true).await.unwrap();
        store.close().await;
    }
}

#[tokio::test]
async fn steps_are_ticked_at_both_doors() {
    let knowledge = first();
    let base = Arc::new(TestDatabase::file());
    let setup = discord::Setup {
        knowledge: knowledge.path().to_owned(),
        kept: base.clone(),
        ..discord::Setup::default()
    };
    let mut discord = Discord::start_with_setup(setup).await;
    let map = discord.command("roadmap", &[("role", "engineer")]).await;
    let mine = discord.press(&map, "My progress").await;
    assert!(!map.is_private() && mine.is_private());
    let ticked = discord.pick(&mine, "Done: SQL").await;
    assert!(ticked.is_private());
    assert!(ticked.title().contains("(1 of 4)"), "{}", ticked.title());
    discord.finish().await;

    let setup = Setup {
        knowledge: knowledge.path().to_owned(),
        kept: Arc::new(TestDatabase::file()),
        ..Setup::default()
    };
    let mut slack = Slack::start_with(Mode::BOTH[0], setup).await;
    let map = slack.command("/roadmap", "engineer").await;
    let mine = slack.press(&map, map.button("My progress")).await;
    let ticked = slack.press(&mine, mine.choice("Done: SQL")).await;
    assert!(mine.is_private() && ticked.is_private());
    assert!(ticked.title().contains("(1 of 4)"), "{}", ticked.title());
    slack.finish().await;
}
