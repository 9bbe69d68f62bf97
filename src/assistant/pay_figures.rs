//! Notes on an answer that tells nothing of a country, or has no figures on pay for it: they name the countries with figures.

use super::phrases::Phrases;
use crate::knowledge::{Address, Entry, Facet, PassageKind};
use crate::markup::Span;
use crate::search::Search;

/// Says that a passage tells nothing of a place, or that a section on pay has no figures for it, and for which countries it
/// has some.
pub(super) fn missing(
    phrases: Phrases,
    search: &Search,
    address: &Address,
    place: &str,
) -> Vec<Span> {
    let values = [("country", place.into())];
    let Some((entry, passage)) = search.library().passage(address) else {
        return Vec::new();
    };
    if !is_pay(passage.kind) {
        return phrases.spans("place-missing", &values);
    }
    let mut spans = phrases.spans("place-missing.no-pay", &values);
    spans.extend(figures(phrases, search, entry));
    spans
}

/// Says for which countries a role has figures on pay; nothing if there are none.
pub(super) fn figures(phrases: Phrases, search: &Search, entry: &Entry) -> Vec<Span> {
    let mut countries: Vec<String> = Vec::new();
    for pay in &entry.role_facts.pay {
        let known = search.country(&pay.region);
        let english = known.map_or(pay.region.as_str(), |known| known.name.as_str());
        let name = phrases.country(&pay.region, english);
        if !countries.contains(&name) {
            countries.push(name);
        }
    }
    if countries.is_empty() {
        return Vec::new();
    }
    let countries = countries.join(", ");
    let mut spans = vec![Span::plain(" ")];
    spans.extend(phrases.spans(
        "place-missing.figures",
        &[("countries", (&countries).into())],
    ));
    spans
}

/// Returns whether a passage is a section on pay.
pub(super) const fn is_pay(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Section(Some(Facet::Pay)))
}
