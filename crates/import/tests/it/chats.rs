//! Exports of chats become drafts without names.

use std::fs;

use guidepost_import::{Format, ReadOptions, read};

use crate::fixtures::{body, day, files, folder, refused, settled, zipped};

const DISCORD: &str = r#"{"guild":{"name":"Club"},"channel":{"id":"1","name":"help"},"messages":[
 {"id":"10","timestamp":"2026-03-01T10:00:00+00:00","content":"Hi all! How long should my CV be for a first job?","author":{"id":"7","name":"ada","nickname":"Ada Long"}},
 {"id":"11","timestamp":"2026-03-01T10:01:00+00:00","content":"@Ada Long One page is enough, Ada. Put the newest thing first and mail it to jo@club.example.","author":{"id":"8","name":"grace","roles":[{"name":"Mentor"}]},"reference":{"messageId":"10"},"reactions":[{"emoji":{"name":"👍"},"count":2}]},
 {"id":"12","timestamp":"2026-03-01T10:02:00+00:00","content":"Two pages never hurt anybody, they say, but nobody reads them.","author":{"id":"9","name":"bo"},"reference":{"messageId":"10"}},
 {"id":"13","timestamp":"2026-03-01T10:03:00+00:00","content":"thanks!","author":{"id":"7","name":"ada"}},
 {"id":"20","timestamp":"2026-04-01T10:00:00+00:00","content":"how long should a CV be for my first job?","author":{"id":"5","name":"cy"}},
 {"id":"21","timestamp":"2026-04-01T10:01:00+00:00","content":"One page. This was asked before, please use the search of this server.","author":{"id":"9","name":"bo"},"reference":{"messageId":"20"}},
 {"id":"30","timestamp":"2026-05-01T10:00:00+00:00","content":"Does anybody want to have lunch today somewhere?","author":{"id":"5","name":"cy"}},
 {"id":"31","timestamp":"2026-05-01T10:01:00+00:00","content":"The weather is so very nice today, I sit outside in the sun.","author":{"id":"9","name":"bo"}}
]}"#;

#[test]
fn a_discord_channel_gives_its_answered_questions() {
    let source = folder(&[("help.json", DISCORD)]);
    let options = ReadOptions {
        mentors: vec!["mentor".to_owned()],
        ..ReadOptions::default()
    };
    let imported = read(
        Format::DiscordExport,
        &[source.path().to_owned()],
        &options,
        &mut |_| {},
    )
    .unwrap();
    let (files, _) = settled(imported);
    let text = files[0].text(day());
    assert!(
        text.contains("[[sources]]\ntitle = \"Answered in #help, March 2026\"\n+++"),
        "{text}"
    );
    assert_eq!(
        body(&text),
        "Write here what #help is about, once you have read every answer below and kept the good ones.\n\n## Questions\n\n\
         ### How long should my CV be for a first job?\n\n\
         One page is enough. Put the newest thing first and mail it to\n\
         <!-- asked 2 times, answered by a mentor, the asker said thanks -->\n"
    );
    for name in ["Ada", "grace", "jo@club", "lunch"] {
        assert!(!text.contains(name), "{name}\n{text}");
    }
}

#[test]
fn a_package_of_ones_own_messages_is_refused_with_the_reason() {
    let source = folder(&[("messages/c1/messages.json", "[]")]);
    assert!(refused(Format::DiscordExport, source.path()).contains("your messages only"));
}

#[test]
fn a_slack_archive_gives_the_answers_of_its_threads() {
    let users = r#"[{"id":"U1","name":"ada","profile":{"display_name":"Ada","real_name":"Ada Long"}},{"id":"U2","name":"bo"}]"#;
    let day_file = r#"[
      {"type":"message","user":"U1","ts":"1767225600.000100","thread_ts":"1767225600.000100","text":"<@U2> which language should I learn first for data work?"},
      {"type":"message","user":"U2","ts":"1767225700.000100","thread_ts":"1767225600.000100","text":"Python &amp; SQL, <@U1>. See <https://a.example/x|this page>, it has a good order of steps.","reactions":[{"name":"+1","count":3}]},
      {"type":"message","subtype":"channel_join","user":"U2","ts":"1767225800.0","text":"<@U2> has joined"}]"#;
    let source = folder(&[]);
    let path = source.path().join("export.zip");
    let files_of = [
        ("users.json", users.as_bytes()),
        ("channels.json", b"[]".as_slice()),
        ("careers/2026-01-01.json", day_file.as_bytes()),
        ("careers/2026-01-02.json", b"[{".as_slice()),
    ];
    fs::write(&path, zipped(&files_of)).unwrap();
    assert_eq!(Format::guess(&path), Some(Format::SlackExport));
    let (files, skipped) = files(Format::SlackExport, &path);
    let text = body(&files["faq/drafts-from-careers.md"]);
    assert!(text.ends_with(
        "### Which language should I learn first for data work?\n\n\
         Python & SQL, . See [a.example/x](https://a.example/x), it has a good order of steps.\n<!-- asked once -->\n"
            .replace("SQL, .", "SQL,").as_str()
    ), "{text}");
    assert_eq!(skipped.len(), 1);
    assert!(
        skipped[0].contains("careers/2026-01-02.json:1: it is damaged"),
        "{skipped:?}"
    );
}
