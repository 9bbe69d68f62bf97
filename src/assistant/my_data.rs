//! `/my-data`: what is stored about a person, which only they read.

use super::phrases::Phrases;
use super::store_context::{LINES_PER_PAGE, StoreContext, day};
use super::{pagination, show};
use crate::chat::{Ask, ButtonStyle, CountryAction, Reply, Request};
use crate::knowledge::{Address, EntryId};
use crate::language::MessageArg;
use crate::markup::{Markup, Span};
use crate::search::Search;
use crate::store::StoreError;

impl StoreContext {
    /// Lists what is stored about the person, a page at a time.
    pub(super) async fn my_data(
        &self,
        phrases: Phrases,
        search: &Search,
        request: &Request,
        page: u16,
    ) -> Result<Reply, StoreError> {
        let data = self.store.personal_data(request).await?;
        let mut lines = Vec::new();
        for (passage, helpful, at) in &data.votes {
            let known = Address::parse(passage);
            let known = known
                .as_ref()
                .and_then(|known| search.library().passage(known));
            let title =
                known.map_or_else(|| passage.clone(), |(entry, one)| show::title(entry, one));
            let values = [
                ("day", day(*at).into()),
                ("title", (&title).into()),
                ("opinion", opinion_key(*helpful)),
            ];
            lines.push(phrases.spans("my-data.vote", &values));
        }
        for (passage, reason, at) in &data.reasons {
            let values = [
                ("day", day(*at).into()),
                ("passage", Span::code(passage).into()),
                ("reason", MessageArg::Key(reason.as_str())),
            ];
            lines.push(phrases.spans("my-data.missed", &values));
        }
        for (wording, at) in &data.contributions {
            let values = [("day", day(*at).into()), ("wording", wording.into())];
            lines.push(phrases.spans("my-data.wording", &values));
        }
        for (text, at) in &data.questions {
            let values = [("day", day(*at).into()), ("question", text.into())];
            lines.push(phrases.spans("my-data.question", &values));
        }
        for (text, at) in &data.tickets {
            let values = [("day", day(*at).into()), ("question", text.into())];
            lines.push(phrases.spans("my-data.ticket", &values));
        }
        for (name, at) in &data.settings {
            let values = [("day", day(*at).into()), ("setting", name.into())];
            lines.push(phrases.spans("my-data.setting", &values));
        }
        if let Some((country, at)) = &data.country {
            let known = country.code();
            let known = known.and_then(|code| search.country(code.as_str()));
            let english = known.map_or("", |known| known.name.as_str());
            let name = phrases.country(country.as_str(), english);
            let values = [("day", day(*at).into()), ("country", (&name).into())];
            lines.push(phrases.spans("my-data.country", &values));
        }
        for (skill, at) in &data.progress {
            let entry = EntryId::new(skill).and_then(|id| search.library().entry(&id));
            let title = entry.map_or_else(|| skill.clone(), |entry| entry.title.clone());
            let values = [("day", day(*at).into()), ("title", (&title).into())];
            lines.push(phrases.spans("my-data.progress", &values));
        }
        for (_, until) in &data.messages {
            lines.push(phrases.spans("my-data.owed", &[("day", day(*until).into())]));
        }
        let title = phrases.text("my-data", &[]);
        let turn = |page| Ask::MyData { page };
        let pages = lines.len().div_ceil(LINES_PER_PAGE).max(1);
        let page = usize::from(page).min(pages - 1);
        let mut body = Markup::paragraph(phrases.spans("my-data.text", &[]));
        if lines.is_empty() {
            body = Markup::paragraph(phrases.spans("my-data.none", &[]));
        } else {
            body.append(Markup::list(
                lines
                    .into_iter()
                    .skip(page * LINES_PER_PAGE)
                    .take(LINES_PER_PAGE),
            ));
        }
        let at = u16::try_from(page).unwrap_or(u16::MAX);
        let mut reply = pagination::page(phrases, &title, body, (at, pages), turn);
        if data.country.is_some() {
            let on_country = |action| Ask::Country {
                action,
                address: None,
            };
            let change = on_country(CountryAction::ShowChoices);
            let take_back = on_country(CountryAction::Clear);
            reply.buttons.push(phrases.button("country-change", change));
            let take_back = phrases.button("country-take-back", take_back);
            reply.buttons.push(take_back);
        }
        if !data.is_empty() {
            let forget = phrases.button("forget", Ask::ForgetMe);
            reply.buttons.push(forget.styled(ButtonStyle::Danger));
        }
        Ok(reply)
    }
}

fn opinion_key(helpful: bool) -> MessageArg<'static> {
    MessageArg::Key(if helpful { "helpful" } else { "unhelpful" })
}
