//! No output pings anybody or shows a misleading link.

use super::driver::Discord;
use super::payload::{BOT, IN_SERVER, OTHER, user_message};

const NASTY: &str = r#"+++
title = "Nasty @everyone <@123>"
kind = "term"
aliases = ["nasty"]
reviewed = 2026-11-20

[[sources]]
title = "@here [x](https://evil.example) <#5>"
url = "https://example.org/a_(b)"
+++
Hello @everyone, @here, <@123>, <@!123>, <@&456>, <#789>, </ban:1>, <:x:1>, <t:1>, ||secret|| and discord.gg/abc.

## Why it matters

- @everyone
- `@everyone` and `` a`b ``
- **@here** \# no heading, \> no quote

```text
@everyone
```
"#;

#[tokio::test]
async fn content_cannot_ping_or_mislead() {
    let mut discord = Discord::with_entry(NASTY).await;
    let seen = discord.command("what-is", &[("term", "nasty")]).await;
    insta::assert_json_snapshot!("nasty", seen.0);
    let section = discord.press(&seen, "Why it matters").await;
    insta::assert_json_snapshot!("nasty_section", section.0);
    discord.finish().await;
}

#[tokio::test]
async fn a_quoted_question_cannot_ping_or_link() {
    let mut discord = Discord::start().await;
    let question = "@everyone zzyzx <@&1> ||look|| [free](https://evil.example) discord.gg/zzyzx";
    let seen = discord.command("ask", &[("question", question)]).await;
    assert!(seen.is_private());
    // The mention of a role is gone, as no id of anybody stays in a question.
    let shown = "“@_everyone zzyzx look free discord.gg_/zzyzx”";
    // Underscores stand for zero-width spaces.
    let shown = shown
        .replace("@_", "@\u{200b}")
        .replace("gg_", "gg\u{200b}");
    assert!(seen.text().contains(&shown), "{}", seen.text());
    discord.finish().await;
}

#[tokio::test]
async fn a_quoted_message_cannot_ping_invite_or_hide_text() {
    let mut discord = Discord::start().await;
    let id = discord.fake.next_id();
    let said = format!(
        "<@{BOT}> zzyzx <@&1100000000000000055> <@{OTHER}> @here ||look|| discord.gg/zzyzx"
    );
    let seen = discord.reply_to(user_message(IN_SERVER, &id, &said)).await;
    // The fake checks `allowed_mentions`.
    let text = seen.text().replace('\u{200b}', "_");
    let shown = "zzyzx @_here look discord.gg_/zzyzx";
    assert!(text.contains(shown) && !text.contains(OTHER), "{text}");
    discord.finish().await;
}
