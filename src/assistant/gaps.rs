//! `/gaps`: the list of questions without an answer, and the actions on one of them.

use std::sync::Arc;

use super::dispatch::{DispatchOutcome, dispatch};
use super::phrases::Phrases;
use super::store_context::{LINES_PER_PAGE, StoreContext, day};
use super::{pagination, show};
use crate::chat::{self, Ask, Choice, GapAction, Reply, ReplyKind, ReplyPart, Request};
use crate::knowledge::Address;
use crate::language::MessageArg;
use crate::markup::{Markup, Span};
use crate::search::Search;
use crate::store::{Gap, GapFilter, GapResolution, StoreError};

/// Maximum length of a question in a list, in characters.
const MAX_LINE_CHARS: usize = 140;

impl StoreContext {
    /// Returns a page of the community's gaps, most asked first.
    pub(super) async fn gaps(
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
        let all = || phrases.button("all-gaps", Ask::Gaps { page: 0 });
        let closed = || {
            let mut reply = phrases.reply(ReplyKind::Notice, "gap-gone", &[]);
            reply.buttons.push(all());
            reply
        };
        // The store returns no gap of another community: ids in buttons can be forged.
        let Some(gap) = self.store.gap(id, community).await? else {
            return Ok(closed());
        };
        let question = question(phrases, &gap);
        let question_value = ("question", MessageArg::from(&question));
        let mut reply = match (action, &gap.question) {
            (GapAction::Look, _) => details(phrases, &search, &gap),
            (GapAction::NotForUs, _) => {
                if !self
                    .store
                    .close_gap(id, community, GapResolution::NotForUs)
                    .await?
                {
                    return Ok(closed());
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
            (GapAction::AskAgain, None) => {
                phrases.reply(ReplyKind::Info, "gap-still-open", &[question_value])
            }
        };
        reply.buttons.push(all());
        Ok(reply)
    }
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
    if question.chars().count() <= MAX_LINE_CHARS {
        return question.clone();
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
