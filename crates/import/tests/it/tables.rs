//! Tables of questions and terms in every format.

use std::fs;

use guidepost_import::{ColumnMap, Format, ReadOptions, read};

use crate::fixtures::{body, files, folder, refused, settled, zipped};

#[test]
fn questions_of_a_table_are_grouped_by_topic() {
    let source = folder(&[(
        "club faq.csv",
        "\u{feff}Category;Question;Answer;Link\r\n\
        Pay;How do I ask for more?;\"Prepare figures.\r\n\r\n- yours\r\n- theirs\";https://a.example/pay\r\n\
        Pay;=1+1;A formula is text.;\r\n\
        Start;Where do I start?;<p>Here, <b>now</b>.</p>;\r\n\
        Start;;No question.;\r\n\
        Start;where do i start;Again.;\r\n\
        Start;a;b;c;d\r\n",
    )]);
    let path = source.path().join("club faq.csv");
    let (files, skipped) = files(Format::Csv, &path);
    let pay = &files["faq/pay.md"];
    assert_eq!(
        body(pay),
        "Answers about Pay.\n\n## Questions\n\n### How do I ask for more?\n\nPrepare figures.\n\n- yours\n- theirs\n\n### =1+1\n\nA formula is text.\n"
    );
    assert!(pay.contains("[[sources]]\ntitle = \"How do I ask for more?\"\nurl = \"https://a.example/pay\"\n\n[[sources]]\ntitle = \"club faq.csv\"\n+++"), "{pay}");
    assert!(files["faq/start.md"].ends_with("### Where do I start?\n\nHere, **now**.\n"));
    let shown = path.display().to_string();
    let skipped: Vec<String> = skipped
        .iter()
        .map(|one| one.replace(&shown, "faq"))
        .collect();
    assert_eq!(
        skipped,
        [
            "faq:8: the row has no question",
            "faq:9: “where do i start” is already answered in “Start”",
            "faq:10: the row has 5 columns, the header 4",
        ]
    );
}

#[test]
fn terms_of_a_glossary_become_entries_with_an_index() {
    let source = folder(&[(
        "words.tsv",
        "Term\tDefinition\tSynonyms\nAPI\tA way to talk to a program.\tinterface; programming interface\nCI\tCI builds each change.\t\n",
    )]);
    let (files, _) = files(Format::Tsv, &source.path().join("words.tsv"));
    let api = &files["terms/api.md"];
    assert!(api.contains("aliases = [\"interface\", \"programming interface\"]"));
    assert_eq!(body(api), "API: A way to talk to a program.\n");
    assert_eq!(body(&files["terms/ci.md"]), "CI builds each change.\n");
    assert!(
        files["faq/index-of-words.md"].contains("- [API](../terms/api.md)\n- [CI](../terms/ci.md)")
    );
}

#[test]
fn columns_are_told_and_mistakes_named() {
    let source = folder(&[(
        "x.jsonl",
        "{\"u\":1,\"v\":\"How are you?\",\"w\":\"Well, thank you.\"}\nnot json\n{\"v\":\"And now?\",\"w\":\"Still.\"}\n",
    )]);
    let path = source.path().join("x.jsonl");
    assert!(
        refused(Format::Jsonl, &path)
            .contains("the header has `u`, `v`, `w`; name them with --map")
    );
    let options = ReadOptions {
        columns: ColumnMap::parse("question=v, answer=3").unwrap(),
        ..ReadOptions::default()
    };
    let imported = read(
        Format::Jsonl,
        std::slice::from_ref(&path),
        &options,
        &mut |_| {},
    )
    .unwrap();
    let (files, skipped) = settled(imported);
    assert_eq!(files.len(), 1);
    assert!(
        skipped[0]
            .to_string()
            .contains("x.jsonl:2: the line is no JSON object")
    );
    assert!(ColumnMap::parse("question").is_err() && ColumnMap::parse("frage=x").is_err());
}

/// A workbook with one sheet of inline texts, whose last cell is a formula without a value.
fn workbook() -> Vec<u8> {
    let cell =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
         <row r=\"1\">{}{}</row><row r=\"2\">{}{}</row><row r=\"4\">{}<c r=\"B4\"><f>SUM(A1)</f></c></row>\
         <row r=\"5\">{}<c r=\"B5\" t=\"str\"><f>A1</f><v>Worked out.</v></c></row></sheetData></worksheet>",
        cell("A1", "Question"),
        cell("B1", "Answer"),
        cell("A2", "What is it?"),
        cell("B2", "A sheet."),
        cell("A4", "What is empty?"),
        cell("A5", "What is a formula?"),
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        (
            "_rels/.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        ("xl/workbook.xml", b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_spreadsheet_is_read_with_the_last_values_of_its_formulas() {
    let source = folder(&[]);
    let path = source.path().join("faq.xlsx");
    fs::write(&path, workbook()).unwrap();
    let (files, skipped) = files(Format::Xlsx, &path);
    assert_eq!(
        body(&files["faq/faq.md"]),
        "Answers about Faq.\n\n## Questions\n\n### What is it?\n\nA sheet.\n\n### What is a formula?\n\nWorked out.\n"
    );
    assert_eq!(skipped.len(), 1);
    assert!(
        skipped[0].ends_with("faq.xlsx:4: the row has no answer"),
        "{skipped:?}"
    );
}
