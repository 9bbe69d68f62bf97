//! Highlighting of parts of a text in bold; the text itself stays unchanged.

use std::ops::Range;

use super::{Block, Item, Markup, Span};

impl Markup {
    /// Returns the text with parts in bold. `mark` returns the byte ranges to highlight within a
    /// span, in ascending order. Code, links and spans that are bold already are left unchanged.
    #[must_use]
    pub fn highlight(&self, mark: impl Fn(&str) -> Vec<Range<usize>>) -> Self {
        let mut marked = Self::default();
        for block in &self.blocks {
            marked.push(match block {
                Block::Paragraph(spans) => Block::Paragraph(highlighted(spans, &mark)),
                Block::List(items) => Block::List(
                    items
                        .iter()
                        .map(|item| Item {
                            spans: highlighted(&item.spans, &mark),
                            ..*item
                        })
                        .collect(),
                ),
                Block::Code { .. } => block.clone(),
            });
        }
        marked
    }
}

/// Splits spans at the ranges of `mark` and sets these in bold.
fn highlighted(spans: &[Span], mark: &impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Span> {
    let mut marked = Vec::with_capacity(spans.len());
    for span in spans {
        if span.bold || span.code || span.link.is_some() {
            marked.push(span.clone());
            continue;
        }
        let mut from = 0;
        let mut add = |range: Range<usize>, bold: bool| {
            let text = span.text.get(range).unwrap_or_default().to_owned();
            marked.push(Span {
                text,
                bold,
                ..span.clone()
            });
        };
        for Range { start, end } in mark(&span.text) {
            let on_boundaries =
                span.text.is_char_boundary(start) && span.text.is_char_boundary(end);
            if from <= start && start < end && on_boundaries {
                add(from..start, false);
                add(start..end, true);
                from = end;
            }
        }
        add(from..span.text.len(), false);
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_ranges_are_bold_and_the_text_is_unchanged() {
        let link = Span {
            link: Some("https://page.example/".to_owned()),
            ..Span::plain("back link")
        };
        let mut text =
            Markup::paragraph(vec![Span::plain("Straße back, "), Span::code("back"), link]);
        text.append(Markup::list([vec![Span::plain("back to back")]]));
        let marked = text.highlight(|text| {
            text.match_indices("back")
                .map(|(at, _)| at..at + 4)
                .collect()
        });
        assert_eq!(marked.plain(), text.plain());
        let bold = |spans: &[Span]| -> Vec<String> {
            let bold = spans.iter().filter(|span| span.bold);
            bold.map(|span| span.text.clone()).collect()
        };
        let [Block::Paragraph(spans), Block::List(items)] = &marked.blocks[..] else {
            panic!("{marked:?}")
        };
        assert_eq!((bold(spans).len(), spans.len()), (1, 5));
        assert_eq!(bold(&items[0].spans), ["back", "back"]);
    }

    #[test]
    fn ranges_outside_the_text_or_inside_a_character_are_ignored() {
        let text = Markup::text("Straße");
        for range in [5..6, 4..5, 3..99, 2..2] {
            assert_eq!(text.highlight(|_| vec![range.clone()]), text, "{range:?}");
        }
    }
}
