//! Opening of a form with one text field, in answer to a press.

use std::time::Duration;

use super::api::ApiError;
use super::decode::ReplyTarget;
use super::deliver::{self, InteractionHandle};
use super::modal;
use crate::assistant::Assistant;
use crate::chat::{Audience, ReplyKind, Request};

/// Opens the form of an ask, which only the first response can; else sends the notice why there is none.
pub(super) async fn respond(
    assistant: &Assistant,
    handle: &InteractionHandle<'_>,
    request: &Request,
    defer_after: Duration,
) -> Result<ReplyKind, ApiError> {
    let unknown = || assistant.phrases(request).unknown();
    let notice = match assistant.form(request).await {
        Some(Ok(form)) => match modal::open(form) {
            Some(modal) => return handle.respond(&modal).await.map(|()| ReplyKind::Info),
            None => unknown(),
        },
        Some(Err(notice)) => *notice,
        None => unknown(),
    };
    let (target, audience) = (ReplyTarget::Ephemeral, Audience::Private);
    let notice = std::future::ready(notice);
    deliver::deliver(handle, target, audience, notice, defer_after).await
}
