//! Knowledge folders that are replaced, linked or cannot be watched, and the health report about them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use guidepost::testing::knowledge::{LoadLimits, LoadOptions, load, load_with};

use super::program::{Program, in_time};
use crate::fixtures::{entry, folder};

fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    let elsewhere = tempfile::tempdir().unwrap();
    command.env_clear().envs(variables.iter().copied());
    command.current_dir(elsewhere.path()).args(arguments);
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

fn anvil() -> tempfile::TempDir {
    folder(&[(
        "terms/anvil.md",
        &entry("Anvil", "term", "", "An anvil is struck."),
    )])
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn symbolic_links_to_a_parent_folder_are_skipped() {
    let folder = anvil();
    symlink(folder.path(), folder.path().join("terms/up")).unwrap();
    symlink(folder.path().join("terms"), folder.path().join("again")).unwrap();
    let library = load(folder.path()).unwrap();
    assert_eq!(library.entries().len(), 1);
    assert_eq!(library.entries()[0].file, "terms/anvil.md");
    symlink("itself", folder.path().join("itself")).unwrap();
    let error = load(folder.path()).unwrap_err().to_string();
    assert!(error.contains("itself:1:1: it cannot be read"), "{error}");
}

#[test]
fn only_regular_files_are_read() {
    let folder = anvil();
    pipe(&folder.path().join("x.md"));
    symlink("/dev/zero", folder.path().join("zero.md")).unwrap();
    symlink("nowhere", folder.path().join("gone.md")).unwrap();
    let error = load(folder.path()).unwrap_err().to_string();
    assert!(
        error.contains("x.md:1:1: this is no regular file"),
        "{error}"
    );
    assert!(
        error.contains("zero.md:1:1: this is no regular file"),
        "{error}"
    );
    assert!(
        error.contains("gone.md:1:1: the link leads nowhere"),
        "{error}"
    );
    let options = LoadOptions {
        leave_out_broken: true,
        ..LoadOptions::default()
    };
    let loaded = load_with(&[folder.path()], &options).unwrap();
    assert_eq!(
        (loaded.library.entries().len(), loaded.left_out.len()),
        (1, 3)
    );
}

#[test]
fn size_depth_and_number_have_bounds() {
    let folder = anvil();
    let limits = LoadLimits::default();
    for (limits, says) in [
        (
            LoadLimits {
                max_file_bytes: 10,
                ..limits
            },
            "more than 10 bytes",
        ),
        (
            LoadLimits {
                max_depth: 1,
                ..limits
            },
            "more than 1 folders deep",
        ),
        (
            LoadLimits {
                max_files: 0,
                ..limits
            },
            "more than 0 files",
        ),
    ] {
        let options = LoadOptions {
            limits,
            ..LoadOptions::default()
        };
        let error = load_with(&[folder.path()], &options)
            .unwrap_err()
            .to_string();
        assert!(error.contains(says), "{error}");
    }
    let path = folder.path().to_str().unwrap();
    let bounds = [("GUIDEPOST_KNOWLEDGE_MAX_FILE_BYTES", "10")];
    let output = run(&["check", path], &bounds);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("knowledge.max_file_bytes"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_strict_start_refuses_what_another_leaves_out() {
    let folder = anvil();
    fs::write(folder.path().join("terms/broken.md"), "no front matter").unwrap();
    let variables = [
        ("GUIDEPOST_KNOWLEDGE_PATH", folder.path().to_str().unwrap()),
        ("DISCORD_TOKEN", "a.b.c"),
        ("DISCORD_API_URL", "http://127.0.0.1:1"),
        ("GUIDEPOST_LISTEN", "127.0.0.1:0"),
    ];
    let output = run(&["serve", "--strict"], &variables);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("terms/broken.md:1:1: there is no front matter"));
}

#[tokio::test]
async fn a_health_check_can_ask_whether_questions_are_answered() {
    let mut program = Program::start(&[], Stdio::null());
    program.listens().await;
    let address = program.address.to_string();
    let listen = [("GUIDEPOST_LISTEN", address.as_str())];
    assert_eq!(run(&["health"], &listen).status.code(), Some(0));
    // Slack cannot be reached.
    let output = run(&["health", "--ready"], &listen);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("503"), "{}", said(&output));
    assert!(said(&output).contains("slack: "), "{}", said(&output));
}

/// Starts a program in a user namespace of its own, in which there are no inotify instances.
const WITHOUT_INOTIFY: [&str; 6] = [
    "unshare",
    "--user",
    "--map-root-user",
    "sh",
    "-c",
    "echo 0 > /proc/sys/user/max_inotify_instances && exec \"$0\" \"$@\"",
];

#[tokio::test]
async fn without_inotify_changes_are_polled_and_readyz_warns() {
    let tried = Command::new(WITHOUT_INOTIFY[0])
        .args(&WITHOUT_INOTIFY[1..])
        .arg("true")
        .status();
    if !tried.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED without inotify: user namespaces are not allowed here");
        return;
    }
    let folder = anvil();
    let knowledge = folder.path().to_str().unwrap();
    let variables = [("GUIDEPOST_KNOWLEDGE_PATH", knowledge)];
    let mut program = Program::start_by(&WITHOUT_INOTIFY, &variables, Stdio::null());
    program.listens().await;
    let ready = program.get("/readyz").await.body;
    let says = "knowledge folders: they cannot be watched (";
    assert!(ready.contains(says), "{ready}");
    assert!(
        ready.contains("they are looked at every 3 s instead"),
        "{ready}"
    );
    assert!(ready.contains("library: 1 entries, read "), "{ready}");
    fs::write(
        folder.path().join("terms/hammer.md"),
        entry("Hammer", "term", "", "A hammer strikes."),
    )
    .unwrap();
    let seen = async {
        while !program
            .get("/readyz")
            .await
            .body
            .contains("library: 2 entries")
        {
            tokio::task::yield_now().await;
        }
    };
    in_time("the new file", seen).await;
}

#[tokio::test]
async fn readyz_describes_the_library_in_use() {
    let folder = anvil();
    let knowledge = folder.path().to_str().unwrap();
    let variables = [("GUIDEPOST_KNOWLEDGE_PATH", knowledge)];
    let mut program = Program::start(&variables, Stdio::null());
    program.listens().await;
    let ready = program.get("/readyz").await.body;
    let line = ready
        .lines()
        .find_map(|line| line.strip_prefix("library: 1 entries, read "));
    let line = line.unwrap_or_else(|| panic!("{ready}"));
    let (age, from) = line.split_once(" s ago from ").unwrap();
    assert!(age.parse::<u64>().unwrap() < 600, "{ready}");
    assert_eq!(from, knowledge);
}
