//! Markdown of several site generators, HTML pages, and raw text of pages.

use guidepost_import::Format;

use crate::fixtures::{body, files, folder, shared};

#[test]
fn a_page_with_questions_becomes_an_faq() {
    let source = folder(&[
        (
            "docs/visa.md",
            "---\ntitle: Visas & moving\naliases: [Work visas, /old/path]\ncanonical_url: https://club.example/visa\n---\n\
         import Tabs from '@theme/Tabs';\n\nVisas are papers that let you work elsewhere.\n\n\
         ## Do I need a visa?\n\nOften. Ask the [embassy](https://embassy.example) or read [pay](pay.md).\n\n\
         | Country | Time |\n|---|---|\n| Spain | 3 months |\n\n:::tip Hurry\nStart early.\n:::\n\n\
         ??? question \"How long does it take?\"\n    Weeks.\n\n    - or **months**\n\n\
         {{< youtube abc >}}\n\n![picture](x.png)\n",
        ),
        (
            "docs/pay.md",
            "# Pay talk\n\nPay is money.\n\n## Ask early\n\nDo.\n\n### And kindly\n\nYes.\n\n## Ask again\n\nLater.\n",
        ),
    ]);
    let (files, skipped) = files(Format::Markdown, source.path());
    let visa = &files["faq/visas-moving.md"];
    assert!(visa.contains("aliases = [\"Work visas\"]\n"), "{visa}");
    assert!(visa.contains("url = \"https://club.example/visa\""));
    assert_eq!(
        body(visa),
        "Visas are papers that let you work elsewhere.\n\n## Questions\n\n### Do I need a visa?\n\n\
         Often. Ask the [embassy](https://embassy.example) or read [pay](pay-talk.md).\n\n- Spain; Time: 3 months\n\n\
         **Hurry**\n\nStart early.\n\n### How long does it take?\n\nWeeks.\n\n- or **months**\n"
    );
    // One guide alone has nothing that leads to it, and becomes an FAQ as well.
    let pay = body(&files["faq/pay-talk.md"]);
    assert_eq!(
        pay,
        "Pay is money.\n\n## Questions\n\n### Ask early\n\nDo.\n\n**And kindly**\n\nYes.\n\n### Ask again\n\nLater.\n"
    );
    assert_eq!(
        skipped,
        [
            "docs/visa.md:6: a line of JavaScript is left out",
            "docs/visa.md:27: a shortcode is left out",
        ]
    );
}

#[test]
fn a_folder_of_one_question_a_file_becomes_one_faq_a_folder() {
    let source = folder(&[
        (
            "_questions/bootcamp/general/001_a.md",
            "---\nid: a\nquestion: Can I still join?\nsort_order: 1\n---\n\nYes, at any time.\n",
        ),
        (
            "_questions/bootcamp/general/002_b.md",
            "---\nquestion: 'Is it free?'\n---\nIt is.\n",
        ),
        (
            "_questions/bootcamp/general/003_c.md",
            "---\nquestion: [\n---\nNo.\n",
        ),
        (
            "_questions/bootcamp/week-1/001_d.md",
            "+++\nquestion = \"What do I install?\"\n+++\n1. Git\n2. An editor\n",
        ),
    ]);
    let (files, skipped) = files(Format::Markdown, source.path());
    let general = body(&files["faq/bootcamp-general.md"]);
    assert_eq!(
        general,
        "Answers about Bootcamp, general.\n\n## Questions\n\n### Can I still join?\n\nYes, at any time.\n\n### Is it free?\n\nIt is.\n"
    );
    assert!(
        files["faq/bootcamp-week-1.md"]
            .ends_with("### What do I install?\n\n1. Git\n2. An editor\n")
    );
    assert_eq!(skipped.len(), 1);
    assert!(
        skipped[0].starts_with("_questions/bootcamp/general/003_c.md:"),
        "{skipped:?}"
    );
}

#[test]
fn a_page_is_freed_of_navigation_and_read_with_its_metadata() {
    let page = r#"<!doctype html><html><head><title>What is a mentor? | Club site</title>
        <link rel="canonical" href="https://club.example/mentor">
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"FAQPage","mainEntity":[
          {"@type":"Question","name":"Do mentors get paid?","acceptedAnswer":{"@type":"Answer","text":"<p>Not <b>here</b>.</p>"}}]}</script>
        </head><body><nav><a href="/">Home</a></nav><div class="cookie-banner">We use cookies.</div>
        <main><h1>What is a mentor?</h1><p>Definition: A mentor is somebody who listens, and who says what they would do.</p>
        <p>Most are <em>seniors</em>&nbsp;&amp; kind.</p><h2>How do I find one?</h2><ul><li>Ask here<ul><li>politely</li></ul></li><li>Ask <code>#mentors</code></li></ul>
        <details><summary>Can I have two?</summary><p>Yes &lt;3</p></details>
        <dl><dt>Mentee</dt><dd>Who is listened to.</dd></dl>
        <aside>Buy our course!</aside></main><footer>Imprint</footer></body></html>"#;
    let source = folder(&[("site/mentor.html", page)]);
    let (files, skipped) = files(Format::Html, source.path());
    let text = &files["faq/mentor.md"];
    assert!(
        text.contains("title = \"Mentor\"\n")
            && text.contains("url = \"https://club.example/mentor\""),
        "{text}"
    );
    assert_eq!(
        body(text),
        "A mentor is somebody who listens, and who says what they would do.\n\n## Questions\n\n\
         ### What else is there to know about Mentor?\n\nMost are *seniors* & kind.\n\n\
         ### How do I find one?\n\n- Ask here\n  - politely\n- Ask `#mentors`\n\n\
         ### Can I have two?\n\nYes <3\n\n### What does “Mentee” mean?\n\nWho is listened to.\n\n\
         ### Do mentors get paid?\n\nNot **here**.\n"
    );
    assert_eq!(skipped, [""; 0]);
}

#[test]
fn what_every_page_of_a_site_repeats_is_left_out() {
    let page = |title: &str| {
        format!(
            "<body><p>Join our newsletter and never miss a post again!</p><h1>{title}</h1><p>{title} is a thing of its own.</p><h2>More on {title}</h2><p>Read on {title}.</p></body>"
        )
    };
    let pages: Vec<(String, String)> = ["Apples", "Pears", "Plums", "Figs"]
        .map(|title| (format!("{title}.html"), page(title)))
        .to_vec();
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let source = folder(&pages);
    let (files, _) = files(Format::Html, source.path());
    assert_eq!(
        body(&files["guides/figs.md"]),
        "Figs is a thing of its own.\n\n## More on Figs\n\nRead on Figs.\n"
    );
    assert!(files.values().all(|text| !text.contains("newsletter")));
    let index = files
        .values()
        .find(|text| text.contains("title = \"Index of"))
        .unwrap();
    assert!(
        index.contains("related = [\"apples\", \"figs\", \"pears\", \"plums\"]"),
        "{index}"
    );
    assert!(index.contains("- [Figs](../guides/figs.md)"));
}

#[test]
fn the_scraped_texts_of_pages_need_few_corrections() {
    let Some(folder) = shared("seeds") else {
        return;
    };
    let (files, skipped) = files(Format::Text, &folder);
    for (path, text) in &files {
        println!("===== {path}\n{text}");
    }
    println!("{}", skipped.join("\n"));
    let all: String = files.values().cloned().collect();
    for part in [
        "A backend developer develops the functionality and data that powers a website or application.",
        "### What is the difference between a frontend and a backend developer?",
        "### What are full-stack developers?",
        "## What they do",
        "focusing on databases, back-end logic, application programming interface (APIs), architecture, and servers.",
    ] {
        assert!(all.contains(part), "{part}");
    }
    for part in [
        "Mindmesh",
        "newsletter",
        "Get started",
        "GeeksforGeeks",
        "garnered",
        "This perspective suggests",
        "Built In",
        "Definition:",
        "Contents",
        "worth exploring",
        "In this guide",
    ] {
        assert!(!all.contains(part), "{part}");
    }
}
