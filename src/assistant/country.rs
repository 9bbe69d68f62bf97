//! A person's country: the button that asks for it, the replies about it, and answers that begin with what holds there.
//!
//! **Invariant:** the country affects private replies only, and is stored only when the person chooses it.

use std::sync::Arc;

use super::Assistant;
use super::dispatch::{DispatchOutcome, dispatch};
use super::pay_figures::{figures, is_pay};
use super::phrases::Phrases;
use super::store_context::{StoreContext, vote_buttons};
use crate::chat::{
    Ask, Audience, Choice, Country, CountryAction, CountryCode, Reply, ReplyKind, ReplyPart,
    Request,
};
use crate::knowledge::{Address, Entry, EntryKind};
use crate::language::{Language, MessageArg};
use crate::markup::{Markup, Span};
use crate::search::{KnownCountry, Search};
use crate::store::StoreError;

/// Most countries to choose from; a select of Discord has 25 options.
const MAX_COUNTRIES: usize = 23;

impl Assistant {
    /// Looks a request up. Where nobody but the person reads the answer, and it depends on the country, it is the answer
    /// for the country that they chose, or has a button that asks which it is.
    pub(super) async fn look_up_for_person(
        &self,
        phrases: Phrases,
        request: &Request,
        ask: Ask,
    ) -> DispatchOutcome {
        let context = self.store_context.as_ref();
        let Some(context) = context.filter(|_| self.is_read_alone(request)) else {
            return self.look_up(phrases, request, ask, None).await;
        };
        let search = self.search(&request.place);
        // Read only where it may matter, so that no other answer waits for the database.
        let chosen = match question_of(&ask) {
            Some(text) if search.depends_on_country(text) && !search.names_place(text) => {
                Some(context.country(request).await)
            }
            _ => None,
        };
        let code = match &chosen {
            Some(Ok(Some(country))) => country.code(),
            _ => None,
        };
        let mut outcome = self.look_up(phrases, request, ask.clone(), code).await;
        let Some(address) = passage_by_country(&search, &ask, &outcome.reply) else {
            return outcome;
        };
        let chosen = match chosen {
            Some(chosen) => chosen,
            None => context.country(request).await,
        };
        if let Ok(chosen) = chosen {
            localize(phrases, &search, &mut outcome.reply, &address, chosen);
        }
        outcome
    }

    /// Returns whether nobody but the person reads the answer: it is private, or there is no channel.
    fn is_read_alone(&self, request: &Request) -> bool {
        request.place.channel.is_none() || self.audience(request) == Audience::Private
    }
}

/// Returns the question of an ask.
fn question_of(ask: &Ask) -> Option<&str> {
    match ask {
        Ask::Question(text) | Ask::WhatIs(text) => Some(text),
        _ => None,
    }
}

/// Returns the passage of a reply that depends on the country, where the question names none: by the words of the
/// question, or as it is about pay, or its entry holds in some region alone.
fn passage_by_country(search: &Search, ask: &Ask, reply: &Reply) -> Option<Address> {
    if !matches!(reply.kind, ReplyKind::Answer | ReplyKind::Likely) {
        return None;
    }
    let mut citations = reply.parts.iter().filter_map(|part| part.citation.as_ref());
    let (Some(citation), None) = (citations.next(), citations.next()) else {
        return None;
    };
    let (entry, passage) = search.library().passage(&citation.address)?;
    let text = match ask {
        Ask::Open { page: 0, .. } => passage.heading.as_str(),
        _ => question_of(ask)?,
    };
    let region = entry.region.as_deref();
    // The region of a role is that of its figures on pay.
    let regional =
        entry.kind != EntryKind::Role && region.is_some_and(|region| !search.is_worldwide(region));
    let depends = is_pay(passage.kind) || regional || search.depends_on_country(text);
    (depends && !search.names_place(text)).then(|| citation.address.clone())
}

/// Adds to a reply what holds in the country that the person chose; or the button that asks, where nothing is kept.
fn localize(
    phrases: Phrases,
    search: &Search,
    reply: &mut Reply,
    address: &Address,
    chosen: Option<Country>,
) {
    let choose = Ask::Country {
        action: CountryAction::ShowChoices,
        address: Some(address.clone()),
    };
    let Some(chosen) = chosen else {
        if !search.countries().is_empty() {
            reply.buttons.push(phrases.button("country-which", choose));
        }
        return;
    };
    let country = chosen.code().and_then(|code| search.country(code.as_str()));
    if let Some(country) = country {
        let note = country_note(phrases, search, address, country);
        reply.parts.insert(0, note);
        reply.buttons.push(phrases.button("country-change", choose));
    }
}

/// Builds the line above a passage: which country counts, and of a section on pay what people earn there.
fn country_note(
    phrases: Phrases,
    search: &Search,
    address: &Address,
    country: &KnownCountry,
) -> ReplyPart {
    let name = phrases.country(&country.code, &country.name);
    let values = [("country", (&name).into())];
    let passage = search.library().passage(address);
    let paid =
        passage.filter(|(entry, passage)| is_pay(passage.kind) && !entry.role_facts.pay.is_empty());
    let spans = match paid {
        Some((entry, _)) => {
            if let Some(pay) = pay(phrases, entry, &country.code) {
                let mut spans = phrases.spans("country-told", &values);
                spans.push(Span::plain(" "));
                spans.extend(pay);
                spans
            } else {
                let mut spans = phrases.spans("country-told.no-pay", &values);
                spans.extend(figures(phrases, search, entry));
                spans
            }
        }
        None if search.is_about_country(address, &country.code) => {
            phrases.spans("country-told", &values)
        }
        None => phrases.spans("country-told.unnamed", &values),
    };
    ReplyPart {
        body: Markup::paragraph(spans),
        ..ReplyPart::default()
    }
}

/// Says what people in a role earn in a country, by the latest data of its entry.
fn pay(phrases: Phrases, entry: &Entry, code: &str) -> Option<Vec<Span>> {
    let of_country = entry.role_facts.pay.iter().filter(|pay| pay.region == code);
    let pay = of_country.max_by_key(|pay| pay.year)?;
    let source = entry.source(pay.source)?;
    let link = Span {
        link: source.url.clone(),
        ..Span::plain(source.title.clone())
    };
    let year = pay.year.to_string();
    let amount = |amount: u64| phrases.amount(amount, &pay.currency);
    let median = amount(pay.median);
    let mut values = vec![
        ("year", (&year).into()),
        ("median", (&median).into()),
        ("source", link.into()),
    ];
    let (Some(low), Some(high)) = (pay.low.map(amount), pay.high.map(amount)) else {
        return Some(phrases.spans("pay", &values));
    };
    values.extend([("low", (&low).into()), ("high", (&high).into())]);
    Some(phrases.spans("pay.range", &values))
}

impl StoreContext {
    /// Replies to an action on the person's country.
    pub(super) async fn reply_on_country(
        &self,
        phrases: Phrases,
        search: Arc<Search>,
        request: &Request,
        action: CountryAction,
        address: Option<&Address>,
    ) -> Result<Reply, StoreError> {
        let country = match action {
            CountryAction::ShowChoices => return Ok(choose(phrases, &search, address)),
            CountryAction::Clear => {
                self.store.set_country(request, None).await?;
                return Ok(phrases.reply(ReplyKind::Info, "country-withdrawn", &[]));
            }
            CountryAction::Set(country) => country,
        };
        let known = country
            .code()
            .and_then(|code| search.country(code.as_str()));
        if country.code().is_some() && known.is_none() {
            return Ok(phrases.unknown());
        }
        self.store.set_country(request, Some(country)).await?;
        let mut kept = phrases.country_kept(country, known.map(|known| known.name.as_str()));
        let answer = match (country.code(), address) {
            (Some(code), Some(address)) => {
                self.answer_for_country(phrases, search.clone(), request, code, address)
                    .await
            }
            _ => None,
        };
        let Some(mut reply) = answer else {
            return Ok(kept);
        };
        reply.parts.splice(0..0, kept.parts.drain(..));
        reply.buttons.append(&mut kept.buttons);
        Ok(reply)
    }

    /// Answers the last question again for a country, where that question is still in memory; else shows the passage again.
    async fn answer_for_country(
        &self,
        phrases: Phrases,
        search: Arc<Search>,
        request: &Request,
        code: CountryCode,
        address: &Address,
    ) -> Option<Reply> {
        let (entry, passage) = search.library().passage(address)?;
        let address = entry.address(passage);
        let question = self.store.latest_question(request, &address.to_string());
        let open = Ask::Open { address, page: 0 };
        let asks = question.map(Ask::Question).into_iter().chain([open]);
        for ask in asks {
            let elsewhere = Arc::default();
            let found = dispatch(
                phrases,
                search.clone(),
                ask.clone(),
                None,
                elsewhere,
                Some(code),
            );
            let mut outcome = found.await;
            let Some(address) = passage_by_country(&search, &ask, &outcome.reply) else {
                continue;
            };
            if outcome.reply.kind == ReplyKind::Answer {
                self.record(request, &outcome);
            }
            outcome.reply.votes = vote_buttons(phrases, &outcome.reply);
            let chosen = Some(Country::In(code));
            localize(phrases, &search, &mut outcome.reply, &address, chosen);
            return Some(outcome.reply);
        }
        None
    }
}

/// Builds the question of which country, with those that the library knows.
fn choose(phrases: Phrases, search: &Search, address: Option<&Address>) -> Reply {
    let my_data = [("my-data", phrases.command("my-data"))];
    let mut reply = phrases.reply(ReplyKind::Asking, "country-ask", &my_data);
    let choice = |label: String, country: Country| Choice {
        label,
        detail: String::new(),
        ask: Ask::Country {
            action: CountryAction::Set(country),
            address: address.cloned(),
        },
    };
    let known = search.countries().into_iter().take(MAX_COUNTRIES);
    let known = known.filter_map(|known| {
        let code = CountryCode::parse(&known.code)?;
        Some(choice(
            phrases.country(&known.code, &known.name),
            Country::In(code),
        ))
    });
    let others = [Country::NotListed, Country::Undisclosed];
    let others = others.map(|other| choice(phrases.country(other.as_str(), ""), other));
    reply.choices = known.chain(others).collect();
    reply
}

impl Phrases {
    /// Returns the name of a country by its code, or by its English name where no message file has it.
    pub(super) fn country(self, code: &str, english: &str) -> String {
        let values = [("code", MessageArg::Key(code)), ("name", english.into())];
        self.text("country", &values)
    }

    /// Builds the reply that a choice is kept, with the button to take it back.
    fn country_kept(self, country: Country, english: Option<&str>) -> Reply {
        let name = self.country(country.as_str(), english.unwrap_or_default());
        let answer = match country {
            Country::In(_) => "named",
            Country::NotListed => "elsewhere",
            Country::Undisclosed => "unsaid",
        };
        let values = [
            ("answer", MessageArg::Key(answer)),
            ("country", (&name).into()),
            ("my-data", self.command("my-data")),
            ("forget-me", self.command("forget-me")),
        ];
        let mut reply = self.reply(ReplyKind::Info, "country-kept", &values);
        let withdraw = Ask::Country {
            action: CountryAction::Clear,
            address: None,
        };
        reply
            .buttons
            .push(self.button("country-take-back", withdraw));
        reply
    }

    /// Formats an amount of money with the separators of the language, such as `135,980 USD`.
    pub(super) fn amount(self, amount: u64, currency: &str) -> String {
        let digits = amount.to_string();
        let separator = match self.language {
            Language::English | Language::Hindi | Language::Japanese => ',',
            Language::German | Language::Spanish | Language::Portuguese => '.',
            // A narrow space that no line is broken at.
            Language::French => '\u{202f}',
        };
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        format!("{grouped} {currency}")
    }
}
