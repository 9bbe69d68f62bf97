//! Knowledge in other scripts than Latin at both doors: asked, pressed, and by buttons of older versions.

use serde_json::json;
use tempfile::TempDir;

use crate::discord::driver::{self as discord, Discord};
use crate::discord::payload::ASKER;
use crate::fixtures::{entry, folder_of};
use crate::slack::driver::{self as slack, Mode, Slack};

/// The most characters of a `custom_id`.
const MAX_ID: usize = 100;
/// A heading of more letters than an anchor has.
const LONG: &str = "入社したばかりで給与明細をもらいましたが控除の欄に書かれている健康保険料と厚生年金保険料の意味を教えてください";
const QUESTIONS: [&str; 4] = [
    "給与明細はどう読みますか？",
    "Какой опыт нужен для первой работы?",
    "क्या मुझे डिग्री चाहिए?",
    LONG,
];

/// A topic whose file has the longest name, and a term whose section had another address.
fn knowledge() -> TempDir {
    let questions = QUESTIONS.map(|one| format!("### {one}\n\nSo: {one}\n\n"));
    let body = format!("給与の話。\n\n## Questions\n\n{}", questions.concat());
    let term = "A thing.\n\n## SQL とは？\n\nA language.";
    folder_of([
        (
            format!("faq/{}.md", "給与".repeat(20)),
            entry("給与", "faq", "", &body),
        ),
        ("terms/it.md".to_owned(), entry("It", "term", "", term)),
    ])
}

/// Every value of a button in a payload.
fn values(payload: &serde_json::Value) -> Vec<String> {
    let text = payload.to_string();
    let parts = text.split('"').filter(|part| {
        let part = part.strip_prefix('p').unwrap_or(part);
        part.starts_with("1:")
    });
    parts.map(str::to_owned).collect()
}

#[tokio::test]
async fn questions_of_every_script_are_asked_and_pressed_on_discord() {
    let knowledge = knowledge();
    let mut discord = Discord::start_with_setup(discord::Setup {
        knowledge: knowledge.path().to_owned(),
        ..discord::Setup::default()
    })
    .await;
    for question in QUESTIONS {
        let answer = discord.command("ask", &[("question", question)]).await;
        assert_eq!(answer.title(), question);
        let values = values(&answer.0);
        assert!(values.iter().all(|one| one.chars().count() <= MAX_ID));
        assert!(values.iter().any(|one| one.contains('~')), "{values:?}");
        assert_eq!(
            discord.press(&answer, "Solved it").await.title(),
            "Thank you"
        );
        let why = discord.press(&answer, "Why this?").await;
        assert_eq!(why.title(), "Why this?");
        assert!(why.text().contains(question), "{}", why.text());
        let topic = discord.press(&answer, "給与").await;
        assert_eq!(topic.title(), "給与");
        let alone = discord
            .command_privately("ask", &[("question", question)], true)
            .await;
        let shown = discord.press(&alone, "Show to channel").await;
        assert_eq!(shown.title(), question);
        let list = discord.command("faq", &[("topic", "給与")]).await;
        assert_eq!(discord.pick(&list, question).await.title(), question);
    }
    let any = discord.command("ask", &[("question", LONG)]).await;
    for (value, title) in [
        // From when addresses had ASCII letters only.
        ("1:open:0:it#sql", "It: SQL とは？"),
        ("1:open:0:it#sql-とは", "It: SQL とは？"),
        ("1:open:0:~0123456789ab", "That text is no longer here"),
    ] {
        let seen = discord.press_as(ASKER, &any, value).await;
        assert_eq!(seen.title(), title, "{value}");
    }
    discord.finish().await;
}

#[tokio::test]
async fn questions_of_every_script_are_asked_and_pressed_on_slack() {
    let knowledge = knowledge();
    for mode in Mode::BOTH {
        let setup = slack::Setup {
            knowledge: knowledge.path().to_owned(),
            ..slack::Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        for question in QUESTIONS {
            let answer = slack.command("/ask", question).await;
            assert_eq!(answer.title(), question);
            let values = values(&answer.body);
            assert!(values.iter().any(|one| one.contains('~')), "{values:?}");
            let thanks = slack.press(&answer, answer.button("Solved it")).await;
            assert_eq!(thanks.title(), "Thank you");
            let topic = slack.press(&answer, answer.button("給与")).await;
            assert_eq!(topic.title(), "給与");
            let list = slack.command("/faq", "給与").await;
            let picked = slack.press(&list, list.choice(question)).await;
            assert_eq!(picked.title(), question);
        }
        let any = slack.command("/ask", LONG).await;
        for (value, title) in [
            ("1:open:0:it#sql", "It: SQL とは？"),
            ("1:open:0:~0123456789ab", "That text is no longer here"),
        ] {
            let action = json!({ "type": "button", "action_id": "open-0", "value": value });
            assert_eq!(slack.press(&any, action).await.title(), title, "{value}");
        }
        slack.finish().await;
    }
}
