//! Opening of forms: the one to ask by, and those with one text field.

use std::time::Instant;

use tracing::warn;

use super::decode::SlackRequest;
use super::dispatcher::Dispatcher;
use super::workspace::Workspace;
use super::{modals, render, text_form};
use crate::language::Language;

impl Dispatcher {
    /// Opens the form of a request, or delivers the notice why there is none.
    pub(super) async fn open_text_form(
        &self,
        workspace: &Workspace,
        incoming: SlackRequest,
        trigger_id: &str,
        received: Instant,
    ) {
        let user = incoming.location.user.as_deref().unwrap_or_default();
        let locale = workspace.users.locale(&workspace.api, user).await;
        let request = incoming.to_request(locale, None, received);
        let ids = self.assistant.authorizing_ids(&request);
        let request = workspace
            .users
            .with_rights(&workspace.api, workspace.team(), request, &ids)
            .await;
        let unknown = || self.assistant.phrases(&request).unknown();
        let notice = match self.assistant.form(&request).await {
            Some(Ok(form)) => match text_form::view(form) {
                Some(view) => {
                    if let Err(error) = workspace.open_modal(trigger_id, &view).await {
                        let code = error.code();
                        warn!(code, "a form could not be opened: {code}");
                    }
                    return;
                }
                None => unknown(),
            },
            Some(Err(notice)) => *notice,
            None => unknown(),
        };
        let SlackRequest {
            route, location, ..
        } = incoming;
        let message = render::message(notice, route.surface(self.agent));
        workspace.deliver(message, route, &location).await;
    }
}

impl Workspace {
    /// Opens the form to ask by, in the person's language.
    pub(super) async fn open_ask_form(&self, user: &str, trigger_id: &str) {
        let locale = self.users.locale(&self.api, user).await;
        let language = locale.as_deref().and_then(Language::of);
        let form = modals::ask_form(language.unwrap_or_default());
        if let Err(error) = self.open_modal(trigger_id, &form).await {
            let code = error.code();
            warn!(code, "the form could not be opened: {code}");
        }
    }
}
