//! Pages of a list, with buttons to the previous and the next one.

use super::phrases::Phrases;
use crate::chat::{Ask, Button, Reply, ReplyKind};
use crate::markup::Markup;

/// Builds a reply with page `at` (counted from 0) of `pages`; `turn` builds the ask for another
/// page.
pub(super) fn page(
    phrases: Phrases,
    title: &str,
    body: Markup,
    (at, pages): (u16, usize),
    turn: impl Fn(u16) -> Ask,
) -> Reply {
    let title = if pages > 1 {
        let values = [
            ("title", title.into()),
            ("page", (usize::from(at) + 1).into()),
            ("pages", pages.into()),
        ];
        phrases.text("page", &values)
    } else {
        title.to_owned()
    };
    let mut reply = phrases.plain(ReplyKind::Info, title, body);
    if let Some(before) = at.checked_sub(1) {
        let back = Button::turn(phrases.text("back", &[]), turn(before));
        reply.buttons.push(back);
    }
    if usize::from(at) + 1 < pages {
        let more = Button::turn(phrases.text("more", &[]), turn(at.saturating_add(1)));
        reply.buttons.push(more);
    }
    reply
}
