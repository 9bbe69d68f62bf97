//! The rules of the house: allowed imports, modules that may use a library, names and length of files, names of types,
//! and the completeness of everything that is generated from the catalog of commands.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use guidepost::testing::chat::catalog::COMMANDS;
use guidepost::testing::config::{Environment, Settings};
use guidepost::testing::language::Language;
use guidepost::testing::{discord, slack};

use self::source::{
    Imports, allowed_imports, code, cycles, module, modules_imported, names_library, public_types,
    room, rooms_imported,
};
use crate::fixtures::{project, rust_files, sources};

/// Every Rust file of the project, by its path there.
fn all_files() -> BTreeMap<String, String> {
    let folders = ["src", "crates", "tests", "benches"];
    let files = folders.into_iter().flat_map(|folder| {
        let files = rust_files(folder).into_iter();
        files.map(move |(file, text)| (format!("{folder}/{file}"), text))
    });
    files.collect()
}

/// Fails with everything that breaks a rule.
fn assert_none(broken: &[String]) {
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn modules_import_only_what_architecture_md_allows() {
    let allowed = allowed_imports();
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let room = room(&file);
        if matches!(room, "lib" | "main" | "testing") {
            continue;
        }
        let Some(allowed) = allowed.get(room) else {
            broken.push(format!(
                "the room `{room}` ({file}) has no line in ARCHITECTURE.md"
            ));
            continue;
        };
        for import in rooms_imported(&text) {
            if import != room && !allowed.contains(&import) {
                broken.push(format!("{file} imports {import}"));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn the_table_of_modules_has_no_cycle_and_no_unknown_module() {
    let allowed = allowed_imports();
    let files = sources();
    let rooms: BTreeSet<_> = files.keys().map(|file| room(file)).collect();
    for name in allowed.keys() {
        assert!(rooms.contains(name.as_str()), "there is no room `{name}`");
    }
    assert_eq!(cycles(allowed), Imports::new());
}

#[test]
fn files_do_not_import_each_other_in_a_cycle() {
    let files = sources();
    let all: BTreeSet<_> = files.keys().map(|file| module(file)).collect();
    let imports = files.iter().map(|(file, text)| {
        let imported = modules_imported(&module(file), file.ends_with("mod.rs"), text, &all);
        (module(file), imported)
    });
    assert_eq!(cycles(imports.collect()), Imports::new());
}

#[test]
fn only_the_outer_modules_read_the_clock() {
    let rooms = [
        "assistant",
        "chat",
        "knowledge",
        "language",
        "markup",
        "platform",
        "search",
        "store",
    ];
    let clocks = ["Instant::now", "Timestamp::now", "SystemTime::now"];
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let code = code(&text);
        let read = clocks.iter().filter(|clock| code.contains(**clock));
        if rooms.contains(&room(&file)) {
            broken.extend(read.map(|clock| format!("{file} reads the clock: {clock}")));
        }
    }
    assert_none(&broken);
}

#[test]
fn libraries_are_used_only_in_their_modules() {
    let homes: [(&str, &[&str]); 15] = [
        ("guidepost_import", &["cli"]),
        ("fluent_bundle", &["language"]),
        ("minilm", &["search"]),
        ("serenity", &["discord"]),
        ("tokio_tungstenite", &["network"]),
        ("tokio_rustls", &["network"]),
        ("hyper_util", &["network", "serve"]),
        ("sqlx", &["store"]),
        ("tantivy", &["search"]),
        ("axum", &["slack", "serve"]),
        ("hyper", &["serve"]),
        ("rustyline", &["console"]),
        ("clap", &["cli"]),
        ("reqwest", &["cli", "network", "slack"]),
        ("std::env", &["config"]),
    ];
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let code = code(&text);
        for (library, rooms) in homes {
            if names_library(&code, library) && !rooms.contains(&room(&file)) {
                broken.push(format!("{file} names {library}"));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn no_library_of_certificates_with_advisories_is_used() {
    let lock = fs::read_to_string(project("Cargo.lock")).unwrap();
    let versions: Vec<&str> = lock
        .split("\n\n")
        .filter_map(|package| package.split_once("name = \"rustls-webpki\"\nversion = \""))
        .filter_map(|(_, rest)| rest.split('"').next())
        .collect();
    // Versions before 0.103 have advisories of the RustSec database.
    let old: Vec<_> = versions
        .iter()
        .filter(|one| one.starts_with("0.10") && **one < "0.103")
        .collect();
    assert!(old.is_empty() && versions.len() == 1, "{versions:?}");
    let deny = fs::read_to_string(project("deny.toml")).unwrap();
    for section in ["[advisories]", "[licenses]", "[bans]", "[sources]"] {
        assert!(deny.contains(section), "{section}");
    }
}

#[test]
fn other_crates_do_not_depend_on_the_bot() {
    let crates = fs::read_dir(project("crates")).unwrap();
    for folder in crates {
        let manifest = folder.unwrap().path().join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        assert!(
            !text.contains("path ="),
            "{} depends on another crate of ours",
            manifest.display()
        );
    }
}

#[test]
fn every_file_begins_with_a_header_of_a_few_lines() {
    let header = |text: &str| {
        text.lines()
            .take_while(|line| line.starts_with("//!"))
            .count()
    };
    // The header of a crate is its page.
    let files = all_files()
        .into_iter()
        .filter(|(file, _)| !file.ends_with("lib.rs"));
    let broken = files.filter(|(_, text)| !(1..=MAX_HEADER).contains(&header(text)));
    let broken = broken.map(|(file, text)| format!("{file}: {} lines of header", header(&text)));
    assert_none(&broken.collect::<Vec<_>>());
}

/// The most lines of a file's header.
const MAX_HEADER: usize = 8;

/// The most lines of a file.
const MAX_LINES: usize = 400;

#[test]
fn no_comment_of_an_item_begins_with_a_question_word() {
    const WORDS: [&str; 7] = ["What", "Whether", "Which", "Who", "How", "Where", "When"];
    let begins = |line: &str| {
        let line = line.trim_start();
        let text = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))?;
        let word = text.split_whitespace().next()?;
        WORDS.contains(&word).then(|| line.to_owned())
    };
    let mut broken = Vec::new();
    for (file, text) in all_files() {
        let mut before = "";
        for line in text.lines() {
            // A later line of a comment may begin with any word.
            let is_first = !before.trim_start().starts_with("//");
            broken.extend(
                begins(line)
                    .filter(|_| is_first)
                    .map(|line| format!("{file}: {line}")),
            );
            before = line;
        }
    }
    assert_none(&broken);
}

#[test]
fn no_file_has_more_than_400_lines() {
    let counted = all_files().into_iter();
    let counted = counted.map(|(file, text)| (file, text.lines().count()));
    let broken = counted.filter(|(_, lines)| *lines > MAX_LINES);
    let broken = broken.map(|(file, lines)| format!("{file} has {lines} lines"));
    assert_none(&broken.collect::<Vec<_>>());
}

#[test]
fn no_two_public_types_share_a_name() {
    let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources() {
        for name in public_types(&text) {
            declared.entry(name).or_default().push(file.clone());
        }
    }
    let broken = declared.into_iter().filter(|(_, files)| files.len() > 1);
    let broken = broken.map(|(name, files)| format!("{name}: {}", files.join(", ")));
    assert_none(&broken.collect::<Vec<_>>());
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    let empty = [
        "util", "utils", "common", "helper", "helpers", "types", "manager", "service",
    ];
    let files = all_files().into_keys();
    let broken = files.filter(|file| {
        let mut parts = file.trim_end_matches(".rs").split('/');
        parts.any(|part| empty.contains(&part))
    });
    assert_none(&broken.collect::<Vec<_>>());
}

#[test]
fn the_readme_lists_the_commands_of_the_catalog() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let listed = readme.lines().filter_map(|line| line.strip_prefix("| `/"));
    let listed: Vec<_> = listed.map(|line| line.split('`').next().unwrap()).collect();
    let usages = COMMANDS
        .iter()
        .map(|command| command.usage(Language::English));
    let usages: Vec<_> = usages.collect();
    let usages: Vec<_> = usages
        .iter()
        .map(|usage| usage.trim_start_matches('/'))
        .collect();
    assert_eq!(listed, usages);
}

#[test]
fn discord_and_slack_register_the_commands_of_the_catalog() {
    let names = |value: &serde_json::Value, key: &str| -> Vec<String> {
        let list = value.as_array().unwrap().iter();
        list.map(|command| command[key].as_str().unwrap().to_owned())
            .collect()
    };
    let catalog = COMMANDS.iter().map(|command| command.name.to_owned());
    let catalog: Vec<_> = catalog.collect();
    let mut registered = discord::commands();
    // Message commands are no slash commands, and the settings of a server belong to its door.
    let commands = registered.as_array_mut().unwrap();
    commands.retain(|command| command["type"] == 1 && command["name"] != "guidepost");
    assert_eq!(names(&registered, "name"), catalog);

    let settings = Settings::read(None, &Environment::default()).unwrap();
    let manifest = slack::manifest(&settings.slack, None).unwrap();
    let slashed: Vec<_> = catalog.iter().map(|name| format!("/{name}")).collect();
    let mut listed = names(&manifest["features"]["slash_commands"], "command");
    assert_eq!(listed.pop().unwrap(), "/guidepost");
    assert_eq!(listed, slashed);
}
