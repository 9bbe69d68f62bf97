//! Detection of URLs that are not written as a link with a text.

/// A URL that is not written as a link with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LinkFault {
    /// A link with an empty text, which is invisible.
    NoText,
    /// A bare URL in running text.
    Bare(String),
}

/// Returns the first bare URL in running text: from `http://`, `https://` or `www.` to the next
/// whitespace, without trailing punctuation.
pub(super) fn bare_url(text: &str) -> Option<&str> {
    text.split_whitespace().find_map(|word| {
        let starts = ["https://", "http://", "www."].map(|start| word.find(start));
        let word = word.get(starts.into_iter().flatten().min()?..)?;
        let url = word.trim_end_matches(|symbol: char| !symbol.is_alphanumeric() && symbol != '/');
        let host = url.split_once("//").map_or(url, |(_, host)| host);
        let has_host = host.split_once('.').is_some_and(|(name, rest)| {
            !name.is_empty() && rest.chars().next().is_some_and(char::is_alphanumeric)
        });
        has_host.then_some(url)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_url_in_running_text_is_found() {
        for (text, url) in [
            (
                "see https://page.example/a.",
                Some("https://page.example/a"),
            ),
            ("(http://page.example)", Some("http://page.example")),
            ("www.page.example, too", Some("www.page.example")),
            ("an address begins with https:// or www.", None),
            ("the www and http", None),
        ] {
            assert_eq!(bare_url(text), url, "{text}");
        }
    }
}
