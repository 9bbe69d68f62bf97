//! `guidepost store`, `guidepost settings` and `guidepost gaps`, over each kind of database.

use std::process::{Command, Output};

use guidepost::testing::store::{GapReason, Setting};

use super::base::{TestDatabase, flushed, request, unanswered};

fn run(base: &TestDatabase, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    let folder = tempfile::tempdir().unwrap();
    command.env_clear().envs(base.variables());
    // Away from what this machine may have set.
    command.current_dir(folder.path());
    command.args(arguments).output().unwrap()
}

/// Runs a command that succeeds and returns its output.
fn out(base: &TestDatabase, arguments: &[&str]) -> String {
    let output = run(base, arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn migrate_check_stats_and_backup_work_on_each_database() {
    for base in TestDatabase::each() {
        assert_eq!(
            out(&base, &["store", "migrate"]),
            "the database is up to date (schema version 4)\n"
        );
        assert_eq!(out(&base, &["store", "check"]), "no problem found\n");
        let store = base.open().await;
        let ada = request("ada", 1_000);
        store.vote(&ada, "sql", Some(true)).await.unwrap();
        for number in 0..3 {
            let asked = request("ada", 1_000 + number);
            unanswered(
                &store,
                &asked,
                "where do walruses work",
                GapReason::Nothing,
                &["sql"],
            );
        }
        unanswered(&store, &ada, "best pizza in town", GapReason::Nothing, &[]);
        flushed(&store).await;
        store.close().await;
        let stats = out(&base, &["store", "stats"]);
        for line in ["votes ", "questions ", "gaps "] {
            assert!(stats.contains(line), "{stats}");
        }
        let gaps = out(&base, &["gaps", "--json", "--community", "77"]);
        let gaps: Vec<serde_json::Value> = gaps
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(gaps.len(), 2);
        assert_eq!(gaps[0]["question"], "where do walruses work");
        assert_eq!(gaps[0]["count"], 3);
        assert_eq!(gaps[0]["first"], "1970-01-01T00:00:01Z");
        assert_eq!(gaps[0]["last"], "1970-01-01T00:00:01.002Z");
        assert_eq!(gaps[0]["community"], "77");
        assert_eq!(gaps[0]["nearest"], serde_json::json!(["sql"]));
        assert_eq!(gaps[1]["count"], 1);
        assert_eq!(out(&base, &["gaps", "--community", "78"]), "");

        let copies = TestDatabase::file();
        let copy = copies.settings().path;
        out(&base, &["store", "backup", copy.to_str().unwrap()]);
        let store = copies.open().await;
        assert_eq!(store.votes("sql").await.unwrap(), [(0, 1, 0)]);
        assert_eq!(store.stats().await.unwrap().rows[2], ("questions", 4));
        store.close().await;
    }
}

#[tokio::test]
async fn settings_are_shown_and_chosen_with_who_changed_them() {
    for base in TestDatabase::each() {
        out(&base, &["store", "migrate"]);
        let settings = |arguments: &[&str]| {
            let all = [&["settings"], arguments].concat();
            out(&base, &all)
        };
        let place = ["--community", "77", "--channel", "7"];
        settings(&[&["set"], &place[..2], &["mentor-role", "4711"]].concat());
        settings(&[&["set"], &place[..], &["mode", "all"]].concat());
        let shown = settings(&[&["show"], &place[..]].concat());
        assert!(shown.contains("mode            all\n"), "{shown}");
        assert!(shown.contains("mentor-role     4711\n"), "{shown}");
        assert!(shown.contains(" mode in 7: all, by "), "{shown}");
        let store = base.open().await;
        let ada = request("ada", 1);
        assert_eq!(
            store.settings_at(&ada.place).value(Setting::Mode),
            Some("all")
        );
        store.close().await;
    }
}

#[tokio::test]
async fn an_older_database_is_only_migrated_by_a_command_that_says_so() {
    let mut copies = Vec::new();
    for base in TestDatabase::each() {
        base.open().await.close().await;
        let mut connection = base.connect().await;
        connection.undo_migrations().await;
        for arguments in [
            &["store", "check"][..],
            &["store", "stats"],
            &["gaps"],
            &["settings", "show", "--community", "77"],
        ] {
            let output = run(&base, arguments);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            let said = String::from_utf8(output.stderr).unwrap();
            let sentence = "guidepost: the database has schema version 1, and this program reads 4; nothing in it was changed";
            assert!(said.starts_with(sentence), "{said}");
        }
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        let output = run(&base, &["store", "backup", copy.to_str().unwrap()]);
        // A file is copied as it is.
        assert_eq!(
            output.status.success(),
            matches!(base, TestDatabase::File(_)),
            "{output:?}"
        );
        let versions = "SELECT count(*) FROM _sqlx_migrations";
        assert_eq!(connection.number(versions).await, 1);
        out(&base, &["store", "migrate"]);
        assert_eq!(connection.number(versions).await, 4);
        if copy.exists() {
            copies.push((base, folder, copy));
        }
        connection.close().await;
    }
    for (base, _folder, copy) in copies {
        out(&base, &["store", "restore", copy.to_str().unwrap()]);
        assert_eq!(out(&base, &["store", "check"]), "no problem found\n");
    }
}

#[tokio::test]
async fn a_newer_database_is_refused_with_a_sentence_by_every_command() {
    for base in TestDatabase::each() {
        base.mark_newer().await;
        for arguments in [
            &["store", "migrate"][..],
            &["store", "stats"],
            &["gaps"],
            &["settings", "show", "--community", "77"],
        ] {
            let output = run(&base, arguments);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            let said = String::from_utf8(output.stderr).unwrap();
            let sentence = "guidepost: the database was written by a newer Guidepost (schema version 999); nothing in it was changed";
            assert!(said.starts_with(sentence), "{said}");
        }
    }
}

#[tokio::test]
async fn a_gap_is_closed_and_its_file_begun_on_the_command_line() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        for (at, text) in [
            (1, "may I borrow a walrus \"?\" -->"),
            (2, "may I borrow a walrus"),
        ] {
            let asked = request("ada", at);
            unanswered(&store, &asked, text, GapReason::Nothing, &[]);
            flushed(&store).await;
        }
        let ada = request("ada", 3);
        unanswered(&store, &ada, "best pizza in town", GapReason::Nothing, &[]);
        flushed(&store).await;
        store.close().await;
        let ids = || -> Vec<String> {
            let listed = out(&base, &["gaps", "list", "--json"]);
            let gaps = listed.lines().map(|line| {
                let gap: serde_json::Value = serde_json::from_str(line).unwrap();
                gap["id"].as_i64().unwrap().to_string()
            });
            gaps.collect()
        };
        let [walrus, pizza] = &ids()[..] else {
            panic!("{:?}", ids())
        };
        let listed = out(&base, &["gaps"]);
        assert!(listed.contains(&format!(", id {walrus}\n")), "{listed}");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let begun = out(&base, &["gaps", "answer", walrus, "--path", path]);
        assert!(
            begun.contains("may-i-borrow-a-walrus.md is created"),
            "{begun}"
        );
        let file = folder.path().join("faq/may-i-borrow-a-walrus.md");
        let file = std::fs::read_to_string(file).unwrap();
        assert!(file.contains("\n### may I borrow a walrus\n"), "{file}");
        assert!(
            file.contains("<!-- asks: \"may I borrow a walrus '?' –\" -->"),
            "{file}"
        );
        guidepost::testing::knowledge::load(folder.path()).unwrap();
        // No file is replaced.
        let twice = run(&base, &["gaps", "answer", walrus, "--path", path]);
        assert_eq!(twice.status.code(), Some(2), "{twice:?}");

        let closed = out(&base, &["gaps", "close", pizza]);
        assert_eq!(closed, "closed: best pizza in town\n");
        assert_eq!(ids().len(), 1);
        for id in [pizza.as_str(), "7"] {
            let gone = run(&base, &["gaps", "close", id]);
            assert_eq!(gone.status.code(), Some(1), "{gone:?}");
        }
    }
}
