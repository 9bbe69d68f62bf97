//! Damaged, hostile and enormous input: a clear error or a skipped part, and bounded memory.

use std::fmt::Write as _;
use std::fs;

use guidepost_import::{Format, Limits, ReadOptions, read};

use crate::fixtures::{body, files, folder, refused, write, zipped};

#[test]
fn paths_that_climb_out_of_an_archive_are_not_used() {
    let source = folder(&[]);
    let path = source.path().join("pages.zip");
    let page = b"<h1>Apples</h1><p>Apples are fruit.</p><h2>Is it good?</h2><p>Yes.</p>".as_slice();
    fs::write(
        &path,
        zipped(&[
            ("../../evil.html", page),
            ("good.html", page),
            ("/abs.html", page),
        ]),
    )
    .unwrap();
    let (files, skipped) = files(Format::Html, &path);
    assert_eq!(files.len(), 1);
    assert_eq!(
        skipped
            .iter()
            .filter(|one| one.ends_with("its path leads out of the archive"))
            .count(),
        2,
        "{skipped:?}"
    );
}

#[test]
fn an_archive_that_inflates_without_end_is_refused() {
    let source = folder(&[]);
    let path = source.path().join("pages.zip");
    let zeros = vec![b'a'; 3 << 20];
    fs::write(&path, zipped(&[("a.html", &zeros), ("b.html", &zeros)])).unwrap();
    let limits = Limits {
        archive_bytes: 4 << 20,
        ..Limits::default()
    };
    let options = ReadOptions {
        limits,
        ..ReadOptions::default()
    };
    let error = read(
        Format::Html,
        std::slice::from_ref(&path),
        &options,
        &mut |_| {},
    )
    .unwrap_err();
    assert!(
        error.to_string().contains("more than 4 MB together"),
        "{error}"
    );
    let sheet = source.path().join("faq.xlsx");
    fs::write(&sheet, zipped(&[("xl/workbook.xml", &zeros)])).unwrap();
    let error = read(Format::Xlsx, &[sheet], &options, &mut |_| {}).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("more than 1 MB after decompression"),
        "{error}"
    );
}

#[test]
fn a_small_page_that_makes_a_huge_tree_is_not_used() {
    let mut page = "<p>".to_owned();
    for number in 0..2_000 {
        let _ = write!(page, "<b id={number}>");
    }
    page.push_str(&"<p>x".repeat(2_000));
    let deep = format!(
        "{}<p>Deep text that is kept out.</p>",
        "<div>".repeat(3_000)
    );
    let source = folder(&[("bomb.html", &page), ("deep.html", &deep)]);
    let (files, skipped) = files(Format::Html, source.path());
    assert!(files.is_empty());
    assert_eq!(
        skipped,
        [
            "bomb.html: it makes more than 400000 elements",
            "deep.html: it has no text beside navigation"
        ]
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed_ends_the_import_with_its_line() {
    let mut table = "question,answer\n".to_owned();
    table.push_str("How?,So.\n\"Why,Because.\n");
    table.push_str(&"And more of it,and more.\n".repeat(100_000));
    let source = folder(&[("faq.csv", &table)]);
    let error = refused(Format::Csv, &source.path().join("faq.csv"));
    assert!(
        error.contains("line 3: the row is too long; is a quotation mark not closed?"),
        "{error}"
    );
}

#[test]
fn a_table_of_too_many_rows_is_refused_and_one_with_enough_is_parted() {
    let mut table = "question,answer\n".to_owned();
    for row in 0..1_500 {
        let _ = writeln!(table, "What is number {row}?,It is {row}.");
    }
    let source = folder(&[("faq.csv", &table)]);
    let path = source.path().join("faq.csv");
    let (files, _) = files(Format::Csv, &path);
    assert_eq!(files.len(), 8);
    let limits = Limits {
        rows: 1_000,
        ..Limits::default()
    };
    let options = ReadOptions {
        limits,
        ..ReadOptions::default()
    };
    let error = read(Format::Csv, &[path], &options, &mut |_| {}).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("line 1002: there are more than 1000 rows"),
        "{error}"
    );
}

#[test]
fn other_encodings_are_read_and_pictures_are_not() {
    let source = folder(&[]);
    write(
        &source.path().join("a.csv"),
        b"Frage;Antwort\nWo f\xe4ngt man an?;\xdcberall, wo es sch\xf6n ist.\n",
    );
    let (files, _) = files(Format::Csv, &source.path().join("a.csv"));
    assert!(
        body(&files["faq/a.md"]).ends_with("### Wo fängt man an?\n\nÜberall, wo es schön ist.\n")
    );
    write(&source.path().join("b.csv"), b"\x89PNG\r\n\x1a\n\0\0\0");
    assert!(refused(Format::Csv, &source.path().join("b.csv")).contains("it is no text"));
    write(&source.path().join("c.zip"), b"PK\x03\x04cut");
    assert!(
        refused(Format::Markdown, &source.path().join("c.zip")).contains("no readable zip archive")
    );
    write(&source.path().join("d.xlsx"), b"no sheet");
    assert!(
        refused(Format::Xlsx, &source.path().join("d.xlsx")).contains("no readable spreadsheet")
    );
}

#[test]
fn text_cannot_change_the_form_of_the_file_or_ping_anybody() {
    let hostile = "# T\n\nT is a thing.\n\n## Is it \\<!-- also: \"x\" --> safe?\n\n<script>alert(1)</script>\n\nA \u{202e}word --> <!-- asks: \"y\" --> end.\n\n<a href=\"javascript:alert(1)\">press</a> @everyone\n\n+++\n\n## Second?\n\nYes.\n";
    let source = folder(&[("t.md", hostile)]);
    let (files, _) = files(Format::Markdown, source.path());
    let text = &files["faq/t.md"];
    assert!(
        !text.replace("\\<!--", "").contains("<!--")
            && !text.contains("javascript:")
            && !text.contains('\u{202e}')
            && !text.contains("alert"),
        "{text}"
    );
}
