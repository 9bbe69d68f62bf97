//! Loading and linting of knowledge files: all problems are reported together, and later collections override earlier
//! ones.

use guidepost::testing::knowledge::{EntryId, LoadError, lint, load, load_collections};
use jiff::civil::date;

use crate::fixtures::{entry, folder, passage};

#[test]
fn all_problems_of_all_files_are_reported_together() {
    let broken = "+++\ntitel = \"X\"\nkind = \"rolle\"\nreviewed = \"yesterday\"\nrelated = [\"nowhere\"]\n\
                  [[sources]]\nurl = \"page.example\"\n+++\n\n## Skills\n\n| a |\n|---|\n\n#### Deep\n";
    let twin = entry(
        "Twin",
        "term",
        "aliases = [\"twin\", \"Sound\"]",
        "See [x](../terms/nine.md).",
    );
    let sound = entry("Sound", "term", "related = [\"twim\"]", "A sound entry.");
    let folder = folder(&[
        ("roles/Bad Name.md", broken),
        ("terms/twin.md", &twin),
        ("terms/sound.md", &sound),
        ("terms/bare.md", "no front matter\n"),
        ("README.md", "not an entry"),
    ]);
    let error = load(folder.path()).unwrap_err();
    assert!(matches!(error, LoadError::Broken(_)));
    insta::assert_snapshot!(error);
}

#[test]
fn a_fallback_gives_way_to_entries_that_have_its_names() {
    let own = folder(&[
        (
            "roles/web-developer.md",
            &entry("Web developer", "role", "", "A web developer builds."),
        ),
        (
            "terms/clerk.md",
            &entry("Clerk", "term", "", "A clerk, by our hand."),
        ),
    ]);
    let aliases = "fallback = true\naliases = [\"Web-Developer\", \"Site builder\"]";
    let related = "fallback = true\nrelated = [\"clerks\", \"web-developers\"]\n\
                   [[move]]\nto = \"clerks\"\neffort = \"near\"\nwhy = \"It is near.\"\n";
    let reference = folder(&[
        (
            "roles/web-developers.md",
            &entry("Web developers", "role", aliases, "Web developers build."),
        ),
        (
            "roles/clerks.md",
            &entry("clerk", "role", "fallback = true", "A clerk of the state."),
        ),
        (
            "roles/clerk.md",
            &entry("Clerk again", "role", "fallback = true", "A clerk again."),
        ),
        (
            "roles/typist.md",
            &entry("Typist", "role", related, "A typist types."),
        ),
    ]);
    for folders in [
        [own.path(), reference.path()],
        [reference.path(), own.path()],
    ] {
        let library = load_collections(&folders, &[]).unwrap();
        let found = |id: &str| library.entry(&EntryId::new(id).unwrap());
        let layers = ["web-developer", "clerk", "web-developers", "typist"]
            .map(|id| found(id).unwrap().layer > 0);
        assert_eq!(layers[2..], [false, false]);
        assert_eq!(layers[..2], [true, true]);
        assert_eq!(found("web-developers").unwrap().aliases, ["Site builder"]);
        assert_eq!(found("clerk").unwrap().title, "Clerk");
        assert!(found("clerks").is_none());
        let typist = found("typist").unwrap();
        let related: Vec<_> = typist.related.iter().map(EntryId::as_str).collect();
        assert_eq!(related, ["clerk", "web-developers"]);
    }
}

#[test]
fn a_folder_without_knowledge_says_what_to_do() {
    let empty = folder(&[("README.md", "x"), (".hidden.md", "x")]);
    assert!(matches!(load(empty.path()), Err(LoadError::Empty(_))));
    let missing = empty.path().join("nowhere");
    let error = load(&missing).unwrap_err().to_string();
    assert!(error.contains("set `knowledge.path`"), "{error}");
}

#[test]
fn a_file_that_is_no_text_or_too_large_is_a_problem_like_any_other() {
    let folder = folder(&[("terms/big.md", &"x".repeat(1024 * 1024 + 1))]);
    std::fs::write(folder.path().join("terms/bytes.md"), b"+++\n\xff\n").unwrap();
    let error = load(folder.path()).unwrap_err().to_string();
    assert!(
        error.contains("terms/big.md:1:1: the file has more than 1048576 bytes"),
        "{error}"
    );
    assert!(
        error.contains("terms/bytes.md:2:1: this line is not UTF-8 text"),
        "{error}"
    );
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_no_problem() {
    let text = entry(
        "Mark",
        "term",
        "",
        "A definition.\n\n## Why it matters\n\nIt does.",
    );
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let folder = folder(&[("terms/mark.md", &text)]);
    let library = load(folder.path()).unwrap();
    assert_eq!(library.entries()[0].passages.len(), 2);
}

#[test]
fn golden_questions_are_never_indexed() {
    let text = entry(
        "Golden",
        "term",
        "",
        "<!-- asks: \"xylophone zeppelin quagmire\" -->\n\nA definition of something else.",
    );
    let folder = folder(&[("terms/golden.md", &text)]);
    let library = load(folder.path()).unwrap();
    assert_eq!(
        library.entries()[0].passages[0].golden,
        ["xylophone zeppelin quagmire"]
    );
    let assistant = crate::fixtures::assistant(library);
    let reply = crate::fixtures::Terminal::line(&assistant, "xylophone zeppelin quagmire");
    assert_eq!(passage(&reply), None);
}

#[test]
fn lint_warnings_are_reported() {
    let role = entry(
        "Driver",
        "role",
        "related = [\"javascript\"]\n[skills]\ncore = [\"javascript\", \"javascript\", \"talk\"]\n",
        "<!-- asks: \"js\" -->\n\nIt drives.\n\n## Skill\n\nUses Javascript, and `javascript`.\n\n## Pay\n\nSome.\n\n\
         ## Questions\n\n### Can I drive a car?\n\nYes.\n\n### May I drive?\n<!-- also: \"can I drive cars?\" -->\n\nYes.",
    )
    .replace("2026-01-31", "2026-03-01");
    let skill = entry(
        "JavaScript",
        "skill",
        "aliases = [\"JS\"]\nreview_by = 2026-01-01",
        &format!(
            "JavaScript is a language.\n\n## A typical day\n\n{}",
            "Long. ".repeat(400)
        ),
    );
    let faq = entry(
        "Talk",
        "faq",
        "",
        "<!-- asks: \"what do people talk about\" -->\n\nAbout talk.\n\n## Loose section\n\nText.",
    );
    let orphan = entry("Island", "term", "", "An island is alone.");
    let folder = folder(&[
        ("roles/driver.md", &role),
        ("skills/javascript.md", &skill),
        ("faq/talk.md", &faq),
        ("terms/island.md", &orphan),
    ]);
    let library = load(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    let found = lint(&library, date(2026, 2, 1));
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_folder_without_problems_has_no_warning() {
    let term = entry(
        "Peer",
        "term",
        "related = [\"equal\"]",
        "A peer is an equal.",
    );
    let other = entry(
        "Equal",
        "term",
        "related = [\"peer\"]",
        "An equal is a peer.",
    );
    let folder = folder(&[("terms/peer.md", &term), ("terms/equal.md", &other)]);
    assert_eq!(lint(&load(folder.path()).unwrap(), date(2026, 2, 1)), []);
}

#[test]
fn a_collection_extends_and_overrides_the_shipped_knowledge() {
    let shipped = folder(&[
        (
            "terms/anvil.md",
            &entry(
                "Anvil",
                "term",
                "related = [\"hammer\"]",
                "An anvil is struck.",
            ),
        ),
        (
            "terms/hammer.md",
            &entry("Hammer", "term", "", "A hammer strikes."),
        ),
        (
            "terms/tongs.md",
            &entry("Tongs", "term", "related = [\"hammer\"]", "Tongs hold."),
        ),
    ]);
    let own = folder(&[
        (
            "anvil.md",
            &entry("Anvil", "term", "", "Our anvil is the best."),
        ),
        (
            "forge.md",
            &entry("Forge", "term", "related = [\"tongs\"]", "A forge is hot."),
        ),
    ]);
    let folders = [shipped.path(), own.path()];
    let library = load_collections(&folders, &["hammer".to_owned()])
        .unwrap_or_else(|error| panic!("{error}"));
    let titles: Vec<_> = library
        .entries()
        .iter()
        .map(|entry| entry.title.as_str())
        .collect();
    assert_eq!(titles, ["Anvil", "Forge", "Tongs"]);
    let anvil = library
        .entry(&EntryId::new("anvil").unwrap())
        .unwrap()
        .definition()
        .unwrap();
    assert_eq!(anvil.body.plain(), "Our anvil is the best.");
    assert_eq!(
        library
            .entry(&EntryId::new("tongs").unwrap())
            .unwrap()
            .related,
        []
    );

    let unknown = load_collections(&folders, &["hamer".to_owned()])
        .unwrap_err()
        .to_string();
    assert_eq!(
        unknown,
        "knowledge.without names `hamer`, which is no entry; did you mean `hammer`?"
    );

    // A problem names the folder too, where there are several.
    std::fs::write(own.path().join("broken.md"), "x").unwrap();
    let broken = load_collections(&folders, &[]).unwrap_err().to_string();
    let name = own.path().join("broken.md").display().to_string();
    assert!(
        broken.starts_with(&format!("{name}:1:1: there is no front matter")),
        "{broken}"
    );
}

#[test]
fn a_repeated_problem_on_one_line_is_reported_once() {
    let quotes = entry(
        "Anvil",
        "term",
        "",
        &format!("An anvil.\n\n{}", ">".repeat(20_000)),
    );
    let error = load(folder(&[("terms/anvil.md", &quotes)]).path())
        .unwrap_err()
        .to_string();
    assert!(error.lines().count() < 10, "{error}");
    let headings: Vec<_> = (0..500)
        .map(|number| format!("##### {number}\n\n> x\n"))
        .collect();
    let headings = format!("\n\n{}", headings.join("\n\n"));
    let many = entry("Anvil", "term", "", &format!("An anvil.{headings}"));
    let error = load(folder(&[("terms/anvil.md", &many)]).path())
        .unwrap_err()
        .to_string();
    assert!(error.contains("further problems are not listed"), "{error}");
    assert!(error.lines().count() < 120, "{error}");
}

#[test]
fn characters_that_turn_a_text_around_are_refused() {
    for text in [
        entry("An\u{202e}livna", "term", "", "An anvil is struck."),
        entry("Anvil", "term", "", "An anvil \u{2067}is struck\u{2069}."),
        entry(
            "Anvil",
            "term",
            "aliases = [\"a\u{202a}b\"]",
            "An anvil is struck.",
        ),
    ] {
        let error = load(folder(&[("terms/anvil.md", &text)]).path()).unwrap_err();
        assert!(
            error.to_string().contains("changes the direction (U+20"),
            "{error}"
        );
    }
    // Right-to-left text itself is fine.
    let hebrew = entry(
        "Anvil",
        "term",
        "aliases = [\"\u{5e1}\u{5d3}\u{5df}\"]",
        "An anvil is struck.",
    );
    load(folder(&[("terms/anvil.md", &hebrew)]).path()).unwrap();
}
