//! `/gaps`: the list of questions without an answer, and the actions on one of them.

use std::sync::Arc;

use super::dispatch::{DispatchOutcome, dispatch};
use super::phrases::Phrases;
use super::store_context::{LINES_PER_PAGE, StoreContext, day};
use super::{pagination, show};
use crate::chat::{self, Ask, Button, Choice, GapAction, Reply, ReplyKind, ReplyPart, Request};
use crate::knowledge::Address;
use crate::language::MessageArg;
use crate::markup::{Markup, Span};
use crate::search::Search;
use crate::store::{Gap, GapFilter, GapResolution, StoreError};

/// Maximum length of a question in a list, in characters.
const MAX_LINE_CHARS: usize = 140;
/// Maximum number of passages to which a gap may be pointed in one list.
const MAX_POINTS: usize = 15;

impl StoreContext {
    /// Returns a page of the community's gaps, most asked first, and how many questions wait for the mentors.
    pub(super) async fn gaps(
        &self,
        phrases: Phrases,
        request: &Request,
        page: u16,
    ) -> Result<Reply, StoreError> {
        let mut reply = self.gap_page(phrases, request, page).await?;
        let community = request.place.community.as_deref();
        if let Some((count, oldest)) = self.store.waiting_tickets(community).await? {
            let values = [("count", count.into()), ("day", day(oldest).into())];
            reply.parts.push(ReplyPart {
                body: Markup::paragraph(phrases.spans("gaps.waiting", &values)),
                ..ReplyPart::default()
            });
        }
        Ok(reply)
    }

    async fn gap_page(
        &self,
        phrases: Phrases,
        request: &Request,
        page: u16,
    ) -> Result<Reply, StoreError> {
        let of = GapFilter::Community(request.place.community.as_deref());
        let (mut gaps, count) = self
            .store
            .gaps(of, usize::from(page), LINES_PER_PAGE)
            .await?;
        // Gaps may have been closed since the button was made.
        let last =
            u16::try_from(count.div_ceil(LINES_PER_PAGE).saturating_sub(1)).unwrap_or(u16::MAX);
        if page > last {
            gaps = self
                .store
                .gaps(of, usize::from(last), LINES_PER_PAGE)
                .await?
                .0;
        }
        let page = page.min(last);
        let title = phrases.text("gaps", &[]);
        let turn = |page| Ask::Gaps { page };
        if count == 0 {
            let text = Markup::text(phrases.text("gaps.none", &[]));
            return Ok(pagination::page(phrases, &title, text, (0, 1), turn));
        }
        let items = gaps.iter().map(|gap| {
            let mut spans = vec![Span::plain(question(phrases, gap))];
            spans.push(Span::plain(" — "));
            spans.extend(phrases.spans("gaps.asked", &times(gap)));
            if let Some(doubts) = doubts(phrases, gap) {
                spans.push(Span::plain(format!(" — {doubts}")));
            }
            spans
        });
        let body = Markup::list(items);
        let pages = count.div_ceil(LINES_PER_PAGE);
        let mut reply = pagination::page(phrases, &title, body, (page, pages), turn);
        reply.choices = gaps.iter().map(|gap| choice(phrases, gap)).collect();
        Ok(reply)
    }

    /// Carries out an action on one gap.
    pub(super) async fn gap(
        &self,
        phrases: Phrases,
        search: Arc<Search>,
        request: &Request,
        id: i64,
        action: GapAction,
    ) -> Result<Reply, StoreError> {
        let community = request.place.community.as_deref();
        if action == GapAction::Reopen {
            return self.reopen(phrases, request, id).await;
        }
        // The store returns no gap of another community: ids in buttons can be forged.
        let Some(gap) = self.store.gap(id, community).await? else {
            return Ok(gap_gone(phrases));
        };
        let id = gap.id;
        let question = question(phrases, &gap);
        let question_value = ("question", MessageArg::from(&question));
        let mut reply = match (action, &gap.question) {
            (GapAction::Look, _) => self.details(phrases, &search, &gap).await?,
            (GapAction::Point, Some(text)) => {
                point_choices(phrases, search, &gap, text, &question_value).await
            }
            (GapAction::NotForUs, _) => {
                if !self
                    .store
                    .close_gap(id, community, GapResolution::NotForUs)
                    .await?
                {
                    return Ok(gap_gone(phrases));
                }
                phrases.reply(ReplyKind::Info, "gap-closed", &[question_value])
            }
            (GapAction::AskAgain, Some(text)) => {
                let again = Ask::Question(text.clone());
                let DispatchOutcome { reply, .. } =
                    dispatch(phrases, search, again, None, Arc::default(), None).await;
                let sure =
                    |match_info: &chat::MatchInfo| match_info.certainty == chat::Certainty::Sure;
                if reply.match_info.as_ref().is_some_and(sure) {
                    self.store
                        .close_gap(id, community, GapResolution::Answered)
                        .await?;
                    let note = phrases.spans("gap-answered", &[question_value]);
                    with_note(reply, note)
                } else {
                    phrases.reply(ReplyKind::Info, "gap-still-open", &[question_value])
                }
            }
            // The last of them was carried out above.
            (GapAction::AskAgain | GapAction::Point | GapAction::Reopen, _) => {
                phrases.reply(ReplyKind::Info, "gap-still-open", &[question_value])
            }
        };
        reply.buttons.push(all_gaps(phrases));
        Ok(reply)
    }

    /// Lets the questions of a gap lead to a passage from now on, in this community.
    pub(super) async fn point(
        &self,
        phrases: Phrases,
        search: &Search,
        request: &Request,
        id: i64,
        address: &Address,
    ) -> Result<Reply, StoreError> {
        let community = request.place.community.as_deref();
        let gap = self.store.gap(id, community).await?;
        let Some((entry, passage)) = search.library().passage(address) else {
            return Ok(phrases.gone());
        };
        let target = entry.address(passage).to_string();
        let pointed = match &gap {
            Some(gap) => {
                let wordings = self.store.gap_examples(gap.id).await?;
                let point = self.store.point_gap(request, gap.id, &target, &wordings);
                !wordings.is_empty() && point.await?
            }
            None => false,
        };
        let (Some(gap), true) = (gap, pointed) else {
            return Ok(gap_gone(phrases));
        };
        let values = [
            ("question", MessageArg::from(&question(phrases, &gap))),
            ("title", MessageArg::from(&show::title(entry, passage))),
        ];
        let mut reply = phrases.reply(ReplyKind::Info, "gap-pointed", &values);
        let reopen = Ask::Gap {
            id: gap.id,
            action: GapAction::Reopen,
        };
        reply.buttons = vec![phrases.button("gap-reopen", reopen), all_gaps(phrases)];
        Ok(reply)
    }

    /// Lists a gap again that was answered, and takes back that it leads to a passage.
    async fn reopen(
        &self,
        phrases: Phrases,
        request: &Request,
        id: i64,
    ) -> Result<Reply, StoreError> {
        let community = request.place.community.as_deref();
        if !self.store.reopen_gap(id, community).await? {
            return Ok(gap_gone(phrases));
        }
        let mut reply = phrases.reply(ReplyKind::Info, "gap-reopened", &[]);
        reply.buttons.push(all_gaps(phrases));
        Ok(reply)
    }

    /// Builds the details of a gap, with its wordings, what people missed in its nearest passages, and its actions.
    async fn details(
        &self,
        phrases: Phrases,
        search: &Search,
        gap: &Gap,
    ) -> Result<Reply, StoreError> {
        let mut reply = details(phrases, search, gap);
        let mut examples = self.store.gap_examples(gap.id).await?;
        examples.retain(|example| Some(example) != gap.question.as_ref());
        if !examples.is_empty() {
            let examples = examples.iter().map(|one| vec![Span::plain(shortened(one))]);
            reply.parts.push(ReplyPart {
                heading: Some(phrases.text("gap.examples", &[])),
                body: Markup::list(examples),
                ..ReplyPart::default()
            });
        }
        let mut missed = Vec::new();
        for near in &gap.nearest {
            let known = Address::parse(near);
            let known = known.and_then(|near| {
                search
                    .library()
                    .passage(&near)
                    .map(|found| show::title(found.0, found.1))
            });
            let Some(title) = known else { continue };
            for (reason, count) in self.store.reasons(near, gap.community.as_deref()).await? {
                let values = [
                    ("title", MessageArg::from(&title)),
                    ("reason", MessageArg::Key(reason.as_str())),
                    ("count", usize::try_from(count).unwrap_or(0).into()),
                ];
                missed.push(phrases.spans("gap.missed", &values));
            }
        }
        if !missed.is_empty() {
            reply.parts.push(ReplyPart {
                body: Markup::list(missed),
                ..ReplyPart::default()
            });
        }
        Ok(reply)
    }
}

/// Returns the button that lists all gaps.
fn all_gaps(phrases: Phrases) -> Button {
    phrases.button("all-gaps", Ask::Gaps { page: 0 })
}

/// Builds the notice that a gap is closed.
fn gap_gone(phrases: Phrases) -> Reply {
    let mut reply = phrases.reply(ReplyKind::Notice, "gap-gone", &[]);
    reply.buttons.push(all_gaps(phrases));
    reply
}

/// Builds the question to which passage a gap shall lead: the best for its question, and those that came nearest.
async fn point_choices(
    phrases: Phrases,
    search: Arc<Search>,
    gap: &Gap,
    text: &str,
    question: &(&'static str, MessageArg<'static>),
) -> Reply {
    let (text, nearest, id) = (text.to_owned(), gap.nearest.clone(), gap.id);
    let found = tokio::task::spawn_blocking(move || {
        let ranked = search.ask(&text, None, MAX_POINTS).passages;
        let near = nearest.iter().filter_map(|near| Address::parse(near));
        let mut choices: Vec<Choice> = Vec::new();
        for address in ranked.into_iter().map(|one| one.address).chain(near) {
            let Some(choice) = show::choice(phrases, search.library(), &address) else {
                continue;
            };
            let ask = Ask::PointGap { id, address };
            if choices.len() < MAX_POINTS && choices.iter().all(|known| known.ask != ask) {
                choices.push(Choice { ask, ..choice });
            }
        }
        choices
    });
    let choices = found.await.unwrap_or_default();
    if choices.is_empty() {
        return phrases.reply(
            ReplyKind::Info,
            "gap-still-open",
            std::slice::from_ref(question),
        );
    }
    let mut reply = phrases.reply(
        ReplyKind::Asking,
        "gap-point-which",
        std::slice::from_ref(question),
    );
    reply.choices = choices;
    reply
}

/// Builds the details of a gap, with its nearest passages and its actions.
fn details(phrases: Phrases, search: &Search, gap: &Gap) -> Reply {
    let mut body = Markup::text(question(phrases, gap));
    body.append(Markup::paragraph(phrases.spans("gap.times", &times(gap))));
    if let Some(doubts) = doubts(phrases, gap) {
        body.append(Markup::text(doubts));
    }
    let mut reply = phrases.plain(ReplyKind::Info, phrases.text("gap", &[]), body);
    let nearest = gap.nearest.iter().filter_map(|near| Address::parse(near));
    reply.choices = nearest
        .filter_map(|near| show::choice(phrases, search.library(), &near))
        .collect();
    let action = |action| Ask::Gap { id: gap.id, action };
    reply.buttons = vec![
        phrases.button("gap-point", action(GapAction::Point)),
        phrases.button("ask-again", action(GapAction::AskAgain)),
        phrases.button("not-for-us", action(GapAction::NotForUs)),
    ];
    reply
}

fn choice(phrases: Phrases, gap: &Gap) -> Choice {
    Choice {
        label: question(phrases, gap),
        detail: phrases.text("gaps.asked", &times(gap)),
        ask: Ask::Gap {
            id: gap.id,
            action: GapAction::Look,
        },
    }
}

/// Returns the question of a gap, shortened; or a note that its text has expired.
fn question(phrases: Phrases, gap: &Gap) -> String {
    let Some(question) = &gap.question else {
        return phrases.text("gaps.expired", &[]);
    };
    shortened(question)
}

/// Returns a question, shortened to [`MAX_LINE_CHARS`].
fn shortened(question: &str) -> String {
    if question.chars().count() <= MAX_LINE_CHARS {
        return question.to_owned();
    }
    let short: String = question.chars().take(MAX_LINE_CHARS - 1).collect();
    format!("{short}…")
}

/// Returns the message arguments for how often and when a gap was asked.
fn times(gap: &Gap) -> [(&'static str, MessageArg<'static>); 3] {
    let count = usize::try_from(gap.count).unwrap_or(0);
    [
        ("count", count.into()),
        ("first", day(gap.first).into()),
        ("last", day(gap.last).into()),
    ]
}

/// Returns how often the question was answered with doubt, if it was.
fn doubts(phrases: Phrases, gap: &Gap) -> Option<String> {
    let count = usize::try_from(gap.doubts).unwrap_or(0);
    (count > 0).then(|| phrases.text("gaps.doubts", &[("count", count.into())]))
}

fn with_note(mut reply: Reply, note: Vec<Span>) -> Reply {
    let part = ReplyPart {
        body: Markup::paragraph(note),
        ..ReplyPart::default()
    };
    reply.parts.push(part);
    reply
}
