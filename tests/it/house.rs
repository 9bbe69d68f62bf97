//! The house keeps its own rules: who may import whom, what is named where, what each file says of
//! itself, and that everything made from the catalog is made from all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use guidepost::testing::chat::catalog::COMMANDS;
use guidepost::testing::language::Language;

use crate::fixtures::{project, rust_files, sources};

/// The room of a file: its folder below `src`, or its own name.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The code of a file: without comments and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that a file names behind `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let group = &group[..group.find("};").unwrap_or(group.len())];
            let mut depth = 0;
            let mut name = String::new();
            for symbol in group.chars().chain([',']) {
                match symbol {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        let first = name.split("::").next().unwrap().trim().to_owned();
                        rooms.insert(first);
                        name.clear();
                        continue;
                    }
                    _ => {}
                }
                name.push(symbol);
            }
        } else {
            let end = rest.find(|symbol: char| !symbol.is_alphanumeric() && symbol != '_');
            rooms.insert(rest[..end.unwrap_or(rest.len())].to_owned());
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

/// The paths of a `use` tree, each written out: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn written_out(tree: &str) -> Vec<String> {
    let Some((before, group)) = tree.split_once('{') else {
        return vec![tree.to_owned()];
    };
    let group = group.strip_suffix('}').unwrap();
    let mut depth = 0;
    let parts = group.split(|symbol| {
        depth += i32::from(symbol == '{') - i32::from(symbol == '}');
        symbol == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .flat_map(|part| written_out(&format!("{before}{part}")))
        .collect()
}

/// The modules that a module takes names from; what it hands on (`pub use`) does not count.
fn takes_from(
    module: &str,
    is_folder: bool,
    text: &str,
    all: &BTreeSet<String>,
) -> BTreeSet<String> {
    let code = format!("\n{}", code(text));
    let trees = code.split("\nuse ").skip(1);
    let trees = trees.filter_map(|rest| rest.split(';').next());
    let trees = trees.map(|tree| tree.split_whitespace().collect::<String>());
    let above = |mut path: &str| {
        let mut from: Vec<&str> = module.split("::").collect();
        while let Some(rest) = path.strip_prefix("super::") {
            from.pop();
            path = rest;
        }
        format!("{}::{path}", from.join("::"))
    };
    let mut found = BTreeSet::new();
    for path in trees.flat_map(|tree| written_out(&tree)) {
        let mut path = match path.strip_prefix("crate::") {
            Some(rest) => rest.to_owned(),
            None if path.starts_with("super::") => above(&path),
            None if is_folder => format!("{module}::{path}"),
            None => continue,
        };
        // What is taken is a module, or something in one.
        while !all.contains(&path) {
            path.truncate(path.rfind("::").unwrap_or(0));
            if path.is_empty() {
                break;
            }
        }
        if path != module && !path.is_empty() {
            found.insert(path);
        }
    }
    found
}

/// The table of ARCHITECTURE.md: each room with the rooms that it may import.
fn law() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(project("ARCHITECTURE.md")).unwrap();
    let mut law = BTreeMap::new();
    let table = text
        .lines()
        .skip_while(|line| !line.starts_with("| room | may import |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let names = |cell: &str| -> Vec<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    for line in table {
        let cells: Vec<_> = line.split('|').collect();
        for name in names(cells[1]) {
            law.insert(name, names(cells[2]).into_iter().collect());
        }
    }
    law
}

#[test]
fn rooms_import_only_what_the_law_allows() {
    let law = law();
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let room = room(&file);
        if matches!(room, "lib" | "main" | "testing") {
            continue;
        }
        let Some(allowed) = law.get(room) else {
            broken.push(format!(
                "the room `{room}` ({file}) has no line in ARCHITECTURE.md"
            ));
            continue;
        };
        for import in imports(&text) {
            if import != room && !allowed.contains(&import) {
                broken.push(format!("{file} imports {import}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_law_has_no_circle_and_no_line_without_a_room() {
    let law = law();
    assert!(law.len() > 8, "the table was not found");
    let files = sources();
    let rooms: BTreeSet<_> = files.keys().map(|file| room(file)).collect();
    for name in law.keys() {
        assert!(rooms.contains(name.as_str()), "there is no room `{name}`");
    }
    assert_eq!(circle(law), BTreeMap::new());
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let files: Vec<_> = sources().into_iter().collect();
    let module = |file: &str| {
        let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
        path.replace('/', "::")
    };
    let all: BTreeSet<_> = files.iter().map(|(file, _)| module(file)).collect();
    let imports = files.iter().map(|(file, text)| {
        let taken = takes_from(&module(file), file.ends_with("mod.rs"), text, &all);
        (module(file), taken)
    });
    assert_eq!(circle(imports.collect()), BTreeMap::new());
}

/// What is left when whatever imports nothing, and whatever nobody imports, is taken away, again and again:
/// nothing, but for circles and what stands between two.
fn circle(mut left: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let wanted: BTreeSet<_> = left.values().flatten().collect();
        let is_free = |name: &String, imports: &BTreeSet<String>| {
            !wanted.contains(name) || imports.iter().all(|import| !left.contains_key(import))
        };
        let free: Vec<_> = left
            .iter()
            .filter(|(name, imports)| is_free(name, imports))
            .map(|(name, _)| name.clone())
            .collect();
        if free.is_empty() {
            return left;
        }
        left.retain(|name, _| !free.contains(name));
    }
}

#[test]
fn libraries_are_named_only_in_their_rooms() {
    let homes: [(&str, &[&str]); 11] = [
        ("fluent_bundle", &["language"]),
        ("minilm", &["search"]),
        ("serenity", &["discord"]),
        ("tokio_tungstenite", &["discord", "slack"]),
        ("sqlx", &["store"]),
        ("tantivy", &["search"]),
        ("axum", &["slack", "serve"]),
        ("rustyline", &["console"]),
        ("clap", &["cli"]),
        ("reqwest", &["cli", "slack"]),
        ("std::env", &["config"]),
    ];
    for (file, text) in sources() {
        let code = code(&text);
        for (library, rooms) in homes {
            let named = code.match_indices(library).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                let after = code[at + library.len()..].chars().next();
                let part = |symbol: Option<char>| {
                    symbol.is_some_and(|symbol| {
                        symbol.is_alphanumeric() || symbol == '_' || symbol == '"' || symbol == '/'
                    })
                };
                !part(before) && !part(after)
            });
            assert!(
                !named || rooms.contains(&room(&file)),
                "{file} names {library}"
            );
        }
    }
}

#[test]
fn crates_beside_the_bot_know_nothing_of_it() {
    for manifest in ["crates/minilm/Cargo.toml"] {
        let text = fs::read_to_string(project(manifest)).unwrap();
        assert!(
            !text.contains("path ="),
            "{manifest} depends on another crate of ours"
        );
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, text) in sources().into_iter().chain(rust_files("crates")) {
        if file.ends_with("tests.rs") || file == "lib.rs" {
            continue;
        }
        assert!(text.starts_with("//!"), "{file} has no header");
    }
}

#[test]
fn the_readme_shows_all_commands_and_no_other() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let shown: Vec<_> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `/"))
        .map(|line| line.split('`').next().unwrap().to_owned())
        .collect();
    let known: Vec<_> = COMMANDS
        .iter()
        .map(|command| {
            command
                .usage(Language::English)
                .trim_start_matches('/')
                .to_owned()
        })
        .collect();
    assert_eq!(shown, known);
}

#[test]
fn what_discord_registers_and_slack_lists_is_the_catalog() {
    let names = |value: &serde_json::Value, key: &str| -> Vec<String> {
        let list = value.as_array().unwrap().iter();
        list.map(|command| command[key].as_str().unwrap().to_owned())
            .collect()
    };
    let catalog: Vec<_> = COMMANDS
        .iter()
        .map(|command| command.name.to_owned())
        .collect();
    let mut registered = guidepost::testing::discord::commands();
    // Commands on messages are no slash commands, and what a server chooses is asked for by its door.
    let commands = registered.as_array_mut().unwrap();
    commands.retain(|command| command["type"] == 1 && command["name"] != "guidepost");
    assert_eq!(names(&registered, "name"), catalog);
    let settings = guidepost::testing::config::Settings::read(
        None,
        &guidepost::testing::config::Environment::default(),
    )
    .unwrap();
    let manifest = guidepost::testing::slack::manifest(&settings.slack, None).unwrap();
    let slashed: Vec<_> = catalog.iter().map(|name| format!("/{name}")).collect();
    let mut listed = names(&manifest["features"]["slash_commands"], "command");
    assert_eq!(listed.pop().unwrap(), "/guidepost");
    assert_eq!(listed, slashed);
}
