//! Shared fixtures: the knowledge of the tests with its search and assistant, folders of knowledge files for a single
//! test, and project files that tests read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::{Ask, Reply, Request, line};
use guidepost::testing::config::{Environment, Settings};
use guidepost::testing::console;
use guidepost::testing::knowledge::{self, Library};
use guidepost::testing::search::{Search, SearchResources};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A path below the project's root.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The knowledge of the tests (`tests/knowledge`), loaded once in a process.
pub fn library() -> Arc<Library> {
    static LIBRARY: LazyLock<Arc<Library>> =
        LazyLock::new(|| Arc::new(knowledge::load(&project("tests/knowledge")).unwrap()));
    LIBRARY.clone()
}

/// The knowledge of the tests, indexed once in a process, without an embedding model.
pub fn library_search() -> &'static Search {
    static SEARCH: LazyLock<Search> = LazyLock::new(|| search(library()));
    &SEARCH
}

/// An assistant over a library, with the default settings.
pub fn assistant(library: impl Into<Arc<Library>>) -> Assistant {
    let settings = Settings::read(None, &Environment::default()).unwrap();
    Assistant::new(&PerCommunity::shared(library.into()), &settings.answers).unwrap()
}

/// Indexes a library without an embedding model.
pub fn search(library: impl Into<Arc<Library>>) -> Search {
    static KIT: LazyLock<Arc<SearchResources>> =
        LazyLock::new(|| Arc::new(SearchResources::built_in().unwrap()));
    Search::build(library.into(), KIT.clone()).unwrap()
}

/// The address of the best passage for a question, whatever the verdict.
pub fn first(search: &Search, question: &str) -> String {
    let asked = search.ask(question, None, 10);
    asked.passages[0].address.to_string()
}

/// A folder of knowledge files, given by their paths.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    folder_of(files.iter().copied())
}

/// The same for files that are made by a loop.
pub fn folder_of(files: impl IntoIterator<Item = (impl AsRef<Path>, impl AsRef<str>)>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.as_ref()).unwrap();
    }
    folder
}

/// A sound entry with the given title, further front matter and body.
pub fn entry(title: &str, kind: &str, front: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nkind = \"{kind}\"\nreviewed = 2026-01-31\n{front}\n\
         [[sources]]\ntitle = \"A page\"\nurl = \"https://page.example/\"\n+++\n{body}\n"
    )
}

/// The lines of `/readyz` about what is degraded: all but `ready` and the library in use.
pub fn degraded(body: &str) -> Vec<&str> {
    let lines = body.lines();
    lines
        .filter(|line| *line != "ready" && !line.starts_with("library: "))
        .collect()
}

/// The reply to a request, in a test that awaits nothing else.
pub fn respond(assistant: &Assistant, request: &Request) -> Reply {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
    RUNTIME.block_on(assistant.respond(request))
}

/// Every source file below `src`, by its path there.
pub fn sources() -> BTreeMap<String, String> {
    rust_files("src")
}

/// Every Rust file below a folder of the project, by its path there.
pub fn rust_files(folder: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                walk(&path, root, files);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = project(folder);
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    files
}

/// A person at a terminal in front of an assistant.
pub trait Terminal {
    /// The reply to a line: a command or a question.
    fn line(&self, line: &str) -> Reply;
    /// The reply to an ask.
    fn ask(&self, ask: Ask) -> Reply;
}

impl Terminal for Assistant {
    fn line(&self, line: &str) -> Reply {
        self.ask(line::parse(line))
    }

    fn ask(&self, ask: Ask) -> Reply {
        respond(self, &console::request(ask))
    }
}

/// Returns the address of a reply's first passage.
pub fn passage(reply: &Reply) -> Option<String> {
    let citations = reply.parts.iter().filter_map(|part| part.citation.as_ref());
    citations
        .map(|citation| citation.address.to_string())
        .next()
}

/// A change of one part of a payload.
#[derive(Debug, Clone)]
pub struct Mutation {
    pointer: String,
    value: Option<Value>,
}

impl Mutation {
    /// Returns whether it changes exactly this part.
    pub fn is_of(&self, pointer: &str) -> bool {
        self.pointer == pointer
    }

    /// Makes the change.
    pub fn apply(&self, payload: &mut Value) {
        if let Some(value) = &self.value {
            *payload.pointer_mut(&self.pointer).unwrap() = value.clone();
            return;
        }
        let (parent, key) = self.pointer.rsplit_once('/').unwrap();
        match payload.pointer_mut(parent).unwrap() {
            Value::Object(fields) => drop(fields.remove(key)),
            Value::Array(items) => drop(items.remove(key.parse().unwrap())),
            _ => unreachable!(),
        }
    }
}

/// Changes of each part of a payload: it is missing, or has one of several other forms in turn. The
/// parts `kept` stay.
pub fn mutations(payload: &Value, kept: &[&str]) -> Vec<Mutation> {
    fn walk(value: &Value, pointer: &str, kept: &[&str], all: &mut Vec<Mutation>) {
        let children: Vec<(String, &Value)> = match value {
            Value::Object(fields) => fields.iter().map(|(key, one)| (key.clone(), one)).collect(),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items.map(|(at, one)| (at.to_string(), one)).collect()
            }
            _ => Vec::new(),
        };
        for (key, child) in children {
            let pointer = format!("{pointer}/{key}");
            if kept.contains(&pointer.as_str()) {
                continue;
            }
            let long = Value::from("why ".repeat(2_000));
            let other = [
                Value::Null,
                7.into(),
                long,
                Value::Array(vec![]),
                true.into(),
            ];
            let other = other[all.len() / 2 % other.len()].clone();
            for value in [Some(other), None] {
                let pointer = pointer.clone();
                all.push(Mutation { pointer, value });
            }
            walk(child, &pointer, kept, all);
        }
    }
    let mut all = Vec::new();
    walk(payload, "", kept, &mut all);
    all
}
