//! The O*NET database: rows of our own in its form, and the whole database where it is.

use std::fs;
use std::time::Instant;

use guidepost_import::Format;

use crate::fixtures::{body, files, folder, import, refused, settled, shared, zipped};

const OCCUPATIONS: &str = "O*NET-SOC Code\tTitle\tDescription\r\n\
    15-0001.00\tMap Makers\tDraw maps of places. May also fold them.\r\n\
    15-0002.00\tMap Folders\tFold maps.\r\n\
    15-0003.00\tMap Workers, All Other\tAll map workers not listed separately.\r\n\
    broken\tNobody\tNothing.\r\n\
    15-0004.00\tCut\r\n";
const TITLES: &str = "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n\
    15-0001.00\tCartographer (CTG)\tCTG\t01,02\n15-0001.00\tMap Person\tn/a\t01\n15-0002.00\tMap Person\tn/a\t01,02\n\
    15-0002.00\tMap Makers\tn/a\t01\n";
const SKILLS: &str = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n\
    15-0001.00\tPaper\t1\tx\tN\tN\n15-0001.00\tInk_pen\t1\tx\tY\tN\n15-0001.00\tCompass\t1\tx\tY\tY\n";
const RELATED: &str = "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n\
    15-0001.00\t15-0002.00\tPrimary-Short\t1\n15-0001.00\t99-9999.00\tPrimary-Short\t2\n";
const ZONES: &str =
    "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n15-0001.00\t2\tx\tx\n15-0002.00\t4\tx\tx\n";
const ZONE_TEXTS: &str = "Job Zone\tName\tExperience\tEducation\tJob Training\tExamples\tSVP Range\n\
    2\tTwo\tSome experience.\tA diploma.\tA few months.\tx\tx\n";

#[test]
fn an_occupation_becomes_a_role_with_aliases_tools_moves_and_attribution() {
    let source = folder(&[
        ("Occupation Data.txt", OCCUPATIONS),
        ("Alternate Titles.txt", TITLES),
        ("Technology Skills.txt", SKILLS),
        ("Related Occupations.txt", RELATED),
        ("Job Zones.txt", ZONES),
        ("Job Zone Reference.txt", ZONE_TEXTS),
        ("Read Me.txt", "O*NET 29.2 Database\nmore\n"),
    ]);
    let (files, skipped) = files(Format::Onet, source.path());
    let text = &files["roles/map-makers.md"];
    for part in [
        "aliases = [\"Map Maker\", \"Cartographer\", \"CTG\"]",
        "fallback = true",
        "onet = [\"15-0001.00\"]",
        "url = \"https://www.onetonline.org/link/summary/15-0001.00\"",
        "title = \"O*NET 29.2 Database by USDOL/ETA, used under CC BY 4.0, modified\"",
        "to = \"map-folders\"\neffort = \"far\"",
        "\nMap Makers draw maps of places. May also fold them.\n",
        "- **In demand:** Compass\n- **Hot technologies:** Ink_pen\n- **Also used:** Paper",
        "## How to start\n\nMap Makers are in job zone 2 of O\\*NET, of 5.\n\nA diploma.\n\nSome experience.\n\nA few months.",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
    assert!(files["roles/map-folders.md"].contains("aliases = [\"Map Folder\", \"Map Person\"]"));
    let other = body(&files["roles/map-workers-all-other.md"]);
    assert_eq!(
        other,
        "Map Workers, All Other: All map workers not listed separately.\n"
    );
    assert!(files["README.md"].contains("has not approved, endorsed, or tested"));
    assert_eq!(
        skipped,
        [
            "Occupation Data.txt:5: `broken` is no code of an occupation",
            "Occupation Data.txt:6: the row has 2 of 3 columns",
        ]
    );
}

#[test]
fn an_archive_is_read_like_a_folder_and_other_archives_are_refused() {
    let source = folder(&[]);
    let path = source.path().join("db.zip");
    fs::write(
        &path,
        zipped(&[("db_29_2_text/Occupation Data.txt", OCCUPATIONS.as_bytes())]),
    )
    .unwrap();
    let (files, _) = files(Format::Onet, &path);
    assert_eq!(files.len(), 4);
    assert_eq!(Format::guess(&path), Some(Format::Onet));
    fs::write(&path, zipped(&[("a.txt", b"x")])).unwrap();
    assert!(refused(Format::Onet, &path).contains("no `Occupation Data.txt`"));
}

#[test]
fn the_whole_database_becomes_one_role_an_occupation() {
    let Some(folder) = shared("onet") else { return };
    let start = Instant::now();
    let imported = import(Format::Onet, &folder);
    assert_eq!(imported.drafts.len(), 1016);
    assert_eq!(imported.skipped, []);
    println!("{:?} in {:?}", imported.notes, start.elapsed());
    let aliases: usize = imported
        .drafts
        .iter()
        .map(|draft| draft.aliases.len())
        .sum();
    assert!(aliases > 40_000, "{aliases}");
    let (files, skipped) = settled(imported);
    assert_eq!(skipped, []);
    assert_eq!(files.len(), 1017);
    println!("in all {:?}", start.elapsed());
}
