//! Elements of a page that hold no text of it, and the text of the others.

use scraper::{ElementRef, Node};

use crate::text::one_line;

/// Elements that hold no text of the page.
const SKIPPED: [&str; 22] = [
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "button",
    "input", "select", "textarea", "nav", "footer", "aside", "dialog", "img", "picture", "video",
    "audio", "map", "head",
];
/// Roles of such elements.
const SKIPPED_ROLES: [&str; 8] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
];
/// Words of classes and ids of such elements.
const SKIPPED_NAMES: [&str; 34] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "consent",
    "banner",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "sponsor",
    "sponsored",
    "promo",
    "newsletter",
    "subscribe",
    "signup",
    "share",
    "social",
    "related",
    "recommended",
    "comments",
    "popup",
    "modal",
    "toc",
    "pagination",
    "skip-link",
    "headerlink",
    "hash-link",
    "anchor-link",
];
/// Returns the text of an element on one line.
pub(crate) fn plain(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        if let Node::Text(part) = node.value() {
            let hidden = node
                .ancestors()
                .filter_map(ElementRef::wrap)
                .take_while(|one| one.id() != element.id());
            if !hidden.take(8).any(is_skipped) {
                text.push_str(part);
                text.push(' ');
            }
        }
    }
    let line = one_line(&text);
    line.replace(" .", ".")
        .replace(" ,", ",")
        .replace(" ?", "?")
        .trim_end_matches(['¶', '#'])
        .trim()
        .to_owned()
}

/// Returns whether an element holds no text of the page.
pub(crate) fn is_skipped(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let name = value.name();
    if SKIPPED.contains(&name)
        || value.attr("hidden").is_some()
        || value.attr("aria-hidden") == Some("true")
    {
        return true;
    }
    if value
        .attr("role")
        .is_some_and(|role| SKIPPED_ROLES.contains(&role))
    {
        return true;
    }
    if matches!(
        name,
        "html" | "body" | "main" | "article" | "h1" | "h2" | "h3" | "details"
    ) {
        return false;
    }
    let mut words = value
        .classes()
        .chain(value.id())
        .flat_map(|class| std::iter::once(class).chain(class.split(['-', '_'])));
    words.any(|word| {
        SKIPPED_NAMES
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    })
}
