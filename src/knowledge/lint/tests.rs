//! Tests of the lint rules for skills, roles, pay and style, over small libraries.

use jiff::civil::date;

use super::lint;
use crate::knowledge::tests::{load, said, text};
use crate::knowledge::{Problem, Rule, Severity};

/// Findings of some rules over files.
fn found(files: &[(&str, String)], rules: &[Rule]) -> Vec<Problem> {
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let library = load(&files).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let mut problems = lint(&library, date(2026, 2, 1));
    problems.retain(|problem| rules.contains(&problem.rule));
    problems
}

fn named(name: &str, text: &str) -> String {
    text.replacen("title = \"The ", &format!("title = \"{name} "), 1)
}

fn skill(name: &str, keys: &str) -> String {
    named(name, &text("skill", keys, "", "A text."))
}

fn role(name: &str, tables: &str, body: &str) -> String {
    named(name, &text("role", "", tables, body))
}

#[test]
fn a_skill_that_nothing_uses_is_an_orphan() {
    let files = [
        ("a.md", skill("A", "after = [\"b\"]\nrelated = [\"c\"]")),
        ("b.md", skill("B", "related = [\"a\"]")),
        ("c.md", skill("C", "")),
        ("d.md", skill("D", "")),
        ("r.md", role("R", "[skills]\ncore = [\"a\"]", "A text.")),
    ];
    insta::assert_snapshot!(said(&found(&files, &[Rule::Orphan])), @r"
    c.md:1:1: warning: no role, roadmap or other skill names C skill [orphan]
        hint: add it to [skills] or [[roadmap]] of a role, or to `implies`, `after` or `instead_of` of a skill
    d.md:1:1: nothing leads to D skill [orphan]
        hint: name it under `related` of an entry, or link to it
    ");
}

#[test]
fn a_skill_does_not_come_before_itself() {
    let files = [
        ("a.md", skill("A", "after = [\"b\"]")),
        ("b.md", skill("B", "implies = [\"c\", \"d\"]")),
        ("c.md", skill("C", "implies = [\"a\"]")),
        ("d.md", skill("D", "after = [\"d\"]\ninstead_of = [\"a\"]")),
    ];
    insta::assert_snapshot!(said(&found(&files, &[Rule::Cycle])), @r"
    a.md:5:10: `a` comes before itself: a → b → c → a [cycle]
        hint: take one of these steps out of `implies` or `after`
    d.md:5:10: `d` comes before itself: d → d [cycle]
        hint: take one of these steps out of `implies` or `after`
    ");
}

#[test]
fn an_id_of_the_wrong_kind_or_named_twice_is_named_at_its_place() {
    let tables = "[skills]\ncore = [\"a\", \"r\", \"a\"]\n[[skills.choice]]\nany = [\"b\", \"t\"]\nneed = \"core\"\n\
                  [[move]]\nto = \"r\"\neffort = \"near\"\nwhy = \"x\"\n[[move]]\nto = \"a\"\neffort = \"far\"\nwhy = \"x\"";
    let files = [
        ("a.md", skill("A", "")),
        ("b.md", skill("B", "implies = [\"t\"]")),
        ("t.md", named("T", &text("term", "", "", "A text."))),
        ("r.md", role("R", tables, "A text.")),
    ];
    insta::assert_snapshot!(said(&found(&files, &[Rule::FrontMatter])), @r"
    b.md:5:12: `implies` names `t`, which is a term [front-matter]
        hint: name skills only
    r.md:10:14: `skills` names `r`, which is a role [front-matter]
        hint: name skills and terms only
    r.md:10:19: `skills` names `a` twice [front-matter]
    r.md:12:13: `skills.choice` names `t`, which is a term [front-matter]
        hint: name skills only
    r.md:15:6: `move` names the entry itself [front-matter]
    r.md:19:6: `move` names `a`, which is a skill [front-matter]
        hint: name roles only
    ");
}

#[test]
fn the_text_of_a_role_mentions_its_skills() {
    let tables = "[skills]\ncore = [\"code-reviews\", \"c\"]\nhelpful = [\"go\"]\n\
                  [[skills.choice]]\nany = [\"x\", \"y\"]\nneed = \"core\"";
    let body =
        "They take part in every code review skill.\n\n## Tools\n\nC++ and a [language](c.md).";
    let files = [
        ("c.md", skill("C", "")),
        ("go.md", skill("Go", "")),
        ("x.md", skill("X", "")),
        ("y.md", skill("Y", "")),
        ("code-reviews.md", skill("Code-Review", "")),
        ("r.md", role("R", tables, body)),
    ];
    insta::assert_snapshot!(said(&found(&files, &[Rule::Mention])), @r"
    r.md:11:12: warning: the text never mentions `go` [mention]
        hint: say what the job needs them for, or take them out of [skills]
    r.md:12:1: warning: the text mentions no skill of this choice [mention]
        hint: say what the job needs one of them for
    ");
}

#[test]
fn two_roles_do_not_ask_for_the_same_skills() {
    let lists = "[skills]\ncore = [\"a\"]\nhelpful = [\"b\"]";
    let other = "[skills]\ncore = [\"b\", \"a\"]";
    let files = [
        ("a.md", skill("A", "")),
        ("b.md", skill("B", "")),
        ("r.md", role("R", lists, "A text.")),
        ("s.md", role("S", other, "A text.")),
        ("t.md", role("T", "[skills]\ncore = [\"a\"]", "A text.")),
        ("u.md", role("U", "", "A text.")),
        ("v.md", role("V", "", "A text.")),
    ];
    insta::assert_snapshot!(said(&found(&files, &[Rule::Twin])), @r"
    s.md:10:1: `skills` names the same skills as r.md [twin]
        hint: name what this role needs and the other does not
    ");
}

#[test]
fn pay_is_in_order_and_not_of_a_year_to_come() {
    let pay = |year, median| {
        format!(
            "[[pay]]\nregion = \"US\"\nyear = {year}\ncurrency = \"USD\"\nmedian = {median}\n\
             low = 10\nhigh = 30\nsource = 1\n"
        )
    };
    let tables = [pay(2025, 20), pay(2025, 5), pay(2027, 20), pay(2024, 31)].join("\n");
    let files = [("r.md", role("R", &tables, "A text."))];
    insta::assert_snapshot!(said(&found(&files, &[Rule::Pay])), @r"
    r.md:9:1: there is pay without `review_by` [pay]
        hint: say until when the figures may be shown
    r.md:18:1: low 10, median 5 and high 30 are not in order [pay]
        hint: read the source again; low is at most the median
    r.md:18:1: pay for US in 2025 stands here twice [pay]
        hint: keep the better source
    r.md:27:1: the figures are of 2027, and the entry was reviewed on 2026-01-31 [pay]
        hint: give the year that the source states
    r.md:36:1: low 10, median 31 and high 30 are not in order [pay]
        hint: read the source again; low is at most the median
    ");
}

#[test]
fn a_review_is_due_after_it_was_made() {
    let text = text("term", "review_by = 2026-01-01", "", "A text.");
    let said = said(&found(&[("t.md", text)], &[Rule::Review]));
    assert!(said.contains("`review_by` is before `reviewed`"), "{said}");
}

#[test]
fn bad_habits_are_warnings() {
    let body = "It is often so.\n\n## One\n\nPlain. It may be, perhaps, or usually, in May.\n\n\
                ## Two\n\nLook at the adverts near you.";
    let found = found(&[("t.md", text("term", "", "", body))], &[Rule::Style]);
    assert!(found.iter().all(|one| one.severity == Severity::Warning));
    insta::assert_snapshot!(said(&found), @r"
    t.md:11:1: warning: the first sentence hedges: “often” [style]
        hint: state what holds for most readers, then what differs
    t.md:13:1: warning: the passage hedges 3 times: may, perhaps, usually [style]
        hint: keep the hedge that matters, and say when it applies
    t.md:17:1: warning: “adverts near you” is a habit to avoid [style]
        hint: give the answer that holds for most readers, and say in one clause where it differs
    ");
}

#[test]
fn a_wording_that_asks_for_another_entry_is_reported() {
    let body = "A text.\n\n## Why it matters\n<!-- also: \"what is the B skill?\", \"B skill vs A\", \"B skill\", \"meaning of A skill\" -->\n\nIt does.";
    let files = [
        (
            "a.md",
            named("A", &text("skill", "related = [\"b\"]", "", body)),
        ),
        ("b.md", skill("B", "related = [\"a\"]")),
    ];
    insta::assert_snapshot!(said(&found(&files, &[Rule::Duplicate])), @r"
    a.md:13:1: “B skill” asks for `b`, and would be answered here [duplicate]
        hint: remove the wording, or say in it what differs
    a.md:13:1: “what is the B skill?” asks for `b`, and would be answered here [duplicate]
        hint: remove the wording, or say in it what differs
    ");
}
