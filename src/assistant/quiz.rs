//! `/role-quiz`: eight questions by buttons, then three roles with reasons. Nothing is stored: the buttons carry the answers.

use super::phrases::Phrases;
use super::show;
use crate::career::{CareerGraph, QuizAnswer, QuizAnswers, QuizMatch};
use crate::chat::{Ask, Button, Reply, ReplyKind, ReplyPart};
use crate::knowledge::{Interest, Library};
use crate::language::MessageArg;
use crate::markup::{Markup, Span};

/// Number of roles at the end.
const MAX_ROLES: usize = 3;

/// Builds the next question, or the result after the last one.
pub(super) fn quiz(phrases: Phrases, library: &Library, answers: &QuizAnswers) -> Reply {
    match answers.question() {
        Some(name) => question(phrases, answers, name),
        None => result(phrases, library, answers),
    }
}

fn question(phrases: Phrases, answers: &QuizAnswers, name: &str) -> Reply {
    let values = [
        ("number", (answers.len() + 1).into()),
        ("of", QuizAnswers::QUESTIONS.into()),
    ];
    let title = phrases.text("quiz", &values);
    let mut body =
        Markup::paragraph(phrases.spans("quiz-question", &[("about", MessageArg::Key(name))]));
    if answers.is_empty() {
        body.append(Markup::paragraph(phrases.spans("quiz-method", &[])));
    }
    let mut reply = phrases.plain(ReplyKind::Info, title, body);
    let labels = match name {
        "leading" => ["quiz-leading", "quiz-writing", "quiz-neither"],
        _ => ["quiz-much", "quiz-sometimes", "quiz-rather-not"],
    };
    let buttons = QuizAnswer::ALL.into_iter().zip(labels);
    reply.buttons = buttons
        .map(|(answer, label)| {
            let ask = Ask::Quiz(answers.with(answer));
            Button::turn(phrases.text(label, &[]), ask)
        })
        .collect();
    reply
}

fn result(phrases: Phrases, library: &Library, answers: &QuizAnswers) -> Reply {
    let graph = CareerGraph::of(library);
    let matches = graph.quiz(answers, MAX_ROLES);
    let matches: Vec<_> = matches.into_iter().filter(|one| one.score > 0.0).collect();
    let again = Button::turn(
        phrases.text("quiz-again", &[]),
        Ask::Quiz(QuizAnswers::default()),
    );
    if matches.is_empty() {
        let mut reply = phrases.reply(ReplyKind::Info, "quiz-none", &[]);
        reply.buttons = vec![again];
        reply.buttons.extend(phrases.navigation_buttons());
        return reply;
    }
    let mut parts: Vec<ReplyPart> = (1..)
        .zip(&matches)
        .map(|(number, one): (usize, _)| ReplyPart {
            heading: Some(format!("{number}. {}", one.role.title)),
            body: Markup::list(reasons(phrases, one)),
            ..ReplyPart::default()
        })
        .collect();
    parts.push(ReplyPart {
        body: Markup::paragraph(phrases.spans("quiz-caution", &[])),
        ..ReplyPart::default()
    });
    let mut reply = phrases.plain(
        ReplyKind::Info,
        phrases.text("quiz-result", &[]),
        Markup::default(),
    );
    reply.parts = parts;
    reply.note = Some(phrases.text("computed", &[]));
    reply.buttons = matches.iter().map(|one| show::entry(one.role)).collect();
    reply.buttons.push(again);
    reply
}

/// Says which answers speak for a role, and which one against it.
fn reasons(phrases: Phrases, one: &QuizMatch<'_>) -> Vec<Vec<Span>> {
    let name = |interest: Interest| {
        phrases.text(
            "interest",
            &[("interest", MessageArg::Key(interest.as_str()))],
        )
    };
    let mut lines = Vec::new();
    if !one.reasons.is_empty() {
        let list: Vec<String> = one.reasons.iter().map(|interest| name(*interest)).collect();
        let list = list.join(", ");
        lines.push(phrases.spans("quiz-for", &[("list", (&list).into())]));
    }
    if let Some(against) = one.against {
        let list = name(against);
        lines.push(phrases.spans("quiz-against", &[("list", (&list).into())]));
    }
    lines
}
