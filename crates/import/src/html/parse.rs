//! Parsing of HTML with bounded memory.

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{ParseOpts, parse_document};
use scraper::{Html, HtmlTreeSink};

/// Parses a page; an error where it makes more than `most` nodes.
///
/// The page is passed to the parser tag by tag, and the nodes are counted: a few unclosed tags can make every later one
/// repeat them, so that a small page makes a tree of any size.
pub(crate) fn parse(page: &str, most: usize) -> Result<Html, String> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = parse_document(sink, ParseOpts::default());
    for part in page.split_inclusive('>') {
        parser.process(StrTendril::from(part));
        let nodes = parser.tokenizer.sink.sink.0.borrow().tree.nodes().len();
        if nodes > most {
            return Err(format!("it makes more than {most} elements"));
        }
    }
    Ok(parser.finish())
}
