//! Templates of new files, with placeholders for every part that an entry of a kind needs.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{EntryId, EntryKind, MAX_ID, names};

/// The first words of every placeholder text; `lint` reports passages that begin with them.
pub(super) const PLACEHOLDER_TEXT: &str = "Write here";
/// The address of a template's source; `lint` reports it.
pub(super) const PLACEHOLDER_URL: &str = "https://example.org/";

/// Returns a new file of this kind: its path below the folder, and its text. The file is valid, so
/// that it can be tried at once, but [`super::lint()`] reports its placeholders. `None` where the title has no letter
/// or digit to make an id of.
#[must_use]
pub(crate) fn template(kind: EntryKind, title: &str, today: Date) -> Option<(String, String)> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = id(&title)?;
    let quoted = toml::Value::String(title.clone());
    let front = format!(
        "+++\ntitle = {quoted}\nkind = \"{kind}\"\naliases = []\nrelated = []\nreviewed = {today}\n{}\n\
         [[sources]]\ntitle = \"The title of a page that a reader can open\"\nurl = \"{PLACEHOLDER_URL}\"\n{}+++\n",
        optional_keys(kind),
        optional_tables(kind)
    );
    let sections: &[(&str, &str)] = match kind {
        EntryKind::Role => &[
            ("What they do", "the tasks, as a list"),
            ("A typical day", "one day from morning to evening"),
            ("Skills", "what the job cannot be done without, and why"),
            ("Languages and tools", "what is used most"),
            ("How it differs", "from which neighbours, and in what"),
            (
                "How to start with no experience",
                "the first steps, in order",
            ),
            (
                "Roadmap",
                "what each stage is for; the stages are [[roadmap]] in the front matter",
            ),
            ("How seniority grows", "what changes from junior to senior"),
            ("Interview topics", "what one is asked"),
        ],
        EntryKind::Skill => &[
            ("Why it matters", "what one can do with it"),
            ("How to learn it", "the first steps, in order"),
        ],
        EntryKind::Term => &[("Why it matters", "where one meets it")],
        EntryKind::Faq => &[],
        EntryKind::Guide => &[("First part", "the text")],
    };
    let mut text = front;
    let definition = match kind {
        EntryKind::Faq => format!("{PLACEHOLDER_TEXT} what {title} is about, in one paragraph.\n"),
        _ => format!("{PLACEHOLDER_TEXT} what {title} is, in one paragraph that stands alone.\n"),
    };
    text.push_str(&definition);
    for (heading, what) in sections {
        let _ = write!(text, "\n## {heading}\n\n{PLACEHOLDER_TEXT}: {what}.\n");
    }
    if !matches!(kind, EntryKind::Guide | EntryKind::Term) {
        let _ = write!(
            text,
            "\n## Questions\n\n### What do people ask about {}?\n\
             <!-- also: \"the same in other words, which search reads\" -->\n\
             <!-- asks: \"how somebody really asked it, which search must find\" -->\n\n\
             {PLACEHOLDER_TEXT}: the answer, short first.\n",
            title.to_lowercase()
        );
    }
    let folder = match kind {
        EntryKind::Role => "roles",
        EntryKind::Skill => "skills",
        EntryKind::Term => "terms",
        EntryKind::Faq => "faq",
        EntryKind::Guide => "guides",
    };
    Some((format!("{folder}/{id}.md"), text))
}

/// Returns a new FAQ file that answers a question people asked, with the question as its heading and their other wordings
/// as golden questions: its path below the folder, and its text, whose placeholders [`super::lint()`] reports. `None`
/// where the question has no letter or digit to make an id of.
#[must_use]
pub(crate) fn question_template(
    question: &str,
    asks: &[String],
    today: Date,
) -> Option<(String, String)> {
    let question = question.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = id(&question)?;
    let title = toml::Value::String(question.trim_end_matches(['?', '!', '.', ' ']).to_owned());
    // A heading is one line, and a comment ends with `-->`.
    let heading = question.trim_start_matches(['#', ' ']);
    let quoted = |text: &String| {
        let text = text.replace('"', "'").replace("--", "–").replace('>', " ");
        format!(
            "\"{}\"",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    };
    let asks: Vec<String> = asks.iter().map(quoted).collect();
    let asks = match asks.as_slice() {
        [] => String::new(),
        asks => format!("<!-- asks: {} -->\n", asks.join(", ")),
    };
    let text = format!(
        "+++\ntitle = {title}\nkind = \"{}\"\nreviewed = {today}\n\n[[sources]]\n\
         title = \"The title of a page that a reader can open\"\nurl = \"{PLACEHOLDER_URL}\"\n+++\n\
         {PLACEHOLDER_TEXT} what this is about, in one paragraph.\n\n## Questions\n\n### {heading}\n{asks}\n\
         {PLACEHOLDER_TEXT}: the answer, short first.\n",
        EntryKind::Faq
    );
    Some((format!("faq/{id}.md"), text))
}

/// Returns the most important optional keys of a kind, commented out.
const fn optional_keys(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Role => "# onet = [\"15-1252.00\"]\n",
        EntryKind::Skill => SKILL_KEYS,
        EntryKind::Term | EntryKind::Faq | EntryKind::Guide => "",
    }
}

/// Returns the most important optional tables of a kind, commented out.
const fn optional_tables(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Role => ROLE_TABLES,
        EntryKind::Skill | EntryKind::Term | EntryKind::Faq | EntryKind::Guide => "",
    }
}

const ROLE_TABLES: &str = r#"
# These lines are optional. Take the `#` away, and put ids of entries in.
#
# [[roadmap]]
# stage = "Foundations"
# hours = [60, 120]
# steps = ["git", "sql"]
#
# [skills]
# core = ["git", "sql"]
# helpful = ["docker"]
# human = ["communication"]
#
# [[skills.choice]]
# any = ["python", "java"]
# need = "core"
#
# [skills.level]
# sql = 2
#
# [[pay]]
# region = "US"
# year = 2025
# currency = "USD"
# median = 0
# source = 1
#
# [[level]]
# name = "junior"
# scope = "a task"
# signals = ["asks before being stuck for a day"]
#
# [[move]]
# to = "data-engineer"
# effort = "near"
# why = "both work with databases"
#
# [likes]
# building = 2
# people = -1
"#;

const SKILL_KEYS: &str = r#"
# These lines are optional. Take the `#` away, and put ids of skills in.
# group = "language"
# implies = ["python"]
# after = ["programming-basics"]
# instead_of = ["java"]
# hours = [40, 80]
# done = "You can write a small program alone and explain each line."
"#;

/// Makes an id of a title, of whole words as far as they fit.
fn id(title: &str) -> Option<EntryId> {
    EntryId::new(&names::slug(title, MAX_ID))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_suggests_an_id() {
        let id = |title| id(title).map(|id| id.to_string());
        assert_eq!(id("Data engineer").as_deref(), Some("data-engineer"));
        assert_eq!(id("C++"), Some("c".to_owned()));
        assert_eq!(id("給与明細").as_deref(), Some("給与明細"));
        assert_eq!(id("🎉"), None);
        assert!(id(&"long word ".repeat(20)).is_some_and(|id| id.len() <= MAX_ID));
    }
}
