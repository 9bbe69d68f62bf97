//! Analysis of Rust sources for the rules of the house: imports of a file, types it declares, cycles of imports. Works
//! on text; a macro could hide an import from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::fixtures::project;

/// Names, each with the names that it imports.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

/// The room of a file: its folder below `src`, or its own name.
pub fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The path of a file's module in the crate: `search::index` for `search/index/mod.rs`.
pub fn module(file: &str) -> String {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.replace('/', "::")
}

/// The code of a file: without comments and without its tests.
pub fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns whether code names a library, as a path or in an attribute, and not as part of a text or another name.
pub fn names_library(code: &str, library: &str) -> bool {
    code.match_indices(library).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + library.len()..].chars().next();
        let joined = |symbol: Option<char>| {
            symbol
                .is_some_and(|symbol| symbol.is_alphanumeric() || matches!(symbol, '_' | '"' | '/'))
        };
        !joined(before) && !joined(after)
    })
}

/// The types that a file declares as `pub` or `pub(crate)`.
pub fn public_types(text: &str) -> Vec<String> {
    let declared = |line: &str| -> Option<String> {
        let rest = line.trim_start();
        let rest = rest
            .strip_prefix("pub ")
            .or_else(|| rest.strip_prefix("pub(crate) "))?;
        let kinds = ["struct ", "enum ", "trait ", "type ", "union "];
        let name = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
        let end = name.find(|symbol: char| !symbol.is_alphanumeric());
        Some(name[..end.unwrap_or(name.len())].to_owned())
    };
    code(text).lines().filter_map(declared).collect()
}

/// The rooms that a file names behind `crate::`.
pub fn rooms_imported(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let paths = match rest.strip_prefix('{') {
            Some(group) => {
                let group = &group[..group.find("};").unwrap_or(group.len())];
                let group: String = group.split_whitespace().collect();
                expand(&format!("{{{group}}}"))
            }
            None => vec![rest.to_owned()],
        };
        for path in paths {
            let end = path.find(|symbol: char| !symbol.is_alphanumeric() && symbol != '_');
            rooms.insert(path[..end.unwrap_or(path.len())].to_owned());
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

/// The modules that a module imports names from. Re-exports (`pub use`) do not count.
pub fn modules_imported(
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
    for path in trees.flat_map(|tree| expand(&tree)) {
        let mut path = match path.strip_prefix("crate::") {
            Some(rest) => rest.to_owned(),
            None if path.starts_with("super::") => above(&path),
            None if path.starts_with("self::") => path.replacen("self", module, 1),
            None if is_folder => format!("{module}::{path}"),
            None => continue,
        };
        // What is imported is a module, or something in one.
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

/// The paths of a `use` tree without blanks: `a::{b,c::d}` is `a::b` and `a::c::d`.
fn expand(tree: &str) -> Vec<String> {
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
        .flat_map(|part| expand(&format!("{before}{part}")))
        .collect()
}

/// The table of ARCHITECTURE.md: each room with the rooms that it may import.
pub fn allowed_imports() -> Imports {
    let text = fs::read_to_string(project("ARCHITECTURE.md")).unwrap();
    let table = text
        .lines()
        .skip_while(|line| !line.starts_with("| room | may import |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let names = |cell: &str| -> Vec<String> {
        let quoted = cell.split('`').skip(1).step_by(2);
        quoted.map(str::to_owned).collect()
    };
    let mut allowed = Imports::new();
    for line in table {
        let cells: Vec<_> = line.split('|').collect();
        for name in names(cells[1]) {
            allowed.insert(name, names(cells[2]).into_iter().collect());
        }
    }
    assert!(
        allowed.len() > 8,
        "the table is not found in ARCHITECTURE.md"
    );
    allowed
}

/// Removes names that import nothing, or that nothing imports, repeatedly; what is left are cycles, and
/// what lies between two of them.
pub fn cycles(mut left: Imports) -> Imports {
    loop {
        let imported: BTreeSet<_> = left.values().flatten().collect();
        let is_free = |name: &String, imports: &BTreeSet<String>| {
            !imported.contains(name) || imports.iter().all(|import| !left.contains_key(import))
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
