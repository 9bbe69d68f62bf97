//! `/gaps`: the questions without an answer, for those who may see them.

use std::sync::Arc;

use super::memory::{Memory, PAGE, day};
use super::phrases::Words;
use super::thought::{Thought, look_up};
use super::{listing, show};
use crate::chat::{self, Ask, Choice, GapAction, Reply, ReplyPart, Request, Tone};
use crate::knowledge::Address;
use crate::language::Value;
use crate::markup::{Markup, Span};
use crate::search::Search;
use crate::store::{Gap, GapFilter, GapResolution, StoreError};

/// How many characters of a question stand in a list.
const SHORT: usize = 140;

impl Memory {
    /// A page of them, most asked first.
    pub(super) async fn gaps(
        &self,
        words: Words,
        request: &Request,
        page: u16,
    ) -> Result<Reply, StoreError> {
        let of = GapFilter::Community(request.place.community.as_deref());
        let (gaps, count) = self.store.gaps(of, usize::from(page), PAGE).await?;
        let title = words.text("gaps", &[]);
        let turn = |page| Ask::Gaps { page };
        if count == 0 {
            let text = Markup::text(words.text("gaps.none", &[]));
            return Ok(listing::page(words, &title, text, (0, 1), turn));
        }
        let items = gaps.iter().map(|gap| {
            let mut spans = vec![Span::plain(asked(words, gap))];
            spans.push(Span::plain(" — "));
            spans.extend(words.spans("gaps.asked", &times(gap)));
            spans
        });
        let body = Markup::list(items);
        let pages = count.div_ceil(PAGE);
        let mut reply = listing::page(words, &title, body, (page, pages), turn);
        reply.choices = gaps.iter().map(|gap| choice(words, gap)).collect();
        Ok(reply)
    }

    /// One of them, looked at, closed or asked again.
    pub(super) async fn gap(
        &self,
        words: Words,
        search: Arc<Search>,
        request: &Request,
        id: i64,
        action: GapAction,
    ) -> Result<Reply, StoreError> {
        let community = request.place.community.as_deref();
        let all = || words.button("all-gaps", Ask::Gaps { page: 0 });
        let closed = || {
            let mut reply = words.reply(Tone::Notice, "gap-gone", &[]);
            reply.buttons.push(all());
            reply
        };
        // What belongs to another community is not there, whatever a button says.
        let Some(gap) = self.store.gap(id, community).await? else {
            return Ok(closed());
        };
        let question = asked(words, &gap);
        let question_value = ("question", Value::from(&question));
        let mut reply = match (action, &gap.question) {
            (GapAction::Look, _) => looked_at(words, &search, &gap),
            (GapAction::NotForUs, _) => {
                if !self
                    .store
                    .close_gap(id, community, GapResolution::NotForUs)
                    .await?
                {
                    return Ok(closed());
                }
                words.reply(Tone::Info, "gap-closed", &[question_value])
            }
            (GapAction::AskAgain, Some(text)) => {
                let again = Ask::Question(text.clone());
                let Thought { reply, .. } = look_up(words, search, again, None).await;
                let sure =
                    |match_info: &chat::MatchInfo| match_info.certainty == chat::Certainty::Sure;
                if reply.match_info.as_ref().is_some_and(sure) {
                    self.store
                        .close_gap(id, community, GapResolution::Answered)
                        .await?;
                    let note = words.spans("gap-answered", &[question_value]);
                    with_note(reply, note)
                } else {
                    words.reply(Tone::Info, "gap-still-open", &[question_value])
                }
            }
            (GapAction::AskAgain, None) => {
                words.reply(Tone::Info, "gap-still-open", &[question_value])
            }
        };
        reply.buttons.push(all());
        Ok(reply)
    }
}

fn looked_at(words: Words, search: &Search, gap: &Gap) -> Reply {
    let mut body = Markup::text(asked(words, gap));
    body.append(Markup::paragraph(words.spans("gap.times", &times(gap))));
    let mut reply = words.plain(Tone::Info, words.text("gap", &[]), body);
    let nearest = gap.nearest.iter().filter_map(|near| Address::parse(near));
    reply.choices = nearest
        .filter_map(|near| show::choice(words, search.library(), &near))
        .collect();
    let action = |action| Ask::Gap { id: gap.id, action };
    reply.buttons = vec![
        words.button("ask-again", action(GapAction::AskAgain)),
        words.button("not-for-us", action(GapAction::NotForUs)),
    ];
    reply
}

fn choice(words: Words, gap: &Gap) -> Choice {
    Choice {
        label: asked(words, gap),
        detail: words.text("gaps.asked", &times(gap)),
        ask: Ask::Gap {
            id: gap.id,
            action: GapAction::Look,
        },
    }
}

/// A gap's question, short; or that its words have expired.
fn asked(words: Words, gap: &Gap) -> String {
    let Some(question) = &gap.question else {
        return words.text("gaps.expired", &[]);
    };
    if question.chars().count() <= SHORT {
        return question.clone();
    }
    let short: String = question.chars().take(SHORT - 1).collect();
    format!("{short}…")
}

fn times(gap: &Gap) -> [(&'static str, Value<'static>); 3] {
    let count = usize::try_from(gap.count).unwrap_or(0);
    [
        ("count", count.into()),
        ("first", day(gap.first).into()),
        ("last", day(gap.last).into()),
    ]
}

fn with_note(mut reply: Reply, note: Vec<Span>) -> Reply {
    let part = ReplyPart {
        body: Markup::paragraph(note),
        ..ReplyPart::default()
    };
    reply.parts.push(part);
    reply
}
