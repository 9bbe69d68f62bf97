//! Tests of ids and anchors in scripts other than Latin, and of what older versions made of them.

use std::path::Path;

use super::tests::{load, said, text};
use super::{Address, EntryId, Library, names};

/// A library of one entry, in a file of this name.
fn library(file: &str, body: &str) -> Library {
    let text = text("term", "", "", body);
    load(&[(file, &text)]).unwrap_or_else(|problems| panic!("{}", said(&problems)))
}

fn resolve(library: &Library, address: &str) -> Option<String> {
    let address = Address::parse(address)?;
    let (entry, passage) = library.passage(&address)?;
    Some(entry.address(passage).to_string())
}

const HEADINGS: &str = "A text.\n\n## 給与明細はどう読みますか？\n\nHere.\n\n\
    ## Какой опыт нужен?\n\nHere.\n\n## क्या मुझे डिग्री चाहिए?\n\nHere.\n\n\
    ## SQL とは？\n\nHere.\n\n## New\n<!-- was: 古い見出し -->\n\nHere.";

#[test]
fn headings_and_files_of_every_script_have_addresses_of_their_letters() {
    let library = library("terms/給与-明細書.md", HEADINGS);
    for (asked, found) in [
        ("給与明細はどう読みますか", "給与明細はどう読みますか"),
        ("какой-опыт-нужен", "какой-опыт-нужен"),
        ("क्या-मुझे-डिग्री-चाहिए", "क्या-मुझे-डिग्री-चाहिए"),
        ("sql-とは", "sql-とは"),
        ("古い見出し", "new"),
    ] {
        let whole = resolve(&library, &format!("給与-明細書#{asked}"));
        assert_eq!(whole, Some(format!("給与-明細書#{found}")));
        let address = Address::parse(&format!("給与-明細書#{asked}")).unwrap();
        let short = address.shortened().to_string();
        assert!(short.is_ascii() && short.len() == 13, "{short}");
        assert_eq!(resolve(&library, &short), whole, "{short}");
        let entry = library.entry(&EntryId::parse(&short).unwrap());
        assert_eq!(entry.map(|entry| entry.id.as_str()), Some("給与-明細書"));
    }
    let definition = EntryId::new("給与-明細書").unwrap().shortened();
    assert!(definition.as_str().is_ascii());
    let found = resolve(&library, definition.as_str());
    assert_eq!(found.as_deref(), Some("給与-明細書"));
    assert_eq!(resolve(&library, "~0123456789ab"), None);
}

#[test]
fn an_address_of_the_time_when_only_ascii_letters_counted_still_leads_to_its_heading() {
    let found = library("it.md", HEADINGS);
    assert_eq!(resolve(&found, "it#sql").as_deref(), Some("it#sql-とは"));
    let taken = "A text.\n\n## SQL とは？\n\nHere.\n\n## SQL\n\nHere.\n\n## SQL?!と\n\nHere.";
    let found = library("it.md", taken);
    assert_eq!(resolve(&found, "it#sql").as_deref(), Some("it#sql"));
}

#[test]
fn two_headings_with_the_same_letters_are_an_error() {
    let body = "A text.\n\n## 給与とは？\n\nHere.\n\n## 給与とは！\n\nHere.\n\n## ？？\n\nHere.";
    let problems = load(&[("it.md", &text("term", "", "", body))]).unwrap_err();
    assert_eq!(
        said(&problems),
        "it.md:17:1: two headings here lead to the address `#給与とは` [heading]\n    \
         hint: word one of them differently\n\
         it.md:21:1: the heading `？？` has no letter or digit [heading]\n    \
         hint: a heading's address is made of its letters and digits"
    );
}

#[test]
fn links_lead_to_files_of_every_script_also_in_percent_encoding() {
    let other = text("skill", "", "", "A text.");
    for link in [
        "../skills/データ.md",
        "../skills/%E3%83%87%E3%83%BC%E3%82%BF.md#x",
    ] {
        let body = format!("A text with [a link]({link}).");
        let one = text("term", "", "", &body);
        let library = load(&[("it.md", &one), ("skills/データ.md", &other)]).expect("a library");
        let it = library.entry(&EntryId::new("it").unwrap()).unwrap();
        assert_eq!(it.related, [EntryId::new("データ").unwrap()]);
    }
}

#[test]
fn a_file_whose_name_is_no_id_is_told_a_name_that_is() {
    let problems = load(&[("Currículum Vitae.md", &text("term", "", "", "A text."))]).unwrap_err();
    let said = said(&problems);
    assert!(
        said.contains("name the file `curriculum-vitae.md`"),
        "{said}"
    );
}

#[test]
fn the_headings_of_the_shipped_knowledge_have_the_addresses_that_they_always_had() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let library = super::load(&folder).unwrap();
    let mut headings = 0;
    for passage in library.entries().iter().flat_map(|entry| &entry.passages) {
        if let Some(anchor) = &passage.anchor {
            assert_eq!(**anchor, names::ascii_anchor(&passage.heading));
            headings += 1;
        }
    }
    assert!(headings > 1_000, "{headings}");
}
