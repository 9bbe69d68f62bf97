//! The command line of the program.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::fixtures::{entry, folder, project};

/// The program in the project's folder with the knowledge of the tests, without settings of this machine.
pub fn guidepost() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    command
        .current_dir(project(""))
        .env_clear()
        .env("GUIDEPOST_KNOWLEDGE_PATH", "tests/knowledge")
        .env("GUIDEPOST_SEARCH_MODEL", "off")
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    guidepost().args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_question_is_answered_with_its_source() {
    let output = run(&["ask", "what does a backend developer do?"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).starts_with("Backend developer: What they do\n"));
    assert!(out(&output).contains("Source: "));
    assert_eq!(err(&output), "");
}

#[test]
fn json_has_the_keys_that_programs_rely_on() {
    let output = run(&["ask", "--json", "how", "long", "should", "my", "CV", "be?"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    keys.sort();
    assert_eq!(
        keys,
        [
            "confidence",
            "entry",
            "passage",
            "related",
            "source",
            "suggestions",
            "text",
            "title",
            "took_us",
            "verdict",
            "why"
        ]
    );
    assert_eq!(json["verdict"], "sure");
    assert_eq!(json["entry"], "first-job");
    assert_eq!(json["passage"], "first-job#how-long-should-my-cv-be");
    assert!(
        json["source"][0]["url"]
            .as_str()
            .unwrap()
            .starts_with("https://")
    );
}

#[test]
fn a_question_without_an_answer_ends_with_1() {
    let output = run(&["ask", "--json", "what is the capital of france"]);
    assert_eq!(output.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["verdict"], "nothing");
    assert_eq!(json["entry"], serde_json::Value::Null);
}

#[test]
fn the_prompt_takes_commands_and_picks() {
    use std::io::Write as _;
    let mut child = guidepost()
        .arg("chat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "/what-is sql\n/roles\n1\n/fly\nexit\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    for expected in [
        "[sql, reviewed",
        "1. AI engineer",
        "[ai-engineer, reviewed",
        "I do not know that command",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

#[test]
fn knowledge_that_is_missing_or_broken_is_named() {
    let fresh = tempfile::tempdir().unwrap();
    let output = guidepost()
        .current_dir(fresh.path())
        .env_remove("GUIDEPOST_KNOWLEDGE_PATH")
        .args(["ask", "x"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("there is no knowledge folder at knowledge"),
        "{}",
        err(&output)
    );

    let broken = folder(&[("terms/a.md", &entry("A", "therm", "", "A thing."))]);
    let check = |path: &Path| run(&["check", path.to_str().unwrap()]);
    let output = check(broken.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).contains("terms/a.md:3:8: `therm` is no kind of entry"),
        "{}",
        out(&output)
    );

    let peer = entry(
        "Peer",
        "term",
        "related = [\"equal\"]",
        "A peer is an equal.",
    );
    let equal = entry(
        "Equal",
        "term",
        "related = [\"peer\"]",
        "An equal is a peer.",
    );
    let sound = folder(&[("terms/peer.md", &peer), ("terms/equal.md", &equal)]);
    assert_eq!(check(sound.path()).status.code(), Some(0));
}

#[test]
fn a_setting_that_is_misspelt_is_named_with_the_nearest_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    std::fs::write(&file, "[answers]\naudiense = \"private\"\n").unwrap();
    let output = run(&["--config", file.to_str().unwrap(), "ask", "x"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("did you mean `audience`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn serving_without_a_secret_says_what_to_set() {
    let output = run(&["serve"]);
    assert_eq!(output.status.code(), Some(2));
    for expected in [
        "DISCORD_TOKEN",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        ".env",
    ] {
        assert!(err(&output).contains(expected), "{}", err(&output));
    }
}

#[test]
fn a_health_check_without_a_server_ends_with_1() {
    let output = guidepost()
        .env("GUIDEPOST_LISTEN", "127.0.0.1:1")
        .arg("health")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("nothing answers on 127.0.0.1:1"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_new_file_passes_the_check_and_marks_its_placeholders() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for (kind, title) in [
        ("role", "Ship \"captain\""),
        ("skill", "Sailing"),
        ("term", "Knot"),
        ("faq", "First voyage"),
        ("guide", "The harbour"),
    ] {
        let output = run(&["new", kind, title, "--path", path]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    let output = run(&["check", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).contains("roles/ship-captain.md"),
        "{}",
        out(&output)
    );
    assert!(out(&output).contains("[unwritten]"), "{}", out(&output));
    assert!(out(&output).contains("5 entries"), "{}", out(&output));
    let again = run(&["new", "term", "Knot", "--path", path]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        err(&again).contains("is it there already?"),
        "{}",
        err(&again)
    );
}

#[test]
fn links_are_requested_only_with_the_flag_and_reported_separately() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .unwrap();
    let address = listener.local_addr().unwrap();
    let router = axum::Router::new().route("/there", axum::routing::get(|| async { "yes" }));
    runtime.spawn(async move { axum::serve(listener, router).await });
    let text = entry(
        "Anvil",
        "role",
        "",
        &format!("An anvil, [there](http://{address}/there) and [gone](http://{address}/gone)."),
    )
    .replace("https://page.example/", &format!("http://{address}/there"));
    let folder = folder(&[("roles/anvil.md", &text)]);
    let path = folder.path().to_str().unwrap();
    assert_eq!(run(&["check", path]).status.code(), Some(0));
    let output = run(&["check", path, "--links"]);
    assert_eq!(output.status.code(), Some(1));
    let told = err(&output);
    assert!(
        told.contains("/gone: 404 Not Found (in roles/anvil.md)"),
        "{told}"
    );
    assert!(told.contains("2 pages requested, 1 failed"), "{told}");
}

#[test]
fn banks_are_measured_with_a_table_and_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.trec");
    let output = run(&["eval", "tests/bank", "--run", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("hit@1") && out(&output).contains("\nbank "));
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("q1\tQ0\tbake\t1\t"), "{written}");

    let output = run(&["eval", "tests/bank", "tests/bank", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["banks"][1]["bank"], "bank");

    let output = run(&["eval", "tests"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).starts_with("guidepost: tests/corpus.jsonl cannot be read: "));
}

#[test]
fn golden_questions_must_reach_their_floors() {
    let body = "A kettle is a vessel to boil water.\n<!-- asks: \"boiling water vessel\", \"teatime gizmo\" -->";
    let lamp = "A lamp is a thing that gives light.";
    let folder = folder(&[
        (
            "terms/kettle.md",
            &entry("Kettle", "term", "related = [\"lamp\"]", body),
        ),
        (
            "terms/lamp.md",
            &entry("Lamp", "term", "related = [\"kettle\"]", lamp),
        ),
    ]);
    let check = |floor: &str, more: &[&str]| {
        let mut command = guidepost();
        command.args(["check", folder.path().to_str().unwrap()]);
        command.args(more);
        command.env("GUIDEPOST_CHECK_GOLDEN_HIT_AT_1", floor);
        command.env("GUIDEPOST_CHECK_GOLDEN_HIT_AT_3", "0.5");
        command.output().unwrap()
    };
    let output = check("0.5", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(out(&output).contains("2 golden questions: hit@1 0.500, hit@3 0.500, MRR 0.500\n"));

    let output = check("0.6", &["--misses"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).contains(
            "terms/kettle.md:10: “teatime gizmo” wants kettle (not found), won by nothing"
        ),
        "{}",
        out(&output)
    );
    assert!(
        err(&output).contains("hit@1 is 0.500, below the threshold 0.6 (check.golden_hit_at_1)"),
        "{}",
        err(&output)
    );

    let output = check("0.5", &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["golden"]["asked"], 2);
    assert_eq!(json["golden"]["misses"][0]["question"], "teatime gizmo");
}

#[test]
fn migrate_check_and_backup_work_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let store = |arguments: &[&str]| {
        let mut command = guidepost();
        command.env("GUIDEPOST_STORE_PATH", path("data/guidepost.db"));
        command.args(arguments).output().unwrap()
    };
    let missing = store(&["store", "stats"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("there is no database at"));

    let made = store(&["store", "migrate"]);
    assert_eq!(
        out(&made),
        "the database is up to date (schema version 4)\n"
    );
    assert_eq!(out(&store(&["store", "check"])), "no problem found\n");
    let set = |arguments: &[&str]| {
        store(&[&["settings", "set", "--community", "77"], arguments].concat())
    };
    assert_eq!(
        out(&set(&["mentor-role", "4711"])),
        "mentor-role is saved\n"
    );
    assert_eq!(
        out(&set(&["--channel", "7", "mode", "all"])),
        "mode is saved\n"
    );
    let wrong = set(&["audience", "loud"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(
        err(&wrong),
        "guidepost: audience must be public or private\n"
    );
    assert!(err(&set(&["language", "zz"])).contains("there are en, de, "));
    assert!(err(&set(&["colour", "red"])).contains("there is no setting `colour`"));
    assert!(err(&set(&["collections", "clubb"])).contains("there is no collection `clubb`"));
    let shown = out(&store(&[
        "settings",
        "show",
        "--community",
        "77",
        "--channel",
        "7",
    ]));
    assert!(shown.contains("mode            all\n"), "{shown}");
    assert!(shown.contains("mentor-role     4711\n"), "{shown}");
    assert!(shown.contains(" mode in 7: all, by "), "{shown}");
    assert_eq!(
        out(&set(&["mentor-channel", "C7"])),
        "mentor-channel is saved\n"
    );
    let shown = out(&store(&["settings", "show", "--community", "77"]));
    assert!(shown.contains("mentor-channel  C7\n"), "{shown}");

    let copied = store(&["store", "backup", &path("copy.db")]);
    assert_eq!(copied.status.code(), Some(0), "{}", err(&copied));
    assert_eq!(
        store(&["store", "backup", &path("copy.db")]).status.code(),
        Some(2)
    );
    let stats = out(&store(&["store", "stats"]));
    assert!(stats.contains("setting changes           3\n"), "{stats}");
    let gaps = store(&["gaps", "--json"]);
    assert_eq!(
        (out(&gaps), err(&gaps)),
        (String::new(), "0 unanswered\n".to_owned())
    );
}
