//! A second import into the same folder: what changed at the source changes, what a person edited stays.

use std::fs;
use std::path::Path;

use guidepost_import::{Change, Format, Manifest, Plan, ReadOptions, Settle, Taken, read};
use jiff::civil::Date;

use crate::fixtures::{day, folder, write};

fn plan(source: &Path, into: &Path, today: Date, force: bool) -> Plan {
    let imported = read(
        Format::Markdown,
        &[source.to_owned()],
        &ReadOptions::default(),
        &mut |_| {},
    )
    .unwrap();
    let known = Manifest::read(into).unwrap().paths();
    let taken = Taken::default();
    let (files, _) = imported.into_files(&Settle {
        taken: &taken,
        known: &known,
    });
    Plan::new(into, &files, &[source.display().to_string()], today, force).unwrap()
}

fn apply(plan: &Plan) {
    plan.replace(plan.stage().unwrap()).unwrap();
}

fn page(title: &str, text: &str) -> String {
    format!(
        "# {title}\n\n{title} is {text}.\n\n## Is {title} good?\n\n{text}\n\n## Is {title} bad?\n\nNo.\n"
    )
}

#[test]
fn a_second_run_follows_the_source_and_keeps_what_a_person_wrote() {
    let source = folder(&[]);
    let home = folder(&[]);
    let into = home.path().join("club");
    let put = |name: &str, text: &str| {
        write(
            &source.path().join(format!("{name}.md")),
            page(name, text).as_bytes(),
        );
    };
    for name in ["Apples", "Pears", "Plums", "Figs", "Dates"] {
        put(name, "sweet");
    }
    let first = plan(source.path(), &into, day(), false);
    assert_eq!(first.count(Change::New), 5);
    assert!(!into.exists());
    apply(&first);
    let same = plan(source.path(), &into, day().tomorrow().unwrap(), false);
    assert!(
        same.is_empty() && same.count(Change::Same) == 5,
        "{:?}",
        same.files
    );

    put("Apples", "sour");
    put("Pears", "sour");
    fs::remove_file(source.path().join("Figs.md")).unwrap();
    fs::remove_file(source.path().join("Dates.md")).unwrap();
    put("Kiwis", "green");
    let file = |name: &str| into.join(format!("faq/{name}.md"));
    for name in ["pears", "dates"] {
        let edited = fs::read_to_string(file(name))
            .unwrap()
            .replace("No.", "Never.");
        fs::write(file(name), edited).unwrap();
    }
    fs::remove_file(file("plums")).unwrap();
    write(&into.join("faq/kiwis.md"), b"a person's own");
    write(&into.join("terms/own.md"), b"untouched");

    let second = plan(source.path(), &into, day(), false);
    let changes: Vec<_> = second
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.change))
        .collect();
    assert_eq!(
        changes,
        [
            ("faq/apples.md", Change::Changed),
            ("faq/dates.md", Change::Edited),
            ("faq/figs.md", Change::Removed),
            ("faq/kiwis.md", Change::Foreign),
            ("faq/pears.md", Change::Edited),
            ("faq/plums.md", Change::Deleted),
        ]
    );
    apply(&second);
    assert!(fs::read_to_string(file("apples")).unwrap().contains("sour"));
    assert!(
        fs::read_to_string(file("pears"))
            .unwrap()
            .contains("Never.")
    );
    assert!(
        fs::read_to_string(file("dates"))
            .unwrap()
            .contains("Never.")
    );
    assert!(!file("figs").exists() && !file("plums").exists());
    assert_eq!(fs::read(file("kiwis")).unwrap(), b"a person's own");
    assert_eq!(fs::read(into.join("terms/own.md")).unwrap(), b"untouched");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);

    let forced = plan(source.path(), &into, day(), true);
    apply(&forced);
    assert!(fs::read_to_string(file("pears")).unwrap().contains("sour"));
    assert!(file("plums").exists() && !file("dates").exists());
}

#[test]
fn a_staged_folder_that_is_not_put_in_place_leaves_nothing() {
    let source = folder(&[("a.md", &page("Apples", "sweet"))]);
    let home = folder(&[]);
    let plan = plan(source.path(), &home.path().join("club"), day(), false);
    let staged = plan.stage().unwrap();
    assert!(staged.path().join("faq/apples.md").is_file());
    drop(staged);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_manifest_that_names_files_outside_of_the_folder_is_refused_and_they_stay() {
    let home = folder(&[("precious.md", "mine")]);
    let precious = home.path().join("precious.md");
    let absolute = precious.display().to_string();
    for path in ["../precious.md", "faq/../../precious.md", "", &absolute] {
        let entry = serde_json::json!({
            "key": "a", "source": "b", "sha256": "0", "reviewed": "2026-01-01"
        });
        let manifest = serde_json::json!({ "files": { path: entry } });
        let into = home.path().join("club");
        write(
            &into.join(".guidepost-import.json"),
            manifest.to_string().as_bytes(),
        );
        let error = Manifest::read(&into).unwrap_err().to_string();
        assert!(error.contains("is not in the folder"), "{error}");
        assert!(precious.is_file());
    }
}

#[test]
fn a_folder_without_its_name_is_refused() {
    for into in [".", "..", "club/.."] {
        let plan = Plan::new(Path::new(into), &[], &[], day(), true);
        let error = plan.map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("give its name"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_sources_is_skipped_and_not_waited_for() {
    let source = folder(&[("a.md", &page("Apples", "sweet"))]);
    let pipe = source.path().join("b.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let imported = read(
        Format::Markdown,
        &[source.path().to_owned()],
        &ReadOptions::default(),
        &mut |_| {},
    );
    let shown = format!("{:?}", imported.unwrap().skipped);
    assert!(shown.contains("no regular file"), "{shown}");
}
